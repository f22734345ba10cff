//! The project's own commands: set-up, build, serve, host, test, check, tidy, bench.

mod args;
mod bench;
mod build;
mod check;
mod counts;
mod host;
mod page;
mod paths;
mod process;
mod serve;
mod setup;
mod step;
mod test;
mod tidy;
mod toolchain;
mod versions;

use std::process::ExitCode;

use args::{Args, Request, Spec};

/// A command: its name, what it accepts, and what it does.
struct Command {
    name: &'static str,
    about: &'static str,
    spec: Spec,
    run: fn(&Args) -> Result<ExitCode, String>,
}

const COMMANDS: &[Command] = &[
    Command { name: "serve", about: "build and start it, with a sample workspace", spec: serve::SPEC, run: serve::run },
    Command { name: "host", about: "start it inside a page of another site", spec: host::SPEC, run: host::run },
    Command { name: "test", about: "run all tests", spec: test::SPEC, run: test::run },
    Command { name: "check", about: "formatting, lint and tidy", spec: check::SPEC, run: check::run },
    Command { name: "tidy", about: "the rules of the house", spec: tidy::SPEC, run: tidy::run },
    Command { name: "build", about: "build page and server", spec: build::SPEC, run: build::run },
    Command { name: "bench", about: "measure the release", spec: bench::SPEC, run: bench::run },
    Command { name: "setup", about: "install what is missing", spec: setup::SPEC, run: setup::run },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    start(&words).unwrap_or_else(|sentence| {
        eprintln!("\n{sentence}");
        ExitCode::FAILURE
    })
}

fn start(words: &[String]) -> Result<ExitCode, String> {
    let Some((name, rest)) = words.split_first().filter(|(name, _)| !matches!(name.as_str(), "help" | "--help" | "-h"))
    else {
        process::say(&help());
        return Ok(ExitCode::SUCCESS);
    };
    if name == serve::ANNOUNCE {
        return serve::announce(rest);
    }
    let command = COMMANDS.iter().find(|command| command.name == name);
    let command = command.ok_or_else(|| format!("There is no command {name}.\n\n{}", help()))?;
    match command.spec.read(rest)? {
        Request::Help => process::say(command.spec.help),
        Request::Run(args) => return (command.run)(&args),
    }
    Ok(ExitCode::SUCCESS)
}

fn help() -> String {
    let lines = COMMANDS.iter().map(|command| format!("  {:<8} {}\n", command.name, command.about));
    format!("cargo xtask COMMAND\n\n{}\nEach command explains itself with --help.", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_explains_itself() {
        for command in COMMANDS {
            assert!(command.spec.help.starts_with(&format!("cargo xtask {}", command.name)), "{}", command.name);
            assert_eq!(command.spec.read(&["--help".to_owned()]), Ok(Request::Help), "{}", command.name);
        }
        assert!(help().contains("serve"));
    }

    #[test]
    fn an_unknown_command_is_refused_with_the_list() {
        assert!(
            start(&["fly".to_owned()]).is_err_and(|sentence| sentence.contains("fly") && sentence.contains("serve"))
        );
    }
}
