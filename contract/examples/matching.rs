//! Prints how good and how true match suggestions are, for both halves of the evaluation set and a later one, and how long
//! one takes.
//!
//! Only totals: who looks at single cases of the frozen half can no longer trust its figures. `--cases` lists the wrong
//! ones of the tuning half.

#[path = "../tests/matching/evaluation.rs"]
mod evaluation;
#[path = "../tests/matching/set.rs"]
mod set;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Instant;

use contract::matching::{OfferFacts, Offers};
use evaluation::{Totals, share};

fn main() -> ExitCode {
    let (tuning, frozen, later) = match (set::tuning(), set::frozen(), set::later()) {
        (Ok(tuning), Ok(frozen), Ok(later)) => (tuning, frozen, later),
        (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => {
            eprintln!("The evaluation set cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    print(&evaluation::totals(&tuning), "tuning half");
    print(&evaluation::totals(&frozen), "frozen half");
    print(&evaluation::totals(&evaluation::as_one_company(&tuning)), "tuning half as one company");
    print(&evaluation::totals(&evaluation::as_one_company(&frozen)), "frozen half as one company");
    print(&evaluation::totals(&later), "later set, coined names and families");
    time(&tuning);
    if std::env::args().any(|word| word == "--cases") {
        cases(&tuning);
    }
    ExitCode::SUCCESS
}

fn print(totals: &Totals, name: &str) {
    let Totals { solutions, matched, unmatched, .. } = totals;
    let figure = |share: f64, part: usize, whole: usize| format!("{:5.1} % ({part} of {whole})", 100.0 * share);
    let percent = |part, whole| figure(share(part, whole), part, whole);
    println!("{name}: {solutions} solutions, {matched} with a right offer");
    println!("  precision at 1      {}", figure(totals.precision_at_1(), totals.first_right, totals.suggested));
    println!("  recall at 3         {}", figure(totals.recall_at_3(), totals.recalled, *matched));
    println!("  strong and right    {}", percent(totals.strong_right, totals.strong));
    println!("  no match: nothing   {}", percent(totals.left_alone, *unmatched));
    println!("  no match: none strong {}", percent(totals.not_strong, *unmatched));
    println!("  score from   shown   mean score   right");
    for band in &totals.bands {
        let mean = band.scores as f64 / band.shown.max(1) as f64;
        println!("  {:10} {:7} {:10.1} % {:5.1} %", band.from, band.shown, mean, 100.0 * share(band.right, band.shown));
    }
    println!("  calibration error   {:5.1} points\n", totals.calibration_error());
}

/// 1,000 solutions against 500 offers of one company, made of the whole tuning half under new ids.
fn time(half: &set::Half) {
    let known: Vec<OfferFacts<'_>> = half.iter().flat_map(evaluation::offer_facts).collect();
    let ids: Vec<String> = (0..500).map(|n| format!("offer-{n}")).collect();
    let names: Vec<String> =
        known.iter().cycle().zip(0..500).map(|(offer, n)| format!("{} {}", offer.name, n / known.len())).collect();
    let offers: Vec<OfferFacts<'_>> = known
        .iter()
        .cycle()
        .zip(ids.iter().zip(&names))
        .map(|(offer, (id, name))| OfferFacts { id, offer_id: id, name, ..*offer })
        .collect();
    let start = Instant::now();
    let index = Offers::new("Northwind", &offers);
    let built = start.elapsed();
    let solutions = half.iter().flat_map(|company| &company.solutions).cycle().take(1_000);
    let (mut found, mut longest) = (0, 0.0_f64);
    let start = Instant::now();
    for solution in solutions {
        let one = Instant::now();
        found += index.suggest(&evaluation::facts(solution, None), &[], evaluation::SHOWN).len();
        longest = longest.max(one.elapsed().as_secs_f64());
    }
    let all = start.elapsed().as_secs_f64();
    println!(
        "1,000 solutions against {} offers: {:.0} ms, {:.3} ms a solution, longest {:.3} ms, index {:.1} ms; {found} suggestions",
        offers.len(),
        1_000.0 * all,
        all,
        1_000.0 * longest,
        1_000.0 * built.as_secs_f64()
    );
}

/// The wrong ones of the tuning half, by what makes them hard.
fn cases(half: &set::Half) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (company, solution, matches) in evaluation::run(half) {
        let kind = kinds.entry(&solution.kind).or_default();
        kind.1 += 1;
        let first = matches.first();
        let is_good = match &solution.right {
            Some(right) => first.is_some_and(|first| first.offer == *right && first.is_strong()),
            None => first.is_none_or(|first| first.score < 50),
        };
        if is_good {
            kind.0 += 1;
            continue;
        }
        println!("{}: {} [{}] -> {:?}", company.name, solution.name, solution.kind, solution.right);
        for one in matches {
            let name = company.offers.iter().find(|offer| offer.id == one.offer).map_or("", |offer| &offer.name);
            println!("    {:3} {} {name} {:?}", one.score, one.offer, one.reasons);
        }
    }
    println!("{kinds:?}");
}
