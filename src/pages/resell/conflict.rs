//! Two people at once: what somebody else saved beside what is changed here, and the choice.

use leptos::prelude::*;

use super::state::{Audience, Choice, Stored};
use crate::i18n::{self, said, t, text, tf, tn};
use crate::ui::{Button, Message, MessageTone, live};

/// The choice, while there is one to make.
pub fn conflict(audience: Audience) -> AnyView {
    let newer = Memo::new(move |_| audience.newer.get().filter(|_| audience.dirty.get()));
    live(move || newer.get().map(|newer| choice(audience, newer)))
}

fn choice(audience: Audience, newer: Stored) -> AnyView {
    let (theirs, base) = (newer.draft(), audience.base.get_untracked().map(|base| base.draft()));
    let by = newer.head.draft.by.clone();
    let at = newer.head.draft.at;
    let lead = said(move || {
        let by = by.clone().unwrap_or_else(|| t("resell.somebody"));
        let at = at.map(i18n::date_time).unwrap_or_default();
        tf("resell.conflict", &[("name", by.into()), ("at", at.into())])
    });
    let mine = Choice { state: audience.wanted.get_untracked(), list: audience.list.get_untracked() };
    let newer = StoredValue::new(newer);
    let press = move |act: fn(Audience, Stored)| Callback::new(move |()| act(audience, newer.get_value()));
    view! {
        <Message tone=MessageTone::Warning>
            <p>{lead}</p>
            <dl class="resell__sides">
                <dt>{text("resell.theirs")}</dt><dd>{words(&theirs, base.as_ref())}</dd>
                <dt>{text("resell.mine")}</dt><dd>{words(&mine, base.as_ref())}</dd>
            </dl>
            <div class="cluster">
                <Button label=text("resell.together") on_press=press(Audience::put_together)/>
                <Button label=text("resell.takeTheirs") on_press=press(Audience::take)/>
                <Button label=text("resell.keepMine") on_press=press(Audience::keep_mine)/>
            </div>
        </Message>
    }
    .into_any()
}

/// One version in words: its option, its number of resellers, and what it changed.
fn words(choice: &Choice, base: Option<&Choice>) -> Signal<String> {
    let option = format!("resell.option.{}", choice.state.word());
    let n = choice.list.len() as u64;
    let (added, removed) = base.map_or((0, 0), |base| {
        (choice.list.without(&base.list).len() as u64, base.list.without(&choice.list).len() as u64)
    });
    said(move || {
        let parts = [t(&option), tn("resell.resellers", n), tn("resell.added", added), tn("resell.removed", removed)];
        parts.join(" · ")
    })
}
