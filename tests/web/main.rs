//! Tests of the page in a real browser: logic, rendering and ARIA. Keys that only a person can press are tested end to end.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod parts;
mod support;
mod ui;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
