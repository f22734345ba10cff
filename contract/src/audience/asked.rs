//! What a request to support asks for, held against what is in force and against what the draft wants by now.

use serde::{Deserialize, Serialize};

use super::need::{Change, Need, approved, need};
use super::tenant::TenantSet;
use super::{Audience, ChannelState, Sold};
use crate::support::RequestKind;

/// What a request about an audience asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asked {
    /// The kind of request.
    pub kind: RequestKind,
    /// The option asked for; "specific" when resellers are to be removed.
    pub to: ChannelState,
    /// To be removed, or the list of specific ones asked for.
    pub resellers: TenantSet,
}

/// A draft that wants something else than the open request asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Drift {
    /// Whether the request asks to remove resellers.
    pub removal: bool,
    /// The option asked for.
    pub asked: ChannelState,
    /// The option that the draft wants.
    pub now: ChannelState,
    /// How many the request removes, or lists.
    pub asked_count: u64,
    /// How many the draft removes, or lists.
    pub now_count: u64,
    /// Who is asked to leave and has been put back since.
    pub back: TenantSet,
}

/// What approving a request would do to the audience in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Who gains, who loses, who stays having sold.
    pub need: Need,
    /// The audience afterwards; `None` while somebody who would lose the offer has sold it.
    pub after: Option<Audience>,
}

impl Drift {
    /// Whether request and draft are both about removing resellers, and differ in whom.
    pub fn is_removal(&self) -> bool {
        self.removal && self.now == self.asked
    }
}

impl Asked {
    /// What the desk's approval is given.
    pub fn change(&self) -> Change {
        match self.kind {
            RequestKind::CspDeauthorize => Change::Deauthorize(self.resellers.clone()),
            _ => Change::Option(Audience::of(self.to, self.resellers.clone())),
        }
    }

    /// The audience that is asked for.
    fn wanted(&self, live: &Audience) -> Audience {
        match (self.kind, live) {
            (RequestKind::CspDeauthorize, Audience::Some(list)) => Audience::Some(list.without(&self.resellers)),
            (RequestKind::CspDeauthorize, other) => other.clone(),
            _ => Audience::of(self.to, self.resellers.clone()),
        }
    }

    /// What its approval would do, with who has sold by now.
    pub fn effect(&self, live: &Audience, sales: &[Sold]) -> Effect {
        let sellers = sales.iter().map(|sold| sold.reseller).collect();
        Effect {
            need: need(Some(live), &self.wanted(live), sales),
            after: approved(live, &self.change(), &sellers).ok(),
        }
    }

    /// How the draft differs from it; `None` while it wants just this. Additions come by a sync and are no difference.
    pub fn drift(&self, live: &Audience, draft: &Audience) -> Option<Drift> {
        let (removes, now) = (self.kind == RequestKind::CspDeauthorize, draft.state());
        let wants = match (draft, live) {
            (Audience::Some(draft), Audience::Some(live)) if removes => live.without(draft),
            (Audience::Some(draft), _) => draft.clone(),
            _ => TenantSet::default(),
        };
        let counts = self.to == ChannelState::Some && now == ChannelState::Some;
        (now != self.to || counts && wants != self.resellers).then(|| Drift {
            removal: removes,
            asked: self.to,
            now,
            asked_count: self.resellers.len() as u64,
            now_count: wants.len() as u64,
            back: if removes && counts { self.resellers.without(&wants) } else { TenantSet::default() },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::need::{Reach, Reason};
    use super::super::tenant::TenantId;
    use super::*;

    fn set(ids: &[u32]) -> TenantSet {
        ids.iter().filter_map(|id| TenantId::parse(&format!("{id:032x}"))).collect()
    }

    fn some(ids: &[u32]) -> Audience {
        Audience::Some(set(ids))
    }

    fn sold(ids: &[u32]) -> Vec<Sold> {
        set(ids).ids().iter().map(|reseller| Sold { reseller: *reseller, customers: 2 }).collect()
    }

    fn removing(ids: &[u32]) -> Asked {
        Asked { kind: RequestKind::CspDeauthorize, to: ChannelState::Some, resellers: set(ids) }
    }

    fn option(to: ChannelState, ids: &[u32]) -> Asked {
        Asked { kind: RequestKind::CspChangeOption, to, resellers: set(ids) }
    }

    #[test]
    fn from_any_to_specific_the_sellers_are_part_of_what_comes_of_it() {
        let effect = option(ChannelState::Some, &[1, 2]).effect(&Audience::All, &sold(&[2, 3]));
        assert_eq!(effect.after, Some(some(&[1, 2, 3])));
        assert_eq!((effect.need.reason, effect.need.stays, effect.need.customers), (Reason::Narrows, set(&[3]), 2));
        assert_eq!(effect.need.loses, Reach::AllBut(set(&[1, 2, 3])));
    }

    #[test]
    fn what_cannot_be_approved_has_nothing_afterwards() {
        let none = option(ChannelState::None, &[]);
        assert_eq!(none.effect(&Audience::All, &sold(&[3])).after, None);
        assert_eq!(none.effect(&Audience::All, &[]).after, Some(Audience::None));
        assert_eq!(removing(&[1]).effect(&some(&[1, 2]), &sold(&[1])).after, None);
        let effect = removing(&[1]).effect(&some(&[1, 2]), &sold(&[2]));
        assert_eq!((effect.after, effect.need.loses), (Some(some(&[2])), Reach::These(set(&[1]))));
    }

    #[test]
    fn a_draft_that_puts_somebody_back_differs() {
        let (asked, live) = (removing(&[1, 2]), some(&[1, 2, 3]));
        assert_eq!(asked.drift(&live, &some(&[3])), None);
        // An addition comes by a sync.
        assert_eq!(asked.drift(&live, &some(&[3, 4])), None);
        let drift = asked.drift(&live, &some(&[1, 3])).unwrap();
        assert_eq!((drift.asked_count, drift.now_count, drift.back), (2, 1, set(&[1])));
        let more = asked.drift(&live, &some(&[])).unwrap();
        assert_eq!((more.now_count, more.back), (3, set(&[])));
        let other = asked.drift(&live, &Audience::All).unwrap();
        assert_eq!((other.asked, other.now), (ChannelState::Some, ChannelState::All));
    }

    #[test]
    fn a_draft_with_another_option_or_list_differs() {
        let asked = option(ChannelState::Some, &[1]);
        assert_eq!(asked.drift(&Audience::All, &some(&[1])), None);
        assert_eq!(asked.drift(&Audience::All, &some(&[1, 2])).unwrap().now_count, 2);
        assert_eq!(asked.drift(&Audience::All, &Audience::None).unwrap().now, ChannelState::None);
        assert_eq!(option(ChannelState::None, &[]).drift(&Audience::All, &Audience::None), None);
    }
}
