//! XML as the formats here need it: elements written as they come, with everything in them
//! made legal. What XML 1.0 can't hold (most control characters) becomes U+FFFD.

use std::io::Write;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use super::{
    ExportError,
    escape::{Instead, Looks, escape, looks},
};

/// How much is gathered before it is written on, in bytes.
const PIECE: usize = 64 * 1024;

/// Writes elements, indented by one space a level.
pub(super) struct Xml<W: Write> {
    out: W,
    writer: Writer<Vec<u8>>,
    /// A tag's content or an escaped text: made anew for each.
    made: String,
}

impl<W: Write> Xml<W> {
    /// Begins a document in UTF-8.
    pub fn begin(out: W) -> Result<Self, ExportError> {
        let buffer = Vec::with_capacity(PIECE + 4096);
        let mut writer = Writer::new_with_indent(buffer, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { out, writer, made: String::new() })
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), ExportError> {
        self.tag(name, attributes);
        let start = BytesStart::from_content(self.made.as_str(), name.len());
        self.writer.write_event(Event::Start(start))?;
        self.write_on()
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self, name: &str) -> Result<(), ExportError> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.write_on()
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), ExportError> {
        self.tag(name, attributes);
        let start = BytesStart::from_content(self.made.as_str(), name.len());
        self.writer.write_event(Event::Empty(start))?;
        self.write_on()
    }

    /// An element with text.
    pub fn text(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> Result<(), ExportError> {
        self.open(name, attributes)?;
        self.made.clear();
        escape_text(text, &mut self.made);
        let text = BytesText::from_escaped(self.made.as_str());
        self.writer.write_event(Event::Text(text))?;
        self.close(name)
    }

    /// Ends the document with a line end and gives back what it was written to.
    pub fn end(mut self) -> Result<W, ExportError> {
        self.writer.get_mut().push(b'\n');
        self.out.write_all(self.writer.get_ref())?;
        Ok(self.out)
    }

    /// Makes a tag's content: its name and its attributes, in which white space that a reader
    /// would fold to a space is escaped, too.
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.made.clear();
        self.made.push_str(name);
        for (key, value) in attributes {
            self.made.push(' ');
            self.made.push_str(key);
            self.made.push_str("=\"");
            escape(value, &mut self.made, &LOOKS, |_, c| match c {
                '\n' => Some(Instead::Text("&#10;")),
                '\t' => Some(Instead::Text("&#9;")),
                c => instead(c),
            });
            self.made.push('"');
        }
    }

    fn write_on(&mut self) -> Result<(), ExportError> {
        if self.writer.get_ref().len() >= PIECE {
            self.out.write_all(self.writer.get_ref())?;
            self.writer.get_mut().clear();
        }
        Ok(())
    }
}

/// Bytes that need a look: control characters, markup, and the first byte of U+FFFE and U+FFFF.
const LOOKS: Looks = looks(&[b'<', b'>', b'&', b'"', 0xEF]);

/// What XML 1.0 allows a document to hold.
fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

fn instead(c: char) -> Option<Instead> {
    match c {
        '<' => Some(Instead::Text("&lt;")),
        '>' => Some(Instead::Text("&gt;")),
        '&' => Some(Instead::Text("&amp;")),
        '"' => Some(Instead::Text("&quot;")),
        '\r' => Some(Instead::Text("&#13;")),
        c if is_legal(c) => None,
        _ => Some(Instead::Char('\u{FFFD}')),
    }
}

/// Adds a text with what means something to XML escaped.
fn escape_text(text: &str, out: &mut String) {
    escape(text, out, &LOOKS, |_, c| instead(c));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_made_legal() {
        let mut xml = Xml::begin(Vec::new()).expect("begun");
        xml.open("a", &[("b", "\"<&>\n\t\0")]).expect("opened");
        xml.text("c", &[], "]]> <x> & \u{1} \u{FFFE} é\n👩").expect("written");
        xml.close("a").expect("closed");
        let text = String::from_utf8(xml.end().expect("ended")).expect("UTF-8");
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <a b=\"&quot;&lt;&amp;&gt;&#10;&#9;\u{FFFD}\">\n \
             <c>]]&gt; &lt;x&gt; &amp; \u{FFFD} \u{FFFD} é\n👩</c>\n</a>\n"
        );
    }
}
