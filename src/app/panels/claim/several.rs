//! What can be done to several claims at once, and what one claim shares with them: the
//! field for the source as a stage of the run.

use egui::{RichText, Ui};

use super::{
    ClaimPanel, evidence, evidence_stage, fields, judgement,
    keys::Keys,
    line::Line,
    note_offers::NoteOffers,
    offers::Offers,
    run::{Next, Run, Stage, take_keyboard},
    source_stage, tags,
    view::{send, shortened, tagging},
};
use crate::{
    app::{
        action::{Action, Outbox},
        command::Command,
        scene::Scene,
        theme,
    },
    domain::{claim::ClaimStatus, ids::ClaimId, vocabulary::Vocabulary as _},
};

/// How many of the selected claims are listed.
const LISTED: usize = 8;

impl ClaimPanel {
    /// What several claims have in common, to be set together.
    pub(super) fn several(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        claims: &[ClaimId],
        out: &mut Outbox,
    ) {
        self.begin_run(scene);
        self.line.turn_to(scene, claims, out);
        self.common.update(scene, claims);
        ui.add_space(4.0);
        let bold = egui::FontFamily::Name(theme::SANS_BOLD.into());
        let title = format!("{} claims selected", claims.len());
        ui.label(RichText::new(title).family(bold).size(15.0));
        for id in claims.iter().take(LISTED) {
            let Some(claim) = scene.project.claim(*id) else { continue };
            let words = claim.quotation();
            let name = format!("Show {}", shortened(&words, 40));
            if fields::quiet(ui, &shortened(&words, 44), &name).clicked() {
                out.send(Action::JumpToClaim(*id));
            }
        }
        if claims.len() > LISTED {
            fields::small(ui, format!("and {} more", claims.len() - LISTED));
        }
        fields::heading(ui, "Set for all", |_| {});
        theme::card(ui, scene.theme, |ui| {
            let next = source(
                ui,
                scene,
                (&mut self.run, &mut self.keys),
                (&mut self.line, &mut self.parts.offers, &mut self.parts.notes),
                out,
            );
            self.go(ui, scene, next, out);
            self.common_evidence(ui, scene, out);
            let now = self.common.confidence;
            let keys = &mut self.keys;
            let run = self.run.as_mut();
            let next = judgement::confidence(ui, scene, (claims, now), (run, keys), out);
            self.go(ui, scene, next, out);
            status(ui, scene, (claims, self.common.status), out);
            tags::show(ui, scene, (claims, &self.common.tags), &mut self.parts.tag, out);
        });
        ui.add_space(10.0);
        if scene.editable {
            let delete = Command::DeleteClaims;
            let text = format!("Delete {} claims", claims.len());
            let button = theme::small_button(ui, &text, &text);
            if button.on_hover_text(delete.tooltip()).clicked() {
                out.run(delete);
            }
        }
    }

    fn common_evidence(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let staged = self.run.as_ref().is_some_and(|run| run.stage == Stage::Evidence);
        let open = fields::wrapped_row(ui, "Evidence", |ui| {
            evidence::chips(ui, scene, &self.common.kinds);
            scene.editable && !staged && fields::quiet(ui, "Set…", "Set the evidence").clicked()
        });
        if open {
            self.focus(Stage::Evidence);
            self.begin_run(scene);
        }
        if staged && let Some(run) = &mut self.run {
            let next = evidence_stage::show(ui, scene, run, &mut self.keys, out);
            self.go(ui, scene, next, out);
        }
    }
}

fn status(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (claims, common): (&[ClaimId], Option<ClaimStatus>),
    out: &mut Outbox,
) {
    let chosen = fields::wrapped_row(ui, "Status", |ui| {
        ui.add_enabled_ui(scene.editable, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let name = |term: ClaimStatus| format!("Status: {}", term.label().to_lowercase());
                fields::toggles(ui, common, name, |_| "")
            })
            .inner
        })
        .inner
    });
    if let Some(status) = chosen {
        send(out, tagging(scene).set_status(claims, status), "status");
    }
}

/// The field for the source. Clicking into it begins a run there.
pub(super) fn source(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (run, keys): (&mut Option<Run>, &mut Keys),
    (line, offers, notes): (&mut Line, &mut Offers, &mut NoteOffers),
    out: &mut Outbox,
) -> Option<Next> {
    let id = source_stage::field_id();
    let focused = ui.memory(|memory| memory.has_focus(id));
    let at_source = run.as_ref().is_some_and(|run| run.stage == Stage::Source);
    if focused && !at_source && scene.editable {
        let mut begun = Run::new(Stage::Source);
        begun.claims = scene.selected.to_vec();
        begun.fresh = false;
        if let Some(mut before) = run.replace(begun) {
            before.flush(scene, out);
        }
    }
    let top = ui.cursor().min;
    let next = source_stage::show(ui, scene, scene.selected, line, (keys, offers, notes), out);
    if let Some(run) = run.as_mut().filter(|run| run.stage == Stage::Source) {
        let rect = egui::Rect::from_min_max(top, ui.min_rect().max);
        let fresh = run.fresh;
        take_keyboard(ui, run, id, rect);
        if next.is_none() && !fresh && !run.keyboard {
            // The analyst went elsewhere: what was typed waits in the field.
            return Some(Next::Drop);
        }
    }
    next
}
