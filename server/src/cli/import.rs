//! `cosell import` and `cosell sample`.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::Path;

use contract::workspace::{FORMAT, Workspace};

use super::{Database, Told};
use crate::clock::{Clock, time};
use crate::sample::{SampleSpec, generate};

/// Reads a workspace file, all of it or nothing.
pub async fn workspace(file: &Path, database: &Database) -> Told {
    let name = file.display();
    let reader = BufReader::new(File::open(file).map_err(|error| format!("{name} cannot be opened: {error}"))?);
    let workspace: Workspace =
        serde_json::from_reader(reader).map_err(|error| format!("{name} is not a workspace file: {error}"))?;
    if workspace.format != FORMAT {
        return Err(format!("{name} has format {}, and this program reads format {FORMAT}", workspace.format).into());
    }
    let db = database.open().await?;
    let mut tx = db.write().await?;
    let written = tx.write_workspace(&workspace, Clock::default().now()).await?;
    tx.commit().await?;
    db.close().await;
    println!(
        "{} companies, {} people, {} new solutions ({} known), {} resellers",
        written.companies, written.people, written.solutions, written.known_solutions, written.resellers
    );
    Ok(())
}

/// Writes the sample workspace.
pub fn sample(seed: u64, solutions: Option<u32>, output: Option<&Path>) -> Told {
    let today = time(Clock::default().now()).date_naive();
    let workspace = generate(&SampleSpec { seed, today, solutions });
    match output {
        Some(file) => {
            let mut writer = BufWriter::new(
                File::create(file).map_err(|error| format!("{} cannot be written: {error}", file.display()))?,
            );
            serde_json::to_writer(&mut writer, &workspace)?;
            writer.flush()?;
        }
        None => println!("{}", serde_json::to_string_pretty(&workspace)?),
    }
    Ok(())
}
