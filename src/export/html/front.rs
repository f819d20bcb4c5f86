//! The title page, the contents and the last lines of the report.

use super::{Report, page::Page, registry};
use crate::domain::claim::ClaimStatus;
use crate::export::report::wording::{self, counted, joined};

/// The title page.
pub fn title(page: &mut Page<'_>, report: &Report<'_>) {
    let project = report.outline.project;
    let tally = &report.outline.tally;
    page.raw("<header class=\"title\">\n<p class=\"eyebrow\">Report on sources</p>\n");
    page.element("<h1 dir=\"auto\">", &project.head.title, "</h1>\n");
    if let Some(description) = &project.head.description {
        page.element("<p class=\"lead prose\" dir=\"auto\">", description, "</p>\n");
    }
    page.raw("<dl class=\"facts\">\n");
    let mut fact = |name: &str, value: &str| {
        page.element("<div><dt>", name, "</dt><dd dir=\"auto\">").text(value).raw("</dd></div>\n");
    };
    let analysts = joined(project.analysts.iter().map(|analyst| analyst.name.as_str()));
    let label = if project.analysts.len() == 1 { "Analyst" } else { "Analysts" };
    fact(label, if analysts.is_empty() { "None named" } else { &analysts });
    fact("Begun", &wording::day(project.head.created));
    let ended = project.sessions.iter().filter_map(|session| session.ended).max();
    if let Some(last) = ended {
        fact("Last worked on", &wording::day(last));
    }
    fact("Exported", &wording::day(report.at));
    page.raw("</dl>\n<dl class=\"figures\">\n");
    let mut figure = |number: usize, one: &str, many: &str| {
        page.raw("<div><dt>").raw(if number == 1 { one } else { many }).raw("</dt><dd>");
        page.number(number).raw("</dd></div>\n");
    };
    figure(report.outline.articles.len(), "article", "articles");
    figure(tally.claims, "claim", "claims");
    figure(project.sources.len(), "source", "sources");
    figure(project.works.len(), "work", "works");
    page.raw("</dl>\n");
    let of = |status| tally.statuses.get(&status).copied().unwrap_or_default();
    let (draft, disputed) = (of(ClaimStatus::Draft), of(ClaimStatus::Disputed));
    if draft + disputed > 0 {
        page.raw("<p class=\"notice\">");
        if draft > 0 {
            page.text(&counted(draft, "claim is", "claims are")).raw(" still being worked on. ");
        }
        if disputed > 0 {
            page.text(&counted(disputed, "claim is", "claims are"));
            page.raw(" disputed among the analysts.");
        }
        page.raw("</p>\n");
    }
    page.raw("</header>\n");
}

/// The contents, with those of the sections that are not in every report.
pub fn contents(page: &mut Page<'_>, report: &Report<'_>, [compared, origins, scales]: [bool; 3]) {
    page.raw("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
    page.raw("<li><a href=\"#overview\">At a glance</a></li>\n");
    for listed in &report.outline.articles {
        page.raw("<li><a href=\"#article-").raw(&listed.letter).raw("\">");
        if !listed.letter.is_empty() {
            page.raw("<span class=\"label\">").raw(&listed.letter).raw("</span> ");
        }
        page.isolated(listed.article.title()).raw("</a> <span class=\"count\">");
        page.text(&counted(listed.article.claims.len(), "claim", "claims")).raw("</span></li>\n");
    }
    if compared {
        page.raw("<li><a href=\"#compared\">Side by side</a></li>\n");
    }
    if origins {
        page.raw("<li><a href=\"#origins\">Origins</a></li>\n");
    }
    let project = report.outline.project;
    for (is_there, id, name, count) in [
        (registry::has_sources(project), "sources", "Sources", project.sources.len()),
        (registry::has_works(project), "works", "Works", project.works.len()),
    ] {
        if is_there {
            page.raw("<li><a href=\"#").raw(id).raw("\">").raw(name).raw("</a> ");
            page.raw("<span class=\"count\">").number(count).raw("</span></li>\n");
        }
    }
    if scales {
        page.raw("<li><a href=\"#scales\">Scales and terms</a></li>\n");
    }
    page.raw("</ol>\n</nav>\n");
}

/// What the report is and is not.
pub fn colophon(page: &mut Page<'_>, report: &Report<'_>) {
    page.raw("<footer>\n<p>Made with Sourceline from the project <cite>");
    page.isolated(&report.outline.project.head.title).raw("</cite>, exported on ");
    page.text(&wording::moment(report.at)).raw(".</p>\n");
    page.raw(
        "<p>What an article says of somebody is that article’s claim, not a finding of this report. \
         Judgements are those of the analysts named beside them. This page loads nothing and \
         sends nothing.</p>\n</footer>\n",
    );
}
