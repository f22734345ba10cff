//! `cargo xtask host`: the portal as `serve` starts it, inside the test page of another site, with a key made at start.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{ExitCode, Stdio};

use crate::args::{Args, Spec};
use crate::serve::{self, Cosell};
use crate::{paths, process};

/// What `host` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask host [--database URL] [--listen ADDRESS] [--host ADDRESS] [--no-build]

Builds and starts Cosell as `serve` does, and beside it a page of another site that shows Cosell in a frame and
signs people in with a key made at start: with switches for theme, accent, language, width, person, token life,
slow and silent hosts, and a log of every message. docs/embedding.md tells what it shows.

  --database URL     sqlite:FILE or postgres://...; by default the file data/host.db of this project
  --listen ADDRESS   of Cosell, by default 127.0.0.1:8080
  --host ADDRESS     of the page around it, by default localhost:8090; another name than Cosell's makes it another site
  --no-build         start what was built last

Example:
  cargo xtask host --no-build --listen 127.0.0.1:9000 --host localhost:9001",
    switches: &["--no-build"],
    options: &["--database", "--listen", "--host"],
    hands_on: false,
};

const HOST: &str = "localhost:8090";

/// The command.
pub fn run(args: &Args) -> Result<ExitCode, String> {
    let listen = args.value("--listen").unwrap_or(serve::LISTEN);
    let address = serve::reachable(listen)?;
    let host = format!("http://{}", args.value("--host").unwrap_or(HOST));
    let portal = format!("http://{address}");
    let executable = serve::executable(args.has("--no-build"))?;
    let cosell = Cosell { executable, database: serve::database(args, "host.db")? };
    serve::load_sample(&cosell, None)?;
    let file = paths::target().join("host-issuers.json");
    fs::write(&file, issuers(&host, &portal)).map_err(|error| format!("{}: {error}.", file.display()))?;
    let mut page = process::command("node");
    page.arg("e2e/host/server.mjs").args(["--portal", &portal, "--listen", args.value("--host").unwrap_or(HOST)]);
    // The server takes this process's place: the page ends with it.
    page.arg("--while").arg(std::process::id().to_string()).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut page = page.spawn().map_err(|error| format!("node cannot be started: {error}."))?;
    // Its one line says that it listens; without it its own words are on the terminal.
    let mut line = String::new();
    let read = page.stdout.take().map(|output| BufReader::new(output).read_line(&mut line));
    if !matches!(read, Some(Ok(1..))) {
        return Err(format!("The page at {host} did not start."));
    }
    serve::announce_beside(&address, &message(&host, &portal))?;
    let mut server = cosell.command(&["serve", "--listen", listen, "--storefront", serve::SAMPLE_STOREFRONT]);
    let error = server.args(["--embed-origin", &host, "--embed-issuers"]).arg(&file).exec();
    Err(format!("{} cannot be started: {error}.", cosell.executable.display()))
}

/// The file of issuers that makes Cosell trust the page.
fn issuers(host: &str, portal: &str) -> String {
    let organisations = r#"{ "northlake": "Northlake Software", "meridian": "Meridian Analytics" }"#;
    format!(
        r#"[{{
  "issuer": "{host}",
  "audience": "{portal}",
  "jwks": "{host}/.well-known/jwks.json",
  "organisations": {organisations},
  "createAccounts": true
}}]
"#
    )
}

fn message(host: &str, portal: &str) -> String {
    format!("\nOpen {host} to see Cosell inside another portal.\nCosell alone is at {portal}.\n\nCtrl-C ends both.\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_issuers_names_both_sites() {
        let text = issuers("http://localhost:9001", "http://127.0.0.1:9000");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(value[0]["issuer"], "http://localhost:9001");
        assert_eq!(value[0]["audience"], "http://127.0.0.1:9000");
        assert_eq!(value[0]["jwks"], "http://localhost:9001/.well-known/jwks.json");
        assert_eq!(value[0]["organisations"]["northlake"], "Northlake Software");
    }

    #[test]
    fn the_message_says_where_the_page_is() {
        assert!(message("http://localhost:9001", "http://127.0.0.1:9000").contains("Open http://localhost:9001 "));
    }
}
