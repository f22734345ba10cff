//! LibreOffice without a window: saves a sheet as people of a country do, and opens a file as they do.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fmt, fs};

use contract::csv::encoding::FileEncoding;
use contract::csv::separator::Separator;

use crate::support::database::Folder;

/// A way to save a sheet as text.
#[derive(Clone, Copy)]
pub struct Saved {
    whose: &'static str,
    /// What the file is in.
    pub encoding: FileEncoding,
    /// What stands between its cells.
    pub separator: Separator,
    /// LibreOffice's number of the encoding.
    charset: u32,
}

impl fmt::Display for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.whose)
    }
}

const fn saved(whose: &'static str, encoding: FileEncoding, separator: Separator, charset: u32) -> Saved {
    Saved { whose, encoding, separator, charset }
}

/// As a French Windows saves text.
pub const FRENCH: Saved = saved("France", FileEncoding::Windows1252, Separator::Semicolon, 1);
/// As a Chinese Windows saves text: one has all of Unicode, the other what GBK has.
pub const CHINESE: &[Saved] = &[
    saved("China, commas", FileEncoding::Gb18030, Separator::Comma, 85),
    saved("China, tabs", FileEncoding::Gb18030, Separator::Tab, 85),
    saved("China, GBK", FileEncoding::Gb18030, Separator::Comma, 61),
];
/// As "CSV UTF-8" and "Unicode Text" are saved, in America and elsewhere.
pub const AMERICAN: &[Saved] = &[
    saved("America, UTF-8 with a mark", FileEncoding::Utf8Bom, Separator::Comma, 76),
    saved("America, UTF-16", FileEncoding::Utf16Le, Separator::Tab, 65_535),
];

/// The program with a profile of its own, so that tests at the same time do not meet.
pub struct Office(Folder);

impl Office {
    /// Ready to be asked.
    pub fn new() -> Office {
        Office(Folder::fresh())
    }

    /// A sheet of texts.
    pub fn sheet<C: AsRef<str>>(&self, rows: &[Vec<C>]) -> PathBuf {
        let mut cells = String::new();
        for row in rows {
            cells.push_str("<table:table-row>");
            for cell in row {
                let lines: String = cell.as_ref().split('\n').fold(String::new(), |mut lines, line| {
                    write!(lines, "<text:p>{}</text:p>", escaped(line)).unwrap();
                    lines
                });
                write!(cells, "<table:table-cell office:value-type=\"string\">{lines}</table:table-cell>").unwrap();
            }
            cells.push_str("</table:table-row>");
        }
        let path = self.0.path().join("sheet.fods");
        fs::write(&path, DOCUMENT.replace("CELLS", &cells)).unwrap();
        path
    }

    /// Saves a sheet as text.
    pub fn save(&self, sheet: &Path, how: Saved) -> Vec<u8> {
        let filter = format!("csv:Text - txt - csv (StarCalc):{},34,{},1", how.separator.byte(), how.charset);
        let bytes = fs::read(self.convert(sheet, &[], &filter, "csv")).unwrap();
        // Excel sets the mark of UTF-8; LibreOffice 7 sets that of UTF-16 alone.
        if how.encoding == FileEncoding::Utf8Bom { [b"\xEF\xBB\xBF".as_slice(), &bytes].concat() } else { bytes }
    }

    /// Opens an export in the country of that number (Windows' LCID) as carelessly as can be: with formulas reckoned and every
    /// text that looks like a number or a date taken for one. Gives the sheet.
    pub fn open(&self, export: &[u8], country: u32) -> PathBuf {
        let file = self.0.path().join("export.csv");
        fs::write(&file, export).unwrap();
        let filter = format!(
            "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,{country},false,true,false,false,false,-1,true,,true"
        );
        self.convert(&file, &[&filter], "fods", "fods")
    }

    fn convert(&self, file: &Path, options: &[&str], to: &str, ending: &str) -> PathBuf {
        let folder = self.0.path().join("converted");
        let profile = format!("-env:UserInstallation=file://{}", self.0.path().join("profile").display());
        let mut soffice = Command::new("soffice");
        soffice.args([&profile, "--headless", "--norestore"]).args(options).args(["--convert-to", to]);
        soffice.arg("--outdir").arg(&folder).arg(file);
        let ended = soffice.output().expect("LibreOffice; `cargo xtask setup` installs it");
        let made = folder.join(file.with_extension(ending).file_name().unwrap());
        assert!(made.is_file(), "{soffice:?}: {}", String::from_utf8_lossy(&ended.stderr));
        // The next conversion must not find this one's file.
        let kept = self.0.path().join(format!("kept.{ending}"));
        fs::rename(&made, &kept).unwrap();
        kept
    }
}

/// Whether anything in an opened sheet is reckoned.
pub fn has_formula(sheet: &Path) -> bool {
    fs::read_to_string(sheet).unwrap().contains("table:formula")
}

/// How many cells of an opened sheet are anything but text.
pub fn not_text(sheet: &Path) -> usize {
    let text = fs::read_to_string(sheet).unwrap();
    text.matches("office:value-type=\"").count() - text.matches("office:value-type=\"string\"").count()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const DOCUMENT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
office:version=\"1.3\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>\
<table:table table:name=\"Resellers\">CELLS</table:table></office:spreadsheet></office:body></office:document>";
