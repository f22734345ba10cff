//! The list that the bell opens.

use contract::access::Right;
use contract::api::news::{NewsKind, Notification, Notifications, ReadUpTo};
use contract::api::path;
use contract::catalogue::Arg;
use contract::route::{ResellersView, Route, SolutionsView};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Shown;
use crate::api::{self, ApiError};
use crate::i18n::{self, said, t, text, tf};
use crate::ui::Icon;

/// Notifications that one reading brings.
const LIMIT: u32 = 20;

/// What was read.
#[derive(Clone, Copy)]
struct Reading {
    shown: Shown,
    items: RwSignal<Vec<Notification>>,
    /// Where older ones begin.
    next: RwSignal<Option<String>>,
    /// What is known of the last reading: nothing yet, done, or why not.
    state: RwSignal<Option<Result<(), ApiError>>>,
}

impl Reading {
    /// Reads the newest, or older ones after a cursor, and says that they are seen.
    fn read(self, cursor: Option<String>) {
        spawn_local(async move {
            let mut address = format!("{}?limit={LIMIT}", path::NOTIFICATIONS);
            if let Some(cursor) = &cursor {
                address.push_str(&format!("&cursor={cursor}"));
            }
            let page = match api::get::<Notifications>(&address).await {
                Ok(page) => page,
                Err(error) => {
                    let _ = self.state.try_set(Some(Err(error)));
                    return;
                }
            };
            let newest = page.items.first().filter(|_| cursor.is_none() && page.unread > 0).map(|item| item.id.clone());
            let _ = self.next.try_set(page.next_cursor);
            let _ = self.items.try_update(|items| {
                if cursor.is_none() {
                    items.clear();
                }
                // Two presses ask for the same ones.
                let new: Vec<_> =
                    page.items.into_iter().filter(|one| items.iter().all(|had| had.id != one.id)).collect();
                items.extend(new);
            });
            let _ = self.state.try_set(Some(Ok(())));
            if let Some(id) = newest {
                // When it cannot be said now, the bell still counts and the next opening says it.
                let said = api::put::<_, serde::de::IgnoredAny>(path::NOTIFICATIONS_READ, &ReadUpTo { id }, "*").await;
                if said.is_ok() {
                    let _ = self.shown.unread.try_set(0);
                }
            }
        });
    }
}

/// What the panel holds. Each opening reads it anew, and what comes while it is open is shown at once.
pub fn list(shown: Shown) -> AnyView {
    let read =
        Reading { shown, items: RwSignal::new(Vec::new()), next: RwSignal::new(None), state: RwSignal::new(None) };
    Effect::new(move |_| {
        if shown.open.get() {
            read.read(None);
        }
    });
    Effect::new(move |begun: Option<()>| {
        let some = shown.unread.get() > 0;
        if begun.is_some() && some && shown.open.get_untracked() {
            read.read(None);
        }
    });
    let desk = move || shown.session.may(Right::Desk);
    view! {
        <h2 class="bell__title">{text("news.title")}</h2>
        {move || match read.state.get() {
            None => view! { <p class="bell__note" role="status">{text("load.loading")}</p> }.into_any(),
            Some(Err(error)) => view! { <p class="bell__note" role="alert">{said(move || error.sentence())}</p> }.into_any(),
            Some(Ok(())) if read.items.with(Vec::is_empty) => view! { <p class="bell__note">{text("news.none")}</p> }.into_any(),
            Some(Ok(())) => ().into_any(),
        }}
        // Beside the notes, so that a newer reading leaves the focus on the entry that has it.
        <ul class="bell__list">
            <For each=move || read.items.get() key=|item| item.id.clone() children=move |item| entry(item, desk(), read)/>
        </ul>
        <Show when=move || read.next.with(Option::is_some)>
            <div class="bell__foot">
                <button type="button" class="button button--small" on:click=move |_| read.read(read.next.get_untracked())>{text("news.older")}</button>
            </div>
        </Show>
    }
    .into_any()
}

/// Where a notification leads.
fn route_of(item: &Notification, desk: bool, person: String) -> Route {
    match (&item.request, desk) {
        (Some(number), true) => Route::DeskCase(number.clone()),
        (Some(number), false) => Route::Request(number.clone()),
        (None, _) if item.kind == NewsKind::ResellersLeft => Route::Resellers(ResellersView::default()),
        (None, _) => {
            let nobody = item.kind == NewsKind::DeadlineUnassigned;
            let assigned = Some(if nobody { "none".to_owned() } else { person });
            Route::Solutions(SolutionsView { assigned, ..SolutionsView::default() })
        }
    }
}

const fn icon_of(kind: NewsKind) -> &'static str {
    match kind {
        NewsKind::RequestAsked => "question",
        NewsKind::RequestApproved => "checkmark-circle",
        NewsKind::RequestRefused | NewsKind::RequestCancelled => "prohibited",
        NewsKind::RequestCommented | NewsKind::PartnerCommented | NewsKind::RequestAnswered => "note",
        NewsKind::MergeReopened => "arrow-undo",
        NewsKind::Assigned => "person",
        NewsKind::DeadlineNear | NewsKind::DeadlineUnassigned => "clock",
        NewsKind::RequestFiled => "mail",
        NewsKind::ResellerSold | NewsKind::ResellersLeft => "people",
    }
}

fn entry(item: Notification, desk: bool, read: Reading) -> AnyView {
    let person = read.shown.session.get().map(|session| session.person.id).unwrap_or_default();
    let href = route_of(&item, desk, person).href();
    // catalogue: news.*
    let key = format!("news.{}", item.kind.word());
    let (name, by, n, at) = (item.name, item.by, item.count, item.at);
    let request = item.request.unwrap_or_default();
    let words = said(move || {
        let by = by.clone().unwrap_or_else(|| t("message.desk"));
        // Reminders name a day.
        let name = contract::moment::day_of(&name).map_or_else(|| name.clone(), i18n::date);
        let args =
            [("n", Arg::Count(n)), ("name", name.into()), ("by", by.into()), ("request", request.as_str().into())];
        tf(&key, &args)
    });
    let id = item.id;
    let unread = Memo::new(move |_| read.items.with(|items| items.iter().any(|other| other.id == id && !other.read)));
    view! {
        <li>
            <a class="bell__item" href=href data-unread=move || unread.get().then_some("true") on:click=move |_| read.shown.close(false)>
                <Icon name=icon_of(item.kind)/>
                <span class="bell__text">{words}<span class="bell__time">{said(move || i18n::date_time(at))}</span></span>
                {move || unread.get().then(|| view! { <span class="bell__dot"><span class="visually-hidden">{text("news.new")}</span></span> })}
            </a>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_leads_to_its_request_or_to_what_is_mine() {
        let item = |request: Option<&str>| Notification {
            id: "1".into(),
            at: chrono::DateTime::UNIX_EPOCH,
            kind: NewsKind::RequestAsked,
            by: None,
            request: request.map(Into::into),
            name: "x".into(),
            count: 1,
            read: false,
        };
        assert_eq!(route_of(&item(Some("7")), false, "p".into()).href(), "/help/7");
        assert_eq!(route_of(&item(Some("7")), true, "p".into()).href(), "/desk/7");
        assert_eq!(route_of(&item(None), false, "p".into()).href(), "/solutions?assignedTo=p");
    }
}
