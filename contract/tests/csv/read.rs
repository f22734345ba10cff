//! Reading: what a record is, where it begins, what is wrong with it; the same whole and in parts, and never a panic.

use contract::csv::problem::CsvProblemKind;
use contract::csv::read::Limits;
use contract::csv::separator::Separator;
use proptest::prelude::*;

use crate::{cells, in_parts};

const SMALL: Limits = Limits { rows: 3, cells: 4, cell_bytes: 10 };

/// Line, code and column of every problem of the records.
fn problems(text: &str, limits: Limits) -> Vec<(u64, Option<usize>, &'static str)> {
    let (records, _) = in_parts([text], Separator::Comma, limits);
    records
        .iter()
        .flat_map(|record| &record.problems)
        .map(|problem| (problem.line, problem.column, problem.kind.code()))
        .collect()
}

#[test]
fn quotes_line_ends_and_empty_lines() {
    assert_eq!(
        cells("a,b\r\n\r\n\"1,\r\n2\",\"say \"\"hi\"\"\"\n\n", Separator::Comma),
        [["a", "b"], ["1,\r\n2", "say \"hi\""]]
    );
    assert_eq!(cells("a\tb\rc\td", Separator::Tab), [["a", "b"], ["c", "d"]]);
    assert_eq!(cells("a;\n;b\n", Separator::Semicolon), [["a", ""], ["", "b"]]);
    assert_eq!(cells("5\" disk,x\n\"quoted\" tail,y", Separator::Comma), [["5\" disk", "x"], ["quoted tail", "y"]]);
    assert_eq!(cells("\u{FEFF}\"a\"\n\u{FEFF}b", Separator::Comma), [["a"], ["\u{FEFF}b"]]);
    assert_eq!(cells("\"\"\n", Separator::Comma), [[""]]);
}

#[test]
fn a_record_tells_the_line_on_which_it_begins() {
    for text in ["a\n\n\"x\ny\nz\"\nb\n", "a\r\n\r\n\"x\r\ny\r\nz\"\r\nb\r\n", "a\r\r\"x\ry\rz\"\rb\r"] {
        let (records, stopped) = in_parts([text], Separator::Comma, Limits::default());
        assert_eq!(records.iter().map(|record| record.line).collect::<Vec<_>>(), [1, 3, 6], "{text:?}");
        assert_eq!(stopped, None);
    }
}

#[test]
fn the_separator_line_of_excel_is_no_record() {
    for text in ["sep=;\r\na;b", "\u{FEFF}SEP=;\na;b", "\"sep=;\"\na;b"] {
        assert_eq!(cells(text, Separator::Semicolon), [["a", "b"]], "{text:?}");
    }
    assert_eq!(cells("sep=;\na,b", Separator::Comma), [["a", "b"]]);
    assert_eq!(cells("a\nsep=;", Separator::Comma), [["a"], ["sep=;"]]);
    assert_eq!(cells("sep=abc\nb", Separator::Comma), [["sep=abc"], ["b"]]);
    assert_eq!(Separator::guess("sep=;\na,b,c;d"), Separator::Semicolon);
    assert_eq!(Separator::guess("\u{FEFF}sep=\t\r\na,b"), Separator::Tab);
}

#[test]
fn separators_are_guessed_by_the_header_and_the_records_that_agree() {
    for (text, separator) in [
        ("Solution ID,Solution name,Partner ID\n1,\"a;b;c;d\",2\n", Separator::Comma),
        (
            "ID de solution;Nom de la solution;Valeur\n1;Gestion, suivi, pilotage;1 234,50\n2;Vente, achat, stock;5,00\n",
            Separator::Semicolon,
        ),
        ("ID\tName, full\tValue\n1\ta, b\t2\n", Separator::Tab),
        ("\"a;b\",\"c;d\",e\n", Separator::Comma),
        ("Nom, prénom;Montant\nDupont, Jeanne;150\n", Separator::Semicolon),
        ("解决方案 ID;名称\n1;\"甲\n乙\"\n", Separator::Semicolon),
        ("Name\nContoso\n", Separator::Comma),
        ("", Separator::Comma),
    ] {
        assert_eq!(Separator::guess(text), separator, "{text:?}");
    }
    let long = format!("a;b\n{}", "1;\"x,y,z,\n\"\n".repeat(20_000));
    assert_eq!(Separator::guess(&long), Separator::Semicolon);
}

#[test]
fn limits_cut_and_tell() {
    assert_eq!(problems("a\n1,2,3,4,5,6\n", SMALL), [(2, None, "tooManyCells")]);
    assert_eq!(
        problems("a\n\nx,12345678éé,\"0123456789a\",0123456789\n", SMALL),
        [(3, Some(1), "cellTooLong"), (3, Some(2), "cellTooLong")]
    );
    let (records, stopped) = in_parts(["h\n1,2,3,4,5,6\n2,12345678aé,x\n3\n4\n5\n"], Separator::Comma, SMALL);
    assert_eq!(records[1].problems[0].kind, CsvProblemKind::TooManyCells { found: 6, limit: 4 });
    assert_eq!(records[1].cells, ["1", "2", "3", "4"]);
    assert_eq!(records[2].cells, ["2", "12345678a", "x"]);
    assert_eq!((records.len(), stopped.as_deref()), (4, Some("tooManyRows@5")));
    let (records, stopped) = in_parts(["h\n1\n2\n3"], Separator::Comma, SMALL);
    assert_eq!((records.len(), stopped), (4, None));
}

#[test]
fn far_beyond_the_limits_little_is_kept() {
    let long = format!("h\n{},x\n{}\nlast", "é".repeat(50_000), "a,".repeat(50_000));
    let (records, _) = in_parts([long.as_str()], Separator::Comma, SMALL);
    assert_eq!(records[1].cells, ["é".repeat(5), "x".to_owned()]);
    assert_eq!(records[2].problems[0].kind, CsvProblemKind::TooManyCells { found: 50_001, limit: 4 });
    assert_eq!(records[3].cells, ["last"]);
}

#[test]
fn long_cells_come_whole_through_small_parts() {
    let text = format!("h,i\r\n\"{}\",{}\r\n", "é\"\"案,\r\n".repeat(3_000), "x".repeat(5_000));
    let whole = in_parts([text.as_str()], Separator::Comma, Limits::default());
    assert_eq!(whole.0[1].cells[0].len(), 3_000 * "é\"案,\r\n".len());
    for size in [1, 7, 1_023, 1_024, 4_099] {
        let mut parts = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let (part, later) = rest.split_at(rest.ceil_char_boundary(size));
            parts.push(part);
            parts.push("");
            rest = later;
        }
        assert_eq!(in_parts(parts, Separator::Comma, Limits::default()), whole, "{size}");
    }
}

#[test]
fn a_quote_that_is_never_closed_is_told_where_it_opens() {
    assert_eq!(problems("a,b\n1,\"x\ny\",\"open\nz,1\n2,3", Limits::default()), [(3, Some(2), "unclosedQuote")]);
    assert_eq!(problems("a\n\"", Limits::default()), [(2, Some(0), "unclosedQuote")]);
    for closed in ["a\n\"b\"", "a\n\"b\"\"\"", "a\n\"b\"c", "a\n\"\""] {
        assert_eq!(problems(closed, Limits::default()), [], "{closed:?}");
    }
    assert_eq!(problems("a\n\"b\"\"", Limits::default()), [(2, Some(0), "unclosedQuote")]);
}

#[test]
fn nothing_and_binary_files_stop_the_reading() {
    for empty in ["", "\u{FEFF}", "\r\n\n", "sep=,\n"] {
        assert_eq!(
            in_parts([empty], Separator::Comma, Limits::default()),
            (vec![], Some("emptyFile@1".to_owned())),
            "{empty:?}"
        );
    }
    let (records, stopped) = in_parts(["a\r\nb\r\n\"c\r\nd\0\"\r\ne"], Separator::Comma, Limits::default());
    assert_eq!((records.len(), stopped.as_deref()), (2, Some("notText@4")));
}

/// Texts in which quotes, separators and line ends meet often.
fn tangled() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(
            prop_oneof![
                Just("\""),
                Just(","),
                Just(";"),
                Just("\r"),
                Just("\n"),
                Just("a"),
                Just("é案"),
                Just("\0"),
                Just("\u{FEFF}"),
                Just("sep=,"),
                Just("0123456789")
            ],
            0..60
        )
        .prop_map(|parts| parts.concat()),
        proptest::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ]
}

proptest! {
    #[test]
    fn parts_make_no_difference(text in tangled(), cuts in proptest::collection::vec(0_usize..200, 0..8), small in any::<bool>()) {
        let limits = if small { SMALL } else { Limits::default() };
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|&cut| text.is_char_boundary(cut)).collect();
        cuts.sort_unstable();
        let mut parts = Vec::new();
        let mut from = 0;
        for cut in cuts {
            parts.push(&text[from..cut]);
            from = cut;
        }
        parts.push(&text[from..]);
        let whole = in_parts([text.as_str()], Separator::Comma, limits);
        prop_assert_eq!(in_parts(parts, Separator::Comma, limits), whole.clone());
        let singly: Vec<String> = text.chars().map(String::from).collect();
        prop_assert_eq!(in_parts(singly.iter().map(String::as_str), Separator::Comma, limits), whole);
    }

    #[test]
    fn records_respect_the_limits_and_their_lines_rise(text in tangled()) {
        let (records, _) = in_parts([text.as_str()], Separator::Semicolon, SMALL);
        let mut line = 0;
        prop_assert!(records.len() <= 4);
        for record in &records {
            prop_assert!(record.line > line && !record.cells.is_empty() && record.cells.len() <= SMALL.cells);
            prop_assert!(record.cells.iter().all(|cell| cell.len() <= SMALL.cell_bytes));
            line = record.line;
        }
    }

    #[test]
    fn guessing_never_panics(text in tangled()) {
        let _ = Separator::guess(&text);
    }
}
