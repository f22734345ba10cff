//! Two people at once: what somebody else saved beside what is changed here, and the choice.

use contract::audience::edits::Edits;
use contract::audience::tenant::TenantSet;
use leptos::prelude::*;

use super::state::{Audience, Choice, Stored};
use super::who::names_there;
use crate::i18n::{self, said, t, text, tf, tn};
use crate::parts::audience::option_words;
use crate::session::use_session;
use crate::ui::{Button, Message, MessageTone, live};

/// The choice, while there is one to make.
pub fn conflict(audience: Audience) -> AnyView {
    let newer = Memo::new(move |_| audience.newer.get().filter(|_| audience.dirty.get()));
    let me = use_session().get().map(|session| session.person.name);
    live(move || newer.get().map(|newer| choice(audience, newer, me.as_deref())))
}

fn choice(audience: Audience, newer: Stored, me: Option<&str>) -> AnyView {
    let theirs = newer.draft();
    let saved = audience.facts.with_untracked(|facts| facts.draft.clone()).unwrap_or_else(|| theirs.clone());
    let (by, at) = (newer.head.draft.by.clone(), newer.head.draft.at);
    let own = by.as_deref().is_some_and(|by| me == Some(by));
    let lead = said(move || {
        let at = at.map(i18n::date_time).unwrap_or_default();
        if own {
            return tf("resell.conflict.own", &[("at", at.into())]);
        }
        let by = by.clone().unwrap_or_else(|| t("resell.somebody"));
        tf("resell.conflict", &[("name", by.into()), ("at", at.into())])
    });
    let newer = StoredValue::new(newer);
    let mine = move || Choice { state: audience.wanted.get(), list: audience.list.get() };
    let other = side(audience, newer, &saved, theirs);
    let here = live(move || side(audience, newer, &saved, mine()));
    let press = move |act: fn(Audience, Stored)| Callback::new(move |()| act(audience, newer.get_value()));
    view! {
        <Message tone=MessageTone::Warning>
            <p>{lead}</p>
            <dl class="resell__sides">
                <dt>{text("resell.theirs")}</dt><dd>{other}</dd>
                <dt>{text("resell.mine")}</dt><dd>{here}</dd>
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

/// One version: its option, its number of resellers, and whom it added and removed, held against what both began with.
fn side(audience: Audience, newer: StoredValue<Stored>, saved: &Choice, choice: Choice) -> AnyView {
    let edits = Edits::between(saved, &choice);
    let (state, n) = (choice.state, choice.list.len() as u64);
    let words = said(move || format!("{} · {}", option_words(state), tn("resell.resellers", n)));
    view! {
        <span>{words}</span>
        {who("resell.added", audience, newer, edits.added)}
        {who("resell.removed", audience, newer, edits.removed)}
    }
    .into_any()
}

fn who(key: &'static str, audience: Audience, newer: StoredValue<Stored>, resellers: TenantSet) -> Option<AnyView> {
    let n = resellers.len() as u64;
    (n > 0).then(|| {
        view! {
            <div>
                {said(move || tn(key, n))}
                {names_there("resell.who", audience, newer, resellers)}
            </div>
        }
        .into_any()
    })
}
