//! The real program, started and killed, and the gate by which writers know whether it is up.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What writers and the killer tell each other.
#[derive(Default)]
pub struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    up: bool,
    calls: usize,
    over: bool,
}

impl Gate {
    /// Waits until the server is up, and counts the call that follows.
    pub fn pass(&self) {
        let state = self.state.lock().unwrap();
        let mut state = self.changed.wait_while(state, |state| !state.up).unwrap();
        state.calls += 1;
        self.changed.notify_all();
    }

    /// Waits until so many calls more have been begun.
    pub fn wait_for_calls(&self, more: usize) {
        let state = self.state.lock().unwrap();
        let until = state.calls + more;
        let (state, late) =
            self.changed.wait_timeout_while(state, Duration::from_secs(60), |state| state.calls < until).unwrap();
        drop(state);
        assert!(!late.timed_out(), "the writers ended, or the server does not answer");
    }

    /// Whether writers may end.
    pub fn is_over(&self) -> bool {
        self.state.lock().unwrap().over
    }

    /// Lets writers end after what they are at.
    pub fn finish(&self) {
        self.state.lock().unwrap().over = true;
    }

    fn set_up(&self, up: bool) {
        self.state.lock().unwrap().up = up;
        self.changed.notify_all();
    }
}

/// A number that only the round decides.
pub fn chance(round: usize) -> usize {
    let mixed = (round as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40).unwrap_or(0)
}

/// The running program.
pub struct Server {
    child: Child,
    port: u16,
    database: String,
}

impl Server {
    /// Starts it on a free port, and opens the gate when it listens.
    pub fn start(database: &str, gate: &Gate) -> Server {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        Server::on(port, database, gate)
    }

    /// Starts it once more where it was.
    pub fn again(self, gate: &Gate) -> Server {
        Server::on(self.port, &self.database, gate)
    }

    fn on(port: u16, database: &str, gate: &Gate) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cosell"))
            .args(["serve", "--rate", "1000000", "--database", database, "--listen", &format!("127.0.0.1:{port}")])
            .env("COSELL_LOG", "info,tower_http=off")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let said = log.by_ref().map_while(Result::ok).find(|line| line.contains("listening"));
        assert!(said.is_some(), "the server ended before it listened");
        // What it says later is read away, so that it never waits for a reader.
        thread::spawn(move || log.map_while(Result::ok).for_each(drop));
        gate.set_up(true);
        Server { child, port, database: database.to_owned() }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Kills it some microseconds from now, as the round decides; it has no chance to say goodbye.
    pub fn kill(&mut self, round: usize, gate: &Gate) {
        let until = Instant::now() + Duration::from_micros(chance(round + 1_000) as u64 % 8_000);
        while Instant::now() < until {
            std::hint::spin_loop();
        }
        self.stop_now(gate);
    }

    /// Ends it for good.
    pub fn stop(mut self, gate: &Gate) {
        self.stop_now(gate);
    }

    fn stop_now(&mut self, gate: &Gate) {
        gate.set_up(false);
        self.child.kill().expect("a process that can be killed");
        self.child.wait().expect("a process that ends");
    }
}
