//! The portal as the model's people use it: acts as calls, and a picture of what the answers say.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::http::Method;
use contract::access::Role;
use contract::api::list::Page;
use contract::api::offers::{OfferDetail, OfferRow};
use contract::api::overview::Overview;
use contract::api::path;
use contract::api::requests::{DeskCase, RequestRow};
use contract::api::session::Grant;
use contract::api::solutions::{Carries, Collateral, Contact, Referral, SolutionDetail, SolutionRow};
use contract::merge::Moved;
use contract::problem::Problem;
use contract::solution::{CoSellStatus, MigrationState, OfferType};
use contract::support::RequestState;
use contract::workspace::{Company, CompanyKind, FORMAT, Solution, Workspace};
use serde_json::{Value, json};

use super::acts::{Act, Person};
use super::plain::{self, Outcome, Picture, SOLUTIONS, records, solution_id};
use super::support::{Reply, Settings, World, sample};

/// A portal with its people signed in.
pub struct Portal {
    world: World,
    /// Tokens by company and person; operators have one each.
    tokens: BTreeMap<(usize, &'static str), String>,
    /// Solution ids by company and number.
    solutions: BTreeMap<(usize, usize), String>,
    /// Numbers of requests in the order of filing.
    requests: RefCell<Vec<String>>,
}

const fn name(person: Person) -> &'static str {
    match person {
        Person::Owner => "owner",
        Person::Developer => "developer",
        Person::Viewer => "viewer",
        Person::Otto => "otto",
        Person::Pia => "pia",
    }
}

fn company(number: usize) -> Company {
    let key = format!("firm{number}");
    let partner_id = format!("{number}000001");
    let mut company = sample::company(&key, &key, CompanyKind::Partner);
    for (who, role) in [("owner", Role::Owner), ("developer", Role::Developer), ("viewer", Role::Viewer)] {
        company.people.push(sample::member(&format!("{who}@{key}.example"), who, role));
    }
    company.publishers = vec![sample::publisher(&key, &key, &[&partner_id])];
    company.offers = ["live-one", "live-two"]
        .map(|id| sample::offer(id, &key, OfferType::Saas, id, Some("2023-01-01T08:00:00Z")))
        .to_vec();
    company.solutions = (0..SOLUTIONS).map(|number| solution(number, &partner_id)).collect();
    company.partner_ids = vec![partner_id];
    company
}

fn solution(number: usize, partner_id: &str) -> Solution {
    let id = solution_id(number);
    let mut solution = sample::solution(&id, &id, partner_id, None, CoSellStatus::CoSellReady);
    for (kind, name) in records(number) {
        match kind.as_str() {
            "collateral" => solution.collateral.push(Collateral { kind: "Deck".into(), title: name, url: None }),
            "contacts" => solution.contacts.push(Contact {
                name: name.clone(),
                email: name,
                role: String::new(),
                region: String::new(),
            }),
            _ => solution.referrals.push(Referral {
                customer: name,
                stage: "Open".into(),
                value_minor: 100,
                currency: "EUR".into(),
            }),
        }
    }
    solution
}

impl Portal {
    /// With the model's companies, and everybody signed in.
    pub async fn new() -> Portal {
        let mut desk = sample::company("desk", "Desk", CompanyKind::Desk);
        desk.people =
            ["otto", "pia"].map(|who| sample::member(&format!("{who}@desk.example"), who, Role::Operator)).to_vec();
        let companies = vec![desk, company(0), company(1)];
        let workspace = Workspace { format: FORMAT, companies, ..Workspace::default() };
        let world = World::with(Settings { workspace, ..Settings::default() }).await;
        let mut portal =
            Portal { world, tokens: BTreeMap::new(), solutions: BTreeMap::new(), requests: RefCell::default() };
        for at in 0..2 {
            for who in ["owner", "developer", "viewer"] {
                portal.sign_in(at, who, &format!("{who}@firm{at}.example")).await;
            }
            for who in ["otto", "pia"] {
                portal.sign_in(at, who, &format!("{who}@desk.example")).await;
            }
            let owner = portal.world.sign_in(&format!("owner@firm{at}.example")).await;
            for number in 0..SOLUTIONS {
                let id = owner.id_of(&solution_id(number)).await;
                portal.solutions.insert((at, number), id);
            }
        }
        portal
    }

    async fn sign_in(&mut self, at: usize, who: &'static str, email: &str) {
        let code = self.world.code(email).await;
        let grant: Grant = self.world.show_code(&code).await.is(200).json();
        self.tokens.insert((at, who), grant.token);
    }

    async fn call(&self, method: Method, at: usize, who: Person, path: &str, body: Value) -> Reply {
        let key = format!("{:?}", std::time::Instant::now());
        let ask = self.world.ask(method, path).bearer(&self.tokens[&(at, name(who))]);
        ask.key(&key).header("if-match", "*").json(&body).send().await
    }

    async fn post(&self, at: usize, who: Person, path: &str, body: Value) -> Reply {
        self.call(Method::POST, at, who, path, body).await
    }

    async fn read<T: serde::de::DeserializeOwned>(&self, at: usize, who: Person, path: &str) -> T {
        self.call(Method::GET, at, who, path, Value::Null).await.is(200).json()
    }

    async fn offers(&self, at: usize) -> Vec<OfferRow> {
        let page: Page<OfferRow> = self.read(at, Person::Owner, &format!("{}?limit=1000", path::OFFERS)).await;
        page.items
    }

    async fn offer_id(&self, at: usize, external_id: &str) -> String {
        let offers = self.offers(at).await;
        offers.into_iter().find(|offer| offer.external_id == external_id).expect("an offer of that ID").id
    }

    /// Tries an act; a request that it files is noted.
    pub async fn take(&self, act: &Act) -> Outcome {
        let reply = self.send(act).await;
        if reply.status >= 400 {
            let problem: Problem = reply.json();
            return Err((problem.status, problem.code));
        }
        if matches!(act, Act::MergeOffer { .. } | Act::MergeUrl { .. }) {
            let number = reply.value()["number"].as_str().expect("a number").to_owned();
            self.requests.borrow_mut().push(number);
        }
        Ok(())
    }

    async fn send(&self, act: &Act) -> Reply {
        let number = |request: &usize| self.requests.borrow()[*request].clone();
        let text = |there: &bool| if *there { "Because" } else { " " };
        match act {
            Act::MergeOffer { who, at, of, solution, offer } => {
                let target = json!({ "kind": "offer", "id": self.offer_id(*at, offer).await });
                self.post(*at, *who, &path::merge(&self.solutions[&(*of, *solution)]), json!({ "target": target }))
                    .await
            }
            Act::MergeUrl { who, at, of, solution, url } => {
                let url = format!("https://appsource.microsoft.com/product/web-apps/Ext{at}.listing-{url}?tab=x");
                let target = json!({ "kind": "url", "url": url });
                self.post(*at, *who, &path::merge(&self.solutions[&(*of, *solution)]), json!({ "target": target }))
                    .await
            }
            Act::Discard { who, at, of, solution } => {
                self.post(*at, *who, &path::discard(&self.solutions[&(*of, *solution)]), json!({})).await
            }
            Act::Undo { who, at, of, solution } => {
                self.post(*at, *who, &path::undo_discard(&self.solutions[&(*of, *solution)]), json!({})).await
            }
            Act::CreateDraft { who, at, of, solution, offer } => {
                let body = json!({ "offerType": "softwareAsAService", "offerId": offer, "alias": offer,
                    "publisher": { "kind": "existing", "id": format!("firm{at}") } });
                self.post(*at, *who, &path::offer_from(&self.solutions[&(*of, *solution)]), body).await
            }
            Act::DeleteOffer { who, at, offer } => {
                let path = path::offer(&self.offer_id(*at, offer).await);
                self.call(Method::DELETE, *at, *who, &path, Value::Null).await
            }
            Act::RemoveMoved { who, at, offer, solution } => {
                let offer = self.offer_id(*at, offer).await;
                let path = path::moved_from(&offer, &self.solutions[&(*at, *solution)]);
                self.call(Method::DELETE, *at, *who, &path, Value::Null).await
            }
            Act::Answer { who, at, request } => {
                self.post(*at, *who, &path::request_answer(&number(request)), json!({ "text": "So" })).await
            }
            Act::Comment { who, at, request } => {
                self.post(*at, *who, &path::request_messages(&number(request)), json!({ "text": "Hm" })).await
            }
            Act::Cancel { who, at, request } => {
                self.post(*at, *who, &path::request_cancel(&number(request)), json!({})).await
            }
            Act::Claim { who, request, claimed } => {
                self.post(0, *who, &path::desk_claim(&number(request)), json!({ "claimed": claimed })).await
            }
            Act::Ask { who, request, text: there } => {
                self.decide(*who, &number(request), json!({ "decision": "ask", "text": text(there) })).await
            }
            Act::Refuse { who, request, text: there } => {
                self.decide(*who, &number(request), json!({ "decision": "refuse", "text": text(there) })).await
            }
            Act::Reopen { who, request, text: there } => {
                self.decide(*who, &number(request), json!({ "decision": "reopen", "text": text(there) })).await
            }
            Act::Approve { who, request, link } => self.approve(*who, &number(request), *link).await,
        }
    }

    async fn decide(&self, who: Person, number: &str, decision: Value) -> Reply {
        self.post(0, who, &path::desk_decision(number), json!({ "decision": decision })).await
    }

    /// Approves; a link says what the listing's address says.
    async fn approve(&self, who: Person, number: &str, link: bool) -> Reply {
        let case: DeskCase = self.read(0, who, &path::desk_request(number)).await;
        let url = case.request.merge.and_then(|details| details.listing_url);
        let id = url.as_deref().and_then(|url| url.split('/').next_back()?.split('?').next());
        let link = match id.and_then(|id| id.split_once('.')).filter(|_| link) {
            Some((publisher, offer_id)) => json!({ "kind": "external", "publisher": publisher, "offerId": offer_id,
                "offerType": "softwareAsAService", "name": offer_id }),
            None => Value::Null,
        };
        self.decide(who, number, json!({ "decision": "approve", "link": link })).await
    }

    /// What everybody can see; with `records`, also what offers and solutions carry.
    pub async fn picture(&self, with_records: bool) -> Picture {
        let mut picture = Picture::default();
        for at in 0..2 {
            let offers = self.offers(at).await;
            for offer in &offers {
                let mut carried = Vec::new();
                if with_records {
                    carried = moved(&self.read(at, Person::Viewer, &path::offer(&offer.id)).await);
                }
                picture.offers.insert((at, offer.external_id.clone()), carried);
            }
            let rows: Page<SolutionRow> = self.read(at, Person::Viewer, path::SOLUTIONS).await;
            for row in rows.items {
                let place = (at, (0..SOLUTIONS).find(|n| self.solutions[&(at, *n)] == row.id).expect("one of ours"));
                let named = |id: String| offers.iter().find(|offer| offer.id == id).expect("an offer that is there");
                let link = row.offer.map(|id| named(id).external_id.clone());
                picture.solutions.insert(place, (row.state.word().to_owned(), link));
                if with_records {
                    let one: SolutionDetail = self.read(at, Person::Viewer, &path::solution(&row.id)).await;
                    picture.originals.insert(place, originals(one.carries));
                }
            }
            let overview: Overview = self.read(at, Person::Viewer, path::OVERVIEW).await;
            for state in MigrationState::ALL {
                let count = overview.counts.of(*state);
                if count > 0 {
                    picture.counts.insert((at, state.word().to_owned()), count);
                }
            }
            picture.open.insert(at, overview.open_by_day.last().map_or(0, |day| day.open));
        }
        picture.requests = self.request_states().await;
        picture
    }

    /// The states of all requests, which desk and companies must see alike.
    async fn request_states(&self) -> Vec<String> {
        let queue: Page<RequestRow> = self.read(0, Person::Otto, &format!("{}?limit=1000", path::DESK_REQUESTS)).await;
        let mut states: BTreeMap<String, RequestState> = BTreeMap::new();
        for at in 0..2 {
            let list = format!("{}?limit=1000", path::SUPPORT_REQUESTS);
            let own: Page<RequestRow> = self.read(at, Person::Viewer, &list).await;
            states.extend(own.items.into_iter().map(|row| (row.number, row.state)));
        }
        for row in queue.items {
            assert_eq!(states.get(&row.number), Some(&row.state), "{} at the desk", row.number);
        }
        let numbers = self.requests.borrow();
        assert_eq!(states.len(), numbers.len(), "no request more than were filed");
        numbers.iter().map(|number| states[number].word().to_owned()).collect()
    }
}

/// What a solution still carries itself.
fn originals(carries: Carries) -> Vec<(String, String)> {
    let mut carried: Vec<(String, String)> = Vec::new();
    carried.extend(carries.collateral.into_iter().map(|one| ("collateral".into(), one.title)));
    carried.extend(carries.contacts.into_iter().map(|one| ("contacts".into(), one.email)));
    carried.extend(carries.referrals.into_iter().map(|one| ("referrals".into(), one.customer)));
    carried.sort();
    carried
}

/// The records of an offer's co-sell page; of contacts with one address one counts.
fn moved(detail: &OfferDetail) -> Vec<plain::Moved> {
    fn each<T>(kind: &str, list: &[Moved<T>], name: fn(&T) -> &str) -> Vec<plain::Moved> {
        let entry = |moved: &Moved<T>| {
            let from = moved.from.as_ref().expect("every record came with a solution");
            (from.solution_id.clone(), kind.to_owned(), name(&moved.record).to_owned(), from.reopened)
        };
        list.iter().map(entry).collect()
    }
    let page = &detail.co_sell;
    for contact in &page.contacts {
        let same = page.contacts.iter().filter(|other| other.record.email == contact.record.email);
        assert_eq!(
            same.filter(|other| !other.set_aside).count(),
            1,
            "{} in {}",
            contact.record.email,
            detail.offer.name
        );
    }
    let mut records = each("collateral", &page.collateral, |one| &one.title);
    records.extend(each("contacts", &page.contacts, |one| &one.email));
    records.extend(each("referrals", &page.referrals, |one| &one.customer));
    records.sort();
    records
}
