//! What people may try, and what is tried next.

use super::dice::Dice;
use super::plain::{Plain, SOLUTIONS, URLS};

/// People of a company, and the two operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    Owner,
    Developer,
    Viewer,
    Otto,
    Pia,
}

/// Something that somebody tries. Companies are 0 and 1; solutions count within their company; requests over all, in the
/// order in which they were filed; offers are named by their offer ID.
#[derive(Clone, Debug)]
pub enum Act {
    MergeOffer { who: Person, at: usize, of: usize, solution: usize, offer: String },
    MergeUrl { who: Person, at: usize, of: usize, solution: usize, url: usize },
    Discard { who: Person, at: usize, of: usize, solution: usize },
    Undo { who: Person, at: usize, of: usize, solution: usize },
    CreateDraft { who: Person, at: usize, of: usize, solution: usize, offer: String },
    DeleteOffer { who: Person, at: usize, offer: String },
    RemoveMoved { who: Person, at: usize, offer: String, solution: usize },
    Answer { who: Person, at: usize, request: usize },
    Comment { who: Person, at: usize, request: usize },
    Cancel { who: Person, at: usize, request: usize },
    Claim { who: Person, request: usize, claimed: bool },
    Ask { who: Person, request: usize, text: bool },
    Refuse { who: Person, request: usize, text: bool },
    Approve { who: Person, request: usize, link: bool },
    Reopen { who: Person, request: usize, text: bool },
}

impl Act {
    /// Whether records come into an offer, go, or are marked.
    pub const fn moves_records(&self) -> bool {
        matches!(self, Act::Approve { .. } | Act::Reopen { .. } | Act::RemoveMoved { .. } | Act::DeleteOffer { .. })
    }
}

/// The next act: more often one that will be done, so that sequences go deep.
pub fn pick(dice: &mut Dice, model: &Plain) -> Act {
    let mut act = any(dice, model);
    if dice.often(70) {
        for _ in 0..20 {
            if model.would_do(&act) {
                break;
            }
            act = any(dice, model);
        }
    }
    act
}

/// Any act on things that are there.
fn any(dice: &mut Dice, model: &Plain) -> Act {
    let at = dice.below(2);
    // A token of one company seldom tries the other's things.
    let of = if dice.often(4) { 1 - at } else { at };
    let who = dice.of(&[
        Person::Owner,
        Person::Owner,
        Person::Developer,
        Person::Developer,
        Person::Developer,
        Person::Viewer,
    ]);
    let who = if who == Person::Viewer && dice.often(60) { Person::Owner } else { who };
    let solution = dice.below(SOLUTIONS);
    let offers = model.offer_ids(at);
    let requests = model.requests();
    if requests > 0 && dice.often(60) {
        // Young requests are the open ones more often.
        let young = requests - 1 - dice.below(requests.min(6));
        let request = if dice.often(75) { young } else { dice.below(requests) };
        let home = model.company_of(request);
        let at = if dice.often(4) { 1 - home } else { home };
        let operator = dice.of(&[Person::Otto, Person::Otto, Person::Pia]);
        let text = dice.often(92);
        return match dice.below(100) {
            0..=9 => Act::Claim { who: operator, request, claimed: dice.often(45) },
            10..=27 => Act::Ask { who: operator, request, text },
            28..=36 => Act::Refuse { who: operator, request, text },
            37..=60 => Act::Approve { who: operator, request, link: dice.often(80) },
            61..=69 => Act::Reopen { who: operator, request, text },
            70..=85 => Act::Answer { who, at, request },
            86..=88 => Act::Comment { who, at, request },
            _ => Act::Cancel { who, at, request },
        };
    }
    match dice.below(100) {
        0..=29 => Act::MergeOffer { who, at, of, solution, offer: dice.of(&offers) },
        30..=44 => Act::MergeUrl { who, at, of, solution, url: dice.below(URLS) },
        45..=57 => Act::Discard { who, at, of, solution },
        58..=71 => Act::Undo { who, at, of, solution },
        72..=83 => Act::CreateDraft { who, at, of, solution, offer: format!("draft-{}", model.steps()) },
        84..=91 => Act::DeleteOffer { who, at, offer: dice.of(&offers) },
        _ => Act::RemoveMoved { who, at, offer: dice.of(&offers), solution },
    }
}
