//! Makes the page's folder from its sources: compiled, split into files that load when needed, bound to JavaScript, packed.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use crate::build::{self, Kind};
use crate::toolchain::{Toolchain, WASM};
use crate::{paths, process};

/// The name of the program's JavaScript, and what the WASM beside it is called by wasm-bindgen.
const SCRIPT: &str = "page.js";
const PROGRAM: &str = "page_bg.wasm";
/// What fetches the other files, as the splitter names it.
const LOADER: &str = "__wasm_split.js";

/// What rustc lets LLVM use in WASM. The split files do not name their features, so wasm-opt is told.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The style files of screens that a first visit does not need, and of parts that only these are made of; `src/lazy.rs` says which
/// files of code wait for them.
const LATER: &[&str] = &[
    "ui/dropzone.css",
    "ui/radio-card.css",
    "ui/steps.css",
    "ui/tabs.css",
    "pages/desk.css",
    "pages/import.css",
    "pages/migrate.css",
    "pages/offers.css",
    "pages/report.css",
    "pages/requests.css",
    "pages/resell.css",
    "pages/resellers.css",
    "pages/upcoming.css",
];

/// Files that are served as they stand in `public/`.
const PUBLIC: &[&str] = &["boot.js", "icons.svg", "favicon.svg"];

/// Makes the page and puts it in place of what the folder held.
pub fn make(kind: Kind, toolchain: Toolchain, folder: &Path) -> Result<(), String> {
    let compiled = compile(kind, toolchain)?;
    let work = Work::fresh(kind)?;
    split_and_bind(kind, toolchain, &compiled, &work.program)?;
    let (first, later) = styles(kind)?;
    write(&work.style, first.as_bytes())?;
    write(&work.later, later.as_bytes())?;
    for name in PUBLIC {
        copy(&public().join(name), &work.page.join(name))?;
    }
    for folder in ["locales", "embed"] {
        copy_all(&public().join(folder), &work.page.join(folder))?;
    }
    if kind == Kind::Release {
        optimise(toolchain, &work)?;
    }
    assemble(&work)?;
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder.parent().unwrap_or(folder)).map_err(|error| told(folder, &error))?;
    fs::rename(&work.page, folder).map_err(|error| told(folder, &error))
}

/// Where the page is made before it is put in place.
struct Work {
    page: PathBuf,
    /// The program's files: their names are known to each other, so only the folder's name gets a hash.
    program: PathBuf,
    style: PathBuf,
    later: PathBuf,
}

impl Work {
    fn fresh(kind: Kind) -> Result<Work, String> {
        let page = paths::target().join(format!("page-{}-made", build::name(kind)));
        let _ = fs::remove_dir_all(&page);
        let work =
            Work { program: page.join("program"), style: page.join("style.css"), later: page.join("later.css"), page };
        fs::create_dir_all(&work.program).map_err(|error| told(&work.program, &error))?;
        Ok(work)
    }
}

/// Compiles the program. The linker leaves in what the splitter needs to take it apart.
fn compile(kind: Kind, toolchain: Toolchain) -> Result<PathBuf, String> {
    let mut cargo = toolchain.cargo();
    let profile = build::profile(kind);
    cargo.args(["rustc", "--frozen", "--target", WASM, "--profile", profile, "--bin", "cosell-page"]);
    if kind == Kind::Cheap {
        cargo.args(build::cheap_features());
        build::cheap_flags(&mut cargo);
    }
    process::run(cargo.args(["--", "-C", "link-args=--emit-relocs"]))?;
    Ok(paths::wasm_target().join(WASM).join(profile).join("cosell-page.wasm"))
}

/// Takes the functions marked with `wasm_split` out into files of their own, and makes the JavaScript beside them.
fn split_and_bind(kind: Kind, toolchain: Toolchain, compiled: &Path, program: &Path) -> Result<(), String> {
    process::run(toolchain.tool("wasm-split-cli").args(["--out-name", "page"]).arg(compiled).arg(program))?;
    let whole = program.join("page.wasm");
    let mut bind = toolchain.tool("wasm-bindgen");
    // The split files find memory, table and functions of the main one by the names that the splitter exports.
    bind.args(["--target", "web", "--keep-lld-exports", "--no-demangle", "--no-typescript", "--out-name", "page"]);
    if kind == Kind::Release {
        bind.args(["--remove-name-section", "--remove-producers-section"]);
    }
    process::run(bind.arg("--out-dir").arg(program).arg(&whole))?;
    fs::remove_file(&whole).map_err(|error| told(&whole, &error))?;
    let loader = program.join(LOADER);
    let text = fs::read_to_string(&loader).map_err(|error| told(&loader, &error))?;
    write(&loader, quiet(&text)?.as_bytes())
}

/// A file that does not come is told on the screen, or fetched again when it is needed: a warning in the log, no error.
fn quiet(loader: &str) -> Result<String, String> {
    let (error, warning) = ("console.error(e);", "console.warn(e);");
    if loader.matches(error).count() != 1 {
        return Err(format!(
            "{LOADER} does not report failures as this tool knows it; look at the splitter's version."
        ));
    }
    Ok(loader.replace(error, warning))
}

/// Makes everything as small as it gets.
fn optimise(toolchain: Toolchain, work: &Work) -> Result<(), String> {
    for file in files(&work.program)? {
        if file.extension().is_some_and(|extension| extension == "wasm") {
            let mut opt = toolchain.tool("wasm-opt");
            opt.args(FEATURES).args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"]);
            process::run(opt.arg(&file).arg("--output").arg(&file))?;
        }
    }
    let scripts = [work.program.join(SCRIPT), work.program.join(LOADER), work.page.join("boot.js")];
    for file in scripts.iter().chain(&files(&work.page.join("embed"))?).chain([&work.style, &work.later]) {
        minify(toolchain.tool("esbuild"), file)?;
    }
    Ok(())
}

fn minify(mut esbuild: Command, file: &Path) -> Result<(), String> {
    let mut outfile = std::ffi::OsString::from("--outfile=");
    outfile.push(file);
    process::run(esbuild.arg(file).args(["--minify", "--allow-overwrite", "--log-level=error"]).arg(outfile))
}

/// The style files in the order of their layers become two: what a first visit shows, and what comes with later screens. Within a
/// layer no file depends on its place.
fn styles(kind: Kind) -> Result<(String, String), String> {
    let folder = paths::root().join("style");
    let mut first: Vec<PathBuf> =
        ["tokens.css", "base.css", "shell.css"].iter().map(|name| folder.join(name)).collect();
    let is_later = |file: &PathBuf| LATER.iter().any(|name| file.ends_with(name));
    let [parts, pages] = [files(&folder.join("ui"))?, files(&folder.join("pages"))?];
    let (later, now): (Vec<_>, Vec<_>) = parts.into_iter().chain(pages).partition(is_later);
    if later.len() != LATER.len() {
        return Err("A style file that comes later is not in style/.".to_owned());
    }
    // The gallery of components is not part of a release.
    first.extend(now.into_iter().filter(|file| kind == Kind::Cheap || !file.ends_with("gallery.css")));
    Ok((joined(&first)?, joined(&later)?))
}

fn joined(all: &[PathBuf]) -> Result<String, String> {
    all.iter().map(|file| fs::read_to_string(file).map_err(|error| told(file, &error))).collect()
}

/// Gives what never changes under its name a hash of its content, and writes the page that names it.
fn assemble(work: &Work) -> Result<(), String> {
    let hash = hash(&files(&work.program)?)?;
    let program = format!("program-{hash}");
    fs::rename(&work.program, work.page.join(&program)).map_err(|error| told(&work.program, &error))?;
    let (style, later) = (hashed(work, &work.style)?, hashed(work, &work.later)?);
    let index = paths::root().join("index.html");
    let text = fs::read_to_string(&index).map_err(|error| told(&index, &error))?;
    let text = named(
        &text,
        &[
            ("style", &style),
            ("later", &later),
            ("program", &program),
            ("script", SCRIPT),
            ("wasm", PROGRAM),
            ("loader", LOADER),
        ],
    )?;
    write(&work.page.join("index.html"), text.as_bytes())
}

/// Gives a style file a name with the hash of its content.
fn hashed(work: &Work, file: &Path) -> Result<String, String> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = format!("{stem}-{}.css", hash(&[file.to_owned()])?);
    fs::rename(file, work.page.join(&name)).map_err(|error| told(file, &error))?;
    Ok(name)
}

/// Puts names in place of `{{placeholders}}`, each of which must be there.
fn named(text: &str, names: &[(&str, &str)]) -> Result<String, String> {
    let mut text = text.to_owned();
    for (placeholder, name) in names {
        let placeholder = format!("{{{{{placeholder}}}}}");
        if !text.contains(&placeholder) {
            return Err(format!("index.html does not say where {placeholder} stands."));
        }
        text = text.replace(&placeholder, name);
    }
    Ok(text)
}

/// 16 hexadecimal digits that change with the content: the server lets browsers keep what is named so.
fn hash(files: &[PathBuf]) -> Result<String, String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.write(&fs::read(file).map_err(|error| told(file, &error))?);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn public() -> PathBuf {
    paths::root().join("public")
}

/// The files of a folder in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let read = || -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            found.push(entry?.path());
        }
        found.retain(|path| path.is_file());
        found.sort();
        Ok(found)
    };
    read().map_err(|error| told(folder, &error))
}

fn copy_all(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|error| told(to, &error))?;
    files(from)?.iter().try_for_each(|file| copy(file, &to.join(file.file_name().unwrap_or_default())))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(|_| ()).map_err(|error| told(from, &error))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|error| told(file, &error))
}

fn told(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}.", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_is_filled_and_none_is_forgotten() {
        let names = [("style", "style-1.css"), ("program", "program-2")];
        let text =
            "<link href=\"/{{style}}\"><script src=\"/{{program}}/a.js\"></script><link href=\"/{{program}}/b.js\">";
        let filled =
            "<link href=\"/style-1.css\"><script src=\"/program-2/a.js\"></script><link href=\"/program-2/b.js\">";
        assert_eq!(named(text, &names).as_deref(), Ok(filled));
        assert!(named("<link href=\"/{{style}}\">", &names).is_err_and(|sentence| sentence.contains("{{program}}")));
    }

    #[test]
    fn a_failed_file_is_a_warning() {
        assert_eq!(quiet("catch (e) { console.error(e); }").as_deref(), Ok("catch (e) { console.warn(e); }"));
        assert!(quiet("catch (e) { report(e); }").is_err());
    }

    #[test]
    fn the_hash_follows_content_and_name() -> Result<(), String> {
        let folder = std::env::temp_dir().join(format!("cosell-hash-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| told(&folder, &error))?;
        let (first, second) = (folder.join("a"), folder.join("b"));
        write(&first, b"1")?;
        write(&second, b"1")?;
        let (one, other) = (hash(std::slice::from_ref(&first))?, hash(&[second])?);
        write(&first, b"2")?;
        let changed = hash(&[first])?;
        fs::remove_dir_all(&folder).map_err(|error| told(&folder, &error))?;
        assert_eq!(one.len(), 16);
        assert_ne!(one, other);
        assert_ne!(one, changed);
        Ok(())
    }
}
