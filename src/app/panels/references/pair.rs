//! One pair that may be one: both records side by side, the reason, the answers.

use egui::{Button, Label, RichText, Ui};

use super::words;
use crate::{
    analysis::{
        completion::Target,
        references::duplicates::{Pair, Suggestion},
    },
    app::{
        action::{Action, Outbox},
        panels::claim::fields,
        scene::Scene,
        theme,
    },
    domain::{
        edit::Edit,
        ids::{SourceId, WorkId},
        lineage::{Lineage, LineageEnds, LineageKind, Standing},
        ruling::{Ruling, RulingAbout},
        source::Source,
        vocabulary::Vocabulary as _,
        work::Work,
    },
};

/// Draws a pair and takes the answer.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, suggestion: &Suggestion, out: &mut Outbox) {
    let reason = suggestion.reason.label();
    match suggestion.pair {
        Pair::Works(a, b) => {
            if let (Some(a), Some(b)) = (scene.project.work(a), scene.project.work(b))
                && a.id != b.id
            {
                theme::card(ui, scene.theme, |ui| works(ui, scene, (a, b), reason, out));
            }
        }
        Pair::Sources(a, b) => {
            if let (Some(a), Some(b)) = (scene.project.source(a), scene.project.source(b))
                && a.id != b.id
            {
                theme::card(ui, scene.theme, |ui| sources(ui, scene, (a, b), reason, out));
            }
        }
    }
}

fn title(ui: &mut Ui, scene: &Scene<'_>, what: &str, reason: &str) {
    ui.horizontal(|ui| {
        theme::chip(ui, scene.theme, scene.theme.accent, what);
        ui.label(RichText::new(reason).small().color(scene.theme.faint));
    });
}

fn works(ui: &mut Ui, scene: &Scene<'_>, (a, b): (&Work, &Work), reason: &str, out: &mut Outbox) {
    title(ui, scene, "Two works", reason);
    ui.columns(2, |columns| {
        for (at, (this, other)) in [(a, b), (b, a)].into_iter().enumerate() {
            let ui = &mut columns[at];
            let title = this.display_title();
            if fields::quiet(ui, &words::shortened(title, 70), &format!("Show {title}")).clicked() {
                out.send(Action::ShowWork(this.id));
            }
            lines(ui, scene, &words::work(scene.project, this), this.url.as_deref());
            used(ui, scene, Target::Work(this.id));
            ui.add_space(3.0);
            ui.push_id(at, |ui| {
                ui.horizontal_wrapped(|ui| {
                    let keep = format!("Same: keep {}", place(at));
                    if answer(
                        ui,
                        scene,
                        &keep,
                        "They are one work: what names the other names this one.",
                    ) {
                        merge_works(scene, other.id, this.id, out);
                    }
                    let copy = format!("Copy: {} republishes", place(at));
                    let tip = "This is a copy of the other one, in another place: \
                               both stay, and the copy is no original.";
                    if answer(ui, scene, &copy, tip) {
                        republished(scene, this.id, other.id, out);
                    }
                });
            });
        }
    });
    ui.add_space(2.0);
    if answer(ui, scene, "Not the same", "They are two works; they will not be suggested again.") {
        rule(scene, RulingAbout::NotSameWork(a.id, b.id), "Not the same work", out);
    }
}

fn sources(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (a, b): (&Source, &Source),
    reason: &str,
    out: &mut Outbox,
) {
    title(ui, scene, "Two sources", reason);
    ui.columns(2, |columns| {
        for (at, (this, other)) in [(a, b), (b, a)].into_iter().enumerate() {
            let ui = &mut columns[at];
            let name = format!("Show {}", this.name);
            if fields::quiet(ui, &words::shortened(&this.name, 70), &name).clicked() {
                out.send(Action::ShowSource(this.id));
            }
            let role = this.role.as_deref().or(this.description.as_deref());
            lines(ui, scene, this.kind.label(), role);
            used(ui, scene, Target::Source(this.id));
            ui.add_space(3.0);
            ui.push_id(at, |ui| {
                let keep = format!("Same: keep {}", place(at));
                let tip = "They are one source: the other name becomes an alias of this one.";
                if answer(ui, scene, &keep, tip) {
                    merge_sources(scene, other.id, this.id, out);
                }
            });
        }
    });
    ui.add_space(2.0);
    if answer(ui, scene, "Not the same", "They are two sources; they will not be suggested again.")
    {
        rule(scene, RulingAbout::NotSameSource(a.id, b.id), "Not the same source", out);
    }
}

fn place(at: usize) -> &'static str {
    if at == 0 { "the left" } else { "the right" }
}

fn lines(ui: &mut Ui, scene: &Scene<'_>, first: &str, second: Option<&str>) {
    for text in [Some(first), second].into_iter().flatten() {
        let text = RichText::new(text).small().color(scene.theme.faint);
        ui.add(Label::new(text).wrap());
    }
}

fn used(ui: &mut Ui, scene: &Scene<'_>, target: Target) {
    let counts = scene.usage.of(target);
    let mut parts = Vec::new();
    for (count, one, many) in [
        (counts.claims, "claim", "claims"),
        (counts.references, "note", "notes"),
        (counts.works, "work", "works"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    let text = if parts.is_empty() { "not used".to_owned() } else { parts.join(", ") };
    fields::small(ui, text);
}

fn answer(ui: &mut Ui, scene: &Scene<'_>, name: &str, tip: &str) -> bool {
    ui.add_enabled(scene.editable, Button::new(name)).on_hover_text(tip).clicked()
}

fn merge_works(scene: &Scene<'_>, from: WorkId, into: WorkId, out: &mut Outbox) {
    let edit = Edit::MergeWorks { from, into, by: scene.analyst, at: scene.now };
    out.edit(edit, "Merge works");
}

fn merge_sources(scene: &Scene<'_>, from: SourceId, into: SourceId, out: &mut Outbox) {
    let edit = Edit::MergeSources { from, into, by: scene.analyst, at: scene.now };
    out.edit(edit, "Merge sources");
}

fn republished(scene: &Scene<'_>, from: WorkId, to: WorkId, out: &mut Outbox) {
    let lineage = Lineage {
        id: out.id(),
        ends: LineageEnds::Works { from, to },
        kind: LineageKind::Republishes,
        since: None,
        until: None,
        claims: Vec::new(),
        basis: Vec::new(),
        standing: Standing::Accepted,
        by: scene.analyst,
        at: scene.now,
        note: None,
    };
    out.edit(Edit::PutLineage(lineage), "Republished as");
}

fn rule(scene: &Scene<'_>, about: RulingAbout, label: &str, out: &mut Outbox) {
    let ruling =
        Ruling { id: out.id(), about, by: scene.analyst, at: scene.now, reason: None, basis: None };
    out.edit(Edit::PutRuling(ruling), label);
}
