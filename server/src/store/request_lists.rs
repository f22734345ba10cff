//! Lists of support requests: filtered, searched, in an order that pages go on in, and counted.

use contract::api::request_lists::{Counted, RequestFacets};
use contract::search::Query;
use contract::support::{RequestKind, RequestState};

use super::db::Sql;
use super::requests::{FROM, REQUEST, Request, request};
use super::{StoreError, Tx};
use crate::clock::Ms;

/// Requests that are read at a time where words are looked for, which the database does not fold.
const CHUNK: u32 = 500;

/// The state as people see it: what a lapsed claim held is submitted again.
const STATE: &str = "CASE WHEN r.state = 'inProgress' AND r.claimed_until <= ";
const OPEN: &str = " AND r.state IN ('submitted', 'inProgress', 'waitingForPartner')";
const CLOSED: &str = " AND r.state IN ('resolved', 'refused', 'cancelled')";
/// While the partner is asked something, support waits.
const OWED: &str = " AND r.state IN ('submitted', 'inProgress')";
const ASKED: &str = " AND r.state = 'waitingForPartner'";

/// Which requests a list shows.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this company; the desk sees all.
    pub company: Option<i64>,
    /// Of one of the companies with these ids or names; of any when empty.
    pub companies: Vec<String>,
    /// Of these kinds; all when empty.
    pub kinds: Vec<RequestKind>,
    /// In these states; all when empty.
    pub states: Vec<RequestState>,
    /// Neither decided nor taken back.
    pub open: bool,
    /// Filed by this person.
    pub filed_by: Option<i64>,
    /// Held by this operator.
    pub claimed_by: Option<i64>,
    /// Held by nobody.
    pub unclaimed: bool,
    /// Owed by support since before now.
    pub overdue: bool,
    /// Sent with this bundle.
    pub bundle: Option<String>,
    /// For the solution with this key.
    pub solution: Option<i64>,
    /// With these words, as `RequestRow::is_found` looks for them.
    pub search: Query,
}

impl Wanted {
    fn narrow(&self, sql: &mut Sql, now: Ms) {
        sql.push("1 = 1");
        if let Some(company) = self.company {
            sql.push(" AND r.company = ").bind(company);
        }
        if !self.companies.is_empty() {
            let named = || self.companies.iter().map(String::as_str);
            sql.push(" AND (c.id IN ").list(named()).push(" OR c.name IN ").list(named()).push(")");
        }
        if !self.kinds.is_empty() {
            sql.push(" AND r.kind IN ").list(self.kinds.iter().map(|kind| kind.word()));
        }
        if !self.states.is_empty() {
            sql.push(" AND ").push(STATE).bind(now);
            sql.push(" THEN 'submitted' ELSE r.state END IN ").list(self.states.iter().map(|state| state.word()));
        }
        if self.open {
            sql.push(OPEN);
        }
        if self.overdue {
            sql.push(OWED).push(" AND r.due < ").bind(now);
        }
        if let Some(person) = self.filed_by {
            sql.push(" AND r.person = ").bind(person);
        }
        if let Some(person) = self.claimed_by {
            sql.push(" AND r.claimed_by = ").bind(person).push(" AND r.claimed_until > ").bind(now);
        }
        if self.unclaimed {
            sql.push(" AND (r.claimed_by IS NULL OR r.claimed_until <= ").bind(now).push(")");
        }
        if let Some(bundle) = &self.bundle {
            sql.push(" AND r.bundle = ").bind(bundle);
        }
        if let Some(solution) = self.solution {
            sql.push(" AND r.solution = ").bind(solution);
        }
    }
}

/// The place after which a list goes on: which of its parts, a time and a key.
pub type Place = (u8, Ms, i64);

/// The order of a list, with the place after which it goes on.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// Newest first.
    Newest(Option<Place>),
    /// What the partner was asked, then what support owes, each by due date; then closed ones, what was decided last first.
    Partner(Option<Place>),
    /// What support owes, then what the partner was asked, each by due date; then closed ones, what was decided last first.
    Desk(Option<Place>),
}

/// The part of a list in which closed ones stand.
const CLOSED_PART: u8 = 2;

impl Order {
    /// Where a request stands in this order.
    pub fn place(self, request: &Request) -> Place {
        let asked = request.state == RequestState::WaitingForPartner;
        match (self, request.closed_at) {
            (Order::Newest(_), _) => (0, request.at, request.pk),
            (_, Some(at)) if !request.state.is_open() => (CLOSED_PART, at, request.pk),
            (Order::Partner(_), _) => (u8::from(!asked), request.due, request.pk),
            (Order::Desk(_), _) => (u8::from(asked), request.due, request.pk),
        }
    }

    /// The same order from the beginning, or after a place.
    pub fn after(self, place: Option<Place>) -> Order {
        match self {
            Order::Newest(_) => Order::Newest(place),
            Order::Partner(_) => Order::Partner(place),
            Order::Desk(_) => Order::Desk(place),
        }
    }
}

impl Tx {
    /// A page of requests.
    pub async fn requests(
        &mut self,
        wanted: &Wanted,
        order: Order,
        limit: u32,
        now: Ms,
    ) -> Result<Vec<Request>, StoreError> {
        if wanted.search.is_empty() {
            return self.in_order(wanted, order, limit, now).await;
        }
        let mut found = Vec::new();
        let mut from = order;
        loop {
            let some = self.in_order(wanted, from, CHUNK, now).await?;
            let next = some.last().filter(|_| some.len() == CHUNK as usize).map(|last| order.place(last));
            found.extend(some.into_iter().filter(|one| one.row(wanted.company.is_none()).is_found(&wanted.search)));
            match next {
                Some(place) if found.len() < limit as usize => from = order.after(Some(place)),
                _ => break,
            }
        }
        found.truncate(limit as usize);
        Ok(found)
    }

    /// A page of requests, whatever their words are.
    async fn in_order(
        &mut self,
        wanted: &Wanted,
        order: Order,
        limit: u32,
        now: Ms,
    ) -> Result<Vec<Request>, StoreError> {
        let part = || {
            let mut sql = Sql::new(REQUEST);
            sql.push(FROM);
            wanted.narrow(&mut sql, now);
            sql
        };
        let (after, open_parts) = match order {
            Order::Newest(after) => {
                let mut sql = part();
                if let Some((_, _, pk)) = after {
                    sql.push(" AND r.pk < ").bind(pk);
                }
                sql.push(" ORDER BY r.pk DESC LIMIT ").bind(limit);
                return sql.rows(self).await?.iter().map(|row| request(row, now)).collect();
            }
            Order::Partner(after) => (after, [ASKED, OWED]),
            Order::Desk(after) => (after, [OWED, ASKED]),
        };
        let within = |number: u8| after.filter(|(part, ..)| *part == number);
        let is_past = |number: u8| after.is_some_and(|(part, ..)| part > number);
        let mut found = Vec::new();
        let left = |found: usize| limit.saturating_sub(u32::try_from(found).unwrap_or(limit));
        for (number, states) in (0_u8..).zip(open_parts) {
            if is_past(number) || left(found.len()) == 0 {
                continue;
            }
            let mut sql = part();
            sql.push(states);
            if let Some((_, due, pk)) = within(number) {
                sql.push(" AND (r.due, r.pk) > (").bind(due).push(", ").bind(pk).push(")");
            }
            sql.push(" ORDER BY r.due, r.pk LIMIT ").bind(left(found.len()));
            found.extend(sql.rows(self).await?);
        }
        let rest = left(found.len());
        if rest > 0 && !wanted.open && !wanted.overdue {
            let mut sql = part();
            sql.push(CLOSED);
            if let Some((_, at, pk)) = within(CLOSED_PART) {
                sql.push(" AND (r.closed_at, r.pk) < (").bind(at).push(", ").bind(pk).push(")");
            }
            sql.push(" ORDER BY r.closed_at DESC, r.pk DESC LIMIT ").bind(rest);
            found.extend(sql.rows(self).await?);
        }
        found.iter().map(|row| request(row, now)).collect()
    }

    /// How many requests a list has.
    pub async fn count_requests(&mut self, wanted: &Wanted, now: Ms) -> Result<u64, StoreError> {
        if !wanted.search.is_empty() {
            return Ok(self.requests(wanted, Order::Newest(None), u32::MAX, now).await?.len() as u64);
        }
        let mut sql = Sql::new("SELECT COUNT(*)");
        sql.push(FROM);
        wanted.narrow(&mut sql, now);
        sql.rows(self).await?.first().map_or(Ok(0), |row| row.count(0))
    }

    /// How many there are of each state, kind and company, what support owes, and how long decisions took: of one company or
    /// of all.
    pub async fn request_facets(&mut self, company: Option<i64>, now: Ms) -> Result<RequestFacets, StoreError> {
        let all = Wanted { company, ..Wanted::default() };
        let mut sql = Sql::new("SELECT ");
        sql.push(STATE).bind(now).push(" THEN 'submitted' ELSE r.state END AS word, COUNT(*)").push(FROM);
        all.narrow(&mut sql, now);
        sql.push(" GROUP BY 1");
        let state = self.counted(sql).await?;
        let mut sql = Sql::new("SELECT r.kind, COUNT(*)");
        sql.push(FROM);
        all.narrow(&mut sql, now);
        sql.push(" GROUP BY r.kind");
        let kind = self.counted(sql).await?;
        let companies = if company.is_none() {
            let mut sql = Sql::new("SELECT c.name, COUNT(*)");
            sql.push(FROM).push("1 = 1 GROUP BY c.name");
            self.counted(sql).await?
        } else {
            Vec::new()
        };
        let open = Wanted { open: true, ..all.clone() };
        let overdue = Wanted { overdue: true, ..all.clone() };
        Ok(RequestFacets {
            open: self.count_requests(&open, now).await?,
            overdue: self.count_requests(&overdue, now).await?,
            median_hours: self.median_hours(&all, now).await?,
            state,
            kind,
            company: companies,
        })
    }

    async fn counted(&mut self, sql: Sql) -> Result<Vec<Counted>, StoreError> {
        let rows = sql.rows(self).await?;
        let mut counted: Vec<Counted> = rows
            .iter()
            .map(|row| Ok(Counted { value: row.text(0)?, n: row.count(1)? }))
            .collect::<Result<_, StoreError>>()?;
        counted.sort_by(|a, b| a.value.cmp(&b.value));
        Ok(counted)
    }

    /// The middle of the hours from filing to decision by the desk.
    async fn median_hours(&mut self, all: &Wanted, now: Ms) -> Result<Option<u64>, StoreError> {
        let decided = |what: &'static str| {
            let mut sql = Sql::new(what);
            sql.push(FROM);
            all.narrow(&mut sql, now);
            // What a partner took back nobody decided.
            sql.push(" AND r.closed_at IS NOT NULL AND r.state <> 'cancelled'");
            sql
        };
        let count = decided("SELECT COUNT(*)").rows(self).await?.first().map_or(Ok(0), |row| row.int(0))?;
        let mut sql = decided("SELECT r.closed_at - r.at AS took");
        sql.push(" ORDER BY took LIMIT 1 OFFSET ").bind(count / 2);
        let took = sql.rows(self).await?.first().map(|row| row.int(0)).transpose()?;
        Ok(took.map(|ms| ms.max(0).unsigned_abs() / 3_600_000))
    }
}
