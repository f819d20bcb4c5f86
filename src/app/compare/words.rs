//! What joins are called, in words.

use crate::{
    analysis::{
        compare::{
            Join, JoinKind,
            differences::Aspect,
            summary::{Direction, Evidence},
        },
        drift::{Drift, SpeakerChange},
    },
    app::text,
    domain::{article::Article, project::Project, span::Span},
};

/// A score as a percentage.
pub(super) fn percent(share: f32) -> String {
    format!("{} %", (share * 100.0).round())
}

/// A join's accessible name: what it joins, how alike both are, and in what they differ.
pub(super) fn name(join: &Join) -> String {
    let kind = match join.subject {
        crate::analysis::compare::Subject::Suggested(..) => "Suggested claims",
        crate::analysis::compare::Subject::Accepted(..) => "Linked claims",
        crate::analysis::compare::Subject::Works(..) => "Work in both",
        _ => match join.kind() {
            JoinKind::Passage => "Passage",
            JoinKind::Quotation => "Quotation",
            JoinKind::Claim => "Claims",
            JoinKind::Source => "Source in both",
        },
    };
    let difference = join.difference();
    let difference = if difference.is_empty() { String::new() } else { format!(", {difference}") };
    format!("{kind}: {}, {}{difference}", join.label, percent(join.score))
}

/// The words of a span on one line.
pub(super) fn excerpt(article: &Article, span: Span, longest: usize) -> String {
    // Only as much of a long span as is shown.
    let span = Span { start: span.start, end: span.end.min(span.start + longest as u32 * 2) };
    let words = article.text.slice(span).unwrap_or_default();
    let line: Vec<&str> = words.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(longest) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

/// What else changed about a quotation, beside its words.
pub(super) fn remarks(left: &Article, right: &Article, drift: &Drift) -> Vec<String> {
    let mut remarks = Vec::new();
    match (drift.left.quoted, drift.right.quoted) {
        (true, false) => remarks.push("Without quotation marks on the right.".to_owned()),
        (false, true) => remarks.push("Without quotation marks on the left.".to_owned()),
        _ => {}
    }
    if drift.cue_changed {
        let cue = |article: &Article, cue: Option<Span>| {
            cue.map_or_else(String::new, |span| excerpt(article, span, 40))
        };
        let (ours, theirs) = (cue(left, drift.left.cue), cue(right, drift.right.cue));
        remarks.push(format!("The cue changed: “{ours}” → “{theirs}”."));
    }
    match drift.speaker {
        SpeakerChange::NotRecorded | SpeakerChange::Same => {}
        SpeakerChange::Changed => remarks.push("Another speaker.".to_owned()),
        SpeakerChange::LostOnTheRight => remarks.push("No speaker on the right.".to_owned()),
        SpeakerChange::LostOnTheLeft => remarks.push("No speaker on the left.".to_owned()),
    }
    for moved in &drift.moved_marks {
        let side = if moved.quoted_left { "left" } else { "right" };
        let words = excerpt(left, moved.left, 80);
        remarks.push(format!("In quotation marks only on the {side}: “{words}”."));
    }
    remarks
}

/// In what two claims differ, as a heading.
pub(super) fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Origin => "Origin",
        Aspect::Depth => "Steps to the origin",
        Aspect::Evidence => "Evidence",
        Aspect::Credibility => "Credibility",
        Aspect::Confidence => "Confidence",
        Aspect::Likelihood => "Likelihood",
        Aspect::Certainty => "How certain the text is",
        Aspect::Date => "Date",
        Aspect::Numbers => "Numbers",
        Aspect::Names => "Names",
    }
}

/// A sign of dependence, in words.
pub(super) fn sign(project: &Project, sign: &crate::analysis::compare::summary::Sign) -> String {
    let direction = match sign.direction {
        Direction::LeftOnRight => "The left may depend on the right",
        Direction::RightOnLeft => "The right may depend on the left",
        Direction::BothOnThird => "Both may depend on a third",
    };
    let evidence = match sign.evidence {
        Evidence::Cites => "it cites it".to_owned(),
        Evidence::PublishedLater(left, right) => {
            format!("they share passages, and appeared {left} (left) and {right} (right)")
        }
        Evidence::Linked(_) => "claims were linked so".to_owned(),
        Evidence::Lineage => "accepted lineage says so".to_owned(),
        Evidence::CommonWork(work, uses) => {
            let title = project.work(work).map_or("", |w| w.display_title());
            format!("“{title}” stands behind {uses} places")
        }
        Evidence::SharedError(_) => "both err alike".to_owned(),
    };
    format!("{direction}: {evidence}.")
}

/// Several names on one line.
pub(super) fn list<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> String {
    text::joined(parts)
}
