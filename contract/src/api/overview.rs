//! What the Overview shows.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::api::people::Colleague;
use crate::solution::{Counts, MigrationState};

/// Answer of `GET overview`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overview {
    /// Solutions by state.
    pub counts: Counts,
    /// The server's day in UTC, from which days left are counted.
    #[serde(deserialize_with = "crate::moment::day")]
    pub today: NaiveDate,
    /// The programme's last day.
    #[serde(default, deserialize_with = "crate::moment::maybe_day", skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// Open solutions at the end of each day on which the number changed, oldest first.
    pub open_by_day: Vec<OpenOnDay>,
    /// What must be true before one can publish.
    pub prerequisites: Vec<Prerequisite>,
    /// Owners, managers and developers: who can help.
    pub helpers: Vec<Colleague>,
    /// What waits for me, most urgent first; at most ten.
    pub waiting: Vec<Waiting>,
    /// How many wait in all.
    pub waiting_total: u64,
    /// What changed since this person's last visit; absent on the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_last_visit: Option<SinceLastVisit>,
}

/// The number of open solutions at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenOnDay {
    /// The day in UTC.
    #[serde(deserialize_with = "crate::moment::day")]
    pub day: NaiveDate,
    /// Open solutions.
    pub open: u64,
}

word_enum! {
    /// The four checks of "Before you start" (S).
    PrerequisiteKind {
        Membership = "membership",
        Enrolled = "enrolled",
        Publisher = "publisher",
        Role = "role",
    }
}

/// One check with its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Prerequisite {
    /// Which one.
    pub kind: PrerequisiteKind,
    /// Whether it holds.
    pub met: bool,
}

word_enum! {
    /// Why a solution waits for this person.
    WaitingReason {
        /// Support asks something, or refused.
        AttentionNeeded = "attentionNeeded",
        /// The draft offer must still be published.
        DraftCreated = "draftCreated",
        /// A colleague gave it to this person.
        AssignedToMe = "assignedToMe",
    }
}

/// One solution that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Opaque id.
    pub id: String,
    /// The solution's name.
    pub name: String,
    /// Its state.
    pub state: MigrationState,
    /// Why it is shown here.
    pub reason: WaitingReason,
    /// The offer that it is linked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// The number of its open or last support request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// What happened while the person was away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SinceLastVisit {
    /// When the last visit was.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// Solutions that came in.
    pub arrived: u64,
    /// Solutions that became done.
    pub done: u64,
    /// Solutions that now need attention.
    pub attention: u64,
}
