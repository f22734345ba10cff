//! Nothing to ask for now: it was filed just now, it is with support, merged or discarded.

use contract::api::merging::Filed;
use contract::api::path;
use contract::api::requests::{RequestDetail, RequestRow};
use contract::route::{Route, SolutionsView};
use contract::solution::MigrationState;
use leptos::prelude::*;

use super::wizard::Wizard;
use crate::api;
use crate::i18n::{said, t, text, tf};
use crate::load::Load;
use crate::parts::next_step::{next_route, next_step_key};
use crate::parts::request::due_words;
use crate::parts::state_badge::state_help_key;
use crate::ui::{ButtonLink, Empty, EmptyTone, Variant, focus};
use contract::migration::NextStep;

/// The number, until when support answers, and where to follow it.
#[component]
pub fn FiledView(
    /// The wizard.
    wizard: Wizard,
    /// What was filed.
    filed: Filed,
) -> impl IntoView {
    request_animation_frame(|| {
        if let Some(heading) = document().query_selector(".filed h2").ok().flatten() {
            focus(&heading);
        }
    });
    let name = wizard.detail.ready().map(|detail| detail.row.name).unwrap_or_default();
    let number = filed.number.clone();
    let actions = view! {
        <ButtonLink label=text("action.viewRequest") variant=Variant::Primary href=Route::Request(filed.number).href()/>
        <ButtonLink label=text("upcoming.back") href=Route::Solutions(SolutionsView::default()).href()/>
    }
    .into_any();
    view! {
        <div class="card filed">
            <span class="empty__picture" aria-hidden="true"><crate::ui::Icon name="checkmark-circle"/></span>
            <h2 class="empty__title" tabindex="-1">{said(move || tf("merge.filed", &[("number", number.as_str().into())]))}</h2>
            <p class="filed__due">{said(move || due_words(filed.due, "merge.due", "merge.dueEnd"))}</p>
            <p class="muted">{said(move || tf("merge.filed.text", &[("name", name.as_str().into())]))}</p>
            <div class="empty__actions">{actions}</div>
        </div>
    }
}

/// How it stands and where to go on.
#[component]
pub fn ClosedView(
    /// The wizard.
    wizard: Wizard,
) -> impl IntoView {
    let row = wizard.detail.ready()?.row;
    let next = next_route(row.state, &row.id, row.offer.as_deref(), row.request.as_deref());
    let number = row.request.clone().filter(|_| row.state == MigrationState::Merging);
    let help = state_help_key(row.state);
    let title = match row.state {
        MigrationState::Merged => "merge.closed.merged",
        MigrationState::Discarded => "merge.closed.discarded",
        _ => "merge.closed.merging",
    };
    let actions = view! {
        <ButtonLink label=text(next_step_key(NextStep::of(row.state))) variant=Variant::Primary href=next.href()/>
        <ButtonLink label=text("upcoming.back") href=Route::Solutions(SolutionsView::default()).href()/>
    }
    .into_any();
    Some(view! {
        <div class="card">
            <Empty icon="info" title=text(title) text=Signal::derive(move || Some(t(help))) tone=EmptyTone::Plain actions=actions/>
            {number.map(until)}
        </div>
    })
}

/// The number of the request and until when support answers, also after a reload.
fn until(number: String) -> AnyView {
    let address = path::support_request(&number);
    let request = Load::new(move || {
        let address = address.clone();
        async move { api::get::<RequestDetail>(&address).await }
    });
    let words = move |row: RequestRow| {
        let filed = tf("merge.filed", &[("number", row.number.as_str().into())]);
        format!("{filed}. {}", due_words(row.due, "merge.due", "merge.dueEnd"))
    };
    view! { <p class="filed__due filed__until">{move || request.ready().map(|detail| words(detail.request))}</p> }
        .into_any()
}
