//! The authors at the start of an entry that prints neither quotation marks nor a date
//! in brackets: where they end.

use super::super::{
    evidence::inverted_name,
    labels::digit,
    names::{self, Name},
};
use super::segments::{clauses, sentence_end};

/// Where the authors at the start of an entry end, and where the rest begins.
pub fn author_end(text: &str) -> Option<(usize, usize)> {
    let running = running_names(text);
    let parts = clauses(text, 0, floor(text, 400));
    let most = names_before_title(text, &parts);
    // A place before its publisher, behind a title that could be a name, ends no names.
    let place = |colon: usize| {
        let title = parts.get(most).filter(|title| title.1 < colon);
        !inverted_name(text) && title.is_some_and(|t| !names::is_role(&text[t.0..t.1]))
    };
    // German: `Lind, Anna / Holm, Per: Titel`; not the colon of a title after its names.
    if let Some(colon) = text.find(": ").filter(|c| *c < 160)
        && sentence_end(text, 0) > colon
        && running.is_none_or(|end| end > colon)
        && !place(colon)
        && (names::are_names(&text[..colon])
            || (names::is_organisation(&text[..colon])
                && text[..colon].split_whitespace().count() <= 5
                && !text[..colon].contains(',')))
    {
        return Some((colon, colon + 1));
    }
    if let Some(end) = running {
        return Some((end, end));
    }
    if let Some(end) = double_surname(text) {
        return Some((end, end + 1));
    }
    let sentence = sentence_end(text, 0);
    if sentence < text.trim_end().len().saturating_sub(1) {
        let first = &text[..sentence];
        let short = first.split_whitespace().count() <= 9 && !first.contains('[');
        if names::are_names(first)
            || (short
                && names::is_organisation(first)
                && !first.contains(':')
                && has_more(text, sentence))
        {
            return Some((sentence, after_stop(text, sentence)));
        }
    }
    // Between commas: `Ann Lind, Title, Post`.
    let mut end = None;
    for (at, clause) in parts.iter().take(6.min(most)).enumerate() {
        let part = &text[clause.0..clause.1];
        let body = end.is_none() && parts.len() >= 3 && names::is_institution(part);
        // `Wendel, Tobias, A Map, 1602`
        let inverted = at == 0
            && parts.len() >= 4
            && !part.contains(' ')
            && inverted_name(text)
            && !names::is_organisation(part)
            && text[parts[1].0..parts[1].1].split_whitespace().count() <= 2
            && names::are_names(&text[clause.0..parts[1].1]);
        if inverted {
            return Some((parts[1].1, parts[1].1));
        }
        if let Some(known) = end.filter(|_| names::is_role(part)) {
            return Some((known, clause.1));
        }
        let joint = [" and ", " und ", " et ", " y ", " & ", " و "].iter().any(|word| {
            let both = part.split_once(*word);
            both.is_some_and(|(a, b)| names::is_personal(a) && names::is_personal(b))
        });
        if !names::is_personal(part) && !joint && !body {
            break;
        }
        end = Some(clause.1);
    }
    end.filter(|e| *e < text.trim_end().len()).map(|e| (e, e))
}

/// The names behind a title that ends at `at`: `…, by Morag Ellis, Clyde Courier`.
pub fn named_after(text: &str, at: usize) -> Vec<Name> {
    let rest = text.get(at..).unwrap_or_default();
    let gap = rest.len() - rest.trim_start_matches([',', ' ', '–', '—']).len();
    let words = ["by ", "By ", "von ", "par ", "por "];
    let Some(word) = words.iter().find(|word| rest[gap..].starts_with(**word)) else {
        return Vec::new();
    };
    let from = at + gap + word.len();
    let len = text[from..].find([',', '\n', '.', '(', ';', '–']).unwrap_or(text.len() - from);
    if names::are_names(&text[from..from + len]) {
        names::parse(text, from, from + len)
    } else {
        Vec::new()
    }
}

/// How many clauses at the start can be names at most: what tells where and when stands at the
/// end, and before it one clause must be left for the title. In `Ruth Amsel, Manifest Errors,
/// New Haven: Pilot, 2001` the second clause is no name, although it could be one.
fn names_before_title(text: &str, parts: &[(usize, usize)]) -> usize {
    let part = |at: usize| &text[parts[at].0..parts[at].1];
    let tells_where = |part: &str| {
        part.starts_with(|c: char| digit(c).is_some())
            || part.contains("://")
            || part.split_once(": ").is_some_and(|(place, press)| {
                place.split_whitespace().count() <= 3
                    && press.starts_with(|c: char| !c.is_lowercase())
            })
            || ["p. ", "pp. ", "S. ", "ص ", "ص. ", "vol. ", "no. "]
                .iter()
                .any(|w| part.starts_with(w))
    };
    let Some(end) = (1..parts.len()).find(|at| tells_where(part(*at))) else { return usize::MAX };
    // `Title, Harbour Post, 3 May 2011`: an outlet stands between the title and the date.
    let outlet = end >= 3 && names::is_organisation(part(end - 1)) && !part(end).contains(": ");
    (end - 1 - usize::from(outlet)).max(1)
}

/// `Bermejo Salas, Tomás. Título. Madrid: Editorial, 2005.`: two surnames, a given name, then
/// the title as a sentence of its own with more after it. Where the given name ends.
pub fn double_surname(text: &str) -> Option<usize> {
    let comma = text.find(", ").filter(|at| *at < 60)?;
    let family = &text[..comma];
    let stop = sentence_end(text, comma).min(text.len());
    let given = text[comma + 1..stop].trim();
    let fits = family.split_whitespace().count() == 2
        && (1..=2).contains(&given.split_whitespace().count())
        && text[stop..].starts_with(". ")
        && names::is_personal(family)
        && names::are_names(&format!("{given} {family}"));
    if !fits {
        return None;
    }
    let title_end = sentence_end(text, stop + 2);
    let title = text.get(stop + 2..title_end)?;
    let more = text.get(title_end..)?.trim_start_matches(['.', ' ']);
    let whole = !title.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ','))
        && title.contains(' ')
        && more.contains(": ")
        && more.contains(|c: char| c.is_ascii_digit());
    whole.then_some(stop)
}

/// The byte after the character at `at`.
fn after_stop(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether a title and something after it can follow an organisation's name.
fn has_more(text: &str, from: usize) -> bool {
    let rest = text[from..].trim_start_matches(['.', ' ', '\n']);
    let start = text.len() - rest.len();
    sentence_end(text, start) < text.trim_end().len().saturating_sub(1)
}

pub fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Names that begin with a surname: `Lind, A. B., & Holm, P.`, `Lind A, Holm PK.`,
/// `Lind, Ann, and Per Holm.` Where the last of them ends.
fn running_names(text: &str) -> Option<usize> {
    let limit = floor(text, 600);
    let mut inverted = inverted_name(text);
    let vancouver = {
        let mut first = text.split_whitespace();
        let (family, initials) =
            (first.next().unwrap_or_default(), first.next().unwrap_or_default());
        let bare = initials.trim_end_matches([',', '.']);
        family.starts_with(char::is_uppercase)
            && family.chars().any(char::is_lowercase)
            && family.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && (1..=3).contains(&bare.chars().count())
            && bare.chars().all(char::is_uppercase)
            && initials.len() > bare.len()
    };
    inverted |= vancouver;
    if !inverted {
        return None;
    }
    for (offset, c) in text[..limit].char_indices() {
        if c != '.' && c != '،' {
            continue;
        }
        let next = text[offset + c.len_utf8()..].chars().next();
        if next.is_some_and(|n| !n.is_whitespace()) {
            continue;
        }
        let part = &text[..offset];
        let word = part
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '.' | '-'))
            .next()
            .unwrap_or_default();
        let rest = text[offset + c.len_utf8()..].trim_start();
        let goes_on = rest.starts_with([',', '&', ';', '('])
            || ["and ", "und ", "y ", "et ", "e ", "& "].iter().any(|w| rest.starts_with(w));
        let initial_next = {
            let next_word = rest.split_whitespace().next().unwrap_or_default();
            next_word.len() <= 3
                && next_word.ends_with(['.', ','])
                && next_word.starts_with(char::is_uppercase)
        };
        if goes_on || initial_next {
            continue;
        }
        let candidate = &text[..offset];
        let is_initial = word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
        let known = matches!(word, "al" | "a" | "eds" | "ed" | "Hrsg" | "Jr" | "others");
        if is_initial || known || names::are_names(candidate) {
            return (names::are_names(candidate) || known || vancouver || is_initial)
                .then_some(offset + c.len_utf8());
        }
        break;
    }
    // `LIND, Anna, Titel, Ort`: a surname in capitals and a given name, then the title.
    let mut commas = text[..limit].match_indices(',').map(|(i, _)| i);
    let (first, second) = (commas.next()?, commas.next()?);
    let family = &text[..first];
    let given = text[first + 1..second].trim();
    let capitals = family.chars().all(|c| !c.is_lowercase()) && family.chars().count() > 2;
    (capitals && given.split_whitespace().count() <= 3 && names::are_names(&text[..second]))
        .then_some(second)
}
