//! The four judgements, which stay apart: the source's reliability, the information's
//! credibility, the analyst's confidence, the likelihood.

use egui::{EventFilter, Key, RichText, Ui};

use super::{
    drafts::{Drafts, Look},
    fields,
    keys::{self, Keys},
    run::{Next, Run, Stage, pressed_outside, take_keyboard},
    stored::Field,
    view::{View, made, send, tagging},
};
use crate::app::text;
use crate::{
    app::{action::Outbox, dispatch::tagging::Judgement, scene::Scene, theme},
    domain::{
        assessment::{Assessment, Confidence, Credibility, Likelihood},
        ids::ClaimId,
        vocabulary::Vocabulary as _,
    },
};

enum Decision {
    Press(Confidence),
    Enter,
    Back,
    Leave,
}

/// The row of confidences, which is also the last stage of the run. What comes next, if a
/// key or click decided it.
pub(super) fn confidence(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (claims, now): (&[ClaimId], Option<Confidence>),
    (run, keys): (Option<&mut Run>, &mut Keys),
    out: &mut Outbox,
) -> Option<Next> {
    let mut run = run.filter(|run| run.stage == Stage::Confidence);
    let field = egui::Id::unique("claim panel: confidence");
    let focused = ui.memory(|memory| memory.has_focus(field));
    let decision = if run.is_some() && focused { decide(ui, keys) } else { None };
    let shown = run.as_ref().and_then(|run| run.pressed).or(now);
    let mut clicked = None;
    let in_run = run.is_some();
    let row = ui.scope(|ui| {
        fields::wrapped_row(ui, "Confidence", |ui| {
            let key = |term| match term {
                Confidence::Low => "L",
                Confidence::Moderate => "M",
                Confidence::High => "H",
            };
            let key = |term| if in_run { key(term) } else { "" };
            let name = |term: Confidence| format!("Confidence: {}", term.label().to_lowercase());
            clicked =
                ui.add_enabled_ui(scene.editable, |ui| fields::toggles(ui, shown, name, key)).inner;
        });
        if in_run {
            fields::small(ui, "L, M or H · Enter is done · Backspace goes back · Esc leaves");
        }
    });
    let rect = row.response.rect.expand2(egui::vec2(4.0, 3.0));
    if let Some(run) = &mut run {
        let stage = ui.interact(rect, field, egui::Sense::focusable_noninteractive());
        fields::named(&stage, egui::Role::Group, "Confidence: press L, M or H, then Enter");
        // What holds a text state is a text field to the window, which then leaves it the
        // keys without a modifier: L, M and H are for this stage.
        egui::text_edit::TextEditState::default().store(ui.ctx(), field);
        let filter = EventFilter {
            tab: false,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field, filter));
        let colour = if focused { scene.theme.accent } else { scene.theme.line };
        ui.painter().rect_stroke(
            rect,
            6.0,
            egui::Stroke::new(1.0, colour),
            egui::StrokeKind::Outside,
        );
        if !focused && !run.fresh && pressed_outside(ui, rect) {
            return Some(Next::Drop);
        }
        take_keyboard(ui, run, field, rect);
    }
    if let Some(confidence) = clicked {
        if let Some(run) = &mut run {
            run.pressed = None;
        }
        let judgement = Judgement::Confidence(Some(confidence));
        let edit = tagging(scene).judge(claims, &judgement, out.ids());
        send(out, edit, "confidence");
        return run.map(|_| Next::Stage);
    }
    match decision? {
        Decision::Press(confidence) => {
            let run = run?;
            let again = run.pressed == Some(confidence);
            run.pressed = Some(confidence);
            again.then_some(Next::Stage)
        }
        Decision::Enter => Some(Next::Stage),
        Decision::Back => Some(Next::Back),
        Decision::Leave => Some(Next::Leave),
    }
}

fn decide(ui: &Ui, keys: &mut Keys) -> Option<Decision> {
    keys.decide(ui, |event, around| {
        if keys::pressed(event, Key::Enter) {
            return Some(Decision::Enter);
        }
        if keys::pressed(event, Key::Escape) {
            return Some(Decision::Leave);
        }
        if keys::pressed(event, Key::Backspace) {
            return Some(Decision::Back);
        }
        match keys::letter(event, around)? {
            'l' => Some(Decision::Press(Confidence::Low)),
            'm' => Some(Decision::Press(Confidence::Moderate)),
            'h' => Some(Decision::Press(Confidence::High)),
            _ => None,
        }
    })
}

/// Credibility, likelihood, and the reasons.
pub(super) fn rest(ui: &mut Ui, view: &mut View<'_>, drafts: &mut Drafts) {
    let by = view.scene.analyst;
    let mine = view.claim.assessment_by(by);
    let credibility = mine.and_then(|a| a.credibility);
    let likelihood = mine.and_then(|a| a.likelihood);
    ui.add_enabled_ui(view.editable(), |ui| {
        let chosen = fields::optional::<Credibility>(ui, "Credibility", "judgement", credibility);
        if let Some(chosen) = chosen {
            judge(view, &Judgement::Credibility(chosen), "credibility");
        }
        if let Some(chosen) = likelihood_row(ui, likelihood) {
            judge(view, &Judgement::Likelihood(chosen), "likelihood");
        }
    });
    let look = Look { name: "Rationale", hint: "why you judge so", rows: 2 };
    fields::row(ui, "Rationale", |ui, label| {
        drafts.field(ui, view, Field::Rationale(by), look, Some(label));
    });
    let look = Look { name: "Would change", hint: "what would change it", rows: 1 };
    fields::row(ui, "Would change", |ui, label| {
        drafts.field(ui, view, Field::WouldChange(by), look, Some(label));
    });
}

#[expect(clippy::option_option, reason = "a choice was made or not, and it may be none")]
fn likelihood_row(ui: &mut Ui, now: Option<Likelihood>) -> Option<Option<Likelihood>> {
    let chosen = fields::optional::<Likelihood>(ui, "Likelihood", "judgement", now);
    if let Some(now) = now {
        let (from, to) = now.percent();
        fields::below(ui, RichText::new(format!("{from}–{to} percent")).weak());
    }
    chosen
}

fn judge(view: &mut View<'_>, judgement: &Judgement, label: &str) {
    let edit = view.tagging().judge(&[view.claim.id], judgement, view.out.ids());
    view.send(edit, label);
}

/// What was judged before, by whom and when: all of it, the newest first.
pub(super) fn history(ui: &mut Ui, view: &View<'_>) {
    let mine = view.claim.assessment_by(view.scene.analyst).map(|a| a.id);
    let earlier: Vec<&Assessment> =
        view.claim.assessments.iter().rev().filter(|a| Some(a.id) != mine).collect();
    if earlier.is_empty() {
        return;
    }
    let count = earlier.len();
    let title =
        if count == 1 { "1 other judgement".into() } else { format!("{count} other judgements") };
    egui::CollapsingHeader::new(RichText::new(title).size(12.5))
        .id_salt(("judgements", view.claim.id.as_str()))
        .show(ui, |ui| {
            for assessment in earlier {
                fields::inset(ui, view.theme(), |ui| one(ui, view, assessment));
            }
        });
}

fn one(ui: &mut Ui, view: &View<'_>, assessment: &Assessment) {
    theme::hint(ui, made(view.project(), assessment.by, assessment.at));
    let mut facts = Vec::new();
    facts.extend(assessment.credibility.map(|c| format!("credibility {}", c.label())));
    facts.extend(assessment.confidence.map(|c| format!("confidence {}", c.label().to_lowercase())));
    facts.extend(assessment.likelihood.map(|l| l.label().to_lowercase()));
    // One line each: a confidence and a likelihood never share a sentence.
    for fact in facts {
        text::wrapped(ui, RichText::new(fact).size(12.5));
    }
    for text in assessment.rationale.iter().chain(&assessment.would_change) {
        fields::small(ui, text.clone());
    }
}

/// The day of a moment.
pub(super) fn day(at: crate::domain::time::Timestamp) -> String {
    at.to_chrono().format("%Y-%m-%d").to_string()
}
