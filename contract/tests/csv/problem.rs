//! Problems travel as codes with parameters, and every code is said once.

use contract::catalogue::Arg;
use contract::csv::problem::{CellProblem, CsvProblem, CsvProblemKind};
use contract::csv::sniff::NotText;

fn kinds() -> Vec<CsvProblemKind> {
    use CsvProblemKind::*;
    let name = "Partner ID".to_owned();
    vec![
        EmptyFile,
        NotText { found: contract::csv::sniff::NotText::Pdf },
        TooManyRows { limit: 5 },
        NoHeader,
        MissingColumn { name: name.clone() },
        DuplicateColumn { name: name.clone(), first: 1 },
        UnknownColumn { id: "x".to_owned() },
        MappingLength { found: 1, expected: 2 },
        UnclosedQuote,
        TooManyCells { found: 5, limit: 3 },
        CellTooLong { limit: 9 },
        MissingCell { name },
    ]
}

fn cells() -> Vec<CellProblem> {
    use CellProblem::*;
    vec![
        NotADate,
        AmbiguousDate { day_first: "2026-04-03".to_owned(), month_first: "2026-03-04".to_owned() },
        NotATime,
        NotACurrency,
        NotAnAmount,
        NegativeAmount,
        AmbiguousAmount,
        TooManyDecimals { currency: "EUR".to_owned(), digits: 2 },
        AmountTooLarge,
        NotACount,
        NotAnEmail,
        NotAUrl,
        NotHttps,
    ]
}

#[test]
fn codes_are_those_on_the_wire_and_unique() {
    let mut seen = std::collections::BTreeSet::new();
    for kind in kinds() {
        let json = serde_json::to_value(&kind).expect("valid");
        assert_eq!(json["code"], kind.code());
        assert_eq!(kind.key(), format!("csv.{}", kind.code()));
        assert_eq!(serde_json::from_value::<CsvProblemKind>(json).expect("valid"), kind);
        assert!(seen.insert(kind.code()));
    }
    for problem in cells() {
        let kind = CsvProblemKind::from(problem.clone());
        let json = serde_json::to_value(&kind).expect("valid");
        assert_eq!((json["code"].as_str(), json["problem"]["code"].as_str()), (Some("cell"), Some(problem.code())));
        assert_eq!((kind.code(), kind.key(), kind.args()), (problem.code(), problem.key(), problem.args()));
        assert_eq!(serde_json::from_value::<CsvProblemKind>(json).expect("valid"), kind);
        assert!(seen.insert(problem.code()));
    }
}

#[test]
fn problems_are_camel_case_and_name_their_place() {
    let problem = CsvProblem::in_cell(
        7,
        2,
        CellProblem::AmbiguousDate { day_first: "2026-04-03".into(), month_first: "2026-03-04".into() }.into(),
    );
    let json = r#"{"line":7,"column":2,"kind":{"code":"cell","problem":{"code":"ambiguousDate","dayFirst":"2026-04-03","monthFirst":"2026-03-04"}}}"#;
    assert_eq!(serde_json::to_string(&problem).expect("valid"), json);
    let whole = CsvProblem::on_line(1, CsvProblemKind::NotText { found: NotText::Spreadsheet });
    assert_eq!(
        serde_json::to_string(&whole).expect("valid"),
        r#"{"line":1,"kind":{"code":"notText","found":"spreadsheet"}}"#
    );
    assert_eq!(whole.kind.args(), [("found", Arg::Key("csv.found.spreadsheet".to_owned()))]);
}
