//! The list of entries: label, words as printed, what they mean, how often they are used.

use egui::{Color32, Label, RichText, Ui};

use super::{
    reading::Reading,
    words::{self, shortened},
};
use crate::{
    analysis::references::{Entry, accept::Draft},
    app::{
        rows::{Row, Rows},
        scene::Scene,
        struck,
        theme::Theme,
    },
    domain::{
        article::Article,
        ids::ReferenceId,
        reference::{Reference, Resolution, work_of},
    },
};

/// The height of a row, in points.
const ROW: f32 = 48.0;

/// How far an entry is.
pub(super) fn status(
    theme: &Theme,
    reference: &Reference,
    entry: Option<&Entry>,
) -> (&'static str, Color32) {
    if reference.work.is_some() {
        return ("accepted", theme.good);
    }
    match reference.resolution {
        Resolution::Ibid(_) => ("repeats", theme.faint),
        Resolution::Ambiguous => ("ambiguous", theme.danger),
        Resolution::Unresolved => ("not resolved", theme.warning),
        Resolution::Resolved if entry.is_some_and(Entry::is_certain) => ("certain", theme.accent),
        Resolution::Resolved => ("to check", theme.warning),
    }
}

/// Whether what an entry means is discounted.
pub(super) fn falls(scene: &Scene<'_>, article: &Article, reference: &Reference) -> bool {
    let work = work_of(&article.references, reference);
    work.is_some_and(|id| struck::work(scene.tracing, scene.project, id))
}

/// Draws the list. The entry that was chosen, if another.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    article: &Article,
    reading: &Reading,
    (chosen, reveal): (Option<ReferenceId>, bool),
    is_typed: impl Fn(ReferenceId) -> bool,
) -> Option<ReferenceId> {
    let references = &article.references;
    let cursor = chosen.and_then(|id| references.iter().position(|r| r.id == id));
    let rows = Rows {
        fill: true,
        cursor,
        reveal: cursor.filter(|_| reveal),
        ..Rows::new("entries", "Entries", references.len(), ROW)
    };
    let response = rows.show(
        ui,
        scene.theme,
        |at| Row {
            name: references.get(at).map_or_else(String::new, |r| {
                let printed = article.text.slice(r.entry_span).unwrap_or_default();
                let name = format!("Entry {}", shortened(printed, 80));
                struck::spoken(name, falls(scene, article, r))
            }),
            chosen: cursor == Some(at),
            enabled: true,
        },
        |ui, at| {
            if let Some(reference) = references.get(at) {
                let entry = reading.read().and_then(|read| read.entry(at, reference));
                paint(ui, scene, article, (reference, entry), is_typed(reference.id));
            }
        },
        None,
    );
    let at = response.moved.map(|(at, _)| at).or(response.clicked.map(|(at, _)| at))?;
    references.get(at).map(|r| r.id)
}

fn paint(
    ui: &mut Ui,
    scene: &Scene<'_>,
    article: &Article,
    (reference, entry): (&Reference, Option<&Entry>),
    typed: bool,
) {
    let theme = scene.theme;
    ui.spacing_mut().item_spacing.y = 2.0;
    let printed = article.text.slice(reference.entry_span).unwrap_or_default();
    ui.add(Label::new(shortened(printed, 200)).truncate());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        ui.spacing_mut().interact_size.y = 14.0;
        let (text, colour) = status(theme, reference, entry);
        ui.label(RichText::new(text).small().color(colour));
        let uses = match reference.markers.len() {
            1 => "1 use".to_owned(),
            n => format!("{n} uses"),
        };
        ui.label(RichText::new(uses).small().color(theme.faint));
        if typed {
            ui.label(RichText::new("corrections typed").small().color(theme.warning));
        }
        let read = entry.filter(|_| reference.work.is_none()).map(Draft::of);
        let says = match (&read, reference.work.and_then(|id| scene.project.work(id))) {
            (_, Some(work)) => words::work(scene.project, work),
            (Some(read), None) if reference.resolution == Resolution::Resolved => {
                words::draft(read)
            }
            _ => words::meaning(scene.project, article, reference, None),
        };
        let says = RichText::new(says).small().color(theme.faint);
        let says = struck::words(says, falls(scene, article, reference));
        ui.add(Label::new(says).truncate());
    });
}
