//! The comparison in the background: what is asked for, what was found so far, and when it
//! must be asked again.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{
    Arc,
    mpsc::{Receiver, Sender, channel},
};

use crate::{
    analysis::{
        compare::{self, Join, OnlyHere, Records, Subject, Texts, Told, summary::Summary},
        reuse::Settings,
    },
    app::tasks::{Progress, TaskId},
    domain::{
        article::Article, ids::ArticleId, project::Project, reference::Reference, text::Text,
    },
};

use super::Comparison;

/// Which words are compared, and how. Texts are told apart by pointer.
#[derive(Debug, Clone)]
struct Question {
    articles: (ArticleId, ArticleId),
    texts: (Arc<Text>, Arc<Text>),
    references: (Arc<Vec<Reference>>, Arc<Vec<Reference>>),
    min_words: u32,
}

impl Question {
    fn new(left: &Article, right: &Article, min_words: u32) -> Self {
        Self {
            articles: (left.id, right.id),
            texts: (Arc::clone(&left.text), Arc::clone(&right.text)),
            references: (Arc::clone(&left.references), Arc::clone(&right.references)),
            min_words,
        }
    }

    fn same(&self, other: &Self) -> bool {
        self.articles == other.articles
            && self.min_words == other.min_words
            && Arc::ptr_eq(&self.texts.0, &other.texts.0)
            && Arc::ptr_eq(&self.texts.1, &other.texts.1)
            && Arc::ptr_eq(&self.references.0, &other.references.0)
            && Arc::ptr_eq(&self.references.1, &other.references.1)
    }
}

/// What was found, and what is being looked for.
#[derive(Debug, Default)]
pub(super) struct Found {
    question: Option<Question>,
    pub(super) texts: Option<Arc<Texts>>,
    pub(super) records: Records,
    pub(super) summary: Option<Summary>,
    /// What only the left and only the right one has.
    pub(super) only: (OnlyHere, OnlyHere),
    /// The project that the records are of.
    of: Option<Project>,
    pub(super) joins: Vec<Join>,
    places: HashMap<Subject, usize>,
    /// Goes up with every change of the joins.
    pub(super) version: u64,
    pub(super) running: Option<TaskId>,
    incoming: Option<Receiver<Join>>,
    /// Whether the analyst stopped it, or it stopped by itself.
    pub(super) stopped: bool,
}

/// A comparison that is to be made.
#[derive(Debug)]
pub struct Job {
    project: Project,
    articles: (Arc<Article>, Arc<Article>),
    texts: Option<Arc<Texts>>,
    settings: Settings,
    sender: Sender<Join>,
    /// A task that nobody waits for any more.
    pub instead_of: Option<TaskId>,
}

/// What a comparison came to.
#[derive(Debug)]
pub struct Compared {
    texts: Arc<Texts>,
    records: Records,
    joins: Vec<Join>,
    summary: Summary,
    only: (OnlyHere, OnlyHere),
    project: Project,
}

impl Job {
    /// What the task is called.
    pub fn name(&self) -> &'static str {
        if self.texts.is_some() { "Comparing claims" } else { "Comparing articles" }
    }

    /// Does it. Joins are told as they are found. `None` if the analyst stops it.
    pub fn run(self, progress: &Progress, wake: &dyn Fn()) -> Option<Compared> {
        /// The share of the whole that the words take.
        const WORDS: f32 = 0.9;
        let (left, right) = (&*self.articles.0, &*self.articles.1);
        let flow = || {
            if progress.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let mut told = 0.0;
        let mut watch = |news: Told| {
            match news {
                Told::Share(share) => {
                    progress.set(share * WORDS);
                    if share - told > 0.02 {
                        told = share;
                        wake();
                    }
                }
                // The window may have turned to other articles; then nobody listens.
                Told::Found(join) => drop(self.sender.send(*join)),
            }
            flow()
        };
        let texts = match self.texts {
            Some(texts) => texts,
            None => Arc::new(compare::texts(left, right, self.settings, &mut watch)?),
        };
        progress.set(WORDS);
        let records = compare::records(&self.project, left, right, &texts, &mut || flow())?;
        let joins = compare::joins(&self.project, left, right, &texts, &records);
        let summary = records.summary(&self.project, left, right, &texts);
        let only = records.only_here(left, right);
        Some(Compared { texts, records, joins, summary, only, project: self.project })
    }
}

impl Found {
    /// The place of a join in the list.
    pub(super) fn place(&self, subject: Subject) -> Option<usize> {
        self.places.get(&subject).copied()
    }

    fn set_joins(&mut self, joins: Vec<Join>) {
        self.places = joins.iter().enumerate().map(|(at, j)| (j.subject, at)).collect();
        self.joins = joins;
        self.version += 1;
    }

    /// Takes in what the thread has told since the last frame.
    fn hear(&mut self) {
        /// A text of repeats may have so many that nobody could look at them all; the result
        /// has them in groups.
        const MOST: usize = 5_000;
        let Some(incoming) = &self.incoming else { return };
        let mut heard = false;
        for join in incoming.try_iter() {
            if self.joins.len() < MOST && !self.places.contains_key(&join.subject) {
                self.places.insert(join.subject, self.joins.len());
                self.joins.push(join);
                heard = true;
            }
        }
        self.version += u64::from(heard);
    }
}

impl Comparison {
    /// A comparison that is to be made for what is shown now, if any.
    pub fn wanted(&mut self, project: &Project, ids: (ArticleId, ArticleId)) -> Option<Job> {
        self.found.hear();
        let (left, right) = (project.article(ids.0)?, project.article(ids.1)?);
        let question = Question::new(left, right, self.min_words);
        let known = self.found.question.as_ref().is_some_and(|q| q.same(&question));
        let mut instead_of = None;
        if known {
            let fresh = self.found.of.as_ref().is_some_and(|of| of.same_but_sessions(project));
            if self.found.running.is_some() || self.found.stopped || fresh {
                return None;
            }
        } else {
            instead_of = self.found.running.take();
            let version = self.found.version + 1;
            self.found = Found { question: Some(question), version, ..Found::default() };
            (self.current, self.hovered, self.listed.cursor) = (None, None, 0);
        }
        let (sender, receiver) = channel();
        self.found.incoming = self.found.texts.is_none().then_some(receiver);
        Some(Job {
            project: project.clone(),
            articles: (Arc::clone(left), Arc::clone(right)),
            texts: self.found.texts.clone(),
            settings: Settings::min_words(self.min_words),
            sender,
            instead_of,
        })
    }

    /// The comparison runs as this task.
    pub fn started(&mut self, task: TaskId) {
        self.found.running = Some(task);
    }

    /// The task of the comparison that is under way.
    pub fn task(&self) -> Option<TaskId> {
        self.found.running
    }

    /// Takes in what a task came to.
    pub fn take(&mut self, task: TaskId, compared: Option<Compared>) {
        if self.found.running != Some(task) {
            return;
        }
        self.found.hear();
        (self.found.running, self.found.incoming) = (None, None);
        let Some(compared) = compared else {
            self.found.stopped = true;
            return;
        };
        self.found.texts = Some(compared.texts);
        self.found.records = compared.records;
        self.found.summary = Some(compared.summary);
        self.found.only = compared.only;
        self.found.of = Some(compared.project);
        self.found.set_joins(compared.joins);
        self.follow_current();
    }

    /// A task stopped half-way. The same is not tried again by itself.
    pub fn stopped(&mut self, task: TaskId) {
        self.take(task, None);
    }

    /// Compares again what was stopped.
    pub(super) fn again(&mut self) {
        self.found.question = None;
    }
}
