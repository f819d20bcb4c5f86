//! XML from outside as a tree: bounded in depth and size, without entities of its own and
//! without anything from elsewhere. Names are taken without their prefixes.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::AnnotationError;

const MAX_DEPTH: usize = 128;
const MAX_ELEMENTS: usize = 8_000_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// Its own text, joined.
    pub text: String,
}

impl Element {
    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// An attribute that names something, without the braces that GUIDs may stand in, in
    /// small letters.
    pub fn guid(&self, name: &str) -> Option<String> {
        Some(self.get(name)?.trim().trim_matches(['{', '}']).to_lowercase())
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

fn malformed(why: impl ToString) -> AnnotationError {
    AnnotationError::Malformed { what: "the XML", why: why.to_string() }
}

/// Reads a document.
pub(super) fn parse(text: &str) -> Result<Element, AnnotationError> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut count = 0_usize;
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|e| malformed(format!("byte {at}: {e}")))?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() >= MAX_DEPTH || count > MAX_ELEMENTS {
                    return Err(malformed("it nests too deep or has too many elements"));
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MAX_ELEMENTS {
                    return Err(malformed("it has too many elements"));
                }
                close(&mut open, &mut root, element(&start)?)?;
            }
            Event::End(_) => {
                let done = open.pop().ok_or_else(|| malformed("an element ends twice"))?;
                close(&mut open, &mut root, done)?;
            }
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text.xml10_content().map_err(malformed)?);
                }
            }
            Event::CData(data) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&data.decode().map_err(malformed)?);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(element) = open.last_mut() {
                    if let Some(c) = reference.resolve_char_ref().map_err(malformed)? {
                        element.text.push(c);
                    } else {
                        let name = reference.decode().map_err(malformed)?;
                        let known = quick_xml::escape::resolve_predefined_entity(&name);
                        let text = known.ok_or_else(|| {
                            malformed(format!("byte {at}: the entity &{name}; is not declared"))
                        })?;
                        element.text.push_str(text);
                    }
                }
            }
            Event::Eof => break,
            // Nothing that a document type declares is used.
            Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
    }
    if !open.is_empty() {
        return Err(malformed("it ends in the middle"));
    }
    root.ok_or_else(|| malformed("it has no element"))
}

fn close(
    open: &mut [Element],
    root: &mut Option<Element>,
    done: Element,
) -> Result<(), AnnotationError> {
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None if root.is_none() => *root = Some(done),
        None => return Err(malformed("it has two roots")),
    }
    Ok(())
}

fn element(start: &BytesStart<'_>) -> Result<Element, AnnotationError> {
    let local = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(malformed)?;
        let raw = std::str::from_utf8(&attribute.value).map_err(malformed)?;
        let value = quick_xml::escape::unescape(raw).map_err(malformed)?;
        attributes.push((local(attribute.key.local_name().as_ref()), value.into_owned()));
    }
    let name = local(start.local_name().as_ref());
    Ok(Element { name, attributes, ..Element::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_names_without_prefixes_and_text_without_entities() {
        let root = parse("<x:a b=\"&lt;&#10;\"><c>1 &amp; <![CDATA[<2>]]>&#x1F309;</c><c/></x:a>")
            .expect("a tree");
        assert_eq!((root.name.as_str(), root.get("b")), ("a", Some("<\n")));
        assert_eq!(root.child("c").map(|c| c.text.as_str()), Some("1 & <2>🌉"));
        assert_eq!(root.all("c").count(), 2);
    }

    #[test]
    fn what_is_hostile_or_broken_is_refused() {
        for text in [
            "",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<!DOCTYPE a [<!ENTITY x \"boom\">]><a>&x;</a>",
            "<a b='1' b='2'/>",
            &"<a>".repeat(200),
        ] {
            assert!(parse(text).is_err(), "{text:.40}");
        }
    }
}
