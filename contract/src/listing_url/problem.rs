//! Why an address is not taken for a listing: a code with parameters, and the key of the sentence that says what was expected.

use serde::{Deserialize, Serialize};

use crate::catalogue::Arg;

/// What is wrong with an address; the first thing that holds, from the left of the address to its right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ListingUrlProblem {
    /// Nothing was typed.
    Empty,
    /// Longer than any real address.
    TooLong {
        /// Bytes allowed.
        limit: usize,
    },
    /// A text, a name, or an address of another scheme.
    NotAnAddress,
    /// One address with a space inside; what was meant cannot be told.
    SpaceInside,
    /// Something stands before an `@`: browsers take it for a sign-in name and go elsewhere.
    UserInfo {
        /// Where the address really leads.
        host: String,
    },
    /// http where the storefront has https.
    NotSecure {
        /// The storefront's host.
        host: String,
    },
    /// A host that is no storefront.
    ForeignHost {
        /// The host.
        host: String,
        /// The hosts of the storefronts that people know by name, apart by commas.
        expected: String,
    },
    /// A storefront's host with another port.
    OtherPort {
        /// The host with the port that was given.
        host: String,
        /// The storefront's.
        meant: String,
    },
    /// A host that is no storefront and looks like one.
    LookAlike {
        /// The host.
        host: String,
        /// The one that it looks like.
        meant: String,
    },
    /// A category, front or search page of a storefront.
    NotAnOffer {
        /// The storefront's name.
        store: String,
    },
    /// The place of the ID holds something else.
    UnreadableId {
        /// What stands there.
        id: String,
    },
}

impl ListingUrlProblem {
    /// The code as it stands in problem documents.
    pub const fn code(&self) -> &'static str {
        match self {
            ListingUrlProblem::Empty => "empty",
            ListingUrlProblem::TooLong { .. } => "tooLong",
            ListingUrlProblem::NotAnAddress => "notAnAddress",
            ListingUrlProblem::SpaceInside => "spaceInside",
            ListingUrlProblem::UserInfo { .. } => "userInfo",
            ListingUrlProblem::NotSecure { .. } => "notSecure",
            ListingUrlProblem::ForeignHost { .. } => "foreignHost",
            ListingUrlProblem::OtherPort { .. } => "otherPort",
            ListingUrlProblem::LookAlike { .. } => "lookAlike",
            ListingUrlProblem::NotAnOffer { .. } => "notAnOffer",
            ListingUrlProblem::UnreadableId { .. } => "unreadableId",
        }
    }

    /// The catalogue key of the sentence.
    // catalogue: listingUrl.*
    pub fn key(&self) -> String {
        format!("listingUrl.{}", self.code())
    }

    /// Values for the sentence's placeholders.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            ListingUrlProblem::Empty | ListingUrlProblem::NotAnAddress | ListingUrlProblem::SpaceInside => Vec::new(),
            ListingUrlProblem::TooLong { limit } => vec![("n", Arg::from(*limit))],
            ListingUrlProblem::UserInfo { host } | ListingUrlProblem::NotSecure { host } => {
                vec![("host", host.as_str().into())]
            }
            ListingUrlProblem::ForeignHost { host, expected } => {
                let expected = expected.split(", ").map(str::to_owned).collect();
                vec![("host", host.as_str().into()), ("expected", Arg::List(expected))]
            }
            ListingUrlProblem::OtherPort { host, meant } | ListingUrlProblem::LookAlike { host, meant } => {
                vec![("host", host.as_str().into()), ("meant", meant.as_str().into())]
            }
            ListingUrlProblem::NotAnOffer { store } => vec![("store", store.as_str().into())],
            ListingUrlProblem::UnreadableId { id } => vec![("id", id.as_str().into())],
        }
    }
}
