//! What is being typed into the text fields of claims, until it becomes an edit.
//!
//! A draft belongs to a claim and a field, not to a place on the screen: it outlives the
//! selection, and is committed when its field loses the keyboard, after a rest, when
//! another claim is shown, and when the window closes. Escape drops it.

use std::collections::BTreeMap;

use egui::{Key, Ui};

use super::{
    fields,
    stored::{Field, Stored},
    view::{View, tagging},
};
use crate::app::text;
use crate::{
    app::{
        action::{Action, Outbox},
        scene::Scene,
    },
    domain::ids::ClaimId,
};

/// After how long a rest a draft is committed, in seconds.
const REST: f64 = 1.0;

/// All drafts.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    open: BTreeMap<(ClaimId, Field), Draft>,
}

#[derive(Debug)]
struct Draft {
    /// What stands in the field.
    text: String,
    /// What is stored, as far as the field knows.
    base: String,
    /// When the text last changed, in seconds of egui's clock.
    changed: f64,
    /// The widget that shows it.
    widget: egui::Id,
    /// Why it can't be stored.
    problem: Option<String>,
}

impl Draft {
    fn is_dirty(&self) -> bool {
        self.text.trim() != self.base
    }

    /// Whether it only adds to what is stored.
    fn goes_on(&self) -> bool {
        self.text.trim().starts_with(&self.base)
    }
}

/// How a field looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// What it is called, for those who can't see where it stands.
    pub name: &'static str,
    /// What stands in it while it is empty.
    pub hint: &'static str,
    /// How many rows it has at least; one is a field of one line.
    pub rows: usize,
}

impl Drafts {
    /// Shows the field of a claim.
    pub fn field(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        field: Field,
        look: Look,
        label: Option<&egui::Response>,
    ) {
        let stored = field.stored(view.project(), view.claim);
        let key = (view.claim.id, field);
        let id = ui.make_persistent_id((view.claim.id.as_str(), &key.1));
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
        let edit = if look.rows > 1 {
            text::Field::multiline(&mut text).desired_rows(look.rows)
        } else {
            text::Field::singleline(&mut text)
        };
        let edit = edit.id(id).hint_text(look.hint).interactive(view.editable());
        let response = ui.add(edit.desired_width(f32::INFINITY));
        match label {
            Some(label) => {
                ui.ctx().accesskit_node_builder(id, |node| {
                    node.push_labelled_by(label.id.accesskit_id());
                });
            }
            None => fields::named_field(ui, &response, look.name),
        }
        if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
            self.open.remove(&key);
            return;
        }
        if response.changed() {
            let changed = ui.input(|i| i.time);
            let draft = Draft { text, base: stored, changed, widget: id, problem: None };
            self.open.insert(key.clone(), draft);
        }
        if let Some(problem) = self.open.get(&key).and_then(|draft| draft.problem.as_ref()) {
            let text = egui::RichText::new(problem).small().color(view.theme().danger);
            text::wrapped(ui, text);
        }
    }

    /// Whether a field of a claim holds what is not stored yet.
    pub fn is_open(&self, claim: ClaimId, field: &Field) -> bool {
        self.open.contains_key(&(claim, field.clone()))
    }

    /// Commits what has rested, and what no field shows or has the keyboard any more.
    pub fn settle(&mut self, ui: &Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let now = ui.input(|i| i.time);
        let focused = ui.memory(egui::Memory::focused);
        let mut next_rest: Option<f64> = None;
        let mut committed = false;
        self.open.retain(|(claim, field), draft| {
            let here = scene.selected == [*claim] && focused == Some(draft.widget);
            if draft.is_dirty() && draft.problem.is_none() {
                let rest = draft.changed + REST - now;
                let rests = !field.is_judgement() || draft.goes_on();
                if !here || (rests && rest <= 0.0) {
                    commit(scene, out, *claim, field, draft);
                    committed = true;
                } else if rests {
                    next_rest = Some(next_rest.map_or(rest, |known| known.min(rest)));
                }
            }
            // A refused draft stays, wherever the analyst is, until it is put right.
            here || draft.problem.is_some() || draft.is_dirty()
        });
        if committed {
            // What came of it is to be seen at once.
            ui.ctx().request_repaint();
        }
        if let Some(rest) = next_rest {
            ui.ctx().request_repaint_after_secs(rest.max(0.01) as f32);
        }
    }

    /// A claim of which a draft was refused and still stands in its field, and why.
    pub fn refused(&self) -> Option<(ClaimId, String)> {
        self.open.iter().find_map(|((claim, _), draft)| {
            let why = draft.problem.as_ref().filter(|_| draft.is_dirty())?;
            Some((*claim, format!("{why} Correct it, or press Escape in the field.")))
        })
    }

    /// Commits all drafts now.
    pub fn flush(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        self.open.retain(|(claim, field), draft| {
            if draft.is_dirty() {
                commit(scene, out, *claim, field, draft);
            }
            draft.problem.is_some()
        });
    }
}

fn commit(scene: &Scene<'_>, out: &mut Outbox, claim: ClaimId, field: &Field, draft: &mut Draft) {
    if !scene.editable {
        return;
    }
    let text = draft.text.replace("\r\n", "\n").replace('\r', "\n");
    match field.store(tagging(scene), claim, text.trim(), out.ids()) {
        Ok(Stored { edit, label }) => {
            text.trim().clone_into(&mut draft.base);
            let key = format!("{claim}/{field:?}");
            out.edit_run(edit, label, key);
        }
        Err(why) => {
            if !scene.selected.contains(&claim) {
                out.send(Action::Notice(why.clone()));
            }
            draft.problem = Some(why);
        }
    }
}
