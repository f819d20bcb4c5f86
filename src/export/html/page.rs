//! What HTML is written with: markup goes through unchanged, text is escaped.

use std::io::{self, Write};

use crate::domain::time::Timestamp;
use crate::export::{
    escape::{Instead, Looks, escape, looks},
    gathered::Gathered,
    report::{Outline, outline::Place},
};

/// A page being written.
pub struct Page<'a>(Gathered<'a>);

impl<'a> Page<'a> {
    /// A page that goes to a writer.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self(Gathered::new(out))
    }

    /// Markup, as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.add(|buffer| buffer.push_str(markup));
        self
    }

    /// A number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.0.number(number as u64);
        self
    }

    /// The day of a moment, in UTC.
    pub fn day(&mut self, at: Timestamp) -> &mut Self {
        self.0.day(at);
        self
    }

    /// A claim's label, which leads to its card.
    pub fn claim_label(&mut self, outline: &Outline<'_>, claim: Place) -> &mut Self {
        self.0.add(|buffer| {
            buffer.push_str("<a class=\"label\" href=\"#claim-");
            outline.push_place(claim, buffer);
            buffer.push_str("\">");
            outline.push_place(claim, buffer);
            buffer.push_str("</a>");
        });
        self
    }

    /// Text, escaped for content and for quoted attributes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.add(|buffer| push_text(text, buffer));
        self
    }

    /// A name or a phrase of somebody's: its direction of writing stays its own.
    pub fn isolated(&mut self, text: &str) -> &mut Self {
        self.0.add(|buffer| {
            buffer.push_str("<bdi>");
            push_text(text, buffer);
            buffer.push_str("</bdi>");
        });
        self
    }

    /// An element with text.
    pub fn element(&mut self, open: &str, text: &str, close: &str) -> &mut Self {
        self.raw(open).text(text).raw(close)
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

/// Bytes that need a look: markup, control characters, and the first bytes of what may be
/// a control character or no character (U+0080 to U+009F, U+FDD0 to U+FDEF, U+nFFFE, U+nFFFF).
const LOOKS: Looks = {
    let mut table = looks(&[b'&', b'<', b'>', b'"', 0xC2, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4]);
    table[b'\n' as usize] = false;
    table[b'\t' as usize] = false;
    table
};

/// Adds a text, escaped. Characters that HTML does not allow become their control picture or
/// U+FFFD, so that nothing hides.
fn push_text(text: &str, out: &mut String) {
    escape(text, out, &LOOKS, |_, c| match c {
        '&' => Some(Instead::Text("&amp;")),
        '<' => Some(Instead::Text("&lt;")),
        '>' => Some(Instead::Text("&gt;")),
        '"' => Some(Instead::Text("&quot;")),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Some(Instead::Char(picture(c))),
        '\u{FDD0}'..='\u{FDEF}' => Some(Instead::Char('\u{FFFD}')),
        c if c as u32 & 0xFFFE == 0xFFFE => Some(Instead::Char('\u{FFFD}')),
        _ => None,
    });
}

/// The picture of a control character.
fn picture(c: char) -> char {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        push_text(text, &mut out);
        out
    }

    #[test]
    fn markup_in_a_text_is_text() {
        assert_eq!(
            escaped("<script>\"&\"</script>"),
            "&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;"
        );
        assert_eq!(escaped("a é 🌉 \u{301} گزارش\t\n"), "a é 🌉 \u{301} گزارش\t\n");
    }

    #[test]
    fn what_html_does_not_allow_is_shown_as_a_picture() {
        assert_eq!(
            escaped("a\0\u{1b}\u{7f}\u{85}\u{FDD0}\u{FFFF}\u{1FFFE}b"),
            "a␀␛␡\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}b"
        );
    }

    #[test]
    fn the_first_error_ends_the_writing_and_is_told() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut full = Full;
        let mut page = Page::new(&mut full);
        page.raw(&"x".repeat(1 << 18));
        assert!(page.has_failed());
        assert_eq!(page.finish().expect_err("full").kind(), io::ErrorKind::StorageFull);
    }
}
