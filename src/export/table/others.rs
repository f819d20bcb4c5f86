//! The tables of sources, works, links and assessments.

use super::{Known, Row, Table, cell::Cell};
use crate::{
    domain::{link::LinkKind, vocabulary::Vocabulary},
    export::{ExportError, Progress, ahead},
};

pub(super) const SOURCES: Table = Table {
    name: "sources",
    columns: &[
        ("source", 10),
        ("name", 30),
        ("kind", 18),
        ("aliases", 30),
        ("role", 24),
        ("description", 40),
        ("url", 30),
        ("notes", 40),
        ("reliability", 10),
        ("reliability_history", 40),
    ],
    rows: sources,
};

pub(super) const WORKS: Table = Table {
    name: "works",
    columns: &[
        ("work", 10),
        ("kind", 16),
        ("title", 40),
        ("authors", 16),
        ("author_names", 30),
        ("container", 24),
        ("publisher", 24),
        ("date", 12),
        ("url", 30),
        ("archived_url", 30),
        ("accessed", 12),
        ("pages", 10),
        ("original_file", 24),
        ("original_sha256", 20),
        ("original_obtained", 12),
        ("as_printed", 50),
    ],
    rows: works,
};

pub(super) const LINKS: Table = Table {
    name: "links",
    columns: &[
        ("link", 10),
        ("from", 10),
        ("to", 10),
        ("kind", 16),
        ("response", 16),
        ("from_words", 40),
        ("to_words", 40),
        ("note", 30),
        ("by", 16),
        ("at", 20),
    ],
    rows: links,
};

pub(super) const ASSESSMENTS: Table = Table {
    name: "assessments",
    columns: &[
        ("assessment", 10),
        ("claim", 10),
        ("by", 16),
        ("at", 20),
        ("credibility", 10),
        ("credibility_label", 24),
        ("confidence", 12),
        ("likelihood", 18),
        ("likelihood_low_percent", 10),
        ("likelihood_high_percent", 10),
        ("rationale", 50),
        ("would_change", 40),
    ],
    rows: assessments,
};

fn sources(known: &Known<'_>, row: Row<'_>, progress: &Progress<'_>) -> Result<(), ExportError> {
    let total = known.project.sources.len();
    for (done, source) in known.project.sources.iter().enumerate() {
        progress.step(done, total)?;
        row(&[
            Cell::text(source.id.as_str()),
            Cell::text(source.name.as_str()),
            Cell::term(source.kind),
            Cell::joined(&source.aliases),
            Cell::maybe(source.role.as_ref()),
            Cell::maybe(source.description.as_ref()),
            Cell::maybe(source.url.as_ref()),
            Cell::maybe(source.notes.as_ref()),
            Cell::maybe_shown(source.current_reliability().map(|grade| grade.grade.letter())),
            Cell::joined(source.reliability.iter().map(|grade| {
                let about = grade.about.as_ref().map(|a| format!(" on {a}")).unwrap_or_default();
                let why = grade.why.as_ref().map(|w| format!(": {w}")).unwrap_or_default();
                let (letter, by) =
                    (grade.grade.letter(), known.analyst(grade.by).unwrap_or_default());
                format!("{letter}{about} ({by}, {}){why}", grade.at)
            })),
        ])?;
    }
    Ok(())
}

fn works(known: &Known<'_>, row: Row<'_>, progress: &Progress<'_>) -> Result<(), ExportError> {
    let total = known.project.works.len();
    for (done, work) in known.project.works.iter().enumerate() {
        progress.step(done, total)?;
        let authors = work.authors.iter().filter_map(|id| known.source(*id));
        let original = work.original.as_ref();
        row(&[
            Cell::text(work.id.as_str()),
            Cell::term(work.kind),
            Cell::text(work.title.as_str()),
            Cell::joined(&work.authors),
            Cell::joined(authors.map(|source| &source.name)),
            Cell::maybe(work.container.as_ref()),
            Cell::maybe(work.publisher.as_ref()),
            Cell::maybe_shown(work.date),
            Cell::maybe(work.url.as_ref()),
            Cell::maybe(work.archived_url.as_ref()),
            Cell::maybe_shown(work.accessed),
            Cell::maybe(work.pages.as_ref()),
            Cell::maybe(original.map(|o| &o.file)),
            Cell::maybe(original.map(|o| &o.sha256)),
            Cell::maybe_shown(original.map(|o| o.obtained)),
            Cell::maybe(work.raw.as_ref()),
        ])?;
    }
    Ok(())
}

fn links(known: &Known<'_>, row: Row<'_>, progress: &Progress<'_>) -> Result<(), ExportError> {
    let total = known.project.links.len();
    for (done, link) in known.project.links.iter().enumerate() {
        progress.step(done, total)?;
        let words = |id| match known.project.claim(id) {
            Some(claim) => Cell::text(claim.quotation()),
            None => Cell::Empty,
        };
        let (kind, response) = match link.kind {
            LinkKind::RespondsTo(_) => {
                let said = link.kind.label().rsplit(": ").next().unwrap_or_default();
                (Cell::text("responds_to"), Cell::text(super::cell::code(said)))
            }
            other => (Cell::term(other), Cell::Empty),
        };
        row(&[
            Cell::text(link.id.as_str()),
            Cell::text(link.from.as_str()),
            Cell::text(link.to.as_str()),
            kind,
            response,
            words(link.from),
            words(link.to),
            Cell::maybe(link.note.as_ref()),
            Cell::text(known.analyst(link.by).unwrap_or_default()),
            Cell::Moment(link.at),
        ])?;
    }
    Ok(())
}

fn assessments(
    known: &Known<'_>,
    row: Row<'_>,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let total = known.project.claim_count();
    for (done, (_, claim)) in ahead::claims(known.project, ahead::Parts::Assessments).enumerate() {
        progress.step(done, total)?;
        for assessment in &claim.assessments {
            let percent = assessment.likelihood.map(crate::domain::assessment::Likelihood::percent);
            let number = |n: u8| Cell::Number(n.into());
            row(&[
                Cell::text(assessment.id.as_str()),
                Cell::text(claim.id.as_str()),
                Cell::text(known.analyst(assessment.by).unwrap_or_default()),
                Cell::Moment(assessment.at),
                assessment.credibility.map_or(Cell::Empty, |c| number(c.digit())),
                assessment.credibility.map_or(Cell::Empty, |c| {
                    let label = c.label().rsplit("· ").next().unwrap_or_default();
                    Cell::text(super::cell::code(label))
                }),
                Cell::maybe_term(assessment.confidence),
                Cell::maybe_term(assessment.likelihood),
                percent.map_or(Cell::Empty, |(low, _)| number(low)),
                percent.map_or(Cell::Empty, |(_, high)| number(high)),
                Cell::maybe(assessment.rationale.as_ref()),
                Cell::maybe(assessment.would_change.as_ref()),
            ])?;
        }
    }
    Ok(())
}
