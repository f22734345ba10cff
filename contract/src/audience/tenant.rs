//! Tenant IDs, by which resellers are known, and sets of them.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::order;

/// A tenant's GUID. Written in lower case with hyphens; read in any case, also in braces or without hyphens (O).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct TenantId(u128);

/// Where the hyphens stand, counted in digits.
const HYPHENS: [usize; 4] = [8, 12, 16, 20];
/// The digits of a whole ID.
const DIGITS: usize = 32;

impl TenantId {
    /// Reads an ID in the way in which it is written, which nearly all are, without a text in between.
    fn as_written(text: &str) -> Option<TenantId> {
        let bytes: &[u8; DIGITS + HYPHENS.len()] = text.as_bytes().try_into().ok()?;
        let mut id = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if matches!(at, 8 | 13 | 18 | 23) {
                if *byte != b'-' {
                    return None;
                }
            } else {
                id = id << 4 | u128::from(char::from(*byte).to_digit(16)?);
            }
        }
        Some(TenantId(id))
    }

    /// Reads an ID; `None` for anything else.
    pub fn parse(text: &str) -> Option<TenantId> {
        if let Some(id) = TenantId::as_written(text) {
            return Some(id);
        }
        let digits = digits(text)?;
        if digits.len() != DIGITS {
            return None;
        }
        u128::from_str_radix(&digits, 16).ok().map(TenantId)
    }

    /// The beginning of an ID as it is stored, for a search: lower case, hyphens set; `None` when the text begins none.
    /// `3F2504E04F` gives `3f2504e0-4f`.
    pub fn prefix(text: &str) -> Option<String> {
        let digits = digits(text).filter(|digits| !digits.is_empty() && digits.len() <= DIGITS)?;
        let mut out = String::with_capacity(digits.len() + HYPHENS.len());
        for (at, digit) in digits.chars().enumerate() {
            if HYPHENS.contains(&at) {
                out.push('-');
            }
            out.push(digit);
        }
        Some(out)
    }
}

/// What several tenant IDs in one text are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Several {
    /// The IDs, each once.
    pub ids: TenantSet,
    /// Words that are none, in the order of the text.
    pub others: Vec<String>,
}

/// Reads a text as several IDs: between spaces, commas, semicolons, tabs or line ends, also quoted, or one right after the
/// other where a field has swallowed line ends. `None` for fewer than two.
pub fn several(text: &str) -> Option<Several> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\'' | '|');
    let (mut ids, mut others) = (Vec::new(), Vec::new());
    for word in text.split(between).filter(|word| !word.is_empty()) {
        let whole = TenantId::parse(word).map(|id| vec![id]);
        match whole.or_else(|| swallowed(word)) {
            Some(found) => ids.extend(found),
            None => others.push(word.to_owned()),
        }
    }
    (ids.len() > 1).then(|| Several { ids: ids.into(), others })
}

/// IDs with hyphens, one right after the other.
fn swallowed(word: &str) -> Option<Vec<TenantId>> {
    const WRITTEN: usize = DIGITS + HYPHENS.len();
    if !word.is_ascii() || !word.len().is_multiple_of(WRITTEN) {
        return None;
    }
    let one = |at: usize| TenantId::parse(word.get(at..at + WRITTEN)?);
    (0..word.len()).step_by(WRITTEN).map(one).collect()
}

/// The digits of an ID or its beginning; hyphens are left out where they belong, and braces around it.
fn digits(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix('{').map_or(text, |inner| inner.strip_suffix('}').unwrap_or(inner));
    let hyphened = text.contains('-');
    let mut out = String::new();
    for c in text.chars() {
        if c == '-' && hyphened && HYPHENS.contains(&out.len()) {
            continue;
        }
        out.push(Some(c.to_ascii_lowercase()).filter(char::is_ascii_hexdigit)?);
    }
    // With one hyphen all of them must stand: `a-b` is no beginning, and a digit too many before one is found out.
    let hyphens = text.bytes().filter(|byte| *byte == b'-').count();
    let passed = HYPHENS.iter().filter(|at| **at < out.len()).count();
    (!hyphened || hyphens == passed || hyphens == passed + 1 && text.ends_with('-')).then_some(out)
}

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let x = self.0;
        let part = |shift: u32, mask: u128| (x >> shift) & mask;
        write!(
            f,
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            part(96, 0xffff_ffff),
            part(80, 0xffff),
            part(64, 0xffff),
            part(48, 0xffff),
            part(0, 0xffff_ffff_ffff)
        )
    }
}

impl TryFrom<String> for TenantId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        TenantId::parse(&text).ok_or("not a tenant ID: a GUID such as 3f2504e0-4f89-11d3-9a0c-0305e82c3301 is expected")
    }
}

impl From<TenantId> for String {
    fn from(id: TenantId) -> String {
        id.to_string()
    }
}

/// Tenant IDs, each once, in ascending order. Cheap to clone: a page holds the same 20,000 in several places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<TenantId>", into = "Vec<TenantId>")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = Vec<TenantId>))]
pub struct TenantSet(Arc<Vec<TenantId>>);

impl TenantSet {
    /// The IDs in ascending order.
    pub fn ids(&self) -> &[TenantId] {
        &self.0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an ID is in it.
    pub fn holds(&self, id: TenantId) -> bool {
        self.0.binary_search(&id).is_ok()
    }

    /// Those of this set alone.
    pub fn without(&self, other: &TenantSet) -> TenantSet {
        if other.is_empty() {
            return self.clone();
        }
        self.compare(other, |side| side == Ordering::Less)
    }

    /// Those of both sets.
    pub fn and(&self, other: &TenantSet) -> TenantSet {
        self.compare(other, |side| side == Ordering::Equal)
    }

    /// Those of either set.
    pub fn or(&self, other: &TenantSet) -> TenantSet {
        if other.is_empty() {
            return self.clone();
        }
        self.compare(other, |_| true)
    }

    /// Walks both sets in step and keeps an ID by where it stands: `Less` here alone, `Greater` there alone, `Equal` in both.
    fn compare(&self, other: &TenantSet, keep: impl Fn(Ordering) -> bool) -> TenantSet {
        let (mut here, mut there) = (self.0.as_slice(), other.0.as_slice());
        let mut out = Vec::new();
        loop {
            let side = match (here.first(), there.first()) {
                (Some(a), Some(b)) => a.cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return TenantSet(Arc::new(out)),
            };
            let from = if side == Ordering::Greater { there } else { here };
            if keep(side) {
                out.extend_from_slice(&from[..1]);
            }
            here = if side == Ordering::Greater { here } else { &here[1..] };
            there = if side == Ordering::Less { there } else { &there[1..] };
        }
    }
}

impl From<Vec<TenantId>> for TenantSet {
    fn from(mut ids: Vec<TenantId>) -> Self {
        order::sort(&mut ids);
        ids.dedup();
        TenantSet(Arc::new(ids))
    }
}

impl From<TenantSet> for Vec<TenantId> {
    fn from(set: TenantSet) -> Self {
        Arc::unwrap_or_clone(set.0)
    }
}

impl FromIterator<TenantId> for TenantSet {
    fn from_iter<I: IntoIterator<Item = TenantId>>(ids: I) -> Self {
        ids.into_iter().collect::<Vec<_>>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
    const OTHER: &str = "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0";

    #[test]
    fn several_ids_are_told_from_a_search() {
        for text in ["", "blue harbour", ONE, "3f2504e0-4f89", "abc, def"] {
            assert_eq!(several(text), None, "{text}");
        }
        for between in [" ", ",", ", ", ";", "\t", "\n", "\r\n", "", "\",\""] {
            let text = format!("{ONE}{between}{}", OTHER.to_uppercase());
            let found = several(&text).unwrap_or_default();
            assert_eq!((found.ids.len(), found.others.len()), (2, 0), "{text}");
        }
        let found = several(&format!("ID\n{ONE}\n{{{OTHER}}}\n{ONE}\n3f2504e0-4f8")).unwrap_or_default();
        assert_eq!((found.ids.len(), found.others), (2, vec!["ID".to_owned(), "3f2504e0-4f8".to_owned()]));
    }
}
