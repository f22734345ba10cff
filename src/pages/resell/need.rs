//! What the draft needs to be in force, who gains and who loses, said before anything is done; and the way to do it.

use contract::api::audience::{SaveAudience, Synced};
use contract::api::path;
use contract::audience::ChannelState;
use contract::audience::need::{Need, Reach, Reason, Verdict};
use contract::audience::tenant::{TenantId, TenantSet};
use contract::catalogue::Arg;
use contract::route::{ResellStep, Route};
use leptos::html;
use leptos::prelude::*;

use super::put::Put;
use super::state::Audience;
use super::waiting;
use super::who::names;
use crate::i18n::{self, said, t, text, tf, tn};
use crate::route::use_go;
use crate::toast::use_toasts;
use crate::ui::{Button, ButtonLink, Message, MessageTone, Size, focus, live};

/// How many that came back are told one by one.
const NAMES: usize = 200;

/// "Save draft", "Sync CSP audience" and the request to support.
pub fn actions(audience: Audience, refusal: Signal<Option<String>>) -> AnyView {
    let (toasts, go, put) = (use_toasts(), use_go(), Put::new(audience));
    let (busy, problem) = (put.busy, put.problem);
    Effect::new(move |before: Option<()>| {
        audience.wanted.track();
        audience.list.track();
        if before.is_some() {
            put.clear();
        }
    });
    let save = Callback::new(move |()| {
        let list = audience.list.get_untracked();
        let body = SaveAudience { reseller_channel_state: audience.wanted.get_untracked(), resellers: list.clone() };
        let etag = audience.base.with_untracked(|base| base.as_ref().map(|base| base.etag.clone()));
        put.send(path::resell(&audience.id.get_value()), body, etag, move |saved| {
            audience.saved(saved.value, saved.etag, &list);
            toasts.success(t("resell.saved"), None);
        });
    });
    let sync = Callback::new(move |()| go.to(&Route::Resell(audience.id.get_value(), ResellStep::Sync)));
    let verdict = Memo::new(move |_| audience.need.with(|need| need.as_ref().map(|need| need.verdict)));
    let save_refusal = Signal::derive(move || {
        refusal
            .get()
            .or_else(|| (!audience.dirty.get()).then(|| t("resell.nothingToSave")))
            .or_else(|| audience.newer.with(Option::is_some).then(|| t("resell.chooseFirst")))
            .or_else(|| (verdict.get() == Some(Verdict::Impossible)).then(|| t("resell.impossible")))
    });
    let sync_refusal = Signal::derive(move || refusal.get().or_else(|| sync_refusal(audience)));
    let asks = Memo::new(move |_| audience.need.with(|need| need.as_ref().is_some_and(|need| need.request.is_some())));
    let href = said(move || Route::Resell(audience.id.get_value(), ResellStep::Request).href());
    let ask_refusal = Signal::derive(move || {
        refusal.get().or_else(|| audience.dirty.get().then(|| t("resell.saveFirst"))).or_else(|| {
            let number = audience.base.with(|base| Some(base.as_ref()?.head.request.as_ref()?.number.clone()));
            number.map(|number| tf("refusal.audienceRequestOpen", &[("number", number.into())]))
        })
    });
    let node = NodeRef::new();
    // It is the one thing to do only while it is all that is needed.
    stand_out(node, Memo::new(move |_| !audience.dirty.get() && verdict.get() == Some(Verdict::Sync)));
    view! {
        <div class="resell__head">
            <h2 class="resell__title">{text("resell.title")}</h2>
            <div class="resell__actions">
            <Button label=text("resell.save") on_press=save busy=busy refusal=save_refusal/>
            {live(move || asks.get().then(|| view! { <ButtonLink label=text("resell.ask") href=href icon="mail" refusal=ask_refusal/> }))}
            <Button label=text("resell.sync") on_press=sync refusal=sync_refusal node_ref=node/>
            </div>
        </div>
        <p class="muted">{text("resell.note")}</p>
        {not_saved(audience)}
        <div class="resell__said" role="alert">
            {live(move || problem.get().map(|error| view! { <Message tone=MessageTone::Error>{said(move || error.sentence())}</Message> }))}
            {came_back(audience)}
        </div>
        <div class="resell__said" role="status">{live(move || audience.sent.get().map(|synced| synced_view(audience, synced)))}</div>
    }
    .into_any()
}

/// Why the saved draft cannot be synced, followed.
pub fn sync_refusal(audience: Audience) -> Option<String> {
    audience.dirty.get().then(|| t("resell.saveFirst")).or_else(|| {
        let need = audience.need.get()?;
        match need.verdict {
            Verdict::Publish => Some(t("refusal.offerNeverLive")),
            Verdict::Request | Verdict::Impossible if !need.syncs => Some(t("refusal.needsRequest")),
            _ => None,
        }
    })
}

/// Lets a button stand out while something holds; it keeps its element, and with it the focus.
fn stand_out(node: NodeRef<html::Button>, on: Memo<bool>) {
    Effect::new(move |_| {
        if let Some(button) = node.get() {
            // A class that cannot be set costs a colour.
            let _ = button.class_list().toggle_with_force("button--primary", on.get());
        }
    });
}

/// That changes are not saved and where they are kept, with the way to give all of them up.
fn not_saved(audience: Audience) -> AnyView {
    let undo = Callback::new(move |()| {
        focus_heading();
        // Not back to a draft that somebody else has replaced since.
        if let Some(saved) = audience.newer.get_untracked().or_else(|| audience.base.get_untracked()) {
            audience.take(saved);
        }
    });
    live(move || {
        audience.dirty.get().then(|| {
            view! {
                <div class="resell__undo" role="status">
                    <span>{text("resell.notSaved")}" "{said(move || on_newer(audience))}</span>
                    <Button label=text("resell.undoAll") on_press=undo icon="arrow-undo" size=Size::Small/>
                </div>
            }
        })
    })
}

/// That the draft below was saved after the changes were made, and by whom.
fn on_newer(audience: Audience) -> String {
    if !audience.on_newer.get() {
        return String::new();
    }
    let draft = audience.base.with(|base| base.as_ref().map(|base| base.head.draft.clone()));
    let (by, at) = draft.map(|draft| (draft.by, draft.at)).unwrap_or_default();
    let by = by.unwrap_or_else(|| t("resell.somebody"));
    tf("resell.onNewer", &[("name", by.into()), ("at", at.map(i18n::date_time).unwrap_or_default().into())])
}

/// What was pressed goes with what it took back.
fn focus_heading() {
    if let Some(heading) = document().query_selector("h1").ok().flatten() {
        focus(&heading);
    }
}

/// Who was taken out and stays, having sold meanwhile.
fn came_back(audience: Audience) -> AnyView {
    live(move || {
        let back = audience.back.get();
        (!back.is_empty()).then(|| {
            let line = |id: &TenantId| {
                let (name, since) =
                    audience.row_of(*id).map(|row| (row.name.clone(), row.sold_since)).unwrap_or_default();
                let words = said(move || {
                    let date = since.map(|since| i18n::date(since.date_naive())).unwrap_or_default();
                    tf("resell.cameBack", &[("name", name.as_str().into()), ("date", date.into())])
                });
                view! { <p>{words}</p> }.into_any()
            };
            let lines = back.ids().iter().take(NAMES).map(line).collect::<Vec<_>>();
            view! { <Message tone=MessageTone::Warning>{lines}</Message> }
        })
    })
}

/// What the page is called and about.
pub fn head() -> AnyView {
    view! { <h2 class="resell__title">{text("resell.title")}</h2><p class="muted">{text("resell.note")}</p> }.into_any()
}

/// What a sync sent, to the last name.
fn synced_view(audience: Audience, synced: Synced) -> AnyView {
    if !synced.changed {
        return view! { <Message tone=MessageTone::Info>{text("resell.unchanged")}</Message> }.into_any();
    }
    let n = synced.added.len() as u64;
    let words = said(move || if n == 0 { t("resell.opened") } else { tn("resell.synced", n) });
    view! { <Message tone=MessageTone::Success>{words}{names("resell.synced.list", audience, synced.added, false)}</Message> }
        .into_any()
}

/// The difference between draft and audience in force; while a request asks for just this, its message says it.
pub fn banner(audience: Audience) -> AnyView {
    let shown = Memo::new(move |_| audience.need.get().filter(|_| !waiting::is_asked(audience)));
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
        let nobody = reason == Reason::HasSold && audience.wanted.get() == ChannelState::None;
        // Where no list is wanted nobody can be put back.
        let because =
            if nobody { t("resell.reason.hasSoldNone") } else { t(&format!("resell.reason.{}", reason.word())) };
        match verdict {
            Verdict::Nothing | Verdict::Publish => because,
            _ => tf(&format!("resell.lead.{}", verdict.word()), &[("because", because.into())]),
        }
    });
    let reaches = reaches(audience, need);
    view! { <Message tone=tone><p>{words}</p>{reaches}</Message> }.into_any()
}

/// Who gains, who loses, who stays, and whom that touches.
pub fn reaches(audience: Audience, need: &Need) -> AnyView {
    let lines = [
        reach("resell.gains", audience, &need.gains),
        reach("resell.loses", audience, &need.loses),
        (!need.stays.is_empty()).then(|| line("resell.stays", audience, need.stays.clone())),
    ];
    let n = u64::from(need.customers);
    let touched = (n > 0).then(|| view! { <li>{said(move || tn("resell.customers", n))}</li> });
    view! { <ul class="resell__reach">{lines.into_iter().flatten().collect::<Vec<_>>()}{touched}</ul> }.into_any()
}

fn reach(key: &'static str, audience: Audience, reach: &Reach) -> Option<AnyView> {
    match reach {
        Reach::Nobody => None,
        Reach::These(resellers) => Some(line(key, audience, resellers.clone())),
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

fn line(key: &'static str, audience: Audience, resellers: TenantSet) -> AnyView {
    let n = resellers.len() as u64;
    view! { <li>{said(move || tn(key, n))}{names("resell.who", audience, resellers, false)}</li> }.into_any()
}
