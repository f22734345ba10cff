//! The build tools for the page: wasm-bindgen, the splitter, wasm-opt and esbuild, each in a folder of the person's cache.

use std::path::Path;

use crate::toolchain::{Toolchain, WASM};
use crate::versions::{self, BINARYEN, ESBUILD, GECKODRIVER, WASM_SPLIT};
use crate::{paths, process};

/// The tools are run a few times a day: quick to build matters more than quick to run.
const CHEAP_PROFILE: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];

/// Installs `wasm-bindgen` and its test runner in the version of Cargo.lock; what is there already is named.
pub fn wasm_bindgen() -> Result<String, String> {
    let version = versions::wasm_bindgen()?;
    let folder = versions::wasm_bindgen_folder(&version);
    let label = format!("wasm-bindgen {version}");
    if !answers(&folder.join("bin/wasm-bindgen"), &version) {
        println!("setup: building {label} (about 4 minutes on two cores)");
        // Not --locked: the tool's own lock file names a version that the registry no longer has.
        cargo_install("wasm-bindgen-cli", &version, &folder, &[])?;
    }
    Ok(label)
}

/// Installs the program that splits WASM; what is there already is named.
pub fn wasm_split() -> Result<String, String> {
    let folder = versions::wasm_split_folder();
    let label = format!("wasm-split {WASM_SPLIT}");
    // It tells no version; the folder's name does, and Cargo puts the program there when it is whole.
    if !process::succeeds(process::command(folder.join("bin/wasm-split-cli")).arg("--help")) {
        println!("setup: building {label} (1 to 2 minutes on two cores)");
        cargo_install("wasm_split_cli_support", WASM_SPLIT, &folder, &["--locked", "--features", "build-binary"])?;
    }
    Ok(label)
}

/// Installs the driver of Firefox, which Debian has not; what is there already is named.
pub fn geckodriver() -> Result<String, String> {
    let folder = versions::geckodriver_folder();
    let label = format!("geckodriver {GECKODRIVER}");
    if !answers(&folder.join("bin/geckodriver"), GECKODRIVER) {
        println!("setup: building {label} (1 to 2 minutes on two cores)");
        cargo_install("geckodriver", GECKODRIVER, &folder, &["--locked"])?;
    }
    Ok(label)
}

/// Installs wasm-opt, a script for Node in an npm package; what is there already is named.
pub fn wasm_opt() -> Result<String, String> {
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    npm_tool("wasm-opt", "binaryen", BINARYEN, major, &versions::binaryen_folder())
}

/// Installs esbuild from npm; what is there already is named.
pub fn esbuild() -> Result<String, String> {
    npm_tool("esbuild", "esbuild", ESBUILD, ESBUILD, &versions::esbuild_folder())
}

/// Installs a program of an npm package, which calls itself by the version `says`.
fn npm_tool(program: &str, package: &str, version: &str, says: &str, folder: &Path) -> Result<String, String> {
    let label = format!("{program} {version}");
    if !answers(&folder.join("node_modules/.bin").join(program), says) {
        println!("setup: installing {label} from npm (a few seconds)");
        let mut npm = process::command("npm");
        npm.arg("install").arg("--prefix").arg(folder).args([
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]);
        process::run(npm.arg(format!("{package}@{version}")))?;
    }
    Ok(label)
}

/// Fetches what the page's crates are made of, for the page and for this machine, so that it builds without a
/// network.
pub fn fetch_crates(toolchain: Toolchain) -> Result<(), String> {
    let mut cargo = toolchain.cargo();
    cargo.args(["fetch", "--quiet", "--locked", "--target", WASM]);
    // Macros and build scripts run here.
    if let Some(host) = toolchain.host() {
        cargo.args(["--target", &host]);
    }
    process::run(&mut cargo)
}

fn cargo_install(package: &str, version: &str, folder: &Path, more: &[&str]) -> Result<(), String> {
    let mut cargo = process::cargo();
    cargo.args(["install", package, "--version", version, "--force", "--root"]).arg(folder).args(more);
    // One folder for both tools, as they share many crates; kept in the cache, so that an interrupted build goes on.
    cargo.env("CARGO_TARGET_DIR", paths::tools().join("build"));
    cargo.envs(CHEAP_PROFILE.iter().copied());
    process::run(&mut cargo)
}

/// Whether the program is there and says this version.
fn answers(program: &Path, version: &str) -> bool {
    process::answer(process::command(program).arg("--version")).is_some_and(|answer| says(&answer, version))
}

fn says(answer: &str, version: &str) -> bool {
    answer.split_whitespace().any(|word| word == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_a_whole_word_of_the_answer() {
        assert!(says("wasm-opt version 132 (version_132)\n", "132"));
        assert!(says("0.28.2\n", ESBUILD));
        assert!(!says("0.28.20\n", ESBUILD));
        assert!(!answers(Path::new("no-such-tool"), ESBUILD));
    }
}
