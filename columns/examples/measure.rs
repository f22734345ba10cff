//! Measures the column store at 100,000 rows: `cargo run --release -p columns --example measure [rows]`.

use std::time::Instant;

use columns::{QueryJob, ResultSet, Store};
use contract::api::solutions::{Changes, SolutionRow};
use contract::route::{SolutionsView, Sort, SortColumn};
use contract::solution::{CoSellStatus, MigrationState, OfferType};

const FIRST: &[&str] =
    &["Contoso", "Fabrikam", "Northwind", "Adatum", "Société Générique", "Tailspin", "Wingtip", "云智"];
const SECOND: &[&str] =
    &["Cloud", "Data", "Retail", "Health", "Énergie", "Supply Chain", "Finance", "Workplace", "制造"];
const THIRD: &[&str] = &[
    "Analytics",
    "Accelerator",
    "Migration Assessment",
    "Insights",
    "Connector",
    "Platform",
    "Copilot",
    "Starter Kit",
];

/// A multiplicative generator is random enough to shuffle names.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

fn row(n: usize, seed: &mut u64) -> SolutionRow {
    let mut pick = |from: &[&str]| from[next(seed) % from.len()].to_owned();
    let name = format!("{} {} {} {}", pick(FIRST), pick(SECOND), pick(THIRD), n % 1_000);
    SolutionRow {
        id: format!("sol_{:016x}", next(seed) as u64 * 0x1_0000_0000 + n as u64),
        solution_id: format!("SOL-{:06}", next(seed) % 1_000_000),
        name,
        partner_id: format!("{}", 4_000_000 + next(seed) % 40),
        offer_type: OfferType::ALL.get(next(seed) % (OfferType::ALL.len() + 1)).copied(),
        co_sell_status: CoSellStatus::ALL[next(seed) % CoSellStatus::ALL.len()],
        state: MigrationState::ALL[next(seed) % MigrationState::ALL.len()],
        assigned_to: next(seed).is_multiple_of(3).then(|| format!("person-{}", next(seed) % 25)),
        offer: next(seed).is_multiple_of(4).then(|| format!("offer-{n}")),
        request: None,
    }
}

/// The middle of five runs, in milliseconds.
fn timed<T>(label: &str, mut run: impl FnMut() -> T) -> T {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..5 {
        let start = Instant::now();
        last = Some(std::hint::black_box(run()));
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!("{label:<58} {:>8.2} ms", times[2]);
    match last {
        Some(value) => value,
        None => unreachable!("five runs were made"),
    }
}

/// The sum and the longest of steps that are run until one says that it was the last.
fn stepped(label: &str, mut step: impl FnMut() -> bool) {
    let (mut sum, mut longest, mut steps) = (0.0, 0.0_f64, 0);
    loop {
        let start = Instant::now();
        let done = step();
        let took = start.elapsed().as_secs_f64() * 1e3;
        (sum, longest, steps) = (sum + took, longest.max(took), steps + 1);
        if done {
            break;
        }
    }
    println!("{label:<58} {sum:>8.2} ms in {steps} steps, longest {longest:.2} ms");
}

fn searching(text: &str) -> SolutionsView {
    SolutionsView { search: text.into(), ..SolutionsView::default() }
}

fn fill(rows: &[SolutionRow]) -> Store {
    let mut store = Store::new();
    let mut pages = rows.chunks(1_000);
    stepped("fill by pages of 1,000", || {
        if let Some(page) = pages.next() {
            store.extend(page);
            store.reserve(rows.len());
        }
        pages.len() == 0
    });
    stepped("orders by name and solution ID, 2,048 rows a step", || store.settle(2_048));
    println!("{:<58} {:>8.2} MB", "memory", store.memory() as f64 / 1e6);
    store
}

fn main() {
    let count = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let mut seed = 7;
    let rows: Vec<SolutionRow> = (0..count).map(|n| row(n, &mut seed)).collect();
    let mut store = fill(&rows);
    let names: Vec<(String, String)> = (0..25).map(|n| (format!("person-{n}"), format!("Name {}", 25 - n))).collect();
    store.set_names(&names);

    let all = timed("everything, by name", || store.query(&SolutionsView::default(), None));
    searches(&mut store, &all);
    sorts(&mut store, &all);
    filters(&mut store, &all);
    changes(&mut store, &all, &rows, &mut seed);
}

fn searches(store: &mut Store, all: &ResultSet) {
    let mut last = all.clone();
    for typed in ["a", "an", "ana", "analytics", "analytics hea", "analytics health 99"] {
        let view = searching(typed);
        let found = timed(&format!("keystroke \"{typed}\""), || store.query(&view, Some(&last)));
        println!("{:<58} {:>8} rows", "", found.len());
        timed("  the same from scratch", || store.query(&view, None));
        last = found;
    }
    timed("clear the search", || store.query(&SolutionsView::default(), Some(&last)));
    timed("paste \"4000017\" (partner ID)", || store.query(&searching("4000017"), Some(all)));
    timed("paste \"zzzz\" (nowhere)", || store.query(&searching("zzzz"), Some(all)));
    let mut job = QueryJob::new(store, &searching("platform finance"), Some(all));
    stepped("\"platform finance\", 16,384 rows a step", || job.step(store, 16_384));
    let start = Instant::now();
    let found = job.finish(store);
    println!("{:<58} {:>8.2} ms, {} rows", "  its finish", start.elapsed().as_secs_f64() * 1e3, found.len());
}

fn sorts(store: &mut Store, all: &ResultSet) {
    for column in SortColumn::ALL {
        for descending in [false, true] {
            let view = SolutionsView { sort: Sort { column: *column, descending }, ..SolutionsView::default() };
            timed(&format!("sort by {}", view.sort.word()), || store.query(&view, Some(all)));
        }
    }
}

fn filters(store: &mut Store, all: &ResultSet) {
    let pending = SolutionsView { status: vec![MigrationState::Pending], ..SolutionsView::default() };
    let some = timed("filter by status", || store.query(&pending, Some(all)));
    timed("facets of everything", || store.facets(all));
    timed("facets with a filter", || store.facets(&some));
    let five = SolutionsView {
        search: "platform".into(),
        offer_type: vec![OfferType::Saas, OfferType::Container],
        co_sell: vec![CoSellStatus::InMarket],
        partner: vec!["4000003".into(), "4000004".into()],
        assigned: Some("none".into()),
        ..pending
    };
    timed("search and five filters from scratch", || store.query(&five, None));
}

fn changes(store: &mut Store, all: &ResultSet, rows: &[SolutionRow], seed: &mut u64) {
    let one =
        SolutionRow { state: MigrationState::Merged, name: "Another name".into(), ..rows[rows.len() / 2].clone() };
    let start = Instant::now();
    store.apply(&Changes { rows: vec![one], gone: vec![rows[1].id.clone()], next: 1, more: false });
    let fresh = store.refresh(all);
    println!("{:<58} {:>8.2} ms", "apply one change and one removal, refresh", start.elapsed().as_secs_f64() * 1e3);
    let renamed: Vec<SolutionRow> =
        rows.iter().skip(2).take(1_000).map(|old| SolutionRow { name: row(1, seed).name, ..old.clone() }).collect();
    let start = Instant::now();
    store.apply(&Changes { rows: renamed, gone: vec![], next: 2, more: false });
    store.refresh(&fresh);
    println!("{:<58} {:>8.2} ms", "apply 1,000 new names, refresh", start.elapsed().as_secs_f64() * 1e3);
    let mut again: Vec<SolutionRow> = rows.to_vec();
    again.iter_mut().for_each(|row| row.name.push('x'));
    let mut pages = again.chunks(1_000);
    stepped("import that renames every row, by pages of 1,000", || {
        if let Some(page) = pages.next() {
            store.extend(page);
        }
        pages.len() == 0
    });
    stepped("  its orders, 2,048 rows a step", || store.settle(2_048));
    println!("{:<58} {:>8.2} MB", "memory", store.memory() as f64 / 1e6);
}
