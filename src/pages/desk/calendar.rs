//! The desk's days off: on these no due date falls.

use chrono::NaiveDate;
use contract::api::path;
use contract::api::requests::Calendar;
use contract::calendar::is_business_day;
use contract::moment::day_of;
use contract::route::{RequestsView, Route};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, Versioned};
use crate::i18n::{self, said, t, text, tf};
use crate::load::{Load, live_view};
use crate::send::Send;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{Button, Field, InputKind, TextInput, Variant, catch_focus};

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let load = Load::new(|| async {
        api::get_versioned::<Calendar>(path::DESK_CALENDAR).await.map(|read| (read.value.holidays, read.etag))
    });
    view! {
        <nav aria-label=text("crumb.label")><ol class="crumb"><li><a href=Route::Desk(RequestsView::default()).href()>{text("nav.desk")}</a></li></ol></nav>
        <div class="page-head"><div class="page-head__text">
            <h1 tabindex="-1">{text("desk.calendar")}</h1>
            <p>{text("desk.calendar.note")}</p>
        </div></div>
        {live_view(load, move |read| days(load, read))}
    }
}

/// Days and the version that they were read with.
type Days = (Vec<NaiveDate>, String);

fn days(load: Load<Days>, read: Signal<Days>) -> AnyView {
    let typed = typed("desk/calendar");
    let fault = RwSignal::new(None::<String>);
    let send = Send::new(Some(Callback::new(move |()| load.again())));
    let toasts = use_toasts();
    let save = move |holidays: Vec<NaiveDate>, done: String| {
        if send.busy.get_untracked() {
            return;
        }
        send.busy.set(true);
        send.clear();
        let etag = read.with_untracked(|(_, etag)| etag.clone());
        let sent = typed.get_untracked();
        spawn_local(async move {
            let answer = api::put_versioned::<_, Calendar>(path::DESK_CALENDAR, &Calendar { holidays }, &etag).await;
            let _ = send.busy.try_set(false);
            match answer {
                Ok(Versioned { value, etag }) => {
                    let saved = day_of(&sent).is_some_and(|day| value.holidays.contains(&day));
                    load.put((value.holidays, etag));
                    // The next day may be typed already.
                    if saved && typed.try_get_untracked() == Some(sent) {
                        typed.set(String::new());
                    }
                    toasts.success(done, None);
                    // The button of a day that was removed is gone.
                    catch_focus("#calendar-day");
                }
                Err(error) => send.failed(error),
            }
        });
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let written = typed.get_untracked();
        let Some(day) = day_of(&written) else {
            let empty = written.trim().is_empty();
            let named = || tf("field.emptyNamed", &[("field", t("desk.calendar.day").into())]);
            return fault.set(Some(if empty { named() } else { t("csv.notADate") }));
        };
        let mut days = read.with_untracked(|(days, _)| days.clone());
        let found = days.binary_search(&day);
        fault.set(match found {
            Ok(_) => Some(tf("desk.calendar.there", &[("date", i18n::long_date(day).into())])),
            Err(_) if is_business_day(day, &[]) => None,
            Err(_) => Some(tf("desk.calendar.weekend", &[("date", i18n::long_date(day).into())])),
        });
        if fault.with_untracked(Option::is_some) {
            return;
        }
        if let Err(place) = found {
            days.insert(place, day);
        }
        save(days, tf("desk.calendar.added", &[("date", i18n::date(day).into())]));
    };
    let remove = move |day: NaiveDate| {
        let days = read.with_untracked(|(days, _)| days.iter().copied().filter(|other| *other != day).collect());
        save(days, tf("desk.calendar.removed", &[("date", i18n::date(day).into())]));
    };
    let list = Memo::new(move |_| read.with(|(days, _)| days.clone()));
    view! {
        <section class="card desk-list">
            <form class="desk-list__add" novalidate on:submit=add>
                <Field id="calendar-day" label=text("desk.calendar.day") error=fault><TextInput value=typed kind=InputKind::Date/></Field>
                <Button label=text("desk.calendar.add") kind=crate::ui::Press::Submit variant=Variant::Primary busy=send.busy/>
            </form>
            {send.trouble(&[])}
            <Show when=move || list.with(Vec::is_empty)><p class="muted">{text("desk.calendar.none")}</p></Show>
            <ul class="desk-list__items">
                <For each=move || list.get() key=|day| *day children=move |day| view! {
                    <li class="desk-list__item">
                        <span class="num">{said(move || i18n::long_date(day))}</span>
                        <button type="button" class="button button--subtle button--small"
                            aria-label=said(move || tf("desk.calendar.remove", &[("date", i18n::date(day).into())]))
                            on:click=move |_| remove(day)>{text("desk.remove")}</button>
                    </li>
                }/>
            </ul>
        </section>
    }
    .into_any()
}
