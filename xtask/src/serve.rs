//! `cargo xtask serve`: builds everything, fills an empty database, starts the server and prints how to sign in.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::args::{Args, Spec};
use crate::build::{self, Kind};
use crate::setup::{self, Scope};
use crate::{paths, process};

/// What `serve` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask serve [--database URL] [--listen ADDRESS] [--no-build] [--empty] [--solutions N]

Installs what is missing, builds the page and the server as released, starts it, and prints its address and
one sign-in link for each person.

  --database URL     sqlite:FILE or postgres://...; by default the file data/cosell.db of this project
  --listen ADDRESS   by default 127.0.0.1:8080
  --no-build         start what was built last
  --empty            load no sample workspace into an empty database
  --solutions N      a generated company of N solutions instead of the usual sample

Examples:
  cargo xtask serve
  cargo xtask serve --solutions 100000 --database sqlite:/tmp/big.db
  cargo xtask serve --no-build --listen 0.0.0.0:9000",
    switches: &["--no-build", "--empty"],
    options: &["--database", "--listen", "--solutions"],
    hands_on: false,
};

/// The command that `serve` starts beside the server; nobody types it.
pub const ANNOUNCE: &str = "announce";

/// The variable that hands it the message.
const MESSAGE: &str = "COSELL_ANNOUNCE";

/// Where it listens unless told otherwise.
pub const LISTEN: &str = "127.0.0.1:8080";
/// Where the listings of the sample workspace are.
pub const SAMPLE_STOREFRONT: &str = "Sample storefront=https://storefront.example/product/{id}";
/// Migrations of a large database are the longest thing before the first answer.
const READY_WITHIN: Duration = Duration::from_secs(120);

/// The executable and the database that it works on.
pub struct Cosell {
    /// Where it is.
    pub executable: std::path::PathBuf,
    /// Its URL.
    pub database: String,
}

impl Cosell {
    /// One of its commands on that database.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = process::command(&self.executable);
        command.args(words).args(["--database", &self.database]);
        command
    }
}

/// The command.
pub fn run(args: &Args) -> Result<ExitCode, String> {
    let listen = args.value("--listen").unwrap_or(LISTEN);
    let address = reachable(listen)?;
    if args.has("--empty") && args.value("--solutions").is_some() {
        return Err("Choose one of --empty and --solutions.".to_owned());
    }
    let cosell = Cosell { executable: executable(args.has("--no-build"))?, database: database(args, "cosell.db")? };
    let base = format!("http://{address}");
    if !args.has("--empty") {
        load_sample(&cosell, args.value("--solutions"))?;
    }
    let links = process::output(&mut cosell.command(&["user", "link", "--all", "--base", &base]))?;
    announce_beside(&address, &message(&base, &links))?;
    // The server takes this process's place, so that Ctrl-C and signals from outside reach it and nothing is left behind.
    let error = cosell.command(&["serve", "--listen", listen, "--storefront", SAMPLE_STOREFRONT]).exec();
    Err(format!("{} cannot be started: {error}.", cosell.executable.display()))
}

/// The executable, built unless told otherwise.
pub fn executable(no_build: bool) -> Result<std::path::PathBuf, String> {
    if !no_build {
        build::page(Kind::Release, setup::install(Scope::Page)?)?;
        return build::server(Kind::Release);
    }
    let built = build::executable(Kind::Release);
    if built.is_file() { Ok(built) } else { Err("Nothing is built yet; leave out --no-build.".to_owned()) }
}

/// The database that was asked for, or a file of this name in the project's own folder.
pub fn database(args: &Args, file: &str) -> Result<String, String> {
    if let Some(given) = args.value("--database") {
        return Ok(given.to_owned());
    }
    let folder = paths::root().join("data");
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be written: {error}.", folder.display()))?;
    Ok(format!("sqlite:{}", folder.join(file).display()))
}

/// Loads a sample workspace when no company is there.
pub fn load_sample(cosell: &Cosell, solutions: Option<&str>) -> Result<(), String> {
    let companies = process::output(&mut cosell.command(&["company", "list"]))?;
    if !companies.trim().is_empty() {
        if solutions.is_some() {
            println!("serve: the database is not empty, so no sample is loaded");
        }
        return Ok(());
    }
    println!("serve: loading a sample workspace");
    let file = paths::target().join("sample-workspace.json");
    let mut sample = process::command(&cosell.executable);
    sample.arg("sample").arg("--output").arg(&file);
    if let Some(count) = solutions {
        sample.args(["--solutions", count]);
    }
    process::run(&mut sample)?;
    let file = file.display().to_string();
    process::run(&mut cosell.command(&["import", "workspace", &file]))
}

/// Where a browser on this machine reaches a server that listens there.
pub fn reachable(listen: &str) -> Result<SocketAddr, String> {
    let wrong = || format!("--listen takes an address and a port such as {LISTEN}, not {listen}.");
    let mut address: SocketAddr = listen.parse().map_err(|_| wrong())?;
    if address.port() == 0 {
        return Err(wrong());
    }
    if address.ip().is_unspecified() {
        let loopback: std::net::IpAddr =
            if address.is_ipv4() { std::net::Ipv4Addr::LOCALHOST.into() } else { std::net::Ipv6Addr::LOCALHOST.into() };
        address.set_ip(loopback);
    }
    Ok(address)
}

/// What the person reads: the address, then one line a person with role, name, company and link.
fn message(base: &str, links: &str) -> String {
    let people: Vec<Vec<&str>> =
        links.lines().map(|line| line.split('\t').collect()).filter(|fields: &Vec<_>| fields.len() == 4).collect();
    if people.is_empty() {
        return format!(
            "\nCosell is ready: {base}\n\nNobody can sign in yet: `cosell company --help` and `cosell user --help` show how to begin.\n"
        );
    }
    let width = |field: usize| people.iter().map(|fields| fields[field].chars().count()).max().unwrap_or_default();
    let (role, name, company) = (width(0), width(1), width(2));
    let lines = people
        .iter()
        .map(|fields| format!("  {:role$}  {:name$}  {:company$}  {}\n", fields[0], fields[1], fields[2], fields[3]));
    format!(
        "\nCosell is ready: {base}\n\nSign in as one of these people; each link works once:\n{}\nCtrl-C ends it.\n",
        lines.collect::<String>()
    )
}

/// Starts this tool again beside the server, to print the message once the server answers.
pub fn announce_beside(address: &SocketAddr, message: &str) -> Result<(), String> {
    let this = std::env::current_exe().map_err(|error| format!("This program's own file is not known: {error}."))?;
    // Through a shell that ends at once, so that the server does not become the parent of a process it knows nothing of.
    let mut shell = process::command("sh");
    shell.args(["-c", "\"$@\" &", "sh"]).arg(this).arg(ANNOUNCE);
    shell.arg(address.to_string()).arg(std::process::id().to_string()).stdin(Stdio::null());
    // Not an argument: others on this machine see those, and the links sign in.
    shell.env(MESSAGE, message);
    process::run(&mut shell)
}

/// Waits until the server answers, then prints the message; the words are its address and its process.
pub fn announce(words: &[String]) -> Result<ExitCode, String> {
    let message = std::env::var(MESSAGE).unwrap_or_default();
    let [address, process] = words else {
        return Err(format!("`{ANNOUNCE}` is for this tool's own use."));
    };
    let address: SocketAddr = address.parse().map_err(|_| format!("{address} is no address."))?;
    let server = Path::new("/proc").join(process);
    let start = Instant::now();
    while start.elapsed() < READY_WITHIN && server.exists() {
        if is_ready(address) {
            let mut terminal = std::io::stdout().lock();
            terminal
                .write_all(message.as_bytes())
                .and_then(|()| terminal.flush())
                .map_err(|error| error.to_string())?;
            return Ok(ExitCode::SUCCESS);
        }
        thread::sleep(Duration::from_millis(100));
    }
    Err(format!("The server at {address} did not get ready."))
}

/// Asks `/readyz` once.
fn is_ready(address: SocketAddr) -> bool {
    let limit = Duration::from_secs(2);
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, limit)?;
        stream.set_read_timeout(Some(limit))?;
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut start = [0; 10];
        stream.read_exact(&mut start)?;
        Ok(start == *b"HTTP/1.1 2")
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn everywhere_means_this_machine_for_the_links() {
        let printed = |listen| reachable(listen).map(|address| address.to_string());
        assert_eq!(printed("0.0.0.0:9000").as_deref(), Ok("127.0.0.1:9000"));
        assert_eq!(printed("[::]:9000").as_deref(), Ok("[::1]:9000"));
        assert_eq!(printed("10.1.2.3:80").as_deref(), Ok("10.1.2.3:80"));
        assert!(printed("localhost").is_err());
        assert!(printed("127.0.0.1:0").is_err());
    }

    #[test]
    fn each_person_is_one_line_with_role_and_link() {
        let links = "owner\tAna\tNorthwind\thttp://x/1\nviewer\tBartholomew\tNorthwind\thttp://x/2\n";
        let text = message("http://127.0.0.1:8080", links);
        assert!(text.contains("  owner   Ana          Northwind  http://x/1\n"), "{text}");
        assert!(text.contains("  viewer  Bartholomew  Northwind  http://x/2\n"), "{text}");
        assert!(message("http://127.0.0.1:8080", "").contains("Nobody can sign in yet"));
    }

    #[test]
    fn ready_is_an_answer_of_success_and_nothing_else() -> std::io::Result<()> {
        for (answer, ready) in
            [("HTTP/1.1 204 No Content\r\n\r\n", true), ("HTTP/1.1 503 Service Unavailable\r\n\r\n", false)]
        {
            let listener = TcpListener::bind("127.0.0.1:0")?;
            let address = listener.local_addr()?;
            let server = thread::spawn(move || -> std::io::Result<()> {
                let (mut stream, _) = listener.accept()?;
                // To the empty line, since closing with unread input would reset the connection.
                let mut question = BufReader::new(&stream).lines();
                while question.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
                stream.write_all(answer.as_bytes())
            });
            assert_eq!(is_ready(address), ready, "{answer}");
            assert!(server.join().is_ok());
        }
        Ok(())
    }
}
