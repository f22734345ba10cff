//! Puts the built page into the program: every file as it is, and ready compressed where that makes it smaller.
//!
//! Own code instead of an embedding crate, because the ready compressed forms are the point and none makes them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=PROFILE");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?);
    let dist = Path::new("../dist");
    println!("cargo::rerun-if-changed=../dist");
    let mut code = String::from("static FILES: &[EmbeddedFile] = &[\n");
    // Development runs serve a folder; only the release carries the page.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") && dist.is_dir() {
        for file in files(dist)? {
            let name = file.strip_prefix(dist).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
            let bytes = fs::read(&file)?;
            let place = |suffix: &str| out.join(format!("{}{suffix}", name.replace('/', "__")));
            fs::write(place(""), &bytes)?;
            let brotli = smaller(&bytes, brotli(&bytes)?, &place(".br"))?;
            let gzip = smaller(&bytes, gzip(&bytes)?, &place(".gz"))?;
            let plain = place("");
            writeln!(
                code,
                "EmbeddedFile {{ path: {name:?}, bytes: include_bytes!({plain:?}), brotli: {brotli}, gzip: {gzip} }},",
            )
            .map_err(io::Error::other)?;
        }
    }
    code.push_str("];\n");
    fs::write(out.join("page.rs"), code)
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The code for a compressed form, if it is worth having.
fn smaller(plain: &[u8], packed: Vec<u8>, place: &Path) -> io::Result<String> {
    if packed.len() * 20 > plain.len() * 19 {
        return Ok("None".to_owned());
    }
    fs::write(place, packed)?;
    Ok(format!("Some(include_bytes!({place:?}))"))
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}
