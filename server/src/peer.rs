//! From where a call comes.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::request::Parts;

use crate::router::App;

/// The address that a call comes from, where it is known. A proxy in front of the server writes the caller's address last into
/// `X-Forwarded-For`; that is believed only where the administrator says that there is one (`--behind-proxy`), and only from a
/// machine of the same network.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Peer
where
    Arc<App>: FromRef<S>,
{
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Peer(of(parts, Arc::<App>::from_ref(state).behind_proxy)))
    }
}

fn of(parts: &Parts, behind_proxy: bool) -> Option<IpAddr> {
    let direct = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    let told = parts.headers.get_all("x-forwarded-for").iter().next_back();
    let told = told.and_then(|value| read(value.to_str().ok()?.rsplit(',').next()?.trim()));
    if behind_proxy && direct.is_some_and(is_near) { told.or(direct) } else { direct }
}

/// An address; some proxies write the port as well.
fn read(text: &str) -> Option<IpAddr> {
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|both| both.ip()))
}

fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn peer(direct: &str, told: &[&str], behind_proxy: bool) -> String {
        let mut request = Request::builder().extension(ConnectInfo(SocketAddr::new(direct.parse().unwrap(), 1)));
        for told in told {
            request = request.header("x-forwarded-for", *told);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        of(&parts, behind_proxy).unwrap().to_string()
    }

    #[test]
    fn only_a_near_proxy_is_believed_and_only_where_there_is_one() {
        assert_eq!(peer("192.0.2.1", &["198.51.100.7"], true), "192.0.2.1");
        assert_eq!(peer("127.0.0.1", &["198.51.100.7"], true), "198.51.100.7");
        assert_eq!(peer("127.0.0.1", &["198.51.100.7:49152"], true), "198.51.100.7");
        assert_eq!(peer("127.0.0.1", &["198.51.100.7"], false), "127.0.0.1");
        assert_eq!(peer("10.0.0.2", &["1.1.1.1, 198.51.100.7"], true), "198.51.100.7");
        assert_eq!(peer("10.0.0.2", &["1.1.1.1", "198.51.100.7"], true), "198.51.100.7");
        assert_eq!(peer("::1", &["not an address"], true), "::1");
        assert_eq!(peer("::ffff:127.0.0.1", &[], true), "127.0.0.1");
    }
}
