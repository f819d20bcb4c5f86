//! What the report tells of origins: the bounds of each class with their parts, the circles,
//! and the findings. Bounds, never a verdict.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::{Outline, wording::joined};
use crate::{
    analysis::{
        circular,
        findings::{self, Finding, Seen},
        graph::circles::Circles,
        origins::{Cache, Chokepoint, Discount, LastVoice, Left, Origins, Step},
    },
    domain::{
        ids::ClaimId,
        invariant::RecordKind,
        project::Project,
        ruling::{Ruling, Voice},
    },
    export::{ExportError, Progress},
};

/// How many classes are told; those with most citations come first.
pub const MOST_CLASSES: usize = 200;
/// How many findings are told; the most severe come first.
pub const MOST_FINDINGS: usize = 300;
/// How many claims of a finding are told.
const MOST_CLAIMS: usize = 12;
/// How many citations of a class are told.
pub const MOST_CITATIONS: usize = 40;

/// A class of claims that say the same.
pub struct Class {
    /// Its bounds and what is behind them.
    pub origins: Origins,
    /// Its circles, in words.
    pub circles: Vec<String>,
    /// Whether several citations lead to one voice.
    pub single_root: bool,
}

/// What the report tells of origins.
#[derive(Default)]
pub struct Told {
    /// The classes, those with most citations first.
    pub classes: Vec<Class>,
    /// How many classes more there are.
    pub classes_left_out: usize,
    /// All circles, of whatever class.
    pub circles: Circles,
    /// The findings that nobody dismissed, the most severe first.
    pub findings: Vec<Finding>,
    /// How many findings more there are.
    pub findings_left_out: usize,
    /// The findings that were dismissed.
    pub dismissed: Vec<Finding>,
    /// How many dismissed ones more there are.
    pub dismissed_left_out: usize,
}

impl Told {
    /// What is known of a project. Only accepted lineage counts.
    pub fn of(outline: &Outline<'_>, progress: &Progress<'_>) -> Result<Self, ExportError> {
        let project = outline.project;
        let cache = Cache::of(project, false);
        progress.step(0, 1)?;
        let mut classes = cache.classes();
        classes.retain(|(_, figures)| figures.citations > 0);
        classes.sort_by_cached_key(|(claim, figures)| {
            (Reverse(figures.citations), outline.order(*claim))
        });
        let mut told = Self {
            classes_left_out: classes.len().saturating_sub(MOST_CLASSES),
            circles: Circles::of(&cache),
            ..Self::default()
        };
        for (claim, _) in classes.into_iter().take(MOST_CLASSES) {
            progress.step(0, 1)?;
            let Some(origins) = cache.origins(claim, &Discount::default()) else { continue };
            let circular = circular::of_class(&cache, claim).unwrap_or_default();
            let circles = circular.circles.iter();
            told.classes.push(Class {
                origins,
                circles: circles.map(|c| circular::tell(project, &c.way, None)).collect(),
                single_root: circular.single_root,
            });
        }
        let all = findings::all(Seen { project, origins: &cache, left: &Left::default() });
        let (dismissed, mut open): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|finding| finding.dismissed.is_some());
        told.findings_left_out = open.len().saturating_sub(MOST_FINDINGS);
        open.truncate(MOST_FINDINGS);
        told.findings = open;
        told.dismissed_left_out = dismissed.len().saturating_sub(MOST_FINDINGS);
        told.dismissed = dismissed;
        told.dismissed.truncate(MOST_FINDINGS);
        Ok(told)
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.findings.is_empty() && self.dismissed.is_empty()
    }
}

/// A party by its names.
pub fn party(project: &Project, voices: &[Voice]) -> String {
    let names: Vec<String> = voices
        .iter()
        .map(|voice| match voice {
            Voice::Source(id) => project.source(*id).map_or_else(String::new, |s| s.name.clone()),
            Voice::Work(id) => {
                project.work(*id).map_or_else(String::new, |w| format!("“{}”", w.display_title()))
            }
        })
        .collect();
    if names.is_empty() {
        return "nobody named".to_owned();
    }
    joined(names.iter().map(String::as_str))
}

/// A step of a chain: who speaks, and in which work.
pub fn step(project: &Project, step: &Step) -> String {
    let own = |voice: &Voice| step.work.is_some_and(|work| *voice == Voice::Work(work));
    let title = step.work.and_then(|id| project.work(id)).map(|w| w.display_title());
    match title {
        Some(title) if step.party.is_empty() || step.party.iter().all(own) => format!("“{title}”"),
        Some(title) => format!("{} in “{title}”", party(project, &step.party)),
        None => party(project, &step.party),
    }
}

/// The article of a citation with its steps, down to the last.
pub fn way(project: &Project, steps: &[Step]) -> String {
    if steps.is_empty() {
        return "says it itself".to_owned();
    }
    steps.iter().map(|each| step(project, each)).collect::<Vec<_>>().join(", from ")
}

/// What stands beside a last voice: how its chains end, and what it counts for.
pub fn voice_traits(last: &LastVoice, named: bool) -> Vec<&'static str> {
    let mut traits = vec![if last.origin {
        "a chain ends here as its origin"
    } else {
        "no chain ends here as its origin"
    }];
    if named {
        traits.push(if last.counted {
            "counted"
        } else {
            "not counted: depends on, or shares an origin with, a voice that is"
        });
        traits.push(if last.shown { "shown independent" } else { "not shown independent" });
    } else {
        traits.push("listed, never counted");
    }
    if last.doubtful {
        traits.push("only by doubtful chains");
    }
    traits
}

/// What every chain goes through.
pub fn chokepoint(project: &Project, point: &Chokepoint) -> String {
    match point {
        Chokepoint::Party(voices) => party(project, voices),
        Chokepoint::Work(id) => {
            project.work(*id).map_or_else(String::new, |w| format!("“{}”", w.display_title()))
        }
    }
}

/// The first claims that a finding concerns, and how many more there are.
pub fn claims_of(finding: &Finding) -> (Vec<ClaimId>, usize) {
    let claims = finding.places.iter().filter(|place| place.record.kind == RecordKind::Claim);
    let mut known = HashSet::new();
    let mut claims: Vec<_> = claims
        .filter_map(|place| ClaimId::new(&place.record.id).ok())
        .filter(|claim| known.insert(*claim))
        .collect();
    let more = claims.len().saturating_sub(MOST_CLAIMS);
    claims.truncate(MOST_CLAIMS);
    (claims, more)
}

/// The ruling that dismissed a finding.
pub fn ruling<'a>(project: &'a Project, finding: &Finding) -> Option<&'a Ruling> {
    finding.dismissed.and_then(|id| project.rulings.get(id)).map(AsRef::as_ref)
}

/// What the bounds mean, for whoever reads them without the program.
pub const ABOUT: &str = "How many independent origins a claim can have at most, and how many were \
    shown. These are bounds, not verdicts: voices that nobody can name are listed and never \
    counted, and a chain that was not followed to its end may lead to one that is counted \
    already. Claims that say the same are counted together.";

/// What `~` before a number says.
pub const ABOUT_GREED: &str =
    "A number after ~ is a bound that a search gave which could not try everything.";
