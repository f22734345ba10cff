//! A solution's state: icon and word, never colour alone.

use contract::solution::MigrationState;
use leptos::prelude::*;

use crate::i18n::text;
use crate::ui::Icon;

/// The catalogue key of a state's name.
pub const fn state_key(state: MigrationState) -> &'static str {
    match state {
        MigrationState::Pending => "state.pending",
        MigrationState::DraftCreated => "state.draftCreated",
        MigrationState::AttentionNeeded => "state.attentionNeeded",
        MigrationState::Merging => "state.merging",
        MigrationState::Merged => "state.merged",
        MigrationState::Discarded => "state.discarded",
    }
}

/// The catalogue key of what a state means and what to do next.
pub const fn state_help_key(state: MigrationState) -> &'static str {
    match state {
        MigrationState::Pending => "state.pending.help",
        MigrationState::DraftCreated => "state.draftCreated.help",
        MigrationState::AttentionNeeded => "state.attentionNeeded.help",
        MigrationState::Merging => "state.merging.help",
        MigrationState::Merged => "state.merged.help",
        MigrationState::Discarded => "state.discarded.help",
    }
}

/// The class of a state's colour and the name of its icon.
pub const fn state_look(state: MigrationState) -> (&'static str, &'static str) {
    match state {
        MigrationState::Pending => ("badge badge--neutral", "clock"),
        MigrationState::DraftCreated => ("badge badge--violet", "edit"),
        MigrationState::AttentionNeeded => ("badge badge--amber", "warning"),
        MigrationState::Merging => ("badge badge--brand", "sync"),
        MigrationState::Merged => ("badge badge--green", "checkmark-circle"),
        MigrationState::Discarded => ("badge badge--grey", "archive"),
    }
}

/// The badge.
#[component]
pub fn StateBadge(
    /// The state.
    state: MigrationState,
) -> impl IntoView {
    let (class, icon) = state_look(state);
    view! { <span class=class><Icon name=icon/><span>{text(state_key(state))}</span></span> }
}
