//! One row of the review.

use std::collections::HashMap;

use contract::route::Route;
use leptos::prelude::*;

use super::job::{Job, Kind};
use super::lines::{Line, Problem};
use super::review::problem_words;
use crate::i18n::{self, said, t, text, tf, tn};
use crate::parts::match_view::{Reasons, Score};
use crate::ui::{Checkbox, CheckboxLook, Icon};

/// The headings.
#[component]
pub fn Head(
    /// What is done with all.
    kind: Kind,
) -> impl IntoView {
    let keys: &[&str] = match kind {
        Kind::Merge => &["bulk.include", "column.name", "bulk.into", "bulk.look", "column.action"],
        Kind::Discard => &["bulk.include", "column.name", "bulk.carries", "bulk.look"],
    };
    view! { <thead><tr>{keys.iter().map(|key| view! { <th scope="col">{text(key)}</th> }).collect_view()}</tr></thead> }
}

/// The row.
#[component]
pub fn ReviewRow(
    /// The job.
    job: Job,
    /// The row as it stands.
    line: Line,
    /// How many rows go into each offer.
    targets: Memo<HashMap<String, usize>>,
    /// The row whose offer is being changed.
    changing: RwSignal<Option<String>>,
) -> impl IntoView {
    let id = StoredValue::new(line.id.clone());
    let name = StoredValue::new(line.name.clone());
    // What the rules forbid cannot be ticked; what is in doubt can.
    let doubt = line.problem.as_ref().is_some_and(Problem::is_doubt);
    let closed = line.problem.is_some() && !doubt;
    let tick = Callback::new(move |on| job.decide(&id.get_value(), |choice| choice.included = Some(on)));
    let problem = line.problem.clone();
    let tone = match (&problem, line.included) {
        (None, _) => None,
        (_, true) => None,
        (Some(Problem::Refused(_)), _) => None,
        (Some(Problem::Question(_)), _) => Some("error"),
        _ => Some("warning"),
    };
    let change = doubt || matches!(line.problem, None | Some(Problem::NoMatch));
    let offer = line.target_key();
    let with_others = said(move || {
        let n = offer.as_ref().and_then(|offer| targets.with(|targets| targets.get(offer).copied())).unwrap_or(0);
        if n > 1 { tn("bulk.shared", n as u64 - 1) } else { String::new() }
    });
    view! {
        <tr data-tone=tone>
            <td class="table__narrow">
                <Checkbox label=said(move || tf("bulk.includeOne", &[("name", name.get_value().into())])) look=CheckboxLook::Bare
                    checked=line.included disabled=closed on_change=tick/>
            </td>
            <th scope="row" class="bulk__name"><span>{line.name}</span><small>{line.solution_id}</small></th>
            {match job.kind {
                Kind::Merge => view! {
                    <td>
                        <div class="match-line">
                            {line.found.as_ref().map(|found| view! { <Score score=found.score/> })}
                            <div class="match-line__text">
                                <b>{line.offer_name}</b>
                                {line.found.map(|found| view! { <Reasons reasons=found.reasons/> })}
                                <small>{with_others}</small>
                            </div>
                        </div>
                    </td>
                }.into_any(),
                Kind::Discard => view! { <td>{carried(job, line.id)}</td> }.into_any(),
            }}
            <td class="bulk__problem">
                {problem.map(|problem| {
                    let words = match problem {
                        Problem::Question(number) => question(number),
                        problem => view! { <span>{said(move || problem_words(&problem))}</span> }.into_any(),
                    };
                    view! { <Icon name="warning"/>{words} }
                })}
            </td>
            {(job.kind == Kind::Merge).then(|| view! {
                <td class="table__narrow">
                    {change.then(|| view! {
                        <button type="button" class="button button--small"
                            aria-label=said(move || tf("bulk.change", &[("name", name.get_value().into())]))
                            on:click=move |_| changing.set(Some(id.get_value()))>
                            {text("bulk.changeShort")}
                        </button>
                    })}
                </td>
            })}
        </tr>
    }
}

/// "Support asked a question", with the way to answer it.
pub fn question(number: Option<String>) -> AnyView {
    let link = number.map(|number| {
        let href = Route::Request(number.clone()).href();
        let words = said(move || tf("bulk.answer", &[("number", number.as_str().into())]));
        view! { " "<a class="link" href=href>{words}</a> }
    });
    view! { <span>{text("bulk.problem.question")}{link}</span> }.into_any()
}

/// What a row carries, in a line.
fn carried(job: Job, id: String) -> Signal<String> {
    said(move || {
        let Some(facts) = job.facts.with(|facts| facts.get(&id).cloned()) else { return String::new() };
        let parts = [
            ("panel.referrals", facts.referrals),
            ("panel.documents", facts.collateral),
            ("panel.contacts", facts.contacts),
            ("panel.incentives", facts.incentives),
        ];
        let words: Vec<String> =
            parts.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| tn(key, u64::from(n))).collect();
        if words.is_empty() { t("bulk.carriesNothing") } else { i18n::list(&words) }
    })
}
