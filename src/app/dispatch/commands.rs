//! What each command does.

use egui::Context;

use super::{
    apply, exchange, files, on_claims, opening, origins, references,
    tagging::{Tagging, TaggingError},
};
use crate::{
    analysis::origins::Discount,
    app::{
        action::AfterSave,
        command::{Command, Environment},
        dialogs::Loss,
        document::ReadOnly,
        ids::AppIds,
        reader::Reader,
        settings::ThemeChoice,
        shortcuts::Pressed,
        state::View,
        tasks::dialogs::PickFor,
        window::Window,
    },
    domain::edit::Edit,
    storage::watch::DiskChange,
};

/// What decides which commands can be used now.
pub fn environment(window: &mut Window) -> Environment {
    let around = chain_around(window);
    let note = references::has_offer(window);
    let voice = !origins::chosen_voices(window).is_empty();
    let position = &window.position;
    let Some(document) = &window.document else {
        return Environment { recovery: !window.recoveries.is_empty(), ..Environment::default() };
    };
    let project = document.project();
    let claim = position.selected.first().and_then(|id| project.claim_in_article(*id));
    let article = position.article.and_then(|id| project.article(id));
    let reader = position.view.reads() && article.is_some();
    let pair = super::compare::pair(window).is_some();
    Environment {
        project: true,
        editable: document.is_editable(),
        file: document.path.is_some(),
        changed_on_disk: document.on_disk == DiskChange::Changed,
        gone: document.on_disk == DiskChange::Gone,
        held: matches!(document.read_only, Some(ReadOnly::Held(_) | ReadOnly::LockLost(_))),
        broken: !document.violations.is_empty(),
        recovery: document.put_off.is_some(),
        article: article.is_some(),
        reader,
        compare: position.view == View::Compare && position.compared().is_some(),
        joins: window.panels.compare.has_joins(),
        graph: position.view == View::Origins,
        graph_node: window.panels.origins.has_chosen() || window.panels.origins.is_near(),
        picture: window.panels.origins.has_drawing(),
        pair,
        suggested: window.panels.compare.suggested().is_some(),
        selection: reader && position.selection().is_some_and(|s| !s.is_empty()),
        claims: position.selected.len(),
        chain: claim.is_some_and(|(_, c)| !c.chains.is_empty()),
        hop: claim.is_some_and(|(_, c)| c.chains.iter().any(|chain| !chain.hops.is_empty())),
        chain_around: around,
        findings: window.tracing.found().is_some_and(|found| found.standing > 0),
        voice,
        discounted: !window.tracing.discount.is_empty(),
        note,
        open_notes: article.is_some_and(|a| a.references.iter().any(|r| r.work.is_none())),
        last_chain: position.last_chain.is_some(),
        article_claims: article.is_some_and(|a| !a.claims.is_empty()),
        finding: position.current_reader().is_some_and(Reader::is_finding),
        back: position.can_go_back(),
        undo: document.history.undo_label().map(str::to_owned),
        redo: document.history.redo_label().map(str::to_owned),
    }
}

/// Whether a claim or quotation around the selected claim has a chain to offer. Asked in
/// every frame and looked for once a snapshot.
fn chain_around(window: &mut Window) -> bool {
    let (Some(document), Some(id)) = (&window.document, window.position.selected.first().copied())
    else {
        return false;
    };
    let project = document.project();
    if let Some((of, claim, known)) = &window.around
        && *claim == id
        && of.same_but_sessions(project)
    {
        return *known;
    }
    let tagging = Tagging::new(project, document.analyst, project.head.created);
    let found = tagging.chain_around(id).is_some();
    window.around = Some((project.clone(), id, found));
    found
}

/// Does what a key asks for.
pub fn pressed(window: &mut Window, ctx: &Context, pressed: Pressed) {
    let selected = window.position.selected.clone();
    match pressed {
        Pressed::Command(command) => run(window, ctx, command),
        Pressed::Evidence(_) if selected.is_empty() => {}
        Pressed::Evidence(kind) => {
            tag(window, "Set evidence", |tagging, ids| tagging.set_evidence(&selected, kind, ids));
        }
    }
}

/// Applies what tagging makes of the project, or says why it makes nothing.
pub(super) fn tag(
    window: &mut Window,
    label: &str,
    make: impl FnOnce(&Tagging<'_>, &mut AppIds) -> Result<Edit, TaggingError>,
) -> bool {
    let now = window.clock.now();
    let Some(document) = &window.document else { return false };
    let tagging = Tagging::new(document.project(), document.analyst, now);
    match make(&tagging, window.outbox.ids()) {
        Ok(edit) => apply(window, edit, label.to_owned(), None),
        Err(why) => {
            window.messages.problem(format!("{label}: {why}"));
            false
        }
    }
}

/// Runs a command, or tells why it can't be used now.
pub fn run(window: &mut Window, ctx: &Context, command: Command) {
    if let Err(why) = command.enabled(&environment(window)) {
        window.messages.notice(why);
        return;
    }
    match command {
        Command::NewClaim
        | Command::AddSpan
        | Command::EditSource
        | Command::EditEvidence
        | Command::EditConfidence
        | Command::ConfidenceLow
        | Command::ConfidenceModerate
        | Command::ConfidenceHigh
        | Command::RepeatChain
        | Command::AlsoThrough
        | Command::TakeOverChain
        | Command::TakeNote
        | Command::UseAsSource
        | Command::UseAsCue
        | Command::EndOrigin
        | Command::EndGivesNoSource
        | Command::EndNotFollowed
        | Command::EndUnavailable
        | Command::ToggleDone
        | Command::AddTodo
        | Command::DeleteClaims => on_claims::run(window, command),
        Command::NextClaim => step_claim(window, true),
        Command::PreviousClaim => step_claim(window, false),
        Command::NewProject => {
            if opening::may_leave(window, AfterSave::New) {
                window.dialogs.new_project();
            }
        }
        Command::OpenProject => files::pick(window, PickFor::OpenProject, None),
        Command::Save => {
            super::flush(window, ctx);
            files::save(window, None);
        }
        Command::SaveAs => {
            super::flush(window, ctx);
            files::save_as(window);
        }
        Command::CloseProject => {
            if opening::may_leave(window, AfterSave::Close) {
                super::go_on(window, ctx, AfterSave::Close);
            }
        }
        Command::TakeOver => opening::take_over(window),
        Command::ReadAgain => read_again(window, ctx),
        Command::WriteOver => write_over(window, ctx),
        Command::Repair => window.dialogs.repairs(),
        Command::Recover => offer_recovery(window),
        Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        Command::AddArticles => files::pick(window, PickFor::AddArticles, None),
        Command::Export => exchange::export(window, ctx),
        Command::ImportAnnotations => files::pick(window, PickFor::Annotations, None),
        Command::PasteArticle => {
            window.dialogs.paste();
            // The clipboard's text comes into the field of the dialog.
            ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
        }
        Command::ReviseArticle => {
            window.revising = window.position.article;
            files::pick(window, PickFor::Revision, None);
        }
        Command::ArticleDetails => {
            let document = window.document.as_ref().map(|d| d.project().clone());
            if let (Some(project), Some(article)) = (document, window.position.article) {
                window.dialogs.article_details(article, &project);
            }
        }
        Command::ProjectDetails => {
            if let Some(document) = &window.document {
                window.dialogs.project_details(document.project());
            }
        }
        Command::RemoveArticle => remove_article(window),
        Command::Undo | Command::Redo => step_history(window, ctx, command == Command::Undo),
        Command::Find if window.position.view == View::Origins => {
            window.panels.origins.open_find();
        }
        Command::ToggleCaret | Command::Find | Command::FindNext | Command::FindPrevious => {
            run_in_reader(window, command);
        }
        Command::GoBack => window.position.go_back(),
        Command::ShowReader => turn_to(window, ctx, View::Reader),
        Command::AcceptReferences => references::accept_certain(window, ctx),
        Command::ShowReferences => turn_to(window, ctx, View::References),
        Command::ShowCompare => turn_to(window, ctx, View::Compare),
        Command::CompareArticles
        | Command::SwapSides
        | Command::OtherSide
        | Command::NextJoin
        | Command::PreviousJoin
        | Command::NextJoins
        | Command::LockScrolling
        | Command::LinkSame
        | Command::LinkContradicting
        | Command::DeclinePair => super::compare::run(window, ctx, command),
        Command::ShowSources => turn_to(window, ctx, View::Sources),
        Command::ShowQueue => turn_to(window, ctx, View::Queue),
        Command::ShowFindings => turn_to(window, ctx, View::Findings),
        Command::ShowDashboard => turn_to(window, ctx, View::Dashboard),
        Command::NextFinding => origins::step_finding(window, true),
        Command::PreviousFinding => origins::step_finding(window, false),
        Command::Discount => origins::discount_chosen(window),
        Command::ClearDiscount => window.tracing.discount = Discount::default(),
        Command::ShowDifference => origins::show_difference(window, ctx),
        Command::ShowCodebook => turn_to(window, ctx, View::Codebook),
        Command::ToggleLeftPanel => window.settings.left_panel ^= true,
        Command::ToggleRightPanel => {
            super::flush(window, ctx);
            *window.claim_panel() ^= true;
        }
        Command::LargerType => resize_type(window, 1.0),
        Command::SmallerType => resize_type(window, -1.0),
        Command::ToggleSerif => window.settings.serif ^= true,
        Command::ToggleTheme => {
            let dark = ctx.theme() == egui::Theme::Dark;
            window.settings.theme = if dark { ThemeChoice::Light } else { ThemeChoice::Dark };
            window.apply_theme(ctx);
        }
        Command::Settings => window.dialogs.settings(window.settings.preferences()),
        Command::Palette => window.dialogs.palette(),
        Command::Shortcuts => window.dialogs.shortcuts(),
        Command::ShowOrigins => turn_to(window, ctx, View::Origins),
        Command::GraphTable
        | Command::GraphNeighbourhood
        | Command::GraphFit
        | Command::SavePictureSvg
        | Command::SavePicturePng => super::graph::run(window, command),
    }
}

fn read_again(window: &mut Window, ctx: &Context) {
    super::flush(window, ctx);
    let Some(document) = &window.document else { return };
    if document.history.is_unsaved() {
        window.dialogs.confirm_loss(Loss::OwnEdits(document.history.edits_since_saved()));
    } else {
        opening::read_again(window);
    }
}

fn write_over(window: &mut Window, ctx: &Context) {
    super::flush(window, ctx);
    // Where there is no file, nobody loses anything.
    if window.document.as_ref().is_some_and(|d| d.on_disk == DiskChange::Gone) {
        files::overwrite(window);
    } else {
        window.dialogs.confirm_loss(Loss::FileOnDisk);
    }
}

/// Offers what was put off for the open project, or the newest copy there is.
fn offer_recovery(window: &mut Window) {
    let copy = match &window.document {
        Some(document) => document.put_off.as_ref(),
        None => window.recoveries.first(),
    };
    if let Some(copy) = copy.cloned() {
        window.dialogs.offer_recovery(copy);
    }
}

/// Shows another view. What is typed is committed first: its panel will not be drawn.
pub(super) fn turn_to(window: &mut Window, ctx: &Context, view: View) {
    super::flush(window, ctx);
    window.position.view = view;
}

fn resize_type(window: &mut Window, by: f32) {
    window.settings.type_size += by;
    window.settings = std::mem::take(&mut window.settings).limited();
}

fn step_history(window: &mut Window, ctx: &Context, back: bool) {
    super::flush(window, ctx);
    let Some(document) = &mut window.document else { return };
    let stepped = if back { document.history.undo() } else { document.history.redo() };
    let Some(stepped) = stepped else { return };
    document.touch();
    window.position.follow(document.project());
    let verb = if back { "Undone" } else { "Done again" };
    window.messages.notice(format!("{verb}: {}", stepped.label));
}

fn remove_article(window: &mut Window) {
    let (Some(document), Some(article)) = (&window.document, window.position.article) else {
        return;
    };
    window.dialogs.remove_article(article, document.project());
}

fn run_in_reader(window: &mut Window, command: Command) {
    let Some(article) = window.position.article else { return };
    let reader = window.position.reader(article);
    match command {
        Command::ToggleCaret => {
            let on = !reader.caret_mode();
            reader.set_caret_mode(on);
            reader.focus();
            let told =
                if on { "Caret on: arrows move, Shift selects, F7 ends." } else { "Caret off." };
            window.messages.notice(told);
        }
        Command::Find => reader.open_find(),
        Command::FindNext => reader.find_next(),
        _ => reader.find_previous(),
    }
}

/// Selects the next or previous claim of the article and shows it.
fn step_claim(window: &mut Window, forward: bool) {
    let Some(document) = &window.document else { return };
    let Some(article) = window.position.article.and_then(|id| document.project().article(id))
    else {
        return;
    };
    let selected = window.position.selected.first();
    let place = selected.and_then(|id| document.project().place(*id));
    let current = place.filter(|p| p.article == article.id).map(|p| (p.start, p.claim));
    let next = match (current, forward) {
        (Some(key), true) => article.claims.from_key(key).nth(1),
        (Some(key), false) => article
            .claims
            .position(key)
            .and_then(|at| at.checked_sub(1))
            .and_then(|at| article.claims.get_at(at)),
        (None, true) => article.claims.get_at(0),
        (None, false) => article.claims.iter().next_back(),
    };
    let Some(next) = next else {
        window.messages.notice(if forward {
            "That was the last claim of the article."
        } else {
            "That was the first claim of the article."
        });
        return;
    };
    let (id, span, article) = (next.id, next.hull(), article.id);
    window.position.read();
    window.position.selected = vec![id];
    window.position.reader(article).scroll_to(span);
}
