//! Lists what is broken in the project, and what the repairs would do.

use egui::{RichText, Ui};

use super::form::{self, Cx, Next, Pressed};
use crate::app::{
    action::Action,
    rows::{Row, Rows},
    theme,
};

/// The dialog.
#[derive(Debug, Default)]
pub struct Repairs {
    cursor: Option<usize>,
}

impl Repairs {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        let broken = cx.around.violations;
        if broken.is_empty() {
            form::paragraph(ui, "Nothing is broken any more.");
        } else {
            form::paragraph(
                ui,
                "These rules of a project are broken, so it is open for reading only. The repairs \
                 touch nothing else, and your file stays as it is until you save.",
            );
            let rows = Rows {
                max_height: 380.0,
                cursor: self.cursor,
                ..Rows::new("broken rules", "Broken rules", broken.len(), 46.0)
            };
            let response = rows.show(
                ui,
                theme,
                |at| Row {
                    name: format!("{}. Repair: {}", broken[at], broken[at].remedy()),
                    chosen: false,
                    enabled: true,
                },
                |ui, at| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    let what = broken[at].to_string();
                    ui.add(egui::Label::new(&what).truncate()).on_hover_text(&what);
                    let remedy = format!("→ {}", broken[at].remedy());
                    let remedy = RichText::new(remedy).small().color(theme.good);
                    ui.add(egui::Label::new(remedy).truncate());
                },
                None,
            );
            if let Some((to, _)) = response.moved {
                self.cursor = Some(to);
            }
        }
        let confirm = form::count(broken.len(), "repair", "repairs");
        let ready = if broken.is_empty() { Err("There is nothing to repair.") } else { Ok(()) };
        let mut copied = false;
        let pressed = form::buttons(ui, theme, &format!("Make {confirm}"), ready, |ui| {
            copied = ui.button("Copy list").clicked();
            theme::hint(ui, "Look at what was repaired before you save.");
        });
        if copied {
            let lines: Vec<String> =
                broken.iter().map(|v| format!("{v} → {}", v.remedy())).collect();
            cx.out.send(Action::Copy(lines.join("\n")));
        }
        match pressed {
            Pressed::Confirm => {
                cx.out.send(Action::ApplyRepairs);
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}
