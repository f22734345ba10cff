//! Attaching files to requests, by the company and by the desk.

use contract::api::history::EventKind;
use contract::api::requests::{ATTACHMENTS_MAX, Attachment};
use contract::support::RequestAction;

use super::Stop;
use super::desk::Desk;
use super::discard::Act;
use crate::clock::{Ms, time};
use crate::media::{Kind, clean_name, recognise};
use crate::problem::Fault;
use crate::rights::Who;
use crate::secrets;
use crate::store::Tx;
use crate::store::acting::Writing;
use crate::store::history::Event;
use crate::store::requests::Request;

/// A file that may be attached.
pub struct File<'a> {
    /// What it is.
    pub kind: Kind,
    /// The clean name.
    pub name: String,
    /// All of it.
    pub bytes: &'a [u8],
}

impl<'a> File<'a> {
    /// What a file is, by its content; the end of its name must fit.
    ///
    /// # Errors
    /// 422 when it is empty, of no accepted kind, or called otherwise.
    pub fn recognise(name: &str, bytes: &'a [u8]) -> Result<File<'a>, Fault> {
        let (kind, name) = recognise(&clean_name(name), bytes)?;
        Ok(File { kind, name, bytes })
    }
}

impl Act<'_> {
    /// Adds a file for the company.
    ///
    /// # Errors
    /// The rule that says no, or 409 when the request is full.
    pub async fn attach(&self, tx: &mut Tx, request: &Request, file: &File<'_>) -> Result<Attachment, Stop> {
        let attached = attach(tx, self.who, self.writing(), request, file).await?;
        tx.raise_news(request.company).await?;
        tx.raise_desk_news().await?;
        Ok(attached)
    }
}

impl Desk<'_> {
    /// Adds a file for the desk.
    ///
    /// # Errors
    /// The rule that says no, or 409 when the request is full.
    pub async fn attach(&self, tx: &mut Tx, request: &Request, file: &File<'_>) -> Result<Attachment, Stop> {
        let attached = attach(tx, self.who, self.writing(request), request, file).await?;
        tx.raise_news(request.company).await?;
        tx.raise_desk_news().await?;
        Ok(attached)
    }
}

/// A file is a part of the talk: it may come as long as a comment may. Nobody is notified, because files come with words.
async fn attach(
    tx: &mut Tx,
    who: &Who,
    writing: Writing<'_>,
    request: &Request,
    file: &File<'_>,
) -> Result<Attachment, Stop> {
    request.state.allows(RequestAction::Comment, who.role)?;
    if tx.count_attachments(request.pk).await? >= ATTACHMENTS_MAX as u64 {
        return Err(Fault::Conflict("tooManyAttachments").into());
    }
    let at: Ms = writing.at;
    let attached = Attachment {
        id: secrets::id()?,
        name: file.name.clone(),
        media_type: file.kind.media_type().to_owned(),
        size: file.bytes.len() as u64,
        at: time(at),
        by: who.name.clone(),
    };
    tx.add_attachment(request.pk, who, &attached, file.bytes, at).await?;
    tx.touch_request(request.pk).await?;
    let number = request.number();
    let after = Some(attached.name.as_str());
    let event = Event { kind: EventKind::FileAttached, subject: &number, name: &request.title, before: None, after };
    tx.record(writing.company, writing.actor, at, event).await?;
    Ok(attached)
}
