//! Signing in and who is looking.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::access::Role;
use crate::listing_url::Storefronts;
use crate::locale::Locale;

/// Body of `POST session`: the code of a one-time link (`cosell user link`), good once and for a limited time, or e-mail
/// address and password of a local account (`cosell user password`).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// The code from the link's fragment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

impl SignIn {
    /// By a one-time link.
    pub fn code(code: impl Into<String>) -> SignIn {
        SignIn { code: Some(code.into()), ..SignIn::default() }
    }

    /// By password.
    pub fn password(email: impl Into<String>, password: impl Into<String>) -> SignIn {
        SignIn { code: None, email: Some(email.into()), password: Some(password.into()) }
    }
}

/// Answer of `GET session/ways`: what there is beside links and passwords.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInWays {
    /// The company's own sign-in; `null` where there is none.
    #[serde(default)]
    pub oidc: Option<CompanySignIn>,
}

/// Signing in where a company's people sign in for everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompanySignIn {
    /// What people call it.
    pub name: String,
}

word_enum! {
    /// Why the company's own sign-in did not sign a person in here. The page words it as `signIn.error.{word}`.
    SignInError {
        /// It said no, or the person went back.
        Provider = "provider",
        /// Nobody here has the address that it tells.
        Account = "account",
        /// It took too long, or began in another browser.
        Stale = "stale",
        /// It does not answer.
        Away = "away",
    }
}

/// Body of `POST session/refresh`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refresh {
    /// The company to look at; the last one when absent. A token is good for one company, so that two tabs never mix them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
}

/// Answer of `POST session` and `POST session/refresh`: a short bearer token and who it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// Send it as `Authorization: Bearer …`.
    pub token: String,
    /// Seconds until the token ends; refresh before.
    pub expires_in: u32,
    /// Who is looking.
    pub session: Session,
}

/// Who is looking, at which company, and what they may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The person.
    pub person: Person,
    /// The company that the token is good for.
    pub company: Membership,
    /// All companies of the person.
    pub companies: Vec<Membership>,
    /// The migration programme.
    pub programme: Programme,
    /// The storefronts whose listings this installation reads.
    #[serde(default)]
    pub storefronts: Storefronts,
    /// Solutions of the company that need an action; shown beside "Solutions" in the navigation.
    pub open_solutions: u64,
    /// The server's time.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub now: DateTime<Utc>,
}

/// A person as colleagues see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Opaque id.
    pub id: String,
    /// The name as it is written.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The language chosen in the page, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

/// A company and the person's role in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// Opaque id.
    pub id: String,
    /// The company's name.
    pub name: String,
    /// What the person is there.
    pub role: Role,
}

/// The closing of the legacy catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Programme {
    /// The last day; absent when the administrator set none.
    #[serde(default, deserialize_with = "crate::moment::maybe_day", skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// Where to join the vendor's partner programme, if configured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_url: Option<String>,
    /// Where to enrol in the marketplace, if configured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrol_url: Option<String>,
    /// Where to create a publisher profile, if configured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher_url: Option<String>,
}

/// Body of `PUT settings`: what a person chooses for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// The language of e-mails and of the page on other devices.
    pub locale: Locale,
}
