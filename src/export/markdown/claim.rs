//! One claim in Markdown. Credibility, confidence and likelihood are items of their own.

use super::{
    page::{Page, escaped},
    signed, todos,
};
use crate::domain::{
    anchor::AnchorState,
    article::Article,
    assessment::Assessment,
    chain::{Chain, Hop, HopBasis, QuotationForm},
    claim::Claim,
    todo::TodoAbout,
    vocabulary::Vocabulary,
};
use crate::export::report::{
    Outline,
    links::phrase,
    wording::{self, Party},
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
    let project = outline.project;
    let title = match &claim.paraphrase {
        Some(paraphrase) => escaped(paraphrase),
        None => escaped(&wording::shortened(&claim.quotation(), TITLE)),
    };
    page.block("#### ", &format!("{label} · {title}"));
    for anchor in &claim.anchors {
        page.quotation(&anchor.exact);
        match anchor.state {
            AnchorState::Exact => {}
            AnchorState::Moved { percent, .. } => {
                page.block(
                    "",
                    &format!("*Found again in a changed text, {percent} percent alike.*"),
                );
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
        page.item("The article puts it as", &factuality.label().to_lowercase());
    }
    if let Some(date) = claim.event_date {
        page.item("It is about", &wording::date(date));
    }
    page.item("Marked by", &signed(project, claim.by, claim.created));
    if !claim.tags.is_empty() {
        page.item("Tags", &escaped(&claim.tags.join(", ")));
    }
    if let Some(note) = &claim.note {
        page.item("Note", &escaped(note));
    }
    todos(page, outline, TodoAbout::Claim(claim.id));
    page.end();
    for (index, chain) in claim.chains.iter().enumerate() {
        let number = if claim.chains.len() > 1 { format!(" {}", index + 1) } else { String::new() };
        page.block("", &format!("**Chain{number}**"));
        write_chain(page, outline, article, chain);
    }
    evidence(page, outline, claim);
    for newest in claim.latest_assessments() {
        let by = signed(project, newest.by, newest.at);
        page.block("", &format!("**Judgement of {by}**"));
        assessment(page, newest);
        for older in claim.assessments.iter().filter(|a| a.by == newest.by && a.id != newest.id) {
            page.block("", &format!("*Before, {}*", wording::day(older.at)));
            assessment(page, older);
        }
    }
    links(page, outline, claim);
    if !claim.reviews.is_empty() {
        for review in &claim.reviews {
            let note = review.note.as_ref().map(|note| format!(": {}", escaped(note)));
            let by = signed(project, review.by, review.at);
            page.item(
                "Review",
                &format!("{}{} ({by})", review.verdict.label(), note.unwrap_or_default()),
            );
        }
        page.end();
    }
}

fn write_chain(page: &mut Page<'_>, outline: &Outline<'_>, article: &Article, chain: &Chain) {
    let project = outline.project;
    page.raw(if chain.hops.is_empty() {
        "1. The article, in its own voice\n"
    } else {
        "1. The article\n"
    });
    for (index, hop) in chain.hops.iter().enumerate() {
        page.raw(&(index + 2).to_string()).raw(". ").raw(&step(outline, article, hop)).raw("\n");
        if let Some(check) = &hop.check {
            let by = signed(project, check.by, check.at);
            page.raw("   - Compared with the original: ").raw(&check.result.label().to_lowercase());
            if let Some(quote) = &check.quote {
                page.raw(", “").raw(&escaped(quote)).raw("”");
            }
            page.raw(" (").raw(&by).raw(")\n");
        } else if matches!(hop.form, QuotationForm::Direct | QuotationForm::Mixed)
            && hop.work.is_some()
        {
            page.raw("   - Not compared with the original\n");
        }
    }
    let end = (chain.hops.len() + 2).to_string();
    page.raw(&end)
        .raw(". End: **")
        .raw(chain.end.label())
        .raw("**. ")
        .raw(chain.end.definition())
        .raw("\n");
    page.end();
    if let Some(doubt) = &chain.doubtful {
        page.block("The text can be read otherwise: ", &escaped(doubt));
    }
}

fn step(outline: &Outline<'_>, article: &Article, hop: &Hop) -> String {
    let project = outline.project;
    let mut parts = vec![format!("**{}**", escaped(&Party::of(project, hop).name()))];
    let cue: Vec<_> = hop.cue_anchors.iter().map(|anchor| anchor.exact.as_str()).collect();
    if !cue.is_empty() {
        parts.push(format!("“{}”", escaped(&cue.join(" … "))));
    }
    if let Some(introduced) = &hop.introduced_as {
        parts.push(format!("introduced as “{}”", escaped(introduced)));
    }
    if let Some(addressee) = &hop.addressee {
        parts.push(format!("to {}", escaped(addressee)));
    }
    if let Some(work) = hop.work.and_then(|id| project.work(id)) {
        parts.push(format!("in *{}*", escaped(work.display_title())));
    }
    if let Some(locator) = &hop.locator {
        parts.push(escaped(locator));
    }
    if let Some(note) = hop.reference.and_then(|id| article.references.iter().find(|r| r.id == id))
    {
        parts.push(format!("note {}", escaped(&note.label)));
    }
    if let Some(said) = hop.said {
        parts.push(format!("said {}", wording::date(said)));
    }
    parts.push(hop.form.label().to_lowercase());
    if hop.basis != HopBasis::Text {
        parts.push(hop.basis.label().to_lowercase());
    }
    if let Some(factuality) = hop.factuality {
        parts.push(format!("puts it as {}", factuality.label().to_lowercase()));
    }
    if hop.negated {
        parts.push("the attribution is denied".to_owned());
    }
    parts.join(", ")
}

fn evidence(page: &mut Page<'_>, outline: &Outline<'_>, claim: &Claim) {
    if claim.evidence.is_empty() {
        return;
    }
    page.block("", "**Evidence**");
    for evidence in &claim.evidence {
        let kind = outline.project.term(evidence.kind).map(|term| escaped(&term.name));
        let mut parts = vec![
            kind.unwrap_or_else(|| evidence.kind.to_string()),
            evidence.directness.label().to_lowercase(),
            evidence.bearing.label().to_lowercase(),
        ];
        if let Some(work) = evidence.work.and_then(|id| outline.project.work(id)) {
            parts.push(format!("in *{}*", escaped(work.display_title())));
        }
        if let Some(note) = &evidence.note {
            parts.push(escaped(note));
        }
        let by = signed(outline.project, evidence.by, evidence.at);
        page.raw("- ").raw(&parts.join(", ")).raw(" (").raw(&by).raw(")\n");
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
        page.item(
            "Likelihood of the claim",
            &format!("{}, {from}–{to} percent", likelihood.label()),
        );
    }
    if let Some(rationale) = &assessment.rationale {
        page.item("Why", &escaped(rationale));
    }
    if let Some(change) = &assessment.would_change {
        page.item("What would change it", &escaped(change));
    }
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
        let note = link.note.as_ref().map(|note| format!(": {}", escaped(note)));
        let by = signed(outline.project, link.by, link.at);
        page.raw("- ").raw(phrase(link.kind, outwards)).raw(" ").raw(&outline.label(other));
        page.raw(&note.unwrap_or_default()).raw(" (").raw(&by).raw(")\n");
    }
    page.end();
}
