//! The table of attribution: a row for each step of each chain. A chain without steps, the
//! article's own voice, has one row with step 0, so that how it ends is not lost.

use super::{
    Known, Row, Table,
    cell::{Cell, spans, words},
};
use crate::{
    domain::{
        article::Article,
        chain::{Chain, Hop},
        claim::Claim,
    },
    export::{ExportError, Progress, ahead},
};

pub(super) const TABLE: Table = Table {
    name: "hops",
    columns: &[
        ("claim", 10),
        ("article", 10),
        ("chain", 10),
        ("chain_end", 14),
        ("chain_doubtful", 24),
        ("chain_by", 16),
        ("chain_at", 20),
        ("step", 6),
        ("sources", 16),
        ("source_names", 30),
        ("source_words", 24),
        ("source_spans", 12),
        ("cue", 16),
        ("cue_spans", 12),
        ("introduced_as", 24),
        ("addressee", 18),
        ("work", 10),
        ("work_title", 30),
        ("reference", 10),
        ("reference_label", 8),
        ("locator", 12),
        ("form", 14),
        ("negated", 8),
        ("factuality", 16),
        ("said", 12),
        ("basis", 14),
        ("check_result", 14),
        ("check_quote", 40),
        ("check_by", 16),
        ("check_at", 20),
    ],
    rows,
};

fn rows(known: &Known<'_>, row: Row<'_>, progress: &Progress<'_>) -> Result<(), ExportError> {
    let total = known.project.claim_count();
    let mut cells = Vec::with_capacity(TABLE.columns.len());
    for (done, (article, claim)) in ahead::claims(known.project, ahead::Parts::Chains).enumerate() {
        progress.step(done, total)?;
        for chain in &claim.chains {
            cells.clear();
            start(known, article, claim, chain, &mut cells);
            let common = cells.len();
            if chain.hops.is_empty() {
                cells.push(Cell::Number(0));
                cells.resize(TABLE.columns.len(), Cell::Empty);
                row(&cells)?;
            }
            for (place, hop) in chain.hops.iter().enumerate() {
                cells.truncate(common);
                cells.push(Cell::Number(place as u32 + 1));
                step(known, article, hop, &mut cells);
                row(&cells)?;
            }
        }
    }
    Ok(())
}

/// Adds the cells that a chain's rows have in common.
fn start<'a>(
    known: &Known<'a>,
    article: &'a Article,
    claim: &'a Claim,
    chain: &'a Chain,
    cells: &mut Vec<Cell<'a>>,
) {
    cells.extend([
        Cell::text(claim.id.as_str()),
        Cell::text(article.id.as_str()),
        Cell::text(chain.id.as_str()),
        Cell::term(chain.end),
        Cell::maybe(chain.doubtful.as_ref()),
        Cell::text(known.analyst(chain.by).unwrap_or_default()),
        Cell::Moment(chain.at),
    ]);
}

fn step<'a>(known: &Known<'a>, article: &'a Article, hop: &'a Hop, cells: &mut Vec<Cell<'a>>) {
    let names = hop.sources.iter().filter_map(|id| known.source(*id));
    let reference = hop.reference.and_then(|id| article.references.iter().find(|r| r.id == id));
    let check = hop.check.as_ref();
    cells.extend([
        Cell::texts(hop.sources.iter().map(crate::domain::ids::Id::as_str)),
        Cell::texts(names.map(|source| source.name.as_str())),
        words(&hop.source_anchors),
        spans(&hop.source_anchors),
        words(&hop.cue_anchors),
        spans(&hop.cue_anchors),
        Cell::maybe(hop.introduced_as.as_ref()),
        Cell::maybe(hop.addressee.as_ref()),
        Cell::maybe_id(hop.work.as_ref()),
        hop.work
            .and_then(|id| known.work(id))
            .map_or(Cell::Empty, |work| Cell::text(work.title.as_str())),
        Cell::maybe_id(hop.reference.as_ref()),
        reference.map_or(Cell::Empty, |r| Cell::text(r.label.as_str())),
        Cell::maybe(hop.locator.as_ref()),
        Cell::term(hop.form),
        Cell::text(if hop.negated { "true" } else { "false" }),
        Cell::maybe_term(hop.factuality),
        Cell::maybe_shown(hop.said),
        Cell::term(hop.basis),
        Cell::maybe_term(check.map(|c| c.result)),
        Cell::maybe(check.and_then(|c| c.quote.as_ref())),
        check.map_or(Cell::Empty, |c| Cell::text(known.analyst(c.by).unwrap_or_default())),
        check.map_or(Cell::Empty, |c| Cell::Moment(c.at)),
    ]);
}
