//! The most important numbers, large.

use egui::{FontFamily, FontId, Frame, Margin, RichText, Stroke, Ui, vec2};

use crate::{
    analysis::overview::{Overview, Weighed},
    app::theme::{SANS_BOLD, Theme},
};

/// A number and what it counts.
pub(super) struct Tile {
    pub number: String,
    pub words: String,
}

/// The numbers that are known.
pub(super) fn tiles(overview: &Overview, weighed: Option<&Weighed>) -> Vec<Tile> {
    let tile = |number: String, words: &str| Tile { number, words: words.to_owned() };
    let claims = if overview.claims == 1 { "claim" } else { "claims" };
    let mut tiles = vec![tile(overview.claims.to_string(), claims)];
    if let Some(percent) = overview.coverage.percent() {
        tiles.push(tile(format!("{percent} %"), "of the sentences hold a claim"));
    }
    let Some(weighed) = weighed else { return tiles };
    let (by_origins, balance) = (&weighed.by_origins, &weighed.balance);
    let classes = if by_origins.classes == 1 { "class of claims" } else { "classes of claims" };
    tiles.insert(1, tile(by_origins.classes.to_string(), classes));
    let shares = [
        (balance.concentration, "of the classes through the top voices"),
        (balance.unnamed, "of the last voices unnamed"),
        (balance.own_voice_without_evidence, "in the article's own voice, without evidence"),
    ];
    for (share, words) in shares.into_iter().filter(|(share, _)| share.whole > 0) {
        tiles.push(tile(format!("{} %", share.percent()), words));
    }
    tiles
}

/// Draws them.
pub(super) fn show(ui: &mut Ui, theme: &Theme, overview: &Overview, weighed: Option<&Weighed>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 10.0);
        for tile in tiles(overview, weighed) {
            let frame = Frame::new()
                .fill(theme.raised)
                .stroke(Stroke::new(1.0, theme.line))
                .corner_radius(7)
                .inner_margin(Margin::symmetric(12, 8));
            frame.show(ui, |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.set_width(150.0);
                    ui.set_min_height(58.0);
                    let font = FontId::new(22.0, FontFamily::Name(SANS_BOLD.into()));
                    ui.label(RichText::new(tile.number).font(font).color(theme.ink));
                    ui.label(RichText::new(tile.words).small().color(theme.faint));
                });
            });
        }
    });
}
