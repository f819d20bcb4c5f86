//! Repairs: how a project with violations becomes one without, keeping every word that
//! somebody typed. Only on the analyst's request.

use std::sync::Arc;

use super::{RecordKind as K, Violation, check};
use crate::domain::{
    analyst::Analyst,
    anchor::{Anchor, AnchorState},
    article::Article,
    chain::{Chain, MAX_HOPS},
    chunked::{Chunked, Keyed},
    claim::Claim,
    codebook::{Colour, Term},
    ids::{ArticleId, ClaimId, Id, IdSource, SourceId},
    lineage::{LineageBasis, LineageKind},
    project::Project,
    reanchor::reanchor,
    reference::Resolution,
    ruling::RulingAbout,
    source::{Source, SourceKind},
    span::Span,
    text::Text,
    todo::TodoAbout,
    work::{Work, WorkKind},
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
        for violation in &violations {
            if let Violation::Unresolved { wanted, .. } = violation {
                stand_in(&mut project, wanted.kind, &wanted.id);
            }
        }
        strings_and_lists(&mut project);
        articles(&mut project, ids);
        project.index_claims();
        move_superseded(&mut project);
        drop_dangling(&mut project);
    }
    Repaired { project, done }
}

/// Adds a record under an id that others name.
fn stand_in(project: &mut Project, kind: K, id: &str) {
    let name = format!("Missing {} {id}", kind.name());
    match kind {
        K::Source => {
            if let Ok(id) = Id::new(id) {
                project.sources.put(Arc::new(Source::new(id, name, SourceKind::Undetermined)));
            }
        }
        K::Work => {
            if let Ok(id) = Id::new(id) {
                project.works.put(Arc::new(Work::new(id, name, WorkKind::Other)));
            }
        }
        K::Analyst => {
            if let Ok(id) = Id::<Analyst>::new(id) {
                project.analysts.put(Arc::new(Analyst { id, name }));
            }
        }
        K::Term => {
            if let Ok(id) = Id::new(id) {
                let colour = Colour([0x75; 3]);
                project.codebook.put(Arc::new(Term {
                    id,
                    name,
                    definition: String::new(),
                    colour,
                    key: None,
                }));
            }
        }
        _ => {}
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
        }
    });
    each(&mut project.links, |l| {
        clean_all([&mut l.note]);
    });
    each(&mut project.lineage, |l| {
        clean_all([&mut l.note]);
    });
    each(&mut project.rulings, |r| {
        clean_all([&mut r.reason]);
        if let RulingAbout::Dismissed { code, .. } = &mut r.about {
            clean(code);
        }
    });
    each(&mut project.todos, |t| {
        clean(&mut t.text);
    });
    let circles: Vec<_> = {
        let mut out = Vec::new();
        super::cycles::part_of(project, &mut out);
        out.into_iter().map(|v| v.record().id.clone()).collect()
    };
    each(&mut project.lineage, |l| {
        if circles.iter().any(|id| id == l.id.as_str()) {
            l.kind = LineageKind::ControlledBy;
        }
    });
}

fn articles(project: &mut Project, ids: &mut impl IdSource) {
    let known: Vec<ArticleId> = project.articles.iter().map(|a| a.id).collect();
    let mut out = Vec::new();
    super::cycles::revisions(project, &mut out);
    let circles: Vec<String> = out.into_iter().map(|v| v.record().id.clone()).collect();
    let mut seen = std::collections::HashSet::new();
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
            || circles.iter().any(|id| id == a.id.as_str())
        {
            head.revision_of = None;
        }
        a.sha256 = a.text.sha256().into();
        structure(a);
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

fn structure(article: &mut Article) {
    let chars = article.text.len();
    let cut = |span: &mut Span| *span = Span::new(span.start.min(chars), span.end.min(chars));
    let structure = Arc::make_mut(&mut article.structure);
    structure.blocks.iter_mut().for_each(|b| cut(&mut b.span));
    for mark in &mut structure.marks {
        cut(&mut mark.span);
        clean_all([&mut mark.target]);
    }
    let references = Arc::make_mut(&mut article.references);
    let known: Vec<_> = references.iter().map(|r| r.id).collect();
    for reference in references {
        clean(&mut reference.label);
        cut(&mut reference.entry_span);
        reference.markers.iter_mut().for_each(cut);
        if let Resolution::Ibid(of) = reference.resolution
            && !known.contains(&of)
        {
            reference.resolution = Resolution::Unresolved;
        }
    }
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
    let mut fresh = std::collections::HashSet::new();
    for assessment in &mut claim.assessments {
        clean_all([&mut assessment.rationale, &mut assessment.would_change]);
        if !fresh.insert(assessment.id) {
            assessment.id = ids.id();
        }
    }
    let mut fresh = std::collections::HashSet::new();
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
    let mut fresh = std::collections::HashSet::new();
    for evidence in &mut claim.evidence {
        clean_all([&mut evidence.note]);
        evidence.chain = evidence.chain.filter(|id| chains.contains(id));
        if !fresh.insert(evidence.id) {
            evidence.id = ids.id();
        }
    }
}

/// A chain of at most sixteen hops each: what is beyond becomes a chain of its own.
fn split(mut chain: Chain, ids: &mut impl IdSource) -> Vec<Chain> {
    let mut parts = Vec::new();
    while chain.hops.len() > MAX_HOPS {
        let rest = chain.hops.split_off(MAX_HOPS);
        let next = Chain { id: ids.id(), hops: rest, ..chain.clone() };
        parts.push(std::mem::replace(&mut chain, next));
    }
    parts.push(chain);
    parts
}

fn repair_anchor(anchor: &mut Anchor, text: &Text) {
    [&mut anchor.exact, &mut anchor.prefix, &mut anchor.suffix].into_iter().for_each(clean);
    let stands = !anchor.span.is_empty() && text.slice(anchor.span) == Some(&anchor.exact);
    if !anchor.is_lost() && !stands {
        *anchor = reanchor(anchor, text);
    }
}

/// The claims of a superseded article go to its revision, re-anchored.
fn move_superseded(project: &mut Project) {
    let pairs: Vec<(ArticleId, ArticleId)> =
        project.articles.iter().filter_map(|a| Some((a.head.revision_of?, a.id))).collect();
    for (old, new) in pairs {
        let (Some(old), Some(new)) = (project.article(old).cloned(), project.article(new).cloned())
        else {
            continue;
        };
        if old.claims.is_empty() || old.id == new.id {
            continue;
        }
        let (mut old, mut new) = ((*old).clone(), (*new).clone());
        for shared in old.claims.iter() {
            let mut claim = (**shared).clone();
            let hops = claim.chains.iter_mut().flat_map(|c| &mut c.hops);
            for hop in hops {
                let anchors = hop.source_anchors.iter_mut().chain(&mut hop.cue_anchors);
                anchors.for_each(|a| *a = reanchor(a, &new.text));
                hop.reference = None;
            }
            claim.anchors.iter_mut().for_each(|a| *a = reanchor(a, &new.text));
            new.claims.put(Arc::new(claim));
        }
        old.claims = Chunked::default();
        project.articles.put(Arc::new(old));
        project.articles.put(Arc::new(new));
        project.index_claims();
    }
}

/// What is about a claim or article that is nowhere: a link goes, a to-do is kept as one
/// about a stand-in source.
fn drop_dangling(project: &mut Project) {
    let has = |id: ClaimId| project.place(id).is_some();
    let dangling: Vec<_> =
        project.links.iter().filter(|l| !has(l.from) || !has(l.to)).map(|l| l.id).collect();
    let rulings: Vec<_> = project
        .rulings
        .iter()
        .filter(|r| matches!(r.about, RulingAbout::DeclinedPair(a, b) if !has(a) || !has(b)))
        .map(|r| r.id)
        .collect();
    let homeless: Vec<_> = project
        .todos
        .iter()
        .filter(|t| match t.about {
            TodoAbout::Claim(id) => !has(id),
            TodoAbout::Article(id) => project.article(id).is_none(),
            _ => false,
        })
        .cloned()
        .collect();
    let known: std::collections::HashSet<ClaimId> =
        project.places.iter().map(|p| p.claim).collect();
    for id in dangling {
        project.links.remove(id);
    }
    for id in rulings {
        project.rulings.remove(id);
    }
    for mut todo in homeless {
        let name = "Missing subject of a to-do";
        let id: SourceId = Id::new("missing-subject").unwrap_or_else(|_| Id::from_random(0));
        project.sources.put(Arc::new(Source::new(id, name, SourceKind::Undetermined)));
        Arc::make_mut(&mut todo).about = TodoAbout::Source(id);
        project.todos.put(todo);
    }
    each(&mut project.lineage, |l| {
        l.claims.retain(|id| known.contains(id));
        l.basis.retain(|b| !matches!(b, LineageBasis::Claim(id) if !known.contains(id)));
    });
}
