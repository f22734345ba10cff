//! From bytes to text: the encoding guessed over a whole file, and a decoder that says on which line it stumbles.

use contract::csv::encoding::FileEncoding;
use encoding_rs::{DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Guesses the encoding from the parts of a file, one after another: the first bytes beyond ASCII may come late.
#[derive(Debug, Default)]
pub struct EncodingGuess {
    begun: bool,
    /// The bytes of a character that the last part cut in two.
    rest: Vec<u8>,
}

impl EncodingGuess {
    /// Looks at the next part. The encoding, once it is clear; UTF-8 when it never becomes so.
    pub fn look_at(&mut self, part: &[u8]) -> Option<FileEncoding> {
        if !self.begun {
            self.begun = true;
            let first = FileEncoding::guess(part);
            if !matches!(first, FileEncoding::Utf8 | FileEncoding::Windows1252 | FileEncoding::Gb18030) {
                return Some(first);
            }
        }
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend_from_slice(part);
        let error = std::str::from_utf8(&bytes).err()?;
        let stumbled = error.valid_up_to();
        if error.error_len().is_none() {
            self.rest = bytes.split_off(stumbled);
            return None;
        }
        // From the beginning of that line on, so that the guess looks at what is unlike UTF-8 and not at what lies before.
        let line = bytes[..stumbled].iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1);
        Some(FileEncoding::guess(&bytes[line..]))
    }
}

/// Decodes a file piece by piece.
pub struct Decoder {
    core: encoding_rs::Decoder,
    line: u64,
    after_cr: bool,
}

/// The bytes are not of this encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The line on which the first such byte stands, from 1.
    pub line: u64,
}

impl Decoder {
    /// A decoder at the beginning of a file. A byte order mark becomes U+FEFF, which the reader of CSV skips.
    pub fn new(encoding: FileEncoding) -> Decoder {
        let core = match encoding {
            FileEncoding::Utf8 | FileEncoding::Utf8Bom => UTF_8,
            FileEncoding::Utf16Le => UTF_16LE,
            FileEncoding::Utf16Be => UTF_16BE,
            FileEncoding::Windows1252 => WINDOWS_1252,
            FileEncoding::Gb18030 => GB18030,
        };
        Decoder { core: core.new_decoder_without_bom_handling(), line: 1, after_cr: false }
    }

    /// Decodes the next piece; `last` at the end of the file.
    ///
    /// # Errors
    /// `Malformed` with the line; what is left is not decoded then.
    pub fn decode(&mut self, mut bytes: &[u8], last: bool) -> Result<String, Malformed> {
        let mut text = String::new();
        loop {
            // Room for all of it as a rule; the decoder says so if not.
            let room = self.core.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
            text.reserve(room.max(16));
            let (result, read) = self.core.decode_to_string_without_replacement(bytes, &mut text, last);
            bytes = &bytes[read..];
            match result {
                DecoderResult::OutputFull => {}
                DecoderResult::InputEmpty => {
                    self.count_lines(&text);
                    return Ok(text);
                }
                DecoderResult::Malformed(..) => {
                    self.count_lines(&text);
                    return Err(Malformed { line: self.line });
                }
            }
        }
    }

    /// CR LF, LF and CR are one line end each.
    fn count_lines(&mut self, text: &str) {
        for b in text.bytes() {
            if b == b'\r' || (b == b'\n' && !self.after_cr) {
                self.line += 1;
            }
            self.after_cr = b == b'\r';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(parts: &[&[u8]]) -> FileEncoding {
        let mut guess = EncodingGuess::default();
        parts.iter().find_map(|part| guess.look_at(part)).unwrap_or(FileEncoding::Utf8)
    }

    #[test]
    fn accents_that_come_late_decide() {
        let plain = b"ID,Name\r\n1,Plain\r\n".repeat(1000);
        assert_eq!(guess(&[&plain, &plain]), FileEncoding::Utf8);
        assert_eq!(guess(&[&plain, &plain, b"2,Cr\xe9\xe9e \xe0 Lyon\r\n"]), FileEncoding::Windows1252);
        let (chinese, _, _) = GB18030.encode("3,车队洞察 解决方案\r\n");
        assert_eq!(guess(&[&plain, &chinese]), FileEncoding::Gb18030);
    }

    #[test]
    fn a_character_cut_in_two_is_still_utf_8() {
        let text = "ID;Nom\r\n1;Écluse\r\n".as_bytes();
        let cut = text.iter().position(|b| *b >= 0x80).expect("an accent") + 1;
        assert_eq!(guess(&[&text[..cut], &text[cut..]]), FileEncoding::Utf8);
    }

    #[test]
    fn the_line_of_the_first_wrong_byte_is_told() {
        let mut decoder = Decoder::new(FileEncoding::Utf8);
        assert_eq!(decoder.decode(b"a\r", false), Ok("a\r".to_owned()));
        assert_eq!(decoder.decode(b"\nb\rc\n\xe9t\xe9", false), Err(Malformed { line: 4 }));
        let mut decoder = Decoder::new(FileEncoding::Utf16Le);
        assert_eq!(decoder.decode(b"a\0\n", false), Ok("a".to_owned()));
        assert_eq!(decoder.decode(b"\0b", true), Err(Malformed { line: 2 }));
    }

    #[test]
    fn the_end_of_a_file_may_cut_a_character() {
        let mut decoder = Decoder::new(FileEncoding::Utf8);
        assert_eq!(decoder.decode(b"caf\xc3", false), Ok("caf".to_owned()));
        assert_eq!(decoder.decode(b"", true), Err(Malformed { line: 1 }));
    }
}
