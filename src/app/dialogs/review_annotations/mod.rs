//! Shows what files of annotations would bring, and what of them can't be placed.

mod names;

use egui::{RichText, ScrollArea, Ui};

use names::Names;

use super::form::{self, Cx, Next, Pressed};
use crate::app::text;
use crate::app::{
    action::Action,
    rows::{Row, Rows},
    tasks::annotations::{Annotated, Change, FileRead, Told},
    theme,
};

/// The dialog.
#[derive(Debug)]
pub struct ReviewAnnotations {
    read: Annotated,
    /// What can't be placed: what, and why.
    left: Vec<(String, String)>,
    names: Names,
    cursor: Option<usize>,
}

impl ReviewAnnotations {
    /// For what was read.
    pub fn new(mut read: Annotated) -> Self {
        let several = read.files.len() > 1;
        let mut left = Vec::new();
        for file in &mut read.files {
            let name = name(file);
            let Ok(told) = &mut file.result else { continue };
            for line in std::mem::take(&mut told.left) {
                let why = if several { format!("{}: {name}", line.why) } else { line.why };
                left.push((line.what, why));
            }
        }
        let names = Names::of(&read.files);
        Self { read, left, names, cursor: None }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        ScrollArea::vertical().id_salt("files").max_height(240.0).show(ui, |ui| {
            for file in &self.read.files {
                theme::section(ui, &name(file));
                match &file.result {
                    Ok(told) => form::paragraph(ui, brings(told)),
                    Err(why) => form::error(ui, theme, why),
                }
            }
        });
        if matches!(self.read.change, Change::Whole(_)) {
            let told = "This project is empty: it becomes the one in the file.";
            form::paragraph(ui, told);
        }
        if !self.names.is_empty() {
            self.names.show(ui, 200.0);
        }
        let changed = self.names.are_changed();
        if changed {
            form::paragraph(
                ui,
                "What the names mean was changed. Read again to see what comes in.",
            );
        } else {
            self.list(ui, cx);
        }
        let ready = if !changed && self.read.change.is_empty() {
            Err("Nothing new comes in.")
        } else {
            Ok(())
        };
        let confirm = if changed { "Read again" } else { "Import" };
        let pressed = form::buttons(ui, theme, confirm, ready, |ui| {
            if !changed {
                theme::hint(ui, ready.err().unwrap_or("One step of undo."));
            }
        });
        match pressed {
            Pressed::Confirm if changed => {
                let (paths, _) = self.read.again();
                cx.out.send(Action::ReadMapped(paths, self.names.chosen()));
                Next::Close
            }
            Pressed::Confirm => {
                let change = self.read.change.clone();
                cx.out.send(Action::AcceptAnnotations { of: self.read.of.clone(), change });
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_, '_>) {
        if self.left.is_empty() {
            return;
        }
        let title = format!("What can't be placed · {}", self.left.len());
        theme::section(ui, &title);
        let rows = Rows {
            max_height: 220.0,
            cursor: self.cursor,
            ..Rows::new("not placed", "What can't be placed", self.left.len(), 42.0)
        };
        let left = &self.left;
        let response = rows.show(
            ui,
            cx.around.theme,
            |at| Row {
                name: format!("{}: {}", left[at].0, left[at].1),
                chosen: false,
                enabled: true,
            },
            |ui, at| {
                ui.spacing_mut().item_spacing.y = 0.0;
                text::elided(ui, left[at].0.as_str());
                text::elided(ui, RichText::new(&left[at].1).small().weak());
            },
            None,
        );
        if let Some((to, _)) = response.moved {
            self.cursor = Some(to);
        }
    }
}

fn name(file: &FileRead) -> String {
    let name = file.path.file_name().map(|n| n.to_string_lossy().into_owned());
    name.unwrap_or_else(|| file.path.display().to_string())
}

/// What a file brings, in a sentence.
fn brings(told: &Told) -> String {
    let counts: Vec<_> = told
        .counts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(sort, n)| form::count(*n, sort.strip_suffix('s').unwrap_or(sort), sort))
        .collect();
    let mut parts = Vec::new();
    if !counts.is_empty() {
        parts.push(format!("Brings {}.", counts.join(", ")));
    }
    if told.known > 0 {
        parts.push(format!("{} there already.", form::count(told.known, "is", "are")));
    }
    if parts.is_empty() {
        parts.push("Nothing new.".to_owned());
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_brings_is_a_sentence() {
        let told = |counts: &[(&'static str, usize)], known| {
            brings(&Told { counts: counts.to_vec(), known, ..Told::default() })
        };
        assert_eq!(
            told(&[("works", 1), ("claims", 3), ("links", 0)], 0),
            "Brings 1 work, 3 claims."
        );
        assert_eq!(told(&[("works", 2)], 1), "Brings 2 works. 1 is there already.");
        assert_eq!(told(&[], 0), "Nothing new.");
    }
}
