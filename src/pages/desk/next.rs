//! The way on from a decided case: to the next one that nobody has taken, or to the empty queue.

use contract::api::list::Page;
use contract::api::path;
use contract::api::requests::RequestRow;
use contract::route::{RequestsView, Route};
use contract::support::RequestState;
use leptos::prelude::*;

use crate::api;
use crate::i18n::{said, text, tf};
use crate::load::Load;
use crate::ui::{ButtonLink, Variant, live};

/// The next case by due date: open, held by nobody, and not waiting for the partner.
fn next_of(rows: &[RequestRow], number: &str) -> Option<RequestRow> {
    let waits =
        |row: &&RequestRow| row.number != number && row.claimed_by.is_none() && row.state == RequestState::Submitted;
    rows.iter().find(waits).cloned()
}

/// The way there.
pub fn next(number: String) -> AnyView {
    let load = Load::new(|| async {
        let address = format!("{}?open=true&unclaimed=true&limit=100", path::DESK_REQUESTS);
        api::get::<Page<RequestRow>>(&address).await.map(|page| page.items)
    });
    live(move || {
        let next = load.ready().map(|rows| next_of(&rows, &number))?;
        Some(match next {
            Some(row) => {
                let title = row.title.clone();
                let label = said(move || tf("desk.next", &[("title", title.as_str().into())]));
                view! { <ButtonLink label=label variant=Variant::Primary href=Route::DeskCase(row.number).href()/> }
                    .into_any()
            }
            None => view! {
                <p class="muted">{text("desk.nextNone")}</p>
                <ButtonLink label=text("desk.back") href=Route::Desk(RequestsView::default()).href()/>
            }
            .into_any(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::request::tests::row as request;

    #[test]
    fn the_next_case_is_one_that_waits_for_an_operator() {
        let row = |number, state, claimed_by: Option<&str>| RequestRow {
            claimed_by: claimed_by.map(Into::into),
            ..request(number, state)
        };
        let rows = [
            row("1", RequestState::Submitted, None),
            row("2", RequestState::WaitingForPartner, None),
            row("3", RequestState::Submitted, Some("Pia")),
            row("4", RequestState::Submitted, None),
        ];
        assert_eq!(next_of(&rows, "1").map(|row| row.number), Some("4".to_owned()));
        assert_eq!(next_of(&rows[..3], "1"), None);
    }
}
