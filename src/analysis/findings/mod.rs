//! Findings: what the program noticed in a project, with stable codes, like a compiler's list
//! of problems. Each can be dismissed with a reason; it comes back when what it rests on
//! changes.
//!
//! A provider is a function from what is [`Seen`] to findings; [`PROVIDERS`] lists them.

pub mod basis;
mod chains;
mod claims;
mod classes;
pub mod judgements;
mod notes;
mod sources;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::origins::{Cache, Figures, Left, MANY, reading::Look};
use crate::domain::{
    anchor::Anchor,
    article::Article,
    claim::Claim,
    ids::{ArticleId, ClaimId, LinkId, RulingId, SourceId, WorkId},
    invariant::{RecordKind, RecordRef},
    project::Project,
    ruling::{Ruling, RulingAbout},
    span::Span,
    two::both,
};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The project is broken.
    Error,
    /// A conclusion may be wrong.
    Warning,
    /// Something is left to do, or good to know.
    Note,
}

/// A record that a finding concerns, and where it stands in a text, if it does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The record.
    pub record: RecordRef,
    /// The article in which it stands.
    pub article: Option<ArticleId>,
    /// Where, in code points.
    pub span: Option<Span>,
}

/// What one key can do about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Takes a link back.
    RemoveLink(LinkId),
    /// Makes a to-do: get the original.
    GetOriginal(WorkId),
    /// Makes a to-do: find out who it is.
    Identify(SourceId),
    /// Makes a to-do: check it.
    Verify(ClaimId),
    /// Takes a ruling back.
    RemoveRuling(RulingId),
}

/// Something that was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its stable code, part of the machine interface.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it says to the analyst, in a sentence.
    pub message: String,
    /// The places it concerns, the one to jump to first.
    pub places: Vec<Place>,
    /// What can be done.
    pub hint: &'static str,
    /// The ids of the records it is about, in order: with the code they tell it from others.
    pub subjects: Vec<String>,
    /// The figure that it tells, if a dismissal shall lapse when it changes.
    pub figure: Option<String>,
    /// What can be done with one key.
    pub fix: Option<Fix>,
    /// The ruling that dismissed it.
    pub dismissed: Option<RulingId>,
}

/// What providers look at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its origins, up to date.
    pub origins: &'a Cache,
    /// What is left of them, where something is discounted. What tells of records alone is
    /// noticed as ever.
    pub left: &'a Left,
}

impl<'a> Seen<'a> {
    /// The figures of a claim's class, of what is left.
    fn figures(self, claim: ClaimId) -> Option<Figures> {
        self.origins.figures_left(claim, self.left)
    }

    /// The claims that are worth a look, with their articles. Superseded articles stay out.
    fn claims(
        self,
        worth: impl Fn(Look) -> bool + Copy + 'a,
    ) -> impl Iterator<Item = (&'a Article, &'a Claim)> {
        let model = &self.origins.model;
        let wanted = model.readings().filter(|(_, r)| worth(r.look)).count();
        // To look up a claim costs as much as to pass by several.
        let few = wanted * 8 < self.project.claim_count();
        let looked_up = few.then(|| {
            let readings = model.readings().filter(move |(_, r)| worth(r.look));
            readings.filter_map(move |(_, r)| self.project.claim_in_article(r.claim))
        });
        let passed_by = (!few).then(|| {
            let worth = move |claim: &Claim| {
                let reading = model.slot(claim.id).and_then(|slot| model.reading(slot));
                reading.is_some_and(|r| worth(r.look))
            };
            self.project.claims().filter(move |(_, claim)| worth(claim))
        });
        let found = looked_up.into_iter().flatten().chain(passed_by.into_iter().flatten());
        found.map(|(article, claim)| (&**article, &**claim))
    }

    /// The place of a claim.
    fn place(self, claim: ClaimId) -> Place {
        let model = &self.origins.model;
        match model.slot(claim).and_then(|slot| model.reading(slot)) {
            Some(reading) => Place {
                article: Some(model.register.article(reading.article).id),
                span: reading.span,
                ..Place::of(RecordKind::Claim, claim)
            },
            None => Place::of(RecordKind::Claim, claim),
        }
    }
}

/// Looks at a project and tells what it noticed.
pub type Provider = fn(Seen<'_>) -> Vec<Finding>;

/// All providers. Those up to `FIRST_HALF` take about as long as the others.
pub const PROVIDERS: &[Provider] = &[
    claims::findings,
    chains::findings,
    judgements::findings,
    notes::findings,
    classes::findings,
    sources::findings,
];

/// How many providers one of two threads asks.
const FIRST_HALF: usize = 4;

/// Everything that was noticed, dismissed findings included; the most severe first, then by
/// code and place.
pub fn all(seen: Seen<'_>) -> Vec<Finding> {
    let ask = |providers: &[Provider]| -> Vec<Finding> {
        providers.iter().flat_map(|find| find(seen)).collect()
    };
    let (first, second) = PROVIDERS.split_at(FIRST_HALF);
    let worth = seen.project.claim_count() >= MANY;
    let (mut findings, others) = both(worth, || ask(first), || ask(second));
    findings.extend(others);
    dismiss(seen.project, &mut findings);
    findings.sort_by(|a, b| {
        (a.severity, a.code, &a.places, &a.subjects).cmp(&(
            b.severity,
            b.code,
            &b.places,
            &b.subjects,
        ))
    });
    findings
}

/// Marks the findings that rulings dismissed.
pub fn dismiss(project: &Project, findings: &mut [Finding]) {
    let mut rulings: HashMap<(&str, Vec<&str>), Vec<&Ruling>> = HashMap::new();
    for ruling in project.rulings.iter() {
        if let RulingAbout::Dismissed { code, subjects } = &ruling.about {
            let mut subjects: Vec<&str> = subjects.iter().map(String::as_str).collect();
            subjects.sort_unstable();
            rulings.entry((code.as_str(), subjects)).or_default().push(ruling);
        }
    }
    if rulings.is_empty() {
        return;
    }
    for finding in findings {
        let key = (finding.code, finding.subjects.iter().map(String::as_str).collect());
        let by = rulings.get(&key).and_then(|list| {
            list.iter().find(|ruling| finding.is_dismissed_by(project, ruling)).map(|r| r.id)
        });
        finding.dismissed = by;
    }
}

impl Finding {
    /// A finding without places, fix or figure.
    pub fn new(
        code: &'static str,
        severity: Severity,
        message: impl Into<String>,
        hint: &'static str,
    ) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            places: Vec::new(),
            hint,
            subjects: Vec::new(),
            figure: None,
            fix: None,
            dismissed: None,
        }
    }

    /// The same, about a record.
    pub fn about(mut self, subject: impl std::fmt::Display) -> Self {
        let subject = subject.to_string();
        if let Err(at) = self.subjects.binary_search(&subject) {
            self.subjects.insert(at, subject);
        }
        self
    }

    /// The same, with one more place.
    pub fn at(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }

    /// The same, with a fix.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The basis of a ruling that dismisses it now.
    pub fn basis(&self, project: &Project) -> String {
        basis::of_finding(project, self.code, &self.subjects, self.figure.as_deref())
    }

    /// Whether a ruling that names its code and subjects dismisses it as it is today.
    pub fn is_dismissed_by(&self, project: &Project, ruling: &Ruling) -> bool {
        ruling.basis.as_ref().is_none_or(|basis| *basis == self.basis(project))
    }
}

impl Place {
    /// A record that stands in no text.
    pub fn of(kind: RecordKind, id: impl std::fmt::Display) -> Self {
        let record = RecordRef { kind, id: id.to_string() };
        Self { record, article: None, span: None }
    }

    /// A claim.
    pub fn of_claim(article: &Article, claim: &Claim) -> Self {
        Self::of_anchor(article, claim, claim.anchors.iter().find(|a| !a.is_lost()))
    }

    /// A part of a claim.
    pub fn of_anchor(article: &Article, claim: &Claim, anchor: Option<&Anchor>) -> Self {
        Self {
            article: Some(article.id),
            span: anchor.map(|anchor| anchor.span),
            ..Self::of(RecordKind::Claim, claim.id)
        }
    }
}

impl Severity {
    /// The word in the machine interface and in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A claim's words, or its paraphrase, on one line and not too long.
pub(crate) fn words(claim: &Claim) -> String {
    let text = claim.paraphrase.clone().unwrap_or_else(|| claim.quotation());
    short(&text)
}

/// A text on one line and not too long.
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 60;
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.chars().count() > MOST {
            line = line.chars().take(MOST).collect();
            line.truncate(line.trim_end().len());
            line.push('…');
            break;
        }
    }
    line
}
