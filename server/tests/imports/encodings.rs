//! Encodings and separators: guessed, shown, and set right by a person.

use contract::api::import::{ImportJob, ImportKind, ImportState};
use contract::csv::encoding::FileEncoding;
use contract::csv::separator::Separator;
use encoding_rs::{GB18030, WINDOWS_1252};
use serde_json::json;

use crate::files::counts;
use crate::support::World;

const FRENCH: &str = "ID de solution;Nom de la solution;ID partenaire;État de la co-vente;Valeur des références;Devise\r\n\
    E-1;Gestion d’entrepôt créée à Liège;4100001;Prêt pour la co-vente;1 234,50;EUR\r\n\
    E-2;Pièces détachées;4100001;Sur le marché;;\r\n";
const CHINESE: &str = "解决方案 ID,解决方案名称,合作伙伴 ID,产品/服务类型\r\nZ-1,车队洞察与路线规划,4100001,软件即服务\r\nZ-2,港口规划,4100001,托管服务\r\n";

fn read_as(job: &ImportJob) -> (FileEncoding, Separator) {
    let reading = job.reading.as_ref().expect("a reading");
    (reading.encoding, reading.separator)
}

#[tokio::test]
async fn a_french_file_as_excel_writes_it() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (bytes, _, lossy) = WINDOWS_1252.encode(FRENCH);
    assert!(!lossy);
    let job = owner.bring(ImportKind::Solutions, bytes).await;
    assert_eq!(read_as(&job), (FileEncoding::Windows1252, Separator::Semicolon));
    assert_eq!(job.reading.as_ref().unwrap().counts, counts(2, 0, 0, 0));
    owner.commit(&job).await.is(200);
    let first = owner.solution(&owner.id_of("E-1").await).await;
    assert_eq!(first.row.name, "Gestion d’entrepôt créée à Liège");
    assert_eq!(first.carries.summary.unwrap().value_minor, 123_450);
}

#[tokio::test]
async fn a_chinese_file() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (bytes, _, lossy) = GB18030.encode(CHINESE);
    assert!(!lossy);
    let job = owner.bring(ImportKind::Solutions, bytes).await;
    assert_eq!(read_as(&job), (FileEncoding::Gb18030, Separator::Comma));
    owner.commit(&job).await.is(200);
    assert_eq!(owner.solution(&owner.id_of("Z-2").await).await.row.name, "港口规划");
}

#[tokio::test]
async fn utf_16_with_tabs_with_and_without_a_mark() {
    let world = World::new().await;
    let owner = world.owner().await;
    let text = FRENCH.replace(';', "\t");
    let wide = |mark: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(order).collect()
    };
    let cases = [
        (wide("\u{FEFF}", u16::to_le_bytes), FileEncoding::Utf16Le),
        (wide("\u{FEFF}", u16::to_be_bytes), FileEncoding::Utf16Be),
        (wide("", u16::to_le_bytes), FileEncoding::Utf16Le),
    ];
    for (bytes, encoding) in cases {
        let job = owner.bring(ImportKind::Solutions, bytes).await;
        assert_eq!(read_as(&job), (encoding, Separator::Tab));
        assert_eq!(job.reading.as_ref().unwrap().counts, counts(2, 0, 0, 0));
        assert_eq!(job.reading.unwrap().columns[1].samples[1], "Pièces détachées");
    }
}

#[tokio::test]
async fn a_wrong_guess_is_set_right() {
    let world = World::new().await;
    let owner = world.owner().await;
    // Two accented letters in a row: nothing tells this from Chinese.
    let (bytes, _, _) =
        GB18030.encode("Solution ID,Solution name,Partner ID\nW-1,caf\u{e9}\u{e9}\u{e8} 车队洞察,4100001\n");
    let job = owner.bring(ImportKind::Solutions, &bytes).await;
    let wrong = owner.set(&job.id, &json!({ "encoding": "windows1252", "separator": "semicolon" })).await;
    assert_eq!(read_as(&wrong), (FileEncoding::Windows1252, Separator::Semicolon));
    assert_eq!(wrong.state, ImportState::Failed, "with semicolons there is one column, and it is no known one");
    assert_eq!(wrong.settings.separator, Some(Separator::Semicolon));
    let right = owner.set(&job.id, &json!({ "encoding": "gb18030" })).await;
    assert_eq!(read_as(&right), (FileEncoding::Gb18030, Separator::Comma));
    assert!(right.version > wrong.version && wrong.version > job.version);
    owner.commit(&wrong).await.refused(409, "importStale");
    owner.commit(&right).await.is(200);
    assert!(owner.solution(&owner.id_of("W-1").await).await.row.name.ends_with("车队洞察"));
}

#[tokio::test]
async fn bytes_of_another_encoding_are_told_with_their_line() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (bytes, _, _) = WINDOWS_1252.encode(FRENCH);
    let job = owner.bring(ImportKind::Solutions, &bytes).await;
    let failed = owner.set(&job.id, &json!({ "encoding": "utf8" })).await;
    assert_eq!((failed.state, read_as(&failed).0), (ImportState::Failed, FileEncoding::Utf8));
    let sentence = failed.failure.unwrap();
    assert!(sentence.contains("UTF-8") && sentence.contains("Windows-1252"), "{sentence}");
    // The header has an accent, so the first line is the one.
    assert!(sentence.contains("ine 1"), "{sentence}");
    let again = owner.set(&job.id, &json!({})).await;
    assert_eq!((again.state, read_as(&again).0), (ImportState::Review, FileEncoding::Windows1252));
}

#[tokio::test]
async fn accents_beyond_the_first_part_count() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut file = b"Solution ID,Solution name,Partner ID\n".to_vec();
    let filler = "x".repeat(3_000);
    for n in 0..400 {
        // A name too long is rejected, which keeps this quick; what matters is where the accents are.
        file.extend(format!("B-{n},{filler},4100001\n").bytes());
    }
    file.extend(b"B-last,Cr\xe9\xe9e,4100001\n");
    assert!(file.len() > 1_100_000);
    let job = owner.bring(ImportKind::Solutions, file).await;
    assert_eq!(read_as(&job).0, FileEncoding::Windows1252);
    assert_eq!(job.reading.unwrap().counts, counts(1, 0, 0, 400));
}
