//! What must hold of every project: in full after loading, of the touched records after
//! an edit. A violation never stops a project from being shown; it stops it from being
//! changed until it is repaired.

mod article;
mod check;
mod claim;
mod cycles;
mod fields;
mod known;
mod records;
mod repair;
mod stand_in;
#[cfg(test)]
mod tests;

use super::{ids::ArticleId, span::Span};

pub use check::{check, check_touched};
pub use repair::{Repaired, repair};

/// What sort of record a violation or a touched list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// An analyst.
    Analyst,
    /// An article.
    Article,
    /// An assessment of a claim.
    Assessment,
    /// A chain of a claim.
    Chain,
    /// A claim.
    Claim,
    /// A piece of evidence of a claim.
    Evidence,
    /// A lineage edge.
    Lineage,
    /// A link between claims.
    Link,
    /// A redirect.
    Merged,
    /// The project's own title and description.
    Project,
    /// A reference of an article.
    Reference,
    /// A ruling.
    Ruling,
    /// A session.
    Session,
    /// A source.
    Source,
    /// A term of the codebook.
    Term,
    /// A to-do.
    Todo,
    /// A work.
    Work,
}

impl RecordKind {
    /// What messages call such a record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Analyst => "analyst",
            Self::Article => "article",
            Self::Assessment => "assessment",
            Self::Chain => "chain",
            Self::Claim => "claim",
            Self::Evidence => "evidence",
            Self::Lineage => "lineage",
            Self::Link => "link",
            Self::Merged => "merge",
            Self::Project => "project",
            Self::Reference => "reference",
            Self::Ruling => "ruling",
            Self::Session => "session",
            Self::Source => "source",
            Self::Term => "evidence kind",
            Self::Todo => "to-do",
            Self::Work => "work",
        }
    }
}

/// A record, by kind and id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    /// Its kind.
    pub kind: RecordKind,
    /// Its id; for a project's own fields, empty.
    pub id: String,
}

impl RecordRef {
    /// The record of a kind with an id.
    // Ids are `Copy`: a reference at each of the calls would say nothing.
    #[allow(clippy::needless_pass_by_value)]
    pub fn new(kind: RecordKind, id: impl ToString) -> Self {
        Self { kind, id: id.to_string() }
    }
}

impl std::fmt::Display for RecordRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.id.is_empty() {
            f.write_str(self.kind.name())
        } else {
            write!(f, "{} {}", self.kind.name(), self.id)
        }
    }
}

/// Something that must hold and does not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// Two records of one kind have the same id, or a record has one that was merged away.
    #[error("{record}: another record has the same id")]
    DuplicateId {
        /// The record that came second, by the id that it had.
        record: RecordRef,
    },
    /// A field names a record that is not there, nor was merged into one that is.
    #[error("{record}: {field} names {wanted}, which is not in the project")]
    Unresolved {
        /// The record with the field.
        record: RecordRef,
        /// The field.
        field: &'static str,
        /// What it names.
        wanted: RecordRef,
    },
    /// A claim has no anchor.
    #[error("{record}: has no anchor, so nobody can tell what it is about")]
    NoAnchor {
        /// The claim.
        record: RecordRef,
    },
    /// A span is empty or reaches beyond the text.
    #[error(
        "{record}: {field} {}–{} lies outside the text of article {article}, which has {chars} code points",
        span.start, span.end
    )]
    SpanOutside {
        /// The record with the span.
        record: RecordRef,
        /// The field.
        field: &'static str,
        /// The span, in code points.
        span: Span,
        /// The article whose text it should lie in.
        article: ArticleId,
        /// The text's length, in code points.
        chars: u32,
    },
    /// An anchor's quotation is not what stands at its span.
    #[error("{record}: {field} {}–{} quotes words that do not stand there", span.start, span.end)]
    AnchorMismatch {
        /// The record with the anchor.
        record: RecordRef,
        /// The field.
        field: &'static str,
        /// The span, in code points.
        span: Span,
    },
    /// A chain has too many hops.
    #[error("{record}: has {hops} hops; a chain has at most 16")]
    ChainTooLong {
        /// The chain.
        record: RecordRef,
        /// How many it has.
        hops: usize,
    },
    /// *Part of* leads back to itself.
    #[error("{record}: closes a circle of \"part of\"")]
    PartOfCycle {
        /// An edge of the circle.
        record: RecordRef,
    },
    /// A revision supersedes itself.
    #[error("{record}: closes a circle of revisions")]
    RevisionCycle {
        /// An article of the circle.
        record: RecordRef,
    },
    /// An article's hash is not that of its text.
    #[error("{record}: sha256 is not the hash of its text")]
    TextHash {
        /// The article.
        record: RecordRef,
    },
    /// A stored string holds a carriage return.
    #[error("{record}: {field} holds a carriage return")]
    CarriageReturn {
        /// The record.
        record: RecordRef,
        /// The field.
        field: &'static str,
    },
    /// Something that must have a name has none.
    #[error("{record}: {field} is empty")]
    Empty {
        /// The record.
        record: RecordRef,
        /// The field.
        field: &'static str,
    },
    /// A superseded article still has claims.
    #[error("{record}: was superseded by a revision but still has claims")]
    SupersededWithClaims {
        /// The article.
        record: RecordRef,
    },
}

impl Violation {
    /// The record it is about.
    pub fn record(&self) -> &RecordRef {
        match self {
            Self::DuplicateId { record }
            | Self::Unresolved { record, .. }
            | Self::NoAnchor { record }
            | Self::SpanOutside { record, .. }
            | Self::AnchorMismatch { record, .. }
            | Self::ChainTooLong { record, .. }
            | Self::PartOfCycle { record }
            | Self::RevisionCycle { record }
            | Self::TextHash { record }
            | Self::CarriageReturn { record, .. }
            | Self::Empty { record, .. }
            | Self::SupersededWithClaims { record } => record,
        }
    }

    /// A stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DuplicateId { .. } => "duplicate-id",
            Self::Unresolved { .. } => "unresolved-id",
            Self::NoAnchor { .. } => "claim-without-anchor",
            Self::SpanOutside { .. } => "span-outside-text",
            Self::AnchorMismatch { .. } => "anchor-mismatch",
            Self::ChainTooLong { .. } => "chain-too-long",
            Self::PartOfCycle { .. } => "part-of-cycle",
            Self::RevisionCycle { .. } => "revision-cycle",
            Self::TextHash { .. } => "text-hash",
            Self::CarriageReturn { .. } => "carriage-return",
            Self::Empty { .. } => "empty-field",
            Self::SupersededWithClaims { .. } => "superseded-with-claims",
        }
    }

    /// What [`repair()`] does about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::DuplicateId { record } if record.kind == RecordKind::Merged => {
                "forget the merge: the record is still there"
            }
            Self::DuplicateId { .. } => "give the second record a new id",
            Self::Unresolved { field: "revision_of" | "opened", .. } => "forget the article",
            Self::Unresolved { wanted, .. } => match wanted.kind {
                RecordKind::Chain | RecordKind::Reference => "leave the field empty",
                _ => "add a stand-in record, so that the id resolves again",
            },
            Self::NoAnchor { .. } => "anchor it at the start of its article and mark it lost",
            Self::SpanOutside { .. } => {
                "mark the anchor lost; cut a span of the structure to the text"
            }
            Self::AnchorMismatch { .. } => {
                "look for the quoted words in the text; if they are not found, mark the anchor lost"
            }
            Self::ChainTooLong { .. } => "split the chain after the sixteenth hop",
            Self::PartOfCycle { .. } => "set the edge back to \"controlled by\"",
            Self::RevisionCycle { .. } => "forget that it is a revision",
            Self::TextHash { .. } => "compute the hash anew",
            Self::CarriageReturn { .. } => "replace it by a line feed",
            Self::Empty { .. } => "call it \"Untitled\"",
            Self::SupersededWithClaims { .. } => "move the claims to the revision",
        }
    }
}
