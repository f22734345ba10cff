//! From where a call comes.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

/// The address that a call comes from, where it is known. A proxy in front of the server stands on the same machine or in
/// the same network, and writes the caller's address last into `X-Forwarded-For`; from elsewhere that header is not believed.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let direct = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let told = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let told = told.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Ok(Peer(if direct.is_some_and(is_near) { told.or(direct) } else { direct }))
    }
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

    async fn peer(direct: &str, told: &[&str]) -> String {
        let mut request = Request::builder().extension(ConnectInfo(SocketAddr::new(direct.parse().unwrap(), 1)));
        for told in told {
            request = request.header("x-forwarded-for", *told);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        Peer::from_request_parts(&mut parts, &()).await.unwrap().0.unwrap().to_string()
    }

    #[tokio::test]
    async fn only_a_near_proxy_is_believed() {
        assert_eq!(peer("192.0.2.1", &["198.51.100.7"]).await, "192.0.2.1");
        assert_eq!(peer("127.0.0.1", &["198.51.100.7"]).await, "198.51.100.7");
        assert_eq!(peer("10.0.0.2", &["1.1.1.1, 198.51.100.7"]).await, "198.51.100.7");
        assert_eq!(peer("10.0.0.2", &["1.1.1.1", "198.51.100.7"]).await, "198.51.100.7");
        assert_eq!(peer("::1", &["not an address"]).await, "::1");
        assert_eq!(peer("::ffff:127.0.0.1", &[]).await, "127.0.0.1");
    }
}
