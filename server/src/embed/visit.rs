//! From a host's token to a person here: bound or made at first sight, with the role that the token gives.

use axum::http::HeaderMap;
use contract::access::Role;
use contract::api::embed::COMPANY_HEADER;
use contract::api::history::EventKind;

use super::Issuer;
use super::claims::Visitor;
use crate::clock::Ms;
use crate::jwt::reason::Reason;
use crate::problem::Fault;
use crate::rights::Who;
use crate::router::App;
use crate::secrets;
use crate::store::history::{Actor, Event};
use crate::store::identities::{Identity, Place};
use crate::store::{StoreError, Tx};

/// How often a call notes that the person is here, in milliseconds.
const SEEN_EVERY_MS: Ms = 5 * 60_000;
/// How often two first calls that meet are tried again.
const TRIES: u32 = 3;

/// Whom a host's token stands for, and for which of its companies.
///
/// # Errors
/// `TokenRefused` with the reason; what the store says.
pub async fn who(app: &App, token: &str, headers: &HeaderMap) -> Result<Who, Fault> {
    let now = app.clock.now();
    let (issuer, visitor) = app.embed.check(token, now).await?;
    let role = issuer.role(&visitor.role).map_err(Fault::TokenRefused)?;
    let wanted = headers.get(COMPANY_HEADER).map(|value| value.to_str().unwrap_or_default());
    let mut tx = app.db.read().await?;
    let places = places(&mut tx, issuer, &visitor).await?;
    let visit = Visit::new(issuer, visitor, role, places, wanted, now).map_err(Fault::TokenRefused)?;
    if let Some(identity) = tx.identity(&issuer.config.issuer, &visit.visitor.subject).await?
        && let Some(who) = visit.settled(&mut tx, &identity).await?
    {
        return Ok(who);
    }
    drop(tx);
    for _ in 0..TRIES {
        let mut tx = app.db.write().await?;
        if let Some(who) = visit.settle(&mut tx).await? {
            tx.commit().await?;
            return Ok(who);
        }
    }
    Err(Fault::Busy)
}

/// The companies of a token in its order; an organisation that means none here is passed over.
async fn places(tx: &mut Tx, issuer: &Issuer, visitor: &Visitor) -> Result<Vec<Place>, StoreError> {
    let mut places: Vec<Place> = Vec::new();
    for organisation in &visitor.organisations {
        let Some(named) = issuer.config.organisations.get(organisation) else { continue };
        if let Some(place) = tx.partner_company(named).await?
            && places.iter().all(|other| other.pk != place.pk)
        {
            places.push(place);
        }
    }
    Ok(places)
}

/// A call with a token that is good.
struct Visit<'a> {
    issuer: &'a Issuer,
    visitor: Visitor,
    role: Role,
    places: Vec<Place>,
    here: Place,
    now: Ms,
}

impl<'a> Visit<'a> {
    fn new(
        issuer: &'a Issuer,
        visitor: Visitor,
        role: Role,
        places: Vec<Place>,
        wanted: Option<&str>,
        now: Ms,
    ) -> Result<Visit<'a>, Reason> {
        let here = match wanted {
            Some(id) => places.iter().find(|place| place.id == id),
            None => places.first(),
        };
        let here = here.cloned().ok_or(Reason::Organisation)?;
        Ok(Visit { issuer, visitor, role, places, here, now })
    }

    /// Who calls, when all that is stored is as the token says.
    async fn settled(&self, tx: &mut Tx, identity: &Identity) -> Result<Option<Who>, Fault> {
        if identity.disabled {
            return Err(Fault::TokenRefused(Reason::Person));
        }
        let members = tx.places_of(identity.person).await?;
        let has_role =
            |place: &Place| members.iter().any(|member| member.company == place.pk && member.role == self.role);
        let Some(member) = members.iter().find(|member| member.company == self.here.pk) else { return Ok(None) };
        let was_seen = member.seen_at.is_some_and(|at| self.now - at < SEEN_EVERY_MS);
        let named = !identity.made || identity.name == self.visitor.name;
        if !self.places.iter().all(has_role) || !was_seen || !named {
            return Ok(None);
        }
        Ok(Some(self.as_who(identity, member.visited_at)))
    }

    fn as_who(&self, identity: &Identity, visited_at: Option<Ms>) -> Who {
        Who {
            // Sessions of our own have positive keys: calls of this person that wait are counted apart from theirs.
            session: -identity.person,
            person: identity.person,
            person_id: identity.person_id.clone(),
            name: identity.name.clone(),
            company: self.here.pk,
            company_id: self.here.id.clone(),
            role: self.role,
            visited_at,
            only: Some(self.places.iter().map(|place| place.pk).collect()),
        }
    }

    /// Stores what the token says. `None` when another first call of the same person came in between.
    async fn settle(&self, tx: &mut Tx) -> Result<Option<Who>, Fault> {
        let (issuer, subject) = (&self.issuer.config.issuer, &self.visitor.subject);
        // First calls of one person come together: they wait for each other at the companies, taken in one order by all.
        let mut places: Vec<i64> = self.places.iter().map(|place| place.pk).collect();
        places.sort_unstable();
        for place in places {
            tx.lock_company(place).await?;
        }
        let known = tx.identity(issuer, subject).await?;
        let is_new = known.is_none();
        let identity = match known {
            Some(identity) => identity,
            None => {
                let Some(()) = self.bind(tx).await? else { return Ok(None) };
                tx.identity(issuer, subject).await?.ok_or(Fault::Internal)?
            }
        };
        if identity.disabled {
            return Err(Fault::TokenRefused(Reason::Person));
        }
        if identity.made && identity.name != self.visitor.name {
            tx.rename_person(identity.person, &self.visitor.name).await?;
        }
        let members = tx.places_of(identity.person).await?;
        for place in &self.places {
            let before = members.iter().find(|member| member.company == place.pk).map(|member| member.role);
            if before == Some(self.role) {
                continue;
            }
            tx.set_membership(identity.person, place.pk, self.role).await?;
            let event = Event {
                kind: EventKind::RoleGiven,
                subject: &identity.person_id,
                name: if identity.made { &self.visitor.name } else { &identity.name },
                before: before.map(Role::word),
                after: Some(self.role.word()),
            };
            // The portal around gives it, not a person here.
            tx.record(place.pk, &Actor::SYSTEM, self.now, event).await?;
            tx.raise_news(place.pk).await?;
        }
        tx.note_visit(identity.person, self.here.pk, self.now).await?;
        let stored = tx.identity(issuer, subject).await?.ok_or(Fault::Internal)?;
        let members = tx.places_of(identity.person).await?;
        let visited_at =
            members.iter().find(|member| member.company == self.here.pk).and_then(|member| member.visited_at);
        let who = self.as_who(&stored, visited_at);
        if is_new {
            let event = Event {
                kind: EventKind::SignedIn,
                subject: &who.person_id,
                name: &who.name,
                before: None,
                after: None,
            };
            tx.record(who.company, &Actor::from(&who), self.now, event).await?;
        }
        Ok(Some(who))
    }

    /// Binds the subject to an account of its address in one of the issuer's companies, else to a new one where that is
    /// configured. `None` when somebody else was quicker.
    async fn bind(&self, tx: &mut Tx) -> Result<Option<()>, Fault> {
        let refused = Fault::TokenRefused(Reason::Person);
        let config = &self.issuer.config;
        let account = match &self.visitor.email {
            Some(email) => tx.person_by_email(email).await?,
            None => None,
        };
        let (person, made) = match account {
            Some(person) => {
                let mut belongs = false;
                for named in config.organisations.values() {
                    let place = tx.partner_company(named).await?;
                    belongs = belongs || tx.belongs_to(person, place.as_ref()).await?;
                }
                if !belongs {
                    return Err(refused);
                }
                (person, false)
            }
            None if config.create_accounts => {
                let id = secrets::id()?;
                let email = self.visitor.email.clone().unwrap_or_else(|| format!("{id}@{NO_MAIL}"));
                let Some(person) = tx.add_person(&id, &email, &self.visitor.name).await? else { return Ok(None) };
                (person, true)
            }
            None => return Err(refused),
        };
        let subject = &self.visitor.subject;
        if tx.add_identity(&config.issuer, subject, person, made, self.now).await? {
            return Ok(Some(()));
        }
        // Either this subject was bound in between, or the account is another's: an address leads to one person of an
        // issuer only, and whoever gets it next does not get the account.
        if tx.identity(&config.issuer, subject).await?.is_some() { Ok(None) } else { Err(refused) }
    }
}

/// The domain of those whose host tells no address. Nothing is ever delivered there (RFC 6761, 6.4).
pub const NO_MAIL: &str = "accounts.invalid";
