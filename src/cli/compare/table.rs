//! The table of `compare`: what two articles share, for people.

use std::io::{self, Write};

use super::{Compared, json::kind};
use crate::{
    analysis::{
        compare::{
            shared::Kinship,
            summary::{Direction, Evidence},
        },
        drift::{Drift, SpeakerChange},
        reuse::{Operation, OperationKind},
    },
    domain::{article::Article, ids::ClaimId, span::Span},
};

/// The longest excerpt, in code points.
const EXCERPT: usize = 100;

pub(super) fn write(all: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "A  {}  {}", all.left.id, all.left.title())?;
    writeln!(out, "B  {}  {}", all.right.id, all.right.title())?;
    summary(all, out)?;
    passages(all, out)?;
    quotations(all, out)?;
    sources(all, out)?;
    works(all, out)?;
    claims(all, out)
}

fn summary(all: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    let s = &all.summary;
    let percent = |share: f32| (share * 100.0).round();
    writeln!(
        out,
        "\n{} % of A's words stand in B, {} % of B's in A",
        percent(s.left_share),
        percent(s.right_share)
    )?;
    let line = |out: &mut dyn Write, what: &str, (both, a, b): (usize, usize, usize)| {
        writeln!(out, "{what}: {both} shared, {a} only in A, {b} only in B")
    };
    line(out, "Sources", s.sources)?;
    line(out, "Works", s.works)?;
    writeln!(
        out,
        "Claims: {} the same, {} contradicting, {} suggested",
        s.same_claims, s.contradictions, s.suggested
    )?;
    for sign in &s.signs {
        let direction = match sign.direction {
            Direction::LeftOnRight => "A may depend on B",
            Direction::RightOnLeft => "B may depend on A",
            Direction::BothOnThird => "Both may depend on a third",
        };
        let evidence = match sign.evidence {
            Evidence::Cites => "it cites it".to_owned(),
            Evidence::PublishedLater(a, b) => format!("A is of {a}, B of {b}"),
            Evidence::Linked(link) => format!("claims were linked so ({link})"),
            Evidence::Lineage => "accepted lineage".to_owned(),
            Evidence::CommonWork(id, uses) => {
                let title = all.project.work(id).map_or("", |w| w.display_title());
                format!("\"{title}\" ({uses})")
            }
            Evidence::SharedError(link) => format!("both err alike ({link})"),
        };
        writeln!(out, "{direction}: {evidence}")?;
    }
    Ok(())
}

fn passages(all: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    heading(out, "Passages", all.texts.passages.len())?;
    for (passage, operations) in all.texts.passages.iter().zip(&all.texts.operations) {
        let best = &passage.best;
        let times = match (passage.left.len(), passage.right.len()) {
            (1, 1) => String::new(),
            (a, b) => format!("  ({a} × {b} places)"),
        };
        writeln!(
            out,
            "  A {}  B {}  {} words, {} %{times}",
            range(best.left),
            range(best.right),
            best.words,
            (best.score * 100.0).round()
        )?;
        writeln!(out, "    {}", excerpt(all.left, best.left))?;
        changes(all, operations.iter().map(|o| (o, false)), out)?;
    }
    Ok(())
}

fn quotations(all: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    heading(out, "Quotations in both", all.records.drifts.len())?;
    for drift in &all.records.drifts {
        let (left, right) = (&drift.left, &drift.right);
        writeln!(
            out,
            "  A {}  B {}  {} %{}",
            range(left.span),
            range(right.span),
            (drift.score * 100.0).round(),
            remarks(all, drift)
        )?;
        writeln!(out, "    {}", excerpt(all.left, left.span))?;
        changes(all, drift.changes.iter().map(|c| (&c.operation, c.declared)), out)?;
        for moved in &drift.moved_marks {
            let side = if moved.quoted_left { "A" } else { "B" };
            let words = excerpt(all.left, moved.left);
            writeln!(out, "    in quotation marks only in {side}: {words}")?;
        }
    }
    Ok(())
}

fn remarks(all: &Compared<'_>, drift: &Drift) -> String {
    let mut remarks = String::new();
    match (drift.left.quoted, drift.right.quoted) {
        (true, false) => remarks.push_str("  without marks in B"),
        (false, true) => remarks.push_str("  without marks in A"),
        _ => {}
    }
    if drift.cue_changed {
        let cue = |article: &Article, cue: Option<Span>| {
            cue.map_or_else(String::new, |span| excerpt(article, span))
        };
        let (a, b) = (cue(all.left, drift.left.cue), cue(all.right, drift.right.cue));
        remarks.push_str(&format!("  \"{a}\" → \"{b}\""));
    }
    match drift.speaker {
        SpeakerChange::NotRecorded | SpeakerChange::Same => {}
        SpeakerChange::Changed => remarks.push_str("  another speaker"),
        SpeakerChange::LostOnTheRight => remarks.push_str("  no speaker in B"),
        SpeakerChange::LostOnTheLeft => remarks.push_str("  no speaker in A"),
    }
    remarks
}

fn changes<'a>(
    all: &Compared<'_>,
    operations: impl Iterator<Item = (&'a Operation, bool)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (operation, declared) in operations {
        let (a, b) = (excerpt(all.left, operation.left), excerpt(all.right, operation.right));
        let declared = if declared { "  (declared)" } else { "" };
        match operation.kind {
            OperationKind::Equal => {}
            OperationKind::Added => writeln!(out, "    + {b}{declared}")?,
            OperationKind::Dropped => writeln!(out, "    - {a}{declared}")?,
            OperationKind::Replaced => writeln!(out, "    ~ {a} → {b}{declared}")?,
        }
    }
    Ok(())
}

fn sources(all: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    heading(out, "Shared sources", all.records.sources.len())?;
    let name = |id| all.project.source(id).map_or_else(String::new, |s| s.name.clone());
    for shared in &all.records.sources {
        let names = match shared.kinship {
            Kinship::Same => name(shared.left),
            Kinship::Family(id) => {
                format!("{} / {} (through {})", name(shared.left), name(shared.right), name(id))
            }
        };
        let claims = (shared.on_left.claims.len(), shared.on_right.claims.len());
        writeln!(out, "  {names}  {} claims in A, {} in B", claims.0, claims.1)?;
        for (side, mention) in [("A", &shared.on_left), ("B", &shared.on_right)] {
            if !mention.introduced_as.is_empty() {
                writeln!(out, "    {side}: {}", mention.introduced_as.join("; "))?;
            }
        }
    }
    Ok(())
}

fn works(all: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    heading(out, "Shared works", all.records.works.len())?;
    for shared in &all.records.works {
        let title = all.project.work(shared.left).map_or("", |w| w.display_title());
        let used = |mention: &crate::analysis::compare::mentions::WorkMention| {
            let mut parts = mention.locators.clone();
            if !mention.notes.is_empty() {
                parts.push(format!("notes {}", mention.notes.join(", ")));
            }
            parts.push(format!("{} claims", mention.claims.len()));
            parts.join("; ")
        };
        writeln!(out, "  {title}")?;
        writeln!(out, "    A: {}", used(&shared.on_left))?;
        writeln!(out, "    B: {}", used(&shared.on_right))?;
    }
    Ok(())
}

fn claims(all: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    let said = |id: ClaimId| {
        let claim = all.project.claim(id);
        let said = claim.map(|c| c.paraphrase.clone().unwrap_or_else(|| c.quotation()));
        short(&said.unwrap_or_default())
    };
    heading(out, "Claims that were joined", all.records.accepted.len())?;
    for pair in &all.records.accepted {
        let arrow = if pair.forward { "A → B" } else { "B → A" };
        let kind = kind(pair.kind).replace('_', " ");
        writeln!(out, "  {kind} ({arrow})  {}  {}", pair.left, pair.right)?;
        writeln!(out, "    A: {}\n    B: {}", said(pair.left), said(pair.right))?;
        for d in &pair.differences {
            let or_none = |s: &str| if s.is_empty() { "–".to_owned() } else { s.to_owned() };
            let (a, b) = (or_none(&d.left), or_none(&d.right));
            writeln!(out, "    {}: {a} | {b}", d.what.name())?;
        }
    }
    heading(out, "Claims that may be a pair", all.records.suggestions.len())?;
    for pair in &all.records.suggestions {
        let reasons: Vec<&str> = pair.reasons.iter().map(|r| r.label()).collect();
        writeln!(
            out,
            "  {} %  {}  {}  {}: {}",
            (pair.score * 100.0).round(),
            pair.left,
            pair.right,
            kind(pair.kind).replace('_', " "),
            reasons.join(", ")
        )?;
        writeln!(out, "    A: {}\n    B: {}", said(pair.left), said(pair.right))?;
    }
    Ok(())
}

fn heading(out: &mut dyn Write, what: &str, count: usize) -> io::Result<()> {
    writeln!(out, "\n{what}: {count}")
}

fn range(span: Span) -> String {
    format!("{}–{}", span.start, span.end)
}

fn excerpt(article: &Article, span: Span) -> String {
    short(article.text.slice(span).unwrap_or_default())
}

fn short(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = joined.chars().take(EXCERPT).filter(|c| !c.is_control()).collect();
    if joined.chars().count() > EXCERPT { shown + "…" } else { shown }
}
