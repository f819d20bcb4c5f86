//! Pairs of works and of sources that may be one, with the reason, and the three answers.

use egui::{Button, ScrollArea, Ui};

use super::pair;
use crate::{
    analysis::references::duplicates::Suggestion,
    app::{action::Outbox, scene::Scene, theme},
};

/// How many pairs stand on one page.
const PAGE: usize = 20;

/// Draws the pairs, a page at a time.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    found: Option<&[Suggestion]>,
    page: &mut usize,
    out: &mut Outbox,
) {
    let Some(found) = found else {
        ui.label("Comparing works and sources…");
        return;
    };
    theme::hint(
        ui,
        "Works and sources of the whole project that may be one. What you answer is remembered.",
    );
    if found.is_empty() {
        ui.add_space(24.0);
        ui.label("No two works and no two sources look alike.");
        return;
    }
    let last = (found.len() - 1) / PAGE;
    *page = (*page).min(last);
    if last > 0 {
        ui.horizontal(|ui| {
            if ui.add_enabled(*page > 0, Button::new("Previous pairs")).clicked() {
                *page -= 1;
            }
            if ui.add_enabled(*page < last, Button::new("Next pairs")).clicked() {
                *page += 1;
            }
            ui.label(format!("Page {} of {}", *page + 1, last + 1));
        });
    }
    ui.add_space(4.0);
    ScrollArea::vertical().auto_shrink(false).id_salt(("pairs", *page)).show(ui, |ui| {
        for suggestion in found.iter().skip(*page * PAGE).take(PAGE) {
            // A pair of which one was just merged goes with the next frame.
            ui.push_id(suggestion.pair, |ui| pair::show(ui, scene, suggestion, out));
            ui.add_space(6.0);
        }
    });
}
