//! The merge wizard: identify the existing offer, then request the merge. Both steps are addresses.

mod acts;
mod candidates;
mod closed;
mod identify;
mod listing;
mod request;
mod side_by_side;
mod wizard;

use contract::route::{Route, SolutionsView};
use leptos::prelude::*;

use crate::i18n::{said, t, text, tf};
use crate::load::load_view;
use crate::parts::draft::KeptLine;
use crate::route::{use_go, use_here};
use crate::ui::{Tab, Tabs};
use wizard::{Standing, Wizard};

pub use candidates::Candidates;
pub use listing::{Listing, TypedUrl};

/// The page.
#[component]
pub fn MergePage(
    /// The solution's id.
    id: String,
) -> impl IntoView {
    let (here, go) = (use_here(), use_go());
    let wizard = Wizard::open(id);
    wizard.follow_address(here, go);
    let name = move || wizard.detail.ready().map(|detail| detail.row.name);
    // Once there is nothing to ask for, no action is required.
    let asks = move || matches!(wizard.standing.get(), Standing::Asking | Standing::Open);
    let title = move || t(if asks() { "merge.title" } else { "merge.titleDone" });
    Effect::new(move |_| here.title.set(name().map(|name| format!("{name} - {}", title()))));
    on_cleanup(move || here.title.set(None));
    view! {
        <ul class="crumb">
            <li><a href=Route::Solutions(SolutionsView::default()).href()>{text("nav.solutions")}</a></li>
            <li aria-current="page">{move || name().unwrap_or_else(|| t("merge.title"))}</li>
        </ul>
        <div class="page-head">
            <div class="page-head__text">
                <h1 tabindex="-1">{said(title)}</h1>
                <p>{move || name().filter(|_| asks()).map(|name| tf("merge.lead", &[("name", name.into())]))}</p>
            </div>
            <div class="page-head__actions"><KeptLine kept=wizard.kept/></div>
        </div>
        {load_view(wizard.detail, move |_| view! { <Shown wizard/> }.into_any())}
    }
}

/// The wizard, or why there is nothing to ask for now.
#[component]
fn Shown(wizard: Wizard) -> impl IntoView {
    move || match wizard.standing.get() {
        Standing::Asking => ().into_any(),
        Standing::Filed(filed) => view! { <closed::FiledView wizard filed/> }.into_any(),
        Standing::Closed => view! { <closed::ClosedView wizard/> }.into_any(),
        Standing::Open => view! { <Steps wizard/> }.into_any(),
    }
}

/// The two steps as tabs.
#[component]
fn Steps(wizard: Wizard) -> impl IntoView {
    let (here, go) = (use_here(), use_go());
    let step = Memo::new(move |_| usize::from(matches!(here.route.get(), Route::MergeRequest(..))));
    let tabs = vec![
        Tab::new(text("merge.action1")),
        Tab::new(text("merge.action2")).refusal(Signal::derive(move || wizard.refusal())),
    ];
    let choose = Callback::new(move |to: usize| {
        let id = wizard.id.get_value();
        match wizard.target.get_untracked() {
            Some(target) if to == 1 => go.to(&Route::MergeRequest(id, target)),
            _ => go.to(&Route::Merge(id)),
        }
    });
    Effect::new(move |before: Option<usize>| {
        let now = step.get();
        // The heading of the step that comes has the focus; whoever walks along the tabs keeps it there.
        let on_tab = document().active_element().is_some_and(|active| active.class_name() == "tabs__tab");
        if before.is_some_and(|before| before != now) && !on_tab {
            wizard.arriving.set_value(true);
            wizard.arrive();
        }
        now
    });
    view! {
        <Tabs label=text("merge.steps") tabs=tabs chosen=step on_choose=choose>
            {move || match step.get() {
                0 => view! { <identify::Identify wizard/> }.into_any(),
                _ => view! { <request::Request wizard/> }.into_any(),
            }}
        </Tabs>
    }
}
