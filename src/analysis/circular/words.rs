//! Tells a circle in words.

use super::{By, Stop};
use crate::domain::{lineage::LineageKind, project::Project, ruling::Voice};

/// The most steps that are told; of a longer way the middle is left out.
const MOST: usize = 8;

/// A way round in words: "A cites B, B republishes C, C cites A". Of a way that is not
/// closed the last step leads to `end`, of a closed one to where it began.
pub fn tell(project: &Project, way: &[(Stop, By)], end: Option<&Stop>) -> String {
    let names: Vec<String> = way.iter().map(|(stop, _)| name(project, stop)).collect();
    let last = end.map_or_else(|| names.first().cloned().unwrap_or_default(), |e| name(project, e));
    let step = |at: usize| {
        let next = names.get(at + 1).unwrap_or(&last);
        format!("{} {} {next}", names[at], verb(way[at].1))
    };
    if way.len() <= MOST {
        return (0..way.len()).map(step).collect::<Vec<_>>().join(", ");
    }
    let mut told: Vec<String> = (0..MOST / 2).map(step).collect();
    told.push(format!("… {} more steps …", way.len() - MOST));
    told.extend((way.len() - MOST / 2..way.len()).map(step));
    told.join(", ")
}

fn verb(by: By) -> &'static str {
    match by {
        By::Chain(_) => "cites",
        By::Evidence(_) => "is supported by",
        By::Speaks => "speaks in",
        By::Lineage(_, LineageKind::PartOf { .. }) => "is part of",
        By::Lineage(_, LineageKind::ControlledBy) => "is controlled by",
        By::Lineage(_, LineageKind::SpeaksFor) => "speaks for",
        By::Lineage(_, LineageKind::Republishes) => "republishes",
        By::Lineage(_, LineageKind::SuppliedBy) => "is supplied by",
    }
}

fn name(project: &Project, stop: &Stop) -> String {
    let of_source = |id| project.source(id).map_or_else(String::new, |s| s.name.clone());
    let of_work =
        |id| project.work(id).map_or_else(String::new, |w| format!("“{}”", w.display_title()));
    match stop {
        Stop::Article(id) => {
            project.article(*id).map_or_else(String::new, |a| format!("“{}”", a.title()))
        }
        Stop::Work(id) => of_work(*id),
        Stop::Source(id) => of_source(*id),
        Stop::Party(voices) => {
            let names = voices.iter().map(|voice| match voice {
                Voice::Source(id) => of_source(*id),
                Voice::Work(id) => of_work(*id),
            });
            names.collect::<Vec<_>>().join(" and ")
        }
    }
}
