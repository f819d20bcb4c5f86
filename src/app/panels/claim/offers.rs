//! What completes the chain line: sources, works and notes, and how they are described.

use std::collections::HashMap;

use crate::app::text;
use crate::{
    analysis::{
        chain_line::{Typing, TypingKind, format_note},
        completion::{Candidate, CompletionIndex, Target, Use, complete_note},
    },
    domain::{article::Article, chunked::Chunked, claim::Claim, project::Project},
};

/// How many completions are offered at once.
const LIMIT: usize = 7;

/// One completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// What is completed.
    pub title: String,
    /// What tells it from others.
    pub detail: String,
    /// What goes into the line.
    pub insert: String,
    /// What it stands for, if it is no note.
    pub target: Option<Target>,
}

/// Names of a project, and how the article at hand uses them.
#[derive(Debug, Default)]
pub(super) struct Offers {
    index: CompletionIndex,
    counted: Option<Chunked<Claim>>,
    uses: HashMap<Target, Use>,
}

impl Offers {
    /// What completes the word being typed.
    pub fn complete(
        &mut self,
        project: &Project,
        article: &Article,
        typing: &Typing,
    ) -> Vec<Offer> {
        if typing.kind == TypingKind::Note {
            let notes = complete_note(project, article, &typing.prefix, LIMIT);
            return notes
                .into_iter()
                .map(|note| Offer {
                    title: format!("[{}]", note.label),
                    detail: note.about,
                    insert: format_note(&note.label),
                    target: None,
                })
                .collect();
        }
        let found = self.search(project, article, typing.kind, &typing.prefix);
        found.into_iter().map(|candidate| offer(project, candidate)).collect()
    }

    /// Sources and works whose name fits what was typed.
    pub fn search(
        &mut self,
        project: &Project,
        article: &Article,
        kind: TypingKind,
        typed: &str,
    ) -> Vec<Candidate> {
        self.index.update(project);
        self.count(article);
        let uses = &self.uses;
        self.index.complete(
            kind,
            typed,
            |target| uses.get(&target).copied().unwrap_or_default(),
            LIMIT,
        )
    }

    /// Counts who is named in the article, if it changed since.
    fn count(&mut self, article: &Article) {
        if self.counted.as_ref().is_some_and(|known| known.same(&article.claims)) {
            return;
        }
        self.uses.clear();
        for claim in article.claims.iter() {
            let mut here: Vec<(Target, u32)> = Vec::new();
            for chain in &claim.chains {
                // Whole minutes since 1970 fit, and the later is the greater.
                let at = (chain.at.unix_seconds().max(0) / 60) as u32;
                for hop in &chain.hops {
                    here.extend(hop.sources.iter().map(|id| (Target::Source(*id), at)));
                    here.extend(hop.work.map(|id| (Target::Work(id), at)));
                }
            }
            here.sort_by_key(|(target, at)| (order(*target), std::cmp::Reverse(*at)));
            here.dedup_by_key(|(target, _)| *target);
            for (target, at) in here {
                let known = self.uses.entry(target).or_default();
                known.here = true;
                known.claims += 1;
                known.recency = known.recency.max(at);
            }
        }
        self.counted = Some(article.claims.clone());
    }
}

fn order(target: Target) -> String {
    match target {
        Target::Source(id) => format!("s{id}"),
        Target::Work(id) => format!("w{id}"),
    }
}

fn offer(project: &Project, candidate: Candidate) -> Offer {
    let mut details = Vec::new();
    details.extend(candidate.alias.map(|alias| format!("also “{alias}”")));
    match candidate.target {
        Target::Source(id) => {
            if let Some(source) = project.source(id) {
                let role = source.role.clone().or_else(|| source.description.clone());
                details.extend(role.or_else(|| Some(kind(source.kind))));
            }
        }
        Target::Work(id) => {
            if let Some(work) = project.work(id) {
                use crate::domain::vocabulary::Vocabulary as _;
                details.push(work.kind.label().to_lowercase());
                details.extend(work.container.clone());
            }
        }
    }
    if candidate.claims > 0 {
        let claims = if candidate.claims == 1 { "claim" } else { "claims" };
        details.push(format!("{} {claims} here", candidate.claims));
    }
    let title =
        if candidate.unnamed { format!("“{}”", candidate.label) } else { candidate.label };
    Offer {
        title,
        detail: text::joined(details),
        insert: candidate.insert,
        target: Some(candidate.target),
    }
}

fn kind(kind: crate::domain::source::SourceKind) -> String {
    use crate::domain::vocabulary::Vocabulary as _;
    kind.label().to_lowercase()
}
