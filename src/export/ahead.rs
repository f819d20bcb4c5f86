//! Going through claims with the next ones read ahead. A claim lies in a dozen places of the
//! memory, each found through the one before; who walks from one to the next waits for each.
//! Here a few claims are touched level by level before they are given out, so that the machine
//! fetches them together.

use std::sync::Arc;

use crate::domain::{article::Article, claim::Claim, ids::SourceId, project::Project};

/// How many claims are touched together.
const BLOCK: usize = 32;

/// What of a claim will be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// Everything.
    All,
    /// Its words and its evidence.
    Claim,
    /// Its chains.
    Chains,
    /// Its assessments.
    Assessments,
}

/// Gives claims as they come, touched before.
struct Ahead<I, T> {
    claims: I,
    parts: Parts,
    block: Vec<T>,
    next: usize,
}

/// The claims of an article, in their order.
pub(super) fn claims_of(article: &Article) -> impl Iterator<Item = &Claim> {
    parts_of(article, Parts::All)
}

fn parts_of(article: &Article, parts: Parts) -> impl Iterator<Item = &Claim> {
    Ahead { claims: article.claims.iter().map(AsRef::as_ref), parts, block: Vec::new(), next: 0 }
}

/// All claims of a project with their articles, in the order of [`Project::claims`].
pub(super) fn claims(
    project: &Project,
    parts: Parts,
) -> impl Iterator<Item = (&Arc<Article>, &Claim)> {
    project
        .articles
        .iter()
        .flat_map(move |article| parts_of(article, parts).map(move |claim| (article, claim)))
}

impl<'a, I: Iterator<Item = &'a Claim>> Iterator for Ahead<I, &'a Claim> {
    type Item = &'a Claim;

    fn next(&mut self) -> Option<&'a Claim> {
        if self.next == self.block.len() {
            self.next = 0;
            self.block.clear();
            self.block.extend(self.claims.by_ref().take(BLOCK));
            // That it was read is all that matters.
            std::hint::black_box(touch(&self.block, self.parts));
        }
        let claim = self.block.get(self.next).copied();
        self.next += 1;
        claim
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let waiting = self.block.len().saturating_sub(self.next);
        let (least, most) = self.claims.size_hint();
        (least + waiting, most.map(|most| most + waiting))
    }
}

/// Reads something of every part, level by level.
fn touch(block: &[&Claim], parts: Parts) -> usize {
    let wants = |part| parts == Parts::All || parts == part;
    let first = |text: &str| text.as_bytes().first().map_or(0, |byte| usize::from(*byte));
    let mut sum = 0;
    for claim in block {
        sum += claim.anchors.len() + claim.chains.len() + claim.assessments.len();
    }
    if wants(Parts::Claim) {
        for claim in block {
            sum += claim.anchors.first().map_or(0, |anchor| anchor.exact.len());
            sum += claim.evidence.first().map_or(0, |evidence| evidence.bearing as usize);
        }
        for claim in block {
            sum += claim.anchors.first().map_or(0, |anchor| first(&anchor.exact));
        }
    }
    if wants(Parts::Assessments) {
        for claim in block {
            sum += claim.assessments.first().map_or(0, |one| one.at.unix_seconds() as usize & 1);
        }
    }
    if wants(Parts::Chains) {
        for claim in block {
            sum += claim.chains.first().map_or(0, |chain| chain.hops.len());
        }
        for chain in block.iter().flat_map(|claim| &claim.chains) {
            sum += chain.hops.iter().map(|hop| hop.sources.len()).sum::<usize>();
        }
        for hop in block.iter().flat_map(|claim| &claim.chains).flat_map(|chain| &chain.hops) {
            sum += hop
                .sources
                .first()
                .map_or(0, |source| usize::from(*source == SourceId::from_random(0)));
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ids::Id, sample::project};

    #[test]
    fn the_claims_come_in_their_order_and_none_is_lost() {
        let mut project = project();
        let of = |project: &Project| -> Vec<_> {
            claims(project, Parts::All).map(|(article, claim)| (article.id, claim.id)).collect()
        };
        let plainly = |project: &Project| -> Vec<_> {
            project.claims().map(|(article, claim)| (article.id, claim.id)).collect()
        };
        assert_eq!(of(&project), plainly(&project));
        let mut article = project.articles.iter().next_back().expect("one").as_ref().clone();
        let claim = article.claims.iter().next().expect("a claim").as_ref().clone();
        article.claims = (0..=BLOCK as u64 * 2)
            .map(|number| Claim { id: Id::from_random(number), ..claim.clone() })
            .collect();
        assert_eq!(claims_of(&article).count(), BLOCK * 2 + 1);
        project.articles = [article].into_iter().collect();
        assert_eq!(of(&project), plainly(&project));
    }
}
