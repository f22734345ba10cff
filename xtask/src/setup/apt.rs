//! Debian packages: which are missing, and their installation as root, by sudo, or by the person.

use std::process::Command;
use std::time::Duration;

use crate::process;

/// Those of the packages that are not installed.
pub fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages.iter().copied().filter(|package| !is_installed(package)).collect()
}

fn is_installed(package: &str) -> bool {
    process::answer(process::command("dpkg-query").args(["-W", "-f=${Status}", package]))
        .is_some_and(|status| status == "install ok installed")
}

/// How this person does what only root may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Root {
    /// Is root.
    Is,
    /// Becomes root by sudo without a password.
    Sudo,
    /// Neither.
    Asks,
}

fn root() -> Root {
    if process::answer(process::command("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
        Root::Is
    } else if process::succeeds(process::command("sudo").args(["-n", "true"])) {
        Root::Sudo
    } else {
        Root::Asks
    }
}

/// A command that only root may run; without root the error tells the person the exact line.
pub fn as_root(program: &str, args: &[&str]) -> Result<Command, String> {
    command_for(root(), program, args).ok_or_else(|| ask(&format!("{program} {}", args.join(" "))))
}

fn command_for(root: Root, program: &str, args: &[&str]) -> Option<Command> {
    let mut command = match root {
        Root::Is => process::command(program),
        Root::Sudo => {
            let mut sudo = process::command("sudo");
            // Given as an argument, since sudo keeps no environment.
            sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", program]);
            sudo
        }
        Root::Asks => return None,
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args(args);
    Some(command)
}

/// The sentence for a person who must run the line as root.
pub fn ask(line: &str) -> String {
    format!(
        "This needs root, and sudo without a password does not work here. Run this line as root, then start again:\n\n    {line}\n"
    )
}

/// Fetches the archive's present lists where this person may. A failure is left to what follows, which may still succeed.
pub fn update() {
    if let Some(mut command) = command_for(root(), "apt-get", &["update", "-qq"]) {
        let _ = process::run(&mut command);
    }
}

/// Installs the packages; without root the error is the line to run.
pub fn install(packages: &[&str]) -> Result<(), String> {
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(packages);
    if root() == Root::Asks {
        return Err(ask(&format!("apt-get update && apt-get {}", args.join(" "))));
    }
    process::run(&mut as_root("apt-get", &args)?)
}

/// Installs what only makes things quicker; whether it is there then. Nobody is asked for root over it, and an archive that does not
/// answer is not waited for.
pub fn install_wanted(package: &str) -> bool {
    let Some(mut update) = command_for(root(), "apt-get", &["update", "-qq"]) else { return false };
    // Lists that are old may still do.
    process::succeeds_within(&mut update, Duration::from_secs(60));
    let args = [
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "-o=Acquire::Retries=0",
        "-o=Acquire::http::Timeout=20",
        package,
    ];
    command_for(root(), "apt-get", &args).is_some_and(|mut install| process::succeeds(&mut install))
}

/// The newest `lld-N` that the archive has.
pub fn newest_lld() -> Option<String> {
    newest_lld_of(&process::answer(process::command("apt-cache").args(["pkgnames", "lld-"]))?)
}

fn newest_lld_of(names: &str) -> Option<String> {
    let numbers = names.lines().filter_map(|name| name.trim().strip_prefix("lld-")?.parse::<u32>().ok());
    numbers.max().map(|number| format!("lld-{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_linker_is_the_highest_number() {
        assert_eq!(newest_lld_of("lld-9\nlld-22\nlld-14\nlld-tools\n").as_deref(), Some("lld-22"));
        assert_eq!(newest_lld_of(""), None);
    }

    #[test]
    fn without_root_there_is_a_line_and_no_command() {
        assert!(command_for(Root::Asks, "apt-get", &["update"]).is_none());
        let command = command_for(Root::Sudo, "apt-get", &["update"]).map(|command| process::shown(&command));
        assert_eq!(command.as_deref(), Some("sudo -n DEBIAN_FRONTEND=noninteractive apt-get update"));
        assert!(ask("apt-get update").contains("\n    apt-get update\n"));
    }
}
