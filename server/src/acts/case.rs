//! A case at the desk: everything to decide a request on one page.

use std::collections::HashMap;

use contract::api::merging::{SolutionFacts, Target};
use contract::api::requests::{BundleRow, DeskCase, EarlierRequest, MessageKind};
use contract::api::solutions::SolutionRow;
use contract::listing_url::{ListingUrl, Storefronts};
use contract::matching::{self, Match, OfferFacts, Offers};
use contract::migration::{Action, Standing};
use contract::refusal::Refusal;
use contract::support::{RequestAction, RequestKind};

use super::desk::BUNDLE_REQUESTS_MAX;
use super::requests::detail;
use super::{Stop, audience_request, target};
use crate::clock::{Ms, time};
use crate::rights::Who;
use crate::store::Tx;
use crate::store::offers::Offer;
use crate::store::request_lists::{Order, Wanted};
use crate::store::requests::Request;

/// The most earlier requests that a case shows.
const EARLIER_MAX: u32 = 10;

/// Everything to decide a request on one page.
///
/// # Errors
/// What the store says.
pub async fn case(tx: &mut Tx, who: &Who, request: &Request, stores: &Storefronts, at: Ms) -> Result<DeskCase, Stop> {
    let offers = tx.offers(request.company, "").await?;
    let pointed = pointed(&offers, request);
    let (mut solution, mut preview, mut linked) = (None, None, Vec::new());
    if let Some((pk, id)) = &request.solution {
        solution = tx.solution(request.company, who.person, id).await?;
        if request.kind == RequestKind::Merge {
            let acting = tx.acting_by_key(*pk).await?;
            let choices = request.details.as_ref().map(|details| details.choices);
            preview = Some(target::preview(tx, &acting, pointed, choices).await?.0);
        }
    }
    if let Some(solution) = &mut solution {
        // What colleagues write to each other is not the desk's to read.
        solution.notes.clear();
    }
    if let Some(offer) = pointed {
        linked = tx.solutions_of(offer.pk).await?;
        linked.retain(|other| request.solution.as_ref().is_none_or(|(_, id)| other.id != *id));
    }
    let together = together(tx, request, at).await?;
    let fits = Fits::read(tx, request, &together, &offers, stores).await?;
    let mut bundle = Vec::with_capacity(together.len());
    for other in &together {
        bundle.push(bundle_row(tx, who, other, &offers, &fits).await?);
    }
    let claim = request.claim.as_ref().filter(|_| request.state.is_open());
    Ok(DeskCase {
        request: detail(tx, request, who).await?,
        solution,
        preview,
        fit: pointed.and_then(|offer| fits.of(request, offer)),
        linked,
        earlier: earlier(tx, request, at).await?,
        approve_refusal: approvable(tx, who, request, pointed).await?.err(),
        publishers: tx.publishers(request.company).await?.into_iter().map(|publisher| publisher.id).collect(),
        offers: offers.into_iter().filter(Offer::is_live).map(|offer| offer.row).collect(),
        bundle,
        mine: claim.is_some_and(|claim| claim.person == who.person),
        claimed_until: claim.map(|claim| time(claim.until)),
    })
}

/// The offer that a request points at.
fn pointed<'a>(offers: &'a [Offer], request: &Request) -> Option<&'a Offer> {
    request.offer.and_then(|pk| offers.iter().find(|offer| offer.pk == pk))
}

/// Open requests of the same bundle.
async fn together(tx: &mut Tx, request: &Request, at: Ms) -> Result<Vec<Request>, Stop> {
    if request.bundle.is_none() {
        return Ok(Vec::new());
    }
    let (company, bundle) = (Some(request.company), request.bundle.clone());
    let wanted = Wanted { company, bundle, open: true, ..Wanted::default() };
    Ok(tx.requests(&wanted, Order::Desk(None), BUNDLE_REQUESTS_MAX, at).await?)
}

/// Merge requests that were filed for the same solution before.
async fn earlier(tx: &mut Tx, request: &Request, at: Ms) -> Result<Vec<EarlierRequest>, Stop> {
    let Some((solution, _)) = request.solution else { return Ok(Vec::new()) };
    let (company, kinds) = (Some(request.company), vec![RequestKind::Merge]);
    let wanted = Wanted { company, kinds, solution: Some(solution), ..Wanted::default() };
    let mut earlier = Vec::new();
    for one in tx.requests(&wanted, Order::Newest(Some((0, request.at, request.pk))), EARLIER_MAX, at).await? {
        let thread = tx.thread(one.pk).await?;
        let refused = thread.into_iter().rev().find(|entry| entry.kind == MessageKind::Refused);
        earlier.push(EarlierRequest { request: one.row(true), reason: refused.map(|entry| entry.text) });
    }
    Ok(earlier)
}

/// Whether a request can be approved as it stands.
async fn approvable(
    tx: &mut Tx,
    who: &Who,
    request: &Request,
    pointed: Option<&Offer>,
) -> Result<Result<(), Refusal>, Stop> {
    let standing = match &request.solution {
        Some((pk, _)) if request.kind == RequestKind::Merge => Some(tx.acting_by_key(*pk).await?.standing),
        _ => None,
    };
    let allowed = allowed(who, request, pointed, standing);
    match (&allowed, request.csp) {
        (Ok(()), Some(options)) => match audience_request::approval(tx, request, options).await {
            Ok(_) => Ok(Ok(())),
            Err(Stop::No(refusal)) => Ok(Err(refusal)),
            Err(stop) => Err(stop),
        },
        _ => Ok(allowed),
    }
}

fn allowed(who: &Who, request: &Request, pointed: Option<&Offer>, standing: Option<Standing>) -> Result<(), Refusal> {
    if request.held_by_other(who.person) {
        return Err(Refusal::ClaimedByOther);
    }
    request.state.allows(RequestAction::Resolve, who.role)?;
    let Some(standing) = standing else { return Ok(()) };
    let target_live = pointed.is_none_or(Offer::is_live);
    standing.allows(Action::Approve { target_live }, who.role)?;
    pointed.map(drop).ok_or(Refusal::LinkMissing)
}

async fn bundle_row(
    tx: &mut Tx,
    who: &Who,
    request: &Request,
    offers: &[Offer],
    fits: &Fits,
) -> Result<BundleRow, Stop> {
    let offer = pointed(offers, request);
    let typed = request.details.as_ref().and_then(|details| match &details.target {
        Target::Url { url } => Some(url.clone()),
        Target::Offer { .. } => None,
    });
    Ok(BundleRow {
        request: request.row(true),
        target: offer.map(|offer| offer.row.name.clone()).or(typed).unwrap_or_default(),
        score: offer.and_then(|offer| fits.of(request, offer)).map(|found| found.score),
        approve_refusal: approvable(tx, who, request, offer).await?.err(),
    })
}

/// What is needed to say how well offers fit, as the browser of the company says it.
struct Fits {
    index: Offers,
    solutions: HashMap<String, (SolutionRow, SolutionFacts, Option<ListingUrl>)>,
}

impl Fits {
    async fn read(
        tx: &mut Tx,
        request: &Request,
        together: &[Request],
        offers: &[Offer],
        stores: &Storefronts,
    ) -> Result<Fits, Stop> {
        let read = |url: Option<&str>| ListingUrl::parse(url?, stores).ok();
        let live: Vec<&Offer> = offers.iter().filter(|offer| offer.is_live()).collect();
        let urls: Vec<Option<ListingUrl>> = live.iter().map(|offer| read(offer.row.listing_url.as_deref())).collect();
        let facts: Vec<OfferFacts<'_>> = live.iter().zip(&urls).map(|(offer, url)| facts_of(offer, url)).collect();
        let index = Offers::new(&request.company_name, &facts);
        let all = together.iter().chain([request]).filter(|one| one.kind == RequestKind::Merge);
        let mut ids: Vec<String> = all.filter_map(|one| one.solution.as_ref().map(|(_, id)| id.clone())).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut rows: HashMap<String, SolutionRow> =
            tx.rows_of(request.company, &ids).await?.into_iter().map(|row| (row.id.clone(), row)).collect();
        let with_row = |facts: SolutionFacts| {
            let url = read(facts.listing_url.as_deref());
            Some((facts.id.clone(), (rows.remove(&facts.id)?, facts, url)))
        };
        let solutions = tx.solution_facts(request.company, &ids).await?.into_iter().filter_map(with_row).collect();
        Ok(Fits { index, solutions })
    }

    /// How well a live offer fits a request's solution.
    fn of(&self, request: &Request, offer: &Offer) -> Option<Match> {
        let (row, facts, url) = self.solutions.get(&request.solution.as_ref()?.1)?;
        let solution = matching::SolutionFacts {
            name: &row.name,
            publisher: facts.publisher.as_deref(),
            partner_id: &row.partner_id,
            offer_type: row.offer_type,
            keywords: &facts.keywords,
            listing_url: url.as_ref(),
        };
        self.index.score(&solution, &offer.row.id)
    }
}

fn facts_of<'a>(offer: &'a Offer, url: &'a Option<ListingUrl>) -> OfferFacts<'a> {
    let row = &offer.row;
    OfferFacts {
        id: &row.id,
        offer_id: &row.external_id,
        name: &row.name,
        offer_type: row.offer_type,
        publisher_id: &row.publisher,
        publisher: &row.publisher_name,
        partner_ids: &row.partner_ids,
        keywords: &[],
        listing_url: url.as_ref(),
    }
}
