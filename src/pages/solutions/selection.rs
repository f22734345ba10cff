//! What can be done with selected rows.

use contract::access::Right;
use contract::api::path;
use contract::api::solutions::{BULK_MAX, Bulk, BulkResult, TicketFor};
use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::ListState;
use crate::api::{self, Intent};
use crate::i18n::{said, t, text, tf, tn};
use crate::pages::migrate::MOST;
use crate::parts::download::download;
use crate::session::use_session;
use crate::toast::{Toasts, use_toasts};
use crate::ui::{Choice, Dialog, DialogSize, Field, Icon, Select};

/// The bar that stands below the rows while some are selected.
pub fn bar(state: ListState) -> AnyView {
    let session = use_session();
    let toasts = use_toasts();
    let count = Memo::new(move |_| state.selected.with(|selected| selected.len()));
    let assigning = RwSignal::new(false);
    let may = move || session.may(Right::Edit);
    let export = move |_| export_selected(state, toasts);
    let hand_over = move |event: web_sys::MouseEvent| {
        let ids = state.selected_in_order();
        if ids.len() > MOST {
            event.prevent_default();
            toasts.error(tf("bulk.tooMany", &[("max", MOST.into()), ("n", ids.len().into())]));
        } else {
            state.list.chosen.set_value(ids);
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="selection-bar" role="toolbar" aria-label=text("selection.bar")>
                <span class="selection-bar__count" role="status">{said(move || tn("selection.count", count.get() as u64))}</span>
                <Show when=may>
                    <a class="button button--small button--primary" href=Route::BulkMerge.href() on:click=hand_over>{text("selection.merge")}</a>
                    <a class="button button--small" href=Route::BulkDiscard.href() on:click=hand_over>{text("selection.discard")}</a>
                    <button type="button" class="button button--small" on:click=move |_| assigning.set(true)>{text("selection.assign")}</button>
                </Show>
                <button type="button" class="button button--small" on:click=export>{text("selection.export")}</button>
                <button type="button" class="button button--subtle button--small selection-bar__clear" on:click=move |_| state.select_all(false)>
                    <Icon name="dismiss"/>{text("selection.clear")}
                </button>
            </div>
        </Show>
        <Show when=move || assigning.get()><AssignDialog state assigning/></Show>
    }
    .into_any()
}

fn selected_ids(state: ListState) -> Vec<String> {
    let mut ids: Vec<String> = state.selected.with_untracked(|selected| selected.iter().cloned().collect());
    contract::order::sort(&mut ids);
    ids
}

fn export_selected(state: ListState, toasts: Toasts) {
    let ids = selected_ids(state);
    if ids.len() > BULK_MAX {
        toasts.error(tf("selection.tooMany", &[("max", BULK_MAX.into()), ("n", ids.len().into())]));
        return;
    }
    spawn_local(async move {
        if let Err(error) = download(&TicketFor::SolutionsExport { query: String::new(), ids: Some(ids) }).await {
            toasts.error(error.sentence());
        }
    });
}

/// Gives the selected solutions to a colleague.
#[component]
fn AssignDialog(state: ListState, assigning: RwSignal<bool>) -> impl IntoView {
    let toasts = use_toasts();
    let person = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let intents = StoredValue::new(Vec::<Intent>::new());
    let choices = Signal::derive(move || {
        let mut choices = vec![Choice::new("", text("assign.nobody"))];
        state.list.people.with(|people| {
            let colleagues = people.iter().filter(|person| person.role.has(Right::Edit));
            choices
                .extend(colleagues.map(|person| Choice::new(person.id.clone(), Signal::stored(person.name.clone()))));
        });
        choices
    });
    let assign = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let ids = selected_ids(state);
        let assignee = Some(person.get_untracked()).filter(|id| !id.is_empty());
        // The same intents are sent again after a failure, so that what was done once stays done once.
        intents.update_value(|list| list.resize_with(ids.chunks(BULK_MAX).len(), Intent::new));
        spawn_local(async move {
            let mut done = 0_u64;
            for (chunk, intent) in ids.chunks(BULK_MAX).zip(intents.get_value()) {
                let body = Bulk::Assign { items: chunk.to_vec(), assignee: assignee.clone() };
                match api::post::<_, BulkResult>(path::SOLUTIONS_BULK, &body, &intent).await {
                    Ok(result) => done += result.items.iter().filter(|item| item.done).count() as u64,
                    Err(error) => {
                        problem.set(Some(error.sentence()));
                        busy.set(false);
                        return;
                    }
                }
            }
            state.list.freshen();
            state.select_all(false);
            assigning.set(false);
            toasts.success(tn(if assignee.is_some() { "assign.done" } else { "assign.doneNobody" }, done), None);
        });
    });
    let count = selected_ids(state).len() as u64;
    let actions = view! {
        <button type="button" class="button" on:click=move |_| assigning.set(false)>{text("confirm.cancel")}</button>
        <button class="button button--primary" aria-busy=move || busy.get().then_some("true")><span>{text("assign.go")}</span></button>
    }
    .into_any();
    view! {
        <Dialog title=Signal::derive(move || tn("assign.title", count)) close=text("dialog.close") size=DialogSize::Small on_submit=assign
            on_close=Callback::new(move |()| assigning.set(false)) actions=actions>
            <Field label=text("column.assignedTo") error=problem>
                <Select value=person on_choose=Callback::new(move |id| person.set(id)) choices=choices/>
            </Field>
            <p class="muted">{said(move || t("assign.help"))}</p>
        </Dialog>
    }
}
