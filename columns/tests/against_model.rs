//! Whatever happens to the rows and in whatever order questions come, the store answers as a plain list would.

mod model;

use columns::{QueryJob, ResultSet, Store};
use contract::api::solutions::{Changes, SolutionRow};
use contract::route::{SolutionsView, Sort, SortColumn};
use contract::solution::{CoSellStatus, Counts, MigrationState, OfferType};
use model::Model;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Texts that fold alike, begin alike, hold each other, or are empty.
const NAMES: &[&str] = &[
    "Contoso Cloud Data",
    "contoso cloud data",
    "Contoso Cloud",
    "CONTOSO  Énergie",
    "Contoso energie",
    "Fabrikam Data Cloud",
    "Fabrikam",
    "云智 制造",
    "",
    "4001",
    "Zürich\u{a0}Suite",
    "a",
    "Data",
];
const SOLUTION_IDS: &[&str] = &["SOL-0001", "sol-0001", "SOL-00010", "SOL-2", "", "4001"];
const PARTNERS: &[&str] = &["4001", "4002", "p-A", "P-a", ""];
const PEOPLE: &[&str] = &["u1", "u2", "u3", "u4"];
const PEOPLE_NAMES: &[&str] = &["Zoé", "zoe", "Amal", ""];
const SEARCHES: &[&str] = &[
    "",
    " ",
    "c",
    "co",
    "con",
    "cont",
    "contoso",
    "contoso d",
    "contoso data",
    "data contoso",
    "\"data cl",
    "\"cloud data\"",
    "energie",
    "É",
    "4001",
    "sol-0001",
    "data sol",
    "a 4001",
    "1\n4",
    "智",
    "nowhere",
];

#[derive(Clone, Debug)]
enum Step {
    Apply(Vec<SolutionRow>, Vec<String>),
    Name(Vec<(String, String)>),
    Settle(usize),
    /// A question, asked with one of the earlier results at hand.
    Ask(SolutionsView, usize),
    /// A question in steps of some rows, with changes after the first.
    AskInSteps(SolutionsView, usize, usize, Vec<SolutionRow>, Vec<String>),
    Refresh(usize),
}

fn id() -> impl Strategy<Value = String> {
    (0..40_u32).prop_map(|n| format!("id-{n}"))
}

fn text(from: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(from).prop_map(str::to_owned)
}

fn row() -> impl Strategy<Value = SolutionRow> {
    let values = (
        proptest::option::of(select(&OfferType::ALL[..4])),
        select(&CoSellStatus::ALL[..3]),
        select(MigrationState::ALL),
        proptest::option::of(text(PEOPLE)),
        proptest::option::of(Just("offer-1".to_owned())),
    );
    (id(), text(NAMES), text(SOLUTION_IDS), text(PARTNERS), values).prop_map(
        |(id, name, solution_id, partner_id, values)| {
            let (offer_type, co_sell_status, state, assigned_to, offer) = values;
            SolutionRow {
                id,
                solution_id,
                name,
                partner_id,
                offer_type,
                co_sell_status,
                state,
                assigned_to,
                offer,
                request: None,
            }
        },
    )
}

fn view() -> impl Strategy<Value = SolutionsView> {
    let lists = (
        subsequence(MigrationState::ALL, 0..4),
        subsequence(&OfferType::ALL[..5], 0..3),
        subsequence(CoSellStatus::ALL, 0..3),
        subsequence(vec!["4001", "4002", "p-A", "P-a", "", "unknown"], 0..3),
    );
    let assigned = proptest::option::of(select(vec!["none", "u1", "u2", "u9"]));
    // Most questions have no filter, so that not every answer is empty.
    let filters = prop_oneof![3 => Just(None), 2 => (lists, assigned).prop_map(Some)];
    (text(SEARCHES), filters, select(SortColumn::ALL), any::<bool>()).prop_map(
        |(search, filters, column, descending)| {
            let plain = SolutionsView { search, sort: Sort { column, descending }, ..SolutionsView::default() };
            let Some(((status, offer_type, co_sell, partner), assigned)) = filters else { return plain };
            let partner = partner.into_iter().map(str::to_owned).collect();
            SolutionsView { status, offer_type, co_sell, partner, assigned: assigned.map(str::to_owned), ..plain }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let rows = |most| proptest::collection::vec(row(), 0..most);
    let gone = || proptest::collection::vec(id(), 0..4);
    let names = proptest::collection::btree_map(text(PEOPLE), text(PEOPLE_NAMES), 0..4);
    prop_oneof![
        3 => (rows(30), gone()).prop_map(|(rows, gone)| Step::Apply(rows, gone)),
        1 => names.prop_map(|names| Step::Name(names.into_iter().collect())),
        1 => (1..20_usize).prop_map(Step::Settle),
        6 => (view(), any::<usize>()).prop_map(|(view, at)| Step::Ask(view, at)),
        2 => (view(), any::<usize>(), 1..9_usize, rows(6), gone()).prop_map(|(view, at, size, rows, gone)| Step::AskInSteps(view, at, size, rows, gone)),
        2 => any::<usize>().prop_map(Step::Refresh),
    ]
}

/// The store, the list that tells what is right, and all results so far.
#[derive(Default)]
struct Pair {
    store: Store,
    model: Model,
    results: Vec<ResultSet>,
}

impl Pair {
    fn apply(&mut self, rows: Vec<SolutionRow>, gone: Vec<String>) {
        rows.iter().for_each(|row| drop(self.model.rows.insert(row.id.clone(), row.clone())));
        gone.iter().for_each(|id| drop(self.model.rows.remove(id)));
        self.store.apply(&Changes { rows, gone, next: 0, more: false });
    }

    fn earlier(&self, at: usize) -> Option<&ResultSet> {
        // One place more than there are results stands for none.
        self.results.get(at % (self.results.len() + 1))
    }

    fn run(&mut self, step: Step) -> Result<(), TestCaseError> {
        let result = match step {
            Step::Apply(rows, gone) => {
                self.apply(rows, gone);
                return self.same_rows();
            }
            Step::Name(names) => {
                self.store.set_names(&names);
                self.model.names = names.into_iter().collect();
                return Ok(());
            }
            Step::Settle(rows) => {
                while !self.store.settle(rows) {}
                return Ok(());
            }
            Step::Ask(view, at) => {
                let earlier = self.earlier(at).cloned();
                self.store.query(&view, earlier.as_ref())
            }
            Step::AskInSteps(view, at, size, rows, gone) => {
                let mut job = QueryJob::new(&self.store, &view, self.earlier(at));
                job.step(&self.store, size);
                self.apply(rows, gone);
                while !job.step(&self.store, size) {}
                job.finish(&mut self.store)
            }
            Step::Refresh(at) => match self.earlier(at).cloned() {
                Some(earlier) => self.store.refresh(&earlier),
                None => return Ok(()),
            },
        };
        self.same_answer(&result)?;
        self.results.push(result);
        Ok(())
    }

    fn same_rows(&self) -> Result<(), TestCaseError> {
        let mut counts = Counts::default();
        for (id, row) in &self.model.rows {
            let kept = self.store.slot_of(id).and_then(|slot| self.store.row(slot));
            prop_assert_eq!(kept.map(|kept| kept.to_row()), Some(row.clone()));
            counts.add(row.state, 1);
        }
        prop_assert_eq!(self.store.len(), self.model.rows.len());
        prop_assert_eq!(self.store.counts(), counts);
        Ok(())
    }

    fn same_answer(&mut self, result: &ResultSet) -> Result<(), TestCaseError> {
        let ids: Vec<&str> = result.slots().iter().filter_map(|slot| self.store.row(*slot)).map(|row| row.id).collect();
        prop_assert_eq!(ids.len(), result.len());
        prop_assert_eq!(ids, self.model.ids(result.view()));
        if let Some(slot) = result.slots().last() {
            prop_assert_eq!(result.position(*slot), Some(result.len() - 1));
        }
        self.same_facets(result)
    }

    fn same_facets(&self, result: &ResultSet) -> Result<(), TestCaseError> {
        let (model, facets, view) = (&self.model, self.store.facets(result), result.view());
        let without = SolutionsView { status: vec![], ..view.clone() };
        for state in MigrationState::ALL {
            prop_assert_eq!(facets.state(*state), model.share(&without, |row| row.state == *state));
        }
        let without = SolutionsView { offer_type: vec![], ..view.clone() };
        for value in OfferType::ALL {
            prop_assert_eq!(facets.offer_type(*value), model.share(&without, |row| row.offer_type == Some(*value)));
        }
        let without = SolutionsView { co_sell: vec![], ..view.clone() };
        for value in CoSellStatus::ALL {
            prop_assert_eq!(facets.co_sell(*value), model.share(&without, |row| row.co_sell_status == *value));
        }
        let without = SolutionsView { partner: vec![], ..view.clone() };
        for share in &facets.partners {
            prop_assert_eq!(share.rows, model.share(&without, |row| row.partner_id == share.value));
        }
        let mut partners: Vec<&str> = model.rows.values().map(|row| row.partner_id.as_str()).collect();
        partners.sort_unstable();
        partners.dedup();
        let mut listed: Vec<&str> = facets.partners.iter().map(|share| share.value.as_str()).collect();
        listed.sort_unstable();
        prop_assert_eq!(listed, partners);
        let without = SolutionsView { assigned: None, ..view.clone() };
        for share in &facets.people {
            prop_assert_eq!(share.rows, model.share(&without, |row| row.assigned_to.as_ref() == Some(&share.value)));
        }
        prop_assert_eq!(facets.unassigned, model.share(&without, |row| row.assigned_to.is_none()));
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_history_of_changes_and_questions_gives_the_answers_of_a_list(steps in proptest::collection::vec(step(), 1..30)) {
        let mut pair = Pair::default();
        for step in steps {
            pair.run(step)?;
        }
    }
}
