//! Find in text: plain words or a regular expression, as spans of code points.

use regex::{Regex, RegexBuilder};

use crate::domain::{span::Span, text::Text};

/// The most bytes a compiled pattern may take.
const MAX_COMPILED: usize = 8 << 20;
/// The most bytes a pattern may have.
const MAX_PATTERN: usize = 10_000;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FindQuery {
    /// The words, or the regular expression.
    pub pattern: String,
    /// Whether the pattern is a regular expression (syntax of the crate `regex`; `^` and
    /// `$` match at paragraphs).
    pub regex: bool,
    /// Whether capital letters differ from small ones.
    pub case_sensitive: bool,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The places in order, in code points. None is empty, no two overlap.
    pub spans: Vec<Span>,
    /// Whether there may be more: the limit was reached or the search was stopped.
    pub truncated: bool,
}

/// Why nothing could be looked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// The regular expression has a mistake.
    #[error(
        "The regular expression can't be read: {0}. Correct it, or search for the words as they are."
    )]
    Syntax(String),
    /// The pattern is too long or asks for too much.
    #[error("The pattern is too large to search with. Make it shorter.")]
    TooLarge,
}

/// All places of a pattern, at most `limit`. An empty pattern is found nowhere.
///
/// Linear in the text for plain words. A hostile regular expression can cost the text
/// once per match: see [`find_until`].
pub fn find_all(text: &Text, query: &FindQuery, limit: usize) -> Result<Found, FindError> {
    find_until(text, query, limit, || false)
}

/// As [`find_all`], but gives up, with what it has, as soon as `stopped` says so. It is
/// asked after every match.
pub fn find_until(
    text: &Text,
    query: &FindQuery,
    limit: usize,
    stopped: impl Fn() -> bool,
) -> Result<Found, FindError> {
    let mut found = Found::default();
    if query.pattern.is_empty() {
        return Ok(found);
    }
    let pattern = compile(query)?;
    let string = text.as_str();
    let ascii = string.len() == text.len() as usize;
    let (mut byte, mut at) = (0, 0);
    // Matches come in order: the code points between two of them are counted once.
    let mut code_point = |to: usize| {
        at += if ascii { to - byte } else { string[byte..to].chars().count() };
        byte = to;
        at as u32
    };
    for matched in pattern.find_iter(string).filter(|m| !m.is_empty()) {
        if found.spans.len() == limit || stopped() {
            found.truncated = true;
            break;
        }
        let start = code_point(matched.start());
        found.spans.push(Span { start, end: code_point(matched.end()) });
    }
    Ok(found)
}

fn compile(query: &FindQuery) -> Result<Regex, FindError> {
    if query.pattern.len() > MAX_PATTERN {
        return Err(FindError::TooLarge);
    }
    let escaped;
    let pattern = if query.regex {
        &query.pattern
    } else {
        escaped = regex::escape(&query.pattern);
        &escaped
    };
    RegexBuilder::new(pattern)
        .case_insensitive(!query.case_sensitive)
        .multi_line(true)
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_COMPILED)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => FindError::TooLarge,
            other => FindError::Syntax(reason(&other.to_string())),
        })
}

/// The last line of a message that draws the pattern with a marker below.
fn reason(message: &str) -> String {
    let last = message.lines().last().unwrap_or_default().trim();
    last.strip_prefix("error: ").unwrap_or(last).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str, pattern: &str, regex: bool, case_sensitive: bool) -> Vec<(u32, u32)> {
        let query = FindQuery { pattern: pattern.into(), regex, case_sensitive };
        let found = find_all(&Text::new(text), &query, 100).expect("a valid pattern");
        found.spans.iter().map(|s| (s.start, s.end)).collect()
    }

    #[test]
    fn places_are_code_points_whatever_stands_before_them() {
        assert_eq!(spans("😀é وزارت کار، وزارت", "وزارت", false, false), [(3, 8), (14, 19)]);
        let text = format!("{}needle{}", "é".repeat(1000), " needle");
        assert_eq!(spans(&text, "needle", false, true), [(1000, 1006), (1007, 1013)]);
    }

    #[test]
    fn case_is_folded_in_every_script_unless_it_matters() {
        assert_eq!(spans("ÉCOLE École Σας", "école", false, false), [(0, 5), (6, 11)]);
        assert_eq!(spans("ÉCOLE École ΣΑΣ", "σας", false, false), [(12, 15)]);
        assert_eq!(spans("Ab ab", "ab", false, true), [(3, 5)]);
    }

    #[test]
    fn signs_are_letters_unless_a_regular_expression_is_meant() {
        assert_eq!(spans("a.c abc [2]", "[2]", false, false), [(8, 11)]);
        assert_eq!(spans("a.c abc", "a.c", true, false), [(0, 3), (4, 7)]);
        assert_eq!(spans("one\ntwo", "^t", true, false), [(4, 5)]);
    }

    #[test]
    fn empty_matches_and_empty_patterns_are_found_nowhere() {
        assert_eq!(spans("baab", "a*", true, false), [(1, 3)]);
        assert_eq!(spans("abc", "", false, false), []);
        assert_eq!(spans("", "a", false, false), []);
    }

    #[test]
    fn the_limit_and_a_stop_are_told() {
        let text = Text::new("a ".repeat(10));
        let query = FindQuery { pattern: "a".into(), ..FindQuery::default() };
        let found = find_all(&text, &query, 4).expect("valid");
        assert_eq!((found.spans.len(), found.truncated), (4, true));
        assert!(!find_all(&text, &query, 10).expect("valid").truncated);
        let stopped = find_until(&text, &query, 10, || true).expect("valid");
        assert_eq!((stopped.spans.len(), stopped.truncated), (0, true));
    }

    #[test]
    fn a_mistake_is_told_in_a_sentence_and_a_monster_is_refused() {
        let fail = |pattern: &str| {
            let query = FindQuery { pattern: pattern.into(), regex: true, case_sensitive: true };
            find_all(&Text::new("x"), &query, 9).expect_err(pattern)
        };
        assert_eq!(fail("(a"), FindError::Syntax("unclosed group".into()));
        assert_eq!(fail(r"(\w{999}){999}"), FindError::TooLarge);
        assert_eq!(fail(&"a".repeat(20_000)), FindError::TooLarge);
        assert!(!fail("(a").to_string().contains('\n'));
    }
}
