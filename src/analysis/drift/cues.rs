//! Cues: the words that say that somebody said something. Found near a quotation from a
//! short list of verbs of saying in several languages; what an analyst marked goes first.

use std::ops::Range;

use crate::{
    analysis::{fold::fold, reuse::Words},
    domain::{article::Article, span::Span},
};

/// How many words before a quotation are read.
const BEFORE: usize = 9;
/// How many words after it.
const AFTER: usize = 6;

/// Verbs of saying, folded.
const CUES: &[&str] = &[
    "according",
    "acknowledge",
    "acknowledged",
    "acknowledges",
    "added",
    "adds",
    "admits",
    "admitted",
    "agreed",
    "alleged",
    "alleges",
    "announced",
    "announces",
    "answered",
    "argued",
    "argues",
    "asked",
    "asserted",
    "asserts",
    "boasted",
    "called",
    "calls",
    "cited",
    "cites",
    "claimed",
    "claims",
    "commented",
    "complained",
    "conceded",
    "concedes",
    "concluded",
    "concludes",
    "confessed",
    "confirmed",
    "confirms",
    "continued",
    "declared",
    "declares",
    "declaring",
    "denied",
    "denies",
    "described",
    "describes",
    "disclosed",
    "explained",
    "explains",
    "insisted",
    "insists",
    "mentioned",
    "noted",
    "notes",
    "observed",
    "promised",
    "protested",
    "put",
    "quoted",
    "quotes",
    "recalled",
    "recalls",
    "recorded",
    "records",
    "remarked",
    "remarks",
    "repeated",
    "repeats",
    "replied",
    "replies",
    "reported",
    "reports",
    "responded",
    "revealed",
    "reveals",
    "said",
    "saying",
    "says",
    "stated",
    "states",
    "stressed",
    "suggested",
    "suggests",
    "swore",
    "tells",
    "testified",
    "told",
    "warned",
    "warns",
    "wrote",
    "writes",
    "written",
    "writing",
    "say",
    "tell",
    "shown",
    // German, French, Spanish
    "sagt",
    "sagte",
    "erklarte",
    "schrieb",
    "schreibt",
    "behauptete",
    "berichtete",
    "zufolge",
    "laut",
    "dit",
    "declare",
    "affirme",
    "selon",
    "ecrit",
    "explique",
    "raconte",
    "dijo",
    "dice",
    "segun",
    "afirmo",
    "declaro",
    "escribio",
    // Persian
    "گفت",
    "گفته",
    "میگوید",
    "می",
    "نوشته",
    "افزود",
    "اعلام",
    "نوشت",
];

/// Words after which marks hold a title or a name.
const WORKS: &[&str] = &[
    "song",
    "book",
    "novel",
    "film",
    "poem",
    "essay",
    "article",
    "report",
    "paper",
    "pamphlet",
    "play",
    "programme",
    "program",
    "series",
    "chapter",
    "column",
    "entitled",
    "titled",
    "headline",
    "headlined",
    "album",
    "painting",
    "buch",
    "roman",
    "artikel",
    "film",
    "livre",
    "article",
    "libro",
    "کتاب",
    "فیلم",
    "مقاله",
];

/// The cue of a quotation: what an analyst marked near it, or the nearest verb of saying.
pub(super) fn near(
    article: &Article,
    words: &Words,
    quoted: &Range<usize>,
    marked: Span,
) -> Option<Span> {
    let text = &article.text;
    let is_cue = |at: usize| {
        let span = words.list().get(at)?.span();
        let word = fold(text.slice(span)?);
        let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        CUES.contains(&word.as_str()).then_some(span)
    };
    let paragraph = text.paragraph(text.paragraph_at(marked.start))?;
    let opens = words.list().get(quoted.start).is_none_or(|w| {
        let before = Span::new(paragraph.start, w.start.max(paragraph.start));
        words.within(before).is_empty()
    });
    let before = (quoted.start.saturating_sub(BEFORE)..quoted.start).rev();
    // A quotation that opens its paragraph may be introduced at the end of the one before.
    let stands_near = |span: &Span| span.start >= paragraph.start || opens;
    let before = before
        .enumerate()
        .find_map(|(far, at)| is_cue(at).filter(stands_near).map(|span| (far, span)));
    let end = text.paragraph(text.paragraph_at(marked.end)).map_or(marked.end, |p| p.end);
    let after = (quoted.end..(quoted.end + AFTER).min(words.len())).enumerate();
    let mut after = after.filter_map(|(far, at)| is_cue(at).map(|span| (far, span)));
    let after = after.find(|(_, span)| span.end <= end);
    match (before, after) {
        (Some((a, before)), Some((b, after))) => Some(if b < a { after } else { before }),
        (before, after) => before.or(after).map(|(_, span)| span),
    }
}

/// Whether what stands before a pair of marks says that a title or a name comes.
pub(super) fn names_work(article: &Article, words: &Words, quoted: &Range<usize>) -> bool {
    (quoted.start.saturating_sub(2)..quoted.start).any(|at| {
        let span = words.list().get(at).map(|w| w.span()).unwrap_or_default();
        let touching = quoted.start - at == 1;
        let word = fold(article.text.slice(span).unwrap_or_default());
        touching && WORKS.contains(&word.as_str())
    })
}
