//! Search by words: parsing, refinement by keystroke, highlights; compared with a plain reading of the rule.

use contract::fold::fold;
use contract::search::Query;
use proptest::prelude::*;

fn words(query: &Query) -> Vec<&str> {
    query.words().collect()
}

#[test]
fn words_are_folded_apart_and_the_needless_ones_dropped() {
    assert_eq!(words(&Query::parse("  Été CRM  ")), ["crm", "ete"]);
    assert_eq!(words(&Query::parse("crm contoso-crm crm")), ["contoso-crm"]);
    assert_eq!(words(&Query::parse("\"Supply  Chain\" azure")), ["supply chain", "azure"]);
    assert_eq!(words(&Query::parse("“chaîne d’achat” x")), ["chaine d'achat", "x"]);
    assert_eq!(words(&Query::parse("azure \"supply ch")), ["supply ch", "azure"]);
    assert!(Query::parse("").is_empty() && Query::parse(" \" \" ").is_empty());
}

#[test]
fn all_words_must_occur_in_any_order() {
    let row = fold("Contoso Gestion de la Chaîne d’approvisionnement\nSOL-00042\n解决方案");
    for found in ["", "contoso", "chaine gestion", "42 sol", "\"de la\"", "D'APPRO", "决方 contoso", "ＳＯＬ－００"]
    {
        assert!(Query::parse(found).matches(&row), "{found}");
    }
    for missed in ["contosos", "\"gestion chaine\"", "contoso 43", "解方"] {
        assert!(!Query::parse(missed).matches(&row), "{missed}");
    }
}

#[test]
fn one_more_letter_refines_and_another_word_does_not() {
    let refines = |new: &str, old: &str| Query::parse(new).refines(&Query::parse(old));
    assert!(
        refines("azu", "az") && refines("azure crm", "azure") && refines("crm azure", "azure crm") && refines("x", "")
    );
    assert!(refines("\"supply chain\"", "chain supply"));
    assert!(!refines("az", "azu") && !refines("crm", "azure") && !refines("", "a"));
}

#[test]
fn highlights_are_parts_of_the_typed_text() {
    let marked = |query: &str, source: &str| -> Vec<String> {
        Query::parse(query).highlights(source).into_iter().map(|range| source[range].to_owned()).collect()
    };
    assert_eq!(marked("ete", "L’été, E\u{301}te\u{301}"), ["été", "E\u{301}te\u{301}"]);
    assert_eq!(marked("ana", "banana"), ["anana"]);
    assert_eq!(marked("con oso", "Contoso"), ["Con", "oso"]);
    assert_eq!(marked("cont toso", "Contoso"), ["Contoso"]);
    assert_eq!(marked("strasse", "Große Straße 1"), ["Straße"]);
    assert_eq!(marked("\"a b\"", "xa   by"), ["a   b"]);
    assert_eq!(marked("方案", "解决方案"), ["方案"]);
    assert!(marked("", "abc").is_empty() && marked("zzz", "abc").is_empty());
}

/// Short texts over few letters, so that words meet rows often.
fn text() -> impl Strategy<Value = String> {
    "[abcé \"é案’-]{0,24}"
}

proptest! {
    #[test]
    fn matching_equals_the_rule(query in "[abé案 ]{0,10}", row in text()) {
        let row = fold(&row);
        let expected = fold(&query).split(' ').all(|word| row.contains(word));
        prop_assert_eq!(Query::parse(&query).matches(&row), expected);
    }

    #[test]
    fn refinement_never_loses_a_row(new in text(), old in text(), row in text()) {
        let (new, old, row) = (Query::parse(&new), Query::parse(&old), fold(&row));
        if new.refines(&old) && new.matches(&row) {
            prop_assert!(old.matches(&row));
        }
        prop_assert!(new.refines(&new));
    }

    #[test]
    fn typing_on_keeps_refining(start in "[a-zé ]{0,8}", more in "[a-zé ]{0,4}") {
        let typed = start.clone() + &more;
        prop_assert!(Query::parse(&typed).refines(&Query::parse(&start)));
    }

    #[test]
    fn highlights_are_sorted_apart_and_on_characters(query in any::<String>(), source in any::<String>()) {
        let mut end = None;
        for range in Query::parse(&query).highlights(&source) {
            prop_assert!(range.start < range.end && source.get(range.clone()).is_some());
            prop_assert!(end.is_none_or(|end| end < range.start));
            end = Some(range.end);
        }
    }

    #[test]
    fn a_match_is_highlighted_and_only_a_match(query in "[abé]{1,3}", source in text()) {
        let query = Query::parse(&query);
        prop_assert_eq!(query.matches(&fold(&source)), !query.highlights(&source).is_empty());
    }
}
