//! A reseller of the table with what searches and sorting look at, folded once, when it comes, in the reader's language.

use std::ops::Deref;

use contract::api::audience::AudienceReseller;
use contract::fold::fold;

use crate::i18n;
use crate::parts::directory_words::region_words;

/// A reseller, ready to be searched and sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As the server knows it.
    pub row: AudienceReseller,
    /// Company, location and region, folded; the tenant ID as it is written, and the country's code.
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
        let also = format!("{} {}", row.tenant_id, fold(&row.country));
        let place = format!("{} {}", row.city, i18n::country(&row.country));
        let keys = [fold(&row.name), fold(&place), fold(&region_words(&row.region)), also];
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
