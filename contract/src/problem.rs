//! Errors on the wire: RFC 9457 problem documents.

use serde::{Deserialize, Serialize};

/// `application/problem+json`; the page shows `errors` beside the fields and `detail` elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable address of ours for this kind of problem, relative to the installation: `/problems/{code}`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong, in a few words of the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was expected and what to do, in the reader's language.
    pub detail: String,
    /// The machine's word for the problem (camelCase).
    pub code: String,
    /// The correlation id, also in the server's log.
    pub instance: String,
    /// What is wrong with single fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// With `tokenRefused`: what is wrong with a host's token, in one word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// With 412 on a draft: the text that is stored, so that both versions can be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored: Option<String>,
}

/// What is wrong with one field of the body or query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) into the body, or the name of a query parameter.
    pub pointer: String,
    /// The machine's word.
    pub code: String,
    /// The sentence in the reader's language.
    pub message: String,
}
