//! The tests that need a browser: components by wasm-bindgen's runner in two browsers, journeys by Playwright.

use std::fs;
use std::path::{Path, PathBuf};

use super::counted;
use crate::build::{self, Kind};
use crate::counts::Counts;
use crate::toolchain::{Toolchain, WASM};
use crate::{paths, process, versions};

/// Components in headless Chromium.
pub fn components() -> Result<Counts, String> {
    components_in("CHROMEDRIVER", "/usr/bin/chromedriver".as_ref())
}

/// The same in headless Firefox.
pub fn components_in_firefox() -> Result<Counts, String> {
    components_in("GECKODRIVER", &geckodriver())
}

fn geckodriver() -> PathBuf {
    versions::geckodriver_folder().join("bin/geckodriver")
}

/// Components in the browser of a driver, whose variable tells the runner which one it is. They share the profile of the cheap page, so that crates are compiled once for both.
fn components_in(variable: &str, driver: &Path) -> Result<Counts, String> {
    let toolchain = Toolchain::needed()?;
    let mut cargo = toolchain.cargo();
    cargo.args(["test", "--locked", "--profile", "cheap", "--target", WASM, "-p", "cosell-page", "--test", "web"]);
    // The runner knows no splitter.
    cargo.args(build::cheap_features()).args(["--features", "whole"]);
    build::cheap_flags(&mut cargo);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER").env(variable, driver);
    // Seconds for the whole run; the default of 20 is short for a slow machine.
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    counted(&mut cargo)
}

/// Journeys through the debug server and the cheap page, with the counts of Playwright's own report.
pub fn journeys() -> Result<Counts, String> {
    let folder = paths::root().join("e2e");
    if !folder.join("package-lock.json").is_file() {
        return Err("e2e/package-lock.json is not there, so there is nothing to run.".to_owned());
    }
    let page = build::page(Kind::Cheap, Toolchain::needed()?)?;
    let server = build::server(Kind::Cheap)?;
    let report = paths::target().join("e2e-report.json");
    // A report of an earlier run must not count for this one.
    let _ = fs::remove_file(&report);
    let mut playwright = process::command("npx");
    playwright.current_dir(paths::root().join("e2e")).args(["--no-install", "playwright", "test"]);
    playwright.env("COSELL_BIN", server).env("COSELL_PAGE", page).env("COSELL_E2E_REPORT", &report);
    playwright.env("COSELL_GECKODRIVER", geckodriver());
    let ended = process::tee(&mut playwright)?;
    let text = fs::read_to_string(&report).map_err(|error| format!("Playwright left no report: {error}."))?;
    let (counts, flaky) = Counts::of_playwright(&text)?;
    if flaky > 0 {
        println!("{flaky} passed only when tried again.");
    }
    Ok(counts.confirmed_by(ended.success))
}
