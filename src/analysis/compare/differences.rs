//! What differs between two claims that were joined: where they come from, what stands
//! behind them, how they are judged, and their dates, numbers and names.

use std::collections::BTreeSet;

use crate::{
    analysis::fold::fold,
    domain::{
        claim::Claim,
        ids::{ClaimId, LinkId},
        link::{Link, LinkKind},
        project::Project,
        vocabulary::Vocabulary,
    },
};

/// Two claims that an analyst joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The link.
    pub link: LinkId,
    /// The claim on the left.
    pub left: ClaimId,
    /// The claim on the right.
    pub right: ClaimId,
    /// What was said of them.
    pub kind: LinkKind,
    /// Whether it is said of the left one about the right one.
    pub forward: bool,
    /// In what they differ.
    pub differences: Vec<Difference>,
}

/// One thing in which two claims differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What.
    pub what: Aspect,
    /// On the left; empty if nothing is recorded.
    pub left: String,
    /// On the right.
    pub right: String,
}

/// In what two claims can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// The last voices of their chains.
    Origin,
    /// The hops of the longest chain.
    Depth,
    /// The kinds of evidence.
    Evidence,
    /// Information credibility, as last judged.
    Credibility,
    /// Analytic confidence, as last judged.
    Confidence,
    /// Likelihood, as last judged.
    Likelihood,
    /// How certain the text puts it.
    Certainty,
    /// When it happened.
    Date,
    /// Numbers that only one has.
    Numbers,
    /// Names that only one has.
    Names,
}

impl Aspect {
    /// The term in `snake_case`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Depth => "depth",
            Self::Evidence => "evidence",
            Self::Credibility => "credibility",
            Self::Confidence => "confidence",
            Self::Likelihood => "likelihood",
            Self::Certainty => "certainty",
            Self::Date => "date",
            Self::Numbers => "numbers",
            Self::Names => "names",
        }
    }
}

/// A link with the differences of its two claims, the left one first.
pub(super) fn accepted(project: &Project, link: &Link, left: &Claim, right: &Claim) -> Accepted {
    Accepted {
        link: link.id,
        left: left.id,
        right: right.id,
        kind: link.kind,
        forward: link.from == left.id,
        differences: differences(project, left, right),
    }
}

/// In what two claims differ.
pub fn differences(project: &Project, left: &Claim, right: &Claim) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |what: Aspect, side: &dyn Fn(&Claim) -> String| {
        let (left, right) = (side(left), side(right));
        if left != right {
            found.push(Difference { what, left, right });
        }
    };
    compare(Aspect::Origin, &|claim| origins(project, claim));
    compare(Aspect::Depth, &|claim| {
        claim.chains.iter().map(|c| c.hops.len()).max().map_or(String::new(), |n| n.to_string())
    });
    compare(Aspect::Evidence, &|claim| {
        let names = claim.evidence.iter().filter_map(|e| project.term(e.kind));
        joined(names.map(|term| term.name.clone()))
    });
    let last = |claim: &Claim| claim.assessments.iter().max_by_key(|a| a.at).cloned();
    compare(Aspect::Credibility, &|c| label(last(c).and_then(|a| a.credibility)));
    compare(Aspect::Confidence, &|c| label(last(c).and_then(|a| a.confidence)));
    compare(Aspect::Likelihood, &|c| label(last(c).and_then(|a| a.likelihood)));
    compare(Aspect::Certainty, &|claim| {
        let hops = claim.chains.iter().filter_map(|chain| chain.hops.last());
        label(hops.filter_map(|hop| hop.factuality).next().or(claim.factuality))
    });
    compare(Aspect::Date, &|claim| claim.event_date.map_or(String::new(), |d| d.to_string()));
    let (l, r) = (left.quotation(), right.quotation());
    let mut only = |what: Aspect, left: Vec<String>, right: Vec<String>| {
        let missing = |a: &[String], b: &[String]| {
            let key = |s: &String| fold(s);
            let known: BTreeSet<String> = b.iter().map(key).collect();
            joined(a.iter().filter(|one| !known.contains(&key(one))).cloned())
        };
        let (l, r) = (missing(&left, &right), missing(&right, &left));
        if l != r {
            found.push(Difference { what, left: l, right: r });
        }
    };
    only(Aspect::Numbers, numbers(&l), numbers(&r));
    only(Aspect::Names, names(&l), names(&r));
    found
}

fn label<T: Vocabulary>(term: Option<T>) -> String {
    term.map_or(String::new(), |t| t.label().to_owned())
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    let parts: BTreeSet<String> = parts.collect();
    parts.into_iter().collect::<Vec<_>>().join(", ")
}

/// The last voices of a claim's chains: sources, else the work's authors, else the work.
fn origins(project: &Project, claim: &Claim) -> String {
    let name = |id| project.source(id).map(|s| s.name.clone());
    let voices = claim.chains.iter().filter_map(|chain| chain.hops.last()).flat_map(|hop| {
        let work = hop.work.and_then(|id| project.work(id));
        let mut voices: Vec<String> = hop.sources.iter().filter_map(|id| name(*id)).collect();
        if voices.is_empty() {
            voices = work.iter().flat_map(|w| &w.authors).filter_map(|id| name(*id)).collect();
        }
        if voices.is_empty() {
            voices.extend(work.map(|w| w.display_title().to_owned()));
        }
        voices
    });
    joined(voices)
}

/// The numbers in a text, digits of every system as ASCII, separators left out.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '–' | '—')) {
        let digits: String = fold(word).chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() && !found.contains(&digits) {
            found.push(digits);
        }
    }
    found
}

/// Words with a capital letter inside a sentence.
fn names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut starts = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        if capital && !starts && bare.chars().count() > 1 && !found.iter().any(|n| n == bare) {
            found.push(bare.to_owned());
        }
        starts = word.ends_with(['.', '!', '?', ':']);
    }
    found
}

/// Whether a text denies something, as far as a few words show.
pub(super) fn negates(text: &str) -> bool {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.into_iter().any(|w| {
        w.ends_with("n't")
            || matches!(
                w,
                "not"
                    | "no"
                    | "never"
                    | "nobody"
                    | "none"
                    | "nothing"
                    | "neither"
                    | "nor"
                    | "without"
                    | "denied"
                    | "denies"
                    | "deny"
                    | "nicht"
                    | "kein"
                    | "keine"
                    | "nie"
                    | "niemand"
                    | "pas"
                    | "jamais"
                    | "nunca"
                    | "هیچ"
                    | "نه"
                    | "نیست"
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_names_and_denials_are_read_off_a_text() {
        assert_eq!(numbers("In 1987 only 2,140 of ۱۲ people [3]"), ["1987", "2140", "12", "3"]);
        assert_eq!(
            names("He told Edda Korrin's sister. Then Ostrey slept"),
            ["Edda", "Korrin", "Ostrey"]
        );
        assert!(negates("She didn't go") && negates("Nobody came") && !negates("He knotted it"));
    }
}
