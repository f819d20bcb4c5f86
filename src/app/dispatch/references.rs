//! What is done with an article's notes beside the edits of their panel: shown, accepted
//! all at once, taken for a claim.

use egui::Context;

use super::{apply, tagging::Tagging};
use crate::{
    app::{scene::Scene, state::View, window::Window},
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
    super::flush(window, ctx);
    let now = window.clock.now();
    let Window { document, position, settings, panels, usage, tracing, outbox, .. } = window;
    let Some(document) = document else { return };
    let project = document.project().clone();
    let scene = Scene {
        project: &project,
        editable: document.is_editable(),
        usage: usage.follow(ctx, &project),
        tracing,
        article: position.article,
        selected: &position.selected,
        selection: position.selection(),
        analyst: document.analyst,
        now,
        theme: &crate::app::theme::Theme::light(),
        settings,
        last_chain: None,
    };
    match panels.references.accept_certain(&scene, outbox.ids()) {
        Some(edit) => {
            let before = project.works.len();
            if apply(window, edit, "Accept all certain references".to_owned(), None) {
                let after = window.document.as_ref().map_or(before, |d| d.project().works.len());
                let added = after.saturating_sub(before);
                let works = if added == 1 { "work" } else { "works" };
                window.messages.notice(format!("Accepted: {added} new {works}."));
            }
        }
        None => window.messages.notice("No note that is still open is certain."),
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
