//! Judges rows of files of referrals, collateral and contacts: each belongs to a solution, and none is ever removed.

use std::collections::HashMap;

use contract::api::import::{FieldChange, ImportKind, RowEffect};
use contract::api::solutions::{Collateral, Contact, Referral};
use contract::csv::money::amount_text;
use contract::csv::value::{self, email, https_url};
use contract::fold::fold;

use super::fault::{FaultKind, RowFault};
use super::mapped::{FileRow, Mapped, Print, short, value_at};
use super::money;
use super::staged::{Judged, Rejected, Staged, StagedCarried};
use crate::store::imports::facts::{Identity, Parent};

/// The longest name, title, stage and the like, in characters (O).
const NAME_MAX: usize = 200;

/// A child record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Carried {
    Referral(Referral),
    Collateral(Collateral),
    Contact(Contact),
}

/// Judges the rows of one file, in its order.
pub struct CarriedJudge {
    kind: ImportKind,
    mapped: Mapped,
    /// How many rows of each solution and name have come: the n-th of the file is the n-th that is stored.
    seen: HashMap<(i64, Print), u64>,
}

/// A row with the solution that it belongs to and who it is.
pub struct Placed {
    row: FileRow,
    parent: Option<Parent>,
    identity: Option<Identity>,
}

impl Placed {
    /// Which stored record it is compared with.
    pub fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }
}

impl CarriedJudge {
    /// For a file of this kind with these columns.
    pub fn new(kind: ImportKind, mapped: Mapped) -> CarriedJudge {
        CarriedJudge { kind, mapped, seen: HashMap::new() }
    }

    /// The Solution ID of a row.
    pub fn id<'r>(&self, row: &'r FileRow) -> &'r str {
        self.mapped.value(row, "solutionId")
    }

    /// Says which record a row is. A row that is rejected later still counts, so that the rows after it do not move up.
    pub fn place(&mut self, row: FileRow, parent: Option<&Parent>) -> Placed {
        let name = match self.kind {
            ImportKind::Referrals => self.mapped.value(&row, "customer"),
            ImportKind::Contacts => self.mapped.value(&row, "email"),
            ImportKind::Collateral | ImportKind::Solutions => self.mapped.value(&row, "title"),
        };
        let identity = parent.filter(|_| !name.is_empty()).map(|parent| {
            let ident = fold(name);
            let next = self.seen.entry((parent.pk, Print::of(&ident))).or_insert(0);
            let nth = *next;
            *next += 1;
            (parent.pk, ident, nth)
        });
        Placed { row, parent: parent.cloned(), identity }
    }

    /// Judges a row against the stored record of its identity, given as key and JSON.
    ///
    /// # Errors
    /// The stored JSON cannot be read, or the new one not be written.
    pub fn judge(&self, placed: Placed, stored: Option<&(i64, String)>) -> Result<Judged, serde_json::Error> {
        let Placed { row, parent, identity } = placed;
        let before = stored.map(|(_, data)| Carried::parse(self.kind, data)).transpose()?;
        let mut faults = row.faults.clone();
        let id = self.id(&row).to_owned();
        if parent.is_none()
            && !id.is_empty()
            && let Some(at) = self.mapped.place("solutionId")
        {
            faults.push(RowFault::in_cell(at, FaultKind::UnknownSolution, &id));
        }
        let after = self.read(&row, before.as_ref(), &mut faults);
        let (Some(parent), Some((_, ident, nth)), true) = (parent, identity, faults.is_empty()) else {
            return Ok(Judged::Staged(Staged::Rejected(Rejected { line: row.line, cells: row.cells, faults })));
        };
        let changes = before.as_ref().map_or_else(Vec::new, |before| self.changes(before, &after));
        if before.is_some() && changes.is_empty() {
            return Ok(Judged::Unchanged);
        }
        let effect = if before.is_some() { RowEffect::Changed } else { RowEffect::New };
        let (name, data) = (after.name().to_owned(), after.json()?);
        let carried = stored.map(|(pk, _)| *pk);
        let staged =
            StagedCarried { line: row.line, effect, parent, solution_id: id, carried, ident, nth, name, data, changes };
        Ok(Judged::Staged(Staged::Carried(Box::new(staged))))
    }

    /// The row's values on top of what is stored.
    fn read(&self, row: &FileRow, before: Option<&Carried>, faults: &mut Vec<RowFault>) -> Carried {
        let mut draft = before.cloned().unwrap_or_else(|| Carried::blank(self.kind));
        for (column, at) in self.mapped.columns() {
            let given = value_at(row, at);
            let as_stored = before.is_some_and(|before| before.cell(column.id).trim() == given);
            if as_stored || (column.required && given.is_empty()) {
                continue;
            }
            if let Err(kind) = draft.take(column.id, given) {
                faults.push(RowFault::in_cell(at, kind, given));
            }
        }
        if let Carried::Referral(referral) = &mut draft {
            let as_stored =
                |before: &Carried| money::is_as_stored(&self.mapped, row, "value", |column| before.cell(column));
            if !before.is_some_and(as_stored)
                && let Some(money) = money::read(&self.mapped, row, "value", Some(&referral.currency), faults)
            {
                referral.value_minor = money.minor;
                referral.currency = money.currency.unwrap_or_default();
            }
        }
        draft
    }

    fn changes(&self, before: &Carried, after: &Carried) -> Vec<FieldChange> {
        let change = |column: &str| {
            let (before, after) = (before.cell(column), after.cell(column));
            let differs = before.trim() != after.trim();
            differs.then(|| FieldChange { column: column.to_owned(), before, after, set_here: false })
        };
        self.mapped.columns().filter_map(|(column, _)| change(column.id)).collect()
    }
}

impl Carried {
    fn blank(kind: ImportKind) -> Carried {
        let none = String::new;
        match kind {
            ImportKind::Referrals => {
                Carried::Referral(Referral { customer: none(), stage: none(), value_minor: 0, currency: none() })
            }
            ImportKind::Contacts => {
                Carried::Contact(Contact { name: none(), email: none(), role: none(), region: none() })
            }
            ImportKind::Collateral | ImportKind::Solutions => {
                Carried::Collateral(Collateral { kind: none(), title: none(), url: None })
            }
        }
    }

    fn parse(kind: ImportKind, data: &str) -> Result<Carried, serde_json::Error> {
        Ok(match kind {
            ImportKind::Referrals => Carried::Referral(serde_json::from_str(data)?),
            ImportKind::Contacts => Carried::Contact(serde_json::from_str(data)?),
            ImportKind::Collateral | ImportKind::Solutions => Carried::Collateral(serde_json::from_str(data)?),
        })
    }

    fn json(&self) -> Result<String, serde_json::Error> {
        match self {
            Carried::Referral(referral) => serde_json::to_string(referral),
            Carried::Collateral(document) => serde_json::to_string(document),
            Carried::Contact(contact) => serde_json::to_string(contact),
        }
    }

    fn name(&self) -> &str {
        match self {
            Carried::Referral(referral) => &referral.customer,
            Carried::Collateral(document) => &document.title,
            Carried::Contact(contact) => &contact.name,
        }
    }

    /// A value as the cell of a file.
    fn cell(&self, column: &str) -> String {
        match (self, column) {
            (Carried::Referral(referral), "customer") => referral.customer.clone(),
            (Carried::Referral(referral), "stage") => referral.stage.clone(),
            (Carried::Referral(referral), "currency") => referral.currency.clone(),
            (Carried::Referral(referral), "value") if referral.value_minor > 0 => {
                amount_text(referral.value_minor.cast_signed(), &referral.currency)
            }
            (Carried::Collateral(document), "kind") => document.kind.clone(),
            (Carried::Collateral(document), "title") => document.title.clone(),
            (Carried::Collateral(document), "url") => document.url.clone().unwrap_or_default(),
            (Carried::Contact(contact), "name") => contact.name.clone(),
            (Carried::Contact(contact), "email") => contact.email.clone(),
            (Carried::Contact(contact), "role") => contact.role.clone(),
            (Carried::Contact(contact), "region") => contact.region.clone(),
            _ => String::new(),
        }
    }

    /// Takes one cell in; amount and currency are read elsewhere, together.
    fn take(&mut self, column: &str, cell: &str) -> Result<(), FaultKind> {
        match (self, column) {
            (Carried::Referral(referral), "customer") => referral.customer = short(cell, NAME_MAX)?,
            (Carried::Referral(referral), "stage") => referral.stage = short(cell, NAME_MAX)?,
            (Carried::Collateral(document), "kind") => document.kind = short(cell, NAME_MAX)?,
            (Carried::Collateral(document), "title") => document.title = short(cell, NAME_MAX)?,
            (Carried::Collateral(document), "url") => {
                document.url = value::optional(cell, https_url)?.map(str::to_owned);
            }
            (Carried::Contact(contact), "name") => contact.name = short(cell, NAME_MAX)?,
            (Carried::Contact(contact), "email") => contact.email = email(cell)?.to_owned(),
            (Carried::Contact(contact), "role") => contact.role = short(cell, NAME_MAX)?,
            (Carried::Contact(contact), "region") => contact.region = short(cell, NAME_MAX)?,
            _ => {}
        }
        Ok(())
    }
}
