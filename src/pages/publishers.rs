//! Publishers of the company: their IDs in listing addresses and the partner IDs that they carry.

use contract::api::offers::PublisherRow;
use contract::api::path;
use leptos::prelude::*;

use crate::api;
use crate::i18n::{self, t, text};
use crate::load::{Load, live_view};
use crate::news;
use crate::ui::Empty;

/// The page.
#[component]
pub fn Publishers() -> impl IntoView {
    let load =
        Load::new(|| async { api::get::<Vec<PublisherRow>>(path::PUBLISHERS).await }).follow(news::requests_changed());
    view! {
        <div class="page-head"><div class="page-head__text">
            <h1 tabindex="-1">{text("nav.publishers")}</h1>
            <p>{text("publishers.note")}</p>
        </div></div>
        {live_view(load, |rows| (move || rows.with(|rows| table(rows))).into_any())}
    }
}

fn table(rows: &[PublisherRow]) -> AnyView {
    if rows.is_empty() {
        let words = Signal::derive(|| Some(t("publishers.none.text")));
        return view! { <section class="card"><Empty icon="building" title=text("publishers.none") text=words/></section> }.into_any();
    }
    let lines: Vec<AnyView> = rows
        .iter()
        .map(|row| {
            view! {
                <tr><th scope="row">{row.name.clone()}</th><td><code>{row.id.clone()}</code></td><td>{i18n::list(&row.partner_ids)}</td></tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="card card--flush" aria-label=text("nav.publishers")>
            <div class="table-scroller" tabindex="0" role="group" aria-label=text("nav.publishers")>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{text("publishers.name")}</th>
                        <th scope="col">{text("offer.publisherId")}</th>
                        <th scope="col">{text("column.partnerId")}</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
