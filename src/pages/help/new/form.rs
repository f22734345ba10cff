//! What is typed for a new request, and what is wrong with it.

use contract::api::list::Page;
use contract::api::path;
use contract::api::requests::TITLE_MAX;
use contract::api::solutions::{SolutionDetail, SolutionRow};
use contract::route::{Route, SolutionsView};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::i18n::{t, tf};
use crate::pages::help::writer::fault_in;
use crate::parts::summary::Wrong;
use crate::route::use_here;
use crate::send::Send;
use crate::typed::typed;

/// How many solutions are offered while one is typed.
const OFFERED: u32 = 8;

/// Where the server points, a field's element and the key of its label; in the order of the page.
pub const FIELDS: [(&str, &str, &str); 3] = [
    ("/solution", "help-solution", "help.solution"),
    ("/title", "help-title", "help.title"),
    ("/text", "help-text", "help.text"),
];

/// What a request is about, as the word that is kept.
pub const KINDS: [&str; 3] = ["general", "merge", "csp"];

/// What is typed, and the solutions that fit.
#[derive(Clone, Copy)]
pub struct Form {
    /// One of `KINDS`; anything else counts as the first.
    pub kind: RwSignal<String>,
    /// "Issue title".
    pub title: RwSignal<String>,
    /// "Issue details".
    pub words: RwSignal<String>,
    /// The solution as it stands in its field.
    pub solution: RwSignal<String>,
    /// Solutions that fit it.
    pub offered: RwSignal<Vec<SolutionRow>>,
    /// Sending.
    pub send: Send,
    faults: [RwSignal<Option<String>>; 3],
}

/// How a solution stands in the field.
pub fn name_of(row: &SolutionRow) -> String {
    format!("{} · {}", row.solution_id, row.name)
}

impl Form {
    /// What was typed before in this tab; the address may name a solution.
    pub fn open() -> Form {
        let form = Form {
            kind: typed("help/new/kind"),
            title: typed("help/new/title"),
            words: typed("help/new/text"),
            solution: typed("help/new/solution"),
            offered: RwSignal::new(Vec::new()),
            send: Send::new(None),
            faults: [RwSignal::new(None), RwSignal::new(None), RwSignal::new(None)],
        };
        if let Route::NewRequest { solution: Some(id) } = use_here().route.get_untracked() {
            spawn_local(async move {
                if let Ok(detail) = api::get::<SolutionDetail>(&path::solution(&id)).await {
                    form.solution.set(name_of(&detail.row));
                    let _ = form.offered.try_set(vec![detail.row]);
                }
            });
        } else {
            form.look();
        }
        form
    }

    /// The kind that is chosen, followed.
    pub fn kind(self) -> &'static str {
        let kind = self.kind.get();
        KINDS.into_iter().find(|known| *known == kind).unwrap_or(KINDS[0])
    }

    /// Whether a solution can be named for it, followed: resellers are an offer's.
    pub fn is_of_solution(self) -> bool {
        self.kind() != KINDS[2]
    }

    /// Nothing is left to keep.
    pub fn forget(self) {
        for field in [self.kind, self.title, self.words, self.solution] {
            field.set(String::new());
        }
    }

    /// The solution that is named, if one is; followed.
    pub fn chosen(self) -> Option<String> {
        let name = self.solution.get();
        self.offered.with(|rows| {
            let named = |row: &&SolutionRow| name_of(row) == name.trim() || row.solution_id == name.trim();
            rows.iter().find(named).map(|row| row.id.clone())
        })
    }

    /// Asks the server for solutions that fit what is typed.
    pub fn look(self) {
        let typed = self.solution.get_untracked();
        if untrack(|| self.chosen()).is_some() || typed.trim().chars().count() < 2 {
            return;
        }
        // A chosen one is asked for by its ID alone.
        let search = typed.split_once(" · ").map_or(typed.clone(), |(id, _)| format!("\"{id}\""));
        spawn_local(async move {
            let view = SolutionsView { search, ..SolutionsView::default() };
            let address = format!("{}?limit={OFFERED}&{}", path::SOLUTIONS, view.query());
            if let Ok(page) = api::get::<Page<SolutionRow>>(&address).await {
                let _ = self.offered.try_set(page.items);
            }
        });
    }

    /// Checks one field, by its place in `FIELDS`.
    pub fn check(self, at: usize) {
        let fault = match at {
            0 if !untrack(|| self.is_of_solution()) => None,
            0 => {
                let named = !self.solution.with_untracked(|name| name.trim().is_empty());
                (named && untrack(|| self.chosen()).is_none()).then(|| t("help.solution.unknown"))
            }
            1 => match self.title.with_untracked(|title| title.trim().chars().count()) {
                n if n > TITLE_MAX => Some(tf("field.tooLong", &[("max", TITLE_MAX.into()), ("n", n.into())])),
                _ => self.title.with_untracked(|title| fault_in(FIELDS[1].2, title)),
            },
            _ => self.words.with_untracked(|words| fault_in(FIELDS[2].2, words)),
        };
        self.faults[at].set(fault);
    }

    /// Takes back what was said of a field, as soon as something else is typed.
    pub fn clear(self, at: usize) {
        self.faults[at].set(None);
    }

    /// Whether everything can be sent; says what cannot.
    pub fn is_fine(self) -> bool {
        (0..FIELDS.len()).for_each(|at| self.check(at));
        self.faults.iter().all(|fault| fault.with_untracked(Option::is_none))
    }

    /// What is wrong with a field, here or in the server's words.
    pub fn error(self, at: usize) -> Signal<Option<String>> {
        let of_server = self.send.field(FIELDS[at].0);
        Signal::derive(move || self.faults[at].get().or_else(|| of_server.get()))
    }

    /// All that is wrong, in the order of the page.
    pub fn wrong(self) -> Memo<Vec<Wrong>> {
        let errors = [self.error(0), self.error(1), self.error(2)];
        Memo::new(move |_| {
            let all = FIELDS.iter().zip(errors);
            all.filter_map(|((_, id, label), error)| Some((*id, *label, error.get()?))).collect()
        })
    }
}
