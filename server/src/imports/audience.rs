//! Lists of resellers as files: each row becomes a tenant ID or a problem.

use std::collections::BTreeMap;

use contract::api::audience_file::ListEffect;
use contract::api::import::ImportSettings;
use contract::audience::list::is_tenant_type;
use contract::audience::tenant::TenantId;
use contract::csv::columns::AUDIENCE;
use contract::csv::problem::CsvProblemKind;

use super::failure::Failure;
use super::fault::{FaultKind, RowFault};
use super::mapped::{FileRow, Mapped};
use super::whole::WholeFile;

/// A file of resellers that was read.
#[derive(Debug)]
pub struct AudienceFile {
    /// As every file is read.
    pub file: WholeFile,
    /// The tenant ID of each row; `None` for one that has a problem by then.
    pub ids: Vec<Option<TenantId>>,
}

impl AudienceFile {
    /// Reads a file; what settings leave open is guessed.
    pub fn read(settings: ImportSettings, bytes: &[u8]) -> AudienceFile {
        let mut file = WholeFile::read(&AUDIENCE, settings, bytes);
        // Where a tenant ID stands among the headings there are none: the line is the first row, whatever its type is called.
        let is_row = file.reading.columns.iter().any(|column| TenantId::parse(&column.heading).is_some());
        if is_row && matches!(file.failure, None | Some(Failure::NoRows)) {
            file.failure = Some(CsvProblemKind::NoHeader.into());
            file.rows = Vec::new();
        }
        let mut ids = Vec::with_capacity(file.rows.len());
        if let Some(mapped) = &file.mapped {
            ids.extend(file.rows.iter_mut().map(|row| judge(mapped, row)));
        }
        AudienceFile { file, ids }
    }

    /// The tenant IDs that can be read, in the order of the file.
    pub fn list(&self) -> Vec<TenantId> {
        self.ids.iter().flatten().copied().collect()
    }

    /// What a row calls its reseller.
    pub fn description(&self, row: &FileRow) -> String {
        self.file.mapped.as_ref().map_or(String::new(), |mapped| mapped.value(row, "description").to_owned())
    }

    /// Notes what a list does with each row, given for those with a tenant ID in their order, as problems of the rows; gives the
    /// effect of every row.
    pub fn judge(&mut self, effects: &[ListEffect]) -> Vec<ListEffect> {
        let at = self.file.mapped.as_ref().and_then(|mapped| mapped.place("tenantId")).unwrap_or(0);
        let mut lines: BTreeMap<TenantId, u64> = BTreeMap::new();
        let mut effects = effects.iter();
        let mut all = Vec::with_capacity(self.file.rows.len());
        for (row, id) in self.file.rows.iter_mut().zip(&self.ids) {
            let effect = match id {
                Some(_) => effects.next().copied().unwrap_or(ListEffect::Invalid),
                None => ListEffect::Invalid,
            };
            let first = id.map_or(row.line, |id| *lines.entry(id).or_insert(row.line));
            let fault = match effect {
                ListEffect::UnknownTenant => Some(FaultKind::UnknownTenant),
                ListEffect::LeftProgramme => Some(FaultKind::LeftProgramme),
                ListEffect::Duplicate => Some(FaultKind::DuplicateTenant { line: first }),
                _ => None,
            };
            let cell = row.cells.get(at).cloned().unwrap_or_default();
            row.faults.extend(fault.map(|fault| RowFault::in_cell(at, fault, &cell)));
            all.push(effect);
        }
        all
    }
}

fn judge(mapped: &Mapped, row: &mut FileRow) -> Option<TenantId> {
    let cell = |id: &str| mapped.place(id).map(|at| (at, mapped.value(row, id).to_owned()));
    let wrong_type = cell("type").filter(|(_, text)| !is_tenant_type(text));
    let tenant = cell("tenantId").filter(|(_, text)| !text.is_empty());
    let id = tenant.as_ref().and_then(|(_, text)| TenantId::parse(text));
    if let (None, Some((at, text))) = (id, tenant) {
        row.faults.push(RowFault::in_cell(at, FaultKind::NotATenantId, &text));
    }
    if let Some((at, text)) = wrong_type {
        row.faults.push(RowFault::in_cell(at, FaultKind::NotATenantRow, &text));
    }
    id.filter(|_| row.faults.is_empty())
}
