//! One claim in Markdown. Credibility, confidence and likelihood are items of their own.

use super::{page::Page, todos};
use crate::domain::{
    anchor::AnchorState,
    article::Article,
    assessment::Assessment,
    chain::{Chain, Hop, HopBasis, QuotationForm},
    claim::Claim,
    todo::TodoAbout,
    vocabulary::Vocabulary,
};
use crate::export::{
    known::quotation,
    report::{
        Outline,
        links::phrase,
        wording::{self, Party},
    },
};

/// The most code points of a quotation that stands for a title.
const TITLE: usize = 140;

/// Writes a claim.
pub fn write(
    page: &mut Page<'_>,
    outline: &Outline<'_>,
    article: &Article,
    label: &str,
    claim: &Claim,
) {
    page.raw("#### ").raw(label).raw(" · ");
    match &claim.paraphrase {
        Some(paraphrase) => page.text(paraphrase),
        None => page.text(&wording::shortened(&quotation(claim), TITLE)),
    };
    page.raw("\n\n");
    for anchor in &claim.anchors {
        page.quotation(&anchor.exact);
        match anchor.state {
            AnchorState::Exact => {}
            AnchorState::Moved { percent, .. } => {
                page.raw("*Found again in a changed text, ").number(percent.into());
                page.raw(" percent alike.*\n\n");
            }
            AnchorState::Lost => page.block("", "*Lost: these words are not in the present text.*"),
        }
    }
    page.item("Statement", claim.kind.label());
    page.item("Work on it", claim.status.label());
    if let Some(tone) = claim.tone {
        page.item("Tone", tone.label());
    }
    if let Some(factuality) = claim.factuality {
        page.begin_item("The article puts it as").small(factuality.label()).raw("\n");
    }
    if let Some(date) = claim.event_date {
        page.item("It is about", &wording::date(date));
    }
    page.begin_item("Marked by").signed(outline, claim.by, claim.created).raw("\n");
    if !claim.tags.is_empty() {
        page.begin_item("Tags").text(&claim.tags.join(", ")).raw("\n");
    }
    page.told("Note", claim.note.as_deref());
    todos(page, outline, TodoAbout::Claim(claim.id));
    page.end();
    for (index, chain) in claim.chains.iter().enumerate() {
        page.raw("**Chain");
        if claim.chains.len() > 1 {
            page.raw(" ").number(index + 1);
        }
        page.raw("**\n\n");
        write_chain(page, outline, article, chain);
    }
    evidence(page, outline, claim);
    for newest in claim.latest_assessments() {
        page.raw("**Judgement of ").signed(outline, newest.by, newest.at).raw("**\n\n");
        assessment(page, newest);
        for older in claim.assessments.iter().filter(|a| a.by == newest.by && a.id != newest.id) {
            page.raw("*Before, ").raw(&wording::day(older.at)).raw("*\n\n");
            assessment(page, older);
        }
    }
    links(page, outline, claim);
    if !claim.reviews.is_empty() {
        for review in &claim.reviews {
            page.begin_item("Review").raw(review.verdict.label());
            if let Some(note) = &review.note {
                page.raw(": ").text(note);
            }
            page.raw(" (").signed(outline, review.by, review.at).raw(")\n");
        }
        page.end();
    }
}

fn write_chain(page: &mut Page<'_>, outline: &Outline<'_>, article: &Article, chain: &Chain) {
    page.raw(if chain.hops.is_empty() {
        "1. The article, in its own voice\n"
    } else {
        "1. The article\n"
    });
    for (index, hop) in chain.hops.iter().enumerate() {
        page.number(index + 2).raw(". ");
        step(page, outline, article, hop);
        page.raw("\n");
        if let Some(check) = &hop.check {
            page.raw("   - Compared with the original: ").small(check.result.label());
            if let Some(quote) = &check.quote {
                page.raw(", “").text(quote).raw("”");
            }
            page.raw(" (").signed(outline, check.by, check.at).raw(")\n");
        } else if matches!(hop.form, QuotationForm::Direct | QuotationForm::Mixed)
            && hop.work.is_some()
        {
            page.raw("   - Not compared with the original\n");
        }
    }
    page.number(chain.hops.len() + 2).raw(". End: **").raw(chain.end.label()).raw("**. ");
    page.raw(chain.end.definition()).raw("\n");
    page.end();
    if let Some(doubt) = &chain.doubtful {
        page.raw("The text can be read otherwise: ").text(doubt).raw("\n\n");
    }
}

/// A step of a chain, on one line.
fn step(page: &mut Page<'_>, outline: &Outline<'_>, article: &Article, hop: &Hop) {
    page.raw("**").text(&Party::of(&outline.known, hop).name()).raw("**");
    if !hop.cue_anchors.is_empty() {
        let cue: Vec<_> = hop.cue_anchors.iter().map(|anchor| anchor.exact.as_str()).collect();
        page.raw(", “").text(&cue.join(" … ")).raw("”");
    }
    if let Some(introduced) = &hop.introduced_as {
        page.raw(", introduced as “").text(introduced).raw("”");
    }
    if let Some(addressee) = &hop.addressee {
        page.raw(", to ").text(addressee);
    }
    if let Some(work) = hop.work.and_then(|id| outline.known.work(id)) {
        page.raw(", in *").text(work.display_title()).raw("*");
    }
    if let Some(locator) = &hop.locator {
        page.raw(", ").text(locator);
    }
    if let Some(note) = hop.reference.and_then(|id| article.references.iter().find(|r| r.id == id))
    {
        page.raw(", note ").text(&note.label);
    }
    if let Some(said) = hop.said {
        page.raw(", said ").raw(&wording::date(said));
    }
    page.raw(", ").small(hop.form.label());
    if hop.basis != HopBasis::Text {
        page.raw(", ").small(hop.basis.label());
    }
    if let Some(factuality) = hop.factuality {
        page.raw(", puts it as ").small(factuality.label());
    }
    page.raw(if hop.negated { ", the attribution is denied" } else { "" });
}

fn evidence(page: &mut Page<'_>, outline: &Outline<'_>, claim: &Claim) {
    if claim.evidence.is_empty() {
        return;
    }
    page.block("", "**Evidence**");
    for evidence in &claim.evidence {
        page.raw("- ");
        match outline.known.term(evidence.kind) {
            Some(term) => page.text(&term.name),
            None => page.raw(evidence.kind.as_str()),
        };
        page.raw(", ").small(evidence.directness.label());
        page.raw(", ").small(evidence.bearing.label());
        if let Some(work) = evidence.work.and_then(|id| outline.known.work(id)) {
            page.raw(", in *").text(work.display_title()).raw("*");
        }
        if let Some(note) = &evidence.note {
            page.raw(", ").text(note);
        }
        page.raw(" (").signed(outline, evidence.by, evidence.at).raw(")\n");
    }
    page.end();
}

fn assessment(page: &mut Page<'_>, assessment: &Assessment) {
    if let Some(credibility) = assessment.credibility {
        page.item("Credibility of the information", credibility.label());
    }
    if let Some(confidence) = assessment.confidence {
        page.item("Confidence of the analyst", confidence.label());
    }
    if let Some(likelihood) = assessment.likelihood {
        let (from, to) = likelihood.percent();
        page.begin_item("Likelihood of the claim").raw(likelihood.label()).raw(", ");
        page.number(from.into()).raw("–").number(to.into()).raw(" percent\n");
    }
    page.told("Why", assessment.rationale.as_deref());
    page.told("What would change it", assessment.would_change.as_deref());
    page.end();
}

fn links(page: &mut Page<'_>, outline: &Outline<'_>, claim: &Claim) {
    let links = outline.links(claim.id);
    if links.is_empty() {
        return;
    }
    page.block("", "**Links**");
    for link in links {
        let outwards = link.from == claim.id;
        let other = if outwards { link.to } else { link.from };
        page.raw("- ").raw(phrase(link.kind, outwards)).raw(" ").label(outline, other);
        if let Some(note) = &link.note {
            page.raw(": ").text(note);
        }
        page.raw(" (").signed(outline, link.by, link.at).raw(")\n");
    }
    page.end();
}
