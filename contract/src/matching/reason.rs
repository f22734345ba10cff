//! Why two names are taken for one product or not: codes with parameters, worded by the catalogue.

use serde::{Deserialize, Serialize};

use super::lexicon::Strict;
use crate::catalogue::Arg;
use crate::solution::OfferType;

/// One fact that raised or lowered a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reason {
    /// The solution's listing address leads to this offer.
    ListingKnown,
    /// All words of both names are the same, in any order.
    SameName,
    /// So many of the solution's words are in the offer's name.
    NameWords {
        /// Words found.
        found: usize,
        /// Words that count in the solution's name.
        of: usize,
        /// The words found, as the solution's name has them.
        words: Vec<String>,
    },
    /// The solution names the offer's publisher.
    SamePublisher,
    /// The solution does not name the offer's publisher, which carries its partner ID.
    SamePartnerId,
    /// The publisher carries other partner IDs.
    OtherPublisher,
    /// Both have this type.
    SameType,
    /// The types are far from each other.
    OtherType {
        /// The solution's.
        solution: OfferType,
        /// The offer's.
        offer: OfferType,
    },
    /// Keywords that both have.
    Keywords {
        /// How many.
        n: usize,
    },
    /// Editions, versions, regions and the like that differ.
    Differs {
        /// What differs.
        part: Strict,
        /// As the solution's name has it.
        solution: String,
        /// As the offer's name has it.
        offer: String,
    },
    /// Only one of the names has such a part.
    OnlyOne {
        /// What.
        part: Strict,
        /// As the name has it.
        value: String,
        /// Whether the solution's name has it, not the offer's.
        in_solution: bool,
    },
    /// Another offer has nearly the same score.
    CloseSecond,
}

impl Reason {
    /// The code as it stands in JSON and in the catalogue.
    pub const fn code(&self) -> &'static str {
        match self {
            Reason::ListingKnown => "listingKnown",
            Reason::SameName => "sameName",
            Reason::NameWords { .. } => "nameWords",
            Reason::SamePublisher => "samePublisher",
            Reason::SamePartnerId => "samePartnerId",
            Reason::OtherPublisher => "otherPublisher",
            Reason::SameType => "sameType",
            Reason::OtherType { .. } => "otherType",
            Reason::Keywords { .. } => "keywords",
            Reason::Differs { .. } => "differs",
            Reason::OnlyOne { .. } => "onlyOne",
            Reason::CloseSecond => "closeSecond",
        }
    }

    /// Whether it speaks for the match; the others speak against it.
    pub const fn is_for(&self) -> bool {
        match self {
            Reason::ListingKnown
            | Reason::SameName
            | Reason::SamePublisher
            | Reason::SamePartnerId
            | Reason::SameType
            | Reason::Keywords { .. } => true,
            Reason::NameWords { found, of, .. } => *found * 2 >= *of,
            Reason::OtherPublisher
            | Reason::OtherType { .. }
            | Reason::Differs { .. }
            | Reason::OnlyOne { .. }
            | Reason::CloseSecond => false,
        }
    }

    /// The catalogue key of the words.
    // catalogue: match.reason.*
    pub fn key(&self) -> String {
        match self {
            Reason::NameWords { found: 0, .. } => "match.reason.noNameWords".to_owned(),
            // The parts have gender and number in French, so each has its own text.
            Reason::Differs { part, .. } => format!("match.reason.differs.{}", part.word()),
            Reason::OnlyOne { in_solution: true, .. } => "match.reason.onlySolution".to_owned(),
            Reason::OnlyOne { in_solution: false, .. } => "match.reason.onlyOffer".to_owned(),
            _ => format!("match.reason.{}", self.code()),
        }
    }

    /// Values for the placeholders.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Reason::NameWords { found, of, words } => {
                vec![("n", (*of).into()), ("found", (*found).into()), ("words", Arg::List(words.clone()))]
            }
            Reason::Keywords { n } => vec![("n", (*n).into())],
            // catalogue: offerType.*
            Reason::OtherType { solution, offer } => vec![
                ("solution", Arg::Key(format!("offerType.{}", solution.word()))),
                ("offer", Arg::Key(format!("offerType.{}", offer.word()))),
            ],
            Reason::Differs { solution, offer, .. } => {
                vec![("solution", solution.as_str().into()), ("offer", offer.as_str().into())]
            }
            Reason::OnlyOne { value, .. } => vec![("value", value.as_str().into())],
            _ => Vec::new(),
        }
    }
}
