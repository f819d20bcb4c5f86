//! Random edits of a project, for property tests. Ids come from a small pool that all
//! kinds of record share, so that they collide; about half of the edits are refused.

use std::sync::Arc;

use proptest::prelude::*;

use super::{article, at, id};
use crate::domain::{
    analyst::Analyst,
    anchor::Anchor,
    article::{Article, ArticleHead},
    assessment::{Assessment, Confidence},
    chain::{Chain, Hop},
    chunked::{Chunked, Keyed},
    claim::Claim,
    codebook::{Colour, Term},
    edit::Edit,
    evidence::{Bearing, Directness, Evidence},
    ids::Id,
    lineage::{Lineage, LineageBasis, LineageEnds, LineageKind, Standing},
    link::{Link, LinkKind},
    project::{MergedEnds, Project, ProjectHead},
    reanchor::reanchor,
    ruling::{Ruling, RulingAbout, Voice},
    session::Session,
    source::{Source, SourceKind},
    span::Span,
    text::Text,
    todo::{Todo, TodoAbout, TodoKind},
    vocabulary::Vocabulary,
    work::{Work, WorkKind},
};

/// Three numbers and a kind: an edit, once there is a project to choose from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Roll {
    kind: u8,
    a: usize,
    b: usize,
    c: usize,
}

/// Sequences of so many rolls at most.
pub(crate) fn rolls(most: usize) -> impl Strategy<Value = Vec<Roll>> {
    let roll = (0..KINDS, 0..60_usize, 0..60_usize, 0..60_usize);
    let roll = roll.prop_map(|(kind, a, b, c)| Roll { kind, a, b, c });
    prop::collection::vec(roll, 1..most)
}

const KINDS: u8 = 31;

fn pool<T>(n: usize) -> Id<T> {
    id(["n0", "n1", "n2", "n3", "minister", "old-minister", "story", "a0"][n % 8])
}

/// The key of a record that is there, or one from the pool.
fn pick<T: Keyed>(list: &Chunked<T>, n: usize, other: impl Fn(usize) -> T::Key) -> T::Key {
    match list.get_at(n % (list.len() + 1)) {
        Some(record) => record.key(),
        None => other(n),
    }
}

impl Roll {
    /// The edit of this project, at a second of its own.
    pub(crate) fn edit(self, p: &Project, step: usize) -> Edit {
        let Self { kind, a, b, c } = self;
        let by = pick(&p.analysts, c % 7, pool);
        let now = at(1000 + 60 * step as i64);
        let source = |n| pick(&p.sources, n, pool);
        let work = |n| pick(&p.works, n, pool);
        let in_article = |n| pick(&p.articles, n, pool);
        let claim = |n| pick(&p.places, n, pool);
        match kind {
            0 => Edit::SetHead(ProjectHead {
                title: ["A", "B", " ", "two\rlines"][a % 4].to_owned(),
                ..(*p.head).clone()
            }),
            1 => Edit::PutAnalyst(Analyst { id: pool(a), name: format!("Analyst {b}") }),
            2 => {
                let mut new = Source::new(pool(a), format!("Source {b}"), SourceKind::ALL[b % 9]);
                new.notes = (c % 2 == 0).then(|| format!("note {c}"));
                Edit::PutSource(new)
            }
            3 => Edit::RemoveSource(source(a)),
            4 | 30 => Edit::MergeSources { from: source(a), into: source(b), by, at: now },
            5 => Edit::SplitSource {
                from: source(a),
                new: Source::new(pool(b), "Split off", SourceKind::Other),
                claims: vec![claim(b), claim(c)],
                works: vec![work(c)],
            },
            6 => {
                let mut new = Work::new(pool(a), format!("Work {b}"), WorkKind::ALL[b % 15]);
                new.authors = vec![source(b), source(c)];
                Edit::PutWork(new)
            }
            7 => Edit::RemoveWork(work(a)),
            8 => Edit::MergeWorks { from: work(a), into: work(b), by, at: now },
            9 => Edit::SplitWork {
                from: work(a),
                new: Work::new(pool(b), "Split off", WorkKind::Other),
                claims: vec![claim(c)],
            },
            10 => Edit::AddArticle(Box::new(self.article(p))),
            11 => {
                let head = ArticleHead {
                    title: format!("Title {b}"),
                    work: (b % 2 == 0).then(|| work(b)),
                    revision_of: (c % 3 == 0).then(|| in_article(c)),
                    ..ArticleHead::default()
                };
                Edit::SetArticleHead { article: in_article(a), head }
            }
            12 => {
                let known = p.article(in_article(a)).map(|a| (*a.references).clone());
                let mut references = known.unwrap_or_default();
                references.truncate(b % 3);
                references.reverse();
                for reference in &mut references {
                    reference.work = (c % 2 == 0).then(|| work(c));
                }
                Edit::SetReferences { article: in_article(a), references }
            }
            13 => Edit::RemoveArticle(in_article(a)),
            14 => self.revision(p),
            15..=18 => {
                Edit::PutClaim { article: in_article(a), claim: Box::new(self.claim(p, step)) }
            }
            19 => Edit::RemoveClaims(vec![claim(a), claim(b)]),
            20 => Edit::PutLink(Link {
                id: pool(a),
                from: claim(b),
                to: claim(c),
                kind: LinkKind::Supports,
                by,
                at: now,
                note: None,
            }),
            21 => match a % 4 {
                0 => Edit::RemoveLink(pick(&p.links, b, pool)),
                1 => Edit::RemoveLineage(pick(&p.lineage, b, pool)),
                2 => Edit::RemoveRuling(pick(&p.rulings, b, pool)),
                _ => Edit::RemoveTodo(pick(&p.todos, b, pool)),
            },
            22 | 23 => {
                let ends = if a % 2 == 0 {
                    LineageEnds::Sources { from: named(p, b), to: source(c) }
                } else {
                    LineageEnds::Works { from: work(b), to: work(c) }
                };
                Edit::PutLineage(Lineage {
                    id: pool(a),
                    ends,
                    kind: LineageKind::ALL[b % 3],
                    since: None,
                    until: None,
                    claims: if c % 2 == 0 { vec![claim(c)] } else { Vec::new() },
                    basis: vec![LineageBasis::Claim(claim(a)), LineageBasis::Work(work(a))],
                    standing: Standing::Alleged,
                    by,
                    at: now,
                    note: None,
                })
            }
            24 => {
                let about = match a % 4 {
                    0 => RulingAbout::NotSameSource(named(p, b), source(c)),
                    1 => RulingAbout::NotSameWork(work(b), work(c)),
                    2 => RulingAbout::DeclinedPair(claim(b), claim(c)),
                    _ => RulingAbout::Independent(Voice::Source(named(p, b)), Voice::Work(work(c))),
                };
                Edit::PutRuling(Ruling {
                    id: pool(a),
                    about,
                    by,
                    at: now,
                    reason: None,
                    basis: None,
                })
            }
            25 => {
                let about = match b % 4 {
                    0 => TodoAbout::Claim(claim(c)),
                    1 => TodoAbout::Source(named(p, c)),
                    2 => TodoAbout::Work(work(c)),
                    _ => TodoAbout::Article(in_article(c)),
                };
                Edit::PutTodo(Todo {
                    id: pool(a),
                    about,
                    kind: TodoKind::Ask,
                    text: format!("to do {b}"),
                    by,
                    at: now,
                    done: None,
                })
            }
            26 => Edit::PutTerm(Term {
                id: pool(a),
                name: format!("Kind {b}"),
                definition: String::new(),
                colour: Colour([a as u8, b as u8, c as u8]),
                key: None,
            }),
            27 => Edit::RemoveTerm {
                term: if b % 2 == 0 {
                    id("on-record-statement")
                } else {
                    pick(&p.codebook, a, pool)
                },
                replacement: (c % 2 == 0).then(|| pick(&p.codebook, c, pool)),
            },
            28 => Edit::PutSession(Session {
                id: pool(a),
                by,
                started: now,
                ended: None,
                opened: vec![in_article(b)],
            }),
            _ => Edit::Batch(vec![
                Self { kind: (a % 29) as u8, ..self }.edit(p, step),
                Self { kind: (b % 29) as u8, ..self }.edit(p, step),
            ]),
        }
    }

    fn article(self, p: &Project) -> Article {
        let name: Id<Article> = pool(self.a);
        let mut new = article(name.as_str(), "Another text of a few words.\n");
        let place = (self.b % 8) as u32;
        let span = Span::new(place, place + 6);
        let anchor = Anchor::new(&new.text, span).expect("inside");
        let by = pick(&p.analysts, self.c % 7, pool);
        let claim = |n| Claim::new(pick(&p.places, n, pool), anchor.clone(), by, at(500));
        new.claims = [claim(self.b), claim(self.c)].into_iter().collect();
        new
    }

    fn revision(self, p: &Project) -> Edit {
        let superseded = pick(&p.articles, self.a, pool);
        let name: Id<Article> = pool(self.b);
        let Some(old) = p.article(superseded) else {
            let revision = Box::new(article(name.as_str(), "New"));
            return Edit::Revise { superseded, revision, claims: Vec::new() };
        };
        // As a re-anchoring may do it: found where it was if the text only grew, else lost.
        let text = if self.c.is_multiple_of(2) {
            format!("{}More.\n", old.text.as_str())
        } else {
            "x".into()
        };
        let text = Text::new(text);
        let placed = |anchor: &Anchor| {
            let found = reanchor(anchor, &text);
            let stands = text.slice(found.span) == Some(&found.exact) && !found.span.is_empty();
            let state = crate::domain::anchor::AnchorState::Lost;
            if stands { found } else { Anchor { state, ..anchor.clone() } }
        };
        let mut claims: Vec<Claim> = old.claims.iter().map(|c| (**c).clone()).collect();
        for claim in &mut claims {
            claim.anchors.iter_mut().for_each(|a| *a = placed(a));
            for hop in claim.chains.iter_mut().flat_map(|c| &mut c.hops) {
                hop.reference = None;
                let anchors = hop.source_anchors.iter_mut().chain(&mut hop.cue_anchors);
                anchors.for_each(|a| *a = placed(a));
            }
        }
        if self.c.is_multiple_of(5) {
            claims.pop();
        }
        let mut revision = article(name.as_str(), text.as_str());
        Arc::make_mut(&mut revision.head).work = old.head.work;
        Edit::Revise { superseded, revision: Box::new(revision), claims }
    }

    /// A new claim, or a known one in another place or with other contents.
    fn claim(self, p: &Project, step: usize) -> Claim {
        let Self { a, b, c, .. } = self;
        let by = pick(&p.analysts, c % 7, pool);
        let now = at(1000 + 60 * step as i64);
        let fresh = format!("made{step}");
        let text = p.article(pick(&p.articles, a, pool)).map(|a| Arc::clone(&a.text));
        let place = Span::new(b as u32 % 12, b as u32 % 12 + 5);
        let text = text.unwrap_or_else(|| Arc::new(Text::new("x".repeat(30))));
        let anchor = Anchor::new(&text, place).unwrap_or_else(|| Anchor {
            span: place,
            exact: "lost".into(),
            prefix: String::new(),
            suffix: String::new(),
            state: crate::domain::anchor::AnchorState::Lost,
        });
        let known = p.claim(pick(&p.places, b, pool));
        let mut claim = match known {
            Some(known) => (**known).clone(),
            None => Claim::new(pool(b), anchor.clone(), by, now),
        };
        claim.modified = now;
        match c % 6 {
            0 => claim.anchors = vec![anchor],
            1 => claim.paraphrase = Some(format!("paraphrase {step}")),
            2 => {
                let hop = Hop {
                    sources: vec![named(p, a), named(p, b)],
                    work: (a % 2 == 0).then(|| pick(&p.works, b, pool)),
                    ..Hop::default()
                };
                claim.chains.push(Chain::new(id(&fresh), vec![hop], by, now));
            }
            3 => claim.evidence.push(Evidence {
                id: id(&fresh),
                kind: pick(&p.codebook, a, pool),
                directness: Directness::default(),
                chain: claim.chains.first().map(|c| c.id),
                work: (b % 2 == 0).then(|| pick(&p.works, b, pool)),
                bearing: Bearing::default(),
                note: None,
                by,
                at: now,
            }),
            4 => claim.assessments.push(Assessment::new(id(&fresh), by, now)),
            _ => {
                for assessment in &mut claim.assessments {
                    assessment.confidence = Some(Confidence::High);
                }
            }
        }
        claim
    }
}

/// A source under any of its ids, old ones included.
fn named(p: &Project, n: usize) -> Id<Source> {
    let merged = p.merged.get_at(n % (p.merged.len() * 2 + 1)).map(|m| m.ends);
    match merged {
        Some(MergedEnds::Sources { from, .. }) => from,
        _ => pick(&p.sources, n, pool),
    }
}
