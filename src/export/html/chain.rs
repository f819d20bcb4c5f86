//! A claim's chains, each drawn as steps from the article to its end.

use super::{Report, claim::signature, page::Page};
use crate::domain::{
    article::Article,
    chain::{Chain, ChainEnd, CheckResult, Hop, HopBasis, QuotationForm},
    claim::Claim,
    vocabulary::Vocabulary,
};
use crate::export::report::wording::{self, Party};

/// Writes all chains of a claim.
pub fn write_all(page: &mut Page<'_>, report: &Report<'_>, article: &Article, claim: &Claim) {
    if claim.chains.is_empty() {
        page.raw(
            "<p class=\"notice\">No chain is recorded: it is not yet said who says this.</p>\n",
        );
        return;
    }
    for (index, chain) in claim.chains.iter().enumerate() {
        page.raw("<h5>How it came to the article");
        if claim.chains.len() > 1 {
            page.raw(", chain ").number(index + 1);
        }
        page.raw("</h5>\n");
        write(page, report, article, chain);
    }
}

fn write(page: &mut Page<'_>, report: &Report<'_>, article: &Article, chain: &Chain) {
    page.raw("<ol class=\"steps\">\n<li class=\"start\"><p class=\"who\">");
    page.raw(if chain.hops.is_empty() { "The article, in its own voice" } else { "The article" });
    if let Some(byline) = article.head.byline.as_ref().or(article.head.publisher.as_ref()) {
        page.raw("</p><p>").isolated(byline);
    }
    page.raw("</p></li>\n");
    for hop in &chain.hops {
        step(page, report, article, hop);
    }
    page.raw("<li class=\"end ").raw(match chain.end {
        ChainEnd::Origin => "origin",
        ChainEnd::GivesNoSource => "none",
        ChainEnd::NotFollowed => "open",
        ChainEnd::Unavailable => "shut",
    });
    page.raw("\"><p class=\"who\">").raw(chain.end.label()).raw("</p><p>");
    page.raw(chain.end.definition()).raw("</p></li>\n</ol>\n");
    if let Some(doubt) = &chain.doubtful {
        page.raw("<p class=\"notice\">The text can be read otherwise: ")
            .isolated(doubt)
            .raw("</p>\n");
    }
    signature(page, &report.analyst(chain.by), chain.at);
    page.raw("\n");
}

fn step(page: &mut Page<'_>, report: &Report<'_>, article: &Article, hop: &Hop) {
    page.raw("<li><p class=\"who\">");
    who(page, report, hop);
    page.raw("</p>\n");
    attribution(page, hop);
    document(page, report, article, hop);
    page.raw("<ul class=\"traits\">");
    let basis = (hop.basis != HopBasis::Text).then(|| hop.basis.label());
    let negated = hop.negated.then_some("The attribution is denied");
    for text in [Some(hop.form.label()), basis, negated].into_iter().flatten() {
        page.element("<li>", text, "</li>");
    }
    if let Some(factuality) = hop.factuality {
        page.element("<li>Puts it as ", &factuality.label().to_lowercase(), "</li>");
    }
    if let Some(said) = hop.said {
        page.element("<li>Said ", &wording::date(said), "</li>");
    }
    page.raw("</ul>\n");
    check(page, report, hop);
    page.raw("</li>\n");
}

fn who(page: &mut Page<'_>, report: &Report<'_>, hop: &Hop) {
    let party = Party::of(&report.outline.known, hop);
    match &party {
        Party::Sources(joint) | Party::Authors(joint) => {
            let sources = joint.sources();
            for (index, source) in sources.iter().enumerate() {
                page.raw(wording::joint(index, sources.len()));
                page.raw("<a href=\"#source-").raw(source.id.as_str()).raw("\">");
                page.isolated(&source.name).raw("</a>");
                if let Some(role) = source.role.as_ref().filter(|_| sources.len() == 1) {
                    page.raw("<span class=\"role\">, ").isolated(role).raw("</span>");
                }
            }
        }
        Party::Work(work) => {
            page.raw("<a href=\"#work-").raw(work.id.as_str()).raw("\"><cite>");
            page.isolated(work.display_title()).raw("</cite></a>");
        }
        Party::Implicit => {
            page.raw("A source that is not named");
        }
    }
}

/// The words of the text that attribute: cue, introduction, addressee.
fn attribution(page: &mut Page<'_>, hop: &Hop) {
    let cue = hop.cue_anchors.iter().map(|a| a.exact.as_str()).collect::<Vec<_>>().join(" … ");
    let parts = [
        ("In the article’s words: ", (!hop.cue_anchors.is_empty()).then_some(cue.as_str())),
        ("Introduced as: ", hop.introduced_as.as_deref()),
        ("Told to: ", hop.addressee.as_deref()),
    ];
    let mut gap = "<p>";
    for (name, words) in parts.into_iter().filter_map(|(name, words)| Some((name, words?))) {
        page.raw(gap).raw(name).raw("<q>").isolated(words).raw("</q>");
        gap = ". ";
    }
    if gap != "<p>" {
        page.raw("</p>\n");
    }
}

/// Where it is said: the work, the place in it, the note that names it.
fn document(page: &mut Page<'_>, report: &Report<'_>, article: &Article, hop: &Hop) {
    let work = hop.work.and_then(|id| report.outline.known.work(id));
    let note = hop.reference.and_then(|id| article.references.iter().find(|r| r.id == id));
    if work.is_none() && note.is_none() && hop.locator.is_none() {
        return;
    }
    page.raw("<p>In ");
    match work {
        Some(work) => {
            page.raw("<a href=\"#work-").raw(work.id.as_str()).raw("\"><cite>");
            page.isolated(work.display_title()).raw("</cite></a>");
            if let Some(date) = work.date {
                page.element(" (", &wording::date(date), ")");
            }
        }
        None => {
            page.raw("a document that is not identified");
        }
    }
    if let Some(locator) = &hop.locator {
        page.raw(", ").isolated(locator);
    }
    if let Some(note) = note {
        page.raw(", note ").isolated(&note.label);
    }
    page.raw("</p>\n");
}

/// What a comparison with the original came to, or that there was none.
fn check(page: &mut Page<'_>, report: &Report<'_>, hop: &Hop) {
    let Some(check) = &hop.check else {
        let quotes = matches!(hop.form, QuotationForm::Direct | QuotationForm::Mixed);
        if quotes && hop.work.is_some() {
            page.raw("<p class=\"check open\">Not compared with the original.</p>\n");
        }
        return;
    };
    page.raw("<div class=\"check ").raw(match check.result {
        CheckResult::Accurate => "good",
        CheckResult::Distorted | CheckResult::NotThere => "bad",
        CheckResult::Unavailable => "open",
    });
    page.raw("\"><p><strong>Compared with the original: ");
    page.raw(&check.result.label().to_lowercase()).raw(".</strong> ");
    page.raw(check.result.definition()).raw("</p>");
    if let Some(quote) = &check.quote {
        page.element("<blockquote><p class=\"prose\" dir=\"auto\">", quote, "</p></blockquote>");
    }
    signature(page, &report.analyst(check.by), check.at);
    page.raw("</div>\n");
}
