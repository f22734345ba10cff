//! Addresses: what is printed is read back, whatever people put into ids and searches.

use contract::audience::ChannelState;
use contract::offers_view::OfferColumn;
use contract::resellers_view::AudienceColumn;
use contract::route::{
    DirectoryView, MergeTarget, OfferPage, OffersView, RequestsView, ResellStep, ResellersView, Route, SolutionsView,
    Sort, SortColumn,
};
use contract::solution::{CoSellStatus, MigrationState, OfferType};
use contract::support::{RequestKind, RequestState};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn back(route: &Route) -> Route {
    let href = route.href();
    let (path, query) = href.split_once('?').unwrap_or((&href, ""));
    Route::parse(path, query)
}

fn id() -> impl Strategy<Value = String> {
    // "." and ".." are taken out of paths by every URL parser, so no id of ours is one of them.
    "[^/\u{0}]{1,20}"
        .prop_filter("dots and reserved words", |id| !matches!(id.as_str(), "." | ".." | "new" | "bulk" | "import"))
}

fn directory(text: &str) -> DirectoryView {
    let one = || vec![text.to_owned()];
    DirectoryView { search: text.to_owned(), country: one(), competency: one(), skill: one() }
}

fn view() -> impl Strategy<Value = SolutionsView> {
    (
        any::<String>(),
        subsequence(MigrationState::ALL, 0..=MigrationState::ALL.len()),
        subsequence(OfferType::ALL, 0..=OfferType::ALL.len()),
        subsequence(CoSellStatus::ALL, 0..=CoSellStatus::ALL.len()),
        proptest::collection::btree_set("[0-9]{4,9}", 0..3),
        proptest::option::of("[a-z0-9]{1,12}"),
        select(SortColumn::ALL),
        any::<bool>(),
    )
        .prop_map(|(search, status, offer_type, co_sell, partner, assigned, column, descending)| SolutionsView {
            search,
            status,
            offer_type,
            co_sell,
            partner: partner.into_iter().collect(),
            assigned,
            sort: Sort { column, descending },
        })
}

proptest! {
    #[test]
    fn a_solutions_address_is_read_back(view in view()) {
        let route = Route::Solutions(view);
        prop_assert_eq!(back(&route), route);
    }

    #[test]
    fn any_id_survives_its_address(id in id(), text in "\\PC{1,40}") {
        for route in [
            Route::Begin(id.clone()),
            Route::Merge(id.clone()),
            Route::Discard(id.clone()),
            Route::MergeRequest(id.clone(), MergeTarget::Url(text.clone())),
            Route::MergeRequest(id.clone(), MergeTarget::Offer(text.clone())),
            Route::Offer(id.clone(), OfferPage::Resell),
            Route::Resell(id.clone(), ResellStep::Copy { from: Some(text.clone()) }),
            Route::Resell(id.clone(), ResellStep::Add(directory(&text))),
            Route::ResellersApply { from: Some(id.clone()) },
            Route::ResellersCompare { one: Some(id.clone()), other: Some(text.clone()) },
            Route::Resellers(ResellersView {
                search: text.clone(),
                state: vec![ChannelState::Some],
                all: true,
                sort: Sort { column: AudienceColumn::Sold, descending: true },
            }),
            Route::Offers(OffersView {
                search: text.clone(),
                sort: Sort { column: OfferColumn::Changed, descending: true },
            }),
            Route::Request(id.clone()),
            Route::DeskCase(id.clone()),
            Route::NewOffer { from: Some(id.clone()) },
        ] {
            prop_assert_eq!(back(&route), route);
        }
    }

    #[test]
    fn no_path_makes_the_parser_fail(path in any::<String>(), query in any::<String>()) {
        let _ = Route::parse(&path, &query);
    }
}

#[test]
fn plain_addresses_are_the_documented_ones() {
    for (href, route) in [
        ("/", Route::Overview),
        ("/solutions", Route::Solutions(SolutionsView::default())),
        ("/solutions/import", Route::Import { job: None }),
        ("/solutions/bulk/merge", Route::BulkMerge),
        ("/solutions/bulk/discard", Route::BulkDiscard),
        ("/solutions/s1/begin", Route::Begin("s1".into())),
        ("/offers", Route::Offers(OffersView::default())),
        ("/offers/o1/co-sell", Route::Offer("o1".into(), OfferPage::CoSell)),
        ("/offers/o1/resell", Route::Offer("o1".into(), OfferPage::Resell)),
        ("/offers/o1/resell/add", Route::Resell("o1".into(), ResellStep::Add(DirectoryView::default()))),
        ("/offers/o1/resell/import", Route::Resell("o1".into(), ResellStep::Import)),
        ("/offers/o1/resell/copy", Route::Resell("o1".into(), ResellStep::Copy { from: None })),
        ("/offers/o1/resell/request", Route::Resell("o1".into(), ResellStep::Request)),
        ("/offers/o1/resell/sync", Route::Resell("o1".into(), ResellStep::Sync)),
        ("/resellers", Route::Resellers(ResellersView::default())),
        ("/resellers/apply", Route::ResellersApply { from: None }),
        ("/resellers/compare", Route::ResellersCompare { one: None, other: None }),
        ("/help", Route::Help(RequestsView::default())),
        ("/help/new", Route::NewRequest { solution: None }),
        ("/desk/calendar", Route::DeskCalendar),
        ("/desk/templates", Route::DeskTemplates),
        ("/help/1042", Route::Request("1042".into())),
        ("/sign-in", Route::SignIn { next: None, error: None }),
    ] {
        assert_eq!(route.href(), href);
        assert_eq!(back(&route), route);
    }
}

#[test]
fn the_second_step_of_a_merge_does_not_exist_without_the_first() {
    assert_eq!(Route::parse("/solutions/s1/merge/request", ""), Route::Merge("s1".into()));
    assert_eq!(Route::parse("/solutions/s1/merge/request", "offer="), Route::Merge("s1".into()));
}

#[test]
fn signing_in_leads_nowhere_else() {
    for foreign in ["https://evil.example/", "//evil.example", "/\\evil.example", "solutions"] {
        let query = format!("next={foreign}");
        assert_eq!(Route::parse("/sign-in", &query), Route::SignIn { next: None, error: None }, "{foreign}");
    }
}

#[test]
fn an_old_link_with_unknown_words_still_opens() {
    let view = SolutionsView::from_query("status=pending&status=gone&sort=-status&colour=red&status=pending");
    assert_eq!(view.status, [MigrationState::Pending]);
    assert_eq!(view.sort, Sort { column: SortColumn::Status, descending: true });
}

#[test]
fn a_page_that_is_not_there_keeps_its_address() {
    assert_eq!(Route::parse("/nowhere/at/all", ""), Route::NotFound("/nowhere/at/all".into()));
    assert_eq!(Route::parse("/offers/o1/secret", ""), Route::NotFound("/offers/o1/secret".into()));
    assert_eq!(Route::parse("/solutions/%FF/begin", ""), Route::NotFound("/solutions/%FF/begin".into()));
}

#[test]
fn an_offer_without_a_page_is_its_overview() {
    assert_eq!(Route::parse("/offers/o1", ""), Route::Offer("o1".into(), OfferPage::Overview));
    assert_eq!(Route::parse("/offers/o1/", ""), Route::Offer("o1".into(), OfferPage::Overview));
}

#[test]
fn filters_of_requests_stand_in_the_address() {
    let view = RequestsView {
        state: vec![RequestState::Submitted, RequestState::WaitingForPartner],
        kind: vec![RequestKind::Merge],
        company: vec!["Éclair & fils".into()],
        mine: true,
        unclaimed: false,
        overdue: true,
        search: "crm \"suite 2\"".into(),
    };
    assert!(view.narrows());
    let route = Route::Desk(view);
    assert_eq!(back(&route), route);
    assert_eq!(Route::parse("/help", "state=nonsense&only=everything"), Route::Help(RequestsView::default()));
}

#[test]
fn filters_of_requests_ask_the_api_for_what_they_show() {
    assert_eq!(RequestsView::default().asked(false), "sort=due");
    assert_eq!(RequestsView::default().asked(true), "sort=due&open=true", "the desk begins with what is open");
    let view = RequestsView {
        state: vec![RequestState::Refused],
        kind: vec![RequestKind::Merge],
        company: vec!["A & B".into(), "C".into()],
        mine: true,
        unclaimed: true,
        overdue: true,
        search: " #10001 ".into(),
    };
    let flags = "mine=true&unclaimed=true&overdue=true";
    let rest = "state=refused&kind=merge&company=A+%26+B&company=C&search=%2310001";
    assert_eq!(view.asked(true), format!("sort=due&{flags}&{rest}"));
    let long = RequestsView { search: "é".repeat(600), ..RequestsView::default() };
    assert_eq!(long.asked(false).matches("%C3%A9").count(), 500);
}
