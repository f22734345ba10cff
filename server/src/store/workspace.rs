//! Writing a workspace file: everything is found by its name in the outside world, so that reading a file twice changes nothing.

use std::collections::HashMap;

use contract::access::Role;
use contract::api::history::EventKind;
use contract::api::requests::Template;
use contract::fold::fold;
use contract::workspace::{
    Company, CompanyKind, Member, Offer, ProgrammeFacts, Publisher, Solution, Workspace, WorkspaceNote,
};

mod audience;
mod past;

use past::{Keys, Past};

use super::history::{Actor, Event};
use super::offers;
use super::past_requests::{PastError, requests_of};
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::secrets;

/// Why a workspace cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// A fact of the file is wrong; the sentence says where and what was expected.
    #[error("{0}")]
    Wrong(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No random id can be made.
    #[error(transparent)]
    Random(#[from] secrets::NoRandom),
}

impl From<serde_json::Error> for WorkspaceError {
    fn from(error: serde_json::Error) -> Self {
        WorkspaceError::Store(error.into())
    }
}

impl From<PastError> for WorkspaceError {
    fn from(error: PastError) -> Self {
        match error {
            PastError::Store(error) => error.into(),
            PastError::Random(error) => error.into(),
        }
    }
}

/// What a file brought.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// Companies added or updated.
    pub companies: u64,
    /// People added or updated.
    pub people: u64,
    /// Solutions added.
    pub solutions: u64,
    /// Solutions that were there already and stay as they are.
    pub known_solutions: u64,
    /// Resellers added or updated.
    pub resellers: u64,
}

impl Tx {
    /// Writes a whole workspace in this transaction.
    ///
    /// # Errors
    /// A sentence that names the company and the thing when a reference leads nowhere; nothing is written then.
    pub async fn write_workspace(&mut self, workspace: &Workspace, now: Ms) -> Result<Written, WorkspaceError> {
        let mut written = Written::default();
        if let Some(programme) = &workspace.programme {
            self.write_programme(programme).await?;
        }
        // The directory first: audiences name resellers of it.
        self.write_directory(&workspace.resellers).await?;
        written.resellers = workspace.resellers.len() as u64;
        // Desks first: their people took steps that the partners' solutions name.
        let (desks, partners): (Vec<_>, Vec<_>) =
            workspace.companies.iter().partition(|company| company.kind == CompanyKind::Desk);
        for company in desks.into_iter().chain(partners) {
            let keys = self.write_company(company, &mut written, now).await?;
            let change = self.next_change(keys.company).await?;
            let mut tally = HashMap::new();
            let mut requests = Vec::new();
            for solution in &company.solutions {
                match self.write_solution(&keys, solution, change, now, &mut tally).await? {
                    Some(pk) => {
                        requests.extend(requests_of(pk, solution, &keys.taken(solution)?));
                        written.solutions += 1;
                    }
                    None => written.known_solutions += 1,
                }
            }
            self.write_past_requests(keys.company, requests).await?;
            for (day, (at, delta)) in tally {
                let _: chrono::NaiveDate = day;
                self.tally_open(keys.company, at, delta).await?;
            }
            let event = Event {
                kind: EventKind::WorkspaceImported,
                subject: &company.key,
                name: &company.name,
                before: None,
                after: None,
            };
            self.record(keys.company, &Actor::SYSTEM, now, event).await?;
        }
        let mut known = self.templates().await?;
        let missing = |template: &&Template| known.templates.iter().all(|other| other.name != template.name);
        let new: Vec<Template> = workspace.templates.iter().filter(missing).cloned().collect();
        if !new.is_empty() {
            known.templates.extend(new);
            self.set_templates(&known).await?;
        }
        Ok(written)
    }

    async fn write_programme(&mut self, programme: &ProgrammeFacts) -> Result<(), StoreError> {
        let deadline = programme.deadline.map(|day| day.to_string());
        for (name, value) in [
            ("programme.deadline", deadline.as_deref()),
            ("programme.joinUrl", programme.join_url.as_deref()),
            ("programme.enrolUrl", programme.enrol_url.as_deref()),
            ("programme.publisherUrl", programme.publisher_url.as_deref()),
        ] {
            self.set_setting(name, value.unwrap_or_default()).await?;
        }
        Ok(())
    }

    async fn write_company(
        &mut self,
        company: &Company,
        written: &mut Written,
        now: Ms,
    ) -> Result<Keys, WorkspaceError> {
        let row = self
            .row(
                "INSERT INTO company (id, name, kind, membership_active, enrolled) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, \
                 membership_active = excluded.membership_active, enrolled = excluded.enrolled RETURNING pk",
                args![&company.key, &company.name, company.kind.word(), company.membership_active, company.enrolled],
            )
            .await?
            .ok_or(StoreError::Shape("a company is missing"))?;
        let pk = row.int(0)?;
        written.companies += 1;
        for partner_id in &company.partner_ids {
            let owner = self
                .row(
                    "INSERT INTO partner_id (partner_id, company) VALUES ($1, $2) \
                     ON CONFLICT (partner_id) DO UPDATE SET company = partner_id.company RETURNING company",
                    args![partner_id, pk],
                )
                .await?
                .map_or(Ok(pk), |row| row.int(0))?;
            if owner != pk {
                return Err(WorkspaceError::Wrong(format!(
                    "company {}: partner ID {partner_id} belongs to another company already",
                    company.key
                )));
            }
        }
        let mut keys = Keys {
            company: pk,
            people: HashMap::new(),
            actors: HashMap::new(),
            offers: HashMap::new(),
            partner_ids: company.partner_ids.clone(),
        };
        for member in &company.people {
            if (member.role == Role::Operator) != (company.kind == CompanyKind::Desk) {
                return Err(WorkspaceError::Wrong(format!(
                    "company {}: {} is {}, but operators belong to a desk and a desk has operators only",
                    company.key,
                    member.email,
                    member.role.word()
                )));
            }
            let person = self.write_member(pk, member).await?;
            keys.people.insert(member.email.clone(), (person, member.name.clone()));
            written.people += 1;
        }
        keys.actors = self.actors(pk).await?;
        let mut publishers = HashMap::new();
        for publisher in &company.publishers {
            if let Some(foreign) = publisher.partner_ids.iter().find(|id| !company.partner_ids.contains(id)) {
                return Err(WorkspaceError::Wrong(format!(
                    "company {}: publisher {} names partner ID {foreign}, which is not one of the company's",
                    company.key, publisher.id
                )));
            }
            publishers.insert(publisher.id.as_str(), self.write_publisher(pk, publisher).await?);
        }
        for offer in &company.offers {
            let publisher = publishers.get(offer.publisher.as_str()).copied().ok_or_else(|| {
                WorkspaceError::Wrong(format!(
                    "company {}: offer {} names publisher {}, which is not in the file",
                    company.key, offer.id, offer.publisher
                ))
            })?;
            let offer_key = self.write_offer(pk, publisher, offer, now).await?;
            self.write_offer_audience(&company.key, offer_key, offer).await?;
            keys.offers.insert(offer.id.clone(), (offer_key, offer.name.clone()));
        }
        Ok(keys)
    }

    async fn write_member(&mut self, company: i64, member: &Member) -> Result<i64, WorkspaceError> {
        let row = self
            .row(
                "INSERT INTO person (id, email, name, locale) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (email) DO UPDATE SET name = excluded.name, locale = COALESCE(person.locale, excluded.locale) RETURNING pk",
                args![secrets::id()?, &member.email, &member.name, member.locale.map(|locale| locale.word())],
            )
            .await?
            .ok_or(StoreError::Shape("a person is missing"))?;
        let person = row.int(0)?;
        self.run(
            "INSERT INTO membership (person, company, role) VALUES ($1, $2, $3) \
             ON CONFLICT (person, company) DO UPDATE SET role = excluded.role",
            args![person, company, member.role.word()],
        )
        .await?;
        Ok(person)
    }

    async fn actors(&mut self, company: i64) -> Result<HashMap<String, (i64, String)>, StoreError> {
        let rows = self
            .rows(
                "SELECT p.email, p.pk, p.name FROM person p JOIN membership m ON m.person = p.pk \
                 JOIN company c ON c.pk = m.company WHERE c.pk = $1 OR c.kind = $2",
                args![company, CompanyKind::Desk.word()],
            )
            .await?;
        rows.iter().map(|row| Ok((row.text(0)?, (row.int(1)?, row.text(2)?)))).collect()
    }

    async fn write_publisher(&mut self, company: i64, publisher: &Publisher) -> Result<i64, WorkspaceError> {
        let row = self
            .row(
                "INSERT INTO publisher (company, id, name, partner_ids) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, partner_ids = excluded.partner_ids, external = 0 \
                 WHERE publisher.company = excluded.company RETURNING pk",
                args![company, &publisher.id, &publisher.name, serde_json::to_string(&publisher.partner_ids)?],
            )
            .await?;
        let row = row.ok_or_else(|| {
            WorkspaceError::Wrong(format!("publisher {} belongs to another company already", publisher.id))
        })?;
        Ok(row.int(0)?)
    }

    async fn write_offer(
        &mut self,
        company: i64,
        publisher: i64,
        offer: &Offer,
        now: Ms,
    ) -> Result<i64, WorkspaceError> {
        let row = self
            .row(
                "INSERT INTO offer (company, id, offer_id, publisher, offer_type, alias, name, live_since, co_sell_status, \
                 ever_published, changed_at, transactable, name_key, search_key) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
                 ON CONFLICT (company, offer_id) DO UPDATE SET alias = excluded.alias, name = excluded.name, \
                 name_key = excluded.name_key, search_key = excluded.search_key, \
                 transactable = excluded.transactable, live_since = COALESCE(excluded.live_since, offer.live_since), \
                 ever_published = CASE WHEN excluded.ever_published = 1 THEN 1 ELSE offer.ever_published END, \
                 co_sell_status = COALESCE(offer.co_sell_status, excluded.co_sell_status) RETURNING pk",
                args![
                    company,
                    secrets::id()?,
                    &offer.id,
                    publisher,
                    offer.offer_type.word(),
                    &offer.alias,
                    &offer.name,
                    offer.live_since.map(|at| at.timestamp_millis()),
                    offer.co_sell_status.map(|status| status.word()),
                    offer.live_since.is_some(),
                    offer.live_since.map_or(now, |at| at.timestamp_millis()),
                    offer.transactable,
                    fold(&offer.name),
                    offers::search_key(&offer.name, &offer.alias, &offer.id)
                ],
            )
            .await?
            .ok_or(StoreError::Shape("an offer is missing"))?;
        Ok(row.int(0)?)
    }

    /// Adds a solution with its past and gives its key; one that is there already keeps what people did here.
    async fn write_solution(
        &mut self,
        keys: &Keys,
        solution: &Solution,
        change: u64,
        now: Ms,
        tally: &mut HashMap<chrono::NaiveDate, (Ms, i64)>,
    ) -> Result<Option<i64>, WorkspaceError> {
        let past = Past::of(keys, solution, now)?;
        let id = secrets::id()?;
        let assigned = match &solution.assigned_to {
            Some(email) => Some(keys.person(&solution.id, email)?),
            None => None,
        };
        let author = |note: &WorkspaceNote| Ok(keys.person(&solution.id, &note.by)?.0);
        let authors: Vec<i64> = solution.notes.iter().map(author).collect::<Result<_, WorkspaceError>>()?;
        let inserted = self
            .row(
                "INSERT INTO solution (company, id, solution_id, solution_id_key, name, name_key, partner_id, offer_type, co_sell_status, \
                 state, state_before, state_at, state_by, request_open, offer, offer_before, assigned_to, assigned_key, publisher, keywords, listing_url, \
                 updated, incentives, search_key, change_no) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) \
                 ON CONFLICT (company, solution_id) DO NOTHING RETURNING pk",
                args![
                    keys.company,
                    &id,
                    &solution.id,
                    fold(&solution.id),
                    &solution.name,
                    fold(&solution.name),
                    &solution.partner_id,
                    solution.offer_type.map_or("", |t| t.word()),
                    solution.co_sell_status.word(),
                    past.state.word(),
                    past.before.map(|state| state.word()),
                    past.at,
                    past.by.clone(),
                    past.request_open,
                    past.offer.as_ref().map(|(key, _)| *key),
                    past.offer_before.filter(|_| past.request_open),
                    assigned.as_ref().map(|(key, _)| *key),
                    fold(assigned.as_ref().map_or("", |(_, name)| name)),
                    solution.publisher.clone(),
                    serde_json::to_string(&solution.keywords)?,
                    solution.listing_url.clone(),
                    solution.updated.map(|day| day.to_string()),
                    serde_json::to_string(&solution.incentives)?,
                    search_key(&solution.name, &solution.id, &solution.partner_id),
                    change
                ],
            )
            .await?;
        let Some(row) = inserted else { return Ok(None) };
        let pk = row.int(0)?;
        self.add_carried(keys.company, pk, solution).await?;
        self.write_past(keys, &id, solution, &past, tally).await?;
        for (note, person) in solution.notes.iter().zip(authors) {
            self.add_note(keys.company, pk, &secrets::id()?, person, &note.text, note.at.timestamp_millis()).await?;
        }
        Ok(Some(pk))
    }

    async fn add_carried(&mut self, company: i64, pk: i64, solution: &Solution) -> Result<(), WorkspaceError> {
        let mut rows: Vec<(&str, String, String)> = Vec::new();
        for referral in &solution.referrals {
            rows.push(("referrals", fold(&referral.customer), serde_json::to_string(referral)?));
        }
        for document in &solution.collateral {
            rows.push(("collateral", fold(&document.title), serde_json::to_string(document)?));
        }
        for contact in &solution.contacts {
            rows.push(("contacts", fold(&contact.email), serde_json::to_string(contact)?));
        }
        let mut seen: HashMap<(&str, String), i64> = HashMap::new();
        for (kind, ident, data) in rows {
            let nth = seen.entry((kind, ident.clone())).and_modify(|n| *n += 1).or_insert(0);
            self.run(
                "INSERT INTO carried (company, solution, kind, ident, nth, data) VALUES ($1, $2, $3, $4, $5, $6)",
                args![company, pk, kind, ident, *nth, data],
            )
            .await?;
        }
        Ok(())
    }
}

/// The folded text that searches look into: name, Solution ID and partner ID, one a line.
pub fn search_key(name: &str, solution_id: &str, partner_id: &str) -> String {
    format!("{}\n{}\n{}", fold(name), fold(solution_id), fold(partner_id))
}
