//! Which fields of a project are filled, how often, and the first examples. A field that has
//! its default value counts as empty: nothing is lost with it.

use super::Field;
use crate::domain::{
    anchor::{Anchor, AnchorState},
    article::Article,
    assessment::Assessment,
    chain::{Chain, ChainEnd, Hop, HopBasis, QuotationForm},
    claim::{Claim, ClaimKind, ClaimStatus},
    codebook::default_terms,
    evidence::{Bearing, Directness, Evidence},
    link::{Link, LinkKind},
    project::Project,
    source::{Source, SourceKind},
    vocabulary::Vocabulary,
    work::Work,
};

/// How many examples of each field are kept.
pub const EXAMPLES: usize = 3;
/// The most code points of an example.
const SHORT: usize = 60;
/// The lengths of texts of more code points are kept.
const LONG: usize = 1_000;

/// What a project holds.
#[derive(Debug, Clone)]
pub struct Survey {
    seen: Vec<Seen>,
}

/// What was seen of one field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many records have it.
    pub count: usize,
    /// The first of them.
    pub examples: Vec<String>,
    /// The lengths of those that are long, in code points.
    long: Vec<usize>,
}

impl Seen {
    /// How many records have it with more code points than that, which is not few.
    pub fn longer_than(&self, most: usize) -> usize {
        self.long.iter().filter(|length| **length > most.max(LONG)).count()
    }
}

/// An example: short, on one line, without what could not be seen.
fn short(text: &str) -> String {
    let mut line: String = text
        .chars()
        .take(SHORT + 1)
        .map(|c| if c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    if line.chars().count() > SHORT {
        line.pop();
        line.push('…');
    }
    line
}

impl Survey {
    /// What was seen of a field.
    pub fn seen(&self, field: Field) -> &Seen {
        &self.seen[field as usize]
    }

    fn see(&mut self, field: Field, example: impl FnOnce() -> String) {
        let seen = &mut self.seen[field as usize];
        seen.count += 1;
        if seen.examples.len() < EXAMPLES {
            seen.examples.push(short(&example()));
        }
    }

    fn text(&mut self, field: Field, text: Option<&String>) {
        if let Some(text) = text {
            self.see(field, || text.clone());
            self.length(field, || text.chars().count(), text.len());
        }
    }

    /// Keeps how long a text of so many bytes is, if it is long.
    fn length(&mut self, field: Field, length: impl FnOnce() -> usize, bytes: usize) {
        if bytes > LONG {
            self.seen[field as usize].long.extend(Some(length()).filter(|length| *length > LONG));
        }
    }

    fn shown<T: std::fmt::Display>(&mut self, field: Field, value: Option<T>) {
        if let Some(value) = value {
            self.see(field, || value.to_string());
        }
    }

    fn term<T: Vocabulary>(&mut self, field: Field, term: Option<T>) {
        if let Some(term) = term {
            self.see(field, || term.label().to_owned());
        }
    }

    fn many<T>(&mut self, field: Field, list: &[T], example: impl FnOnce(&T) -> String) {
        if let Some(first) = list.first() {
            self.see(field, || example(first));
        }
    }
}

/// Surveys a project.
pub fn survey(project: &Project) -> Survey {
    let mut s = Survey { seen: vec![Seen::default(); Field::COUNT] };
    s.see(Field::ProjectTitle, || project.head.title.clone());
    s.text(Field::ProjectDescription, project.head.description.as_ref());
    s.see(Field::ProjectCreated, || project.head.created.to_string());
    project.analysts.iter().for_each(|a| s.see(Field::Analysts, || a.name.clone()));
    for session in project.sessions.iter() {
        s.see(Field::Sessions, || {
            format!("{}, {}", project.analyst_name(session.by), session.started)
        });
    }
    for edge in project.lineage.iter() {
        s.see(Field::Lineage, || edge.note.clone().unwrap_or_else(|| edge.id.to_string()));
    }
    for ruling in project.rulings.iter() {
        s.see(Field::Rulings, || ruling.reason.clone().unwrap_or_else(|| ruling.id.to_string()));
    }
    project.todos.iter().for_each(|t| s.see(Field::Todos, || t.text.clone()));
    project.merged.iter().for_each(|_| s.see(Field::Merged, || "a redirect".to_owned()));
    let usual = default_terms();
    for term in project.codebook.iter() {
        s.see(Field::Codebook, || term.name.clone());
        if !usual.iter().any(|u| u.id == term.id && u.colour == term.colour && u.key == term.key) {
            s.see(Field::CodebookColours, || format!("{} {}", term.name, term.colour));
        }
    }
    project.sources.iter().for_each(|source| see_source(&mut s, source));
    project.works.iter().for_each(|work| see_work(&mut s, project, work));
    project.articles.iter().for_each(|article| see_article(&mut s, article));
    project.claims().for_each(|(_, claim)| see_claim(&mut s, project, claim));
    project.links.iter().for_each(|link| see_link(&mut s, project, link));
    s
}

fn see_source(s: &mut Survey, source: &Source) {
    s.see(Field::SourceName, || source.name.clone());
    s.term(Field::SourceKind, Some(source.kind).filter(|k| *k != SourceKind::default()));
    s.many(Field::SourceAliases, &source.aliases, Clone::clone);
    s.text(Field::SourceRole, source.role.as_ref());
    s.text(Field::SourceDescription, source.description.as_ref());
    s.text(Field::SourceUrl, source.url.as_ref());
    s.text(Field::SourceNotes, source.notes.as_ref());
    s.many(Field::SourceReliability, &source.reliability, |grade| {
        format!("{}: {}", source.name, grade.grade.letter())
    });
}

fn see_work(s: &mut Survey, project: &Project, work: &Work) {
    s.see(Field::WorkTitle, || work.title.clone());
    s.term(Field::WorkKind, Some(work.kind));
    s.many(Field::WorkAuthors, &work.authors, |id| {
        project.source(*id).map_or_else(|| id.to_string(), |source| source.name.clone())
    });
    s.text(Field::WorkContainer, work.container.as_ref());
    s.text(Field::WorkPublisher, work.publisher.as_ref());
    s.shown(Field::WorkDate, work.date);
    s.text(Field::WorkUrl, work.url.as_ref());
    s.text(Field::WorkArchivedUrl, work.archived_url.as_ref());
    s.shown(Field::WorkAccessed, work.accessed);
    s.text(Field::WorkPages, work.pages.as_ref());
    s.text(Field::WorkOriginal, work.original.as_ref().map(|o| &o.file));
    s.text(Field::WorkRaw, work.raw.as_ref());
}

fn see_article(s: &mut Survey, article: &Article) {
    let head = &article.head;
    let title = || head.title.clone();
    s.see(Field::ArticleTitle, title);
    s.text(Field::ArticleByline, head.byline.as_ref());
    if head.publisher.is_some() || head.published.is_some() {
        s.see(Field::ArticlePublished, title);
    }
    if let Some(address) = head.url.as_ref().or(head.archived_url.as_ref()) {
        s.see(Field::ArticleAddress, || address.clone());
    }
    s.text(Field::ArticleLanguage, head.language.as_ref());
    s.see(Field::ArticleText, title);
    s.shown(Field::ArticleWork, head.work.map(|_| &head.title));
    s.shown(Field::ArticleRevision, head.revision_of.map(|_| &head.title));
    s.many(Field::ArticleBlocks, &article.structure.blocks, |_| title());
    s.many(Field::ArticleMarks, &article.structure.marks, |_| title());
    s.many(Field::ArticleReferences, &article.references, |r| format!("[{}]", r.label));
}

fn see_claim(s: &mut Survey, project: &Project, claim: &Claim) {
    let words = || claim.quotation();
    s.see(Field::Quotation, words);
    let quoted = || claim.anchors.iter().map(|a| a.exact.chars().count()).sum();
    s.length(Field::Quotation, quoted, claim.anchors.iter().map(|a| a.exact.len()).sum());
    s.see(Field::Place, words);
    if claim.anchors.len() > 1 {
        s.see(Field::Discontinuous, words);
    }
    let moved = |a: &Anchor| matches!(a.state, AnchorState::Moved { .. });
    let hops = || claim.chains.iter().flat_map(|c| &c.hops);
    let anchors = || {
        let cues = hops().flat_map(|h| h.source_anchors.iter().chain(&h.cue_anchors));
        claim.anchors.iter().chain(cues)
    };
    if anchors().any(moved) {
        s.see(Field::MovedAnchor, words);
    }
    if anchors().any(Anchor::is_lost) {
        s.see(Field::LostAnchor, words);
    }
    s.text(Field::Paraphrase, claim.paraphrase.as_ref());
    s.term(Field::ClaimKind, Some(claim.kind).filter(|k| *k != ClaimKind::default()));
    s.term(Field::Tone, claim.tone);
    s.term(Field::Factuality, claim.factuality);
    s.shown(Field::EventDate, claim.event_date);
    s.many(Field::Tags, &claim.tags, Clone::clone);
    s.text(Field::Note, claim.note.as_ref());
    s.term(Field::ClaimStatus, Some(claim.status).filter(|k| *k != ClaimStatus::default()));
    s.see(Field::ClaimAuthorship, || project.analyst_name(claim.by));
    s.many(Field::Reviews, &claim.reviews, |r| r.verdict.label().to_owned());
    claim.chains.iter().for_each(|chain| see_chain(s, project, chain, &words));
    claim.evidence.iter().for_each(|evidence| see_evidence(s, project, evidence));
    claim.assessments.iter().for_each(|assessment| see_assessment(s, project, assessment));
    if claim.latest_assessments().len() < claim.assessments.len() {
        s.see(Field::EarlierAssessments, words);
    }
}

fn see_chain(s: &mut Survey, project: &Project, chain: &Chain, words: &dyn Fn() -> String) {
    s.see(Field::Chain, words);
    s.term(Field::ChainEnd, Some(chain.end).filter(|end| *end != ChainEnd::default()));
    s.text(Field::ChainDoubtful, chain.doubtful.as_ref());
    s.see(Field::ChainAuthorship, || project.analyst_name(chain.by));
    chain.hops.iter().for_each(|hop| see_hop(s, project, hop));
}

fn see_hop(s: &mut Survey, project: &Project, hop: &Hop) {
    s.many(Field::HopSources, &hop.sources, |id| {
        project.source(*id).map_or_else(|| id.to_string(), |source| source.name.clone())
    });
    s.many(Field::HopSourceAnchors, &hop.source_anchors, |a| a.exact.clone());
    s.many(Field::HopCueAnchors, &hop.cue_anchors, |a| a.exact.clone());
    s.text(Field::HopIntroducedAs, hop.introduced_as.as_ref());
    s.text(Field::HopAddressee, hop.addressee.as_ref());
    if let Some(id) = hop.work {
        s.see(Field::HopWork, || project.work(id).map_or(id.to_string(), |w| w.title.clone()));
    }
    s.shown(Field::HopReference, hop.reference);
    s.text(Field::HopLocator, hop.locator.as_ref());
    s.term(Field::HopForm, Some(hop.form).filter(|f| *f != QuotationForm::default()));
    s.shown(Field::Negated, hop.negated.then_some("denied"));
    s.term(Field::HopFactuality, hop.factuality);
    s.shown(Field::HopSaid, hop.said);
    s.term(Field::HopBasis, Some(hop.basis).filter(|b| *b != HopBasis::default()));
    s.term(Field::HopCheck, hop.check.as_ref().map(|c| c.result));
}

fn see_evidence(s: &mut Survey, project: &Project, evidence: &Evidence) {
    s.see(Field::EvidenceKind, || {
        project.term(evidence.kind).map_or(evidence.kind.to_string(), |t| t.name.clone())
    });
    let direct = Some(evidence.directness).filter(|d| *d != Directness::default());
    s.term(Field::Directness, direct);
    s.shown(Field::EvidenceChain, evidence.chain);
    if let Some(id) = evidence.work {
        s.see(Field::EvidenceWork, || project.work(id).map_or(id.to_string(), |w| w.title.clone()));
    }
    s.term(Field::Bearing, Some(evidence.bearing).filter(|b| *b != Bearing::default()));
    s.text(Field::EvidenceNote, evidence.note.as_ref());
    s.see(Field::EvidenceAuthorship, || project.analyst_name(evidence.by));
}

fn see_assessment(s: &mut Survey, project: &Project, assessment: &Assessment) {
    s.term(Field::Credibility, assessment.credibility);
    s.term(Field::Confidence, assessment.confidence);
    s.term(Field::Likelihood, assessment.likelihood);
    s.text(Field::Rationale, assessment.rationale.as_ref());
    s.text(Field::WouldChange, assessment.would_change.as_ref());
    s.see(Field::AssessmentAuthorship, || {
        format!("{}, {}", project.analyst_name(assessment.by), assessment.at)
    });
}

fn see_link(s: &mut Survey, project: &Project, link: &Link) {
    let field = match link.kind {
        LinkKind::SameClaim => Field::LinkSameClaim,
        LinkKind::Entails => Field::LinkEntails,
        LinkKind::Contradicts => Field::LinkContradicts,
        LinkKind::Supports => Field::LinkSupports,
        LinkKind::Quotes => Field::LinkQuotes,
        LinkKind::DerivedFrom => Field::LinkDerivedFrom,
        LinkKind::RespondsTo(_) => Field::LinkResponds,
    };
    s.see(field, || {
        let words = |id| project.claim(id).map(|c| c.quotation()).unwrap_or_default();
        short(&words(link.from))
            .chars()
            .take(28)
            .chain(" → ".chars())
            .chain(words(link.to).chars())
            .collect()
    });
    s.text(Field::LinkNote, link.note.as_ref());
    s.see(Field::LinkAuthorship, || project.analyst_name(link.by));
}
