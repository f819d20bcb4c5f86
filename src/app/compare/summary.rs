//! The comparison in numbers, each of which leads to its parts, and what only one side has.

use egui::{RichText, Ui};

use super::{Comparison, Joins, detail::field, words};
use crate::{
    analysis::compare::OnlyHere,
    app::{
        action::{Action, Outbox},
        panels::claim::fields,
        scene::Scene,
        text, theme,
    },
};

/// How many of a list are shown.
const MOST: usize = 12;

impl Comparison {
    pub(super) fn summary(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let Some(s) = &self.found.summary else {
            theme::hint(ui, "Choose a join to see what differs.");
            return;
        };
        theme::section(ui, "In numbers");
        let shares = format!(
            "{} of the left stands in the right, {} of the right in the left",
            words::percent(s.left_share),
            words::percent(s.right_share)
        );
        field(ui, scene, "Words", &shares);
        let passages = format!(
            "{} passages, {} quotations, {} of them changed",
            s.passages, s.quotations.0, s.quotations.1
        );
        field(ui, scene, "Passages", &passages);
        let three = |(both, l, r): (usize, usize, usize)| {
            format!("{both} in both, {l} only left, {r} only right")
        };
        field(ui, scene, "Sources", &three(s.sources));
        field(ui, scene, "Works", &three(s.works));
        let claims = format!(
            "{} the same, {} contradicting, {} suggested",
            s.same_claims, s.contradictions, s.suggested
        );
        field(ui, scene, "Claims", &claims);
        if s.suggested > 0 && self.shown() != Joins::Claims {
            let shown = fields::quiet(ui, "Show the pairs of claims", "Show the pairs of claims");
            if shown.clicked() {
                self.listed.kinds = Joins::Claims;
            }
        }
        if !s.signs.is_empty() {
            theme::section(ui, "Signs of dependence");
            for sign in &s.signs {
                text::wrapped(ui, words::sign(scene.project, sign));
            }
            theme::hint(ui, "Signs, not a verdict.");
        }
        let (ours, theirs) = &self.found.only;
        only(ui, scene, "Only on the left", ours, out);
        only(ui, scene, "Only on the right", theirs, out);
    }
}

fn only(ui: &mut Ui, scene: &Scene<'_>, title: &str, only: &OnlyHere, out: &mut Outbox) {
    let project = scene.project;
    theme::section(ui, title);
    let line = |names: Vec<&str>, of: usize| {
        let shown = words::list(names.iter());
        match (of, of.saturating_sub(MOST)) {
            (0, _) => "none".to_owned(),
            (_, 0) => shown,
            (_, more) => format!("{shown} and {more} more"),
        }
    };
    let sources = only.sources.iter().take(MOST).filter_map(|id| project.source(*id));
    let sources = sources.map(|s| s.name.as_str()).collect();
    field(ui, scene, "Sources", &line(sources, only.sources.len()));
    let works = only.works.iter().take(MOST).filter_map(|id| project.work(*id));
    let works = works.map(|w| w.display_title()).collect();
    field(ui, scene, "Works", &line(works, only.works.len()));
    if only.claims.is_empty() {
        field(ui, scene, "Claims", "none");
    }
    for claim in only.claims.iter().take(MOST).filter_map(|id| project.claim(*id)) {
        let words: String = claim.quotation().split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = words.chars().take(46).collect();
        let dots = if short.len() < words.len() { "…" } else { "" };
        let name = format!("Show the claim: {short}");
        if fields::quiet(ui, &format!("{short}{dots}"), &name).clicked() {
            out.send(Action::JumpToClaim(claim.id));
        }
    }
    if only.claims.len() > MOST {
        let more = format!("and {} claims more", only.claims.len() - MOST);
        ui.label(RichText::new(more).color(scene.theme.faint));
    }
}
