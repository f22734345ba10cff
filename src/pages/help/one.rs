//! One support request of the company: what it asks for, its thread, and what can be done about it.

use contract::access::Right;
use contract::api::path;
use contract::api::requests::{MessageKind, RequestDetail};
use contract::route::{OfferPage, RequestsView, Route};
use contract::support::{RequestKind, RequestState};
use leptos::prelude::*;

use super::{Asker, Writing, attachments, may_not, side, thread_view, writer};
use crate::api;
use crate::i18n::{said, t, text, tf};
use crate::load::{Load, live_view};
use crate::news;
use crate::parts::request::{due_view, kind_key, partner_badge};
use crate::ui::{Message, MessageTone, Variant, catch_held_focus};

/// The page of a request.
pub fn one(number: String) -> AnyView {
    let address = path::support_request(&number);
    let load = Load::new(move || {
        let address = address.clone();
        async move { api::get::<RequestDetail>(&address).await }
    })
    .follow(news::requests_changed());
    let crumb = number.clone();
    view! {
        <nav aria-label=text("crumb.label")><ol class="crumb">
            <li><a href=Route::Help(RequestsView::default()).href()>{text("nav.help")}</a></li>
            <li><span aria-current="page">"#"{crumb}</span></li>
        </ol></nav>
        <h1 class="case__title" tabindex="-1">{said(move || load.ready().map_or_else(|| t("help.request"), |detail| detail.request.title))}</h1>
        {live_view(load, move |detail| inside(number.clone(), detail, Callback::new(move |()| load.again())))}
    }
    .into_any()
}

fn inside(number: String, detail: Signal<RequestDetail>, again: Callback<()>) -> AnyView {
    let row = Memo::new(move |_| detail.with(|detail| detail.request.clone()));
    let thread = Memo::new(move |_| detail.with(|detail| detail.thread.clone()));
    // What was pressed goes with the state that it belonged to; whoever works by keyboard goes on from what was said.
    let state = Memo::new(move |_| row.with(|row| row.state));
    Effect::new(move |before: Option<RequestState>| {
        let now = state.get();
        if before.is_some_and(|before| before != now) {
            catch_held_focus("#thread-title");
        }
        now
    });
    let comment = Writing {
        place: format!("comment/{number}"),
        path: path::request_messages(&number),
        label: "help.comment",
        go: "help.comment.go",
        done: "help.comment.done",
        refusal: may_not(Right::Edit),
        variant: Variant::Secondary,
        again,
    };
    view! {
        <p class="cluster case__state">
            {move || partner_badge(row.with(|row| row.state))}
            <span>{said(move || t(&kind_key(row.with(|row| row.kind))))}</span>
            {move || row.with(due_view)}
        </p>
        <div class="case">
            <div class="case__main">
                {now_what(number.clone(), detail, again)}
                <section class="card" aria-labelledby="thread-title">
                    <div class="card__title"><h2 id="thread-title" tabindex="-1">{text("help.thread")}</h2></div>
                    {thread_view(thread.into(), Asker::Reader)}
                    {writer(comment)}
                </section>
            </div>
            <div class="case__side">
                {side::facts(detail)}
                {attachments::card(number.clone(), detail, (Right::Edit, path::request_attachments), again)}
                {side::cancel(number, detail, again)}
            </div>
        </div>
    }
    .into_any()
}

/// What has to be known or done first: a question to answer, a refusal and the way on, what was reached.
fn now_what(number: String, detail: Signal<RequestDetail>, again: Callback<()>) -> AnyView {
    let state = Memo::new(move |_| detail.with(|detail| detail.request.state));
    let last = move |kind: MessageKind| {
        detail.with(|detail| {
            let found = detail.thread.iter().rev().find(|message| message.kind == kind);
            found.map(|message| message.text.clone()).unwrap_or_default()
        })
    };
    (move || match state.get() {
        RequestState::WaitingForPartner => {
            let refusal = Signal::derive(move || {
                detail.with(|detail| detail.answer_refusal.as_ref().map(|refusal| tf(&refusal.key(), &refusal.args())))
            });
            let answer = Writing {
                place: format!("answer/{number}"),
                path: path::request_answer(&number),
                label: "help.answer",
                go: "help.answer.go",
                done: "help.answer.done",
                refusal,
                variant: Variant::Primary,
                again,
            };
            view! {
                <section class="card case__ask" aria-labelledby="ask-title">
                    <div class="card__title"><h2 id="ask-title">{text("help.asked")}</h2></div>
                    <blockquote class="case__quote">{move || last(MessageKind::Question)}</blockquote>
                    {writer(answer)}
                </section>
            }
            .into_any()
        }
        RequestState::Refused => {
            let way = move || {
                detail.with(|detail| {
                    let solution = detail.request.solution.clone().filter(|_| detail.request.kind == RequestKind::Merge)?;
                    Some(view! { <a class="button" href=Route::Merge(solution).href()>{text("help.askAgain")}</a> })
                })
            };
            view! {
                <Message tone=MessageTone::Error title=Signal::derive(|| Some(t("help.refused"))) actions=view! { {way} }.into_any()>
                    <span class="thread__text">{move || last(MessageKind::Refused)}</span>
                </Message>
            }
            .into_any()
        }
        RequestState::Resolved => {
            let way = move || {
                detail.with(|detail| {
                    let offer = detail.offer.as_ref()?;
                    let href = Route::Offer(offer.id.clone(), OfferPage::CoSell).href();
                    Some(view! { <a class="button" href=href>{text("action.viewOffer")}</a> })
                })
            };
            let merged = move || detail.with(|detail| detail.request.kind == RequestKind::Merge);
            view! {
                <Message tone=MessageTone::Success title=Signal::derive(|| Some(t("help.resolved"))) actions=view! { {way} }.into_any()>
                    {move || merged().then(|| view! { <span>{text("help.resolved.merge")}</span> })}
                </Message>
            }
            .into_any()
        }
        _ => ().into_any(),
    })
    .into_any()
}
