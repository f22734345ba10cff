//! The standard library for WASM: by rustup, or built once from Debian's source package.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::apt;
use crate::toolchain::{self, Toolchain, WASM};
use crate::{paths, process};

/// Without a network rustup waits for ever; then Debian's packages are the way.
const RUSTUP_LIMIT: Duration = Duration::from_secs(20);

/// Lets rustup add the target; whether the toolchain makes WASM afterwards.
pub fn by_rustup() -> bool {
    if !process::succeeds(process::command("rustup").arg("--version")) {
        return false;
    }
    println!("setup: adding the WASM target with rustup (given up after {} seconds)", RUSTUP_LIMIT.as_secs());
    process::succeeds_within(process::command("rustup").args(["target", "add", WASM]), RUSTUP_LIMIT)
        && Toolchain::Rustup.makes_wasm()
}

/// The packages of the substitute; the newest linker is known only from the archive's lists.
pub fn debian_packages() -> Result<Vec<String>, String> {
    let linker = apt::newest_lld().ok_or_else(|| apt::ask("apt-get update"))?;
    Ok(["rustc-web", "cargo-web", "rust-web-src"].map(str::to_owned).into_iter().chain([linker]).collect())
}

/// Builds the library for Debian's compiler and puts it where that compiler looks.
pub fn by_debian() -> Result<(), String> {
    toolchain::link_debian_programs()?;
    if Toolchain::Debian.makes_wasm() {
        return Ok(());
    }
    println!("setup: building the WASM standard library from Debian's source (about 1 minute)");
    let libraries = build()?;
    let folder =
        Toolchain::Debian.wasm_library().ok_or("Debian's rustc (package rustc-web) does not start.".to_owned())?;
    place(&libraries, &folder)?;
    if Toolchain::Debian.makes_wasm() {
        Ok(())
    } else {
        Err(format!("Debian's compiler still does not make WASM; remove {} and start again.", folder.display()))
    }
}

/// Builds an empty crate with its standard library; gives the folder of the libraries.
fn build() -> Result<PathBuf, String> {
    let workshop = paths::tools().join("debian").join("std");
    let told = |error: std::io::Error| format!("{} cannot be written: {error}.", workshop.display());
    let source = workshop.join("src");
    // What an earlier compiler left must not be mixed in.
    let _ = fs::remove_dir_all(&workshop);
    fs::create_dir_all(&source).map_err(told)?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n";
    fs::write(workshop.join("Cargo.toml"), manifest).map_err(told)?;
    fs::write(source.join("lib.rs"), "").map_err(told)?;
    let mut cargo = Toolchain::Debian.cargo();
    cargo.current_dir(&workshop).args(["build", "--release", "--target", WASM, "-Zbuild-std=std,panic_abort,test"]);
    // Bitcode is what link-time optimisation of the page needs; the bootstrap mark lets a stable compiler build its own library.
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-C embed-bitcode=yes")
        .env("CARGO_TARGET_DIR", workshop.join("target"));
    process::run(&mut cargo)?;
    Ok(workshop.join("target").join(WASM).join("release").join("deps"))
}

/// Copies the built libraries over whatever an older compiler had there; as root where the folder needs it.
fn place(built: &Path, folder: &Path) -> Result<(), String> {
    let script = "mkdir -p \"$2\" && rm -f \"$2\"/*.rlib && cp \"$1\"/*.rlib \"$2\"/";
    let (built, folder) = (built.display().to_string(), folder.display().to_string());
    if process::succeeds(process::command("sh").args(["-c", script, "sh", &built, &folder])) {
        return Ok(());
    }
    match apt::as_root("sh", &["-c", script, "sh", &built, &folder]) {
        Ok(mut command) => process::run(&mut command),
        Err(_) => Err(apt::ask(&format!("mkdir -p {folder} && rm -f {folder}/*.rlib && cp {built}/*.rlib {folder}/"))),
    }
}
