//! What the merge wizard sends: the request, and which offers are no match.

use contract::api::merging::{Filed, MatchSaid, RequestMerge, SolutionFacts, Target};
use contract::api::path;
use contract::merge::Choices;
use contract::route::MergeTarget;
use contract::solution::{MigrationState, OfferType};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;

use super::wizard::{Pick, Standing, Wizard};
use crate::api::{self, ApiError};
use crate::i18n::{text, tf};
use crate::send::DOUBLE_CLICK_MS;
use crate::toast::ToastAct;

impl Wizard {
    /// Says that an offer is no match, or takes that back.
    pub fn say(self, offer: String, is_match: bool) {
        // The second half of a double click is not meant for the button that has taken this one's place.
        let now = js_sys::Date::now();
        if now - self.said_at.get_value() < DOUBLE_CLICK_MS {
            return;
        }
        self.said_at.set_value(now);
        self.mark(self.id.get_value(), offer, is_match);
    }

    /// Marks the offer at once and tells the server; a denial can be taken back where it is told, also from a later screen.
    fn mark(self, id: String, offer: String, is_match: bool) {
        let denied = !is_match;
        let mark = move |facts: &mut Option<SolutionFacts>, is_match: bool, offer: &String| {
            if let Some(facts) = facts {
                facts.not_matches.retain(|other| other != offer);
                if !is_match {
                    facts.not_matches.push(offer.clone());
                }
            }
        };
        let _ = self.facts.try_update(|facts| mark(facts, is_match, &offer));
        let chosen = self.pick.try_get_untracked() == Some(Pick::Offer(offer.clone()));
        if denied && chosen {
            self.pick.set(Pick::Nothing);
        }
        let address = path::match_said(&id, &offer);
        spawn_local(async move {
            match api::put::<_, IgnoredAny>(&address, &MatchSaid { is_match }, "*").await {
                Ok(_) if denied => {
                    let name = untrack(|| self.offers.get(&offer)).map(|offer| offer.name).unwrap_or_default();
                    let undo = Callback::new(move |()| {
                        self.mark(id.clone(), offer.clone(), true);
                        if chosen && self.pick.try_get_untracked() == Some(Pick::Nothing) {
                            self.pick.set(Pick::Offer(offer.clone()));
                        }
                    });
                    let words = tf("match.denied.done", &[("name", name.into())]);
                    self.toasts.success(words, Some(ToastAct { label: text("match.undo"), run: undo }));
                }
                Ok(_) => {}
                Err(error) => {
                    let _ = self.facts.try_update(|facts| mark(facts, !is_match, &offer));
                    let _ = self.said_at.try_set_value(0.0);
                    self.toasts.error(error.sentence());
                }
            }
        });
    }

    /// Asks support for the merge.
    pub fn send(self, choices: Choices) {
        let (Some(detail), Some(target)) = (self.detail.ready(), self.target.get_untracked()) else { return };
        let body = RequestMerge {
            target: match target {
                MergeTarget::Offer(id) => Target::Offer { id },
                MergeTarget::Url(url) => Target::Url { url },
            },
            choices: Some(choices),
            offer_type: OfferType::from_word(&self.offer_type.get_untracked()),
            offer_name: Some(self.name.get_untracked()),
            text: self.text.get_untracked(),
            seen_version: Some(detail.version),
        };
        self.act.post(path::merge(&self.id.get_value()), body, move |filed: Filed| {
            self.standing.set(Standing::Filed(filed.clone()));
            self.kept.forget();
            if let Some(list) = self.list {
                let mut row = detail.row;
                row.state = MigrationState::Merging;
                row.request = Some(filed.number);
                list.put(&row);
                list.freshen();
            }
        });
    }

    /// What changed since is shown before the next try. Once for the wizard: its steps are drawn anew by what is read.
    pub(super) fn look_again(self) {
        Effect::new(move |_| {
            if self.act.failure.get().is_some_and(|error: ApiError| matches!(error.status(), Some(409 | 412))) {
                self.detail.again();
                self.offers.again();
            }
        });
    }
}
