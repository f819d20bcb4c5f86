//! What HTML is written with: markup goes through unchanged, text is escaped.

use std::io::{self, Write};

use crate::export::report::gathered::Gathered;

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
        use std::fmt::Write as _;
        // Writing to a string can't fail.
        self.0.add(|buffer| {
            let _ = write!(buffer, "{number}");
        });
        self
    }

    /// Text, escaped for content and for quoted attributes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.add(|buffer| escape(text, buffer));
        self
    }

    /// A name or a phrase of somebody's: its direction of writing stays its own.
    pub fn isolated(&mut self, text: &str) -> &mut Self {
        self.raw("<bdi>").text(text).raw("</bdi>")
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
const NEEDS_A_LOOK: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != b'\n' as usize && byte != b'\t' as usize;
        byte += 1;
    }
    table[0x7F] = true;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table[0xC2] = true;
    table[0xEF] = true;
    byte = 0xF0;
    while byte <= 0xF4 {
        table[byte] = true;
        byte += 1;
    }
    table
};

/// Escapes a text. Characters that HTML does not allow become their control picture or
/// U+FFFD, so that nothing hides.
fn escape(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut plain = 0;
    let mut at = 0;
    while at < bytes.len() {
        if !NEEDS_A_LOOK[bytes[at] as usize] {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let stands_for = match c {
            '&' => Some("&amp;"),
            '<' => Some("&lt;"),
            '>' => Some("&gt;"),
            '"' => Some("&quot;"),
            '\0'..='\u{1F}' | '\u{7F}' | '\u{80}'..='\u{9F}' => Some(""),
            '\u{FDD0}'..='\u{FDEF}' => Some("\u{FFFD}"),
            c if c as u32 & 0xFFFE == 0xFFFE => Some("\u{FFFD}"),
            _ => None,
        };
        if let Some(stands_for) = stands_for {
            out.push_str(&text[plain..at]);
            if stands_for.is_empty() {
                out.push(picture(c));
            } else {
                out.push_str(stands_for);
            }
            plain = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    out.push_str(&text[plain..]);
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
        escape(text, &mut out);
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
