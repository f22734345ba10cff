//! One call over a socket of its own, as plain as it gets: an answer is whole, or there is none.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// A whole answer.
pub struct Answer {
    pub status: u16,
    pub replayed: bool,
    pub body: Value,
}

/// Posts JSON. `None` when the server was gone before the whole answer had come.
pub fn post(port: u16, path: &str, token: Option<&str>, key: &str, body: &Value) -> Option<Answer> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let body = body.to_string();
    let bearer = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: portal.example\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Idempotency-Key: {key}\r\n{bearer}Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let header = |name: &str| {
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let length: usize = header("content-length:")?.parse().ok()?;
    if body.len() != length {
        return None;
    }
    let replayed = header("idempotent-replayed:").is_some();
    Some(Answer { status, replayed, body: serde_json::from_str(body).ok()? })
}
