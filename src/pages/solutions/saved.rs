//! Saved filters: a menu of names, and a dialog that gives one to the view that is open.

use contract::api::path;
use contract::api::solutions::{NewSavedFilter, SavedFilter};
use contract::route::SolutionsView;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::ListState;
use crate::api::{self, ApiError, Intent};
use crate::i18n::{t, text, tf};
use crate::lazy;
use crate::load::{Load, Loaded};
use crate::toast::use_toasts;
use crate::ui::{Dialog, DialogSize, Field, Menu, MenuAct, MenuItem, MenuSection, TextInput, Variant, live};

/// The menu "Saved filters".
#[component]
pub fn SavedFilters(
    /// The screen's state.
    state: ListState,
) -> impl IntoView {
    let filters = Load::new(|| api::get::<Vec<SavedFilter>>(path::SAVED_FILTERS));
    let naming = RwSignal::new(false);
    let toasts = use_toasts();
    // The menu closes when it is tried again, so that a second failure is said elsewhere.
    Effect::new(move |failed: Option<bool>| match filters.get() {
        Loaded::Failed(error) => {
            if failed == Some(true) {
                toasts.error(error.sentence());
            }
            true
        }
        _ => false,
    });
    let saved = Signal::derive(move || match filters.get() {
        Loaded::Loading => Vec::new(),
        Loaded::Ready(saved) => saved.iter().map(|filter| open_item(state, filter)).collect(),
        Loaded::Failed(_) => {
            let again = MenuAct::Run(Callback::new(move |()| filters.again()));
            vec![MenuItem::new(text("saved.failed"), again).icon("retry")]
        }
    });
    let removed = Signal::derive(move || {
        let saved = filters.ready().unwrap_or_default();
        saved.iter().map(|filter| remove_item(filters, filter)).collect::<Vec<_>>()
    });
    // What is here from the first comes first: nothing moves under the pointer when the filters arrive.
    let save = MenuItem::new(text("saved.save"), MenuAct::Run(Callback::new(move |()| naming.set(true)))).icon("add");
    let sections =
        vec![MenuSection::new(vec![save]), MenuSection::titled(text("saved.open"), saved), MenuSection::new(removed)];
    view! {
        <Menu label=text("saved.title") icon="bookmark" variant=Variant::Subtle sections=sections/>
        {live(move || naming.get().then(|| lazy::naming(state, filters, naming)))}
    }
}

fn open_item(state: ListState, filter: &SavedFilter) -> MenuItem {
    let view = SolutionsView::from_query(&filter.query);
    let wanted = view.clone();
    let chosen = Signal::derive(move || state.view.with(|now| *now == wanted));
    let run = Callback::new(move |()| state.view.set(view.clone()));
    MenuItem::new(Signal::stored(filter.name.clone()), MenuAct::Choose { chosen, run })
}

fn remove_item(filters: Load<Vec<SavedFilter>>, filter: &SavedFilter) -> MenuItem {
    let toasts = use_toasts();
    let (id, name) = (filter.id.clone(), filter.name.clone());
    let label = Signal::derive(move || tf("saved.remove", &[("name", name.as_str().into())]));
    let run = Callback::new(move |()| {
        let address = path::saved_filter(&id);
        spawn_local(async move {
            match api::delete(&address, "*").await {
                Ok(()) => toasts.success(t("saved.removed"), None),
                Err(error) => toasts.error(error.sentence()),
            }
            filters.again();
        });
    });
    MenuItem::new(label, MenuAct::Run(run)).icon("delete")
}

/// The dialog that asks for a name.
pub fn naming(state: ListState, filters: Load<Vec<SavedFilter>>, naming: RwSignal<bool>) -> AnyView {
    let toasts = use_toasts();
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let save = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        if name.with_untracked(|name| name.trim().is_empty()) {
            return problem.set(Some(tf("field.emptyNamed", &[("field", t("saved.name").into())])));
        }
        busy.set(true);
        let body =
            NewSavedFilter { name: name.get_untracked(), query: state.view.with_untracked(SolutionsView::query) };
        spawn_local(async move {
            let call = format!("{body:?}");
            let answer = api::post::<_, SavedFilter>(path::SAVED_FILTERS, &body, &Intent::of(&call)).await;
            let _ = busy.try_set(false);
            if answer.as_ref().err().is_none_or(ApiError::is_an_answer) {
                Intent::answered(&call);
            }
            match answer {
                Ok(_) => {
                    let _ = naming.try_set(false);
                    toasts.success(t("saved.done"), None);
                    filters.again();
                }
                Err(ApiError::Refused(refused)) => {
                    let field = refused.errors.first().map(|error| error.message.clone());
                    let _ = problem.try_set(Some(field.unwrap_or_else(|| refused.detail.clone())));
                }
                Err(error) => drop(problem.try_set(Some(error.sentence()))),
            }
        });
    });
    let actions = view! {
        <button type="button" class="button" on:click=move |_| naming.set(false)>{text("confirm.cancel")}</button>
        <button class="button button--primary" aria-busy=move || busy.get().then_some("true")><span>{text("saved.saveButton")}</span></button>
    }
    .into_any();
    view! {
        <Dialog title=text("saved.save") close=text("dialog.close") size=DialogSize::Small on_submit=save
            dirty=Signal::derive(move || !name.with(String::is_empty))
            on_close=Callback::new(move |()| naming.set(false)) actions=actions>
            <Field label=text("saved.name") help=text("saved.help") error=problem>
                <TextInput value=name autofocus=true/>
            </Field>
        </Dialog>
    }
    .into_any()
}
