//! The open request about an audience: what it asks for, and whether the draft still wants just that.

use contract::api::audience::OpenRequest;
use contract::audience::Audience as Wanted;
use contract::audience::asked::Drift;
use contract::audience::edits::Choice;
use contract::audience::tenant::TenantId;
use contract::route::Route;
use contract::support::RequestKind;
use leptos::prelude::*;

use super::need::reaches;
use super::state::Audience;
use crate::i18n::{said, text, tf};
use crate::parts::csp::drift_words;
use crate::parts::request::due_words;
use crate::ui::{Message, MessageTone, live};

fn open(audience: Audience) -> Option<OpenRequest> {
    audience.base.with(|base| base.as_ref()?.head.request.clone())
}

/// How what is wanted here differs from what the open request asks for. Followed.
fn drift(audience: Audience) -> Option<Drift> {
    let asked = open(audience)?.asked?;
    let live = audience.facts.with(|facts| facts.live.as_ref().map(Choice::audience))?;
    asked.drift(&live, &Wanted::of(audience.wanted.get(), audience.list.get()))
}

/// Whether a request is open that asks for what is wanted here. Followed.
pub fn is_asked(audience: Audience) -> bool {
    let asks = audience.need.with(|need| need.as_ref().is_some_and(|need| need.request.is_some()));
    asks && open(audience).is_some() && drift(audience).is_none()
}

/// The number of the request that asks to remove a reseller. Followed.
pub fn removing(audience: Audience, id: TenantId) -> Option<String> {
    let open = open(audience)?;
    let asked = open.asked?;
    (asked.kind == RequestKind::CspDeauthorize && asked.resellers.holds(id)).then_some(open.number)
}

/// The messages.
pub fn waiting(audience: Audience) -> AnyView {
    let shown = Memo::new(move |_| open(audience));
    let differs = Memo::new(move |_| drift(audience));
    live(move || {
        shown.get().map(|open| {
            let number = open.number.clone();
            view! { {message(audience, open)} {live(move || differs.get().map(|drift| warning(&number, drift)))} }
        })
    })
}

fn message(audience: Audience, open: OpenRequest) -> AnyView {
    let href = Route::Request(open.number.clone()).href();
    let words = said(move || {
        let due = due_words(open.due, "due.by", "due.byEnd");
        tf("resell.waiting", &[("number", open.number.as_str().into()), ("due", due.into())])
    });
    let need = Memo::new(move |_| audience.need.get().filter(|_| is_asked(audience)));
    view! {
        <Message tone=MessageTone::Info>
            <p>{words}" "<a href=href>{text("resell.request.follow")}</a></p>
            {live(move || need.get().map(|need| reaches(audience, &need)))}
        </Message>
    }
    .into_any()
}

fn warning(number: &str, drift: Drift) -> AnyView {
    let (href, number) = (Route::Request(number.to_owned()).href(), number.to_owned());
    let words = said(move || drift_words(&number, &drift));
    view! {
        <Message tone=MessageTone::Warning><p>{words}" "<a href=href>{text("resell.drift.choose")}</a></p></Message>
    }
    .into_any()
}
