//! Where an annotation stands in an article of ours: the place it names, if the words there are
//! its words; else where its words are; else nowhere, and then it keeps its words.

use super::proposal::Report;
use crate::domain::{
    anchor::{Anchor, AnchorState, CONTEXT},
    reanchor::Reanchorer,
    span::Span,
    text::Text,
};

/// What an annotation says of its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// The place, in code points; `None` if it names none.
    pub span: Option<Span>,
}

impl Wanted {
    /// Finds the place in a text, and counts what came out. `None` if neither words nor a
    /// place in the text is named.
    pub fn find(
        &self,
        text: &Text,
        finder: &Reanchorer<'_>,
        report: &mut Report,
    ) -> Option<Anchor> {
        if self.exact.is_empty() {
            // A place without words can't be verified; inside the text it is taken at its word.
            let anchor = Anchor::new(text, self.span?)?;
            report.exact += 1;
            return Some(anchor);
        }
        let exact = folded(&self.exact);
        let length = exact.chars().count() as u32;
        let (prefix, suffix) = (last(&folded(&self.prefix)), first(&folded(&self.suffix)));
        // A place that is beyond any text is no place.
        let named = self.span.filter(|span| span.len() == length && span.end < u32::MAX / 2);
        let span = named.unwrap_or(Span { start: 0, end: length });
        let wanted = Anchor { span, exact, prefix, suffix, state: AnchorState::Exact };
        let mut found = match named {
            Some(_) => finder.find(&wanted),
            None => once(text, &wanted).unwrap_or_else(|| finder.find(&wanted)),
        };
        match found.state {
            AnchorState::Exact => report.exact += 1,
            // Found word for word elsewhere: the file counted in another way.
            AnchorState::Moved { .. } if found.exact == wanted.exact => {
                found.state = AnchorState::Exact;
                report.exact += 1;
            }
            AnchorState::Moved { .. } => report.moved += 1,
            AnchorState::Lost => report.lost += 1,
        }
        Some(found)
    }
}

/// The one place where the words stand, if there is just one.
fn once(text: &Text, wanted: &Anchor) -> Option<Anchor> {
    let mut hits = text.as_str().match_indices(&wanted.exact);
    let (at, _) = hits.next()?;
    if hits.next().is_some() {
        return None;
    }
    Anchor::new(text, text.span_of(at..at + wanted.exact.len())?)
}

/// Line ends as they are in articles.
fn folded(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// As much of what stands before as an anchor keeps.
fn last(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(CONTEXT as usize);
    text.chars().skip(skip).collect()
}

/// As much of what stands after as an anchor keeps.
fn first(text: &str) -> String {
    text.chars().take(CONTEXT as usize).collect()
}

/// A range in UTF-16 code units as code points; `None` if an end is beyond the text or inside
/// a character.
pub fn from_utf16(text: &Text, start: u64, end: u64) -> Option<Span> {
    let (mut units, mut points) = (0_u64, 0_u32);
    let mut found = [None, None];
    for c in text.as_str().chars().map(Some).chain([None]) {
        for (place, wanted) in [start, end].into_iter().enumerate() {
            if units == wanted {
                found[place] = Some(points);
            }
        }
        units += c.map_or(0, char::len_utf16) as u64;
        points += u32::from(c.is_some());
        if units > end.max(start) && found[1].is_some() {
            break;
        }
    }
    Some(Span { start: found[0]?, end: found[1]? }).filter(|span| span.start < span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, wanted: &Wanted) -> (Option<Anchor>, Report) {
        let text = Text::new(text);
        let mut report = Report::default();
        let anchor = wanted.find(&text, &Reanchorer::new(&text), &mut report);
        (anchor, report)
    }

    fn words(exact: &str, span: Option<(u32, u32)>) -> Wanted {
        let span = span.map(|(start, end)| Span { start, end });
        Wanted { exact: exact.to_owned(), span, ..Wanted::default() }
    }

    #[test]
    fn utf16_units_become_code_points() {
        let text = Text::new("a🌉b سد");
        assert_eq!(from_utf16(&text, 0, 1), Some(Span::new(0, 1)));
        assert_eq!(from_utf16(&text, 3, 4), Some(Span::new(2, 3)));
        assert_eq!(from_utf16(&text, 4, 7), Some(Span::new(3, 6)));
        for (start, end) in [(2, 4), (0, 2), (0, 8), (4, 4), (5, 4), (9, u64::MAX)] {
            assert_eq!(from_utf16(&text, start, end), None, "{start} {end}");
        }
    }

    #[test]
    fn a_place_counts_only_if_its_words_stand_there() {
        let (anchor, report) = find("one two three two", &words("two", Some((4, 7))));
        assert_eq!((anchor.map(|a| a.span), report.exact), (Some(Span::new(4, 7)), 1));
        let text = "🌉 The bridge was opened by the minister in the spring of that year.";
        let (anchor, report) = find(text, &words("opened by the minister", Some((18, 40))));
        let anchor = anchor.expect("found");
        assert_eq!((anchor.span.start, anchor.state, report.exact), (17, AnchorState::Exact, 1));
    }

    #[test]
    fn words_that_are_not_there_are_lost_with_their_text() {
        let (anchor, report) =
            find("Nothing of the sort.", &words("The bridge collapsed\r\nat noon", None));
        let anchor = anchor.expect("kept");
        assert!(anchor.is_lost() && report.lost == 1);
        assert_eq!(anchor.exact, "The bridge collapsed\nat noon");
    }

    #[test]
    fn neither_words_nor_place_is_nothing() {
        assert_eq!(find("text", &Wanted::default()).0, None);
        assert_eq!(find("text", &words("", Some((2, 9)))).0, None);
        assert_eq!(find("text", &words("", Some((1, 3)))).0.map(|a| a.exact), Some("ex".into()));
    }
}
