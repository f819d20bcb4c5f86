//! What is still to do: the content of the queue.
//!
//! Beside open to-dos it lists what the records themselves leave open:
//! - chains of at least one hop that end *not followed* (an article's own voice names
//!   nobody whom one could follow);
//! - hops that give words in quotation marks (direct or mixed) from a known work, or from what
//!   a note stands for, and were not compared with the original;
//! - unnamed sources without a description, unless a to-do asks for them already.
//!
//! Articles that a revision superseded are left out, with the to-dos about them.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::{
    article::Article,
    chain::{ChainEnd, Hop},
    claim::Claim,
    ids::{ArticleId, ChainId, ClaimId, SourceId, TodoId},
    project::Project,
    time::Timestamp,
    todo::{Todo, TodoAbout, TodoKind},
};

/// The longest title in code points.
const TITLE: usize = 80;

/// What is still to do, in four lists, each in the order in which it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// Open to-dos, the oldest first.
    pub todos: Vec<QueueItem>,
    /// Chains not followed, in the order of articles and places.
    pub not_followed: Vec<QueueItem>,
    /// Quotations not checked, in the order of articles and places.
    pub unchecked: Vec<QueueItem>,
    /// Unnamed sources to identify, those that stand in more claims first.
    pub unidentified: Vec<QueueItem>,
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueItem {
    /// What is to be done.
    pub task: QueueTask,
    /// Where to go for it.
    pub jump: TodoAbout,
    /// The article it is in; for a source, the first one that names it.
    pub article: Option<ArticleId>,
}

/// The kinds of thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QueueTask {
    /// What an analyst noted.
    Todo {
        /// The to-do.
        todo: TodoId,
        /// Its kind.
        kind: TodoKind,
    },
    /// Follow a chain beyond its last voice.
    Follow {
        /// The claim.
        claim: ClaimId,
        /// Its chain.
        chain: ChainId,
    },
    /// Compare a quotation with the original.
    Check {
        /// The claim.
        claim: ClaimId,
        /// Its chain.
        chain: ChainId,
        /// The hop, counted from 0.
        hop: usize,
    },
    /// Find out who an unnamed source is.
    Identify {
        /// The source.
        source: SourceId,
        /// How many claims name it.
        claims: u32,
    },
}

impl QueueItem {
    /// A line that tells it from the others, of at most 80 code points. Made when it is shown:
    /// a queue may hold many thousands. Empty if what it is about is gone by now.
    pub fn title(&self, project: &Project) -> String {
        let of_hop = |claim, chain, at: Option<usize>| {
            let claim = project.claim(claim)?;
            let hops = &claim.chain(chain)?.hops;
            let hop = at.map_or(hops.last(), |at| hops.get(at))?;
            Some(hop_title(project, hop, claim))
        };
        let title = match self.task {
            QueueTask::Todo { todo, .. } => {
                project.todos.get(todo).map(|todo| todo_title(project, todo))
            }
            QueueTask::Follow { claim, chain } => of_hop(claim, chain, None),
            QueueTask::Check { claim, chain, hop } => of_hop(claim, chain, Some(hop)),
            QueueTask::Identify { source, .. } => {
                project.source(source).map(|source| short(&source.name))
            }
        };
        title.unwrap_or_default()
    }
}

impl Queue {
    /// How many things there are to do.
    pub fn len(&self) -> usize {
        self.todos.len() + self.not_followed.len() + self.unchecked.len() + self.unidentified.len()
    }

    /// Whether all is done.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of it, list after list.
    pub fn iter(&self) -> impl Iterator<Item = &QueueItem> {
        let lists = [&self.todos, &self.not_followed, &self.unchecked, &self.unidentified];
        lists.into_iter().flatten()
    }
}

/// What is still to do in a project.
pub fn queue(project: &Project) -> Queue {
    let superseded: HashSet<ArticleId> =
        project.articles.iter().filter_map(|article| article.head.revision_of).collect();
    let mut unnamed = unidentified_sources(project);
    let mut queue = Queue { todos: todos(project, &superseded), ..Queue::default() };
    let mut articles: Vec<_> =
        project.articles.iter().filter(|article| !superseded.contains(&article.id)).collect();
    articles.sort_by(|a, b| (a.title(), a.id).cmp(&(b.title(), b.id)));
    let merged = !project.merged.is_empty();
    let mut seen: Vec<SourceId> = Vec::new();
    for article in articles {
        for claim in article.claims.iter() {
            open_chains(&mut queue, article, claim);
            if unnamed.is_empty() {
                continue;
            }
            seen.clear();
            for hop in claim.chains.iter().flat_map(|chain| &chain.hops) {
                for source in &hop.sources {
                    let source = if merged { project.resolve_source(*source) } else { *source };
                    if !seen.contains(&source)
                        && let Some(found) = unnamed.get_mut(&source)
                    {
                        seen.push(source);
                        found.claims += 1;
                        found.article = found.article.or(Some(article.id));
                    }
                }
            }
        }
    }
    let mut unidentified: Vec<_> = unnamed.into_iter().collect();
    unidentified.sort_by_key(|(id, found)| (std::cmp::Reverse(found.claims), *id));
    let unidentified = unidentified.into_iter().map(|(source, found)| QueueItem {
        task: QueueTask::Identify { source, claims: found.claims },
        jump: TodoAbout::Source(source),
        article: found.article,
    });
    queue.unidentified = unidentified.collect();
    queue
}

fn todos(project: &Project, superseded: &HashSet<ArticleId>) -> Vec<QueueItem> {
    let mut todos: Vec<(Timestamp, QueueItem)> = Vec::new();
    for todo in project.todos.iter().filter(|todo| todo.done.is_none()) {
        let article = match todo.about {
            TodoAbout::Article(id) => Some(id),
            TodoAbout::Claim(id) => project.claim_in_article(id).map(|(article, _)| article.id),
            TodoAbout::Source(_) | TodoAbout::Work(_) => None,
        };
        if article.is_none_or(|id| !superseded.contains(&id)) {
            let task = QueueTask::Todo { todo: todo.id, kind: todo.kind };
            todos.push((todo.at, QueueItem { task, jump: todo.about, article }));
        }
    }
    todos.sort_by_key(|(at, _)| *at);
    todos.into_iter().map(|(_, item)| item).collect()
}

/// What the analyst wrote or, if that is nothing, what it is about.
fn todo_title(project: &Project, todo: &Todo) -> String {
    if !todo.text.trim().is_empty() {
        return short(&todo.text);
    }
    match todo.about {
        TodoAbout::Claim(id) => project.claim(id).map(|claim| claim_title(claim)),
        TodoAbout::Source(id) => project.source(id).map(|source| short(&source.name)),
        TodoAbout::Work(id) => project.work(id).map(|work| short(work.display_title())),
        TodoAbout::Article(id) => project.article(id).map(|article| short(article.title())),
    }
    .unwrap_or_default()
}

fn open_chains(queue: &mut Queue, article: &Article, claim: &Claim) {
    let item =
        |task| QueueItem { task, jump: TodoAbout::Claim(claim.id), article: Some(article.id) };
    for chain in &claim.chains {
        if chain.end == ChainEnd::NotFollowed && !chain.hops.is_empty() {
            let task = QueueTask::Follow { claim: claim.id, chain: chain.id };
            queue.not_followed.push(item(task));
        }
        for (at, hop) in chain.hops.iter().enumerate() {
            if hop.is_unchecked_quotation() {
                let task = QueueTask::Check { claim: claim.id, chain: chain.id, hop: at };
                queue.unchecked.push(item(task));
            }
        }
    }
}

/// Who speaks, and what.
fn hop_title(project: &Project, hop: &Hop, claim: &Claim) -> String {
    let source = hop.sources.first().and_then(|id| project.source(*id)).map(|s| s.name.as_str());
    let work = || hop.work.and_then(|id| project.work(id)).map(|work| work.display_title());
    match source.or_else(work) {
        Some(name) => short_of(&[name.trim_end(), ": ", claim_words(claim)]),
        None => claim_title(claim),
    }
}

fn claim_words(claim: &Claim) -> &str {
    let words = claim.paraphrase.as_deref().or(claim.anchors.first().map(|a| a.exact.as_str()));
    words.unwrap_or_default()
}

fn claim_title(claim: &Claim) -> String {
    short(claim_words(claim))
}

/// A text on one line, cut where it is too long.
fn short(text: &str) -> String {
    short_of(&[text])
}

/// Several texts, one after the other, as one short line. Reads no more than it shows.
fn short_of(parts: &[&str]) -> String {
    let mut title = String::with_capacity(TITLE + 8);
    let mut left = TITLE;
    let mut at_space = true;
    for c in parts.iter().flat_map(|part| part.chars()) {
        let is_space = c.is_whitespace();
        if is_space && at_space {
            continue;
        }
        at_space = is_space;
        if left == 0 {
            title.pop();
            title.truncate(title.trim_end().len());
            title.push('…');
            return title;
        }
        title.push(if is_space { ' ' } else { c });
        left -= 1;
    }
    title.truncate(title.trim_end().len());
    title
}

#[derive(Default)]
struct Found {
    claims: u32,
    article: Option<ArticleId>,
}

fn unidentified_sources(project: &Project) -> HashMap<SourceId, Found> {
    let asked: HashSet<SourceId> = project
        .todos
        .iter()
        .filter(|todo| todo.done.is_none() && todo.kind == TodoKind::Identify)
        .filter_map(|todo| match todo.about {
            TodoAbout::Source(id) => Some(project.resolve_source(id)),
            _ => None,
        })
        .collect();
    let unknown = |source: &&Arc<crate::domain::source::Source>| {
        source.kind.is_unnamed()
            && source.description.as_ref().is_none_or(|text| text.trim().is_empty())
            && !asked.contains(&source.id)
    };
    let unknown = project.sources.iter().filter(unknown);
    unknown.map(|source| (source.id, Found::default())).collect()
}
