//! Version 1 of the project file: a struct for each record, with the fields in the order
//! in which they are written.
//!
//! A struct borrows its strings when it is written and owns them when it is read, so that
//! saving copies no text and loading moves it. Fields marked `?` or `[]` in the design
//! are left out when empty and written without `Some`; `negated` is left out when false
//! and an anchor's `state` when exact; all others always stand there.

mod article;
mod chain;
mod claim;
mod list;
mod people;
mod project;
mod relations;
mod work;

pub use article::{ArticleV1, BlockV1, MarkV1, ReferenceV1};
pub use chain::{ChainV1, CheckV1, HopV1};
pub use claim::{AnchorV1, AssessmentV1, ClaimV1, EvidenceV1, ReviewV1};
pub use list::{Record, Records, Unfit};
pub use people::{AnalystV1, ReliabilityV1, SessionV1, SourceV1, TodoV1};
pub use project::{CodebookV1, ProjectV1};
pub use relations::{EndV1, LineageV1, LinkV1, MergedV1, RulingAboutV1, RulingV1, TermV1};
pub use work::{OriginalV1, WorkV1};
