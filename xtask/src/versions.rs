//! The versions of the build tools, and the folder of the person's cache where each stands.

use std::fs;
use std::path::PathBuf;

use crate::paths;

/// The crate whose program splits the page's WASM.
pub const WASM_SPLIT: &str = "0.2.4";
/// The npm package that makes JavaScript and style files small.
pub const ESBUILD: &str = "0.28.2";
/// The npm package that holds wasm-opt.
pub const BINARYEN: &str = "132.0.0";

/// The crate whose program drives Firefox.
pub const GECKODRIVER: &str = "0.37.1";

/// The version of `wasm-bindgen` in Cargo.lock: its command-line tool must be exactly the same.
pub fn wasm_bindgen() -> Result<String, String> {
    let path = paths::root().join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(|error| format!("Cargo.lock cannot be read: {error}."))?;
    locked(&text, "wasm-bindgen").ok_or_else(|| "Cargo.lock does not name wasm-bindgen.".to_owned())
}

/// The version of a package in the text of a Cargo.lock.
pub fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

/// Where the splitter is installed.
pub fn wasm_split_folder() -> PathBuf {
    paths::tools().join(format!("wasm-split-{WASM_SPLIT}"))
}

/// Where that version of the wasm-bindgen tool is installed.
pub fn wasm_bindgen_folder(version: &str) -> PathBuf {
    paths::tools().join(format!("wasm-bindgen-{version}"))
}

/// Where the driver of Firefox is installed.
pub fn geckodriver_folder() -> PathBuf {
    paths::tools().join(format!("geckodriver-{GECKODRIVER}"))
}

/// Where esbuild is installed.
pub fn esbuild_folder() -> PathBuf {
    paths::tools().join(format!("esbuild-{ESBUILD}"))
}

/// Where wasm-opt is installed.
pub fn binaryen_folder() -> PathBuf {
    paths::tools().join(format!("binaryen-{BINARYEN}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.60\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn the_exact_package_is_read() {
        assert_eq!(locked(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(LOCK, "wasm"), None);
    }
}
