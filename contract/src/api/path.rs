//! Addresses of the API, spelled once for the page and for the server's own links.

/// Where version 1 of the API begins.
pub const BASE: &str = "/api/v1";
/// The cookie that keeps a stand-alone browser signed in is sent to this path only.
pub const SESSION: &str = "/api/v1/session";
/// Mints a short bearer token from the cookie.
pub const SESSION_REFRESH: &str = "/api/v1/session/refresh";
/// Counts, prerequisites, what waits for me.
pub const OVERVIEW: &str = "/api/v1/overview";
/// What was moved, when and by whom.
pub const REPORT: &str = "/api/v1/report";
/// The list of solutions.
pub const SOLUTIONS: &str = "/api/v1/solutions";
/// What changed since a number.
pub const SOLUTION_CHANGES: &str = "/api/v1/solutions/changes";
/// Acts on many solutions.
pub const SOLUTIONS_BULK: &str = "/api/v1/solutions/bulk";
/// CSV of what the filters show.
pub const SOLUTIONS_EXPORT: &str = "/api/v1/solutions/export";
/// Import jobs.
pub const IMPORTS: &str = "/api/v1/imports";
/// Named filters of a person.
pub const SAVED_FILTERS: &str = "/api/v1/saved-filters";
/// Colleagues.
pub const USERS: &str = "/api/v1/users";
/// A person's own settings.
pub const SETTINGS: &str = "/api/v1/settings";
/// Everything that was done.
pub const HISTORY: &str = "/api/v1/history";
/// Addresses that are good once, for what a browser fetches without a header.
pub const TICKETS: &str = "/api/v1/tickets";

/// One solution.
pub fn solution(id: &str) -> String {
    format!("{SOLUTIONS}/{}", segment(id))
}

/// Notes of colleagues on one solution.
pub fn notes(id: &str) -> String {
    format!("{}/notes", solution(id))
}

/// One import job.
pub fn import(id: &str) -> String {
    format!("{IMPORTS}/{}", segment(id))
}

/// One part of an import's file, counted from 0.
pub fn import_part(id: &str, part: u32) -> String {
    format!("{}/parts/{part}", import(id))
}

/// The column mapping of an import.
pub fn import_settings(id: &str) -> String {
    format!("{}/settings", import(id))
}

/// Problems of an import, by row.
pub fn import_problems(id: &str) -> String {
    format!("{}/problems", import(id))
}

/// What an import would change.
pub fn import_preview(id: &str) -> String {
    format!("{}/preview", import(id))
}

/// Writes an import.
pub fn import_commit(id: &str) -> String {
    format!("{}/commit", import(id))
}

/// One saved filter.
pub fn saved_filter(id: &str) -> String {
    format!("{SAVED_FILTERS}/{}", segment(id))
}

/// A download by ticket.
pub fn ticket(code: &str) -> String {
    format!("{TICKETS}/{}", segment(code))
}

fn segment(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
