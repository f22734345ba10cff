//! What the import page is doing and knows; `work` moves it on.

use contract::api::import::{ImportJob, ImportKind, ImportSettings, ImportState, NewImport, Reading};
use contract::route::Route;
use leptos::prelude::*;
use web_sys::File;

use super::given::FileFault;
use super::parts_of_file::Pace;
use crate::api::{ApiError, Intent, Versioned};
use crate::parts::solution_list::{SolutionList, use_solutions};
use crate::parts::wait::Pause;
use crate::route::{Go, use_go};
use crate::session::{SessionContext, use_session};
use crate::storage;
use crate::toast::{Toasts, use_toasts};
use crate::ui::Announcer;

/// Where a person looks at a file that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// How it was read, and which column is which.
    Columns,
    /// What its rows would do.
    Review,
}

/// What the page is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// The address names a job, which is asked for.
    Opening,
    /// There is no job: a kind and a file are chosen.
    Choosing,
    /// The server is told of a file.
    Starting,
    /// Parts are missing, and the file is not at hand: the page was loaded again.
    WantingFile,
    /// Parts go to the server.
    Sending,
    /// The server reads; afterwards the person looks at this step.
    Reading(Step),
    /// The person looks at this step.
    Looking(Step),
    /// The rows are being written.
    Writing,
    /// The file cannot be read.
    Unreadable,
    /// The rows are written.
    Done,
}

/// What stands in the way, or what the person has to know before going on.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// No answer; it is tried again by itself.
    Retrying(ApiError),
    /// Refused; going on is the person's decision.
    Refused(ApiError),
    /// The file is not taken.
    File(FileFault),
    /// What was looked at changed before it was written; it has been read again.
    Stale,
    /// Somebody else changed the job; this is how it stands now.
    Elsewhere,
}

/// The view that is shown; changes only when another one is to be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Nothing is known yet.
    Opening,
    /// Kind and file.
    Choosing,
    /// The same file again.
    WantingFile,
    /// How far the upload is.
    Sending,
    /// How far the first reading is.
    Reading(Step),
    /// Encoding, separator, columns.
    Columns,
    /// Figures, problems, preview of one reading.
    Review(u64),
    /// Why nothing can be read.
    Unreadable,
    /// What was written.
    Done,
}

impl Screen {
    /// The place of its step, from 0; behind the last one all are done.
    pub const fn place(self) -> usize {
        match self {
            Screen::Opening | Screen::Choosing | Screen::WantingFile | Screen::Sending => 0,
            Screen::Reading(Step::Columns) | Screen::Columns | Screen::Unreadable => 1,
            Screen::Reading(Step::Review) | Screen::Review(_) => 2,
            Screen::Done => 4,
        }
    }
}

/// Where a reload of the tab finds the step that was open.
const STEP_STORED_AS: &str = "cosell.importStep";

/// The page's state; all signals belong to the page and end with it.
#[derive(Clone, Copy)]
pub struct ImportPage {
    /// What it is doing.
    pub doing: RwSignal<Doing>,
    /// What stands in the way.
    pub note: RwSignal<Option<Note>>,
    /// The job, once there is one.
    pub job: RwSignal<Option<ImportJob>>,
    /// How the file was read last; stays while it is read again.
    pub reading: RwSignal<Option<Reading>>,
    /// What the file is said to hold.
    pub kind: RwSignal<ImportKind>,
    /// Seconds that the upload will still take, once that can be told.
    pub rest: RwSignal<Option<u64>>,
    /// Tells screen readers.
    pub announcer: Announcer,
    pub(super) etag: StoredValue<String>,
    pub(super) file: StoredValue<Option<File>, LocalStorage>,
    pub(super) starting: StoredValue<Option<(NewImport, Intent)>>,
    pub(super) wanted: StoredValue<Option<ImportSettings>>,
    pub(super) writing: StoredValue<Option<(u64, Intent)>>,
    pub(super) pace: StoredValue<Option<Pace>>,
    pub(super) round: StoredValue<u32>,
    pub(super) pause: Pause,
    pub(super) session: SessionContext,
    pub(super) list: Option<SolutionList>,
    pub(super) go: Go,
    pub(super) toasts: Toasts,
}

impl ImportPage {
    /// A page that has not begun.
    pub fn new() -> ImportPage {
        ImportPage {
            doing: RwSignal::new(Doing::Choosing),
            note: RwSignal::new(None),
            job: RwSignal::new(None),
            reading: RwSignal::new(None),
            kind: RwSignal::new(ImportKind::Solutions),
            rest: RwSignal::new(None),
            announcer: Announcer::new(),
            etag: StoredValue::new(String::new()),
            file: StoredValue::new_local(None),
            starting: StoredValue::new(None),
            wanted: StoredValue::new(None),
            writing: StoredValue::new(None),
            pace: StoredValue::new(None),
            round: StoredValue::new(0),
            pause: Pause::none(),
            session: use_session(),
            list: use_solutions(),
            go: use_go(),
            toasts: use_toasts(),
        }
    }

    /// The view to show, followed.
    pub fn screen(self) -> Screen {
        let was_read = self.reading.with(Option::is_some);
        match self.doing.get() {
            Doing::Opening => Screen::Opening,
            Doing::Choosing | Doing::Starting => Screen::Choosing,
            Doing::WantingFile => Screen::WantingFile,
            Doing::Sending => Screen::Sending,
            Doing::Looking(Step::Columns) => Screen::Columns,
            Doing::Reading(Step::Columns) | Doing::Unreadable if was_read => Screen::Columns,
            Doing::Reading(step) => Screen::Reading(step),
            Doing::Unreadable => Screen::Unreadable,
            Doing::Looking(Step::Review) | Doing::Writing => {
                Screen::Review(self.job.with(|job| job.as_ref().map_or(0, |job| job.version)))
            }
            Doing::Done => Screen::Done,
        }
    }

    /// Whether it is at something that goes on by itself once nothing stands in the way.
    pub fn is_held(self) -> bool {
        matches!(self.doing.get_untracked(), Doing::WantingFile | Doing::Sending | Doing::Reading(_))
    }

    /// Shows what the address says: another job, or none.
    pub fn follow(self, id: Option<String>) {
        if self.job.with_untracked(|job| job.as_ref().map(|job| job.id.clone()) == id) {
            return;
        }
        self.forget();
        match id {
            None => self.doing.set(Doing::Choosing),
            Some(id) => self.open(id),
        }
    }

    /// Leaves the job as it is and has none.
    pub(super) fn forget(self) {
        self.end_round();
        self.note.set(None);
        self.job.set(None);
        self.reading.set(None);
        self.rest.set(None);
        self.file.set_value(None);
        self.wanted.set_value(None);
        self.writing.set_value(None);
        self.pace.set_value(None);
    }

    /// Takes what the server says of the job, and with it what the page does next.
    pub(super) fn take(self, seen: Versioned<ImportJob>) {
        let Versioned { value: job, etag } = seen;
        let Some(before) = self.doing.try_get_untracked() else { return };
        self.etag.set_value(etag);
        let may_review = job.reading.as_ref().is_some_and(|reading| reading.missing.is_empty());
        let step = match self.step_of(before, &job.id) {
            Step::Review if may_review || job.state == ImportState::Reading => Step::Review,
            _ => Step::Columns,
        };
        let next = match job.state {
            ImportState::Uploading if self.file.with_value(Option::is_some) => Doing::Sending,
            ImportState::Uploading => Doing::WantingFile,
            ImportState::Reading => Doing::Reading(step),
            ImportState::Review | ImportState::Failed if self.wanted.with_value(Option::is_some) => {
                Doing::Reading(Step::Columns)
            }
            ImportState::Review => Doing::Looking(step),
            ImportState::Failed => Doing::Unreadable,
            ImportState::Committed => Doing::Done,
        };
        batch(|| {
            self.kind.set(job.kind);
            if job.reading.is_some() {
                self.reading.set(job.reading.clone());
            }
            self.job.set(Some(job));
            self.doing.set(next);
        });
        if next == Doing::Done && before != Doing::Done {
            self.note.set(None);
            self.written(before);
        }
    }

    /// The step that a job opens with once it is read.
    fn step_of(self, before: Doing, id: &str) -> Step {
        match before {
            Doing::Reading(step) | Doing::Looking(step) => step,
            Doing::Writing => Step::Review,
            // Somebody who comes back finds the step that was left; somebody who follows a link, what there is to decide.
            Doing::Opening => match storage::get_for_tab(STEP_STORED_AS) {
                Some(kept) if kept == id => Step::Columns,
                _ => Step::Review,
            },
            _ => Step::Columns,
        }
    }

    /// Goes to a step of a file that was read.
    pub fn look_at(self, step: Step) {
        if let Some(id) = self.job.with_untracked(|job| job.as_ref().map(|job| job.id.clone())) {
            storage::set_for_tab(STEP_STORED_AS, if step == Step::Columns { &id } else { "" });
        }
        self.note.set(None);
        self.doing.set(Doing::Looking(step));
    }

    /// The rows are in: other screens show them at once.
    fn written(self, before: Doing) {
        self.file.set_value(None);
        self.writing.set_value(None);
        if before != Doing::Opening
            && let Some(list) = self.list
        {
            list.freshen();
        }
    }

    /// Puts a job into the address; the back button then leads to the choice of a file.
    pub(super) fn put_into_address(self, id: String) {
        storage::set_for_tab(STEP_STORED_AS, &id);
        self.go.to(&Route::Import { job: Some(id) });
    }

    /// Ends the work of before and gives the number of the work that begins.
    pub(super) fn next_round(self) -> u32 {
        self.end_round();
        self.round.get_value()
    }

    fn end_round(self) {
        let _ = self.round.try_update_value(|round| *round = round.wrapping_add(1));
        self.pause.cut_short();
    }

    pub(super) fn is_current(self, round: u32) -> bool {
        self.round.try_get_value() == Some(round)
    }
}
