//! The folded key: what it makes of real names, and the properties that sorting, searching and highlighting rely on.

use contract::fold::{fold, fold_into, fold_spans};
use proptest::prelude::*;

#[test]
fn names_fold_to_what_people_type() {
    for (text, key) in [
        ("Contoso CRM", "contoso crm"),
        ("  Vue  d’ensemble\tde l\u{A0}offre \r\n", "vue d'ensemble de l offre"),
        ("ÉTÉ à Noël, où ça?", "ete a noel, ou ca?"),
        ("Œuvre & Læring — Straße", "oeuvre & laering - strasse"),
        ("GROẞE Łódź Đorđe Søren", "grosse lodz dorde soren"),
        ("İstanbul ısı DİYARBAKIR", "istanbul isi diyarbakir"),
        ("Nguyễn Thị Đặng Ưu việt", "nguyen thi dang uu viet"),
        ("Žluťoučký kůň, Țară Şişli", "zlutoucky kun, tara sisli"),
        ("Ａｚｕｒｅ　ＣＲＭ（１）", "azure crm(1)"),
        ("解决方案 ID", "解决方案 id"),
        ("Αθήνα ΟΔΟΣ οδός", "αθηνα οδοσ οδοσ"),
        ("Ёлка Чайковский ЇЖАК Ґанок", "елка чаиковскии іжак ґанок"),
        ("e\u{301}t\u{E9}", "ete"),
        ("Wi\u{AD}Fi\u{200B} \u{FEFF}☁\u{FE0F}", "wifi ☁"),
        ("a \u{301} b", "a b"),
        ("", ""),
        (" \u{3000}\n", ""),
        ("\0a\u{1}b", "ab"),
    ] {
        assert_eq!(fold(text), key, "{text:?}");
        assert_eq!(fold_spans(text).folded(), key, "{text:?}");
    }
}

#[test]
fn every_character_folds_to_itself_the_second_time_and_upper_like_lower() {
    for c in '\0'..=char::MAX {
        let once = fold(&c.to_string());
        assert_eq!(fold(&once), once, "{c:?}");
        if matches!(c, '\0'..='\u{24F}' | '\u{370}'..='\u{58F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF00}'..='\u{FF5E}') {
            let lower: String = c.to_lowercase().collect();
            let rare = matches!(c, '\u{370}'..='\u{37D}' | '\u{37F}' | '\u{3CF}'..='\u{3FF}');
            assert!(rare || fold(&lower) == once, "{c:?}");
        }
    }
}

#[test]
fn appending_leaves_what_was_there() {
    let mut column = String::from("before ");
    fold_into(&mut column, " Été ");
    fold_into(&mut column, "X Y");
    assert_eq!(column, "before etex y");
}

#[test]
fn spans_lead_back_to_the_source() {
    let text = "  Stra\u{DF}e\u{301}  x";
    let spans = fold_spans(text);
    assert_eq!(spans.folded(), "strasse x");
    assert_eq!(&text[spans.source(0..4)], "Stra");
    assert_eq!(&text[spans.source(4..5)], "\u{DF}");
    assert_eq!(&text[spans.source(5..7)], "\u{DF}e\u{301}");
    assert_eq!(&text[spans.source(7..8)], "  ");
    assert_eq!(&text[spans.source(8..9)], "x");
    assert_eq!(spans.source(3..3), 0..0);
    assert_eq!(spans.source(3..300), 0..0);
}

proptest! {
    #[test]
    fn folding_is_idempotent_trimmed_and_single_spaced(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(once.trim(), once.as_str());
        prop_assert!(!once.contains("  "));
    }

    #[test]
    fn words_fold_one_by_one(words in proptest::collection::vec("\\PC{1,6}", 0..6)) {
        let apart: Vec<String> = words.iter().map(|w| fold(w)).filter(|w| !w.is_empty()).collect();
        prop_assert_eq!(fold(&words.join(" ")), apart.join(" "));
    }

    #[test]
    fn spans_agree_with_fold_and_cut_on_characters(text in any::<String>(), a in 0_usize..40, b in 0_usize..40) {
        let spans = fold_spans(&text);
        prop_assert_eq!(spans.folded(), fold(&text));
        if let Some(part) = spans.folded().get(a..b.max(a)) && !part.is_empty() {
            let source = spans.source(a..b.max(a));
            let cut = text.get(source);
            prop_assert!(cut.is_some());
            prop_assert!(fold(cut.unwrap_or_default()).contains(part.trim()));
        }
    }
}
