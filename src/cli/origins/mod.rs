//! `sourceline origins`: how many independent origins claims have at most, how many were
//! shown, and what remains if some sources or works are wrong.

mod json;
#[cfg(test)]
mod tests;
mod text;

use std::io::Write;
use std::path::Path;

use super::{CliError, Verdict};
use crate::{
    analysis::origins::{Cache, Discount},
    domain::{
        ids::{ClaimId, Id},
        project::Project,
        ruling::Voice,
    },
};

/// What was asked for.
pub(super) struct Asked<'a> {
    pub claim: Option<&'a str>,
    pub discount: &'a [String],
    pub alleged: bool,
}

/// What is told of.
struct Told<'a> {
    project: &'a Project,
    origins: &'a Cache,
    discount: &'a Discount,
    /// The voices that are discounted, in the order in which they were given.
    discounted: Vec<Voice>,
    claim: Option<ClaimId>,
    alleged: bool,
}

pub(super) fn run(
    path: &Path,
    asked: &Asked<'_>,
    json: bool,
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> Result<Verdict, CliError> {
    let project = super::read(path, err)?;
    let claim = asked.claim.map(|text| claim(&project, text, path)).transpose()?;
    let discounted: Vec<Voice> =
        asked.discount.iter().map(|text| voice(&project, text, path)).collect::<Result<_, _>>()?;
    let mut discount = Discount::default();
    discount.extend(discounted.iter().copied());
    let origins = Cache::of(&project, asked.alleged);
    if let (Some(id), Some(text)) = (claim, asked.claim)
        && origins.figures(id).is_none()
    {
        return Err(CliError::Unknown("claim", text.to_owned(), path.to_owned()));
    }
    let told = Told {
        project: &project,
        origins: &origins,
        discount: &discount,
        discounted,
        claim,
        alleged: asked.alleged,
    };
    if json {
        serde_json::to_writer_pretty(&mut *out, &json::answer(&told))?;
        writeln!(out)?;
    } else {
        text::write(&told, out)?;
    }
    Ok(Verdict::Fine)
}

fn claim(project: &Project, text: &str, path: &Path) -> Result<ClaimId, CliError> {
    let known = Id::new(text).ok().filter(|id| project.claim(*id).is_some());
    known.ok_or_else(|| CliError::Unknown("claim", text.to_owned(), path.to_owned()))
}

/// The source or work with an id, or else with a name, title or alias.
fn voice(project: &Project, text: &str, path: &Path) -> Result<Voice, CliError> {
    if let Some(source) = Id::new(text).ok().and_then(|id| project.source(id)) {
        return Ok(Voice::Source(source.id));
    }
    if let Some(work) = Id::new(text).ok().and_then(|id| project.work(id)) {
        return Ok(Voice::Work(work.id));
    }
    let sources =
        project.sources.iter().filter(|s| s.name == text || s.aliases.iter().any(|a| a == text));
    let works = project.works.iter().filter(|w| w.title == text);
    let found: Vec<Voice> =
        sources.map(|s| Voice::Source(s.id)).chain(works.map(|w| Voice::Work(w.id))).collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(CliError::Unknown("source or work", text.to_owned(), path.to_owned())),
        _ => Err(CliError::Ambiguous(text.to_owned(), path.to_owned())),
    }
}

fn voice_name(project: &Project, voice: Voice) -> String {
    match voice {
        Voice::Source(id) => project.source(id).map(|source| source.name.clone()),
        Voice::Work(id) => project.work(id).map(|work| work.display_title().to_owned()),
    }
    .unwrap_or_default()
}

fn party_name(project: &Project, party: &[Voice]) -> String {
    if party.is_empty() {
        return "(nobody named)".to_owned();
    }
    party.iter().map(|voice| voice_name(project, *voice)).collect::<Vec<_>>().join(", ")
}
