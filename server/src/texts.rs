//! The three catalogues, embedded: the server words its problems and files as the page does.

use std::sync::LazyLock;

use contract::catalogue::{Arg, Catalogue};
use contract::locale::Locale;

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../public/locales/en.json")));
static FRENCH: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../public/locales/fr.json")));
static CHINESE: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../public/locales/zh-CN.json")));

/// An unreadable catalogue shows keys instead of texts; a test and `cargo xtask tidy` keep it from shipping.
fn read(json: &str) -> Catalogue {
    serde_json::from_str(json).unwrap_or_default()
}

/// The text for a key in a language.
pub fn text(locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
    let catalogue = match locale {
        Locale::En => &ENGLISH,
        Locale::Fr => &FRENCH,
        Locale::ZhCn => &CHINESE,
    };
    catalogue.render(locale, key, args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_catalogue_is_readable() {
        for locale in Locale::ALL {
            assert_ne!(text(*locale, "problem.notFound", &[]), "problem.notFound", "{locale:?}");
        }
    }
}
