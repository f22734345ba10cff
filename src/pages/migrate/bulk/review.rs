//! The review: every row with what becomes of it, what is worth a look, and one confirmation for all.

use std::collections::HashMap;

use contract::api::merging::SolutionFacts;
use leptos::prelude::*;

use super::change::ChangeDialog;
use super::job::{Job, Kind};
use super::lines::{Line, Problem};
use super::portions;
use super::row::{Head, ReviewRow};
use crate::confirm::{Question, use_confirm};
use crate::i18n::{self, said, t, text, tf, tn};
use crate::load::{Failure, Loaded};
use crate::parts::carries::worth;
use crate::ui::{
    Button, Field, Message, MessageTone, Progress, ProgressState, Size, SwitchOption, Switcher, TextArea, Variant,
};

/// Rows on a page of the table.
const PAGE: usize = 50;

/// The page while the person decides.
#[component]
pub fn Review(
    /// The job.
    job: Job,
) -> impl IntoView {
    let confirm = use_confirm();
    let changing = RwSignal::new(None::<String>);
    let count = Memo::new(move |_| job.lines.with(|lines| lines.iter().filter(|line| line.included).count()));
    let comparing = Memo::new(move |_| job.kind == Kind::Merge && job.matches.with(HashMap::is_empty));
    let refusal = Signal::derive(move || {
        if comparing.get() {
            Some(t("bulk.comparingFirst"))
        } else {
            (count.get() == 0).then(|| t("bulk.noneIncluded"))
        }
    });
    let send = move || {
        let (title, words, go) = match job.kind {
            Kind::Merge => ("bulk.merge.confirm", said_merge(job, count.get_untracked()), "bulk.merge.go"),
            Kind::Discard => ("bulk.discard.confirm", given_up(job), "bulk.discard.go"),
        };
        confirm.ask(Question {
            title: tn(title, count.get_untracked() as u64),
            text: words,
            go: tn(go, count.get_untracked() as u64),
            run: Callback::new(move |()| job.begin()),
        });
    };
    let label = said(move || match job.kind {
        Kind::Merge => tn("bulk.merge.go", count.get() as u64),
        Kind::Discard => tn("bulk.discard.go", count.get() as u64),
    });
    let variant = if job.kind == Kind::Merge { Variant::Primary } else { Variant::Danger };
    let total = Signal::derive(move || job.saved.with(|saved| saved.ids.len() as u64));
    let compared = Signal::derive(move || job.compared.get() as u64);
    // What is typed already is in sight.
    let open = job.text.with_untracked(|text| !text.is_empty());
    view! {
        {move || match job.offers.rows.get() {
            Loaded::Failed(error) => Some(view! { <Failure error retry=Callback::new(move |()| job.offers.again())/> }),
            _ => None,
        }}
        {move || comparing.get().then(|| view! {
            <div class="card card--flat">
                <Progress label=text("bulk.comparing") done=compared total=total state=ProgressState::Running
                    count=said(move || tf("bulk.progress", &[("n", compared.get().into()), ("total", total.get().into())]))/>
            </div>
        })}
        {(job.kind == Kind::Discard).then(|| view! { <GivenUp job/> })}
        {(job.kind == Kind::Merge).then(|| view! {
            <details class="card bulk__note" open=open>
                <summary>{text("bulk.note")}</summary>
                <Field label=text("merge.text") note=text("merge.optional") help=text("bulk.text.help")><TextArea value=job.text/></Field>
            </details>
        })}
        <Rows job changing/>
        <div class="merge__actions bulk__actions">
            <span class="muted" role="status">{said(move || tf("bulk.included", &[("n", count.get().into()), ("total", total.get().into())]))}</span>
            <Button label=label variant=variant refusal=refusal on_press=send/>
        </div>
        {move || changing.get().map(|id| view! { <ChangeDialog job id changing/> })}
    }
}

/// "12 solutions go into 9 offers"; how many share one is said too.
fn said_merge(job: Job, n: usize) -> String {
    let shared = shared(job);
    let words = tf("bulk.merge.into", &[("n", n.into()), ("offers", shared.len().into())]);
    format!("{words} {}", t("bulk.merge.untilApproved"))
}

/// How many included rows go into each offer.
fn shared(job: Job) -> HashMap<String, usize> {
    let mut targets = HashMap::new();
    job.lines.with(|lines| {
        for offer in lines.iter().filter(|line| line.included).filter_map(Line::target_key) {
            *targets.entry(offer).or_default() += 1;
        }
    });
    targets
}

/// Everything that the included rows carry, as words.
fn given_up(job: Job) -> String {
    let sum = |read: fn(&SolutionFacts) -> u32| {
        job.facts.with_untracked(|facts| {
            job.lines.with_untracked(|lines| {
                let included = lines.iter().filter(|line| line.included);
                included.filter_map(|line| facts.get(&line.id)).map(|facts| u64::from(read(facts))).sum::<u64>()
            })
        })
    };
    type Count = fn(&SolutionFacts) -> u32;
    let parts: [(&str, Count); 4] = [
        ("panel.referrals", |facts| facts.referrals),
        ("panel.documents", |facts| facts.collateral),
        ("panel.contacts", |facts| facts.contacts),
        ("panel.incentives", |facts| facts.incentives),
    ];
    let mut words: Vec<String> =
        parts.into_iter().filter_map(|(key, read)| Some(sum(read)).filter(|n| *n > 0).map(|n| tn(key, n))).collect();
    let sums = worth_given_up(job);
    if let Some(first) = words.first_mut().filter(|_| !sums.is_empty()) {
        // Without referrals there is nothing to be worth anything, so they stand first.
        *first = format!("{first} ({})", worth(&sums));
    }
    if words.is_empty() {
        return t("bulk.discard.nothing");
    }
    tf("bulk.discard.gives", &[("list", i18n::list(&words).into())])
}

/// What the referrals of the included rows are worth, one sum a currency.
fn worth_given_up(job: Job) -> Vec<(u64, String)> {
    let mut sums: Vec<(u64, String)> = Vec::new();
    job.facts.with_untracked(|facts| {
        job.lines.with_untracked(|lines| {
            let included = lines.iter().filter(|line| line.included).filter_map(|line| facts.get(&line.id));
            for more in included.flat_map(|facts| &facts.worth) {
                match sums.iter_mut().find(|(_, currency)| *currency == more.currency) {
                    Some((sum, _)) => *sum += more.value_minor,
                    None => sums.push((more.value_minor, more.currency.clone())),
                }
            }
        });
    });
    sums
}

/// What is given up, above the table.
#[component]
fn GivenUp(job: Job) -> impl IntoView {
    let words = said(move || {
        job.lines.track();
        job.facts.track();
        given_up(job)
    });
    view! { <Message tone=MessageTone::Info>{words}</Message> }
}

/// The table, a page of it at a time, and what of it is shown.
#[component]
fn Rows(job: Job, changing: RwSignal<Option<String>>) -> impl IntoView {
    let (which, page) = (RwSignal::new("all".to_owned()), RwSignal::new(0_usize));
    let shown = Memo::new(move |_| {
        let which = which.get();
        let wanted = |line: &&Line| match which.as_str() {
            "look" => line.is_to_check(),
            "out" => line.is_left_out(),
            "no" => line.is_refused(),
            _ => true,
        };
        job.lines.with(|lines| lines.iter().filter(wanted).cloned().collect::<Vec<_>>())
    });
    let pages = Memo::new(move |_| shown.with(|shown| shown.len().div_ceil(PAGE)).max(1));
    let here = Memo::new(move |_| page.get().min(pages.get() - 1));
    let rows = Memo::new(move |_| {
        shown.with(|shown| shown.iter().skip(here.get() * PAGE).take(PAGE).cloned().collect::<Vec<_>>())
    });
    let drawn = portions::in_portions(rows);
    let targets = Memo::new(move |_| shared(job));
    let n = move |wanted: fn(&Line) -> bool| job.lines.with(|lines| lines.iter().filter(|line| wanted(line)).count());
    let options = vec![
        SwitchOption {
            value: "all",
            label: said(move || tf("bulk.show.all", &[("n", n(|_| true).into())])),
            icon: None,
        },
        SwitchOption {
            value: "look",
            label: said(move || tf("bulk.show.look", &[("n", n(Line::is_to_check).into())])),
            icon: None,
        },
        SwitchOption {
            value: "out",
            label: said(move || tf("bulk.show.out", &[("n", n(Line::is_left_out).into())])),
            icon: None,
        },
        SwitchOption {
            value: "no",
            label: said(move || tf("bulk.show.no", &[("n", n(Line::is_refused).into())])),
            icon: None,
        },
    ];
    let choose = Callback::new(move |value| {
        which.set(value);
        page.set(0);
    });
    view! {
        <div class="bulk__tools">
            <Switcher label=text("bulk.show") options=options value=which on_choose=choose/>
            <Pager here pages page/>
        </div>
        <div class="table-scroller bulk__table" role="region" tabindex="0" aria-labelledby="bulk-caption">
            <table class="table">
                <caption id="bulk-caption" class="visually-hidden">{text("bulk.table")}</caption>
                <Head kind=job.kind/>
                <tbody>
                    <For each=move || drawn.get() key=portions::face
                        children=move |line| view! { <ReviewRow job line targets changing/> }/>
                </tbody>
            </table>
        </div>
        <Show when=move || rows.with(Vec::is_empty)><p class="muted">{text("bulk.noneShown")}</p></Show>
    }
}

/// Back and forward through the pages of the table.
#[component]
fn Pager(here: Memo<usize>, pages: Memo<usize>, page: RwSignal<usize>) -> impl IntoView {
    let first = Signal::derive(move || (here.get() == 0).then(|| t("bulk.firstPage")));
    let last = Signal::derive(move || (here.get() + 1 >= pages.get()).then(|| t("bulk.lastPage")));
    view! {
        <Show when=move || { pages.get() > 1 }>
            <div class="bulk__pager" role="group" aria-label=text("bulk.pages")>
                <Button label=text("bulk.previous") size=Size::Small refusal=first on_press=move || page.set(here.get_untracked().saturating_sub(1))/>
                <span role="status">{said(move || tf("bulk.page", &[("n", (here.get() + 1).into()), ("total", pages.get().into())]))}</span>
                <Button label=text("bulk.next") size=Size::Small refusal=last on_press=move || page.set(here.get_untracked() + 1)/>
            </div>
        </Show>
    }
}

/// What speaks against a row, in words.
pub fn problem_words(problem: &Problem) -> String {
    match problem {
        Problem::Refused(refusal) => tf(&refusal.key(), &refusal.args()),
        Problem::Question(_) => t("bulk.problem.question"),
        Problem::Foreign(publisher) => tf("merge.stranger", &[("publisher", publisher.as_str().into())]),
        Problem::NoMatch => t("bulk.problem.noMatch"),
        Problem::Weak => t("bulk.problem.weak"),
    }
}
