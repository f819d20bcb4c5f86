//! XML as the formats here need it: elements written as they come, with everything in them
//! made legal. What XML 1.0 can't hold (most control characters) becomes U+FFFD.

use std::borrow::Cow;
use std::io::Write;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event, attributes::Attribute},
    name::QName,
};

use super::ExportError;

/// Writes elements, indented by one space a level.
pub(super) struct Xml<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> Xml<W> {
    /// Begins a document in UTF-8.
    pub fn begin(out: W) -> Result<Self, ExportError> {
        let mut writer = Writer::new_with_indent(out, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer })
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), ExportError> {
        Ok(self.writer.write_event(Event::Start(start(name, attributes)))?)
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self, name: &str) -> Result<(), ExportError> {
        Ok(self.writer.write_event(Event::End(BytesEnd::new(name)))?)
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), ExportError> {
        Ok(self.writer.write_event(Event::Empty(start(name, attributes)))?)
    }

    /// An element with text.
    pub fn text(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> Result<(), ExportError> {
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        self.writer.write_event(Event::Text(BytesText::from_escaped(escaped(text, false))))?;
        Ok(self.writer.write_event(Event::End(BytesEnd::new(name)))?)
    }

    /// Ends the document with a line end and gives back what it was written to.
    pub fn end(self) -> Result<W, ExportError> {
        let mut out = self.writer.into_inner();
        out.write_all(b"\n")?;
        Ok(out)
    }
}

fn start<'a>(name: &'a str, attributes: &'a [(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        let value = match escaped(value, true) {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
        element.push_attribute(Attribute { key: QName(key.as_bytes()), value });
    }
    element
}

/// What XML 1.0 allows a document to hold.
fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// A text with what means something to XML escaped. In attributes, white space that a reader
/// would fold to a space is escaped, too.
pub(super) fn escaped(text: &str, attribute: bool) -> Cow<'_, str> {
    let special = |c: char| {
        matches!(c, '<' | '>' | '&' | '"' | '\r')
            || (attribute && matches!(c, '\n' | '\t'))
            || !is_legal(c)
    };
    let Some(first) = text.find(special) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            c if is_legal(c) => out.push(c),
            _ => out.push('\u{FFFD}'),
        }
    }
    Cow::Owned(out)
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
