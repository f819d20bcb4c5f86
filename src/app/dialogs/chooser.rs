//! A search field with a list of records under it, of which one is chosen.

use egui::{RichText, Ui};

use super::form;
use crate::app::text;
use crate::{
    analysis::fold::fold,
    app::{
        rows::{Row, Rows},
        theme::{self, Theme},
    },
    domain::{
        ids::{SourceId, WorkId},
        project::Project,
        vocabulary::Vocabulary as _,
    },
};

/// The list, what is typed, and what is chosen.
#[derive(Debug)]
pub struct Chooser<T> {
    label: &'static str,
    items: Vec<Item<T>>,
    query: String,
    /// The items that fit what is typed.
    fitting: Vec<usize>,
    cursor: Option<usize>,
    chosen: Option<usize>,
}

#[derive(Debug)]
struct Item<T> {
    value: T,
    name: String,
    detail: String,
    folded: String,
}

/// The tallest that the list becomes, in points.
const LIST_HEIGHT: f32 = 190.0;

impl<T: Copy + PartialEq> Chooser<T> {
    /// A list of (value, name, detail, further words to find it by).
    pub fn new(
        label: &'static str,
        items: impl IntoIterator<Item = (T, String, String, String)>,
    ) -> Self {
        let mut items: Vec<_> = items
            .into_iter()
            .map(|(value, name, detail, words)| Item {
                folded: fold(&format!("{name} {words}")),
                value,
                name,
                detail,
            })
            .collect();
        items.sort_by(|a, b| a.folded.cmp(&b.folded));
        let fitting = (0..items.len()).collect();
        Self { label, items, query: String::new(), fitting, cursor: None, chosen: None }
    }

    /// Chooses a value.
    pub fn choose(&mut self, value: Option<T>) {
        self.chosen = value.and_then(|v| self.items.iter().position(|i| i.value == v));
    }

    /// The value that is chosen.
    pub fn chosen(&self) -> Option<T> {
        self.items.get(self.chosen?).map(|i| i.value)
    }

    /// The name of what is chosen.
    pub fn chosen_name(&self) -> Option<&str> {
        self.items.get(self.chosen?).map(|i| i.name.as_str())
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, focus: bool) {
        let field = form::field(ui, self.label, &mut self.query, "Type to search", focus);
        if field.changed() {
            let words = fold(&self.query);
            let words: Vec<&str> = words.split_whitespace().collect();
            let fits = |item: &Item<T>| words.iter().all(|w| item.folded.contains(w));
            self.fitting = (0..self.items.len()).filter(|at| fits(&self.items[*at])).collect();
            self.cursor = (!self.fitting.is_empty() && !words.is_empty()).then_some(0);
            if let Some(first) = self.cursor {
                self.chosen = self.fitting.get(first).copied();
            }
        }
        if self.fitting.is_empty() {
            theme::hint(ui, "Nothing fits.");
            return;
        }
        let rows = Rows {
            max_height: LIST_HEIGHT,
            cursor: self.cursor,
            keys_from_field: field.has_focus(),
            ..Rows::new(self.label, self.label, self.fitting.len(), 28.0)
        };
        let response = rows.show(
            ui,
            theme,
            |at| Row {
                name: self.items[self.fitting[at]].name.clone(),
                chosen: self.chosen == Some(self.fitting[at]),
                enabled: true,
            },
            |ui, at| {
                let item = &self.items[self.fitting[at]];
                ui.horizontal(|ui| {
                    text::elided(ui, &item.name);
                    let detail = RichText::new(&item.detail).small().weak();
                    text::elided(ui, detail);
                });
            },
            None,
        );
        let moved = response.moved.map(|(at, _)| at);
        if let Some(at) = moved.or(response.clicked.map(|(at, _)| at)) {
            self.cursor = Some(at);
            self.chosen = self.fitting.get(at).copied();
        }
    }
}

/// All sources but one.
pub fn sources(project: &Project, label: &'static str, but: SourceId) -> Chooser<SourceId> {
    let others = project.sources.iter().filter(|s| s.id != but);
    Chooser::new(
        label,
        others.map(|s| (s.id, s.name.clone(), s.kind.label().to_lowercase(), s.aliases.join(" "))),
    )
}

/// All works but one.
pub fn works(project: &Project, label: &'static str, but: Option<WorkId>) -> Chooser<WorkId> {
    let others = project.works.iter().filter(|w| Some(w.id) != but);
    Chooser::new(
        label,
        others.map(|w| {
            let authors: Vec<&str> = w
                .authors
                .iter()
                .filter_map(|id| project.source(*id).map(|s| s.name.as_str()))
                .collect();
            let date = w.date.map(|d| d.to_string()).unwrap_or_default();
            let detail = [authors.join(", "), date];
            let detail: Vec<_> = detail.into_iter().filter(|d| !d.is_empty()).collect();
            let words = format!("{} {}", authors.join(" "), w.container.as_deref().unwrap_or(""));
            (w.id, w.display_title().to_owned(), text::joined(detail), words)
        }),
    )
}
