//! The notes of an article: every entry with what it says, its uses and its work; what is
//! wrong with them; and the pairs of works and sources that may be one.
//!
//! It reads a [`Scene`] and sends edits. Nothing comes into the registry here without the
//! analyst's word: a button that says so, or a correction of what an entry says. Of its own it keeps what is chosen and what is being typed.

mod correct;
mod detail;
mod duplicates;
mod entries;
mod finds;
mod form;
mod pair;
mod reading;
#[cfg(test)]
mod tests;
pub(in crate::app) mod words;

use egui::{Button, ComboBox, Frame, Margin, Panel, RichText, Ui};

use crate::{
    analysis::references::duplicates::Suggestion,
    app::{
        action::{Action, Outbox},
        command::Command,
        panels::Unstored,
        scene::Scene,
        tasks::Derived,
        text, theme,
    },
    domain::{article::Article, ids::ReferenceId, project::Project},
};

use self::{correct::Corrections, detail::Detail, reading::Reading};

/// The parts of the view, in the order of the tabs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Entries,
    Findings,
    Duplicates,
}

impl Part {
    const ALL: [Self; 3] = [Self::Entries, Self::Findings, Self::Duplicates];

    fn title(self) -> &'static str {
        match self {
            Self::Entries => "Entries",
            Self::Findings => "Findings",
            Self::Duplicates => "Duplicates",
        }
    }
}

/// The view of an article's notes.
#[derive(Debug, Default)]
pub struct ReferencesView {
    part: Part,
    reading: Reading,
    duplicates: Derived<Vec<Suggestion>>,
    page: usize,
    chosen: Option<ReferenceId>,
    /// Whether the list is to show what is chosen.
    reveal: bool,
    finding: usize,
    corrections: Corrections,
    detail: Detail,
}

impl ReferencesView {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let Some(article) = scene.current_article() else {
            ui.heading("References");
            theme::hint(ui, "Add an article first; its notes are listed here.");
            return;
        };
        self.reading.update(ui.ctx(), article);
        self.follow(article);
        self.head(ui, scene, article, out);
        ui.add_space(4.0);
        match self.part {
            Part::Entries => self.entries(ui, scene, article, out),
            Part::Findings => {
                finds::show(ui, scene, article, &self.reading, &mut self.finding, out);
            }
            Part::Duplicates => {
                let found = self.duplicates.get(ui.ctx(), scene.project, found_duplicates);
                duplicates::show(ui, scene, found.map(Vec::as_slice), &mut self.page, out);
            }
        }
    }

    /// Shows an entry.
    pub fn show_entry(&mut self, id: ReferenceId) {
        self.part = Part::Entries;
        self.chosen = Some(id);
        self.reveal = true;
    }

    /// Stores corrections that are typed but not stored.
    pub fn pending(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        self.corrections.flush(scene, out);
    }

    /// A correction that can't be stored as it is.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        self.corrections.unstored(project)
    }

    /// Whether the article has notes that can be accepted without a look.
    pub fn certain(&self) -> usize {
        self.reading.certain()
    }

    /// What is chosen stands in the article.
    fn follow(&mut self, article: &Article) {
        let there = |id: &ReferenceId| article.references.iter().any(|r| r.id == *id);
        self.chosen =
            self.chosen.filter(there).or_else(|| article.references.first().map(|r| r.id));
    }

    fn head(&mut self, ui: &mut Ui, scene: &Scene<'_>, article: &Article, out: &mut Outbox) {
        ui.horizontal(|ui| {
            ui.heading("References");
            articles(ui, scene, article, out);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                self.deeds(ui, scene, article, out);
            });
        });
        ui.horizontal(|ui| {
            for part in Part::ALL {
                let count = match part {
                    Part::Entries => Some(article.references.len()),
                    Part::Findings => self.reading.read().map(|r| r.findings.len()),
                    Part::Duplicates => {
                        let found = self.duplicates.get(ui.ctx(), scene.project, found_duplicates);
                        found.map(Vec::len)
                    }
                };
                let count = count.map_or_else(|| "…".to_owned(), |count| count.to_string());
                let text = RichText::new(format!("{}  {count}", part.title())).size(14.5);
                let chosen = self.part == part;
                let response = ui.add(Button::new(text).selected(chosen));
                let name = format!("{} {count}", part.title());
                response.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, &name)
                });
                if response.clicked() {
                    self.part = part;
                }
            }
        });
    }

    /// What can be done with all notes at once.
    fn deeds(&mut self, ui: &mut Ui, scene: &Scene<'_>, article: &Article, out: &mut Outbox) {
        let again = ui.add_enabled(scene.editable, Button::new("Read all again"));
        let tip = "Read the notes from the text again. Works that were accepted stay.";
        if again.on_hover_text(tip).clicked() {
            out.send(Action::ReadReferences(article.id));
        }
        let certain = self.reading.certain();
        let text = match certain {
            0 => "Accept all that are certain".to_owned(),
            n => format!("Accept all that are certain ({n})"),
        };
        let ready = scene.editable && certain > 0 && self.reading.is_fresh(article);
        let button = Button::new(text).fill(scene.theme.chosen);
        let tip = "Add the works and authors of all entries of which title, author or outlet, \
                   and date or address could be read. One undo takes them back.";
        if ui.add_enabled(ready, button).on_hover_text(tip).clicked() {
            out.run(Command::AcceptReferences);
        }
    }

    fn entries(&mut self, ui: &mut Ui, scene: &Scene<'_>, article: &Article, out: &mut Outbox) {
        if article.references.is_empty() {
            ui.add_space(24.0);
            ui.label("No notes were recognised in this article.");
            theme::hint(
                ui,
                "A list under a heading such as Notes, References or Quellen is found, \
                             and so are numbered entries at the end.",
            );
            return;
        }
        let width = ui.available_width();
        let frame = Frame::new().inner_margin(Margin { left: 14, right: 0, top: 0, bottom: 0 });
        Panel::right("reference detail")
            .resizable(true)
            .default_size(470.0)
            .size_range(360.0..=(width - 320.0).max(360.0))
            .frame(frame)
            .show(ui, |ui| {
                let chosen =
                    self.chosen.and_then(|id| article.references.iter().find(|r| r.id == id));
                if let Some(reference) = chosen {
                    let next = self.detail.show(
                        ui,
                        scene,
                        (article, reference),
                        &mut self.corrections,
                        out,
                    );
                    if let Some(next) = next {
                        self.show_entry(next);
                    }
                }
            });
        let frame = Frame::new().inner_margin(Margin { left: 0, right: 10, top: 0, bottom: 0 });
        let reveal = std::mem::take(&mut self.reveal);
        let before = self.chosen;
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            let typed = |id| self.corrections.is_typed(id);
            let clicked =
                entries::show(ui, scene, article, &self.reading, (self.chosen, reveal), typed);
            self.chosen = clicked.or(self.chosen);
        });
        if self.chosen != before {
            self.corrections.flush(scene, out);
        }
    }
}

fn found_duplicates(project: &Project) -> Vec<Suggestion> {
    crate::analysis::references::duplicates::suggestions(project)
}

/// The list of articles, of which one is shown.
fn articles(ui: &mut Ui, scene: &Scene<'_>, article: &Article, out: &mut Outbox) {
    let shown = text::line(ui, words::shortened(article.title(), 60));
    let combo = ComboBox::from_id_salt("article").selected_text(shown).width(260.0).height(420.0);
    let response = combo.show_ui(ui, |ui| {
        for other in scene.project.articles.iter() {
            let text =
                format!("{}  {}", words::shortened(other.title(), 60), other.references.len());
            if ui.selectable_label(other.id == article.id, text::line(ui, text)).clicked() {
                out.send(Action::ShowReferences(other.id, None));
            }
        }
    });
    crate::app::panels::claim::fields::named_field(ui, &response.response, "Article");
}
