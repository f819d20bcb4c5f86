//! Broken ids, places, hashes and circles.

use std::sync::Arc;

use super::{Break, K, broken, record};
use crate::domain::{
    anchor::AnchorState,
    chunked::Keyed,
    claim::Claim,
    invariant::Violation,
    lineage::{Lineage, LineageBasis, LineageEnds, LineageKind},
    project::{Merged, MergedEnds, Project},
    reference::{Reference, Resolution},
    ruling::{Ruling, RulingAbout, Voice},
    sample::{OTHER_TEXT, TEXT, anchor, change, change_claim, id},
    session::Session,
    span::Span,
    todo::TodoAbout,
};

fn missing(
    (kind, name): (K, &str),
    field: &'static str,
    wanted: K,
    f: impl FnOnce(&mut Project),
) -> Break {
    let (record, wanted) = (record(kind, name), record(wanted, "nowhere"));
    broken(Violation::Unresolved { record, field, wanted }, f)
}

fn references(p: &mut Project, f: impl FnOnce(&mut Vec<Reference>)) {
    change(&mut p.articles, id("a1"), |a| f(Arc::make_mut(&mut a.references)));
}

/// Ids that name nothing, in every field that can hold one.
pub(super) fn unresolved() -> Vec<Break> {
    let mut all = vec![
        missing((K::Source, "minister"), "by", K::Analyst, |p| {
            change(&mut p.sources, id("minister"), |s| s.reliability[0].by = id("nowhere"));
        }),
        missing((K::Work, "report"), "authors", K::Source, |p| {
            change(&mut p.works, id("report"), |w| w.authors[0] = id("nowhere"));
        }),
        missing((K::Article, "a1"), "work", K::Work, |p| {
            change(&mut p.articles, id("a1"), |a| {
                Arc::make_mut(&mut a.head).work = Some(id("nowhere"));
            });
        }),
        missing((K::Article, "a0"), "revision_of", K::Article, |p| {
            change(&mut p.articles, id("a0"), |a| {
                Arc::make_mut(&mut a.head).revision_of = Some(id("nowhere"));
            });
        }),
        missing((K::Reference, "r1"), "work", K::Work, |p| {
            references(p, |r| r[0].work = Some(id("nowhere")));
        }),
        missing((K::Reference, "r2"), "resolution", K::Reference, |p| {
            references(p, |r| r[1].resolution = Resolution::Ibid(id("nowhere")));
        }),
        missing((K::Link, "l1"), "from", K::Claim, |p| {
            change(&mut p.links, id("l1"), |l| l.from = id("nowhere"));
        }),
        missing((K::Link, "l1"), "to", K::Claim, |p| {
            change(&mut p.links, id("l1"), |l| l.to = id("nowhere"));
        }),
        missing((K::Link, "l1"), "by", K::Analyst, |p| {
            change(&mut p.links, id("l1"), |l| l.by = id("nowhere"));
        }),
        missing((K::Merged, "old-minister"), "into", K::Source, |p| {
            merge(p, |m| {
                m.ends = MergedEnds::Sources { from: id("old-minister"), into: id("nowhere") };
            });
        }),
        missing((K::Merged, "old-report"), "into", K::Work, |p| {
            let ends = MergedEnds::Works { from: id("old-report"), into: id("nowhere") };
            change(&mut p.merged, id("old-report"), |m| m.ends = ends);
        }),
        missing((K::Merged, "old-minister"), "by", K::Analyst, |p| {
            merge(p, |m| m.by = id("nowhere"));
        }),
        session("by", K::Analyst, |s| s.by = id("nowhere")),
        session("opened", K::Article, |s| s.opened[0] = id("nowhere")),
    ];
    all.extend(in_claims());
    all.extend(in_lineage());
    all.extend(in_rulings());
    let todos = [
        (K::Claim, TodoAbout::Claim(id("nowhere"))),
        (K::Source, TodoAbout::Source(id("nowhere"))),
        (K::Work, TodoAbout::Work(id("nowhere"))),
        (K::Article, TodoAbout::Article(id("nowhere"))),
    ];
    all.extend(todos.map(|(kind, about)| {
        missing((K::Todo, "t1"), "about", kind, |p| {
            change(&mut p.todos, id("t1"), |t| t.about = about);
        })
    }));
    all.push(missing((K::Todo, "t1"), "by", K::Analyst, |p| {
        change(&mut p.todos, id("t1"), |t| t.by = id("nowhere"));
    }));
    all
}

fn merge(p: &mut Project, f: impl FnOnce(&mut Merged)) {
    change(&mut p.merged, id("old-minister"), f);
}

fn session(field: &'static str, wanted: K, f: impl FnOnce(&mut Session)) -> Break {
    missing((K::Session, "s1"), field, wanted, |p| change(&mut p.sessions, id("s1"), f))
}

fn in_claims() -> Vec<Break> {
    type Change = fn(&mut Claim);
    let changes: [(&'static str, K, Change); 12] = [
        ("by", K::Analyst, |c| c.by = id("nowhere")),
        ("by", K::Analyst, |c| c.chains[0].by = id("nowhere")),
        ("by", K::Analyst, |c| c.evidence[0].by = id("nowhere")),
        ("by", K::Analyst, |c| c.assessments[0].by = id("nowhere")),
        ("by", K::Analyst, |c| c.reviews[0].by = id("nowhere")),
        ("check", K::Analyst, |c| {
            c.chains[0].hops[0].check.as_mut().expect("checked").by = id("nowhere");
        }),
        ("chains", K::Source, |c| c.chains[0].hops[0].sources[1] = id("nowhere")),
        ("chains", K::Work, |c| c.chains[0].hops[0].work = Some(id("nowhere"))),
        ("chains", K::Reference, |c| c.chains[0].hops[0].reference = Some(id("nowhere"))),
        ("evidence", K::Term, |c| c.evidence[0].kind = id("nowhere")),
        ("evidence", K::Chain, |c| c.evidence[0].chain = Some(id("nowhere"))),
        ("evidence", K::Work, |c| c.evidence[0].work = Some(id("nowhere"))),
    ];
    changes
        .map(|(field, wanted, f)| {
            missing((K::Claim, "safe"), field, wanted, |p| change_claim(p, "safe", f))
        })
        .into()
}

fn in_lineage() -> Vec<Break> {
    type Change = fn(&mut Lineage);
    let changes: [(&'static str, K, Change); 8] = [
        ("from", K::Source, |l| {
            l.ends = LineageEnds::Sources { from: id("nowhere"), to: id("ministry") };
        }),
        ("to", K::Source, |l| {
            l.ends = LineageEnds::Sources { from: id("ministry"), to: id("nowhere") };
        }),
        ("from", K::Work, |l| {
            l.ends = LineageEnds::Works { from: id("nowhere"), to: id("report") };
        }),
        ("to", K::Work, |l| {
            l.ends = LineageEnds::Works { from: id("story"), to: id("nowhere") };
        }),
        ("claims", K::Claim, |l| l.claims = vec![id("nowhere")]),
        ("basis", K::Claim, |l| l.basis[0] = LineageBasis::Claim(id("nowhere"))),
        ("basis", K::Work, |l| l.basis[1] = LineageBasis::Work(id("nowhere"))),
        ("by", K::Analyst, |l| l.by = id("nowhere")),
    ];
    changes
        .map(|(field, wanted, f)| {
            missing((K::Lineage, "copied"), field, wanted, |p| {
                change(&mut p.lineage, id("copied"), f);
            })
        })
        .into()
}

fn in_rulings() -> Vec<Break> {
    type Change = fn(&mut Ruling);
    let changes: [(&'static str, K, Change); 6] = [
        ("about", K::Source, |r| {
            r.about = RulingAbout::NotSameSource(id("courier"), id("nowhere"));
        }),
        ("about", K::Work, |r| r.about = RulingAbout::NotSameWork(id("nowhere"), id("book"))),
        ("about", K::Claim, |r| r.about = RulingAbout::DeclinedPair(id("safe"), id("nowhere"))),
        ("about", K::Source, |r| {
            let voices = (Voice::Source(id("nowhere")), Voice::Work(id("book")));
            r.about = RulingAbout::Independent(voices.0, voices.1);
        }),
        ("about", K::Work, |r| {
            let voices = (Voice::Source(id("courier")), Voice::Work(id("nowhere")));
            r.about = RulingAbout::Independent(voices.0, voices.1);
        }),
        ("by", K::Analyst, |r| r.by = id("nowhere")),
    ];
    changes
        .map(|(field, wanted, f)| {
            missing((K::Ruling, "ru1"), field, wanted, |p| change(&mut p.rulings, id("ru1"), f))
        })
        .into()
}

fn twice(kind: K, name: &str, f: impl FnOnce(&mut Project)) -> Break {
    broken(Violation::DuplicateId { record: record(kind, name) }, f)
}

fn outside(
    (kind, name): (K, &str),
    field: &'static str,
    span: Span,
    f: impl FnOnce(&mut Project),
) -> Break {
    let (article, chars) = (id("a1"), TEXT.chars().count() as u32);
    let record = record(kind, name);
    broken(Violation::SpanOutside { record, field, span, article, chars }, f)
}

/// Everything else that is not a string.
pub(super) fn others() -> Vec<Break> {
    let safe = |p: &mut Project, f: fn(&mut Claim)| change_claim(p, "safe", f);
    let beyond = Span::new(4, 5000);
    let mut all = vec![
        twice(K::Claim, "safe", |p| {
            let claim = Arc::clone(p.claim(id("safe")).expect("there"));
            change(&mut p.articles, id("a2"), |a| {
                let mut twin = (*claim).clone();
                twin.anchors = vec![anchor(&a.text, "the Courier")];
                twin.chains.clear();
                twin.evidence.clear();
                twin.paraphrase = Some("of the second one".to_owned());
                a.claims.put(Arc::new(twin));
            });
            p.index_claims();
        }),
        twice(K::Claim, "safe", |p| {
            let mut twin = (**p.claim(id("safe")).expect("there")).clone();
            change(&mut p.articles, id("a1"), |a| {
                twin.anchors = vec![anchor(&a.text, "opened")];
                a.claims.put(Arc::new(twin));
            });
            p.index_claims();
        }),
        twice(K::Chain, "ch1", |p| safe(p, |c| c.chains.push(c.chains[0].clone()))),
        twice(K::Evidence, "e1", |p| safe(p, |c| c.evidence.push(c.evidence[0].clone()))),
        twice(K::Assessment, "as1", |p| {
            safe(p, |c| c.assessments.push(c.assessments[0].clone()));
        }),
        twice(K::Reference, "r1", |p| {
            references(p, |r| {
                let mut twin = r[0].clone();
                twin.label = "second".to_owned();
                r.push(twin);
            });
        }),
        twice(K::Merged, "officials", |p| {
            let ends = MergedEnds::Sources { from: id("officials"), into: id("ministry") };
            redirect(p, ends);
        }),
        twice(K::Merged, "book", |p| {
            redirect(p, MergedEnds::Works { from: id("book"), into: id("report") });
        }),
        broken(Violation::NoAnchor { record: record(K::Claim, "safe") }, |p| {
            safe(p, |c| c.anchors.clear());
        }),
        broken(Violation::ChainTooLong { record: record(K::Chain, "ch1"), hops: 17 }, |p| {
            safe(p, |c| {
                let hop = c.chains[0].hops[0].clone();
                c.chains[0].hops = (0..17).map(|_| hop.clone()).collect();
            });
        }),
        broken(Violation::TextHash { record: record(K::Article, "a2") }, |p| {
            change(&mut p.articles, id("a2"), |a| a.sha256 = "0".repeat(64).into());
        }),
        broken(Violation::RevisionCycle { record: record(K::Article, "a0") }, |p| {
            change(&mut p.articles, id("a0"), |a| {
                Arc::make_mut(&mut a.head).revision_of = Some(id("a0"));
            });
        }),
        broken(Violation::RevisionCycle { record: record(K::Article, "a01") }, |p| {
            change(&mut p.articles, id("a0"), |a| {
                Arc::make_mut(&mut a.head).revision_of = Some(id("a01"));
            });
        }),
        broken(Violation::SupersededWithClaims { record: record(K::Article, "a1") }, |p| {
            change(&mut p.articles, id("a2"), |a| {
                Arc::make_mut(&mut a.head).revision_of = Some(id("a1"));
            });
        }),
        circle(LineageEnds::Sources { from: id("ministry"), to: id("old-minister") }),
    ];
    all.extend(anchors());
    all.extend([
        outside((K::Article, "a1"), "blocks", beyond, |p| {
            change(&mut p.articles, id("a1"), |a| {
                Arc::make_mut(&mut a.structure).blocks[0].span = Span::new(4, 5000);
            });
        }),
        outside((K::Article, "a1"), "marks", beyond, |p| {
            change(&mut p.articles, id("a1"), |a| {
                Arc::make_mut(&mut a.structure).marks[0].span = Span::new(4, 5000);
            });
        }),
        outside((K::Reference, "r1"), "entry_span", beyond, |p| {
            references(p, |r| r[0].entry_span = Span::new(4, 5000));
        }),
        outside((K::Reference, "r1"), "markers", beyond, |p| {
            references(p, |r| r[0].markers[0] = Span::new(4, 5000));
        }),
    ]);
    all
}

fn redirect(p: &mut Project, ends: MergedEnds) {
    p.merged.put(Arc::new(Merged { ends, by: id("ann"), at: crate::domain::sample::at(3) }));
}

/// Closes a circle with `member`, through an id that was merged away.
fn circle(ends: LineageEnds) -> Break {
    let record = record(K::Lineage, "zz");
    broken(Violation::PartOfCycle { record }, |p| {
        let mut edge = (**p.lineage.get(id("member")).expect("there")).clone();
        (edge.id, edge.ends) = (id("zz"), ends);
        edge.kind = LineageKind::PartOf { one_voice: true };
        assert!(edge.key() > id("member"));
        p.lineage.put(Arc::new(edge));
    })
}

fn anchors() -> Vec<Break> {
    let claim = (K::Claim, "safe");
    let beyond = Span::new(4, 5000);
    let empty = Span::new(4, 4);
    let wrong_words = |field, f: fn(&mut Claim)| {
        let span = Span::new(0, 10);
        let record = record(K::Claim, "safe");
        broken(Violation::AnchorMismatch { record, field, span }, |p| {
            change_claim(p, "safe", f);
        })
    };
    assert!(!TEXT.contains("zeppelins") && !OTHER_TEXT.contains("zeppelins"));
    vec![
        outside(claim, "anchors", beyond, |p| {
            change_claim(p, "safe", |c| c.anchors[1].span = Span::new(4, 5000));
        }),
        outside(claim, "anchors", empty, |p| {
            change_claim(p, "safe", |c| c.anchors[1].span = Span::new(4, 4));
        }),
        outside(claim, "anchors", Span { start: 9, end: 4 }, |p| {
            change_claim(p, "safe", |c| c.anchors[1].span = Span { start: 9, end: 4 });
        }),
        outside(claim, "source_anchors", beyond, |p| {
            change_claim(p, "safe", |c| {
                c.chains[0].hops[0].source_anchors[0].span = Span::new(4, 5000);
            });
        }),
        outside(claim, "cue_anchors", beyond, |p| {
            change_claim(p, "safe", |c| {
                c.chains[0].hops[0].cue_anchors[0].span = Span::new(4, 5000);
                // A moved anchor has to stand where it says, too.
                c.chains[0].hops[0].cue_anchors[0].state =
                    AnchorState::Moved { percent: 90, was: Span::new(1, 2) };
            });
        }),
        wrong_words("anchors", |c| c.anchors[0].exact = "zeppelins!".to_owned()),
        wrong_words("source_anchors", |c| {
            c.chains[0].hops[0].source_anchors[0].span = Span::new(0, 10);
        }),
        wrong_words("cue_anchors", |c| {
            c.chains[0].hops[0].cue_anchors[0].span = Span::new(0, 10);
        }),
    ]
}
