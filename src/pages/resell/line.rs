//! A reseller of the table with what searches and sorting look at, folded once, when it comes.

use std::ops::Deref;

use contract::api::audience::AudienceReseller;
use contract::fold::fold;

/// A reseller, ready to be searched and sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As the server knows it.
    pub row: AudienceReseller,
    /// Company, location and region, folded; the tenant ID as it is written.
    pub keys: [String; 4],
}

impl Deref for Line {
    type Target = AudienceReseller;

    fn deref(&self) -> &AudienceReseller {
        &self.row
    }
}

impl From<AudienceReseller> for Line {
    fn from(row: AudienceReseller) -> Line {
        let keys = [fold(&row.name), fold(&place(&row)), fold(&row.region), row.tenant_id.to_string()];
        Line { row, keys }
    }
}

impl Line {
    /// Whether each word stands somewhere in it.
    pub fn fits(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.keys.iter().any(|key| key.contains(word)))
    }

    /// The same, in the saved draft or not.
    pub fn drafted(&self, in_draft: bool) -> Line {
        Line { row: AudienceReseller { in_draft, ..self.row.clone() }, keys: self.keys.clone() }
    }
}

/// Town and country.
pub fn place(row: &AudienceReseller) -> String {
    if row.city.is_empty() { row.country.clone() } else { format!("{}, {}", row.city, row.country) }
}
