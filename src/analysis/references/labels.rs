//! Labels of notes: how an entry begins (`6.`, `[6]`, `^ a b c`, `6.0 6.1`), and what
//! stands between the brackets of a marker (`4, 5`, `6–8`, `note 2`).

use super::places::is_space;

/// How an entry's label is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `[6]`, `[a]`, `[Smi08]`.
    Bracket,
    /// `(6)`.
    Paren,
    /// `6.`, `6-`, `6:`.
    Dot,
    /// `6)`.
    CloseParen,
    /// `⁶`.
    Superscript,
    /// `6` and a space.
    Plain,
    /// `^` or `↑` without a number.
    Caret,
    /// `[^id]:`.
    Definition,
    /// `a.`
    Letter,
    /// `†`, `‡`, `§`.
    Symbol,
}

/// What stands at the beginning of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The label as printed, without brackets; empty for a bare caret.
    pub label: String,
    /// Its number, if it is one.
    pub number: Option<u32>,
    /// How it is printed.
    pub style: Style,
    /// How many uses it lists, if it lists them.
    pub uses: Option<u32>,
    /// Where the entry's own text begins, in bytes of the line given.
    pub body: usize,
}

/// The value of a decimal digit in European, Arabic or Persian form.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => Some(c as u32 - 0x06F0),
        _ => None,
    }
}

/// The value of a raised digit.
pub fn raised(c: char) -> Option<u32> {
    match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' => Some(0),
        '⁴'..='⁹' => Some(c as u32 - 0x2070),
        _ => None,
    }
}

/// The number at the start of a text and how many bytes it takes; at most 5 digits.
pub fn number(text: &str, value: fn(char) -> Option<u32>) -> Option<(u32, usize)> {
    let (mut total, mut len, mut count) = (0, 0, 0);
    for c in text.chars() {
        let Some(d) = value(c) else { break };
        count += 1;
        if count > 5 {
            return None;
        }
        total = total * 10 + d;
        len += c.len_utf8();
    }
    (count > 0).then_some((total, len))
}

/// A label in the form in which two printings of it are equal: `۱` is `1`, `A` is `a`.
pub fn normal(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for c in label.chars().filter(|c| !is_space(*c)) {
        match digit(c).or_else(|| raised(c)) {
            Some(d) => out.push(char::from(b'0' + d as u8)),
            None => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn skip_spaces(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_space).len()
}

/// Reads the beginning of an entry from the visible text of a line.
pub fn lead(line: &str) -> Option<Lead> {
    let first = line.chars().next()?;
    let (label, number_value, style, end) = match first {
        '[' => bracketed(line)?,
        '(' => {
            let (n, len) = number(&line[1..], digit)?;
            if !line[1 + len..].starts_with(')') {
                return None;
            }
            (line[1..=len].to_owned(), Some(n), Style::Paren, len + 2)
        }
        '^' | '↑' | '⇧' => (String::new(), None, Style::Caret, 0),
        'J' | 'H' | 'S' if jump(line).is_some() => (String::new(), None, Style::Caret, 0),
        '†' | '‡' | '§' | '¶' => {
            let len = line.chars().take_while(|c| *c == first).map(char::len_utf8).sum();
            (line[..len].to_owned(), None, Style::Symbol, len)
        }
        c if digit(c).is_some() => return numbered(line),
        c if raised(c).is_some() => {
            let (n, len) = number(line, raised)?;
            (normal(&line[..len]), Some(n), Style::Superscript, len)
        }
        'a'..='z' if matches!(line.as_bytes().get(1), Some(b'.' | b')')) => {
            if !line[2..].starts_with(is_space) {
                return None;
            }
            (line[..1].to_owned(), None, Style::Letter, 2)
        }
        'a'..='z' if line[1..].starts_with(" ^") => (line[..1].to_owned(), None, Style::Letter, 1),
        _ => return None,
    };
    Some(with_uses(line, label, number_value, style, end))
}

fn bracketed(line: &str) -> Option<(String, Option<u32>, Style, usize)> {
    let close = line.bytes().take(32).position(|b| b == b']')?;
    let inside = line[1..close].trim_matches(is_space);
    if inside.is_empty() || inside.contains('[') {
        return None;
    }
    let rest = &line[close + 1..];
    if let Some(id) = inside.strip_prefix('^') {
        return rest.starts_with(':').then(|| {
            (id.to_owned(), number(id, digit).map(|(n, _)| n), Style::Definition, close + 2)
        });
    }
    if inside.chars().count() > 16 || rest.starts_with('(') || rest.starts_with('[') {
        return None;
    }
    let whole = number(inside, digit).filter(|(_, len)| *len == inside.len()).map(|(n, _)| n);
    if whole.is_none() && !is_tag(inside) {
        return None;
    }
    let end = close + 1 + usize::from(rest.starts_with(['.', ':', ')']));
    Some((inside.to_owned(), whole, Style::Bracket, end))
}

/// Whether a bracket holds a label that is no number: `a`, `iv`, `note 2`, `Smi08`.
pub fn is_tag(inside: &str) -> bool {
    let mut words = inside.split(' ');
    let (Some(first), second, None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let short = first.chars().count() <= 12
        && first
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | ':' | '_' | '*' | '†' | '‡'));
    match second {
        Some(n) => short && number(n, digit).is_some_and(|(_, len)| len == n.len()),
        None => {
            short
                && (first.chars().count() <= 3
                    || first.chars().any(|c| digit(c).is_some())
                    || first.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X')))
        }
    }
}

fn numbered(line: &str) -> Option<Lead> {
    let (n, len) = number(line, digit)?;
    let rest = &line[len..];
    let next = rest.chars().next()?;
    let after = rest[next.len_utf8()..].chars().next();
    let (style, end) = match next {
        '.' | '．' if after.is_some_and(|c| digit(c).is_some()) => {
            // `6.0 6.1 Author`: the uses are listed without the number before them.
            let lead = with_uses(line, line[..len].to_owned(), Some(n), Style::Caret, 0);
            return lead.uses.map(|_| lead);
        }
        '.' | '．' | ':' => (Style::Dot, len + next.len_utf8() + usize::from(after == Some(')'))),
        ')' => (Style::CloseParen, len + 1),
        '-' | '–' | '—' | '/' if after.is_some_and(is_space) => {
            (Style::Dot, len + next.len_utf8())
        }
        c if is_space(c) => {
            let body = skip_spaces(line, len);
            let dash = line[body..].chars().next()?;
            if matches!(dash, '-' | '–' | '—')
                && line[body + dash.len_utf8()..].starts_with(is_space)
            {
                (Style::Dot, body + dash.len_utf8())
            } else {
                (Style::Plain, len)
            }
        }
        _ => return None,
    };
    Some(with_uses(line, line[..len].to_owned(), Some(n), style, end))
}

/// Skips back-links and lists of uses after a label.
fn with_uses(
    line: &str,
    mut label: String,
    mut value: Option<u32>,
    mut style: Style,
    end: usize,
) -> Lead {
    let mut at = skip_spaces(line, end);
    let mut caret = false;
    loop {
        if let Some(c) = line[at..].chars().next().filter(|c| matches!(c, '^' | '↑' | '⇧')) {
            at = skip_spaces(line, at + c.len_utf8());
            caret = true;
        } else if let Some(len) =
            jump(&line[at..]).or_else(|| if caret { jump_phrase(&line[at..]) } else { None })
        {
            at = skip_spaces(line, at + len);
        } else {
            break;
        }
    }
    let (mut uses, mut after) = (0, at);
    while let Some((n, minor, len)) = decimal(&line[after..]) {
        if value.is_some_and(|v| v != n) || !(minor == uses || (minor == uses + 1 && uses == 0)) {
            break;
        }
        if value.is_none() {
            value = Some(n);
            let dot = line[after..].find(['.', ',', '٫']).unwrap_or(0);
            line[after..after + dot].clone_into(&mut label);
            style = Style::Caret;
        }
        uses += 1;
        after = skip_spaces(line, after + len);
        after += usize::from(line[after..].starts_with(','));
        after = skip_spaces(line, after);
    }
    if uses == 0 && caret {
        (uses, after) = letters(line, at);
    }
    let body = if uses > 0 { after } else { at };
    Lead { label, number: value, style, uses: (uses > 0).then_some(uses), body }
}

/// What the links back into the text of a wiki page are called for those who hear it.
const JUMPS: &[&str] = &[
    "Jump up to:",
    "Jump up",
    "Hochspringen nach:",
    "Hochspringen",
    "Sauter à la ligne",
    "Saltar a:",
];

fn jump_phrase(text: &str) -> Option<usize> {
    JUMPS.iter().find(|phrase| text.starts_with(**phrase)).map(|phrase| phrase.len())
}

/// The length of such words, where an arrow follows them: `Jump up ^ Title`.
fn jump(text: &str) -> Option<usize> {
    let len = jump_phrase(text)?;
    text[len..].trim_start_matches(is_space).starts_with(['^', '↑', '⇧']).then_some(len)
}

/// `6.12` followed by white space: number, part, bytes.
fn decimal(text: &str) -> Option<(u32, u32, usize)> {
    let (n, len) = number(text, digit)?;
    let rest = text[len..].strip_prefix('.').or_else(|| text[len..].strip_prefix(['٫', ',']))?;
    let dot = text.len() - len - rest.len();
    let (minor, minor_len) = number(rest, digit)?;
    let end = rest[minor_len..].chars().next();
    (end.is_none_or(|c| is_space(c) || c == ',')).then_some((n, minor, len + dot + minor_len))
}

/// `a b c`: how many letters stand in sequence, and where the text after them begins.
fn letters(line: &str, at: usize) -> (u32, usize) {
    let (mut count, mut after) = (0u32, at);
    loop {
        let word_end = line[after..].find(is_space).map_or(line.len(), |i| after + i);
        let word = line[after..word_end].trim_end_matches(',');
        if word != letter_of(count) || word_end == line.len() {
            break;
        }
        count += 1;
        after = skip_spaces(line, word_end);
    }
    if count >= 2 { (count, after) } else { (0, at) }
}

/// `0` is `a`, `25` is `z`, `26` is `aa`.
fn letter_of(index: u32) -> String {
    let one = |i: u32| char::from(b'a' + (i % 26) as u8);
    if index < 26 {
        one(index).to_string()
    } else {
        format!("{}{}", one(index / 26 - 1), one(index))
    }
}

/// The labels between a marker's brackets: numbers, lists and ranges, a page apart.
///
/// A range is read up to 60 entries; a longer one is taken for something else.
pub fn inside(text: &str) -> Option<Vec<u32>> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut at = skip_spaces(text, 0);
    let mut range_from: Option<u32> = None;
    loop {
        let (n, len) = number(&text[at..], digit)?;
        if len > 10 || numbers.len() > 60 {
            return None;
        }
        match range_from.take() {
            Some(from) if n > from && n - from <= 60 => numbers.extend(from + 1..=n),
            Some(_) => return None,
            None => numbers.push(n),
        }
        at = skip_spaces(text, at + len);
        let rest = &text[at..];
        let Some(next) = rest.chars().next() else { return Some(numbers) };
        let step = match next {
            ',' | ';' | '،' | '&' | '+' | '/' => next.len_utf8(),
            '–' | '-' | '—' | '‑' | '‐' => {
                range_from = Some(n);
                next.len_utf8()
            }
            ':' if !rest[1..].is_empty() => return page(&rest[1..]).then_some(numbers),
            _ => ["and ", "und ", "et ", "y ", "و "]
                .iter()
                .find(|word| rest.starts_with(**word))
                .map(|word| word.len())?,
        };
        at = skip_spaces(text, at + step);
        if !text[at..].starts_with(|c| digit(c).is_some()) {
            return (range_from.is_none() && page(&text[at..])).then_some(numbers);
        }
    }
}

/// Whether a text is a locator: `p. 45`, `S. 3`, `12–14`.
fn page(text: &str) -> bool {
    let text = text.trim_matches(is_space);
    let rest = ["pp.", "p.", "S.", "ch.", "chap.", "at ", "para.", "§", "fol.", "ص"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text)
        .trim_start_matches(is_space);
    rest.starts_with(|c| digit(c).is_some())
        && rest
            .chars()
            .all(|c| digit(c).is_some() || matches!(c, '–' | '-' | ',' | ' ' | 'f' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(line: &str) -> Option<(String, Option<u32>, &str)> {
        lead(line).map(|l| (l.label.clone(), l.uses, &line[l.body..]))
    }

    #[test]
    fn an_entry_may_begin_in_many_ways() {
        let cases = [
            ("6. 6.0 6.1 6.2 Ann", "6", Some(3)),
            ("↑ 6.0 6.1 Ann", "6", Some(2)),
            ("12. ^ a b c Ann", "12", Some(3)),
            ("^ Jump up to: a b Ann", "", Some(2)),
            ("[7] Ann", "7", None),
            ("[^x]: Ann", "x", None),
            ("3) Ann", "3", None),
            ("۳. Ann", "۳", None),
            ("² Ann", "2", None),
            ("4 Ann", "4", None),
            ("↑ Ann", "", None),
        ];
        for (line, label, uses) in cases {
            assert_eq!(brief(line), Some((label.to_owned(), uses, "Ann")), "{line}");
        }
    }

    #[test]
    fn a_decimal_number_or_a_bracketed_word_begins_no_entry() {
        for line in ["1.5 million people", "[emphasis added] text", "[sic]", "Ann", "", "2008was"] {
            let got = lead(line).filter(|l| l.style != Style::Bracket || l.number.is_some());
            assert_eq!(got, None, "{line}");
        }
    }

    #[test]
    fn lists_and_ranges_between_brackets_are_read() {
        assert_eq!(inside("4, 5"), Some(vec![4, 5]));
        assert_eq!(inside("6–8"), Some(vec![6, 7, 8]));
        assert_eq!(inside("3, p. 45"), Some(vec![3]));
        assert_eq!(inside("۲،۳"), Some(vec![2, 3]));
        for no in ["", "sic", "1-900000", "8-6", "4 men", "…"] {
            assert_eq!(inside(no), None, "{no}");
        }
    }
}
