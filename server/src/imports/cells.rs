//! A solution's values as the cells of a file: what exports write is what imports compare with.

use contract::api::solutions::CarriesSummary;
use contract::csv::money::amount_text;
use contract::csv::value::join_list;
use contract::solution::{CoSellStatus, OfferType};

use crate::store::exports::ExportLine;

/// The cell of one of our columns.
pub fn cell(line: &ExportLine, column: &str) -> String {
    let count = |n: u64| if n == 0 { String::new() } else { n.to_string() };
    let summary = &line.summary;
    match column {
        "solutionId" => line.solution_id.clone(),
        "name" => line.name.clone(),
        "partnerId" => line.partner_id.clone(),
        "offerType" => OfferType::from_word(&line.offer_type).map_or_else(String::new, |t| t.name().to_owned()),
        "coSellStatus" => {
            CoSellStatus::from_word(&line.co_sell_status).map_or_else(String::new, |s| s.name().to_owned())
        }
        "openReferrals" => count(summary.referrals),
        "referralValue" => value(summary),
        "currency" => summary.currency.clone().unwrap_or_default(),
        "incentives" => join_list(&line.incentives),
        "collateral" => join_list(&summary.collateral),
        "contacts" => join_list(&summary.contacts),
        "updated" => line.updated.clone().unwrap_or_default(),
        "publisher" => line.publisher.clone().unwrap_or_default(),
        "keywords" => join_list(&line.keywords),
        "listingUrl" => line.listing_url.clone().unwrap_or_default(),
        "assignedTo" => line.assigned_to.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

/// An amount is only written with its currency, and nothing is written for zero.
fn value(summary: &CarriesSummary) -> String {
    match (&summary.currency, i64::try_from(summary.value_minor)) {
        (Some(currency), Ok(minor)) if minor > 0 => amount_text(minor, currency),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use contract::csv::columns::SOLUTIONS;

    use super::*;

    #[test]
    fn every_column_of_the_file_has_a_cell() {
        let some = || Some("x".to_owned());
        let list = || vec!["a".to_owned(), "b; c".to_owned()];
        let summary = CarriesSummary {
            referrals: 3,
            value_minor: 123_450,
            currency: Some("EUR".to_owned()),
            collateral: list(),
            contacts: list(),
        };
        let line = ExportLine {
            solution_id: "S-1".to_owned(),
            name: "Fleet".to_owned(),
            partner_id: "1".to_owned(),
            offer_type: OfferType::Saas.word().to_owned(),
            co_sell_status: CoSellStatus::InMarket.word().to_owned(),
            summary,
            incentives: list(),
            updated: some(),
            publisher: some(),
            keywords: list(),
            listing_url: some(),
            assigned_to: some(),
        };
        for column in SOLUTIONS.columns {
            assert_ne!(cell(&line, column.id), "", "{}", column.id);
            assert_eq!(cell(&ExportLine::default(), column.id), "", "{}", column.id);
        }
        assert_eq!(cell(&line, "referralValue"), "1234.50");
        assert_eq!(cell(&line, "keywords"), "a; b;; c");
    }
}
