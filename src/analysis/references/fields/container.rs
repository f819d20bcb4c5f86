//! What stands after the title: the newspaper or journal, the publisher, volume and pages.

use super::super::{labels::digit, places::is_space};
use super::segments::clauses;

/// What was read, in bytes of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The newspaper, journal, site or book.
    pub container: Option<(usize, usize)>,
    /// Who published it.
    pub publisher: Option<(usize, usize)>,
    /// The volume.
    pub volume: Option<(usize, usize)>,
    /// The pages.
    pub pages: Option<(usize, usize)>,
}

/// How the title was printed, which says what stands after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleForm {
    /// In quotation marks: a part of something, which comes next.
    Quoted,
    /// Emphasised: a whole, whose publisher comes next.
    Emphasised,
    /// Plain.
    Plain,
}

const NOISE: &[&str] = &[
    "online",
    "print",
    "web",
    "accessed",
    "retrieved",
    "available",
    "abgerufen",
    "zugriff",
    "consulté",
    "consultado",
    "recuperado",
    "disponible",
    "archived",
    "pdf",
    "eds",
    "hrsg",
    "online at",
    "translated",
    "trans",
    "dir",
    "url",
    "updated",
    "letzter zugriff",
    "last accessed",
    "accessed on",
    "via",
    "isbn",
    "issn",
    "visited",
    "viewed",
    "دسترسی",
    "بازبینی",
    "اطلع",
    "تاريخ",
    "تم الاطلاع",
    "doi",
    "in english",
    "in german",
    "in french",
    "in persian",
    "in arabic",
    "en línea",
    "en ligne",
    "special report",
    "edition",
    "aufl",
    "stand",
    "zuletzt",
    "letzter abruf",
    "consulta",
    "dernière consultation",
    "from",
    "no date",
    "n.d",
    "o. j",
    "s.f",
    "s. f",
    "s.d",
    "s. d",
    "vol",
    "thesis",
    "last modified",
    "rev. ed",
    "cited",
];

/// Reads what stands in `text[from..to]`, outside the `taken` ranges (dates, addresses).
pub fn read(
    text: &str,
    from: usize,
    to: usize,
    taken: &[(usize, usize)],
    form: TitleForm,
    emphasis: &[(usize, usize)],
) -> Surroundings {
    let mut out = Surroundings::default();
    let mut names: Vec<(usize, usize)> = Vec::new();
    let mut introduced = None;
    for (start, end) in clauses(text, from, to) {
        let Some((start, end)) = free(text, start, end, taken) else { continue };
        let clause = &text[start..end];
        if let Some(pages) = pages(clause) {
            out.pages.get_or_insert((start + pages.0, start + pages.1));
            continue;
        }
        if out.volume.is_none()
            && let Some(volume) = volume(clause)
        {
            out.volume = Some((start + volume.0, start + volume.1));
            if volume.0 > 4 {
                // `Coastal Studies 12`: the journal stands before its volume.
                let name = super::segments::trim(text, start, start + volume.0);
                if clause[..volume.0].chars().any(char::is_lowercase)
                    && !is_noise(&clause[..volume.0])
                {
                    names.push(name);
                }
            }
            continue;
        }
        if !clause.chars().any(char::is_alphabetic) || is_noise(clause) {
            continue;
        }
        let skip = [
            "In: ",
            "in: ",
            "In ",
            "in ",
            "En ",
            "en ",
            "Dans ",
            "dans ",
            "The website of ",
            "در: ",
            "في: ",
        ]
        .iter()
        .find(|p| clause.starts_with(**p))
        .map_or(0, |p| p.len());
        if skip > 0 && introduced.is_none() {
            introduced = Some((start + skip, end));
        }
        names.push((start + skip, end));
    }
    let emphasised = emphasis
        .iter()
        .copied()
        .find(|e| e.0 >= from && e.1 <= to && taken.iter().all(|t| t.1 <= e.0 || e.1 <= t.0));
    if form != TitleForm::Emphasised || introduced.is_some() {
        out.container = emphasised
            .or(introduced)
            .or_else(|| names.first().copied().filter(|n| !text[n.0..n.1].contains(": ")));
    }
    if let Some(container) = out.container {
        out.container = Some(super::segments::trim(text, container.0, container.1));
        names.retain(|n| n.1 <= container.0 || container.1 <= n.0);
    }
    // One name with a colon after a title in quotation marks is a site: `Te: The Atlas`.
    if form == TitleForm::Quoted && out.container.is_none() && names.len() == 1 {
        out.container = names.pop();
    }
    // `Tarn: Mole Press`: a place and a publisher.
    let placed = names.iter().find_map(|n| {
        let colon = text[n.0..n.1].find(": ")?;
        Some((n.0 + colon + 2, n.1))
    });
    out.publisher = placed.or_else(|| match form {
        TitleForm::Emphasised | TitleForm::Plain if out.container.is_none() => {
            names.last().copied()
        }
        _ => None,
    });
    if form == TitleForm::Plain && placed.is_some() && emphasised.is_none() && introduced.is_none()
    {
        out.container = out.container.filter(|c| !text[c.0..c.1].contains(": "));
    }
    out
}

/// The part of a clause that no date or address takes; `None` if all is taken.
fn free(text: &str, start: usize, end: usize, taken: &[(usize, usize)]) -> Option<(usize, usize)> {
    let (mut start, mut end) = (start, end);
    for &(a, b) in taken {
        if a <= start && end <= b {
            return None;
        }
        if a <= start && start < b {
            start = b;
        } else if start < a && a < end {
            end = a;
        }
    }
    let (start, end) = super::segments::trim(text, start, end.max(start));
    (start < end).then_some((start, end))
}

fn is_noise(clause: &str) -> bool {
    let lower = clause.trim().trim_end_matches(['.', ':']).to_lowercase();
    let words = lower.split_whitespace().count();
    NOISE.iter().any(|n| {
        lower == *n
            || (lower.starts_with(n)
                && lower[n.len()..].starts_with(|c: char| !c.is_alphanumeric())
                && words <= 6)
    }) || (words <= 4 && ["2nd", "3rd", "1st", "4th", "5th"].iter().any(|n| lower.starts_with(n)))
        || (words == 1
            && matches!(
                lower.as_str(),
                "am" | "on"
                    | "le"
                    | "el"
                    | "the"
                    | "at"
                    | "und"
                    | "and"
                    | "um"
                    | "monday"
                    | "tuesday"
                    | "wednesday"
                    | "thursday"
                    | "friday"
                    | "saturday"
                    | "sunday"
            ))
}

/// Pages within a clause: `pp. 3–9`, `S. 12`, `p. A1`, `45–67`.
fn pages(clause: &str) -> Option<(usize, usize)> {
    const MARKS: &[&str] = &[
        "pp. ", "pp.", "pp ", "p. ", "p.", "S. ", "Seite ", "Seiten ", "págs. ", "pág. ", "page ",
        "pages ", "صص. ", "صص ", "ص. ", "ص ", "at ",
    ];
    for mark in MARKS {
        if let Some(rest) = clause.strip_prefix(mark) {
            let rest_start = clause.len() - rest.trim_start_matches(is_space).len();
            let end = clause[rest_start..].find(is_space).map_or(clause.len(), |i| rest_start + i);
            let has = clause[rest_start..end].chars().any(|c| digit(c).is_some());
            return has.then_some((rest_start, end));
        }
    }
    let tail = clause.rsplit([':', ' ']).next()?;
    let range = tail.contains(['–', '-', '‐'])
        && tail
            .chars()
            .all(|c| digit(c).is_some() || matches!(c, '–' | '-' | '‐' | 'e' | 'A'..='Z'))
        && tail.starts_with(|c: char| digit(c).is_some())
        && tail.len() >= 3;
    let only_numbers = clause.chars().all(|c| !c.is_alphabetic());
    (range && only_numbers).then(|| (clause.len() - tail.len(), clause.len()))
}

/// A volume at the end of a clause: `12`, `vol. 12`, `Coastal Studies 12`.
fn volume(clause: &str) -> Option<(usize, usize)> {
    let start = clause
        .rfind(|c: char| digit(c).is_none())
        .map_or(0, |i| i + clause[i..].chars().next().map_or(1, char::len_utf8));
    let digits = &clause[start..];
    if digits.is_empty() || digits.chars().count() > 3 {
        return None;
    }
    let before = clause[..start].trim_end();
    let marked = [
        "vol.",
        "Vol.",
        "Bd.",
        "vol",
        "Jg.",
        "t.",
        "no.",
        "No.",
        "Nr.",
        "núm.",
        "n°",
        "n.º",
        "nº",
        "شماره",
        "العدد",
    ]
    .iter()
    .any(|m| before.ends_with(m));
    (start == 0
        || marked
        || (clause[..start].ends_with(' ') && before.split_whitespace().count() >= 2))
        .then_some((start, clause.len()))
}
