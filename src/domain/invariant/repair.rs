//! Repairs: how a project with violations becomes one without, keeping every word that
//! somebody typed. Only on the analyst's request.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{check, cycles, stand_in};
use crate::domain::{
    anchor::{Anchor, AnchorState},
    article::Article,
    chain::{Chain, ChainEnd, MAX_HOPS},
    chunked::{Chunked, Keyed},
    claim::Claim,
    ids::{ArticleId, IdSource},
    lineage::LineageKind,
    project::{MergedEnds, Project},
    reanchor::reanchor,
    reference::Resolution,
    ruling::RulingAbout,
    span::Span,
    text::Text,
};

/// A repaired project.
#[derive(Debug, Clone)]
pub struct Repaired {
    /// The project, without violations.
    pub project: Project,
    /// What was done, a sentence each.
    pub done: Vec<String>,
}

/// Repairs all violations of a project.
pub fn repair(project: &Project, ids: &mut impl IdSource) -> Repaired {
    let mut project = project.clone();
    let mut done = Vec::new();
    // A repair may uncover another violation: a stand-in is added, then its field is read.
    for _ in 0..4 {
        let violations = check(&project);
        if violations.is_empty() {
            break;
        }
        done.extend(violations.iter().map(|v| format!("{v}: {}", v.remedy())));
        redirects(&mut project);
        stand_in::add(&mut project, &violations, ids);
        strings_and_lists(&mut project);
        articles(&mut project, ids);
        project.index_claims();
        move_superseded(&mut project);
    }
    Repaired { project, done }
}

/// Takes out redirects of records that are still there.
fn redirects(project: &mut Project) {
    let there = project.merged.iter().filter(|m| match m.ends {
        MergedEnds::Sources { from, .. } => project.sources.get(from).is_some(),
        MergedEnds::Works { from, .. } => project.works.get(from).is_some(),
    });
    for key in there.map(|m| m.key()).collect::<Vec<_>>() {
        project.merged.remove(key);
    }
}

fn clean(text: &mut String) {
    if text.contains('\r') {
        *text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
}

fn clean_all<'a>(texts: impl IntoIterator<Item = &'a mut Option<String>>) {
    texts.into_iter().flatten().for_each(clean);
}

fn named(text: &mut String) {
    clean(text);
    if text.trim().is_empty() {
        "Untitled".clone_into(text);
    }
}

/// Changes every record of a list in place. The key must not change.
fn each<T: Keyed + Clone>(list: &mut Chunked<T>, mut change: impl FnMut(&mut T)) {
    let all: Vec<_> = list.iter().cloned().collect();
    for mut shared in all {
        change(Arc::make_mut(&mut shared));
        list.put(shared);
    }
}

fn strings_and_lists(project: &mut Project) {
    let head = Arc::make_mut(&mut project.head);
    named(&mut head.title);
    clean_all([&mut head.description]);
    each(&mut project.analysts, |a| {
        named(&mut a.name);
    });
    each(&mut project.codebook, |t| {
        named(&mut t.name);
        clean(&mut t.definition);
    });
    each(&mut project.sources, |s| {
        named(&mut s.name);
        s.aliases.iter_mut().for_each(clean);
        clean_all([&mut s.role, &mut s.description, &mut s.url, &mut s.notes]);
        for grade in &mut s.reliability {
            clean_all([&mut grade.about, &mut grade.why]);
        }
    });
    each(&mut project.works, |w| {
        clean(&mut w.title);
        clean_all([
            &mut w.container,
            &mut w.publisher,
            &mut w.url,
            &mut w.archived_url,
            &mut w.pages,
            &mut w.raw,
        ]);
        if let Some(original) = &mut w.original {
            clean(&mut original.file);
            clean(&mut original.sha256);
        }
    });
    each(&mut project.links, |l| {
        clean_all([&mut l.note]);
    });
    each(&mut project.lineage, |l| {
        clean_all([&mut l.note]);
    });
    each(&mut project.rulings, |r| {
        clean_all([&mut r.reason, &mut r.basis]);
        if let RulingAbout::Dismissed { code, subjects } = &mut r.about {
            std::iter::once(code).chain(subjects).for_each(clean);
        }
    });
    each(&mut project.todos, |t| {
        clean(&mut t.text);
    });
    let mut out = Vec::new();
    cycles::part_of(project, &mut out);
    let circles: HashSet<String> = out.into_iter().map(|v| v.record().id.clone()).collect();
    each(&mut project.lineage, |l| {
        if circles.contains(l.id.as_str()) {
            l.kind = LineageKind::ControlledBy;
        }
    });
}

fn articles(project: &mut Project, ids: &mut impl IdSource) {
    let known: HashSet<ArticleId> = project.articles.iter().map(|a| a.id).collect();
    let mut out = Vec::new();
    cycles::revisions(project, &mut out);
    let circles: HashSet<String> = out.into_iter().map(|v| v.record().id.clone()).collect();
    let mut seen = HashSet::new();
    each(&mut project.articles, |a| {
        let head = Arc::make_mut(&mut a.head);
        named(&mut head.title);
        clean_all([
            &mut head.byline,
            &mut head.publisher,
            &mut head.url,
            &mut head.archived_url,
            &mut head.language,
        ]);
        if head.revision_of.is_some_and(|id| !known.contains(&id))
            || circles.contains(a.id.as_str())
        {
            head.revision_of = None;
        }
        a.sha256 = a.text.sha256().into();
        structure(a, ids);
        let claims = a.claims.iter().map(|shared| {
            let mut claim = (**shared).clone();
            if !seen.insert(claim.id) {
                claim.id = ids.id();
                seen.insert(claim.id);
            }
            repair_claim(&mut claim, a, ids);
            claim
        });
        a.claims = claims.collect();
    });
    each(&mut project.sessions, |s| {
        s.opened.retain(|id| known.contains(id));
    });
}

fn structure(article: &mut Article, ids: &mut impl IdSource) {
    let chars = article.text.len();
    let cut = |span: &mut Span| *span = Span::new(span.start.min(chars), span.end.min(chars));
    let structure = Arc::make_mut(&mut article.structure);
    structure.blocks.iter_mut().for_each(|b| cut(&mut b.span));
    for mark in &mut structure.marks {
        cut(&mut mark.span);
        clean_all([&mut mark.target]);
    }
    let references = Arc::make_mut(&mut article.references);
    let mut known = HashSet::new();
    for reference in references.iter_mut() {
        if !known.insert(reference.id) {
            reference.id = ids.id();
            known.insert(reference.id);
        }
    }
    for reference in references.iter_mut() {
        clean(&mut reference.label);
        cut(&mut reference.entry_span);
        reference.markers.iter_mut().for_each(cut);
        if let Resolution::Ibid(of) = reference.resolution
            && !known.contains(&of)
        {
            reference.resolution = Resolution::Unresolved;
        }
    }
    references.sort_by_key(|r| (r.entry_span, r.id));
}

fn repair_claim(claim: &mut Claim, article: &Article, ids: &mut impl IdSource) {
    let text = &article.text;
    if claim.anchors.is_empty() {
        let exact = String::new();
        claim.anchors.push(Anchor {
            span: Span::default(),
            prefix: exact.clone(),
            suffix: exact.clone(),
            exact,
            state: AnchorState::Lost,
        });
    }
    claim.anchors.iter_mut().for_each(|a| repair_anchor(a, text));
    clean_all([&mut claim.paraphrase, &mut claim.note]);
    claim.tags.iter_mut().for_each(clean);
    claim.reviews.iter_mut().for_each(|r| clean_all([&mut r.note]));
    let mut fresh = HashSet::new();
    for assessment in &mut claim.assessments {
        clean_all([&mut assessment.rationale, &mut assessment.would_change]);
        if !fresh.insert(assessment.id) {
            assessment.id = ids.id();
        }
    }
    let mut fresh = HashSet::new();
    claim.chains =
        std::mem::take(&mut claim.chains).into_iter().flat_map(|c| split(c, ids)).collect();
    for chain in &mut claim.chains {
        if !fresh.insert(chain.id) {
            chain.id = ids.id();
        }
        clean_all([&mut chain.doubtful]);
        for hop in &mut chain.hops {
            clean_all([&mut hop.introduced_as, &mut hop.addressee, &mut hop.locator]);
            hop.source_anchors
                .iter_mut()
                .chain(&mut hop.cue_anchors)
                .for_each(|a| repair_anchor(a, text));
            hop.reference =
                hop.reference.filter(|id| article.references.iter().any(|r| r.id == *id));
            if let Some(check) = &mut hop.check {
                clean_all([&mut check.quote]);
            }
        }
    }
    let chains: Vec<_> = claim.chains.iter().map(|c| c.id).collect();
    let mut fresh = HashSet::new();
    for evidence in &mut claim.evidence {
        clean_all([&mut evidence.note]);
        evidence.chain = evidence.chain.filter(|id| chains.contains(id));
        if !fresh.insert(evidence.id) {
            evidence.id = ids.id();
        }
    }
}

/// Chains of at most [`MAX_HOPS`] hops: what is beyond becomes a chain of its own.
fn split(mut chain: Chain, ids: &mut impl IdSource) -> Vec<Chain> {
    let mut parts = Vec::new();
    while chain.hops.len() > MAX_HOPS {
        let rest = chain.hops.split_off(MAX_HOPS);
        let first = std::mem::replace(&mut chain.hops, rest);
        // The last part keeps id and end: evidence stands at the end of a chain.
        let end = ChainEnd::NotFollowed;
        parts.push(Chain { id: ids.id(), hops: first, end, ..chain.clone() });
    }
    parts.push(chain);
    parts
}

fn repair_anchor(anchor: &mut Anchor, text: &Text) {
    [&mut anchor.exact, &mut anchor.prefix, &mut anchor.suffix].into_iter().for_each(clean);
    let stands = !anchor.span.is_empty() && text.slice(anchor.span) == Some(&anchor.exact);
    if !anchor.is_lost() && !stands {
        *anchor = found(anchor, text);
    }
}

/// The anchor where its words stand in the text; lost, with the words, if they do not.
fn found(anchor: &Anchor, text: &Text) -> Anchor {
    let found = reanchor(anchor, text);
    let stands = !found.span.is_empty() && text.slice(found.span) == Some(&found.exact);
    if stands || found.is_lost() {
        found
    } else {
        Anchor { state: AnchorState::Lost, ..anchor.clone() }
    }
}

/// The claims of a superseded article go to its newest revision, re-anchored.
fn move_superseded(project: &mut Project) {
    let revisions: HashMap<ArticleId, ArticleId> =
        project.articles.iter().filter_map(|a| Some((a.head.revision_of?, a.id))).collect();
    let mut moved = false;
    for (&old, &first) in &revisions {
        let mut newest = first;
        // Circles were broken before: this ends.
        while let Some(next) = revisions.get(&newest).filter(|next| **next != old) {
            newest = *next;
        }
        let (Some(old), Some(new)) =
            (project.article(old).cloned(), project.article(newest).cloned())
        else {
            continue;
        };
        if old.claims.is_empty() {
            continue;
        }
        let (mut emptied, mut filled) = ((*old).clone(), (*new).clone());
        for claim in old.claims.iter() {
            filled.claims.put(Arc::new(moved_claim(claim, &old, &new)));
        }
        emptied.claims = Chunked::default();
        project.articles.put(Arc::new(emptied));
        project.articles.put(Arc::new(filled));
        moved = true;
    }
    if moved {
        project.index_claims();
    }
}

fn moved_claim(claim: &Claim, old: &Article, new: &Article) -> Claim {
    let mut claim = claim.clone();
    for hop in claim.chains.iter_mut().flat_map(|c| &mut c.hops) {
        let anchors = hop.source_anchors.iter_mut().chain(&mut hop.cue_anchors);
        anchors.for_each(|a| *a = found(a, &new.text));
        let label = old.references.iter().find(|r| Some(r.id) == hop.reference).map(|r| &r.label);
        hop.reference = new.references.iter().find(|r| Some(&r.label) == label).map(|r| r.id);
    }
    claim.anchors.iter_mut().for_each(|a| *a = found(a, &new.text));
    claim
}
