//! The table of claims: a row each, with its article, its words and its evidence.

use super::{
    Known, Row, Table,
    cell::{Cell, spans},
};
use crate::{
    domain::{
        anchor::{Anchor, AnchorState},
        article::Article,
        claim::Claim,
        vocabulary::Vocabulary,
    },
    export::{ExportError, Progress, ahead, known::quotation},
};

pub(super) const TABLE: Table = Table {
    name: "claims",
    columns: &[
        ("claim", 10),
        ("article", 10),
        ("article_title", 30),
        ("article_byline", 20),
        ("article_publisher", 20),
        ("article_published", 12),
        ("article_url", 30),
        ("article_language", 8),
        ("start", 8),
        ("end", 8),
        ("spans", 14),
        ("quotation", 60),
        ("paraphrase", 40),
        ("kind", 14),
        ("tone", 10),
        ("factuality", 16),
        ("event_date", 12),
        ("tags", 20),
        ("note", 30),
        ("status", 10),
        ("anchoring", 10),
        ("chains", 8),
        ("evidence_kinds", 24),
        ("evidence_directness", 18),
        ("evidence_bearing", 14),
        ("evidence_works", 16),
        ("evidence_notes", 30),
        ("reviews", 20),
        ("by", 16),
        ("created", 20),
        ("modified", 20),
    ],
    rows,
};

fn rows(known: &Known<'_>, row: Row<'_>, progress: &Progress<'_>) -> Result<(), ExportError> {
    let total = known.project.claim_count();
    let mut cells = Vec::with_capacity(TABLE.columns.len());
    for (done, (article, claim)) in ahead::claims(known.project, ahead::Parts::Claim).enumerate() {
        progress.step(done, total)?;
        cells.clear();
        add(known, article, claim, &mut cells);
        row(&cells)?;
    }
    Ok(())
}

/// Whether the claim still stands where it was anchored, by its worst anchor.
fn anchoring(anchors: &[Anchor]) -> &'static str {
    let lost = anchors.iter().filter(|a| a.is_lost()).count();
    let moved = anchors.iter().any(|a| matches!(a.state, AnchorState::Moved { .. }));
    match (lost, moved) {
        (0, false) => "exact",
        (0, true) => "moved",
        (lost, _) if lost == anchors.len() => "lost",
        _ => "partly_lost",
    }
}

/// Adds the cells of a claim.
pub(super) fn add<'a>(
    known: &Known<'a>,
    article: &'a Article,
    claim: &'a Claim,
    cells: &mut Vec<Cell<'a>>,
) {
    let head = &article.head;
    let hull = claim.hull();
    let evidence = &claim.evidence;
    cells.extend([
        Cell::text(claim.id.as_str()),
        Cell::text(article.id.as_str()),
        Cell::text(head.title.as_str()),
        Cell::maybe(head.byline.as_ref()),
        Cell::maybe(head.publisher.as_ref()),
        Cell::maybe_shown(head.published),
        Cell::maybe(head.url.as_ref()),
        Cell::maybe(head.language.as_ref()),
        Cell::Number(hull.start),
        Cell::Number(hull.end),
        spans(&claim.anchors),
        Cell::text(quotation(claim)),
        Cell::maybe(claim.paraphrase.as_ref()),
        Cell::term(claim.kind),
        Cell::maybe_term(claim.tone),
        Cell::maybe_term(claim.factuality),
        Cell::maybe_shown(claim.event_date),
        Cell::texts(claim.tags.iter().map(String::as_str)),
        Cell::maybe(claim.note.as_ref()),
        Cell::term(claim.status),
        Cell::text(anchoring(&claim.anchors)),
        Cell::Number(claim.chains.len() as u32),
        Cell::texts(evidence.iter().map(|e| {
            let term = known.term(e.kind);
            term.map_or(e.kind.as_str(), |term| term.name.as_str())
        })),
        Cell::codes(evidence.iter().map(|e| e.directness.label())),
        Cell::codes(evidence.iter().map(|e| e.bearing.label())),
        Cell::aligned(evidence.iter().map(|e| e.work)),
        Cell::aligned(evidence.iter().map(|e| e.note.as_ref())),
        Cell::joined(claim.reviews.iter().map(|review| {
            format!("{}: {}", known.analyst(review.by).unwrap_or_default(), review.verdict.label())
        })),
        Cell::text(known.analyst(claim.by).unwrap_or_default()),
        Cell::Moment(claim.created),
        Cell::Moment(claim.modified),
    ]);
}
