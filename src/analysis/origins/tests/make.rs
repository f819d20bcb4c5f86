//! Builds small projects in a few words.
//!
//! A chain is written `anna+bob@w1 > officials !`: hops from the article outwards, joint
//! sources with `+`, the work after `@`, `!` for an origin at the end, `?` for a voice that
//! gives no source, `#` for one that can't be got hold of, `~` before it all if it is
//! doubtful, `own` for the article's own voice. Sources that begin with `u-` are unnamed.

use std::sync::Arc;

use crate::domain::{
    anchor::Anchor,
    article::Article,
    chain::{Chain, ChainEnd, Hop},
    claim::{Claim, ClaimKind},
    lineage::{Lineage, LineageEnds, LineageKind, Standing},
    link::{Link, LinkKind},
    project::Project,
    ruling::{Ruling, RulingAbout, Voice},
    sample::{article, at, change, change_claim, id},
    source::{Source, SourceKind},
    span::Span,
    text::Text,
    time::PartialDate,
    work::{Work, WorkKind},
};

pub(crate) struct Make {
    pub p: Project,
    made: u32,
}

pub(crate) fn date(text: &str) -> PartialDate {
    text.parse().expect("a date")
}

pub(crate) fn make() -> Make {
    Make { p: Project::new("Made", at(0)), made: 0 }
}

/// An edge of lineage, to be given dates, claims or a standing.
pub(crate) fn edge(name: &str, from: &str, to: &str, kind: LineageKind) -> Lineage {
    let works = from.starts_with('w');
    Lineage {
        id: id(name),
        ends: if works {
            LineageEnds::Works { from: id(from), to: id(to) }
        } else {
            LineageEnds::Sources { from: id(from), to: id(to) }
        },
        kind,
        since: None,
        until: None,
        claims: Vec::new(),
        basis: Vec::new(),
        standing: Standing::Accepted,
        by: id("ann"),
        at: at(1),
        note: None,
    }
}

pub(crate) fn voice(name: &str) -> Voice {
    if name.starts_with('w') { Voice::Work(id(name)) } else { Voice::Source(id(name)) }
}

impl Make {
    fn name(&mut self, what: &str) -> String {
        self.made += 1;
        format!("{what}{:04}", self.made)
    }

    pub fn source(mut self, name: &str) -> Self {
        if self.p.sources.get(id(name)).is_none() {
            let kind = if name.starts_with("u-") {
                SourceKind::UnnamedGroup
            } else {
                SourceKind::NamedIndividual
            };
            self.p.sources.put(Arc::new(Source::new(id(name), name, kind)));
        }
        self
    }

    pub fn work(mut self, name: &str, authors: &[&str]) -> Self {
        let mut work = Work::new(id(name), name, WorkKind::NewsArticle);
        for author in authors {
            self = self.source(author);
            work.authors.push(id(author));
        }
        self.p.works.put(Arc::new(work));
        self
    }

    pub fn dated(mut self, work: &str, on: &str) -> Self {
        change(&mut self.p.works, id(work), |w| w.date = Some(date(on)));
        self
    }

    /// An article; `work` may be empty.
    pub fn article(mut self, name: &str, work: &str) -> Self {
        if !work.is_empty() && self.p.works.get(id(work)).is_none() {
            self = self.work(work, &[]);
        }
        let mut made = article(name, &"word ".repeat(40));
        if !work.is_empty() {
            Arc::make_mut(&mut made.head).work = Some(id(work));
        }
        self.p.articles.put(Arc::new(made));
        self
    }

    pub fn published(mut self, article: &str, on: &str) -> Self {
        change(&mut self.p.articles, id(article), |a: &mut Article| {
            Arc::make_mut(&mut a.head).published = Some(date(on));
        });
        self
    }

    /// A claim in an article, with chains. The article is made if it is not there.
    pub fn claim(mut self, name: &str, of: &str, chains: &[&str]) -> Self {
        if self.p.articles.get(id(of)).is_none() {
            self = self.article(of, "");
        }
        let count = self.p.articles.get(id(of)).expect("there").claims.len() as u32;
        let count = count % 150;
        let text = Text::new("word ".repeat(40));
        let anchor = Anchor::new(&text, Span::new(count, count + 9)).expect("inside");
        let mut claim = Claim::new(id(name), anchor, id("ann"), at(2));
        for chain in chains {
            let (made, chain) = self.chain(chain);
            self = made;
            claim.chains.push(chain);
        }
        change(&mut self.p.articles, id(of), |a: &mut Article| {
            a.claims.put(Arc::new(claim));
        });
        self.p.index_claims();
        self
    }

    pub fn chain(mut self, text: &str) -> (Self, Chain) {
        let name = self.name("ch");
        let mut text = text.trim();
        let mut chain = Chain::new(id(&name), Vec::new(), id("ann"), at(3));
        if let Some(rest) = text.strip_prefix('~') {
            chain.doubtful = Some("it may be read otherwise".to_owned());
            text = rest.trim();
        }
        for (sign, end) in
            [('!', ChainEnd::Origin), ('?', ChainEnd::GivesNoSource), ('#', ChainEnd::Unavailable)]
        {
            if let Some(rest) = text.strip_suffix(sign) {
                chain.end = end;
                text = rest.trim();
            }
        }
        if text == "own" {
            return (self, chain);
        }
        for part in text.split('>') {
            let (sources, work) = part.trim().split_once('@').unwrap_or((part.trim(), ""));
            let mut hop = Hop::default();
            for source in sources.split('+').map(str::trim).filter(|s| !s.is_empty()) {
                self = self.source(source);
                hop.sources.push(id(source));
            }
            if !work.is_empty() {
                if self.p.works.get(id(work)).is_none() {
                    self = self.work(work, &[]);
                }
                hop.work = Some(id(work));
            }
            chain.hops.push(hop);
        }
        (self, chain)
    }

    pub fn kind(mut self, claim: &str, kind: ClaimKind) -> Self {
        change_claim(&mut self.p, claim, |c| c.kind = kind);
        self
    }

    pub fn link(mut self, from: &str, to: &str, kind: LinkKind) -> Self {
        let name = self.name("l");
        let (from, to) = (id(from), id(to));
        let link = Link { id: id(&name), from, to, kind, by: id("ann"), at: at(4), note: None };
        self.p.links.put(Arc::new(link));
        self
    }

    pub fn same(self, a: &str, b: &str) -> Self {
        self.link(a, b, LinkKind::SameClaim)
    }

    pub fn entails(self, more: &str, less: &str) -> Self {
        self.link(more, less, LinkKind::Entails)
    }

    pub fn lineage(mut self, edge: Lineage) -> Self {
        self.p.lineage.put(Arc::new(edge));
        self
    }

    pub fn leads(self, from: &str, to: &str, kind: LineageKind) -> Self {
        let name = format!("e-{from}-{to}");
        self.lineage(edge(&name, from, to, kind))
    }

    pub fn independent(mut self, a: &str, b: &str) -> Self {
        let name = self.name("r");
        let ruling = Ruling {
            id: id(&name),
            about: RulingAbout::Independent(voice(a), voice(b)),
            by: id("ann"),
            at: at(5),
            reason: Some("they never met".to_owned()),
            basis: None,
        };
        self.p.rulings.put(Arc::new(ruling));
        self
    }
}
