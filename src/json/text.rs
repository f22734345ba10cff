//! The text of a JSON document, taken apart piece by piece. Nothing here depends on a type, so it exists once.

use super::Unreadable;

/// Arrays and objects inside one another; the contract needs 6.
const DEEPEST: u32 = 64;

/// A text and how far it is read.
pub struct Text<'de> {
    text: &'de str,
    at: usize,
    depth: u32,
    /// Whether nothing of the innermost array or object has been read yet.
    first: bool,
    /// The last string that had escapes, without them.
    plain: String,
}

impl<'de> Text<'de> {
    /// A text of which nothing is read yet.
    pub fn new(text: &'de str) -> Text<'de> {
        Text { text, at: 0, depth: 0, first: true, plain: String::new() }
    }

    /// The next byte that is not white space, left there; 0 at the end.
    #[inline(never)]
    pub fn peek(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        self.byte()
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Takes the next byte if it is this one.
    fn eat(&mut self, byte: u8) -> bool {
        let is = self.peek() == byte;
        self.at += usize::from(is);
        is
    }

    fn must(&mut self, byte: u8) -> Result<(), Unreadable> {
        if self.eat(byte) { Ok(()) } else { Err(Unreadable) }
    }

    fn word(&mut self, word: &str) -> Result<(), Unreadable> {
        if self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            self.at += word.len();
            return Ok(());
        }
        Err(Unreadable)
    }

    /// Nothing but white space is left.
    pub fn end(&mut self) -> Result<(), Unreadable> {
        if self.peek() == 0 && self.at == self.text.len() { Ok(()) } else { Err(Unreadable) }
    }

    /// Takes `null` if it is next.
    #[inline(never)]
    pub fn null(&mut self) -> Result<bool, Unreadable> {
        if self.peek() == b'n' { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// `true` or `false`.
    #[inline(never)]
    pub fn boolean(&mut self) -> Result<bool, Unreadable> {
        if self.peek() == b't' { self.word("true").map(|()| true) } else { self.word("false").map(|()| false) }
    }

    /// A whole number from 0 up.
    #[inline(never)]
    pub fn natural(&mut self) -> Result<u64, Unreadable> {
        self.peek();
        let begin = self.at;
        let mut number: u64 = 0;
        while let digit @ b'0'..=b'9' = self.byte() {
            let more = number.checked_mul(10).and_then(|tens| tens.checked_add(u64::from(digit - b'0')));
            number = more.ok_or(Unreadable)?;
            self.at += 1;
        }
        let digits = self.at - begin;
        let leading_zero = digits > 1 && self.text.as_bytes().get(begin) == Some(&b'0');
        if digits == 0 || leading_zero || matches!(self.byte(), b'.' | b'e' | b'E') {
            return Err(Unreadable);
        }
        Ok(number)
    }

    /// A whole number.
    #[inline(never)]
    pub fn integer(&mut self) -> Result<i64, Unreadable> {
        if self.peek() != b'-' {
            return i64::try_from(self.natural()?).map_err(|_| Unreadable);
        }
        self.at += 1;
        if !self.byte().is_ascii_digit() {
            return Err(Unreadable);
        }
        0_i64.checked_sub_unsigned(self.natural()?).ok_or(Unreadable)
    }

    /// A string; good until the next is read.
    #[inline(never)]
    pub fn string(&mut self) -> Result<&str, Unreadable> {
        self.must(b'"')?;
        let begin = self.at;
        loop {
            match self.byte() {
                b'"' => break,
                b'\\' => return self.escaped(begin),
                0..0x20 => return Err(Unreadable),
                _ => self.at += 1,
            }
        }
        let end = self.at;
        self.at += 1;
        self.text.get(begin..end).ok_or(Unreadable)
    }

    /// The rest of a string in which an escape was found.
    fn escaped(&mut self, begin: usize) -> Result<&str, Unreadable> {
        let mut plain = String::new();
        let mut from = begin;
        loop {
            let byte = self.byte();
            if byte < 0x20 {
                return Err(Unreadable);
            }
            if !matches!(byte, b'"' | b'\\') {
                self.at += 1;
                continue;
            }
            plain.push_str(self.text.get(from..self.at).ok_or(Unreadable)?);
            self.at += 1;
            if byte == b'"' {
                break;
            }
            plain.push(self.escape()?);
            from = self.at;
        }
        self.plain = plain;
        Ok(&self.plain)
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, Unreadable> {
        let byte = self.byte();
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.unit()?;
                let code = if (0xD800..0xDC00).contains(&high) {
                    self.word("\\u")?;
                    let low = self.unit()?.checked_sub(0xDC00).filter(|low| *low < 0x400).ok_or(Unreadable)?;
                    0x1_0000 + ((high - 0xD800) << 10) + low
                } else {
                    high
                };
                char::from_u32(code).ok_or(Unreadable)?
            }
            _ => return Err(Unreadable),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, Unreadable> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.byte()).to_digit(16).ok_or(Unreadable)?;
            self.at += 1;
        }
        Ok(unit)
    }

    /// Goes into an array or object.
    #[inline(never)]
    pub fn open(&mut self, bracket: u8) -> Result<(), Unreadable> {
        self.must(bracket)?;
        self.depth += 1;
        self.first = true;
        if self.depth > DEEPEST { Err(Unreadable) } else { Ok(()) }
    }

    /// Comes out of it again.
    #[inline(never)]
    pub fn close(&mut self, bracket: u8) -> Result<(), Unreadable> {
        self.depth -= 1;
        self.first = false;
        self.must(bracket)
    }

    /// Whether another element stands before the end of what is open; takes the comma before it.
    #[inline(never)]
    pub fn next(&mut self, bracket: u8) -> Result<bool, Unreadable> {
        if self.peek() == bracket {
            return Ok(false);
        }
        if !self.first {
            self.must(b',')?;
        }
        self.first = false;
        Ok(true)
    }

    /// The key of the next field, if there is one; good until the next string is read.
    #[inline(never)]
    pub fn next_key(&mut self) -> Result<Option<&str>, Unreadable> {
        if self.next(b'}')? { self.string().map(Some) } else { Ok(None) }
    }

    /// The colon between a key and its value.
    #[inline(never)]
    pub fn colon(&mut self) -> Result<(), Unreadable> {
        self.must(b':')
    }

    /// Passes over a value.
    #[inline(never)]
    pub fn skip(&mut self) -> Result<(), Unreadable> {
        match self.peek() {
            b'"' => self.string().map(drop),
            b't' | b'f' => self.boolean().map(drop),
            b'n' => self.null().map(drop),
            b'[' => {
                self.open(b'[')?;
                while self.next(b']')? {
                    self.skip()?;
                }
                self.close(b']')
            }
            b'{' => {
                self.open(b'{')?;
                while self.next_key()?.is_some() {
                    self.colon()?;
                    self.skip()?;
                }
                self.close(b'}')
            }
            _ => self.skip_number(),
        }
    }

    fn skip_number(&mut self) -> Result<(), Unreadable> {
        self.at += usize::from(self.byte() == b'-');
        let leading_zero = self.byte() == b'0';
        if self.skip_digits()? > 1 && leading_zero {
            return Err(Unreadable);
        }
        if self.byte() == b'.' {
            self.at += 1;
            self.skip_digits()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), b'+' | b'-'));
            self.skip_digits()?;
        }
        Ok(())
    }

    /// Passes over at least one digit; gives how many there were.
    fn skip_digits(&mut self) -> Result<usize, Unreadable> {
        let begin = self.at;
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > begin { Ok(self.at - begin) } else { Err(Unreadable) }
    }
}
