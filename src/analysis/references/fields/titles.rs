//! Who wrote what: the authors and the title of an entry, by the style it is printed in.

use super::super::evidence::{Signs, inverted_name};
use super::super::names::{self, Name};
use super::Range;
use super::container::TitleForm;
use super::dates::{FoundDate, Role};
use super::leading::{author_end, double_surname, named_after};
use super::prose::{describes, is_conversation, letter};
use super::quotes::{self, Quoted};
use super::segments::{clauses, sentence_end, subtitle_end, trim};

/// Authors and title, in bytes of the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Who wrote it.
    pub authors: Vec<Name>,
    /// The title.
    pub title: Option<Range>,
    /// The title with its marks, after which the container is looked for.
    pub outer: Option<Range>,
    /// How the title is printed.
    pub form: TitleForm,
    /// The container, where it stands before or within what was read.
    pub container: Option<Range>,
}

impl Read {
    fn new(authors: Vec<Name>, title: Range, outer: Range, form: TitleForm) -> Self {
        Self { authors, title: Some(title), outer: Some(outer), form, container: None }
    }
}

/// The quotation marks that hold the title: not scare quotes, nicknames or later prose.
pub fn quoted(text: &str, body_end: usize) -> Option<Quoted> {
    let mut from = 0;
    for _ in 0..6 {
        let found = quotes::first(text, from)?;
        if found.outer.0 > body_end || found.outer.0 > 400 {
            return None;
        }
        if holds_title(text, found) {
            return Some(found);
        }
        from = found.outer.1;
    }
    None
}

fn holds_title(text: &str, found: Quoted) -> bool {
    let before = text[..found.outer.0].trim_end();
    let after = text[found.outer.1..].trim_start();
    let inner = &text[found.inner.0..found.inner.1];
    let words = inner.split_whitespace().count();
    let last = before.chars().next_back();
    // A nickname: `William "Bill" Lind, "Title"`.
    if words <= 1
        && !before.is_empty()
        && after.starts_with(char::is_uppercase)
        && names::is_personal(&format!(
            "{before} {}",
            after.split([',', '"', '“']).next().unwrap_or_default()
        ))
        && before.split_whitespace().count() <= 2
    {
        return false;
    }
    if last.is_none_or(|c| {
        matches!(
            c,
            ',' | '.'
                | ':'
                | ';'
                | ')'
                | '('
                | '—'
                | '–'
                | '-'
                | '،'
                | '؛'
                | '/'
                | ']'
                | '*'
                | '_'
                | '|'
                | '?'
        )
    }) {
        // After a full sentence of plain words it is a quotation, not the title.
        let sentence = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let clause = sentence.rsplit(['.', ',']).next().unwrap_or_default().trim();
        let prose =
            clause.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count() >= 5;
        return !prose;
    }
    // No punctuation before it: the rest must be names, or a word that introduces.
    let opened = before.rsplit(' ').next().unwrap_or_default();
    names::are_names(before)
        || matches!(
            opened,
            "in" | "In" | "see" | "See" | "Vgl." | "and" | "article" | "his" | "her"
        )
        || (names::is_organisation(before) && before.split_whitespace().count() <= 5)
        || (words >= 3 && before.split_whitespace().count() <= 4 && Signs::of(after).year)
}

/// Reads authors and title.
pub fn read(
    text: &str,
    quoted: Option<Quoted>,
    dates: &[FoundDate],
    emphasis: &[Range],
    body_end: usize,
) -> Read {
    let bracketed = dates
        .iter()
        .find(|d| d.bracketed && d.role == Role::Published && d.start < 400 && d.start < body_end);
    // `Authors (2008). Title`, whatever the title is printed in.
    if let Some(date) = bracketed.filter(|d| quoted.is_none_or(|q| d.end < q.outer.0))
        && is_author_part(text, date.start)
    {
        return after_date(text, (date.start, date.end), quoted, emphasis, body_end);
    }
    if bracketed.is_none()
        && let Some(undated) = undated(text).filter(|u| quoted.is_none_or(|q| u.1 < q.outer.0))
        && is_author_part(text, undated.0)
    {
        return after_date(text, undated, quoted, emphasis, body_end);
    }
    if let Some(found) = quoted {
        return from_quotes(text, found, dates);
    }
    let first = emphasis.first().copied().filter(|e| e.0 < body_end && e.0 < 500);
    if let Some(first) = first.filter(|_| !is_conversation(text)) {
        return from_emphasis(text, first, dates, body_end);
    }
    plain(text, dates, body_end)
}

/// Whether what stands before a date in brackets can be authors.
fn is_author_part(text: &str, date: usize) -> bool {
    let before = text[..date].trim_end_matches(['(', '[', ' ', '\n', '.', ',']);
    let words = before.split_whitespace().count();
    let lower = before
        .split_whitespace()
        .filter(|w| w.len() > 3 && w.starts_with(char::is_lowercase))
        .count();
    let sentences = sentence_end(before, 0) < before.len() && !inverted_name(before);
    let ok = !before.contains(|c: char| c.is_ascii_digit())
        && (names::are_names(before)
            || (inverted_name(before) && !before.contains(": "))
            || names::is_institution(before)
            || words <= 4);
    words > 0
        && words <= 60
        && lower <= 2
        && ok
        && (!sentences || names::are_names(before))
        && !before.contains(['"', '“', '«', '„'])
}

/// `(n.d.)`, `(in press)`: what stands in brackets where a date would, without them.
fn undated(text: &str) -> Option<Range> {
    const WORDS: &[&str] = &[
        "n.d.",
        "n. d.",
        "n.d",
        "nd",
        "no date",
        "in press",
        "forthcoming",
        "o. J.",
        "o.J.",
        "s. f.",
        "s.f.",
        "s. d.",
        "s.d.",
        "im Druck",
        "à paraître",
        "en prensa",
        "بی‌تا",
        "بی تا",
        "د.ت",
    ];
    let open = text.find('(').filter(|at| *at < 200)? + 1;
    let word = WORDS.iter().filter(|w| text[open..].starts_with(**w)).max_by_key(|w| w.len())?;
    let rest = text[open + word.len()..].trim_start_matches(|c: char| c != ')' && c != ',');
    rest.starts_with([')', ',']).then_some((open, open + word.len()))
}

fn after_date(
    text: &str,
    date: Range,
    quoted: Option<Quoted>,
    emphasis: &[Range],
    body_end: usize,
) -> Read {
    let authors = one_of_two_surnames(text, names::parse(text, 0, date.0));
    let rest = &text[date.1..];
    let close = rest
        .find([')', ']', '）'])
        .filter(|i| *i < 40)
        .map_or(date.1, |i| date.1 + i + rest[i..].chars().next().map_or(1, char::len_utf8));
    let gap = text[close..].trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ',' | ':' | ';' | '،' | '*' | '_')
    });
    let start = text.len() - gap.len();
    let stopped = text[close..start].contains(['.', ':']);
    if let Some(q) = quoted.filter(|q| q.outer.0 <= start + 2) {
        return Read::new(authors, q.inner, q.outer, TitleForm::Quoted);
    }
    if let Some(e) = emphasis.iter().copied().find(|e| e.0 <= start + 1 && e.1 > start) {
        return Read::new(authors, trim(text, e.0, e.1), e, TitleForm::Emphasised);
    }
    if start >= body_end {
        return Read {
            authors,
            title: None,
            outer: Some((close, close)),
            form: TitleForm::Plain,
            container: None,
        };
    }
    let next_emphasis = emphasis.iter().map(|e| e.0).find(|e| *e > start).unwrap_or(usize::MAX);
    let mut end = sentence_end(text, start).min(body_end).min(next_emphasis);
    if !stopped && end >= body_end.min(text.trim_end().len().saturating_sub(1)).min(next_emphasis) {
        // No stops but commas: `Lind, A. (2008) The long bridge, Tarn: Mole Press`.
        end = clauses(text, start, end).first().map_or(end, |c| c.1);
    }
    let title = trim(text, start, without_bracket(text, start, end));
    Read::new(authors, title, (start, end.max(title.1)), TitleForm::Plain)
}

/// A title without `(Report No. 3)`, `[Video]` or `(2nd ed.)` at its end.
fn without_bracket(text: &str, start: usize, end: usize) -> usize {
    let title = text[start..end.max(start)]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
    if title.ends_with([')', ']'])
        && let Some(open) = title.rfind([' ', '\n']).and_then(|_| title.rfind(['(', '[']))
        && open > 0
    {
        return start + title[..open].trim_end().len();
    }
    start + title.len()
}

/// `Reyes Bonilla, Tomás`: behind two names a given name alone is no second author.
fn one_of_two_surnames(text: &str, authors: Vec<Name>) -> Vec<Name> {
    let [first, second] = &authors[..] else { return authors };
    let (family, given) = (&text[first.start..first.end], &text[second.start..second.end]);
    let fits = first.start == 0
        && first.given.is_some()
        && second.given.is_none()
        && text[first.end..second.start].trim() == ","
        && !given.contains(' ')
        && text[second.end..].trim_start().starts_with([':', '.', '('])
        && names::is_personal(family);
    if fits { names::inverted(text, second.end).into_iter().collect() } else { authors }
}

fn from_quotes(text: &str, found: Quoted, dates: &[FoundDate]) -> Read {
    let mut end = found.outer.0;
    // `Lind, Ann. 2008. "Title"`, `Harbour Post, 3 May 2008, "Title"`: the date ends the names.
    let bound = text[..end].rfind("; ").unwrap_or(0);
    if let Some(date) = dates.iter().find(|d| d.start < end && d.start >= bound) {
        end = date.start;
    }
    let before = &text[..end];
    let before_end =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '[')).len();
    // `Interview, 4 May; see also Ann Lind, "Title"`: the work is the one named last.
    let last = before.rfind("; ").map(|i| i + 2).filter(|i| {
        ["see ", "cited ", "quoted ", "vgl. ", "siehe ", "voir ", "véase "]
            .iter()
            .any(|w| text[*i..].starts_with(w))
    });
    let mut start = last.map_or(0, |i| {
        let also = text[i..].split_once(' ').map_or(0, |(word, _)| word.len() + 1);
        i + also + if text[i + also..].starts_with("also ") { 5 } else { 0 }
    });
    // Prose that introduces the work: only its last clause can be a name.
    let start_from = start.min(before_end);
    let signs = Signs::of(&text[start_from..before_end]);
    if signs.prose || before_end > 250 {
        start = text[..before_end].rfind([',', ';', '.']).map_or(before_end, |i| i + 1);
        if !names::are_names(&text[start..before_end]) {
            start = before_end;
        }
    }
    let mut authors = one_of_two_surnames(text, names::parse(text, start, before_end));
    // `Pruitt's own blog post: "…"`: what is described is not named.
    authors.retain(|name| name.given.is_some() || !describes(&text[name.start..name.end]));
    if authors.is_empty() {
        authors = named_after(text, found.outer.1);
    }
    Read::new(authors, found.inner, found.outer, TitleForm::Quoted)
}

fn from_emphasis(text: &str, first: Range, dates: &[FoundDate], body_end: usize) -> Read {
    let before = plain(&text[..first.0], dates, body_end.min(first.0));
    // `Lind, A. Title of the part. *Coastal Studies*`: what is emphasised is the container.
    if let (Some(title), false) = (before.title, before.authors.is_empty())
        && text[title.0..title.1].split_whitespace().count() >= 2
        && !dates.iter().any(|d| d.start <= title.0 && title.1 <= d.end)
    {
        return Read {
            container: Some(trim(text, first.0, first.1)),
            outer: Some((title.0, title.1)),
            ..before
        };
    }
    let end = dates.iter().find(|d| d.start < first.0).map_or(first.0, |d| d.start);
    let authors = names::parse(text, 0, end);
    Read::new(authors, trim(text, first.0, first.1), first, TitleForm::Emphasised)
}

/// Styles without quotation marks, emphasis or a date in brackets.
fn plain(text: &str, dates: &[FoundDate], body_end: usize) -> Read {
    let nothing = Read {
        authors: Vec::new(),
        title: None,
        outer: None,
        form: TitleForm::Plain,
        container: None,
    };
    let text = &text[..body_end.min(text.len())];
    let dates = &dates[..dates.partition_point(|d| d.end <= text.len())];
    if text.trim().is_empty() {
        return nothing;
    }
    let signs = Signs::of(text);
    if signs.prose && !signs.inverted_name {
        return nothing;
    }
    if is_conversation(text) {
        // Nobody wrote it: what it is stands where a title would.
        let first = clauses(text, 0, text.len()).first().copied().unwrap_or_default();
        return Read::new(Vec::new(), first, first, TitleForm::Plain);
    }
    if let Some(authors) = short_citation(text, dates) {
        return Read { authors, ..nothing };
    }
    if let Some(authors) = letter(text, dates) {
        return Read { authors, ..nothing };
    }
    let author_end = author_end(text);
    let title_from = author_end.map_or(0, |(_, next)| next);
    let mut start = text.len()
        - text[title_from..]
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '.' | ',' | ':' | ')' | '،')
            })
            .len();
    // `Lind, Ann. 2008. Title`: the year stands between the names and the title.
    if let Some(date) = dates.iter().find(|d| d.start.abs_diff(start) <= 1 && d.end <= text.len()) {
        let rest = text[date.end..].trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | ',' | ':' | ')' | ']' | '،')
        });
        start = text.len() - rest.len();
    }
    let authors = match (double_surname(text), author_end) {
        (Some(end), _) => names::inverted(text, end).into_iter().collect(),
        (None, Some((end, _))) => names::parse(text, 0, end),
        (None, None) => Vec::new(),
    };
    if start >= text.len() {
        return Read { authors, ..nothing };
    }
    let sentence = sentence_end(text, start);
    // A year at the end of the title itself is not the date, if another one follows.
    let later = dates.iter().find(|d| d.start > sentence && d.end <= text.len());
    let date_at =
        later.or_else(|| dates.iter().find(|d| d.start > start)).map_or(text.len(), |d| d.start);
    let comma_style = author_end.is_some_and(|(_, next)| {
        text[next..].trim_start_matches([' ', '.', ')']).starts_with([',', '،'])
    });
    let mut end = sentence;
    if comma_style || sentence >= date_at.min(text.trim_end().len().saturating_sub(1)) {
        // The parts stand between commas: the title is the first of them.
        let first = clauses(text, start, sentence.min(date_at).max(start)).first().copied();
        end = first.map_or(sentence.min(date_at), |c| c.1);
    }
    if let Some(inside) = [" In: ", ", in: ", ", In: ", ". In ", " in: ", " // "]
        .iter()
        .filter_map(|m| text[start..end].find(m))
        .min()
    {
        end = start + inside;
    }
    if let Some(subtitle) = subtitle_end(text, end).filter(|_| text[..start].ends_with(": ")) {
        end = subtitle;
    }
    end = end.min(line_of_title(text, start, dates).unwrap_or(end));
    let mut title = trim(text, start, without_bracket(text, start, end));
    // `minutes of 2 February 2018`: the date belongs to what the document is called.
    if let Some(date) = dates.iter().find(|d| d.start >= title.1 && d.start <= title.1 + 2)
        && ["of", "vom", "du", "de", "del", "dated", "مورخ"]
            .contains(&text[title.0..title.1].rsplit(' ').next().unwrap_or_default())
    {
        title.1 = date.end;
        end = end.max(date.end);
    }
    if title.0 >= title.1 || !text[title.0..title.1].chars().any(char::is_alphabetic) {
        return Read { authors, ..nothing };
    }
    if authors.is_empty() && (signs.prose || (dates.is_empty() && !signs.address && !signs.locator))
    {
        return nothing;
    }
    if authors.is_empty()
        && !signs.address
        && !signs.locator
        && !dates.iter().any(|d| is_set_off(text, d))
    {
        return nothing;
    }
    let authors = if authors.is_empty() { named_after(text, title.1) } else { authors };
    Read::new(authors, title, (start, end.max(title.1)), TitleForm::Plain)
}

/// Where a title ends that stands on a line of its own, with the outlet and the date, or the
/// address, on the next.
fn line_of_title(text: &str, start: usize, dates: &[FoundDate]) -> Option<usize> {
    let end = start + text[start..].find('\n')?;
    let line = &text[start..end];
    let next = text[end + 1..].lines().next().unwrap_or_default().trim_start();
    let next_end = end + 1 + text[end + 1..].find('\n').unwrap_or(text.len() - end - 1);
    let dated = dates.iter().any(|d| end < d.start && d.end <= next_end && is_set_off(text, d));
    let short = line.split_whitespace().count() >= 2
        && line.chars().count() <= 90
        && !line.trim_end().ends_with([',', '-', ':', '،']);
    // A wrapped line is about as long as the others.
    let apart = next.chars().count() + 24 < 90 && next.starts_with(|c: char| !c.is_lowercase());
    let whole = !dates.iter().any(|d| start <= d.start && d.start < end);
    (short && apart && whole && dated).then_some(end)
}

/// Whether a date is set off by punctuation, as those of entries are and those of prose
/// are not.
pub fn is_set_off(text: &str, date: &FoundDate) -> bool {
    text.get(..date.start).is_some_and(|before| {
        before.trim_end().chars().next_back().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// `Marsh 1977, p. 4`, `Hay, Stone & Gordon 2008`: surnames and a year that point to a
/// longer list.
fn short_citation(text: &str, dates: &[FoundDate]) -> Option<Vec<Name>> {
    let date = dates.first().filter(|d| d.precision() == 1 && text.trim().len() < 90)?;
    let head = text[..date.start].trim_end_matches(['(', ' ', '\n']);
    let ends_open =
        head.chars().next_back().is_some_and(char::is_alphanumeric) || head.ends_with("al.");
    let words = head.split_whitespace().count();
    // After the year nothing but a locator may stand.
    let rest = text[date.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let located = rest
        .split_whitespace()
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3)
        .count()
        == 0;
    if !ends_open || !(1..=7).contains(&words) || !located || names::is_organisation(head) {
        return None;
    }
    let mut authors = Vec::new();
    let mut from = 0;
    for (at, word) in head.match_indices([',', '&', ';']).chain([(head.len(), "")]) {
        for part in head[from..at]
            .split(" and ")
            .flat_map(|p| p.split(" und "))
            .flat_map(|p| p.split(" et "))
        {
            let bare = part.trim().trim_end_matches('.');
            if bare.is_empty() || bare == "al" || bare == "et al" {
                continue;
            }
            let surname = bare
                .split_whitespace()
                .all(|w| w.starts_with(char::is_uppercase) || super::super::words::is_particle(w));
            if !surname || bare.split_whitespace().count() > 3 {
                return None;
            }
            // `bare` is a part of `text`: where it starts is the distance of the two.
            let start = bare.as_ptr() as usize - text.as_ptr() as usize;
            authors.push(Name { start, end: start + bare.len(), given: None, family: None });
        }
        from = at + word.len();
    }
    (!authors.is_empty()).then_some(authors)
}
