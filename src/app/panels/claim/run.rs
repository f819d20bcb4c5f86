//! The tagging run: source, evidence, confidence, one after the other by keyboard.

use egui::Ui;

use super::{keys, source_stage, view::tagging};
use crate::{
    app::{
        action::{Action, Outbox},
        dispatch::tagging::Judgement,
        scene::Scene,
    },
    domain::{assessment::Confidence, ids::ClaimId},
};

/// A stage of the tagging run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Who said it, and through whom.
    Source,
    /// What kind of evidence stands at the end of the chain.
    Evidence,
    /// How sure the analyst is.
    Confidence,
}

/// Where a stage leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// To the next stage.
    Stage,
    /// One stage back.
    Back,
    /// Out of the run, to the reader.
    Leave,
    /// Out of the run: the analyst went elsewhere by mouse.
    Drop,
}

/// A run that is under way.
#[derive(Debug)]
pub(super) struct Run {
    /// Where it is.
    pub stage: Stage,
    /// The claims it is about; those selected when it is first shown.
    pub claims: Vec<ClaimId>,
    /// Whether the stage still has to be given the keyboard.
    pub fresh: bool,
    /// What was typed to find a kind of evidence.
    pub filter: String,
    /// The kind that the arrow keys marked.
    pub marked: Option<usize>,
    /// The confidence that is pressed and not stored yet.
    pub pressed: Option<Confidence>,
    /// Whether the stage had the keyboard when it was last shown.
    pub keyboard: bool,
}

impl Run {
    /// A run that begins with a stage.
    pub fn new(stage: Stage) -> Self {
        Self {
            stage,
            claims: Vec::new(),
            fresh: true,
            filter: String::new(),
            marked: None,
            pressed: None,
            keyboard: true,
        }
    }

    /// Stores the pressed confidence. A run that is left keeps what was pressed.
    pub fn flush(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        let Some(confidence) = self.pressed.take() else { return };
        let judgement = Judgement::Confidence(Some(confidence));
        let there = self.claims.iter().all(|id| scene.project.claim(*id).is_some());
        if scene.editable
            && there
            && let Ok(edit) = tagging(scene).judge(&self.claims, &judgement, out.ids())
        {
            out.edit(edit, "confidence");
        }
    }

    fn turn_to(&mut self, stage: Stage) {
        self.stage = stage;
        self.fresh = true;
        self.filter.clear();
        self.marked = None;
    }
}

/// Goes where a stage leads. The run that goes on, if one does.
pub(super) fn follow(
    ui: &Ui,
    mut run: Run,
    next: Next,
    scene: &Scene<'_>,
    out: &mut Outbox,
) -> Option<Run> {
    if next != Next::Drop {
        // What was typed was for the stage that is over.
        keys::swallow(ui);
    }
    ui.ctx().request_repaint();
    let to = match (next, run.stage) {
        (Next::Stage, Stage::Source) => Some(Stage::Evidence),
        (Next::Stage, Stage::Evidence) | (Next::Back, Stage::Confidence) => {
            Some(if next == Next::Back { Stage::Evidence } else { Stage::Confidence })
        }
        (Next::Back, Stage::Evidence | Stage::Source) => Some(Stage::Source),
        (Next::Stage, Stage::Confidence) | (Next::Leave | Next::Drop, _) => None,
    };
    if let Some(stage) = to {
        if run.stage != stage {
            run.turn_to(stage);
        }
        return Some(run);
    }
    run.flush(scene, out);
    if next == Next::Drop {
        return None;
    }
    if let Some(focused) = ui.memory(egui::Memory::focused) {
        ui.memory_mut(|memory| memory.surrender_focus(focused));
    }
    out.send(Action::FocusReader);
    None
}

/// Gives a stage the keyboard when it begins, and brings it into view.
pub(super) fn take_keyboard(ui: &Ui, run: &mut Run, field: egui::Id, rect: egui::Rect) {
    run.keyboard = run.fresh || ui.memory(|memory| memory.has_focus(field));
    if run.fresh {
        run.fresh = false;
        ui.memory_mut(|memory| memory.request_focus(field));
        ui.scroll_to_rect(rect.expand(12.0), None);
        if field == source_stage::field_id() {
            cursor_at_end(ui, field);
        }
    }
}

/// Whether the mouse was pressed elsewhere.
pub(super) fn pressed_outside(ui: &Ui, rect: egui::Rect) -> bool {
    ui.input(|input| {
        let at = input.pointer.interact_pos();
        input.pointer.any_pressed() && at.is_some_and(|at| !rect.contains(at))
    })
}

/// Puts the cursor behind what stands in a field.
fn cursor_at_end(ui: &Ui, field: egui::Id) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(usize::MAX >> 1))));
    state.store(ui.ctx(), field);
}
