//! One case with all that is needed to decide it: request, both sides, what would move, what was said.

use contract::access::Right;
use contract::api::requests::DeskCase;
use contract::api::{path, requests::RequestDetail};
use contract::route::{RequestsView, Route};
use leptos::prelude::*;

use super::{bundle, claim, decision, sides, target};
use crate::api;
use crate::i18n::{said, t, text};
use crate::load::{Load, live_view};
use crate::news;
use crate::pages::help::{Asker, Writing, attachments, side, thread_view, writer};
use crate::parts::csp::{Side, csp_effect, csp_facts};
use crate::parts::request::{due_view, kind_key, state_badge};
use crate::ui::{MaybeText, Variant};

/// The page of a case.
pub fn case(number: String) -> AnyView {
    let address = path::desk_request(&number);
    let load = Load::new(move || {
        let address = address.clone();
        async move { api::get::<DeskCase>(&address).await }
    })
    .follow(news::requests_changed());
    let crumb = number.clone();
    view! {
        <nav aria-label=text("crumb.label")><ol class="crumb">
            <li><a href=Route::Desk(RequestsView::default()).href()>{text("nav.desk")}</a></li>
            <li><span aria-current="page">"#"{crumb}</span></li>
        </ol></nav>
        <h1 class="case__title" tabindex="-1">{said(move || load.ready().map_or_else(|| t("desk.case"), |case| case.request.request.title))}</h1>
        {live_view(load, move |case| inside(number.clone(), case, Callback::new(move |()| load.again())))}
    }
    .into_any()
}

fn inside(number: String, case: Signal<DeskCase>, again: Callback<()>) -> AnyView {
    let request = Memo::new(move |_| case.with(|case| case.request.clone()));
    let row = Memo::new(move |_| request.with(|request| request.request.clone()));
    let thread = Memo::new(move |_| request.with(|request| request.thread.clone()));
    let comment = Writing {
        place: format!("desk/comment/{number}"),
        path: path::desk_messages(&number),
        label: "help.comment",
        go: "help.comment.go",
        done: "help.comment.done",
        refusal: MaybeText::default(),
        variant: Variant::Secondary,
        again,
    };
    view! {
        <p class="cluster case__state">
            {move || state_badge(row.with(|row| row.state))}
            <span>{said(move || t(&kind_key(row.with(|row| row.kind))))}</span>
            <span>{move || row.with(|row| row.company.clone())}</span>
            {move || row.with(due_view)}
        </p>
        <div class="case case--desk">
            <div class="case__main">
                {details(request.into())}
                {target::earlier(case)}
                {sides::sides(case)}
                {bundle::bundle(number.clone(), case, again)}
                <section class="card" aria-labelledby="thread-title">
                    <div class="card__title"><h2 id="thread-title">{text("help.thread")}</h2></div>
                    {thread_view(thread.into(), Asker::Other)}
                    {writer(comment)}
                </section>
                {sides::history(case)}
            </div>
            <div class="case__side case__side--stay">
                <section class="card" aria-labelledby="decide-title">
                    <div class="card__title"><h2 id="decide-title" tabindex="-1">{text("desk.decide")}</h2></div>
                    {bundle::way(case)}
                    {claim::claim(number.clone(), case, again)}
                    {decision::decision(number.clone(), case, again)}
                </section>
                {attachments::card(number, request.into(), (Right::Desk, path::desk_attachments), again)}
            </div>
        </div>
    }
    .into_any()
}

/// What is asked for.
fn details(request: Signal<RequestDetail>) -> AnyView {
    let merge = Memo::new(move |_| request.with(|request| request.merge.clone()));
    let csp = Memo::new(move |_| request.with(|request| request.csp.clone()));
    let words = Memo::new(move |_| {
        request.with(|request| {
            request.thread.first().map(|filed| filed.text.clone()).filter(|text| !text.trim().is_empty())
        })
    });
    view! {
        <section class="card" aria-labelledby="details-title">
            <div class="card__title"><h2 id="details-title">{text("help.details")}</h2></div>
            {move || merge.get().map(|merge| view! { <dl class="definition definition--stacked">{side::merge_facts(&merge)}</dl> })}
            {move || csp.get().map(|csp| view! { <dl class="definition definition--stacked">{csp_facts(&csp, Side::Desk)}</dl> {csp_effect(&csp, None, Side::Desk)} })}
            {move || words.get().map(|words| view! { <blockquote class="case__quote">{words}</blockquote> })}
        </section>
    }
    .into_any()
}
