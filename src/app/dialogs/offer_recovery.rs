//! Offers the recovery copy of the project that was opened.

use egui::{Align, Layout, Ui};

use super::form::{self, Cx, Next};
use crate::{
    app::{action::Action, panels::start::when},
    storage::recovery::{RecoveryCopy, RecoveryOf},
};

/// The dialog.
#[derive(Debug)]
pub struct OfferRecovery {
    copy: RecoveryCopy,
    /// Whether the analyst pressed "discard" once.
    sure: bool,
}

impl OfferRecovery {
    /// For a copy.
    pub fn new(copy: RecoveryCopy) -> Self {
        Self { copy, sure: false }
    }

    /// Keeps the copy for later, safe from the copies of what is edited now.
    pub fn put_off(&self, cx: &mut Cx<'_, '_>) {
        cx.out.send(Action::PutOffRecovery(self.copy.file.clone()));
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let head = &self.copy.head;
        let edits = form::count(head.edits as usize, "edit", "edits");
        let when = when::in_words(head.at, cx.around.now);
        let name = match &head.of {
            RecoveryOf::Path(path) => path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
            RecoveryOf::Unnamed(_) => "a project that was never saved".to_owned(),
        };
        form::paragraph(
            ui,
            format!("The program stopped before {edits} of {name} could be saved, {when}."),
        );
        form::paragraph(ui, "Recovering shows them. Your file stays as it is until you save.");
        if self.sure {
            form::warning(ui, cx.around.theme, format!("{edits} would be lost for good."));
        }
        ui.add_space(8.0);
        let mut next = Next::Stay;
        ui.horizontal(|ui| {
            let discard = if self.sure { "Discard for good" } else { "Discard…" };
            if ui.button(discard).clicked() {
                if self.sure {
                    cx.out.send(Action::DiscardRecovery(self.copy.file.clone()));
                    next = Next::Close;
                }
                self.sure = true;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let recover = ui.add(form::primary(cx.around.theme, "Recover"));
                if cx.fresh {
                    recover.request_focus();
                }
                if recover.clicked() {
                    cx.out.send(Action::Recover(self.copy.file.clone()));
                    next = Next::Close;
                }
                if ui.button("Later").on_hover_text("The copy is kept.").clicked() {
                    self.put_off(cx);
                    next = Next::Close;
                }
            });
        });
        next
    }
}
