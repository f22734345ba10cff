//! What a file of resellers would do to a draft, judged against the directory, the draft and who has sold.

use std::collections::BTreeMap;

use contract::api::audience::{ListMode, SaveAudience};
use contract::api::audience_file::{ListCounts, ListEffect, ListRow, PREVIEW_ROWS};
use contract::audience::ChannelState;
use contract::audience::list::{Known, Outcome, put};
use contract::audience::tenant::{TenantId, TenantSet};

use super::Stop;
use super::audience::Standing;
use crate::imports::audience::AudienceFile;
use crate::secrets;
use crate::store::Tx;
use crate::store::resellers::Found;

/// A file that was judged.
#[derive(Debug)]
pub struct Judged {
    /// The file, with all problems at its rows.
    pub file: AudienceFile,
    /// What becomes of each row.
    pub effects: Vec<ListEffect>,
    /// What becomes of the draft.
    pub outcome: Outcome,
    /// How many rows each effect has.
    pub counts: ListCounts,
    /// The rows that are shown, problems first.
    pub rows: Vec<ListRow>,
    /// What the directory says of the file's resellers.
    pub found: BTreeMap<TenantId, Found>,
}

/// The order of the preview: what needs eyes comes first.
const SHOWN: &[ListEffect] = &[
    ListEffect::Invalid,
    ListEffect::UnknownTenant,
    ListEffect::LeftProgramme,
    ListEffect::Duplicate,
    ListEffect::SoldAndMissing,
    ListEffect::Removed,
    ListEffect::Added,
    ListEffect::AlreadyThere,
];

/// Judges a file.
///
/// # Errors
/// What the store says.
pub async fn judge(tx: &mut Tx, standing: &Standing, mut file: AudienceFile, mode: ListMode) -> Result<Judged, Stop> {
    let list = file.list();
    let found = tx.find_resellers(&list).await?;
    let known = |id: TenantId| match found.get(&id) {
        Some(one) if one.left => Known::Left,
        Some(_) => Known::Member,
        None => Known::Unknown,
    };
    let outcome = put(&standing.lists.draft, &list, mode, &standing.bound(), known);
    let effects = file.judge(&outcome.effects);
    let mut counts = ListCounts::default();
    for effect in &effects {
        *counts.of(*effect) += 1;
    }
    counts.removed = outcome.removed.len() as u64;
    counts.sold_and_missing = outcome.kept.len() as u64;
    let row = |nth: usize| {
        let (row, id) = (file.file.rows.get(nth)?, file.ids.get(nth).copied().flatten());
        let name = id.and_then(|id| found.get(&id)).map_or_else(|| file.description(row), |one| one.name.clone());
        Some(ListRow { line: Some(row.line), effect: *effects.get(nth)?, tenant_id: id, name })
    };
    let mut rows: Vec<ListRow> = Vec::new();
    for effect in SHOWN {
        let room = PREVIEW_ROWS.saturating_sub(rows.len());
        match effect {
            ListEffect::SoldAndMissing => rows.extend(absent(tx, standing, &outcome.kept, *effect, room).await?),
            ListEffect::Removed => rows.extend(absent(tx, standing, &outcome.removed, *effect, room).await?),
            _ => rows.extend((0..effects.len()).filter(|nth| effects[*nth] == *effect).take(room).filter_map(row)),
        }
    }
    Ok(Judged { file, effects, outcome, counts, rows, found })
}

/// Resellers that the file has not, by name.
async fn absent(
    tx: &mut Tx,
    standing: &Standing,
    resellers: &TenantSet,
    effect: ListEffect,
    room: usize,
) -> Result<Vec<ListRow>, Stop> {
    let named = tx.named_resellers(standing.offer.pk, resellers, room).await?;
    let row = |one: contract::api::audience_request::CspReseller| ListRow {
        line: None,
        effect,
        tenant_id: Some(one.tenant_id),
        name: one.name,
    };
    Ok(named.into_iter().map(row).collect())
}

impl Judged {
    /// The draft that confirming saves: a list counts with "specific" alone.
    pub fn wanted(&self) -> SaveAudience {
        SaveAudience { reseller_channel_state: ChannelState::Some, resellers: self.outcome.after.clone() }
    }

    /// Names exactly what confirming would do to which draft.
    pub fn seen(&self, standing: &Standing) -> String {
        let mut text = standing.head.version.to_string();
        for id in self.outcome.after.ids() {
            text.push(' ');
            text.push_str(&id.to_string());
        }
        secrets::fingerprint(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}
