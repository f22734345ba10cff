//! `cosell import resellers` and `cosell import sales`.

use std::path::Path;

use contract::locale::Locale;

use super::{Database, Told};
use crate::acts::directory::{self, Kept};
use crate::acts::sales;
use crate::clock::Clock;
use crate::imports::resellers::DirectoryFile;
use crate::imports::sales::SalesFile;
use crate::store::history::Actor;

/// Reads the directory, the good rows all or none; tells the others by line.
pub async fn directory(file: &Path, complete: bool, database: &Database) -> Told {
    let bytes = bytes(file)?;
    let directory = DirectoryFile::read(&bytes).map_err(|failure| failure.worded(Locale::En))?;
    // A row with a problem names somebody who is in the programme all the same.
    if complete && !directory.problems.is_empty() {
        tell(directory.problems.iter().map(|problem| (problem.line, problem.message.as_str())));
        return Err("nothing was read: mend these rows first, because --complete takes every other reseller out".into());
    }
    let db = database.open().await?;
    let mut tx = db.write().await?;
    let Kept { written, left } =
        directory::keep(&mut tx, &directory.resellers, complete, Clock::default().now()).await?;
    tx.commit().await?;
    db.close().await;
    tell(directory.problems.iter().map(|problem| (problem.line, problem.message.as_str())));
    println!(
        "{written} resellers, {left} of them newly out of the program, {} rows with problems",
        directory.problems.len()
    );
    Ok(())
}

/// Reads sales, the good rows all or none; tells the others by line.
pub async fn sales(file: &Path, database: &Database) -> Told {
    let bytes = bytes(file)?;
    let read = SalesFile::read(&bytes).map_err(|failure| failure.worded(Locale::En))?;
    let mut problems: Vec<(u64, String)> = Vec::new();
    for row in &read.file.rows {
        let reading = Some(&read.file.reading);
        problems.extend(row.faults.iter().map(|fault| (row.line, fault.worded(row.line, reading, Locale::En).message)));
    }
    let (lines, list): (Vec<u64>, Vec<_>) = read.sales.into_iter().unzip();
    let db = database.open().await?;
    let mut tx = db.write().await?;
    let taken = sales::take(&mut tx, &Actor::SYSTEM, &list, Clock::default().now()).await?;
    tx.commit().await?;
    db.close().await;
    let line = |at: usize| lines.get(at).copied().unwrap_or_default();
    problems.extend(taken.problems.iter().map(|(at, fault)| (line(*at), fault.worded(Locale::En).message)));
    problems.sort();
    tell(problems.iter().map(|(line, message)| (*line, message.as_str())));
    println!("{} new sales, {} known, {} rows with problems", taken.added, taken.known, problems.len());
    Ok(())
}

fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("{} cannot be opened: {error}", file.display()))
}

fn tell<'a>(problems: impl Iterator<Item = (u64, &'a str)>) {
    for (line, message) in problems {
        eprintln!("line {line}: {message}");
    }
}
