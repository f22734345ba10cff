//! A mail server for one test: speaks enough SMTP (RFC 5321) to take letters, refuse them, and show what came.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use server::mail::{MailConfig, Mailer};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A letter as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Who it was for, by the envelope.
    pub to: String,
    /// Head and body as they came.
    pub raw: String,
}

/// The mail server; it ends with the test's runtime.
pub struct Smtp {
    port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    answer: Arc<AtomicU16>,
}

impl Smtp {
    /// Listens on a free port.
    pub async fn start() -> Smtp {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(AtomicU16::new(250));
        let (keeps, answers) = (received.clone(), answer.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, keeps.clone(), answers.clone()));
            }
        });
        Smtp { port, received, answer }
    }

    /// What it says to each recipient from now on: 250, or a refusal.
    pub fn answer(&self, code: u16) {
        self.answer.store(code, Ordering::SeqCst);
    }

    /// Takes what came so far.
    pub fn taken(&self) -> Vec<Received> {
        std::mem::take(&mut self.received.lock().expect("no panic"))
    }

    /// Somebody who sends by it.
    pub fn mailer(&self) -> Mailer {
        let config = MailConfig {
            smtp_url: Some(format!("smtp://127.0.0.1:{}", self.port)),
            mail_from: Some("Cosell <no-reply@cosell.example>".into()),
        };
        let settings = config.settings(Some("https://cosell.example")).expect("good settings");
        Mailer::new(settings.expect("an address was given")).expect("a mailer")
    }
}

async fn talk(stream: TcpStream, received: Arc<Mutex<Vec<Received>>>, answer: Arc<AtomicU16>) {
    let (from, mut to) = stream.into_split();
    let mut lines = BufReader::new(from).lines();
    let mut recipient = String::new();
    to.write_all(b"220 sink.example\r\n").await.expect("a listener");
    while let Ok(Some(line)) = lines.next_line().await {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let reply = match word.as_str() {
            "EHLO" => "250-sink.example\r\n250 8BITMIME\r\n".to_owned(),
            "RCPT" => {
                recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                format!("{} recipient\r\n", answer.load(Ordering::SeqCst))
            }
            "DATA" => {
                to.write_all(b"354 go on\r\n").await.expect("a listener");
                let mut raw = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push('\n');
                }
                received.lock().expect("no panic").push(Received { to: recipient.clone(), raw });
                "250 taken\r\n".to_owned()
            }
            "QUIT" => "221 bye\r\n".to_owned(),
            _ => "250 fine\r\n".to_owned(),
        };
        if to.write_all(reply.as_bytes()).await.is_err() || word == "QUIT" {
            return;
        }
    }
}

impl Received {
    /// A header's value, unfolded and with its encoded words (RFC 2047) read.
    pub fn header(&self, name: &str) -> String {
        let (head, _) = self.raw.split_once("\n\n").expect("a head");
        let unfolded = head.replace("\n ", " ");
        let line = unfolded.lines().find(|line| line.to_lowercase().starts_with(&format!("{}:", name.to_lowercase())));
        let value = line.unwrap_or_else(|| panic!("no {name} in {head}")).split_once(':').expect("a value").1.trim();
        let mut out = String::new();
        let mut rest = value;
        while let Some((before, encoded)) = rest.split_once("=?utf-8?b?") {
            // White space between two encoded words does not count.
            out.push_str(if before.trim().is_empty() && !out.is_empty() { "" } else { before });
            let (word, after) = encoded.split_once("?=").expect("the end of an encoded word");
            out.push_str(&String::from_utf8(STANDARD.decode(word).expect("base64")).expect("UTF-8"));
            rest = after;
        }
        out + rest
    }

    /// The body as text.
    pub fn body(&self) -> String {
        let (head, body) = self.raw.split_once("\n\n").expect("a body");
        let head = head.to_lowercase();
        let bytes = if head.contains("content-transfer-encoding: base64") {
            STANDARD.decode(body.replace('\n', "")).expect("base64")
        } else if head.contains("content-transfer-encoding: quoted-printable") {
            quoted_printable(body)
        } else {
            body.as_bytes().to_vec()
        };
        String::from_utf8(bytes).expect("UTF-8").replace("\r\n", "\n")
    }
}

fn quoted_printable(body: &str) -> Vec<u8> {
    let joined = body.replace("=\n", "");
    let mut out = Vec::new();
    let mut bytes = joined.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'=' {
            let hex = [bytes.next(), bytes.next()].map(|digit| char::from(digit.expect("two digits")));
            out.push(u8::from_str_radix(&String::from_iter(hex), 16).expect("hexadecimal"));
        } else {
            out.push(byte);
        }
    }
    out
}
