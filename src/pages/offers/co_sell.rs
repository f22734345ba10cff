//! The co-sell page of an offer: what followed solutions into it, and what a merge that was taken back left behind.

use contract::access::Right;
use contract::api::offers::OfferDetail;
use contract::api::path;
use contract::merge::{CoSell, Origin};
use contract::offer::OfferStatus;
use contract::solution::MigrationState;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::Read;
use crate::api;
use crate::confirm::{Question, use_confirm};
use crate::i18n::{self, said, t, text, tf};
use crate::load::Load;
use crate::pages::help::may_not;
use crate::parts::records::{records, status_words};
use crate::toast::use_toasts;
use crate::ui::{Button, Message, MessageTone, Variant};

/// The page.
pub fn co_sell(load: Load<Read>, read: Signal<Read>) -> AnyView {
    let page = Memo::new(move |_| read.with(|(detail, _)| detail.co_sell.clone()));
    let status = Memo::new(move |_| page.with(|page| page.status));
    let left = Memo::new(move |_| page.with(left_over));
    let waits = Memo::new(move |_| read.with(|(detail, _)| waits_for_merge(detail)));
    view! {
        <Show when=move || waits.get()>
            <Message tone=MessageTone::Info>{text("coSellPage.leaveEmpty")}</Message>
        </Show>
        {move || left.get().into_iter().map(|origin| left_view(origin, load, read)).collect::<Vec<_>>()}
        <section class="card" aria-labelledby="co-sell-title">
            <div class="card__title">
                <h2 id="co-sell-title">{text("coSellPage.title")}</h2>
                <span class="card__note">{said(|| i18n::of(&t("column.coSellStatus")))}<b>{move || status_words(status.get())}</b></span>
            </div>
            {move || records(page.get())}
        </section>
    }
    .into_any()
}

/// Whether a solution is still to be merged into it: then the merge fills the page (S).
fn waits_for_merge(detail: &OfferDetail) -> bool {
    detail.offer.status == OfferStatus::Draft
        || detail.solutions.iter().any(|solution| solution.state == MigrationState::DraftCreated)
}

/// Solutions whose merge was taken back and that left records here.
fn left_over(page: &CoSell) -> Vec<Origin> {
    let mut found: Vec<Origin> = Vec::new();
    let referrals = page.referrals.iter().map(|moved| &moved.from);
    let documents = page.collateral.iter().map(|moved| &moved.from);
    let contacts = page.contacts.iter().map(|moved| &moved.from);
    for origin in referrals.chain(documents).chain(contacts).flatten() {
        if origin.reopened && !found.iter().any(|known| known.id == origin.id) {
            found.push(origin.clone());
        }
    }
    found
}

/// What one solution left, with the way to remove it.
fn left_view(origin: Origin, load: Load<Read>, read: Signal<Read>) -> AnyView {
    let busy = RwSignal::new(false);
    let (confirm, toasts) = (use_confirm(), use_toasts());
    let name = StoredValue::new(origin.name.clone());
    let of = StoredValue::new(origin.id);
    let delete = Callback::new(move |()| {
        let (id, etag) = read.with_untracked(|(detail, etag)| (detail.offer.id.clone(), etag.clone()));
        let address = path::moved_from(&id, &of.get_value());
        let done = tf("coSellPage.removed", &[("name", name.get_value().into())]);
        busy.set(true);
        spawn_local(async move {
            let answer = api::delete(&address, &etag).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(()) => toasts.success(done, None),
                Err(error) => toasts.error(error.sentence()),
            }
            load.again();
        });
    });
    let ask = Callback::new(move |()| {
        confirm.ask(Question {
            title: tf("coSellPage.remove.title", &[("name", name.get_value().into())]),
            text: t("coSellPage.remove.text"),
            go: t("coSellPage.remove"),
            run: delete,
        });
    });
    let words = said(move || tf("coSellPage.left", &[("name", name.get_value().into())]));
    let remove = view! { <Button label=text("coSellPage.remove") variant=Variant::Secondary busy=busy refusal=may_not(Right::Edit) on_press=ask/> };
    view! { <Message tone=MessageTone::Warning actions=remove.into_any()>{words}</Message> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::api::solutions::Referral;
    use contract::merge::Moved;

    #[test]
    fn each_solution_that_left_something_is_named_once() {
        let moved = |id: &str, reopened| Moved {
            record: Referral { customer: "x".into(), stage: "y".into(), value_minor: 1, currency: "EUR".into() },
            from: Some(Origin { id: id.into(), solution_id: id.into(), name: id.into(), reopened }),
            set_aside: false,
        };
        let page = CoSell {
            referrals: vec![moved("a", true), moved("b", false), moved("a", true), moved("c", true)],
            ..CoSell::default()
        };
        let ids: Vec<_> = left_over(&page).into_iter().map(|origin| origin.id).collect();
        assert_eq!(ids, ["a", "c"]);
    }
}
