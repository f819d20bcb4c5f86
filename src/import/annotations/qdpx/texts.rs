//! The texts of an exchange file, and what its positions count. The standard counts code
//! points; programs differ in whether a line end is one or two and in UTF-16. The selections
//! that are named by their words tell which it is.

use super::{Selection, xml};
use crate::import::annotations::{AnnotationError, archive::Archive};

/// What was found for a source.
pub(super) enum Found<'a> {
    /// Its text as it was stored, and the element that holds its selections.
    Text { element: &'a xml::Element, text: String },
    /// None, and why.
    Not(String),
}

/// Looks for the text of a source of whatever kind.
pub(super) fn text_of<'a>(
    source: &'a xml::Element,
    folder: &str,
    archive: &mut Archive<'_>,
) -> Result<Found<'a>, AnnotationError> {
    let element = match source.name.as_str() {
        "TextSource" => source,
        "PDFSource" => match source.child("Representation") {
            Some(representation) => representation,
            None => {
                return Ok(Found::Not(
                    "a PDF without its text; selections on pages have no words".to_owned(),
                ));
            }
        },
        "PictureSource" => match source.child("TextDescription") {
            Some(description) => description,
            None => return Ok(Found::Not("a picture has no text".to_owned())),
        },
        "AudioSource" | "VideoSource" => match source.child("Transcript") {
            Some(transcript) => transcript,
            None => return Ok(Found::Not("a recording without a transcript".to_owned())),
        },
        other => return Ok(Found::Not(format!("{other} is no kind of source"))),
    };
    Ok(match stored(element, folder, archive)? {
        Ok(text) => Found::Text { element, text },
        Err(why) => Found::Not(why),
    })
}

/// The text that an element holds or names, or why there is none.
pub(super) fn stored(
    element: &xml::Element,
    folder: &str,
    archive: &mut Archive<'_>,
) -> Result<Result<String, String>, AnnotationError> {
    if let Some(content) = element.child("PlainTextContent") {
        return Ok(Ok(content.text.clone()));
    }
    let Some(path) = element.get("plainTextPath") else {
        let why = match element.get("richTextPath") {
            Some(_) => "it has only a word processor's document, no plain text",
            None => "it has no text",
        };
        return Ok(Err(why.to_owned()));
    };
    let Some(name) = path.strip_prefix("internal://") else {
        return Ok(Err(format!("its text stands outside the file, at {path}")));
    };
    let name = name.trim_start_matches('/').to_lowercase();
    let places =
        [format!("{folder}sources/{name}"), format!("{folder}{name}"), format!("sources/{name}")];
    for place in places {
        if let Some(bytes) = archive.read(&place)? {
            return Ok(
                decode(&bytes).ok_or_else(|| "its text is in no Unicode encoding".to_owned())
            );
        }
    }
    Ok(Err(format!("its text {name} is not in the file")))
}

/// UTF-8, or UTF-16 with a byte order mark. The mark stays: positions may count it.
fn decode(bytes: &[u8]) -> Option<String> {
    let pairs = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xFF, 0xFE, ..] => pairs(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => pairs(u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

/// A stored text, as an article has it, and where its positions lie there.
pub(super) struct Positions {
    /// Without byte order mark and carriage returns.
    pub text: String,
    /// For each position of the file, the code point in the text. `None`: they are the same.
    places: Option<Vec<u32>>,
    length: u32,
}

/// What positions may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counting {
    /// UTF-16 units instead of code points.
    utf16: bool,
    /// CR LF as two.
    returns: bool,
    /// The byte order mark as one.
    mark: bool,
}

/// The ways of counting that occur, the standard's own first.
const COUNTINGS: [Counting; 6] = [
    Counting { utf16: false, returns: false, mark: false },
    Counting { utf16: false, returns: true, mark: false },
    Counting { utf16: true, returns: false, mark: false },
    Counting { utf16: true, returns: true, mark: false },
    Counting { utf16: false, returns: false, mark: true },
    Counting { utf16: false, returns: true, mark: true },
];

impl Positions {
    /// Finds out what the positions of some selections count.
    pub fn find(stored: &str, selections: &[Selection]) -> Self {
        let bare = stored.strip_prefix('\u{FEFF}').unwrap_or(stored);
        let text = bare.replace("\r\n", "\n").replace('\r', "\n");
        let plain = bare.len() == stored.len() && !stored.contains('\r');
        let ambiguous = !plain || stored.chars().any(|c| c.len_utf16() > 1);
        let length = text.chars().count() as u32;
        if !ambiguous {
            return Self { text, places: None, length };
        }
        let points: Vec<char> = text.chars().collect();
        let mut best: Option<(usize, Vec<u32>)> = None;
        for counting in COUNTINGS {
            let places = places(stored, counting);
            let fitting = selections.iter().filter(|s| fits(s, &places, &points)).count();
            if best.as_ref().is_none_or(|(most, _)| fitting > *most) {
                best = Some((fitting, places));
            }
        }
        Self { text, places: best.map(|(_, places)| places), length }
    }

    /// Where a selection lies in the text: start and end, in code points.
    pub fn span(&self, selection: &Selection) -> Option<(u32, u32)> {
        let place = |at: i64| -> Option<u32> {
            let at = usize::try_from(at).ok()?;
            match &self.places {
                Some(places) => places.get(at).copied(),
                None => u32::try_from(at).ok().filter(|at| *at <= self.length),
            }
        };
        let (start, end) = (place(selection.start)?, place(selection.end)?);
        (start < end).then_some((start, end))
    }
}

/// For each position as it is counted, the code point in the text without mark and returns.
fn places(stored: &str, counting: Counting) -> Vec<u32> {
    let mut places = Vec::with_capacity(stored.len() + 1);
    let mut at = 0;
    let mut chars = stored.chars().peekable();
    if chars.peek() == Some(&'\u{FEFF}') {
        chars.next();
        if counting.mark {
            places.push(0);
        }
    }
    while let Some(c) = chars.next() {
        let before_feed = c == '\r' && chars.peek() == Some(&'\n');
        if before_feed {
            if counting.returns {
                places.push(at);
            }
            continue;
        }
        for _ in 0..if counting.utf16 { c.len_utf16() } else { 1 } {
            places.push(at);
        }
        at += 1;
    }
    places.push(at);
    places
}

/// Whether a selection's name begins with the words that it selects: names may be shortened.
fn fits(selection: &Selection, places: &[u32], points: &[char]) -> bool {
    let place = |at: i64| usize::try_from(at).ok().and_then(|at| places.get(at)).copied();
    let (Some(start), Some(end)) = (place(selection.start), place(selection.end)) else {
        return false;
    };
    let Some(words) = points.get(start as usize..end as usize) else { return false };
    let name = selection.name.trim_end_matches(['…', '.']).replace('\r', "");
    !name.is_empty()
        && name.chars().zip(words).all(|(a, b)| a == *b)
        && name.chars().count() <= words.len()
}
