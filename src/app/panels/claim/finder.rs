//! Finds claims by words that are being typed: on a thread where there are many claims, the
//! words of which are folded once.

use egui::Context;

use crate::{
    analysis::search::{ClaimFilter, ClaimSearch, Order},
    app::tasks::{Answer, Later},
    domain::{ids::ClaimId, project::Project},
};

/// In projects with fewer claims than this they are found at once.
const AT_ONCE: usize = 500;

/// How many are kept of what was found.
const KEPT: usize = 64;

/// What was asked and found last.
#[derive(Debug, Default)]
pub(in crate::app) struct Finder {
    found: Vec<ClaimId>,
    /// What that answers.
    answered: Option<(Project, String)>,
    /// It knows the words of the claims it has seen; away while a thread searches.
    search: Option<ClaimSearch>,
    away: Option<Later<Searched>>,
    /// Whether a thread came to no answer: it is not asked again.
    lost: bool,
}

#[derive(Debug)]
struct Searched {
    search: ClaimSearch,
    project: Project,
    query: String,
    found: Vec<ClaimId>,
}

impl Finder {
    /// Claims that hold all words typed, in the order of their places; those of the words
    /// before while they are looked for.
    pub fn find(&mut self, ctx: &Context, project: &Project, query: &str) -> &[ClaimId] {
        match self.away.as_ref().map(Later::look) {
            Some(Answer::Ready(searched)) => {
                self.take(searched);
                self.away = None;
            }
            Some(Answer::Lost) => {
                self.lost = true;
                self.away = None;
            }
            Some(Answer::Waiting) | None => {}
        }
        if query.is_empty() {
            return &[];
        }
        let answered = self
            .answered
            .as_ref()
            .is_some_and(|(of, asked)| asked == query && of.same_but_sessions(project));
        if !answered && self.away.is_none() && !self.lost {
            let search = self.search.take().unwrap_or_default();
            let (project, query) = (project.clone(), query.to_owned());
            if project.claim_count() < AT_ONCE {
                self.take(searched(search, project, query));
            } else {
                self.away =
                    Later::start("Finding claims", ctx, move || searched(search, project, query));
                self.lost = self.away.is_none();
            }
        }
        &self.found
    }

    fn take(&mut self, searched: Searched) {
        self.found = searched.found;
        self.answered = Some((searched.project, searched.query));
        self.search = Some(searched.search);
    }
}

fn searched(mut search: ClaimSearch, project: Project, query: String) -> Searched {
    let filter = ClaimFilter { text: query.clone(), ..ClaimFilter::default() };
    let mut found = search.search(&project, &filter, Order::default()).claims;
    found.truncate(KEPT);
    Searched { search, project, query, found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    #[test]
    fn claims_are_found_by_their_words_and_nothing_by_none() {
        let ctx = Context::default();
        let project = sample::project();
        let (_, claim) =
            project.claims().find(|(_, c)| c.anchors.len() == 1).expect("a claim of one span");
        let words = claim.quotation();
        let mut finder = Finder::default();
        let found = finder.find(&ctx, &project, &words).to_vec();
        assert!(found.contains(&claim.id), "{words}: {found:?}");
        assert!(finder.find(&ctx, &project, "").is_empty());
        assert!(finder.find(&ctx, &project, "nobodywrotethis").is_empty());
        assert!(finder.find(&ctx, &project, &words).contains(&claim.id));
    }
}
