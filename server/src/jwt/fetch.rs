//! Small documents from other servers: bounded in size and time, never by a detour.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use url::{Host, Url};

/// How long fetching may take altogether.
const PATIENCE: Duration = Duration::from_secs(5);
/// The largest document, in bytes.
pub const DOCUMENT_BYTES_MAX: usize = 65_536;

/// Why a document did not come.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Neither https nor on this machine.
    #[error("{0} must begin with https:// (http:// is for this machine only)")]
    Insecure(Url),
    /// No answer, or none in time.
    #[error("no answer: {0}")]
    Away(#[from] reqwest::Error),
    /// Another status than 200.
    #[error("the answer has status {0}, expected 200")]
    Status(StatusCode),
    /// Too long an answer.
    #[error("the answer is longer than {DOCUMENT_BYTES_MAX} bytes")]
    TooLarge,
}

/// A client for such documents; cheap to copy.
///
/// # Errors
/// When the system's certificates cannot be used.
pub fn client() -> Result<Client, reqwest::Error> {
    // An address is configured as it is: a redirection could lead anywhere, such as into the own network.
    Client::builder().timeout(PATIENCE).redirect(Policy::none()).build()
}

/// Refuses an address whose answers others on the way could change.
///
/// # Errors
/// `FetchError::Insecure` for anything but https, and http on this machine.
pub fn guard(url: &Url) -> Result<(), FetchError> {
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_here => Ok(()),
        _ => Err(FetchError::Insecure(url.clone())),
    }
}

/// Fetches a document.
///
/// # Errors
/// See `FetchError`.
pub async fn get(client: &Client, url: &Url) -> Result<Vec<u8>, FetchError> {
    guard(url)?;
    let response = client.get(url.clone()).header("accept", "application/json").send().await?;
    if response.status() != StatusCode::OK {
        return Err(FetchError::Status(response.status()));
    }
    bounded(response).await
}

/// The body of an answer, given up as soon as it is too long.
///
/// # Errors
/// `FetchError::TooLarge`, or `Away` when it breaks off.
pub async fn bounded(mut response: Response) -> Result<Vec<u8>, FetchError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > DOCUMENT_BYTES_MAX {
            return Err(FetchError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
