//! What moves, side by side: the solution's, the offer's, and what the offer has afterwards.

use contract::api::solutions::{Carries, SolutionDetail};
use contract::merge::{Choices, CoSell, Keep, Origin, Side, merged, shared_contacts};
use contract::solution::CoSellStatus;
use leptos::prelude::*;

use super::wizard::Wizard;
use crate::i18n::{self, said, t, text, tn};
use crate::parts::carries::{Figures, worth};
use crate::ui::{Choice, Column, Select, SelectSize, Table};

/// The table.
#[component]
pub fn SideBySide(
    /// The wizard.
    wizard: Wizard,
    /// The offer's co-sell page as it is.
    page: StoredValue<CoSell>,
    /// What wins.
    choices: Memo<Choices>,
    /// The offer's name, where it is known.
    offer: Option<String>,
) -> impl IntoView {
    let detail = wizard.detail.ready()?;
    let carries = detail.carries.clone();
    let status = detail.row.co_sell_status;
    let after = after(&detail, page, choices);
    let set = move |change: fn(&mut Choices, &str), word: String| {
        let mut new = choices.get_untracked();
        change(&mut new, &word);
        wizard.choices.set(Some(new));
    };
    let now = page.get_value();
    let shared = shared_contacts(&carries, &now).len() as u64;
    let (of_solution, of_offer) =
        (Figures::of(&carries), (now.referrals.len(), now.collateral.len(), now.contacts.len()));
    let sums = of_solution.sums.clone();
    let referrals = of_solution.referrals;
    let count = move |key: &'static str, n: u64| said(move || tn(key, n));
    let status_choice = now.status.is_some_and(|of_offer| of_offer != status).then(|| {
        side_choice("column.coSellStatus", Signal::derive(move || choices.get().co_sell_status), move |word| {
            set(|choices, word| choices.co_sell_status = Side::from_word(word).unwrap_or(choices.co_sell_status), word);
        })
    });
    let incentives_choice = both_differ(&carries, &now).then(|| {
        keep_choice(Signal::derive(move || choices.get().incentives), move |word| {
            set(|choices, word| choices.incentives = Keep::from_word(word).unwrap_or(choices.incentives), word);
        })
    });
    let contacts_choice = (shared > 0).then(|| {
        side_choice("merge.contacts", Signal::derive(move || choices.get().contacts), move |word| {
            set(|choices, word| choices.contacts = Side::from_word(word).unwrap_or(choices.contacts), word);
        })
    });
    let columns = vec![
        Column::words(text("merge.what")),
        Column::words(text("merge.ofSolution")),
        Column::words(said(move || offer.clone().unwrap_or_else(|| t("merge.ofOffer")))),
        Column::words(text("merge.afterwards")),
    ];
    let join = |list: &[String]| if list.is_empty() { "–".to_owned() } else { i18n::list(list) };
    let plus = move |key: &'static str, read: fn(&CoSell) -> usize| said(move || tn(key, after.with(read) as u64));
    Some(view! {
        <Table caption=text("merge.sideBySide") caption_hidden=true columns=columns>
            {line("column.coSellStatus", status_words(Some(status)), status_words(now.status),
                said(move || after.with(|page| status_now(page.status))), status_choice, None)}
            {line("merge.incentives", Signal::stored(join(&carries.incentives)), Signal::stored(join(&now.incentives)),
                said(move || after.with(|page| join(&page.incentives))), incentives_choice, None)}
            {line("merge.referrals", said(move || {
                    let n = tn("panel.referrals", referrals);
                    if sums.is_empty() { n } else { i18n::comma(&n, &worth(&sums)) }
                }), count("panel.referrals", of_offer.0 as u64), plus("panel.referrals", |page| page.referrals.len()), None, None)}
            {line("merge.collateral", count("panel.documents", of_solution.documents.len() as u64),
                count("panel.documents", of_offer.1 as u64), plus("panel.documents", |page| page.collateral.len()), None, None)}
            {line("merge.contacts", count("panel.contacts", of_solution.contacts.len() as u64),
                count("panel.contacts", of_offer.2 as u64), plus("panel.contacts", |page| page.contacts.len()), contacts_choice,
                (shared > 0).then(|| count("merge.sharedContacts", shared)))}
        </Table>
    })
}

/// The co-sell page as it will be, followed.
fn after(detail: &SolutionDetail, page: StoredValue<CoSell>, choices: Memo<Choices>) -> Memo<CoSell> {
    let origin = Origin {
        id: detail.row.id.clone(),
        solution_id: detail.row.solution_id.clone(),
        name: detail.row.name.clone(),
        reopened: false,
    };
    let (status, carries) = (detail.row.co_sell_status, detail.carries.clone());
    Memo::new(move |_| page.with_value(|page| merged(status, &carries, page, choices.get(), &origin)))
}

fn line(
    what: &'static str,
    of_solution: Signal<String>,
    of_offer: Signal<String>,
    afterwards: Signal<String>,
    choice: Option<AnyView>,
    note: Option<Signal<String>>,
) -> AnyView {
    view! {
        <tr>
            <th scope="row">{text(what)}</th>
            <td data-of=text("merge.ofSolution")>{of_solution}</td>
            <td data-of=text("merge.ofOffer")>{of_offer}</td>
            <td data-of=text("merge.afterwards")>
                <div class="side-after"><b>{afterwards}</b>{choice}{note.map(|note| view! { <small>{note}</small> })}</div>
            </td>
        </tr>
    }
    .into_any()
}

fn status_now(status: Option<CoSellStatus>) -> String {
    // catalogue: coSell.*
    status.map_or_else(|| "–".to_owned(), |status| t(&format!("coSell.{}", status.word())))
}

fn status_words(status: Option<CoSellStatus>) -> Signal<String> {
    said(move || status_now(status))
}

fn both_differ(carries: &Carries, page: &CoSell) -> bool {
    !carries.incentives.is_empty() && !page.incentives.is_empty() && carries.incentives != page.incentives
}

fn side_choice(what: &'static str, side: Signal<Side>, choose: impl Fn(String) + Send + Sync + 'static) -> AnyView {
    let choices = [(Side::Solution, "merge.takeSolution"), (Side::Offer, "merge.takeOffer")];
    let choices = choices.map(|(side, key)| Choice::new(side.word(), text(key))).to_vec();
    choice(what, said(move || side.get().word().to_owned()), choices, choose)
}

fn keep_choice(keep: Signal<Keep>, choose: impl Fn(String) + Send + Sync + 'static) -> AnyView {
    let choices =
        [(Keep::Both, "merge.takeBoth"), (Keep::Solution, "merge.takeSolution"), (Keep::Offer, "merge.takeOffer")];
    let choices = choices.map(|(keep, key)| Choice::new(keep.word(), text(key))).to_vec();
    choice("merge.incentives", said(move || keep.get().word().to_owned()), choices, choose)
}

fn choice(
    what: &'static str,
    value: Signal<String>,
    choices: Vec<Choice>,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let label = Signal::derive(move || Some(format!("{}{}", i18n::of(&t(what)), t("merge.whichWins"))));
    view! { <Select value=value label=label size=SelectSize::Small choices=Signal::stored(choices) on_choose=Callback::new(choose)/> }
        .into_any()
}
