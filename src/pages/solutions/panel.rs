//! The panel of an opened row: what the solution carries, its timeline, and notes of colleagues.

use contract::api::path;
use contract::api::solutions::{Carries, SolutionDetail};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::notes::Notes;
use super::state::ListState;
use super::window::ROW;
use crate::api;
use crate::i18n::{self, said, text, tn};
use crate::load::{Load, load_view};
use crate::parts::timeline::timeline;
use crate::ui::Icon;

/// The panel below a row.
#[component]
pub fn Panel(
    /// The solution's id.
    id: String,
    /// The screen's state.
    state: ListState,
) -> impl IntoView {
    let address = path::solution(&id);
    let detail = Load::new(move || {
        let address = address.clone();
        async move { api::get_versioned::<SolutionDetail>(&address).await.map(|read| (read.value, read.etag)) }
    });
    let element: NodeRef<html::Div> = NodeRef::new();
    measure(element, id.clone(), state);
    let top = {
        let id = id.clone();
        Memo::new(move |_| {
            let layout = state.layout();
            state.place_of(&id).map(|at| layout.top(at) + ROW)
        })
    };
    view! {
        <div class="grid__panel" role="row" hidden=move || top.get().is_none()
            style:--top=move || top.get().map(|top| format!("{top}px"))>
            <div role="gridcell" aria-colspan="9" node_ref=element>
                {load_view(detail, move |(read, etag)| view! { <Inside detail=read etag load=detail/> }.into_any())}
            </div>
        </div>
    }
}

/// Tells the layout how high the panel is, now and whenever that changes.
fn measure(element: NodeRef<html::Div>, id: String, state: ListState) {
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let (measured, id) = (element.clone(), id.clone());
        let report = move || {
            let height = f64::from(measured.offset_height());
            let known = state
                .opened
                .try_with_untracked(|rows| rows.iter().any(|row| row.id == id && (row.height - height).abs() < 1.0));
            if known == Some(false) {
                state
                    .opened
                    .update(|rows| rows.iter_mut().filter(|row| row.id == id).for_each(|row| row.height = height));
            }
        };
        let on_resize: Closure<dyn Fn()> = Closure::new(report);
        if let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local(Some((observer, on_resize)));
            on_cleanup(move || {
                if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
                    observer.disconnect();
                }
            });
        }
    });
}

#[component]
fn Inside(detail: SolutionDetail, etag: String, load: Load<(SolutionDetail, String)>) -> impl IntoView {
    view! {
        <div class="row-panel" role="group" aria-label=detail.row.name.clone()>
            <div class="row-panel__columns">
                <section>
                    <h3 class="row-panel__title">{text("panel.carries")}</h3>
                    <CarriesList carries=detail.carries.clone()/>
                </section>
                <section>
                    <h3 class="row-panel__title">{text("panel.timeline")}</h3>
                    {timeline(detail.timeline.clone())}
                </section>
                <section>
                    <h3 class="row-panel__title">{text("panel.notes")}</h3>
                    <Notes id=detail.row.id.clone() notes=detail.notes.clone() etag load/>
                </section>
            </div>
        </div>
    }
}

/// What follows the solution into its offer.
#[component]
fn CarriesList(carries: Carries) -> impl IntoView {
    if carries.is_empty() {
        return view! { <p class="carries--none">{text("panel.carriesNothing")}</p> }.into_any();
    }
    let summary = carries.summary.clone().unwrap_or_default();
    let referrals = if carries.referrals.is_empty() { summary.referrals } else { carries.referrals.len() as u64 };
    let sums = sums(&carries);
    let documents: Vec<String> = if carries.collateral.is_empty() {
        summary.collateral
    } else {
        carries.collateral.iter().map(|document| document.title.clone()).collect()
    };
    let people: Vec<String> = if carries.contacts.is_empty() {
        summary.contacts
    } else {
        carries.contacts.iter().map(|contact| contact.name.clone()).collect()
    };
    let line = |icon: &'static str, n: u64, key: &'static str, small: Signal<String>| {
        (n > 0)
            .then(|| view! { <li><Icon name=icon/><span>{said(move || tn(key, n))}<small>{small}</small></span></li> })
    };
    let join = |list: &[String]| Signal::stored(list.join(", "));
    let worth = Signal::derive(move || {
        sums.iter().map(|(minor, currency)| i18n::money(*minor, currency)).collect::<Vec<_>>().join(", ")
    });
    view! {
        <ul class="carries">
            {line("handshake", referrals, "panel.referrals", worth)}
            {line("document", documents.len() as u64, "panel.documents", join(&documents))}
            {line("people", people.len() as u64, "panel.contacts", join(&people))}
            {line("gift", carries.incentives.len() as u64, "panel.incentives", join(&carries.incentives))}
        </ul>
    }
    .into_any()
}

/// The value of all referrals, one sum a currency.
fn sums(carries: &Carries) -> Vec<(u64, String)> {
    let mut sums: Vec<(u64, String)> = Vec::new();
    for referral in &carries.referrals {
        match sums.iter_mut().find(|(_, currency)| *currency == referral.currency) {
            Some((sum, _)) => *sum += referral.value_minor,
            None => sums.push((referral.value_minor, referral.currency.clone())),
        }
    }
    if sums.is_empty()
        && let Some(summary) = &carries.summary
        && let Some(currency) = &summary.currency
        && summary.value_minor > 0
    {
        sums.push((summary.value_minor, currency.clone()));
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::api::solutions::Referral;

    #[test]
    fn amounts_of_several_currencies_are_not_added() {
        let deal = |value_minor, currency: &str| Referral {
            customer: "x".into(),
            stage: "y".into(),
            value_minor,
            currency: currency.into(),
        };
        let carries =
            Carries { referrals: vec![deal(100, "EUR"), deal(5, "JPY"), deal(50, "EUR")], ..Carries::default() };
        assert_eq!(sums(&carries), [(150, "EUR".to_owned()), (5, "JPY".to_owned())]);
    }
}
