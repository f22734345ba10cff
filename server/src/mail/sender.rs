//! Sends the letters that are due, each under a lease, again later when the mail server does not take them.

use std::time::Duration;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::{self, response};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox};
use tokio::time::timeout;

use super::letter::words;
use super::settings::{MailSettings, Security};
use crate::clock::Ms;
use crate::router::App;
use crate::store::StoreError;
use crate::store::letters::Letter;

/// How long one attempt may take in all. Less than the lease, so that no second server begins meanwhile.
const ATTEMPT: Duration = Duration::from_secs(60);
/// How long the mail server may be silent.
const SILENCE: Duration = Duration::from_secs(20);
/// The first pause after a failure, in milliseconds; it doubles up to the longest one.
const FIRST_PAUSE_MS: Ms = 60_000;
const LONGEST_PAUSE_MS: Ms = 3_600_000;

/// Sends letters. A letter goes out at least once: a server that dies between the mail server's yes and its own note of
/// it lets another one send it again, under the same Message-ID, by which mail programs know it.
pub struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    base: String,
}

/// How an attempt went.
enum Outcome {
    Sent,
    /// May be taken later.
    Later(String),
    /// Will never be taken.
    Never(String),
}

impl Mailer {
    /// Prepares to send; nothing is connected yet.
    ///
    /// # Errors
    /// When the host's name is none that TLS can check.
    pub fn new(settings: MailSettings) -> Result<Mailer, smtp::Error> {
        let tls = || TlsParameters::new(settings.host.clone());
        let tls = match settings.security {
            Security::Tls => Tls::Wrapper(tls()?),
            Security::StartTls => Tls::Required(tls()?),
            Security::StartTlsIfOffered => Tls::Opportunistic(tls()?),
            Security::Plain => Tls::None,
        };
        let mut server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host)
            .port(settings.port)
            .timeout(Some(SILENCE))
            .tls(tls);
        if let Some(credentials) = settings.credentials {
            server = server.credentials(credentials);
        }
        Ok(Mailer { server: server.build(), from: settings.from, base: settings.base })
    }

    /// Sends all letters that are due now; says how many went out.
    ///
    /// # Errors
    /// What the store says; what was sent before is noted.
    pub async fn send_due(&self, app: &App) -> Result<u64, StoreError> {
        let mut tx = app.db.write().await?;
        tx.drop_needless_letters().await?;
        let given_up = tx.sweep_letters(app.clock.now()).await?;
        tx.commit().await?;
        if given_up > 0 {
            tracing::error!(given_up, "the mail server took some news for a day not: they are in the portal only");
        }
        let mut sent = 0;
        loop {
            let mut tx = app.db.write().await?;
            let letter = tx.take_letter(app.clock.now()).await?;
            tx.commit().await?;
            let Some(letter) = letter else { return Ok(sent) };
            let outcome = self.send(&letter).await;
            let mut tx = app.db.write().await?;
            match outcome {
                Outcome::Sent => {
                    tx.letter_sent(&letter.rows, app.clock.now()).await?;
                    sent += 1;
                }
                Outcome::Later(error) => {
                    tracing::warn!(error, attempts = letter.attempts, "a letter was not taken; it is tried again");
                    tx.letter_failed(&letter.rows, app.clock.now() + pause(letter.attempts)).await?;
                }
                Outcome::Never(error) => {
                    tracing::error!(error, "a letter can never be delivered; the news are in the portal only");
                    tx.drop_letter(&letter.rows).await?;
                }
            }
            tx.commit().await?;
        }
    }

    async fn send(&self, letter: &Letter) -> Outcome {
        let message = match self.message(letter) {
            Ok(message) => message,
            Err(error) => return Outcome::Never(error),
        };
        match timeout(ATTEMPT, self.server.send(message)).await {
            Ok(Ok(_)) => Outcome::Sent,
            Ok(Err(error)) if is_about_the_mailbox(&error) => Outcome::Never(error.to_string()),
            Ok(Err(error)) => Outcome::Later(error.to_string()),
            Err(_) => Outcome::Later("the mail server was too slow".to_owned()),
        }
    }

    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let address: Address =
            letter.email.parse().map_err(|_| "the person has no usable e-mail address".to_owned())?;
        let words = words(letter, &self.base);
        let rows: Vec<String> = letter.rows.iter().map(ToString::to_string).collect();
        let id = crate::secrets::fingerprint(format!("{}|{}|{}", self.base, letter.email, rows.join(",")).as_bytes());
        let id: String = id.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        // RFC 3834: automatic answers such as "out of office" are not sent to programs.
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(letter.name.clone()), address))
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .subject(words.subject)
            .body(words.body)
            .map_err(|error| error.to_string())
    }
}

/// Whether the mail server says that this mailbox will never take a letter (RFC 5321, 550 to 559). Other refusals, such
/// as of our password, are mended by an administrator, and the letters wait for it.
fn is_about_the_mailbox(error: &smtp::Error) -> bool {
    error.status().is_some_and(|code| {
        code.severity == response::Severity::PermanentNegativeCompletion
            && code.category == response::Category::MailSystem
    })
}

/// The pause after so many attempts.
fn pause(attempts: u64) -> Ms {
    let doubled = u32::try_from(attempts.saturating_sub(1)).unwrap_or(u32::MAX).min(10);
    (FIRST_PAUSE_MS << doubled).min(LONGEST_PAUSE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_up_to_an_hour() {
        assert_eq!([1, 2, 3, 7, 99].map(pause), [60_000, 120_000, 240_000, 3_600_000, 3_600_000]);
    }
}
