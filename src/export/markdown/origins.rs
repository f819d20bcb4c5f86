//! Origins in Markdown: the bounds of each class with their parts, and the findings.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::page::{Page, escaped};
use crate::{
    analysis::{findings::Finding, origins::LastVoice},
    domain::ids::ClaimId,
    export::{
        known::quotation,
        report::{
            Outline,
            origins::{self, ABOUT, ABOUT_GREED, Class, MOST_CITATIONS, Told},
            wording::{self, counted},
        },
    },
};

/// Writes the section.
pub fn write(page: &mut Page<'_>, outline: &Outline<'_>, told: &Told) {
    if told.is_empty() {
        return;
    }
    page.block("## ", "Origins");
    page.block("", ABOUT);
    for class in &told.classes {
        write_class(page, outline, class);
    }
    let guessed = |c: &Class| !c.origins.figures.at_most.exact || !c.origins.figures.shown.exact;
    if told.classes.iter().any(guessed) {
        page.block("", &escaped(ABOUT_GREED));
    }
    left_out(
        page,
        told.classes_left_out,
        "further claim or group is",
        "further claims or groups are",
    );
    if told.findings.is_empty() && told.dismissed.is_empty() {
        return;
    }
    page.block("### ", "Findings");
    page.block("", "What the program noticed. Each is a reason to look, not a judgement.");
    for finding in told.findings.iter().chain(&told.dismissed) {
        write_finding(page, outline, finding);
    }
    page.end();
    left_out(page, told.findings_left_out, "further finding is", "further findings are");
    left_out(
        page,
        told.dismissed_left_out,
        "further dismissed finding is",
        "further dismissed findings are",
    );
}

fn left_out(page: &mut Page<'_>, count: usize, one: &str, many: &str) {
    if count > 0 {
        page.block("", &format!("{} not told in this report.", counted(count, one, many)));
    }
}

fn labels(outline: &Outline<'_>, claims: &[ClaimId]) -> String {
    let labels = claims.iter().map(|claim| outline.label(*claim));
    labels.filter(|label| !label.is_empty()).collect::<Vec<_>>().join(", ")
}

fn write_class(page: &mut Page<'_>, outline: &Outline<'_>, class: &Class) {
    let (project, origins) = (outline.project, &class.origins);
    let mut claims = origins.claims.clone();
    claims.sort_by_key(|claim| outline.order(*claim));
    let first = claims.first().and_then(|id| outline.claim(*id));
    let words = first.map(|c| c.paraphrase.as_deref().map_or_else(|| quotation(c), Cow::Borrowed));
    let words = escaped(&wording::shortened(&words.unwrap_or_default(), 140));
    page.block("### ", &format!("{} · {words}", labels(outline, &claims)));
    page.block("**", &format!("{}**", escaped(&origins.figures.to_string())));
    if !origins.entailing.is_empty() {
        page.item("Claims that say more", &labels(outline, &origins.entailing));
    }
    for citation in origins.citations.iter().take(MOST_CITATIONS) {
        let title = project.article(citation.article).map_or("", |a| a.title());
        let mut line =
            format!("{}: {}", escaped(title), escaped(&origins::way(project, &citation.steps)));
        for (is_so, told) in [
            (!citation.continues.is_empty(), " · goes on through an article here"),
            (citation.returns, " · leads back to where it came from"),
            (citation.not_followed, " · not followed to its end"),
            (citation.doubtful, " · can be read otherwise"),
            (citation.entailed, " · for a claim that says more"),
        ] {
            line.push_str(if is_so { told } else { "" });
        }
        page.item("Citation", &line);
    }
    let more = origins.citations.len().saturating_sub(MOST_CITATIONS);
    if more > 0 {
        page.item("Not told", &counted(more, "further citation", "further citations"));
    }
    for last in &origins.voices {
        voice(page, outline, "Last voice", last, true);
    }
    for last in &origins.unnamed {
        voice(page, outline, "Unnamed last voice", last, false);
    }
    for point in &origins.chokepoints {
        page.item("Every chain goes through", &escaped(&origins::chokepoint(project, point)));
    }
    for circle in &class.circles {
        page.item("In a circle", &escaped(circle));
    }
    if class.single_root {
        page.item("Single root", "several citations, and one voice behind all of them");
    }
    page.end();
}

fn voice(page: &mut Page<'_>, outline: &Outline<'_>, name: &str, last: &LastVoice, named: bool) {
    let party = escaped(&origins::party(outline.project, &last.party));
    page.item(name, &format!("{party} · {}", origins::voice_traits(last, named).join(" · ")));
}

fn write_finding(page: &mut Page<'_>, outline: &Outline<'_>, finding: &Finding) {
    let (claims, more) = origins::claims_of(finding);
    let mut line = escaped(&finding.message);
    let mut claims = labels(outline, &claims);
    if more > 0 {
        let _ = write!(claims, " and {}", counted(more, "more claim", "more claims"));
    }
    if !claims.is_empty() {
        let _ = write!(line, " ({claims})");
    }
    let name = match finding.severity.name() {
        "error" => "Error",
        "warning" => "Warning",
        _ => "Note",
    };
    page.begin_item(name).raw(&line);
    if let Some(ruling) = origins::ruling(outline.project, finding) {
        page.raw(" – dismissed");
        if let Some(reason) = &ruling.reason {
            page.raw(": ").text(reason);
        }
        page.raw(" (").signed(outline, ruling.by, ruling.at).raw(")");
    }
    page.raw("\n");
}
