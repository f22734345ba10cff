//! Finds colours written as such: hexadecimal, by function, by name.

/// CSS functions that make a colour from numbers; `color-mix` of tokens is none.
const FUNCTIONS: &[&str] = &["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];

/// The named colours of CSS. System colours, `transparent` and `currentcolor` are no literals: they follow the reader.
const NAMES: &str = "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown \
    burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod \
    darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen \
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue \
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew \
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan \
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray \
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid \
    mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream \
    mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen \
    paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue \
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen \
    steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen";

/// Properties whose value may hold a colour, by a part of their names.
const COLOURED: &[&str] =
    &["color", "background", "border", "outline", "shadow", "fill", "stroke", "decoration", "column-rule"];

/// Colours in the declarations of a style sheet, each with its place.
pub fn in_css(css: &str) -> Vec<(usize, String)> {
    let css = without_comments(css);
    let mut found = Vec::new();
    for (start, declaration) in declarations(&css) {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let place = start + property.len() + 1;
        found.extend(hexadecimal(value).into_iter().chain(functions(value)).map(|(at, text)| (place + at, text)));
        let property = property.trim();
        if COLOURED.iter().any(|part| property.contains(part)) || property.starts_with("--") {
            found.extend(named(value).into_iter().map(|(at, text)| (place + at, text)));
        }
    }
    found
}

/// Colours in text that is no style sheet: in a string literal, markup or script. Digits alone, as in `#123`, are numbers.
pub fn in_text(text: &str) -> Vec<(usize, String)> {
    let quoted =
        |&(at, _): &(usize, String)| at == 0 || text[..at].ends_with(['"', '\'', '`', ' ', ':', '(', ',', ';']);
    let hexadecimal = hexadecimal(text).into_iter().filter(quoted);
    let coloured =
        hexadecimal.filter(|(_, colour)| colour.len() >= 7 || colour.contains(|c: char| c.is_ascii_alphabetic()));
    let declared = text.match_indices("color:").flat_map(|(at, _)| {
        let start = at + "color:".len();
        let end = text[start..].find([';', '"', '\'', '}']).map_or(text.len(), |end| start + end);
        named(&text[start..end]).into_iter().map(move |(at, name)| (start + at, name))
    });
    coloured.chain(functions(text)).chain(declared).collect()
}

/// The parts of a style sheet that end a declaration: selectors end in `{` and are none.
fn declarations(css: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    for (at, c) in css.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '{' => start = at + 1,
            ';' | '}' if depth <= 0 => {
                found.push((start, &css[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// Blanks comments and keeps places and lines.
fn without_comments(css: &str) -> String {
    let mut text = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |end| start + 2 + end + 2);
        text.push_str(&rest[..start]);
        text.extend(rest[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = &rest[end..];
    }
    text + rest
}

fn hexadecimal(text: &str) -> Vec<(usize, String)> {
    let colour = |(at, _)| {
        let digits: &str = &text[at + 1..];
        let length = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        let ends = !digits[length..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        // `&#39;` and its like are characters.
        let entity = text[..at].ends_with('&');
        (ends && !entity && matches!(length, 3 | 4 | 6 | 8)).then(|| (at, format!("#{}", &digits[..length])))
    };
    text.match_indices('#').filter_map(colour).collect()
}

fn functions(text: &str) -> Vec<(usize, String)> {
    let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
    let calls = FUNCTIONS.iter().flat_map(|&function| text.match_indices(function));
    // A call in a program, such as `.lab(x)`, has no number in it.
    let number = |at: usize, name: &str| {
        text[at + name.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '.')
    };
    let colours = calls.filter(|&(at, name)| begins(at) && (number(at, name) || name == "color("));
    colours.map(|(at, name)| (at, format!("{name}…)"))).collect()
}

fn named(text: &str) -> Vec<(usize, String)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(|c| !is_word(c)) {
        let word = piece.trim_end_matches(|c| !is_word(c));
        if NAMES.split_whitespace().any(|name| name.eq_ignore_ascii_case(word)) {
            found.push((at, word.to_owned()));
        }
        at += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn css(text: &str) -> Vec<String> {
        in_css(text).into_iter().map(|(_, colour)| colour).collect()
    }

    fn text(text: &str) -> Vec<String> {
        in_text(text).into_iter().map(|(_, colour)| colour).collect()
    }

    #[test]
    fn declarations_have_colours_and_selectors_none() {
        assert_eq!(
            css("#add:hover { color: #fff } a{border:1px solid Red;background:rgb(0 0 0 / 50%)}"),
            ["#fff", "Red", "rgb(…)"]
        );
        assert_eq!(
            css(
                "/* #fff */ .a { color: var(--red); border-color: transparent; background: color-mix(in srgb, var(--a), var(--b)) }"
            ),
            [""; 0]
        );
        assert_eq!(css(".tan { white-space: nowrap; grid-area: red; color: CanvasText }"), [""; 0]);
        assert_eq!(css("@media (forced-colors: active) { .a { --tone: teal } }"), ["teal"]);
    }

    #[test]
    fn text_has_colours_only_where_they_are_meant() {
        assert_eq!(text("#0f6cbd"), ["#0f6cbd"]);
        assert_eq!(text("fill='#abc' color: red;"), ["#abc", "red"]);
        assert_eq!(text("Request #123, page#add, &#039; and #main"), [""; 0]);
        assert_eq!(text("hsl(120 50% 50%)"), ["hsl(…)"]);
    }
}
