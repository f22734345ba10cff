//! `cargo xtask build`: the page and the server, each only when something changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use crate::args::{Args, Spec};
use crate::setup::{self, Scope};
use crate::toolchain::{Toolchain, WASM};
use crate::{page, paths, process};

/// What `build` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask build [--release | --cheap]

  --release   the page into dist/ (smallest) and the server that carries it, target/release/cosell; the default
  --cheap     the page into target/page-cheap (quickest to build) and the debug server, target/debug/cosell,
              for trying things out: target/debug/cosell serve --page target/page-cheap",
    switches: &["--release", "--cheap"],
    options: &[],
    hands_on: false,
};

/// For whom a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For people: small, optimised, the page inside the server.
    Release,
    /// For tests: quick to build, page and server apart.
    Cheap,
}

/// Whatever the page is made of; build output never stands in these.
const INPUTS: &[&str] = &["src", "contract", "columns", "style", "public", "index.html", "Cargo.toml", "Cargo.lock"];

/// The command.
pub fn run(args: &Args) -> Result<ExitCode, String> {
    let kind = match (args.has("--release"), args.has("--cheap")) {
        (true, true) => return Err("Choose one of --release and --cheap.".to_owned()),
        (_, true) => Kind::Cheap,
        _ => Kind::Release,
    };
    page(kind, setup::install(Scope::Page)?)?;
    println!("build: {}", server(kind)?.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds the page unless the one that is there is newer than all that it is made of; gives its folder.
pub fn page(kind: Kind, toolchain: Toolchain) -> Result<PathBuf, String> {
    let (folder, time) = match kind {
        Kind::Release => (paths::release_page(), "4 to 8 minutes the first time"),
        Kind::Cheap => (paths::cheap_page(), "2 to 4 minutes the first time"),
    };
    let stamp = paths::target().join(format!("page-{}.stamp", name(kind)));
    let made_by = toolchain.version().unwrap_or_default();
    if folder.join("index.html").is_file() && is_fresh(&stamp, &made_by, newest_input()) {
        println!("build: the page is up to date");
        return Ok(folder);
    }
    println!("build: the page, {} ({time})", name(kind));
    let begun = begin_stamp(&stamp, &made_by)?;
    setup::fetch_crates(toolchain)?;
    page::make(kind, toolchain, &folder)?;
    fs::rename(&begun, &stamp).map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))?;
    Ok(folder)
}

/// Builds the server; gives the executable.
pub fn server(kind: Kind) -> Result<PathBuf, String> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--package", "server", "--bin", "cosell"]);
    if kind == Kind::Release {
        println!("build: the server (3 to 6 minutes the first time)");
        cargo.arg("--release");
    }
    process::run(&mut cargo)?;
    Ok(executable(kind))
}

/// Where the server's executable stands once it is built.
pub fn executable(kind: Kind) -> PathBuf {
    let folder = match kind {
        Kind::Release => "release",
        Kind::Cheap => "debug",
    };
    paths::target().join(folder).join("cosell")
}

/// Cargo for WASM with the flags of test builds, so that browser tests and the cheap page share what they compile.
pub fn cheap_flags(command: &mut std::process::Command) {
    // Leptos then boxes its views: far quicker to compile, and the same on the screen.
    let variable = format!("CARGO_TARGET_{}_RUSTFLAGS", WASM.replace('-', "_").to_uppercase());
    command.env(variable, "--cfg erase_components");
}

/// The extra arguments of test builds: the gallery of components, once the page has that feature.
pub fn cheap_features() -> &'static [&'static str] {
    if page_has_gallery() { &["--features", "gallery"] } else { &[] }
}

/// Whether the page has the feature `gallery`.
pub fn page_has_gallery() -> bool {
    fs::read_to_string(paths::root().join("Cargo.toml")).is_ok_and(|manifest| has_gallery(&manifest))
}

fn has_gallery(manifest: &str) -> bool {
    manifest.lines().any(|line| line.starts_with("gallery =") || line.starts_with("gallery="))
}

/// The kind as it stands in names of files.
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Release => "release",
        Kind::Cheap => "cheap",
    }
}

/// The profile of Cargo.toml by which the page is compiled.
pub fn profile(kind: Kind) -> &'static str {
    match kind {
        Kind::Release => "page",
        Kind::Cheap => "cheap",
    }
}

/// Marks the time before the build, so that what changes while it runs counts as newer.
fn begin_stamp(stamp: &Path, made_by: &str) -> Result<PathBuf, String> {
    let begun = stamp.with_extension("begun");
    let told = |error| format!("{} cannot be written: {error}.", begun.display());
    fs::create_dir_all(paths::target()).map_err(told)?;
    // A stamp of an older build must not vouch for one that breaks off.
    let _ = fs::remove_file(stamp);
    fs::write(&begun, made_by).map_err(told)?;
    Ok(begun)
}

fn is_fresh(stamp: &Path, made_by: &str, newest: Option<SystemTime>) -> bool {
    let same = fs::read_to_string(stamp).is_ok_and(|text| text == made_by);
    let built = fs::metadata(stamp).and_then(|metadata| metadata.modified()).ok();
    same && matches!((built, newest), (Some(built), Some(newest)) if built > newest)
}

fn newest_input() -> Option<SystemTime> {
    INPUTS.iter().filter_map(|input| newest(&paths::root().join(input))).max()
}

/// The latest change in a file or folder; a folder's own time tells of files that went away.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|metadata| metadata.modified()).ok()?;
    let inside =
        fs::read_dir(path).ok().and_then(|entries| entries.flatten().filter_map(|entry| newest(&entry.path())).max());
    Some(inside.map_or(own, |inside| inside.max(own)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_stamp_is_fresh_only_after_the_last_change_and_by_the_same_compiler() -> std::io::Result<()> {
        let stamp = std::env::temp_dir().join(format!("cosell-stamp-{}", std::process::id()));
        fs::write(&stamp, "rustc 1")?;
        let built = fs::metadata(&stamp)?.modified()?;
        let hour = Duration::from_secs(3600);
        assert!(is_fresh(&stamp, "rustc 1", Some(built - hour)));
        assert!(!is_fresh(&stamp, "rustc 1", Some(built + hour)));
        assert!(!is_fresh(&stamp, "rustc 2", Some(built - hour)));
        fs::remove_file(&stamp)?;
        assert!(!is_fresh(&stamp, "rustc 1", Some(built - hour)));
        Ok(())
    }

    #[test]
    fn the_gallery_is_a_feature_only_when_the_manifest_has_it() {
        assert!(has_gallery("[features]\ngallery = []\n"));
        assert!(!has_gallery("[dependencies]\n# gallery = []\n"));
    }
}
