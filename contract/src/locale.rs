//! The three languages of the product, how a reader's choice is read, and how numbers and plurals are written in each.

word_enum! {
    /// A language that every text exists in. The word is its BCP 47 tag and the name of its catalogue.
    Locale {
        En = "en",
        Fr = "fr",
        ZhCn = "zh-CN",
    }
}

impl Locale {
    /// The language's own name, shown in the language menu whatever the current language is.
    pub const fn own_name(self) -> &'static str {
        match self {
            Locale::En => "English",
            Locale::Fr => "Français",
            Locale::ZhCn => "简体中文",
        }
    }

    /// The best of our languages for one BCP 47 tag: `fr-CA` reads French, any Chinese reads `zh-CN`.
    pub fn from_tag(tag: &str) -> Option<Locale> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("en") {
            Some(Locale::En)
        } else if primary.eq_ignore_ascii_case("fr") {
            Some(Locale::Fr)
        } else if primary.eq_ignore_ascii_case("zh") {
            Some(Locale::ZhCn)
        } else {
            None
        }
    }

    /// The reader's language from an `Accept-Language` header (RFC 9110, 12.5.4); English when nothing fits.
    pub fn from_accept_language(header: &str) -> Locale {
        let mut best = (0.0_f32, Locale::En);
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let Some(locale) = pieces.next().and_then(Locale::from_tag) else { continue };
            let quality = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            if quality > best.0 {
                best = (quality, locale);
            }
        }
        best.1
    }

    /// Which form of a counted text to use (CLDR cardinal rules for the integers that we count).
    pub const fn plural(self, n: u64) -> Plural {
        match (self, n) {
            (Locale::En, 1) | (Locale::Fr, 0 | 1) => Plural::One,
            _ => Plural::Other,
        }
    }

    /// What stands between the parts of a list.
    pub const fn between(self) -> &'static str {
        if matches!(self, Locale::ZhCn) { "、" } else { ", " }
    }

    /// A whole number with the language's group separator: `1,234`, `1 234` (narrow no-break space), `1,234`.
    pub fn number(self, n: u64) -> String {
        let separator = if self == Locale::Fr { '\u{202f}' } else { ',' };
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + 6);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }
}

/// The two plural forms that our languages need for whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// English 1; French 0 and 1.
    One,
    /// Everything else, and all of Chinese.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_gets_the_language_that_is_wanted_most() {
        assert_eq!(Locale::from_accept_language("fr-CA,fr;q=0.9,en;q=0.8"), Locale::Fr);
        assert_eq!(Locale::from_accept_language("de, zh-Hant;q=0.7, en;q=0.4"), Locale::ZhCn);
        assert_eq!(Locale::from_accept_language("de"), Locale::En);
        assert_eq!(Locale::from_accept_language("fr;q=0, en"), Locale::En);
        assert_eq!(Locale::from_accept_language("fr;q=abc"), Locale::En);
        assert_eq!(Locale::from_accept_language(""), Locale::En);
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(Locale::En.number(0), "0");
        assert_eq!(Locale::En.number(999), "999");
        assert_eq!(Locale::En.number(1_234_567), "1,234,567");
        assert_eq!(Locale::Fr.number(1_234), "1\u{202f}234");
    }

    #[test]
    fn french_counts_nothing_as_one() {
        assert_eq!(Locale::Fr.plural(0), Plural::One);
        assert_eq!(Locale::En.plural(0), Plural::Other);
        assert_eq!(Locale::ZhCn.plural(1), Plural::Other);
    }
}
