//! The most important numbers, large.

use egui::{FontFamily, FontId, Frame, Margin, RichText, Stroke, Ui, vec2};

use crate::{
    analysis::overview::{Overview, Weighed},
    app::theme::{SANS_BOLD, Theme},
};

/// The room between tiles, in points.
const GAP: f32 = 10.0;

/// What a tile has beside its words, in points.
const SIDES: f32 = 26.0;

/// How wide a tile is at least and at most, in points.
const WIDTH: [f32; 2] = [176.0, 320.0];

/// How wide the tiles are, so that they fill their rows.
fn width(room: f32, count: usize) -> f32 {
    let in_row = ((room + GAP) / (WIDTH[0] + GAP)).floor().clamp(1.0, count.max(1) as f32);
    (((room + GAP) / in_row).floor() - GAP - 0.5).clamp(WIDTH[0], WIDTH[1])
}

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
    let tiles = tiles(overview, weighed);
    let width = width(ui.available_width(), tiles.len());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        for tile in tiles {
            let frame = Frame::new()
                .fill(theme.raised)
                .stroke(Stroke::new(1.0, theme.line))
                .corner_radius(7)
                .inner_margin(Margin::symmetric(12, 8));
            frame.show(ui, |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.set_width(width - SIDES);
                    ui.set_min_height(58.0);
                    let font = FontId::new(22.0, FontFamily::Name(SANS_BOLD.into()));
                    ui.label(RichText::new(tile.number).font(font).color(theme.ink));
                    ui.label(RichText::new(tile.words).small().color(theme.faint));
                });
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_fill_their_rows_and_never_more_than_the_room() {
        for room in [150.0, 400.0, 1236.0, 1876.0] {
            for count in 1..=6 {
                let width = width(room, count);
                let in_row = ((room + GAP) / (WIDTH[0] + GAP)).floor().clamp(1.0, count as f32);
                let taken = in_row * (width + GAP) - GAP;
                assert!(taken <= room.max(WIDTH[0]), "{room} {count}: {taken}");
                assert!(width >= WIDTH[1] || room < 200.0 || taken > room - 12.0, "{room} {count}");
            }
        }
    }
}
