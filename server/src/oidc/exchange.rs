//! Coming back from the provider: a code becomes a person.

use oauth2::{AuthorizationCode, HttpRequest, HttpResponse, PkceCodeVerifier, TokenResponse as _};
use reqwest::Client;
use serde::Deserialize;
use url::Url;

use super::{Oidc, Tokens, Trip, Trouble};
use crate::clock::Ms;
use crate::jwt::SKEW_S;
use crate::jwt::fetch::{self, FetchError};
use crate::jwt::token::{Times, claimed, verified};

/// The longest time that an ID token may still be good for, in seconds: a day.
const LIFE_S: i64 = 86_400;

/// A person as the provider knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who issued it.
    pub issuer: String,
    /// Who it is there, for ever.
    pub subject: String,
    /// The address, in small letters, if the provider has checked that it is theirs.
    pub email: Option<String>,
}

/// What an ID token says.
#[derive(Debug, Deserialize)]
struct IdClaims {
    sub: String,
    nonce: Option<String>,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: Option<i64>,
    nbf: Option<i64>,
    email: Option<String>,
    #[serde(default, deserialize_with = "is_yes")]
    email_verified: bool,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    /// Whether the token is for others as well.
    fn has_others(&self, client: &str) -> bool {
        match self {
            Audience::One(one) => one != client,
            Audience::Several(several) => several.iter().any(|one| one != client),
        }
    }
}

/// What the provider says to an access token.
#[derive(Debug, Deserialize)]
struct UserInfo {
    sub: String,
    email: Option<String>,
    #[serde(default, deserialize_with = "is_yes")]
    email_verified: bool,
}

impl Oidc {
    /// Who signed in at the provider.
    ///
    /// # Errors
    /// `Away` while it does not answer; `Refused` for a code, a token or a person that is not good.
    pub async fn arrive(&self, code: String, trip: &Trip, now: Ms) -> Result<Known, Trouble> {
        let discovery = self.provider.discovery(now).await?;
        let client = self.provider.http.clone();
        let http = move |request: HttpRequest| send(client.clone(), request);
        let tokens: Tokens = self
            .client(&discovery)?
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(trip.verifier.clone()))
            .request_async(&http)
            .await
            .map_err(|error| match error {
                oauth2::RequestTokenError::Request(error) => Trouble::Away(error.to_string()),
                other => Trouble::Refused(format!("the code: {other}")),
            })?;
        let token = tokens.extra_fields().id_token.as_deref().ok_or_else(|| refused("no ID token"))?;
        let claims = self.id_claims(token, trip, now).await?;
        let mut known = Known {
            issuer: self.provider.issuer.clone(),
            subject: claims.sub,
            email: checked(claims.email, claims.email_verified),
        };
        if known.email.is_none()
            && let Some(url) = &discovery.userinfo_endpoint
        {
            let info = self.user_info(url, tokens.access_token().secret()).await?;
            if info.sub != known.subject {
                return Err(refused("its ID token and its user info are about two people"));
            }
            known.email = checked(info.email, info.email_verified);
        }
        Ok(known)
    }

    async fn id_claims(&self, token: &str, trip: &Trip, now: Ms) -> Result<IdClaims, Trouble> {
        let wrong = |reason: crate::jwt::reason::Reason| refused(&format!("its ID token: {}", reason.word()));
        let said = claimed(token).map_err(wrong)?;
        if said.kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("JWT")) {
            return Err(refused("its ID token is of another type"));
        }
        let key = self.provider.key(said.key.as_deref(), said.algorithm, now).await?;
        let claims: IdClaims = verified(token, &key, &self.provider.issuer, &self.client_id).map_err(wrong)?;
        let times = Times { exp: claims.exp, nbf: claims.nbf, iat: claims.iat };
        times.check(now.div_euclid(1_000), SKEW_S, LIFE_S).map_err(wrong)?;
        if claims.nonce.as_deref() != Some(trip.nonce.as_str()) {
            return Err(refused("its ID token is for another sign-in"));
        }
        let is_ours = match &claims.azp {
            Some(party) => *party == self.client_id,
            None => !claims.aud.has_others(&self.client_id),
        };
        if !is_ours || claims.sub.is_empty() || claims.sub.chars().count() > 255 {
            return Err(refused("its ID token is for another client, or about nobody"));
        }
        Ok(claims)
    }

    async fn user_info(&self, url: &Url, access: &str) -> Result<UserInfo, Trouble> {
        let response =
            self.provider.http.get(url.clone()).bearer_auth(access).send().await.map_err(FetchError::from)?;
        if !response.status().is_success() {
            return Err(refused(&format!("its user info has status {}", response.status())));
        }
        let bytes = fetch::bounded(response).await?;
        serde_json::from_slice(&bytes).map_err(|error| refused(&format!("its user info: {error}")))
    }
}

fn refused(what: &str) -> Trouble {
    Trouble::Refused(what.to_owned())
}

/// An address that the provider has checked; any other could be somebody else's.
fn checked(email: Option<String>, verified: bool) -> Option<String> {
    email.filter(|_| verified).map(|email| email.trim().to_lowercase())
}

/// Some providers write what is a boolean in OpenID Connect Core (5.1) as a text.
fn is_yes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value == true || value == "true")
}

/// Carries a call of the library out, bounded as all our calls to other servers are.
async fn send(client: Client, request: HttpRequest) -> Result<HttpResponse, FetchError> {
    let (parts, body) = request.into_parts();
    let call = client.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body);
    let response = call.send().await?;
    let (status, headers) = (response.status(), response.headers().clone());
    let mut answer = HttpResponse::new(fetch::bounded(response).await?);
    (*answer.status_mut(), *answer.headers_mut()) = (status, headers);
    Ok(answer)
}
