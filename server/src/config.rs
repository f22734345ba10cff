//! Settings of a server: flags first, then environment, then defaults.

use std::net::SocketAddr;
use std::path::PathBuf;

use contract::listing_url::{Storefront, Storefronts};

use crate::mail::MailConfig;
use crate::oidc::OidcConfig;

/// Settings of `cosell serve`.
#[derive(Clone, Debug, clap::Args)]
pub struct ServeConfig {
    /// Where the data is: sqlite:PATH or postgres://…
    #[arg(long, env = "COSELL_DATABASE", default_value = "sqlite:cosell.db")]
    pub database: String,
    /// Address and port to listen on.
    #[arg(long, env = "COSELL_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The address that people use, such as https://cosell.example; decides whether cookies need https, and links in letters begin with it.
    #[arg(long, env = "COSELL_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// A proxy of this network stands in front and writes the caller's address last into X-Forwarded-For.
    #[arg(long, env = "COSELL_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Serve the page from this folder instead of the one inside the program.
    #[arg(long, env = "COSELL_PAGE")]
    pub page: Option<PathBuf>,
    /// An origin that may show the portal in a frame; repeat it for several. Without it no site may.
    #[arg(long = "embed-origin", env = "COSELL_EMBED_ORIGINS", value_delimiter = ',')]
    pub embed_origins: Vec<String>,
    /// A file that says whose tokens sign people of the portal around this one in.
    #[arg(long, env = "COSELL_EMBED_ISSUERS", value_name = "FILE.json")]
    pub embed_issuers: Option<PathBuf>,
    /// Calls a minute that one person may make.
    #[arg(long, env = "COSELL_RATE", default_value_t = 600)]
    pub rate: u32,
    /// One more storefront whose listings solutions may be merged into, such as "Shop=https://shop.example/product/{id}"; repeat it for several.
    #[arg(long = "storefront", value_name = "NAME=ADDRESS", value_parser = Storefront::read)]
    pub storefronts: Vec<Storefront>,
    #[command(flatten)]
    pub oidc: OidcConfig,
    #[command(flatten)]
    pub mail: MailConfig,
    /// Write the log as JSON, one object a line.
    #[arg(long, env = "COSELL_LOG_JSON")]
    pub log_json: bool,
}

impl ServeConfig {
    /// All storefronts: the vendor's, this installation's own and the configured ones.
    pub fn storefronts(&self) -> Storefronts {
        let base = self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        let own = Storefront::installation(&base);
        own.into_iter().chain(self.storefronts.iter().cloned()).fold(Storefronts::default(), Storefronts::with)
    }

    /// The origin that people use, if it is configured.
    pub fn public_origin(&self) -> Option<String> {
        let url = url::Url::parse(self.public_url.as_deref()?).ok()?;
        Some(url.origin().ascii_serialization())
    }

    /// Whether people reach this server by https.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}
