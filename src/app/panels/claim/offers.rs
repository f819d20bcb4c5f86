//! What completes the chain line: sources, works and notes, and how they are described.

use egui::Context;

use super::uses::Uses;
use crate::app::text;
use crate::{
    analysis::{
        chain_line::{Typing, TypingKind, format_note},
        completion::{Candidate, CompletionIndex, Target, complete_note},
    },
    app::tasks::Follower,
    domain::{article::Article, project::Project},
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
    uses: Follower<Uses>,
}

impl Offers {
    /// What completes the word being typed.
    pub fn complete(
        &mut self,
        ctx: &Context,
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
        let found = self.search(ctx, project, article, typing.kind, &typing.prefix);
        found.into_iter().map(|candidate| offer(project, candidate)).collect()
    }

    /// Sources and works whose name fits what was typed.
    pub fn search(
        &mut self,
        ctx: &Context,
        project: &Project,
        article: &Article,
        kind: TypingKind,
        typed: &str,
    ) -> Vec<Candidate> {
        self.index.update(project);
        let claims = article.claims.clone();
        let uses = self.uses.follow(
            ctx,
            "Counting who is named",
            |uses| uses.behind(&article.claims),
            move |uses| uses.update(&claims),
        );
        // Until all is counted, names are completed in the order of their fit alone.
        let use_of = |target| uses.map(|uses| uses.of(target)).unwrap_or_default();
        self.index.complete(kind, typed, use_of, LIMIT)
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
