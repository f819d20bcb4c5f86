//! Small questions asked of a node of a page: its name, what it holds, whether it is seen.

use dom_query::{Element, NodeData, NodeRef};

/// Asks something of an element; `None` for text and the rest.
pub fn of_element<T>(node: &NodeRef<'_>, ask: impl FnOnce(&Element) -> T) -> Option<T> {
    node.query_or(None, |inner| match &inner.data {
        NodeData::Element(element) => Some(ask(element)),
        _ => None,
    })
}

/// The value of an attribute.
pub fn attr(element: &Element, name: &str) -> Option<String> {
    let found = element.attrs.iter().find(|a| &*a.name.local == name);
    found.map(|a| a.value.to_string())
}

/// Whether an attribute is there.
pub fn has(element: &Element, name: &str) -> bool {
    element.attrs.iter().any(|a| &*a.name.local == name)
}

/// Asks something of a piece of text; `None` for elements and the rest.
pub fn of_text<T>(node: &NodeRef<'_>, ask: impl FnOnce(&str) -> T) -> Option<T> {
    node.query_or(None, |inner| match &inner.data {
        NodeData::Text { contents } => Some(ask(contents)),
        _ => None,
    })
}

/// Whether it is text with more than white space in it.
pub fn has_words(node: &NodeRef<'_>) -> bool {
    of_text(node, |text| text.contains(|c: char| !c.is_whitespace())).unwrap_or(false)
}

/// The lower-case name of an element; empty for text and the rest.
pub fn name(node: &NodeRef<'_>) -> String {
    of_element(node, |element| element.name.local.to_string()).unwrap_or_default()
}

/// The level of a heading, 1 to 6.
pub fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The next node in the order of the document, inside `root`.
pub fn next_in<'a>(node: NodeRef<'a>, root: &NodeRef<'a>, into: bool) -> Option<NodeRef<'a>> {
    if into && let Some(child) = node.first_child() {
        return Some(child);
    }
    let mut node = node;
    while node.id != root.id {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent()?;
    }
    None
}

/// The first `most` code points of the text in a node, white space folded.
pub fn short_text(root: &NodeRef<'_>, most: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    let mut gap = false;
    let mut next = Some(*root);
    while let Some(node) = next.filter(|_| count < most) {
        let seen = !is_unseen(&node);
        if seen {
            of_text(&node, |piece| {
                for c in piece.chars() {
                    if c.is_whitespace() {
                        gap = count > 0;
                    } else if count < most {
                        if std::mem::take(&mut gap) {
                            text.push(' ');
                            count += 1;
                        }
                        text.push(c);
                        count += 1;
                    } else {
                        break;
                    }
                }
            });
        }
        next = next_in(node, root, seen);
    }
    text
}

/// Whether an element, and all in it, is never seen by someone who reads the page.
pub fn is_unseen(node: &NodeRef<'_>) -> bool {
    of_element(node, |element| {
        is_machinery(&element.name.local)
            || has(element, "hidden")
            || attr(element, "role").is_some_and(|role| role == "navigation" || role == "doc-toc")
            || attr(element, "id").is_some_and(|id| id == "toc")
            || attr(element, "aria-hidden").is_some_and(|v| v == "true")
            || attr(element, "style").is_some_and(|style| hides(&style))
            || attr(element, "class").is_some_and(|class| {
                class.split_ascii_whitespace().any(|c| UNSEEN_CLASSES.contains(&c))
            })
    })
    .unwrap_or(false)
}

/// Classes of what is hidden from the eye, or part of the site rather than the text.
const UNSEEN_CLASSES: [&str; 10] = [
    "toc",
    "mw-editsection",
    "mw-jump-link",
    "noprint",
    "navbox",
    "sr-only",
    "screen-reader-text",
    "screen-reader-only",
    "visually-hidden",
    "cite-accessibility-label",
];

fn is_machinery(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "iframe"
            | "frame"
            | "frameset"
            | "noframes"
            | "object"
            | "embed"
            | "svg"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "option"
            | "datalist"
            | "button"
            | "input"
            | "textarea"
            | "annotation"
            | "annotation-xml"
            | "nav"
    )
}

fn hides(style: &str) -> bool {
    let folded: String =
        style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    folded.contains("display:none") || folded.contains("visibility:hidden")
}

/// The text directly and indirectly in a node, seen or not, of about `most` bytes.
pub fn all_text(root: &NodeRef<'_>, most: usize) -> String {
    let mut text = String::new();
    let mut next = root.first_child();
    while let Some(node) = next.filter(|_| text.len() < most) {
        of_text(&node, |piece| text.push_str(piece));
        next = next_in(node, root, true);
    }
    text
}
