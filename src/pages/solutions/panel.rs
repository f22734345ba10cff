//! The panel of an opened row: what the solution carries, its timeline, and notes of colleagues.

use contract::api::path;
use contract::api::solutions::SolutionDetail;
use contract::solution::Standing;
use leptos::html;
use leptos::prelude::*;

use super::notes::Notes;
use super::state::ListState;
use crate::api;
use crate::i18n::text;
use crate::lazy;
use crate::load::{Load, live_view};
use crate::pages::migrate::BestMatch;
use crate::parts::carries::CarriesList;
use crate::parts::timeline::timeline;
use crate::ui::{follow_size, hundredths, live};

/// The panel below a row.
#[component]
pub fn Panel(
    /// The solution's id.
    id: String,
    /// The screen's state.
    state: ListState,
) -> impl IntoView {
    let element: NodeRef<html::Div> = NodeRef::new();
    measure(element, id.clone(), state);
    let top = {
        let id = id.clone();
        Memo::new(move |_| {
            let layout = state.layout();
            state.place_of(&id).map(|at| layout.top(at) + state.look.row())
        })
    };
    view! {
        <div class="grid__panel" role="row" hidden=move || top.get().is_none()
            style:--top=move || top.get().map(|top| format!("{}px", hundredths(top)))>
            <div role="gridcell" aria-colspan="9" node_ref=element>
                {lazy::panel(id)}
            </div>
        </div>
    }
}

/// Tells the layout how high the panel is, now and whenever that changes.
fn measure(element: NodeRef<html::Div>, id: String, state: ListState) {
    follow_size(element, move |element| {
        let height = f64::from(element.offset_height());
        let known = state
            .opened
            .try_with_untracked(|rows| rows.iter().any(|row| row.id == id && (row.height - height).abs() < 1.0));
        if known == Some(false) {
            state.opened.update(|rows| rows.iter_mut().filter(|row| row.id == id).for_each(|row| row.height = height));
        }
    });
}

/// What the panel shows of a solution.
pub fn panel_inside(id: String) -> AnyView {
    let address = path::solution(&id);
    let detail = Load::new(move || {
        let address = address.clone();
        async move { api::get_versioned::<SolutionDetail>(&address).await.map(|read| (read.value, read.etag)) }
    });
    live_view(detail, move |read| read_view(read, detail)).into_any()
}

/// What was read, with its version. A part is made anew only when it changed: a note is added with the focus on its form.
fn read_view(read: Signal<(SolutionDetail, String)>, load: Load<(SolutionDetail, String)>) -> AnyView {
    let id = read.with_untracked(|(detail, _)| detail.row.id.clone());
    let open = Memo::new(move |_| read.with(|(detail, _)| detail.row.state.standing() == Standing::Open));
    let carries = Memo::new(move |_| read.with(|(detail, _)| detail.carries.clone()));
    let history = Memo::new(move |_| read.with(|(detail, _)| detail.timeline.clone()));
    let notes = Memo::new(move |_| read.with(|(detail, etag)| (detail.notes.clone(), etag.clone())));
    view! {
        <div class="row-panel" role="group" aria-label=move || read.with(|(detail, _)| detail.row.name.clone())>
            <div class="row-panel__columns">
                <section>
                    <h2 class="row-panel__title">{text("panel.carries")}</h2>
                    {live(move || view! { <CarriesList carries=carries.get()/> })}
                </section>
                {live(move || open.get().then(|| view! {
                    <section>
                        <h2 class="row-panel__title">{text("match.best")}</h2>
                        <BestMatch row=read.with_untracked(|(detail, _)| detail.row.clone())/>
                    </section>
                }))}
                <section>
                    <h2 class="row-panel__title">{text("panel.timeline")}</h2>
                    {live(move || timeline(history.get()))}
                </section>
                <section>
                    <h2 class="row-panel__title">{text("panel.notes")}</h2>
                    <Notes id notes load/>
                </section>
            </div>
        </div>
    }
    .into_any()
}
