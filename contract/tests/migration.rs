//! The transition table, tried exhaustively: every state, memory, open request, action and role.

use contract::access::{Right, Role};
use contract::migration::{Action, MergeTarget, NextStep, Standing};
use contract::refusal::Refusal;
use contract::solution::MigrationState::{self, *};

fn actions() -> Vec<Action> {
    vec![
        Action::RequestMerge(MergeTarget::Offer { live: true }),
        Action::RequestMerge(MergeTarget::Offer { live: false }),
        Action::RequestMerge(MergeTarget::ListingUrl),
        Action::CreateOffer,
        Action::DeleteDraft { ever_published: false },
        Action::DeleteDraft { ever_published: true },
        Action::Ask { has_text: true },
        Action::Ask { has_text: false },
        Action::Answer,
        Action::Refuse { has_reason: true },
        Action::Refuse { has_reason: false },
        Action::CancelRequest { mine: true },
        Action::CancelRequest { mine: false },
        Action::Approve { target_live: true },
        Action::Approve { target_live: false },
        Action::Discard,
        Action::UndoDiscard,
        Action::Reopen { has_reason: true },
        Action::Reopen { has_reason: false },
    ]
}

/// Every standing that the table itself can lead to: found by walking it from the start.
fn reachable() -> Vec<Standing> {
    let mut seen = vec![Standing { state: Pending, before: None, request_open: false }];
    let mut next = 0;
    while next < seen.len() {
        let standing = seen[next];
        for action in actions() {
            for role in Role::ALL {
                if let Ok(outcome) = standing.allows(action, *role) {
                    let after =
                        Standing { state: outcome.state, before: outcome.before, request_open: outcome.request_open };
                    if !seen.contains(&after) {
                        seen.push(after);
                    }
                }
            }
        }
        next += 1;
    }
    seen
}

fn at(state: MigrationState, before: Option<MigrationState>, request_open: bool) -> Standing {
    Standing { state, before, request_open }
}

#[test]
fn the_rows_of_the_table_lead_where_it_says() {
    let manager = Role::Manager;
    let offer = Action::RequestMerge(MergeTarget::Offer { live: true });
    for from in [Pending, DraftCreated, AttentionNeeded] {
        let asked = at(from, None, false).allows(offer, manager).expect("allowed");
        assert_eq!((asked.state, asked.before, asked.request_open), (Merging, Some(from), true));
        let cancelled =
            at(Merging, Some(from), true).allows(Action::CancelRequest { mine: true }, manager).expect("allowed");
        assert_eq!(cancelled.state, from);
        let gone = at(from, None, false).allows(Action::Discard, manager).expect("allowed");
        let back =
            at(gone.state, gone.before, gone.request_open).allows(Action::UndoDiscard, manager).expect("allowed");
        assert_eq!((back.state, back.request_open), (from, false));
    }
    let asked =
        at(Merging, Some(Pending), true).allows(Action::Ask { has_text: true }, Role::Operator).expect("allowed");
    assert_eq!((asked.state, asked.request_open), (AttentionNeeded, true));
    let answered = at(asked.state, asked.before, true).allows(Action::Answer, manager).expect("allowed");
    assert_eq!((answered.state, answered.before), (Merging, Some(Pending)));
}

#[test]
fn a_discard_cancels_the_question_that_waits() {
    let gone = at(AttentionNeeded, Some(Pending), true).allows(Action::Discard, Role::Owner).expect("allowed");
    assert!(!gone.request_open);
    let back =
        at(gone.state, gone.before, gone.request_open).allows(Action::UndoDiscard, Role::Owner).expect("allowed");
    assert_eq!((back.state, back.request_open), (AttentionNeeded, false));
}

#[test]
fn refusals_name_the_first_reason() {
    let offer = Action::RequestMerge(MergeTarget::Offer { live: false });
    assert_eq!(at(Pending, None, false).allows(offer, Role::Owner), Err(Refusal::TargetNotLive));
    assert_eq!(at(AttentionNeeded, None, true).allows(offer, Role::Owner), Err(Refusal::RequestStillOpen));
    assert_eq!(at(Merged, None, false).allows(offer, Role::Owner), Err(Refusal::WrongState { state: Merged }));
    assert_eq!(
        at(Pending, None, false).allows(offer, Role::Viewer),
        Err(Refusal::RoleMayNot { role: Role::Viewer, right: Right::Edit })
    );
    assert_eq!(
        at(Merging, Some(Pending), true).allows(Action::CancelRequest { mine: false }, Role::Developer),
        Err(Refusal::NotYourRequest)
    );
    assert_eq!(
        at(DraftCreated, None, false).allows(Action::DeleteDraft { ever_published: true }, Role::Owner),
        Err(Refusal::OfferWasPublished)
    );
}

#[test]
fn nothing_reachable_breaks_the_invariants() {
    let standings = reachable();
    assert!(standings.len() > 8, "the walk found {} standings", standings.len());
    for standing in standings {
        match standing.state {
            Merging => assert!(standing.request_open && standing.before.is_some(), "{standing:?}"),
            AttentionNeeded => {}
            Discarded => assert!(!standing.request_open && standing.before.is_some(), "{standing:?}"),
            _ => assert!(!standing.request_open, "{standing:?}"),
        }
    }
}

#[test]
fn the_desk_and_the_partner_never_do_each_others_acts() {
    for standing in reachable() {
        for action in actions() {
            let partner = Role::ALL.iter().any(|r| *r != Role::Operator && standing.allows(action, *r).is_ok());
            let desk = standing.allows(action, Role::Operator).is_ok();
            assert!(!(partner && desk), "{standing:?} {action:?}");
            assert!(standing.allows(action, Role::Viewer).is_err(), "{standing:?} {action:?}");
        }
    }
}

#[test]
fn merged_leaves_only_by_the_desk_and_discarded_only_by_undo() {
    for standing in reachable() {
        for action in actions() {
            for role in Role::ALL {
                if let Ok(outcome) = standing.allows(action, *role) {
                    match standing.state {
                        Merged => {
                            assert!(matches!(action, Action::Reopen { has_reason: true }) && outcome.state == Pending)
                        }
                        Discarded => assert_eq!(action, Action::UndoDiscard),
                        _ => {}
                    }
                }
            }
        }
    }
}

#[test]
fn every_state_has_a_next_step() {
    assert_eq!(NextStep::of(Pending), NextStep::Begin);
    assert_eq!(NextStep::of(AttentionNeeded), NextStep::Continue);
    assert_eq!(NextStep::of(DraftCreated), NextStep::Continue);
    assert_eq!(NextStep::of(Merging), NextStep::ViewRequest);
    assert_eq!(NextStep::of(Merged), NextStep::ViewOffer);
    assert_eq!(NextStep::of(Discarded), NextStep::UndoDiscard);
}
