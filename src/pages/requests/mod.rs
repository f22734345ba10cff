//! A list of support requests with its filters; Get help and the desk show it each in their way.

mod tools;

use chrono::Utc;
use contract::api::list::Page;
use contract::api::requests::RequestRow;
use contract::fold::fold;
use contract::route::{RequestsView, Route};
use contract::search::Query;
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::i18n::{self, said, t, text, tf};
use crate::load::Load;
use crate::news;
use crate::parts::request::{due_view, is_overdue, kind_key, partner_badge, state_badge};
use crate::route::{Go, use_go, use_here};
use crate::ui::{Avatar, AvatarSize, Icon};
pub use tools::Tools;

/// The most pages of a thousand requests that are read: more are found by asking for fewer.
const PAGES_MAX: usize = 5;
/// Requests that are shown before somebody asks for more.
const SHOWN: usize = 100;

/// Who reads the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The company that asks.
    Company,
    /// The desk that answers.
    Desk,
}

/// The list on a screen.
#[derive(Clone, Copy)]
pub struct Requests {
    /// All rows.
    pub load: Load<Vec<RequestRow>>,
    /// The filters.
    pub view: Memo<RequestsView>,
    /// Who reads it.
    pub side: Side,
    shown: RwSignal<usize>,
    go: Go,
}

async fn read(path: &'static str, mine: bool) -> Result<Vec<RequestRow>, ApiError> {
    let mut rows = Vec::new();
    let first = format!("{path}?limit=1000{}", if mine { "&mine=true" } else { "" });
    let mut address = first.clone();
    for _ in 0..PAGES_MAX {
        let page: Page<RequestRow> = api::get(&address).await?;
        rows.extend(page.items);
        match page.next_cursor {
            Some(cursor) => address = format!("{first}&cursor={cursor}"),
            None => break,
        }
    }
    Ok(rows)
}

impl Requests {
    /// Reads the list of an address of the API, and again with the news.
    pub fn new(side: Side, path: &'static str) -> Requests {
        let here = use_here();
        let view = Memo::new(move |_| match here.route.get() {
            Route::Help(view) | Route::Desk(view) => view,
            _ => RequestsView::default(),
        });
        // Who filed or holds a request is known to the server by more than a name, so it finds mine.
        let mine = Memo::new(move |_| view.with(|view| view.mine));
        let load = Load::new(move || read(path, mine.try_get_untracked().unwrap_or_default()))
            .follow(news::requests_changed());
        Effect::new(move |before: Option<bool>| {
            let now = mine.get();
            if before.is_some_and(|before| before != now) {
                load.again();
            }
            now
        });
        Requests { load, view, side, shown: RwSignal::new(SHOWN), go: use_go() }
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

    /// What the filters show: open ones by due date, overdue first, then closed ones, the last first.
    pub fn rows(self) -> Vec<RequestRow> {
        let (view, now) = (self.view.get(), Utc::now());
        let mut rows = self.load.ready().unwrap_or_default();
        rows.retain(|row| self.fits(&view, row, now));
        rows.sort_by_key(|row| {
            let at = row.closed_at.map_or(row.due.timestamp(), |at| -at.timestamp());
            (!row.state.is_open(), !is_overdue(row, now), at)
        });
        rows
    }

    fn fits(self, view: &RequestsView, row: &RequestRow, now: chrono::DateTime<Utc>) -> bool {
        let states = match (view.state.is_empty(), self.side) {
            (true, Side::Desk) => row.state.is_open(),
            (true, Side::Company) => true,
            (false, _) => view.state.contains(&row.state),
        };
        states
            && (view.kind.is_empty() || view.kind.contains(&row.kind))
            && (view.company.is_empty() || row.company.as_ref().is_some_and(|name| view.company.contains(name)))
            && self.found(&view.search, row)
            && (!view.unclaimed || row.claimed_by.is_none())
            && (!view.overdue || is_overdue(row, now))
    }

    /// Whether the words that are looked for occur in a row as people read it.
    fn found(self, search: &str, row: &RequestRow) -> bool {
        let query = Query::parse(search);
        let company = row.company.as_deref().unwrap_or_default();
        query.is_empty() || query.matches(&fold(&format!("#{} {} {} {company}", row.number, row.title, row.by)))
    }

    /// Rows that stand in the page, and how many there are in all.
    pub fn in_page(self) -> (Vec<RequestRow>, usize) {
        let mut rows = self.rows();
        let all = rows.len();
        rows.truncate(self.shown.get());
        (rows, all)
    }

    /// The button for more rows, where there are more.
    pub fn more(self) -> AnyView {
        let more = Memo::new(move |_| self.rows().len() > self.shown.get());
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

    /// One request in the list.
    pub fn item(self, row: &RequestRow) -> AnyView {
        let (kind, at) = (row.kind, row.at);
        let (number, by, company) = (row.number.clone(), row.by.clone(), row.company.clone());
        let meta = said(move || {
            let filed = [("name", by.as_str().into()), ("date", i18n::date_time(at).into())];
            let mut words = vec![t(&kind_key(kind)), format!("#{number}")];
            words.extend(company.clone());
            words.push(tf("requests.filed", &filed));
            words.join(" · ")
        });
        let badge = if self.side == Side::Desk { state_badge } else { partner_badge };
        let claimed = row.claimed_by.clone().map(|name| {
            view! { <span class="request__who"><Avatar name=Signal::stored(name.clone()) size=AvatarSize::Small/>{name}</span> }
        });
        view! {
            <li class="request">
                <div class="request__what">
                    <a class="request__title" href=self.route(&row.number).href()>{row.title.clone()}</a>
                    <p class="request__meta">{meta}</p>
                </div>
                <span class="request__state">{badge(row.state)}</span>
                {due_view(row)}
                {(self.side == Side::Desk).then(|| view! { <span class="request__claim">{claimed}</span> })}
            </li>
        }
        .into_any()
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
