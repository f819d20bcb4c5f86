//! Finds a command by its name, says its shortcut, and why it can't be used now.

use egui::{Align, Key, Layout, Modifiers, RichText, Ui};

use super::form::{self, Cx, Next};
use crate::{
    analysis::fold::fold,
    app::{
        command::Command,
        rows::{Row, Rows},
        theme,
    },
};

/// The dialog.
#[derive(Debug, Default)]
pub struct Palette {
    query: String,
    cursor: usize,
}

impl Palette {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let (theme, env) = (cx.around.theme, cx.around.env);
        let field =
            form::field(ui, "Command", &mut self.query, "Type a part of its name", cx.fresh);
        if field.changed() {
            self.cursor = 0;
        }
        let found = matching(&self.query);
        self.cursor = self.cursor.min(found.len().saturating_sub(1));
        if found.is_empty() {
            theme::hint(ui, "No command is called so.");
            return Next::Stay;
        }
        let rows = Rows {
            max_height: 360.0,
            cursor: Some(self.cursor),
            keys_from_field: true,
            ..Rows::new("commands", "Commands", found.len(), 48.0)
        };
        let response = rows.show(
            ui,
            theme,
            |at| Row {
                name: found[at].name().to_owned(),
                chosen: at == self.cursor,
                enabled: found[at].enabled(env).is_ok(),
            },
            |ui, at| {
                let command = found[at];
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.horizontal(|ui| {
                    ui.label(command.name());
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if let Some(shortcut) = command.shortcuts().first() {
                            let text = ui.ctx().format_shortcut(shortcut);
                            ui.label(RichText::new(text).monospace().weak());
                        }
                    });
                });
                let told = match command.enabled(env) {
                    Ok(()) => RichText::new(command.tooltip()).small().weak(),
                    Err(why) => RichText::new(why).small().color(theme.warning),
                };
                ui.add(egui::Label::new(told).truncate());
            },
            None,
        );
        if let Some((to, _)) = response.moved {
            self.cursor = to;
        }
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let clicked = response.clicked.map(|(at, _)| at);
        let chosen = clicked.or(enter.then_some(self.cursor)).and_then(|at| found.get(at));
        match chosen {
            Some(command) if command.enabled(env).is_ok() => {
                cx.out.run(*command);
                Next::Close
            }
            Some(_) => {
                field.request_focus();
                Next::Stay
            }
            None => Next::Stay,
        }
    }
}

/// The commands that have all typed words in name or tooltip; the one first that is called
/// so, then those whose name begins with what is typed, then those with the words in the name.
fn matching(query: &str) -> Vec<Command> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut found: Vec<(u8, Command)> = Command::ALL
        .iter()
        .filter(|c| **c != Command::Palette)
        .filter_map(|command| {
            let name = fold(command.name());
            let all = format!("{name} {}", fold(command.tooltip()));
            let rank = if name.trim_end_matches('…') == folded.trim().trim_end_matches('…') {
                0
            } else if name.starts_with(folded.trim()) {
                1
            } else if words.iter().all(|w| name.contains(w)) {
                2
            } else if words.iter().all(|w| all.contains(w)) {
                3
            } else {
                return None;
            };
            Some((rank, *command))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, command)| command).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_so_comes_before_one_that_mentions_it() {
        assert_eq!(matching("save")[0], Command::Save);
        assert_eq!(matching("Take over the project")[0], Command::TakeOver);
        for command in Command::ALL.iter().filter(|c| **c != Command::Palette) {
            assert_eq!(matching(command.name())[0], *command, "its whole name finds it");
        }
        let found = matching("chain");
        let named = found.iter().take_while(|c| fold(c.name()).contains("chain")).count();
        assert!(named >= 5 && found.len() > named, "{found:?}");
        assert!(matching("zzz").is_empty());
        assert_eq!(matching("").len(), Command::ALL.len() - 1);
    }
}
