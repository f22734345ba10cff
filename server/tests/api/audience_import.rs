//! Lists of resellers as files: what spreadsheets write, preview by kind, confirmed as shown, exported and read back.

use axum::http::Method;
use contract::api::audience::OfferResell;
use contract::api::audience_file::{ListCounts, ListEffect, ListPreview};
use contract::api::import::ImportSettings;
use contract::api::path;
use contract::audience::ChannelState;
use contract::csv::encoding::FileEncoding;
use contract::csv::separator::Separator;
use encoding_rs::{GB18030, WINDOWS_1252};
use proptest::prelude::*;
use server::imports::audience::AudienceFile;
use server::imports::sales::SalesFile;

use crate::support::market::{tenant, tenants, wanted};
use crate::support::{Caller, Reply, World};

async fn send(caller: &Caller<'_>, offer: &str, query: &str, bytes: &[u8]) -> Reply {
    let path = format!("{}?{query}", path::resell_import(offer));
    caller.ask(Method::POST, &path).key(query).body("text/csv", bytes.to_vec()).send().await
}

async fn preview(caller: &Caller<'_>, offer: &str, query: &str, bytes: &[u8]) -> ListPreview {
    send(caller, offer, &format!("dryRun=true&{query}"), bytes).await.is(200).json()
}

fn file(rows: &[&str]) -> String {
    format!("ID,Description,Type\r\n{}\r\n", rows.join("\r\n"))
}

#[tokio::test]
async fn every_kind_is_shown_and_only_good_rows_come() {
    let world = World::market().await;
    let owner = world.owner().await;
    let early = owner.offer_id("early").await;
    let text = file(&[
        &format!("{},Écluse,TenantID", tenant(0)),
        &format!("{},There,TenantID", tenant(3)),
        &format!("{{{}}},Twice,", tenant(0).to_string().to_uppercase()),
        "ffffffff-0000-4000-8000-000000000000,Nobody,TenantID",
        &format!("{},Left,TenantID", tenant(9)),
        "not-a-guid,Bad,TenantID",
        &format!("{},Other,SubscriptionID", tenant(5)),
        ",Empty,TenantID",
        &format!("{},\"Two\nlines\",TenantID", tenant(6)),
    ]);
    let shown = preview(&owner, &early, "mode=add", text.as_bytes()).await;
    let counts = ListCounts {
        added: 2,
        already_there: 1,
        unknown_tenant: 1,
        left_programme: 1,
        invalid: 3,
        duplicate: 1,
        ..ListCounts::default()
    };
    assert_eq!((shown.counts, shown.failure.as_deref()), (counts, None));
    assert_eq!((shown.encoding, shown.separator, shown.problem_count), (FileEncoding::Utf8, Separator::Comma, 6));
    let problems: Vec<_> = shown.problems.iter().map(|p| (p.line, p.column.as_deref(), p.code.as_str())).collect();
    let wanted_problems = [
        (4, Some("ID"), "duplicateTenant"),
        (5, Some("ID"), "unknownTenant"),
        (6, Some("ID"), "leftProgramme"),
        (7, Some("ID"), "notATenantId"),
        (8, Some("Type"), "notATenantRow"),
        (9, Some("ID"), "missingCell"),
    ];
    assert_eq!(problems, wanted_problems);
    assert_eq!(owner.drafted(&early).await, tenants(&[3, 4]), "nothing is written before it is confirmed");
    // The rows that stay out, as a file with reasons, in the reader's language.
    let rejected = send(&owner, &early, "dryRun=true&answer=rejected&mode=add", text.as_bytes()).await.is(200).text();
    assert_eq!(rejected.lines().count(), 7, "{rejected}");
    assert!(rejected.contains("SubscriptionID") && rejected.contains("GUID"), "{rejected}");
    let long = file(&[&format!("{},Long,TenantID,extra,more", tenant(5))]);
    let rejected = send(&owner, &early, "dryRun=true&answer=rejected&mode=add", long.as_bytes()).await.is(200).text();
    assert!(rejected.trim_end().ends_with("extra,more"), "a row comes back whole: {rejected}");
    let twice = format!("ID,Id,Type\n{},Other,TenantID\n", tenant(5));
    let told = preview(&owner, &early, "mode=add", twice.as_bytes()).await.failure.unwrap_or_default();
    assert!(told.starts_with("Two columns of the file are called ID."), "{told}");
    let confirm = format!("mode=add&seen={}", shown.seen);
    let saved: OfferResell = send(&owner, &early, &confirm, text.as_bytes()).await.is(200).json();
    assert_eq!(saved.draft.resellers, 4);
    assert_eq!(owner.drafted(&early).await, tenants(&[0, 3, 4, 6]));
    let again = send(&owner, &early, &confirm, text.as_bytes()).await.is(200);
    assert_eq!(again.header("idempotent-replayed"), "true");
}

#[tokio::test]
async fn replacing_keeps_who_has_sold_and_says_so() {
    let world = World::market().await;
    let owner = world.owner().await;
    let chosen = owner.offer_id("chosen").await;
    let text = file(&[&format!("{},,", tenant(3))]);
    let shown = preview(&owner, &chosen, "mode=replace", text.as_bytes()).await;
    assert_eq!((shown.counts.added, shown.counts.removed, shown.counts.sold_and_missing), (1, 2, 1));
    let kept = shown.rows.iter().find(|row| row.effect == ListEffect::SoldAndMissing).unwrap();
    assert_eq!((kept.line, kept.tenant_id, kept.name.as_str()), (None, Some(tenant(1)), "Blue Harbour IT"));
    send(&owner, &chosen, &format!("mode=replace&seen={}", shown.seen), text.as_bytes()).await.is(200);
    assert_eq!(owner.drafted(&chosen).await, tenants(&[1, 3]));
    assert_eq!(owner.live(&chosen).await, tenants(&[0, 1, 2]));
}

#[tokio::test]
async fn what_changed_since_the_preview_is_not_written() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let chosen = owner.offer_id("chosen").await;
    let text = file(&[&format!("{},,", tenant(3))]);
    let shown = preview(&owner, &chosen, "mode=replace", text.as_bytes()).await;
    // A sale in between: the confirmed set would not be the one that was shown.
    operator.sells(2, "chosen").await.is(200);
    let confirm = format!("mode=replace&seen={}", shown.seen);
    send(&owner, &chosen, &confirm, text.as_bytes()).await.refused(409, "changedSince");
    assert_eq!(owner.drafted(&chosen).await, tenants(&[0, 1, 2]));
    let shown = preview(&owner, &chosen, "mode=replace", text.as_bytes()).await;
    assert_eq!(shown.counts.sold_and_missing, 2);
    owner.save(&chosen, &wanted(ChannelState::Some, &[0, 1, 2, 4])).await.is(200);
    let confirm = format!("mode=replace&seen={}", shown.seen);
    send(&owner, &chosen, &confirm, text.as_bytes()).await.refused(409, "changedSince");
}

#[tokio::test]
async fn files_as_spreadsheets_write_them() {
    let world = World::market().await;
    let owner = world.owner().await;
    let early = owner.offer_id("early").await;
    let id = tenant(0);
    let french = format!("ID;Description;Type;Pays\r\n{id};Atelier Écluse créé à Lyon;TenantID;FR\r\n");
    let chinese = format!("ID,说明,类型\r\n{id},云帆科技有限公司的经销商,TenantID\r\n");
    let tabs = format!("Type\tID\tExtra\tDescription\r\nTenantID\t{id}\tx\t云帆\r\n");
    let utf16 = |text: &str| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let with_mark = format!("\u{FEFF}{french}");
    for (bytes, encoding, separator) in [
        (WINDOWS_1252.encode(&french).0.into_owned(), FileEncoding::Windows1252, Separator::Semicolon),
        (GB18030.encode(&chinese).0.into_owned(), FileEncoding::Gb18030, Separator::Comma),
        (utf16(&tabs), FileEncoding::Utf16Le, Separator::Tab),
        (with_mark.into_bytes(), FileEncoding::Utf8Bom, Separator::Semicolon),
        (french.clone().into_bytes(), FileEncoding::Utf8, Separator::Semicolon),
    ] {
        let shown = preview(&owner, &early, "mode=add", &bytes).await;
        assert_eq!((shown.encoding, shown.separator), (encoding, separator));
        assert_eq!((shown.counts.added, shown.failure), (1, None), "{encoding:?}");
    }
    // "File encoding" can be said; a wrong one is told with the likelier one.
    let bytes = WINDOWS_1252.encode(&french).0.into_owned();
    let wrong = preview(&owner, &early, "mode=add&encoding=utf8", &bytes).await;
    assert!(wrong.failure.is_some_and(|failure| failure.contains('2')) && wrong.seen.is_empty());
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_cannot_be_confirmed() {
    let world = World::market().await;
    let owner = world.owner().await;
    let early = owner.offer_id("early").await;
    for bytes in [&b""[..], b"PK\x03\x04 xl/workbook.xml", b"Name,Town\r\nContoso,Lyon\r\n", b"ID,Type\r\n"] {
        let shown = preview(&owner, &early, "mode=add", bytes).await;
        assert!(shown.failure.is_some_and(|failure| !failure.is_empty()), "{bytes:?}");
        send(&owner, &early, &format!("mode=add&seen={}", shown.seen), bytes).await.refused(409, "changedSince");
    }
    // Rows without headings are told with what stands in their place, also where a cell reads like a heading.
    for rows in ["3f2504e0-4f89-11d3-9a0c-0305e82c3301,Contoso,TenantID\r\n", "Contoso,Lyon\r\nFabrikam,Paris\r\n"] {
        let failure = preview(&owner, &early, "mode=add", rows.as_bytes()).await.failure.unwrap_or_default();
        assert!(failure.contains("Contoso") && failure.contains("ID,Description,Type"), "{failure}");
    }
    let other = preview(&owner, &early, "mode=add", b"Description,Type\r\nContoso,TenantID\r\n").await.failure;
    assert!(other.is_some_and(|failure| failure.contains("Found: Description, Type.")));
    let boxed = owner.offer_id("box").await;
    send(&owner, &boxed, "dryRun=true", b"ID\r\n").await.refused(409, "audienceFixed");
}

#[tokio::test]
async fn an_export_is_imported_into_another_offer() {
    let world = World::market().await;
    let owner = world.owner().await;
    let (chosen, early) = (owner.offer_id("chosen").await, owner.offer_id("early").await);
    owner.save(&chosen, &wanted(ChannelState::Some, &[0, 1, 2, 7, 8])).await.is(200);
    let export = owner.get(&path::resell_export(&chosen)).await.is(200);
    assert!(export.header("content-disposition").contains("csp-audience-chosen-"));
    let text = export.text();
    assert!(text.starts_with("\u{FEFF}ID,Description,Type,Country,Region\r\n"), "{text}");
    assert!(text.contains(",'=Ibex Cloud,TenantID,") && text.contains(",云帆科技,"), "{text}");
    let shown = preview(&owner, &early, "mode=replace", &export.body).await;
    assert_eq!((shown.counts.added, shown.counts.invalid), (5, 0));
    send(&owner, &early, &format!("mode=replace&seen={}", shown.seen), &export.body).await.is(200);
    assert_eq!(owner.drafted(&early).await, owner.drafted(&chosen).await);
    assert_eq!(owner.get(&path::resell_export(&early)).await.is(200).body, export.body);
    let live = owner.get(&format!("{}?of=live", path::resell_export(&chosen))).await.is(200);
    assert_eq!(live.text().lines().count(), 4);
}

/// Bytes of any kind, and bytes that begin like a list: in each encoding, cut anywhere, with what is special in CSV.
fn any_file() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"\"".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b",;\t".to_vec()),
        Just(tenant(0).to_string().into_bytes()),
        Just("Écluse 云帆".as_bytes().to_vec()),
        Just(GB18030.encode("云帆").0.into_owned()),
        Just(b"'=1".to_vec()),
        Just(vec![0]),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    let starts =
        ["", "ID,Description,Type\r\n", "\u{FEFF}ID;Description\n", "Publisher,Offer ID,Tenant ID,Customer,Sold\n"];
    let text = (prop::sample::select(starts.to_vec()), prop::collection::vec(piece, 0..40));
    let bytes = text.prop_map(|(start, pieces)| [start.as_bytes(), &pieces.concat()].concat());
    let wide = bytes.clone().prop_map(|bytes| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    });
    (prop_oneof![bytes, wide, prop::collection::vec(any::<u8>(), 0..300)], 0..4_usize).prop_map(|(mut bytes, cut)| {
        bytes.truncate(bytes.len().saturating_sub(cut));
        bytes
    })
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in any_file(), encoding in prop::option::of(prop::sample::select(FileEncoding::ALL))) {
        let settings = ImportSettings { encoding, ..ImportSettings::default() };
        let read = AudienceFile::read(settings, &bytes);
        // Each row is a tenant ID or says what is wrong with it, and a file without either says why.
        prop_assert_eq!(read.ids.len(), if read.file.mapped.is_some() { read.file.rows.len() } else { 0 });
        for (row, id) in read.file.rows.iter().zip(&read.ids) {
            prop_assert_eq!(id.is_some(), row.faults.is_empty(), "{:?}", row);
        }
        prop_assert!(!read.file.rows.is_empty() || read.file.failure.is_some() || !read.file.reading.missing.is_empty());
        let _ = SalesFile::read(&bytes);
    }
}
