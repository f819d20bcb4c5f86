//! What can be open, and the frame around it: heading, place, Escape.

use egui::{Context, Frame, Id, Key, Margin, Modal, Modifiers, Popup, Role, Stroke};

use super::{
    article_details::ArticleDetails,
    ask_name::AskName,
    ask_path::AskPath,
    confirm_loss::ConfirmLoss,
    export::ExportDialog,
    form::{Cx, Next},
    merge::Merge,
    new_project::NewProject,
    offer_recovery::OfferRecovery,
    open_link::OpenLink,
    palette::Palette,
    paste::Paste,
    project_details::ProjectDetails,
    remove_article::RemoveArticle,
    repairs::Repairs,
    review_annotations::ReviewAnnotations,
    review_imports::ReviewImports,
    review_revision::ReviewRevision,
    settings::SettingsDialog,
    shortcuts::Shortcuts,
    split::Split,
    unsaved::Unsaved,
};

/// Any dialog.
pub enum Dialog {
    /// Corrects an article's details.
    ArticleDetails(Box<ArticleDetails>),
    /// Asks for the analyst's name.
    AskName(AskName),
    /// Asks for a path.
    AskPath(AskPath),
    /// Asks whether something is to be lost.
    ConfirmLoss(ConfirmLoss),
    /// Asks what is exported.
    Export(Box<ExportDialog>),
    /// Merges two records.
    Merge(Merge),
    /// Asks for a title.
    NewProject(NewProject),
    /// Offers a recovery copy.
    OfferRecovery(OfferRecovery),
    /// Shows an address.
    OpenLink(OpenLink),
    /// Finds a command.
    Palette(Palette),
    /// Takes a text.
    Paste(Paste),
    /// Corrects the project's title and description.
    ProjectDetails(ProjectDetails),
    /// Asks whether an article goes.
    RemoveArticle(RemoveArticle),
    /// Lists repairs.
    Repairs(Repairs),
    /// Shows what annotations bring.
    ReviewAnnotations(Box<ReviewAnnotations>),
    /// Shows what was read.
    ReviewImports(Box<ReviewImports>),
    /// Shows where claims go.
    ReviewRevision(Box<ReviewRevision>),
    /// Changes settings.
    Settings(Box<SettingsDialog>),
    /// Lists shortcuts.
    Shortcuts(Shortcuts),
    /// Takes a record apart.
    Split(Split),
    /// Asks what happens to unsaved work.
    Unsaved(Unsaved),
}

/// A dialog that is open.
pub struct Open {
    /// Which.
    pub dialog: Dialog,
    /// Tells it from all others that were ever open.
    pub key: u64,
    frames: u8,
}

/// For how many frames a new dialog gives the keyboard to its first field: in the first one
/// its size is measured and nothing can take it.
const FRESH_FRAMES: u8 = 2;

impl Open {
    /// A dialog that was not drawn yet.
    pub fn new(dialog: Dialog, key: u64) -> Self {
        Self { dialog, key, frames: 0 }
    }

    /// Whether it was just opened.
    pub fn is_fresh(&self) -> bool {
        self.frames < FRESH_FRAMES
    }

    /// Draws it in the middle of the window, over everything else.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_, '_>) -> Next {
        self.frames = self.frames.saturating_add(1);
        if self.is_fresh() {
            ctx.request_repaint();
        }
        let popup_open = Popup::is_any_open(ctx);
        let theme = cx.around.theme;
        let frame = Frame::new()
            .fill(theme.panel)
            .stroke(Stroke::new(1.0, theme.line))
            .corner_radius(10)
            .shadow(ctx.global_style().visuals.window_shadow)
            .inner_margin(Margin::symmetric(22, 18));
        let title = self.dialog.title();
        let width = self.dialog.width().min(ctx.content_rect().width() - 80.0);
        let id = Id::unique(("dialog", self.key));
        let modal = Modal::new(id).frame(frame).show(ctx, |ui| {
            ui.set_width(width);
            ui.heading(title);
            ui.add_space(6.0);
            self.dialog.show(ui, cx)
        });
        ctx.accesskit_node_builder(modal.response.id, |node| {
            node.set_role(Role::Dialog);
            node.set_label(title);
            node.set_modal();
        });
        // A popup in the dialog is closed by Escape first.
        let escape = !popup_open && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
        if modal.inner == Next::Stay && escape {
            self.dialog.cancelled(cx);
            return Next::Close;
        }
        modal.inner
    }
}

impl Dialog {
    fn title(&self) -> &'static str {
        match self {
            Self::ArticleDetails(_) => "Article details",
            Self::AskName(_) => "Who is working?",
            Self::AskPath(ask) => ask.title(),
            Self::ConfirmLoss(dialog) => dialog.title(),
            Self::Export(_) => "Export",
            Self::Merge(merge) => merge.title(),
            Self::NewProject(_) => "New project",
            Self::OfferRecovery(_) => "Unsaved work was found",
            Self::OpenLink(_) => "Open link?",
            Self::Palette(_) => "Command palette",
            Self::Paste(_) => "Paste as article",
            Self::ProjectDetails(_) => "Project details",
            Self::RemoveArticle(_) => "Remove article",
            Self::Repairs(_) => "Repairs",
            Self::ReviewAnnotations(_) => "Import annotations",
            Self::ReviewImports(_) => "Add articles",
            Self::ReviewRevision(_) => "Revised text",
            Self::Settings(_) => "Settings",
            Self::Shortcuts(_) => "Keyboard shortcuts",
            Self::Split(split) => split.title(),
            Self::Unsaved(_) => "Unsaved changes",
        }
    }

    /// How wide it wants to be, in points.
    fn width(&self) -> f32 {
        match self {
            Self::Export(export) => export.width(),
            Self::ReviewImports(review) => review.width(),
            Self::ReviewRevision(_) | Self::Shortcuts(_) => 840.0,
            Self::ReviewAnnotations(_)
            | Self::Repairs(_)
            | Self::Split(_)
            | Self::Paste(_)
            | Self::ArticleDetails(_) => 680.0,
            Self::Palette(_) | Self::AskPath(_) | Self::Merge(_) | Self::ProjectDetails(_) => 600.0,
            _ => 480.0,
        }
    }

    fn show(&mut self, ui: &mut egui::Ui, cx: &mut Cx<'_, '_>) -> Next {
        match self {
            Self::ArticleDetails(dialog) => dialog.show(ui, cx),
            Self::AskName(dialog) => dialog.show(ui, cx),
            Self::AskPath(dialog) => dialog.show(ui, cx),
            Self::ConfirmLoss(dialog) => dialog.show(ui, cx),
            Self::Export(dialog) => dialog.show(ui, cx),
            Self::Merge(dialog) => dialog.show(ui, cx),
            Self::NewProject(dialog) => dialog.show(ui, cx),
            Self::OfferRecovery(dialog) => dialog.show(ui, cx),
            Self::OpenLink(dialog) => dialog.show(ui, cx),
            Self::Palette(dialog) => dialog.show(ui, cx),
            Self::Paste(dialog) => dialog.show(ui, cx),
            Self::ProjectDetails(dialog) => dialog.show(ui, cx),
            Self::RemoveArticle(dialog) => dialog.show(ui, cx),
            Self::Repairs(dialog) => dialog.show(ui, cx),
            Self::ReviewAnnotations(dialog) => dialog.show(ui, cx),
            Self::ReviewImports(dialog) => dialog.show(ui, cx),
            Self::ReviewRevision(dialog) => dialog.show(ui, cx),
            Self::Settings(dialog) => dialog.show(ui, cx),
            Self::Shortcuts(dialog) => dialog.show(ui, cx),
            Self::Split(dialog) => dialog.show(ui, cx),
            Self::Unsaved(dialog) => dialog.show(ui, cx),
        }
    }

    /// What Escape does beside closing.
    fn cancelled(&mut self, cx: &mut Cx<'_, '_>) {
        match self {
            Self::Settings(dialog) => dialog.restore(cx),
            Self::AskPath(_) => *cx.after_save = None,
            Self::OfferRecovery(dialog) => dialog.put_off(cx),
            _ => {}
        }
    }
}
