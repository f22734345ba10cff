//! Columns are recognised by their names in three languages, and what is missing, doubled or unknown is told.

use contract::csv::columns::{COLLATERAL, CONTACTS, REFERRALS, SOLUTIONS};
use contract::csv::header::{ColumnSet, Mapping};
use contract::csv::problem::CsvProblem;
use contract::csv::read::{Limits, Reader};
use contract::csv::separator::Separator;

const HEADER: &str = "Solution ID,Solution name,Partner ID,Offer type,Co-sell status,Open referrals,Referral value,Currency,Incentives,Collateral,Contacts,Updated";

fn ids(mapping: &Mapping) -> Vec<&str> {
    mapping.columns.iter().map(|column| column.as_deref().unwrap_or("-")).collect()
}

fn codes(problems: &[CsvProblem]) -> Vec<(Option<usize>, &'static str)> {
    problems.iter().map(|problem| (problem.column, problem.kind.code())).collect()
}

#[test]
fn the_export_header_is_that_of_the_api_and_is_recognised() {
    let header: Vec<&str> = SOLUTIONS.header().collect();
    assert_eq!(header[..12].join(","), HEADER);
    assert_eq!(header[12..].join(","), "Publisher,Keywords,Listing URL,Assigned to");
    for set in [SOLUTIONS, REFERRALS, COLLATERAL, CONTACTS] {
        let mapping = set.guess(set.header());
        assert_eq!(ids(&mapping), set.columns.iter().map(|column| column.id).collect::<Vec<_>>());
        assert_eq!(set.check(&mapping, 1, mapping.columns.len()), []);
    }
}

#[test]
fn every_name_leads_to_its_column_and_to_no_other() {
    for set in [SOLUTIONS, REFERRALS, COLLATERAL, CONTACTS] {
        for column in set.columns {
            for name in column.names {
                let shouted = name.to_uppercase();
                assert_eq!(ids(&set.guess([*name])), [column.id], "{name}");
                assert_eq!(ids(&set.guess([shouted.as_str()])), [column.id], "{name}");
            }
        }
    }
}

#[test]
fn french_and_chinese_headers_are_recognised_however_they_are_written() {
    let french = [
        "id de la solution ",
        "NOM DE LA SOLUTION",
        "ID_partenaire",
        "Type d'offre",
        "etat de la co vente",
        "Devise",
        "Mots-clés",
        "Remarque",
    ];
    assert_eq!(
        ids(&SOLUTIONS.guess(french)),
        ["solutionId", "name", "partnerId", "offerType", "coSellStatus", "currency", "keywords", "-"]
    );
    let chinese = ["解决方案ID", "解决方案名称", "合作伙伴　ＩＤ", "产品/服务类型", "联合销售状态", "负责人"];
    assert_eq!(
        ids(&SOLUTIONS.guess(chinese)),
        ["solutionId", "name", "partnerId", "offerType", "coSellStatus", "assignedTo"]
    );
    assert_eq!(
        ids(&CONTACTS.guess(["\u{FEFF}Solution-ID", "Email", "(Name)", "ROLE", "région"])),
        ["solutionId", "email", "name", "role", "region"]
    );
}

#[test]
fn the_better_name_wins_and_equal_names_are_left_to_a_person() {
    let mapping = SOLUTIONS.guess(["MPN ID", "Solution ID", "Partner ID", "Solution name"]);
    assert_eq!(ids(&mapping), ["-", "solutionId", "partnerId", "name"]);
    let doubled = SOLUTIONS.guess(["Solution ID", "Solution name", "Partner ID", "partner-id"]);
    assert_eq!(codes(&SOLUTIONS.check(&doubled, 1, 4)), [(Some(3), "duplicateColumn")]);
}

#[test]
fn mappings_are_checked() {
    let check = |set: ColumnSet, columns: &[Option<&str>], width| {
        let mapping = Mapping { columns: columns.iter().map(|column| column.map(str::to_owned)).collect() };
        codes(&set.check(&mapping, 1, width))
    };
    assert_eq!(check(SOLUTIONS, &[Some("solutionId"), Some("name")], 2), [(None, "missingColumn")]);
    assert_eq!(check(SOLUTIONS, &[None, None], 2), [(None, "noHeader")]);
    assert_eq!(
        check(CONTACTS, &[Some("solutionId"), Some("name"), Some("email"), Some("shoeSize")], 4),
        [(Some(3), "unknownColumn")]
    );
    assert_eq!(check(REFERRALS, &[Some("solutionId"), Some("customer")], 3), [(None, "mappingLength")]);
    let mapping: Mapping = serde_json::from_str(r#"["solutionId",null]"#).expect("valid");
    assert_eq!(ids(&mapping), ["solutionId", "-"]);
    assert_eq!(serde_json::to_string(&mapping).expect("valid"), r#"["solutionId",null]"#);
}

#[test]
fn rows_are_checked_against_the_header() {
    let mut reader = Reader::new(Separator::Comma, Limits::default());
    let mut rest = "Solution ID,Customer,Stage\nS-1,Ana,won\nS-2,' ,\nS-3\n,'=x\nS-5,a,b,,\nS-6,a,b,c\n,,\n";
    let mapping = match reader.read(&mut rest) {
        Some(row) => REFERRALS.guess(row.cells()),
        None => Mapping::default(),
    };
    let mut found = Vec::new();
    let mut customers = Vec::new();
    while let Some(row) = reader.read(&mut rest) {
        if row.is_empty() {
            found.push((row.line, vec![(None, "blank")]));
            continue;
        }
        customers.push(mapping.value(&row, "customer").to_owned());
        found.push((row.line, codes(&REFERRALS.check_row(&mapping, &row))));
    }
    assert_eq!(
        found,
        [
            (2, vec![]),
            (3, vec![]),
            (4, vec![(Some(1), "missingCell")]),
            (5, vec![(Some(0), "missingCell")]),
            (6, vec![]),
            (7, vec![(None, "tooManyCells")]),
            (8, vec![(None, "blank")]),
        ]
    );
    assert_eq!(customers, ["Ana", "'", "", "=x", "a", "a"]);
}
