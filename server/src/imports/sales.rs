//! Sales as a file: each row becomes a sale, or is told to be unreadable.

use contract::api::import::ImportSettings;
use contract::api::resellers::Sale;
use contract::csv::columns::SALES;
use contract::csv::value;

use super::failure::Failure;
use super::fault::RowFault;
use super::whole::WholeFile;

/// A file of sales that was read.
#[derive(Debug)]
pub struct SalesFile {
    /// As every file is read.
    pub file: WholeFile,
    /// Readable sales with their lines.
    pub sales: Vec<(u64, Sale)>,
}

impl SalesFile {
    /// Reads a file; encoding and separator are guessed.
    ///
    /// # Errors
    /// Why it cannot be read at all.
    pub fn read(bytes: &[u8]) -> Result<SalesFile, Failure> {
        let mut file = WholeFile::read(&SALES, ImportSettings::default(), bytes);
        if let Some(failure) = file.failure {
            return Err(failure);
        }
        let mut sales = Vec::new();
        let Some(mapped) = &file.mapped else { return Ok(SalesFile { file, sales }) };
        for row in &mut file.rows {
            let cell = |id: &str| mapped.value(row, id).to_owned();
            let sold_at = match value::time(&cell("sold")) {
                Ok(sold_at) => sold_at,
                Err(problem) => {
                    let (at, text) = (mapped.place("sold").unwrap_or(0), cell("sold"));
                    if !text.is_empty() {
                        row.faults.push(RowFault::in_cell(at, problem, &text));
                    }
                    continue;
                }
            };
            let sale = Sale {
                publisher: cell("publisher"),
                offer_id: cell("offerId"),
                tenant_id: cell("tenantId"),
                customer: cell("customer"),
                sold_at,
            };
            if row.faults.is_empty() {
                sales.push((row.line, sale));
            }
        }
        Ok(SalesFile { file, sales })
    }
}
