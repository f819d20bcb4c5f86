//! A project taken apart into what is told of each field, without the ids that no other
//! program keeps: two projects are equal in a field if they tell the same of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use crate::{
    domain::{
        anchor::{Anchor, AnchorState},
        article::Article,
        chain::{Chain, Hop},
        claim::Claim,
        evidence::Evidence,
        ids::{AnalystId, SourceId, WorkId},
        project::Project,
        source::Source,
        work::Work,
    },
    export::Field,
};

/// What is told of each field.
pub(super) type Facts = BTreeMap<Field, BTreeSet<String>>;

struct Taking<'a> {
    project: &'a Project,
    facts: Facts,
}

/// Takes a project apart. Claims of which no word is in the text go along only `with_lost`
/// ones.
pub(super) fn of(project: &Project, with_lost: bool) -> Facts {
    let mut taking = Taking { project, facts: Facts::new() };
    for analyst in project.analysts.iter() {
        taking.tell(Field::Analysts, "", &analyst.name);
    }
    for term in project.codebook.iter() {
        taking.tell(Field::Codebook, &term.name, &term.definition);
        taking.tell(Field::CodebookColours, &term.name, (&term.colour, &term.key));
    }
    project.sources.iter().for_each(|source| taking.source(source));
    project.works.iter().for_each(|work| taking.work(work));
    project.articles.iter().for_each(|article| taking.article(article));
    for (article, claim) in project.claims() {
        if with_lost || claim.anchors.iter().any(|anchor| !anchor.is_lost()) {
            taking.claim(article, claim);
        }
    }
    taking.links(with_lost);
    taking.facts
}

fn place(anchors: &[Anchor]) -> Vec<(u32, u32)> {
    anchors.iter().filter(|a| !a.is_lost()).map(|a| (a.span.start, a.span.end)).collect()
}

/// How a claim is known whatever its id.
fn key(article: &Article, claim: &Claim) -> String {
    let lost: Vec<_> = claim.anchors.iter().filter(|a| a.is_lost()).map(|a| &a.exact).collect();
    match place(&claim.anchors).as_slice() {
        [] => format!("{}: lost {lost:?}", article.sha256),
        held => format!("{}: {held:?}", article.sha256),
    }
}

impl Taking<'_> {
    fn tell(&mut self, field: Field, of: &str, value: impl Debug) {
        self.facts.entry(field).or_default().insert(format!("{of} = {value:?}"));
    }

    fn some<T: Debug>(&mut self, field: Field, of: &str, value: Option<T>) {
        if let Some(value) = value {
            self.tell(field, of, value);
        }
    }

    fn filled<T: Debug>(&mut self, field: Field, of: &str, list: &[T]) {
        if !list.is_empty() {
            self.tell(field, of, list);
        }
    }

    fn who(&self, id: AnalystId) -> String {
        self.project.analyst_name(id)
    }

    fn speaker(&self, id: SourceId) -> String {
        self.project.source(id).map(|source| source.name.clone()).unwrap_or_default()
    }

    fn title(&self, id: WorkId) -> String {
        self.project.work(id).map(|work| work.display_title().to_owned()).unwrap_or_default()
    }

    fn source(&mut self, source: &Source) {
        let name = &source.name;
        self.tell(Field::SourceName, name, ());
        self.tell(Field::SourceKind, name, source.kind);
        self.filled(Field::SourceAliases, name, &source.aliases);
        self.some(Field::SourceRole, name, source.role.as_ref());
        self.some(Field::SourceDescription, name, source.description.as_ref());
        self.some(Field::SourceUrl, name, source.url.as_ref());
        self.some(Field::SourceNotes, name, source.notes.as_ref());
        for grade in &source.reliability {
            let by = self.who(grade.by);
            self.tell(
                Field::SourceReliability,
                name,
                (grade.grade, &grade.about, by, grade.at, &grade.why),
            );
        }
    }

    fn work(&mut self, work: &Work) {
        let title = work.display_title();
        self.tell(Field::WorkTitle, title, ());
        self.tell(Field::WorkKind, title, work.kind);
        let mut authors: Vec<_> = work.authors.iter().map(|id| self.speaker(*id)).collect();
        let mut seen = BTreeSet::new();
        authors.retain(|author| seen.insert(author.clone()));
        self.filled(Field::WorkAuthors, title, &authors);
        self.some(Field::WorkContainer, title, work.container.as_ref());
        self.some(Field::WorkPublisher, title, work.publisher.as_ref());
        self.some(Field::WorkDate, title, work.date);
        self.some(Field::WorkUrl, title, work.url.as_ref());
        self.some(Field::WorkArchivedUrl, title, work.archived_url.as_ref());
        self.some(Field::WorkAccessed, title, work.accessed);
        self.some(Field::WorkPages, title, work.pages.as_ref());
        self.some(Field::WorkOriginal, title, work.original.as_ref());
        self.some(Field::WorkRaw, title, work.raw.as_ref());
    }

    fn article(&mut self, article: &Article) {
        let (head, text) = (&article.head, &article.sha256);
        self.tell(Field::ArticleText, text, article.text.as_str());
        self.tell(Field::ArticleTitle, text, &head.title);
        self.some(Field::ArticleByline, text, head.byline.as_ref());
        self.tell(Field::ArticlePublished, text, (&head.publisher, head.published));
        self.tell(Field::ArticleAddress, text, (&head.url, &head.archived_url, head.accessed));
        self.some(Field::ArticleLanguage, text, head.language.as_ref());
        let work = head.work.map(|id| self.title(id));
        self.some(Field::ArticleWork, text, work);
        let older = head.revision_of.and_then(|id| self.project.article(id)).map(|a| a.title());
        self.some(Field::ArticleRevision, text, older);
        self.filled(Field::ArticleBlocks, text, &article.structure.blocks);
        self.filled(Field::ArticleMarks, text, &article.structure.marks);
    }

    fn claim(&mut self, article: &Article, claim: &Claim) {
        let of = &key(article, claim);
        let words: Vec<_> =
            claim.anchors.iter().filter(|a| !a.is_lost()).map(|a| &a.exact).collect();
        self.tell(Field::Quotation, of, words);
        self.tell(Field::Place, of, ());
        if place(&claim.anchors).len() > 1 {
            self.tell(Field::Discontinuous, of, place(&claim.anchors));
        }
        for anchor in &claim.anchors {
            match anchor.state {
                AnchorState::Exact => {}
                AnchorState::Moved { percent, was } => {
                    self.tell(Field::MovedAnchor, of, (anchor.span, percent, was));
                }
                AnchorState::Lost => self.tell(Field::LostAnchor, of, (anchor.span, &anchor.exact)),
            }
        }
        self.some(Field::Paraphrase, of, claim.paraphrase.as_ref());
        self.tell(Field::ClaimKind, of, claim.kind);
        self.some(Field::Tone, of, claim.tone);
        self.some(Field::Factuality, of, claim.factuality);
        self.some(Field::EventDate, of, claim.event_date);
        self.filled(Field::Tags, of, &claim.tags);
        self.some(Field::Note, of, claim.note.as_ref());
        self.tell(Field::ClaimStatus, of, claim.status);
        let modified = claim.modified.max(claim.created);
        self.tell(Field::ClaimAuthorship, of, (self.who(claim.by), claim.created, modified));
        for review in &claim.reviews {
            let by = self.who(review.by);
            self.tell(Field::Reviews, of, (review.verdict, by, review.at, &review.note));
        }
        for (number, chain) in claim.chains.iter().enumerate() {
            self.chain(&format!("{of} chain {number}"), chain, article);
        }
        for (number, evidence) in claim.evidence.iter().enumerate() {
            self.evidence(&format!("{of} evidence {number}"), claim, evidence);
        }
        for (number, judged) in claim.assessments.iter().enumerate() {
            let of = &format!("{of} assessment {number}");
            self.some(Field::Credibility, of, judged.credibility);
            self.some(Field::Confidence, of, judged.confidence);
            self.some(Field::Likelihood, of, judged.likelihood);
            self.some(Field::Rationale, of, judged.rationale.as_ref());
            self.some(Field::WouldChange, of, judged.would_change.as_ref());
            self.tell(Field::AssessmentAuthorship, of, (self.who(judged.by), judged.at));
        }
        if claim.latest_assessments().len() < claim.assessments.len() {
            self.tell(Field::EarlierAssessments, of, claim.assessments.len());
        }
    }

    fn chain(&mut self, of: &str, chain: &Chain, article: &Article) {
        self.tell(Field::Chain, of, chain.hops.len());
        self.tell(Field::ChainEnd, of, chain.end);
        self.some(Field::ChainDoubtful, of, chain.doubtful.as_ref());
        self.tell(Field::ChainAuthorship, of, (self.who(chain.by), chain.at));
        for (number, hop) in chain.hops.iter().enumerate() {
            self.hop(&format!("{of} step {number}"), hop, article);
        }
    }

    fn hop(&mut self, of: &str, hop: &Hop, article: &Article) {
        let sources: Vec<_> = hop.sources.iter().map(|id| self.speaker(*id)).collect();
        self.filled(Field::HopSources, of, &sources);
        self.filled(Field::HopSourceAnchors, of, &place(&hop.source_anchors));
        self.filled(Field::HopCueAnchors, of, &place(&hop.cue_anchors));
        self.some(Field::HopIntroducedAs, of, hop.introduced_as.as_ref());
        self.some(Field::HopAddressee, of, hop.addressee.as_ref());
        let work = hop.work.map(|id| self.title(id));
        self.some(Field::HopWork, of, work);
        let note = hop.reference.and_then(|id| article.references.iter().find(|r| r.id == id));
        self.some(Field::HopReference, of, note.map(|reference| &reference.label));
        self.some(Field::HopLocator, of, hop.locator.as_ref());
        self.tell(Field::HopForm, of, hop.form);
        self.tell(Field::Negated, of, hop.negated);
        self.some(Field::HopFactuality, of, hop.factuality);
        self.some(Field::HopSaid, of, hop.said);
        self.tell(Field::HopBasis, of, hop.basis);
        let check = hop.check.as_ref().map(|c| (c.result, &c.quote, self.who(c.by), c.at));
        let check = check.map(|check| format!("{check:?}"));
        self.some(Field::HopCheck, of, check);
    }

    fn evidence(&mut self, of: &str, claim: &Claim, evidence: &Evidence) {
        let kind = self.project.term(evidence.kind).map(|term| term.name.clone());
        self.tell(Field::EvidenceKind, of, kind);
        self.tell(Field::Directness, of, evidence.directness);
        let chain = evidence.chain.and_then(|id| claim.chains.iter().position(|c| c.id == id));
        self.some(Field::EvidenceChain, of, chain);
        let work = evidence.work.map(|id| self.title(id));
        self.some(Field::EvidenceWork, of, work);
        self.tell(Field::Bearing, of, evidence.bearing);
        self.some(Field::EvidenceNote, of, evidence.note.as_ref());
        self.tell(Field::EvidenceAuthorship, of, (self.who(evidence.by), evidence.at));
    }

    fn links(&mut self, with_lost: bool) {
        use crate::domain::link::LinkKind;
        let keys: BTreeMap<_, _> = self
            .project
            .claims()
            .filter(|(_, c)| with_lost || c.anchors.iter().any(|a| !a.is_lost()))
            .map(|(article, claim)| (claim.id, key(article, claim)))
            .collect();
        for link in self.project.links.iter() {
            let (Some(from), Some(to)) = (keys.get(&link.from), keys.get(&link.to)) else {
                continue;
            };
            let of = &format!("{from} to {to}");
            let field = match link.kind {
                LinkKind::SameClaim => Field::LinkSameClaim,
                LinkKind::Entails => Field::LinkEntails,
                LinkKind::Contradicts => Field::LinkContradicts,
                LinkKind::Supports => Field::LinkSupports,
                LinkKind::Quotes => Field::LinkQuotes,
                LinkKind::DerivedFrom => Field::LinkDerivedFrom,
                LinkKind::RespondsTo(_) => Field::LinkResponds,
            };
            self.tell(field, of, link.kind);
            self.some(Field::LinkNote, of, link.note.as_ref());
            self.tell(Field::LinkAuthorship, of, (self.who(link.by), link.at));
        }
    }
}
