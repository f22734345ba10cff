//! Files of support requests.

use axum::http::Method;
use contract::api::merging::Filed;
use contract::api::path;
use contract::api::requests::{ATTACHMENT_MAX, ATTACHMENTS_MAX, Attachment, RequestDetail};
use contract::api::solutions::Ticket;
use serde_json::json;
use server::secrets;

use crate::support::{Caller, Reply, World};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";

async fn request(caller: &Caller<'_>) -> String {
    let body = json!({ "title": "Help", "text": "See the file." });
    caller.post(path::SUPPORT_REQUESTS, &body).await.is(201).json::<Filed>().number
}

async fn send(caller: &Caller<'_>, path: &str, key: &str, name: &str, bytes: &[u8]) -> Reply {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let ask = caller.ask(Method::POST, &format!("{path}?name={name}")).key(key);
    ask.body("application/octet-stream", bytes.to_vec()).send().await
}

async fn attach(caller: &Caller<'_>, number: &str, name: &str, bytes: &[u8]) -> Reply {
    send(caller, &path::request_attachments(number), &secrets::code().unwrap(), name, bytes).await
}

async fn ticket(caller: &Caller<'_>, number: &str, id: &str) -> Reply {
    let body = json!({ "kind": "attachment", "request": number, "attachment": id });
    caller.ask(Method::POST, path::TICKETS).json(&body).send().await
}

async fn fetch(world: &World, caller: &Caller<'_>, number: &str, id: &str) -> Reply {
    let ticket: Ticket = ticket(caller, number, id).await.is(201).json();
    world.get(&ticket.href).await
}

/// A ZIP archive of empty entries, as far as its directory goes.
fn archive(names: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for name in names {
        let (at, length) = (out.len() as u32, (name.len() as u16).to_le_bytes());
        out.extend_from_slice(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        out.extend_from_slice(&length);
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(name.as_bytes());
        directory.extend_from_slice(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        directory.extend_from_slice(&length);
        directory.extend_from_slice(&[0; 12]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let (at, count) = (out.len() as u32, (names.len() as u16).to_le_bytes());
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count);
    out.extend_from_slice(&count);
    out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    out.extend_from_slice(&at.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// One file of each kind, with its media type.
fn samples() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    // A picture of one pixel each.
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("ID;Écluse\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let office = |part: &str| archive(&["[Content_Types].xml", "_rels/.rels", part]);
    vec![
        ("pitch deck.pdf", PDF.to_vec(), "application/pdf"),
        ("logo.png", png.to_vec(), "image/png"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9".to_vec(), "image/jpeg"),
        ("moving.gif", gif.to_vec(), "image/gif"),
        (
            "Écluse 车队.docx",
            office("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "figures.xlsx",
            office("xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            "slides.pptx",
            office("ppt/presentation.xml"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        ("rows.csv", wide, "text/csv"),
        ("notes.txt", "Écluse\n".into(), "text/plain"),
    ]
}

#[tokio::test]
async fn each_kind_is_kept_whole_and_fetched_as_what_it_is() {
    let world = World::new().await;
    let (owner, viewer) = (world.owner().await, world.viewer().await);
    let number = request(&owner).await;
    for (name, bytes, media_type) in samples() {
        let attached: Attachment = attach(&owner, &number, name, &bytes).await.is(201).json();
        assert_eq!(
            (attached.name.as_str(), attached.media_type.as_str(), attached.size),
            (name, media_type, bytes.len() as u64)
        );
        let file = fetch(&world, &viewer, &number, &attached.id).await.is(200);
        assert_eq!(file.body, bytes, "{name}");
        assert_eq!(file.header("content-type"), media_type);
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-disposition").starts_with("attachment; filename=\""), "{name}");
    }
    let detail: RequestDetail = viewer.read(&path::support_request(&number)).await;
    let names: Vec<_> = detail.attachments.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, samples().iter().map(|(name, _, _)| *name).collect::<Vec<_>>());
    let docx = &detail.attachments[4];
    let file = fetch(&world, &viewer, &number, &docx.id).await.is(200);
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"_cluse __.docx\"; filename*=UTF-8''%C3%89cluse%20%E8%BD%A6%E9%98%9F%2Edocx"
    );
    let history = owner.get(&format!("{}?kind=fileAttached", path::HISTORY)).await.is(200).value();
    assert_eq!(history["items"].as_array().unwrap().len(), samples().len());
}

#[tokio::test]
async fn liars_and_things_that_run_are_refused_with_a_sentence() {
    let world = World::new().await;
    let owner = world.owner().await;
    let number = request(&owner).await;
    let macros = archive(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]);
    let zip = archive(&["holiday/photo.png"]);
    let cases: &[(&str, &[u8], &str)] = &[
        ("invoice.pdf", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "attachmentActive"),
        ("tool.png", b"\x7fELF\x02\x01\x01\0", "attachmentActive"),
        ("page.png", b"<!DOCTYPE html><html><script>alert(1)</script></html>", "attachmentActive"),
        ("drawing.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "attachmentActive"),
        ("drawing.txt", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "attachmentActive"),
        ("run.sh", b"echo hello", "attachmentActive"),
        ("empty.pdf", b"", "attachmentEmpty"),
        ("deck.pdf", b"\x89PNG\r\n\x1a\n", "attachmentName"),
        ("rows.csv", b"\0\x01\x02", "attachmentKind"),
        ("letter.docx", &macros, "attachmentMacros"),
        ("holiday.zip", &zip, "attachmentKind"),
        ("holiday.docx", &zip, "attachmentKind"),
    ];
    for (name, bytes, code) in cases {
        attach(&owner, &number, name, bytes).await.wrong_field("file", code);
    }
    let detail: RequestDetail = owner.read(&path::support_request(&number)).await;
    assert_eq!((detail.attachments.len(), detail.version), (0, 1));
}

#[tokio::test]
async fn size_and_number_have_bounds() {
    let world = World::new().await;
    let owner = world.owner().await;
    let number = request(&owner).await;
    let mut largest = PDF.to_vec();
    largest.resize(ATTACHMENT_MAX as usize, b' ');
    let attached: Attachment = attach(&owner, &number, "large.pdf", &largest).await.is(201).json();
    assert!(fetch(&world, &owner, &number, &attached.id).await.is(200).body == largest);
    largest.push(b' ');
    let problem = attach(&owner, &number, "larger.pdf", &largest).await.refused(413, "tooLarge");
    assert!(problem.detail.contains("20 MB"), "{}", problem.detail);
    for n in 1..ATTACHMENTS_MAX {
        attach(&owner, &number, &format!("{n}.pdf"), PDF).await.is(201);
    }
    attach(&owner, &number, "one too many.pdf", PDF).await.refused(409, "tooManyAttachments");
}

#[tokio::test]
async fn the_desk_adds_files_and_reads_those_of_the_company() {
    let world = World::new().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let number = request(&owner).await;
    let ours: Attachment = attach(&owner, &number, "ours.pdf", PDF).await.is(201).json();
    let before = owner.read::<RequestDetail>(&path::support_request(&number)).await.version;
    let theirs = send(&operator, &path::desk_attachments(&number), "k", "theirs.txt", b"Read this").await;
    let theirs: Attachment = theirs.is(201).json();
    assert_eq!(theirs.by, "Otto Operator");
    assert!(owner.read::<RequestDetail>(&path::support_request(&number)).await.version > before);
    assert_eq!(fetch(&world, &operator, &number, &ours.id).await.is(200).body, PDF);
    assert_eq!(fetch(&world, &owner, &number, &theirs.id).await.is(200).text(), "Read this");
}

#[tokio::test]
async fn other_companies_reach_no_file() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let (number, foreign) = (request(&owner).await, request(&rival).await);
    let file: Attachment = attach(&owner, &number, "ours.pdf", PDF).await.is(201).json();
    ticket(&rival, &number, &file.id).await.refused(404, "notFound");
    ticket(&rival, &foreign, &file.id).await.refused(404, "notFound");
    ticket(&owner, &foreign, &file.id).await.refused(404, "notFound");
    attach(&rival, &number, "theirs.pdf", PDF).await.refused(404, "notFound");
    attach(&world.viewer().await, &number, "viewer.pdf", PDF).await.refused(403, "roleMayNot");
    // A ticket is good once, and for who still belongs to the company.
    let href = ticket(&owner, &number, &file.id).await.is(201).json::<Ticket>().href;
    world.get(&href).await.is(200);
    world.get(&href).await.refused(404, "notFound");
}

#[tokio::test]
async fn sending_twice_attaches_once() {
    let world = World::new().await;
    let owner = world.owner().await;
    let number = request(&owner).await;
    let path_of = path::request_attachments(&number);
    let first = send(&owner, &path_of, "one", "deck.pdf", PDF).await.is(201);
    let again = send(&owner, &path_of, "one", "deck.pdf", PDF).await.is(201);
    assert_eq!(first.body, again.body);
    send(&owner, &path_of, "one", "other.pdf", PDF).await.refused(422, "keyReused");
    let detail: RequestDetail = owner.read(&path::support_request(&number)).await;
    assert_eq!(detail.attachments.len(), 1);
}
