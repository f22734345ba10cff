//! What somebody has changed on an audience and not saved: kept apart from what is saved, so that it stays when that changes.

use serde::{Deserialize, Serialize};

use super::tenant::TenantSet;
use super::{Audience, ChannelState};

/// One of the audiences of an offer: the option and its list, which counts with "specific" alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// The option.
    pub state: ChannelState,
    /// The list.
    pub list: TenantSet,
}

impl Choice {
    /// What the rules reckon with.
    pub fn audience(&self) -> Audience {
        Audience::of(self.state, self.list.clone())
    }

    /// Puts resellers back that cannot leave; gives those that were out.
    pub fn put_back(&mut self, bound: &TenantSet) -> TenantSet {
        let out = bound.without(&self.list);
        self.list = self.list.or(&out);
        out
    }
}

/// The difference between what is saved and what somebody wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Edits {
    /// The option, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ChannelState>,
    /// Who comes into the list.
    pub added: TenantSet,
    /// Who goes out of it.
    pub removed: TenantSet,
}

impl Edits {
    /// What makes `wanted` of `saved`.
    pub fn between(saved: &Choice, wanted: &Choice) -> Edits {
        Edits {
            state: (wanted.state != saved.state).then_some(wanted.state),
            added: wanted.list.without(&saved.list),
            removed: saved.list.without(&wanted.list),
        }
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.state.is_none() && self.added.is_empty() && self.removed.is_empty()
    }

    /// The same changes made on what is saved by now.
    pub fn onto(&self, saved: &Choice) -> Choice {
        Choice { state: self.state.unwrap_or(saved.state), list: saved.list.or(&self.added).without(&self.removed) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tenant::TenantId;
    use super::*;

    fn set(ids: &[u32]) -> TenantSet {
        ids.iter().filter_map(|id| TenantId::parse(&format!("{id:032x}"))).collect()
    }

    fn choice(state: ChannelState, ids: &[u32]) -> Choice {
        Choice { state, list: set(ids) }
    }

    #[test]
    fn changes_lead_where_they_led() {
        let lists: [&[u32]; 4] = [&[], &[1], &[1, 2], &[2, 3]];
        for (a, b) in ChannelState::ALL.iter().flat_map(|a| ChannelState::ALL.iter().map(move |b| (*a, *b))) {
            for (one, other) in lists.iter().flat_map(|one| lists.iter().map(move |other| (one, other))) {
                let (saved, wanted) = (choice(a, one), choice(b, other));
                let edits = Edits::between(&saved, &wanted);
                assert_eq!(edits.onto(&saved), wanted);
                assert_eq!(edits.is_empty(), saved == wanted);
            }
        }
    }

    #[test]
    fn what_somebody_else_saved_stays_beside_them() {
        let edits = Edits::between(&choice(ChannelState::Some, &[1, 2]), &choice(ChannelState::Some, &[2, 3]));
        assert_eq!(edits.onto(&choice(ChannelState::All, &[1, 2, 4])), choice(ChannelState::All, &[2, 3, 4]));
    }

    #[test]
    fn who_cannot_leave_comes_back_and_is_told() {
        let mut wanted = choice(ChannelState::Some, &[2]);
        assert_eq!(wanted.put_back(&set(&[1, 2])), set(&[1]));
        assert_eq!(wanted.list, set(&[1, 2]));
        assert!(wanted.put_back(&set(&[1])).is_empty());
    }

    #[test]
    fn they_are_kept_as_text() {
        let edits = Edits::between(&choice(ChannelState::All, &[1]), &choice(ChannelState::None, &[2]));
        let text = serde_json::to_string(&edits).unwrap();
        assert_eq!(serde_json::from_str::<Edits>(&text).unwrap(), edits);
    }
}
