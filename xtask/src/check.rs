//! `cargo xtask check`: formatting, lint and the rules of the house, without running a test.

use std::process::ExitCode;

use crate::args::{Args, Spec};
use crate::counts::Counts;
use crate::step::{self, Step};
use crate::{build, process, tidy};

/// What `check` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask check

Checks the formatting, lints all packages with warnings denied (the page on this machine's own target),
and runs the rules of `cargo xtask tidy`.",
    switches: &[],
    options: &[],
    hands_on: false,
};

/// Formatting as rustfmt has it.
pub const FMT: Step = Step { name: "fmt", about: "formatting", run: || passes(&["fmt", "--all", "--check"]) };

/// Clippy with warnings denied, the gallery included.
pub const CLIPPY: Step = Step {
    name: "clippy",
    about: "lint of all packages",
    run: || {
        let mut args = vec!["clippy", "--workspace", "--all-targets"];
        if build::page_has_gallery() {
            args.extend(["--features", "cosell-page/gallery"]);
        }
        args.extend(["--", "-D", "warnings"]);
        passes(&args)
    },
};

/// The rules of the house.
pub const TIDY: Step =
    Step { name: "tidy", about: "the rules of the house", run: || tidy::report().map(Counts::check) };

/// The command.
pub fn run(_: &Args) -> Result<ExitCode, String> {
    let counts = step::run_all(&[&FMT, &CLIPPY, &TIDY]);
    Ok(if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn passes(args: &[&str]) -> Result<Counts, String> {
    process::run(process::cargo().args(args)).map(|()| Counts::check(true))
}
