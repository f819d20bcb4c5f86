//! What is left without what is discounted: the classes that change, the hardest hit first.

use egui::{Button, RichText, TextWrapMode, Ui, vec2};

use super::GAP;
use crate::{
    analysis::origins::{Bound, Difference, Effect},
    app::{
        action::{Action, Outbox},
        panels::claim::{fields, view::shortened},
        rows::{Row, Rows},
        scene::Scene,
        text,
        theme::{self, Theme},
    },
};

/// The height of a line, in points.
const ROW: f32 = 46.0;

/// How many lines are seen at once.
const SEEN: f32 = 6.0;

/// The table, shown while something is discounted.
#[derive(Debug, Default)]
pub(super) struct DifferenceTable {
    only: Option<Effect>,
    chosen: usize,
    reveal: bool,
}

/// What an effect is called.
fn label(effect: Effect) -> &'static str {
    match effect {
        Effect::OnNothing => "Rests on nothing",
        Effect::OnFewer => "Fewer origins",
        Effect::AsBefore => "As many origins",
    }
}

fn colour(theme: &Theme, effect: Effect) -> egui::Color32 {
    match effect {
        Effect::OnNothing => theme.danger,
        Effect::OnFewer => theme.warning,
        Effect::AsBefore => theme.faint,
    }
}

/// What became of a number, if anything did.
fn change(what: &str, before: String, after: String) -> Option<String> {
    (before != after).then(|| format!("{what} {before} → {after}"))
}

/// What changes of the figures, in words.
fn told(difference: &Difference) -> String {
    let (before, after) = (&difference.before, &difference.after);
    let bound = |bound: Bound| bound.to_string();
    let number = |number: u32| number.to_string();
    let changes = [
        change("at most", bound(before.at_most), bound(after.at_most)),
        change("shown", bound(before.shown), bound(after.shown)),
        change("citations", number(before.citations), number(after.citations)),
        change("works", number(before.works), number(after.works)),
        change("unnamed", number(before.unnamed), number(after.unnamed)),
    ];
    text::joined(changes.into_iter().flatten())
}

impl DifferenceTable {
    /// Brings it into view.
    pub fn reveal(&mut self) {
        self.reveal = true;
        self.only = None;
    }

    /// Draws it if something is discounted.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        if scene.tracing.discount.is_empty() {
            self.reveal = false;
            return;
        }
        let all = scene.tracing.differences();
        let shown: Vec<&Difference> =
            all.iter().filter(|d| self.only.is_none_or(|only| d.effect() == only)).collect();
        let top = ui.cursor();
        theme::card(ui, scene.theme, |ui| {
            ui.horizontal_wrapped(|ui| {
                let font = egui::FontFamily::Name(theme::SANS_BOLD.into());
                ui.label(RichText::new("What remains").family(font).size(14.0));
                ui.add_space(6.0);
                self.filters(ui, all);
            });
            fields::small(
                ui,
                "Classes of claims that change without what is struck through. Enter goes to the claim.",
            );
            if all.is_empty() {
                ui.label("No class of claims rests on what is discounted.");
            } else {
                self.rows(ui, scene, &shown, out);
            }
        });
        if std::mem::take(&mut self.reveal) {
            ui.scroll_to_rect(
                egui::Rect::from_min_size(top.min, vec2(1.0, 1.0)),
                Some(egui::Align::Min),
            );
        }
        ui.add_space(GAP);
    }

    fn filters(&mut self, ui: &mut Ui, all: &[Difference]) {
        let kinds = [
            ("All", None),
            (label(Effect::OnNothing), Some(Effect::OnNothing)),
            (label(Effect::OnFewer), Some(Effect::OnFewer)),
            (label(Effect::AsBefore), Some(Effect::AsBefore)),
        ];
        for (name, only) in kinds {
            let n = all.iter().filter(|d| only.is_none_or(|only| d.effect() == only)).count();
            let button = Button::new(format!("{name}  {n}")).selected(self.only == only);
            if ui.add(button).clicked() {
                (self.only, self.chosen) = (only, 0);
            }
        }
    }

    fn rows(&mut self, ui: &mut Ui, scene: &Scene<'_>, shown: &[&Difference], out: &mut Outbox) {
        let chosen = self.chosen.min(shown.len().saturating_sub(1));
        let quotation = |at: usize| {
            let claim = scene.project.claim(shown[at].claim);
            claim.map_or_else(String::new, |c| text::quoted(&shortened(&c.quotation(), 160)))
        };
        let rows = Rows {
            cursor: Some(chosen),
            max_height: ROW * SEEN + 1.0,
            ..Rows::new("what remains", "Classes that change", shown.len(), ROW)
        };
        let response = rows.show(
            ui,
            scene.theme,
            |at| Row {
                name: format!(
                    "{}: {}: {}",
                    label(shown[at].effect()),
                    quotation(at),
                    told(shown[at])
                ),
                chosen: at == chosen,
                enabled: true,
            },
            |ui, at| paint(ui, scene, shown[at], &quotation(at)),
            None,
        );
        let to = response.moved.map(|(to, _)| to).or(response.clicked.map(|(to, _)| to));
        self.chosen = to.unwrap_or(chosen);
        if let Some(at) = response.activated {
            out.send(Action::JumpToClaim(shown[at].claim));
        }
    }
}

fn paint(ui: &mut Ui, scene: &Scene<'_>, difference: &Difference, quotation: &str) {
    ui.spacing_mut().item_spacing.y = 1.0;
    let line = |ui: &mut Ui, words: RichText| {
        let room = ui.available_width();
        let words = text::shown(ui, words, TextWrapMode::Truncate, room);
        ui.add(egui::Label::new(words).truncate().selectable(false));
    };
    line(ui, RichText::new(quotation).color(scene.theme.ink).size(13.0));
    let effect = difference.effect();
    ui.horizontal(|ui| {
        let word = RichText::new(label(effect)).small().color(colour(scene.theme, effect));
        ui.add(egui::Label::new(word).selectable(false));
        let article = scene.project.claim_in_article(difference.claim);
        let title = article.map_or("", |(article, _)| article.title());
        let rest = text::joined([told(difference).as_str(), title]);
        line(ui, RichText::new(rest).small().color(scene.theme.faint));
    });
}
