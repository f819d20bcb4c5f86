//! What is being typed into the text fields, until it becomes an edit.
//!
//! A draft belongs to a record and a field, not to a place on the screen: it outlives the
//! choice of another record. It is committed when its field loses the keyboard, and when the
//! project is saved or left. One that can't be stored stays and says why. Escape drops it.

use std::collections::BTreeMap;

use egui::{Key, RichText, Ui};

use super::{
    desk::Desk,
    stored::{Field, Record, is_sha256},
};
use crate::app::text;
use crate::{
    app::{
        action::Action,
        panels::{
            Unstored,
            claim::{fields, view::shortened},
        },
    },
    domain::{
        ids::LineageId, lineage::LineageEnds, project::Project, time::PartialDate, work::Original,
    },
};

/// All drafts.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    open: BTreeMap<(Record, Field), Draft>,
}

#[derive(Debug)]
struct Draft {
    text: String,
    /// What is stored, as far as the field knows.
    base: String,
    widget: egui::Id,
    /// Why it can't be stored.
    problem: Option<String>,
}

impl Draft {
    fn is_dirty(&self) -> bool {
        self.text.trim() != self.base
    }
}

/// How a field looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Its accessible name.
    pub name: &'static str,
    /// What stands in it while it is empty.
    pub hint: &'static str,
    /// How many rows it has at least; one is a field of one line.
    pub rows: usize,
    /// How wide it is, in points.
    pub width: f32,
    /// Whether it is the heading of the record.
    pub heading: bool,
}

impl Look {
    /// A field of one line, as wide as there is room.
    pub fn line(name: &'static str, hint: &'static str) -> Self {
        Self { name, hint, rows: 1, width: f32::INFINITY, heading: false }
    }
}

impl Drafts {
    /// Shows a field.
    pub fn field(
        &mut self,
        ui: &mut Ui,
        desk: &Desk<'_>,
        record: Record,
        field: Field,
        look: Look,
    ) -> egui::Response {
        let stored = field.read(desk.project(), record);
        let key = (record, field);
        let id = ui.make_persistent_id(("registry field", key));
        let mut text = match self.open.get_mut(&key) {
            Some(draft) => {
                // Undone, or changed elsewhere, while nothing was typed here.
                if draft.base != stored && !draft.is_dirty() {
                    draft.text.clone_from(&stored);
                }
                draft.base.clone_from(&stored);
                draft.text.clone()
            }
            None => stored.clone(),
        };
        // What may not be changed can still be selected and copied.
        let mut unchanging = text.as_str();
        let buffer: &mut dyn egui::TextBuffer =
            if desk.editable() { &mut text } else { &mut unchanging };
        let edit = if look.rows > 1 {
            text::Field::multiline(buffer).desired_rows(look.rows)
        } else {
            text::Field::singleline(buffer)
        };
        let edit = edit.id(id).hint_text(look.hint).desired_width(look.width);
        let edit = if look.heading {
            let family = egui::FontFamily::Name(crate::app::theme::SANS_BOLD.into());
            edit.font(egui::FontId::new(16.0, family))
        } else {
            edit
        };
        let response = ui.add(edit);
        fields::named_field(ui, &response, look.name);
        if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
            self.open.remove(&key);
        } else if response.changed() && desk.editable() {
            self.open.insert(key, Draft { text, base: stored, widget: id, problem: None });
        }
        if let Some(problem) = self.open.get(&key).and_then(|draft| draft.problem.as_ref()) {
            let text = RichText::new(problem).small().color(desk.theme().danger);
            text::wrapped(ui, text);
        }
        response
    }

    /// Commits the drafts whose fields lost the keyboard.
    pub fn settle(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        let focused = ui.memory(egui::Memory::focused);
        self.commit(desk, |draft| focused != Some(draft.widget));
        self.open.retain(|_, draft| {
            focused == Some(draft.widget) || draft.problem.is_some() || draft.is_dirty()
        });
    }

    /// Commits all drafts. Those that can't be stored are told, and stay.
    pub fn flush(&mut self, desk: &mut Desk<'_>) {
        self.commit(desk, |_| true);
        self.open.retain(|_, draft| draft.problem.is_some() || draft.is_dirty());
    }

    fn commit(&mut self, desk: &mut Desk<'_>, may: impl Fn(&Draft) -> bool) {
        if !desk.editable() {
            return;
        }
        self.complete_originals(desk);
        for ((record, field), draft) in &mut self.open {
            if !draft.is_dirty() || !may(draft) {
                continue;
            }
            let text = draft.text.replace("\r\n", "\n").replace('\r', "\n");
            match store(desk, *record, *field, text.trim()) {
                Ok(()) => {
                    text.trim().clone_into(&mut draft.base);
                    draft.problem = None;
                }
                Err(why) => {
                    if draft.problem.as_ref() != Some(&why) {
                        let field = field.name();
                        desk.act(Action::Notice(format!("Not stored yet, {field}: {why}")));
                    }
                    draft.problem = Some(why);
                }
            }
        }
    }

    /// A record with a draft that can't be stored, and why.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        self.open.iter().find_map(|((record, field), draft)| {
            let problem = draft.problem.as_ref().filter(|_| draft.is_dirty())?;
            let (name, place) = match *record {
                Record::Source(id) => {
                    (project.sources.get(id)?.name.clone(), Action::ShowSource(id))
                }
                Record::Work(id) => {
                    (project.works.get(id)?.display_title().to_owned(), Action::ShowWork(id))
                }
                Record::Edge(id) => ("a lineage".to_owned(), edge_place(project, id)?),
            };
            let (name, field) = (shortened(&name, 60), field.name());
            let why = format!(
                "Not stored yet, “{name}”, {field}: {problem} Complete it, or press Escape in \
                 the field."
            );
            Some(Unstored { why, place })
        })
    }

    /// An original is one thing of three fields: it begins once file and hash are there.
    fn complete_originals(&self, desk: &mut Desk<'_>) {
        let typed = |record, field| {
            self.open.get(&(record, field)).map(|draft| draft.text.trim().to_owned())
        };
        for (record, field) in self.open.keys() {
            let (Record::Work(id), Field::File) = (*record, *field) else { continue };
            let without = desk.project().works.get(id).is_some_and(|w| w.original.is_none());
            let file = typed(*record, Field::File).filter(|file| !file.is_empty());
            let sha256 = typed(*record, Field::Sha256).filter(|hash| is_sha256(hash));
            let (true, Some(file), Some(sha256)) = (without, file, sha256) else { continue };
            let today = PartialDate::from(desk.scene.now.to_chrono().date_naive());
            let obtained = typed(*record, Field::Obtained).and_then(|date| date.parse().ok());
            let original = Original { file, sha256, obtained: obtained.unwrap_or(today) };
            desk.work(id, "Record the original", |work| work.original = Some(original));
        }
    }
}

/// Where an edge of lineage is edited.
fn edge_place(project: &Project, id: LineageId) -> Option<Action> {
    Some(match project.lineage.get(id)?.ends {
        LineageEnds::Sources { from, .. } => Action::ShowSource(from),
        LineageEnds::Works { from, .. } => Action::ShowWork(from),
    })
}

fn store(desk: &mut Desk<'_>, record: Record, field: Field, text: &str) -> Result<(), String> {
    let mut done = Ok(());
    let what = format!("Change {}", field.name());
    // What is refused must not change the record by half.
    match record {
        Record::Source(id) => desk.source(id, &what, |source| {
            let mut changed = source.clone();
            done = field.store_in_source(&mut changed, text);
            if done.is_ok() {
                *source = changed;
            }
        }),
        Record::Work(id) => desk.work(id, &what, |work| {
            let mut changed = work.clone();
            done = field.store_in_work(&mut changed, text);
            if done.is_ok() {
                *work = changed;
            }
        }),
        Record::Edge(id) => desk.edge(id, &what, |edge| {
            let mut changed = edge.clone();
            done = field.store_in_edge(&mut changed, text);
            if done.is_ok() {
                *edge = changed;
            }
        }),
    }
    done
}
