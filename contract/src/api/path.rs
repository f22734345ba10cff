//! Addresses of the API, spelled once for the page and for the server's own links.

/// Where version 1 of the API begins.
pub const BASE: &str = "/api/v1";
/// The cookie that keeps a stand-alone browser signed in is sent to this path and below only.
pub const SESSION: &str = "/api/v1/session";
/// Mints a short bearer token from the cookie.
pub const SESSION_REFRESH: &str = "/api/v1/session/refresh";
/// Which ways of signing in there are; anyone may ask.
pub const SESSION_WAYS: &str = "/api/v1/session/ways";
/// Leads to the company's own sign-in.
pub const SESSION_OIDC: &str = "/api/v1/session/oidc";
/// Where the company's own sign-in leads back to.
pub const SESSION_OIDC_CALLBACK: &str = "/api/v1/session/oidc/callback";
/// Whom the page may answer in a frame; anyone may ask.
pub const EMBED_CONFIG: &str = "/api/v1/embed/config";
/// The script with which a host shows the page in a frame; a file of the page.
pub const EMBED_SCRIPT: &str = "/embed/v1.js";
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

/// What matching and reviews need to know of many solutions.
pub const SOLUTION_FACTS: &str = "/api/v1/solutions/facts";
/// The company's offers.
pub const OFFERS: &str = "/api/v1/offers";
/// Whether an offer ID is free.
pub const OFFER_ID_CHECK: &str = "/api/v1/offers/id-check";
/// The company's publishers.
pub const PUBLISHERS: &str = "/api/v1/publishers";
/// Support requests of the company.
pub const SUPPORT_REQUESTS: &str = "/api/v1/support-requests";
/// How many of them there are of what.
pub const SUPPORT_REQUEST_FACETS: &str = "/api/v1/support-requests/facets";
/// Notifications of a person.
pub const NOTIFICATIONS: &str = "/api/v1/notifications";
/// Marks notifications as seen.
pub const NOTIFICATIONS_READ: &str = "/api/v1/notifications/read";
/// The long poll that tells of changes.
pub const EVENTS: &str = "/api/v1/events";
/// What a person has typed into wizards.
pub const DRAFTS: &str = "/api/v1/drafts";
/// The desk's queue.
pub const DESK_REQUESTS: &str = "/api/v1/desk/requests";
/// How many requests of the queue there are of what.
pub const DESK_REQUEST_FACETS: &str = "/api/v1/desk/requests/facets";
/// Requests that were sent together.
pub const DESK_BUNDLES: &str = "/api/v1/desk/bundles";
/// The desk's days off.
pub const DESK_CALENDAR: &str = "/api/v1/desk/calendar";
/// Texts that operators use again.
pub const DESK_TEMPLATES: &str = "/api/v1/desk/templates";

/// The directory of CSP resellers.
pub const RESELLERS: &str = "/api/v1/resellers";
/// Counts for the directory's filters.
pub const RESELLER_FACETS: &str = "/api/v1/resellers/facets";
/// Resellers of the directory by many tenant IDs at once.
pub const RESELLERS_LOOKUP: &str = "/api/v1/resellers/lookup";
/// The company's offers with their audience.
pub const RESELLER_OFFERS: &str = "/api/v1/resellers/offers";
/// One audience for several offers.
pub const RESELLERS_APPLY: &str = "/api/v1/resellers/apply";
/// Who sold what.
pub const RESELLER_SALES: &str = "/api/v1/resellers/sales";

/// Who may resell an offer.
pub fn resell(offer_id: &str) -> String {
    format!("{}/resell", offer(offer_id))
}

/// The resellers of an offer.
pub fn resell_resellers(offer_id: &str) -> String {
    format!("{}/resellers", resell(offer_id))
}

/// Brings additions in force.
pub fn resell_sync(offer_id: &str) -> String {
    format!("{}/sync", resell(offer_id))
}

/// Asks support for what a sync cannot do.
pub fn resell_request(offer_id: &str) -> String {
    format!("{}/request", resell(offer_id))
}

/// Previews and confirms a file.
pub fn resell_import(offer_id: &str) -> String {
    format!("{}/import", resell(offer_id))
}

/// The list as a file, `?of=live` or the saved draft.
pub fn resell_export(offer_id: &str) -> String {
    format!("{}/export", resell(offer_id))
}

/// What resellers are given.
pub fn resell_materials(offer_id: &str) -> String {
    format!("{}/materials", resell(offer_id))
}

/// The company's own sign-in, and where to go afterwards.
pub fn session_oidc(next: Option<&str>) -> String {
    next.map_or_else(|| SESSION_OIDC.to_owned(), |next| format!("{SESSION_OIDC}?next={}", segment(next)))
}

/// Asks support for a merge.
pub fn merge(id: &str) -> String {
    format!("{}/merge", solution(id))
}

/// Makes a draft offer from a solution.
pub fn offer_from(id: &str) -> String {
    format!("{}/offer", solution(id))
}

/// Gives a solution up.
pub fn discard(id: &str) -> String {
    format!("{}/discard", solution(id))
}

/// Takes that back.
pub fn undo_discard(id: &str) -> String {
    format!("{}/undo-discard", solution(id))
}

/// The live offers that a solution may be.
pub fn matches(solution_id: &str) -> String {
    format!("{}/matches", solution(solution_id))
}

/// What a person said of a solution and an offer as a match.
pub fn match_said(solution_id: &str, offer: &str) -> String {
    format!("{}/{}", matches(solution_id), segment(offer))
}

/// One offer.
pub fn offer(id: &str) -> String {
    format!("{OFFERS}/{}", segment(id))
}

/// What a reopened merge left in an offer's co-sell page.
pub fn moved_from(offer_id: &str, solution_id: &str) -> String {
    format!("{}/moved/{}", offer(offer_id), segment(solution_id))
}

/// One support request.
pub fn support_request(number: &str) -> String {
    format!("{SUPPORT_REQUESTS}/{}", segment(number))
}

/// Writes into a request's thread.
pub fn request_messages(number: &str) -> String {
    format!("{}/messages", support_request(number))
}

/// Answers the desk's question.
pub fn request_answer(number: &str) -> String {
    format!("{}/answer", support_request(number))
}

/// Takes a request back.
pub fn request_cancel(number: &str) -> String {
    format!("{}/cancel", support_request(number))
}

/// Files of a request; a file is posted as it is, its name in `?name=`.
pub fn request_attachments(number: &str) -> String {
    format!("{}/attachments", support_request(number))
}

/// What a person has typed into one wizard.
pub fn draft(key: &str) -> String {
    format!("{DRAFTS}/{}", segment(key))
}

/// The long poll: waits for something that differs from a cursor; answers at once without one.
pub fn events(after: &str) -> String {
    if after.is_empty() { EVENTS.to_owned() } else { format!("{EVENTS}?after={}", segment(after)) }
}

/// Where a file of this name is posted.
pub fn named(attachments: &str, name: &str) -> String {
    format!("{attachments}?name={}", segment(name))
}

/// One case at the desk.
pub fn desk_request(number: &str) -> String {
    format!("{DESK_REQUESTS}/{}", segment(number))
}

/// Takes a case, or gives it back.
pub fn desk_claim(number: &str) -> String {
    format!("{}/claim", desk_request(number))
}

/// Decides a case.
pub fn desk_decision(number: &str) -> String {
    format!("{}/decision", desk_request(number))
}

/// Files that the desk adds to a case, as `request_attachments`.
pub fn desk_attachments(number: &str) -> String {
    format!("{}/attachments", desk_request(number))
}

/// Writes into a case's thread as the desk.
pub fn desk_messages(number: &str) -> String {
    format!("{}/messages", desk_request(number))
}

/// Decides requests that were sent together.
pub fn desk_bundle(bundle: &str) -> String {
    format!("{DESK_BUNDLES}/{}/decision", segment(bundle))
}

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
