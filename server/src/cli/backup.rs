//! `cosell backup` and `cosell restore`: one file is the whole installation.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{Database, Told};

/// Copies a SQLite database, also while a server uses it.
pub async fn backup(file: &Path, database: &Database) -> Told {
    sqlite_path(&database.database)?;
    if file.exists() {
        return Err(format!("{} exists already; choose another name", file.display()).into());
    }
    let db = database.open().await?;
    let target = file.to_str().ok_or("the file's name must be text")?;
    db.copy_into(target).await?;
    db.close().await;
    println!("{} written", file.display());
    Ok(())
}

/// Puts a backup in place of the database.
pub fn restore(file: &Path, force: bool, database: &str) -> Told {
    let target = sqlite_path(database)?;
    if target.exists() && !force {
        return Err(
            format!("{} exists already; stop the server and add --force to replace it", target.display()).into()
        );
    }
    let head = std::fs::read(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    if !head.starts_with(b"SQLite format 3\0") {
        return Err(format!("{} is not a backup made by `cosell backup`", file.display()).into());
    }
    // Written beside first and renamed last, so that a full disk leaves the old database whole.
    let mut beside = target.clone().into_os_string();
    beside.push(".restoring");
    let mut copy = File::create(&beside)?;
    copy.write_all(&head)?;
    copy.sync_all()?;
    // What SQLite kept beside the old file belongs to the old file.
    for suffix in ["-wal", "-shm"] {
        let mut beside = target.clone().into_os_string();
        beside.push(suffix);
        match std::fs::remove_file(PathBuf::from(beside)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    std::fs::rename(&beside, &target)?;
    println!("{} restored from {}", target.display(), file.display());
    Ok(())
}

fn sqlite_path(database: &str) -> Result<PathBuf, String> {
    database
        .strip_prefix("sqlite:")
        .map(|path| PathBuf::from(path.trim_start_matches("//")))
        .ok_or_else(|| "backup and restore are for SQLite; for PostgreSQL use pg_dump and pg_restore".to_owned())
}
