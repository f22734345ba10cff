//! Every part of `ui` in all its states, for development and for tests of keys; not in the released page.

mod actions;
mod choices;
mod figures;
mod forms;
mod notes;
mod overlays;
mod words;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::lazy;
use crate::ui::{TooltipHost, live};

/// The gallery, at `/gallery`.
#[component]
pub fn Gallery() -> impl IntoView {
    let log = RwSignal::new(String::from("nothing yet"));
    // Parts of later screens have their styles in the file that comes with these.
    let styled = RwSignal::new(false);
    spawn_local(async move {
        if lazy::styles().await.is_ok() {
            let _ = styled.try_set(true);
        }
    });
    let names =
        PARTS.iter().map(|name| view! { <li><a class="link" href=format!("#{}", anchor(name))>{*name}</a></li> });
    view! {
        <main class="main" id="main">
        <div class="page-head"><div class="page-head__text">
            <h1 tabindex="-1">"Parts"</h1>
            <p>"Last action: " <output id="gallery-log">{log}</output></p>
        </div></div>
        <div class="gallery">
            <ul class="gallery__list" role="list">{names.collect_view()}</ul>
            {live(move || styled.get().then(|| view! {
                {words::parts()}
                {actions::parts(log)}
                {forms::parts(log)}
                {choices::parts(log)}
                {notes::parts(log)}
                {figures::parts()}
                {overlays::parts(log)}
            }))}
        </div>
        </main>
        <TooltipHost/>
    }
    .into_any()
}

/// The headings in the order of the page.
const PARTS: [&str; 31] = [
    "Text",
    "Icon",
    "Badge",
    "Avatar",
    "Kbd",
    "Button",
    "Link button",
    "Menu",
    "Chip",
    "Tooltip",
    "Field",
    "Input",
    "Select",
    "Checkbox",
    "Search box",
    "Dropzone",
    "Switcher",
    "Filter",
    "Tabs",
    "Steps",
    "Message",
    "Empty",
    "Skeleton",
    "Spinner",
    "Card",
    "Table",
    "Progress",
    "Progress stack",
    "Line chart",
    "Dialog",
    "Toast",
];

fn anchor(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// How a part's examples stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Beside each other.
    Row,
    /// One under the other.
    Column,
}

/// A part under its name.
fn part(name: &'static str, stage: Stage, examples: impl IntoView + 'static) -> AnyView {
    debug_assert!(PARTS.contains(&name), "{name} is missing in the list of parts");
    let id = anchor(name);
    let class = match stage {
        Stage::Row => "gallery__stage",
        Stage::Column => "gallery__stage gallery__stage--column",
    };
    view! {
        <section class="gallery__part" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{name}</h2>
            <div class=class>{examples.into_any()}</div>
        </section>
    }
    .into_any()
}

/// Notes what was done, for the line at the top.
fn note(log: RwSignal<String>, what: &'static str) -> Callback<()> {
    Callback::new(move |()| log.set(what.to_owned()))
}
