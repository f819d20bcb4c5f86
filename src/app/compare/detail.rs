//! The chosen join: its word difference, what else changed, and what can be done with it.

use egui::{Button, RichText, ScrollArea, Ui};

use super::{Comparison, pieces, words};
use crate::{
    analysis::{
        compare::{Join, Subject},
        drift::Drift,
    },
    app::{
        action::Outbox, command::Command, panels::claim::fields, scene::Scene, struck, text, theme,
    },
    domain::{
        article::Article,
        edit::Edit,
        ids::{ClaimId, SourceId, WorkId},
        link::{Link, LinkKind},
        vocabulary::Vocabulary as _,
    },
};

impl Comparison {
    /// Draws it, or the summary where none is chosen.
    pub(super) fn detail(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        articles: (&Article, &Article),
        out: &mut Outbox,
    ) {
        ScrollArea::vertical().id_salt("join").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 5.0;
            match self.current().cloned() {
                Some(join) => {
                    self.one(ui, scene, articles, &join, out);
                    ui.add_space(4.0);
                    if fields::quiet(ui, "Summary", "Show the summary").clicked() {
                        self.current = None;
                    }
                }
                None => self.summary(ui, scene, out),
            }
        });
    }

    fn one(
        &self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        articles: (&Article, &Article),
        join: &Join,
        out: &mut Outbox,
    ) {
        let colour = scene.theme.join(join.kind());
        ui.horizontal(|ui| {
            theme::chip(ui, scene.theme, colour, join.kind().label());
            let about = [words::percent(join.score), join.difference()];
            let about = words::list(about.iter().filter(|a| !a.is_empty()));
            text::elided(ui, RichText::new(about).color(scene.theme.faint));
        });
        let drift = self.drift(join.subject);
        if !join.operations.is_empty() {
            let job = pieces::difference(scene.theme, articles, &join.operations, drift);
            text::wrapped(ui, job);
        }
        if let Some(drift) = drift {
            for remark in words::remarks(articles.0, articles.1, drift) {
                text::wrapped(ui, RichText::new(remark).color(scene.theme.warning));
            }
            let declared = drift.changes.iter().filter(|c| c.declared).count();
            if declared > 0 {
                theme::hint(
                    ui,
                    "Grey changes are declared in the text itself: […], … or brackets.",
                );
            }
        }
        match join.subject {
            Subject::Passage(..) | Subject::Quotation(..) => {}
            Subject::Suggested(left, right, _) => {
                self.suggestion(ui, scene, (left, right), out);
            }
            Subject::Accepted(left, right, kind) => {
                self.accepted(ui, scene, (left, right), kind, out);
            }
            Subject::Sources(left, right) => self.source(ui, scene, left, right),
            Subject::Works(left, right) => self.work(ui, scene, left, right),
        }
    }

    fn drift(&self, subject: Subject) -> Option<&Drift> {
        let Subject::Quotation(left, right) = subject else { return None };
        let of = |d: &&Drift| d.left.span.start == left && d.right.span.start == right;
        self.found.records.drifts.iter().find(of)
    }

    fn suggestion(
        &self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (left, right): (ClaimId, ClaimId),
        out: &mut Outbox,
    ) {
        both(ui, scene, (left, right));
        let mut pairs = self.found.records.suggestions.iter();
        if let Some(s) = pairs.find(|s| (s.left, s.right) == (left, right)) {
            let reasons = words::list(s.reasons.iter().map(|r| r.label()));
            field(ui, scene, "Why", &reasons);
        }
        ui.horizontal_wrapped(|ui| {
            command(ui, scene, "Same claim", Command::LinkSame, out);
            command(ui, scene, "Contradicts", Command::LinkContradicting, out);
            for kind in [LinkKind::Supports, LinkKind::Quotes, LinkKind::DerivedFrom] {
                let button = ui.add_enabled(scene.editable, Button::new(kind.label()));
                let tip = format!("{} The left claim is the first.", kind.definition());
                if button.on_hover_text(tip).clicked() {
                    let (id, by, at) = (out.id(), scene.analyst, scene.now);
                    let link = Link { id, from: left, to: right, kind, by, at, note: None };
                    out.edit(Edit::PutLink(link), "Link claims");
                }
            }
            command(ui, scene, "Decline", Command::DeclinePair, out);
        });
    }

    fn accepted(
        &self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (left, right): (ClaimId, ClaimId),
        kind: LinkKind,
        out: &mut Outbox,
    ) {
        both(ui, scene, (left, right));
        let pair = |a: &&crate::analysis::compare::differences::Accepted| {
            (a.left, a.right, a.kind) == (left, right, kind)
        };
        let Some(accepted) = self.found.records.accepted.iter().find(pair) else { return };
        let arrow = match (kind, accepted.forward) {
            (LinkKind::SameClaim | LinkKind::Contradicts, _) => "",
            (_, true) => ", left of right",
            (_, false) => ", right of left",
        };
        field(ui, scene, "Linked as", &format!("{}{arrow}", kind.label()));
        let none = |words: &str| if words.is_empty() { "–".to_owned() } else { words.to_owned() };
        for d in &accepted.differences {
            let both = format!("{}  |  {}", none(&d.left), none(&d.right));
            field(ui, scene, words::aspect(d.what), &both);
        }
        if accepted.differences.is_empty() {
            theme::hint(ui, "Nothing that is recorded differs.");
        }
        let button = ui.add_enabled(scene.editable, Button::new("Remove link"));
        if button.on_hover_text("The two claims are no longer linked.").clicked() {
            out.edit(Edit::RemoveLink(accepted.link), "Remove link");
        }
    }

    fn source(&self, ui: &mut Ui, scene: &Scene<'_>, left: SourceId, right: SourceId) {
        let shared = &self.found.records.sources;
        let Some(s) = shared.iter().find(|s| (s.left, s.right) == (left, right)) else { return };
        let name = |id| scene.project.source(id).map_or("", |s| s.name.as_str());
        let falls = [left, right].map(|id| struck::source(scene.tracing, scene.project, id));
        heading(ui, scene, [name(left), name(right)], falls, left != right);
        for (side, mention) in [("Left", &s.on_left), ("Right", &s.on_right)] {
            let names = words::list(&mention.introduced_as);
            let names = if names.is_empty() { String::new() } else { format!("“{names}”, ") };
            let about = format!("{names}{}", claims(mention.claims.len()));
            field(ui, scene, side, &about);
        }
    }

    fn work(&self, ui: &mut Ui, scene: &Scene<'_>, left: WorkId, right: WorkId) {
        let shared = &self.found.records.works;
        let Some(s) = shared.iter().find(|s| (s.left, s.right) == (left, right)) else { return };
        let title = |id| scene.project.work(id).map_or("", |w| w.display_title());
        let falls = [left, right].map(|id| struck::work(scene.tracing, scene.project, id));
        heading(ui, scene, [title(left), title(right)], falls, left != right);
        for (side, mention) in [("Left", &s.on_left), ("Right", &s.on_right)] {
            let mut parts = vec![claims(mention.claims.len())];
            if !mention.notes.is_empty() {
                parts.push(format!("note {}", mention.notes.join(", ")));
            }
            if !mention.locators.is_empty() {
                parts.push(mention.locators.join(", "));
            }
            field(ui, scene, side, &words::list(parts));
        }
    }
}

fn heading(ui: &mut Ui, scene: &Scene<'_>, names: [&str; 2], falls: [bool; 2], two: bool) {
    text::wrapped(ui, struck::words(RichText::new(names[0]).strong(), falls[0]));
    if two {
        let line = RichText::new(format!("of one family with {}", names[1]));
        text::wrapped(ui, struck::words(line.color(scene.theme.faint), falls[1]));
    }
    if falls[0] || (two && falls[1]) {
        theme::hint(ui, "It is discounted: what goes through it does not count.");
    }
}

fn claims(count: usize) -> String {
    match count {
        0 => "no claims".to_owned(),
        1 => "1 claim".to_owned(),
        n => format!("{n} claims"),
    }
}

/// What both claims say.
fn both(ui: &mut Ui, scene: &Scene<'_>, (left, right): (ClaimId, ClaimId)) {
    /// The longest that is shown of a claim, in code points.
    const LONGEST: usize = 240;
    for (side, id) in [("Left", left), ("Right", right)] {
        let Some(claim) = scene.project.claim(id) else { continue };
        let said = claim.paraphrase.clone().unwrap_or_else(|| claim.quotation());
        let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = line.chars().take(LONGEST).collect();
        let dots = if short.len() < line.len() { "…" } else { "" };
        field(ui, scene, side, &format!("{short}{dots}"));
    }
}

/// A small heading at the left, and what it is about beside it.
pub(super) fn field(ui: &mut Ui, scene: &Scene<'_>, title: &str, words: &str) {
    ui.horizontal_top(|ui| {
        let colour = scene.theme.faint;
        let width = 78.0;
        ui.allocate_ui_with_layout(
            egui::vec2(width, 18.0),
            egui::Layout::left_to_right(egui::Align::Min),
            |ui| {
                ui.set_min_width(width);
                ui.set_max_width(width);
                text::wrapped(ui, RichText::new(title).size(12.5).color(colour));
            },
        );
        ui.vertical(|ui| text::wrapped(ui, words));
    });
}

/// A button for a command, with its key in the tip.
fn command(ui: &mut Ui, scene: &Scene<'_>, title: &str, command: Command, out: &mut Outbox) {
    let key = command.shortcuts().first().map(|s| ui.ctx().format_shortcut(s));
    let tip = format!("{} {}", command.tooltip(), key.unwrap_or_default());
    if ui.add_enabled(scene.editable, Button::new(title)).on_hover_text(tip).clicked() {
        out.run(command);
    }
}
