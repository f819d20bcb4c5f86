//! One wide table: a row for each claim with all that belongs to it, for those who want one
//! file. Cells with several values have them in the order of the records.

use super::{
    Known, Row, Table,
    cell::{Cell, code},
    claims,
};
use crate::{
    domain::{chain::Chain, claim::Claim, vocabulary::Vocabulary},
    export::{ExportError, Progress, ahead},
};

/// What the wide table has beside the columns of the table of claims.
const MORE: [(&str, u16); 9] = [
    ("chain_steps", 50),
    ("chain_ends", 20),
    ("last_voices", 30),
    ("works", 40),
    ("credibility", 24),
    ("confidence", 24),
    ("likelihood", 24),
    ("rationale", 50),
    ("links", 30),
];

const COLUMNS: [(&str, u16); claims::TABLE.columns.len() + MORE.len()] = {
    let mut all = [("", 0); claims::TABLE.columns.len() + MORE.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < claims::TABLE.columns.len() {
            claims::TABLE.columns[at]
        } else {
            MORE[at - claims::TABLE.columns.len()]
        };
        at += 1;
    }
    all
};

pub(super) const TABLE: Table = Table { name: "claims", columns: &COLUMNS, rows };

fn rows(known: &Known<'_>, row: Row<'_>, progress: &Progress<'_>) -> Result<(), ExportError> {
    let mut links: Vec<_> = known
        .project
        .links
        .iter()
        .map(|link| (link.from, format!("{} {}", code(link.kind.label()), link.to)))
        .collect();
    links.sort();
    let total = known.project.claim_count();
    let mut cells = Vec::with_capacity(COLUMNS.len());
    for (done, (article, claim)) in ahead::claims(known.project, ahead::Parts::All).enumerate() {
        progress.step(done, total)?;
        cells.clear();
        claims::add(known, article, claim, &mut cells);
        cells.extend(more(known, claim));
        let first = links.partition_point(|(from, _)| *from < claim.id);
        let own = links[first..].iter().take_while(|(from, _)| *from == claim.id);
        cells.push(Cell::joined(own.map(|(_, link)| link)));
        row(&cells)?;
    }
    Ok(())
}

fn more<'a>(known: &Known<'_>, claim: &Claim) -> [Cell<'a>; 8] {
    let latest = claim.latest_assessments();
    let judged = |value: &dyn Fn(&crate::domain::assessment::Assessment) -> Option<String>| {
        Cell::joined(latest.iter().filter_map(|assessment| {
            Some(format!(
                "{}: {}",
                known.analyst(assessment.by).unwrap_or_default(),
                value(assessment)?
            ))
        }))
    };
    let hops = || claim.chains.iter().flat_map(|chain| &chain.hops);
    [
        Cell::joined(claim.chains.iter().map(|chain| steps(known, chain))),
        Cell::codes(claim.chains.iter().map(|chain| chain.end.label())),
        Cell::joined(claim.chains.iter().map(|chain| last_voice(known, chain))),
        Cell::joined(hops().filter_map(|hop| known.work(hop.work?)).map(|work| work.title.clone())),
        judged(&|a| a.credibility.map(|c| c.digit().to_string())),
        judged(&|a| a.confidence.map(|c| code(c.label()))),
        judged(&|a| a.likelihood.map(|l| code(l.label()))),
        judged(&|a| a.rationale.clone()),
    ]
}

fn names(known: &Known<'_>, chain: &Chain, step: usize) -> String {
    let Some(hop) = chain.hops.get(step) else { return "the article itself".to_owned() };
    let named = hop.sources.iter().filter_map(|id| known.source(*id));
    let names: Vec<_> = named.map(|source| source.name.as_str()).collect();
    match (names.is_empty(), hop.work.and_then(|id| known.work(id))) {
        (false, _) => names.join(", "),
        (true, Some(work)) => format!("\"{}\"", work.title),
        (true, None) => "(implicit)".to_owned(),
    }
}

fn steps(known: &Known<'_>, chain: &Chain) -> String {
    let steps: Vec<_> = (0..chain.hops.len().max(1)).map(|at| names(known, chain, at)).collect();
    steps.join(" > ")
}

fn last_voice(known: &Known<'_>, chain: &Chain) -> String {
    names(known, chain, chain.hops.len().saturating_sub(1))
}
