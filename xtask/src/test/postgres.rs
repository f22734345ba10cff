//! A PostgreSQL cluster for one run: its own folder and port, gone afterwards however the run ends.

use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::{process, toolchain};

/// The server's tests make a database for each test in the cluster that this names; without it they use SQLite.
pub const VARIABLE: &str = "COSELL_TEST_POSTGRES";

const READY_WITHIN: Duration = Duration::from_secs(60);

/// Holds the cluster: `cat` ends when this tool does, even killed, and then the cluster is stopped and removed.
/// `$1` is the folder, `$2` the port, `$3` where the programs are, `$4` the settings that trade safety for speed.
const KEEPER: &str = r#"
mkdir -m 700 "$1" || exit 1
"$3/initdb" -D "$1/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$1/log" 2>&1 || { cat "$1/log"; rm -rf "$1"; exit 1; }
"$3/postgres" -D "$1/data" -k "$1" -p "$2" -c listen_addresses=127.0.0.1 $4 >>"$1/log" 2>&1 &
echo started
cat >/dev/null
kill -INT $!
wait
rm -rf "$1"
"#;

/// Nothing here outlives the run, so nothing has to reach the disk.
const SETTINGS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300";

/// A running cluster; dropping it stops it and removes its folder.
pub struct Cluster {
    keeper: Child,
    port: u16,
}

impl Cluster {
    /// Makes and starts a cluster, and waits until it answers.
    pub fn start() -> Result<Self, String> {
        let programs = programs()?;
        let port = free_port().map_err(|error| format!("No free port: {error}."))?;
        let folder = env::temp_dir().join(format!("cosell-postgres-{}", std::process::id()));
        let mut keeper = as_postgres();
        keeper.args(["sh", "-c", KEEPER, "sh"]).arg(&folder).arg(port.to_string()).arg(&programs).arg(SETTINGS);
        // Ctrl-C reaches this tool's group only; the keeper then sees its input close and cleans up.
        std::os::unix::process::CommandExt::process_group(&mut keeper, 0);
        keeper.current_dir(env::temp_dir()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let keeper = keeper.spawn().map_err(|error| format!("PostgreSQL cannot be started: {error}."))?;
        let mut cluster = Self { keeper, port };
        cluster.wait_until_ready(&programs)?;
        Ok(cluster)
    }

    /// The address of the cluster's own database, by a person who may create others.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, programs: &Path) -> Result<(), String> {
        let mut said = [0; 8];
        let started = self
            .keeper
            .stdout
            .as_mut()
            .is_some_and(|output| output.read_exact(&mut said).is_ok() && said == *b"started\n");
        let start = Instant::now();
        while started && start.elapsed() < READY_WITHIN {
            let mut question = process::command(programs.join("pg_isready"));
            if process::succeeds(question.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("The temporary PostgreSQL cluster did not start.".to_owned())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper ends by itself; a failure to wait leaves nothing to do.
        let _ = self.keeper.wait();
    }
}

/// PostgreSQL refuses to run as root: then its own user runs it.
fn as_postgres() -> Command {
    let is_root = process::answer(process::command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !is_root {
        return process::command("env");
    }
    let mut command = process::command("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]);
    command
}

/// The folder of the newest PostgreSQL that Debian installed.
fn programs() -> Result<PathBuf, String> {
    let versions = Path::new("/usr/lib/postgresql");
    let newest = toolchain::newest_numbered(versions, "").map(|folder| folder.join("bin"));
    newest
        .filter(|folder| fs::metadata(folder.join("initdb")).is_ok())
        .ok_or_else(|| format!("No PostgreSQL under {}; `cargo xtask setup` installs it.", versions.display()))
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
