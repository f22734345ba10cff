//! `cargo xtask setup`: installs what is missing, says what and for how long, and skips what is there.

mod apt;
mod tools;
mod wasm_std;

use std::process::ExitCode;
use std::{fs, path::Path};

use crate::args::{Args, Spec};
use crate::toolchain::{Toolchain, link_debian_programs};
use crate::{paths, process};

pub use tools::fetch_crates;

/// What `setup` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask setup [--serve-only]

Installs what building and testing need and what is not there yet: a compiler for WASM, wasm-bindgen,
its splitter, wasm-opt and esbuild (in your cache folder, shared by all clones), Chromium and Firefox with their drivers,
fonts, PostgreSQL, LibreOffice, and the npm packages of e2e/. Packages of Debian need root or sudo; without either, the
line to run is printed.

  --serve-only   only what `cargo xtask serve` needs",
    switches: &["--serve-only"],
    options: &[],
    hands_on: false,
};

/// How much to install.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// What building the page needs.
    Page,
    /// Also browser, database and npm packages for the tests.
    Tests,
    /// Also the spreadsheet program, which one step of the tests alone needs.
    Spreadsheet,
}

impl Scope {
    /// Debian's packages that the scope has beside the compiler's.
    fn packages(self) -> Vec<&'static str> {
        match self {
            Scope::Page => Vec::new(),
            Scope::Tests => TEST_PACKAGES.to_vec(),
            Scope::Spreadsheet => [TEST_PACKAGES, &[SPREADSHEET_PACKAGE]].concat(),
        }
    }
}

/// Debian's packages for the tests: the browser and its driver, a second browser, fonts for Latin and Chinese, the second
/// database.
const TEST_PACKAGES: &[&str] =
    &["chromium", "chromium-driver", "firefox-esr", "fonts-noto-core", "fonts-noto-cjk", "postgresql"];

/// Chromium without windows of its own. Journeys take a third less time in it; without it they run in the whole browser.
const QUICKER_BROWSER: &str = "chromium-headless-shell";

/// Debian's package of the program that makes and opens CSV files in the tests.
const SPREADSHEET_PACKAGE: &str = "libreoffice-calc";

/// The command.
pub fn run(args: &Args) -> Result<ExitCode, String> {
    install(if args.has("--serve-only") { Scope::Page } else { Scope::Spreadsheet })?;
    Ok(ExitCode::SUCCESS)
}

/// Installs what the scope lacks and ends with one line that names what is there.
pub fn install(scope: Scope) -> Result<Toolchain, String> {
    needs_node()?;
    let toolchain = compiler_and_packages(scope)?;
    let mut there = vec![format!("WASM by {}", toolchain.label())];
    there.extend([tools::wasm_bindgen()?, tools::wasm_split()?, tools::wasm_opt()?, tools::esbuild()?]);
    if scope >= Scope::Tests {
        there.push(tools::geckodriver()?);
        there.extend(scope.packages().into_iter().map(str::to_owned));
        there.extend(quicker_browser());
        if npm_packages()? {
            there.push("npm packages of e2e/".to_owned());
        }
    }
    println!("setup: there: {}", there.join(", "));
    Ok(toolchain)
}

fn needs_node() -> Result<(), String> {
    if process::succeeds(process::command("npm").arg("--version")) {
        return Ok(());
    }
    Err("Node with npm is needed and not there. Install Node 20 or newer (Debian: apt-get install nodejs npm), then start again.".to_owned())
}

/// The compiler for WASM and all Debian packages in one installation, so that a person without root is asked once.
fn compiler_and_packages(scope: Scope) -> Result<Toolchain, String> {
    // A cleared cache loses the links to Debian's programs; with them back nothing else may be missing.
    let _ = link_debian_programs();
    let ready = Toolchain::ready().or_else(|| wasm_std::by_rustup().then_some(Toolchain::Rustup));
    let tests = apt::missing(&scope.packages());
    if let (Some(toolchain), []) = (ready, tests.as_slice()) {
        return Ok(toolchain);
    }
    if !process::succeeds(process::command("apt-get").arg("--version")) {
        return Err(
            "This installs Debian's packages by apt-get, which is not here. Needed: a Rust toolchain with the target \
                    wasm32-unknown-unknown, Chromium, chromedriver, Firefox, Noto fonts, PostgreSQL and LibreOffice Calc."
                .to_owned(),
        );
    }
    let known = if ready.is_none() { wasm_std::debian_packages() } else { Ok(Vec::new()) };
    let complete = known.as_ref().is_ok_and(|names| tests.is_empty() && missing_of(names).is_empty());
    if !complete {
        install_packages(&tests, ready.is_none())?;
    }
    match ready {
        Some(toolchain) => Ok(toolchain),
        None => wasm_std::by_debian().map(|()| Toolchain::Debian),
    }
}

fn install_packages(tests: &[&str], substitute: bool) -> Result<(), String> {
    println!("setup: reading Debian's package lists (a few seconds)");
    apt::update();
    let compiler = if substitute { wasm_std::debian_packages()? } else { Vec::new() };
    let wanted: Vec<&str> = tests.iter().copied().chain(missing_of(&compiler)).collect();
    println!("setup: installing Debian's {} (1 to 5 minutes)", wanted.join(", "));
    apt::install(&wanted)
}

/// Installs what is wanted and not needed; its name when it is there.
fn quicker_browser() -> Option<String> {
    if !apt::missing(&[QUICKER_BROWSER]).is_empty() {
        println!("setup: installing Debian's {QUICKER_BROWSER} (under a minute)");
        if !apt::install_wanted(QUICKER_BROWSER) {
            println!(
                "setup: that needs root and Debian's archive; journeys run in the whole Chromium, which takes half as long again. To have it:"
            );
            println!("\n    apt-get update && apt-get install {QUICKER_BROWSER}\n");
            return None;
        }
    }
    Some(QUICKER_BROWSER.to_owned())
}

fn missing_of(names: &[String]) -> Vec<&str> {
    apt::missing(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The npm packages of the end-to-end tests, exactly as their lock file says; whether there are any.
fn npm_packages() -> Result<bool, String> {
    let folder = paths::root().join("e2e");
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Ok(false);
    }
    if !is_newer(&folder.join("node_modules/.package-lock.json"), &lock) {
        println!("setup: installing the npm packages of e2e/ (under a minute)");
        let mut npm = process::command("npm");
        npm.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        process::run(&mut npm)?;
    }
    Ok(true)
}

/// Whether the first file exists and was written after the second.
fn is_newer(first: &Path, second: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    matches!((time(first), time(second)), (Some(first), Some(second)) if first >= second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_has_what_the_smaller_one_has() {
        assert!(Scope::Page.packages().is_empty());
        assert!(Scope::Spreadsheet.packages().starts_with(&Scope::Tests.packages()));
        assert!(!Scope::Tests.packages().contains(&SPREADSHEET_PACKAGE));
    }

    #[test]
    fn a_missing_file_is_never_newer() {
        let manifest = paths::root().join("xtask/Cargo.toml");
        assert!(!is_newer(Path::new("no-such-file"), &manifest));
        assert!(is_newer(&manifest, &manifest));
    }
}
