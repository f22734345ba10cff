//! Which compiler makes WASM: the one place that decides, and the environment that the build tools need for it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::{paths, process, versions};

/// The target's name.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The compiler for the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The compiler that also builds the server, with the target added by rustup.
    Rustup,
    /// Debian's compiler under /usr/bin, with a standard library built from Debian's source package.
    Debian,
}

impl Toolchain {
    /// The first compiler that makes WASM as the machine is now.
    pub fn ready() -> Option<Self> {
        [Self::Rustup, Self::Debian].into_iter().find(|toolchain| toolchain.makes_wasm())
    }

    /// Like `ready`, with a sentence when there is none.
    pub fn needed() -> Result<Self, String> {
        Self::ready().ok_or_else(|| "No compiler here makes WASM yet; `cargo xtask setup` installs it.".to_owned())
    }

    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rustup => "the rustup toolchain",
            Self::Debian => "Debian's compiler",
        }
    }

    /// Cargo for WASM, with its own target folder and all tools on PATH.
    pub fn cargo(self) -> Command {
        match self {
            Self::Rustup => self.tool(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
            Self::Debian => self.tool("/usr/bin/cargo"),
        }
    }

    /// Any program that works on WASM, such as wasm-bindgen, in this compiler's environment.
    pub fn tool(self, program: impl Into<OsString>) -> Command {
        let mut command = process::command(program.into());
        command.env("PATH", self.path()).env("CARGO_TARGET_DIR", paths::wasm_target());
        if self == Self::Debian {
            command.env("CARGO", "/usr/bin/cargo").env("RUSTC", "/usr/bin/rustc").env("RUSTDOC", "/usr/bin/rustdoc");
            command.env_remove("RUSTUP_TOOLCHAIN");
        }
        command
    }

    fn rustc(self) -> Command {
        match self {
            Self::Rustup => self.tool("rustc"),
            Self::Debian => self.tool("/usr/bin/rustc"),
        }
    }

    /// The folder that holds the compiler's standard libraries.
    pub fn sysroot(self) -> Option<PathBuf> {
        process::answer(self.rustc().args(["--print", "sysroot"])).map(|path| PathBuf::from(path.trim()))
    }

    /// The compiler's full version text; a standard library fits only the very compiler that built it.
    pub fn version(self) -> Option<String> {
        process::answer(self.rustc().arg("-vV"))
    }

    /// The name of this machine's own target.
    pub fn host(self) -> Option<String> {
        self.version()?.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
    }

    /// Where this compiler looks for the standard library for WASM.
    pub fn wasm_library(self) -> Option<PathBuf> {
        Some(self.sysroot()?.join("lib/rustlib").join(WASM).join("lib"))
    }

    /// Compiles and links an empty program: true only when library, linker and compiler fit together. The browser tests
    /// also need the test library.
    pub fn makes_wasm(self) -> bool {
        let has_test = self.wasm_library().and_then(|folder| fs::read_dir(folder).ok()).is_some_and(|entries| {
            entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libtest-"))
        });
        has_test && self.compiles_empty_program().unwrap_or(false)
    }

    fn compiles_empty_program(self) -> std::io::Result<bool> {
        let folder = env::temp_dir().join(format!("cosell-wasm-check-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let source = folder.join("empty.rs");
        fs::write(&source, "fn main() { println!(\"\"); }\n")?;
        let mut rustc = self.rustc();
        rustc.args(["--target", WASM, "--edition", "2024", "-o"]).arg(folder.join("empty.wasm")).arg(&source);
        let compiled = rustc.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        fs::remove_dir_all(&folder)?;
        Ok(compiled?.success())
    }

    fn path(self) -> OsString {
        let mut folders = vec![
            versions::wasm_split_folder().join("bin"),
            versions::binaryen_folder().join("node_modules/.bin"),
            versions::esbuild_folder().join("node_modules/.bin"),
        ];
        if let Ok(version) = versions::wasm_bindgen() {
            folders.push(versions::wasm_bindgen_folder(&version).join("bin"));
        }
        if self == Self::Debian {
            // Links named cargo, rustc and rust-lld: the compiler calls its linker by name.
            folders.push(debian_links());
        }
        let before = env::var_os("PATH").unwrap_or_default();
        folders.extend(env::split_paths(&before));
        env::join_paths(folders).unwrap_or(before)
    }
}

/// The folder with links to Debian's programs under the names that others call them by.
pub fn debian_links() -> PathBuf {
    paths::tools().join("debian").join("bin")
}

/// Makes the links of `debian_links`; the newest `wasm-ld-N` becomes `rust-lld`.
pub fn link_debian_programs() -> Result<(), String> {
    let linker = newest_numbered(Path::new("/usr/bin"), "wasm-ld-")
        .ok_or("Debian's WASM linker (package lld-N) is not there.".to_owned())?;
    let folder = debian_links();
    let told = |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
    fs::create_dir_all(&folder).map_err(told)?;
    let programs = [
        ("cargo", PathBuf::from("/usr/bin/cargo")),
        ("rustc", PathBuf::from("/usr/bin/rustc")),
        ("rustdoc", PathBuf::from("/usr/bin/rustdoc")),
        ("rust-lld", linker),
    ];
    for (name, program) in programs {
        let link = folder.join(name);
        if fs::read_link(&link).ok().as_ref() == Some(&program) {
            continue;
        }
        if fs::symlink_metadata(&link).is_ok() {
            fs::remove_file(&link).map_err(told)?;
        }
        std::os::unix::fs::symlink(program, link).map_err(told)?;
    }
    Ok(())
}

/// The file `<prefix><number>` of the folder with the highest number.
pub fn newest_numbered(folder: &Path, prefix: &str) -> Option<PathBuf> {
    let numbered = fs::read_dir(folder).ok()?.flatten().filter_map(|entry| {
        let number = entry.file_name().to_str()?.strip_prefix(prefix)?.parse::<u32>().ok()?;
        Some((number, entry.path()))
    });
    numbered.max().map(|(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_number_wins_not_the_last_in_the_alphabet() -> std::io::Result<()> {
        let folder = env::temp_dir().join(format!("cosell-numbered-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        for name in ["wasm-ld-9", "wasm-ld-22", "wasm-ld-old"] {
            fs::write(folder.join(name), "")?;
        }
        let newest = newest_numbered(&folder, "wasm-ld-");
        fs::remove_dir_all(&folder)?;
        assert_eq!(newest, Some(folder.join("wasm-ld-22")));
        Ok(())
    }

    #[test]
    fn debian_tools_run_without_what_rustup_set() {
        let command = Toolchain::Debian.cargo();
        assert_eq!(command.get_program(), "/usr/bin/cargo");
        assert!(command.get_envs().any(|(name, value)| name == "RUSTUP_TOOLCHAIN" && value.is_none()));
        assert!(
            command
                .get_envs()
                .any(|(name, value)| name == "RUSTC" && value.is_some_and(|rustc| rustc == "/usr/bin/rustc"))
        );
    }
}
