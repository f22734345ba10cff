//! What the merge wizard knows: the solution, the offers, what is chosen and typed, and how far it has come.

use contract::api::merging::{Filed, SolutionFacts, Target};
use contract::api::offers::{OfferRow, PublisherRow};
use contract::api::path;
use contract::api::requests::{MessageKind, RequestDetail};
use contract::api::solutions::SolutionDetail;
use contract::listing_url::ListingUrl;
use contract::merge::Choices;
use contract::refusal::Refusal;
use contract::route::{MergeTarget, Route};
use contract::solution::{MigrationState, OfferType};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::listing::TypedUrl;
use crate::api;
use crate::i18n::{t, tf};
use crate::json;
use crate::load::Load;
use crate::parts::act::Act;
use crate::parts::draft::Kept;
use crate::parts::offers::{self, OfferList, use_offers};
use crate::parts::solution_list::{SolutionList, use_solutions};
use crate::route::{Go, Here};
use crate::storefronts::storefronts;
use crate::toast::{Toasts, use_toasts};
use crate::ui::focus;

/// What is chosen in the first step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Pick {
    /// Nothing yet.
    #[default]
    Nothing,
    /// One of the offers, by its id.
    Offer(String),
    /// The address in the field.
    Url,
}

/// Whether there is something to ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Not known yet.
    Asking,
    /// A merge can be asked for.
    Open,
    /// It is with support, merged or discarded.
    Closed,
    /// It was asked for just now.
    Filed(Filed),
}

/// What is saved as it is typed. What follows the chosen offer by itself is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Typed {
    pick: Pick,
    url: String,
    name: Option<String>,
    offer_type: Option<OfferType>,
    text: String,
    choices: Option<Choices>,
}

/// The wizard.
#[derive(Clone, Copy)]
pub struct Wizard {
    /// The solution's id.
    pub id: StoredValue<String>,
    /// The solution.
    pub detail: Load<SolutionDetail>,
    /// What matching needs to know of it.
    pub facts: RwSignal<Option<SolutionFacts>>,
    /// The company's offers.
    pub offers: OfferList,
    /// What is chosen.
    pub pick: RwSignal<Pick>,
    /// The company's publishers.
    pub publishers: Load<Vec<PublisherRow>>,
    /// The typed address.
    pub url: RwSignal<String>,
    /// Whether the person has left the field of the address: then what is wrong with it is said.
    pub left: RwSignal<bool>,
    /// "Offer name".
    pub name: RwSignal<String>,
    /// "Offer type", as its word.
    pub offer_type: RwSignal<String>,
    /// The free text.
    pub text: RwSignal<String>,
    /// What wins, where the person chose.
    pub choices: RwSignal<Option<Choices>>,
    /// What the request points at, once it is known.
    pub target: Memo<Option<MergeTarget>>,
    /// Whether there is something to ask for.
    pub standing: RwSignal<Standing>,
    /// What support wrote when it refused the last request.
    pub refused: RwSignal<Option<String>>,
    /// Sending.
    pub act: Act,
    /// What is typed, on the server.
    pub kept: Kept,
    /// All solutions.
    pub list: Option<SolutionList>,
    /// Whether the heading of the open step is to have the focus once it is there.
    pub arriving: StoredValue<bool>,
    /// Where failures are told.
    pub(super) toasts: Toasts,
    /// When an offer was last called no match, in milliseconds.
    pub(super) said_at: StoredValue<f64>,
}

impl Wizard {
    /// Puts the focus on the heading of the step that was just opened, as soon as it is there.
    pub fn arrive(self) {
        request_animation_frame(move || {
            let heading = document().query_selector(".merge h2[tabindex]").ok().flatten();
            if let Some(heading) = heading.filter(|_| self.arriving.try_get_value() == Some(true)) {
                self.arriving.set_value(false);
                focus(&heading);
            }
        });
    }

    /// The wizard of a solution.
    pub fn open(id: String) -> Wizard {
        let address = path::solution(&id);
        let detail = Load::new(move || {
            let address = address.clone();
            async move { api::get::<SolutionDetail>(&address).await }
        });
        // The app provides the offers; without it there are none.
        let offers = use_offers().unwrap_or_else(|| wasm_bindgen::throw_str("the list of offers is gone"));
        offers.open();
        let (pick, url) = (RwSignal::new(Pick::Nothing), RwSignal::new(String::new()));
        let (name, offer_type) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let (text, choices) = (RwSignal::new(String::new()), RwSignal::new(None));
        let take = Callback::new(move |value: String| {
            // What another version of the page saved is left alone.
            let Ok(typed) = json::read::<Typed>(&value) else { return };
            pick.set(typed.pick);
            url.set(typed.url);
            if let Some(typed) = typed.name {
                name.set(typed);
            }
            if let Some(typed) = typed.offer_type {
                offer_type.set(typed.word().to_owned());
            }
            text.set(typed.text);
            choices.set(typed.choices);
        });
        let untouched = serde_json::to_string(&Typed::default()).unwrap_or_default();
        let wizard = Wizard {
            detail,
            facts: RwSignal::new(None),
            offers,
            pick,
            publishers: Load::new(|| async { api::get::<Vec<PublisherRow>>(path::PUBLISHERS).await }),
            url,
            left: RwSignal::new(false),
            name,
            offer_type,
            text,
            choices,
            target: Memo::new(move |_| target(pick.get(), &url.get(), offers)),
            standing: RwSignal::new(Standing::Asking),
            refused: RwSignal::new(None),
            act: Act::idle(),
            kept: Kept::open(&format!("merge-{id}"), untouched, take),
            id: StoredValue::new(id),
            list: use_solutions(),
            arriving: StoredValue::new(false),
            toasts: use_toasts(),
            said_at: StoredValue::new(0.0),
        };
        wizard.ask();
        wizard.keep();
        wizard.look_again();
        wizard
    }

    /// Finds out how the solution stands, and what matching needs to know of it.
    fn ask(self) {
        Effect::new(move |_| {
            let Some(detail) = self.detail.ready() else { return };
            if matches!(self.standing.get_untracked(), Standing::Filed(_)) {
                return;
            }
            match (detail.row.state, detail.row.request) {
                (MigrationState::AttentionNeeded, Some(number)) => spawn_local(self.ask_request(number)),
                (MigrationState::Pending | MigrationState::DraftCreated | MigrationState::AttentionNeeded, _) => {
                    self.standing.set(Standing::Open);
                }
                _ => self.standing.set(Standing::Closed),
            }
        });
        let id = self.id.get_value();
        spawn_local(async move {
            // Without the facts there are no suggestions; searching works all the same.
            if let Ok(facts) = offers::facts(vec![id]).await {
                let _ = self.facts.try_set(facts.into_iter().next());
            }
        });
    }

    /// An open request waits for an answer; after a refusal the wizard starts again with what was asked for.
    async fn ask_request(self, number: String) {
        let answer = api::get::<RequestDetail>(&path::support_request(&number)).await;
        let standing = match answer {
            Ok(request) if request.request.state.is_open() => Standing::Closed,
            Ok(request) => {
                self.prefill(&request);
                Standing::Open
            }
            Err(_) => Standing::Open,
        };
        let _ = self.standing.try_set(standing);
    }

    fn prefill(self, request: &RequestDetail) {
        let refusals = request.thread.iter().rev().filter(|message| message.kind == MessageKind::Refused);
        let _ = self.refused.try_set(refusals.map(|message| message.text.clone()).next());
        let untouched = self.pick.try_get_untracked() == Some(Pick::Nothing);
        if let Some(merge) = request.merge.as_ref().filter(|_| untouched) {
            match &merge.target {
                Target::Offer { id } => self.pick.set(Pick::Offer(id.clone())),
                Target::Url { url } => {
                    self.url.set(url.clone());
                    self.pick.set(Pick::Url);
                }
            }
            self.choices.set(Some(merge.choices));
            self.name.set(merge.offer_name.clone());
            self.offer_type.set(merge.offer_type.map(|kind| kind.word().to_owned()).unwrap_or_default());
            let filed = request.thread.iter().find(|message| message.kind == MessageKind::Filed);
            self.text.set(filed.map(|message| message.text.clone()).unwrap_or_default());
        }
    }

    /// Saves what is typed, and has name and type follow the chosen offer until somebody types another.
    fn keep(self) {
        let defaults = Memo::new(move |_| self.defaults());
        Effect::new(move |before: Option<(String, String)>| {
            let now = defaults.get();
            let (name, kind) = before.unwrap_or_default();
            if self.name.with_untracked(|typed| *typed == name) {
                self.name.set(now.0.clone());
            }
            if self.offer_type.with_untracked(|typed| *typed == kind) {
                self.offer_type.set(now.1.clone());
            }
            now
        });
        Effect::new(move |_| {
            let (name, kind) = defaults.get();
            let typed = Typed {
                pick: self.pick.get(),
                url: self.url.get(),
                name: Some(self.name.get()).filter(|typed| *typed != name),
                offer_type: Some(self.offer_type.get())
                    .filter(|typed| *typed != kind)
                    .and_then(|word| OfferType::from_word(&word)),
                text: self.text.get(),
                choices: self.choices.get(),
            };
            if !matches!(self.standing.get(), Standing::Filed(_)) {
                self.kept.typed(serde_json::to_string(&typed).unwrap_or_default());
            }
        });
    }

    /// "Offer name" and "Offer type" before anybody types: the offer's, else the solution's.
    fn defaults(self) -> (String, String) {
        let offer = match self.target.get() {
            Some(MergeTarget::Offer(id)) => self.offers.get(&id),
            _ => None,
        };
        let word = |kind: OfferType| kind.word().to_owned();
        match (offer, self.detail.ready()) {
            (Some(offer), _) => (offer.name, word(offer.offer_type)),
            (None, Some(detail)) => (detail.row.name, detail.row.offer_type.map(word).unwrap_or_default()),
            _ => Default::default(),
        }
    }

    /// The typed address.
    pub const fn typed_url(self) -> TypedUrl {
        TypedUrl { url: self.url, left: self.left, offers: self.offers }
    }

    /// Means the typed address, or something else.
    pub fn mean_url(self, on: bool) {
        match (on, self.pick.get_untracked()) {
            (true, _) => self.pick.set(Pick::Url),
            (false, Pick::Url) => self.pick.set(Pick::Nothing),
            _ => {}
        }
    }

    /// Why the second step cannot be opened. Followed.
    pub fn refusal(self) -> Option<String> {
        if self.target.with(Option::is_some) {
            return None;
        }
        Some(match self.pick.get() {
            Pick::Nothing => t("merge.chooseFirst"),
            Pick::Offer(_) if !self.offers.here() => t("load.loading"),
            Pick::Offer(_) => t(&Refusal::TargetNotLive.key()),
            Pick::Url => match self.typed_url().read() {
                Err(problem) => tf(&problem.key(), &problem.args()),
                Ok(_) => t("load.loading"),
            },
        })
    }

    /// The second step's address names what is chosen; without it, or with something that is not live, the first opens.
    pub fn follow_address(self, here: Here, go: Go) {
        Effect::new(move |_| {
            let Route::MergeRequest(_, asked) = here.route.get() else { return };
            // What was typed before is read first, so that the address has the last word.
            if !self.kept.asked.get() || !self.offers.here() || self.target.get().as_ref() == Some(&asked) {
                return;
            }
            match asked {
                MergeTarget::Offer(id) => self.pick.set(Pick::Offer(id)),
                MergeTarget::Url(url) => {
                    self.url.set(url);
                    self.left.set(true);
                    self.pick.set(Pick::Url);
                }
            }
            let id = self.id.get_value();
            match self.target.get_untracked() {
                Some(target) => go.replace(&Route::MergeRequest(id, target)),
                None => go.replace(&Route::Merge(id)),
            }
        });
        // While support waits for an answer, its request is the place to give one.
        Effect::new(move |_| {
            let state = self.detail.ready().map(|detail| (detail.row.state, detail.row.request));
            if self.standing.get() == Standing::Closed
                && let Some((MigrationState::AttentionNeeded, Some(number))) = state
            {
                go.replace(&Route::Request(number));
            }
        });
    }
}

/// What the choice leads to; an address of one of our live offers is that offer.
fn target(pick: Pick, url: &str, offers: OfferList) -> Option<MergeTarget> {
    match pick {
        Pick::Nothing => None,
        Pick::Offer(id) => offers.get(&id).filter(OfferRow::is_live).map(|offer| MergeTarget::Offer(offer.id)),
        Pick::Url => {
            let read = ListingUrl::parse(url, &storefronts()).ok()?;
            Some(match offers.listed_at(&read).filter(OfferRow::is_live) {
                Some(offer) => MergeTarget::Offer(offer.id),
                None => MergeTarget::Url(read.typed().trim().to_owned()),
            })
        }
    }
}
