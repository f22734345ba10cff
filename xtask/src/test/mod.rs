//! `cargo xtask test`: every check and test of the project, ending in one line of counts.

mod browser;
mod postgres;

use std::process::ExitCode;

use crate::args::{Args, Spec};
use crate::check::{CLIPPY, FMT, TIDY};
use crate::counts::Counts;
use crate::process;
use crate::setup::{self, Scope};
use crate::step::{self, Step};

/// What `test` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask test [--fast] [--only STEP]

Installs what is missing, then runs: fmt, clippy, tidy, host (contract, columns, server on SQLite, this tool),
postgres (the server again, on a temporary cluster), spreadsheet (files from and to LibreOffice), web (components in
headless Chromium), firefox (the same in Firefox), e2e (journeys through page and server, with axe). All steps run even when one fails. The last
line is the sum.

  --fast        without browser, PostgreSQL and LibreOffice; installs nothing
  --only STEP   one of the steps above",
    switches: &["--fast"],
    options: &["--only"],
    hands_on: false,
};

const HOST: Step = Step { name: "host", about: "contract, columns, server on SQLite, xtask", run: host };
const POSTGRES: Step = Step { name: "postgres", about: "server on a temporary PostgreSQL cluster", run: on_postgres };
const SPREADSHEET: Step = Step { name: "spreadsheet", about: "files from and to LibreOffice", run: spreadsheet };
const WEB: Step = Step { name: "web", about: "components in headless Chromium", run: browser::components };
const FIREFOX: Step =
    Step { name: "firefox", about: "components in headless Firefox", run: browser::components_in_firefox };
const E2E: Step =
    Step { name: "e2e", about: "journeys in Chromium, the main ones in Firefox too", run: browser::journeys };

/// All steps in their order, each with whether it runs with `--fast`.
const STEPS: &[(&Step, bool)] = &[
    (&FMT, true),
    (&CLIPPY, true),
    (&TIDY, true),
    (&HOST, true),
    (&POSTGRES, false),
    (&SPREADSHEET, false),
    (&WEB, false),
    (&FIREFOX, false),
    (&E2E, false),
];

/// The command.
pub fn run(args: &Args) -> Result<ExitCode, String> {
    let steps = chosen(args.has("--fast"), args.value("--only"))?;
    if steps.iter().any(|(_, fast)| !fast) {
        let spreadsheet = steps.iter().any(|(step, _)| step.name == SPREADSHEET.name);
        setup::install(if spreadsheet { Scope::Spreadsheet } else { Scope::Tests })?;
    }
    let steps: Vec<&Step> = steps.into_iter().map(|(step, _)| step).collect();
    let total = step::run_all(&steps);
    println!("\n{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(fast: bool, only: Option<&str>) -> Result<Vec<(&'static Step, bool)>, String> {
    let Some(only) = only else {
        return Ok(STEPS.iter().copied().filter(|(_, in_fast)| *in_fast || !fast).collect());
    };
    let step = STEPS.iter().copied().find(|(step, _)| step.name == only);
    let names = STEPS.iter().map(|(step, _)| step.name).collect::<Vec<_>>().join(", ");
    Ok(vec![step.ok_or_else(|| format!("There is no step {only}; the steps are {names}."))?])
}

fn host() -> Result<Counts, String> {
    let mut cargo = process::cargo();
    cargo.args(["test", "-p", "contract", "-p", "columns", "-p", "server", "-p", "xtask", "--no-fail-fast"]);
    counted(cargo.env_remove(postgres::VARIABLE))
}

fn on_postgres() -> Result<Counts, String> {
    let cluster = postgres::Cluster::start()?;
    let mut cargo = process::cargo();
    cargo.args(["test", "-p", "server", "--no-fail-fast"]).env(postgres::VARIABLE, cluster.url());
    counted(&mut cargo)
}

/// These are ignored by every other run, because they start a program of seconds.
fn spreadsheet() -> Result<Counts, String> {
    let mut cargo = process::cargo();
    cargo.args(["test", "-p", "server", "--test", "spreadsheet", "--", "--ignored"]);
    counted(cargo.env_remove(postgres::VARIABLE))
}

/// Runs a program that prints Rust's result lines and reads its counts.
fn counted(command: &mut std::process::Command) -> Result<Counts, String> {
    let ended = process::tee(command)?;
    Ok(Counts::of_result_lines(&ended.output).confirmed_by(ended.success))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(fast: bool, only: Option<&str>) -> Result<Vec<&'static str>, String> {
        Ok(chosen(fast, only)?.iter().map(|(step, _)| step.name).collect())
    }

    #[test]
    fn fast_leaves_out_what_needs_other_programs() {
        assert_eq!(names(false, None).map(|all| all.len()), Ok(9));
        assert_eq!(names(true, None), Ok(vec!["fmt", "clippy", "tidy", "host"]));
    }

    #[test]
    fn one_step_by_name() {
        assert_eq!(names(false, Some("web")), Ok(vec!["web"]));
        assert!(names(false, Some("wab")).is_err_and(|sentence| sentence.contains("fmt, clippy")));
    }
}
