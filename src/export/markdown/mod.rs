//! The report's content as Markdown (CommonMark with tables), for a wiki or a repository.
//!
//! What analysts and articles wrote is escaped, so that it neither becomes markup nor HTML.
//! Every paragraph is one line, so that a change shows as one line.

mod claim;
mod origins;
mod page;
mod registry;
#[cfg(test)]
mod tests;
mod text;

use std::io::Write;

use super::{
    Carried, Export, ExportError, Field, Format, Options, Progress, Shape, Target, Wanted, ahead,
    report::{Listed, Outline, origins::Told, wording},
};
use crate::domain::{
    article::Article,
    assessment::{Confidence, Credibility, Likelihood},
    source::Reliability,
    time::Timestamp,
    todo::TodoAbout,
    vocabulary::Vocabulary,
};
use page::{Page, escaped};

/// The report as Markdown.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    label: "Report (Markdown)",
    about: "The report’s content as text, for a wiki or a repository.",
    endings: &[".md"],
    shape: Shape::File,
    lossless: false,
    carries,
    write,
};

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    target.file(&wanted.name(&FORMAT, export), &mut |out| write_report(export, out, progress))
}

/// What stands in the report in full. Moments are told by the day.
fn carries(field: Field, options: &Options) -> Carried {
    match field {
        Field::ArticleText | Field::ArticleBlocks | Field::ArticleReferences | Field::Place
            if !options.article_texts =>
        {
            Carried::No
        }
        Field::Rulings if !options.origins => Carried::No,
        Field::Codebook if !options.scales => Carried::No,
        Field::Sessions
        | Field::Merged
        | Field::CodebookColours
        | Field::ArticleWork
        | Field::ArticleMarks
        | Field::HopSourceAnchors
        | Field::ChainAuthorship => Carried::No,
        Field::Lineage
        | Field::Rulings
        | Field::Todos
        | Field::WorkOriginal
        | Field::ArticleRevision
        | Field::ArticleBlocks
        | Field::ArticleReferences
        | Field::Place
        | Field::MovedAnchor
        | Field::ClaimAuthorship
        | Field::Reviews
        | Field::HopCheck
        | Field::EvidenceChain
        | Field::EvidenceAuthorship
        | Field::AssessmentAuthorship
        | Field::LinkAuthorship => Carried::Part,
        _ => Carried::Whole,
    }
}

/// Writes the report of a project, as of a moment.
fn write_report(
    export: &Export<'_>,
    out: &mut dyn Write,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let Export { project, options, at, .. } = *export;
    let outline = Outline::new(project);
    let told = if options.origins { Told::of(&outline, progress)? } else { Told::default() };
    let mut page = Page::new(out);
    head(&mut page, &outline, at);
    let mut done = 0;
    for listed in &outline.articles {
        article(&mut page, &outline, listed, options.article_texts);
        for (index, found) in ahead::claims_of(listed.article).enumerate() {
            progress.step(done, project.claim_count())?;
            done += 1;
            let label = format!("{}{}", listed.letter, index + 1);
            claim::write(&mut page, &outline, listed.article, &label, found);
        }
        if page.has_failed() {
            break;
        }
    }
    origins::write(&mut page, &outline, &told);
    registry::sources(&mut page, &outline);
    registry::works(&mut page, &outline);
    if options.scales {
        scales(&mut page, &outline);
    }
    Ok(page.finish()?)
}

fn head(page: &mut Page<'_>, outline: &Outline<'_>, at: Timestamp) {
    let project = outline.project;
    page.block("# ", &escaped(&project.head.title));
    if let Some(description) = &project.head.description {
        page.paragraphs("", description);
    }
    let tally = &outline.tally;
    let analysts = wording::joined(project.analysts.iter().map(|a| a.name.as_str()));
    page.item("Analysts", &escaped(if analysts.is_empty() { "none named" } else { &analysts }));
    page.item("Begun", &wording::day(project.head.created));
    page.item("Exported", &wording::day(at));
    let counts = [
        wording::counted(outline.articles.len(), "article", "articles"),
        wording::counted(tally.claims, "claim", "claims"),
        wording::counted(project.sources.len(), "source", "sources"),
        wording::counted(project.works.len(), "work", "works"),
    ];
    page.item("Holds", &wording::joined(counts.iter().map(String::as_str)));
    page.end();
}

fn article(page: &mut Page<'_>, outline: &Outline<'_>, listed: &Listed<'_>, with_text: bool) {
    let article: &Article = listed.article;
    let letter =
        if listed.letter.is_empty() { String::new() } else { format!("{} · ", listed.letter) };
    page.block("## ", &format!("{letter}{}", escaped(article.title())));
    let head = &article.head;
    let published = head.published.map(wording::date);
    let accessed = head.accessed.map(wording::date);
    for (name, value) in [
        ("By", head.byline.as_deref()),
        ("Publisher", head.publisher.as_deref()),
        ("Published", published.as_deref()),
        ("Looked up", accessed.as_deref()),
        ("Language", head.language.as_deref()),
        ("Address", head.url.as_deref()),
        ("Archived", head.archived_url.as_deref()),
    ] {
        page.told(name, value);
    }
    for older in outline.superseded_by(article) {
        page.told("Supersedes", Some(older.title()));
    }
    todos(page, outline, TodoAbout::Article(article.id));
    page.end();
    if with_text {
        page.block("### ", "Text");
        text::write(page, article, &listed.letter);
    }
    if !article.claims.is_empty() {
        page.block("### ", "Claims");
    }
}

/// The open to-dos about a record, as items of a list.
fn todos(page: &mut Page<'_>, outline: &Outline<'_>, about: TodoAbout) {
    for todo in outline.todos(about) {
        page.raw("- **To do: ").small(todo.kind.label()).raw(":** ").text(&todo.text);
        page.raw(" (").signed(outline, todo.by, todo.at).raw(")\n");
    }
}

fn scales(page: &mut Page<'_>, outline: &Outline<'_>) {
    page.block("## ", "Scales and terms");
    scale::<Reliability>(page, "Reliability of a source (Admiralty code)");
    scale::<Credibility>(page, "Credibility of information (Admiralty code)");
    scale::<Confidence>(page, "Confidence of an analyst (ICD 203)");
    scale::<Likelihood>(page, "Likelihood of a claim (ICD 203)");
    let terms = outline.project.codebook.iter();
    table(page, "Kinds of evidence", terms.map(|t| (t.name.as_str(), t.definition.as_str())));
}

fn scale<T: Vocabulary>(page: &mut Page<'_>, title: &str) {
    table(page, title, T::ALL.iter().map(|term| (term.label(), term.definition())));
}

fn table<'a>(page: &mut Page<'_>, title: &str, rows: impl Iterator<Item = (&'a str, &'a str)>) {
    page.block("### ", title);
    page.raw("| Term | Meaning |\n|---|---|\n");
    for (name, definition) in rows {
        page.raw("| ").text(name).raw(" | ").text(definition).raw(" |\n");
    }
    page.end();
}
