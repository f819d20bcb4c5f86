//! What Markdown is written with: blocks, items of lists, and escaped text.

use std::io::{self, Write};

use crate::domain::{
    ids::{AnalystId, ClaimId},
    time::Timestamp,
};
use crate::export::{
    escape::{Instead, Looks, escape, looks},
    gathered::Gathered,
    report::{Outline, outline::Place},
};

/// A Markdown page being written.
pub struct Page<'a>(Gathered<'a>);

impl<'a> Page<'a> {
    /// A page that goes to a writer.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self(Gathered::new(out))
    }

    /// Markup, as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push(markup);
        self
    }

    /// A text, escaped.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.add(|buffer| push_escaped(text, buffer));
        self
    }

    /// A term in small letters.
    pub fn small(&mut self, label: &str) -> &mut Self {
        self.0.add(|buffer| {
            let start = buffer.len();
            if label.is_ascii() {
                buffer.push_str(label);
                buffer[start..].make_ascii_lowercase();
            } else {
                buffer.push_str(&label.to_lowercase());
            }
        });
        self
    }

    /// A number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.0.number(number as u64);
        self
    }

    /// A claim's label.
    pub fn label(&mut self, outline: &Outline<'_>, claim: ClaimId) -> &mut Self {
        self.0.add(|buffer| outline.push_label(claim, buffer));
        self
    }

    /// The label of the claim at a place.
    pub fn place(&mut self, outline: &Outline<'_>, place: Place) -> &mut Self {
        self.0.add(|buffer| outline.push_place(place, buffer));
        self
    }

    /// Who recorded something, and when.
    pub fn signed(&mut self, outline: &Outline<'_>, by: AnalystId, at: Timestamp) -> &mut Self {
        self.text(&outline.known.analyst_name(by)).raw(", ");
        self.0.day(at);
        self
    }

    /// One line of Markdown with what it begins with, and an empty line.
    pub fn block(&mut self, begin: &str, line: &str) {
        self.raw(begin).raw(line).raw("\n\n");
    }

    /// The paragraphs of a text, each as a block.
    pub fn paragraphs(&mut self, begin: &str, text: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.raw(begin).text(line).raw("\n\n");
        }
    }

    /// A quotation: its lines are paragraphs of one block quotation.
    pub fn quotation(&mut self, text: &str) {
        for (index, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            self.raw(if index > 0 { ">\n> " } else { "> " }).text(line).raw("\n");
        }
        self.end();
    }

    /// Begins an item of a list, whose value and line end follow.
    pub fn begin_item(&mut self, name: &str) -> &mut Self {
        self.raw("- **").raw(name).raw(":** ")
    }

    /// An item of a list with a name and a value in Markdown.
    pub fn item(&mut self, name: &str, value: &str) {
        self.begin_item(name).raw(value).raw("\n");
    }

    /// An item of a list with a text, if there is one.
    pub fn told(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.begin_item(name).text(text).raw("\n");
        }
    }

    /// Ends a list or a table.
    pub fn end(&mut self) {
        self.raw("\n");
    }

    /// Whether writing failed; nothing more is written then.
    pub fn has_failed(&self) -> bool {
        self.0.has_failed()
    }

    /// Writes what is left, and tells what failed.
    pub fn finish(self) -> io::Result<()> {
        self.0.finish()
    }
}

/// A text on one line in which nothing is markup. Control characters become their pictures.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(text, &mut out);
    out
}

/// Bytes that need a look: control characters, what may be markup, and the first bytes of
/// U+0080 to U+009F, U+2028 and U+2029.
const LOOKS: Looks = looks(&[
    b'\\', b'`', b'*', b'_', b'[', b']', b'<', b'>', b'|', b'~', b'&', b'$', b'^', b'!', b':',
    b'@', 0xC2, 0xE2,
]);

/// Adds a text on one line in which nothing is markup.
pub fn push_escaped(text: &str, out: &mut String) {
    let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    let text = if is_bare(bytes.first()) && is_bare(bytes.last()) { text } else { text.trim() };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // Markup only at the start of a line; `1.` and `1)` begin a list there.
    let start = match text.as_bytes().get(digits) {
        Some(b'#' | b'+' | b'-' | b'=' | b':') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        _ => 0,
    };
    if start > 0 {
        out.push_str(&text[..start - 1]);
        out.push('\\');
        out.push_str(&text[start - 1..start]);
    }
    let text = &text[start..];
    escape(text, out, &LOOKS, |at, c| match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(Instead::Char(' ')),
        '\0'..='\u{1F}' => {
            Some(Instead::Char(char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}')))
        }
        '\u{7F}'..='\u{9F}' => Some(Instead::Char('\u{FFFD}')),
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '^' | '@' => {
            Some(Instead::Backslash)
        }
        // An image, and an address that some programs make a link of.
        '!' if text[at..].starts_with("![") => Some(Instead::Backslash),
        ':' if text[at..].starts_with("://") => Some(Instead::Backslash),
        _ => None,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        for (text, wanted) in [
            ("<script>", "\\<script\\>"),
            ("# no heading", "\\# no heading"),
            ("C# is one", "C# is one"),
            ("12. May", "12\\. May"),
            ("in 12. May", "in 12. May"),
            ("- no item", "\\- no item"),
            ("a_b *c* [d](e) `f` | ~~g~~", "a\\_b \\*c\\* \\[d\\](e) \\`f\\` \\| \\~\\~g\\~\\~"),
            ("![x](http://e.org)", "\\!\\[x\\](http\\://e.org)"),
            ("two\nlines\0\u{1b}", "two lines␀␛"),
            ("--- ", "\\---"),
            ("1234567890. no list", "1234567890. no list"),
            ("7) list", "7\\) list"),
            (":// and ://", "\\:// and \\://"),
            ("", ""),
        ] {
            assert_eq!(escaped(text), wanted);
        }
    }
}
