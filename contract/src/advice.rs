//! What is recommended for a solution: merge it, create an offer from it, or discard it; never discard what carries something.

use serde::{Deserialize, Serialize};

use crate::catalogue::Arg;
use crate::matching::Match;
use crate::solution::{CoSellStatus, MigrationState};

/// What a recommendation is made of.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// Where the solution stands.
    pub state: MigrationState,
    /// Whether a merge request for it is open.
    pub request_open: bool,
    /// Its co-sell status in the legacy catalogue.
    pub co_sell_status: CoSellStatus,
    /// Whether it carries referrals, collateral, contacts or incentives (`Carries::is_empty` is false).
    pub carries_something: bool,
    /// The best suggestion among the company's live offers, without those that someone called "Not a match".
    pub best: Option<&'a Match>,
}

/// The card that is marked in "Begin your migration", with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Advice {
    /// Merge into this offer.
    Merge {
        /// `OfferFacts::id`.
        offer: String,
        /// In percent.
        score: u8,
    },
    /// Create an offer from it.
    CreateOffer {
        /// Why not discard it.
        because: Worth,
    },
    /// Discard it: in market or in development, and nothing would be given up.
    Discard,
    /// No card is marked.
    None {
        /// Why.
        because: Unsure,
    },
}

word_enum! {
    /// What speaks for keeping a solution that has no match.
    Worth {
        /// It carries referrals, collateral, contacts or incentives.
        Carries = "carries",
        /// It has a co-sell status that an offer should keep.
        CoSell = "coSell",
    }
}

word_enum! {
    /// Why nothing is recommended.
    Unsure {
        /// An offer may be the same; a person must look.
        WeakMatch = "weakMatch",
        /// A draft offer exists already: publish it.
        DraftExists = "draftExists",
        /// Support asked a question: answer it.
        Question = "question",
        /// Support refused the last request, and no live offer is similar.
        Refused = "refused",
        /// It is with support, merged or discarded.
        NotOpen = "notOpen",
    }
}

impl Advice {
    /// The recommendation (rules.md, "Solution": discard only when the status is In market or In development, it carries
    /// nothing, and nothing matches strongly; O: and nothing matches weakly either, since nobody has looked yet). What is
    /// recommended is always allowed for who may edit.
    pub fn of(situation: &Situation<'_>) -> Advice {
        match situation.state {
            MigrationState::Pending | MigrationState::AttentionNeeded | MigrationState::DraftCreated => {
                if situation.request_open {
                    return Advice::None { because: Unsure::Question };
                }
            }
            MigrationState::Merging | MigrationState::Merged | MigrationState::Discarded => {
                return Advice::None { because: Unsure::NotOpen };
            }
        }
        match situation.best {
            Some(best) if best.is_strong() => return Advice::Merge { offer: best.offer.clone(), score: best.score },
            _ if situation.state == MigrationState::DraftCreated => {
                return Advice::None { because: Unsure::DraftExists };
            }
            Some(_) => return Advice::None { because: Unsure::WeakMatch },
            None => {}
        }
        let because = match situation.co_sell_status {
            _ if situation.carries_something => Worth::Carries,
            CoSellStatus::InDevelopment | CoSellStatus::InMarket => return Advice::Discard,
            CoSellStatus::CoSellReady
            | CoSellStatus::AzureIpCoSellEligible
            | CoSellStatus::BusinessApplicationsCoSellEligible => Worth::CoSell,
        };
        // An offer is made from a pending solution alone (rules.md, "Solution").
        match situation.state {
            MigrationState::Pending => Advice::CreateOffer { because },
            _ => Advice::None { because: Unsure::Refused },
        }
    }

    /// The catalogue key of the reason.
    // catalogue: advice.*
    pub fn key(&self) -> String {
        match self {
            Advice::Merge { .. } => "advice.merge".to_owned(),
            Advice::CreateOffer { because } => format!("advice.createOffer.{}", because.word()),
            Advice::Discard => "advice.discard".to_owned(),
            Advice::None { because } => format!("advice.none.{}", because.word()),
        }
    }

    /// Values for the placeholders; the name of the offer is the caller's to add as `offer`.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Advice::Merge { score, .. } => vec![("score", Arg::Count(u64::from(*score)))],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;
    use crate::matching::{LEAST, STRONG};
    use crate::migration::{Action, MergeTarget, Standing};

    fn found(score: u8) -> Match {
        Match { offer: "crm".to_owned(), score, reasons: Vec::new() }
    }

    fn all(mut check: impl FnMut(Situation<'_>, Advice)) {
        let (weak, almost, strong) = (found(LEAST), found(STRONG - 1), found(STRONG));
        for state in MigrationState::ALL {
            for co_sell_status in CoSellStatus::ALL {
                for (carries_something, request_open) in [(false, false), (true, false), (false, true), (true, true)] {
                    for best in [None, Some(&weak), Some(&almost), Some(&strong)] {
                        let (state, co_sell_status) = (*state, *co_sell_status);
                        let situation = Situation { state, request_open, co_sell_status, carries_something, best };
                        check(situation, Advice::of(&situation));
                    }
                }
            }
        }
    }

    #[test]
    fn discard_is_recommended_only_where_nothing_is_given_up() {
        let mut seen = 0;
        all(|situation, advice| {
            if advice == Advice::Discard {
                seen += 1;
                assert!(!situation.carries_something && situation.best.is_none());
                assert!(matches!(situation.co_sell_status, CoSellStatus::InMarket | CoSellStatus::InDevelopment));
            }
        });
        assert_eq!(seen, 4, "pending and attention needed, each in market and in development");
    }

    #[test]
    fn a_strong_match_is_recommended_for_whatever_is_open() {
        all(|situation, advice| {
            let strong = situation.best.is_some_and(Match::is_strong);
            let open = matches!(
                situation.state,
                MigrationState::Pending | MigrationState::AttentionNeeded | MigrationState::DraftCreated
            );
            let merge = Advice::Merge { offer: "crm".to_owned(), score: STRONG };
            let asked = open && situation.request_open;
            assert_eq!(advice == merge, strong && open && !asked, "{situation:?}");
            assert_eq!(advice == Advice::None { because: Unsure::NotOpen }, !open, "{situation:?}");
            assert_eq!(advice == Advice::None { because: Unsure::Question }, asked, "{situation:?}");
        });
    }

    #[test]
    fn what_is_recommended_is_allowed() {
        all(|situation, advice| {
            let action = match advice {
                Advice::Merge { .. } => Action::RequestMerge(MergeTarget::Offer { live: true }),
                Advice::CreateOffer { .. } => Action::CreateOffer,
                Advice::Discard => Action::Discard,
                Advice::None { .. } => return,
            };
            let standing = Standing { state: situation.state, before: None, request_open: situation.request_open };
            assert!(standing.allows(action, Role::Owner).is_ok(), "{situation:?}: {advice:?}");
        });
    }

    #[test]
    fn what_carries_something_or_is_co_sold_gets_an_offer() {
        let situation = Situation {
            state: MigrationState::Pending,
            request_open: false,
            co_sell_status: CoSellStatus::InMarket,
            carries_something: true,
            best: None,
        };
        assert_eq!(Advice::of(&situation), Advice::CreateOffer { because: Worth::Carries });
        let co_sold = Situation { co_sell_status: CoSellStatus::CoSellReady, carries_something: false, ..situation };
        assert_eq!(Advice::of(&co_sold), Advice::CreateOffer { because: Worth::CoSell });
        let weak = found(STRONG - 1);
        let unsure = Situation { best: Some(&weak), ..situation };
        assert_eq!(Advice::of(&unsure), Advice::None { because: Unsure::WeakMatch });
        let drafted = Situation { state: MigrationState::DraftCreated, ..unsure };
        assert_eq!(Advice::of(&drafted), Advice::None { because: Unsure::DraftExists });
        let refused = Situation { state: MigrationState::AttentionNeeded, ..situation };
        assert_eq!(Advice::of(&refused), Advice::None { because: Unsure::Refused });
    }

    #[test]
    fn every_advice_has_words() {
        let text = include_str!("../../public/locales/en.json");
        let catalogue: crate::catalogue::Catalogue = serde_json::from_str(text).expect("a catalogue");
        all(|_, advice| assert!(catalogue.has(&advice.key()), "{}", advice.key()));
    }
}
