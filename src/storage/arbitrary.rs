//! Random valid projects for tests: every field is filled now and then, every string may
//! hold what is hard to write down.

use std::sync::Arc;

use crate::domain::{
    analyst::Analyst,
    anchor::{Anchor, AnchorState},
    article::{Article, ArticleHead, Block, BlockKind, Mark, MarkKind, Structure},
    assessment::Assessment,
    chunked::Chunked,
    claim::{Chain, Check, Claim, Hop, Review},
    codebook::{Colour, Term},
    evidence::Evidence,
    ids::{AnalystId, ArticleId, ClaimId, IdSource, ReferenceId, SeededIds, SourceId, WorkId},
    lineage::{Lineage, LineageBasis, LineageEnds},
    link::{Link, LinkKind, Response},
    project::{Merged, MergedEnds, Project, ProjectHead},
    reference::{Reference, Resolution},
    ruling::{Ruling, RulingAbout, Voice},
    session::Session,
    source::{ReliabilityGrade, Source},
    span::Span,
    text::Text,
    time::{PartialDate, Timestamp},
    todo::{Todo, TodoAbout},
    vocabulary::Vocabulary,
    work::{Original, Work},
};

/// Pieces that strings are made of: quotes and hashes for raw strings, backslashes,
/// brackets, comments, control characters, line separators, bidirectional controls.
const PIECES: &[&str] = &[
    "word",
    " ",
    "\n",
    "\t",
    "\"",
    "\"#",
    "r#\"",
    "##",
    "\\",
    "\\n",
    "(id: \"x\")",
    "'",
    "//",
    "/*",
    "*/",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "é",
    "e\u{301}",
    "سلام",
    "שלום",
    "漢字",
    "👩‍👩‍👧",
    "\u{10ffff}",
    "{}",
    "[",
    "Some(",
    "\"\"\"",
    "",
];

struct Random {
    ids: SeededIds,
    analysts: Vec<AnalystId>,
    sources: Vec<SourceId>,
    works: Vec<WorkId>,
    claims: Vec<ClaimId>,
    articles: Vec<ArticleId>,
    terms: Vec<crate::domain::ids::TermId>,
}

/// A project that holds all invariants, the same for the same seed. `size` is how many
/// records each list has at most.
pub(crate) fn random_project(seed: u64, size: usize) -> Project {
    let mut ids = SeededIds(seed);
    let analysts = many(&mut ids, 2);
    let (sources, works) = (many(&mut ids, size.max(2)), many(&mut ids, size.max(2)));
    let articles = many(&mut ids, size.div_ceil(3));
    let terms = many(&mut ids, 3);
    let claims = many(&mut ids, size);
    Random { ids, analysts, sources, works, claims, articles, terms }.project(size)
}

fn many<T>(ids: &mut SeededIds, count: usize) -> Vec<crate::domain::ids::Id<T>> {
    (0..count.max(1)).map(|_| ids.id()).collect()
}

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        (self.ids.bits() % bound.max(1) as u64) as usize
    }

    fn often(&mut self) -> bool {
        self.below(3) > 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn term<T: Vocabulary>(&mut self) -> T {
        self.pick(T::ALL)
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.often().then(|| make(self))
    }

    fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    fn string(&mut self) -> String {
        let pieces = self.below(6);
        (0..pieces).map(|_| self.pick(PIECES)).collect()
    }

    fn name(&mut self) -> String {
        format!("N{}", self.string())
    }

    fn some_string(&mut self) -> Option<String> {
        self.maybe(Self::name)
    }

    fn by(&mut self) -> AnalystId {
        let analysts = self.analysts.clone();
        self.pick(&analysts)
    }

    fn at(&mut self) -> Timestamp {
        Timestamp::from_unix_seconds(self.below(4_000_000_000) as i64)
    }

    fn date(&mut self) -> PartialDate {
        let year = self.below(9999) as i32;
        let (month, day) = (1 + self.below(12) as u32, 1 + self.below(28) as u32);
        match self.below(3) {
            0 => PartialDate::year(year),
            1 => PartialDate::month(year, month),
            _ => PartialDate::day(year, month, day),
        }
        .expect("in range")
    }

    fn sha256(&mut self) -> String {
        Text::new(self.string()).sha256()
    }

    fn source_id(&mut self) -> SourceId {
        let sources = self.sources.clone();
        self.pick(&sources)
    }

    fn work_id(&mut self) -> WorkId {
        let works = self.works.clone();
        self.pick(&works)
    }

    fn claim_id(&mut self) -> ClaimId {
        let claims = self.claims.clone();
        self.pick(&claims)
    }

    fn span(&mut self, text: &Text) -> Span {
        let start = self.below(text.len() as usize - 1) as u32;
        let len = 1 + self.below((text.len() - start).min(40) as usize) as u32;
        Span::new(start, (start + len).min(text.len()))
    }

    fn anchor(&mut self, text: &Text) -> Anchor {
        let span = self.span(text);
        let mut anchor = Anchor::new(text, span).expect("inside the text");
        anchor.state = match self.below(5) {
            0 => AnchorState::Lost,
            1 => AnchorState::Moved { percent: self.below(101) as u8, was: self.span(text) },
            _ => AnchorState::Exact,
        };
        anchor
    }

    fn project(mut self, size: usize) -> Project {
        let mut project = Project::new(self.name(), self.at());
        project.head = Arc::new(ProjectHead {
            title: self.name(),
            description: self.some_string(),
            created: self.at(),
        });
        let analysts: Vec<_> =
            self.analysts.clone().into_iter().map(|id| Analyst { id, name: self.name() }).collect();
        project.analysts = analysts.into_iter().collect();
        project.codebook =
            self.terms.clone().into_iter().map(|id| self.codebook_term(id)).collect();
        project.sources = self.sources.clone().into_iter().map(|id| self.source(id)).collect();
        project.works = self.works.clone().into_iter().map(|id| self.work(id)).collect();
        let mut claims = self.claims.clone();
        for (index, id) in self.articles.clone().into_iter().enumerate() {
            let count = claims.len().min(5);
            let here = if index + 1 == self.articles.len() {
                std::mem::take(&mut claims)
            } else {
                claims.drain(..count).collect()
            };
            let article = self.article(id, &here);
            project.articles.put(Arc::new(article));
        }
        project.links = self.records(size, Self::link);
        project.lineage = self.records(size, Self::lineage);
        project.rulings = self.records(size, Self::ruling);
        project.todos = self.records(size, Self::todo);
        project.merged = self.records(size, Self::merged);
        project.sessions = self.records(size, |random| Session {
            id: random.ids.id(),
            by: random.by(),
            started: random.at(),
            ended: random.maybe(Self::at),
            opened: random.articles.clone(),
        });
        project.index_claims();
        project
    }

    fn records<T: crate::domain::chunked::Keyed>(
        &mut self,
        most: usize,
        make: impl FnMut(&mut Self) -> T,
    ) -> Chunked<T> {
        self.list(most, make).into_iter().collect()
    }

    fn codebook_term(&mut self, id: crate::domain::ids::TermId) -> Term {
        Term {
            id,
            name: self.name(),
            definition: self.string(),
            colour: Colour([self.below(256) as u8, 0, 255]),
            key: self.maybe(|random| random.pick(&['1', '\'', '\\', 'é', '"'])),
        }
    }

    fn source(&mut self, id: SourceId) -> Source {
        Source {
            id,
            name: self.name(),
            kind: self.term(),
            aliases: self.list(2, Self::name),
            role: self.some_string(),
            description: self.some_string(),
            url: self.some_string(),
            notes: self.some_string(),
            reliability: self.list(2, |random| ReliabilityGrade {
                grade: random.term(),
                about: random.some_string(),
                by: random.by(),
                at: random.at(),
                why: random.some_string(),
            }),
        }
    }

    fn work(&mut self, id: WorkId) -> Work {
        Work {
            id,
            kind: self.term(),
            title: self.string(),
            authors: self.list(3, Self::source_id),
            container: self.some_string(),
            publisher: self.some_string(),
            date: self.maybe(Self::date),
            url: self.some_string(),
            archived_url: self.some_string(),
            accessed: self.maybe(Self::date),
            pages: self.some_string(),
            original: self.maybe(|random| Original {
                file: random.name(),
                sha256: random.sha256(),
                obtained: random.date(),
            }),
            raw: self.some_string(),
        }
    }

    fn article(&mut self, id: ArticleId, claims: &[ClaimId]) -> Article {
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

    fn link(&mut self) -> Link {
        let kinds = [
            LinkKind::SameClaim,
            LinkKind::Entails,
            LinkKind::Contradicts,
            LinkKind::Supports,
            LinkKind::Quotes,
            LinkKind::DerivedFrom,
            LinkKind::RespondsTo(Response::DoesNotDeny),
        ];
        Link {
            id: self.ids.id(),
            from: self.claim_id(),
            to: self.claim_id(),
            kind: self.pick(&kinds),
            by: self.by(),
            at: self.at(),
            note: self.some_string(),
        }
    }

    fn lineage(&mut self) -> Lineage {
        // From a later record to an earlier one, so that no circle comes about.
        let later = 1 + self.below(self.sources.len() - 1);
        let ends = if self.often() {
            LineageEnds::Sources { from: self.sources[later], to: self.sources[0] }
        } else {
            LineageEnds::Works { from: self.works[later], to: self.works[0] }
        };
        let kind = self.term();
        Lineage {
            id: self.ids.id(),
            ends,
            kind,
            since: self.maybe(Self::date),
            until: self.maybe(Self::date),
            claims: self.list(2, Self::claim_id),
            basis: self.list(2, |random| match random.often() {
                true => LineageBasis::Claim(random.claim_id()),
                false => LineageBasis::Work(random.work_id()),
            }),
            standing: self.term(),
            by: self.by(),
            at: self.at(),
            note: self.some_string(),
        }
    }

    fn ruling(&mut self) -> Ruling {
        Ruling {
            id: self.ids.id(),
            about: match self.below(5) {
                0 => RulingAbout::NotSameSource(self.source_id(), self.source_id()),
                1 => RulingAbout::NotSameWork(self.work_id(), self.work_id()),
                2 => RulingAbout::DeclinedPair(self.claim_id(), self.claim_id()),
                3 => RulingAbout::Independent(
                    Voice::Source(self.source_id()),
                    Voice::Work(self.work_id()),
                ),
                _ => {
                    RulingAbout::Dismissed { code: self.name(), subjects: self.list(2, Self::name) }
                }
            },
            by: self.by(),
            at: self.at(),
            reason: self.some_string(),
            basis: self.maybe(Self::sha256),
        }
    }

    fn todo(&mut self) -> Todo {
        Todo {
            id: self.ids.id(),
            about: match self.below(4) {
                0 => TodoAbout::Claim(self.claim_id()),
                1 => TodoAbout::Source(self.source_id()),
                2 => TodoAbout::Work(self.work_id()),
                _ => TodoAbout::Article(self.articles[0]),
            },
            kind: self.term(),
            text: self.string(),
            by: self.by(),
            at: self.at(),
            done: self.maybe(Self::at),
        }
    }

    fn merged(&mut self) -> Merged {
        let ends = match self.often() {
            true => MergedEnds::Sources { from: self.ids.id(), into: self.source_id() },
            false => MergedEnds::Works { from: self.ids.id(), into: self.work_id() },
        };
        Merged { ends, by: self.by(), at: self.at() }
    }
}
