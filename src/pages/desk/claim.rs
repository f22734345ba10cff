//! Taking a case, and giving it back.

use contract::api::path;
use contract::api::requests::{Claim, DeskCase};
use leptos::prelude::*;

use crate::i18n::{self, said, t, tf};
use crate::send::Send;
use crate::ui::{Button, Icon};

/// Who has the case, and the button.
pub fn claim(number: String, case: Signal<DeskCase>, again: Callback<()>) -> AnyView {
    let send = Send::new(Some(again));
    let mine = Memo::new(move |_| case.with(|case| case.mine));
    let open = Memo::new(move |_| case.with(|case| case.request.request.state.is_open()));
    let held = Memo::new(move |_| case.with(|case| case.request.request.claimed_by.clone()));
    let words = said(move || {
        let until = case.with(|case| case.claimed_until).map(i18n::date_time);
        match (mine.get(), held.get(), until) {
            (true, _, Some(until)) => tf("desk.yoursUntil", &[("date", until.into())]),
            (true, _, None) => t("desk.yours"),
            (false, Some(name), _) => tf("desk.takenBy", &[("name", name.into())]),
            (false, None, _) => t("desk.free"),
        }
    });
    let refusal = Signal::derive(move || (!mine.get() && held.get().is_some()).then(|| t("refusal.claimedByOther")));
    let press = Callback::new(move |()| {
        let body = Claim { claimed: !mine.get_untracked() };
        send.post(path::desk_claim(&number), &body, move || {
            again.try_run(());
        });
    });
    let label = Signal::derive(move || t(if mine.get() { "desk.release" } else { "desk.claim" }));
    view! {
        <Show when=move || open.get()>
            <div class="case__claim">
                <span class="cluster"><Icon name="person"/><span role="status">{words}</span></span>
                <Button label=label busy=send.busy refusal=refusal on_press=press/>
            </div>
            {send.trouble(&[])}
        </Show>
    }
    .into_any()
}
