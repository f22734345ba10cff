//! The storefronts whose addresses are read: data, so that an installation adds its own and the server can send the list.

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::id::ListingId;
use super::{look_alike, problem::ListingUrlProblem};

/// The key of this installation's own storefront.
pub const INSTALLATION: &str = "installation";

/// A place where offers are listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Storefront {
    /// A short stable word.
    pub key: String,
    /// The name that people know, the same in every language.
    pub name: String,
    /// Scheme and host, with the port where it is not the scheme's own: `https://shop.example`.
    pub origin: String,
    /// Paths of listings, parts apart by `/`: a word, or `{id}` (any form), `{offer}` (`publisher.offer` only), `{kind}`,
    /// `{kind:a|b}` (one of these words), `{locale}`. A `?` before the brace closes makes kind or locale optional.
    pub shapes: Vec<String>,
}

/// All storefronts that an installation knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Storefronts(pub Vec<Storefront>);

impl Storefront {
    /// This installation's own listings under `base`, its address with scheme and, behind a proxy, a path. `None` when
    /// `base` is no address.
    pub fn installation(base: &str) -> Option<Storefront> {
        let address = Address::read(base).ok()?;
        let mut shape = address.segments().join("/");
        if !shape.is_empty() {
            shape.push('/');
        }
        shape.push_str("listing/{offer}");
        let scheme = if address.secure { "https" } else { "http" };
        let origin = format!("{scheme}://{}", address.host);
        Some(Storefront { key: INSTALLATION.to_owned(), name: address.host, origin, shapes: vec![shape] })
    }

    /// A storefront as an administrator writes it: a name, `=`, and the address of a listing with `{id}` (any form) or
    /// `{offer}` (`publisher.offer`) where listings differ, such as `Shop=https://shop.example/{locale}/product/{id}`.
    ///
    /// # Errors
    /// One sentence that says what was expected.
    pub fn read(setting: &str) -> Result<Storefront, String> {
        const EXPECTED: &str = "expected NAME=ADDRESS, such as Shop=https://shop.example/product/{id}";
        let (name, address) = setting.split_once('=').ok_or(EXPECTED)?;
        let (name, address) = (name.trim(), address.trim());
        let read = Address::read(address).ok().filter(|read| read.secure && address.starts_with("https://"));
        let (false, Some(read)) = (name.is_empty() || address.contains(['?', '#']), read) else {
            return Err(EXPECTED.to_owned());
        };
        let parts = read.segments();
        let ids = parts.iter().filter(|part| matches!(part.as_str(), "{id}" | "{offer}")).count();
        let known = |part: &String| {
            matches!(part.as_str(), "{id}" | "{offer}" | "{kind}" | "{locale}") || !part.contains(['{', '}'])
        };
        if ids != 1 || !parts.iter().all(known) {
            return Err(format!(
                "{EXPECTED}; one part is {{id}} or {{offer}}, others may be {{kind}}, {{locale}} or words"
            ));
        }
        let origin = format!("https://{}", read.host);
        Ok(Storefront { key: read.host, name: name.to_owned(), origin, shapes: vec![parts.join("/")] })
    }

    /// Where this storefront lists an offer that is named by publisher and ID; `None` where its addresses need more.
    pub fn listing(&self, publisher: &str, offer: &str) -> Option<String> {
        let shape = self.shapes.iter().find(|shape| shape.contains("{offer}") && shape.matches('{').count() == 1)?;
        Some(format!("{}/{}", self.origin, shape.replace("{offer}", &format!("{publisher}.{offer}"))))
    }

    pub(super) fn host(&self) -> &str {
        self.origin.split_once("://").map_or(self.origin.as_str(), |(_, host)| host)
    }

    /// Whether plain http is refused: everywhere but in an installation that itself is served so.
    pub(super) fn is_secure(&self) -> bool {
        !self.origin.starts_with("http://")
    }
}

impl Default for Storefronts {
    /// The vendor's three storefronts (S).
    fn default() -> Self {
        let store = |key: &str, name: &str, host: &str, shapes: &[&str]| Storefront {
            key: key.to_owned(),
            name: name.to_owned(),
            origin: format!("https://{host}"),
            shapes: shapes.iter().map(|&shape| shape.to_owned()).collect(),
        };
        // Consulting services are listed under the same path in all three (D).
        const CONSULTING: &str = "{locale?}/marketplace/{kind:consulting-services}/{id}";
        Storefronts(vec![
            store(
                "azureMarketplace",
                "Azure Marketplace",
                "azuremarketplace.microsoft.com",
                &["{locale?}/marketplace/{kind:apps|consulting-services}/{id}"],
            ),
            store(
                "appSource",
                "Microsoft AppSource",
                "appsource.microsoft.com",
                &["{locale?}/product/{kind}/{id}", CONSULTING],
            ),
            store(
                "microsoftMarketplace",
                "Microsoft Marketplace",
                "marketplace.microsoft.com",
                &["{locale?}/product/{kind?}/{id}", CONSULTING],
            ),
        ])
    }
}

impl Storefronts {
    /// This list and one more; one with the same key takes the place of the earlier.
    #[must_use]
    pub fn with(mut self, store: Storefront) -> Storefronts {
        self.0.retain(|earlier| earlier.key != store.key);
        self.0.push(store);
        self
    }

    /// The storefront with this key.
    pub fn get(&self, key: &str) -> Option<&Storefront> {
        self.0.iter().find(|store| store.key == key)
    }

    pub(super) fn by_host(&self, host: &str) -> Option<&Storefront> {
        self.0.iter().find(|store| store.host().eq_ignore_ascii_case(host))
    }

    /// The problem with a host that is none of ours.
    pub(super) fn foreign(&self, host: &str) -> ListingUrlProblem {
        let host = host.to_owned();
        let bare = |host: &str| host.rsplit_once(':').map_or(host, |(name, _)| name).to_ascii_lowercase();
        if let Some(meant) = self.0.iter().find(|store| bare(store.host()) == bare(&host)) {
            return ListingUrlProblem::OtherPort { host, meant: meant.host().to_owned() };
        }
        match self.0.iter().find(|store| look_alike::resembles(&host, store.host())) {
            Some(meant) => ListingUrlProblem::LookAlike { host, meant: meant.host().to_owned() },
            None => {
                // Nobody looks for this portal's own address here.
                let known = self.0.iter().filter(|store| store.key != INSTALLATION);
                let hosts: Vec<&str> = known.map(Storefront::host).collect();
                ListingUrlProblem::ForeignHost { host, expected: hosts.join(", ") }
            }
        }
    }
}

/// A path that has a storefront's shape.
pub(super) struct Fit<'a> {
    shape: &'a str,
    pub kind: Option<String>,
    /// The part at the place of the ID, percent-decoded.
    pub text: String,
    offer_only: bool,
}

impl Fit<'_> {
    pub fn id(&self) -> Option<ListingId> {
        ListingId::read(&self.text).filter(|id| !self.offer_only || matches!(id, ListingId::Offer { .. }))
    }

    /// The address with the optional parts left out.
    pub fn canonical(&self, origin: &str, id: &ListingId) -> String {
        let mut out = origin.to_ascii_lowercase();
        for part in self.shape.split('/').filter(|part| !part.ends_with("?}")) {
            out.push('/');
            match part {
                "{id}" | "{offer}" => out.push_str(&id.spelled()),
                _ if part.starts_with("{kind") => out.push_str(self.kind.as_deref().unwrap_or_default()),
                _ => out.push_str(&part.to_ascii_lowercase()),
            }
        }
        out
    }
}

/// Lays a shape over the parts of a path, from the left; optional parts are taken where they fit and leave enough.
pub(super) fn fit<'a>(shape: &'a str, path: &[String]) -> Option<Fit<'a>> {
    let mut fit = Fit { shape, kind: None, text: String::new(), offer_only: false };
    let mut left = path;
    let parts: Vec<&str> = shape.split('/').collect();
    for (at, part) in parts.iter().enumerate() {
        let later = parts.get(at + 1..).unwrap_or_default().iter().filter(|part| !part.ends_with("?}")).count();
        let optional = part.ends_with("?}");
        let taken = left.split_first().filter(|(text, rest)| (!optional || rest.len() >= later) && takes(part, text));
        let Some((text, rest)) = taken else {
            if optional {
                continue;
            }
            return None;
        };
        if part.starts_with("{kind") {
            fit.kind = Some(text.to_ascii_lowercase());
        } else if matches!(*part, "{id}" | "{offer}") {
            fit.text.clone_from(text);
            fit.offer_only = *part == "{offer}";
        }
        left = rest;
    }
    left.is_empty().then_some(fit)
}

/// Whether one part of a shape takes one part of a path.
fn takes(part: &str, text: &str) -> bool {
    match part {
        "{id}" | "{offer}" => true,
        "{locale}" | "{locale?}" => is_locale(text),
        "{kind}" | "{kind?}" => text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'),
        _ => match part.strip_prefix("{kind:").and_then(|words| words.strip_suffix('}')) {
            Some(words) => words.split('|').any(|word| word.eq_ignore_ascii_case(text)),
            None => part.eq_ignore_ascii_case(text),
        },
    }
}

/// A BCP 47 tag as storefronts write it: `fr`, `fr-ca`, `zh-hans-cn`.
fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    parts.next().is_some_and(|language| (2..=3).contains(&language.len()) && is_alphabetic(language))
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn is_alphabetic(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic())
}
