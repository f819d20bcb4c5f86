//! `origins` for people.

use std::io::Write;

use super::{Told, party_name, voice_name};
use crate::{
    analysis::{
        circular::{self, tell},
        origins::{Chokepoint, Effect, LastVoice, Origins},
    },
    domain::{claim::Claim, ids::ClaimId, project::Project},
};

pub(super) fn write(told: &Told<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    if !told.discounted.is_empty() {
        let names: Vec<String> =
            told.discounted.iter().map(|v| voice_name(told.project, *v)).collect();
        writeln!(out, "Without {}:", names.join(", "))?;
    }
    match told.claim {
        Some(claim) => one(told, claim, out),
        None if told.discounted.is_empty() => all(told, out),
        None => differences(told, out),
    }
}

fn words(claim: &Claim) -> String {
    let text = claim.paraphrase.clone().unwrap_or_else(|| claim.quotation());
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(90).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}

fn title(project: &Project, id: ClaimId) -> String {
    let claim = project.claim(id);
    format!("{id}  {}", claim.map_or_else(String::new, |c| words(c)))
}

fn all(told: &Told<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    for (claim, figures) in told.origins.classes() {
        let counts = told.project.claim(claim).is_some_and(|c| c.kind.can_have_origins());
        if counts || figures.citations > 0 {
            writeln!(out, "{}\n  {figures}", title(told.project, claim))?;
        }
    }
    Ok(())
}

fn differences(told: &Told<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    let table = told.origins.discount(told.discount);
    for difference in &table {
        let what = match difference.effect() {
            Effect::OnNothing => "rests on nothing",
            Effect::OnFewer => "may rest on fewer",
            Effect::AsBefore => "may rest on as many",
        };
        writeln!(out, "{}", title(told.project, difference.claim))?;
        writeln!(
            out,
            "  {what}: at most {} → {}, citations {} → {}",
            difference.before.at_most,
            difference.after.at_most,
            difference.before.citations,
            difference.after.citations
        )?;
    }
    let classes = told.origins.classes().len();
    writeln!(out, "{} of {classes} classes change", table.len())
}

fn one(told: &Told<'_>, claim: ClaimId, out: &mut dyn Write) -> std::io::Result<()> {
    let Some(origins) = told.origins.origins(claim, told.discount) else { return Ok(()) };
    let project = told.project;
    for id in &origins.claims {
        writeln!(out, "{}", title(project, *id))?;
    }
    for id in &origins.entailing {
        writeln!(out, "  follows from {}", title(project, *id))?;
    }
    writeln!(out, "  {}", origins.figures)?;
    citations(project, &origins, out)?;
    voices(project, "Last voices", &origins.voices, out)?;
    voices(project, "Unnamed", &origins.unnamed, out)?;
    if !origins.chokepoints.is_empty() {
        writeln!(out, "All go through")?;
        for point in &origins.chokepoints {
            match point {
                Chokepoint::Party(party) => writeln!(out, "  {}", party_name(project, party))?,
                Chokepoint::Work(id) => {
                    let title = project.work(*id).map_or("", |w| w.display_title());
                    writeln!(out, "  “{title}”")?;
                }
            }
        }
    }
    if let Some(found) = circular::of_class(told.origins, claim) {
        for circle in &found.circles {
            writeln!(out, "Circular: {}", tell(project, &circle.way, None))?;
        }
        if found.single_root {
            writeln!(out, "All citations lead to one voice")?;
        }
    }
    Ok(())
}

fn citations(project: &Project, origins: &Origins, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "Citations")?;
    for citation in &origins.citations {
        let article = project.article(citation.article).map_or("", |a| a.title());
        let mut steps = vec![article.to_owned()];
        if citation.steps.is_empty() {
            steps.push("(own voice)".to_owned());
        }
        steps.extend(citation.steps.iter().map(|step| {
            let work = step.work.and_then(|id| project.work(id)).map(|w| w.display_title());
            match work {
                Some(work) => format!("{}, “{work}”", party_name(project, &step.party)),
                None => party_name(project, &step.party),
            }
        }));
        let mut notes: Vec<String> = Vec::new();
        for article in &citation.continues {
            let title = project.article(*article).map_or("", |a| a.title());
            notes.push(format!("continues in {title}"));
        }
        let marks = [
            (citation.returns, "comes back"),
            (citation.not_followed, "not followed"),
            (citation.doubtful, "doubtful"),
            (citation.entailed, "from a claim that says more"),
        ];
        notes.extend(marks.iter().filter(|(so, _)| *so).map(|(_, what)| (*what).to_owned()));
        let notes =
            if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
        writeln!(out, "  {}{notes}", steps.join(" > "))?;
    }
    Ok(())
}

fn voices(
    project: &Project,
    head: &str,
    voices: &[LastVoice],
    out: &mut dyn Write,
) -> std::io::Result<()> {
    if voices.is_empty() {
        return Ok(());
    }
    writeln!(out, "{head}")?;
    for voice in voices {
        let marks = [
            (voice.origin, "origin"),
            (voice.shown, "shown independent"),
            (voice.doubtful, "doubtful"),
        ];
        let marks: Vec<&str> = marks.iter().filter(|(so, _)| *so).map(|(_, what)| *what).collect();
        let notes =
            if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) };
        writeln!(out, "  {}{notes}", party_name(project, &voice.party))?;
    }
    Ok(())
}
