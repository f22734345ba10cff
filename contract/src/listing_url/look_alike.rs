//! Hosts that pretend to be a storefront: told apart from those that are merely foreign, because the person should be warned.

use crate::fold::fold;

/// Whether a foreign host looks enough like `known` to deceive: it contains it, spells it with hyphens, with letters of
/// other scripts or digits, or with one or two letters changed.
pub(super) fn resembles(host: &str, known: &str) -> bool {
    if host == known {
        return false;
    }
    if encoded(host, known) {
        return true;
    }
    let (seen, wanted) = (skeleton(host), skeleton(known));
    seen.contains(&wanted) || distance_within(&seen, &wanted, 2)
}

/// Whether the host is `known` with labels in Punycode, which keeps a label's ASCII letters in order and hides the others.
fn encoded(host: &str, known: &str) -> bool {
    let pairs = || host.split('.').zip(known.split('.'));
    let fits = |label: &str, wanted: &str| match label.strip_prefix("xn--") {
        Some(code) => is_subsequence(code.rsplit_once('-').map_or("", |(plain, _)| plain), wanted),
        None => label == wanted,
    };
    host.contains("xn--")
        && host.split('.').count() == known.split('.').count()
        && pairs().all(|(label, wanted)| fits(label, wanted))
}

fn is_subsequence(short: &str, long: &str) -> bool {
    let mut left = long.chars();
    short.chars().all(|c| left.any(|found| found == c))
}

/// Characters that take no place and so could hide in a host.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// What the eye sees of a host: accents off, letters of other scripts and digits as the Latin letters they look like,
/// points and hyphens alike.
fn skeleton(host: &str) -> String {
    let mut out = String::with_capacity(host.len());
    for c in fold(host).chars() {
        out.push(match c {
            'а' | 'α' => 'a',
            'с' | 'ϲ' => 'c',
            'ԁ' => 'd',
            'е' | 'ε' => 'e',
            'һ' => 'h',
            'і' | 'ı' | 'ι' | '1' | 'l' | 'ӏ' | '|' => 'i',
            'ј' => 'j',
            'к' | 'κ' => 'k',
            'м' => 'm',
            'о' | 'ο' | '0' | 'օ' => 'o',
            'р' | 'ρ' => 'p',
            'ѕ' | '5' => 's',
            'т' | 'τ' => 't',
            'υ' => 'u',
            'у' => 'y',
            'ԝ' => 'w',
            'х' | 'χ' => 'x',
            '.' | '。' | '．' | '·' => '-',
            _ => c,
        });
    }
    out.replace("rn", "m").replace("vv", "w")
}

/// Whether at most `room` insertions, deletions and replacements lead from one to the other.
fn distance_within(one: &str, other: &str, room: usize) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > room {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().is_some_and(|distance| *distance <= room)
}
