//! Joins: what a comparison has to show between two readers, as one list.

use crate::{
    analysis::{
        drift::Drift,
        reuse::{Alignment, Operation, OperationKind},
    },
    domain::{
        article::Article,
        claim::Claim,
        ids::{ClaimId, SourceId, WorkId},
        link::LinkKind,
        project::Project,
        span::Span,
        vocabulary::Vocabulary,
    },
};

use super::{Records, Texts};

/// The longest label, in code points.
const LONGEST_LABEL: usize = 60;

/// What a join joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JoinKind {
    /// A reused passage.
    Passage,
    /// A quotation in two places.
    Quotation,
    /// Two claims, suggested or accepted.
    Claim,
    /// A source or a work that both rest on.
    Source,
}

impl JoinKind {
    /// All kinds, in the order of lists.
    pub const ALL: [Self; 4] = [Self::Passage, Self::Quotation, Self::Claim, Self::Source];

    /// The kind for a heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Passage => "Passage",
            Self::Quotation => "Quotation",
            Self::Claim => "Claim",
            Self::Source => "Source",
        }
    }
}

/// The records that a join is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The passage whose best alignment begins here on the left and here on the right.
    Passage(u32, u32),
    /// The quotation that begins here on the left and here on the right.
    Quotation(u32, u32),
    /// Two claims that are suggested as this.
    Suggested(ClaimId, ClaimId, LinkKind),
    /// Two claims that were accepted as this.
    Accepted(ClaimId, ClaimId, LinkKind),
    /// Two sources that are one or of one family.
    Sources(SourceId, SourceId),
    /// Two works that are one or of one family.
    Works(WorkId, WorkId),
}

/// Something that stands on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    /// What it is about; unique in a comparison, and the same after an edit.
    pub subject: Subject,
    /// Its places on the left, in order, in code points.
    pub left: Vec<Span>,
    /// Its places on the right.
    pub right: Vec<Span>,
    /// How sure or how complete, 0 to 1.
    pub score: f32,
    /// What it is, in a few words.
    pub label: String,
    /// The difference of the first places, word by word; empty for sources.
    pub operations: Vec<Operation>,
}

impl Join {
    /// Its kind.
    pub fn kind(&self) -> JoinKind {
        match self.subject {
            Subject::Passage(..) => JoinKind::Passage,
            Subject::Quotation(..) => JoinKind::Quotation,
            Subject::Suggested(..) | Subject::Accepted(..) => JoinKind::Claim,
            Subject::Sources(..) | Subject::Works(..) => JoinKind::Source,
        }
    }

    /// The words added, dropped and replaced, as a phrase: "2 added, 1 replaced".
    pub fn difference(&self) -> String {
        let count = |kind| self.operations.iter().filter(|o| o.kind == kind).count();
        let parts = [
            (count(OperationKind::Added), "added"),
            (count(OperationKind::Dropped), "dropped"),
            (count(OperationKind::Replaced), "replaced"),
        ];
        let parts: Vec<String> =
            parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        match (parts.is_empty(), self.operations.is_empty()) {
            (false, _) => parts.join(", "),
            (true, false) => "no change".to_owned(),
            (true, true) => String::new(),
        }
    }
}

/// The join of an alignment, as soon as it is found.
pub(super) fn of_alignment(
    left: &Article,
    alignment: &Alignment,
    places: (Vec<Span>, Vec<Span>),
    operations: Vec<Operation>,
) -> Join {
    Join {
        subject: Subject::Passage(alignment.left.start, alignment.right.start),
        left: places.0,
        right: places.1,
        score: alignment.score,
        label: excerpt(left, alignment.left),
        operations,
    }
}

/// All joins in the order of their first places on the left, kind by kind within one place.
pub fn joins(
    project: &Project,
    left: &Article,
    right: &Article,
    texts: &Texts,
    records: &Records,
) -> Vec<Join> {
    let mut all: Vec<Join> = Vec::new();
    for (passage, operations) in texts.passages.iter().zip(&texts.operations) {
        let places = (passage.left.clone(), passage.right.clone());
        all.push(of_alignment(left, &passage.best, places, operations.clone()));
    }
    all.extend(records.drifts.iter().map(|drift| of_drift(left, drift)));
    all.extend(records.suggestions.iter().filter_map(|s| {
        let subject = Subject::Suggested(s.left, s.right, s.kind);
        of_claims(project, subject, (s.left, s.right), s.score, s.kind)
    }));
    all.extend(records.accepted.iter().filter_map(|a| {
        let subject = Subject::Accepted(a.left, a.right, a.kind);
        of_claims(project, subject, (a.left, a.right), 1.0, a.kind)
    }));
    all.extend(records.sources.iter().map(|shared| Join {
        subject: Subject::Sources(shared.left, shared.right),
        left: shared.on_left.spans.clone(),
        right: shared.on_right.spans.clone(),
        score: if shared.left == shared.right { 1.0 } else { 0.5 },
        label: project.source(shared.left).map_or_else(String::new, |s| s.name.clone()),
        operations: Vec::new(),
    }));
    all.extend(records.works.iter().map(|shared| Join {
        subject: Subject::Works(shared.left, shared.right),
        left: shared.on_left.spans.clone(),
        right: shared.on_right.spans.clone(),
        score: if shared.left == shared.right { 1.0 } else { 0.5 },
        label: project.work(shared.left).map_or("", |w| w.display_title()).to_owned(),
        operations: Vec::new(),
    }));
    let inside = |join: &Join| {
        let fits = |spans: &[Span], article: &Article| {
            spans.iter().all(|span| span.end <= article.text.len())
        };
        fits(&join.left, left) && fits(&join.right, right)
    };
    all.retain(inside);
    all.sort_by_key(|join| {
        (join.left.first().copied().unwrap_or_default(), join.kind(), join.subject)
    });
    all
}

fn of_drift(left: &Article, drift: &Drift) -> Join {
    Join {
        subject: Subject::Quotation(drift.left.span.start, drift.right.span.start),
        left: vec![drift.left.span],
        right: vec![drift.right.span],
        score: drift.score,
        label: excerpt(left, drift.left.span),
        operations: drift.changes.iter().map(|c| c.operation).collect(),
    }
}

fn of_claims(
    project: &Project,
    subject: Subject,
    (left, right): (ClaimId, ClaimId),
    score: f32,
    kind: LinkKind,
) -> Option<Join> {
    let (left, right) = (project.claim(left)?, project.claim(right)?);
    // What lost its place in the text can't be pointed at.
    let spans = |claim: &Claim| -> Option<Vec<_>> {
        let spans: Vec<_> = claim.anchors.iter().filter(|a| !a.is_lost()).map(|a| a.span).collect();
        (!spans.is_empty()).then_some(spans)
    };
    let said = left.paraphrase.clone().unwrap_or_else(|| left.quotation());
    Some(Join {
        subject,
        left: spans(left)?,
        right: spans(right)?,
        score,
        label: format!("{}: {}", kind.label(), short(&said)),
        operations: Vec::new(),
    })
}

fn excerpt(article: &Article, span: Span) -> String {
    short(article.text.slice(span).unwrap_or_default())
}

fn short(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() > LONGEST_LABEL {
            if words.is_empty() {
                words = word.chars().take(LONGEST_LABEL).collect();
            }
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
