//! What other analysts said of the record.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use super::{
    fields,
    view::{View, made},
};
use crate::app::text::Field;
use crate::domain::{
    claim::{Claim, ReviewVerdict},
    ids::ClaimId,
    project::Project,
    vocabulary::Vocabulary as _,
};

/// Reviews that are being given. A reason without a verdict can't be stored: it waits
/// with its claim.
#[derive(Debug, Default)]
pub(super) struct NextReview {
    claim: Option<ClaimId>,
    notes: BTreeMap<ClaimId, String>,
}

impl NextReview {
    /// A claim with a reason that waits for its verdict.
    pub fn unstored(&self, project: &Project) -> Option<(ClaimId, String)> {
        let waits = |(claim, note): (&ClaimId, &String)| {
            let there = !note.trim().is_empty() && project.claim(*claim).is_some();
            there.then_some(*claim)
        };
        let claim = self.notes.iter().find_map(waits)?;
        let why = "a review has a reason and no verdict. Choose the verdict, or empty the field.";
        Some((claim, why.to_owned()))
    }

    /// Whether the form for a claim is shown: it was opened, or holds a reason.
    fn is_open(&self, claim: ClaimId) -> bool {
        let noted = self.notes.get(&claim).is_some_and(|note| !note.trim().is_empty());
        self.claim == Some(claim) || noted
    }
}

/// The tool that opens the form for a verdict.
pub(super) fn add(ui: &mut Ui, claim: &Claim, next: &mut NextReview) {
    if fields::quiet(ui, "+ Add", "Add a review").clicked() {
        let open = next.claim == Some(claim.id);
        next.claim = (!open).then_some(claim.id);
    }
}

/// The verdicts, and the form for another one.
pub(super) fn list(ui: &mut Ui, view: &mut View<'_>, next: &mut NextReview) {
    let theme = view.theme();
    for review in &view.claim.reviews {
        let colour = match review.verdict {
            ReviewVerdict::Agreed => theme.good,
            ReviewVerdict::ChangesAsked => theme.warning,
            ReviewVerdict::Rejected => theme.danger,
        };
        ui.horizontal(|ui| {
            let text = RichText::new(review.verdict.label()).size(12.5).color(colour);
            ui.label(text).on_hover_text(review.verdict.definition());
            fields::small(ui, made(view.project(), review.by, review.at));
        });
        if let Some(note) = &review.note {
            fields::small(ui, note.clone());
        }
    }
    if !next.is_open(view.claim.id) || !view.editable() {
        return;
    }
    fields::inset(ui, theme, |ui| {
        let field = Field::multiline(next.notes.entry(view.claim.id).or_default())
            .desired_rows(2)
            .hint_text("why, then choose the verdict")
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        fields::named_field(ui, &field, "Review note");
        let chosen = ui
            .horizontal_wrapped(|ui| {
                let name =
                    |term: ReviewVerdict| format!("Verdict: {}", term.label().to_lowercase());
                fields::toggles(ui, None, name, |_| "")
            })
            .inner;
        if let Some(verdict) = chosen {
            let note = next.notes.remove(&view.claim.id).unwrap_or_default();
            let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
            let edit = view.tagging().add_review(view.claim.id, verdict, note);
            view.send(edit, "review");
            next.claim = None;
        }
    });
}
