//! The words of a text as numbers, with their places: what alignment compares.
//!
//! Two spellings of one word are one number: case, accents, joiners and apostrophes do not
//! count (see [`fold_char`]). Punctuation, quotation marks and note markers (`[3]`, `³`) are
//! no words. Where a script puts no spaces between words, and in a run of letters too long
//! to be a word, each character stands alone and counts as half a word.

use crate::{
    analysis::fold::{fold_char, is_dropped},
    domain::{
        article::{Article, MarkKind},
        span::Span,
        text::Text,
    },
};

/// A run of more letters is no word: its characters are compared one by one.
const LONGEST_WORD: usize = 64;
/// The longest label of a note marker in code points.
const LONGEST_LABEL: usize = 8;

/// How many halves make a word.
pub const HALVES: u32 = 2;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The same for two spellings of one word.
    pub hash: u64,
    /// The code point at which it starts.
    pub start: u32,
    /// One past its last code point.
    pub end: u32,
    /// What it counts, in half words: 2, or 1 for a character that stands alone.
    pub halves: u32,
    /// Whether a sentence, a quotation or a paragraph ends behind it.
    pub closes: bool,
}

impl Word {
    /// Where it stands.
    pub fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// The words of a text, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    list: Vec<Word>,
}

impl Words {
    /// The words of a text.
    pub fn of_text(text: &Text) -> Self {
        Self::without(text, &[])
    }

    /// The words of an article; the markers of its notes are none.
    pub fn of_article(article: &Article) -> Self {
        let marks = article.structure.marks.iter();
        let notes = marks.filter(|m| m.kind == MarkKind::NoteRef).map(|m| m.span);
        let markers = article.references.iter().flat_map(|r| r.markers.iter().copied());
        let mut skipped: Vec<Span> = notes.chain(markers).filter(|s| !s.is_empty()).collect();
        skipped.sort_unstable();
        Self::without(&article.text, &skipped)
    }

    /// The words of a text outside of some spans, which are in the order of their starts.
    fn without(text: &Text, skipped: &[Span]) -> Self {
        let chars: Vec<char> = text.as_str().chars().collect();
        let mut list = Vec::with_capacity(chars.len() / 5);
        let mut skipped = skipped.iter().peekable();
        let mut at = 0;
        while at < chars.len() {
            while skipped.next_if(|s| (s.end as usize) <= at).is_some() {}
            let stop = match skipped.peek() {
                Some(span) if (span.start as usize) <= at => {
                    at = span.end as usize;
                    continue;
                }
                Some(span) => (span.start as usize).min(chars.len()),
                None => chars.len(),
            };
            at = match chars[at] {
                '[' => at + marker(&chars, at).max(1),
                c if stands_alone(c) => push_alone(&mut list, &chars[..stop], at),
                c if is_letter(c) => push_word(&mut list, &chars[..stop], at),
                c => {
                    if let Some(last) = list.last_mut() {
                        last.closes |= closes(c);
                    }
                    at + 1
                }
            };
        }
        Self { list }
    }

    /// Whether a sentence, a quotation or a paragraph begins with a word of the list.
    pub fn begins(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.list.get(before));
        before.is_none_or(|before| before.closes)
    }

    /// The words in order.
    pub fn list(&self) -> &[Word] {
        &self.list
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What some of the words count, in half words.
    pub fn halves(&self, range: std::ops::Range<usize>) -> u32 {
        self.list.get(range).unwrap_or_default().iter().map(|w| w.halves).sum()
    }

    /// The words that a span touches, as a range of the list.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.list.partition_point(|w| w.end <= span.start);
        let to = self.list.partition_point(|w| w.start < span.end);
        from..to.max(from)
    }

    /// The span of some of the words; of none, the empty span where they would stand.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        if range.is_empty() {
            let before = range.start.checked_sub(1).and_then(|at| self.list.get(at));
            let at = before.map_or(0, |w| w.end);
            return Span { start: at, end: at };
        }
        match (self.list.get(range.start), self.list.get(range.end - 1)) {
            (Some(first), Some(last)) => Span { start: first.start, end: last.end },
            _ => Span::default(),
        }
    }
}

/// Adds the character at `at`; says where to go on.
fn push_alone(list: &mut Vec<Word>, chars: &[char], at: usize) -> usize {
    let mut hash = Hash::new();
    hash.add(chars[at]);
    let marks = chars[at + 1..].iter().take_while(|c| is_dropped(**c)).count();
    let end = at + 1 + marks;
    list.push(Word {
        hash: hash.finish(),
        start: at as u32,
        end: end as u32,
        halves: 1,
        closes: false,
    });
    end
}

/// Adds the word that starts at `at`; says where to go on.
fn push_word(list: &mut Vec<Word>, chars: &[char], at: usize) -> usize {
    let mut hash = Hash::new();
    let mut end = at;
    let mut letters = 0;
    let mut cursor = at;
    while let Some(&c) = chars.get(cursor) {
        if c.is_ascii_alphanumeric() || (is_letter(c) && !stands_alone(c)) {
            hash.add(c);
            letters += 1;
            end = cursor + 1;
        } else if is_dropped(c) {
            end = cursor + 1;
        } else if !joins(chars, cursor, &mut hash) {
            break;
        }
        cursor += 1;
    }
    if letters <= LONGEST_WORD {
        let (start, end) = (at as u32, end as u32);
        list.push(Word { hash: hash.finish(), start, end, halves: HALVES, closes: false });
        return end as usize;
    }
    let mut cursor = at;
    while cursor < end {
        cursor = if is_letter(chars[cursor]) {
            push_alone(list, &chars[..end], cursor)
        } else {
            cursor + 1
        };
    }
    end
}

/// Whether what stands at `at` is inside a word: an apostrophe between letters, a point or
/// comma between digits. One that only groups thousands does not count, another does.
fn joins(chars: &[char], at: usize, hash: &mut Hash) -> bool {
    let before = at.checked_sub(1).and_then(|b| chars.get(b)).copied().unwrap_or(' ');
    let after = chars.get(at + 1).copied().unwrap_or(' ');
    match chars[at] {
        '\'' | '’' | 'ʼ' | '‘' => before.is_alphabetic() && after.is_alphabetic(),
        ',' | '.' | '٬' | '٫' if before.is_numeric() && after.is_numeric() => {
            let digits = chars[at + 1..].iter().take(4).take_while(|c| c.is_numeric()).count();
            if digits != 3 || chars[at] == '٫' {
                hash.add('.');
            }
            true
        }
        _ => false,
    }
}

/// The code points of a note marker at `at`; 0 if there is none. A single letter in
/// brackets is one only right behind a word.
fn marker(chars: &[char], at: usize) -> usize {
    let rest = &chars[at + 1..];
    let Some(len) = rest.iter().take(LONGEST_LABEL + 1).position(|c| *c == ']') else { return 0 };
    let label = &rest[..len];
    let allowed =
        |c: &char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | ' ' | '*' | '^' | '.');
    let attached = at > 0 && !chars[at - 1].is_whitespace();
    let digits = label.iter().filter(|c| c.is_numeric()).count();
    let letters = label.iter().filter(|c| c.is_alphabetic()).count();
    let is_label = label.iter().all(allowed)
        && ((digits > 0 && (letters <= 1 || attached)) || (attached && len == 1));
    if is_label { len + 2 } else { 0 }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '₀'..='₉')
}

/// Whether a character between two words ends or opens a sentence, a quotation, a paragraph.
fn closes(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '\n'
            | '"'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '。'
            | '！'
            | '？'
            | '؟'
            | '۔'
            | '「'
            | '」'
            | '।'
    )
}

/// Whether a character belongs to a script that puts no spaces between words.
fn stands_alone(c: char) -> bool {
    if c < '\u{e00}' {
        return false;
    }
    let alone = matches!(c,
        '\u{e00}'..='\u{eff}'       // Thai, Lao
        | '\u{1000}'..='\u{109f}'   // Burmese
        | '\u{1780}'..='\u{17ff}'   // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}');
    alone && c.is_alphanumeric()
}

/// FNV-like mixing with a final avalanche: equal letters, equal number.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    fn add(&mut self, c: char) {
        if c.is_ascii() {
            self.mix(c.to_ascii_lowercase());
        } else {
            fold_char(c, |c| self.mix(c));
        }
    }

    fn mix(&mut self, c: char) {
        self.0 =
            (self.0.rotate_left(7) ^ u64::from(u32::from(c))).wrapping_mul(0x517C_C1B7_2722_0A95);
    }

    fn finish(&self) -> u64 {
        let mut hash = self.0;
        hash ^= hash >> 32;
        hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        hash ^ (hash >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let text = Text::new(text);
        let words = Words::of_text(&text);
        words.list().iter().map(|w| text.slice(w.span()).unwrap_or_default().to_owned()).collect()
    }

    fn same(a: &str, b: &str) -> bool {
        let hashes = |text: &str| -> Vec<u64> {
            Words::of_text(&Text::new(text)).list().iter().map(|w| w.hash).collect()
        };
        hashes(a) == hashes(b)
    }

    #[test]
    fn case_quotation_marks_punctuation_and_markers_do_not_count() {
        for (a, b) in [
            ("He said: “Don’t go!”[3]", "he said, \"dont go\""),
            ("the line [1] was moved³ twice", "The line was moved twice"),
            ("nine-foot line", "nine foot line"),
            ("2,140 people", "2140 people"),
            ("پیر\u{200c}سبز [۳] گفت", "پیرسبز گفت"),
            ("Straße[note 4] CAFÉ", "STRASSE cafe"),
            ("bell[a] rang", "bell rang"),
            ("۱۲ خرداد", "12 خرداد"),
        ] {
            assert!(same(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn other_words_and_numbers_stay_other() {
        for (a, b) in [("2.5 tons", "25 tons"), ("told", "toll"), ("[he] said", "said")] {
            assert!(!same(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn words_know_where_they_stand_in_code_points() {
        let text = Text::new("\u{1F309} Été, l’an [12] 2008.");
        let spans: Vec<_> = Words::of_text(&text).list().iter().map(|w| w.span()).collect();
        assert_eq!(spans, [Span::new(2, 5), Span::new(7, 11), Span::new(17, 21)]);
    }

    #[test]
    fn scripts_without_spaces_are_read_character_by_character() {
        assert_eq!(words("河川、测量 abc"), ["河", "川", "测", "量", "abc"]);
        let all = Words::of_text(&Text::new("河川测量"));
        assert_eq!(all.halves(0..4), 2 * HALVES);
        assert_eq!(words("กิน"), ["กิ", "น"]);
    }

    #[test]
    fn a_run_of_letters_without_end_is_read_character_by_character() {
        let long = "ab".repeat(1000);
        let all = Words::of_text(&Text::new(format!("x {long} y")));
        assert_eq!((all.len(), all.halves(0..all.len())), (2002, 2004));
    }

    #[test]
    fn a_word_knows_whether_a_sentence_begins_with_it() {
        let all = Words::of_text(&Text::new("One, two. “Three” four [3] five\nsix"));
        let begins: Vec<usize> = (0..=all.len()).filter(|at| all.begins(*at)).collect();
        assert_eq!(begins, [0, 2, 3, 5]);
    }

    #[test]
    fn what_a_span_touches_is_found_again() {
        let all = Words::of_text(&Text::new("one two three four"));
        assert_eq!(all.within(Span::new(4, 9)), 1..3);
        assert_eq!(all.within(Span::new(3, 4)), 1..1);
        assert_eq!(all.span(1..3), Span::new(4, 13));
        assert_eq!(all.span(1..1), Span::new(3, 3));
    }
}
