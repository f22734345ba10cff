//! Many tenant IDs in the search field: how many were found, which are of no partner, and one press to tick all.

use contract::api::resellers::LOOKUP_MAX;
use contract::catalogue::Arg;
use leptos::prelude::*;

use super::directory::{Directory, Doing, Sought, focus_field};
use super::results::Results;
use crate::i18n::{said, text, tf, tn};
use crate::ui::{Button, Message, MessageTone, Size, live};

/// IDs and words that are shown of those that were not found.
const SHOWN: usize = 200;

/// What came of the IDs; nothing while a name is sought.
pub fn view(directory: Directory, results: Results) -> AnyView {
    let done = Memo::new(move |_| directory.several.get().filter(|_| directory.doing.get() == Doing::Idle));
    live(move || done.get().map(|sought| summary(directory, results, &sought)))
}

fn summary(directory: Directory, results: Results, sought: &Sought) -> AnyView {
    let all = sought.ids.ids.len();
    if all > LOOKUP_MAX {
        let args = [("max", LOOKUP_MAX.into()), ("n", all.into())];
        return view! { <Message tone=MessageTone::Error>{said(move || tf("resellAdd.tooManyIds", &args))}</Message> }
            .into_any();
    }
    let found = all - sought.unknown.len();
    // Those that are in the list already need no tick.
    let open = Memo::new(move |_| {
        let rows = directory.found.get();
        rows.into_iter().filter(|row| !results.is_there(row.tenant_id)).collect::<Vec<_>>()
    });
    let n = Signal::derive(move || open.with(|open| open.len() as u64));
    let tick = Callback::new(move |()| {
        focus_field();
        results.picked.tick(open.get_untracked());
    });
    let all_ticked = Memo::new(move |_| open.with(|open| open.iter().all(|row| results.picked.holds(row.tenant_id))));
    let unknown = sought.unknown.ids().iter().map(ToString::to_string).collect();
    view! {
        <div>
            <p role="status">{said(move || tf("resellAdd.several", &[("n", Arg::Count(found as u64)), ("all", Arg::Count(all as u64))]))}</p>
            <div class="cluster">
                {live(move || (!all_ticked.get()).then(|| view! {
                    <Button label=said(move || tf("resellAdd.tickAll", &[("n", Arg::Count(n.get()))])) size=Size::Small on_press=tick/>
                }))}
                <Button label=text("resellAdd.clearIds") size=Size::Small on_press=move || directory.clear()/>
            </div>
            {missing("resellAdd.unknownIds", unknown)}
            {missing("resellAdd.noIds", sought.ids.others.clone())}
        </div>
    }
    .into_any()
}

/// What was given and not found, on demand.
fn missing(key: &'static str, words: Vec<String>) -> Option<AnyView> {
    let n = words.len() as u64;
    let more = n.saturating_sub(SHOWN as u64);
    let items = words.into_iter().take(SHOWN).map(|word| view! { <li>{word}</li> }).collect::<Vec<_>>();
    let rest = (more > 0).then(|| view! { <li class="muted">{said(move || tn("resell.more", more))}</li> });
    (n > 0).then(|| {
        view! { <details class="resell__names"><summary>{said(move || tn(key, n))}</summary><ul>{items}{rest}</ul></details> }
            .into_any()
    })
}
