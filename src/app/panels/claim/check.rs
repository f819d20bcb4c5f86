//! What came of comparing a step with the original.

use egui::Ui;

use super::{
    Parts,
    drafts::Look,
    fields,
    hop::change,
    judgement::day,
    stored::{Field, HopText},
    view::View,
};
use crate::{
    app::dispatch::tagging::HopPlace,
    domain::chain::{Check, CheckResult, Hop},
};

/// The result, the original's words, and who compared.
pub(super) fn show(
    ui: &mut Ui,
    view: &mut View<'_>,
    parts: &mut Parts,
    place: HopPlace,
    hop: &Hop,
) {
    let now = hop.check.as_ref().map(|check| check.result);
    let chosen = ui
        .add_enabled_ui(view.editable(), |ui| {
            fields::optional::<CheckResult>(ui, "Original", "check", now)
        })
        .inner;
    if let Some(result) = chosen {
        let (by, at) = (view.scene.analyst, view.scene.now);
        let quote = hop.check.as_ref().and_then(|check| check.quote.clone());
        change(view, place, |hop| {
            hop.check = result.map(|result| Check { result, quote, by, at });
        });
    }
    let Some(check) = &hop.check else { return };
    let field = Field::Hop(place.chain, place.hop, HopText::CheckQuote);
    let look = Look { name: "It says", hint: "the original's words", rows: 2 };
    fields::row(ui, "It says", |ui, label| {
        parts.drafts.field(ui, view, field, look, Some(label));
        let who = view.project().analyst_name(check.by);
        fields::small(ui, format!("compared by {who}, {}", day(check.at)));
    });
}
