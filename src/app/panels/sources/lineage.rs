//! Who depends on whom: the edges of lineage of one record, in both directions.

use std::collections::BTreeSet;

use egui::{RichText, Ui};

use super::{
    desk::Desk,
    detail::Detail,
    edge::{self, Direction},
    listing::Listing,
    uses::Uses,
};
use crate::app::text;
use crate::{
    analysis::completion::Target,
    app::{
        action::Action,
        panels::claim::{
            fields,
            view::{shortened, source_name},
        },
        struck,
    },
    domain::{
        edit::Edit,
        lineage::{Lineage, LineageEnds, LineageKind, Standing},
        project::Project,
        vocabulary::Vocabulary as _,
    },
};

/// The two ends of an edge, the dependent one first; merges are followed.
pub(super) fn ends(project: &Project, edge: &Lineage) -> (Target, Target) {
    match edge.ends {
        LineageEnds::Sources { from, to } => (
            Target::Source(project.resolve_source(from)),
            Target::Source(project.resolve_source(to)),
        ),
        LineageEnds::Works { from, to } => {
            (Target::Work(project.resolve_work(from)), Target::Work(project.resolve_work(to)))
        }
    }
}

/// What a record is called.
pub(super) fn name(project: &Project, target: Target) -> String {
    match target {
        Target::Source(id) => source_name(project, id),
        Target::Work(id) => {
            project.work(id).map_or_else(|| id.to_string(), |work| work.display_title().to_owned())
        }
    }
}

/// Who relies on whom, in a line: what the record depends on, and how many depend on it.
pub(super) fn glance(project: &Project, found: &Uses, target: Target) -> Option<String> {
    let mut parts = Vec::new();
    let mut relying = BTreeSet::new();
    for edge in found.edges.iter().filter_map(|id| project.lineage.get(*id)) {
        let (from, to) = ends(project, edge);
        if from == target {
            let kind = match edge.kind {
                LineageKind::PartOf { .. } => "part of",
                LineageKind::ControlledBy => "controlled by",
                LineageKind::SpeaksFor => "speaks for",
                LineageKind::Republishes => "republishes",
                LineageKind::SuppliedBy => "supplied by",
            };
            let alleged = if edge.standing == Standing::Alleged { " (alleged)" } else { "" };
            parts.push(format!("{kind} {}{alleged}", shortened(&name(project, to), 32)));
        } else {
            relying.insert(name(project, from));
        }
    }
    let what = match (target, relying.len()) {
        (_, 0) => None,
        (Target::Source(_), 1) => Some("relied on by 1 source".to_owned()),
        (Target::Source(_), n) => Some(format!("relied on by {n} sources")),
        (Target::Work(_), 1) => Some("relied on by 1 work".to_owned()),
        (Target::Work(_), n) => Some(format!("relied on by {n} works")),
    };
    parts.extend(what);
    (!parts.is_empty()).then(|| text::joined(parts))
}

/// The edges, each with its editor, and the form for another.
pub(super) fn show(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    detail: &mut Detail,
    (listing, found): (&Listing, &Uses),
    target: Target,
) {
    let clicked = fields::heading(ui, "Lineage", |ui| {
        desk.editable() && fields::quiet(ui, "+ Add", "Add lineage").clicked()
    });
    if clicked {
        detail.edge.begin(target);
    }
    let project = desk.project();
    let edges: Vec<&Lineage> =
        found.edges.iter().filter_map(|id| project.lineage.get(*id)).map(AsRef::as_ref).collect();
    if edges.is_empty() && !detail.edge.is_adding(target) {
        fields::small(
            ui,
            match target {
                Target::Source(_) => "Whom it is part of, speaks for, or has its information from.",
                Target::Work(_) => "What it reprints, or has its information from.",
            },
        );
    }
    for edge in edges {
        ui.push_id(edge.id, |ui| one(ui, desk, detail, (listing, found), target, edge));
    }
    if desk.editable() && detail.edge.is_adding(target) {
        detail.edge.form(ui, desk, &mut detail.picker, listing, target);
    }
    for edge in found.basis_of.iter().filter_map(|id| project.lineage.get(*id)) {
        let (from, to) = ends(project, edge);
        let (from, to) = (name(project, from), name(project, to));
        let kind = edge.kind.label().to_lowercase();
        fields::small(ui, format!("It shows this: {from}, {kind} {to}."));
    }
}

fn one(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    detail: &mut Detail,
    (listing, found): (&Listing, &Uses),
    target: Target,
    edge: &Lineage,
) {
    let project = desk.project();
    let (from, to) = ends(project, edge);
    let direction = if from == target { Direction::On } else { Direction::From };
    let other = if from == target { to } else { from };
    let other_name = shortened(&name(project, other), 40);
    let open = detail.edge.is_open(edge.id);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let mark = if open { "▾" } else { "▸" };
        let words = match direction {
            Direction::On => format!("{} {other_name}", edge.kind.label()),
            Direction::From => format!("{}: {other_name}", incoming(edge.kind)),
        };
        let toggle = fields::quiet(ui, mark, &format!("Details of: {words}"));
        let text = match direction {
            Direction::On => edge.kind.label().to_owned(),
            Direction::From => incoming(edge.kind).to_owned(),
        };
        ui.label(RichText::new(text).size(12.5)).on_hover_text(edge.kind.definition());
        let falls = match other {
            Target::Source(id) => struck::source(desk.scene.tracing, project, id),
            Target::Work(id) => struck::work(desk.scene.tracing, project, id),
        };
        let shown = struck::words(RichText::new(&other_name), falls);
        let said = struck::spoken(format!("Show {other_name}"), falls);
        if fields::quiet_words(ui, shown, &said).clicked() {
            desk.act(match other {
                Target::Source(id) => Action::ShowSource(id),
                Target::Work(id) => Action::ShowWork(id),
            });
        }
        let colour = match edge.standing {
            Standing::Alleged => desk.theme().warning,
            Standing::Accepted => desk.theme().good,
        };
        ui.label(RichText::new(edge.standing.label()).small().color(colour))
            .on_hover_text(edge.standing.definition());
        if let Some(when) = when(edge) {
            ui.label(RichText::new(when).small().color(desk.theme().faint));
        }
        if desk.editable() && fields::remove(ui, &format!("Remove lineage: {words}")).clicked() {
            desk.edit(Edit::RemoveLineage(edge.id), "Remove lineage");
        }
        if toggle.clicked() {
            detail.edge.toggle(edge.id);
        }
    });
    if detail.edge.is_open(edge.id) {
        let theme = desk.theme();
        fields::inset(ui, theme, |ui| {
            edge::show(ui, desk, detail, (listing, found), edge);
        });
    }
}

/// What an edge says of the end that the other depends on.
fn incoming(kind: LineageKind) -> &'static str {
    match kind {
        LineageKind::PartOf { one_voice: false } => "Has as a part",
        LineageKind::PartOf { one_voice: true } => "Has as a part, with one voice",
        LineageKind::ControlledBy => "Controls",
        LineageKind::SpeaksFor => "Is spoken for by",
        LineageKind::Republishes => "Is republished by",
        LineageKind::SuppliedBy => "Supplies",
    }
}

fn when(edge: &Lineage) -> Option<String> {
    match (edge.since, edge.until) {
        (None, None) => None,
        (Some(since), None) => Some(format!("since {since}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (Some(since), Some(until)) => Some(format!("{since} to {until}")),
    }
}
