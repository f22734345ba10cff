//! Where things stand: the project, what is built, and the tools that all clones of one person share.

use std::env;
use std::path::{Path, PathBuf};

/// The project's root folder. Cargo names it at run time; the compiled-in one serves when the tool is started by hand.
pub fn root() -> PathBuf {
    let here =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map_or(here.clone(), Path::to_path_buf)
}

/// Build output of the host's compiler, as Cargo is told to place it.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Build output for WASM: a folder of its own, since two compilers in one folder throw away each other's work.
pub fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The page as the release serves it.
pub fn release_page() -> PathBuf {
    root().join("dist")
}

/// The page as end-to-end runs serve it.
pub fn cheap_page() -> PathBuf {
    target().join("page-cheap")
}

/// The tools folder in the person's cache: `$XDG_CACHE_HOME/cosell/tools`, by default under `~/.cache`.
pub fn tools() -> PathBuf {
    tools_in(env::var_os("XDG_CACHE_HOME").map(PathBuf::from), env::var_os("HOME").map(PathBuf::from))
}

fn tools_in(cache: Option<PathBuf>, home: Option<PathBuf>) -> PathBuf {
    cache
        .filter(|folder| folder.is_absolute())
        .or_else(|| home.map(|home| home.join(".cache")))
        .unwrap_or_else(target)
        .join("cosell")
        .join("tools")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_folder_wins_over_the_home_folder() {
        let home = Some(PathBuf::from("/h"));
        assert_eq!(tools_in(Some(PathBuf::from("/c")), home.clone()), Path::new("/c/cosell/tools"));
        assert_eq!(tools_in(None, home.clone()), Path::new("/h/.cache/cosell/tools"));
        assert_eq!(tools_in(Some(PathBuf::from("relative")), home), Path::new("/h/.cache/cosell/tools"));
    }

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("xtask").is_dir());
    }
}
