//! One question at a time, before something that a person should think about.

use leptos::prelude::*;

/// A question with its consequence.
#[derive(Clone)]
pub struct Question {
    /// The dialog's title.
    pub title: String,
    /// What follows, one paragraph.
    pub text: String,
    /// The name of the button that goes ahead.
    pub go: String,
    /// Goes ahead.
    pub run: Callback<()>,
}

/// The question that is open, if there is one.
#[derive(Clone, Copy)]
pub struct Confirm {
    open: RwSignal<Option<(Question, &'static str)>>,
}

/// Provides the place for questions.
pub fn provide() {
    provide_context(Confirm { open: RwSignal::new(None) });
}

/// The place for questions.
pub fn use_confirm() -> Confirm {
    use_context().unwrap_or_else(|| Confirm { open: RwSignal::new(None) })
}

impl Confirm {
    /// Asks.
    pub fn ask(self, question: Question) {
        self.ask_or(question, "confirm.cancel");
    }

    /// Asks, where "Cancel" could be taken for going ahead: the key of what the button says that leaves all as it is.
    pub fn ask_or(self, question: Question, stay: &'static str) {
        self.open.set(Some((question, stay)));
    }

    /// The open question and the key of its way back, followed.
    pub fn question(self) -> Option<(Question, &'static str)> {
        self.open.get()
    }

    /// Closes without going ahead.
    pub fn close(self) {
        self.open.set(None);
    }
}
