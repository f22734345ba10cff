//! Signing in where a company's people sign in for everything: OpenID Connect, authorization code with PKCE.

pub mod exchange;
pub mod provider;

use contract::access::Role;
use contract::api::path;
use contract::api::session::Membership;
use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
};
use oauth2::{
    AuthUrl, Client, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet, PkceCodeChallenge, RedirectUrl,
    Scope, StandardRevocableToken, StandardTokenResponse, TokenUrl,
};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::clock::Ms;
use crate::jwt::fetch::{self, FetchError};
use crate::secrets::{self, NoRandom};
use provider::{Discovery, Provider};

/// Settings of the company's own sign-in.
#[derive(Clone, Debug, clap::Args)]
pub struct OidcConfig {
    /// The OpenID Connect provider that a company's people sign in with, such as https://login.example.
    #[arg(long, env = "COSELL_OIDC_ISSUER", requires = "oidc_client_id")]
    pub oidc_issuer: Option<String>,
    /// What this installation is called there.
    #[arg(long, env = "COSELL_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    pub oidc_client_id: Option<String>,
    /// Its secret there; best given by the environment, because others can see a command line.
    #[arg(long, env = "COSELL_OIDC_CLIENT_SECRET", hide_env_values = true)]
    pub oidc_client_secret: Option<String>,
    /// What people call the provider: the button says "Sign in with NAME".
    #[arg(long, env = "COSELL_OIDC_NAME", default_value = "SSO")]
    pub oidc_name: String,
    /// A company whose people may come in this way, by its key; repeat it for several. Without it people of every company may,
    /// but operators only where their desk is named here.
    #[arg(long = "oidc-company", env = "COSELL_OIDC_COMPANIES", value_delimiter = ',', value_name = "KEY")]
    pub oidc_companies: Vec<String>,
}

/// A setting that keeps a server from starting.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider's address.
    #[error("--oidc-issuer takes an address such as https://login.example: {0}")]
    Issuer(String),
    /// Our own address.
    #[error("--oidc-issuer needs --public-url: the provider leads people back to it")]
    PublicUrl,
    /// The system's certificates.
    #[error("no calls to other servers are possible: {0}")]
    Client(#[from] reqwest::Error),
}

/// What a provider's answer to a code holds beside the access token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IdFields {
    /// Who signed in, as a token.
    pub id_token: Option<String>,
}

impl oauth2::ExtraTokenFields for IdFields {}

/// What a provider answers to a code.
pub type Tokens = StandardTokenResponse<IdFields, BasicTokenType>;
/// A client that knows where to send people and where to send codes.
type Ready = Client<
    BasicErrorResponse,
    Tokens,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// The company's own sign-in.
pub struct Oidc {
    /// What people call it.
    pub name: String,
    companies: Vec<String>,
    client_id: String,
    secret: Option<String>,
    back: RedirectUrl,
    provider: Provider,
}

/// What must be remembered between going and coming back: kept in the browser, for ten minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trip {
    /// Comes back in the address: whoever comes back is who went.
    pub state: String,
    /// Comes back in the ID token: it was made for this trip.
    pub nonce: String,
    /// Shows the provider that the code is used by who asked for it.
    pub verifier: String,
    /// Where to go afterwards.
    pub next: Option<String>,
}

impl Oidc {
    /// With the settings of the command line; `None` without a provider. Nothing is asked of it before somebody signs in.
    ///
    /// # Errors
    /// See `OidcError`.
    pub fn new(config: &OidcConfig, public_url: Option<&str>) -> Result<Option<Oidc>, OidcError> {
        let (Some(issuer), Some(client_id)) = (&config.oidc_issuer, &config.oidc_client_id) else { return Ok(None) };
        let url = Url::parse(issuer).map_err(|error| OidcError::Issuer(error.to_string()))?;
        fetch::guard(&url).map_err(|error| OidcError::Issuer(error.to_string()))?;
        let public = public_url.ok_or(OidcError::PublicUrl)?;
        let back = format!("{}{}", public.trim_end_matches('/'), path::SESSION_OIDC_CALLBACK);
        Ok(Some(Oidc {
            name: config.oidc_name.clone(),
            companies: config.oidc_companies.clone(),
            client_id: client_id.clone(),
            secret: config.oidc_client_secret.clone().filter(|secret| !secret.is_empty()),
            back: RedirectUrl::new(back).map_err(|_| OidcError::PublicUrl)?,
            provider: Provider::new(issuer.clone(), fetch::client()?),
        }))
    }

    /// Where to send a person, and what to remember until they come back.
    ///
    /// # Errors
    /// When the provider does not say where that is.
    pub async fn depart(&self, next: Option<String>, now: Ms) -> Result<(Url, Trip), Trouble> {
        let client = self.client(&*self.provider.discovery(now).await?)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (state, nonce) = (secrets::code()?, secrets::code()?);
        let state_sent = CsrfToken::new(state.clone());
        let (url, _) = client
            .authorize_url(move || state_sent)
            .add_scopes(["openid", "email", "profile"].map(|scope| Scope::new(scope.to_owned())))
            .add_extra_param("nonce", nonce.clone())
            .set_pkce_challenge(challenge)
            .url();
        Ok((url, Trip { state, nonce, verifier: verifier.into_secret(), next }))
    }

    /// Whether the provider may stand for a person of these companies. Whoever runs it can let anybody in whom it may stand for,
    /// so that the vendor's desk must be named.
    pub fn may_bring(&self, companies: &[Membership]) -> bool {
        let is_named = |company: &Membership| self.companies.contains(&company.id);
        let is_open = |company: &Membership| company.role != Role::Operator || is_named(company);
        companies.iter().all(is_open) && (self.companies.is_empty() || companies.iter().any(is_named))
    }

    fn client(&self, discovery: &Discovery) -> Result<Ready, Trouble> {
        let client = Client::<
            BasicErrorResponse,
            Tokens,
            BasicTokenIntrospectionResponse,
            StandardRevocableToken,
            BasicRevocationErrorResponse,
        >::new(ClientId::new(self.client_id.clone()));
        let client = match &self.secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.clone())),
            None => client,
        };
        Ok(client
            .set_auth_uri(AuthUrl::from_url(discovery.authorization_endpoint.clone()))
            .set_token_uri(TokenUrl::from_url(discovery.token_endpoint.clone()))
            .set_redirect_uri(self.back.clone()))
    }
}

/// Why the company's own sign-in gives nobody.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// It does not answer, or not in its own terms.
    #[error("the provider does not answer: {0}")]
    Away(String),
    /// It answers, and not with a person.
    #[error("the provider gives nobody: {0}")]
    Refused(String),
    /// We have no random bytes.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
}

impl From<FetchError> for Trouble {
    fn from(error: FetchError) -> Trouble {
        Trouble::Away(error.to_string())
    }
}
