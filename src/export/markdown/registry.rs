//! Sources and works in Markdown.

use super::{page::Page, todos};
use crate::domain::{
    lineage::{Lineage, LineageEnds},
    source::Source,
    todo::TodoAbout,
    vocabulary::Vocabulary,
    work::Work,
};
use crate::export::report::{Outline, outline::Place, wording};

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
    page.raw("### ").text(&source.name).raw("\n\n");
    page.item("Kind", source.kind.label());
    let aliases = source.aliases.join(", ");
    for (name, value) in [
        ("Role", source.role.as_deref()),
        ("Also called", (!aliases.is_empty()).then_some(aliases.as_str())),
        ("Who it is", source.description.as_deref()),
        ("About it", source.url.as_deref()),
        ("Notes", source.notes.as_deref()),
    ] {
        page.told(name, value);
    }
    claims(page, outline, outline.claims_of_source(source.id));
    for grade in &source.reliability {
        page.begin_item("Reliability").raw(grade.grade.label());
        if let Some(about) = &grade.about {
            page.raw(", on ").text(about);
        }
        if let Some(why) = &grade.why {
            page.raw(": ").text(why);
        }
        page.raw(" (").signed(outline, grade.by, grade.at).raw(")\n");
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
    page.raw("### ").text(work.display_title()).raw("\n\n");
    page.item("Kind", work.kind.label());
    let authors = work.authors.iter().filter_map(|id| outline.known.source(*id));
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
        page.told(name, value);
    }
    claims(page, outline, outline.claims_of_work(work.id));
    lineage(page, outline, outline.lineage_of_work(work.id));
    todos(page, outline, TodoAbout::Work(work.id));
    page.end();
}

fn claims(page: &mut Page<'_>, outline: &Outline<'_>, claims: &[Place]) {
    if claims.is_empty() {
        return;
    }
    page.begin_item("Claims");
    for (index, claim) in claims.iter().enumerate() {
        page.raw(if index > 0 { ", " } else { "" }).place(outline, *claim);
    }
    page.raw("\n");
}

fn lineage(page: &mut Page<'_>, outline: &Outline<'_>, edges: &[&Lineage]) {
    for edge in edges {
        let Some(to) = other_end(outline, edge) else { continue };
        page.begin_item(edge.kind.label()).text(to).raw(" (").small(edge.standing.label());
        for (name, date) in [(", since ", edge.since), (", until ", edge.until)] {
            if let Some(date) = date {
                page.raw(name).raw(&wording::date(date));
            }
        }
        page.raw(")");
        if let Some(note) = &edge.note {
            page.raw(": ").text(note);
        }
        page.raw("\n");
    }
}

fn other_end<'a>(outline: &Outline<'a>, edge: &Lineage) -> Option<&'a str> {
    match edge.ends {
        LineageEnds::Sources { to, .. } => {
            outline.known.source(to).map(|source| source.name.as_str())
        }
        LineageEnds::Works { to, .. } => outline.known.work(to).map(Work::display_title),
    }
}
