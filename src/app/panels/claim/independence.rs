//! Ruling that two voices are independent of each other, with the reason that the ruling is
//! kept and exported with.

use egui::{RichText, Ui};

use super::{fields, origins::party_name, view::View};
use crate::{
    analysis::{findings::basis, origins::LastVoice},
    app::text::{self, Field},
    domain::{
        edit::Edit,
        ids::ClaimId,
        project::Project,
        ruling::{Ruling, RulingAbout, Voice},
    },
};

/// The ruling that is being made.
#[derive(Debug, Default)]
pub(super) struct NextRuling {
    /// In which claim's panel.
    claim: Option<ClaimId>,
    /// The first of the two.
    first: Vec<Voice>,
    /// The other one.
    second: Option<Vec<Voice>>,
    reason: String,
}

impl NextRuling {
    /// A claim with a reason that waits to be given.
    pub fn unstored(&self, project: &Project) -> Option<(ClaimId, String)> {
        let claim = self.claim.filter(|id| project.claim(*id).is_some())?;
        let why = "a ruling on independence has a reason and was not given. Give it, or cancel it.";
        (!self.reason.trim().is_empty()).then(|| (claim, why.to_owned()))
    }

    /// Opens the form for a voice.
    pub fn open(&mut self, claim: ClaimId, first: &[Voice]) {
        if self.claim != Some(claim) || self.first != first {
            *self = Self { claim: Some(claim), first: first.to_vec(), ..Self::default() };
        }
    }

    /// Whether the form stands below a voice.
    pub fn is_about(&self, claim: ClaimId, first: &[Voice]) -> bool {
        self.claim == Some(claim) && self.first == first
    }

    /// The form: of whom, and why.
    pub fn form(&mut self, ui: &mut Ui, view: &mut View<'_>, others: &[&LastVoice]) {
        let project = view.project();
        let mut done = false;
        fields::inset(ui, view.theme(), |ui| {
            fields::small(ui, format!("{} is independent of", party_name(project, &self.first)));
            for other in others {
                let name = party_name(project, &other.party);
                let chosen = self.second.as_ref() == Some(&other.party);
                let shown = text::line(ui, RichText::new(name).size(12.5));
                if ui.radio(chosen, shown).clicked() {
                    self.second = Some(other.party.clone());
                }
            }
            let field = Field::multiline(&mut self.reason)
                .desired_rows(2)
                .hint_text("why: what shows that neither has it from the other")
                .desired_width(f32::INFINITY);
            let field = ui.add(field);
            fields::named_field(ui, &field, "Reason for independence");
            ui.horizontal(|ui| {
                let ready = self.second.is_some() && !self.reason.trim().is_empty();
                let rule = ui.add_enabled(ready, egui::Button::new("Rule independent"));
                let rule = rule.on_disabled_hover_text("Choose the other voice and give a reason.");
                if rule.clicked() {
                    self.rule(view);
                    done = true;
                }
                done |= ui.button("Cancel").clicked();
            });
        });
        if done {
            *self = Self::default();
        }
    }

    /// Each of the one with each of the other: a joint voice is as independent as its members.
    fn rule(&self, view: &mut View<'_>) {
        let Some(second) = &self.second else { return };
        let reason = self.reason.trim().to_owned();
        let pairs = self.first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
        let (project, by, at) = (view.project(), view.scene.analyst, view.scene.now);
        let rulings: Vec<Edit> = pairs
            .map(|(a, b)| {
                let about = RulingAbout::Independent(a, b);
                let basis = basis::of_ruling(project, &about);
                let reason = Some(reason.clone());
                Edit::PutRuling(Ruling { id: view.out.id(), about, by, at, reason, basis })
            })
            .collect();
        view.out.edit(Edit::Batch(rulings), "Rule voices independent");
    }
}
