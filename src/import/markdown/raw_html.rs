//! HTML inside Markdown: the tags are dropped, the words kept, `<sup>` becomes a mark.

use crate::domain::article::MarkKind;

use crate::import::render::Rendering;

/// Tags that end a line.
const LINES: [&str; 14] =
    ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dt", "dd"];

/// The most marks of raw tags that are open at once; more of them are ignored.
const MOST_OPEN: usize = 8;

/// The state of the raw HTML of one flow of text.
#[derive(Debug, Default)]
pub struct RawHtml {
    block: String,
    /// How many `<sup>` are open in the present inline element.
    sup: usize,
    /// The name of the element whose content is code, not text.
    code: Option<&'static str>,
}

impl RawHtml {
    /// Takes a line of a block of HTML.
    pub fn block(&mut self, html: &str) {
        self.block.push_str(html);
    }

    /// Whether what comes is a script or a style sheet.
    pub fn in_code(&self) -> bool {
        self.code.is_some()
    }

    /// Takes one inline tag or comment.
    pub fn inline(&mut self, tag: &str, out: &mut Rendering) {
        let (name, closing) = tag_name(tag);
        match (name.as_str(), closing) {
            ("sup", false) if self.sup < MOST_OPEN => {
                out.begin_mark(MarkKind::Superscript, None);
                self.sup += 1;
            }
            ("sup", true) if self.sup > 0 => {
                out.end_mark();
                self.sup -= 1;
            }
            ("script", false) => self.code = Some("script"),
            ("style", false) => self.code = Some("style"),
            (name, true) if Some(name) == self.code => self.code = None,
            (name, _) if LINES.contains(&name) => out.line_end(),
            _ => {}
        }
    }

    /// Ends an emphasis or a link: marks must close in the reverse order of their beginnings,
    /// so those that began inside it end with it.
    pub fn end_inside(&mut self, out: &mut Rendering) {
        for _ in 0..std::mem::take(&mut self.sup) {
            out.end_mark();
        }
    }

    /// Ends a paragraph, a heading, a cell or a block of HTML.
    pub fn end_block(&mut self, out: &mut Rendering) {
        self.end_inside(out);
        self.code = None;
        let block = std::mem::take(&mut self.block);
        write_words(&block, out);
    }
}

/// The lower-case name of a tag, and whether it is an end tag. Empty for a comment.
fn tag_name(tag: &str) -> (String, bool) {
    let inside = tag.strip_prefix('<').unwrap_or(tag);
    let (inside, closing) = inside.strip_prefix('/').map_or((inside, false), |rest| (rest, true));
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    (inside[..end].to_ascii_lowercase(), closing)
}

/// Writes the words of a block of HTML, in one pass.
fn write_words(html: &str, out: &mut Rendering) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        write_text(&rest[..at], out);
        rest = &rest[at..];
        let begins_tag =
            rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        if !begins_tag {
            out.folded("<");
            rest = &rest[1..];
            continue;
        }
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        // What never closes is dropped to the end of the block, as a browser does.
        let Some(close) = rest.find(end) else { return };
        let (name, closing) = tag_name(rest);
        rest = &rest[close + end.len()..];
        if LINES.contains(&name.as_str()) {
            out.line_end();
        }
        if matches!(name.as_str(), "script" | "style") && !closing {
            let end = format!("</{name}");
            let found = rest.as_bytes().windows(end.len());
            let mut found = found.map(|w| w.eq_ignore_ascii_case(end.as_bytes()));
            let Some(close) = found.position(|equal| equal) else { return };
            rest = &rest[close..];
        }
    }
    write_text(rest, out);
}

fn write_text(text: &str, out: &mut Rendering) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.folded(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        if let Some((end, c)) = end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            out.folded(c.encode_utf8(&mut [0; 4]));
            rest = &rest[end + 1..];
        } else {
            out.folded("&");
            rest = &rest[1..];
        }
    }
    out.folded(rest);
}

fn entity(name: &str) -> Option<char> {
    let code = |digits: &str, radix| char::from_u32(u32::from_str_radix(digits, radix).ok()?);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{A0}'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "hellip" => Some('…'),
        _ => {
            let number = name.strip_prefix('#')?;
            match number.strip_prefix(['x', 'X']) {
                Some(hex) => code(hex, 16),
                None => code(number, 10),
            }
        }
    }
}
