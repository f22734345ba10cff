//! Jobs and previews as the API gives them, worded in the reader's language.

use contract::api::import::{FieldChange, ImportJob, ImportState, PART_BYTES, PreviewRow};
use contract::locale::Locale;
use contract::solution::{CoSellStatus, OfferType};

use crate::clock::time;
use crate::store::imports::Job;
use crate::texts::text;

/// How many parts a file of that size has.
pub fn part_count(size: u64) -> u32 {
    u32::try_from(size.div_ceil(PART_BYTES)).unwrap_or(u32::MAX)
}

/// How many bytes a part has; `None` when the file has no such part.
pub fn part_bytes(size: u64, part: u32) -> Option<u64> {
    let start = u64::from(part) * PART_BYTES;
    (start < size).then(|| PART_BYTES.min(size - start))
}

/// A job, given the parts that have come.
pub fn job(job: &Job, parts: &[u32], locale: Locale) -> ImportJob {
    let missing_parts = match job.state {
        ImportState::Uploading => (0..part_count(job.size)).filter(|part| !parts.contains(part)).collect(),
        _ => Vec::new(),
    };
    let reading = job.reading.clone().map(|mut reading| {
        let name = |id: &String| text(locale, &job.kind.column_key(id), &[]);
        reading.missing = reading.missing.iter().map(name).collect();
        reading
    });
    ImportJob {
        id: job.id.clone(),
        kind: job.kind,
        file_name: job.file_name.clone(),
        size: job.size,
        state: job.state,
        by: job.by.clone(),
        at: time(job.at),
        missing_parts,
        rows_read: job.rows_read,
        settings: job.settings.clone(),
        reading,
        failure: job.failure.as_ref().map(|failure| failure.worded(locale)),
        version: job.version,
    }
}

/// A row of the preview: values that are words of ours are named in the reader's language.
pub fn preview(mut row: PreviewRow, locale: Locale) -> PreviewRow {
    for change in &mut row.changes {
        let FieldChange { column, before, after, .. } = change;
        for value in [before, after] {
            // catalogue: offerType.*, coSell.*
            let key = match column.as_str() {
                "offerType" => OfferType::from_name(value).map(|known| format!("offerType.{}", known.word())),
                "coSellStatus" => CoSellStatus::from_name(value).map(|known| format!("coSell.{}", known.word())),
                _ => None,
            };
            if let Some(key) = key {
                *value = text(locale, &key, &[]);
            }
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_is_shorter() {
        assert_eq!(part_count(0), 0);
        assert_eq!(part_count(1), 1);
        assert_eq!(part_count(PART_BYTES), 1);
        assert_eq!(part_count(PART_BYTES + 1), 2);
        assert_eq!(part_bytes(PART_BYTES + 1, 0), Some(PART_BYTES));
        assert_eq!(part_bytes(PART_BYTES + 1, 1), Some(1));
        assert_eq!(part_bytes(PART_BYTES + 1, 2), None);
        assert_eq!(part_bytes(0, 0), None);
    }
}
