//! What the draft needs to be in force, who gains and who loses, said before anything is done; and the way to do it.

use std::collections::HashSet;

use contract::api::audience::{OfferResell, SaveAudience, SyncAudience, Synced};
use contract::api::path;
use contract::audience::need::{Need, Reach, Verdict};
use contract::audience::tenant::TenantId;
use contract::catalogue::Arg;
use contract::fold::fold;
use contract::order;
use contract::route::{ResellStep, Route};
use leptos::prelude::*;

use super::put::Put;
use super::state::{Audience, Stored};
use crate::i18n::{said, t, text, tf, tn};
use crate::parts::act::Act;
use crate::toast::use_toasts;
use crate::ui::{Button, ButtonLink, Message, MessageTone, Variant, live};

/// How many names a list shows.
const NAMES: usize = 200;

/// "Save draft", "Sync CSP audience" and the request to support.
pub fn actions(audience: Audience, refusal: Signal<Option<String>>) -> AnyView {
    let toasts = use_toasts();
    let put = Put::new(audience);
    let (busy, problem) = (put.busy, put.problem);
    let save = Callback::new(move |()| {
        let body = SaveAudience {
            reseller_channel_state: audience.wanted.get_untracked(),
            resellers: audience.list.get_untracked(),
        };
        put.send(path::resell(&audience.id.get_value()), body, move |saved| {
            audience.saved(saved.value, saved.etag);
            toasts.success(t("resell.saved"), None);
        });
    });
    let act = Act::idle();
    let sent = RwSignal::new(None::<Synced>);
    let sync = Callback::new(move |()| {
        let body = SyncAudience { seen_version: audience.version() };
        act.post(path::resell_sync(&audience.id.get_value()), body, move |synced: Synced| {
            sent.set(Some(synced));
            audience.stored.again();
        });
    });
    let save_refusal = Signal::derive(move || {
        refusal
            .get()
            .or_else(|| (!audience.dirty.get()).then(|| t("resell.nothingToSave")))
            .or_else(|| audience.newer.with(Option::is_some).then(|| t("resell.chooseFirst")))
    });
    let sync_refusal = Signal::derive(move || {
        refusal.get().or_else(|| audience.dirty.get().then(|| t("resell.saveFirst"))).or_else(|| {
            let need = audience.need.get()?;
            match need.verdict {
                Verdict::Publish => Some(t("refusal.offerNeverLive")),
                Verdict::Request | Verdict::Impossible if !need.syncs => Some(t("refusal.needsRequest")),
                _ => None,
            }
        })
    });
    let asks = Memo::new(move |_| audience.need.with(|need| need.as_ref().is_some_and(|need| need.request.is_some())));
    let href = said(move || Route::Resell(audience.id.get_value(), ResellStep::Request).href());
    let ask_refusal = Signal::derive(move || {
        refusal.get().or_else(|| audience.dirty.get().then(|| t("resell.saveFirst"))).or_else(|| {
            let number = audience.base.with(|base| Some(base.as_ref()?.head.request.as_ref()?.number.clone()));
            number.map(|number| tf("refusal.audienceRequestOpen", &[("number", number.into())]))
        })
    });
    view! {
        <div class="resell__head">
            <h2 class="resell__title">{text("resell.title")}</h2>
            <div class="resell__actions">
            <Button label=text("resell.save") on_press=save busy=busy refusal=save_refusal/>
            {live(move || asks.get().then(|| view! { <ButtonLink label=text("resell.ask") href=href icon="mail" refusal=ask_refusal/> }))}
            <Button label=text("resell.sync") variant=Variant::Primary on_press=sync busy=act.busy refusal=sync_refusal/>
            </div>
        </div>
        <p class="muted">{text("resell.note")}</p>
        <div class="resell__said" role="alert">
            {live(move || problem.get().map(|error| view! { <Message tone=MessageTone::Error>{said(move || error.sentence())}</Message> }))}
            {live(move || act.failure.get().map(|error| view! { <Message tone=MessageTone::Error>{said(move || error.sentence())}</Message> }))}
        </div>
        <div class="resell__said" role="status">{live(move || sent.get().map(|synced| synced_view(audience, synced)))}</div>
    }
    .into_any()
}

/// What the page is called and about, where there is nothing to do.
pub fn head() -> AnyView {
    view! { <h2 class="resell__title">{text("resell.title")}</h2><p class="muted">{text("resell.note")}</p> }.into_any()
}

/// What a sync sent, to the last name.
fn synced_view(audience: Audience, synced: Synced) -> AnyView {
    if !synced.changed {
        return view! { <Message tone=MessageTone::Info>{text("resell.unchanged")}</Message> }.into_any();
    }
    let ids: Vec<TenantId> = synced.added.ids().to_vec();
    let n = ids.len() as u64;
    let words = said(move || if n == 0 { t("resell.opened") } else { tn("resell.synced", n) });
    view! { <Message tone=MessageTone::Success>{words}{names("resell.synced.list", audience, ids)}</Message> }
        .into_any()
}

/// The difference between draft and audience in force.
pub fn banner(audience: Audience) -> AnyView {
    let shown = Memo::new(move |_| audience.need.get());
    live(move || shown.get().map(|need| difference(audience, &need)))
}

fn difference(audience: Audience, need: &Need) -> AnyView {
    let (verdict, reason) = (need.verdict, need.reason);
    let tone = match verdict {
        Verdict::Nothing => MessageTone::Success,
        Verdict::Publish | Verdict::Sync => MessageTone::Info,
        Verdict::Request => MessageTone::Warning,
        Verdict::Impossible => MessageTone::Error,
    };
    // catalogue: resell.reason.*, resell.lead.*
    let words = said(move || {
        let because = t(&format!("resell.reason.{}", reason.word()));
        match verdict {
            Verdict::Nothing | Verdict::Publish => because,
            _ => tf(&format!("resell.lead.{}", verdict.word()), &[("because", because.into())]),
        }
    });
    let lines = [
        reach("resell.gains", audience, &need.gains),
        reach("resell.loses", audience, &need.loses),
        (!need.stays.is_empty()).then(|| line("resell.stays", audience, need.stays.ids().to_vec())),
    ];
    let n = u64::from(need.customers);
    let touched = (n > 0).then(|| view! { <li>{said(move || tn("resell.customers", n))}</li> });
    view! {
        <Message tone=tone>
            <p>{words}</p>
            <ul class="resell__reach">{lines.into_iter().flatten().collect::<Vec<_>>()}{touched}</ul>
        </Message>
    }
    .into_any()
}

fn reach(key: &'static str, audience: Audience, reach: &Reach) -> Option<AnyView> {
    match reach {
        Reach::Nobody => None,
        Reach::These(resellers) => Some(line(key, audience, resellers.ids().to_vec())),
        Reach::AllBut(others) => {
            let n = others.len() as u64;
            // catalogue: resell.gains.*, resell.loses.*
            let words = said(move || match n {
                0 => t(&format!("{key}.every")),
                n => tf(&format!("{key}.everyBut"), &[("n", Arg::Count(n))]),
            });
            Some(view! { <li>{words}</li> }.into_any())
        }
    }
}

fn line(key: &'static str, audience: Audience, ids: Vec<TenantId>) -> AnyView {
    let n = ids.len() as u64;
    view! { <li>{said(move || tn(key, n))}{names("resell.who", audience, ids)}</li> }.into_any()
}

/// The names behind a figure, on demand.
fn names(label: &'static str, audience: Audience, ids: Vec<TenantId>) -> AnyView {
    if ids.is_empty() {
        return ().into_any();
    }
    let more = ids.len().saturating_sub(NAMES) as u64;
    let items =
        audience.names_of(ids).into_iter().take(NAMES).map(|name| view! { <li>{name}</li> }).collect::<Vec<_>>();
    let rest = (more > 0).then(|| view! { <li class="muted">{said(move || tn("resell.more", more))}</li> });
    view! {
        <details class="resell__names">
            <summary><span class="resell__closed">{text(label)}</span><span class="resell__opened">{text("resell.hide")}</span></summary><ul>{items}{rest}</ul>
        </details>
    }
    .into_any()
}

impl Audience {
    /// What a save answered: it is the base from now on.
    fn saved(self, head: OfferResell, etag: String) {
        let list = self.list.get_untracked();
        let Some(base) = self.base.get_untracked() else { return };
        let added = self.added.get_untracked();
        let mut rows: Vec<_> = base
            .rows
            .iter()
            .map(|row| {
                let inside = list.holds(row.tenant_id);
                if row.in_draft == inside {
                    row.clone()
                } else {
                    std::sync::Arc::new(contract::api::audience::AudienceReseller {
                        in_draft: inside,
                        ..(**row).clone()
                    })
                }
            })
            .collect();
        let known: contract::audience::tenant::TenantSet = rows.iter().map(|row| row.tenant_id).collect();
        for row in added.values().filter(|row| list.holds(row.tenant_id) && !known.holds(row.tenant_id)) {
            rows.push(std::sync::Arc::new(contract::api::audience::AudienceReseller {
                in_draft: true,
                ..(**row).clone()
            }));
        }
        let stored = Stored { head, etag, rows: std::sync::Arc::new(rows) };
        self.base.set(Some(stored.clone()));
        self.stored.put(stored);
    }

    /// The names of resellers in their order; those whom the page does not know are named by their tenant IDs.
    fn names_of(self, ids: Vec<TenantId>) -> Vec<String> {
        let mut left: HashSet<TenantId> = ids.into_iter().collect();
        // These come by name from the server.
        let mut names: Vec<String> = self.base.with_untracked(|base| {
            let rows = base.iter().flat_map(|base| base.rows.iter());
            rows.filter(|row| left.remove(&row.tenant_id)).map(|row| row.name.clone()).collect()
        });
        if !left.is_empty() {
            let name = |id: TenantId| {
                let known = self.added.with_untracked(|added| added.get(&id).map(|row| row.name.clone()));
                known.unwrap_or_else(|| id.to_string())
            };
            names.extend(left.into_iter().map(name));
            order::sort_by_key(&mut names, |name| fold(name));
        }
        names
    }
}
