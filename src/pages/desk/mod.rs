//! The desk: every open request by due date, overdue first, those that were sent together in one group.

mod bundle;
pub mod calendar;
pub mod case;
mod claim;
mod decision;
mod figures;
mod first;
mod link;
mod next;
mod sides;
mod target;
pub mod templates;

use contract::api::requests::RequestRow;
use contract::route::Route;
use leptos::prelude::*;

use super::requests::{Requests, Side, Tools, now_of};
use crate::i18n::{said, t, text, tf, tn};
use crate::load::live_view;
use crate::ui::{Empty, EmptyTone, Icon, hold_focus};

/// The page.
#[component]
pub fn Desk() -> impl IntoView {
    let list = Requests::new(Side::Desk);
    view! {
        <div class="page-head">
            <div class="page-head__text">
                <h1 tabindex="-1">{text("nav.desk")}</h1>
                {figures::line(list)}
            </div>
            <div class="page-head__actions">
                <a class="button" href=Route::DeskTemplates.href()><Icon name="note"/>{text("desk.templates")}</a>
                <a class="button" href=Route::DeskCalendar.href()><Icon name="calendar"/>{text("desk.calendar")}</a>
            </div>
        </div>
        {live_view(list.load, move |_| view! { <Tools list/> {list.failed()} {queue(list)} }.into_any())}
    }
}

/// Requests that belong together, in the order of the queue.
fn groups(rows: Vec<RequestRow>) -> Vec<Vec<RequestRow>> {
    let mut groups: Vec<Vec<RequestRow>> = Vec::new();
    for row in rows {
        let together = |group: &&mut Vec<RequestRow>| {
            row.state.is_open()
                && row.bundle.is_some()
                && group.first().is_some_and(|first| first.state.is_open() && first.bundle == row.bundle)
        };
        match groups.iter_mut().find(together) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

/// Tells the lines of the queue apart: a request, or those that were sent together.
fn key_of(group: &[RequestRow]) -> (bool, String) {
    match group {
        [first, _, ..] => (true, first.bundle.clone().unwrap_or_default()),
        _ => (false, group.first().map(|row| row.number.clone()).unwrap_or_default()),
    }
}

fn queue(list: Requests) -> AnyView {
    let groups = Memo::new(move |_| groups(list.listed().rows));
    let none = Memo::new(move |_| groups.with(Vec::is_empty));
    let lines = move || {
        hold_focus();
        groups.get()
    };
    // Groups that somebody opened stay open while the queue is read again.
    let opened = RwSignal::new(Vec::<String>::new());
    let line = move |group: Vec<RequestRow>| {
        let now = Memo::new(move |before: Option<&Vec<RequestRow>>| {
            let last = before.unwrap_or(&group);
            let key = key_of(last);
            groups.with(|groups| groups.iter().find(|group| key_of(group) == key).unwrap_or(last).clone())
        });
        match now.get_untracked().as_slice() {
            [row] => list.item(now_of(now, row.clone())),
            _ => together(list, now, opened),
        }
    };
    view! {
        <section class="card card--flush requests" aria-label=text("desk.queue")>
            {move || {
                if none.get() && list.view.with(|view| view.narrows()) {
                    return list.none_fits();
                }
                if none.get() {
                    let words = Signal::derive(|| Some(t("desk.none.text")));
                    return view! { <Empty icon="checkmark-circle" title=text("desk.none") text=words tone=EmptyTone::Success/> }.into_any();
                }
                view! {
                    {list.head()}
                    <ul class="requests__list"><For each=lines key=|group| key_of(group) children=line/></ul>
                }
                .into_any()
            }}
        </section>
        {list.more()}
    }
    .into_any()
}

/// Requests that were sent together: one line, to be opened, and the way to decide them at once.
fn together(list: Requests, group: Memo<Vec<RequestRow>>, opened: RwSignal<Vec<String>>) -> AnyView {
    let Some(first) = group.with_untracked(|group| group.first().cloned()) else { return ().into_any() };
    let bundle = first.bundle.clone().unwrap_or_default();
    let n = Memo::new(move |_| group.with(|group| group.len() as u64));
    let (company, by) = (first.company.clone().unwrap_or_default(), first.by.clone());
    let meta = said(move || format!("{company} · {}", tf("desk.sentBy", &[("name", by.as_str().into())])));
    // The first by due date, which is another as soon as this one is decided or waits for the partner.
    let soonest = Memo::new(move |_| group.with(|group| group.first().unwrap_or(&first).clone()));
    let due = list.due(soonest.into());
    let href =
        move || group.with(|group| group.first().map(|row| Route::DeskCase(row.number.clone()).part(bundle::TOGETHER)));
    let item = move |row: RequestRow| list.item(now_of(group, row));
    let is_open = opened.with_untracked(|opened| opened.contains(&bundle));
    let toggled = move |event: web_sys::Event| {
        let open = event_target::<web_sys::Element>(&event).has_attribute("open");
        opened.update_untracked(|opened| {
            opened.retain(|other| *other != bundle);
            if open {
                opened.push(bundle.clone());
            }
        });
    };
    view! {
        <li class="request request--group">
            <details class="request__group" open=is_open on:toggle=toggled>
                <summary class="request__summary">
                    <Icon name="chevron-right"/>
                    <span class="request__what">
                        <span class="request__title">{said(move || tn("desk.together", n.get()))}</span>
                        <span class="request__meta">{meta}</span>
                    </span>
                    {due}
                </summary>
                <ul class="requests__list"><For each=move || group.get() key=|row| row.number.clone() children=item/></ul>
            </details>
            <a class="button button--small request__decide" href=href>{text("desk.decideTogether")}</a>
        </li>
    }
    .into_any()
}

/// Draws a screen of this journey.
pub fn screen(screen: Route) -> AnyView {
    match screen {
        Route::DeskCase(number) => case::case(number),
        Route::DeskCalendar => calendar::CalendarPage().into_any(),
        Route::DeskTemplates => templates::TemplatesPage().into_any(),
        _ => Desk().into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::request::tests::row as request;
    use contract::support::RequestState;

    fn row(number: &str, bundle: Option<&str>, state: RequestState) -> RequestRow {
        RequestRow { bundle: bundle.map(Into::into), ..request(number, state) }
    }

    #[test]
    fn what_was_sent_together_stands_together_while_it_is_open() {
        use RequestState::{Resolved, Submitted};
        let rows = vec![
            row("1", Some("a"), Submitted),
            row("2", None, Submitted),
            row("3", Some("a"), Submitted),
            row("4", Some("a"), Resolved),
            row("5", None, Submitted),
        ];
        let numbers: Vec<Vec<String>> =
            groups(rows).into_iter().map(|group| group.into_iter().map(|row| row.number).collect()).collect();
        assert_eq!(numbers, [vec!["1", "3"], vec!["2"], vec!["4"], vec!["5"]]);
    }
}
