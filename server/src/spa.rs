//! The page's files: from inside the program, or from a folder in development; every client route answers with the page.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::route::Route;

use crate::etag::Tag;
use crate::problem::Fault;
use crate::router::App;

struct EmbeddedFile {
    path: &'static str,
    bytes: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// One file of the page.
struct Asset {
    bytes: Cow<'static, [u8]>,
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
    tag: Tag,
    kind: &'static str,
    cache: &'static str,
}

/// All files of the page.
#[derive(Default)]
pub struct Spa {
    files: HashMap<String, Asset>,
}

/// The page itself.
const INDEX: &str = "index.html";

impl Spa {
    /// The files inside the program; empty in a development build.
    pub fn embedded() -> Spa {
        let files = FILES.iter().map(|file| {
            let asset = Asset::new(file.path, Cow::Borrowed(file.bytes), file.brotli, file.gzip);
            (file.path.to_owned(), asset)
        });
        Spa { files: files.collect() }
    }

    /// The files of a folder, read once.
    ///
    /// # Errors
    /// What the system says about the folder or a file in it.
    pub fn folder(folder: &Path) -> io::Result<Spa> {
        let mut files = HashMap::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(&next)? {
                let path = entry?.path();
                if path.is_dir() {
                    open.push(path);
                } else if let Ok(name) = path.strip_prefix(folder) {
                    let name = name.to_string_lossy().replace('\\', "/");
                    let asset = Asset::new(&name, Cow::Owned(std::fs::read(&path)?), None, None);
                    files.insert(name, asset);
                }
            }
        }
        Ok(Spa { files })
    }

    /// Whether there is a page to show.
    pub fn has_page(&self) -> bool {
        self.files.contains_key(INDEX)
    }
}

impl Asset {
    fn new(path: &str, bytes: Cow<'static, [u8]>, brotli: Option<&'static [u8]>, gzip: Option<&'static [u8]>) -> Asset {
        // A name with the hash of its content never changes; everything else is asked for again and answered with 304.
        let cache = if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let tag = Tag::of_bytes(&bytes);
        Asset { bytes, brotli, gzip, tag, kind: content_type(path), cache }
    }

    fn respond(&self, request_headers: &HeaderMap, status: StatusCode) -> Response {
        if status == StatusCode::OK && self.tag.is_known(request_headers) {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            self.stamp(response.headers_mut());
            return response;
        }
        let (body, encoding) = self.packed(request_headers);
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        self.stamp(headers);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }

    fn stamp(&self, headers: &mut HeaderMap) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(self.cache));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::from_str(self.tag.text()) {
            headers.insert(ETAG, tag);
        }
    }

    fn packed(&self, headers: &HeaderMap) -> (Body, Option<&'static str>) {
        let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let takes = |name: &str| {
            accepted.split(',').map(str::trim).any(|part| {
                let (coding, quality) = part.split_once(';').unwrap_or((part, ""));
                coding.trim().eq_ignore_ascii_case(name) && !matches!(quality.trim(), "q=0" | "q=0.0")
            })
        };
        match (self.brotli, self.gzip) {
            (Some(packed), _) if takes("br") => (Body::from(packed), Some("br")),
            (_, Some(packed)) if takes("gzip") => (Body::from(packed), Some("gzip")),
            _ => match &self.bytes {
                Cow::Borrowed(bytes) => (Body::from(*bytes), None),
                Cow::Owned(bytes) => (Body::from(bytes.clone()), None),
            },
        }
    }
}

/// The build puts 16 hexadecimal digits of the content's hash into names of files, or of the folder of files that name each
/// other.
fn is_hashed(path: &str) -> bool {
    path.split(['-', '.', '_', '/']).any(|part| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Everything that is no address of the API: a file of the page, or the page itself for each of its routes.
pub async fn serve(State(app): State<Arc<App>>, request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") {
        return Fault::NotFound.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = Fault::MethodNotAllowed.into_response();
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    if let Some(asset) = app.spa.files.get(path.trim_start_matches('/')) {
        return asset.respond(request.headers(), StatusCode::OK);
    }
    // A file that is not there is not a page: answering with HTML would hide a broken link to a script.
    let is_file = path.rsplit('/').next().is_some_and(|name| content_type(name) != "application/octet-stream");
    let status = match Route::parse(path, request.uri().query().unwrap_or_default()) {
        _ if is_file => return Fault::NotFound.into_response(),
        Route::NotFound(_) => StatusCode::NOT_FOUND,
        _ => StatusCode::OK,
    };
    match app.spa.files.get(INDEX) {
        Some(page) => page.respond(request.headers(), status),
        None => Fault::NotFound.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_content_hash_are_kept_for_ever() {
        assert!(is_hashed("program-0f3a9c1d2b4e5f60/page_bg.wasm"));
        assert!(is_hashed("style-0f3a9c1d2b4e5f60.css"));
        assert!(!is_hashed("index.html"));
        assert!(!is_hashed("locales/zh-CN.json"));
    }
}
