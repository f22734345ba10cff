//! Offers: what an ID and an alias may be, and the label that people see for an offer's state.

use serde::{Deserialize, Serialize};

/// The shortest offer ID, in characters.
pub const OFFER_ID_MIN: usize = 3;
/// The longest offer ID, in characters.
pub const OFFER_ID_MAX: usize = 50;
/// The longest alias, in characters.
pub const ALIAS_MAX: usize = 120;
/// The longest name of a listing, in characters.
pub const NAME_MAX: usize = 200;

/// An offer ID, `^[a-z0-9][a-z0-9_-]{2,49}$` (D): frozen once the offer exists, part of its address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfferId(String);

word_enum! {
    /// Why a text is no offer ID. The sentence is `field.{word}`.
    OfferIdFault {
        Empty = "offerIdEmpty",
        Short = "offerIdShort",
        Long = "offerIdLong",
        /// Starts with `_` or `-`.
        Start = "offerIdStart",
        /// Holds something else than `a-z 0-9 _ -`.
        Character = "offerIdCharacter",
    }
}

impl OfferId {
    /// Reads an ID; spaces around it are not part of it.
    ///
    /// # Errors
    /// The first thing that is wrong, in the order in which a person meets it while typing.
    pub fn parse(text: &str) -> Result<OfferId, OfferIdFault> {
        let text = text.trim();
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        if text.is_empty() {
            Err(OfferIdFault::Empty)
        } else if !text.chars().all(allowed) {
            Err(OfferIdFault::Character)
        } else if text.starts_with(['_', '-']) {
            Err(OfferIdFault::Start)
        } else if text.len() < OFFER_ID_MIN {
            Err(OfferIdFault::Short)
        } else if text.len() > OFFER_ID_MAX {
            Err(OfferIdFault::Long)
        } else {
            Ok(OfferId(text.to_owned()))
        }
    }

    /// An ID made from a name, for a field that is prefilled; `None` when nothing of the name fits.
    pub fn suggest(name: &str) -> Option<OfferId> {
        let mut id = String::new();
        for c in crate::fold::fold(name).chars() {
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                id.push(c);
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
            if id.len() == OFFER_ID_MAX {
                break;
            }
        }
        OfferId::parse(id.trim_end_matches('-')).ok()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for OfferId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        OfferId::parse(&text).map_err(OfferIdFault::word)
    }
}

impl From<OfferId> for String {
    fn from(id: OfferId) -> String {
        id.0
    }
}

word_enum! {
    /// What people see of an offer's state; derived from what is live and what was submitted (rules.md, "Offer").
    OfferStatus {
        Draft = "draft",
        Live = "live",
        /// Live elsewhere: known by its listing address alone.
        External = "external",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_fault_is_told() {
        assert_eq!(OfferId::parse("  "), Err(OfferIdFault::Empty));
        assert_eq!(OfferId::parse("Fleet"), Err(OfferIdFault::Character));
        assert_eq!(OfferId::parse("-fleet"), Err(OfferIdFault::Start));
        assert_eq!(OfferId::parse("ab"), Err(OfferIdFault::Short));
        assert_eq!(OfferId::parse(&"a".repeat(51)), Err(OfferIdFault::Long));
        assert_eq!(OfferId::parse(" fleet_board-2 ").map(String::from), Ok("fleet_board-2".to_owned()));
    }

    #[test]
    fn a_name_becomes_an_id() {
        let suggested = |name| OfferId::suggest(name).map(String::from);
        assert_eq!(suggested("Contrôle Qualité (Édition 2)").as_deref(), Some("controle-qualite-edition-2"));
        assert_eq!(suggested("=2"), None);
        assert_eq!(suggested("仓库"), None);
    }

    proptest! {
        #[test]
        fn what_is_suggested_is_an_id(name in ".{0,120}") {
            if let Some(id) = OfferId::suggest(&name) {
                prop_assert_eq!(OfferId::parse(id.as_str()), Ok(id.clone()));
            }
        }
    }
}
