//! Judges rows of a file of solutions: what is wrong, what is new, what would change.

use std::collections::{HashMap, HashSet};

use contract::api::import::{FieldChange, RowEffect};
use contract::api::solutions::CarriesSummary;
use contract::csv::value::{self, https_url, iso};
use contract::fold::fold;
use contract::solution::{CoSellStatus, OfferType};

use super::cells::cell;
use super::fault::{FaultKind, RowFault};
use super::mapped::{FileRow, Mapped, Print, short, short_or_none, value_at};
use super::money;
use super::staged::{Judged, Rejected, Staged, StagedSolution};
use crate::secrets::{self, NoRandom};
use crate::store::exports::ExportLine;
use crate::store::imports::facts::{Assignable, StoredSolution};

/// The longest Solution ID, in characters (O).
const ID_MAX: usize = 100;
/// The longest name, publisher and the like, in characters (O).
const NAME_MAX: usize = 200;
/// The longest list, in characters of its cell (O).
const LIST_MAX: usize = 10_000;

/// Columns of the summary, which child records may outweigh.
const SUMMARY: [&str; 5] = ["openReferrals", "referralValue", "currency", "collateral", "contacts"];

/// Judges the rows of one file, in its order.
pub struct SolutionJudge {
    mapped: Mapped,
    partner_ids: HashSet<String>,
    people: Vec<Assignable>,
    by_email: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    /// The first line of each Solution ID.
    seen: HashMap<Print, u64>,
}

/// A solution that takes shape.
struct Draft {
    line: ExportLine,
    assigned: Option<(i64, String)>,
}

impl SolutionJudge {
    /// For a file with these columns, in a company with these partner IDs and people.
    pub fn new(mapped: Mapped, partner_ids: Vec<String>, people: Vec<Assignable>) -> SolutionJudge {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, person) in people.iter().enumerate() {
            by_name.entry(fold(&person.name)).or_default().push(index);
        }
        let by_email = people.iter().enumerate().map(|(index, person)| (person.email.to_lowercase(), index)).collect();
        let partner_ids = partner_ids.into_iter().collect();
        SolutionJudge { mapped, partner_ids, people, by_email, by_name, seen: HashMap::new() }
    }

    /// The Solution ID of a row.
    pub fn id<'r>(&self, row: &'r FileRow) -> &'r str {
        self.mapped.value(row, "solutionId")
    }

    /// Whether the file has columns that must be compared with child records.
    pub fn needs_children(&self) -> bool {
        SUMMARY.iter().any(|column| self.mapped.place(column).is_some())
    }

    /// Judges a row against the stored solution of its Solution ID.
    ///
    /// # Errors
    /// No id can be made for a new one.
    pub fn judge(&mut self, row: FileRow, stored: Option<&StoredSolution>) -> Result<Judged, NoRandom> {
        let mut faults = row.faults.clone();
        let draft = self.read(&row, stored, &mut faults);
        if !faults.is_empty() {
            return Ok(Judged::Staged(Staged::Rejected(Rejected { line: row.line, cells: row.cells, faults })));
        }
        let staged = match stored {
            None => {
                let summary = draft.line.summary.clone();
                StagedSolution {
                    line: row.line,
                    effect: RowEffect::New,
                    target: None,
                    id: secrets::id()?,
                    after: draft.line,
                    summary,
                    assigned: draft.assigned,
                    changes: Vec::new(),
                }
            }
            Some(stored) => {
                let (changes, summary) = self.changes(stored, &draft.line);
                if changes.is_empty() {
                    return Ok(Judged::Unchanged);
                }
                StagedSolution {
                    line: row.line,
                    effect: RowEffect::Changed,
                    target: Some((stored.pk, stored.change_no)),
                    id: stored.id.clone(),
                    after: draft.line,
                    summary,
                    assigned: draft.assigned,
                    changes,
                }
            }
        };
        Ok(Judged::Staged(Staged::Solution(Box::new(staged))))
    }

    /// The row's values on top of what is stored. A cell that says what is stored is taken as it is: what a person or
    /// another door let in stays good.
    fn read(&mut self, row: &FileRow, stored: Option<&StoredSolution>, faults: &mut Vec<RowFault>) -> Draft {
        let mut draft = match stored {
            Some(stored) => Draft { line: stored.line.clone(), assigned: stored.assigned.clone() },
            None => {
                let co_sell_status = CoSellStatus::InMarket.word().to_owned();
                Draft { line: ExportLine { co_sell_status, ..ExportLine::default() }, assigned: None }
            }
        };
        let columns: Vec<_> = self.mapped.columns().collect();
        for (column, at) in columns {
            let given = value_at(row, at);
            let as_stored = stored.is_some_and(|stored| cell(&stored.line, column.id).trim() == given);
            // A Solution ID is always looked at, because it may stand in the file twice.
            if (as_stored && column.id != "solutionId") || (column.required && given.is_empty()) {
                continue;
            }
            if let Err(kind) = self.take(&mut draft, column.id, given, row.line) {
                faults.push(RowFault::in_cell(at, kind, given));
            }
        }
        let as_stored = |stored: &StoredSolution| {
            money::is_as_stored(&self.mapped, row, "referralValue", |column| cell(&stored.line, column))
        };
        if !stored.is_some_and(as_stored) {
            let currency = stored.and_then(|stored| stored.line.summary.currency.as_deref());
            if let Some(money) = money::read(&self.mapped, row, "referralValue", currency, faults) {
                draft.line.summary.value_minor = money.minor;
                draft.line.summary.currency = money.currency;
            }
        }
        draft
    }

    /// Takes one cell in; amount and currency are read elsewhere, together.
    fn take(&mut self, draft: &mut Draft, column: &str, cell: &str, line: u64) -> Result<(), FaultKind> {
        let to = &mut draft.line;
        match column {
            "solutionId" => to.solution_id = self.new_id(cell, line)?,
            "name" => to.name = short(cell, NAME_MAX)?,
            "partnerId" if self.partner_ids.contains(cell) => to.partner_id = cell.to_owned(),
            "partnerId" => return Err(FaultKind::UnknownPartnerId),
            "offerType" if cell.is_empty() => to.offer_type.clear(),
            "offerType" => {
                to.offer_type = OfferType::from_name(cell).ok_or(FaultKind::UnknownOfferType)?.word().to_owned();
            }
            "coSellStatus" if cell.is_empty() => to.co_sell_status = CoSellStatus::InMarket.word().to_owned(),
            "coSellStatus" => {
                let status = CoSellStatus::from_name(cell).ok_or(FaultKind::UnknownCoSellStatus)?;
                to.co_sell_status = status.word().to_owned();
            }
            "openReferrals" => to.summary.referrals = value::optional(cell, value::count)?.unwrap_or(0),
            "incentives" => to.incentives = list(cell)?,
            "collateral" => to.summary.collateral = list(cell)?,
            "contacts" => to.summary.contacts = list(cell)?,
            "updated" => to.updated = value::optional(cell, value::date)?.map(iso),
            "publisher" => to.publisher = short_or_none(cell, NAME_MAX)?,
            "keywords" => to.keywords = list(cell)?,
            "listingUrl" => to.listing_url = value::optional(cell, https_url)?.map(str::to_owned),
            "assignedTo" => {
                let person = self.colleague(cell)?;
                to.assigned_to = person.map(|person| person.email.clone());
                draft.assigned = person.map(|person| (person.pk, person.name.clone()));
            }
            _ => {}
        }
        Ok(())
    }

    fn new_id(&mut self, cell: &str, line: u64) -> Result<String, FaultKind> {
        if cell.chars().any(char::is_control) {
            return Err(FaultKind::ControlCharacter);
        }
        let id = short(cell, ID_MAX)?;
        let first = *self.seen.entry(Print::of(&id)).or_insert(line);
        if first == line { Ok(id) } else { Err(FaultKind::DuplicateId { line: first }) }
    }

    /// A colleague by e-mail address or name; nobody for an empty cell.
    fn colleague(&self, cell: &str) -> Result<Option<&Assignable>, FaultKind> {
        if cell.is_empty() {
            return Ok(None);
        }
        if let Some(index) = self.by_email.get(&cell.to_lowercase()) {
            return Ok(self.people.get(*index));
        }
        match self.by_name.get(&fold(cell)).map(Vec::as_slice) {
            Some([index]) => Ok(self.people.get(*index)),
            Some(_) => Err(FaultKind::SeveralColleagues),
            None => Err(FaultKind::UnknownColleague),
        }
    }

    /// What the file would change, and the summary to store. A value of the summary is no change when the file says
    /// what is shown, or what an earlier file said that child records outweigh.
    fn changes(&self, stored: &StoredSolution, after: &ExportLine) -> (Vec<FieldChange>, CarriesSummary) {
        let own = ExportLine { summary: stored.own_summary.clone(), ..ExportLine::default() };
        let mut summary = stored.own_summary.clone();
        let differs = |column: &str| {
            let new = cell(after, column);
            let is_new = new.trim() != cell(&stored.line, column).trim();
            is_new && !(SUMMARY.contains(&column) && new == cell(&own, column))
        };
        let mut changes = Vec::new();
        for (column, _) in self.mapped.columns() {
            if differs(column.id) {
                changes.push(FieldChange {
                    column: column.id.to_owned(),
                    before: cell(&stored.line, column.id),
                    after: cell(after, column.id),
                    set_here: column.id == "assignedTo" && stored.assigned_here,
                });
            }
        }
        for change in &changes {
            match change.column.as_str() {
                "openReferrals" => summary.referrals = after.summary.referrals,
                "referralValue" | "currency" => {
                    summary.value_minor = after.summary.value_minor;
                    summary.currency.clone_from(&after.summary.currency);
                }
                "collateral" => summary.collateral.clone_from(&after.summary.collateral),
                "contacts" => summary.contacts.clone_from(&after.summary.contacts),
                _ => {}
            }
        }
        (changes, summary)
    }
}

fn list(cell: &str) -> Result<Vec<String>, FaultKind> {
    short(cell, LIST_MAX).map(|cell| value::list(&cell))
}
