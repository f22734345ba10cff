//! Waiting: pauses of the page's work that grow and can be cut short, and how long something will take in words.

use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::i18n::tn;

/// A pause that can be cut short; one at a time.
#[derive(Clone, Copy)]
pub struct Pause {
    end: StoredValue<Option<Function>, LocalStorage>,
}

impl Pause {
    /// A place for pauses.
    pub fn none() -> Pause {
        Pause { end: StoredValue::new_local(None) }
    }

    /// Waits so many milliseconds, or until it is cut short.
    pub async fn wait(self, ms: u32) {
        let promise = Promise::new(&mut |resolve, _| {
            let end = resolve.clone();
            set_timeout(move || call(&end), Duration::from_millis(u64::from(ms)));
            let _ = self.end.try_update_value(|kept| *kept = Some(resolve));
        });
        // A promise that is only ever resolved.
        let _ = JsFuture::from(promise).await;
    }

    /// Ends the pause, if there is one.
    pub fn cut_short(self) {
        if let Some(end) = self.end.try_update_value(Option::take).flatten() {
            call(&end);
        }
    }
}

/// Lets the browser draw and listen before the next slice of work.
pub async fn idle() {
    let promise = Promise::new(&mut |resolve, _| set_timeout(move || call(&resolve), Duration::ZERO));
    // A promise that is only ever resolved.
    let _ = JsFuture::from(promise).await;
}

fn call(end: &Function) {
    // The function that ends a promise does nothing the second time and never fails.
    let _ = end.call0(&JsValue::NULL);
}

/// Pauses that grow from the first to the last, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Growing {
    first: u32,
    last: u32,
    next: u32,
}

impl Growing {
    /// Between two looks at a job that the server reads.
    pub const fn looking() -> Growing {
        Growing { first: 300, last: 2_000, next: 300 }
    }

    /// Between two tries when no answer came.
    pub const fn retrying() -> Growing {
        Growing { first: 1_000, last: 15_000, next: 1_000 }
    }

    /// The next pause.
    pub fn take(&mut self) -> u32 {
        let now = self.next;
        self.next = self.last.min(now + now / 2);
        now
    }

    /// Begins with the first again.
    pub fn reset(&mut self) {
        self.next = self.first;
    }
}

/// "About 12 s left", in steps that do not flicker.
pub fn rest_in_words(seconds: u64) -> String {
    match seconds {
        0..=10 => tn("import.rest.seconds", seconds.max(1)),
        11..=59 => tn("import.rest.seconds", seconds.next_multiple_of(5)),
        _ => tn("import.rest.minutes", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_the_last_and_begin_again() {
        let mut pauses = Growing::looking();
        let first: Vec<u32> = (0..3).map(|_| pauses.take()).collect();
        assert_eq!(first, [300, 450, 675]);
        assert!((0..20).map(|_| pauses.take()).all(|ms| ms <= 2_000));
        assert_eq!(pauses.take(), 2_000);
        pauses.reset();
        assert_eq!(pauses.take(), 300);
    }
}
