//! What Markdown is written with: blocks, items of lists, and escaped text.

use std::io::{self, Write};

use crate::export::report::gathered::Gathered;

/// A Markdown page being written.
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

    /// One line of Markdown with what it begins with, and an empty line.
    pub fn block(&mut self, begin: &str, line: &str) {
        self.raw(begin).raw(line).raw("\n\n");
    }

    /// The paragraphs of a text, each as a block.
    pub fn paragraphs(&mut self, begin: &str, text: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.block(begin, &escaped(line));
        }
    }

    /// A quotation: its lines are paragraphs of one block quotation.
    pub fn quotation(&mut self, text: &str) {
        for (index, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            self.raw(if index > 0 { ">\n> " } else { "> " }).raw(&escaped(line)).raw("\n");
        }
        self.end();
    }

    /// An item of a list with a name and a value in Markdown.
    pub fn item(&mut self, name: &str, value: &str) {
        self.raw("- **").raw(name).raw(":** ").raw(value).raw("\n");
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
    let text = text.trim();
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\0'..='\u{1F}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}')),
            '\u{7F}'..='\u{9F}' => out.push('\u{FFFD}'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '^' => {
                out.push('\\');
                out.push(c);
            }
            // Markup only at the start of a line.
            '#' | '+' | '-' | '=' | ':' if at == 0 => {
                out.push('\\');
                out.push(c);
            }
            // `1.` and `1)` begin a list.
            '.' | ')'
                if (1..=9).contains(&at) && text[..at].bytes().all(|b| b.is_ascii_digit()) =>
            {
                out.push('\\');
                out.push(c);
            }
            // An image, and an address that some programs make a link of.
            '!' if text[at..].starts_with("![") => out.push_str("\\!"),
            ':' if text[at..].starts_with("://") => out.push_str("\\:"),
            '@' => out.push_str("\\@"),
            c => out.push(c),
        }
    }
    out
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
        ] {
            assert_eq!(escaped(text), wanted);
        }
    }
}
