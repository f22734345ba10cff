//! Letters about news: to whom, in which words, and over which server.

mod letter;
mod sender;
mod settings;

pub use sender::Mailer;
pub use settings::{MailConfig, MailSettings, WrongMail};
