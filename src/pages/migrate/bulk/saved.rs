//! What is kept of a bulk page on the server: the rows, what was decided for each, what was sent and what came of it.

use std::collections::{BTreeMap, HashSet};

use contract::api::solutions::MergeItem;
use contract::refusal::Refusal;
use serde::{Deserialize, Serialize};

use super::job::Kind;

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Done; for a merge the request's number.
    Done(Option<String>),
    /// Refused, with the reason.
    Refused(Refusal),
}

/// What a person decided for a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Choice {
    /// Another offer than the best match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// Instead of an offer the address of its listing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// In or out, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included: Option<bool>,
}

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Saved {
    /// Ids of solutions in the order of the list.
    pub ids: Vec<String>,
    /// What was decided. In order, so that the same decisions are the same text, whichever tab saves them.
    pub choices: BTreeMap<String, Choice>,
    /// Ties the requests together, and names what was sent.
    pub bundle: String,
    /// A free text for support.
    pub text: String,
    /// How often was sent; each round has its own chunks.
    pub round: u32,
    /// What this round sends, in the chunks that follow from its order: sent again after a break they are the same.
    pub plan: Vec<MergeItem>,
    /// What came of rows, by id.
    pub results: BTreeMap<String, Outcome>,
}

impl Saved {
    /// Ids of this round without a result.
    pub fn left(&self) -> Vec<&str> {
        self.plan.iter().map(|item| item.id.as_str()).filter(|id| !self.results.contains_key(*id)).collect()
    }

    /// Ids that were refused.
    pub fn failed(&self) -> Vec<String> {
        let refused = |id: &&String| matches!(self.results.get(*id), Some(Outcome::Refused(_)));
        self.ids.iter().filter(refused).cloned().collect()
    }

    /// Ids that were done.
    pub fn done(&self) -> Vec<String> {
        let done = |id: &&String| matches!(self.results.get(*id), Some(Outcome::Done(_)));
        self.ids.iter().filter(done).cloned().collect()
    }

    /// Ids that are not sent in this round and have no result.
    pub fn untouched(&self) -> usize {
        let planned: HashSet<&str> = self.plan.iter().map(|item| item.id.as_str()).collect();
        self.ids.iter().filter(|id| !planned.contains(id.as_str()) && !self.results.contains_key(*id)).count()
    }

    /// Whether a new selection would take something away: a run that is not finished or whose undo is still at hand, or
    /// decisions that nobody has sent.
    pub fn is_worth_keeping(&self, kind: Kind) -> bool {
        if self.plan.is_empty() {
            return !self.choices.is_empty() || !self.text.trim().is_empty();
        }
        let undo = kind == Kind::Discard && !self.done().is_empty();
        undo || !self.left().is_empty() || self.retryable().next().is_some()
    }

    /// Ids that were refused for a reason that may have passed by now.
    pub fn retryable(&self) -> impl Iterator<Item = &String> {
        let may_pass = |id: &&String| matches!(self.results.get(*id), Some(Outcome::Refused(why)) if why.may_pass());
        self.ids.iter().filter(may_pass)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::api::merging::Target;

    fn saved(results: &[(&str, Outcome)]) -> Saved {
        let ids: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        let item =
            |id: &String| MergeItem { id: id.clone(), target: Target::Offer { id: "o".into() }, seen_version: None };
        let results = results.iter().map(|(id, outcome)| ((*id).to_owned(), outcome.clone())).collect();
        Saved { plan: ids.iter().map(item).collect(), ids, results, ..Saved::default() }
    }

    #[test]
    fn what_is_kept_reads_back_as_it_was() {
        let refusals =
            [Refusal::ChangedSince, Refusal::WrongState { state: contract::solution::MigrationState::Merged }];
        let mut kept = saved(&[("a", Outcome::Done(Some("10041".into()))), ("b", Outcome::Done(None))]);
        for (at, refusal) in refusals.into_iter().enumerate() {
            kept.results.insert(at.to_string(), Outcome::Refused(refusal));
        }
        kept.plan[1].target = Target::Url { url: "https://marketplace.example/a?b=\"c\"".into() };
        kept.plan[2].seen_version = Some(7);
        kept.choices.insert("a".into(), Choice { included: Some(false), offer: Some("o".into()), url: None });
        (kept.text, kept.round) = ("Two\nlines, “quoted”".into(), 3);
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(crate::json::read::<Saved>(&text).ok(), Some(kept));
    }

    #[test]
    fn what_a_new_selection_would_take_away_is_asked_about() {
        let done = || Outcome::Done(None);
        let refused = |why| Outcome::Refused(why);
        let half = saved(&[("a", done())]);
        assert!(half.is_worth_keeping(Kind::Merge) && half.is_worth_keeping(Kind::Discard));
        let all = saved(&[("a", done()), ("b", done()), ("c", done())]);
        assert!(!all.is_worth_keeping(Kind::Merge), "each request is followed by itself");
        assert!(all.is_worth_keeping(Kind::Discard), "it can be taken back at once");
        let open = saved(&[("a", done()), ("b", refused(Refusal::ChangedSince)), ("c", done())]);
        assert!(open.is_worth_keeping(Kind::Merge));
        let closed = saved(&[("a", done()), ("b", refused(Refusal::RequestStillOpen)), ("c", done())]);
        assert!(!closed.is_worth_keeping(Kind::Merge));
        assert_eq!((open.retryable().count(), closed.retryable().count()), (1, 0));
        let mut review = Saved { ids: half.ids.clone(), ..Saved::default() };
        assert!(!review.is_worth_keeping(Kind::Merge));
        review.choices.insert("a".into(), Choice { included: Some(false), ..Choice::default() });
        assert!(review.is_worth_keeping(Kind::Merge));
    }
}
