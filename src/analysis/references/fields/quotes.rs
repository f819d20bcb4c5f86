//! Titles in quotation marks or emphasis: which pair of marks holds one.

/// The most bytes that a title in quotation marks may take.
const LONGEST: usize = 700;

/// A pair of quotation marks, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// With the marks.
    pub outer: (usize, usize),
    /// Without them, and without a comma or stop that belongs to the sentence around.
    pub inner: (usize, usize),
}

/// The first pair of quotation marks at or after `from` that can hold a title.
pub fn first(text: &str, from: usize) -> Option<Quoted> {
    let mut before = text[..from].chars().next_back();
    for (offset, c) in text[from..].char_indices() {
        let at = from + offset;
        let opens = matches!(
            c,
            '"' | '“' | '„' | '«' | '‘' | '‚' | '\'' | '»' | '”' | '‹' | '〈' | '《' | '「'
        ) && before
            .is_none_or(|b| !b.is_alphanumeric() && !matches!(b, '"' | '\'' | '’'));
        if opens && let Some((end, close)) = closing(text, at, c) {
            return Some(Quoted {
                outer: (at, end),
                inner: trimmed(text, at + c.len_utf8(), end - close),
            });
        }
        before = Some(c);
    }
    None
}

/// Where the pair that opens at `at` ends, and how many bytes its closing mark takes.
fn closing(text: &str, at: usize, open: char) -> Option<(usize, usize)> {
    let closers: &[char] = match open {
        '"' => &['"'],
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '”' => &['”'],
        '‹' => &['›'],
        '〈' => &['〉'],
        '《' => &['》'],
        '「' => &['」'],
        '‘' | '‚' => &['’', '‘', '\''],
        _ => &['\'', '’'],
    };
    let straight = matches!(open, '"' | '\'' | '‘' | '‚' | '”');
    let single = matches!(open, '\'' | '‘' | '‚');
    let start = at + open.len_utf8();
    let mut depth = 1u32;
    let mut before = open;
    let mut fallback = None;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if offset > LONGEST {
            break;
        }
        let next = chars.peek().map(|(_, c)| *c);
        let ends = next.is_none_or(|n| !n.is_alphanumeric());
        let end = start + offset + c.len_utf8();
        let is_opener = c == open
            && offset > 0
            && (!straight || (is_gap(before) && next.is_some_and(char::is_alphanumeric)));
        if is_opener {
            depth += 1;
        } else if closers.contains(&c) && (!straight || offset == 0 || !single || ends) {
            if offset == 0 && straight && single && !ends {
                before = c;
                continue;
            }
            fallback = Some((end, c.len_utf8()));
            depth -= 1;
            // `workers' rights'`: an apostrophe that only looks like the end.
            let more = single
                && depth == 0
                && next == Some(' ')
                && !matches!(before, ',' | '.' | '?' | '!')
                && later_close(&text[end..], closers);
            if more {
                depth = 1;
            } else if depth == 0 {
                return fallback;
            }
        }
        before = c;
    }
    fallback
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | ':' | '/' | ',' | '“' | '"' | '\'')
}

/// Whether another closing mark followed by punctuation comes before the next opening one.
fn later_close(text: &str, closers: &[char]) -> bool {
    let mut before = ' ';
    let mut chars = text.char_indices().take_while(|(i, _)| *i < 200).map(|(_, c)| c).peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if matches!(c, '"' | '“' | '«' | '‘') || (c == '\'' && is_gap(before)) {
            return false;
        }
        if closers.contains(&c) && next.is_none_or(|n| matches!(n, ',' | '.' | ';' | ')' | ':')) {
            return true;
        }
        before = c;
    }
    false
}

fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let inner = &text[start..end.max(start)];
    let lead = inner.len() - inner.trim_start().len();
    let kept = inner.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | ';' | '،' | '\u{200F}' | '\u{200E}')
    });
    // An ellipsis belongs to the title.
    let end = if inner[kept.len()..].starts_with("...") {
        start + kept.len() + 3
    } else {
        start + kept.len()
    };
    ((start + lead).min(end), end)
}

/// Emphasis written as markup: `*title*`, `_title_`, `''title''`, in bytes without it.
pub fn marked_up(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open: Option<(u8, usize)> = None;
    let mut i = 0;
    while i < bytes.len() {
        let b = bytes[i];
        let width = match b {
            b'*' | b'_' => 1 + usize::from(bytes.get(i + 1) == Some(&b)),
            b'\'' if bytes.get(i + 1) == Some(&b'\'') => 2,
            _ => 0,
        };
        if width == 0 {
            i += 1;
            continue;
        }
        let before_space = i == 0 || !bytes[i - 1].is_ascii_alphanumeric();
        let after = bytes.get(i + width);
        match open {
            Some((mark, start))
                if mark == b
                    && bytes[i - 1] != b' '
                    && after.is_none_or(|a| !a.is_ascii_alphanumeric()) =>
            {
                if i > start {
                    found.push((start, i));
                }
                open = None;
            }
            None if before_space && after.is_some_and(|a| !a.is_ascii_whitespace()) => {
                open = Some((b, i + width));
            }
            _ => {}
        }
        i += width;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<&str> {
        first(text, 0).map(|q| &text[q.inner.0..q.inner.1])
    }

    #[test]
    fn the_right_pair_of_marks_is_found() {
        for (text, expected) in [
            ("A, \"The Tide\", Post", "The Tide"),
            ("A, “The ‘Tide’,” Post", "The ‘Tide’"),
            ("A: „Die Flut“. In", "Die Flut"),
            ("A, « La marée », Le", "La marée"),
            ("A, 'The 'High' Tide', Post", "The 'High' Tide"),
            ("A, 'The people's tide', Post", "The people's tide"),
            ("A, 'The workers' tide', Post", "The workers' tide"),
            ("A, \"\", Post", ""),
            ("A, ‘Who’s there?’, Post", "Who’s there?"),
            ("A, \"He said \"no\" twice\", Post", "He said \"no\" twice"),
            ("A: »Die Flut«, Post", "Die Flut"),
            ("A, \"Tide\"), Post", "Tide"),
        ] {
            assert_eq!(title(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn an_apostrophe_opens_nothing() {
        assert_eq!(title("The people's house and the dogs"), None);
    }
}
