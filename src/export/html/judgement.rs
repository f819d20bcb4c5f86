//! The analysts' judgements of a claim: each one's newest, with what they thought before.
//! Credibility, confidence and likelihood are three lines of a list, never one sentence.

use super::{Report, claim::signature, page::Page};
use crate::domain::{assessment::Assessment, claim::Claim, vocabulary::Vocabulary};

/// The assessments: for each analyst the newest first, then the older ones.
pub fn assessments(page: &mut Page<'_>, report: &Report<'_>, claim: &Claim) {
    let latest = claim.latest_assessments();
    if latest.is_empty() {
        return;
    }
    page.raw("<h5>Judgements</h5>\n");
    for newest in latest {
        page.raw("<div class=\"judgement\">\n");
        signature(page, &report.analyst(newest.by), newest.at);
        write(page, newest);
        let mut older: Vec<&Assessment> =
            claim.assessments.iter().filter(|a| a.by == newest.by && a.id != newest.id).collect();
        older.sort_by_key(|a| std::cmp::Reverse(a.at));
        for assessment in older {
            page.raw("<div class=\"older\"><p class=\"by\">Before, ");
            page.day(assessment.at).raw("</p>");
            write(page, assessment);
            page.raw("</div>\n");
        }
        page.raw("</div>\n");
    }
}

fn write(page: &mut Page<'_>, assessment: &Assessment) {
    let likelihood = assessment.likelihood.map(|likelihood| {
        let (from, to) = likelihood.percent();
        format!("{}, {from}–{to} percent", likelihood.label())
    });
    let any = assessment.credibility.is_some()
        || assessment.confidence.is_some()
        || likelihood.is_some()
        || assessment.rationale.is_some()
        || assessment.would_change.is_some();
    if !any {
        return;
    }
    page.raw("<dl>\n");
    let mut line = |name: &str, value: Option<&str>, class: &str| {
        if let Some(value) = value {
            page.raw("<div class=\"")
                .raw(class)
                .raw("\"><dt>")
                .raw(name)
                .raw("</dt><dd dir=\"auto\">");
            page.text(value).raw("</dd></div>\n");
        }
    };
    line("Credibility of the information", assessment.credibility.map(Vocabulary::label), "scale");
    line("Confidence of the analyst", assessment.confidence.map(Vocabulary::label), "scale");
    line("Likelihood of the claim", likelihood.as_deref(), "scale");
    line("Why", assessment.rationale.as_deref(), "prose");
    line("What would change it", assessment.would_change.as_deref(), "prose");
    page.raw("</dl>\n");
}

/// What other analysts said of the record.
pub fn reviews(page: &mut Page<'_>, report: &Report<'_>, claim: &Claim) {
    if claim.reviews.is_empty() {
        return;
    }
    page.raw("<h5>Reviews</h5>\n<ul class=\"reviews\">\n");
    for review in &claim.reviews {
        page.raw("<li><strong>").raw(review.verdict.label()).raw("</strong>");
        if let Some(note) = &review.note {
            page.element("<p class=\"prose\" dir=\"auto\">", note, "</p>");
        }
        signature(page, &report.analyst(review.by), review.at);
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}
