//! Where in a file an error stands: line, column, and the record it belongs to.
//!
//! Runs only once something was found wrong, over the text up to that place.

/// A place in a file. Lines and columns count from 1; a column is a code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl Place {
    /// The end of a text.
    pub fn after(text: &str) -> Self {
        let line_start = text.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: 1 + text.bytes().filter(|b| *b == b'\n').count(),
            column: 1 + text[line_start..].chars().count(),
        }
    }

    /// The byte offset of the place in a text; its end if the place lies beyond.
    pub fn offset(self, text: &str) -> usize {
        let start = match self.line {
            0 | 1 => 0,
            line => text
                .bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .nth(line - 2)
                .map_or(text.len(), |(at, _)| at + 1),
        };
        let rest = &text[start..];
        let column = rest.char_indices().nth(self.column.saturating_sub(1));
        start + column.map_or(rest.len(), |(at, _)| at)
    }
}

/// The id of the innermost record that is open at a byte offset of a RON text. A record
/// whose closing bracket stands just before the offset is taken to be open.
pub fn record_at(text: &str, offset: usize) -> Option<String> {
    let mut text = text.get(..offset)?.trim_end();
    text = text.strip_suffix(')').unwrap_or(text);
    let bytes = text.as_bytes();
    let mut open: Vec<Option<&str>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'(' => open.push(None),
            b')' => {
                open.pop();
            }
            b'"' => {
                at = end_of_string(text, at);
                continue;
            }
            b'\'' => {
                at = end_of_char(text, at);
                continue;
            }
            b'r' if is_raw_string(&bytes[at..]) => {
                at = end_of_raw_string(text, at);
                continue;
            }
            b'/' => {
                at = end_of_comment(text, at);
                continue;
            }
            byte if is_name(byte) => {
                let end = at + bytes[at..].iter().take_while(|b| is_name(**b)).count();
                if &text[at..end] == "id"
                    && let Some(frame) = open.last_mut()
                {
                    *frame = value_of_id(&text[end..]);
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    open.iter().rev().find_map(|id| *id).map(str::to_owned)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn value_of_id(after: &str) -> Option<&str> {
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.get(..value.find('"')?)
}

fn end_of_string(text: &str, start: usize) -> usize {
    let mut at = start + 1;
    while let Some(found) = text[at..].find(['"', '\\']) {
        at += found;
        if text.as_bytes()[at] == b'"' {
            return at + 1;
        }
        let escaped = text[at + 1..].chars().next().map_or(0, char::len_utf8);
        at += 1 + escaped;
    }
    text.len()
}

fn end_of_char(text: &str, start: usize) -> usize {
    let mut inside = text[start + 1..].char_indices();
    let escaped = match inside.next() {
        Some((_, '\\')) => inside.next().is_some(),
        Some(_) => false,
        None => return text.len(),
    };
    let from = start + 1 + inside.offset();
    if escaped || text[from..].starts_with('\'') {
        return text[from..].find('\'').map_or(text.len(), |end| from + end + 1);
    }
    start + 1
}

fn is_raw_string(bytes: &[u8]) -> bool {
    let hashes = bytes[1..].iter().take_while(|b| **b == b'#').count();
    bytes.get(1 + hashes) == Some(&b'"')
}

fn end_of_raw_string(text: &str, start: usize) -> usize {
    let hashes = text[start + 1..].bytes().take_while(|b| *b == b'#').count();
    let from = start + 1 + hashes + 1;
    let ending = format!("\"{}", "#".repeat(hashes));
    text[from..].find(&ending).map_or(text.len(), |end| from + end + ending.len())
}

fn end_of_comment(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    if rest.starts_with("//") {
        return rest.find('\n').map_or(text.len(), |end| start + end + 1);
    }
    if !rest.starts_with("/*") {
        return start + 1;
    }
    let (mut depth, mut at) = (1_usize, start + 2);
    while depth > 0 {
        let Some(found) = text[at..].find(['/', '*']) else { return text.len() };
        at += found;
        let pair = text.as_bytes().get(at..at + 2);
        let step = match pair {
            Some(b"/*") => {
                depth += 1;
                2
            }
            Some(b"*/") => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(text: &str) -> Option<String> {
        let offset = text.find('@').expect("a mark");
        record_at(text, offset)
    }

    #[test]
    fn the_innermost_open_record_with_an_id_is_named() {
        let text = r#"(version: 1, sources: [(id: "a", x: 1), (id: "b", hops: [(form: @"#;
        assert_eq!(record(text).as_deref(), Some("b"));
        assert_eq!(record("(version: 1, @").as_deref(), None);
        assert_eq!(record(r#"(id: "a", (id: "b", x), @"#).as_deref(), Some("a"));
    }

    #[test]
    fn a_record_that_was_just_closed_is_the_one_meant() {
        assert_eq!(record(r#"[(id: "a"), (id: "b", x: 1)@, "#).as_deref(), Some("b"));
    }

    #[test]
    fn brackets_and_ids_in_strings_characters_and_comments_do_not_count() {
        for noise in [
            r#"n: "(id: ","#,
            r##"n: r#"(id: "no" "#,"##,
            r"key: '(',",
            r"key: '\'', n: 3,",
            "// (id: \"no\"\n",
            "/* ( /* ( */ id: \"no\" ( */",
            r#"n: "\"(","#,
            r#"valid: "no","#,
        ] {
            let text = format!("(id: \"a\", {noise} @");
            assert_eq!(record(&text).as_deref(), Some("a"), "{noise}");
        }
    }

    #[test]
    fn unfinished_strings_and_comments_end_the_search_without_a_panic() {
        for text in
            ["\"", "\"\\", "r#\"", "'", "'\\", "/", "/*", "/* /", "//", "r", "r#", "(id", "(id:"]
        {
            let _ = record_at(text, text.len());
        }
    }

    #[test]
    fn places_and_offsets_map_both_ways() {
        let text = "ab\nçd\n";
        for (offset, _) in text.char_indices() {
            assert_eq!(Place::after(&text[..offset]).offset(text), offset);
        }
        assert_eq!(Place { line: 9, column: 1 }.offset(text), text.len());
    }
}
