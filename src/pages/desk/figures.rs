//! How the desk stands: open, overdue, and how long a decision takes.

use leptos::prelude::*;

use crate::i18n::{said, tf, tn};
use crate::pages::requests::Requests;

/// The figures as a line of words.
pub fn line(list: Requests) -> AnyView {
    let now = Memo::new(move |_| list.listed().facets);
    let open = said(move || tn("desk.open", now.get().open));
    let overdue = said(move || tn("desk.overdue", now.get().overdue));
    let took = said(move || {
        let hours = now.get().median_hours;
        hours.map_or_else(String::new, |hours| {
            let took = if hours < 48 { tn("desk.hours", hours) } else { tn("desk.days", hours / 24) };
            format!(" · {}", tf("desk.median", &[("time", took.into())]))
        })
    });
    let late = Signal::derive(move || (now.get().overdue > 0).then(|| "true".to_owned()));
    view! { <p class="desk__figures num">{open}" · "<span class="desk__late" data-late=late>{overdue}</span>{took}</p> }
        .into_any()
}
