//! Dialogs that are addresses: they stand over the list of solutions, and the list stays as it was.

use contract::api::solutions::SolutionDetail;
use contract::route::{Route, SolutionsView};
use contract::solution::MigrationState;
use leptos::prelude::*;

use crate::lazy;
use crate::load::Load;
use crate::parts::solution_list::use_solutions;
use crate::parts::state_badge::StateBadge;
use crate::route::{use_go, use_here};
use crate::ui::live;

/// What a dialog over the list can do with what is below it.
#[derive(Clone, Copy)]
pub struct Below {
    /// Takes the dialog away.
    pub close: Callback<()>,
}

/// The dialog of the open address, if it is one.
#[component]
pub fn OverList(
    /// What the list below shows: closing leads there.
    view: RwSignal<SolutionsView>,
    /// Puts the focus on a solution's row when it got lost.
    focus_row: Callback<String>,
) -> impl IntoView {
    let (here, go) = (use_here(), use_go());
    let dialog = Memo::new(move |_| match here.route.get() {
        route @ (Route::Begin(_) | Route::Discard(_)) => Some(route),
        _ => None,
    });
    // What the list shows in the entry before this one of the browser's history, if that is the list.
    let before_it = StoredValue::new(None::<SolutionsView>);
    Effect::new(move |before: Option<Route>| {
        let now = here.route.get();
        match (before, &now) {
            (Some(Route::Solutions(list)), Route::Begin(_) | Route::Discard(_)) => before_it.set_value(Some(list)),
            (Some(Route::Begin(id) | Route::Discard(id)), Route::Solutions(_)) => focus_row.run(id),
            _ => before_it.set_value(None),
        }
        now
    });
    let close = Callback::new(move |()| {
        let list = view.get_untracked();
        // What was typed a moment ago does not stand in that entry yet.
        let same = before_it.with_value(|before| before.as_ref() == Some(&list));
        let back = same.then(|| window().history().ok()?.back().ok()).flatten();
        if back.is_none() {
            go.replace(&Route::Solutions(list));
        }
    });
    let below = Below { close };
    live(move || dialog.get().map(|route| lazy::dialog(route, below)))
}

/// What a dialog shows of its solution at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The name.
    pub name: String,
    /// The "Solution ID".
    pub solution_id: String,
    /// Where it stands.
    pub state: MigrationState,
}

impl From<&SolutionDetail> for Known {
    fn from(detail: &SolutionDetail) -> Known {
        let row = &detail.row;
        Known { name: row.name.clone(), solution_id: row.solution_id.clone(), state: row.state }
    }
}

impl Known {
    /// What was read, or before that what the list knows.
    pub fn of(id: &str, detail: Load<SolutionDetail>) -> Memo<Option<Known>> {
        let (id, list) = (id.to_owned(), use_solutions());
        Memo::new(move |_| {
            if let Some(detail) = detail.ready() {
                return Some(Known::from(&detail));
            }
            list?.with(|store| {
                let row = store.slot_of(&id).and_then(|slot| store.row(slot))?;
                Some(Known { name: row.name.to_owned(), solution_id: row.solution_id.to_owned(), state: row.state })
            })
        })
    }
}

/// Which solution a dialog is about.
#[component]
pub fn Subject(
    /// The solution.
    known: Known,
) -> impl IntoView {
    view! {
        <div class="dialog-subject">
            <span class="dialog-subject__name">{known.name}</span>
            <span class="dialog-subject__note">{known.solution_id}</span>
            <StateBadge state=known.state/>
        </div>
    }
}
