//! Turning commands and actions into edits: the only caller of
//! [`crate::domain::history::History::apply`].

pub mod commands;
mod compare;
mod exchange;
pub mod files;
mod graph;
mod on_claims;
pub mod opening;
mod origins;
pub mod outcomes;
mod rebase;
mod references;
pub mod tagging;
#[cfg(test)]
mod tests;

pub use opening::show as show_document;

use egui::Context;

use super::{
    action::{Action, AfterSave, DialogRequest},
    document::Document,
    settings::Preferences,
    state::View,
    tasks::{annotations::Mappings, dialogs::PickFor, notes::WithAll},
    window::Window,
};
use crate::domain::{edit::Edit, ids::ClaimId, project::Project};

/// Acts on all that panels and dialogs asked for in this frame.
pub fn run_actions(window: &mut Window, ctx: &Context) {
    // All edits of a frame were made from the project as it was when the frame began.
    let base = window.document.as_ref().map(|d| d.project().clone());
    // An action may send others; those are done in the same frame.
    for _ in 0..8 {
        let actions = window.outbox.take();
        if actions.is_empty() {
            break;
        }
        for action in actions {
            act(window, ctx, rebased(window, base.as_ref(), action));
        }
        ctx.request_repaint();
    }
}

fn rebased(window: &Window, base: Option<&Project>, action: Action) -> Action {
    match (action, base, &window.document) {
        (Action::Edit { edit, label, coalesce }, Some(base), Some(document)) => {
            let edit = rebase::rebase(edit, base, document.project());
            Action::Edit { edit, label, coalesce }
        }
        (action, ..) => action,
    }
}

/// Has the panels commit what is typed but not yet part of the project.
pub fn flush(window: &mut Window, ctx: &Context) {
    window.flush_panels();
    run_actions(window, ctx);
}

/// Applies an edit, or says why not.
pub fn apply(window: &mut Window, edit: Edit, label: String, coalesce: Option<&str>) -> bool {
    let now = window.clock.now();
    let Some(document) = &mut window.document else { return false };
    if !document.is_editable() {
        window.messages.problem(format!("{label}: the project is open for reading only."));
        return false;
    }
    match document.apply(edit, label.clone(), coalesce, now) {
        Ok(_) => {
            window.position.follow(document.project());
            true
        }
        Err(why) => {
            window.messages.problem(format!("{label}: {why}"));
            false
        }
    }
}

fn act(window: &mut Window, ctx: &Context, action: Action) {
    match action {
        Action::Run(command) => commands::run(window, ctx, command),
        Action::Edit { edit, label, coalesce } => {
            apply(window, edit, label, coalesce.as_deref());
        }
        Action::ShowArticle(id) => {
            window.position.show_article(id);
            if let Some(document) = &mut window.document {
                document.note_opened(id);
            }
        }
        Action::SelectClaims(claims) => window.position.selected = claims,
        Action::ToggleClaim(claim) => {
            let selected = &mut window.position.selected;
            match selected.iter().position(|id| *id == claim) {
                Some(at) => {
                    selected.remove(at);
                }
                None => selected.push(claim),
            }
        }
        Action::JumpToClaim(claim) => jump_to_claim(window, claim),
        Action::JumpToStep { claim, chain, hop } => {
            jump_to_claim(window, claim);
            *window.claim_panel() = true;
            window.panels.claim.show_step(claim, chain, hop);
        }
        Action::JumpTo(article, span) => window.position.jump_to_place(article, span),
        Action::ShowReferences(article, entry) => references::show(window, article, entry),
        Action::ReadReferences(article) => {
            references::with_all(window, ctx, article, WithAll::ReadAgain);
        }
        Action::ShowSource(id) => {
            window.position.leave();
            window.position.view = View::Sources;
            window.panels.sources.show_source(id);
        }
        Action::ShowWork(id) => {
            window.position.leave();
            window.position.view = View::Sources;
            window.panels.sources.show_work(id);
        }
        Action::Discount(voices) => origins::discount(window, &voices),
        Action::CountAlleged(alleged) => window.tracing.alleged = alleged,
        Action::FocusReader => {
            window.position.read();
            if let Some(id) = window.position.article {
                window.position.reader(id).focus();
            }
        }
        Action::Compare(left, right) => {
            flush(window, ctx);
            window.position.compare(left, right);
        }
        Action::Dialog(request) => open_dialog(window, request),
        Action::Notice(text) => window.messages.notice(text),
        Action::Problem(text) => window.messages.problem(text),
        Action::Copy(text) => ctx.copy_text(text),
        Action::RememberChain(line) => window.position.last_chain = Some(line),
        Action::OpenLink(url) => window.dialogs.open_link(url),
        Action::SetPreferences(preferences) => prefer(window, ctx, preferences),
        Action::AcceptArticles(articles) => files::accept_articles(window, articles),
        Action::AcceptRevision { superseded, revision, claims } => {
            let id = revision.id;
            let edit = Edit::Revise { superseded, revision, claims };
            if apply(window, edit, "Bring in a revised text".to_owned(), None) {
                window.position.show_article(id);
            }
        }
        Action::Paste(text) => files::paste(window, text),
        Action::OpenPath(path) => opening::open_asking(window, path),
        Action::ImportPaths(paths) => files::import(window, paths),
        Action::RevisePath(path) => {
            files::picked(window, PickFor::Revision, vec![path]);
        }
        Action::ReadAnnotations(paths) => {
            exchange::read_annotations(window, paths, Mappings::default());
        }
        Action::ReadMapped(paths, mappings) => {
            exchange::read_annotations(window, paths, mappings);
        }
        Action::AcceptAnnotations { of, change } => {
            exchange::accept_annotations(window, &of, change);
        }
        Action::PickExportTarget { one_file } => exchange::pick_target(window, one_file),
        Action::SavePicture(kind, path) => graph::save(window, kind, path),
        Action::ExportTo(path) => window.dialogs.set_export_path(path, false),
        Action::RememberExport(choice) => window.settings.export = choice,
        Action::OpenOutside(path) => exchange::open_outside(window, path),
        Action::CreateProject(title) => files::create(window, &title),
        Action::SaveTo(path) => files::save_to(window, path, true, None),
        Action::Recover(file) => opening::recover_asking(window, file),
        Action::DiscardRecovery(file) => files::discard_recovery(window, file),
        Action::PutOffRecovery(file) => files::put_off_recovery(window, file),
        Action::ForgetRecent(path) => window.settings.recent.retain(|r| r.path != path),
        Action::ReloadFromDisk => opening::read_again(window),
        Action::OverwriteDisk => files::overwrite(window),
        Action::ApplyRepairs => files::repair(window),
        Action::SaveThen(then) => files::save(window, Some(then)),
        Action::WithoutSaving(then) => {
            window.agreed = window.document.as_ref().map(Document::moment);
            go_on(window, ctx, then);
        }
        Action::CancelTask(task) => window.tasks.cancel(task),
    }
}

fn jump_to_claim(window: &mut Window, claim: ClaimId) {
    let place = window.document.as_ref().and_then(|d| {
        let (article, claim) = d.project().claim_in_article(claim)?;
        Some((article.id, claim.hull()))
    });
    if let Some((article, span)) = place {
        window.position.jump(article, span);
        window.position.selected = vec![claim];
    }
}

fn prefer(window: &mut Window, ctx: &Context, preferences: Preferences) {
    window.settings.prefer(preferences);
    window.apply_theme(ctx);
    if let Some(document) = &mut window.document {
        document.set_analyst(&window.settings.analyst, window.outbox.ids());
    }
}

fn open_dialog(window: &mut Window, request: DialogRequest) {
    let Some(document) = &window.document else { return };
    window.dialogs.open(request, document.project());
}

/// Does what waited for a save, or for the word that nothing is to be saved.
pub fn go_on(window: &mut Window, ctx: &Context, then: AfterSave) {
    match then {
        AfterSave::Quit => {
            opening::leave(window);
            files::discard_given_up_now(window);
            window.may_close = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        AfterSave::Close => {
            opening::leave(window);
            files::close(window);
        }
        AfterSave::Open(path) => opening::open(window, path),
        AfterSave::Recover(file) => opening::recover(window, file),
        AfterSave::New => window.dialogs.new_project(),
    }
}
