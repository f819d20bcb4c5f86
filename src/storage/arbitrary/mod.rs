//! Random valid projects for tests: every field is filled now and then, every string may
//! hold what is hard to write down.

mod articles;

use std::sync::Arc;

use crate::domain::{
    analyst::Analyst,
    chunked::Chunked,
    codebook::{Colour, Term},
    ids::{AnalystId, ArticleId, ClaimId, IdSource, SeededIds, SourceId, WorkId},
    lineage::{Lineage, LineageBasis, LineageEnds},
    link::{Link, LinkKind, Response},
    project::{Merged, MergedEnds, Project, ProjectHead},
    ruling::{Ruling, RulingAbout, Voice},
    session::Session,
    source::{ReliabilityGrade, Source},
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

/// Those that every format can write down: on one line, without what XML has no place for.
const WRITABLE: &[&str] = &[
    "word",
    " ",
    "\"",
    "'",
    "\\",
    "#",
    "&",
    "<b>",
    "]]>",
    "{x}",
    "%",
    "_",
    "=1",
    "; ",
    ", ",
    " and ",
    " | ",
    "/*",
    "é",
    "e\u{301}",
    "سلام",
    "שלום",
    "漢字",
    "👩‍👩‍👧",
    "[1]",
    "(",
    "-",
    "@",
    "~",
    "",
];

struct Random {
    pieces: &'static [&'static str],
    /// How many names there are so far, where each must be another.
    named: Option<usize>,
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
    made_of(PIECES, None, seed, size)
}

/// The same, with words that every format can write down, and no name twice.
pub(crate) fn writable_project(seed: u64, size: usize) -> Project {
    made_of(WRITABLE, Some(0), seed, size)
}

fn made_of(
    pieces: &'static [&'static str],
    named: Option<usize>,
    seed: u64,
    size: usize,
) -> Project {
    let mut ids = SeededIds(seed);
    let analysts = many(&mut ids, 2);
    let (sources, works) = (many(&mut ids, size.max(2)), many(&mut ids, size.max(2)));
    let articles = many(&mut ids, size.div_ceil(3));
    let terms = many(&mut ids, 3);
    let claims = many(&mut ids, size);
    Random { pieces, named, ids, analysts, sources, works, claims, articles, terms }.project(size)
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
        (0..pieces).map(|_| self.pick(self.pieces)).collect()
    }

    fn name(&mut self) -> String {
        let string = self.string();
        match &mut self.named {
            Some(named) => {
                *named += 1;
                // Space that nobody would see is not kept by everybody.
                let words: Vec<_> = string.split_whitespace().collect();
                format!("N{named} {}", words.join(" ")).trim_end().to_owned()
            }
            None => format!("N{string}"),
        }
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
            title: if self.named.is_some() { self.name() } else { self.string() },
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
            basis: self.list(2, |random| {
                if random.often() {
                    LineageBasis::Claim(random.claim_id())
                } else {
                    LineageBasis::Work(random.work_id())
                }
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
        let ends = if self.often() {
            MergedEnds::Sources { from: self.ids.id(), into: self.source_id() }
        } else {
            MergedEnds::Works { from: self.ids.id(), into: self.work_id() }
        };
        Merged { ends, by: self.by(), at: self.at() }
    }
}
