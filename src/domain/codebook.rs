//! The codebook: the kinds of evidence a project tells apart.

use super::{chunked::Keyed, ids::TermId};

/// A kind of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its identifier; the default terms have fixed ones.
    pub id: TermId,
    /// What it is called.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// Its colour.
    pub colour: Colour,
    /// The digit that chooses it while tagging.
    pub key: Option<char>,
}

/// A colour in sRGB, 8 bits a channel, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Keyed for Term {
    type Key = TermId;
    fn key(&self) -> TermId {
        self.id
    }
}

/// Id, key, name, colour and definition of a default term.
type DefaultTerm = (&'static str, Option<char>, &'static str, [u8; 3], &'static str);

/// The default terms.
///
/// The first ten are on digits; colours are of equal weight and told apart in the
/// common forms of colour blindness by name and place as well.
const DEFAULT_TERMS: [DefaultTerm; 17] = [
    (
        "direct-observation",
        Some('1'),
        "Direct observation",
        [0x2e, 0x7d, 0x32],
        "The last voice saw or heard it happen.",
    ),
    (
        "on-record-statement",
        Some('2'),
        "On-record statement",
        [0x15, 0x65, 0xc0],
        "A named person said it for publication.",
    ),
    (
        "unnamed-source",
        Some('3'),
        "Unnamed source",
        [0xc6, 0x5d, 0x07],
        "Somebody said it on condition that no name is given, or is given no name.",
    ),
    (
        "public-speech",
        Some('4'),
        "Public speech",
        [0x00, 0x83, 0x8f],
        "Said in a speech, at a press conference or before a parliament.",
    ),
    (
        "official-document",
        Some('5'),
        "Official document",
        [0x45, 0x27, 0xa0],
        "A document of an authority: a report, a record, a register.",
    ),
    (
        "published-work",
        Some('6'),
        "Published work",
        [0x6d, 0x4c, 0x41],
        "A book, a study or an article in a journal.",
    ),
    (
        "press-report",
        Some('7'),
        "Press report",
        [0xad, 0x14, 0x57],
        "An outlet reports it, without saying on what it rests.",
    ),
    (
        "imagery-or-video",
        Some('8'),
        "Imagery or video",
        [0x68, 0x7d, 0x1a],
        "A photograph, a recording, a satellite image.",
    ),
    (
        "dataset-or-poll",
        Some('9'),
        "Dataset or poll",
        [0x00, 0x69, 0x5c],
        "Figures from a survey, a vote or a collection of data.",
    ),
    (
        "unsourced-assertion",
        Some('0'),
        "Unsourced assertion",
        [0xb7, 0x1c, 0x1c],
        "Asserted with nothing behind it.",
    ),
    (
        "private-communication",
        None,
        "Private communication",
        [0x7b, 0x1f, 0xa2],
        "A letter, a message or a conversation not meant for publication.",
    ),
    (
        "court-record",
        None,
        "Lawsuit or court record",
        [0x28, 0x35, 0x93],
        "A complaint, a testimony, a judgment or another record of a court.",
    ),
    (
        "proposal-order-law",
        None,
        "Proposal, order or law",
        [0x55, 0x63, 0x9b],
        "A bill, an order, a treaty, a law.",
    ),
    (
        "social-media-post",
        None,
        "Social media post",
        [0x03, 0x77, 0xb5],
        "A post on a social network.",
    ),
    (
        "expert-opinion",
        None,
        "Expert opinion",
        [0x8d, 0x6e, 0x00],
        "A judgement by one who knows the field, not a witness of the fact.",
    ),
    (
        "declined-comment",
        None,
        "Declined comment",
        [0x75, 0x75, 0x75],
        "Somebody was asked and did not answer.",
    ),
    (
        "background",
        None,
        "Background",
        [0x54, 0x6e, 0x7a],
        "Common knowledge or context that needs no evidence here.",
    ),
];

/// The evidence kinds a new project starts with.
pub fn default_terms() -> Vec<Term> {
    DEFAULT_TERMS
        .iter()
        .filter_map(|(id, key, name, colour, definition)| {
            Some(Term {
                id: TermId::new(id).ok()?,
                name: (*name).to_owned(),
                definition: (*definition).to_owned(),
                colour: Colour(*colour),
                key: *key,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_codebook_has_seventeen_terms_ten_of_them_on_different_digits() {
        let terms = default_terms();
        assert_eq!(terms.len(), 17);
        let mut keys: Vec<_> = terms.iter().filter_map(|t| t.key).collect();
        keys.sort_unstable();
        assert_eq!(keys, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        assert!(terms.iter().all(|t| !t.definition.is_empty()));
    }

    #[test]
    fn colours_are_read_and_written_in_hexadecimal() {
        assert_eq!(Colour::parse("#2e7D32").map(|c| c.to_string()), Some("#2e7d32".into()));
        for text in ["2e7d32", "#2e7d3", "#2e7d3é", "#+1+1+1"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
