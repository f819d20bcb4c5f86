//! What is refused before it is parsed: files that are too large, and files that are no
//! text. Knows bytes and characters only.

use super::error::ImportError;

const MEGABYTE: u64 = 1024 * 1024;

/// The bounds of an import. No input takes more time and memory than these allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes a file may have.
    pub bytes: u64,
    /// How deep markup may nest, in levels.
    pub depth: usize,
    /// How many elements and pieces of text a page may have, and how many signs that can make
    /// one a Markdown text may have.
    pub nodes: usize,
    /// How many milliseconds the markup of a page may take to be parsed. Real pages take
    /// a few; this is the last defence against markup that makes a parser crawl.
    pub parse_milliseconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 * MEGABYTE, depth: 512, nodes: 1_500_000, parse_milliseconds: 10_000 }
    }
}

impl Limits {
    /// Refuses more bytes than the limit.
    pub fn check_size(&self, bytes: u64) -> Result<(), ImportError> {
        if bytes > self.bytes {
            return Err(ImportError::TooLarge { megabytes: self.bytes / MEGABYTE });
        }
        Ok(())
    }

    /// Refuses more elements than the limit.
    pub fn check_nodes(&self, nodes: usize) -> Result<(), ImportError> {
        if nodes > self.nodes {
            return Err(ImportError::TooManyNodes { nodes: self.nodes });
        }
        Ok(())
    }

    /// Refuses a nesting deeper than the limit.
    pub fn check_depth(&self, depth: usize) -> Result<(), ImportError> {
        if depth > self.depth {
            return Err(ImportError::TooDeep { levels: self.depth });
        }
        Ok(())
    }
}

const AS_TEXT: &str = "save or export it as text or HTML, or copy its text and paste it";
const UNPACK: &str = "unpack it and import the files in it";
const TYPE_OFF: &str = "it has no text that can be selected; type off what matters and paste it";
const NO_TEXT: &str = "import a text file, a Markdown file or a saved web page";

/// First bytes, what they stand for, and what to do then.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF document", AS_TEXT),
    (b"{\\rtf", "an RTF document", AS_TEXT),
    (b"%!PS", "a PostScript document", AS_TEXT),
    (b"\xD0\xCF\x11\xE0", "an old Office document", AS_TEXT),
    (b"AT&TFORM", "a DjVu document", AS_TEXT),
    (b"PK\x03\x04", "a ZIP archive, perhaps a DOCX, ODT or EPUB document", AS_TEXT),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
    (b"7z\xBC\xAF", "a 7z archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"\x89PNG", "a PNG picture", TYPE_OFF),
    (b"\xFF\xD8\xFF", "a JPEG picture", TYPE_OFF),
    (b"GIF8", "a GIF picture", TYPE_OFF),
    (b"II*\0", "a TIFF picture", TYPE_OFF),
    (b"MM\0*", "a TIFF picture", TYPE_OFF),
    (b"RIFF", "a picture, a sound or a film", NO_TEXT),
    (b"OggS", "a sound or a film", NO_TEXT),
    (b"ID3", "a sound", NO_TEXT),
    (b"\x1A\x45\xDF\xA3", "a film", NO_TEXT),
    (b"SQLite format 3", "a database", NO_TEXT),
    (b"\x7FELF", "a program", NO_TEXT),
    (b"\0asm", "a program", NO_TEXT),
    (b"bplist", "a binary property list or web archive", AS_TEXT),
    (b"\0\0\xFE\xFF", "text in UTF-32", "save it as UTF-8"),
    (b"\xFF\xFE\0\0", "text in UTF-32", "save it as UTF-8"),
];

/// Refuses bytes that begin as a known kind of file that is no text.
///
/// A signature made of letters alone (`BZh`, `ID3`, `RIFF`) may also begin a text; it
/// counts only if a byte follows soon that no text has.
pub fn check_signature(bytes: &[u8]) -> Result<(), ImportError> {
    let head = &bytes[..bytes.len().min(512)];
    // A few bytes may stand before the header of a PDF.
    let pdf = head.windows(5).take(16).any(|w| w == b"%PDF-");
    for &(signature, what, advice) in SIGNATURES {
        let found = head.starts_with(signature) || (pdf && signature == b"%PDF-");
        let markup = signature.first().is_some_and(u8::is_ascii_punctuation);
        let lettered = signature.iter().all(|b| (0x20..0x7F).contains(b)) && !markup;
        if found && (!lettered || head.iter().any(|&b| is_odd_control(b.into()))) {
            return Err(ImportError::NotText { what, advice });
        }
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Err(ImportError::NotText { what: "a film or a sound", advice: NO_TEXT });
    }
    let names = |field: &[u8]| head.windows(field.len()).any(|w| w.eq_ignore_ascii_case(field));
    if names(b"MIME-Version:") && names(b"multipart/related") {
        let advice = "open it in a browser and save it as HTML, or copy its text and paste it";
        return Err(ImportError::NotText { what: "a web archive (MHTML)", advice });
    }
    Ok(())
}

/// The error for bytes or characters that no text has.
pub(super) fn binary() -> ImportError {
    ImportError::NotText { what: "binary data", advice: NO_TEXT }
}

/// Refuses a decoded text with U+0000, or of which more than 2 % are control characters.
pub fn check_characters(text: &str) -> Result<(), ImportError> {
    let (mut odd, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        if c == '\0' {
            return Err(binary());
        }
        all += 1;
        odd += usize::from(is_odd_control(c));
    }
    if odd > 2 && odd * 50 > all {
        return Err(binary());
    }
    Ok(())
}

/// A C0 control character other than white space and escape, or DEL.
fn is_odd_control(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0E'..='\x1A' | '\x1C'..='\x1F' | '\x7F')
}

/// How many characters of a text change the direction of what stands around them without
/// being seen: embeddings, overrides and isolates. Marks (LRM, RLM, ALM) are harmless.
pub fn count_direction_controls(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_named() {
        for (bytes, name) in [
            (&b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..], "PNG"),
            (b"PK\x03\x04\x14\0\x06\0", "DOCX"),
            (b"%PDF-1.7\n%\xE2\xE3", "PDF"),
            (b"\x1F\x8B\x08\0", "gzip"),
            (b"{\\rtf1\\ansi Plain words}", "RTF"),
            (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "MHTML"),
            (b"\0\0\0\x18ftypmp42", "film"),
        ] {
            let error = check_signature(bytes).expect_err(name).to_string();
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn a_text_that_begins_with_the_letters_of_a_signature_is_text() {
        for text in ["RIFF is a format.", "ID3 tags explained", "Rar! said the bear.", "GIF8"] {
            assert!(check_signature(text.as_bytes()).is_ok(), "{text}");
        }
    }

    #[test]
    fn control_characters_are_counted_against_the_length() {
        assert!(check_characters(&format!("{}\x02\x03\x04", "words ".repeat(40))).is_ok());
        assert!(check_characters("\x01\x02\x03\x04 words").is_err());
        assert!(check_characters("one\0").is_err());
        assert!(check_characters("\t one\n\u{1B}[0m\x0C").is_ok());
    }

    #[test]
    fn direction_controls_are_counted_but_marks_are_not() {
        assert_eq!(count_direction_controls("a\u{202E}b\u{2066}c\u{200F}d\u{200E}"), 2);
    }
}
