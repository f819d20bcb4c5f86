//! Carriage returns and empty names, in every field that can hold one.

use std::sync::Arc;

use super::{Break, K, broken, record};
use crate::domain::{
    anchor::AnchorState,
    article::ArticleHead,
    claim::Claim,
    codebook::Term,
    invariant::Violation,
    project::Project,
    ruling::{Ruling, RulingAbout},
    sample::{change, change_claim, id},
    source::Source,
    work::Work,
};

const CR: &str = "typed\rbefore";

fn cr() -> String {
    CR.to_owned()
}

fn returned(kind: K, name: &str, field: &'static str, f: impl FnOnce(&mut Project)) -> Break {
    broken(Violation::CarriageReturn { record: record(kind, name), field }, f)
}

fn empty(kind: K, name: &str, field: &'static str, f: impl FnOnce(&mut Project)) -> Break {
    broken(Violation::Empty { record: record(kind, name), field }, f)
}

fn reference_label(p: &mut Project) {
    change(&mut p.articles, id("a1"), |a| Arc::make_mut(&mut a.references)[0].label = cr());
}

fn mark_target(p: &mut Project) {
    change(&mut p.articles, id("a1"), |a| {
        Arc::make_mut(&mut a.structure).marks[0].target = Some(cr());
    });
}

pub(super) fn all() -> Vec<Break> {
    let mut all = vec![
        returned(K::Project, "", "title", |p| Arc::make_mut(&mut p.head).title = cr()),
        returned(K::Project, "", "description", |p| {
            Arc::make_mut(&mut p.head).description = Some(cr());
        }),
        returned(K::Analyst, "ann", "name", |p| {
            change(&mut p.analysts, id("ann"), |a| a.name = cr());
        }),
        returned(K::Reference, "r1", "label", reference_label),
        returned(K::Article, "a1", "marks", mark_target),
        returned(K::Link, "l1", "note", |p| {
            change(&mut p.links, id("l1"), |l| l.note = Some(cr()));
        }),
        returned(K::Lineage, "copied", "note", |p| {
            change(&mut p.lineage, id("copied"), |l| l.note = Some(cr()));
        }),
        returned(K::Todo, "t1", "text", |p| change(&mut p.todos, id("t1"), |t| t.text = cr())),
        empty(K::Project, "", "title", |p| Arc::make_mut(&mut p.head).title.clear()),
        empty(K::Analyst, "ann", "name", |p| {
            change(&mut p.analysts, id("ann"), |a| a.name = " ".to_owned());
        }),
        empty(K::Source, "courier", "name", |p| {
            change(&mut p.sources, id("courier"), |s| s.name.clear());
        }),
        empty(K::Article, "a2", "title", |p| {
            change(&mut p.articles, id("a2"), |a| Arc::make_mut(&mut a.head).title.clear());
        }),
        empty(K::Term, "background", "name", |p| {
            change(&mut p.codebook, id("background"), |t| t.name.clear());
        }),
    ];
    all.extend(in_terms());
    all.extend(in_sources());
    all.extend(in_works());
    all.extend(in_heads());
    all.extend(in_claims());
    all.extend(in_rulings());
    all
}

fn in_terms() -> Vec<Break> {
    let changes: [(_, fn(&mut Term)); 2] =
        [("name", |t| t.name = cr()), ("definition", |t| t.definition = cr())];
    let term = |(field, f)| {
        returned(K::Term, "background", field, |p| change(&mut p.codebook, id("background"), f))
    };
    changes.map(term).into()
}

fn in_sources() -> Vec<Break> {
    let changes: [(_, fn(&mut Source)); 8] = [
        ("name", |s| s.name = cr()),
        ("aliases", |s| s.aliases[0] = cr()),
        ("role", |s| s.role = Some(cr())),
        ("description", |s| s.description = Some(cr())),
        ("url", |s| s.url = Some(cr())),
        ("notes", |s| s.notes = Some(cr())),
        ("reliability", |s| s.reliability[0].about = Some(cr())),
        ("reliability", |s| s.reliability[0].why = Some(cr())),
    ];
    let source = |(field, f)| {
        returned(K::Source, "minister", field, |p| change(&mut p.sources, id("minister"), f))
    };
    changes.map(source).into()
}

fn in_works() -> Vec<Break> {
    let changes: [(_, fn(&mut Work)); 9] = [
        ("title", |w| w.title = cr()),
        ("container", |w| w.container = Some(cr())),
        ("publisher", |w| w.publisher = Some(cr())),
        ("url", |w| w.url = Some(cr())),
        ("archived_url", |w| w.archived_url = Some(cr())),
        ("pages", |w| w.pages = Some(cr())),
        ("raw", |w| w.raw = Some(cr())),
        ("original", |w| w.original.as_mut().expect("obtained").file = cr()),
        ("original", |w| w.original.as_mut().expect("obtained").sha256 = cr()),
    ];
    let work =
        |(field, f)| returned(K::Work, "report", field, |p| change(&mut p.works, id("report"), f));
    changes.map(work).into()
}

fn in_heads() -> Vec<Break> {
    let changes: [(_, fn(&mut ArticleHead)); 6] = [
        ("title", |h| h.title = cr()),
        ("byline", |h| h.byline = Some(cr())),
        ("publisher", |h| h.publisher = Some(cr())),
        ("url", |h| h.url = Some(cr())),
        ("archived_url", |h| h.archived_url = Some(cr())),
        ("language", |h| h.language = Some(cr())),
    ];
    let head = |(field, f): (_, fn(&mut ArticleHead))| {
        returned(K::Article, "a1", field, |p| {
            change(&mut p.articles, id("a1"), |a| f(Arc::make_mut(&mut a.head)));
        })
    };
    changes.map(head).into()
}

fn in_claims() -> Vec<Break> {
    let changes: [(_, fn(&mut Claim)); 16] = [
        ("paraphrase", |c| c.paraphrase = Some(cr())),
        ("note", |c| c.note = Some(cr())),
        ("tags", |c| c.tags[0] = cr()),
        ("chains", |c| c.chains[0].doubtful = Some(cr())),
        ("chains", |c| c.chains[0].hops[0].introduced_as = Some(cr())),
        ("chains", |c| c.chains[0].hops[0].addressee = Some(cr())),
        ("chains", |c| c.chains[0].hops[0].locator = Some(cr())),
        ("check", |c| c.chains[0].hops[0].check.as_mut().expect("checked").quote = Some(cr())),
        ("evidence", |c| c.evidence[0].note = Some(cr())),
        ("assessments", |c| c.assessments[0].rationale = Some(cr())),
        ("assessments", |c| c.assessments[0].would_change = Some(cr())),
        ("reviews", |c| c.reviews[0].note = Some(cr())),
        ("anchors", |c| c.anchors[0].prefix = cr()),
        ("anchors", |c| c.anchors[0].suffix = cr()),
        ("anchors", |c| {
            (c.anchors[0].state, c.anchors[0].exact) = (AnchorState::Lost, cr());
        }),
        ("cue_anchors", |c| c.chains[0].hops[0].cue_anchors[0].prefix = cr()),
    ];
    let claim = |(field, f)| returned(K::Claim, "safe", field, |p| change_claim(p, "safe", f));
    changes.map(claim).into()
}

fn in_rulings() -> Vec<Break> {
    fn dismissed(code: &str, subject: &str) -> RulingAbout {
        RulingAbout::Dismissed { code: code.to_owned(), subjects: vec![subject.to_owned()] }
    }
    let changes: [(_, fn(&mut Ruling)); 4] = [
        ("reason", |r| r.reason = Some(cr())),
        ("basis", |r| r.basis = Some(cr())),
        ("about", |r| r.about = dismissed(CR, "safe")),
        ("about", |r| r.about = dismissed("circular", CR)),
    ];
    let ruling =
        |(field, f)| returned(K::Ruling, "ru5", field, |p| change(&mut p.rulings, id("ru5"), f));
    changes.map(ruling).into()
}
