//! Where letters go out: the settings, and what must be true of them.

use std::net::IpAddr;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// Settings of letters; without an address no letter is ever written.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct MailConfig {
    /// The mail server: smtp://[user:password@]host[:port] (STARTTLS) or smtps://… (TLS from the start). Without it no letters are sent.
    #[arg(long, env = "COSELL_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// From whom letters come, such as "Cosell <no-reply@cosell.example>".
    #[arg(long, env = "COSELL_MAIL_FROM")]
    pub mail_from: Option<String>,
}

/// How a connection is kept from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Security {
    /// TLS from the first byte.
    Tls,
    /// STARTTLS before anything else; a server without it is not spoken to.
    StartTls,
    /// STARTTLS where the server offers it; only when it is asked for.
    StartTlsIfOffered,
    /// Never; only to this machine, or when it is asked for.
    Plain,
}

/// A mail server and what letters need.
#[derive(Clone)]
pub struct MailSettings {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) credentials: Option<Credentials>,
    pub(super) from: Mailbox,
    /// The address that people use, without a slash at its end; links begin with it.
    pub(super) base: String,
}

/// Settings that cannot be meant.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongMail {
    /// The address of the server.
    #[error(
        "--smtp-url takes smtp://host, smtp://user:password@host:587 or smtps://host, optionally with ?tls=required, ?tls=opportunistic or ?tls=none"
    )]
    Address,
    /// Who writes.
    #[error("--mail-from takes an address such as \"Cosell <no-reply@cosell.example>\"; letters need one")]
    From,
    /// Where links lead.
    #[error("letters hold links: --smtp-url needs --public-url, such as https://cosell.example")]
    PublicUrl,
    /// A password on an open line.
    #[error(
        "--smtp-url holds a password, which is not sent without TLS: use smtps://, or leave ?tls=none and ?tls=opportunistic away"
    )]
    OpenPassword,
}

impl MailConfig {
    /// The settings, checked; `None` when no letters are wanted.
    ///
    /// # Errors
    /// `WrongMail` with what was expected.
    pub fn settings(&self, public_url: Option<&str>) -> Result<Option<MailSettings>, WrongMail> {
        let Some(address) = self.smtp_url.as_deref().filter(|address| !address.is_empty()) else { return Ok(None) };
        let url = Url::parse(address).map_err(|_| WrongMail::Address)?;
        let host = match url.host() {
            // Of an unknown scheme the host is kept as it was typed, addresses too.
            Some(Host::Domain(host)) if !host.is_empty() => host.to_owned(),
            Some(host @ (Host::Ipv4(_) | Host::Ipv6(_))) => host.to_string().trim_matches(['[', ']']).to_owned(),
            _ => return Err(WrongMail::Address),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(WrongMail::Address);
        }
        let security = security(&url, &host)?;
        let credentials = credentials(&url)?;
        if credentials.is_some() && !matches!(security, Security::Tls | Security::StartTls) && !is_here(&host) {
            return Err(WrongMail::OpenPassword);
        }
        let port = url.port().unwrap_or(if security == Security::Tls { 465 } else { 587 });
        let from = self.mail_from.as_deref().and_then(|from| from.parse().ok()).ok_or(WrongMail::From)?;
        let base = public_url.map(|base| base.trim_end_matches('/').to_owned()).filter(|base| !base.is_empty());
        let base = base.ok_or(WrongMail::PublicUrl)?;
        Ok(Some(MailSettings { host, port, security, credentials, from, base }))
    }
}

/// STARTTLS is required unless the address says otherwise. To this machine the line is open: what never leaves it needs no
/// certificate, and local servers seldom have one that can be checked.
fn security(url: &Url, host: &str) -> Result<Security, WrongMail> {
    let mut wanted = None;
    for (name, value) in url.query_pairs() {
        wanted = match (name.as_ref(), value.as_ref(), wanted) {
            ("tls", "required", None) => Some(Security::StartTls),
            ("tls", "opportunistic", None) => Some(Security::StartTlsIfOffered),
            ("tls", "none", None) => Some(Security::Plain),
            _ => return Err(WrongMail::Address),
        };
    }
    match (url.scheme(), wanted) {
        ("smtps", None | Some(Security::StartTls)) => Ok(Security::Tls),
        ("smtp", Some(wanted)) => Ok(wanted),
        ("smtp", None) if is_here(host) => Ok(Security::Plain),
        ("smtp", None) => Ok(Security::StartTls),
        _ => Err(WrongMail::Address),
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, WrongMail> {
    let plain = |text: &str| percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) if !user.is_empty() => {
            let (user, password) =
                plain(user).and_then(|user| Ok((user, plain(password)?))).map_err(|_| WrongMail::Address)?;
            Ok(Some(Credentials::new(user, password)))
        }
        _ => Err(WrongMail::Address),
    }
}

/// Whether a host is this machine, so that no one can read along.
fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: Option<&str> = Some("https://cosell.example/");

    fn settings(address: &str) -> Result<MailSettings, WrongMail> {
        let config =
            MailConfig { smtp_url: Some(address.into()), mail_from: Some("Cosell <no-reply@cosell.example>".into()) };
        config.settings(BASE).map(|settings| settings.expect("an address was given"))
    }

    #[test]
    fn the_line_is_closed_unless_it_ends_here_or_the_address_says_so() {
        let cases = [
            ("smtps://mail.example", Security::Tls, 465),
            ("smtp://mail.example", Security::StartTls, 587),
            ("smtp://mail.example:25?tls=opportunistic", Security::StartTlsIfOffered, 25),
            ("smtp://10.0.0.7:25?tls=none", Security::Plain, 25),
            ("smtp://localhost:1025", Security::Plain, 1025),
            ("smtp://127.0.0.1:1025", Security::Plain, 1025),
            ("smtp://[::1]:1025?tls=required", Security::StartTls, 1025),
        ];
        for (address, security, port) in cases {
            let settings = settings(address).unwrap_or_else(|error| panic!("{address}: {error}"));
            assert_eq!((settings.security, settings.port), (security, port), "{address}");
        }
        assert_eq!(settings("smtp://[::1]:25").unwrap().host, "::1");
    }

    #[test]
    fn a_password_is_decoded_and_never_sent_in_the_open() {
        let good = settings("smtps://ana%40x.example:p%3Aw@mail.example").unwrap();
        assert_eq!(good.credentials, Some(Credentials::new("ana@x.example".into(), "p:w".into())));
        for open in ["smtp://a:b@mail.example?tls=none", "smtp://a:b@mail.example?tls=opportunistic"] {
            assert_eq!(settings(open).err(), Some(WrongMail::OpenPassword), "{open}");
        }
        assert!(settings("smtp://a:b@localhost:1025").is_ok());
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for wrong in [
            "mail.example",
            "https://mail.example",
            "smtp:///x",
            "smtp://mail.example/inbox",
            "smtps://mail.example?tls=none",
            "smtp://m.example?tls=maybe",
            "smtp://user@mail.example",
        ] {
            assert_eq!(settings(wrong).err(), Some(WrongMail::Address), "{wrong}");
        }
        let mut config = MailConfig { smtp_url: Some("smtps://mail.example".into()), mail_from: Some("nobody".into()) };
        assert_eq!(config.settings(BASE).err(), Some(WrongMail::From));
        config.mail_from = Some("no-reply@cosell.example".into());
        assert_eq!(config.settings(None).err(), Some(WrongMail::PublicUrl));
        assert!(MailConfig::default().settings(None).is_ok_and(|settings| settings.is_none()));
    }
}
