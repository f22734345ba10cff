//! One audience for several offers on the wire: what is asked, and what comes of each.

use serde::{Deserialize, Serialize};

use crate::api::audience::{ListMode, NeedFigures};
use crate::audience::ChannelState;
use crate::refusal::Refusal;

/// An offer that an audience is applied to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplyTo {
    /// The offer's opaque id.
    pub id: String,
    /// The version of its audience that was shown; another one stops this offer alone. Not needed with `dryRun`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_version: Option<u64>,
}

/// Body of `POST resellers/apply`: the saved audience of one offer into the drafts of others, each all or nothing. With
/// `?dryRun=true` it answers the same review and changes nothing. "Copy from another offer" is this with one offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplyAudience {
    /// The offer whose saved draft is taken.
    pub from: String,
    /// The version of its audience that was shown; another one stops every offer. Not needed with `dryRun`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_seen_version: Option<u64>,
    /// The offers that get it, 1 to 200.
    pub to: Vec<ApplyTo>,
    /// What becomes of the lists that they have.
    pub mode: ListMode,
}

/// What comes of one offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applied {
    /// The offer's opaque id.
    pub id: String,
    /// Its name; empty for one that the company does not have.
    pub name: String,
    /// Whether its draft was saved; with `dryRun`, whether it would be.
    pub done: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub refusal: Option<Refusal>,
    /// The option of its draft before, and afterwards; absent for one that the company does not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<AppliedOptions>,
    /// How many resellers come into its draft.
    pub added: u64,
    /// How many go out of it.
    pub removed: u64,
    /// How many stay in it although the list has them not, having sold.
    pub kept: u64,
    /// What its draft needs afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedFigures>,
    /// The version of its audience, afterwards when it was saved.
    pub version: u64,
}

/// The options between which applying an audience leads a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppliedOptions {
    /// Before.
    pub from: ChannelState,
    /// Afterwards.
    pub to: ChannelState,
}

/// Answer of `POST resellers/apply`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplyResult {
    /// The version of the audience that was taken, for `fromSeenVersion`.
    pub from_version: u64,
    /// One entry for each offer, in the order asked.
    pub items: Vec<Applied>,
}

/// The most offers of one `POST resellers/apply`.
pub const APPLY_MAX: usize = 200;
