//! Audience files: what is exported is read back, and nothing that a file holds makes the reader fail.

use contract::audience::list::{ExportRow, export, is_tenant_type};
use contract::audience::tenant::TenantId;
use contract::csv::columns::AUDIENCE;
use contract::csv::read::Limits;
use contract::csv::record::records;
use contract::csv::separator::Separator;
use contract::csv::write::unguard;
use proptest::prelude::*;

/// Reads a file as an import does, with every cell as it was given to the export.
fn read(text: &str) -> Vec<ExportRow> {
    let mut records = records(text, Separator::guess(text), Limits::default());
    let Some(header) = records.next() else { return Vec::new() };
    let mapping = AUDIENCE.guess(header.cells.iter().map(String::as_str));
    let cell = |record: &contract::csv::record::Record, id: &str| {
        let at = mapping.place(id);
        at.and_then(|at| record.cells.get(at)).map_or(String::new(), |cell| unguard(cell).to_owned())
    };
    records
        .map(|record| ExportRow {
            tenant_id: cell(&record, "tenantId"),
            name: cell(&record, "description"),
            country: cell(&record, "country"),
            region: cell(&record, "region"),
        })
        .collect()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_header_is_that_of_the_portals_other_audience_files() {
    assert_eq!(text(export([])), "\u{FEFF}ID,Description,Type,Country,Region\r\n");
}

#[test]
fn names_stay_names() {
    let id = "00000001-0000-4000-8000-000000000001".to_owned();
    let row =
        |name: &str| ExportRow { tenant_id: id.clone(), name: name.into(), country: "FR".into(), region: "EU".into() };
    let rows = ["=1+1", "+33 Conseil", "@home", "-", "'s-Hertogenbosch IT", "'=x", "Écluse; Fils, \"Cie\"", "船坞\n云"]
        .map(row);
    let written = text(export(&rows));
    assert!(written.contains(",'=1+1,") && written.contains(",'@home,"), "{written}");
    assert_eq!(read(&written), rows);
}

#[test]
fn the_type_is_read_as_people_write_it() {
    for good in ["TenantID", "tenantid", "Tenant ID", "tenant_id", "", " "] {
        assert!(is_tenant_type(good), "{good}");
    }
    for bad in ["SubscriptionID", "AzureAD", "x"] {
        assert!(!is_tenant_type(bad), "{bad}");
    }
}

proptest! {
    #[test]
    fn what_is_exported_is_read_back(rows in proptest::collection::vec((any::<[u8; 16]>(), "[^\u{0}\r]{0,30}", "[A-Z]{2}", "\\PC{0,12}"), 0..20)) {
        let rows: Vec<ExportRow> = rows
            .into_iter()
            .map(|(bytes, name, country, region)| ExportRow {
                tenant_id: TenantId::parse(&bytes.iter().map(|b| format!("{b:02x}")).collect::<String>()).unwrap().to_string(),
                name,
                country,
                region,
            })
            .collect();
        let back = read(&text(export(&rows)));
        prop_assert_eq!(&back, &rows);
        // And once more: what is read is written as it was.
        prop_assert_eq!(export(&back), export(&rows));
    }

    #[test]
    fn no_file_makes_the_reader_panic(text in any::<String>(), rows in "([\"',;\t\r\n=a0-9-]|ID|Type){0,80}") {
        let _ = read(&text);
        let _ = read(&format!("ID;Description\r\n{rows}"));
        let _ = read(&rows);
    }
}
