//! Another target for one row: a live offer, or the address of a listing.

use contract::api::offers::OfferRow;
use contract::listing_url::ListingUrl;
use leptos::prelude::*;

use super::job::Job;
use crate::i18n::{said, t, text, tf};
use crate::pages::migrate::merge::{Candidates, Listing, TypedUrl};
use crate::storefronts::storefronts;
use crate::ui::{Button, Dialog, DialogSize, Press, Variant};

/// What is chosen in the dialog.
#[derive(Clone, Debug, PartialEq)]
enum Pick {
    Nothing,
    Offer(String),
    Url,
}

/// The dialog of one row.
#[component]
pub fn ChangeDialog(
    /// The job.
    job: Job,
    /// The row's solution.
    id: String,
    /// The row whose target is being changed.
    changing: RwSignal<Option<String>>,
) -> impl IntoView {
    let close = Callback::new(move |()| changing.set(None));
    let now = job.lines.with_untracked(|lines| lines.iter().find(|line| line.id == id).cloned());
    let name = now.as_ref().map(|line| line.name.clone()).unwrap_or_default();
    let typed = TypedUrl::new(now.as_ref().and_then(|line| line.url.clone()).unwrap_or_default(), job.offers);
    let pick = RwSignal::new(match now {
        Some(line) if line.url.is_some() => Pick::Url,
        Some(line) => line.offer.map_or(Pick::Nothing, Pick::Offer),
        None => Pick::Nothing,
    });
    let facts = RwSignal::new(job.facts.with_untracked(|facts| facts.get(&id).cloned()));
    let row = Signal::stored(untrack(|| job.row(&id)));
    let refusal = Signal::derive(move || match pick.get() {
        Pick::Nothing => Some(t("merge.chooseFirst")),
        Pick::Offer(_) => None,
        Pick::Url => typed.read().err().map(|problem| tf(&problem.key(), &problem.args())),
    });
    let take = Callback::new(move |()| {
        typed.left.set(true);
        let (offer, url) = match pick.get_untracked() {
            Pick::Nothing => return,
            Pick::Offer(offer) => (Some(offer), None),
            Pick::Url => {
                let Ok(read) = ListingUrl::parse(&typed.url.get_untracked(), &storefronts()) else { return };
                // An address of one of our live offers is that offer.
                match untrack(|| job.offers.listed_at(&read)).filter(OfferRow::is_live) {
                    Some(offer) => (Some(offer.id), None),
                    None => (None, Some(read.typed().trim().to_owned())),
                }
            }
        };
        job.decide(&id, |choice| {
            choice.offer = offer;
            choice.url = url;
            choice.included = Some(true);
        });
        changing.set(None);
    });
    let chosen = Signal::derive(move || match pick.get() {
        Pick::Offer(id) => Some(id),
        _ => None,
    });
    let by_url = Callback::new(move |on| match (on, pick.get_untracked()) {
        (true, _) => pick.set(Pick::Url),
        (false, Pick::Url) => pick.set(Pick::Nothing),
        _ => {}
    });
    let actions = view! {
        <Button label=text("confirm.cancel") on_press=close/>
        <Button label=text("bulk.take") variant=Variant::Primary kind=Press::Submit refusal=refusal/>
    }
    .into_any();
    view! {
        <Dialog title=said(move || tf("bulk.changeFor", &[("name", name.as_str().into())])) close=text("dialog.close") size=DialogSize::Wide
            on_close=close on_submit=take actions=actions>
            <Candidates row facts offers=job.offers chosen on_choose=Callback::new(move |id| pick.set(Pick::Offer(id)))
                on_say=Callback::new(move |_| ()) says=false/>
            <Listing typed chosen=Signal::derive(move || pick.get() == Pick::Url) on_choose=by_url/>
        </Dialog>
    }
}
