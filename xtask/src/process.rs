//! Starts other programs: to the end, silently, within a time, or with their output both shown and kept.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::paths;

/// What Cargo tells a program that it runs, and what would mislead another build started from here.
const FROM_CARGO_RUN: &[&str] = &[
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_PKG_AUTHORS",
    "CARGO_PKG_DESCRIPTION",
    "CARGO_PKG_HOMEPAGE",
    "CARGO_PKG_LICENSE",
    "CARGO_PKG_LICENSE_FILE",
    "CARGO_PKG_NAME",
    "CARGO_PKG_README",
    "CARGO_PKG_REPOSITORY",
    "CARGO_PKG_RUST_VERSION",
    "CARGO_PKG_VERSION",
    "CARGO_PKG_VERSION_MAJOR",
    "CARGO_PKG_VERSION_MINOR",
    "CARGO_PKG_VERSION_PATCH",
    "CARGO_PKG_VERSION_PRE",
    // Points at this tool's own compiler's libraries.
    "LD_LIBRARY_PATH",
];

/// A command that starts in the project's root without what Cargo said about this tool.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    for name in FROM_CARGO_RUN {
        command.env_remove(name);
    }
    command
}

/// The Cargo that runs this tool.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The command as a person would type it, for messages.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Runs to the end with output on the terminal; a failure is a sentence that names the command.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status}).", shown(command))) }
}

/// Runs to the end and gives standard output; errors go to the terminal.
pub fn output(command: &mut Command) -> Result<String, String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("`{}` failed ({}).", shown(command), output.status))
    }
}

/// Runs silently; whether the program exists and succeeded.
pub fn succeeds(command: &mut Command) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

/// What a program says on standard output when asked, such as its version; nothing when it is not there or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs silently for at most `limit`, then ends it; whether it succeeded in that time.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = silent.spawn() else {
        return false;
    };
    let start = Instant::now();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(_) => break,
        }
    }
    // Either it has just ended or it is ended now; both are failures in time.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Prints a line; a reader that went away, such as `head`, is no error.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// How a program ended whose output was shown as it came.
pub struct Ended {
    /// Whether its exit code was 0.
    pub success: bool,
    /// Its standard output.
    pub output: String,
}

/// Runs to the end, shows standard output as it comes and keeps a copy of it; errors go straight to the terminal.
pub fn tee(command: &mut Command) -> Result<Ended, String> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| cannot_start(command, &error))?;
    let mut kept = Vec::new();
    if let Some(mut output) = child.stdout.take() {
        let mut buffer = [0; 8192];
        loop {
            let count =
                output.read(&mut buffer).map_err(|error| format!("`{}` cannot be read: {error}.", shown(command)))?;
            if count == 0 {
                break;
            }
            let mut terminal = std::io::stdout().lock();
            // A closed terminal must not end the run: the exit code still counts.
            let _ = terminal.write_all(&buffer[..count]).and_then(|()| terminal.flush());
            kept.extend_from_slice(&buffer[..count]);
        }
    }
    let status = child.wait().map_err(|error| format!("`{}` cannot be waited for: {error}.", shown(command)))?;
    Ok(Ended { success: status.success(), output: String::from_utf8_lossy(&kept).into_owned() })
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` cannot be started: {error}.", shown(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_kept_and_the_exit_code_told() -> Result<(), String> {
        let ended = tee(command("sh").args(["-c", "echo kept; exit 3"]))?;
        assert_eq!((ended.success, ended.output.as_str()), (false, "kept\n"));
        Ok(())
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        assert!(!succeeds_within(command("sleep").arg("60"), Duration::from_millis(10)));
        assert!(succeeds_within(&mut command("true"), Duration::from_secs(30)));
    }

    #[test]
    fn a_missing_program_is_a_sentence() {
        let missing = run(&mut command("no-such-program-of-ours"));
        assert!(missing.is_err_and(|sentence| { sentence.starts_with("`no-such-program-of-ours` cannot be started") }));
    }
}
