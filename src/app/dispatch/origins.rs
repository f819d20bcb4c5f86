//! Discounting, and the way from finding to finding.

use crate::{
    app::{
        panels::findings::{jump, label},
        state::View,
        window::Window,
    },
    domain::{project::Project, ruling::Voice},
};

/// The sources and works that the command to discount means: what is chosen in a view, or who
/// speaks in the step of the selected claim.
pub(super) fn chosen_voices(window: &Window) -> Vec<Voice> {
    let Some(document) = &window.document else { return Vec::new() };
    match window.position.view {
        View::Sources => window.panels.sources.chosen_voice().into_iter().collect(),
        View::Origins => window.panels.origins.chosen_voice().into_iter().collect(),
        View::Dashboard => window.panels.dashboard.chosen_voice().into_iter().collect(),
        View::Reader => of_step(window, document.project()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn of_step(window: &Window, project: &Project) -> Option<Vec<Voice>> {
    let claim = project.claim(*window.position.selected.first()?)?;
    let chain = claim.chain(window.panels.claim.chosen_chain()?)?;
    let hop = chain.hops.get(window.panels.claim.chosen_hop()?)?;
    if !hop.sources.is_empty() {
        return Some(hop.sources.iter().map(|id| Voice::Source(*id)).collect());
    }
    Some(vec![Voice::Work(hop.work?)])
}

/// Discounts what is chosen, or counts it again.
pub(super) fn discount_chosen(window: &mut Window) {
    let voices = chosen_voices(window);
    discount(window, &voices);
}

/// Discounts sources and works; if all of them are, counts them again.
pub(super) fn discount(window: &mut Window, voices: &[Voice]) {
    let tracing = &mut window.tracing;
    let all = voices.iter().all(|voice| tracing.is_discounted(*voice));
    for voice in voices {
        if tracing.is_discounted(*voice) == all {
            tracing.toggle(*voice);
        }
    }
}

/// Shows the table of what is left without what is discounted.
pub(super) fn show_difference(window: &mut Window, ctx: &egui::Context) {
    super::commands::turn_to(window, ctx, View::Dashboard);
    window.panels.dashboard.reveal_difference();
}

/// Shows where the next or previous finding stands, and says what it is.
pub(super) fn step_finding(window: &mut Window, forward: bool) {
    let (Some(found), Some(document)) = (window.tracing.found(), &window.document) else { return };
    let Some(at) = window.panels.findings.step(&found.all, forward) else {
        let said =
            if forward { "That was the last finding." } else { "That was the first finding." };
        window.messages.notice(said);
        return;
    };
    let finding = &found.all[at];
    let action = finding.places.iter().find_map(|place| jump(document.project(), place));
    let said = format!("{}: {}.", label(finding.severity), finding.message);
    window.messages.notice(said);
    if let Some(action) = action {
        window.outbox.send(action);
    }
}
