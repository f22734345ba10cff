//! Addresses of listings in a storefront: what a person types or pastes, read once into store, kind, publisher and offer.

mod address;
mod id;
mod look_alike;
mod problem;
mod storefront;

use std::fmt;

pub use id::ListingId;
pub use problem::ListingUrlProblem;
pub use storefront::{INSTALLATION, Storefront, Storefronts};

use address::Address;

/// The longest text that is read, in bytes (O: what browsers and proxies carry without trouble).
pub const LIMIT: usize = 2048;

/// An address that leads to one offer of a known storefront. What was typed is kept beside what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingUrl {
    typed: String,
    href: String,
    store: String,
    kind: Option<String>,
    id: ListingId,
    canonical: String,
}

impl ListingUrl {
    /// Reads what was typed or pasted (rules.md, "Listing URL"). Generous with what people and mail programs do to an
    /// address: spaces around it, words before it, further addresses after it, a line break inside, capital letters, a
    /// missing `https://`, campaign parameters, a fragment, a slash at the end.
    ///
    /// # Errors
    /// The first thing that is wrong, as a sentence that says what was expected.
    pub fn parse(typed: &str, stores: &Storefronts) -> Result<ListingUrl, ListingUrlProblem> {
        let address = Address::read(typed)?;
        let store = stores.by_host(&address.host).ok_or_else(|| stores.foreign(&address.host))?;
        if !address.secure && store.is_secure() {
            return Err(ListingUrlProblem::NotSecure { host: address.host });
        }
        let path = address.segments();
        let found = store.shapes.iter().find_map(|shape| storefront::fit(shape, &path));
        let fit = found.ok_or_else(|| ListingUrlProblem::NotAnOffer { store: store.name.clone() })?;
        let id = fit.id().ok_or_else(|| ListingUrlProblem::UnreadableId { id: fit.text.clone() })?;
        Ok(ListingUrl {
            typed: address::first_of_several(typed).unwrap_or(typed).to_owned(),
            href: address.href(store.is_secure()),
            canonical: fit.canonical(&store.origin, &id),
            store: store.key.clone(),
            kind: fit.kind,
            id,
        })
    }

    /// The text as it was typed; of several addresses or of a sentence, the address that was read.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The address to open: what was typed, with its parameters, made whole.
    pub fn href(&self) -> &str {
        &self.href
    }

    /// The key of the storefront (`Storefront::key`).
    pub fn store(&self) -> &str {
        &self.store
    }

    /// The storefront's word for the kind of offer, lower case, where the address has one: `apps`, `web-apps`, `saas`.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// What the address names.
    pub fn id(&self) -> &ListingId {
        &self.id
    }

    /// The publisher's ID in lower case, where the form tells it.
    pub fn publisher(&self) -> Option<&str> {
        self.id.publisher()
    }

    /// The offer's ID in lower case, where the form tells it.
    pub fn offer(&self) -> Option<&str> {
        self.id.offer()
    }

    /// The address for comparing and storing beside the typed one: lower case, without language, parameters and fragment.
    /// Equal for all spellings of one listing; it parses to itself.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// Whether both lead to the same listing of the same storefront.
    pub fn same_listing(&self, other: &ListingUrl) -> bool {
        self.canonical == other.canonical
    }

    /// Whether the address names this publisher and offer; capital letters do not count.
    pub fn names(&self, publisher: &str, offer: &str) -> bool {
        let is = |found: Option<&str>, given: &str| found.is_some_and(|found| found.eq_ignore_ascii_case(given.trim()));
        is(self.publisher(), publisher) && is(self.offer(), offer)
    }

    /// The place of the known offer that this address leads to: by publisher and offer ID first, then by a listing
    /// address that is known of it.
    pub fn find<'a>(&self, known: impl IntoIterator<Item = KnownListing<'a>>) -> Option<usize> {
        let mut by_address = None;
        for (at, offer) in known.into_iter().enumerate() {
            if self.names(offer.publisher, offer.offer) {
                return Some(at);
            }
            if by_address.is_none() && offer.url.is_some_and(|url| self.same_listing(url)) {
                by_address = Some(at);
            }
        }
        by_address
    }
}

impl fmt::Display for ListingUrl {
    /// The text as it was typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

/// What is known of an offer that an address may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownListing<'a> {
    /// The publisher's ID.
    pub publisher: &'a str,
    /// The offer's ID.
    pub offer: &'a str,
    /// Its listing address, where one is known.
    pub url: Option<&'a ListingUrl>,
}
