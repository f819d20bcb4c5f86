//! Entries that repeat another: *ibid.*, *op. cit.*, *see note 3*, in several languages.

use super::labels::{digit, number};
use super::places::{begins_with, is_space};

/// What a repeating entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repeat {
    /// The entry just before.
    Previous,
    /// An earlier entry, whose author is named if `String` is not empty.
    Earlier(String),
    /// The entry with a number.
    Note(u32),
    /// More than one entry.
    Several,
}

/// A repeat and the page it adds, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which entry is meant.
    pub repeat: Repeat,
    /// The page, paragraph or chapter, where one is given.
    pub page: Option<(usize, usize)>,
}

const PREVIOUS: &[&str] = &[
    "ibidem",
    "ibid",
    "ib.",
    "ebenda",
    "ebd.",
    "ebd",
    "id.",
    "idem",
    "dies.",
    "ders.",
    "loc. cit",
    "loc cit",
    "loc.cit",
    "l. c.",
    "همان‌جا",
    "همانجا",
    "همان منبع",
    "همان",
    "المرجع نفسه",
    "المصدر نفسه",
    "نفس المرجع",
    "نفس المصدر",
    "نفسه",
    "the same",
    "same source",
    "same as above",
    "see above",
    "wie oben",
    "siehe oben",
    "voir ci-dessus",
    "le même",
    "ibíd",
    "ibídem",
    "íbidem",
    "íbid",
];

const EARLIER: &[&str] = &[
    "op. cit",
    "op.cit",
    "op cit",
    "opere citato",
    "a. a. o",
    "a.a.o",
    "am angegebenen ort",
    "ob. cit",
    "obra citada",
    "ouvr. cité",
    "ouvrage cité",
    "art. cit",
    "loc. cit",
    "loc.cit",
    "loc cit",
    "پیشین",
    "منبع پیشین",
    "المرجع السابق",
    "المصدر السابق",
    "مرجع سابق",
    "مصدر سابق",
    "supra",
    "ibid",
    "ebd",
    "ebenda",
    "همان",
];

const NOTES: &[&str] = &[
    "note",
    "notes",
    "footnote",
    "fn.",
    "fn",
    "n.",
    "endnote",
    "reference",
    "ref.",
    "anm.",
    "anmerkung",
    "fußnote",
    "fußn.",
    "nota",
    "nt.",
    "یادداشت",
    "پانویس",
    "پی‌نوشت",
    "شماره",
    "الهامش",
    "هامش",
    "الحاشية",
    "ملاحظة",
    "entry",
    "no.",
    "source",
];

const SEE: &[&str] = &[
    "see also",
    "see",
    "as in",
    "as",
    "same as",
    "same source as",
    "supra",
    "cf.",
    "siehe auch",
    "siehe",
    "s.",
    "vgl.",
    "wie",
    "vide",
    "voir",
    "cf",
    "véase",
    "ver",
    "نگاه کنید به",
    "بنگرید به",
    "نک.",
    "رک.",
    "ر.ک.",
    "ر.ک",
    "انظر",
    "راجع",
    "refer to",
    "op. cit.,",
    "op. cit.",
    "cited in",
    "above",
    "oben",
    "ci-dessus",
    "plus haut",
    "más arriba",
    "arriba",
    "بالا",
    "أعلاه",
];

/// Reads a repeating entry; `None` if the text describes something itself.
pub fn read(text: &str) -> Option<Found> {
    let head_end = text.char_indices().nth(120).map_or(text.len(), |(i, _)| i);
    let head = &text[..head_end];
    if head.contains(['"', '“', '„', '«']) && !starts_repeat(head) {
        return None;
    }
    let lower = lowered(head);
    let start =
        lower.len() - lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[').len();
    let body = &lower[start..];
    if let Some((n, end)) = note(body) {
        if names_another(&body[end..]) {
            return Some(Found { repeat: Repeat::Several, page: None });
        }
        return Some(Found { repeat: Repeat::Note(n), page: page(text, start + end) });
    }
    if let Some(word) = PREVIOUS.iter().find(|w| begins(body, w)) {
        let end = start + word.len();
        // `Ibid., note 3` or `Id., supra note 3`: the number says which.
        if let Some((n, len)) = lower[end..]
            .find("note ")
            .filter(|i| *i < 14)
            .and_then(|i| number(&lower[end + i + 5..], digit).map(|(n, l)| (n, i + 5 + l)))
        {
            return Some(Found { repeat: Repeat::Note(n), page: page(text, end + len) });
        }
        return is_short_rest(&text[end..])
            .then(|| Found { repeat: Repeat::Previous, page: page(text, end) });
    }
    // `Lind (n 1) 19`: the author, then the note.
    if let Some((name, n, end)) = named_note(&lower[start..])
        && is_name(&text[start..start + name])
    {
        return Some(Found { repeat: Repeat::Note(n), page: page(text, start + end) });
    }
    // `Lind, op. cit., p. 4`: the author, then the word.
    let (at, word) = earlier(body)?;
    let name = text[start..start + at].trim_matches(|c: char| !c.is_alphanumeric());
    if name.split_whitespace().count() > 6 || name.chars().any(char::is_numeric) {
        return None;
    }
    let after = start + at + word.len();
    if word == "supra" {
        let (n, end) =
            lower[after..].split_once(|c| digit(c).is_some()).and_then(|(skip, _)| {
                let known = skip.trim().trim_end_matches('.');
                let fits =
                    known.is_empty() || NOTES.iter().any(|n| n.trim_end_matches('.') == known);
                number(&lower[after + skip.len()..], digit)
                    .filter(|_| fits)
                    .map(|(n, l)| (n, after + skip.len() + l))
            })?;
        return Some(Found { repeat: Repeat::Note(n), page: page(text, end) });
    }
    if let Some((n, len)) =
        note(lower[after..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '['))
    {
        return Some(Found {
            repeat: Repeat::Note(n),
            page: page(text, (after + len).min(text.len())),
        });
    }
    Some(Found { repeat: Repeat::Earlier(name.to_owned()), page: page(text, after) })
}

/// `lind (n 1)`, `lind (wie anm. 1)`, `lind, as in note 1`: where the name ends, the number,
/// the bytes read.
fn named_note(body: &str) -> Option<(usize, u32, usize)> {
    if let Some(comma) = body.find(", ").filter(|i| (2..60).contains(i))
        && SEE.iter().any(|w| begins(&body[comma + 2..], w))
        && let Some((n, len)) = note(&body[comma + 2..])
    {
        return Some((comma, n, comma + 2 + len));
    }
    let open = body.find('(').filter(|i| (2..80).contains(i))?;
    let inside = &body[open + 1..];
    let words = ["n", "n.", "fn", "fn.", "note", "anm.", "nota"];
    let introduced = SEE.iter().filter(|w| begins(inside, w)).max_by_key(|w| w.len());
    let skip = introduced.map_or(0, |w| w.len());
    let inside = inside[skip..].trim_start_matches([' ', ',', ':']);
    let at = body.len() - open - 1 - inside.len();
    let word = words
        .iter()
        .filter(|w| inside.strip_prefix(**w).is_some_and(|rest| rest.starts_with(' ')))
        .max_by_key(|w| w.len())?;
    let (n, len) = number(&inside[word.len() + 1..], digit)?;
    let end = open + 1 + at + word.len() + 1 + len;
    body[end..].starts_with(')').then_some((open, n, end + 1))
}

/// Whether a text can be the short name of an author: a few words without numbers.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=6).contains(&words) && !text.chars().any(char::is_numeric)
}

/// Lower case, byte for byte: what would change its length stays as it is.
fn lowered(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase().replace(['\n', '\t'], " ");
    }
    text.chars()
        .map(|c| {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ if is_space(c) && c.len_utf8() == 1 => ' ',
                _ => c,
            }
        })
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect()
}

/// Whether a text begins with a word that means the entry before.
pub fn starts_repeat(text: &str) -> bool {
    let head = text.char_indices().nth(24).map_or(text, |(i, _)| &text[..i]);
    let lower = lowered(head);
    let body = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    PREVIOUS.iter().any(|w| begins(body, w))
}

fn begins(text: &str, word: &str) -> bool {
    begins_with(text, word) && !text[word.len()..].starts_with(char::is_alphanumeric)
}

/// The first of the words that mean an earlier entry, and where it stands.
fn earlier(text: &str) -> Option<(usize, &'static str)> {
    let mut glued = false;
    for (at, c) in text.char_indices() {
        let begins_word = !glued && c.is_alphanumeric();
        glued = c.is_alphanumeric();
        if !begins_word {
            continue;
        }
        let longest = EARLIER.iter().filter(|w| begins(&text[at..], w)).max_by_key(|w| w.len());
        if let Some(word) = longest {
            return Some((at, word));
        }
    }
    None
}

/// `see note 3`, `note 3 above`, `siehe Anm. 3`, `see [3]`: the number and the bytes read.
fn note(body: &str) -> Option<(u32, usize)> {
    let mut at = 0;
    let mut introduced = false;
    for _ in 0..2 {
        if let Some(word) = SEE.iter().filter(|w| begins(&body[at..], w)).max_by_key(|w| w.len()) {
            at += word.len();
            at += body[at..].len()
                - body[at..]
                    .trim_start_matches(|c: char| is_space(c) || matches!(c, ':' | ','))
                    .len();
            introduced = true;
        }
    }
    if let Some(rest) = body[at..].strip_prefix('[') {
        let (n, len) = number(rest, digit)?;
        return (introduced && rest[len..].starts_with(']')).then_some((n, at + len + 2));
    }
    let word = NOTES.iter().filter(|w| begins(&body[at..], w)).max_by_key(|w| w.len())?;
    at += word.len();
    at += body[at..].len() - body[at..].trim_start_matches(|c: char| is_space(c) || c == '.').len();
    let (n, len) = number(&body[at..], digit)?;
    let rest = body[at + len..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let above = ["above", "supra", "oben", "ci-dessus", "arriba", "بالا", "أعلاه"]
        .iter()
        .any(|w| rest.starts_with(w));
    (introduced || above || rest.is_empty()).then_some((n, at + len))
}

/// Whether another number follows the one that was read: `[1] and [2]`, `notes 3 and 5`.
fn names_another(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_space);
    let words = ["and", "und", "et", "y", "e", "&", "و"];
    let word = words.iter().find(|w| begins_with(rest, w));
    let listed = rest.strip_prefix([',', ';', '–', '-']);
    let after = match (word, listed) {
        (Some(word), _) => &rest[word.len()..],
        // After a comma a bare number is a page.
        (None, Some(after)) if after.trim_start_matches(is_space).starts_with('[') => after,
        _ => return false,
    };
    let after = after.trim_start_matches(|c: char| is_space(c) || c == '[');
    after.starts_with(|c| digit(c).is_some())
}

/// Whether what follows *ibid.* is no work of its own.
fn is_short_rest(rest: &str) -> bool {
    let first = rest.split(". ").next().unwrap_or_default();
    first.len() < 100 || !first.contains("://")
}

/// A page after a repeat: `, p. 12`, `, 12–14`, `S. 3`, ` at 45`.
fn page(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let skip = rest.find(|c| digit(c).is_some())?;
    let between = rest[..skip].trim_matches(|c: char| !c.is_alphanumeric());
    let known = matches!(
        between.to_lowercase().as_str(),
        "" | "p"
            | "pp"
            | "s"
            | "at"
            | "page"
            | "pages"
            | "seite"
            | "pág"
            | "págs"
            | "ص"
            | "صص"
            | "ch"
            | "chap"
            | "para"
            | "§"
            | "f"
            | "cit., p"
            | "cit., s"
            | "cit., pp"
            | "cit"
            | "o., s"
            | "o., p"
            | "above, at"
            | "above, p"
            | "صفحه"
    );
    if !known || skip > 24 {
        return None;
    }
    let digits = &rest[skip..];
    let len = digits
        .find(|c: char| digit(c).is_none() && !matches!(c, '–' | '-' | '‐'))
        .unwrap_or(digits.len());
    let len = digits[..len].trim_end_matches(['–', '-']).len();
    Some((from + skip, from + skip + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(text: &str) -> Option<(Repeat, Option<&str>)> {
        read(text).map(|f| (f.repeat, f.page.map(|(a, b)| &text[a..b])))
    }

    #[test]
    fn repeats_are_read_in_many_forms() {
        let earlier = |name: &str| Repeat::Earlier(name.to_owned());
        for (text, repeat, page) in [
            ("Ibid", Repeat::Previous, None),
            ("Ibid., p. 12.", Repeat::Previous, Some("12")),
            ("ibidem, 12–14", Repeat::Previous, Some("12–14")),
            ("Lind, op. cit., p. 4.", earlier("Lind"), Some("4")),
            ("See note 3.", Repeat::Note(3), None),
            ("Siehe Anm. 3, S. 7", Repeat::Note(3), Some("7")),
            ("Lind, supra note 3, at 45", Repeat::Note(3), Some("45")),
            ("Ebd., S. 9", Repeat::Previous, Some("9")),
            ("همان، ص ۱۲", Repeat::Previous, Some("۱۲")),
            ("Op. cit.", earlier(""), None),
            ("Id. at 45", Repeat::Previous, Some("45")),
            ("Lind, a. a. O., S. 3", earlier("Lind"), Some("3")),
            ("See [4] above", Repeat::Note(4), None),
            ("loc. cit.", Repeat::Previous, None),
            ("See above [2]", Repeat::Note(2), None),
            ("Siehe oben [2], S. 4", Repeat::Note(2), Some("4")),
            ("See above.", Repeat::Previous, None),
            ("See [1] and [2]", Repeat::Several, None),
            ("Cf. notes 3 and 5", Repeat::Several, None),
            ("Osterwald (wie Anm. 1), S. 7", Repeat::Note(1), Some("7")),
            ("Amsel, as in note 2, p. 77", Repeat::Note(2), Some("77")),
            ("See note 3, 45", Repeat::Note(3), Some("45")),
        ] {
            assert_eq!(brief(text), Some((repeat, page)), "{text}");
        }
    }

    #[test]
    fn a_work_of_its_own_is_no_repeat() {
        for text in [
            "Ann Lind, \"See note 3\", Post, 2008",
            "Idaho Post, Title, 2008",
            "Notes on a bridge, 2008",
            "See Ann Lind, Title, 2008",
        ] {
            assert_eq!(brief(text), None, "{text}");
        }
    }
}
