//! The card of one claim: its words, how it came to the article, the evidence, the judgements
//! of each analyst apart, links, reviews and what is still to do.

use std::borrow::Cow;

use super::{Report, article::language, chain, judgement, page::Page, todos};
use crate::domain::{
    anchor::AnchorState, article::Article, claim::Claim, evidence::Evidence, link::Link,
    time::Timestamp, todo::TodoAbout, vocabulary::Vocabulary,
};
use crate::export::{
    known::quotation,
    report::{links::phrase, wording},
};

/// The most code points of a quotation that stands for a title.
const TITLE: usize = 140;

/// Writes a claim's card.
pub fn write(
    page: &mut Page<'_>,
    report: &Report<'_>,
    article: &Article,
    label: &str,
    claim: &Claim,
) {
    page.raw("<article class=\"claim\" aria-labelledby=\"claim-").raw(label).raw("\">\n");
    page.raw("<h4 id=\"claim-").raw(label).raw("\"><a class=\"label\" href=\"#");
    let is_placed = report.options.article_texts && claim.anchors.iter().any(|a| !a.is_lost());
    page.raw(if is_placed { "at-" } else { "claim-" }).raw(label);
    page.raw("\" aria-label=\"Claim ").raw(label);
    page.raw(if is_placed { ", go to its place in the text" } else { "" });
    page.raw("\">").raw(label).raw("</a> ");
    let quotation = quotation(claim);
    if let Some(paraphrase) = &claim.paraphrase {
        page.raw("<span dir=\"auto\">").text(paraphrase).raw("</span>");
    } else {
        page.raw("<q dir=\"auto\"").raw(&language(article)).raw(">");
        page.text(&wording::shortened(&quotation, TITLE)).raw("</q>");
    }
    page.raw("</h4>\n<div class=\"main\">\n");
    // Short words without a paraphrase stand in the title already.
    let is_told = claim.paraphrase.is_none()
        && claim.anchors.len() == 1
        && !quotation.contains('\n')
        && quotation.chars().count() <= TITLE;
    if !is_told {
        write_quotation(page, article, claim);
    }
    anchor_states(page, claim);
    chain::write_all(page, report, article, claim);
    page.raw("</div>\n<div class=\"side\">\n");
    facts(page, report, claim);
    evidence(page, report, claim);
    judgement::assessments(page, report, claim);
    judgement::reviews(page, report, claim);
    page.raw("</div>\n");
    links(page, report, claim);
    if let Some(note) = &claim.note {
        page.raw("<div class=\"remark\"><h5>Note</h5>\n");
        page.element("<p class=\"prose\" dir=\"auto\">", note, "</p></div>\n");
    }
    todos::write(page, report, TodoAbout::Claim(claim.id));
    page.raw("</article>\n");
}

fn write_quotation(page: &mut Page<'_>, article: &Article, claim: &Claim) {
    page.raw("<blockquote class=\"quotation\" dir=\"auto\"").raw(&language(article)).raw(">");
    for (index, anchor) in claim.anchors.iter().enumerate() {
        if index > 0 {
            page.raw("<p class=\"gap\" aria-label=\"something left out\">[…]</p>");
        }
        page.element("<p class=\"prose\" dir=\"auto\">", &anchor.exact, "</p>");
    }
    page.raw("</blockquote>\n");
}

/// What became of the anchors in a changed text.
fn anchor_states(page: &mut Page<'_>, claim: &Claim) {
    for anchor in &claim.anchors {
        match anchor.state {
            AnchorState::Exact => {}
            AnchorState::Moved { percent, .. } => {
                page.raw("<p class=\"notice\">These words were found again in a changed text (");
                page.number(percent.into()).raw(" percent alike).</p>\n");
            }
            AnchorState::Lost => {
                page.raw(
                    "<p class=\"notice warn\">Lost: these words are not in the present text.</p>\n",
                );
            }
        }
    }
}

fn facts(page: &mut Page<'_>, report: &Report<'_>, claim: &Claim) {
    page.raw("<dl class=\"facts\">\n");
    let mut fact = |name: &str, value: &str| {
        page.element("<div><dt>", name, "</dt><dd>").text(value).raw("</dd></div>\n");
    };
    fact("Statement", claim.kind.label());
    fact("Work on it", claim.status.label());
    if let Some(tone) = claim.tone {
        fact("Tone", tone.label());
    }
    if let Some(factuality) = claim.factuality {
        fact("The article puts it as", factuality.label());
    }
    if let Some(date) = claim.event_date {
        fact("It is about", &wording::date(date));
    }
    page.raw("<div><dt>Marked by</dt><dd>").isolated(&report.analyst(claim.by)).raw(", ");
    page.day(claim.created).raw("</dd></div>\n");
    page.raw("</dl>\n");
    if !claim.tags.is_empty() {
        page.raw("<ul class=\"tags\" aria-label=\"Tags\">");
        for tag in &claim.tags {
            page.raw("<li>").isolated(tag).raw("</li>");
        }
        page.raw("</ul>\n");
    }
}

fn evidence(page: &mut Page<'_>, report: &Report<'_>, claim: &Claim) {
    if claim.evidence.is_empty() {
        return;
    }
    page.raw("<h5>Evidence</h5>\n<ul class=\"evidence\">\n");
    for evidence in &claim.evidence {
        page.raw("<li>");
        report.kind(page, evidence.kind);
        page.raw("<p>").raw(evidence.directness.label()).raw(" · ").raw(evidence.bearing.label());
        if let Some(number) = chain_number(claim, evidence) {
            page.raw(" · chain ").number(number);
        }
        page.raw("</p>");
        if let Some(work) = evidence.work.and_then(|id| report.outline.known.work(id)) {
            page.raw("<p>In <a href=\"#work-").raw(work.id.as_str()).raw("\"><cite>");
            page.isolated(work.display_title()).raw("</cite></a></p>");
        }
        if let Some(note) = &evidence.note {
            page.element("<p class=\"prose\" dir=\"auto\">", note, "</p>");
        }
        signature(page, &report.analyst(evidence.by), evidence.at);
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

/// The number of the chain at whose end evidence stands, where there are several.
fn chain_number(claim: &Claim, evidence: &Evidence) -> Option<usize> {
    let chain = evidence.chain.filter(|_| claim.chains.len() > 1)?;
    Some(claim.chains.iter().position(|c| c.id == chain)? + 1)
}

/// Who recorded something, and when.
pub fn signature(page: &mut Page<'_>, who: &str, when: Timestamp) {
    page.raw("<p class=\"by\">").isolated(who).raw(", ").day(when).raw("</p>");
}

fn links(page: &mut Page<'_>, report: &Report<'_>, claim: &Claim) {
    let links = report.outline.links(claim.id);
    if links.is_empty() {
        return;
    }
    page.raw("<div class=\"links\"><h5>Links</h5>\n<ul>\n");
    for link in links {
        write_link(page, report, claim, link);
    }
    page.raw("</ul></div>\n");
}

fn write_link(page: &mut Page<'_>, report: &Report<'_>, claim: &Claim, link: &Link) {
    let outwards = link.from == claim.id;
    let other = if outwards { link.to } else { link.from };
    page.raw("<li><span class=\"relation\">");
    page.raw(phrase(link.kind, outwards)).raw("</span> ");
    let label = report.outline.label(other);
    match report.outline.claim(other) {
        Some(claim) => {
            let words = claim.paraphrase.as_deref().map_or_else(|| quotation(claim), Cow::Borrowed);
            page.raw("<a class=\"label\" href=\"#claim-").raw(&label).raw("\">").raw(&label);
            page.raw("</a> ").isolated(&wording::shortened(&words, TITLE));
        }
        None => {
            page.raw("a claim that this report does not hold");
        }
    }
    if let Some(note) = &link.note {
        page.element("<p class=\"prose\" dir=\"auto\">", note, "</p>");
    }
    signature(page, &report.analyst(link.by), link.at);
    page.raw("</li>\n");
}
