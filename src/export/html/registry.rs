//! The sources with the claims that rest on them, and the works.

use super::{
    Report,
    article::{fact, linked},
    claim::signature,
    page::Page,
    todos,
};
use crate::domain::{
    lineage::{Lineage, LineageBasis, LineageEnds, Standing},
    project::Project,
    source::Source,
    todo::TodoAbout,
    vocabulary::Vocabulary,
    work::Work,
};
use crate::export::report::{outline::Place, wording};

/// Whether there is a section of sources.
pub fn has_sources(project: &Project) -> bool {
    !project.sources.is_empty()
}

/// Whether there is a section of works.
pub fn has_works(project: &Project) -> bool {
    !project.works.is_empty()
}

/// Writes the sources.
pub fn sources(page: &mut Page<'_>, report: &Report<'_>) {
    if !has_sources(report.outline.project) {
        return;
    }
    page.raw("<section id=\"sources\" aria-labelledby=\"sources-title\">\n");
    page.raw("<h2 id=\"sources-title\">Sources</h2>\n");
    page.raw("<p class=\"lead\">Who speaks, and the claims in whose chains they do. Those with ");
    page.raw("most claims come first.</p>\n<div class=\"registry\">\n");
    for found in report.outline.sources() {
        source(page, report, found);
    }
    page.raw("</div>\n</section>\n");
}

fn source(page: &mut Page<'_>, report: &Report<'_>, source: &Source) {
    page.raw("<article class=\"entry\" id=\"source-").raw(source.id.as_str()).raw("\">\n");
    page.element("<h3 dir=\"auto\">", &source.name, "</h3>\n<p class=\"sort\">");
    page.raw(source.kind.label());
    if let Some(role) = &source.role {
        page.raw(" · ").isolated(role);
    }
    page.raw("</p>\n");
    if let Some(description) = &source.description {
        page.element("<p class=\"prose\" dir=\"auto\">", description, "</p>\n");
    }
    claims(page, report, report.outline.claims_of_source(source.id));
    for grade in &source.reliability {
        page.raw("<div class=\"grade\"><p><strong>Reliability ").raw(grade.grade.label());
        page.raw("</strong>");
        if let Some(about) = &grade.about {
            page.raw(", on ").isolated(about);
        }
        page.raw("</p>");
        if let Some(why) = &grade.why {
            page.element("<p class=\"prose\" dir=\"auto\">", why, "</p>");
        }
        signature(page, &report.analyst(grade.by), grade.at);
        page.raw("</div>\n");
    }
    page.raw("<dl class=\"facts\">\n");
    if !source.aliases.is_empty() {
        fact(
            page,
            "Also called",
            Some(&wording::joined(source.aliases.iter().map(String::as_str))),
        );
    }
    if let Some(url) = &source.url {
        page.raw("<div class=\"wide\"><dt>About it</dt><dd class=\"address\">");
        linked(page, url);
        page.raw("</dd></div>\n");
    }
    page.raw("</dl>\n");
    for edge in report.outline.lineage_of_source(source.id) {
        if let LineageEnds::Sources { to, .. } = edge.ends
            && let Some(to) = report.outline.known.source(to)
        {
            lineage(page, report, edge, &format!("source-{}", to.id), &to.name);
        }
    }
    if let Some(notes) = &source.notes {
        page.element("<p class=\"prose remark\" dir=\"auto\">", notes, "</p>\n");
    }
    todos::write(page, report, TodoAbout::Source(source.id));
    page.raw("</article>\n");
}

/// How one record depends on another: alleged is told apart from accepted.
fn lineage(page: &mut Page<'_>, report: &Report<'_>, edge: &Lineage, target: &str, name: &str) {
    page.raw("<p class=\"lineage\">").raw(edge.kind.label()).raw(" <a href=\"#").raw(target);
    page.raw("\">").isolated(name).raw("</a>");
    page.raw(if edge.standing == Standing::Accepted { " (accepted" } else { " (alleged" });
    if let Some(since) = edge.since {
        page.element(", since ", &wording::date(since), "");
    }
    if let Some(until) = edge.until {
        page.element(", until ", &wording::date(until), "");
    }
    page.raw(")");
    let basis: Vec<Place> = edge
        .basis
        .iter()
        .filter_map(|b| match b {
            LineageBasis::Claim(id) => report.outline.place(*id),
            LineageBasis::Work(_) => None,
        })
        .collect();
    if !basis.is_empty() {
        page.raw(", known from ");
        labels(page, report, &basis);
    }
    for work in edge.basis.iter().filter_map(|b| match b {
        LineageBasis::Work(id) => report.outline.known.work(*id),
        LineageBasis::Claim(_) => None,
    }) {
        page.raw(", known from <a href=\"#work-").raw(work.id.as_str()).raw("\"><cite>");
        page.isolated(work.display_title()).raw("</cite></a>");
    }
    if let Some(note) = &edge.note {
        page.raw(". ").isolated(note);
    }
    page.raw(" <span class=\"by\">").isolated(&report.analyst(edge.by)).raw(", ");
    page.day(edge.at).raw("</span></p>\n");
}

fn claims(page: &mut Page<'_>, report: &Report<'_>, claims: &[Place]) {
    if claims.is_empty() {
        return;
    }
    page.raw("<p class=\"rests\"><span class=\"name\">");
    page.text(&wording::counted(claims.len(), "claim", "claims")).raw("</span> ");
    labels(page, report, claims);
    page.raw("</p>\n");
}

fn labels(page: &mut Page<'_>, report: &Report<'_>, claims: &[Place]) {
    for (index, claim) in claims.iter().enumerate() {
        page.raw(if index > 0 { " " } else { "" });
        page.claim_label(&report.outline, *claim);
    }
}

/// Writes the works.
pub fn works(page: &mut Page<'_>, report: &Report<'_>) {
    if !has_works(report.outline.project) {
        return;
    }
    page.raw("<section id=\"works\" aria-labelledby=\"works-title\">\n");
    page.raw("<h2 id=\"works-title\">Works</h2>\n");
    page.raw("<p class=\"lead\">The documents that notes, chains and evidence name.</p>\n");
    page.raw("<div class=\"registry\">\n");
    for found in report.outline.works() {
        work(page, report, found);
    }
    page.raw("</div>\n</section>\n");
}

fn work(page: &mut Page<'_>, report: &Report<'_>, work: &Work) {
    let project = report.outline.project;
    page.raw("<article class=\"entry\" id=\"work-").raw(work.id.as_str()).raw("\">\n");
    page.raw("<h3 dir=\"auto\"><cite>").text(work.display_title()).raw("</cite></h3>\n");
    page.raw("<p class=\"sort\">").raw(work.kind.label()).raw("</p>\n");
    page.raw("<dl class=\"facts\">\n");
    let authors: Vec<_> = work.authors.iter().filter_map(|id| project.source(*id)).collect();
    if !authors.is_empty() {
        page.raw("<div><dt>By</dt><dd>");
        for (index, author) in authors.iter().enumerate() {
            page.raw(wording::joint(index, authors.len()));
            page.raw("<a href=\"#source-").raw(author.id.as_str()).raw("\">");
            page.isolated(&author.name).raw("</a>");
        }
        page.raw("</dd></div>\n");
    }
    fact(page, "In", work.container.as_deref());
    fact(page, "Publisher", work.publisher.as_deref());
    fact(page, "Date", work.date.map(wording::date).as_deref());
    fact(page, "Pages", work.pages.as_deref());
    fact(page, "Looked up", work.accessed.map(wording::date).as_deref());
    for (name, url) in [("Address", &work.url), ("Archived", &work.archived_url)] {
        if let Some(url) = url {
            page.element("<div class=\"wide\"><dt>", name, "</dt><dd class=\"address\">");
            linked(page, url);
            page.raw("</dd></div>\n");
        }
    }
    if let Some(original) = &work.original {
        page.raw("<div class=\"wide\"><dt>Original obtained</dt><dd>");
        page.text(&wording::date(original.obtained)).raw(", SHA-256 <code>");
        page.text(&original.sha256).raw("</code></dd></div>\n");
    }
    if let Some(raw) = work.raw.as_ref().filter(|raw| raw.as_str() != work.display_title()) {
        page.element(
            "<div class=\"wide\"><dt>As printed</dt><dd dir=\"auto\">",
            raw,
            "</dd></div>\n",
        );
    }
    page.raw("</dl>\n");
    claims(page, report, report.outline.claims_of_work(work.id));
    for edge in report.outline.lineage_of_work(work.id) {
        if let LineageEnds::Works { to, .. } = edge.ends
            && let Some(to) = project.work(to)
        {
            lineage(page, report, edge, &format!("work-{}", to.id), to.display_title());
        }
    }
    todos::write(page, report, TodoAbout::Work(work.id));
    page.raw("</article>\n");
}
