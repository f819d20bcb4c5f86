//! The rows of the list: the words of a claim, who says it, on what evidence, how sure.

use egui::{RichText, Sense, Ui, vec2};

use super::ClaimsPanel;
use crate::{
    app::{
        action::{Action, Outbox},
        rows::{Row, Rows, RowsResponse},
        scene::Scene,
        struck, text,
    },
    domain::{
        claim::{Claim, ClaimStatus},
        ids::ClaimId,
        project::Project,
        vocabulary::Vocabulary as _,
    },
};

/// The height of a row, in points.
const ROW: f32 = 46.0;

/// How many code points of a quotation are laid out.
const SHOWN: usize = 140;

/// How many sources and kinds of evidence are named before "+2".
const NAMED: usize = 2;

impl ClaimsPanel {
    pub(super) fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let first = scene.selected.first().copied();
        if first != self.revealed {
            self.cursor = None;
        }
        // An answer may be older than the project: a claim that is gone has an empty row.
        let claims = &self.result.claims;
        let at = self.cursor.or(first).and_then(|id| self.result.place_of(id));
        if claims.is_empty() {
            self.nothing(ui, scene);
            self.revealed = first;
            return;
        }
        let rows = Rows {
            fill: true,
            cursor: at,
            reveal: (first != self.revealed).then_some(at).flatten(),
            ..Rows::new("claims", "Claims", claims.len(), ROW)
        };
        let claim = |at: usize| claims.get(at).and_then(|id| scene.project.claim(*id));
        let response = rows.show(
            ui,
            scene.theme,
            |at| Row {
                name: claim(at).map_or_else(String::new, |c| name(scene.project, c)),
                chosen: claims.get(at).is_some_and(|id| scene.selected.contains(id)),
                enabled: true,
            },
            |ui, at| {
                if let Some(claim) = claim(at) {
                    paint(ui, scene, claim);
                }
            },
            None,
        );
        self.revealed = first;
        self.answer(&response, scene, out);
    }

    fn nothing(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let narrowed = super::filters::active(&self.filter, self.this_article) > 0
            || !self.filter.text.is_empty();
        let text = if self.answered.is_none() {
            "Searching…"
        } else if narrowed {
            "No claim passes the filters."
        } else if self.this_article && scene.project.claim_count() > 0 {
            "This article has no claims yet. Select words in the text and press C."
        } else {
            "No claims yet. Select words in the text and press C."
        };
        ui.add_space(8.0);
        ui.add(egui::Label::new(RichText::new(text).weak()).wrap());
    }

    fn answer(&mut self, response: &RowsResponse, scene: &Scene<'_>, out: &mut Outbox) {
        let id = |at: usize| self.result.claims.get(at).copied();
        if let Some((at, extend)) = response.moved
            && let Some(claim) = id(at)
        {
            self.cursor = Some(claim);
            if extend {
                self.select_to(claim, scene, out);
            } else {
                self.pivot = Some(claim);
                out.send(Action::JumpToClaim(claim));
            }
            return;
        }
        if let Some((at, held)) = response.clicked
            && let Some(claim) = id(at)
        {
            if held.shift {
                self.select_to(claim, scene, out);
            } else if held.command {
                self.pivot = Some(claim);
                out.send(Action::ToggleClaim(claim));
            } else {
                self.pivot = Some(claim);
                out.send(Action::JumpToClaim(claim));
            }
            return;
        }
        if let Some(claim) = response.activated.and_then(id) {
            out.send(Action::JumpToClaim(claim));
            out.send(Action::FocusReader);
        }
    }

    /// Selects from where Shift extends to a claim; that claim comes first, so that the
    /// panel shows it.
    fn select_to(&mut self, to: ClaimId, scene: &Scene<'_>, out: &mut Outbox) {
        let place = |id| self.result.place_of(id);
        let pivot = self.pivot.or(scene.selected.first().copied()).unwrap_or(to);
        self.pivot = Some(pivot);
        let (Some(from), Some(end)) = (place(pivot), place(to)) else { return };
        let range = &self.result.claims[from.min(end)..=from.max(end)];
        let mut selected = range.to_vec();
        if end > from {
            selected.reverse();
        }
        out.send(Action::SelectClaims(selected));
    }
}

/// What a row is called: the claim's words, who says it, how far it is.
fn name(project: &Project, claim: &Claim) -> String {
    let speakers = speakers(project, claim);
    let by = if speakers.is_empty() { String::new() } else { format!(" by {speakers}") };
    format!("Claim{by}: {}, {}", words(claim), claim.status.label().to_lowercase())
}

/// The beginning of the quotation on one line. Reads no more than it shows.
fn words(claim: &Claim) -> String {
    let mut line = String::new();
    let mut left = SHOWN;
    for (at, anchor) in claim.anchors.iter().enumerate() {
        if at > 0 {
            line.push_str(" … ");
        }
        for c in anchor.exact.chars() {
            if left == 0 {
                line.push('…');
                return line;
            }
            left -= 1;
            line.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    line
}

/// Whether nothing is left of a claim without what is discounted.
fn falls(scene: &Scene<'_>, claim: &Claim) -> bool {
    let of = |id| scene.project.claim_in_article(id);
    !scene.tracing.discount.is_empty()
        && of(claim.id).is_some_and(|(article, _)| {
            struck::claim(scene.tracing, scene.project, (article, claim))
        })
}

/// The last voice of each chain.
fn speakers(project: &Project, claim: &Claim) -> String {
    let mut names: Vec<&str> = Vec::new();
    for hop in claim.chains.iter().filter_map(|chain| chain.hops.last()) {
        let sources = hop.sources.iter().filter_map(|id| project.source(*id));
        let mut any = false;
        for source in sources {
            any = true;
            if !names.contains(&source.name.as_str()) {
                names.push(&source.name);
            }
        }
        let work = hop.work.filter(|_| !any).and_then(|id| project.work(id));
        if let Some(work) = work {
            names.push(work.display_title());
        }
    }
    some_of(&names)
}

fn some_of(names: &[&str]) -> String {
    let shown = names.len().min(NAMED);
    let text = names[..shown].join(", ");
    if names.len() > shown {
        return format!("{text} +{}", names.len() - shown);
    }
    text
}

fn paint(ui: &mut Ui, scene: &Scene<'_>, claim: &Claim) {
    let (theme, project) = (scene.theme, scene.project);
    ui.spacing_mut().item_spacing.y = 1.0;
    text::elided(ui, words(claim));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().interact_size.y = 14.0;
        for evidence in claim.evidence.iter().take(NAMED) {
            let Some(term) = project.term(evidence.kind) else { continue };
            let (dot, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
            ui.painter().circle_filled(dot.center(), 4.0, theme.term(term.colour));
        }
        let (status, colour) = match claim.status {
            ClaimStatus::Draft => (None, theme.faint),
            ClaimStatus::Done => (Some("✓"), theme.good),
            ClaimStatus::Disputed => (Some("disputed"), theme.danger),
        };
        if let Some(status) = status {
            ui.label(RichText::new(status).small().color(colour));
        }
        if claim.anchors.iter().any(crate::domain::anchor::Anchor::is_lost) {
            ui.label(RichText::new("lost").small().color(theme.warning));
        }
        let own = claim.assessment_by(scene.analyst);
        let other = || claim.assessments.last();
        if let Some(confidence) = own.or_else(other).and_then(|a| a.confidence) {
            ui.label(RichText::new(confidence.label().to_lowercase()).small());
        }
        let speakers = speakers(project, claim);
        let who = if !speakers.is_empty() {
            speakers
        } else if claim.chains.is_empty() {
            "no source yet".to_owned()
        } else {
            "the article itself".to_owned()
        };
        let who = RichText::new(who).small().color(theme.faint);
        text::elided(ui, struck::words(who, falls(scene, claim)));
    });
}
