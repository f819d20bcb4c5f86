//! The right panel: everything a claim has, shown and edited, and the tagging run.
//!
//! It reads a [`Scene`] and sends [`Action`]s; of its own it
//! keeps only what is being typed and what is opened.

mod alike;
mod chains;
mod check;
mod drafts;
mod empty;
mod evidence;
mod evidence_stage;
pub(in crate::app) mod fields;
pub(in crate::app) mod finder;
mod hop;
mod hop_spans;
mod independence;
mod judgement;
mod keys;
mod line;
mod links;
mod note_offers;
mod offers;
pub(in crate::app) mod origins;
pub(in crate::app) mod picker;
mod places;
mod reliability;
mod reviews;
mod run;
mod several;
mod single;
mod source_stage;
mod statement;
mod stored;
mod tags;
#[cfg(test)]
mod tests;
mod todos;
mod uses;
pub(in crate::app) mod view;

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui};

use crate::{
    analysis::references::offer::NoteOffer,
    app::{
        action::{Action, Outbox},
        dispatch::tagging::HopPlace,
        scene::Scene,
    },
    domain::{
        article::Article,
        claim::Claim,
        ids::{ChainId, ClaimId},
        project::Project,
    },
};

use self::{
    alike::Common, drafts::Drafts, independence::NextRuling, keys::Keys, line::Line,
    links::NextLink, note_offers::NoteOffers, offers::Offers, picker::Picker, reliability::Grading,
    reviews::NextReview, run::Run, stored::Field, tags::NextTag, todos::NextTodo,
};
use super::{
    Unstored,
    rewording::{self, Rewording},
};

pub use run::Stage;

/// The claim panel. Its own state is what is typed and opened: nothing of it is saved.
#[derive(Debug, Default)]
pub struct ClaimPanel {
    run: Option<Run>,
    keys: Keys,
    line: Line,
    parts: Parts,
    common: Common,
    shown: Vec<ClaimId>,
    /// The chain and step that commands without an argument mean.
    meant: Option<(ChainId, Option<usize>)>,
}

/// What the sections keep.
#[derive(Debug, Default)]
struct Parts {
    /// The step whose editor is open.
    hop: Option<HopPlace>,
    /// The chain to bring into view.
    reveal: Option<ChainId>,
    /// Fields that are shown although they are empty.
    opened: BTreeSet<Field>,
    drafts: Drafts,
    offers: Offers,
    notes: NoteOffers,
    picker: Picker,
    link: NextLink,
    tag: NextTag,
    todo: NextTodo,
    rewording: Rewording,
    review: NextReview,
    grading: Grading,
    independence: NextRuling,
}

impl Parts {
    /// Commits all that was typed.
    fn flush(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        self.drafts.flush(scene, out);
        self.tag.flush(scene, out);
        self.todo.flush(scene, out);
        self.reword(scene, out);
    }

    fn reword(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        if let Some(edit) = self.rewording.flush(scene.project).filter(|_| scene.editable) {
            out.edit(edit, rewording::LABEL);
        }
    }
}

impl ClaimPanel {
    /// Shows the selected claims.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        if self.shown != scene.selected {
            self.turn(scene, out);
        }
        self.mean(scene);
        if self.run.is_some() {
            self.keys.begin(ui);
        }
        ScrollArea::vertical().auto_shrink(false).id_salt("claim panel").show(ui, |ui| {
            ui.set_max_width(ui.available_width());
            egui::Frame::new().inner_margin(egui::Margin::symmetric(2, 4)).show(
                ui,
                |ui| match scene.selected {
                    [] => empty::show(ui, scene),
                    [_] => self.single(ui, scene, out),
                    claims => self.several(ui, scene, claims, out),
                },
            );
        });
        self.parts.drafts.settle(ui, scene, out);
    }

    /// Begins the tagging run of the selected claims at a stage.
    pub fn focus(&mut self, stage: Stage) {
        self.run = Some(Run::new(stage));
        self.keys.clear();
    }

    /// Opens the form for a to-do of the selected claim and gives it the keyboard.
    pub fn focus_todo(&mut self) {
        self.parts.todo.open();
    }

    /// Commits everything that was typed and is not stored yet. To be called before the
    /// project is saved or left, and before the window closes.
    pub fn pending(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        if let Some(run) = &mut self.run {
            run.flush(scene, out);
        }
        self.line.flush(scene, out);
        self.parts.flush(scene, out);
    }

    /// Whether keys without a modifier are for the panel: a stage of the run waits for
    /// digits, letters, Enter and Escape.
    pub fn takes_keys(&self) -> bool {
        self.run.is_some()
    }

    /// What is typed, can't be stored and would be lost.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        let parts = &self.parts;
        parts
            .drafts
            .refused()
            .or_else(|| self.line.unstored(project))
            .or_else(|| parts.review.unstored(project))
            .or_else(|| parts.link.unstored(project))
            .or_else(|| parts.independence.unstored(project))
            .map(|(claim, why)| {
                let words = project.claim(claim).map(|claim| claim.quotation());
                let words = view::shortened(&words.unwrap_or_default(), 60);
                let why = format!("Not stored yet, claim “{words}”: {why}");
                Unstored { why, place: Action::JumpToClaim(claim) }
            })
            .or_else(|| parts.grading.unstored(project))
    }

    /// Shows a chain of a claim, or one of its steps.
    pub fn show_step(&mut self, claim: ClaimId, chain: ChainId, hop: Option<usize>) {
        self.parts.hop = Some(HopPlace { claim, chain, hop: hop.unwrap_or(usize::MAX) });
        self.parts.reveal = Some(chain);
    }

    /// The chain that commands mean: that of the open step, else the last one.
    pub fn chosen_chain(&self) -> Option<ChainId> {
        self.meant.map(|(chain, _)| chain)
    }

    /// The step of [`Self::chosen_chain`] that commands mean: the open one, else the first.
    pub fn chosen_hop(&self) -> Option<usize> {
        self.meant.and_then(|(_, hop)| hop)
    }

    /// The notes that are offered for a claim, the likeliest first.
    pub fn note_offers(&mut self, article: &Article, claim: &Claim) -> &[NoteOffer] {
        self.parts.notes.of(article, claim)
    }

    /// Opens the last step of a chain, to change it.
    pub fn edit_chain(&mut self, claim: ClaimId, chain: ChainId) {
        // Which one is the last is known once the claim is shown.
        self.parts.hop = Some(HopPlace { claim, chain, hop: usize::MAX });
    }

    /// Notes what commands mean, and opens what was asked for.
    fn mean(&mut self, scene: &Scene<'_>) {
        let claim = scene.current_claim().map(|(_, claim)| claim);
        let open = self.parts.hop.as_mut().and_then(|place| {
            let chain = claim.filter(|c| c.id == place.claim)?.chain(place.chain)?;
            let last = chain.hops.len().checked_sub(1)?;
            place.hop = place.hop.min(last);
            Some((place.chain, Some(place.hop)))
        });
        self.meant = open.or_else(|| {
            let chain = claim?.chains.last()?;
            Some((chain.id, (!chain.hops.is_empty()).then_some(0)))
        });
    }

    /// Other claims are selected: a run about the claims before is over.
    fn turn(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        self.shown = scene.selected.to_vec();
        if let Some(run) = &mut self.run {
            if run.claims.is_empty() {
                run.claims = scene.selected.to_vec();
            } else if run.claims != scene.selected {
                run.flush(scene, out);
                self.run = None;
            }
        }
        self.line.turn_to(scene, scene.selected, out);
        self.parts.tag.flush(scene, out);
        self.parts.todo.flush(scene, out);
        self.parts.reword(scene, out);
        self.parts.opened.clear();
    }

    /// The run, if it is about what is shown and something may be changed.
    fn begin_run(&mut self, scene: &Scene<'_>) {
        if !scene.editable {
            self.run = None;
        }
        if let Some(run) = &mut self.run
            && run.claims.is_empty()
        {
            run.claims = scene.selected.to_vec();
        }
    }
}
