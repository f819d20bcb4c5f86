//! Random articles with their structure, references and claims.

use std::sync::Arc;

use super::Random;
use crate::domain::{
    anchor::{Anchor, AnchorState},
    article::{Article, ArticleHead, Block, BlockKind, Mark, MarkKind, Structure},
    assessment::Assessment,
    claim::{Chain, Check, Claim, Hop, Review},
    evidence::Evidence,
    ids::{ArticleId, ClaimId, IdSource, ReferenceId},
    reference::{Reference, Resolution},
    span::Span,
    text::Text,
};

impl Random {
    pub(super) fn article(&mut self, id: ArticleId, claims: &[ClaimId]) -> Article {
        let words: String = (0..40).map(|_| self.string()).collect();
        let text = Text::new(format!("A text that is long enough.\n{words}"));
        let references: Vec<ReferenceId> = (0..self.below(4)).map(|_| self.ids.id()).collect();
        let mut entries: Vec<_> =
            references.iter().map(|id| self.reference(*id, &references, &text)).collect();
        entries.sort_by_key(|reference| (reference.entry_span, reference.id));
        let mut blocks: Vec<Block> = self.list(3, |random| Block {
            span: random.span(&text),
            kind: match random.below(4) {
                0 => BlockKind::Heading(1 + random.below(6) as u8),
                1 => BlockKind::Quote,
                2 => BlockKind::ListItem,
                _ => BlockKind::Pre,
            },
        });
        blocks.sort_by_key(|block| block.span);
        let mut marks: Vec<Mark> = self.list(4, |random| Mark {
            span: random.span(&text),
            kind: random.pick(&[
                MarkKind::Emphasis,
                MarkKind::Superscript,
                MarkKind::Link,
                MarkKind::NoteRef,
            ]),
            target: random.some_string(),
        });
        marks.sort_by_key(|mark| mark.span);
        let claims = claims.iter().map(|id| self.claim(*id, &references, &text)).collect();
        Article {
            id,
            head: Arc::new(ArticleHead {
                title: self.name(),
                byline: self.some_string(),
                publisher: self.some_string(),
                published: self.maybe(Self::date),
                url: self.some_string(),
                archived_url: self.some_string(),
                accessed: self.maybe(Self::date),
                language: self.some_string(),
                work: self.maybe(Self::work_id),
                revision_of: None,
            }),
            sha256: text.sha256().into(),
            text: Arc::new(text),
            structure: Arc::new(Structure { blocks, marks }),
            references: Arc::new(entries),
            claims,
        }
    }

    fn reference(&mut self, id: ReferenceId, all: &[ReferenceId], text: &Text) -> Reference {
        Reference {
            id,
            label: self.name(),
            markers: self.list(3, |random| random.span(text)),
            entry_span: self.span(text),
            work: self.maybe(Self::work_id),
            resolution: match self.below(4) {
                0 => Resolution::Resolved,
                1 => Resolution::Ibid(self.pick(all)),
                2 => Resolution::Ambiguous,
                _ => Resolution::Unresolved,
            },
        }
    }

    fn claim(&mut self, id: ClaimId, references: &[ReferenceId], text: &Text) -> Claim {
        let (anchor, by, at) = (self.anchor(text), self.by(), self.at());
        let mut claim = Claim::new(id, anchor, by, at);
        claim.anchors.extend(self.list(2, |random| random.anchor(text)));
        if self.named.is_some() {
            // Pieces that touch each other would be one to most programs.
            let mut end = 0;
            claim.anchors.sort_by_key(|anchor| anchor.span);
            claim.anchors.retain(|anchor| {
                let apart = end == 0 || anchor.span.start > end + 1;
                end = if apart { anchor.span.end } else { end };
                apart
            });
        }
        claim.paraphrase = self.some_string();
        claim.kind = self.term();
        claim.tone = self.maybe(Self::term);
        claim.factuality = self.maybe(Self::term);
        claim.event_date = self.maybe(Self::date);
        claim.chains = self.list(2, |random| random.chain(references, text));
        claim.chains.sort_by_key(|chain| chain.id);
        let chains: Vec<_> = claim.chains.iter().map(|chain| chain.id).collect();
        claim.evidence = self.list(2, |random| Evidence {
            id: random.ids.id(),
            kind: {
                let terms = random.terms.clone();
                random.pick(&terms)
            },
            directness: random.term(),
            chain: (!chains.is_empty()).then(|| random.pick(&chains)),
            work: random.maybe(Self::work_id),
            bearing: random.term(),
            note: random.some_string(),
            by: random.by(),
            at: random.at(),
        });
        claim.evidence.sort_by_key(|evidence| evidence.id);
        claim.assessments = self.list(2, |random| Assessment {
            id: random.ids.id(),
            by: random.by(),
            at: random.at(),
            credibility: random.maybe(Self::term),
            confidence: random.maybe(Self::term),
            likelihood: random.maybe(Self::term),
            rationale: random.some_string(),
            would_change: random.some_string(),
        });
        claim.assessments.sort_by_key(|assessment| assessment.id);
        claim.reviews = self.list(2, |random| Review {
            by: random.by(),
            at: random.at(),
            verdict: random.term(),
            note: random.some_string(),
        });
        claim.tags = self.list(3, Self::name);
        claim.note = self.some_string();
        claim.status = self.term();
        claim.modified = self.at();
        claim
    }

    fn chain(&mut self, references: &[ReferenceId], text: &Text) -> Chain {
        let hops = self.list(3, |random| Hop {
            sources: random.list(2, Self::source_id),
            source_anchors: random.list(2, |random| random.anchor(text)),
            cue_anchors: random.list(2, |random| random.anchor(text)),
            introduced_as: random.some_string(),
            addressee: random.some_string(),
            work: random.maybe(Self::work_id),
            reference: (!references.is_empty()).then(|| random.pick(references)),
            locator: random.some_string(),
            form: random.term(),
            negated: random.often(),
            factuality: random.maybe(Self::term),
            said: random.maybe(Self::date),
            basis: random.term(),
            check: random.maybe(|random| Check {
                result: random.term(),
                quote: random.some_string(),
                by: random.by(),
                at: random.at(),
            }),
        });
        let (id, by, at) = (self.ids.id(), self.by(), self.at());
        Chain { end: self.term(), doubtful: self.some_string(), ..Chain::new(id, hops, by, at) }
    }

    fn span(&mut self, text: &Text) -> Span {
        let start = self.below(text.len() as usize - 1) as u32;
        let len = 1 + self.below((text.len() - start).min(40) as usize) as u32;
        Span::new(start, (start + len).min(text.len()))
    }

    fn anchor(&mut self, text: &Text) -> Anchor {
        let span = self.span(text);
        let mut anchor = Anchor::new(text, span).expect("inside the text");
        // Space at the ends of a selection, line ends above all, is not kept by everybody.
        let words = anchor.exact.trim();
        if self.named.is_some() && (words.is_empty() || words != anchor.exact) {
            anchor = Anchor::new(text, Span::new(0, 6)).expect("inside the text");
        }
        anchor.state = match self.below(5) {
            0 => {
                // Words that are still there would be found again.
                if self.named.is_some() {
                    anchor.exact = format!("words that are gone, {}", self.name());
                    (anchor.prefix, anchor.suffix) = (String::new(), String::new());
                }
                AnchorState::Lost
            }
            1 => AnchorState::Moved { percent: self.below(101) as u8, was: self.span(text) },
            _ => AnchorState::Exact,
        };
        anchor
    }
}
