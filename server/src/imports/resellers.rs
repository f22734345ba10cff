//! The directory of resellers as a file: each row becomes a reseller, or a problem by line.

use contract::api::import::{ImportSettings, RowProblem};
use contract::audience::tenant::TenantId;
use contract::csv::columns::DIRECTORY;
use contract::csv::value;
use contract::locale::Locale;
use contract::workspace::Reseller;

use super::failure::Failure;
use super::fault::{FaultKind, RowFault};
use super::mapped::{FileRow, Mapped, short};
use super::whole::WholeFile;

/// The longest name of a company or town, in characters.
const NAME_MAX: usize = 200;

/// A directory that was read.
#[derive(Debug)]
pub struct DirectoryFile {
    /// Its resellers.
    pub resellers: Vec<Reseller>,
    /// What is wrong with other rows, in English, for the terminal.
    pub problems: Vec<RowProblem>,
}

impl DirectoryFile {
    /// Reads a file; encoding and separator are guessed.
    ///
    /// # Errors
    /// Why it cannot be read at all.
    pub fn read(bytes: &[u8]) -> Result<DirectoryFile, Failure> {
        let WholeFile { reading, rows, mapped, failure } =
            WholeFile::read(&DIRECTORY, ImportSettings::default(), bytes);
        if let Some(failure) = failure {
            return Err(failure);
        }
        let (mut resellers, mut problems) = (Vec::new(), Vec::new());
        let Some(mapped) = mapped else { return Ok(DirectoryFile { resellers, problems }) };
        for row in rows {
            let mut faults = row.faults.clone();
            let reseller = reseller(&mapped, &row, &mut faults);
            problems.extend(faults.iter().map(|fault| fault.worded(row.line, Some(&reading), Locale::En)));
            resellers.extend(reseller.filter(|_| faults.is_empty()));
        }
        Ok(DirectoryFile { resellers, problems })
    }
}

fn reseller(mapped: &Mapped, row: &FileRow, faults: &mut Vec<RowFault>) -> Option<Reseller> {
    let cell = |id: &str| mapped.value(row, id);
    let mut wrong = |id: &str, kind: FaultKind| {
        if !cell(id).is_empty() {
            faults.push(RowFault::in_cell(mapped.place(id).unwrap_or(0), kind, cell(id)));
        }
    };
    let tenant_id = TenantId::parse(cell("tenantId"));
    if tenant_id.is_none() {
        wrong("tenantId", FaultKind::NotATenantId);
    }
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !is_code(cell("country")) {
        wrong("country", FaultKind::NotACountry);
    }
    for id in ["name", "city", "region"] {
        if let Err(kind) = short(cell(id), NAME_MAX) {
            wrong(id, kind);
        }
    }
    let left_at = value::optional(cell("left"), value::time).unwrap_or_else(|problem| {
        wrong("left", problem.into());
        None
    });
    Some(Reseller {
        tenant_id: tenant_id?.to_string(),
        name: cell("name").to_owned(),
        country: cell("country").to_ascii_uppercase(),
        region: cell("region").to_owned(),
        city: cell("city").to_owned(),
        competencies: value::list(cell("competencies")),
        skills: value::list(cell("skills")),
        left_at,
    })
}
