//! What a listing's address names: the forms of its last part.

/// The forms that storefronts use (rules.md, "Listing URL"), all in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListingId {
    /// `publisher.offer`; the offer may contain further points.
    Offer {
        /// The publisher's ID.
        publisher: String,
        /// The offer's ID.
        offer: String,
    },
    /// `mscrm.{guid}`: an app for Dynamics 365 Customer Engagement.
    Dynamics {
        /// Lower case, with hyphens.
        guid: String,
    },
    /// `WA` and digits: an Office add-in.
    OfficeAddIn {
        /// Without the letters.
        number: String,
    },
    /// `PUBID.x|AID.y|PAPPID.{guid}`: a Business Central app, in any order, also with a leading `TYPE.x`.
    BusinessCentral {
        /// `PUBID`: the publisher's ID.
        publisher: String,
        /// `AID`: the offer's ID.
        app: String,
        /// `PAPPID`.
        guid: String,
    },
}

/// Longest ID of a publisher or offer that is read; the longest seen have about 60 characters.
const LONGEST: usize = 100;

impl ListingId {
    /// Reads the percent-decoded last part of a path; `None` when it has none of the forms.
    pub(super) fn read(text: &str) -> Option<ListingId> {
        let text = text.to_ascii_lowercase();
        if text.contains('|') {
            return business_central(&text);
        }
        if let Some(number) = text.strip_prefix("wa").filter(|number| is_number(number)) {
            return Some(ListingId::OfficeAddIn { number: number.to_owned() });
        }
        match text.split_once('.')? {
            ("mscrm", guid) => is_guid(guid).then(|| ListingId::Dynamics { guid: guid.to_owned() }),
            (publisher, offer) => {
                let good = is_id(publisher) && offer.split('.').all(is_id) && offer.len() <= LONGEST;
                good.then(|| ListingId::Offer { publisher: publisher.to_owned(), offer: offer.to_owned() })
            }
        }
    }

    /// The form as it stands in the canonical address, percent-encoded.
    pub(super) fn spelled(&self) -> String {
        match self {
            ListingId::Offer { publisher, offer } => format!("{publisher}.{offer}"),
            ListingId::Dynamics { guid } => format!("mscrm.{guid}"),
            ListingId::OfficeAddIn { number } => format!("wa{number}"),
            ListingId::BusinessCentral { publisher, app, guid } => {
                format!("pubid.{publisher}%7Caid.{app}%7Cpappid.{guid}")
            }
        }
    }

    /// The form as people know it: `WA` in capitals, a bar as a bar.
    pub fn shown(&self) -> String {
        match self {
            ListingId::OfficeAddIn { number } => format!("WA{number}"),
            ListingId::BusinessCentral { publisher, app, .. } => format!("{publisher}.{app}"),
            ListingId::Offer { .. } | ListingId::Dynamics { .. } => self.spelled(),
        }
    }

    /// The publisher's ID, where the form tells it.
    pub fn publisher(&self) -> Option<&str> {
        match self {
            ListingId::Offer { publisher, .. } | ListingId::BusinessCentral { publisher, .. } => Some(publisher),
            ListingId::Dynamics { .. } | ListingId::OfficeAddIn { .. } => None,
        }
    }

    /// The offer's ID, where the form tells it.
    pub fn offer(&self) -> Option<&str> {
        match self {
            ListingId::Offer { offer, .. } | ListingId::BusinessCentral { app: offer, .. } => Some(offer),
            ListingId::Dynamics { .. } | ListingId::OfficeAddIn { .. } => None,
        }
    }
}

fn business_central(text: &str) -> Option<ListingId> {
    let part = |name: &str| {
        let mut found = text.split('|').filter_map(|part| part.split_once('.').filter(|(key, _)| *key == name));
        found.next().map(|(_, value)| value).filter(|_| found.next().is_none())
    };
    let known = |part: &str| part.split_once('.').is_some_and(|(key, _)| KEYS.contains(&key));
    let (publisher, app, guid) = (part("pubid")?, part("aid")?, part("pappid")?);
    let good = text.split('|').all(known) && is_id(publisher) && is_id(app) && is_guid(guid);
    good.then(|| ListingId::BusinessCentral {
        publisher: publisher.to_owned(),
        app: app.to_owned(),
        guid: guid.to_owned(),
    })
}

const KEYS: &[&str] = &["type", "pubid", "aid", "pappid"];

fn is_id(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(allowed)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn is_number(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Groups of 8, 4, 4, 4 and 12 hexadecimal digits.
fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == 5
        && groups.iter().zip([8, 4, 4, 4, 12]).all(|(group, length)| group.len() == length)
        && groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}
