//! The work behind the import page: one loop that tells, sends, asks and writes, and goes on after every break.

use contract::api::import::{CommitImport, ImportJob, ImportSettings, NewImport};
use contract::api::path;
use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::given::{self, FileFault};
use super::parts_of_file::{Pace, range, there};
use super::state::{Doing, ImportPage, Note, Step};
use crate::api::{self, ApiError, Intent, Versioned};
use crate::i18n::{t, tf, tn};
use crate::parts::wait::Growing;
use crate::ui::progress::percent;

/// How long between two looks at a job that another tab may be sending, in milliseconds.
const LOOK_AGAIN_MS: u32 = 5_000;

/// Why a piece of work did not come to its end.
enum Stop {
    /// The server, or the way to it.
    Api(ApiError),
    /// The file in hand.
    File(FileFault),
}

impl From<ApiError> for Stop {
    fn from(error: ApiError) -> Stop {
        Stop::Api(error)
    }
}

impl ImportPage {
    /// Opens a job.
    pub(super) fn open(self, id: String) {
        self.doing.set(Doing::Opening);
        self.work(Some(id));
    }

    /// Begins a job with a file.
    pub fn begin(self, file: File) {
        self.note.set(None);
        self.doing.set(Doing::Starting);
        let round = self.next_round();
        spawn_local(async move {
            let checked = given::check(&file).await;
            if !self.is_current(round) {
                return;
            }
            match checked {
                Ok(()) => {
                    let size = given::bytes_of(&file);
                    let new = NewImport { kind: self.kind.get_untracked(), file_name: file.name(), size };
                    self.starting.set_value(Some((new, Intent::new())));
                    self.file.set_value(Some(file));
                    self.work(None);
                }
                Err(fault) => {
                    self.doing.set(Doing::Choosing);
                    self.note.set(Some(Note::File(fault)));
                }
            }
        });
    }

    /// Goes on with an upload: only the same file will do.
    pub fn go_on_with(self, file: File) {
        let Some(job) = self.job.get_untracked() else { return };
        let found = (file.name(), given::bytes_of(&file));
        let wanted = (job.file_name, job.size);
        if found != wanted {
            self.note.set(Some(Note::File(FileFault::Other(found, wanted))));
            return;
        }
        self.note.set(None);
        self.file.set_value(Some(file));
        self.doing.set(Doing::Sending);
        self.work(Some(job.id));
    }

    /// Reads the file again in another way.
    pub fn read_as(self, settings: ImportSettings) {
        self.wanted.set_value(Some(settings));
        let busy = matches!(self.doing.get_untracked(), Doing::Reading(_));
        if !busy {
            self.note.set(None);
            self.doing.set(Doing::Reading(Step::Columns));
            self.work(None);
        }
        self.pause.cut_short();
    }

    /// Writes what the person looked at.
    pub fn write(self) {
        let Some(version) = self.job.with_untracked(|job| job.as_ref().map(|job| job.version)) else { return };
        // The same intent again after a failure, so that what was written once is not written twice.
        self.writing.update_value(|kept| {
            if kept.as_ref().is_none_or(|(of, _)| *of != version) {
                *kept = Some((version, Intent::new()));
            }
        });
        self.note.set(None);
        self.doing.set(Doing::Writing);
        self.work(None);
    }

    /// Tries again now.
    pub fn try_again(self) {
        if self.note.with_untracked(|note| matches!(note, Some(Note::Refused(_)))) {
            self.note.set(None);
        }
        self.work(self.job.with_untracked(|job| job.as_ref().map(|job| job.id.clone())));
    }

    /// Looks at what was just chosen or asked for; `first` is a job to ask about before anything else.
    fn work(self, first: Option<String>) {
        let round = self.next_round();
        spawn_local(async move { self.go_on(round, first).await });
    }

    async fn go_on(self, round: u32, mut first: Option<String>) {
        let (mut retries, mut looks) = (Growing::retrying(), Growing::looking());
        while self.is_current(round) {
            let Some(doing) = self.doing.try_get_untracked() else { return };
            let outcome = match (first.take(), doing) {
                (Some(id), _) => self.ask(round, &id).await.map_err(|error| (error.into(), Some(id))),
                (None, Doing::Starting) => self.tell(round).await.map_err(|error| (error.into(), None)),
                (None, Doing::Sending) => self.send(round).await.map_err(|stop| (stop, self.id())),
                (None, Doing::WantingFile) => self.look(round, LOOK_AGAIN_MS).await.map_err(|e| (e.into(), self.id())),
                (None, Doing::Reading(_)) => self.read(round, &mut looks).await.map_err(|e| (e.into(), self.id())),
                (None, Doing::Writing) => self.commit(round).await.map_err(|error| (error.into(), None)),
                _ => return,
            };
            if !self.is_current(round) {
                return;
            }
            match outcome {
                Ok(()) => {
                    retries.reset();
                    self.clear_retrying();
                }
                Err((stop, ask_about)) => {
                    if !self.stumble(stop, doing, &mut retries).await {
                        return;
                    }
                    first = ask_about.filter(|_| self.doing.try_get_untracked() != Some(Doing::Starting));
                }
            }
        }
    }

    fn id(self) -> Option<String> {
        self.job.try_with_untracked(|job| job.as_ref().map(|job| job.id.clone())).flatten()
    }

    fn clear_retrying(self) {
        if self.note.with_untracked(|note| matches!(note, Some(Note::Retrying(_)))) {
            self.note.set(None);
        }
    }

    async fn ask(self, round: u32, id: &str) -> Result<(), ApiError> {
        let seen = api::get_versioned(&path::import(id)).await?;
        if self.is_current(round) {
            self.give_way(&seen.value);
            self.take(seen);
        }
        Ok(())
    }

    /// What somebody else chose goes before what is still to be sent from here. The end of a reading is no such thing: it
    /// changes the job's version too, and not what was chosen.
    fn give_way(self, job: &ImportJob) {
        let Some(wanted) = self.wanted.get_value() else { return };
        let known = self.job.with_untracked(|known| known.as_ref().map(|known| known.settings.clone()));
        if wanted == job.settings {
            self.wanted.set_value(None);
        } else if known.is_some_and(|known| known != job.settings) {
            self.wanted.set_value(None);
            self.note.set(Some(Note::Elsewhere));
        }
    }

    /// Tells the server of the file; the job that comes of it is the page's from now on.
    async fn tell(self, round: u32) -> Result<(), ApiError> {
        let Some((new, intent)) = self.starting.get_value() else { return Ok(()) };
        let seen: Versioned<ImportJob> = api::post_versioned(path::IMPORTS, &new, &intent).await?;
        if self.is_current(round) {
            let id = seen.value.id.clone();
            self.starting.set_value(None);
            self.take(seen);
            self.put_into_address(id);
        }
        Ok(())
    }

    /// Sends the next part that is missing, or asks what comes now that none is.
    async fn send(self, round: u32) -> Result<(), Stop> {
        let (Some(job), Some(file)) = (self.job.get_untracked(), self.file.get_value()) else { return Ok(()) };
        let Some(part) = job.missing_parts.first().copied() else {
            return Ok(self.ask(round, &job.id).await?);
        };
        let had = there(&job);
        self.pace.update_value(|pace| {
            pace.get_or_insert_with(|| Pace::new(js_sys::Date::now(), had));
        });
        let (start, end) = range(part, job.size);
        let bytes = given::slice(&file, start, end).await.map_err(Stop::File)?;
        let seen = api::put_bytes(&path::import_part(&job.id, part), &bytes).await?;
        if self.is_current(round) {
            self.take(seen);
            self.tell_progress(had);
        }
        Ok(())
    }

    /// How far the upload is: seen after every part, said at every quarter.
    fn tell_progress(self, had: u64) {
        let Some((have, size)) = self.job.with_untracked(|job| job.as_ref().map(|job| (there(job), job.size))) else {
            return;
        };
        let now = js_sys::Date::now();
        self.rest.set(self.pace.get_value().and_then(|pace| pace.rest(now, have, size)));
        let (before, after) = (percent(had, size), percent(have, size));
        if before / 25 != after / 25 {
            self.announcer.say(tf("import.sending.said", &[("n", after.into())]));
        }
    }

    async fn look(self, round: u32, after_ms: u32) -> Result<(), ApiError> {
        self.pause.wait(after_ms).await;
        match self.id().filter(|_| self.is_current(round)) {
            Some(id) => self.ask(round, &id).await,
            None => Ok(()),
        }
    }

    /// Has the file read as the person wants it, or looks how far the reading is.
    async fn read(self, round: u32, looks: &mut Growing) -> Result<(), ApiError> {
        // Without a version nothing can be replaced: the job is asked for it first.
        let versioned = self.etag.with_value(|etag| !etag.is_empty());
        let (Some(settings), Some(id)) = (self.wanted.get_value().filter(|_| versioned), self.id()) else {
            self.look(round, looks.take()).await?;
            if self.is_current(round) && !matches!(self.doing.get_untracked(), Doing::Reading(_)) {
                looks.reset();
                self.tell_read();
            }
            return Ok(());
        };
        looks.reset();
        let seen = api::put_versioned(&path::import_settings(&id), &settings, &self.etag.get_value()).await?;
        // Something else may have been chosen while the answer was on its way.
        if self.is_current(round) && self.wanted.with_value(|wanted| wanted.as_ref() == Some(&settings)) {
            self.wanted.set_value(None);
        }
        self.take_if_current(round, seen);
        Ok(())
    }

    fn tell_read(self) {
        let rows = self.job.with_untracked(|job| job.as_ref().map_or(0, |job| job.rows_read));
        self.announcer.say(tn("import.reading.said", rows));
    }

    async fn commit(self, round: u32) -> Result<(), ApiError> {
        let (Some(id), Some((seen_version, intent))) = (self.id(), self.writing.get_value()) else { return Ok(()) };
        let body = CommitImport { seen_version };
        let seen = api::post_versioned(&path::import_commit(&id), &body, &intent).await?;
        self.take_if_current(round, seen);
        Ok(())
    }

    fn take_if_current(self, round: u32, seen: Versioned<ImportJob>) {
        if self.is_current(round) {
            self.take(seen);
        }
    }

    /// What to do when something did not work; whether the work goes on.
    async fn stumble(self, stop: Stop, doing: Doing, retries: &mut Growing) -> bool {
        self.pace.set_value(None);
        self.rest.set(None);
        let error = match stop {
            Stop::Api(error) => error,
            Stop::File(fault) => {
                self.file.set_value(None);
                self.note.set(Some(Note::File(fault)));
                self.doing.set(Doing::WantingFile);
                return true;
            }
        };
        let status = error.status();
        match (&error, doing) {
            (ApiError::SignedOut, _) => {
                self.session.ended();
                false
            }
            // The server is away, busy, or something between answers for it: everything is still there to go on with.
            (ApiError::Offline | ApiError::Unreadable, _) => self.wait_for_answer(error, retries).await,
            _ if status.is_some_and(|status| status == 429 || status >= 500) => {
                self.wait_for_answer(error, retries).await
            }
            // Another tab, a colleague or the end of the reading was faster; how things stand is asked next.
            (_, Doing::Reading(_)) if status == Some(412) => true,
            (_, Doing::Sending) if status == Some(409) => true,
            (_, Doing::Writing) if status == Some(409) => {
                self.note.set(Some(Note::Stale));
                self.doing.set(Doing::Looking(Step::Review));
                self.try_again();
                false
            }
            _ => {
                self.refused(error, doing);
                false
            }
        }
    }

    async fn wait_for_answer(self, error: ApiError, retries: &mut Growing) -> bool {
        let note = Some(Note::Retrying(error));
        // The same words again would be read out again.
        if self.note.with_untracked(|now| *now != note) {
            self.note.set(note);
        }
        self.pause.wait(retries.take()).await;
        true
    }

    /// The server will not; the person reads why and decides.
    fn refused(self, error: ApiError, doing: Doing) {
        self.wanted.set_value(None);
        self.note.set(Some(Note::Refused(error)));
        match doing {
            Doing::Starting => self.doing.set(Doing::Choosing),
            Doing::Reading(_) => self.doing.set(Doing::Looking(Step::Columns)),
            Doing::Writing => self.doing.set(Doing::Looking(Step::Review)),
            _ => {}
        }
    }

    /// Removes the job; nothing was written yet.
    pub fn delete(self) {
        let Some(id) = self.id() else { return };
        let round = self.next_round();
        let etag = self.etag.get_value();
        spawn_local(async move {
            let answer = api::delete(&path::import(&id), &etag).await;
            if !self.is_current(round) {
                return;
            }
            match answer {
                Ok(()) => {
                    self.toasts.success(t("import.deleted"), None);
                    self.go.replace(&Route::Import { job: None });
                }
                Err(ApiError::SignedOut) => self.session.ended(),
                // How it stands now is shown, with what there is to do.
                Err(error) if error.status().is_some_and(|status| matches!(status, 404 | 409 | 412)) => {
                    self.note.set(Some(Note::Elsewhere));
                    self.try_again();
                }
                Err(error) => self.note.set(Some(Note::Refused(error))),
            }
        });
    }
}
