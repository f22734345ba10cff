//! "New offer": a draft with its type, publisher, offer ID and alias, checked while typed; prefilled when it is made from a
//! solution.

mod form;

use contract::api::offers::{NewOffer, OfferDetail, PublisherRow};
use contract::api::path;
use contract::api::solutions::SolutionDetail;
use contract::migration::{Action, NextStep, Standing};
use contract::refusal::Refusal;
use contract::route::{OfferPage, OffersView, Route, SolutionsView};
use contract::solution::MigrationState;
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::i18n::{said, t, text, tf};
use crate::json;
use crate::load::{Load, load_view};
use crate::parts::act::Act;
use crate::parts::draft::{Kept, KeptLine};
use crate::parts::next_step::{next_route, next_step_key};
use crate::parts::offers::use_offers;
use crate::parts::solution_list::use_solutions;
use crate::route::use_go;
use crate::session::use_session;
use crate::toast::use_toasts;
use crate::ui::{ButtonLink, Empty, Variant};
use form::{OfferForm, Typed};

/// The page.
#[component]
pub fn NewOfferPage(
    /// The solution's id; without one the draft begins empty.
    from: Option<String>,
) -> impl IntoView {
    let (list, label) = back(from.is_some());
    view! {
        <ul class="crumb">
            <li><a href=list.href()>{text(label)}</a></li>
            <li aria-current="page">{text("newOffer.title")}</li>
        </ul>
        {match from {
            Some(id) => view! { <FromSolution id/> }.into_any(),
            None => view! { <FromNothing/> }.into_any(),
        }}
    }
}

/// The list that one comes from, and what it is called.
fn back(from_solution: bool) -> (Route, &'static str) {
    if from_solution {
        (Route::Solutions(SolutionsView::default()), "nav.solutions")
    } else {
        (Route::Offers(OffersView::default()), "nav.offers")
    }
}

/// The heading, and what the offer is made from.
fn head(lead: Signal<String>) -> AnyView {
    view! {
        <div class="page-head">
            <div class="page-head__text"><h1 tabindex="-1">{text("newOffer.title")}</h1><p>{lead}</p></div>
        </div>
    }
    .into_any()
}

#[component]
fn FromNothing() -> impl IntoView {
    let read: Load<Vec<PublisherRow>> = Load::new(|| api::get::<Vec<PublisherRow>>(path::PUBLISHERS));
    view! {
        {head(text("newOffer.leadEmpty"))}
        {load_view(read, |publishers| view! { <Form detail=None publishers/> }.into_any())}
    }
}

/// What the form needs to begin with.
type Read = (SolutionDetail, Vec<PublisherRow>);

#[component]
fn FromSolution(id: String) -> impl IntoView {
    let session = use_session();
    let address = path::solution(&id);
    let read: Load<Read> = Load::new(move || {
        let address = address.clone();
        async move {
            let detail = api::get::<SolutionDetail>(&address).await?;
            Ok((detail, api::get::<Vec<PublisherRow>>(path::PUBLISHERS).await?))
        }
    });
    let lead = said(move || {
        read.ready().map(|(detail, _)| tf("newOffer.lead", &[("name", detail.row.name.into())])).unwrap_or_default()
    });
    view! {
        {head(lead)}
        {load_view(read, move |(detail, publishers)| {
            let role = session.get().map(|session| session.company.role);
            let standing = Standing { state: detail.row.state, before: None, request_open: detail.request_open };
            match role.and_then(|role| standing.allows(Action::CreateOffer, role).err()) {
                Some(why) => view! { <NotNow detail why/> }.into_any(),
                None => view! { <Form detail=Some(detail) publishers/> }.into_any(),
            }
        })}
    }
}

/// Why no offer can be made from it now, and where to go on.
#[component]
fn NotNow(detail: SolutionDetail, why: Refusal) -> impl IntoView {
    let row = detail.row;
    let next = next_route(row.state, &row.id, row.offer.as_deref(), row.request.as_deref());
    let draft = row.state == MigrationState::DraftCreated && row.offer.is_some();
    let label = if draft { "action.viewOffer" } else { next_step_key(NextStep::of(row.state)) };
    let words = Signal::derive(move || Some(if draft { t("newOffer.hasDraft") } else { tf(&why.key(), &why.args()) }));
    let actions = view! {
        <ButtonLink label=text(label) variant=Variant::Primary href=next.href()/>
        <ButtonLink label=text("upcoming.back") href=Route::Solutions(SolutionsView::default()).href()/>
    }
    .into_any();
    view! { <div class="card"><Empty icon="info" title=text("newOffer.notNow") text=words actions=actions/></div> }
}

/// The form with its draft on the server, and sending it.
#[component]
fn Form(detail: Option<SolutionDetail>, publishers: Vec<PublisherRow>) -> impl IntoView {
    let (go, toasts, list, offers) = (use_go(), use_toasts(), use_solutions(), use_offers());
    let start = match &detail {
        Some(detail) => Typed::prefilled(detail, &publishers),
        None => Typed::empty(&publishers),
    };
    let untouched = serde_json::to_string(&start).unwrap_or_default();
    let row = detail.map(|detail| detail.row);
    let id = row.as_ref().map(|row| row.id.clone());
    let form = OfferForm::new(start, publishers);
    let take = Callback::new(move |value: String| {
        if let Ok(typed) = json::read(&value) {
            form.put(typed);
        }
    });
    let kept = Kept::open(&format!("offer-{}", id.as_deref().unwrap_or("new")), untouched, take);
    Effect::new(move |_| kept.typed(serde_json::to_string(&form.typed()).unwrap_or_default()));
    let act = Act::idle();
    // What the server finds stands beside the fields; anything else above the button.
    Effect::new(move |_| {
        if let Some(ApiError::Refused(problem)) = act.failure.get() {
            form.refused(&problem.errors);
        }
    });
    let send = Callback::new(move |new: NewOffer| {
        let row = row.clone();
        let address = row.as_ref().map_or_else(|| path::OFFERS.to_owned(), |row| path::offer_from(&row.id));
        act.post(address, new, move |made: OfferDetail| {
            kept.forget();
            if let (Some(list), Some(mut row)) = (list, row) {
                row.state = MigrationState::DraftCreated;
                row.offer = Some(made.offer.id.clone());
                list.put(&row);
                list.freshen();
            }
            if let Some(offers) = offers {
                offers.again();
            }
            toasts.success(tf("newOffer.done", &[("name", made.offer.alias.into())]), None);
            go.to(&Route::Offer(made.offer.id, OfferPage::Overview));
        });
    });
    let problem = said(move || {
        act.failure.get().filter(|_| !form.has_errors()).map(|error| error.sentence()).unwrap_or_default()
    });
    view! {
        <form::Fields form on_send=send busy=act.busy problem=problem back=back(id.is_some()).0.href()/>
        <KeptLine kept/>
    }
}
