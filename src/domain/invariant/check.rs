//! The checks themselves: one function a kind of record.

use std::sync::Arc;

use super::{RecordKind as K, RecordRef, Violation, cycles, known::Known};
use crate::domain::{
    anchor::Anchor,
    article::Article,
    chain::{Chain, MAX_HOPS},
    claim::Claim,
    edit::Touched,
    ids::{AnalystId, ClaimId},
    lineage::{Lineage, LineageBasis, LineageEnds},
    link::Link,
    project::{Merged, MergedEnds, Project},
    reference::Resolution,
    ruling::{Ruling, RulingAbout, Voice},
    session::Session,
    source::Source,
    span::Span,
    todo::{Todo, TodoAbout},
    work::Work,
};

type Out = Vec<Violation>;

/// Everything that does not hold, in the order of the file. Duplicate ids within a list
/// are found when the list is made ([`crate::domain::chunked::Chunked::from_records`]);
/// claims of one id in two articles are found here.
pub fn check(project: &Project) -> Vec<Violation> {
    let known = Known::hashed(project);
    let mut out = Out::new();
    let record = RecordRef::new(K::Project, "");
    filled(&record, "title", &project.head.title, &mut out);
    text_field(&record, "description", project.head.description.as_deref(), &mut out);
    for analyst in project.analysts.iter() {
        filled(&RecordRef::new(K::Analyst, analyst.id), "name", &analyst.name, &mut out);
    }
    project.sources.iter().for_each(|s| source(&known, s, &mut out));
    project.works.iter().for_each(|w| work(&known, w, &mut out));
    for a in project.articles.iter() {
        article(&known, a, true, &mut out);
        for c in a.claims.iter() {
            if project
                .place(c.id)
                .is_none_or(|place| place.article != a.id || place.start != c.start())
            {
                out.push(Violation::DuplicateId { record: RecordRef::new(K::Claim, c.id) });
            }
            claim(&known, a, c, &mut out);
        }
    }
    project.links.iter().for_each(|l| link(&known, l, &mut out));
    project.lineage.iter().for_each(|l| lineage(&known, l, &mut out));
    project.rulings.iter().for_each(|r| ruling(&known, r, &mut out));
    project.todos.iter().for_each(|t| todo(&known, t, &mut out));
    project.merged.iter().for_each(|m| merged(&known, m, &mut out));
    for term in project.codebook.iter() {
        let record = RecordRef::new(K::Term, term.id);
        filled(&record, "name", &term.name, &mut out);
        text_field(&record, "definition", Some(&term.definition), &mut out);
    }
    project.sessions.iter().for_each(|s| session(&known, s, &mut out));
    cycles::part_of(project, &mut out);
    cycles::revisions(project, &mut out);
    out
}

/// What does not hold of the records that an edit touched, and of what it removed: the
/// edit itself takes along, or refuses to remove, what others name.
pub fn check_touched(project: &Project, touched: &Touched) -> Vec<Violation> {
    let known = Known::looked_up(project);
    let mut out = Out::new();
    if touched.head {
        filled(&RecordRef::new(K::Project, ""), "title", &project.head.title, &mut out);
        let description = project.head.description.as_deref();
        text_field(&RecordRef::new(K::Project, ""), "description", description, &mut out);
    }
    for a in touched.analysts.iter().filter_map(|id| project.analysts.get(*id)) {
        filled(&RecordRef::new(K::Analyst, a.id), "name", &a.name, &mut out);
    }
    touched
        .sources
        .iter()
        .filter_map(|id| project.sources.get(*id))
        .for_each(|s| source(&known, s, &mut out));
    touched
        .works
        .iter()
        .filter_map(|id| project.works.get(*id))
        .for_each(|w| work(&known, w, &mut out));
    for (id, with_text) in &touched.articles {
        if let Some(a) = project.article(*id) {
            article(&known, a, *with_text, &mut out);
        }
    }
    for id in &touched.claims {
        if let Some((a, c)) = project.claim_in_article(*id) {
            claim(&known, a, c, &mut out);
        }
    }
    touched
        .links
        .iter()
        .filter_map(|id| project.links.get(*id))
        .for_each(|l| link(&known, l, &mut out));
    touched
        .lineage
        .iter()
        .filter_map(|id| project.lineage.get(*id))
        .for_each(|l| lineage(&known, l, &mut out));
    touched
        .rulings
        .iter()
        .filter_map(|id| project.rulings.get(*id))
        .for_each(|r| ruling(&known, r, &mut out));
    touched
        .todos
        .iter()
        .filter_map(|id| project.todos.get(*id))
        .for_each(|t| todo(&known, t, &mut out));
    for term in touched.terms.iter().filter_map(|id| project.term(*id)) {
        let record = RecordRef::new(K::Term, term.id);
        filled(&record, "name", &term.name, &mut out);
        text_field(&record, "definition", Some(&term.definition), &mut out);
    }
    touched
        .sessions
        .iter()
        .filter_map(|id| project.sessions.get(*id))
        .for_each(|s| session(&known, s, &mut out));
    if !touched.lineage.is_empty() {
        cycles::part_of(project, &mut out);
    }
    if touched.articles.iter().any(|(_, with_text)| *with_text) {
        cycles::revisions(project, &mut out);
    }
    out
}

fn text_field(record: &RecordRef, field: &'static str, text: Option<&str>, out: &mut Out) {
    if text.is_some_and(|t| t.contains('\r')) {
        out.push(Violation::CarriageReturn { record: record.clone(), field });
    }
}

fn filled(record: &RecordRef, field: &'static str, text: &str, out: &mut Out) {
    if text.trim().is_empty() {
        out.push(Violation::Empty { record: record.clone(), field });
    }
    text_field(record, field, Some(text), out);
}

fn unresolved(record: &RecordRef, field: &'static str, kind: K, id: impl ToString, out: &mut Out) {
    let wanted = RecordRef::new(kind, id);
    out.push(Violation::Unresolved { record: record.clone(), field, wanted });
}

fn analyst(known: &Known<'_>, record: &RecordRef, id: AnalystId, out: &mut Out) {
    if !known.analyst(id) {
        unresolved(record, "by", K::Analyst, id, out);
    }
}

fn source(known: &Known<'_>, source: &Source, out: &mut Out) {
    let record = RecordRef::new(K::Source, source.id);
    filled(&record, "name", &source.name, out);
    source.aliases.iter().for_each(|a| text_field(&record, "aliases", Some(a), out));
    text_field(&record, "role", source.role.as_deref(), out);
    text_field(&record, "description", source.description.as_deref(), out);
    text_field(&record, "url", source.url.as_deref(), out);
    text_field(&record, "notes", source.notes.as_deref(), out);
    for grade in &source.reliability {
        analyst(known, &record, grade.by, out);
        text_field(&record, "reliability", grade.about.as_deref(), out);
        text_field(&record, "reliability", grade.why.as_deref(), out);
    }
}

fn work(known: &Known<'_>, work: &Work, out: &mut Out) {
    let record = RecordRef::new(K::Work, work.id);
    for author in work.authors.iter().filter(|id| !known.source(**id)) {
        unresolved(&record, "authors", K::Source, author, out);
    }
    text_field(&record, "title", Some(&work.title), out);
    text_field(&record, "container", work.container.as_deref(), out);
    text_field(&record, "publisher", work.publisher.as_deref(), out);
    text_field(&record, "url", work.url.as_deref(), out);
    text_field(&record, "archived_url", work.archived_url.as_deref(), out);
    text_field(&record, "pages", work.pages.as_deref(), out);
    text_field(&record, "original", work.original.as_ref().map(|o| o.file.as_str()), out);
    text_field(&record, "raw", work.raw.as_deref(), out);
}

fn article(known: &Known<'_>, article: &Article, with_text: bool, out: &mut Out) {
    let record = RecordRef::new(K::Article, article.id);
    let head = &article.head;
    filled(&record, "title", &head.title, out);
    text_field(&record, "byline", head.byline.as_deref(), out);
    text_field(&record, "publisher", head.publisher.as_deref(), out);
    text_field(&record, "url", head.url.as_deref(), out);
    text_field(&record, "archived_url", head.archived_url.as_deref(), out);
    text_field(&record, "language", head.language.as_deref(), out);
    if let Some(id) = head.work.filter(|id| !known.work(*id)) {
        unresolved(&record, "work", K::Work, id, out);
    }
    if let Some(id) = head.revision_of.filter(|id| !known.article(*id)) {
        unresolved(&record, "revision_of", K::Article, id, out);
    }
    if let Some(old) =
        head.revision_of.and_then(|id| known.project().article(id)).filter(|a| !a.claims.is_empty())
    {
        out.push(Violation::SupersededWithClaims { record: RecordRef::new(K::Article, old.id) });
    }
    if with_text && *article.sha256 != article.text.sha256() {
        out.push(Violation::TextHash { record: record.clone() });
    }
    let chars = article.text.len();
    let mut inside = |record: &RecordRef, field: &'static str, span: Span| {
        if span.end > chars || span.start > span.end {
            let record = record.clone();
            out.push(Violation::SpanOutside { record, field, span, article: article.id, chars });
        }
    };
    for block in &article.structure.blocks {
        inside(&record, "blocks", block.span);
    }
    for mark in &article.structure.marks {
        inside(&record, "marks", mark.span);
    }
    for reference in article.references.iter() {
        let record = RecordRef::new(K::Reference, reference.id);
        inside(&record, "entry_span", reference.entry_span);
        for marker in &reference.markers {
            inside(&record, "markers", *marker);
        }
    }
    for mark in &article.structure.marks {
        text_field(&record, "marks", mark.target.as_deref(), out);
    }
    let mut seen = std::collections::HashSet::new();
    for reference in article.references.iter() {
        let record = RecordRef::new(K::Reference, reference.id);
        if !seen.insert(reference.id) {
            out.push(Violation::DuplicateId { record: record.clone() });
        }
        text_field(&record, "label", Some(&reference.label), out);
        if let Some(id) = reference.work.filter(|id| !known.work(*id)) {
            unresolved(&record, "work", K::Work, id, out);
        }
    }
    for reference in article.references.iter() {
        if let Resolution::Ibid(of) = reference.resolution
            && !seen.contains(&of)
        {
            let record = RecordRef::new(K::Reference, reference.id);
            unresolved(&record, "resolution", K::Reference, of, out);
        }
    }
}

fn claim(known: &Known<'_>, article: &Arc<Article>, claim: &Claim, out: &mut Out) {
    let record = LazyRecord(claim.id);
    if claim.anchors.is_empty() {
        out.push(Violation::NoAnchor { record: record.get() });
    }
    for a in &claim.anchors {
        anchor(&record, "anchors", article, a, out);
    }
    for text in [&claim.paraphrase, &claim.note].into_iter().flatten() {
        lazy_text(&record, "paraphrase or note", text, out);
    }
    for tag in &claim.tags {
        lazy_text(&record, "tags", tag, out);
    }
    for by in std::iter::once(claim.by)
        .chain(claim.chains.iter().map(|c| c.by))
        .chain(claim.evidence.iter().map(|e| e.by))
        .chain(claim.assessments.iter().map(|a| a.by))
        .chain(claim.reviews.iter().map(|r| r.by))
    {
        if !known.analyst(by) {
            unresolved(&record.get(), "by", K::Analyst, by, out);
        }
    }
    for (at, one) in claim.chains.iter().enumerate() {
        if claim.chains[..at].iter().any(|c| c.id == one.id) {
            out.push(Violation::DuplicateId { record: RecordRef::new(K::Chain, one.id) });
        }
        chain(known, article, &record, one, out);
    }
    for (at, evidence) in claim.evidence.iter().enumerate() {
        if claim.evidence[..at].iter().any(|e| e.id == evidence.id) {
            out.push(Violation::DuplicateId { record: RecordRef::new(K::Evidence, evidence.id) });
        }
        if !known.term(evidence.kind) {
            unresolved(&record.get(), "evidence", K::Term, evidence.kind, out);
        }
        if let Some(id) = evidence.chain.filter(|id| claim.chain(*id).is_none()) {
            unresolved(&record.get(), "evidence", K::Chain, id, out);
        }
        if let Some(id) = evidence.work.filter(|id| !known.work(*id)) {
            unresolved(&record.get(), "evidence", K::Work, id, out);
        }
        evidence.note.iter().for_each(|n| lazy_text(&record, "evidence", n, out));
    }
    for (at, assessment) in claim.assessments.iter().enumerate() {
        if claim.assessments[..at].iter().any(|a| a.id == assessment.id) {
            out.push(Violation::DuplicateId {
                record: RecordRef::new(K::Assessment, assessment.id),
            });
        }
        for text in [&assessment.rationale, &assessment.would_change].into_iter().flatten() {
            lazy_text(&record, "assessments", text, out);
        }
    }
    for note in claim.reviews.iter().filter_map(|r| r.note.as_deref()) {
        lazy_text(&record, "reviews", note, out);
    }
}

fn chain(
    known: &Known<'_>,
    article: &Arc<Article>,
    claim: &LazyRecord,
    chain: &Chain,
    out: &mut Out,
) {
    if chain.hops.len() > MAX_HOPS {
        let record = RecordRef::new(K::Chain, chain.id);
        out.push(Violation::ChainTooLong { record, hops: chain.hops.len() });
    }
    chain.doubtful.iter().for_each(|t| lazy_text(claim, "chains", t, out));
    for hop in &chain.hops {
        for id in hop.sources.iter().filter(|id| !known.source(**id)) {
            unresolved(&claim.get(), "chains", K::Source, id, out);
        }
        if let Some(id) = hop.work.filter(|id| !known.work(*id)) {
            unresolved(&claim.get(), "chains", K::Work, id, out);
        }
        if let Some(id) = hop.reference.filter(|id| article.references.iter().all(|r| r.id != *id))
        {
            unresolved(&claim.get(), "chains", K::Reference, id, out);
        }
        if let Some(check) = &hop.check {
            if !known.analyst(check.by) {
                unresolved(&claim.get(), "check", K::Analyst, check.by, out);
            }
            check.quote.iter().for_each(|t| lazy_text(claim, "check", t, out));
        }
        for text in [&hop.introduced_as, &hop.addressee, &hop.locator].into_iter().flatten() {
            lazy_text(claim, "chains", text, out);
        }
        hop.source_anchors.iter().for_each(|a| anchor(claim, "source_anchors", article, a, out));
        hop.cue_anchors.iter().for_each(|a| anchor(claim, "cue_anchors", article, a, out));
    }
}

/// The claim being checked: its reference is written out only for a violation.
struct LazyRecord(ClaimId);

impl LazyRecord {
    fn get(&self) -> RecordRef {
        RecordRef::new(K::Claim, self.0)
    }
}

fn lazy_text(record: &LazyRecord, field: &'static str, text: &str, out: &mut Out) {
    if text.contains('\r') {
        out.push(Violation::CarriageReturn { record: record.get(), field });
    }
}

fn anchor(
    record: &LazyRecord,
    field: &'static str,
    article: &Article,
    anchor: &Anchor,
    out: &mut Out,
) {
    for text in [&anchor.exact, &anchor.prefix, &anchor.suffix] {
        lazy_text(record, field, text, out);
    }
    if anchor.is_lost() {
        return;
    }
    let span = anchor.span;
    match article.text.slice(span) {
        Some(words) if !span.is_empty() => {
            if words != anchor.exact {
                out.push(Violation::AnchorMismatch { record: record.get(), field, span });
            }
        }
        _ => out.push(Violation::SpanOutside {
            record: record.get(),
            field,
            span,
            article: article.id,
            chars: article.text.len(),
        }),
    }
}

fn link(known: &Known<'_>, link: &Link, out: &mut Out) {
    let record = RecordRef::new(K::Link, link.id);
    for (field, id) in [("from", link.from), ("to", link.to)] {
        if !known.claim(id) {
            unresolved(&record, field, K::Claim, id, out);
        }
    }
    analyst(known, &record, link.by, out);
    text_field(&record, "note", link.note.as_deref(), out);
}

fn lineage(known: &Known<'_>, lineage: &Lineage, out: &mut Out) {
    let record = RecordRef::new(K::Lineage, lineage.id);
    match lineage.ends {
        LineageEnds::Sources { from, to } => {
            for (field, id) in [("from", from), ("to", to)] {
                if !known.source(id) {
                    unresolved(&record, field, K::Source, id, out);
                }
            }
        }
        LineageEnds::Works { from, to } => {
            for (field, id) in [("from", from), ("to", to)] {
                if !known.work(id) {
                    unresolved(&record, field, K::Work, id, out);
                }
            }
        }
    }
    for id in lineage.claims.iter().filter(|id| !known.claim(**id)) {
        unresolved(&record, "claims", K::Claim, id, out);
    }
    for basis in &lineage.basis {
        match *basis {
            LineageBasis::Claim(id) if !known.claim(id) => {
                unresolved(&record, "basis", K::Claim, id, out);
            }
            LineageBasis::Work(id) if !known.work(id) => {
                unresolved(&record, "basis", K::Work, id, out);
            }
            _ => {}
        }
    }
    analyst(known, &record, lineage.by, out);
    text_field(&record, "note", lineage.note.as_deref(), out);
}

fn ruling(known: &Known<'_>, ruling: &Ruling, out: &mut Out) {
    let record = RecordRef::new(K::Ruling, ruling.id);
    match &ruling.about {
        RulingAbout::NotSameSource(a, b) => {
            for id in [a, b].into_iter().filter(|id| !known.source(**id)) {
                unresolved(&record, "about", K::Source, id, out);
            }
        }
        RulingAbout::NotSameWork(a, b) => {
            for id in [a, b].into_iter().filter(|id| !known.work(**id)) {
                unresolved(&record, "about", K::Work, id, out);
            }
        }
        RulingAbout::DeclinedPair(a, b) => {
            for id in [a, b].into_iter().filter(|id| !known.claim(**id)) {
                unresolved(&record, "about", K::Claim, id, out);
            }
        }
        RulingAbout::Independent(a, b) => {
            for voice in [a, b] {
                match *voice {
                    Voice::Source(id) if !known.source(id) => {
                        unresolved(&record, "about", K::Source, id, out);
                    }
                    Voice::Work(id) if !known.work(id) => {
                        unresolved(&record, "about", K::Work, id, out);
                    }
                    _ => {}
                }
            }
        }
        // A finding's subjects may go; the ruling then simply concerns nothing any more.
        RulingAbout::Dismissed { code, .. } => text_field(&record, "about", Some(code), out),
    }
    analyst(known, &record, ruling.by, out);
    text_field(&record, "reason", ruling.reason.as_deref(), out);
}

fn todo(known: &Known<'_>, todo: &Todo, out: &mut Out) {
    let record = RecordRef::new(K::Todo, todo.id);
    match todo.about {
        TodoAbout::Claim(id) if !known.claim(id) => unresolved(&record, "about", K::Claim, id, out),
        TodoAbout::Source(id) if !known.source(id) => {
            unresolved(&record, "about", K::Source, id, out);
        }
        TodoAbout::Work(id) if !known.work(id) => unresolved(&record, "about", K::Work, id, out),
        TodoAbout::Article(id) if !known.article(id) => {
            unresolved(&record, "about", K::Article, id, out);
        }
        _ => {}
    }
    analyst(known, &record, todo.by, out);
    text_field(&record, "text", Some(&todo.text), out);
}

fn merged(known: &Known<'_>, merged: &Merged, out: &mut Out) {
    match merged.ends {
        MergedEnds::Sources { from, into } => {
            let record = RecordRef::new(K::Merged, from);
            if known.project().sources.get(from).is_some() {
                out.push(Violation::DuplicateId { record: RecordRef::new(K::Source, from) });
            }
            if known.project().source(into).is_none() {
                unresolved(&record, "into", K::Source, into, out);
            }
            analyst(known, &record, merged.by, out);
        }
        MergedEnds::Works { from, into } => {
            let record = RecordRef::new(K::Merged, from);
            if known.project().works.get(from).is_some() {
                out.push(Violation::DuplicateId { record: RecordRef::new(K::Work, from) });
            }
            if known.project().work(into).is_none() {
                unresolved(&record, "into", K::Work, into, out);
            }
            analyst(known, &record, merged.by, out);
        }
    }
}

fn session(known: &Known<'_>, session: &Session, out: &mut Out) {
    let record = RecordRef::new(K::Session, session.id);
    analyst(known, &record, session.by, out);
    // An article that was opened once and removed since is history, not an error: the
    // removal takes it out of the sessions, so one that is missing was never there.
    for id in session.opened.iter().filter(|id| !known.article(**id)) {
        unresolved(&record, "opened", K::Article, id, out);
    }
}
