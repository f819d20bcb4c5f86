//! Shows what was read from files, for the analyst to correct and accept.

use std::path::PathBuf;

use egui::{RichText, ScrollArea, TextStyle, Ui};

use super::{
    form::{self, Cx, Next, Pressed},
    head_form::HeadForm,
};
use crate::app::text;
use crate::{
    app::{
        action::Action,
        rows::{Row, Rows},
        tasks::ReadArticle,
        theme,
    },
    domain::project::Project,
    import::{Format, duplicates_of},
};

/// How much of a text is shown, in lines and in code points.
const PREVIEW: (usize, usize) = (40, 6_000);

/// The dialog.
#[derive(Debug)]
pub struct ReviewImports {
    items: Vec<Item>,
    shown: usize,
    /// The item whose first field takes the keyboard.
    focus: bool,
}

#[derive(Debug)]
struct Item {
    /// The file's name.
    file: String,
    read: ReadArticle,
    form: HeadForm,
    preview: String,
    cut: bool,
    /// Where the same text is already.
    duplicate: Option<String>,
    skip: bool,
}

impl ReviewImports {
    /// For what was read.
    pub fn new(ready: Vec<(PathBuf, ReadArticle)>, project: &Project) -> Self {
        let mut seen: Vec<(String, String)> = Vec::new();
        let mut items = Vec::with_capacity(ready.len());
        for (path, read) in ready {
            let imported = &read.imported;
            let file = path
                .file_name()
                .map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
            let hash = imported.text.sha256();
            let in_project = duplicates_of(project, &hash)
                .map(|a| format!("The same text is already in the project as “{}”.", a.title()));
            let twice = || {
                let (_, other) = seen.iter().find(|(known, _)| *known == hash)?;
                Some(format!("The same text is also in “{other}”, read just now."))
            };
            let duplicate = in_project.or_else(twice);
            let (preview, cut) = preview(imported.text.as_str());
            let form = HeadForm::of(&imported.head);
            seen.push((hash, file.clone()));
            let skip = duplicate.is_some();
            items.push(Item { file, read, form, preview, cut, duplicate, skip });
        }
        Self { items, shown: 0, focus: false }
    }

    /// How wide it wants to be, in points.
    pub fn width(&self) -> f32 {
        if self.items.len() > 1 { 940.0 } else { 700.0 }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let height = (ui.ctx().content_rect().height() - 190.0).clamp(220.0, 620.0);
        if self.items.len() > 1 {
            ui.horizontal_top(|ui| {
                // The line between them is as tall as it may be, and the dialog would grow with it.
                ui.set_max_height(height);
                ui.vertical(|ui| {
                    ui.set_width(220.0);
                    self.list(ui, cx, height);
                });
                ui.separator();
                ui.vertical(|ui| self.item(ui, cx, height));
            });
        } else {
            self.item(ui, cx, height);
        }
        self.answer(ui, cx)
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_, '_>, height: f32) {
        let theme = cx.around.theme;
        let items = &self.items;
        let rows = Rows {
            max_height: height,
            fill: true,
            cursor: Some(self.shown),
            ..Rows::new("read files", "Files read", items.len(), 44.0)
        };
        let response = rows.show(
            ui,
            theme,
            |at| Row {
                name: items[at].file.clone(),
                chosen: at == self.shown,
                enabled: !items[at].skip,
            },
            |ui, at| {
                let item = &items[at];
                ui.spacing_mut().item_spacing.y = 1.0;
                text::elided(ui, item.form.title());
                let (text, colour) = match (item.skip, item.form.head().is_err()) {
                    (true, _) => ("left out", theme.faint),
                    (_, true) => ("needs a correction", theme.danger),
                    _ => (item.file.as_str(), theme.faint),
                };
                let text = RichText::new(text).small().color(colour);
                text::elided(ui, text);
            },
            None,
        );
        let moved = response.moved.map(|(at, _)| at);
        if let Some(at) = response.clicked.map(|(at, _)| at).or(moved) {
            self.shown = at;
            self.focus = moved.is_none();
        }
    }

    fn item(&mut self, ui: &mut Ui, cx: &Cx<'_, '_>, height: f32) {
        let theme = cx.around.theme;
        let focus = cx.fresh || std::mem::take(&mut self.focus);
        let shown = self.shown;
        let Some(item) = self.items.get_mut(shown) else { return };
        ScrollArea::vertical().id_salt(("item", shown)).max_height(height).show(ui, |ui| {
            ui.set_min_width(ui.available_width() - 12.0);
            theme::hint(ui, item.told());
            if let Some(duplicate) = &item.duplicate {
                form::warning(ui, theme, duplicate);
                ui.horizontal(|ui| {
                    ui.radio_value(&mut item.skip, true, "Skip it");
                    ui.radio_value(&mut item.skip, false, "Add it anyway");
                });
            } else {
                ui.checkbox(&mut item.skip, "Leave this one out");
            }
            for warning in &item.read.imported.warnings {
                form::warning(ui, theme, warning);
            }
            ui.add_space(4.0);
            ui.push_id(shown, |ui| item.form.show(ui, theme, focus));
            theme::section(ui, "What was read");
            theme::card(ui, theme, |ui| {
                let text = RichText::new(&item.preview).text_style(TextStyle::Body);
                text::wrapped(ui, text);
                if item.cut {
                    theme::hint(ui, "… and so on.");
                }
            });
        });
    }

    fn answer(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let taken: Vec<&Item> = self.items.iter().filter(|i| !i.skip).collect();
        let wrong = taken.iter().find_map(|i| i.form.head().err());
        let ready = match (taken.len(), wrong) {
            (0, _) => Err("All are left out."),
            (_, Some(why)) => Err(why),
            _ => Ok(()),
        };
        let confirm = match taken.len() {
            0 | 1 => "Add article".to_owned(),
            n => format!("Add {n} articles"),
        };
        let skipped = self.items.len() - taken.len();
        match form::buttons(ui, cx.around.theme, &confirm, ready, |ui| {
            if skipped > 0 {
                theme::hint(ui, format!("{skipped} left out"));
            } else if let Some(why) = wrong {
                form::error(ui, cx.around.theme, why);
            }
        }) {
            Pressed::Confirm => {
                let mut articles = Vec::new();
                for item in std::mem::take(&mut self.items).into_iter().filter(|i| !i.skip) {
                    let Ok(head) = item.form.head() else { continue };
                    articles.push(item.read.into_article(head, cx.out.ids()));
                }
                cx.out.send(Action::AcceptArticles(articles));
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}

impl Item {
    /// What it was read from, and as what.
    fn told(&self) -> String {
        let imported = &self.read.imported;
        let format = match imported.format {
            Format::PlainText => "plain text",
            Format::Markdown => "Markdown",
            Format::Html => "HTML",
        };
        let chars = imported.text.len();
        format!("{} · {format} · {} · {chars} characters", self.file, imported.encoding)
    }
}

/// The beginning of a text, and whether more follows.
fn preview(text: &str) -> (String, bool) {
    let (lines, chars) = PREVIEW;
    let mut shown = String::new();
    let mut left = chars;
    for (at, line) in text.lines().enumerate() {
        if at == lines || left == 0 {
            return (shown, true);
        }
        let part: String = line.chars().take(left).collect();
        left = left.saturating_sub(part.chars().count());
        if at > 0 {
            shown.push('\n');
        }
        shown.push_str(&part);
    }
    let cut = left == 0;
    (shown, cut)
}
