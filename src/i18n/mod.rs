//! Texts in the reader's language, switched live: every text is read through a signal.

mod format;

use std::sync::Arc;

use contract::catalogue::{Arg, Catalogue};
use contract::locale::Locale;
use leptos::prelude::*;

pub use format::{country, date, date_time, file_size, long_date, money, number, parts_of_day};

use crate::{api, embed, storage};

/// Where the choice is kept; `boot.js` reads it to fetch the right catalogue at once.
const STORED_AS: &str = "cosell.locale";

/// The language and its texts, changed together.
#[derive(Clone)]
struct Spoken {
    locale: Locale,
    texts: Arc<Catalogue>,
}

thread_local! {
    // One for the whole page, so that any closure can word something without carrying a context around; no owner ends it.
    static SPOKEN: ArcRwSignal<Spoken> = ArcRwSignal::new(Spoken { locale: Locale::En, texts: Arc::default() });
}

fn spoken() -> ArcRwSignal<Spoken> {
    SPOKEN.with(ArcRwSignal::clone)
}

/// Reads the catalogue that `boot.js` began to fetch. Without one the page still works, showing keys.
pub async fn start() {
    let (locale, texts) = api::boot_catalogue().await;
    spoken().set(Spoken { locale, texts: Arc::new(texts) });
}

/// The reader's language.
pub fn locale() -> Locale {
    spoken().with(|spoken| spoken.locale)
}

/// Whether somebody chose a language on this device.
pub fn is_chosen() -> bool {
    storage::get(STORED_AS).is_some()
}

/// The language without following its changes.
pub fn locale_now() -> Locale {
    spoken().with_untracked(|spoken| spoken.locale)
}

/// Changes the language: texts first, so that no half-translated page is seen.
///
/// # Errors
/// When the catalogue cannot be fetched; the language stays as it was.
pub async fn choose(locale: Locale) -> Result<(), api::ApiError> {
    let texts = api::catalogue(locale).await?;
    if !embed::is_framed() {
        storage::set(STORED_AS, locale.word());
    }
    if let Some(root) = document().document_element() {
        // A constant attribute and one of our own words.
        let _ = root.set_attribute("lang", locale.word());
    }
    spoken().set(Spoken { locale, texts: Arc::new(texts) });
    Ok(())
}

/// The text of a key.
pub fn t(key: &str) -> String {
    tf(key, &[])
}

/// The text of a key with its placeholders filled.
pub fn tf(key: &str, args: &[(&str, Arg)]) -> String {
    spoken().with(|spoken| spoken.texts.render(spoken.locale, key, args))
}

/// Several things in a row.
pub fn list(all: &[String]) -> String {
    all.join(locale_now().between())
}

/// Two things said one after the other, such as a town and its country.
pub fn comma(first: &str, then: &str) -> String {
    tf("list.comma", &[("first", first.into()), ("then", then.into())])
}

/// What something is of, before it is said: "Status: ". It ends as the language has it.
pub fn of(what: &str) -> String {
    tf("list.of", &[("first", what.into())])
}

/// The text of a key for a number.
pub fn tn(key: &str, n: u64) -> String {
    tf(key, &[("n", Arg::Count(n))])
}

/// Words that follow whatever they are made of. One type for all, so that each place that shows some adds little to the program.
pub fn said(words: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(words)
}

/// A text that follows the language.
pub fn text(key: &'static str) -> Signal<String> {
    Signal::derive(move || t(key))
}
