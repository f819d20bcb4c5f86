//! What is wrong with the notes, each line a jump to its place.

use egui::{Label, RichText, Ui};

use super::{reading::Reading, words};
use crate::{
    app::{
        action::{Action, Outbox},
        rows::{Row, Rows},
        scene::Scene,
        theme,
    },
    domain::article::Article,
};

/// The height of a row, in points.
const ROW: f32 = 46.0;

/// Draws the list.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    article: &Article,
    reading: &Reading,
    chosen: &mut usize,
    out: &mut Outbox,
) {
    let Some(read) = reading.read() else {
        ui.label("Reading the notes…");
        return;
    };
    theme::hint(
        ui,
        "What the program noticed in the text and its notes. A line leads to its place.",
    );
    ui.add_space(4.0);
    if read.findings.is_empty() {
        ui.add_space(20.0);
        ui.label("Nothing is wrong with the notes of this article.");
        return;
    }
    *chosen = (*chosen).min(read.findings.len() - 1);
    let rows = Rows {
        fill: true,
        cursor: Some(*chosen),
        ..Rows::new("findings", "Findings", read.findings.len(), ROW)
    };
    let response = rows.show(
        ui,
        scene.theme,
        |at| Row {
            name: read.findings.get(at).map_or_else(String::new, |f| f.message.clone()),
            chosen: *chosen == at,
            enabled: true,
        },
        |ui, at| {
            let Some(finding) = read.findings.get(at) else { return };
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(finding.message.as_str()).truncate());
            let place = finding.spans.first().map(|s| words::around(article, *s, 40));
            let line = format!("{} · {}", finding.code.title(), place.unwrap_or_default());
            let line = RichText::new(line).small().color(scene.theme.faint);
            ui.add(Label::new(line).truncate());
        },
        None,
    );
    if let Some((at, _)) = response.moved {
        *chosen = at;
    }
    let asked = response.activated.or(response.clicked.map(|(at, _)| at));
    if let Some(at) = asked {
        *chosen = at;
        if let Some(span) = read.findings.get(at).and_then(|f| f.spans.first()) {
            out.send(Action::JumpTo(article.id, *span));
        }
    }
}
