//! Files of requests, in rows of 256 kB, so that one database is the whole backup.

use contract::api::requests::Attachment;

use super::requests::key_of;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::rights::Who;

/// Bytes of one row.
const PART: usize = 256 * 1024;

/// A file to be sent to a browser.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// Its key.
    pub pk: i64,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}

impl Tx {
    /// How many files a request has.
    pub async fn count_attachments(&mut self, request: i64) -> Result<u64, StoreError> {
        let row = self.row("SELECT COUNT(*) FROM attachment WHERE request = $1", args![request]).await?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    /// Keeps a file.
    pub async fn add_attachment(
        &mut self,
        request: i64,
        who: &Who,
        file: &Attachment,
        bytes: &[u8],
        at: Ms,
    ) -> Result<(), StoreError> {
        let row = self
            .row(
                "INSERT INTO attachment (id, request, person, by_name, name, media_type, size, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING pk",
                args![&file.id, request, who.person, &who.name, &file.name, &file.media_type, file.size, at],
            )
            .await?
            .ok_or(StoreError::Shape("a file is missing"))?;
        let attachment = row.int(0)?;
        for (part, bytes) in (0_u32..).zip(bytes.chunks(PART)) {
            self.run(
                "INSERT INTO attachment_part (attachment, part, data) VALUES ($1, $2, $3)",
                args![attachment, part, bytes],
            )
            .await?;
        }
        Ok(())
    }

    /// A file of a request of one company, or of any for the desk.
    pub async fn attachment(
        &mut self,
        company: Option<i64>,
        number: &str,
        id: &str,
    ) -> Result<Option<StoredFile>, StoreError> {
        let Some(request) = key_of(number) else { return Ok(None) };
        let row = self
            .row(
                "SELECT a.pk, a.name, a.media_type, a.size FROM attachment a JOIN support_request r ON r.pk = a.request \
                 WHERE a.id = $1 AND r.pk = $2 AND r.company = COALESCE($3, r.company)",
                args![id, request, company],
            )
            .await?;
        row.map(|row| {
            Ok(StoredFile { pk: row.int(0)?, name: row.text(1)?, media_type: row.text(2)?, size: row.count(3)? })
        })
        .transpose()
    }

    /// All bytes of a file.
    pub async fn attachment_bytes(&mut self, file: &StoredFile) -> Result<Vec<u8>, StoreError> {
        // What is not a size of ours finds no rows either.
        let mut bytes = Vec::with_capacity(usize::try_from(file.size).unwrap_or_default());
        for part in 0_u32.. {
            let row = self
                .row("SELECT data FROM attachment_part WHERE attachment = $1 AND part = $2", args![file.pk, part])
                .await?;
            let Some(row) = row else { break };
            bytes.extend_from_slice(row.bytes(0)?);
        }
        Ok(bytes)
    }
}
