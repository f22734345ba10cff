//! `cargo xtask bench`: builds the release and measures it.

use std::process::ExitCode;

use crate::args::{Args, Spec};
use crate::build::{self, Kind};
use crate::setup::{self, Scope};
use crate::{paths, process};

/// What `bench` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask bench [ARGUMENTS]

Builds page and server as released, then runs bench/run.mjs with the arguments, which prints a table and
writes a JSON file.",
    switches: &[],
    options: &[],
    hands_on: true,
};

/// The command.
pub fn run(args: &Args) -> Result<ExitCode, String> {
    let script = paths::root().join("bench").join("run.mjs");
    if !script.is_file() {
        return Err("bench/run.mjs is not there.".to_owned());
    }
    build::page(Kind::Release, setup::install(Scope::Tests)?)?;
    let server = build::server(Kind::Release)?;
    let mut node = process::command("node");
    node.arg(script).args(args.rest()).env("COSELL_BIN", server);
    process::run(&mut node)?;
    Ok(ExitCode::SUCCESS)
}
