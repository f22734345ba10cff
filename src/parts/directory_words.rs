//! What the resellers' directory says of a reseller, in the reader's language where the directory's own word is a known one.

use crate::i18n::{comma, country, t};

/// A CSP region.
// catalogue: region.*
pub fn region_words(region: &str) -> String {
    known(format!("region.{region}"), region)
}

/// A competency or skill.
// catalogue: ability.*
pub fn ability_words(ability: &str) -> String {
    known(format!("ability.{ability}"), ability)
}

/// Town and country, as the reader calls it.
pub fn place_words(city: &str, code: &str) -> String {
    let country = country(code);
    if city.is_empty() { country } else { comma(city, &country) }
}

/// The directory is a file that anybody may import: what nobody translated is said as it stands there.
fn known(key: String, word: &str) -> String {
    let words = t(&key);
    if words == key { word.to_owned() } else { words }
}
