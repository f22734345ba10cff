//! The cookies of a stand-alone browser: how they are called, where they go, reading and giving them.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use contract::api::path;

use crate::router::App;

/// A cookie of ours. No script can read any of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cookie {
    name: &'static str,
    guard: Guard,
    path: &'static str,
    same_site: &'static str,
}

/// What a browser promises of a cookie by how its name begins (RFC 6265bis, "Cookie Name Prefixes"). By http there is no promise.
#[derive(Clone, Copy, Debug)]
enum Guard {
    /// It came by https: nobody on the way can plant it, and no neighbour that has only http.
    Secure,
    /// Besides, no neighbour of the same domain can plant it; in return it goes to all addresses.
    Host,
}

/// Keeps a browser signed in; its only use is to mint bearers.
pub(super) const SESSION: Cookie =
    Cookie { name: "cosell_session", guard: Guard::Secure, path: path::SESSION, same_site: "Strict" };

/// Tells that this browser showed an account's password before. It opens nothing: it only counts tries apart.
pub(super) const DEVICE: Cookie =
    Cookie { name: "cosell_device", guard: Guard::Secure, path: path::SESSION, same_site: "Strict" };

/// Remembers a trip to the company's own sign-in. `Lax`, because the browser comes back from another site. It lives for minutes,
/// so that it may go everywhere meanwhile; with one of a neighbour's the browser would come in as the neighbour's account.
pub(super) const TRIP: Cookie =
    Cookie { name: "cosell_trip", guard: Guard::Host, path: path::SESSION_OIDC, same_site: "Lax" };

impl Cookie {
    /// How its name begins, and the path that it goes to.
    const fn place(self, https: bool) -> (&'static str, &'static str) {
        match self.guard {
            Guard::Secure if https => ("__Secure-", self.path),
            Guard::Host if https => ("__Host-", "/"),
            Guard::Secure | Guard::Host => ("", self.path),
        }
    }

    /// What the browser sent.
    pub(super) fn read<'a>(self, app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
        let (prefix, _) = self.place(app.https);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().strip_prefix(prefix)?.strip_prefix(self.name)?.strip_prefix('='))
            .find(|value| !value.is_empty())
    }

    /// Gives the browser a value of our own alphabet, for so many seconds.
    pub(super) fn give(self, response: &mut Response, app: &App, value: &str, max_age: i64) {
        let Cookie { name, same_site, .. } = self;
        let (prefix, path) = self.place(app.https);
        let secure = if app.https { "; Secure" } else { "" };
        let text =
            format!("{prefix}{name}={value}; Path={path}; Max-Age={max_age}; HttpOnly; SameSite={same_site}{secure}");
        // The value is of our own alphabet, so that it always fits a header.
        if let Ok(header) = HeaderValue::from_str(&text) {
            response.headers_mut().append(SET_COOKIE, header);
        }
    }

    /// Takes it away from the browser.
    pub(super) fn end(self, response: &mut Response, app: &App) {
        self.give(response, app, "", 0);
    }
}
