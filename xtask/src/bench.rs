//! `cargo xtask bench`: says how good match suggestions are, then builds the release and measures it.

use std::process::ExitCode;

use crate::args::{Args, Spec};
use crate::build::{self, Kind};
use crate::setup::{self, Scope};
use crate::{paths, process};

/// What `bench` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask bench [--only A,B] [ARGUMENTS]

First the part `matching`: precision, recall and calibration of match suggestions on both halves of the
evaluation set, and their speed. Then builds page and server as released and runs bench/run.mjs with the
other parts and arguments, which prints a table and writes a JSON file.",
    switches: &[],
    options: &["--only"],
    hands_on: true,
};

/// The part that needs neither page nor server.
const MATCHING: &str = "matching";

/// The command.
pub fn run(args: &Args) -> Result<ExitCode, String> {
    let script = paths::root().join("bench").join("run.mjs");
    if !script.is_file() {
        return Err("bench/run.mjs is not there.".to_owned());
    }
    let (matching, others) = parts(args.value("--only"));
    if matching {
        let mut example = process::command("cargo");
        example.args(["run", "--release", "--quiet", "--package", "contract", "--example", MATCHING]);
        process::run(&mut example)?;
    }
    let only = match others {
        Others::None => return Ok(ExitCode::SUCCESS),
        Others::All => Vec::new(),
        Others::These(list) => vec!["--only".to_owned(), list],
    };
    build::page(Kind::Release, setup::install(Scope::Tests)?)?;
    let server = build::server(Kind::Release)?;
    let mut node = process::command("node");
    node.arg(script).args(only).args(args.rest()).env("COSELL_BIN", server);
    process::run(&mut node)?;
    Ok(ExitCode::SUCCESS)
}

/// Parts for bench/run.mjs.
#[derive(Debug, PartialEq, Eq)]
enum Others {
    None,
    All,
    These(String),
}

/// Whether `matching` is wanted, and what else.
fn parts(only: Option<&str>) -> (bool, Others) {
    let Some(only) = only else { return (true, Others::All) };
    let (matching, others): (Vec<&str>, Vec<&str>) = only.split(',').partition(|part| *part == MATCHING);
    let others = if others.is_empty() { Others::None } else { Others::These(others.join(",")) };
    (!matching.is_empty(), others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matching_runs_alone_or_first() {
        assert_eq!(parts(None), (true, Others::All));
        assert_eq!(parts(Some("matching")), (true, Others::None));
        assert_eq!(parts(Some("grid,matching,api")), (true, Others::These("grid,api".to_owned())));
        assert_eq!(parts(Some("grid")), (false, Others::These("grid".to_owned())));
    }
}
