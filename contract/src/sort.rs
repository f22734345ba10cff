//! The order of a list, as it stands in addresses and in the API.

/// A column by which a list can be sorted; the default one counts where nothing else is asked for.
pub trait Column: Copy + Default + Eq + 'static {
    /// All of them, in their order on the screen.
    const COLUMNS: &'static [Self];

    /// The one word for it.
    fn word(self) -> &'static str;
}

/// Makes an enum of columns; the first one is the default.
macro_rules! columns {
    ($(#[$meta:meta])* $name:ident { $first:ident = $word:literal $(, $variant:ident = $words:literal)* $(,)? }) => {
        word_enum! { $(#[$meta])* $name { $first = $word $(, $variant = $words)* } }

        impl Default for $name {
            fn default() -> Self {
                $name::$first
            }
        }

        impl $crate::sort::Column for $name {
            const COLUMNS: &'static [$name] = $name::ALL;

            fn word(self) -> &'static str {
                $name::word(self)
            }
        }
    };
}

/// By which column, and which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sort<C> {
    /// The column.
    pub column: C,
    /// Last first.
    pub descending: bool,
}

impl<C: Column> Sort<C> {
    /// `name` or `-name`, as in addresses and the API.
    pub fn word(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.word())
    }

    /// Writes it into a query, unless it is the order that counts anyway.
    pub fn tell(self, query: &mut form_urlencoded::Serializer<'_, String>) {
        if self != Sort::default() {
            query.append_pair("sort", &self.word());
        }
    }

    /// Reads what `word` writes.
    pub fn from_word(word: &str) -> Option<Sort<C>> {
        let (descending, word) = word.strip_prefix('-').map_or((false, word), |rest| (true, rest));
        let column = C::COLUMNS.iter().copied().find(|column| column.word() == word)?;
        Some(Sort { column, descending })
    }
}
