//! Sources and works in Markdown.

use super::{
    page::{Page, escaped},
    signed, todos,
};
use crate::domain::{
    ids::ClaimId,
    lineage::{Lineage, LineageEnds},
    project::Project,
    source::Source,
    todo::TodoAbout,
    vocabulary::Vocabulary,
    work::Work,
};
use crate::export::report::{Outline, wording};

/// Writes the sources.
pub fn sources(page: &mut Page<'_>, outline: &Outline<'_>) {
    let sources = outline.sources();
    if !sources.is_empty() {
        page.block("## ", "Sources");
    }
    for source in sources {
        write_source(page, outline, source);
    }
}

fn write_source(page: &mut Page<'_>, outline: &Outline<'_>, source: &Source) {
    page.block("### ", &escaped(&source.name));
    page.item("Kind", source.kind.label());
    let aliases = source.aliases.join(", ");
    for (name, value) in [
        ("Role", source.role.as_deref()),
        ("Also called", (!aliases.is_empty()).then_some(aliases.as_str())),
        ("Who it is", source.description.as_deref()),
        ("About it", source.url.as_deref()),
        ("Notes", source.notes.as_deref()),
    ] {
        if let Some(value) = value {
            page.item(name, &escaped(value));
        }
    }
    claims(page, outline, outline.claims_of_source(source.id));
    for grade in &source.reliability {
        let about = grade.about.as_ref().map(|about| format!(", on {}", escaped(about)));
        let why = grade.why.as_ref().map(|why| format!(": {}", escaped(why)));
        let by = signed(outline.project, grade.by, grade.at);
        let line = format!(
            "{}{}{} ({by})",
            grade.grade.label(),
            about.unwrap_or_default(),
            why.unwrap_or_default()
        );
        page.item("Reliability", &line);
    }
    lineage(page, outline, outline.lineage_of_source(source.id));
    todos(page, outline, TodoAbout::Source(source.id));
    page.end();
}

/// Writes the works.
pub fn works(page: &mut Page<'_>, outline: &Outline<'_>) {
    let works = outline.works();
    if !works.is_empty() {
        page.block("## ", "Works");
    }
    for work in works {
        write_work(page, outline, work);
    }
}

fn write_work(page: &mut Page<'_>, outline: &Outline<'_>, work: &Work) {
    page.block("### ", &escaped(work.display_title()));
    page.item("Kind", work.kind.label());
    let authors = work.authors.iter().filter_map(|id| outline.project.source(*id));
    let authors = wording::joined(authors.map(|source| source.name.as_str()));
    let date = work.date.map(wording::date);
    let accessed = work.accessed.map(wording::date);
    let obtained = work
        .original
        .as_ref()
        .map(|o| format!("{}, SHA-256 {}", wording::date(o.obtained), o.sha256));
    for (name, value) in [
        ("By", (!authors.is_empty()).then_some(authors.as_str())),
        ("In", work.container.as_deref()),
        ("Publisher", work.publisher.as_deref()),
        ("Date", date.as_deref()),
        ("Pages", work.pages.as_deref()),
        ("Address", work.url.as_deref()),
        ("Archived", work.archived_url.as_deref()),
        ("Looked up", accessed.as_deref()),
        ("Original obtained", obtained.as_deref()),
        ("As printed", work.raw.as_deref()),
    ] {
        if let Some(value) = value {
            page.item(name, &escaped(value));
        }
    }
    claims(page, outline, outline.claims_of_work(work.id));
    lineage(page, outline, outline.lineage_of_work(work.id));
    todos(page, outline, TodoAbout::Work(work.id));
    page.end();
}

fn claims(page: &mut Page<'_>, outline: &Outline<'_>, claims: &[ClaimId]) {
    if !claims.is_empty() {
        let labels: Vec<_> = claims.iter().map(|claim| outline.label(*claim)).collect();
        page.item("Claims", &labels.join(", "));
    }
}

fn lineage(page: &mut Page<'_>, outline: &Outline<'_>, edges: &[&Lineage]) {
    for edge in edges {
        let Some(to) = other_end(outline.project, edge) else { continue };
        let mut line = format!("{to} ({}", edge.standing.label().to_lowercase());
        for (name, date) in [(", since ", edge.since), (", until ", edge.until)] {
            if let Some(date) = date {
                line.push_str(name);
                line.push_str(&wording::date(date));
            }
        }
        line.push(')');
        if let Some(note) = &edge.note {
            line.push_str(": ");
            line.push_str(&escaped(note));
        }
        page.item(edge.kind.label(), &line);
    }
}

fn other_end(project: &Project, edge: &Lineage) -> Option<String> {
    match edge.ends {
        LineageEnds::Sources { to, .. } => project.source(to).map(|source| escaped(&source.name)),
        LineageEnds::Works { to, .. } => project.work(to).map(|work| escaped(work.display_title())),
    }
}
