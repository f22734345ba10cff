//! The name of what somebody wants done, so that sending it twice has one effect.

use std::cell::RefCell;

/// How long a call without an answer is taken for the same wish when it comes again, in milliseconds.
const SAME_WISH_MS: f64 = 600_000.0;

/// A call that went out and was not answered yet.
struct Unanswered {
    words: String,
    intent: Intent,
    at: f64,
}

thread_local! {
    static UNANSWERED: RefCell<Vec<Unanswered>> = const { RefCell::new(Vec::new()) };
}

/// A key that names one intent, so that sending it twice has one effect.
#[derive(Clone, Debug)]
pub struct Intent(pub(super) String);

impl Intent {
    /// A new one: make it when the person decides, keep it for every retry.
    pub fn new() -> Intent {
        let mut digits = String::with_capacity(24);
        while digits.len() < 24 {
            digits.push_str(&format!("{:x}", (js_sys::Math::random() * 4_294_967_296.0) as u32));
        }
        Intent(format!("{digits}-{}", js_sys::Date::now() as u64))
    }

    /// The intent of a call in these words, such as its path and body. Until it is answered the same words are the same
    /// intent, also from a screen that was left and came back.
    pub fn of(words: &str) -> Intent {
        UNANSWERED.with_borrow_mut(|all| {
            let now = js_sys::Date::now();
            all.retain(|one| now - one.at < SAME_WISH_MS);
            if let Some(known) = all.iter().find(|one| one.words == words) {
                return known.intent.clone();
            }
            let intent = Intent::new();
            all.push(Unanswered { words: words.to_owned(), intent: intent.clone(), at: now });
            intent
        })
    }

    /// These words were answered: the same again are another intent.
    pub fn answered(words: &str) {
        UNANSWERED.with_borrow_mut(|all| all.retain(|one| one.words != words));
    }

    /// One that is known by its name, so that it is the same after a reload.
    pub fn named(name: String) -> Intent {
        Intent(name)
    }

    /// A name for several calls that belong together, at most 40 characters.
    pub fn bundle(&self) -> String {
        self.0.chars().take(32).collect()
    }
}

impl Default for Intent {
    fn default() -> Self {
        Intent::new()
    }
}
