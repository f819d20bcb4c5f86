//! What was read from the notes of the article that is shown: read again when they change,
//! at once where the text is short, otherwise on a thread.

use std::sync::{
    Arc,
    mpsc::{Receiver, channel},
};

use crate::{
    analysis::references::{
        Entry,
        findings::{ReferenceFinding, findings},
        stored,
    },
    domain::{article::Article, reference::Reference, time::PartialDate},
};

/// Texts of fewer code points are read in two milliseconds.
const SHORT: u32 = 40_000;

/// What was read, and from what.
#[derive(Debug)]
pub(super) struct Read {
    references: Arc<Vec<Reference>>,
    published: Option<PartialDate>,
    /// The entries, in the order of the references.
    pub entries: Vec<Entry>,
    /// What is wrong with them.
    pub findings: Vec<ReferenceFinding>,
    certain: usize,
}

impl Read {
    fn of(article: &Article) -> Self {
        let notes = stored(article);
        let findings = findings(&article.text, &notes, article.head.published);
        let both = article.references.iter().zip(&notes.references);
        let certain = both.filter(|(r, e)| r.work.is_none() && e.is_certain()).count();
        Self {
            references: Arc::clone(&article.references),
            published: article.head.published,
            entries: notes.references,
            findings,
            certain,
        }
    }

    fn is_of(&self, article: &Article) -> bool {
        Arc::ptr_eq(&self.references, &article.references)
            && self.published == article.head.published
    }

    /// What was read from an entry, if it is as it was then.
    pub fn entry(&self, at: usize, reference: &Reference) -> Option<&Entry> {
        let known = self.references.get(at)?;
        let same = known.id == reference.id && known.entry_span == reference.entry_span;
        self.entries.get(at).filter(|_| same)
    }
}

/// The last reading, and the one that is under way.
#[derive(Debug, Default)]
pub(super) struct Reading {
    read: Option<Read>,
    coming: Option<Receiver<Read>>,
}

impl Reading {
    /// Reads what changed.
    pub fn update(&mut self, ctx: &egui::Context, article: &Article) {
        if let Some(receiver) = &self.coming
            && let Ok(read) = receiver.try_recv()
        {
            self.read = Some(read);
            self.coming = None;
        }
        if self.is_fresh(article) || self.coming.is_some() {
            return;
        }
        if article.text.len() < SHORT {
            self.read = Some(Read::of(article));
            return;
        }
        let (sender, receiver) = channel();
        let (article, ctx) = (article.clone(), ctx.clone());
        let thread = std::thread::Builder::new().name("notes".to_owned());
        let started = thread.spawn(move || {
            // The view may be gone by now; then nobody waits for it.
            let _ = sender.send(Read::of(&article));
            ctx.request_repaint();
        });
        self.coming = started.ok().map(|_| receiver);
    }

    /// Whether the last reading is of the article as it is now.
    pub fn is_fresh(&self, article: &Article) -> bool {
        self.read.as_ref().is_some_and(|read| read.is_of(article))
    }

    /// The last reading.
    pub fn read(&self) -> Option<&Read> {
        self.read.as_ref()
    }

    /// How many entries can be accepted without a look.
    pub fn certain(&self) -> usize {
        self.read.as_ref().map_or(0, |read| read.certain)
    }
}
