//! Origins and findings: 100,000 claims and 10,000 sources counted anew, an edit within a
//! class of 100 claims, and the worst that a project can do.
//!
//! The promise is that of the thread that was asked. It has a second one count the other half
//! meanwhile; what both took together, and how long it was on the wall, is told beside it.

use std::sync::Arc;
use std::time::Duration;

use sourceline::{
    analysis::{
        findings::{self, Seen},
        origins::{Cache, Discount, Left},
    },
    domain::{
        anchor::Anchor,
        article::Article,
        chain::{Chain, ChainEnd, Hop},
        claim::Claim,
        edit::{Edit, apply},
        ids::{AnalystId, ClaimId, IdSource, SeededIds, SourceId, WorkId},
        lineage::{Lineage, LineageEnds, LineageKind, Standing},
        link::{Link, LinkKind},
        project::Project,
        ruling::Voice,
        span::Span,
        text::Text,
    },
};

use crate::{
    generate::{self, Shape},
    measure::{Report, Sample, all_threads, cpu, millis, told, wall},
};

const CLAIMS: usize = 100_000;

/// All of it.
pub fn all(report: &mut Report) {
    let project = ordinary();
    anew(report, "100,000 claims", &project, true);
    edited(report, &project);
    discounted(report, "ten sources discounted", &project);
    for (what, project) in [
        ("one source under all claims", one_source()),
        ("a circle through 10,000 works", circle_of_works()),
        ("a class of 5,000 claims", large_class()),
        ("one chain through 10,000 articles", long_chain()),
        ("lineage through all sources", long_lineage()),
        ("5,000 claims, each says more than the next", long_entailment()),
    ] {
        anew(report, what, &project, true);
    }
    discounted(report, "the same in 5,000 that say more than the next", &long_entailment());
    anew(report, "20,000 claims, each says more than two others", &wide_entailment(), false);
}

fn ordinary() -> Project {
    let shape = Shape { articles: 100, bytes: 100_000, claims: CLAIMS / 100, claim_chars: 90 };
    let mut project = generate::project(5, shape);
    let claims: Vec<ClaimId> = project.claims().map(|(_, claim)| claim.id).collect();
    let mut ids = SeededIds(77);
    // A class of 100 claims, and every tenth claim said by another one, too.
    let pairs = (1..100).map(|at| (claims[at - 1], claims[at]));
    let more = (1000..claims.len()).step_by(10).map(|at| (claims[at], claims[at - 997]));
    join(&mut project, pairs.chain(more), &mut ids);
    let sources: Vec<SourceId> = project.sources.iter().map(|s| s.id).collect();
    for at in (0..sources.len() - 7).step_by(10) {
        supply(&mut project, &mut ids, (sources[at], sources[at + 7]));
    }
    project
}

fn join(
    project: &mut Project,
    pairs: impl Iterator<Item = (ClaimId, ClaimId)>,
    ids: &mut SeededIds,
) {
    link(project, pairs, ids, LinkKind::SameClaim);
}

fn link(
    project: &mut Project,
    pairs: impl Iterator<Item = (ClaimId, ClaimId)>,
    ids: &mut SeededIds,
    kind: LinkKind,
) {
    let by = analyst(project);
    let links = pairs.map(|(from, to)| Link {
        id: ids.id(),
        from,
        to,
        kind,
        by,
        at: generate::now(),
        note: None,
    });
    project.links = links.collect();
}

fn analyst(project: &Project) -> AnalystId {
    project.analysts.iter().next().expect("an analyst").id
}

fn depends(project: &mut Project, ids: &mut SeededIds, ends: LineageEnds) {
    project.lineage.put(Arc::new(Lineage {
        id: ids.id(),
        ends,
        kind: LineageKind::SuppliedBy,
        since: None,
        until: None,
        claims: Vec::new(),
        basis: Vec::new(),
        standing: Standing::Accepted,
        by: analyst(project),
        at: generate::now(),
        note: None,
    }));
}

fn supply(project: &mut Project, ids: &mut SeededIds, (from, to): (SourceId, SourceId)) {
    depends(project, ids, LineageEnds::Sources { from, to });
}

fn anew(report: &mut Report, what: &str, project: &Project, promised: bool) {
    let (mut counted, mut noticed) = (Sample::default(), Sample::default());
    let (mut both, mut on_wall) = (Sample::default(), Sample::default());
    let mut found = 0;
    for _ in 0..5 {
        let (whole, (together, ())) = wall(|| {
            all_threads(|| {
                let (taken, cache) = cpu(|| Cache::of(project, false));
                counted.add(taken);
                let (taken, findings) = cpu(|| {
                    findings::all(Seen { project, origins: &cache, left: &Left::default() })
                });
                noticed.add(taken);
                found = findings.len();
            })
        });
        both.add(together);
        on_wall.add(whole);
    }
    told(&format!("origins, {what}"), &millis(counted.median()));
    told(&format!("{found} findings, {what}"), &millis(noticed.median()));
    told("  both on all threads, and freed", &millis(both.median()));
    told("  on the wall", &millis(on_wall.median()));
    let taken = counted.median() + noticed.median();
    let what = format!("origins and findings, {what}");
    if promised {
        report.time(&what, taken, Duration::from_millis(200));
    } else {
        told(&what, &millis(taken));
    }
}

fn edited(report: &mut Report, project: &Project) {
    let mut cache = Cache::of(project, false);
    let mut now = project.clone();
    let (article, first) = project.claims().next().map(|(a, c)| (a.id, c.id)).expect("a claim");
    let mut ids = SeededIds(3);
    let by = analyst(project);
    let mut sample = Sample::default();
    for _ in 0..100 {
        let mut claim = (**now.claim(first).expect("there")).clone();
        let source = project.sources.get_at(ids.bits() as usize % 10_000).expect("there").id;
        let hop = Hop { sources: vec![source], ..Hop::default() };
        claim.chains = vec![Chain::new(ids.id(), vec![hop], by, generate::now())];
        claim.evidence.clear();
        let edit = Edit::PutClaim { article, claim: Box::new(claim) };
        now = apply(&now, edit).expect("a valid edit").0;
        let (taken, classes) = cpu(|| cache.update(&now));
        assert_eq!(classes, 1, "only the class is counted");
        sample.add(taken);
    }
    let promised = Duration::from_millis(5);
    report.time("origins after an edit in a class of 100, p99", sample.percentile(99.0), promised);
}

fn discounted(report: &mut Report, what: &str, project: &Project) {
    let cache = Cache::of(project, false);
    let mut discount = Discount::default();
    let first = project.claims().flat_map(|(_, claim)| &claim.chains).flat_map(|c| &c.hops);
    let sources = first.flat_map(|hop| &hop.sources).take(10);
    discount.extend(sources.map(|source| Voice::Source(*source)));
    let (taken, _) = cpu(|| cache.discount(&discount));
    report.time(what, taken, Duration::from_millis(200));
}

fn one_source() -> Project {
    let mut project = ordinary();
    let source = project.sources.iter().next().expect("one").id;
    rewrite(&mut project, |_, claim| claim.chains[0].hops[1].sources = vec![source]);
    project
}

/// Changes every claim.
fn rewrite(project: &mut Project, mut change: impl FnMut(usize, &mut Claim)) {
    let mut number = 0;
    let articles = project.articles.iter().map(|article| {
        let mut article: Article = (**article).clone();
        let claims = article.claims.iter().map(|claim| {
            let mut claim = (**claim).clone();
            change(number, &mut claim);
            number += 1;
            claim
        });
        article.claims = claims.collect();
        article
    });
    project.articles = articles.collect::<Vec<_>>().into_iter().collect();
    project.index_claims();
}

fn works(project: &mut Project, count: usize) -> Vec<WorkId> {
    let mut ids = SeededIds(11);
    let first = project.works.iter().next().expect("one").clone();
    let made = (0..count).map(|_| {
        let mut work = (*first).clone();
        work.id = ids.id();
        work
    });
    project.works = made.collect();
    project.works.iter().map(|work| work.id).collect()
}

/// Each work was supplied by the next, the last by the first, and each claim rests on one.
fn circle_of_works() -> Project {
    let mut project = ordinary();
    let works = works(&mut project, 10_000);
    let mut ids = SeededIds(12);
    for at in 0..works.len() {
        let ends = LineageEnds::Works { from: works[at], to: works[(at + 1) % works.len()] };
        depends(&mut project, &mut ids, ends);
    }
    rewrite(&mut project, |at, claim| {
        for hop in &mut claim.chains[0].hops {
            *hop = Hop { work: Some(works[at % works.len()]), ..Hop::default() };
        }
    });
    project
}

fn large_class() -> Project {
    let mut project = ordinary();
    let claims: Vec<ClaimId> = project.claims().map(|(_, claim)| claim.id).collect();
    let pairs = (1..5_000).map(|at| (claims[at * 7 - 7], claims[at * 7]));
    join(&mut project, pairs, &mut SeededIds(13));
    project
}

/// Ten thousand articles, each with one claim of the same class, each citing the next.
fn long_chain() -> Project {
    let mut project = ordinary();
    let works = works(&mut project, 10_000);
    let by = analyst(&project);
    let source = project.sources.iter().next().expect("one").id;
    let mut ids = SeededIds(14);
    let text = Arc::new(Text::new("It was so."));
    let frame = project.articles.iter().next().expect("one").clone();
    let mut claims = Vec::new();
    let articles = (0..works.len()).map(|at| {
        let mut article = (*frame).clone();
        article.id = ids.id();
        Arc::make_mut(&mut article.head).work = Some(works[at]);
        article.text = Arc::clone(&text);
        let anchor = Anchor::new(&text, Span::new(0, 9)).expect("inside");
        let mut claim = Claim::new(ids.id(), anchor, by, generate::now());
        let hop = match works.get(at + 1) {
            Some(next) => Hop { work: Some(*next), ..Hop::default() },
            None => Hop { sources: vec![source], ..Hop::default() },
        };
        let mut chain = Chain::new(ids.id(), vec![hop], by, generate::now());
        chain.end = ChainEnd::Origin;
        claim.chains = vec![chain];
        claims.push(claim.id);
        article.claims = [claim].into_iter().collect();
        article
    });
    project.articles = articles.collect::<Vec<_>>().into_iter().collect();
    project.index_claims();
    let pairs = (1..claims.len()).map(|at| (claims[at - 1], claims[at]));
    join(&mut project, pairs, &mut SeededIds(15));
    project
}

/// Each source was supplied by the next, and each claim rests on one of them.
fn long_lineage() -> Project {
    let mut project = ordinary();
    let sources: Vec<SourceId> = project.sources.iter().map(|s| s.id).collect();
    let mut ids = SeededIds(16);
    for pair in sources.windows(2) {
        supply(&mut project, &mut ids, (pair[0], pair[1]));
    }
    rewrite(&mut project, |_, claim| claim.chains[0].hops.truncate(1));
    project
}

/// Each of some claims says more than the next.
fn long_entailment() -> Project {
    let mut project = ordinary();
    let claims: Vec<ClaimId> = project.claims().take(5_000).map(|(_, claim)| claim.id).collect();
    let pairs = claims.windows(2).map(|pair| (pair[0], pair[1]));
    link(&mut project, pairs, &mut SeededIds(17), LinkKind::Entails);
    project
}

/// Each of many claims says more than two of those before it, one of them near.
fn wide_entailment() -> Project {
    let mut project = ordinary();
    let claims: Vec<ClaimId> = project.claims().take(20_000).map(|(_, claim)| claim.id).collect();
    let mut ids = SeededIds(18);
    let pairs: Vec<(ClaimId, ClaimId)> = (1..claims.len())
        .flat_map(|at| {
            let near = at - 1 - ids.bits() as usize % at.min(50);
            let any = ids.bits() as usize % at;
            [(claims[at], claims[near]), (claims[at], claims[any])]
        })
        .collect();
    link(&mut project, pairs.into_iter(), &mut SeededIds(19), LinkKind::Entails);
    project
}
