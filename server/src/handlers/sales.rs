//! Facts of who sold what, from the vendor's side: as JSON or as a CSV file.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use contract::api::path;
use contract::api::resellers::{SALES_MAX, Sale, SaleProblem, Sales, SalesTaken};
use contract::locale::Locale;
use contract::problem::Problem;

use crate::acts::sales::take as take_sales;
use crate::handlers::audience_import::ListFile;
use crate::idempotency::{Answer, Once, Sent};
use crate::imports::sales::SalesFile;
use crate::problem::{Fault, FieldFault, locale_of};
use crate::rights::TellSales;
use crate::store::history::Actor;

/// Sales as they came.
pub struct SalesBody {
    is_csv: bool,
    bytes: Bytes,
}

impl Sent for SalesBody {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl<S: Send + Sync> FromRequest<S> for SalesBody {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_csv = match kind.split(';').next().unwrap_or_default().trim() {
            "application/json" => false,
            "text/csv" => true,
            _ => return Err(Fault::MediaType("application/json, text/csv")),
        };
        let ListFile(bytes) = ListFile::from_request(request, state).await?;
        Ok(SalesBody { is_csv, bytes })
    }
}

/// Sales with the number by which a problem names each, and what could not be read.
struct Listed {
    sales: Vec<Sale>,
    numbers: Vec<u64>,
    unreadable: Vec<SaleProblem>,
}

fn listed(body: &SalesBody, locale: Locale) -> Result<Listed, Fault> {
    if !body.is_csv {
        let Sales { sales } =
            serde_json::from_slice(&body.bytes).map_err(|error| Fault::Unreadable(error.to_string()))?;
        let numbers = (0..sales.len() as u64).collect();
        return Ok(Listed { sales, numbers, unreadable: Vec::new() });
    }
    let read = SalesFile::read(&body.bytes).map_err(|failure| Fault::Unreadable(failure.worded(Locale::En)))?;
    let problem = |row: &crate::imports::mapped::FileRow| {
        let fault = row.faults.first()?.worded(row.line, Some(&read.file.reading), locale);
        Some(SaleProblem { at: row.line, code: fault.code, message: fault.message })
    };
    let unreadable = read.file.rows.iter().filter_map(problem).collect();
    let (numbers, sales) = read.sales.into_iter().unzip();
    Ok(Listed { sales, numbers, unreadable })
}

/// Take facts of who sold what to whom, as JSON or as CSV with the columns Publisher, Offer ID, Tenant ID, Customer, Sold
#[utoipa::path(post, path = path::RESELLER_SALES, operation_id = "takeSales", tag = "resell", security(("bearer" = []), ("salesToken" = [])), request_body = Sales,
    params(("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = SalesTaken), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn take(mut once: Once<TellSales, SalesBody>) -> Result<Response, Fault> {
    let locale = locale_of(&once.headers);
    let Listed { sales, numbers, unreadable } = listed(&once.body, locale)?;
    if sales.len() > SALES_MAX {
        let args = vec![("max", SALES_MAX.into()), ("n", sales.len().into())];
        return Err(Fault::field("/sales", "itemCount", args));
    }
    let taken = take_sales(&mut once.tx, &Actor::from(&once.who), &sales, once.at).await?;
    let number: BTreeMap<usize, u64> = numbers.into_iter().enumerate().collect();
    let worded = |(at, fault): (usize, FieldFault)| {
        let problem = fault.worded(locale);
        SaleProblem { at: number.get(&at).copied().unwrap_or(at as u64), code: problem.code, message: problem.message }
    };
    let mut problems: Vec<SaleProblem> = taken.problems.into_iter().map(worded).chain(unreadable).collect();
    problems.sort_by_key(|problem| problem.at);
    once.finish(Answer::json(StatusCode::OK, &SalesTaken { added: taken.added, known: taken.known, problems })?).await
}
