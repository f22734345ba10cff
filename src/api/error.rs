//! Why a call gave nothing, in words that pages can show.

use contract::problem::Problem;

use crate::i18n;

/// Why a call gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// No answer came: no network, or the server is away.
    Offline,
    /// The server refused, and says why in the reader's language.
    Refused(Box<Problem>),
    /// Something answered that is not our server, or not in its language.
    Unreadable,
    /// Nobody is signed in, and the cookie does not help either.
    SignedOut,
}

impl ApiError {
    /// The sentence for the reader.
    pub fn sentence(&self) -> String {
        match self {
            ApiError::Offline => i18n::t("error.offline"),
            ApiError::Refused(problem) => problem.detail.clone(),
            ApiError::Unreadable => i18n::t("error.unreadable"),
            ApiError::SignedOut => i18n::t("error.signedOut"),
        }
    }

    /// The sentence about the first field that is wrong, where the whole is about one; else as `sentence`.
    pub fn of_field(&self) -> String {
        match self {
            ApiError::Refused(problem) => {
                problem.errors.first().map_or_else(|| self.sentence(), |field| field.message.clone())
            }
            _ => self.sentence(),
        }
    }

    /// Whether the server has looked at the call and said no: what is tried next is another intent. After anything else it
    /// may or may not have been done, and the same key finds out.
    pub fn is_an_answer(&self) -> bool {
        self.status().is_some_and(|status| status < 500 && status != 429)
    }

    /// The status of the server's refusal.
    pub fn status(&self) -> Option<u16> {
        match self {
            ApiError::Refused(problem) => Some(problem.status),
            _ => None,
        }
    }
}
