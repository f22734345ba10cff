//! Solutions: the list by keyset, one in full, what changed, assigning and notes.

use contract::api::solutions::{Changes, SolutionDetail, SolutionRow};
use contract::route::{SolutionsView, Sort, SortColumn};
use contract::search::Query;
use contract::solution::{CoSellStatus, MigrationState, OfferType};

use super::db::{Row, Sql};
use super::{StoreError, Tx};
use crate::args;

const ROW: &str = "SELECT s.id, s.solution_id, s.name, s.partner_id, s.offer_type, s.co_sell_status, s.state, p.id, \
     CASE WHEN s.state = 'discarded' THEN NULL ELSE o.id END, s.request, \
     s.pk, s.change_no, ";
const FROM: &str = " FROM solution s LEFT JOIN person p ON p.pk = s.assigned_to LEFT JOIN offer o ON o.pk = s.offer WHERE s.company = ";

/// Solutions that are read by their ids at a time.
const ROWS_CHUNK: usize = 200;

/// Where a page of the list begins: after this sort key and row.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// The sort key of the last row seen.
    pub key: String,
    /// Its row.
    pub pk: i64,
}

/// Where a page of the list begins in an order of several runs.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mark {
    /// The run in which the last row seen stands.
    pub run: usize,
    /// Its place there.
    pub place: Place,
}

/// A page of rows with where the next one begins.
pub struct RowPage {
    /// The rows.
    pub rows: Vec<SolutionRow>,
    /// `None` on the last page.
    pub next: Option<Mark>,
}

/// The stored column that a sort compares.
const fn sort_column(column: SortColumn) -> &'static str {
    match column {
        SortColumn::Name => "s.name_key",
        SortColumn::SolutionId => "s.solution_id_key",
        SortColumn::PartnerId => "s.partner_id",
        SortColumn::OfferType => "s.offer_type",
        SortColumn::CoSellStatus => "s.co_sell_status",
        SortColumn::Status => "s.state",
        SortColumn::AssignedTo => "s.assigned_key",
    }
}

/// A run of rows that follow each other in an order; inside it the stored column decides.
#[derive(Clone, Copy)]
enum Run {
    /// Rows with any value, by the value itself.
    Filled,
    /// Rows with this word of an enum.
    Word(&'static str),
    /// Rows without a value: last in both directions, as in the page.
    Empty,
}

/// The runs of an order: texts by their folded key, enums in the order in which the page shows them.
fn runs(sort: Sort<SortColumn>) -> Vec<Run> {
    let words = match sort.column {
        SortColumn::OfferType => OfferType::ALL.iter().map(|v| v.word()).collect(),
        SortColumn::CoSellStatus => CoSellStatus::ALL.iter().map(|v| v.word()).collect(),
        SortColumn::Status => MigrationState::ALL.iter().map(|v| v.word()).collect(),
        SortColumn::Name | SortColumn::SolutionId | SortColumn::PartnerId | SortColumn::AssignedTo => Vec::new(),
    };
    let mut runs: Vec<Run> = words.into_iter().map(Run::Word).collect();
    if runs.is_empty() {
        runs.push(Run::Filled);
    }
    if sort.descending {
        runs.reverse();
    }
    runs.push(Run::Empty);
    runs
}

/// What a list is asked for.
pub struct Asked<'a> {
    /// The company.
    pub company: i64,
    /// Search, filters and order.
    pub view: &'a SolutionsView,
    /// Only these ids, when given.
    pub ids: Option<&'a [String]>,
}

impl Asked<'_> {
    pub(super) fn narrow(&self, sql: &mut Sql) {
        sql.bind(self.company);
        let view = self.view;
        for word in Query::parse(&view.search).words() {
            sql.push(" AND s.search_key LIKE ").bind(like(word)).push(" ESCAPE '!'");
        }
        if !view.status.is_empty() {
            sql.push(" AND s.state IN ").list(view.status.iter().map(|v| v.word()));
        }
        if !view.offer_type.is_empty() {
            sql.push(" AND s.offer_type IN ").list(view.offer_type.iter().map(|v| v.word()));
        }
        if !view.co_sell.is_empty() {
            sql.push(" AND s.co_sell_status IN ").list(view.co_sell.iter().map(|v| v.word()));
        }
        if !view.partner.is_empty() {
            sql.push(" AND s.partner_id IN ").list(view.partner.iter().map(String::as_str));
        }
        match view.assigned.as_deref() {
            Some("none") => drop(sql.push(" AND s.assigned_to IS NULL")),
            Some(person) => drop(sql.push(" AND p.id = ").bind(person)),
            None => {}
        }
        if let Some(ids) = self.ids {
            sql.push(" AND s.id IN ").list(ids.iter().map(String::as_str));
        }
    }
}

/// A search word for LIKE, its own signs taken literally.
pub(super) fn like(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    out.push('%');
    for c in word.chars() {
        if matches!(c, '%' | '_' | '!') {
            out.push('!');
        }
        out.push(c);
    }
    out.push('%');
    out
}

impl Tx {
    /// One page of the list, by keyset: page 2,000 costs as page 1.
    pub async fn solutions(
        &mut self,
        asked: &Asked<'_>,
        after: Option<&Mark>,
        limit: u32,
    ) -> Result<RowPage, StoreError> {
        let wanted = limit as usize;
        let mut rows = Vec::with_capacity(wanted.min(1_000));
        let mut last = None;
        let begin = after.map_or(0, |mark| mark.run);
        for (number, run) in runs(asked.view.sort).into_iter().enumerate().skip(begin) {
            let after = after.filter(|mark| mark.run == number).map(|mark| &mark.place);
            // One row more than wanted tells whether there is a next page.
            let left = u32::try_from(wanted - rows.len()).unwrap_or(limit) + 1;
            for row in self.run_of(asked, run, after, left).await? {
                if rows.len() == wanted {
                    return Ok(RowPage { rows, next: last });
                }
                rows.push(solution_row(&row)?);
                last = Some(Mark { run: number, place: Place { key: row.text(12)?, pk: row.int(10)? } });
            }
        }
        Ok(RowPage { rows, next: None })
    }

    /// The rows of one run, in order.
    async fn run_of(
        &mut self,
        asked: &Asked<'_>,
        run: Run,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<Row>, StoreError> {
        let Sort { column, descending } = asked.view.sort;
        let key = sort_column(column);
        let mut sql = Sql::new(ROW);
        sql.push(key).push(FROM);
        asked.narrow(&mut sql);
        match run {
            // Of two lower bounds SQLite takes the first one, and would read all rows up to the page.
            Run::Filled if after.is_some() && !descending => &mut sql,
            Run::Filled => sql.push(" AND ").push(key).push(" > ''"),
            Run::Word(word) => sql.push(" AND ").push(key).push(" = ").bind(word),
            Run::Empty => sql.push(" AND ").push(key).push(" = ''"),
        };
        if let Some(place) = after {
            let compare = if descending { ") < (" } else { ") > (" };
            sql.push(" AND (")
                .push(key)
                .push(", s.pk")
                .push(compare)
                .bind(&place.key)
                .push(", ")
                .bind(place.pk)
                .push(")");
        }
        let direction = if descending { " DESC" } else { "" };
        sql.push(" ORDER BY ").push(key).push(direction).push(", s.pk").push(direction).push(" LIMIT ").bind(limit);
        sql.rows(self).await
    }

    /// How many solutions the filters show.
    pub async fn count_solutions(&mut self, asked: &Asked<'_>) -> Result<u64, StoreError> {
        let mut sql = Sql::new("SELECT COUNT(*)");
        sql.push(FROM);
        asked.narrow(&mut sql);
        sql.rows(self).await?.first().map_or(Ok(0), |row| row.count(0))
    }

    /// What changed after a counter's value, oldest first.
    pub async fn solution_changes(&mut self, company: i64, since: u64, limit: u32) -> Result<Changes, StoreError> {
        let mut sql = Sql::new(ROW);
        sql.push("''").push(FROM).bind(company).push(" AND s.change_no > ").bind(since);
        sql.push(" ORDER BY s.change_no, s.pk LIMIT ").bind(limit + 1);
        let mut found = sql.rows(self).await?;
        let mut next = self.change_no(company).await?;
        let more = found.len() > limit as usize;
        if more {
            // One change may touch more rows than a page holds; it is given whole or not at all, so that none is passed over.
            let cut = found[limit as usize].int(11)?;
            let whole = found.iter().position(|row| row.int(11).is_ok_and(|no| no == cut)).unwrap_or(0);
            if whole == 0 {
                let mut sql = Sql::new(ROW);
                sql.push("''").push(FROM).bind(company).push(" AND s.change_no = ").bind(cut);
                found = sql.rows(self).await?;
                next = cut.unsigned_abs();
            } else {
                next = found[whole - 1].count(11)?;
                found.truncate(whole);
            }
        }
        let gone = self
            .rows(
                "SELECT id FROM solution_gone WHERE company = $1 AND change_no > $2 AND change_no <= $3",
                args![company, since, next],
            )
            .await?;
        Ok(Changes {
            rows: found.iter().map(solution_row).collect::<Result<_, _>>()?,
            gone: gone.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?,
            next,
            more,
        })
    }

    /// Raises the company's counter inside this transaction; concurrent writers of one company wait for each other here.
    pub async fn next_change(&mut self, company: i64) -> Result<u64, StoreError> {
        self.will_wake(company);
        let row = self
            .row("UPDATE company SET change_no = change_no + 1 WHERE pk = $1 RETURNING change_no", args![company])
            .await?
            .ok_or(StoreError::Shape("a company is missing"))?;
        row.count(0)
    }

    /// The key, name and version of one of the company's solutions.
    pub async fn solution_key(&mut self, company: i64, id: &str) -> Result<Option<(i64, String, u64)>, StoreError> {
        let row = self
            .row("SELECT pk, name, version FROM solution WHERE company = $1 AND id = $2", args![company, id])
            .await?;
        row.map(|row| Ok((row.int(0)?, row.text(1)?, row.count(2)?))).transpose()
    }

    /// One solution with all that it carries, as `person` sees it.
    pub async fn solution(
        &mut self,
        company: i64,
        person: i64,
        id: &str,
    ) -> Result<Option<SolutionDetail>, StoreError> {
        let mut sql = Sql::new(ROW);
        sql.push("s.version, s.publisher, s.keywords, s.listing_url, s.updated, s.request_open");
        sql.push(FROM).bind(company).push(" AND s.id = ").bind(id);
        let Some(row) = sql.rows(self).await?.into_iter().next() else { return Ok(None) };
        let key = row.int(10)?;
        Ok(Some(SolutionDetail {
            row: solution_row(&row)?,
            version: row.count(12)?,
            request_open: row.flag(17)?,
            publisher: row.opt_text(13)?,
            keywords: serde_json::from_str(&row.text(14)?)?,
            listing_url: row.opt_text(15)?,
            updated: row.opt_text(16)?.and_then(|day| day.parse().ok()),
            carries: self.carries_of(key).await?,
            notes: self.notes(key, person).await?,
            timeline: self.history(company, Some(id), None, None, 50).await?,
        }))
    }

    /// Rows of those of the ids that are the company's, in no order.
    pub async fn rows_of(&mut self, company: i64, ids: &[String]) -> Result<Vec<SolutionRow>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for some in ids.chunks(ROWS_CHUNK) {
            let mut sql = Sql::new(ROW);
            sql.push("s.version").push(FROM).bind(company);
            sql.push(" AND s.id IN ").list(some.iter().map(String::as_str));
            for row in sql.rows(self).await? {
                found.push(solution_row(&row)?);
            }
        }
        Ok(found)
    }

    /// Gives a solution to a colleague or to nobody. Gives who had it, or `None` when the id is not the company's.
    pub async fn assign(
        &mut self,
        company: i64,
        id: &str,
        to: Option<(i64, &str)>,
        change: u64,
    ) -> Result<Option<Assigned>, StoreError> {
        let row = self
            .row(
                "SELECT s.pk, s.name, s.assigned_to, p.name FROM solution s LEFT JOIN person p ON p.pk = s.assigned_to \
                 WHERE s.company = $1 AND s.id = $2",
                args![company, id],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let changed = row.opt_int(2)? != to.map(|(person, _)| person);
        if changed {
            self.run(
                "UPDATE solution SET assigned_to = $2, assigned_key = $3, assigned_here = 1, version = version + 1, change_no = $4 WHERE pk = $1",
                args![row.int(0)?, to.map(|(person, _)| person), contract::fold::fold(to.map_or("", |(_, name)| name)), change],
            )
            .await?;
        }
        Ok(Some(Assigned { name: row.text(1)?, before: row.opt_text(3)?, changed }))
    }
}

/// What an assignment met.
pub struct Assigned {
    /// The solution's name.
    pub name: String,
    /// Who had it.
    pub before: Option<String>,
    /// Whether anything changed.
    pub changed: bool,
}

fn solution_row(row: &Row) -> Result<SolutionRow, StoreError> {
    Ok(SolutionRow {
        id: row.text(0)?,
        solution_id: row.text(1)?,
        name: row.text(2)?,
        partner_id: row.text(3)?,
        offer_type: OfferType::from_word(&row.text(4)?),
        co_sell_status: row.word(5, CoSellStatus::from_word)?,
        state: row.word(6, MigrationState::from_word)?,
        assigned_to: row.opt_text(7)?,
        offer: row.opt_text(8)?,
        request: row.opt_text(9)?,
    })
}
