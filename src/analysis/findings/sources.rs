//! What is noticed of sources: unnamed ones that nobody described, important ones that nobody
//! graded, and those met only through others although a work of theirs is known.

use std::collections::HashMap;

use super::{Finding, Fix, Place, Seen, Severity};
use crate::domain::{
    ids::{ClaimId, SourceId, WorkId},
    invariant::RecordKind,
};

/// How many claims rest on a source before it should be graded.
const MANY: usize = 5;

#[derive(Debug, Default)]
struct Use {
    claims: usize,
    last_claim: Option<ClaimId>,
    first: Option<ClaimId>,
    /// Whether an article names it without another between.
    directly: bool,
}

pub(super) fn findings(seen: Seen<'_>) -> Vec<Finding> {
    let uses = uses(seen);
    let mut own_works: HashMap<SourceId, Vec<WorkId>> = HashMap::new();
    for work in seen.project.works.iter() {
        for author in &work.authors {
            own_works.entry(seen.project.resolve_source(*author)).or_default().push(work.id);
        }
    }
    let mut found = Vec::new();
    for source in seen.project.sources.iter() {
        let Some(used) = uses.get(&source.id) else { continue };
        let described = source.description.as_ref().is_some_and(|text| !text.trim().is_empty());
        let start = |code, severity, message: String, hint| {
            let finding = Finding::new(code, severity, message, hint).about(source.id);
            let finding = finding.at(Place::of(RecordKind::Source, source.id));
            match used.first {
                Some(claim) => finding.at(seen.place(claim)),
                None => finding,
            }
        };
        if source.kind.is_unnamed() && !described {
            let message = format!("Nothing is known of “{}”, who is not named", source.name);
            let hint = "describe who it may be, and why the name is withheld";
            let finding = start("source-unnamed-undescribed", Severity::Note, message, hint);
            found.push(finding.fix(Fix::Identify(source.id)));
        }
        if source.reliability.is_empty() && used.claims >= MANY {
            let message = format!(
                "{} claims rest on “{}”, whose reliability nobody judged",
                used.claims, source.name
            );
            let hint = "grade its reliability, or say that it can't be judged";
            found.push(start("source-without-reliability", Severity::Warning, message, hint));
        }
        if !used.directly
            && let Some(work) = own_works.get(&source.id).and_then(|works| works.iter().min())
        {
            let title = seen.project.work(*work).map_or("", |w| w.display_title()).to_owned();
            let message = format!(
                "“{}” is met only through others, although “{title}” is known",
                source.name
            );
            let hint = "go to the original";
            let finding = start("source-only-through-others", Severity::Note, message, hint);
            found.push(finding.about(work).fix(Fix::GetOriginal(*work)));
        }
    }
    found
}

/// How often each source speaks, as a party of a hop.
fn uses(seen: Seen<'_>) -> HashMap<SourceId, Use> {
    let model = &seen.origins.model;
    let register = &model.register;
    let mut by_atom: Vec<Use> = Vec::new();
    by_atom.resize_with(register.len(), Use::default);
    for (_, reading) in model.readings() {
        for chain in reading.chains() {
            for (at, hop) in reading.hops(chain).iter().enumerate() {
                let party = hop.party(register);
                for atom in register.members(&party) {
                    let used = &mut by_atom[*atom as usize];
                    used.directly |= at == 0;
                    if used.last_claim != Some(reading.claim) {
                        used.last_claim = Some(reading.claim);
                        used.claims += 1;
                        let first = used.first.unwrap_or(reading.claim);
                        used.first = Some(first.min(reading.claim));
                    }
                }
            }
        }
    }
    let used = by_atom.into_iter().enumerate().filter(|(_, used)| used.claims > 0);
    used.filter_map(|(atom, used)| match register.voice(atom as u32) {
        crate::domain::ruling::Voice::Source(id) => Some((id, used)),
        crate::domain::ruling::Voice::Work(_) => None,
    })
    .collect()
}
