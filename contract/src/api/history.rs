//! What was done, when and by whom; nothing is changed without an entry.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

word_enum! {
    /// What happened. The page words it as `event.{word}`.
    EventKind {
        Imported = "imported",
        Updated = "updated",
        Assigned = "assigned",
        Unassigned = "unassigned",
        NoteAdded = "noteAdded",
        NoteRemoved = "noteRemoved",
        ReferralsImported = "referralsImported",
        CollateralImported = "collateralImported",
        ContactsImported = "contactsImported",
        DraftCreated = "draftCreated",
        MergeRequested = "mergeRequested",
        AttentionNeeded = "attentionNeeded",
        Merged = "merged",
        Discarded = "discarded",
        DiscardUndone = "discardUndone",
        RequestAnswered = "requestAnswered",
        RequestCancelled = "requestCancelled",
        RequestRefused = "requestRefused",
        RequestFiled = "requestFiled",
        RequestAsked = "requestAsked",
        RequestCommented = "requestCommented",
        RequestResolved = "requestResolved",
        RequestClaimed = "requestClaimed",
        RequestReleased = "requestReleased",
        FileAttached = "fileAttached",
        Reopened = "reopened",
        MatchDismissed = "matchDismissed",
        MatchRestored = "matchRestored",
        OfferCreated = "offerCreated",
        OfferDeleted = "offerDeleted",
        OfferLinked = "offerLinked",
        MovedIntoOffer = "movedIntoOffer",
        MovedRemoved = "movedRemoved",
        PublisherCreated = "publisherCreated",
        AudienceSaved = "audienceSaved",
        AudienceImported = "audienceImported",
        AudienceCopied = "audienceCopied",
        AudienceSynced = "audienceSynced",
        AudienceChanged = "audienceChanged",
        MaterialsSaved = "materialsSaved",
        ResellerSold = "resellerSold",
        ResellerLeft = "resellerLeft",
        CalendarChanged = "calendarChanged",
        TemplatesChanged = "templatesChanged",
        ImportCommitted = "importCommitted",
        FilterSaved = "filterSaved",
        FilterRemoved = "filterRemoved",
        SignedIn = "signedIn",
        SignedOut = "signedOut",
        SettingsChanged = "settingsChanged",
        WorkspaceImported = "workspaceImported",
        RoleGiven = "roleGiven",
        TokenCreated = "tokenCreated",
        TokenRevoked = "tokenRevoked",
    }
}

/// One entry of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    /// Opaque id, ascending in time.
    pub id: String,
    /// When.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// Who: the person's name at the time; absent when the system or the administrator's command line did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What.
    pub kind: EventKind,
    /// The id of the thing: a solution's id, a job's id.
    pub subject: String,
    /// The name of the thing at the time.
    pub subject_name: String,
    /// The value before, as text for people (a state's word, a person's name); absent when there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// One line of the report: a solution that is done or with support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportLine {
    /// The "Solution ID" of the legacy catalogue.
    pub solution_id: String,
    /// The name.
    pub name: String,
    /// The partner ID.
    pub partner_id: String,
    /// Where it stands.
    pub state: crate::solution::MigrationState,
    /// The name of the offer that it was moved into or is linked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// When it came to this state.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// Who brought it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Referrals carried.
    pub referrals: u32,
    /// Documents carried.
    pub collateral: u32,
    /// Contacts carried.
    pub contacts: u32,
}
