//! The printable proof of what was moved, when and by whom, and the same as a file.

use contract::api::history::ReportLine;
use contract::api::list::Page;
use contract::api::path;
use contract::api::solutions::TicketFor;
use contract::solution::Counts;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};
use crate::i18n::{self, said, t, text, tf};
use crate::load::{Load, load_view};
use crate::pages::overview::ProgressStack;
use crate::parts::download::download;
use crate::parts::state_badge::StateBadge;
use crate::session::use_session;
use crate::toast::use_toasts;
use crate::ui::Icon;

/// The most lines on paper; the file always holds all.
const LINES_SHOWN: usize = 2_000;

/// The lines to show, and how many there are in all.
#[derive(Clone, Debug, PartialEq)]
struct Lines {
    lines: Vec<ReportLine>,
    total: u64,
}

async fn read() -> Result<Lines, ApiError> {
    let mut lines = Vec::new();
    let mut total = 0;
    let mut address = format!("{}?limit=1000", path::REPORT);
    while lines.len() < LINES_SHOWN {
        let page: Page<ReportLine> = api::get(&address).await?;
        total = page.total.unwrap_or(total);
        lines.extend(page.items);
        match page.next_cursor {
            Some(cursor) => address = format!("{}?limit=1000&cursor={cursor}", path::REPORT),
            None => break,
        }
    }
    Ok(Lines { lines, total })
}

/// The page.
#[component]
pub fn Report() -> impl IntoView {
    let lines = Load::new(read);
    view! {
        <article class="report">
            <Head/>
            {load_view(lines, |lines| view! { <Shown lines/> }.into_any())}
        </article>
    }
}

/// What it is, of whom and when, and the ways to take it along.
#[component]
fn Head() -> impl IntoView {
    let toasts = use_toasts();
    let session = use_session().get();
    let (company, person, now) = session.map(|s| (s.company.name, s.person.name, s.now)).unwrap_or_default();
    let save = move |_| {
        spawn_local(async move {
            if let Err(error) = download(&TicketFor::Report).await {
                toasts.error(error.sentence());
            }
        });
    };
    view! {
        <header class="report__head">
            <div class="page-head">
                <div class="page-head__text">
                    <h1 tabindex="-1">{text("report.title")}</h1>
                    <p>{said(move || tf("report.by", &[
                        ("company", company.as_str().into()),
                        ("person", person.as_str().into()),
                        ("date", i18n::date_time(now).into()),
                    ]))}</p>
                </div>
                <div class="page-head__actions no-print">
                    <button type="button" class="button" on:click=print><Icon name="document"/>{text("report.print")}</button>
                    <button type="button" class="button button--primary" on:click=save><Icon name="download"/>{text("report.csv")}</button>
                </div>
            </div>
        </header>
    }
}

#[component]
fn Shown(lines: Lines) -> impl IntoView {
    let mut counts = Counts::default();
    for line in &lines.lines {
        counts.add(line.state, 1);
    }
    let whole = lines.lines.len() as u64 == lines.total;
    let rows = lines.lines.into_iter().take(LINES_SHOWN).map(|line| view! { <Line line/> }).collect_view();
    let total = lines.total;
    view! {
        {whole.then(|| view! { <section class="report__section"><ProgressStack counts/></section> })}
        <section class="report__section" aria-labelledby="moved-title">
            <h2 id="moved-title">{text("report.moved")}</h2>
            <Show when=move || !whole>
                <p class="message message--info">{said(move || tf("report.cut", &[("shown", LINES_SHOWN.into()), ("n", total.into())]))}</p>
            </Show>
            <div class="table-scroller" tabindex="0" role="group" aria-labelledby="moved-title">
                <table class="table table--compact table--rows" role="table">
                    <thead role="rowgroup"><tr role="row">
                        <th scope="col">{text("report.column.name")}</th>
                        <th scope="col">{text("report.column.solutionId")}</th>
                        <th scope="col">{text("report.column.state")}</th>
                        <th scope="col">{text("report.column.offer")}</th>
                        <th scope="col">{text("report.column.when")}</th>
                        <th scope="col">{text("report.column.by")}</th>
                        <th scope="col" class="table__num">{text("report.column.referrals")}</th>
                        <th scope="col" class="table__num">{text("report.column.collateral")}</th>
                        <th scope="col" class="table__num">{text("report.column.contacts")}</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </section>
        <p class="report__foot">{said(move || t("report.foot"))}</p>
    }
}

fn print(_: web_sys::MouseEvent) {
    // A browser that cannot print shows its own message.
    let _ = window().print();
}

#[component]
fn Line(line: ReportLine) -> impl IntoView {
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{line.name}</th>
            <td role="cell">{line.solution_id}</td>
            <td role="cell"><StateBadge state=line.state/></td>
            <td role="cell" class="report__offer" data-label=said(|| i18n::of(&t("report.column.offer")))>{line.offer.unwrap_or_default()}</td>
            <td role="cell" class="table__line" data-label=said(|| i18n::of(&t("report.column.when")))>{said(move || i18n::date_time(line.at))}</td>
            <td role="cell" class="report__by" data-label=said(|| i18n::of(&t("report.column.by")))>{line.by.unwrap_or_default()}</td>
            <td role="cell" class="table__num" data-label=said(|| i18n::of(&t("report.column.referrals")))>{line.referrals}</td>
            <td role="cell" class="table__num" data-label=said(|| i18n::of(&t("report.column.collateral")))>{line.collateral}</td>
            <td role="cell" class="table__num" data-label=said(|| i18n::of(&t("report.column.contacts")))>{line.contacts}</td>
        </tr>
    }
}
