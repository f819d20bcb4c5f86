//! All shortcuts on one page, drawn from the commands themselves.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::form::{self, Cx, Next};
use crate::app::{
    command::{Command, Menu},
    theme,
};

/// Keys that are no commands: where they work, what is pressed, what it does.
const OTHER: [(&str, &[(&str, &str)]); 3] = [
    (
        "Tagging",
        &[
            ("0 – 9", "Kind of evidence of the selected claims, as set under Evidence kinds"),
            ("Enter", "Take the source, go on to the next step"),
            ("Escape", "Leave the field"),
        ],
    ),
    (
        "In a source line",
        &[
            (">", "Next step: told through whom"),
            (",", "Speaks jointly"),
            ("[9]", "The note in which it stands"),
            ("\"…\"", "An unnamed source, as it is introduced"),
            (";", "Another chain"),
            ("/Title/", "A work by its title"),
            ("_", "A source that the text leaves implicit"),
            ("!  -  ?  ~", "At the end: origin, gives no source, not followed, unavailable"),
            (".", "Alone: the last chain again"),
            ("\\", "Before a mark: an ordinary letter"),
        ],
    ),
    (
        "Reader, with the caret (F7)",
        &[
            ("← →", "By character; with Ctrl by word, with Alt by sentence"),
            ("↑ ↓", "By line; with Ctrl by paragraph"),
            ("Shift", "Selects while moving"),
            ("Double click", "Selects the word; triple, the sentence"),
        ],
    ),
];

/// The dialog.
#[derive(Debug, Default)]
pub struct Shortcuts;

impl Shortcuts {
    /// Draws it.
    #[expect(clippy::unused_self, reason = "every dialog is drawn by its value")]
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let height = (ui.ctx().content_rect().height() - 170.0).clamp(200.0, 640.0);
        ScrollArea::vertical().id_salt("shortcuts").max_height(height).show(ui, |ui| {
            ui.set_min_width(ui.available_width() - 12.0);
            let commands = |menu| {
                let all = Command::ALL.iter().filter(move |c| c.menu() == menu);
                all.filter(|c| !c.shortcuts().is_empty())
            };
            ui.columns(2, |columns| {
                for (at, menu) in Menu::ALL.into_iter().enumerate() {
                    // Claims have as many keys as all others together.
                    let side = usize::from(menu == Menu::Claim || menu == Menu::Help);
                    let ui = &mut columns[side];
                    let lines = commands(menu).map(|command| {
                        let keys = command.shortcuts().iter();
                        let keys: Vec<_> = keys.map(|s| ui.ctx().format_shortcut(s)).collect();
                        (keys.join("  or  "), command.name())
                    });
                    let lines: Vec<_> = lines.collect();
                    table(ui, at, menu.title(), lines.iter().map(|(k, n)| (k.as_str(), *n)));
                }
                for (at, (title, keys)) in OTHER.into_iter().enumerate() {
                    table(&mut columns[1], 10 + at, title, keys.iter().copied());
                }
            });
        });
        ui.add_space(8.0);
        let close = ui.add(form::primary(cx.around.theme, "Close"));
        if cx.fresh {
            close.request_focus();
        }
        if close.clicked() { Next::Close } else { Next::Stay }
    }
}

fn table<'a>(ui: &mut Ui, at: usize, title: &str, lines: impl Iterator<Item = (&'a str, &'a str)>) {
    theme::section(ui, title);
    Grid::new(("shortcuts", at)).num_columns(2).min_col_width(110.0).spacing([12.0, 3.0]).show(
        ui,
        |ui| {
            for (keys, name) in lines {
                ui.label(RichText::new(keys).monospace());
                ui.add(egui::Label::new(name).wrap());
                ui.end_row();
            }
        },
    );
    ui.add_space(4.0);
}
