//! Lists of resellers as files and as changes of a draft: what a list would do, and the file that an audience becomes.

use super::tenant::{TenantId, TenantSet};
use crate::api::audience::ListMode;
use crate::api::audience_file::ListEffect;
use crate::csv::columns::AUDIENCE;
use crate::csv::separator::Separator;
use crate::csv::write::Writer;

/// The one type of an audience file's rows (D).
pub const TENANT_TYPE: &str = "TenantID";

/// Whether a row's type is ours; an empty one is.
pub fn is_tenant_type(cell: &str) -> bool {
    let bare: String = cell.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).collect();
    bare.is_empty() || bare.eq_ignore_ascii_case(TENANT_TYPE)
}

/// A reseller as an export writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportRow {
    /// The tenant ID.
    pub tenant_id: String,
    /// The company.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The CSP region.
    pub region: String,
}

/// The file of an audience: UTF-8 with a mark, guarded, its columns in order.
pub fn export<'r>(rows: impl IntoIterator<Item = &'r ExportRow>) -> Vec<u8> {
    let mut writer = Writer::new(Separator::Comma);
    writer.row(AUDIENCE.header());
    for row in rows {
        writer.row([&row.tenant_id, &row.name, TENANT_TYPE, &row.country, &row.region]);
    }
    writer.take()
}

/// What is known of a reseller that a list names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// In the programme.
    Member,
    /// In the directory, and out of the programme.
    Left,
    /// Nobody has this tenant ID.
    Unknown,
}

/// What a list would do to a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The draft afterwards.
    pub after: TenantSet,
    /// What becomes of each of the list, in its order.
    pub effects: Vec<ListEffect>,
    /// Who leaves the draft, not being in the list.
    pub removed: TenantSet,
    /// Who is not in the list and stays, because it has sold and is in the list in force.
    pub kept: TenantSet,
}

/// Puts a list into a draft. `bound` are the resellers that cannot be taken out: in the list in force, having sold. A
/// reseller that left the programme and is in the draft stays like any other; it cannot be added.
pub fn put(
    draft: &TenantSet,
    list: &[TenantId],
    mode: ListMode,
    bound: &TenantSet,
    known: impl Fn(TenantId) -> Known,
) -> Outcome {
    let mut seen: Vec<TenantId> = Vec::with_capacity(list.len());
    let mut places: Vec<u32> = (0..list.len() as u32).collect();
    let at = |place: u32| list.get(place as usize).copied();
    crate::order::sort_places(&mut places, &|a, b| at(a).cmp(&at(b)));
    // Of equal IDs the first of the list counts; sorting keeps their order.
    let mut effects = vec![ListEffect::Duplicate; list.len()];
    for place in places {
        let Some(id) = at(place) else { continue };
        if seen.last() == Some(&id) {
            continue;
        }
        seen.push(id);
        if let Some(effect) = effects.get_mut(place as usize) {
            *effect = match (draft.holds(id), known(id)) {
                (true, _) => ListEffect::AlreadyThere,
                (false, Known::Member) => ListEffect::Added,
                (false, Known::Left) => ListEffect::LeftProgramme,
                (false, Known::Unknown) => ListEffect::UnknownTenant,
            };
        }
    }
    let named: TenantSet = seen.into();
    let good: TenantSet = list
        .iter()
        .zip(&effects)
        .filter(|(_, effect)| matches!(effect, ListEffect::Added | ListEffect::AlreadyThere))
        .map(|(id, _)| *id)
        .collect();
    // A bound one that an earlier draft left out comes back too: without it nothing could be saved.
    let (base, kept) = match mode {
        ListMode::Add => (draft.or(&good), bound.without(draft).without(&named)),
        ListMode::Replace => (good, bound.without(&named)),
    };
    let after = base.or(&kept).or(&bound.and(&named));
    Outcome { removed: draft.without(&after), after, effects, kept }
}
