//! Looks for an article's claims in a revised text, on a thread of its own.

use std::collections::HashMap;
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
    mpsc::{Receiver, TryRecvError, channel},
};

use crate::domain::{
    article::Article,
    claim::Claim,
    ids::ReferenceId,
    reanchor::{MovedClaim, move_claims},
    reference::Reference,
};

/// The work that runs, or is to run.
#[derive(Debug)]
pub struct Moving {
    done: Arc<AtomicUsize>,
    cancelled: Arc<AtomicBool>,
    receiver: Receiver<Vec<MovedClaim>>,
}

/// How far it is.
pub enum Moved {
    /// Not there yet.
    Running,
    /// All claims.
    Done(Vec<MovedClaim>),
    /// The thread stopped without an answer.
    Failed,
}

impl Moving {
    /// Starts looking for the old article's claims in the revision.
    pub fn start(old: Arc<Article>, revision: &Article, ctx: egui::Context) -> Self {
        let (done, cancelled) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (sender, receiver) = channel();
        let (counted, stop) = (Arc::clone(&done), Arc::clone(&cancelled));
        let text = Arc::clone(&revision.text);
        let references = same_labels(&old.references, &revision.references);
        let thread = std::thread::Builder::new().name("Looking for claims".to_owned());
        // Without a thread the channel is closed, and that is told.
        let _ = thread.spawn(move || {
            let claims =
                old.claims.iter().take_while(|_| !stop.load(Ordering::Relaxed)).inspect(|_| {
                    counted.fetch_add(1, Ordering::Relaxed);
                });
            let mut moved = move_claims(claims.map(AsRef::as_ref), &text);
            for claim in &mut moved {
                point_to(&mut claim.claim, &references);
            }
            // The dialog may be closed by now; then nobody waits for the result.
            let _ = sender.send(moved);
            ctx.request_repaint();
        });
        Self { done, cancelled, receiver }
    }

    /// How many claims were looked for.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// Whether the result is there, which is given out once.
    pub fn poll(&self) -> Moved {
        match self.receiver.try_recv() {
            Ok(moved) => Moved::Done(moved),
            Err(TryRecvError::Empty) => Moved::Running,
            Err(TryRecvError::Disconnected) => Moved::Failed,
        }
    }
}

impl Drop for Moving {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// Which new reference stands for which old one: that with the same label, if only one has it.
fn same_labels(old: &[Reference], new: &[Reference]) -> HashMap<ReferenceId, Option<ReferenceId>> {
    old.iter()
        .map(|reference| {
            let mut same = new.iter().filter(|n| n.label == reference.label);
            let only = same.next().filter(|_| same.next().is_none());
            (reference.id, only.map(|r| r.id))
        })
        .collect()
}

/// Lets the hops of a claim point to the notes of the new text.
fn point_to(claim: &mut Claim, references: &HashMap<ReferenceId, Option<ReferenceId>>) {
    for hop in claim.chains.iter_mut().flat_map(|chain| &mut chain.hops) {
        hop.reference = hop.reference.and_then(|id| references.get(&id).copied().flatten());
    }
}

/// Takes over what is known of the old article where the new text does not tell: the head's
/// fields, and the works to which notes with the same words were resolved.
pub fn inherit(old: &Article, revision: &mut Article) {
    let known = &old.head;
    let head = Arc::make_mut(&mut revision.head);
    head.byline = head.byline.take().or_else(|| known.byline.clone());
    head.publisher = head.publisher.take().or_else(|| known.publisher.clone());
    head.url = head.url.take().or_else(|| known.url.clone());
    head.language = head.language.take().or_else(|| known.language.clone());
    head.published = head.published.or(known.published);
    head.work = head.work.or(known.work);
    let words = |article: &Article, reference: &Reference| -> Option<String> {
        let words = article.text.slice(reference.entry_span)?.split_whitespace();
        Some(words.collect::<Vec<_>>().join(" ")).filter(|w| !w.is_empty())
    };
    let resolved: HashMap<String, &Reference> = old
        .references
        .iter()
        .filter(|r| r.work.is_some())
        .filter_map(|r| Some((words(old, r)?, r)))
        .collect();
    let mut references = (*revision.references).clone();
    for reference in references.iter_mut().filter(|r| r.work.is_none()) {
        let same = words(revision, reference).and_then(|w| resolved.get(&w).copied());
        if let Some(same) = same {
            reference.work = same.work;
            if same.resolution == crate::domain::reference::Resolution::Resolved {
                reference.resolution = same.resolution;
            }
        }
    }
    revision.references = Arc::new(references);
}
