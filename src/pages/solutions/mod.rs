//! Solutions: every legacy solution of the company, to search, filter, sort, open, select and act on.

mod chosen;
mod grid;
mod head;
pub mod keys;
mod look;
mod notes;
mod panel;
mod place;
mod row;
mod saved;
mod selection;
mod state;
mod tools;
pub mod window;

use contract::access::Right;
use contract::api::solutions::TicketFor;
use contract::route::{Route, SolutionsView};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::{said, t, text, tn};
use crate::lazy;
use crate::load::Failure;
use crate::pages::migrate::OverList;
use crate::parts::download::download;
use crate::parts::solution_list::{Fill, use_solutions};
use crate::route::{use_go, use_here};
use crate::session::use_session;
use crate::toast::use_toasts;
use crate::ui::{Empty, Icon, live};
use grid::{Grid, Sight};
pub use panel::panel_inside;
pub use saved::naming;
pub use selection::bar;
pub use state::ListState;

/// The page.
#[component]
pub fn Solutions() -> impl IntoView {
    let list = use_solutions()?;
    list.open();
    let state = ListState::new(list, use_here(), use_go());
    let sight = Sight { scroll: RwSignal::new(0.0), height: RwSignal::new(list.height.get_value()) };
    let full = Memo::new(move |_| list.fill.get() == Fill::Full);
    // Its code comes with the first selected row, or when there is nothing else to do.
    let was_selected = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || state.selected.with(|selected| !selected.is_empty())
    });
    Some(view! {
        <div class="solutions">
            <Head state/>
            <Show when=move || full.get()>{lazy::paused_soon(use_session())}</Show>
            <tools::Tools state sight/>
            <chosen::Chosen state/>
            {live(move || match list.fill.get() {
                Fill::Failed(error) => Some(view! { <Failure error retry=Callback::new(move |()| list.open())/> }),
                _ => None,
            })}
            <Grid state sight empty=ViewFn::from(move || view! { <Nothing state/> })>
                {live(move || was_selected.get().then(|| lazy::selection(state)))}
            </Grid>
            <OverList view=state.view focus_row=Callback::new(move |id: String| keys::focus_action(&id, state, sight))/>
        </div>
    })
}

/// How many there are to move, the note when there are none, and what to do with all.
#[component]
fn Head(state: ListState) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let open = Memo::new(move |_| state.list.counts().open());
    let pending = Memo::new(move |_| state.list.counts().pending);
    let total = Memo::new(move |_| state.list.counts().total());
    let full = Memo::new(move |_| state.list.fill.get() == Fill::Full);
    // Until all rows are here, the session's figure is the right one.
    let shown = move || {
        let known = session.get().map(|session| session.open_solutions);
        if full.get() { open.get() } else { known.unwrap_or_else(|| open.get()) }
    };
    let note = move || match (full.get() && total.get() > 0 && pending.get() == 0, open.get()) {
        (false, _) => t("solutions.note"),
        (true, 0) => t("solutions.nonePending"),
        (true, begun) => tn("solutions.nonePendingBegun", begun),
    };
    let export = move |_| {
        let query = state.view.with_untracked(SolutionsView::query);
        spawn_local(async move {
            if let Err(error) = download(&TicketFor::SolutionsExport { query, ids: None }).await {
                toasts.error(error.sentence());
            }
        });
    };
    view! {
        <div class="page-head page-head--dense">
            <div class="page-head__text">
                <h1 tabindex="-1">{said(move || tn("solutions.heading", shown()))}</h1>
                <p>{said(note)}</p>
            </div>
            <div class="page-head__actions">
                <Show when=move || session.may(Right::Edit)>
                    <a class="button" href=Route::Import { job: None }.href()><Icon name="upload"/>{text("import.title")}</a>
                </Show>
                <button type="button" class="button" on:click=export><Icon name="download"/>{text("solutions.export")}</button>
            </div>
        </div>
    }
}

/// Nothing is found: why, and the next step.
#[component]
fn Nothing(state: ListState) -> impl IntoView {
    let session = use_session();
    let narrowed = Memo::new(move |_| state.view.with(SolutionsView::narrows));
    let filling = Memo::new(move |_| matches!(state.list.fill.get(), Fill::Filling { .. }));
    move || {
        if filling.get() {
            let rows = (0..8).map(|_| view! { <div class="skeleton"></div> }).collect_view();
            return view! { <div class="grid__empty" role="status"><span class="visually-hidden">{text("load.loading")}</span>{rows}</div> }.into_any();
        }
        let (title, help) = if narrowed.get() {
            ("solutions.noneFound", "solutions.noneFound.text")
        } else {
            ("solutions.none", "solutions.none.text")
        };
        let may = session.may(Right::Edit);
        let action = if narrowed.get() {
            let clear =
                move |_| state.ask(|view| *view = SolutionsView { sort: view.sort, ..SolutionsView::default() });
            view! { <button type="button" class="button" on:click=clear>{text("filter.clearAll")}</button> }.into_any()
        } else if may {
            view! { <a class="button button--primary" href=Route::Import { job: None }.href()>{text("import.title")}</a> }.into_any()
        } else {
            ().into_any()
        };
        view! {
            <div class="grid__empty">
                <Empty icon="list" title=text(title) text=Signal::derive(move || Some(t(help))) actions=action/>
            </div>
        }
        .into_any()
    }
}

/// Draws the screen.
pub fn screen(_: Route) -> AnyView {
    Solutions().into_any()
}
