//! What is noticed of the origins of classes: confirmation that was not shown, circles,
//! single roots, chains that are too deep, rulings that contradict lineage.

use std::collections::BTreeSet;

use super::{Finding, Fix, Place, Seen, Severity, basis, chains::certainty, words};
use crate::analysis::{
    circular::{self, By, Circle, Stop, tell},
    origins::{depth::depths, figures::all_hold, plain, register::NONE, strands::Strands},
};
use crate::domain::{
    assessment::Credibility,
    ids::{ArticleId, ClaimId},
    invariant::RecordKind,
    ruling::{RulingAbout, Voice},
};

/// The most hops that a chain may have before it is told to be deep.
const DEEP: u32 = 4;

pub(super) fn findings(seen: Seen<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut circular: BTreeSet<(ArticleId, ArticleId)> = BTreeSet::new();
    let model = &seen.origins.model;
    let left = seen.left.atoms();
    let entailed = circular::Entailed::of(model, left);
    for class in 0..model.class_numbers() as u32 {
        if plain::is_unremarkable(model, class, DEEP as usize) {
            continue;
        }
        let Some(first) = model.members(class).first().and_then(|slot| model.reading(*slot)) else {
            continue;
        };
        let Some(figures) = seen.figures(first.claim) else { continue };
        let own = vec![class];
        let together = entailed.circularity(class, &figures);
        let (strands, found_here) = if let Some(found) = together {
            (Strands::of_scope(model, own, left).left(), found)
        } else {
            let strands = Strands::of(model, class, left).left();
            let found = circular::of_strands(&strands, &figures, false);
            (strands, found)
        };
        let members: Vec<ClaimId> =
            model.members(class).iter().filter_map(|s| Some(model.reading(*s)?.claim)).collect();
        for circle in &found_here.circles {
            let on = &circle.articles;
            circular.extend(on.iter().flat_map(|a| on.iter().map(move |b| (*a, *b))));
            found.extend(circle_findings(seen, &members, circle));
        }
        for (article, way) in &found_here.confirmed_by_evidence {
            let end = seen.project.article(*article).map(|a| match a.head.work {
                Some(work) => Stop::Work(work),
                None => Stop::Article(*article),
            });
            let told = tell(seen.project, way, end.as_ref());
            found.push(self_confirmed(seen, &members, *article, &told));
        }
        if found_here.single_root {
            found.push(single_root(seen, &members, figures));
        }
        deep(seen, &strands, &mut found);
        grows_between(seen, &strands, &mut found);
    }
    for pair in circular::mutual_reliance(seen.origins, &circular, seen.left) {
        let title =
            |id| seen.project.article(id).map_or_else(String::new, |a| a.title().to_owned());
        let message = format!(
            "“{}” and “{}” cite each other, on different matters",
            title(pair.first),
            title(pair.second)
        );
        let hint = "they are not independent of each other in general";
        found.push(
            Finding::new("articles-rely-on-each-other", Severity::Note, message, hint)
                .about(pair.first)
                .about(pair.second)
                .at(seen.place(pair.forth))
                .at(seen.place(pair.back)),
        );
    }
    lineage(seen, &mut found);
    confirmed(seen, &mut found);
    rulings(seen, &mut found);
    found
}

/// A finding about all claims of a class.
fn of_class(seen: Seen<'_>, finding: Finding, members: &[ClaimId]) -> Finding {
    members.iter().fold(finding, |finding, claim| finding.about(claim).at(seen.place(*claim)))
}

fn claim_words(seen: Seen<'_>, members: &[ClaimId]) -> String {
    members.first().and_then(|id| seen.project.claim(*id)).map_or_else(String::new, |c| words(c))
}

fn circle_findings(seen: Seen<'_>, members: &[ClaimId], circle: &Circle) -> Vec<Finding> {
    let told = tell(seen.project, &circle.way, None);
    let message = format!("“{}” is supported in a circle: {told}", claim_words(seen, members));
    let hint = "look for a voice outside the circle";
    let mut finding = Finding::new("claim-circular", Severity::Warning, message, hint);
    finding.figure = Some(told.clone());
    let mut found = vec![of_class(seen, finding, members)];
    found.extend(circle.articles.iter().map(|a| self_confirmed(seen, members, *a, &told)));
    found
}

fn self_confirmed(seen: Seen<'_>, members: &[ClaimId], article: ArticleId, told: &str) -> Finding {
    let title = seen.project.article(article).map_or_else(String::new, |a| a.title().to_owned());
    let message = format!("“{title}” confirms itself: {told}");
    let hint = "what it rests on here rests on the article itself";
    let mut finding = Finding::new("article-confirms-itself", Severity::Warning, message, hint);
    finding.figure = Some(told.to_owned());
    let finding = finding.about(article);
    let here = |id: &ClaimId| seen.project.place(*id).is_some_and(|p| p.article == article);
    let claims: Vec<ClaimId> = members.iter().copied().filter(here).collect();
    of_class(seen, finding, &claims)
}

fn single_root(
    seen: Seen<'_>,
    members: &[ClaimId],
    figures: crate::analysis::origins::Figures,
) -> Finding {
    let message = format!(
        "All {} citations of “{}” lead to one voice",
        figures.citations,
        claim_words(seen, members)
    );
    let hint = "they confirm each other no more than one of them would";
    let mut finding = Finding::new("claim-single-root", Severity::Warning, message, hint);
    finding.figure = Some(figures.citations.to_string());
    of_class(seen, finding, members)
}

fn deep(seen: Seen<'_>, strands: &Strands<'_>, found: &mut Vec<Finding>) {
    let own = strands.scope[0];
    if strands.all_end() && strands.list.iter().all(|s| s.hops.len() as u32 <= DEEP) {
        return;
    }
    let fates = all_hold(strands);
    for (strand, depth) in strands.list.iter().zip(depths(strands, &fates)) {
        let Some(depth) = depth.filter(|d| d.longest > DEEP && strand.class == own) else {
            continue;
        };
        let claim = strand.reading.claim;
        let message =
            format!("“{}” came through {} hands", claim_words(seen, &[claim]), depth.longest);
        let hint = "go to a voice nearer to the origin";
        let mut finding = Finding::new("chain-deep", Severity::Note, message, hint)
            .about(claim)
            .about(strand.chain.id)
            .at(seen.place(claim));
        finding.figure = Some(depth.longest.to_string());
        found.push(finding);
    }
}

/// Lineage that runs in a circle by itself.
fn lineage(seen: Seen<'_>, found: &mut Vec<Finding>) {
    for way in circular::of_lineage(seen.origins) {
        let told = tell(seen.project, &way, None);
        let message = format!("Lineage runs in a circle: {told}");
        let hint = "look whether each of it is so, when, and for which claims";
        let start = Finding::new("lineage-circular", Severity::Warning, message, hint);
        let records = way.iter().filter_map(|(_, by)| match by {
            By::Lineage(id, _) => Some(*id),
            _ => None,
        });
        found.push(
            records.fold(start, |finding, id| {
                finding.about(id).at(Place::of(RecordKind::Lineage, id))
            }),
        );
    }
}

/// Graded *1, confirmed by other sources*, with fewer than two shown.
fn confirmed(seen: Seen<'_>, found: &mut Vec<Finding>) {
    for (article, claim) in seen.claims(|look| look.graded) {
        let grade = Some(Credibility::Confirmed);
        if !claim.kind.can_have_origins()
            || !claim.assessments.iter().any(|a| a.credibility == grade)
            || !claim.latest_assessments().iter().any(|a| a.credibility == grade)
        {
            continue;
        }
        let Some(figures) = seen.figures(claim.id).filter(|f| f.shown.low < 2) else {
            continue;
        };
        let message = format!(
            "“{}” is graded 1, confirmed by other sources, but {} independent {} shown, and {} possible at most",
            words(claim),
            figures.shown,
            if figures.shown.high == 1 { "origin was" } else { "origins were" },
            figures.at_most
        );
        let hint = "rule which voices are independent, and why, or grade it otherwise";
        let mut finding =
            Finding::new("claim-confirmed-not-shown", Severity::Warning, message, hint)
                .about(claim.id)
                .at(Place::of_claim(article, claim));
        finding.figure = Some(format!("{}/{}", figures.shown, figures.at_most));
        found.push(finding);
    }
}

/// A chain that continues in an article that puts the claim less certainly.
fn grows_between(seen: Seen<'_>, strands: &Strands<'_>, found: &mut Vec<Finding>) {
    if strands.all_end() {
        return;
    }
    let own = strands.scope[0];
    for strand in strands.list.iter().filter(|s| s.class == own) {
        let told = strand.hops.last().and_then(|hop| hop.factuality);
        let Some(told) = told.or(strand.reading.factuality) else { continue };
        for node in strands.targets(strand) {
            let mut behind: Vec<_> =
                strands.of_node(*node).map(|at| strands.list[at].reading).collect();
            behind.sort_by_key(|reading| reading.claim);
            behind.dedup_by_key(|reading| reading.claim);
            for reading in behind {
                let less = reading.factuality.is_some_and(|f| certainty(told) > certainty(f));
                if !less || reading.claim == strand.reading.claim {
                    continue;
                }
                let message = format!(
                    "“{}” is told with more certainty than by the article it rests on",
                    claim_words(seen, &[strand.reading.claim])
                );
                let hint = "the claim is less certain at its origin than it is told";
                found.push(
                    Finding::new("chain-certainty-grows", Severity::Warning, message, hint)
                        .about(strand.reading.claim)
                        .about(strand.chain.id)
                        .about(reading.claim)
                        .at(seen.place(strand.reading.claim))
                        .at(seen.place(reading.claim)),
                );
            }
        }
    }
}

/// Rulings on independence that lapsed, or that accepted lineage contradicts.
fn rulings(seen: Seen<'_>, found: &mut Vec<Finding>) {
    let model = &seen.origins.model;
    for ruling in seen.project.rulings.iter() {
        let RulingAbout::Independent(a, b) = ruling.about else { continue };
        let names = format!("{} and {}", voice_name(seen, a), voice_name(seen, b));
        let (code, message, hint) = if basis::stands(seen.project, ruling) {
            let (Some(x), Some(y)) = (model.register.atom(a), model.register.atom(b)) else {
                continue;
            };
            let closure = |atom| model.ancestry.closure(&[atom], NONE, None, |_| false);
            let other = closure(y);
            if x != y && !closure(x).iter().any(|atom| other.contains(atom)) {
                continue;
            }
            let message = format!("{names} were ruled independent, but lineage joins them");
            let hint = "take the ruling back, or the lineage; until then they count as dependent";
            ("ruling-contradicts-lineage", message, hint)
        } else {
            let message = format!("The ruling that {names} are independent has lapsed");
            ("ruling-lapsed", message, "look again whether they are independent, and rule anew")
        };
        found.push(
            Finding::new(code, Severity::Warning, message, hint)
                .about(ruling.id)
                .at(Place::of(RecordKind::Ruling, ruling.id))
                .fix(Fix::RemoveRuling(ruling.id)),
        );
    }
}

fn voice_name(seen: Seen<'_>, voice: Voice) -> String {
    match voice {
        Voice::Source(id) => seen.project.source(id).map(|s| s.name.clone()),
        Voice::Work(id) => seen.project.work(id).map(|w| format!("“{}”", w.display_title())),
    }
    .unwrap_or_default()
}
