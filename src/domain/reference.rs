//! A reference: a numbered entry of an article's notes, its markers in the text, and
//! the work it was resolved to.

use serde::{Deserialize, Serialize};

use super::{
    ids::{ReferenceId, WorkId},
    span::Span,
};

/// One entry of an article's notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its identifier.
    pub id: ReferenceId,
    /// The label as printed, without brackets: `9`, `a`, `†`.
    pub label: String,
    /// Where the text points to it, in code points, in order.
    pub markers: Vec<Span>,
    /// Where the entry itself stands, in code points; empty if it has none.
    pub entry_span: Span,
    /// The work it means, once the analyst accepted one.
    pub work: Option<WorkId>,
    /// How it was resolved.
    pub resolution: Resolution,
}

/// What an entry means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Resolution {
    /// It describes a work itself.
    Resolved,
    /// It repeats an earlier entry: *ibid.*, *op. cit.*, *see note 3*.
    Ibid(ReferenceId),
    /// It could mean more than one entry.
    Ambiguous,
    /// It is not known what it means.
    #[default]
    Unresolved,
}

/// How many *ibid.* may lead from one entry to the next before it is taken for a circle.
const MAX_IBID: usize = 64;

/// The entry that describes what another means: itself, or through *ibid.* the one it
/// repeats. `None` where that is gone, or runs in a circle.
pub fn meant<'a>(
    references: &'a [Reference],
    mut reference: &'a Reference,
) -> Option<&'a Reference> {
    for _ in 0..MAX_IBID {
        match (reference.work, reference.resolution) {
            (None, Resolution::Ibid(of)) => reference = references.iter().find(|r| r.id == of)?,
            _ => return Some(reference),
        }
    }
    None
}

/// The work that an entry means, through *ibid.* if need be.
pub fn work_of(references: &[Reference], reference: &Reference) -> Option<WorkId> {
    meant(references, reference)?.work
}
