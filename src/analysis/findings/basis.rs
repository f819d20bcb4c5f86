//! The basis of a ruling: SHA-256 of the records that it rests on, so that it lapses when
//! they change.
//!
//! A record is written field by field, each as `name:length:value` and a line feed, lengths in
//! bytes; what is only about the work on a record (tags, notes, status, reviews, dates of
//! change) is left out. The order of the subjects does not matter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display, Write as _};

use sha2::{Digest as _, Sha256};

use crate::analysis::lineage::ends;
use crate::domain::{
    article::Article,
    claim::Claim,
    ids::Id,
    lineage::Lineage,
    link::Link,
    project::Project,
    reference::Reference,
    ruling::{Ruling, RulingAbout, Voice},
    source::Source,
    work::Work,
};

#[derive(Default)]
struct Digest(Sha256);

impl Digest {
    fn field(&mut self, name: &str, value: impl Display) {
        let value = value.to_string();
        self.0.update(format!("{name}:{}:{value}\n", value.len()));
    }

    /// A term, by the name that it has in the file.
    fn term(&mut self, name: &str, value: impl Debug) {
        self.field(name, format!("{value:?}"));
    }

    fn some<T: Display>(&mut self, name: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    fn finish(self) -> String {
        let mut hex = String::with_capacity(64);
        for byte in self.0.finalize() {
            // Writing to a string can't fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }
}

/// Whether a ruling still stands: it has no basis, or what it rests on is as it was. Rulings
/// on findings are asked with the finding ([`super::Finding::is_dismissed_by`]).
pub fn stands(project: &Project, ruling: &Ruling) -> bool {
    match (&ruling.basis, &ruling.about) {
        (None, _) => true,
        (Some(basis), RulingAbout::Dismissed { code, subjects }) => {
            *basis == of_finding(project, code, subjects, None)
        }
        (Some(basis), about) => of_ruling(project, about).is_none_or(|now| now == *basis),
    }
}

/// What a ruling that two things are not the same, no pair, or independent rests on. `None`
/// for a dismissal.
pub fn of_ruling(project: &Project, about: &RulingAbout) -> Option<String> {
    let mut digest = Digest::default();
    match about {
        RulingAbout::NotSameSource(a, b) => {
            digest.field("about", "NotSameSource");
            records(&mut digest, project, [a.as_str(), b.as_str()]);
        }
        RulingAbout::NotSameWork(a, b) => {
            digest.field("about", "NotSameWork");
            records(&mut digest, project, [a.as_str(), b.as_str()]);
        }
        RulingAbout::DeclinedPair(a, b) => {
            digest.field("about", "DeclinedPair");
            records(&mut digest, project, [a.as_str(), b.as_str()]);
        }
        RulingAbout::Independent(a, b) => {
            digest.field("about", "Independent");
            let id = |voice: &Voice| match voice {
                Voice::Source(id) => id.to_string(),
                Voice::Work(id) => id.to_string(),
            };
            records(&mut digest, project, [id(a).as_str(), id(b).as_str()]);
            for lineage in behind(project, [*a, *b]) {
                self::lineage(&mut digest, lineage);
            }
        }
        RulingAbout::Dismissed { .. } => return None,
    }
    Some(digest.finish())
}

/// What the dismissal of a finding rests on: the records it is about, and its figure.
pub fn of_finding(
    project: &Project,
    code: &str,
    subjects: &[String],
    figure: Option<&str>,
) -> String {
    let mut digest = Digest::default();
    digest.field("code", code);
    digest.some("figure", figure.as_ref());
    records(&mut digest, project, subjects.iter().map(String::as_str));
    digest.finish()
}

/// The lineage that leads on from two voices, step by step.
fn behind(project: &Project, start: [Voice; 2]) -> impl Iterator<Item = &Lineage> {
    let mut from: BTreeMap<Voice, Vec<&Lineage>> = BTreeMap::new();
    for lineage in project.lineage.iter() {
        from.entry(ends(lineage).0).or_default().push(lineage);
    }
    let (mut found, mut seen) = (BTreeMap::new(), BTreeSet::from(start));
    let mut open = start.to_vec();
    while let Some(voice) = open.pop() {
        for lineage in from.get(&voice).into_iter().flatten() {
            found.insert(lineage.id, *lineage);
            let to = ends(lineage).1;
            if seen.insert(to) {
                open.push(to);
            }
        }
    }
    found.into_values()
}

fn records<'a>(
    digest: &mut Digest,
    project: &Project,
    subjects: impl IntoIterator<Item = &'a str>,
) {
    let subjects: BTreeSet<&str> = subjects.into_iter().collect();
    for subject in subjects {
        digest.field("subject", subject);
        record(digest, project, subject);
    }
}

/// The record with an id, whatever it is. One that is gone is told by its id alone.
fn record(digest: &mut Digest, project: &Project, subject: &str) {
    fn id<T>(text: &str) -> Option<Id<T>> {
        Id::new(text).ok()
    }
    if let Some(found) = id(subject).and_then(|id| project.claim(id)) {
        claim(digest, found);
    } else if let Some(found) = id(subject).and_then(|id| project.source(id)) {
        source(digest, found);
    } else if let Some(found) = id(subject).and_then(|id| project.work(id)) {
        work(digest, found);
    } else if let Some(found) = id(subject).and_then(|id| project.article(id)) {
        article(digest, found);
    } else if let Some(found) = id(subject).and_then(|id| project.lineage.get(id)) {
        lineage(digest, found);
    } else if let Some(found) = id(subject).and_then(|id| project.links.get(id)) {
        link(digest, found);
    } else if let Some((owner, found)) = reference_with(project, subject) {
        reference(digest, owner, found);
    }
}

fn reference_with<'a>(project: &'a Project, id: &str) -> Option<(&'a Article, &'a Reference)> {
    project.articles.iter().find_map(|article| {
        let found = article.references.iter().find(|r| r.id.as_str() == id)?;
        Some((&**article, found))
    })
}

fn claim(digest: &mut Digest, claim: &Claim) {
    for anchor in &claim.anchors {
        digest.field("anchor", &anchor.exact);
        digest.term("lost", anchor.is_lost());
    }
    digest.some("paraphrase", claim.paraphrase.as_ref());
    digest.term("kind", claim.kind);
    digest.term("tone", claim.tone);
    digest.term("factuality", claim.factuality);
    digest.some("event_date", claim.event_date.as_ref());
    for chain in &claim.chains {
        digest.field("chain", chain.id);
        digest.term("end", chain.end);
        digest.term("doubtful", chain.doubtful.is_some());
        for hop in &chain.hops {
            digest.field("hop", "");
            for source in &hop.sources {
                digest.field("source", source);
            }
            digest.some("work", hop.work.as_ref());
            digest.some("locator", hop.locator.as_ref());
            digest.some("said", hop.said.as_ref());
            digest.term("form", hop.form);
            digest.term("negated", hop.negated);
            digest.term("factuality", hop.factuality);
            digest.term("check", hop.check.as_ref().map(|check| check.result));
        }
    }
    for evidence in &claim.evidence {
        digest.field("evidence", evidence.kind);
        digest.term("directness", evidence.directness);
        digest.term("bearing", evidence.bearing);
        digest.some("work", evidence.work.as_ref());
    }
    for assessment in claim.latest_assessments() {
        digest.field("assessment", assessment.by);
        digest.term("credibility", assessment.credibility);
        digest.term("confidence", assessment.confidence);
        digest.term("likelihood", assessment.likelihood);
    }
}

fn source(digest: &mut Digest, source: &Source) {
    digest.field("name", &source.name);
    digest.term("kind", source.kind);
    for alias in &source.aliases {
        digest.field("alias", alias);
    }
    digest.some("role", source.role.as_ref());
    digest.some("description", source.description.as_ref());
}

fn work(digest: &mut Digest, work: &Work) {
    digest.term("kind", work.kind);
    digest.field("title", &work.title);
    for author in &work.authors {
        digest.field("author", author);
    }
    digest.some("container", work.container.as_ref());
    digest.some("publisher", work.publisher.as_ref());
    digest.some("date", work.date.as_ref());
    digest.some("url", work.url.as_ref());
}

fn article(digest: &mut Digest, article: &Article) {
    digest.field("title", article.title());
    digest.some("published", article.head.published.as_ref());
    digest.some("work", article.head.work.as_ref());
    digest.field("sha256", &article.sha256);
}

fn lineage(digest: &mut Digest, lineage: &Lineage) {
    digest.field("lineage", lineage.id);
    for voice in [ends(lineage).0, ends(lineage).1] {
        match voice {
            Voice::Source(id) => digest.field("source", id),
            Voice::Work(id) => digest.field("work", id),
        }
    }
    digest.term("kind", lineage.kind);
    digest.some("since", lineage.since.as_ref());
    digest.some("until", lineage.until.as_ref());
    for claim in &lineage.claims {
        digest.field("claim", claim);
    }
    digest.term("standing", lineage.standing);
}

fn link(digest: &mut Digest, link: &Link) {
    digest.field("from", link.from);
    digest.field("to", link.to);
    digest.term("kind", link.kind);
}

fn reference(digest: &mut Digest, article: &Article, reference: &Reference) {
    digest.field("label", &reference.label);
    digest.field("entry", article.text.slice(reference.entry_span).unwrap_or_default());
    digest.field("markers", reference.markers.len());
    digest.some("work", reference.work.as_ref());
    digest.term("resolution", reference.resolution);
}
