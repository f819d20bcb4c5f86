//! Articles side by side: the passages, sources and works that two of them share, and the
//! claims that the analysts joined.
//!
//! Comparing takes a moment for each pair, so that only the first [`MOST_PAIRS`] are compared,
//! and none of more than [`LONGEST`] code points together. What was left out is told.

use std::ops::ControlFlow;

use super::{Report, page::Page};
use crate::analysis::{
    compare::{self, Records, differences::Accepted, shared::Kinship},
    reuse::Settings,
};
use crate::domain::{ids::ClaimId, span::Span};
use crate::export::{
    ExportError, Progress,
    report::{
        Listed,
        links::phrase,
        wording::{self, counted},
    },
};

/// How many pairs of articles are compared.
const MOST_PAIRS: usize = 6;
/// How long two articles may be together, in code points.
const LONGEST: u32 = 2_000_000;
/// How many passages of a pair are shown.
const MOST_PASSAGES: usize = 40;
/// The most code points of a passage that are shown.
const PASSAGE: usize = 600;

/// Two articles that were compared.
struct Pair<'a> {
    left: &'a Listed<'a>,
    right: &'a Listed<'a>,
    /// The best places of the passages that both have.
    passages: Vec<(Span, Span)>,
    records: Records,
}

/// What came of comparing the articles of a report.
#[derive(Default)]
pub struct Compared<'a> {
    pairs: Vec<Pair<'a>>,
    left_out: usize,
}

impl<'a> Compared<'a> {
    /// Compares the articles of a report. Pairs that share nothing are not kept.
    pub fn of(report: &'a Report<'a>, progress: &Progress<'_>) -> Result<Self, ExportError> {
        let articles = &report.outline.articles;
        let mut compared = Self { pairs: Vec::new(), left_out: 0 };
        let mut done = 0;
        for (index, left) in articles.iter().enumerate() {
            for right in &articles[index + 1..] {
                let length = left.article.text.len().saturating_add(right.article.text.len());
                if done == MOST_PAIRS || length > LONGEST {
                    compared.left_out += 1;
                    continue;
                }
                done += 1;
                let found = pair(report, left, right, progress).ok_or(ExportError::Cancelled)?;
                let records = &found.records;
                let any = !found.passages.is_empty()
                    || !records.sources.is_empty()
                    || !records.works.is_empty()
                    || !records.accepted.is_empty();
                if any {
                    compared.pairs.push(found);
                }
            }
        }
        Ok(compared)
    }

    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

fn pair<'a>(
    report: &Report<'_>,
    left: &'a Listed<'a>,
    right: &'a Listed<'a>,
    progress: &Progress<'_>,
) -> Option<Pair<'a>> {
    let go_on = || {
        if (progress.cancelled)() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let (ours, theirs) = (left.article, right.article);
    let texts = compare::texts(ours, theirs, Settings::default(), &mut |_| go_on())?;
    let project = report.outline.project;
    let records = compare::records(project, ours, theirs, &texts, &mut || go_on())?;
    let passages = texts.passages.iter().map(|p| (p.best.left, p.best.right)).collect();
    Some(Pair { left, right, passages, records })
}

/// Writes the section.
pub fn write(page: &mut Page<'_>, report: &Report<'_>, compared: &Compared<'_>) {
    if compared.is_empty() {
        return;
    }
    page.raw("<section id=\"compared\" aria-labelledby=\"compared-title\">\n");
    page.raw("<h2 id=\"compared-title\">Side by side</h2>\n");
    page.raw(
        "<p class=\"lead\">What two articles share. That both have a passage or a source does ",
    );
    page.raw("not tell which had it from the other.</p>\n");
    for pair in &compared.pairs {
        write_pair(page, report, pair);
    }
    if compared.left_out > 0 {
        page.raw("<p class=\"notice\">");
        page.text(&counted(compared.left_out, "further pair was", "further pairs were"));
        page.raw(" not compared in this report.</p>\n");
    }
    page.raw("</section>\n");
}

fn write_pair(page: &mut Page<'_>, report: &Report<'_>, pair: &Pair<'_>) {
    page.raw("<section class=\"pair\">\n<h3>").raw(&pair.left.letter).raw(" · ");
    page.isolated(pair.left.article.title()).raw(" <span class=\"and\">and</span> ");
    page.raw(&pair.right.letter).raw(" · ").isolated(pair.right.article.title()).raw("</h3>\n");
    passages(page, pair);
    names(page, report, pair);
    if !pair.records.accepted.is_empty() {
        page.raw("<h4>Claims that the analysts joined</h4>\n");
        head(page, pair, "claims");
        for accepted in &pair.records.accepted {
            joined(page, report, accepted);
        }
        page.raw("</tbody>\n</table>\n");
    }
    page.raw("</section>\n");
}

/// Begins a table of two columns, one for each article.
fn head(page: &mut Page<'_>, pair: &Pair<'_>, of: &str) {
    page.raw("<table class=\"pairs ").raw(of).raw("\">\n<thead><tr><th scope=\"col\">In ");
    page.raw(&pair.left.letter).raw("</th><th scope=\"col\">In ").raw(&pair.right.letter);
    page.raw("</th></tr></thead>\n<tbody>\n");
}

fn passages(page: &mut Page<'_>, pair: &Pair<'_>) {
    if pair.passages.is_empty() {
        return;
    }
    page.raw("<h4>").text(&counted(pair.passages.len(), "passage", "passages"));
    page.raw(" in both</h4>\n");
    head(page, pair, "passages");
    for (left, right) in pair.passages.iter().take(MOST_PASSAGES) {
        page.raw("<tr>");
        for (listed, span) in [(pair.left, *left), (pair.right, *right)] {
            let words = listed.article.text.slice(span).unwrap_or_default();
            page.raw("<td dir=\"auto\"").raw(&super::article::language(listed.article)).raw("><q>");
            page.text(&wording::shortened(words, PASSAGE)).raw("</q></td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table>\n");
    let more = pair.passages.len().saturating_sub(MOST_PASSAGES);
    if more > 0 {
        page.raw("<p class=\"notice\">").text(&counted(
            more,
            "further passage is",
            "further passages are",
        ));
        page.raw(" not shown.</p>\n");
    }
}

/// The sources and works that both rest on.
fn names(page: &mut Page<'_>, report: &Report<'_>, pair: &Pair<'_>) {
    let project = report.outline.project;
    if !pair.records.sources.is_empty() {
        page.raw("<h4>Sources of both</h4>\n<ul class=\"shared\">\n");
        for shared in &pair.records.sources {
            page.raw("<li>");
            for (index, id) in [shared.left, shared.right].into_iter().enumerate() {
                let Some(source) = project.source(id).filter(|_| index == 0 || shared.left != id)
                else {
                    continue;
                };
                page.raw(if index > 0 { " and " } else { "" });
                page.raw("<a href=\"#source-").raw(source.id.as_str()).raw("\">");
                page.isolated(&source.name).raw("</a>");
            }
            if let Kinship::Family(through) = shared.kinship
                && let Some(source) = project.source(through)
            {
                page.raw(", joined by ").isolated(&source.name);
            }
            page.raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    if !pair.records.works.is_empty() {
        page.raw("<h4>Works that both use</h4>\n<ul class=\"shared\">\n");
        for shared in &pair.records.works {
            if let Some(work) = project.work(shared.left) {
                page.raw("<li><a href=\"#work-").raw(work.id.as_str()).raw("\"><cite>");
                page.isolated(work.display_title()).raw("</cite></a></li>\n");
            }
        }
        page.raw("</ul>\n");
    }
}

fn joined(page: &mut Page<'_>, report: &Report<'_>, accepted: &Accepted) {
    page.raw("<tr><td>");
    claim(page, report, accepted.left);
    page.raw(" <span class=\"relation\">");
    // Read from the left claim to the right one.
    page.raw(&phrase(accepted.kind, accepted.forward).to_lowercase()).raw("</span></td><td>");
    claim(page, report, accepted.right);
    page.raw("</td></tr>\n");
}

fn claim(page: &mut Page<'_>, report: &Report<'_>, id: ClaimId) {
    let Some(claim) = report.outline.claim(id) else { return };
    let label = report.outline.label(id);
    let words = claim.paraphrase.clone().unwrap_or_else(|| claim.quotation());
    page.raw("<a class=\"label\" href=\"#claim-").raw(&label).raw("\">").raw(&label).raw("</a> ");
    page.isolated(&wording::shortened(&words, 160));
}
