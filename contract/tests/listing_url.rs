//! Listing addresses: every shape that people paste is read, every other host is refused with the sentence that fits.
#![allow(clippy::expect_used, clippy::panic)]

use contract::listing_url::{KnownListing, LIMIT, ListingId, ListingUrl, ListingUrlProblem, Storefront, Storefronts};
use proptest::prelude::*;
use proptest::sample::select;

const GUID: &str = "04931187-431c-415d-8777-f7f482ba8095";

fn stores() -> Storefronts {
    let own = Storefront::installation("https://portal.fabrikam.example/partners").expect("an address");
    let shop = Storefront {
        key: "shop".to_owned(),
        name: "Shop".to_owned(),
        origin: "https://shop.example:8443".to_owned(),
        shapes: vec!["p/{id}".to_owned()],
    };
    Storefronts::default().with(own).with(shop)
}

fn parse(typed: &str) -> Result<ListingUrl, ListingUrlProblem> {
    ListingUrl::parse(typed, &stores())
}

fn good(typed: &str) -> ListingUrl {
    parse(typed).unwrap_or_else(|problem| panic!("{typed}: {problem:?}"))
}

fn code(typed: &str) -> &'static str {
    match parse(typed) {
        Err(problem) => problem.code(),
        Ok(url) => panic!("{typed} was read as {url:?}"),
    }
}

#[test]
fn publisher_and_offer_are_told_where_the_form_tells_them() {
    for (typed, store, kind, publisher, offer) in [
        (
            "https://azuremarketplace.microsoft.com/en-us/marketplace/apps/contoso.crm-pro",
            "azureMarketplace",
            "apps",
            "contoso",
            "crm-pro",
        ),
        (
            "https://azuremarketplace.microsoft.com/marketplace/apps/contoso.crm.2023?tab=Overview",
            "azureMarketplace",
            "apps",
            "contoso",
            "crm.2023",
        ),
        (
            "  HTTPS://AzureMarketplace.Microsoft.com/FR-FR/Marketplace/Apps/Contoso.CRM_Pro/  ",
            "azureMarketplace",
            "apps",
            "contoso",
            "crm_pro",
        ),
        (
            "azuremarketplace.microsoft.com/zh-hans-cn/marketplace/apps/contoso.crm",
            "azureMarketplace",
            "apps",
            "contoso",
            "crm",
        ),
        (
            "https://azuremarketplace.microsoft.com/en-us/marketplace/consulting-services/contoso.assess-4wk",
            "azureMarketplace",
            "consulting-services",
            "contoso",
            "assess-4wk",
        ),
        (
            "<https://appsource.microsoft.com/product/web-apps/contoso.crm?src=website&mktcmpid=mail_12>",
            "appSource",
            "web-apps",
            "contoso",
            "crm",
        ),
        (
            "https://appsource.microsoft.com./fr/product/power-bi/contoso.crm#reviews",
            "appSource",
            "power-bi",
            "contoso",
            "crm",
        ),
        ("https://appsource.microsoft.com:443/en-us/product/saas/contoso%2Ecrm", "appSource", "saas", "contoso", "crm"),
        ("https:\\\\appsource.microsoft.com\\en-us\\product\\saas\\contoso.crm", "appSource", "saas", "contoso", "crm"),
        ("https://appsource.microsoft.com/en-us/pro\r\nduct/saas/contoso.crm", "appSource", "saas", "contoso", "crm"),
        (
            "https://marketplace.microsoft.com/en-us/product/saas/contoso.crm",
            "microsoftMarketplace",
            "saas",
            "contoso",
            "crm",
        ),
        ("https://marketplace.microsoft.com/en-us/product/contoso.crm", "microsoftMarketplace", "", "contoso", "crm"),
        ("https://portal.fabrikam.example/partners/listing/contoso.crm?src=x", "installation", "", "contoso", "crm"),
        ("https://shop.example:8443/p/contoso.crm", "shop", "", "contoso", "crm"),
    ] {
        let url = good(typed);
        let found = (url.store(), url.kind().unwrap_or_default(), url.publisher(), url.offer());
        assert_eq!(found, (store, kind, Some(publisher), Some(offer)), "{typed}");
        assert_eq!(url.typed(), typed);
    }
}

#[test]
fn the_other_forms_of_an_id() {
    let url =
        good(&format!("https://appsource.microsoft.com/product/dynamics-365/mscrm.{GUID}?src=website&mktcmpid=post"));
    assert_eq!((url.publisher(), url.offer()), (None, None));
    assert_eq!(url.id(), &ListingId::Dynamics { guid: GUID.to_owned() });
    let url = good("https://appsource.microsoft.com/fr-fr/product/office/wa104381441");
    assert_eq!(url.id(), &ListingId::OfficeAddIn { number: "104381441".to_owned() });
    let expected =
        "https://appsource.microsoft.com/product/dynamics-365-business-central/pubid.contoso%7Caid.crm-pro%7Cpappid.";
    for id in [
        format!("PUBID.Contoso%7CAID.crm-pro%7CPAPPID.{GUID}"),
        format!("PUBID.contoso%7cAID.CRM-pro%7cPAPPID.{}", GUID.to_uppercase()),
        format!("TYPE.app|PUBID.contoso|AID.crm-pro|PAPPID.{GUID}"),
        format!("AID.crm-pro%257CPUBID.contoso%257CPAPPID.{GUID}"),
    ] {
        let url = good(&format!("https://appsource.microsoft.com/en-us/product/dynamics-365-business-central/{id}"));
        assert_eq!((url.publisher(), url.offer()), (Some("contoso"), Some("crm-pro")), "{id}");
        assert_eq!(url.canonical(), format!("{expected}{GUID}"));
    }
}

#[test]
fn of_a_sentence_or_several_addresses_the_first_is_read() {
    let first = "https://AppSource.microsoft.com/product/saas/contoso.crm?src=mail";
    for typed in [
        format!("Look: {first}"),
        format!("Look: {first}, please."),
        format!("{first} https://appsource.microsoft.com/product/saas/contoso.other"),
        format!("{first}\nhttps://evil.example/"),
        format!("our listing ({first})"),
    ] {
        let url = good(&typed);
        assert_eq!((url.offer(), url.typed()), (Some("crm"), first), "{typed}");
    }
    assert_eq!(
        code("Look: https://evil.example https://appsource.microsoft.com/product/saas/contoso.crm"),
        "foreignHost"
    );
}

#[test]
fn what_was_expected_names_storefronts_and_not_this_portal() {
    match parse("https://evil.example/x") {
        Err(ListingUrlProblem::ForeignHost { expected, .. }) => {
            assert!(expected.contains("shop.example:8443") && !expected.contains("fabrikam"), "{expected}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_installation_lists_its_own_offers() {
    let own = Storefront::installation("https://portal.fabrikam.example/partners").expect("an address");
    let address = own.listing("contoso", "crm").expect("an own listing");
    assert_eq!(address, "https://portal.fabrikam.example/partners/listing/contoso.crm");
    assert_eq!(good(&address).offer(), Some("crm"));
    assert_eq!(Storefronts::default().get("appSource").and_then(|store| store.listing("contoso", "crm")), None);
}

#[test]
fn an_add_in_is_shown_with_capital_letters() {
    assert_eq!(good("https://appsource.microsoft.com/product/office/wa104381441").id().shown(), "WA104381441");
}

#[test]
fn what_is_wrong_is_said() {
    let long = format!("https://appsource.microsoft.com/product/saas/contoso.crm?x={}", "a".repeat(LIMIT));
    for (typed, expected) in [
        ("", "empty"),
        (" \u{200B}\n", "empty"),
        (long.as_str(), "tooLong"),
        ("Contoso CRM", "notAnAddress"),
        ("contoso", "notAnAddress"),
        ("see appsource.microsoft.com/product/saas/contoso.crm", "notAnAddress"),
        ("https://appsource.microsoft.com/product/saas/contoso. crm", "spaceInside"),
        ("https://appsource.microsoft.com/product/saas/contoso.crm pro", "spaceInside"),
        ("appsource.microsoft.com/product/saas/ contoso.crm", "spaceInside"),
        ("mailto:sales@contoso.example", "notAnAddress"),
        ("javascript:alert(1)", "notAnAddress"),
        ("https://", "notAnAddress"),
        ("https:///?x", "notAnAddress"),
        ("ftp://appsource.microsoft.com/product/saas/contoso.crm", "notAnAddress"),
        ("http://appsource.microsoft.com/product/saas/contoso.crm", "notSecure"),
        ("http://evil.example/product/saas/contoso.crm", "foreignHost"),
        ("https://appsource.microsoft.com@evil.example/product/saas/contoso.crm", "userInfo"),
        ("https://appsource.microsoft.com:x@evil.example/product/saas/contoso.crm", "userInfo"),
        ("https://evil.example\\@appsource.microsoft.com/product/saas/contoso.crm", "foreignHost"),
        ("https://docs.microsoft.com/product/saas/contoso.crm", "foreignHost"),
        ("https://microsoft.com/product/saas/contoso.crm", "foreignHost"),
        ("https://shop.example/p/contoso.crm", "otherPort"),
        ("contoso.crm", "foreignHost"),
        ("https://evil.example/?https://appsource.microsoft.com/product/saas/contoso.crm", "foreignHost"),
        ("https://appsource.microsoft.com.evil.example/product/saas/contoso.crm", "lookAlike"),
        ("https://appsource-microsoft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://www.appsource.microsoft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://appsource.micros0ft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://appsource.rnicrosoft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://appsuorce.microsoft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://appsource.microsoft.co/product/saas/contoso.crm", "lookAlike"),
        ("https://аppsource.microsoft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://xn--ppsource-4fg.microsoft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://ａppsource.microsoft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://app\u{200B}source.microsoft.com/product/saas/contoso.crm", "lookAlike"),
        ("https://appsource.microsoft.com:8443/product/saas/contoso.crm", "otherPort"),
        ("https://appsource.microsoft.com", "notAnOffer"),
        ("https://appsource.microsoft.com/en-us/marketplace/apps?search=crm&page=1", "notAnOffer"),
        ("https://azuremarketplace.microsoft.com/en-us/marketplace/apps/category/compute", "notAnOffer"),
        ("https://azuremarketplace.microsoft.com/en-us/marketplace/consulting-services?page=2", "notAnOffer"),
        ("https://marketplace.microsoft.com/fr-fr/search/products?search=crm", "notAnOffer"),
        ("https://portal.fabrikam.example/listing/contoso.crm", "notAnOffer"),
        ("https://azuremarketplace.microsoft.com/marketplace/apps/crm", "unreadableId"),
        ("https://azuremarketplace.microsoft.com/marketplace/apps/.crm", "unreadableId"),
        ("https://azuremarketplace.microsoft.com/marketplace/apps/contoso..crm", "unreadableId"),
        ("https://azuremarketplace.microsoft.com/marketplace/apps/contoso.c%20rm", "unreadableId"),
        ("https://appsource.microsoft.com/product/dynamics-365/mscrm.04931187", "unreadableId"),
        ("https://appsource.microsoft.com/product/office/WA12x", "unreadableId"),
        ("https://appsource.microsoft.com/product/x/PUBID.a%7CAID.b", "unreadableId"),
        (
            "https://appsource.microsoft.com/product/x/PUBID.a%7CPUBID.c%7CAID.b%7CPAPPID.04931187-431c-415d-8777-f7f482ba8095",
            "unreadableId",
        ),
        ("https://portal.fabrikam.example/partners/listing/WA104381441", "unreadableId"),
    ] {
        assert_eq!(code(typed), expected, "{typed}");
    }
}

#[test]
fn an_installation_without_https_accepts_both() {
    let own = Storefront::installation("http://localhost:8480/").expect("an address");
    let stores = Storefronts::default().with(own);
    for typed in [
        "http://localhost:8480/listing/contoso.crm",
        "localhost:8480/listing/Contoso.CRM/",
        "https://LOCALHOST:8480/listing/contoso.crm",
    ] {
        let url = ListingUrl::parse(typed, &stores).expect(typed);
        assert_eq!(url.canonical(), "http://localhost:8480/listing/contoso.crm");
        assert!(url.href().starts_with("http://localhost:8480/listing/"), "{typed}");
    }
    assert_eq!(Storefront::installation("not an address"), None);
}

#[test]
fn an_administrator_adds_a_storefront_in_one_line() {
    let shop = Storefront::read(" Partner Shop = https://Shop.example:8443/{locale}/p/{offer} ").expect("a good line");
    let stores = Storefronts::default().with(shop);
    let url = ListingUrl::parse("https://shop.example:8443/fr-fr/p/Contoso.CRM?src=x", &stores).expect("a listing");
    assert_eq!((url.publisher(), url.offer()), (Some("contoso"), Some("crm")));
    assert_eq!(stores.get(url.store()).map(|store| store.name.as_str()), Some("Partner Shop"));
    for wrong in [
        "",
        "Shop",
        "=https://shop.example/{id}",
        "Shop=shop.example/{id}",
        "Shop=http://shop.example/{id}",
        "Shop=https://shop.example/product",
        "Shop=https://shop.example/{id}/{offer}",
        "Shop=https://shop.example/{locale?}/{id}",
        "Shop=https://shop.example/{colour}/{id}",
        "Shop=https://me@shop.example/{id}",
    ] {
        let sentence = Storefront::read(wrong).expect_err(wrong);
        assert!(sentence.starts_with("expected NAME=ADDRESS"), "{wrong}: {sentence}");
    }
}

#[test]
fn the_list_of_storefronts_travels_as_json() {
    let list = stores();
    let text = serde_json::to_string(&list).expect("json");
    assert_eq!(serde_json::from_str::<Storefronts>(&text).expect("json"), list);
    assert!(text.starts_with(r#"[{"key":"azureMarketplace","#), "{text}");
}

#[test]
fn a_link_keeps_what_was_typed() {
    let url = good(" AppSource.microsoft.com/fr-fr/Product/saas/Contoso.CRM?mktcmpid=mail#x ");
    assert_eq!(url.href(), "https://appsource.microsoft.com/fr-fr/Product/saas/Contoso.CRM?mktcmpid=mail#x");
    assert_eq!(url.canonical(), "https://appsource.microsoft.com/product/saas/contoso.crm");
}

#[test]
fn an_address_finds_its_offer_by_ids_first() {
    let add_in = good("https://appsource.microsoft.com/product/office/WA104381441");
    let same = good("https://appsource.microsoft.com/fr-fr/product/office/wa104381441?tab=Reviews");
    let listed = good("https://azuremarketplace.microsoft.com/marketplace/apps/contoso.crm");
    let known = [
        KnownListing { publisher: "contoso", offer: "erp", url: Some(&listed) },
        KnownListing { publisher: "contoso", offer: "mail", url: Some(&add_in) },
        KnownListing { publisher: "Contoso", offer: "CRM", url: None },
    ];
    assert_eq!(listed.find(known), Some(2));
    assert_eq!(same.find(known), Some(1));
    assert_eq!(good("https://shop.example:8443/p/contoso.other").find(known), None);
}

#[test]
fn every_problem_has_a_sentence() {
    let files = [
        include_str!("../../public/locales/en.json"),
        include_str!("../../public/locales/fr.json"),
        include_str!("../../public/locales/zh-CN.json"),
    ];
    for file in files {
        let catalogue: contract::catalogue::Catalogue = serde_json::from_str(file).expect("a catalogue");
        for typed in [
            "",
            "x",
            "http://appsource.microsoft.com",
            "https://evil.example",
            "https://appsource.microsoft.com:8443",
            "https://appsource.microsoft.com/product/a/b c",
            "https://appsource-microsoft.com",
            "https://a@b.example",
            "https://appsource.microsoft.com",
            "https://appsource.microsoft.com/product/a/b",
            &"a".repeat(3000),
        ] {
            let problem = parse(typed).expect_err(typed);
            let said = catalogue.render(contract::locale::Locale::En, &problem.key(), &problem.args());
            assert!(said != problem.key() && !said.contains('{'), "{typed}: {said}");
        }
    }
}

/// An address of a listing, with the parts that must not matter.
fn listing() -> impl Strategy<Value = (String, String, String)> {
    (
        select(vec![
            "azuremarketplace.microsoft.com/L/marketplace/apps",
            "appsource.microsoft.com/L/product/saas",
            "marketplace.microsoft.com/L/product",
        ]),
        "[a-z0-9][a-z0-9_-]{0,30}",
        "[a-z0-9][a-z0-9_-]{2,49}",
    )
        .prop_filter("reserved", |(_, publisher, _)| publisher != "mscrm")
        .prop_map(|(place, publisher, offer)| (place.to_owned(), publisher, offer))
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(typed in any::<String>()) {
        let _ = parse(&typed);
    }

    #[test]
    fn any_path_of_a_storefront_is_read_or_refused(path in "[a-z|%.:/?#@0-9\\\\ ]{0,60}") {
        if let Ok(url) = parse(&format!("https://appsource.microsoft.com/product/{path}")) {
            prop_assert_eq!(parse(url.canonical()).map(|again| again.canonical().to_owned()), Ok(url.canonical().to_owned()));
        }
    }

    #[test]
    fn what_is_shown_is_read_back((place, publisher, offer) in listing(), locale in select(vec!["en-us/", "", "zh-cn/"])) {
        let url = good(&format!("https://{}/{publisher}.{offer}", place.replace("L/", locale)));
        prop_assert_eq!(parse(&url.to_string()), Ok(url.clone()));
        let again = good(url.canonical());
        prop_assert_eq!(again.canonical(), url.canonical());
        prop_assert!(url.names(&publisher.to_uppercase(), &offer.to_uppercase()));
    }

    #[test]
    fn language_parameters_and_capitals_never_change_the_canonical_form(
        (place, publisher, offer) in listing(),
        locale in select(vec!["fr-fr/", "EN-US/", "zh-hans-cn/"]),
        query in "(\\?((tab|src|mktcmpid|utm_source|x)=[A-Za-z0-9_/%:@ -]{0,12}&?){0,3})?(#[a-z/@?]{0,8})?",
        upper in any::<bool>(),
        slash in any::<bool>(),
    ) {
        prop_assume!(!query.contains(' '));
        let plain = good(&format!("https://{}/{publisher}.{offer}", place.replace("L/", "")));
        let address = format!("{}/{publisher}.{offer}", place.replace("L/", locale));
        let address = if upper { address.to_uppercase() } else { address };
        let typed = format!(" {address}{}{query}\n", if slash { "/" } else { "" });
        let url = good(&typed);
        prop_assert!(url.same_listing(&plain));
        prop_assert_eq!(url.typed(), typed);
    }

    #[test]
    fn every_other_host_is_refused(host in "[a-z0-9.-]{1,20}(microsoft|example|source)?\\.(com|net|example)", path in "(/[a-z.-]{0,12}){0,4}") {
        prop_assume!(stores().0.iter().all(|store| store.origin != format!("https://{host}")));
        let refused = matches!(
            code(&format!("https://{host}{path}/contoso.crm")),
            "foreignHost" | "lookAlike" | "notAnAddress"
        );
        prop_assert!(refused);
    }
}
