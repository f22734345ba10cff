//! The words of a letter, in the person's language.

use contract::access::Right;
use contract::api::news::NewsKind;
use contract::catalogue::Arg;
use contract::route::{RequestsView, ResellersView, Route, SolutionsView};

use crate::store::letters::{Letter, Line};
use crate::texts::text;

/// Subject and body of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Words a letter; links begin with `base`.
pub fn words(letter: &Letter, base: &str) -> Words {
    let sentences: Vec<String> = letter.lines.iter().map(|line| sentence(letter, line)).collect();
    let first = sentences.first().cloned().unwrap_or_default();
    let say = |key: &str, args: &[(&str, Arg)]| text(letter.locale, key, args);
    let subject = say("mail.subject", &[("n", sentences.len().into()), ("first", first.into())]);
    let mut body = say("mail.greeting", &[("name", one_line(&letter.name).into())]);
    body.push_str("\n\n");
    for (line, sentence) in letter.lines.iter().zip(&sentences) {
        body.push_str(&format!("{sentence}\n{base}{}\n\n", place(letter, line).href()));
    }
    let link = format!("{base}{}", Route::Overview.href());
    let footer = [("company", one_line(&letter.company).into()), ("link", link.into())];
    // The signature mark of RFC 3676: mail programs show what follows apart.
    body.push_str(&format!("-- \n{}\n", say("mail.footer", &footer)));
    Words { subject, body }
}

fn sentence(letter: &Letter, line: &Line) -> String {
    let args = [
        ("by", one_line(line.by.as_deref().unwrap_or_default()).into()),
        ("request", line.request.clone().unwrap_or_default().into()),
        ("name", one_line(&line.name).into()),
        ("n", line.count.into()),
    ];
    // catalogue: news.*
    text(letter.locale, &format!("news.{}", line.kind.word()), &args)
}

/// Where a person sees what a line is about. An operator sees requests at the desk.
fn place(letter: &Letter, line: &Line) -> Route {
    match &line.request {
        Some(number) if letter.role.has(Right::Desk) => Route::DeskCase(number.clone()),
        Some(number) => Route::Request(number.clone()),
        None if letter.role.has(Right::Desk) => Route::Desk(RequestsView::default()),
        None if line.kind == NewsKind::ResellersLeft => Route::Resellers(ResellersView::default()),
        None => Route::Solutions(SolutionsView::default()),
    }
}

/// Names as people typed them, on one line: a letter's subject has no second one.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::access::Role;
    use contract::locale::Locale;

    fn letter(locale: Locale, role: Role, lines: Vec<Line>) -> Letter {
        Letter {
            rows: vec![7],
            email: "ana@northlake.example".into(),
            name: "Ana".into(),
            locale,
            role,
            company: "Northlake".into(),
            attempts: 1,
            lines,
        }
    }

    fn line(kind: NewsKind) -> Line {
        Line { kind, by: Some("Otto".into()), request: Some("10007".into()), name: "Fleet\r\nBcc: x".into(), count: 3 }
    }

    #[test]
    fn every_kind_has_its_sentence_in_every_language() {
        for locale in Locale::ALL {
            for kind in NewsKind::ALL {
                let words = words(&letter(*locale, Role::Owner, vec![line(*kind)]), "https://cosell.example");
                assert!(!words.subject.contains("news.") && !words.subject.contains('{'), "{}", words.subject);
                assert!(!words.body.contains('{'), "{}", words.body);
            }
        }
    }

    #[test]
    fn one_piece_of_news_is_the_subject_itself() {
        let words = words(&letter(Locale::En, Role::Owner, vec![line(NewsKind::RequestAsked)]), "https://c.example");
        assert_eq!(words.subject, "Cosell: Otto has a question about request 10007: Fleet Bcc: x");
        assert!(words.body.contains("\nhttps://c.example/help/10007\n"), "{}", words.body);
    }

    #[test]
    fn an_operator_is_led_to_the_desk() {
        let lines = vec![line(NewsKind::RequestFiled), line(NewsKind::RequestAnswered)];
        let words = words(&letter(Locale::Fr, Role::Operator, lines), "https://c.example");
        assert_eq!(words.subject, "Cosell\u{a0}: 2 nouvelles");
        assert_eq!(words.body.matches("https://c.example/desk/10007").count(), 2, "{}", words.body);
    }
}
