//! The states of a support request, tried exhaustively: every state, action and role.

use contract::access::{Right, Role};
use contract::refusal::Refusal;
use contract::support::{RequestAction, RequestState};

const ACTIONS: &[RequestAction] = &[
    RequestAction::Claim { held_by_other: false },
    RequestAction::Claim { held_by_other: true },
    RequestAction::Release { mine: true },
    RequestAction::Release { mine: false },
    RequestAction::Ask { has_text: true },
    RequestAction::Ask { has_text: false },
    RequestAction::Answer,
    RequestAction::Resolve,
    RequestAction::Refuse { has_reason: true },
    RequestAction::Refuse { has_reason: false },
    RequestAction::Cancel { mine: true },
    RequestAction::Cancel { mine: false },
];

fn each(mut see: impl FnMut(RequestState, RequestAction, Role, Result<RequestState, Refusal>)) {
    for state in RequestState::ALL {
        for action in ACTIONS {
            for role in Role::ALL {
                see(*state, *action, *role, state.allows(*action, *role));
            }
        }
    }
}

#[test]
fn nobody_acts_without_the_right() {
    each(|_, action, role, outcome| {
        if !role.has(action.right()) {
            assert_eq!(outcome, Err(Refusal::RoleMayNot { role, right: action.right() }));
        }
    });
}

#[test]
fn a_closed_request_stays_closed() {
    each(|state, action, role, outcome| {
        if !state.is_open() && role.has(action.right()) {
            assert_eq!(outcome, Err(Refusal::RequestClosed { state }), "{action:?}");
        }
    });
    for state in RequestState::ALL {
        assert_eq!(state.allows(RequestAction::Comment, Role::Viewer), Ok(*state));
    }
}

#[test]
fn a_question_waits_for_its_answer() {
    let waiting = RequestState::WaitingForPartner;
    for action in
        [RequestAction::Ask { has_text: true }, RequestAction::Resolve, RequestAction::Refuse { has_reason: true }]
    {
        assert_eq!(waiting.allows(action, Role::Operator), Err(Refusal::AlreadyAsked));
    }
    assert_eq!(waiting.allows(RequestAction::Answer, Role::Developer), Ok(RequestState::InProgress));
    for state in [RequestState::Submitted, RequestState::InProgress] {
        assert_eq!(state.allows(RequestAction::Answer, Role::Developer), Err(Refusal::NothingAsked));
        assert_eq!(state.allows(RequestAction::Ask { has_text: true }, Role::Operator), Ok(waiting));
    }
}

#[test]
fn only_who_asked_owners_and_managers_cancel() {
    for role in Role::ALL {
        let outcome = RequestState::Submitted.allows(RequestAction::Cancel { mine: false }, *role);
        match role {
            Role::Owner | Role::Manager => assert_eq!(outcome, Ok(RequestState::Cancelled)),
            Role::Developer => assert_eq!(outcome, Err(Refusal::NotYourRequest)),
            Role::Viewer | Role::Operator => {
                assert_eq!(outcome, Err(Refusal::RoleMayNot { role: *role, right: Right::Edit }));
            }
        }
    }
    assert_eq!(
        RequestState::Submitted.allows(RequestAction::Cancel { mine: true }, Role::Developer),
        Ok(RequestState::Cancelled)
    );
}
