//! What is done with an article's notes beside the edits of their panel: shown, accepted
//! all at once, taken for a claim.

use egui::Context;

use super::{apply, tagging::Tagging};
use crate::{
    app::{
        state::View,
        tasks::{
            notes::{NotesDone, NotesJob, WithAll},
            work::Outcome,
        },
        window::Window,
    },
    domain::ids::{ArticleId, ClaimId, ReferenceId},
};

/// Shows the notes of an article.
pub fn show(window: &mut Window, article: ArticleId, entry: Option<ReferenceId>) {
    window.position.show_article(article);
    window.position.view = View::References;
    if let Some(entry) = entry {
        window.panels.references.show_entry(entry);
    }
    if let Some(document) = &mut window.document {
        document.note_opened(article);
    }
}

/// Accepts the works of all notes of the article that are certain, in one step of undo.
pub fn accept_certain(window: &mut Window, ctx: &Context) {
    if let Some(article) = window.position.article {
        with_all(window, ctx, article, WithAll::AcceptCertain);
    }
}

/// Does something with all notes of an article; on a thread, if there are many.
pub fn with_all(window: &mut Window, ctx: &Context, article: ArticleId, what: WithAll) {
    super::flush(window, ctx);
    let now = window.clock.now();
    let Some(document) = &window.document else { return };
    let (session, project) = (document.session.id, document.project().clone());
    let ids = window.outbox.ids().fork();
    let job = NotesJob { session, project, article, what, ids, now };
    if job.is_short() {
        done_with_all(window, job.run());
    } else {
        window.tasks.spawn(what.label(), false, move |_| Outcome::Notes(Box::new(job.run())));
    }
}

/// Applies what was worked out, if the project is still what it was worked out for.
pub fn done_with_all(window: &mut Window, done: NotesDone) {
    let Some(document) = window.document.as_ref().filter(|d| d.session.id == done.session) else {
        return;
    };
    let label = done.what.label();
    if !document.project().same_but_sessions(&done.project) {
        window.messages.problem(format!("{label}: the project was changed meanwhile. Try again."));
        return;
    }
    let Some(edit) = done.edit else {
        window.messages.notice("No note that is still open is certain.");
        return;
    };
    let before = document.project().works.len();
    if apply(window, edit, label.to_owned(), None) && done.what == WithAll::AcceptCertain {
        let after = window.document.as_ref().map_or(before, |d| d.project().works.len());
        let added = after.saturating_sub(before);
        let works = if added == 1 { "work" } else { "works" };
        window.messages.notice(format!("Accepted: {added} new {works}."));
    }
}

/// Whether a note is offered for the selected claim.
pub fn has_offer(window: &mut Window) -> bool {
    let Window { document, position, panels, .. } = window;
    let (Some(document), [claim]) = (document, position.selected.as_slice()) else { return false };
    let Some((article, claim)) = document.project().claim_in_article(*claim) else { return false };
    !panels.claim.note_offers(article, claim).is_empty()
}

/// Takes the first note that is offered for a claim.
pub fn take_note(window: &mut Window, claim: ClaimId) {
    let now = window.clock.now();
    let Window { document, panels, outbox, .. } = window;
    let Some(document) = document else { return };
    let project = document.project().clone();
    let Some((article, record)) = project.claim_in_article(claim) else { return };
    let Some(offer) = panels.claim.note_offers(article, record).first().cloned() else { return };
    let tagging = Tagging::new(&project, document.analyst, now);
    match tagging.take_note(&[claim], &offer, outbox.ids()) {
        Ok(taken) => {
            if apply(window, taken.edit, format!("Take note {}", offer.label), None) {
                window.position.last_chain = Some(taken.remember);
            }
        }
        Err(why) => window.messages.problem(format!("Take note: {why}")),
    }
}
