//! Beside the thread of a request: its details, how far it has come, and taking it back.

use contract::api::merging::Target;
use contract::api::path;
use contract::api::requests::{MergeDetails, Message, MessageKind, RequestDetail};
use contract::route::{OfferPage, Route, SolutionsView};
use leptos::prelude::*;

use super::message_kind_key;
use crate::confirm::{Question, use_confirm};
use crate::i18n::{self, said, t, text, tf};
use crate::parts::csp::{Side, csp_effect, csp_facts};
use crate::parts::request::due_date;
use crate::send::Send;
use crate::toast::use_toasts;
use crate::ui::{Button, Variant};

/// One fact: its name and its value.
pub fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! { <div><dt>{text(name)}</dt><dd>{value}</dd></div> }.into_any()
}

/// The prefilled details of a merge request (S), read only.
pub fn merge_facts(merge: &MergeDetails) -> AnyView {
    let offer_type = merge.offer_type;
    let kind =
        said(move || offer_type.map_or_else(|| t("grid.notSet"), |kind| t(&format!("offerType.{}", kind.word()))));
    let typed = match &merge.target {
        Target::Url { url } => Some(url.clone()),
        Target::Offer { .. } => merge.listing_url.clone(),
    };
    let url = match typed {
        // What a partner typed is a link only when it cannot be anything else than a page.
        Some(url) if url.trim().starts_with("https://") => {
            let href = url.trim().to_owned();
            view! { <a href=href target="_blank" rel="noopener noreferrer external">{url}<span class="visually-hidden">" "{text("link.newTab")}</span></a> }.into_any()
        }
        Some(url) => url.into_any(),
        None => text("grid.notSet").into_any(),
    };
    view! {
        {fact("help.offerType", kind.into_any())}
        {fact("help.offerName", merge.offer_name.clone().into_any())}
        {fact("help.solutionId", merge.solution_id.clone().into_any())}
        {fact("help.listingUrl", url)}
    }
    .into_any()
}

/// Details with links to the solution and the offer, and the way so far.
pub fn facts(detail: Signal<RequestDetail>) -> AnyView {
    let shown = Memo::new(move |_| {
        detail.with(|detail| (detail.request.clone(), detail.merge.clone(), detail.offer.clone(), detail.csp.clone()))
    });
    let steps = Memo::new(move |_| detail.with(|detail| steps(&detail.thread)));
    view! {
        <section class="card" aria-labelledby="facts-title">
            <div class="card__title"><h2 id="facts-title">{text("help.details")}</h2></div>
            <dl class="definition definition--tight">
                {move || {
                    let (row, merge, offer, csp) = shown.get();
                    let (at, by, due) = (row.at, row.by.clone(), row.due);
                    let find = merge.as_ref().map_or_else(|| row.title.clone(), |merge| merge.solution_id.clone());
                    let solution = row.solution.is_some().then(|| {
                        let view = SolutionsView { search: format!("\"{find}\""), ..SolutionsView::default() };
                        fact("help.solution", view! { <a href=Route::Solutions(view).href()>{find}</a> }.into_any())
                    });
                    let offer = offer.map(|offer| {
                        let href = Route::Offer(offer.id, OfferPage::CoSell).href();
                        fact("help.offer", view! { <a href=href>{offer.name}</a> }.into_any())
                    });
                    view! {
                        {merge.as_ref().map(merge_facts)}
                        {csp.as_ref().map(|csp| csp_facts(csp, Side::Partner))}
                        {solution}
                        {offer}
                        {fact("help.filedBy", said(move || tf("panel.whenBy", &[("when", i18n::date_time(at).into()), ("name", by.as_str().into())])).into_any())}
                        {fact("help.due", said(move || due_date(due)).into_any())}
                    }
                }}
            </dl>
            {move || shown.with(|(row, _, _, csp)| csp.as_ref().map(|csp| csp_effect(csp, Some(&row.number), Side::Partner)))}
        </section>
        <section class="card" aria-labelledby="way-title">
            <div class="card__title"><h2 id="way-title">{text("help.progress")}</h2></div>
            <ol class="timeline timeline--small">
                {move || steps.get().into_iter().map(|(kind, at)| {
                    let tone = match kind {
                        MessageKind::Approved => Some("green"),
                        MessageKind::Question | MessageKind::Reopened => Some("amber"),
                        MessageKind::Refused | MessageKind::Cancelled => Some("grey"),
                        _ => Some("brand"),
                    };
                    view! {
                        <li class="timeline__item" data-tone=tone>
                            <span class="timeline__text">{said(move || t(&message_kind_key(kind)))}</span>
                            <span class="timeline__time">{said(move || i18n::date_time(at))}</span>
                        </li>
                    }
                }).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

/// What moved the request on, oldest first.
fn steps(thread: &[Message]) -> Vec<(MessageKind, chrono::DateTime<chrono::Utc>)> {
    thread
        .iter()
        .filter(|message| message.kind != MessageKind::Comment)
        .map(|message| (message.kind, message.at))
        .collect()
}

/// Taking the request back, after a question.
pub fn cancel(number: String, detail: Signal<RequestDetail>, again: Callback<()>) -> AnyView {
    let open = Memo::new(move |_| detail.with(|detail| detail.request.state.is_open()));
    let refusal = Signal::derive(move || {
        detail.with(|detail| detail.cancel_refusal.as_ref().map(|refusal| tf(&refusal.key(), &refusal.args())))
    });
    let send = Send::new(Some(again));
    let (confirm, toasts) = (use_confirm(), use_toasts());
    let ask = Callback::new(move |()| {
        let path = path::request_cancel(&number);
        let question = Question {
            title: t("help.cancel.title"),
            text: t("help.cancel.text"),
            go: t("help.cancel"),
            run: Callback::new(move |()| {
                send.post(path.clone(), &serde_json::Map::new(), move || {
                    toasts.success(t("help.cancel.done"), None);
                    again.try_run(());
                });
            }),
        };
        confirm.ask_or(question, "help.cancel.keep");
    });
    view! {
        <Show when=move || open.get()>
            <div class="case__cancel">
                <Button label=text("help.cancel") variant=Variant::Secondary icon="dismiss" busy=send.busy refusal=refusal on_press=ask/>
            </div>
        </Show>
        {send.trouble(&[])}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn comments_are_no_steps() {
        let message = |kind| Message {
            id: String::new(),
            at: DateTime::UNIX_EPOCH,
            by: String::new(),
            from_desk: false,
            kind,
            text: "x".into(),
        };
        let thread = [MessageKind::Filed, MessageKind::Comment, MessageKind::Question].map(message);
        let kinds: Vec<_> = steps(&thread).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [MessageKind::Filed, MessageKind::Question]);
    }
}
