//! Single words: their singular and stem, and how alike two of them are.

/// The singular of a folded English or French word, as far as endings tell.
pub(super) fn singular(word: &str) -> String {
    let cut = |n: usize| word.get(..word.len() - n).unwrap_or(word);
    let long = word.len() > 3 && word.is_ascii();
    if !long || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    if word.len() > 4 && word.ends_with("ies") {
        return format!("{}y", cut(3));
    }
    let hissing = ["xes", "ches", "shes"];
    if word.len() > 4 && hissing.iter().any(|ending| word.ends_with(ending)) {
        return cut(2).to_owned();
    }
    if word.ends_with("eaux") || word.ends_with('s') { cut(1).to_owned() } else { word.to_owned() }
}

/// Endings that make other words of one stem, longest first; British and American spelling alike.
const ENDINGS: &[&str] = &[
    "izations", "isations", "ization", "isation", "ications", "ication", "izing", "ising", "ments", "ation", "ition",
    "izer", "iser", "ement", "eurs", "ment", "ying", "ance", "ence", "ize", "ise", "ied", "ier", "ing", "ion", "eur",
    "age", "ics", "ary", "ory", "ery", "ed", "er", "or", "al", "ic", "re", "e", "y",
];

/// What is left of a singular word without its ending: planner and planning give `plan`. At least four letters, else the
/// whole word.
pub(super) fn stem(word: &str) -> String {
    if !word.is_ascii() {
        return word.to_owned();
    }
    let root = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|root| root.len() >= 4));
    let root = root.unwrap_or(word);
    let bytes = root.as_bytes();
    match bytes {
        [.., before, last] if bytes.len() > 4 && before == last && !b"aeiouls".contains(last) => {
            root.get(..root.len() - 1).unwrap_or(root).to_owned()
        }
        _ => root.to_owned(),
    }
}

/// How alike two different words are, 0 to 1: one stem, an abbreviation, or a typing error.
pub(super) fn likeness(one: &str, one_stem: &str, other: &str, other_stem: &str) -> f32 {
    if one == other {
        return 1.0;
    }
    // Typing errors rarely hit the first letter, and abbreviations keep it.
    if one.as_bytes().first() != other.as_bytes().first() || !one.is_ascii() || !other.is_ascii() {
        return 0.0;
    }
    if one_stem == other_stem {
        return 0.92;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() >= 3 && long.len() >= short.len() + 2 && long.starts_with(short) {
        return if short.len() >= 4 { 0.8 } else { 0.7 };
    }
    let errors = match short.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    if long.len() >= 5 && long.len() - short.len() <= errors {
        match distance(short.as_bytes(), long.as_bytes()) {
            1 => return 0.88,
            2 if errors == 2 => return 0.8,
            _ => {}
        }
    }
    if is_skeleton(short.as_bytes(), long.as_bytes()) { 0.65 } else { 0.0 }
}

/// Whether the short word is made of consonants of the long one in order, first and last included: `srvr` for server.
fn is_skeleton(short: &[u8], long: &[u8]) -> bool {
    if !(3..=5).contains(&short.len()) || long.len() < short.len() + 2 || short.last() != long.last() {
        return false;
    }
    if short.iter().skip(1).any(|b| b"aeiouy0123456789".contains(b)) {
        return false;
    }
    let mut left = long.iter();
    short.iter().all(|b| left.any(|found| found == b))
}

/// Insertions, deletions, replacements and swaps of neighbours; words up to 32 letters, longer ones differ by 99.
pub(super) fn distance(one: &[u8], other: &[u8]) -> usize {
    const MOST: usize = 32;
    if one.len() > MOST || other.len() > MOST {
        return 99;
    }
    let mut rows = [[0_usize; MOST + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=one.len() {
        let (now, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i;
        for j in 1..=other.len() {
            let replaced = rows[last][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut best = replaced.min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                best = best.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = best;
        }
    }
    rows[one.len() % 3][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_stems() {
        for (word, one) in [
            ("analytics", "analytic"),
            ("bus", "bus"),
            ("boxes", "box"),
            ("policies", "policy"),
            ("access", "access"),
            ("tableaux", "tableau"),
            ("sms", "sms"),
            ("库存", "库存"),
        ] {
            assert_eq!(singular(word), one);
        }
        for group in [
            vec!["planner", "planning", "plan"],
            vec!["optimizer", "optimisation", "optimize"],
            vec!["manager", "management"],
            vec!["scanner", "scanning"],
            vec!["booking", "book"],
        ] {
            assert!(group.iter().all(|word| stem(word) == stem(group[0])), "{group:?}");
        }
        assert_ne!(stem("report"), stem("reputation"));
    }

    #[test]
    fn words_that_are_alike_and_words_that_are_not() {
        let like = |a: &str, b: &str| likeness(a, &stem(a), b, &stem(b));
        for (a, b) in [
            ("maint", "maintenance"),
            ("calendar", "calender"),
            ("manager", "manger"),
            ("srvr", "server"),
            ("recieve", "receive"),
            ("libary", "library"),
        ] {
            assert!(like(a, b) > 0.6 && like(a, b) == like(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("cat", "car"),
            ("sales", "scales"),
            ("linux", "windows"),
            ("beef", "dairy"),
            ("mes", "message"),
            ("soil", "sail"),
        ] {
            assert!(like(a, b) < 0.9, "{a} {b} {}", like(a, b));
        }
        assert_eq!(like("post", "cost"), 0.0);
        assert_eq!(distance(b"abcd", b"abdc"), 1);
        assert_eq!(distance(b"", b"abc"), 3);
    }
}
