//! Why a person may not change an audience, for the buttons of every dialog over it.

use contract::access::Right;
use leptos::prelude::*;

use super::state::Audience;
use crate::i18n::{t, tf};
use crate::load::Loaded;
use crate::pages::help::may_not;
use crate::ui::MaybeText;

/// The reason in words, followed; nothing when they may.
pub fn may_change(audience: Audience) -> MaybeText {
    let role = may_not(Right::Edit);
    Signal::derive(move || {
        role.get().or_else(|| match audience.stored.get() {
            Loaded::Ready(stored) => stored.head.edit_refusal.map(|refusal| tf(&refusal.key(), &refusal.args())),
            Loaded::Loading => Some(t("load.loading")),
            Loaded::Failed(error) => Some(error.sentence()),
        })
    })
}

/// As `may_change`; what is written at once also waits until the page's own changes are saved.
pub fn may_write(audience: Audience) -> MaybeText {
    let may = may_change(audience);
    Signal::derive(move || may.get().or_else(|| audience.dirty.get().then(|| t("resellCopy.saveFirst"))))
}
