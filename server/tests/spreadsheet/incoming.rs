//! Lists of resellers as a spreadsheet program saves them in France, China and the United States.

use std::collections::BTreeMap;

use axum::http::Method;
use contract::api::audience_file::{ListCounts, ListEffect, ListPreview};
use contract::api::path;
use contract::audience::tenant::TenantId;

use crate::office::{AMERICAN, CHINESE, FRENCH, Office, Saved};
use crate::support::market::{tenant, tenants};
use crate::support::{Caller, World};

/// Names as people type them into a sheet of text.
const COMMON: &[&str] =
    &["00042", "=1+1", "-5 Consulting", "+33", "@home", "Say \"hi\"; or, not", "Two\nlines", "'s-Gravenhage", "0,50"];
const IN_FRANCE: &[&str] = &["Atelier Écluse créé à Orléans", "Œuvre d’été – « toujours » 5 €", "Hôtel\nChâtelet;Gare"];
const IN_CHINA: &[&str] = &["云帆科技有限公司", "船坞，“实时”\n第二行", "上海;北京,广州"];

/// A tenant that the directory has not, by number.
fn unknown(n: usize) -> TenantId {
    TenantId::parse(&format!("{n:08x}-4f89-41d3-9a0c-ffffffffffff")).unwrap()
}

/// The sheet: three resellers of the directory below rows of unknown ones, whose names a preview takes from the file.
fn rows(header: &[&str; 3], names: &[&str]) -> Vec<Vec<String>> {
    let row = |id: TenantId, name: &str| vec![id.to_string(), name.to_owned(), "TenantID".to_owned()];
    let mut rows = vec![header.iter().map(|&heading| heading.to_owned()).collect()];
    rows.extend(names.iter().enumerate().map(|(n, name)| row(unknown(n), name)));
    rows.extend([0, 5, 7].map(|n| row(tenant(n), names[0])));
    rows
}

async fn comes_as_typed(office: &Office, owner: &Caller<'_>, header: &[&str; 3], names: &[&str], how: Saved) {
    let early = owner.offer_id("early").await;
    let file = office.save(&office.sheet(&rows(header, names)), how);
    let path = format!("{}?mode=replace", path::resell_import(&early));
    let send = |query: &str| {
        let ask = owner.ask(Method::POST, &format!("{path}&{query}")).key(query);
        ask.body("text/csv", file.clone()).send()
    };
    let shown: ListPreview = send("dryRun=true").await.is(200).json();
    assert_eq!(
        (shown.encoding, shown.separator, shown.failure.as_deref()),
        (how.encoding, how.separator, None),
        "{how}"
    );
    let counts = ListCounts { added: 3, unknown_tenant: names.len() as u64, removed: 2, ..ListCounts::default() };
    assert_eq!(shown.counts, counts, "{how}");
    let unknown_rows = shown.rows.iter().filter(|row| row.effect == ListEffect::UnknownTenant);
    let found: BTreeMap<_, _> = unknown_rows.map(|row| (row.tenant_id, row.name.as_str())).collect();
    for (n, name) in names.iter().enumerate() {
        assert_eq!(found.get(&Some(unknown(n))), Some(name), "{how}");
    }
    // Below cells of several lines, rows are still named by the lines of the file.
    let lines: usize = names.iter().map(|name| name.split('\n').count()).sum();
    let last = shown.rows.iter().filter(|row| row.effect == ListEffect::Added).filter_map(|row| row.line).max();
    assert_eq!(last, Some(lines as u64 + 4), "{how}");
    send(&format!("seen={}", shown.seen)).await.is(200);
    assert_eq!(owner.drafted(&early).await, tenants(&[0, 5, 7]), "{how}");
}

#[tokio::test]
#[ignore = "starts LibreOffice: cargo xtask test --only spreadsheet"]
async fn a_list_from_france() {
    let world = World::market().await;
    let names = [COMMON, IN_FRANCE].concat();
    comes_as_typed(&Office::new(), &world.owner().await, &["ID", "Description", "Type"], &names, FRENCH).await;
}

#[tokio::test]
#[ignore = "starts LibreOffice: cargo xtask test --only spreadsheet"]
async fn lists_from_china() {
    let office = Office::new();
    let names = [COMMON, IN_CHINA].concat();
    for how in CHINESE {
        let world = World::market().await;
        comes_as_typed(&office, &world.owner().await, &["ID", "说明", "类型"], &names, *how).await;
    }
}

#[tokio::test]
#[ignore = "starts LibreOffice: cargo xtask test --only spreadsheet"]
async fn lists_from_the_united_states() {
    let office = Office::new();
    let names = [COMMON, IN_FRANCE, IN_CHINA].concat();
    for how in AMERICAN {
        let world = World::market().await;
        comes_as_typed(&office, &world.owner().await, &["ID", "Description", "Type"], &names, *how).await;
    }
}
