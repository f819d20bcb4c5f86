//! What was decided about a record, and how to take it back.

use egui::{RichText, Ui};

use super::{desk::Desk, lineage::name, uses::Uses};
use crate::app::text;
use crate::{
    analysis::completion::Target,
    app::panels::claim::{fields, view::shortened},
    domain::{
        edit::Edit,
        project::Project,
        ruling::{RulingAbout, Voice},
    },
};

/// The decisions; nothing if there are none.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, found: &Uses, target: Target) {
    if found.rulings.is_empty() {
        return;
    }
    fields::heading(ui, "Decisions", |_| ());
    let project = desk.project();
    for ruling in found.rulings.iter().filter_map(|id| project.rulings.get(*id)) {
        let Some(words) = words(project, &ruling.about, target) else { continue };
        ui.horizontal_wrapped(|ui| {
            text::wrapped(ui, RichText::new(&words).size(12.5));
            let name = format!("Take back: {words}");
            if desk.editable() && fields::remove(ui, &name).clicked() {
                desk.edit(Edit::RemoveRuling(ruling.id), "Take back decision");
            }
        });
        let by = project.analyst_name(ruling.by);
        let why = ruling.reason.as_ref().map(|why| format!("{why} · ")).unwrap_or_default();
        fields::small(ui, format!("{why}{by}, {}", super::grades::day(ruling.at)));
    }
}

fn words(project: &Project, about: &RulingAbout, target: Target) -> Option<String> {
    let target_of = |voice: Voice| match voice {
        Voice::Source(id) => Target::Source(id),
        Voice::Work(id) => Target::Work(id),
    };
    let (a, b, what) = match about {
        RulingAbout::NotSameSource(a, b) => {
            (Target::Source(*a), Target::Source(*b), "Not the same as")
        }
        RulingAbout::NotSameWork(a, b) => (Target::Work(*a), Target::Work(*b), "Not the same as"),
        RulingAbout::Independent(a, b) => (target_of(*a), target_of(*b), "Independent of"),
        RulingAbout::DeclinedPair(..) | RulingAbout::Dismissed { .. } => return None,
    };
    let resolved = match a {
        Target::Source(id) => Target::Source(project.resolve_source(id)),
        Target::Work(id) => Target::Work(project.resolve_work(id)),
    };
    let other = if resolved == target { b } else { a };
    Some(format!("{what} {}", shortened(&name(project, other), 50)))
}
