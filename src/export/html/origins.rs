//! The section of origins: the drawing, the bounds of each class with their parts, the findings.

use super::{Report, claim::signature, graph, page::Page};
use crate::{
    analysis::{findings::Finding, origins::LastVoice},
    domain::ids::ClaimId,
    export::report::{
        origins::{self, ABOUT, ABOUT_GREED, Class, MOST_CITATIONS, Told},
        wording::{self, counted},
    },
};

/// Writes the section.
pub fn write(page: &mut Page<'_>, report: &Report<'_>, told: &Told) {
    if told.is_empty() {
        return;
    }
    page.raw("<section id=\"origins\" aria-labelledby=\"origins-title\">\n");
    page.raw("<h2 id=\"origins-title\">Origins</h2>\n");
    page.element("<p class=\"lead\">", ABOUT, "</p>\n");
    graph::write(page, report, &told.circles);
    for class in &told.classes {
        write_class(page, report, class);
    }
    let guessed = |c: &Class| !c.origins.figures.at_most.exact || !c.origins.figures.shown.exact;
    if told.classes.iter().any(guessed) {
        page.element("<p class=\"notice\">", ABOUT_GREED, "</p>\n");
    }
    left_out(
        page,
        told.classes_left_out,
        "further claim or group is",
        "further claims or groups are",
    );
    findings(page, report, told);
    page.raw("</section>\n");
}

fn left_out(page: &mut Page<'_>, count: usize, one: &str, many: &str) {
    if count > 0 {
        page.raw("<p class=\"notice\">").text(&counted(count, one, many));
        page.raw(" not told in this report.</p>\n");
    }
}

fn write_class(page: &mut Page<'_>, report: &Report<'_>, class: &Class) {
    let (outline, origins) = (&report.outline, &class.origins);
    let project = outline.project;
    let mut claims = origins.claims.clone();
    claims.sort_by_key(|claim| outline.order(*claim));
    page.raw("<section class=\"class\">\n<h3>");
    labels(page, report, &claims);
    if let Some(claim) = claims.first().and_then(|id| outline.claim(*id)) {
        let words = claim.paraphrase.clone().unwrap_or_else(|| claim.quotation());
        page.isolated(&wording::shortened(&words, 140));
    }
    page.raw("</h3>\n");
    page.element("<p class=\"bounds\">", &origins.figures.to_string(), "</p>\n");
    if !origins.entailing.is_empty() {
        page.raw("<p>What stands behind claims that say more counts here, too: ");
        labels(page, report, &origins.entailing);
        page.raw("</p>\n");
    }
    page.raw("<h4>Citations</h4>\n<ul>\n");
    for citation in origins.citations.iter().take(MOST_CITATIONS) {
        page.raw("<li>");
        let title = project.article(citation.article).map_or("", |a| a.title());
        page.isolated(title).raw(": ").isolated(&origins::way(project, &citation.steps));
        for (is_so, told) in [
            (!citation.continues.is_empty(), "goes on through an article here"),
            (citation.returns, "leads back to where it came from"),
            (citation.not_followed, "not followed to its end"),
            (citation.doubtful, "can be read otherwise"),
            (citation.entailed, "for a claim that says more"),
        ] {
            if is_so {
                page.raw(" <span class=\"by\">· ").raw(told).raw("</span>");
            }
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
    left_out(
        page,
        origins.citations.len().saturating_sub(MOST_CITATIONS),
        "further citation is",
        "further citations are",
    );
    voices(page, report, "Last voices", &origins.voices, true);
    voices(page, report, "Last voices that nobody names", &origins.unnamed, false);
    if !origins.chokepoints.is_empty() {
        page.raw("<h4>Every chain goes through</h4>\n<ul>\n");
        for point in &origins.chokepoints {
            page.raw("<li>").isolated(&origins::chokepoint(project, point)).raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    if !class.circles.is_empty() {
        page.raw("<h4>In a circle</h4>\n<ul>\n");
        for circle in &class.circles {
            page.raw("<li>").isolated(circle).raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    if class.single_root {
        page.raw("<p>Several citations, and one voice behind all of them.</p>\n");
    }
    page.raw("</section>\n");
}

fn voices(page: &mut Page<'_>, report: &Report<'_>, title: &str, list: &[LastVoice], named: bool) {
    if list.is_empty() {
        return;
    }
    page.raw("<h4>").raw(title).raw("</h4>\n<ul>\n");
    for last in list {
        page.raw("<li>").isolated(&origins::party(report.outline.project, &last.party));
        for told in origins::voice_traits(last, named) {
            page.raw(" <span class=\"by\">· ").raw(told).raw("</span>");
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

/// The labels of claims, each leading there, with a space behind.
fn labels(page: &mut Page<'_>, report: &Report<'_>, claims: &[ClaimId]) {
    for claim in claims {
        let label = report.outline.label(*claim);
        if !label.is_empty() {
            page.raw("<a class=\"label\" href=\"#claim-").raw(&label).raw("\">").raw(&label);
            page.raw("</a> ");
        }
    }
}

fn findings(page: &mut Page<'_>, report: &Report<'_>, told: &Told) {
    if told.findings.is_empty() && told.dismissed.is_empty() {
        return;
    }
    page.raw("<h3 id=\"findings\">Findings</h3>\n");
    page.raw("<p class=\"lead\">What the program noticed. Each is a reason to look, not a ");
    page.raw("judgement.</p>\n");
    if !told.findings.is_empty() {
        page.raw("<ul class=\"findings\">\n");
        for finding in &told.findings {
            write_finding(page, report, finding);
        }
        page.raw("</ul>\n");
    }
    left_out(page, told.findings_left_out, "further finding is", "further findings are");
    if !told.dismissed.is_empty() {
        page.raw("<h4>Dismissed by an analyst</h4>\n<ul class=\"findings\">\n");
        for finding in &told.dismissed {
            write_finding(page, report, finding);
        }
        page.raw("</ul>\n");
    }
    left_out(
        page,
        told.dismissed_left_out,
        "further dismissed finding is",
        "further dismissed findings are",
    );
}

fn write_finding(page: &mut Page<'_>, report: &Report<'_>, finding: &Finding) {
    page.raw("<li class=\"").raw(finding.severity.name()).raw("\"><p><strong>");
    page.raw(match finding.severity.name() {
        "error" => "Error",
        "warning" => "Warning",
        _ => "Note",
    });
    page.raw("</strong> ").text(&finding.message).raw(" ");
    let (claims, more) = origins::claims_of(finding);
    labels(page, report, &claims);
    if more > 0 {
        page.raw("and ").text(&counted(more, "more claim", "more claims"));
    }
    page.raw("</p>");
    if let Some(ruling) = origins::ruling(report.outline.project, finding) {
        if let Some(reason) = &ruling.reason {
            page.element("<p class=\"prose\" dir=\"auto\">", reason, "</p>");
        }
        signature(page, &report.analyst(ruling.by), ruling.at);
    }
    page.raw("</li>\n");
}
