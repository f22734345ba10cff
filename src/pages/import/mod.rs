//! "Import solutions": a CSV file in four steps, with nothing written before the person confirms, and every break survived.

pub mod columns;
mod done;
mod file;
pub mod given;
mod mapping;
mod notes;
mod paged;
mod parts_of_file;
mod preview;
mod problems;
mod review;
mod state;
mod unfinished;
mod upload;
pub mod words;
mod work;

use contract::locale::Locale;
use contract::route::{Route, SolutionsView};
use leptos::prelude::*;

use crate::i18n::{self, text};
use crate::load::Failure;
use crate::route::use_here;
use crate::ui::{LiveRegion, Shape, Skeleton, Step as StepMark, Steps, Waiting, focus, live};
use state::{Doing, ImportPage, Note, Screen, Step};

/// The page.
#[component]
pub fn Import() -> impl IntoView {
    let page = ImportPage::new();
    let here = use_here();
    Effect::new(move |_| {
        if let Route::Import { job } = here.route.get() {
            untrack(|| page.follow(job));
        }
    });
    // A connection that comes back ends the pause before the next try.
    let back = window_event_listener(leptos::ev::online, move |_| page.pause.cut_short());
    on_cleanup(move || {
        back.remove();
        page.pause.cut_short();
    });
    // Why a file cannot be read is worded by the server.
    Effect::new(move |before: Option<Locale>| {
        let now = i18n::locale();
        if before.is_some_and(|before| before != now) && page.doing.get_untracked() == Doing::Unreadable {
            page.try_again();
        }
        now
    });
    let screen = Memo::new(move |_| page.screen());
    focus_step(screen);
    view! {
        <ul class="crumb">
            <li><a href=Route::Solutions(SolutionsView::default()).href()>{text("nav.solutions")}</a></li>
            <li aria-current="page">{text("import.title")}</li>
        </ul>
        <div class="page-head">
            <div class="page-head__text">
                <h1 tabindex="-1">{text("import.title")}</h1>
                <p>{text("import.lead")}</p>
            </div>
        </div>
        <div class="import">
            <StepMarks page screen/>
            {live(move || shown(page, screen.get()))}
            <LiveRegion announcer=page.announcer/>
        </div>
    }
}

/// The four steps; those behind lead back as long as nothing is written.
#[component]
fn StepMarks(page: ImportPage, screen: Memo<Screen>) -> impl IntoView {
    let names = ["import.step.file", "import.step.columns", "import.step.review", "import.step.done"];
    let steps = names.into_iter().map(|key| StepMark::new(text(key))).collect::<Vec<_>>();
    let place = Signal::derive(move || screen.get().place());
    let go = Callback::new(move |to: usize| match (to, page.doing.get_untracked()) {
        (0, _) => page.go.to(&Route::Import { job: None }),
        (1, Doing::Looking(_)) => page.look_at(Step::Columns),
        _ => {}
    });
    let free = Memo::new(move |_| matches!(screen.get(), Screen::Columns | Screen::Review(_) | Screen::Unreadable));
    live(move || {
        match free.get() {
        true => view! {
            <Steps label=text("import.steps") steps=steps.clone() current=place done=text("import.step.behind") on_go=go/>
        }
        .into_any(),
        false => {
            view! { <Steps label=text("import.steps") steps=steps.clone() current=place done=text("import.step.behind")/> }
                .into_any()
        }
    }
    })
}

fn shown(page: ImportPage, screen: Screen) -> AnyView {
    match screen {
        Screen::Opening => view! { <Opening page/> }.into_any(),
        Screen::Choosing => view! { <file::FileStep page/> }.into_any(),
        Screen::WantingFile => view! { <upload::FileAgain page/> }.into_any(),
        Screen::Sending => view! { <upload::Upload page/> }.into_any(),
        Screen::Reading(_) => view! { <upload::FirstReading page/> }.into_any(),
        Screen::Columns => view! { <columns::ColumnsStep page/> }.into_any(),
        Screen::Review(_) => view! { <review::ReviewStep page/> }.into_any(),
        Screen::Unreadable => view! { <done::Unreadable page/> }.into_any(),
        Screen::Done => view! { <done::Done page/> }.into_any(),
    }
}

/// The job is on its way, or it did not come.
#[component]
fn Opening(page: ImportPage) -> impl IntoView {
    let here = use_here();
    let retry = Callback::new(move |()| {
        if let Route::Import { job: Some(id) } = here.route.get_untracked() {
            page.note.set(None);
            page.open(id);
        }
    });
    live(move || match page.note.get() {
        Some(Note::Retrying(error) | Note::Refused(error)) => view! { <Failure error retry/> }.into_any(),
        _ => view! {
            <Waiting label=text("load.loading")>
                <Skeleton shape=Shape::Title width=40/>
                <Skeleton shape=Shape::Block/>
            </Waiting>
        }
        .into_any(),
    })
}

/// When a step is shown in place of another its heading gets the focus, so that screen readers begin there.
fn focus_step(screen: Memo<Screen>) {
    Effect::new(move |before: Option<Screen>| {
        let now = screen.get();
        // What a fresh page shows first is nobody's next step.
        if before.is_some_and(|before| before != now && before != Screen::Opening) && now != Screen::Opening {
            request_animation_frame(|| {
                if let Some(heading) = document().query_selector(".import h2[tabindex]").ok().flatten() {
                    focus(&heading);
                }
            });
        }
        now
    });
}
/// Draws a screen of this journey.
pub fn screen(screen: Route) -> AnyView {
    match screen {
        Route::Report => super::report::Report().into_any(),
        _ => Import().into_any(),
    }
}
