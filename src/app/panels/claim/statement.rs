//! The claim itself: its words, how far the work on it is, what sort of statement it is.

use egui::{FontFamily, RichText, Ui};

use super::{
    Parts,
    drafts::Look,
    fields,
    judgement::day,
    stored::Field,
    view::{View, shortened},
};
use crate::{
    app::{action::Action, text, theme},
    domain::{
        claim::{ClaimKind, ClaimStatus, Factuality, Tone},
        vocabulary::Vocabulary as _,
    },
};

/// How much of the quotation the head shows, in characters.
const QUOTED: usize = 180;

/// The quotation, where it stands, who made it, and its status.
pub(super) fn head(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts) {
    let theme = view.theme();
    let claim = view.claim;
    let whole = claim.quotation();
    let serif = FontFamily::Name(theme::SERIF.into());
    let text = RichText::new(shortened(&whole, QUOTED)).family(serif).size(15.0);
    let quote = egui::Frame::new()
        .inner_margin(egui::Margin { left: 11, right: 2, top: 1, bottom: 1 })
        .show(ui, |ui| {
            let shown = text::shown(ui, text, egui::TextWrapMode::Wrap, ui.available_width());
            ui.add(egui::Label::new(shown).wrap().sense(egui::Sense::click()))
        });
    let bar = quote.response.rect;
    let bar = egui::Rect::from_min_max(bar.min, egui::pos2(bar.min.x + 3.0, bar.max.y));
    let colour = claim.evidence.first().and_then(|e| view.project().term(e.kind));
    let colour = colour.map_or(theme.line, |term| theme.term(term.colour));
    ui.painter().rect_filled(bar, 1.5, colour);
    let hover = if whole.chars().count() > QUOTED { whole.as_str() } else { "Show in the text" };
    if text::tip(quote.inner, hover).clicked() {
        view.out.send(Action::JumpToClaim(claim.id));
    }
    ui.add_space(2.0);
    let who = view.project().analyst_name(claim.by);
    let title = shortened(view.article.title(), 34);
    let made = day(claim.created);
    let more = format!(
        "{}\nmade by {who}, {}\nlast changed {}",
        view.article.title(),
        claim.created,
        claim.modified
    );
    text::tip(fields::small(ui, text::joined([title.as_str(), &who, &made])), more);
    ui.add_space(2.0);
    let status = ui
        .add_enabled_ui(view.editable(), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
                let name = |term: ClaimStatus| format!("Status: {}", term.label().to_lowercase());
                let key = |term| if term == ClaimStatus::Done { "D" } else { "" };
                fields::toggles(ui, Some(claim.status), name, key)
            })
            .inner
        })
        .inner;
    if let Some(status) = status {
        let edit = view.tagging().set_status(&[claim.id], status);
        view.send(edit, "status");
    }
    paraphrase(ui, view, parts);
}

fn paraphrase(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts) {
    let look = Look { name: "Paraphrase", hint: "the claim in your words", rows: 2 };
    let has_one = view.claim.paraphrase.is_some();
    let open = has_one
        || parts.opened.contains(&Field::Paraphrase)
        || parts.drafts.is_open(view.claim.id, &Field::Paraphrase);
    if open {
        ui.add_space(2.0);
        parts.drafts.field(ui, view, Field::Paraphrase, look, None);
    } else if view.editable() && fields::quiet(ui, "+ Paraphrase", "Add a paraphrase").clicked() {
        parts.opened.insert(Field::Paraphrase);
    }
}

/// Kind, tone, certainty in the text, date of the event.
pub(super) fn sort(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts) {
    let claim = view.claim;
    ui.add_enabled_ui(view.editable(), |ui| {
        if let Some(kind) = fields::choice::<ClaimKind>(ui, "Kind", "claim", claim.kind) {
            view.change("kind", |claim| claim.kind = kind);
        }
        if let Some(tone) = fields::optional::<Tone>(ui, "Tone", "claim", claim.tone) {
            view.change("tone", |claim| claim.tone = tone);
        }
        let now = claim.factuality;
        if let Some(now) = fields::optional::<Factuality>(ui, "Factuality", "claim", now) {
            view.change("factuality", |claim| claim.factuality = now);
        }
    });
    let look = Look { name: "Event date", hint: "2008, 2008-07 or 2008-07-30", rows: 1 };
    fields::row(ui, "Event date", |ui, label| {
        parts.drafts.field(ui, view, Field::EventDate, look, Some(label));
    });
}
