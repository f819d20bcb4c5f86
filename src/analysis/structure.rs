//! The blocks of a text that has none stored: what is probably a heading, a quotation or an
//! item of a list, from its lines alone. One pass, linear in the text; derived anew when an
//! article is opened, never stored.

use crate::domain::article::{Block, BlockKind};
use crate::domain::span::Span;
use crate::domain::text::Text;

/// The most code points of a line that may be a heading.
const LONGEST_HEADING: usize = 80;

/// The most words of a line that may be a heading.
const MOST_WORDS: usize = 12;

/// Headings that are ones whatever stands around them.
const KNOWN: [&str; 36] = [
    "abstract",
    "introduction",
    "background",
    "summary",
    "conclusion",
    "conclusions",
    "see also",
    "references",
    "notes",
    "footnotes",
    "endnotes",
    "sources",
    "bibliography",
    "works cited",
    "further reading",
    "external links",
    "related links",
    "einzelnachweise",
    "literatur",
    "quellen",
    "anmerkungen",
    "fußnoten",
    "weblinks",
    "références",
    "bibliographie",
    "notes et références",
    "sources et références",
    "referencias",
    "notas",
    "bibliografía",
    "fuentes",
    "منابع",
    "پانویس",
    "پانویس‌ها",
    "المراجع",
    "مراجع",
];

struct Line<'a> {
    span: Span,
    text: &'a str,
}

/// The blocks of a plain text, ordered by start, without overlaps. What none of them covers
/// is a paragraph.
pub fn derived_blocks(text: &Text) -> Vec<Block> {
    // The text knows where its paragraphs start: nothing is counted, and of a long line only
    // the ends are read.
    let lines: Vec<Line<'_>> = (0..)
        .map_while(|index| text.paragraph(index))
        .zip(text.as_str().split('\n'))
        .map(|(span, text)| Line { span, text })
        .collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut titled = false;
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let first = index;
        index += 1;
        let bare = line.text.trim();
        if bare.is_empty() {
            continue;
        }
        let kind = if bare.starts_with('>') {
            while lines.get(index).is_some_and(|l| l.text.trim_start().starts_with('>')) {
                index += 1;
            }
            BlockKind::Quote
        } else if is_item(bare) {
            // Indented lines go on with the item.
            while lines.get(index).is_some_and(|l| goes_on(l.text)) {
                index += 1;
            }
            BlockKind::ListItem
        } else if let Some(level) = hashes(bare) {
            BlockKind::Heading(level)
        } else if is_heading(&lines, first, !titled) {
            BlockKind::Heading(if titled { 2 } else { 1 })
        } else {
            titled = true;
            continue;
        };
        titled |= matches!(kind, BlockKind::Heading(_));
        let span = Span { start: line.span.start, end: lines[index - 1].span.end };
        blocks.push(Block { span, kind });
    }
    blocks
}

fn hashes(line: &str) -> Option<u8> {
    let level = line.bytes().take_while(|&b| b == b'#').count();
    ((1..=6).contains(&level) && line[level..].starts_with(' ')).then_some(level as u8)
}

/// `- `, `* `, `• `, or up to three digits or one letter with a full stop or bracket.
fn is_item(line: &str) -> bool {
    let rest = ["-", "*", "•", "‣", "·"].iter().find_map(|bullet| line.strip_prefix(bullet));
    if let Some(rest) = rest {
        return rest.starts_with([' ', '\t']) && !rest.trim().is_empty();
    }
    let number = line.chars().take(4).take_while(|c| c.is_numeric()).count();
    let mut after = line.chars().skip(number);
    (1..=3).contains(&number)
        && matches!((after.next(), after.next()), (Some('.' | ')'), Some(' ' | '\t')))
}

fn goes_on(line: &str) -> bool {
    (line.starts_with("  ") || line.starts_with('\t'))
        && !line.trim().is_empty()
        && !is_item(line.trim())
}

fn is_heading(lines: &[Line<'_>], index: usize, first: bool) -> bool {
    let line = lines[index].text.trim();
    if line.len() < 100 {
        let lower = line.trim_end_matches(':').to_lowercase();
        if KNOWN.contains(&lower.as_str()) {
            return true;
        }
    }
    let blank = |at: Option<usize>| {
        at.and_then(|at| lines.get(at)).is_none_or(|l| l.text.trim().is_empty())
    };
    if !blank(index.checked_sub(1)) || !blank(Some(index + 1)) {
        return false;
    }
    // A heading has something below it: not the last line, and soon a longer one. Below the
    // title a line on author or date may come first.
    let below = lines[index + 1..].iter().take(4).map(|l| l.text.trim()).find(|l| !l.is_empty());
    below.is_some_and(|below| first || below.len() > line.len()) && looks_like_heading(line)
}

fn looks_like_heading(line: &str) -> bool {
    let closing = ".?!:;,…。！？：；，،؛؟\"”’»)]|";
    let opening = "\"“„«‘([<|•–—-";
    line.chars().nth(LONGEST_HEADING).is_none()
        && line.split_whitespace().count() <= MOST_WORDS
        && line.chars().any(char::is_alphabetic)
        && !line.ends_with(|c| closing.contains(c))
        && !line.starts_with(|c| opening.contains(c))
        && !line.starts_with(char::is_lowercase)
        && !line.contains("://")
        && !is_byline(line)
}

/// A line that says who wrote, or when.
fn is_byline(line: &str) -> bool {
    let lower = line.to_lowercase();
    let by = ["by ", "von ", "par ", "por "].iter().any(|word| lower.starts_with(word));
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let date = digits >= 4 && line.split_whitespace().count() <= 5 && line.len() < 32;
    by || date
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(String, BlockKind)> {
        let text = Text::new(text);
        let blocks = derived_blocks(&text);
        blocks.iter().map(|b| (text.slice(b.span).expect("in range").to_owned(), b.kind)).collect()
    }

    #[test]
    fn short_lines_between_blank_ones_are_headings() {
        let text = "The dam at Orel\n\nBy Ana Tal\n\n3 May 2021\n\nThe dam broke on a Sunday, people say.\n\n\
            What the ministry knew\n\nIt knew nothing, it said.\n\"Nothing at all\"\n\nThe end";
        let headings = found(text);
        assert_eq!(
            headings,
            [
                ("The dam at Orel".to_owned(), BlockKind::Heading(1)),
                ("What the ministry knew".to_owned(), BlockKind::Heading(2)),
            ]
        );
    }

    #[test]
    fn a_known_heading_needs_no_blank_lines() {
        let blocks = found("Some words.\nReferences\n1. One\n2. Two\n   goes on\nText");
        assert_eq!(
            blocks,
            [
                ("References".to_owned(), BlockKind::Heading(2)),
                ("1. One".to_owned(), BlockKind::ListItem),
                ("2. Two\n   goes on".to_owned(), BlockKind::ListItem),
            ]
        );
    }

    #[test]
    fn quoted_lines_are_one_quotation() {
        let blocks = found("He wrote:\n> one\n> two\nand left.\n- \n- x\n1990. A year\n### Deep");
        assert_eq!(
            blocks,
            [
                ("> one\n> two".to_owned(), BlockKind::Quote),
                ("- x".to_owned(), BlockKind::ListItem),
                ("### Deep".to_owned(), BlockKind::Heading(3)),
            ]
        );
    }

    proptest! {
        #[test]
        fn blocks_are_in_order_in_range_and_never_overlap(text in "([-> #1.aÄ\u{633}]|\n){0,200}") {
            let text = Text::new(text);
            let mut end = 0;
            for block in derived_blocks(&text) {
                prop_assert!(block.span.start >= end && block.span.end <= text.len());
                prop_assert!(!block.span.is_empty());
                end = block.span.end;
            }
        }
    }
}
