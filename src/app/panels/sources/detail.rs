//! The detail at the right: what is known about one record, and what uses it.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

use super::{
    aliases::NextAlias,
    deeds,
    desk::Desk,
    drafts::{Drafts, Look},
    edge::NextEdge,
    grades::Grading,
    lineage,
    listing::Listing,
    occurrences, rulings, source,
    stored::{Field, Record},
    todos::NextTodo,
    uses::{Uses, uses},
    work,
};
use crate::app::text;
use crate::{
    analysis::completion::Target,
    app::{
        panels::{
            Unstored,
            claim::{fields, picker::Picker, view::shortened},
        },
        struck,
        tasks::Derived,
    },
    domain::{project::Project, vocabulary::Vocabulary},
};

/// The width of the column of labels, in points.
pub(super) const LABEL: f32 = 104.0;

/// What the detail keeps: what is typed and opened.
#[derive(Debug, Default)]
pub(super) struct Detail {
    pub drafts: Drafts,
    pub picker: Picker,
    pub grading: Grading,
    pub alias: NextAlias,
    pub edge: NextEdge,
    pub todo: NextTodo,
    uses: Derived<Arc<Uses>>,
    uses_of: Option<Target>,
    /// Whether the name is to take the keyboard, and whether all of it is selected then.
    focus: Option<bool>,
}

impl Detail {
    /// Gives the name the keyboard, with all of it selected if it is only a placeholder.
    pub fn focus_name(&mut self, placeholder: bool) {
        self.focus = Some(placeholder);
    }

    /// Shows a record.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, listing: &Listing, target: Target) {
        if self.uses_of != Some(target) {
            self.alias.flush(desk);
            self.todo.flush(desk);
            self.grading.close_empty();
            self.edge.close();
            self.uses = Derived::default();
            self.uses_of = Some(target);
        }
        let found = self.uses.get(ui.ctx(), desk.project(), move |p| Arc::new(uses(p, target)));
        let found = found.map(Arc::clone);
        let counted = found.is_some();
        let found = found.unwrap_or_default();
        ScrollArea::vertical().auto_shrink(false).id_salt(("detail", target)).show(ui, |ui| {
            ui.set_max_width(ui.available_width());
            ui.push_id(target, |ui| {
                let record = match target {
                    Target::Source(id) => Record::Source(id),
                    Target::Work(id) => Record::Work(id),
                };
                self.head(ui, desk, target, record, &found);
                match target {
                    Target::Source(id) => source::show(ui, desk, self, id),
                    Target::Work(id) => work::show(ui, desk, self, listing, id),
                }
                lineage::show(ui, desk, self, (listing, &found), target);
                if !counted {
                    fields::small(ui, "Looking for what uses it…");
                }
                occurrences::show(ui, desk, &found, target);
                rulings::show(ui, desk, &found, target);
                self.todo.show(ui, desk, &found, target);
                ui.add_space(24.0);
            });
        });
    }

    /// The name, what the record is at a glance, and what can be done with it.
    fn head(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        target: Target,
        record: Record,
        found: &Uses,
    ) {
        let (name, hint) = match target {
            Target::Source(_) => ("Name", "what it is called"),
            Target::Work(_) => ("Title", "without a title"),
        };
        let look = Look { heading: true, ..Look::line(name, hint) };
        let response = self.drafts.field(ui, desk, record, Field::Name, look);
        if let Some(placeholder) = self.focus.take() {
            // A record that was added in this frame is there in the next.
            let text = Field::Name.read(desk.project(), record);
            response.request_focus();
            if placeholder {
                select_all(ui, response.id, &text);
            }
        }
        let glance = lineage::glance(desk.project(), found, target);
        let line = deeds::used_by(desk.scene.usage.of(target));
        let line = match line {
            Some(uses) => format!("Used by {uses}"),
            None if desk.scene.usage.is_known() => "Not used yet".to_owned(),
            None => "Counting what uses it…".to_owned(),
        };
        let line = glance.map_or(line.clone(), |glance| format!("{line} · {glance}"));
        text::wrapped(ui, RichText::new(line).size(12.5).color(desk.theme().faint));
        let (tracing, project) = (desk.scene.tracing, desk.project());
        let falls = match target {
            Target::Source(id) => struck::source(tracing, project, id),
            Target::Work(id) => struck::work(tracing, project, id),
        };
        if falls {
            let name = Field::Name.read(project, record);
            ui.horizontal_wrapped(|ui| {
                let colour = desk.theme().warning;
                text::unbroken(ui, struck::words(RichText::new(shortened(&name, 60)), true));
                ui.label(RichText::new("does not count: it is discounted.").color(colour));
            });
        }
        deeds::show(ui, desk, &mut self.todo, target);
    }

    /// Commits what lost the keyboard.
    pub fn settle(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        self.drafts.settle(ui, desk);
    }

    /// Commits all that was typed.
    pub fn flush(&mut self, desk: &mut Desk<'_>) {
        self.drafts.flush(desk);
        self.alias.flush(desk);
        self.todo.flush(desk);
        self.grading.flush(desk);
    }

    /// What is typed, can't be stored and would be lost.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        self.drafts.unstored(project).or_else(|| self.grading.unstored(project))
    }

    /// A labelled text field.
    pub fn text(
        &mut self,
        ui: &mut Ui,
        desk: &Desk<'_>,
        (record, field): (Record, Field),
        look: Look,
    ) {
        row(ui, look.name, |ui| {
            self.drafts.field(ui, desk, record, field, look);
        });
    }

    /// A labelled address, with a button that asks before it is opened.
    pub fn address(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        (record, field): (Record, Field),
        name: &'static str,
    ) {
        let url = field.read(desk.project(), record);
        row(ui, name, |ui| {
            ui.horizontal(|ui| {
                let room = if url.is_empty() { 0.0 } else { 52.0 };
                let width = (ui.available_width() - room).max(80.0);
                let look = Look { width, ..Look::line(name, "https://…") };
                ui.vertical(|ui| {
                    ui.set_max_width(width);
                    self.drafts.field(ui, desk, record, field, look);
                });
                let open = format!("Open the {}", field.name());
                if !url.is_empty() && fields::quiet(ui, "Open", &open).clicked() {
                    desk.act(crate::app::action::Action::OpenLink(url.clone()));
                }
            });
        });
    }
}

fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = egui::TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = egui::text::CCursorRange::select_all_str(text);
    state.cursor.set_char_range(Some(all));
    egui::TextEdit::store_state(ui.ctx(), id, state);
}

/// A row with a label.
pub(super) fn row<R>(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    fields::row_of(ui, LABEL, label, |ui, _| add(ui))
}

/// A list of terms with a label. What was chosen, if something else.
pub(super) fn choice<T: Vocabulary>(
    ui: &mut Ui,
    desk: &Desk<'_>,
    label: &str,
    now: T,
) -> Option<T> {
    row(ui, label, |ui| {
        ui.add_enabled_ui(desk.editable(), |ui| {
            fields::terms(ui, None, label, "registry", Some(now), None).flatten()
        })
        .inner
    })
}
