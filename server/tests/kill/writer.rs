//! A client that writes without pause and sends again, with the same key, whatever it got no whole answer to.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::api::path;
use serde_json::{Value, json};

use super::http::{Answer, post};
use super::server::Gate;

/// What a writer was told is done.
#[derive(Default)]
pub struct Done {
    pub notes: Vec<String>,
    pub discards: usize,
    pub undos: usize,
    pub merges: usize,
    pub cancels: usize,
    /// Answers that came from an earlier try.
    pub replayed: usize,
    /// The state in which each of its solutions must be.
    pub states: BTreeMap<String, String>,
}

impl Done {
    pub fn acts(&self) -> usize {
        self.notes.len() + self.discards + self.undos + self.merges + self.cancels
    }
}

/// Ids that writers need: solutions by "Solution ID", and the offer to merge into.
#[derive(Clone, Debug)]
pub struct Known {
    pub solutions: BTreeMap<String, String>,
    pub offer: String,
}

/// A client with solutions of its own.
pub struct Writer {
    number: usize,
    port: u16,
    token: String,
    gate: Arc<Gate>,
    calls: usize,
    known: Known,
    done: Done,
}

impl Writer {
    /// Signs in, before anything is killed.
    pub fn begin(number: usize, port: u16, code: &str, known: &Known, gate: Arc<Gate>) -> Writer {
        let grant = post(port, path::SESSION, None, "sign-in", &json!({ "code": code })).expect("nobody kills yet");
        assert_eq!(grant.status, 200, "{}", grant.body);
        let token = grant.body["token"].as_str().expect("a token").to_owned();
        Writer { number, port, token, gate, calls: 0, known: known.clone(), done: Done::default() }
    }

    /// Writes until it is told to end; what it began it brings to an end.
    pub fn run(mut self) -> Done {
        while !self.gate.is_over() {
            self.note();
            self.discard_and_back();
            self.merge_and_back();
        }
        self.done
    }

    fn note(&mut self) {
        let solution = format!("note-{}", self.number);
        let text = format!("{solution} {}", self.calls);
        self.act(&path::notes(&self.known.solutions[&solution]), &json!({ "text": text }));
        self.done.notes.push(text);
    }

    fn discard_and_back(&mut self) {
        let solution = format!("discard-{}", self.number);
        let id = self.known.solutions[&solution].clone();
        self.act(&path::discard(&id), &json!({}));
        self.done.discards += 1;
        self.done.states.insert(solution.clone(), "discarded".to_owned());
        if self.gate.is_over() {
            return;
        }
        self.act(&path::undo_discard(&id), &json!({}));
        self.done.undos += 1;
        self.done.states.insert(solution, "pending".to_owned());
    }

    fn merge_and_back(&mut self) {
        if self.gate.is_over() {
            return;
        }
        let solution = format!("merge-{}", self.number);
        let target = json!({ "target": { "kind": "offer", "id": self.known.offer } });
        let filed = self.act(&path::merge(&self.known.solutions[&solution].clone()), &target);
        self.done.merges += 1;
        self.done.states.insert(solution.clone(), "merging".to_owned());
        if self.gate.is_over() {
            return;
        }
        let number = filed["number"].as_str().expect("a number").to_owned();
        self.act(&path::request_cancel(&number), &json!({}));
        self.done.cancels += 1;
        self.done.states.insert(solution, "pending".to_owned());
    }

    /// Sends until there is a whole answer, always with the same key.
    fn act(&mut self, path: &str, body: &Value) -> Value {
        self.calls += 1;
        let key = format!("{} {}", self.number, self.calls);
        loop {
            self.gate.pass();
            let Some(Answer { status, replayed, body }) = post(self.port, path, Some(&self.token), &key, body) else {
                continue;
            };
            assert!(matches!(status, 200 | 201), "{path}: {status} {body}");
            self.done.replayed += usize::from(replayed);
            return body;
        }
    }
}
