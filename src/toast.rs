//! Short messages at the bottom of the page, with an action such as "Undo".

use leptos::prelude::*;

pub use crate::ui::ToastAct;
use crate::ui::ToastTone;

/// A message.
#[derive(Clone)]
pub struct Toast {
    /// Tells toasts apart.
    pub id: u32,
    /// How it sounds. An error stays until it is dismissed.
    pub tone: ToastTone,
    /// The sentence, worded when it was made.
    pub text: String,
    /// A way on.
    pub action: Option<ToastAct>,
}

/// The toasts of the page.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

/// The most toasts at once: older ones make room.
const SHOWN: usize = 3;

/// Provides the toasts.
pub fn provide() {
    provide_context(Toasts { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
}

/// The toasts of the page.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(|| Toasts { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) })
}

impl Toasts {
    /// What is shown, followed.
    pub fn list(self) -> Vec<Toast> {
        self.list.get()
    }

    /// Says that something worked.
    pub fn success(self, text: String, action: Option<ToastAct>) {
        self.push(ToastTone::Success, text, action);
    }

    /// Says that something did not work.
    pub fn error(self, text: String) {
        self.push(ToastTone::Error, text, None);
    }

    /// Takes one away.
    pub fn dismiss(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }

    fn push(self, tone: ToastTone, text: String, action: Option<ToastAct>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|list| {
            if list.len() == SHOWN {
                list.remove(0);
            }
            list.push(Toast { id, tone, text, action });
        });
    }
}
