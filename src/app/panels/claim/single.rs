//! The sections of one claim, from top to bottom.

use egui::Ui;

use super::{
    ClaimPanel, chains,
    drafts::Look,
    evidence, evidence_stage, fields, judgement, links, origins, places, reliability, reviews, run,
    run::{Next, Stage},
    several, statement,
    stored::Field,
    tags, todos,
    view::View,
};
use crate::{
    app::{action::Outbox, command::Command, scene::Scene, theme},
    domain::todo::TodoAbout,
};

impl ClaimPanel {
    /// Everything one claim has.
    pub(super) fn single(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let Some((article, claim)) = scene.current_claim() else { return };
        self.begin_run(scene);
        self.line.turn_to(scene, scene.selected, out);
        let mut view = View { scene, article, claim, out };
        ui.push_id(claim.id.as_str(), |ui| {
            statement::head(ui, &mut view, &mut self.parts);
            self.attribution(ui, &mut view);
            origins::show(ui, &mut view, &mut self.parts.independence);
            self.evidence(ui, &mut view);
            self.judgements(ui, &mut view);
            self.others(ui, &mut view);
        });
    }

    fn attribution(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        fields::heading(ui, "Chain", |_| {});
        let theme = view.theme();
        theme::card(ui, theme, |ui| {
            let next = several::source(
                ui,
                view.scene,
                (&mut self.run, &mut self.keys),
                (&mut self.line, &mut self.parts.offers, &mut self.parts.notes),
                view.out,
            );
            self.go(ui, view.scene, next, view.out);
            chains::show(ui, view, &mut self.parts);
        });
    }

    fn evidence(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let staged = self.run.as_ref().is_some_and(|run| run.stage == Stage::Evidence);
        fields::heading(ui, "Evidence", |ui| {
            if view.editable() && !staged {
                evidence::add(ui, view);
            }
        });
        if staged && let Some(run) = &mut self.run {
            let next = evidence_stage::show(ui, view.scene, run, &mut self.keys, view.out);
            self.go(ui, view.scene, next, view.out);
        }
        let theme = view.theme();
        if !view.claim.evidence.is_empty() {
            theme::card(ui, theme, |ui| evidence::list(ui, view, &mut self.parts));
        }
    }

    fn judgements(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        fields::heading(ui, "Judgement", |ui| {
            if let Some(mine) = view.claim.assessment_by(view.scene.analyst) {
                fields::small(ui, judgement::day(mine.at));
            }
        });
        let theme = view.theme();
        theme::card(ui, theme, |ui| {
            reliability::show(ui, view, &mut self.parts.grading);
            let now = view.claim.assessment_by(view.scene.analyst).and_then(|a| a.confidence);
            let next = judgement::confidence(
                ui,
                view.scene,
                (&[view.claim.id], now),
                (self.run.as_mut(), &mut self.keys),
                view.out,
            );
            self.go(ui, view.scene, next, view.out);
            judgement::rest(ui, view, &mut self.parts.drafts);
            judgement::history(ui, view);
        });
    }

    fn others(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let theme = view.theme();
        let parts = &mut self.parts;
        fields::heading(ui, "Statement", |_| {});
        theme::card(ui, theme, |ui| {
            statement::sort(ui, view, parts);
            tags::show(
                ui,
                view.scene,
                (&[view.claim.id], &view.claim.tags),
                &mut parts.tag,
                view.out,
            );
        });
        note(ui, view, parts);
        fields::heading(ui, "Spans", |ui| {
            if view.editable() {
                places::add(ui, view);
            }
        });
        theme::card(ui, theme, |ui| places::list(ui, view));
        fields::heading(ui, "Links", |ui| {
            if view.editable() {
                links::add(ui, &mut parts.link);
            }
        });
        links::list(ui, view, parts);
        let about = TodoAbout::Claim(view.claim.id);
        let open = view.project().todos.iter().filter(|t| t.about == about && t.done.is_none());
        let open = open.count();
        let title = if open == 0 { "To do".to_owned() } else { format!("To do ({open})") };
        fields::heading(ui, &title, |ui| {
            if view.editable() && fields::quiet(ui, "+ Add", "Add a to-do").clicked() {
                parts.todo.open();
            }
        });
        todos::list(ui, view, (&mut parts.todo, &mut parts.rewording));
        fields::heading(ui, "Reviews", |ui| {
            if view.editable() {
                reviews::add(ui, view.claim, &mut parts.review);
            }
        });
        reviews::list(ui, view, &mut parts.review);
        ui.add_space(10.0);
        if view.editable() {
            let delete = Command::DeleteClaims;
            let button = theme::small_button(ui, "Delete claim", delete.name());
            if button.on_hover_text(delete.tooltip()).clicked() {
                view.out.run(delete);
            }
        }
        ui.add_space(14.0);
    }

    /// Follows what a stage decided.
    pub(super) fn go(&mut self, ui: &Ui, scene: &Scene<'_>, next: Option<Next>, out: &mut Outbox) {
        let Some(next) = next else { return };
        if let Some(run) = self.run.take() {
            self.run = run::follow(ui, run, next, scene, out);
        }
    }
}

fn note(ui: &mut Ui, view: &mut View<'_>, parts: &mut super::Parts) {
    let open = view.claim.note.is_some()
        || parts.opened.contains(&Field::Note)
        || parts.drafts.is_open(view.claim.id, &Field::Note);
    fields::heading(ui, "Note", |ui| {
        if !open && view.editable() && fields::quiet(ui, "+ Add", "Add a note").clicked() {
            parts.opened.insert(Field::Note);
        }
    });
    if open {
        let look = Look { name: "Note", hint: "remarks on this claim", rows: 3 };
        parts.drafts.field(ui, view, Field::Note, look, None);
    }
}
