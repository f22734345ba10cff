//! Encodings are guessed right for texts as people write them, and files that are no text are told apart.

use contract::csv::encoding::FileEncoding::{self, *};
use contract::csv::sniff::{NotText, sniff};
use encoding_rs::{GB18030, WINDOWS_1252};
use proptest::prelude::*;

const FRENCH: &[&str] = &[
    "ID de solution;Nom de la solution;ID partenaire;État de la co-vente\r\nSOL-1;Été indien – pilotage;4711;Prêt pour la co-vente\r\n",
    "Client;Étape\r\nSociété Générale;négociation\r\n",
    "Référencement de l’offre, créée à Orléans : où l’été dure « toujours »",
    "Œuvre\tMontant\r\nForêt vierge\t1\u{A0}234,00\u{A0}€\r\n",
    "numéro",
    "ÉÀÈ;ÇÔÛ\r\n",
    "créée\r\n",
];
const OTHER_WESTERN: &[&str] = &[
    "Größe;Maß\r\nStraßenbahn;Überführung\r\n",
    "Señor Muñoz, ¿qué? ¡Así!",
    "São João, coração, ação",
    "Åse Ærø, smørrebrød på bjælke",
];
const CHINESE: &[&str] = &[
    "解决方案 ID,解决方案名称,合作伙伴 ID\r\nSOL-1,供应链管理平台,4711\r\n",
    "客户;阶段;金额\r\n上海某某科技有限公司;谈判;100\r\n",
    "软件即服务：面向零售业的智能分析，支持“实时”报表。",
    "Name,Region\r\nContoso,上海\r\n",
    "名称",
    "北京市朝阳区",
];

#[test]
fn texts_are_recognised_in_every_encoding() {
    for text in FRENCH.iter().chain(OTHER_WESTERN) {
        assert_eq!(FileEncoding::guess(&WINDOWS_1252.encode(text).0), Windows1252, "{text}");
    }
    for text in CHINESE {
        assert_eq!(FileEncoding::guess(&GB18030.encode(text).0), Gb18030, "{text}");
    }
    for text in FRENCH.iter().chain(CHINESE).chain(OTHER_WESTERN) {
        let bytes = text.as_bytes();
        assert_eq!(FileEncoding::guess(bytes), Utf8, "{text}");
        for cut in bytes.len().saturating_sub(3)..bytes.len() {
            assert_eq!(FileEncoding::guess(&bytes[..cut]), Utf8, "{text} cut");
        }
        assert_eq!(FileEncoding::guess(&["\u{FEFF}".as_bytes(), bytes].concat()), Utf8Bom);
        assert_eq!(FileEncoding::guess(&utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes)), Utf16Le);
        assert_eq!(FileEncoding::guess(&utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes)), Utf16Be);
    }
    for text in FRENCH.iter().chain(&CHINESE[..2]) {
        assert_eq!(FileEncoding::guess(&utf16(text, u16::to_le_bytes)), Utf16Le, "{text}");
        assert_eq!(FileEncoding::guess(&utf16(text, u16::to_be_bytes)), Utf16Be, "{text}");
    }
    assert_eq!(FileEncoding::guess(b""), Utf8);
    assert_eq!(FileEncoding::guess(b"ID,Name\r\n1,Contoso\r\n"), Utf8);
}

#[test]
fn chinese_parts_may_end_within_a_character() {
    for text in CHINESE {
        let bytes = GB18030.encode(text).0;
        assert_eq!(FileEncoding::guess(&bytes[..bytes.len() - 1]), Gb18030, "{text}");
    }
    let rare = GB18030.encode("㐀㐁㐂㐃,𠀀𠀁").0.into_owned();
    assert_eq!(FileEncoding::guess(&rare), Gb18030);
}

#[test]
fn one_damaged_place_does_not_turn_utf8_into_another_encoding() {
    let mut bytes = FRENCH[0].repeat(30).into_bytes();
    bytes[10] = 0xE9;
    assert_eq!(FileEncoding::guess(&bytes), Utf8);
}

#[test]
fn labels_are_those_of_the_decoders() {
    for &encoding in FileEncoding::ALL {
        let known = encoding_rs::Encoding::for_label(encoding.label().as_bytes()).map(encoding_rs::Encoding::name);
        assert_eq!(known.map(str::to_lowercase).as_deref(), Some(encoding.label()));
    }
}

#[test]
fn files_that_are_no_text_are_told_apart() {
    let workbook = [
        b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0".as_slice(),
        &[0; 12],
        b"\x13\0\0\0[Content_Types].xml....PK\x03\x04xl/workbook.xml",
    ]
    .concat();
    let calc = b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    for (bytes, kind) in [
        (workbook.as_slice(), NotText::Spreadsheet),
        (calc, NotText::Spreadsheet),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", NotText::Spreadsheet),
        (b"PK\x03\x04word/document.xml", NotText::Archive),
        (b"\x1F\x8B\x08\0", NotText::Archive),
        (b"%PDF-1.7\n", NotText::Pdf),
        (b"\x89PNG\r\n\x1A\n\0", NotText::Image),
        (b"\xFF\xD8\xFF\xE0", NotText::Image),
        (b"RIFF\x10\0\0\0WEBPVP8 ", NotText::Image),
        (b"\xEF\xBB\xBF \r\n<!DOCTYPE html><table>", NotText::Markup),
        (b"<html xmlns:x=\"urn\">", NotText::Markup),
        (b"\x7FELF\x02\x01\x01\0\0\0\0\0", NotText::Binary),
    ] {
        assert_eq!(sniff(bytes), Some(kind), "{bytes:?}");
    }
    for text in FRENCH.iter().chain(CHINESE) {
        assert_eq!(sniff(text.as_bytes()), None);
        assert_eq!(sniff(&utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes)), None);
    }
    assert_eq!(sniff(b""), None);
    assert_eq!(sniff(b"PK,Name\r\n1,x"), None);
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

proptest! {
    #[test]
    fn bytes_of_any_kind_are_guessed_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = (FileEncoding::guess(&bytes), sniff(&bytes));
    }

    #[test]
    fn utf8_is_never_mistaken(text in "[^\\x00]{0,60}", cut in 0_usize..4) {
        let bytes = text.as_bytes();
        let guess = FileEncoding::guess(&bytes[..bytes.len().saturating_sub(cut)]);
        prop_assert!(matches!(guess, Utf8 | Utf8Bom), "{:?}", guess);
    }
}
