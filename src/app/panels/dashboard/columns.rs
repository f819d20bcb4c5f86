//! Things of different heights in columns: each goes to the column that is shortest so far.

use egui::{Align, Layout, Ui, vec2};

/// Higher than any column, in points: what is drawn takes no more than it needs, but would
/// scroll by itself where less is offered.
const ENDLESS: f32 = 100_000.0;

/// Which column each of some heights goes to.
pub(super) fn placed(columns: usize, heights: &[f32]) -> Vec<usize> {
    let mut filled = vec![0.0_f32; columns.max(1)];
    heights
        .iter()
        .map(|height| {
            let shortest =
                |best: usize, at: usize| if filled[at] < filled[best] { at } else { best };
            let column = (1..filled.len()).fold(0, shortest);
            filled[column] += height;
            column
        })
        .collect()
}

/// Draws things in columns of one width; the keyboard goes down column by column.
pub(super) fn show(
    ui: &mut Ui,
    columns: usize,
    gap: f32,
    heights: &[f32],
    mut add: impl FnMut(&mut Ui, usize),
) {
    let placed = placed(columns, heights);
    let width = (ui.available_width() - gap * (columns - 1) as f32) / columns as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for column in 0..columns {
            let room = vec2(width, ENDLESS);
            ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
                for at in (0..heights.len()).filter(|at| placed[*at] == column) {
                    add(ui, at);
                    ui.add_space(gap - 6.0);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_goes_to_the_shortest_column_and_the_first_of_equals() {
        assert_eq!(placed(2, &[10.0, 4.0, 4.0, 1.0, 5.0]), [0, 1, 1, 1, 1]);
        assert_eq!(placed(2, &[10.0, 4.0, 9.0, 1.0]), [0, 1, 1, 0]);
        assert_eq!(placed(1, &[1.0, 2.0]), [0, 0]);
        assert_eq!(placed(3, &[]), [0_usize; 0]);
    }
}
