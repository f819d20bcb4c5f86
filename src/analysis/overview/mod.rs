//! Overview: how far an article or a whole project is worked through, and how its claims were
//! judged, as figures. What has no value is counted apart and enters no share: a claim that
//! nobody judged, a credibility that cannot be judged. Superseded articles stay out.

mod classes;
mod sessions;
mod spread;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{
    balance::{Balance, balance},
    coverage::Coverage,
    origins::{Cache, Discount},
};
use crate::domain::{
    article::Article,
    assessment::{Assessment, Confidence, Credibility, Likelihood},
    claim::Claim,
    ids::{ArticleId, TermId},
    project::Project,
    vocabulary::Vocabulary,
};

pub use classes::{ByOrigins, STEPS, Step, by_origins};
pub use sessions::{Sessions, Worked};
pub use spread::{Part, Spread};

/// What figures are of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All articles that no newer text supersedes.
    #[default]
    Project,
    /// One article.
    Article(ArticleId),
}

/// Judgements on one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged<T> {
    /// Each grade in the order of the scale, with how many judgements give it: each
    /// analyst's newest one of each claim.
    pub grades: Vec<(T, u32)>,
    /// Judgements that say it cannot be judged: missing values.
    pub cannot: u32,
    /// Claims without a judgement on this scale: missing values.
    pub unjudged: u32,
}

/// Claims by the kinds of evidence behind them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds {
    /// The kinds in the order of the codebook, with how many claims have such evidence. A
    /// claim with evidence of two kinds is in both.
    pub kinds: Vec<(TermId, u32)>,
    /// Claims with evidence of any kind.
    pub with: u32,
    /// Claims without evidence: missing values.
    pub without: u32,
}

/// The figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overview {
    /// How many claims there are.
    pub claims: u32,
    /// By kind of evidence.
    pub evidence: Kinds,
    /// By analytic confidence.
    pub confidence: Judged<Confidence>,
    /// By information credibility.
    pub credibility: Judged<Credibility>,
    /// By likelihood.
    pub likelihood: Judged<Likelihood>,
    /// By the sessions in which they were made.
    pub sessions: Sessions,
    /// The share of the sentences that hold a claim.
    pub coverage: Coverage,
    /// Where in the text, or in which articles.
    pub spread: Spread,
}

/// What is told of the voices and origins.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// Whose voices.
    pub balance: Balance,
    /// How many origins.
    pub by_origins: ByOrigins,
}

/// Counts overviews; remembers what was covered in articles that did not change since.
#[derive(Debug, Default)]
pub struct Overviews {
    known: HashMap<ArticleId, (Arc<Article>, Coverage)>,
}

impl Extent {
    /// The one article.
    pub fn article(self) -> Option<ArticleId> {
        match self {
            Self::Project => None,
            Self::Article(id) => Some(id),
        }
    }
}

impl<T> Default for Judged<T> {
    fn default() -> Self {
        Self { grades: Vec::new(), cannot: 0, unjudged: 0 }
    }
}

impl<T> Judged<T> {
    /// How many judgements there are, missing values aside.
    pub fn all(&self) -> u32 {
        self.grades.iter().map(|(_, count)| count).sum()
    }
}

impl<T: Vocabulary> Judged<T> {
    /// A scale on which nothing is judged yet.
    fn on(is_judged: fn(T) -> bool) -> Self {
        let grades = T::ALL.iter().filter(|grade| is_judged(**grade));
        Self { grades: grades.map(|grade| (*grade, 0)).collect(), cannot: 0, unjudged: 0 }
    }

    /// Takes in what the analysts say of a claim.
    fn take(&mut self, latest: &[&Assessment], of: fn(&Assessment) -> Option<T>) {
        let mut any = false;
        for grade in latest.iter().filter_map(|assessment| of(assessment)) {
            any = true;
            match self.grades.iter_mut().find(|(other, _)| *other == grade) {
                Some((_, count)) => *count += 1,
                None => self.cannot += 1,
            }
        }
        self.unjudged += u32::from(!any);
    }
}

impl Overviews {
    /// The overview of a project or an article.
    pub fn overview(&mut self, project: &Project, extent: Extent) -> Overview {
        let articles = articles(project, extent);
        let mut overview = Overview {
            confidence: Judged::on(|_| true),
            credibility: Judged::on(Credibility::is_judged),
            likelihood: Judged::on(|_| true),
            ..Overview::default()
        };
        let mut kinds: HashMap<TermId, u32> = HashMap::new();
        let claims = || articles.iter().flat_map(|article| article.claims.iter());
        for claim in claims() {
            overview.claims += 1;
            overview.judge(claim);
            let mut own: Vec<TermId> = claim.evidence.iter().map(|e| e.kind).collect();
            own.sort_unstable();
            own.dedup();
            overview.evidence.with += u32::from(!own.is_empty());
            overview.evidence.without += u32::from(own.is_empty());
            for kind in own {
                *kinds.entry(kind).or_default() += 1;
            }
        }
        let terms = project.codebook.iter().map(|term| term.id);
        overview.evidence.kinds =
            terms.filter_map(|id| Some((id, *kinds.get(&id)?))).collect::<Vec<_>>();
        overview.sessions = sessions::sessions(project, claims().map(AsRef::as_ref));
        overview.spread = match (extent, articles.as_slice()) {
            (Extent::Article(_), [article]) => spread::over_text(article),
            _ => Spread::Articles(self.covered(&articles)),
        };
        overview.coverage = overview.spread.whole();
        overview
    }

    /// How much of each article is covered.
    fn covered(&mut self, articles: &[&Arc<Article>]) -> Vec<(ArticleId, Coverage)> {
        let ids: HashSet<ArticleId> = articles.iter().map(|article| article.id).collect();
        self.known.retain(|id, _| ids.contains(id));
        let mut found = Vec::with_capacity(articles.len());
        for article in articles {
            let known = self.known.get(&article.id);
            let known = known.filter(|(of, _)| spread::is_same(of, article));
            let coverage = known.map_or_else(|| spread::of_article(article), |(_, c)| *c);
            self.known.insert(article.id, (Arc::clone(article), coverage));
            found.push((article.id, coverage));
        }
        found
    }
}

impl Overview {
    fn judge(&mut self, claim: &Claim) {
        let latest = claim.latest_assessments();
        self.confidence.take(&latest, |a| a.confidence);
        self.credibility.take(&latest, |a| a.credibility);
        self.likelihood.take(&latest, |a| a.likelihood);
    }
}

/// Voices and origins of a project or an article, and what is left of the origins if some
/// sources or works are discounted.
pub fn weigh(project: &Project, origins: &Cache, extent: Extent, discount: &Discount) -> Weighed {
    Weighed {
        balance: balance(project, origins, extent.article(), discount),
        by_origins: by_origins(origins, extent, discount),
    }
}

/// The articles that figures are of.
fn articles(project: &Project, extent: Extent) -> Vec<&Arc<Article>> {
    let superseded: HashSet<ArticleId> =
        project.articles.iter().filter_map(|a| a.head.revision_of).collect();
    let all = project.articles.iter().filter(|a| !superseded.contains(&a.id));
    all.filter(|a| extent.article().is_none_or(|id| id == a.id)).collect()
}
