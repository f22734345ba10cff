//! The file of an import: read once in the browser, previewed as often as something about it changes, confirmed as shown.

use contract::api::audience::ListMode;
use contract::api::audience_file::ListPreview;
use contract::api::import::ROWS_MAX;
use contract::api::path;
use contract::csv::encoding::FileEncoding;
use contract::csv::separator::Separator;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::{Blob, File};

use super::super::dialogs::Over;
use crate::api::{self, ApiError, Intent};
use crate::i18n::{self, t, tf, tn};
use crate::pages::import::given::{FileFault, bytes_of, check, slice};
use crate::parts::download::save;
use crate::parts::wait::idle;
use crate::session::{SessionContext, use_session};
use crate::toast::{Toasts, use_toasts};

/// How a file is read and what is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What becomes of the list that is there.
    pub mode: ListMode,
    /// The encoding, where the person chose one.
    pub encoding: Option<FileEncoding>,
    /// The separator, where the person chose one.
    pub separator: Option<Separator>,
}

/// Bytes that were read, as the browser keeps them apart from the page: a call that sends them does not copy them first, which
/// takes as long as several frames.
fn sendable(bytes: JsValue) -> JsValue {
    Blob::new_with_buffer_source_sequence(&Array::of1(&bytes)).map_or(bytes, JsValue::from)
}

/// Bytes that are looked at in one go.
const PART: u64 = 1024 * 1024;

/// Counts rows in the bytes of a file whose encoding nobody knows yet: line ends outside quotation marks.
#[derive(Debug, Default)]
struct Lines {
    rows: u64,
    quoted: bool,
}

impl Lines {
    fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'"' => self.quoted = !self.quoted,
                b'\n' if !self.quoted => self.rows += 1,
                _ => {}
            }
        }
    }
}

/// What the dialog knows.
#[derive(Clone, Copy)]
pub struct Given {
    /// The file's name, once one is taken.
    pub name: RwSignal<Option<String>>,
    /// How it is read.
    pub settings: RwSignal<Settings>,
    /// What it would do.
    pub preview: RwSignal<Option<ListPreview>>,
    /// Whether a preview is on its way.
    pub reading: RwSignal<bool>,
    /// Lines that were counted so far, before anything is sent.
    pub seen_rows: RwSignal<u64>,
    /// Whether it is being written.
    pub writing: RwSignal<bool>,
    /// Why the last step failed.
    pub problem: RwSignal<Option<String>>,
    /// Whether what was shown was no longer so when it was confirmed.
    pub stale: RwSignal<bool>,
    /// What is sent, as often as it is asked for.
    bytes: StoredValue<JsValue, LocalStorage>,
    /// Whether another file is being read: what it would do is looked at once it is here.
    taking: StoredValue<bool>,
    round: StoredValue<u32>,
    /// The call that confirms, and its key: sent again after a lost answer, it is done once.
    sent: StoredValue<Option<(String, Intent)>>,
    over: Over,
    toasts: Toasts,
    session: SessionContext,
}

impl Given {
    /// No file yet.
    pub fn none(over: Over) -> Given {
        Given {
            name: RwSignal::new(None),
            settings: RwSignal::new(Settings { mode: ListMode::Add, encoding: None, separator: None }),
            preview: RwSignal::new(None),
            reading: RwSignal::new(false),
            seen_rows: RwSignal::new(0),
            writing: RwSignal::new(false),
            problem: RwSignal::new(None),
            stale: RwSignal::new(false),
            bytes: StoredValue::new_local(JsValue::UNDEFINED),
            taking: StoredValue::new(false),
            round: StoredValue::new(0),
            sent: StoredValue::new(None),
            over,
            toasts: use_toasts(),
            session: use_session(),
        }
    }

    /// Takes a file, whatever it is, and says what is wrong with it.
    pub fn take(self, file: File) {
        let round = self.begin();
        self.taking.set_value(true);
        spawn_local(async move {
            let read = match check(&file).await {
                Ok(()) => self.count(&file, round).await,
                Err(fault) => Err(fault),
            };
            let read = match read {
                Ok(rows) if rows > ROWS_MAX => {
                    if self.is_newest(round) {
                        self.refuse(tf("resellImport.tooManyRows", &[("max", i18n::number(ROWS_MAX).into())]));
                    }
                    return;
                }
                Ok(_) => slice(&file, 0, bytes_of(&file)).await.map(sendable),
                Err(fault) => Err(fault),
            };
            if !self.is_newest(round) {
                return;
            }
            match read {
                Ok(bytes) => {
                    self.bytes.set_value(bytes);
                    batch(|| {
                        self.preview.set(None);
                        self.settings.update(|settings| (settings.encoding, settings.separator) = (None, None));
                        self.name.set(Some(file.name()));
                    });
                    self.look();
                }
                Err(fault) => self.refuse(fault.sentence()),
            }
        });
    }

    /// The file is not taken, and what an earlier one would do is not shown beside the reason.
    fn refuse(self, why: String) {
        self.taking.set_value(false);
        batch(|| {
            self.reading.set(false);
            self.name.set(None);
            self.preview.set(None);
            self.problem.set(Some(why));
        });
    }

    /// Counts the rows of a file part by part: nobody waits for an upload that the server can only refuse.
    async fn count(self, file: &File, round: u32) -> Result<u64, FileFault> {
        let (size, mut lines, mut at) = (bytes_of(file), Lines::default(), 0);
        // A file this short holds fewer rows than the limit, however short they are.
        if size < ROWS_MAX * 2 {
            return Ok(0);
        }
        while at < size && lines.rows <= ROWS_MAX && self.is_newest(round) {
            let end = (at + PART).min(size);
            lines.feed(&Uint8Array::new(&slice(file, at, end).await?).to_vec());
            at = end;
            let _ = self.seen_rows.try_set(lines.rows);
        }
        Ok(lines.rows)
    }

    /// Changes how the file is read or what is done with it, and looks again.
    pub fn change(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        if self.name.with_untracked(Option::is_some) && !self.taking.get_value() {
            self.stale.set(false);
            self.look();
        }
    }

    fn begin(self) -> u32 {
        self.seen_rows.set(0);
        self.round.update_value(|round| *round = round.wrapping_add(1));
        batch(|| {
            self.reading.set(true);
            self.problem.set(None);
        });
        self.round.get_value()
    }

    fn is_newest(self, round: u32) -> bool {
        self.round.try_get_value() == Some(round)
    }

    /// The address of a call, with what the person chose.
    fn address(self, rest: &str) -> String {
        let settings = self.settings.get_untracked();
        let mut address =
            format!("{}?mode={}", path::resell_import(&self.over.audience.id.get_value()), settings.mode.word());
        if let Some(encoding) = settings.encoding {
            address.push_str("&encoding=");
            address.push_str(encoding.word());
        }
        if let Some(separator) = settings.separator {
            address.push_str("&separator=");
            address.push_str(separator.word());
        }
        address + rest
    }

    /// Asks what the file would do.
    fn look(self) {
        self.taking.set_value(false);
        let round = self.begin();
        let (address, bytes) = (self.address("&dryRun=true"), self.bytes.get_value());
        spawn_local(async move {
            let answer = api::ask_bytes::<ListPreview>(&address, &bytes).await;
            // Reading a long answer and showing it are two tasks, each short enough.
            idle().await;
            if !self.is_newest(round) {
                return;
            }
            self.reading.set(false);
            match answer {
                Ok(preview) => self.preview.set(Some(preview)),
                Err(error) => self.failed(&error),
            }
        });
    }

    fn failed(self, error: &ApiError) {
        if *error == ApiError::SignedOut {
            self.session.ended();
        } else {
            self.problem.set(Some(error.sentence()));
        }
    }

    /// Tries the preview again after a failure.
    pub fn again(self) {
        self.look();
    }

    /// Writes exactly what was shown.
    pub fn confirm(self) {
        let Some(preview) = self.preview.get_untracked().filter(|preview| !preview.seen.is_empty()) else { return };
        if self.writing.get_untracked() || self.reading.get_untracked() {
            return;
        }
        let seen = String::from(js_sys::encode_uri_component(&preview.seen));
        let (address, bytes) = (self.address(&format!("&seen={seen}")), self.bytes.get_value());
        let known = self.sent.get_value().filter(|(earlier, _)| *earlier == address);
        let intent = known.map(|(_, intent)| intent).unwrap_or_default();
        self.sent.set_value(Some((address.clone(), intent.clone())));
        self.writing.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let answer = api::post_bytes(&address, &bytes, &intent).await;
            // The dialog may be gone; what was written is written.
            self.over.audience.read_anew();
            if self.writing.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => {
                    self.toasts.success(tn("resellImport.done", preview.counts.added), None);
                    self.over.close.run(());
                }
                Err(error) => {
                    if error.is_an_answer() {
                        self.sent.set_value(None);
                    }
                    if error.status() == Some(409) {
                        self.stale.set(true);
                        self.look();
                    } else {
                        self.failed(&error);
                    }
                }
            }
        });
    }

    /// Gives the person the rows that stay out, with their reasons.
    pub fn save_rejected(self) {
        let (address, bytes) = (self.address("&dryRun=true&answer=rejected"), self.bytes.get_value());
        spawn_local(async move {
            let saved = match api::ask_file(&address, &bytes).await {
                Ok(file) => save("rejected-resellers.csv", &file),
                Err(error) => Err(error),
            };
            if let Err(error) = saved {
                self.toasts.error(error.sentence());
            }
        });
    }

    /// Why nothing can be confirmed yet, followed.
    pub fn refusal(self) -> Option<String> {
        let why = |preview: &ListPreview| {
            if preview.failure.is_some() {
                return Some("resellImport.unreadable");
            }
            let counts = preview.counts;
            let none = counts.added + counts.removed == 0;
            // Confirming also chooses the specific partners, so the same list under another option is a change.
            let same = self.over.audience.stored.ready().is_some_and(|stored| {
                stored.head.draft.reseller_channel_state == contract::audience::ChannelState::Some
            });
            (none && same).then_some("resellImport.nothing")
        };
        if self.name.with(Option::is_none) {
            return Some(t("resellImport.giveFirst"));
        }
        self.preview.with(|preview| preview.as_ref().map_or(Some("resellImport.lookFirst"), why)).map(t)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_inside_quotation_marks_is_no_row() {
        let mut lines = Lines::default();
        for part in ["ID,Description\r\n1,\"two ", "\n lines\"\r\n2,", "x\n"] {
            lines.feed(part.as_bytes());
        }
        assert_eq!(lines.rows, 3);
    }
}
