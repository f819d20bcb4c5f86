//! Balance: whose voices an article or a project rests on, and whose it leaves out.
//!
//! A voice counts once for each claim in which it speaks. Superseded articles stay out.

mod concentration;
mod named;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::origins::{Cache, Discount};
use crate::domain::{
    article::Article,
    chain::QuotationForm,
    ids::{ArticleId, SourceId},
    project::Project,
    ruling::Voice,
    source::{Reliability, SourceKind},
};

/// A part of a whole, both counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are so.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
}

/// Whose voices something rests on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Balance {
    /// Claims by the kind of source that speaks in them.
    pub by_kind: BTreeMap<&'static str, u32>,
    /// Claims by the role of the source that speaks; sources without one under "".
    pub by_role: BTreeMap<String, u32>,
    /// Claims by the reliability of the source; `None` for ungraded sources and for F.
    pub by_reliability: BTreeMap<Option<Reliability>, u32>,
    /// Of all claims that can have an origin, those in the article's own voice without
    /// evidence.
    pub own_voice_without_evidence: Share,
    /// Of all last voices, those that nobody can name.
    pub unnamed: Share,
    /// Who is quoted in words, in order.
    pub quoted: Vec<SourceId>,
    /// Who speaks, but is never quoted in words, in order.
    pub reported: Vec<SourceId>,
    /// Who is named in the text and never speaks, in order.
    pub only_spoken_about: Vec<SourceId>,
    /// The last voices of most classes, with how many, at most three.
    pub top: Vec<(Voice, u32)>,
    /// Of the classes with a citation, those that go through one of the top voices.
    pub concentration: Share,
}

impl Share {
    /// In whole percent; nothing of nothing is none.
    pub fn percent(self) -> u32 {
        (u64::from(self.part) * 100).checked_div(u64::from(self.whole)).unwrap_or_default() as u32
    }
}

/// The balance of one article, or of a whole project. Where sources or works are discounted,
/// concentration and last voices are those of what is left.
pub fn balance(
    project: &Project,
    origins: &Cache,
    article: Option<ArticleId>,
    discount: &Discount,
) -> Balance {
    let superseded: HashSet<ArticleId> =
        project.articles.iter().filter_map(|a| a.head.revision_of).collect();
    let articles: Vec<&Article> = project
        .articles
        .iter()
        .map(std::convert::AsRef::as_ref)
        .filter(|a| !superseded.contains(&a.id) && article.is_none_or(|id| id == a.id))
        .collect();
    let mut balance = Balance::default();
    let (mut quoted, mut speaking) = (BTreeSet::new(), BTreeSet::new());
    for claim in articles.iter().flat_map(|a| a.claims.iter()) {
        let mut heard: BTreeSet<SourceId> = BTreeSet::new();
        for hop in claim.chains.iter().flat_map(|c| &c.hops) {
            let party = hop.sources.iter().filter_map(|id| project.source(*id)).map(|s| s.id);
            let direct = matches!(hop.form, QuotationForm::Direct | QuotationForm::Mixed);
            for source in party {
                heard.insert(source);
                if direct {
                    quoted.insert(source);
                }
            }
        }
        for id in &heard {
            let Some(source) = project.source(*id) else { continue };
            *balance.by_kind.entry(kind_name(source.kind)).or_default() += 1;
            *balance.by_role.entry(source.role.clone().unwrap_or_default()).or_default() += 1;
            let grade = source.current_reliability().map(|g| g.grade).filter(|g| g.is_judged());
            *balance.by_reliability.entry(grade).or_default() += 1;
        }
        speaking.append(&mut heard);
        if claim.kind.can_have_origins() {
            balance.own_voice_without_evidence.whole += 1;
            let own = !claim.chains.is_empty() && claim.chains.iter().all(|c| c.hops.is_empty());
            balance.own_voice_without_evidence.part += u32::from(own && claim.evidence.is_empty());
        }
    }
    balance.only_spoken_about =
        named::named(project, &articles).into_iter().filter(|id| !speaking.contains(id)).collect();
    balance.reported = speaking.difference(&quoted).copied().collect();
    balance.quoted = quoted.into_iter().collect();
    let atoms = discount.atoms(&origins.model);
    concentration::concentrate(origins, article, &atoms, &mut balance);
    balance
}

fn kind_name(kind: SourceKind) -> &'static str {
    use crate::domain::vocabulary::Vocabulary as _;
    kind.label()
}
