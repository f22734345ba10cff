//! Writing: what spreadsheets get, and that import(export(x)) = x.

use contract::csv::encoding::FileEncoding;
use contract::csv::separator::Separator;
use contract::csv::write::{Writer, guard, unguard};
use proptest::prelude::*;

use crate::cells;

fn written(rows: &[Vec<String>], separator: Separator) -> String {
    let mut writer = Writer::new(separator);
    for row in rows {
        writer.row(row);
    }
    String::from_utf8_lossy(&writer.take()).into_owned()
}

#[test]
fn files_begin_with_a_mark_and_end_lines_with_cr_lf() {
    let mut writer = Writer::new(Separator::Semicolon);
    writer.row(["a;b", "c,d", "say \"hi\"", "x\ny", ""]);
    let first = writer.take();
    assert_eq!(FileEncoding::guess(&first), FileEncoding::Utf8Bom);
    assert_eq!(first, "\u{FEFF}\"a;b\";c,d;\"say \"\"hi\"\"\";\"x\ny\";\r\n".as_bytes());
    writer.row([""]);
    writer.row(Vec::<String>::new());
    assert_eq!(writer.take(), b"\"\"\r\n\"\"\r\n");
    assert_eq!(writer.take(), b"");
}

#[test]
fn formulas_are_guarded_and_other_apostrophes_stay() {
    for dangerous in ["=1+1", "+49", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "'x", "''", "sep=;", "=", "'"] {
        assert_eq!(guard(dangerous), format!("'{dangerous}"));
        assert_eq!(unguard(&guard(dangerous)), dangerous);
    }
    for plain in ["", "a=b", "Contoso", " =x", "案"] {
        assert_eq!(guard(plain), plain);
    }
    assert_eq!(unguard("'s-Hertogenbosch"), "'s-Hertogenbosch");
    assert_eq!(unguard("'"), "'");
}

#[test]
fn numbers_that_a_spreadsheet_would_save_otherwise_are_guarded() {
    for fragile in ["00042", "007", "01.50", "1234567890123456", "12E4", "1e5", "3.5E+2", "9e-1"] {
        assert_eq!(guard(fragile), format!("'{fragile}"));
        assert_eq!(unguard(&guard(fragile)), fragile);
    }
    let plain = ["0", "42", "0.50", "1234.50", "123456789012345", "2024-03-01", "E4", "4E", "e", "0x12", "01 Conseil"];
    for plain in plain {
        assert_eq!(guard(plain), plain);
    }
}

#[test]
fn a_zero_character_is_replaced_so_that_the_file_can_be_read() {
    assert_eq!(written(&[vec!["a\0b".to_owned()]], Separator::Comma), "\u{FEFF}a\u{FFFD}b\r\n");
}

/// Any text but the zero character, with what is special in CSV more often than by chance.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\\x00]{0,40}",
        "'?[0-9.,eE+]{1,18}",
        "[=+@'\",;\\t\\r\\n a-]{0,8}",
        "sep=[;,a]?",
        "[^\\x00]{300,400}"
    ]
}

proptest! {
    #[test]
    fn what_is_exported_is_imported_again(rows in proptest::collection::vec(proptest::collection::vec(cell(), 1..5), 1..6)) {
        for &separator in Separator::ALL {
            let text = written(&rows, separator);
            let back: Vec<Vec<String>> =
                cells(&text, separator).into_iter().map(|row| row.iter().map(|cell| unguard(cell).to_owned()).collect()).collect();
            prop_assert_eq!(&back, &rows);
        }
    }

    #[test]
    fn no_written_cell_begins_like_a_formula(cell in cell()) {
        let guarded = guard(&cell);
        prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        prop_assert_eq!(unguard(&guarded), cell.as_str());
    }

    #[test]
    fn the_separator_of_an_export_is_found_again(names in proptest::collection::vec("[A-Za-z]{1,9}( [a-z]{1,5})?", 2..9)) {
        for &separator in Separator::ALL {
            prop_assert_eq!(Separator::guess(&written(&[names.clone(), names.clone()], separator)), separator);
        }
    }
}
