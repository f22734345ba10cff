//! "Sync CSP audience": who exactly is added, before anything is sent.

use contract::api::audience::{SyncAudience, Synced};
use contract::api::path;
use contract::audience::ChannelState;
use leptos::prelude::*;

use super::dialogs::Over;
use super::may::may_change;
use super::need::sync_refusal;
use super::state::Audience;
use super::who::names;
use crate::api::{self, Intent};
use crate::i18n::{said, t, text, tn};
use crate::load::{Load, load_view};
use crate::parts::act::Act;
use crate::ui::{Button, Dialog, Message, MessageTone, Press, Variant, live};

/// The dialog.
pub fn dialog(over: Over) -> AnyView {
    let audience = over.audience;
    let version = Memo::new(move |_| audience.base.with(|base| base.as_ref().map(|base| base.head.version)));
    let may = may_change(audience);
    let why_not = Memo::new(move |_| may.get().or_else(|| sync_refusal(audience)));
    // What would be sent is asked for once the audience is here, and again when it changes.
    let plan = Memo::new(move |_| version.get().filter(|_| why_not.with(Option::is_none)));
    let act = Act::idle();
    act.overtaken(move || audience.stored.again());
    let ready = RwSignal::new(None::<bool>);
    let send = Callback::new(move |()| {
        let body = SyncAudience { seen_version: audience.version() };
        act.post(path::resell_sync(&audience.id.get_value()), body, move |synced: Synced| {
            audience.sent.set(Some(synced));
            audience.stored.again();
            over.close.run(());
        });
    });
    let refusal = Signal::derive(move || {
        why_not.get().or_else(|| match ready.get() {
            None => Some(t("load.loading")),
            Some(false) => Some(t("resell.sync.nothing")),
            Some(true) => None,
        })
    });
    let submit = Callback::new(move |()| {
        if refusal.with_untracked(Option::is_none) {
            send.run(());
        }
    });
    let actions = view! {
        <Button label=text("confirm.cancel") on_press=over.close/>
        <Button label=text("resell.sync.go") variant=Variant::Primary kind=Press::Submit busy=act.busy refusal=refusal/>
    }
    .into_any();
    view! {
        <Dialog title=text("resell.sync") close=text("dialog.close") on_close=over.close on_submit=submit actions=actions>
            {live(move || {
                ready.set(None);
                match (plan.get(), why_not.get()) {
                    (_, Some(why)) => view! { <Message tone=MessageTone::Warning>{why}</Message> }.into_any(),
                    (Some(version), None) => preview(audience, version, ready),
                    (None, None) => view! { <p class="muted">{text("load.loading")}</p> }.into_any(),
                }
            })}
            <div role="alert">{live(move || act.problem().get().map(|why| view! { <Message tone=MessageTone::Error>{why}</Message> }))}</div>
        </Dialog>
    }
    .into_any()
}

/// What would be sent, as the server says it.
fn preview(audience: Audience, seen_version: u64, ready: RwSignal<Option<bool>>) -> AnyView {
    let address = format!("{}?dryRun=true", path::resell_sync(&audience.id.get_value()));
    let load = Load::new(move || {
        let address = address.clone();
        async move { api::post::<_, Synced>(&address, &SyncAudience { seen_version }, &Intent::new()).await }
    });
    audience.reads_again(load);
    load_view(load, move |synced| {
        ready.set(Some(synced.changed));
        listed(audience, synced)
    })
    .into_any()
}

/// The exact list, or that there is none.
fn listed(audience: Audience, synced: Synced) -> AnyView {
    if !synced.changed {
        return view! { <Message tone=MessageTone::Info>{text("resell.sync.unchanged")}</Message> }.into_any();
    }
    let n = synced.added.len() as u64;
    let every = synced.resell.draft.reseller_channel_state == ChannelState::All;
    let words = said(move || match (every, n) {
        (true, _) => t("resell.sync.opens"),
        (false, 0) => t("resell.sync.opensEmpty"),
        (false, n) => tn("resell.sync.adds", n),
    });
    view! {
        <p>{words}</p>
        {names("resell.sync.list", audience, synced.added, true)}
        <p class="muted">{text("resell.sync.note")}</p>
    }
    .into_any()
}
