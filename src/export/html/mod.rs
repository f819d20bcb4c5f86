//! The report: one self-contained page for an editor, a court or a colleague. It loads
//! nothing, holds no script, and its content security policy lets none in.
//!
//! One section a module: [`front`] (title page and contents), [`scales`], [`figures`],
//! [`article`] with [`flow`], [`claim`], [`chain`] and [`judgement`], [`compared`], [`origins`] with
//! [`graph`], [`registry`] (sources and works). Everything an analyst or an article wrote goes through [`page::Page::text`].

mod article;
mod chain;
mod claim;
mod compared;
mod figures;
mod flow;
mod front;
mod graph;
mod judgement;
mod origins;
pub(super) mod page;
mod registry;
mod scales;
mod style;
#[cfg(test)]
mod tests;
mod todos;

use std::borrow::Cow;
use std::io::Write;

use super::{
    Carried, Export, ExportError, Field, Format, Options, Progress, Shape, Target, Wanted,
    known::ById,
    report::{Outline, origins::Told},
};
use crate::domain::{
    codebook::Term,
    ids::{AnalystId, TermId},
    time::Timestamp,
};
use page::Page;

/// The report as a web page.
pub(super) const FORMAT: Format = Format {
    name: "html",
    label: "Report (HTML)",
    about: "A page to read, print or send, for people who don’t have this program.",
    endings: &[".html"],
    shape: Shape::File,
    lossless: false,
    carries,
    write,
};

/// What stands in the report in full. Moments are told by the day.
fn carries(field: Field, options: &Options) -> Carried {
    match field {
        Field::ArticleText
        | Field::ArticleBlocks
        | Field::ArticleMarks
        | Field::ArticleReferences
        | Field::Place
        | Field::HopSourceAnchors
            if !options.article_texts =>
        {
            Carried::No
        }
        Field::HopCueAnchors if !options.article_texts => Carried::Part,
        Field::Rulings if !options.origins => Carried::No,
        Field::Codebook if !options.scales => Carried::No,
        Field::Merged => Carried::No,
        Field::Sessions
        | Field::Rulings
        | Field::Todos
        | Field::Codebook
        | Field::CodebookColours
        | Field::WorkOriginal
        | Field::ArticleRevision
        | Field::ArticleMarks
        | Field::MovedAnchor
        | Field::HopSourceAnchors
        | Field::ClaimAuthorship
        | Field::Reviews
        | Field::ChainAuthorship
        | Field::HopCheck
        | Field::EvidenceAuthorship
        | Field::AssessmentAuthorship
        | Field::LinkAuthorship => Carried::Part,
        _ => Carried::Whole,
    }
}

/// What the sections need to know.
struct Report<'a> {
    outline: Outline<'a>,
    /// Which parts were chosen.
    options: &'a Options,
    /// The place of each kind of evidence in the codebook: its colour class.
    kinds: ById<Term, usize>,
    at: Timestamp,
}

impl<'a> Report<'a> {
    fn new(export: &Export<'a>) -> Self {
        let Export { project, options, at, .. } = *export;
        let kinds = project.codebook.iter().enumerate().map(|(place, term)| (term.id, place));
        let outline = Outline::new(project);
        Self { outline, options, kinds: kinds.collect(), at }
    }

    /// An analyst's name.
    fn analyst(&self, id: AnalystId) -> Cow<'a, str> {
        self.outline.known.analyst_name(id)
    }

    /// A kind of evidence with its colour.
    fn kind(&self, page: &mut Page<'_>, id: TermId) {
        page.raw("<span class=\"kind");
        if let Some(place) = self.kinds.get(&id) {
            page.raw(" k").number(*place);
        }
        page.raw("\">");
        match self.outline.known.term(id) {
            Some(term) => page.isolated(&term.name),
            None => page.text(id.as_str()),
        };
        page.raw("</span>");
    }
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    target.file(&wanted.name(&FORMAT, export), &mut |out| write_report(export, out, progress))
}

/// Writes the report of a project, as of a moment. What was not chosen is not worked out.
fn write_report(
    export: &Export<'_>,
    out: &mut dyn Write,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let project = export.project;
    let report = Report::new(export);
    let options = report.options;
    let compared = if options.compared {
        compared::Compared::of(&report, progress)?
    } else {
        compared::Compared::default()
    };
    let told = if options.origins { Told::of(&report.outline, progress)? } else { Told::default() };
    let style = style::sheet(project);
    let mut whole = Page::new(out);
    let page = &mut whole;
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(&style::policy(&style));
    page.raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.element("<title>", &project.head.title, " · Source criticism</title>\n");
    page.raw("<style>").raw(&style).raw("</style>\n</head>\n<body>\n");
    page.raw("<a class=\"skip\" href=\"#report\">Skip to the report</a>\n");
    front::title(page, &report);
    let scales = scales::used(&report);
    let there = [!compared.is_empty(), !told.is_empty(), !scales.is_empty()];
    front::contents(page, &report, there);
    page.raw("<main id=\"report\">\n");
    figures::write(page, &report);
    let mut done = 0;
    for listed in &report.outline.articles {
        article::write(page, &report, listed, progress, &mut done)?;
        if page.has_failed() {
            break;
        }
    }
    compared::write(page, &report, &compared);
    origins::write(page, &report, &told);
    registry::sources(page, &report);
    registry::works(page, &report);
    scales::write(page, scales);
    page.raw("</main>\n");
    front::colophon(page, &report);
    page.raw("</body>\n</html>\n");
    Ok(whole.finish()?)
}
