//! A list of support requests with its filters; Get help and the desk show it each in their way. The server filters,
//! searches and sorts; what is shown is read anew when the filters or the requests change.

mod tools;

use chrono::Utc;
use contract::api::list::Page;
use contract::api::path;
use contract::api::request_lists::RequestFacets;
use contract::api::requests::RequestRow;
use contract::route::{RequestsView, Route};
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::i18n::{self, said, t, text, tf};
use crate::load::{Failure, Load};
use crate::news;
use crate::parts::request::{due_view, is_overdue, kind_key, partner_badge, state_badge};
use crate::route::{Go, use_go, use_here};
use crate::ui::{Avatar, AvatarSize, Icon, live};
pub use tools::Tools;

/// Requests that are shown before somebody asks for more, and that each asking brings.
const SHOWN: usize = 100;
/// The most that one answer brings.
const ANSWER_MAX: usize = 1_000;

/// Who reads the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The company that asks.
    Company,
    /// The desk that answers.
    Desk,
}

impl Side {
    const fn paths(self) -> (&'static str, &'static str) {
        match self {
            Side::Company => (path::SUPPORT_REQUESTS, path::SUPPORT_REQUEST_FACETS),
            Side::Desk => (path::DESK_REQUESTS, path::DESK_REQUEST_FACETS),
        }
    }
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// The first of what the filters show: open ones by due date, overdue first, then closed ones, the last first.
    pub rows: Vec<RequestRow>,
    /// How many the filters show in all.
    pub found: u64,
    /// How many there are of what, whatever the filters show.
    pub facets: RequestFacets,
    /// Whether there are more.
    more: bool,
}

/// The list on a screen.
#[derive(Clone, Copy)]
pub struct Requests {
    /// What was read.
    pub load: Load<Listed>,
    /// The filters.
    pub view: Memo<RequestsView>,
    /// Who reads it.
    pub side: Side,
    shown: RwSignal<usize>,
    /// Why what is shown is not what the filters ask for.
    failure: RwSignal<Option<ApiError>>,
    go: Go,
}

/// Reads at least so many rows, and the rest of those that were sent together with the last of them.
async fn read(side: Side, query: &str, shown: usize) -> Result<Listed, ApiError> {
    let (list, facets) = side.paths();
    let facets = api::get::<RequestFacets>(facets).await?;
    let first = format!("{list}?{query}&limit={}", shown.min(ANSWER_MAX));
    let mut page = api::get::<Page<RequestRow>>(&first).await?;
    let mut listed = Listed { found: page.total.unwrap_or_default(), facets, ..Listed::default() };
    loop {
        listed.rows.append(&mut page.items);
        listed.more = page.next_cursor.is_some();
        match page.next_cursor {
            Some(cursor) if !is_enough(&listed.rows, shown) => {
                page = api::get(&format!("{first}&cursor={cursor}")).await?;
                // What was decided between the two answers stands in both.
                page.items.retain(|row| listed.rows.iter().all(|known| known.number != row.number));
            }
            _ => return Ok(listed),
        }
    }
}

/// Whether that many rows are here, and not only a part of a bundle at their end.
fn is_enough(rows: &[RequestRow], shown: usize) -> bool {
    let cut = shown.checked_sub(1).and_then(|last| rows.get(last));
    cut.is_some_and(|cut| cut.bundle.is_none() || rows.last().is_some_and(|last| last.bundle != cut.bundle))
}

impl Requests {
    /// Reads the list, and again with other filters and with the news.
    pub fn new(side: Side) -> Requests {
        let here = use_here();
        let view = Memo::new(move |_| match here.route.get() {
            Route::Help(view) | Route::Desk(view) => view,
            _ => RequestsView::default(),
        });
        let (shown, failure) = (RwSignal::new(SHOWN), RwSignal::new(None));
        let wanted = move || {
            let query = view.try_get_untracked().map(|view| view.asked(side == Side::Desk)).unwrap_or_default();
            (query, shown.try_get_untracked().unwrap_or(SHOWN))
        };
        let load = Load::new(move || async move {
            loop {
                let now = wanted();
                let answer = read(side, &now.0, now.1).await;
                // An answer to what nobody asks any more is not shown.
                if wanted() == now {
                    let _ = failure.try_set(answer.as_ref().err().cloned());
                    return answer;
                }
            }
        })
        .follow(news::requests_changed());
        Effect::new(move |before: Option<(RequestsView, usize)>| {
            let now = (view.get(), shown.get());
            if before.is_some_and(|before| before != now) {
                load.again();
            }
            now
        });
        Requests { load, view, side, shown, failure, go: use_go() }
    }

    /// Changes the filters, in the address.
    pub fn ask(self, change: impl FnOnce(&mut RequestsView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.shown.set(SHOWN);
        self.go.replace(&match self.side {
            Side::Company => Route::Help(view),
            Side::Desk => Route::Desk(view),
        });
    }

    /// What was read, followed; nothing before.
    pub fn listed(self) -> Listed {
        self.load.ready().unwrap_or_default()
    }

    /// Why what is shown is old, with "Try again", where it is.
    pub fn failed(self) -> AnyView {
        live(move || {
            let retry = Callback::new(move |()| self.load.again());
            self.failure.get().map(|error| view! { <Failure error retry/> })
        })
    }

    /// The button for more rows, where there are more.
    pub fn more(self) -> AnyView {
        let more = Memo::new(move |_| self.listed().more);
        view! {
            <Show when=move || more.get()>
                <button type="button" class="button requests__more" on:click=move |_| self.shown.update(|shown| *shown += SHOWN)>
                    {text("requests.more")}
                </button>
            </Show>
        }
        .into_any()
    }

    /// Where a request opens.
    fn route(self, number: &str) -> Route {
        match self.side {
            Side::Company => Route::Request(number.to_owned()),
            Side::Desk => Route::DeskCase(number.to_owned()),
        }
    }

    /// One request in the list. What changes of it changes in its place, so that nothing is taken away under the pointer or
    /// the focus while the order stays; a line that moves keeps the focus by `hold_focus`.
    pub fn item(self, row: Signal<RequestRow>) -> AnyView {
        let meta = said(move || {
            row.with(|row| {
                let filed = [("name", row.by.as_str().into()), ("date", i18n::date_time(row.at).into())];
                let mut words = vec![t(&kind_key(row.kind)), format!("#{}", row.number)];
                words.extend(row.company.clone());
                words.push(tf("requests.filed", &filed));
                words.join(" · ")
            })
        });
        let badge = if self.side == Side::Desk { state_badge } else { partner_badge };
        let state = Memo::new(move |_| row.with(|row| row.state));
        let claimed = Memo::new(move |_| row.with(|row| row.claimed_by.clone()));
        let who = move || {
            claimed.get().map(|name| {
                view! { <span class="request__who"><Avatar name=Signal::stored(name.clone()) size=AvatarSize::Small/>{name}</span> }
            })
        };
        view! {
            <li class="request">
                <div class="request__what">
                    <a class="request__title" href=row.with_untracked(|row| self.route(&row.number).href())>
                        {move || row.with(|row| row.title.clone())}
                    </a>
                    <p class="request__meta">{meta}</p>
                </div>
                <span class="request__state">{live(move || badge(state.get()))}</span>
                {self.due(row)}
                {(self.side == Side::Desk).then(|| view! { <span class="request__claim">{live(who)}</span> })}
            </li>
        }
        .into_any()
    }

    /// Until when a request is answered. A line outlives its due time: whether it is overdue by now is asked with every read of the list.
    pub fn due(self, row: Signal<RequestRow>) -> AnyView {
        let late = Memo::new(move |_| {
            self.load.track();
            row.with(|row| is_overdue(row, Utc::now()))
        });
        live(move || {
            late.track();
            row.with(due_view)
        })
    }

    /// What the parts of a line are, above them; each line says it by itself to who does not see it.
    pub fn head(self) -> AnyView {
        view! {
            <div class="request request--head" aria-hidden="true">
                <span>{text("requests.head")}</span>
                <span>{text("column.status")}</span>
                <span>{text("help.due")}</span>
                {(self.side == Side::Desk).then(|| view! { <span class="request__claim">{text("requests.takenBy")}</span> })}
            </div>
        }
        .into_any()
    }

    /// What stands in place of a list that shows nothing although there are requests.
    pub fn none_fits(self) -> AnyView {
        view! {
            <div class="empty empty--small">
                <span class="empty__picture"><Icon name="filter"/></span>
                <h2 class="empty__title">{text("requests.noneFits")}</h2>
                <div class="empty__actions">
                    <button type="button" class="button" on:click=move |_| self.ask(|view| *view = RequestsView::default())>
                        {text("filter.clearAll")}
                    </button>
                </div>
            </div>
        }
        .into_any()
    }
}

/// The request as it is now, for as long as its line stands.
pub fn now_of(rows: Memo<Vec<RequestRow>>, row: RequestRow) -> Signal<RequestRow> {
    Memo::new(move |before: Option<&RequestRow>| {
        let last = before.unwrap_or(&row);
        rows.with(|rows| rows.iter().find(|now| now.number == last.number).unwrap_or(last).clone())
    })
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::request::tests::row;
    use contract::support::RequestState;

    #[test]
    fn what_was_sent_together_is_not_cut() {
        let rows = |bundles: &[Option<&str>]| {
            let one = |bundle: &Option<&str>| RequestRow {
                bundle: bundle.map(Into::into),
                ..row("1", RequestState::Submitted)
            };
            bundles.iter().map(one).collect::<Vec<_>>()
        };
        assert!(!is_enough(&rows(&[None]), 2), "too few");
        assert!(is_enough(&rows(&[None, None]), 2));
        assert!(!is_enough(&rows(&[None, Some("a")]), 2), "the bundle may go on");
        assert!(!is_enough(&rows(&[None, Some("a"), Some("a")]), 2));
        assert!(is_enough(&rows(&[None, Some("a"), Some("a"), None]), 2));
        assert!(is_enough(&rows(&[None, Some("a"), Some("b")]), 2));
    }
}
