//! CSP reseller audience: who may resell an offer, and what each change of that needs (rules.md, "CSP reseller audience").

pub mod asked;
pub mod edits;
pub mod eligible;
pub mod list;
pub mod need;
pub mod tenant;

use serde::{Deserialize, Serialize};

use self::tenant::{TenantId, TenantSet};

/// The most resellers of one audience.
pub const RESELLERS_MAX: usize = 20_000;

word_enum! {
    /// Who may resell: the vendor's names of the three options (S: any, specific, no partners in the CSP program).
    ChannelState {
        /// "Any partner in the CSP program".
        All = "all",
        /// "Specific partners in the CSP program I select".
        Some = "some",
        /// "No partners in the CSP program".
        None = "none",
    }
}

/// Who may resell an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "resellerChannelState", content = "resellers", rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Audience {
    /// Every partner of the programme.
    All,
    /// These; with none of them the offer is in the programme and nobody may resell it yet.
    Some(TenantSet),
    /// Nobody: the offer is not in the programme, and customers who buy through a CSP cannot get it.
    None,
}

impl Audience {
    /// From the two facts that are stored: a list counts with "specific" alone.
    pub fn of(state: ChannelState, resellers: TenantSet) -> Audience {
        match state {
            ChannelState::All => Audience::All,
            ChannelState::Some => Audience::Some(resellers),
            ChannelState::None => Audience::None,
        }
    }

    /// Which of the three options it is.
    pub const fn state(&self) -> ChannelState {
        match self {
            Audience::All => ChannelState::All,
            Audience::Some(_) => ChannelState::Some,
            Audience::None => ChannelState::None,
        }
    }

    /// Whether a reseller may resell.
    pub fn holds(&self, reseller: TenantId) -> bool {
        match self {
            Audience::All => true,
            Audience::Some(resellers) => resellers.holds(reseller),
            Audience::None => false,
        }
    }
}

/// A reseller that has sold an offer: the publisher cannot take the offer from it any more (S).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sold {
    /// The reseller.
    pub reseller: TenantId,
    /// To how many customers.
    pub customers: u32,
}
