//! Commands that are about the selected words or the selected claims.

use super::{
    apply,
    commands::tag,
    references,
    tagging::{HopPlace, Tagging},
};
use crate::{
    app::{command::Command, panels::claim::Stage, window::Window},
    domain::{
        assessment::Confidence,
        chain::ChainEnd,
        edit::Edit,
        ids::{ArticleId, ClaimId},
        span::Span,
    },
};

/// The words that are selected, without white space around them: none if there are no words.
fn selection(window: &mut Window) -> Option<(ArticleId, Span)> {
    let (article, span) = (window.position.article?, window.position.selection()?);
    let text = &window.document.as_ref()?.project().article(article)?.text;
    let slice = text.slice(span)?;
    let (words, from) = (slice.trim(), slice.trim_start());
    if words.is_empty() {
        window.messages.problem("No words are selected: only white space.".to_owned());
        return None;
    }
    let start = span.start + slice[..slice.len() - from.len()].chars().count() as u32;
    Some((article, Span::new(start, start + words.chars().count() as u32)))
}

/// Runs a command that is about the selected words or the selected claims.
pub(super) fn run(window: &mut Window, command: Command) {
    let selected = window.position.selected.clone();
    let first = selected.first().copied();
    match command {
        Command::NewClaim => new_claim(window),
        Command::EditSource => show_stage(window, Stage::Source),
        Command::EditEvidence => show_stage(window, Stage::Evidence),
        Command::EditConfidence => show_stage(window, Stage::Confidence),
        Command::ConfidenceLow => set_confidence(window, &selected, Confidence::Low),
        Command::ConfidenceModerate => set_confidence(window, &selected, Confidence::Moderate),
        Command::ConfidenceHigh => set_confidence(window, &selected, Confidence::High),
        Command::DeleteClaims => {
            let n = selected.len();
            let label =
                if n == 1 { "Delete claim".to_owned() } else { format!("Delete {n} claims") };
            apply(window, Edit::RemoveClaims(selected), label, None);
        }
        Command::ToggleDone => {
            tag(window, "Set status", |tagging, _| tagging.toggle_done(&selected));
        }
        Command::EndOrigin => set_end(window, &selected, ChainEnd::Origin),
        Command::EndGivesNoSource => set_end(window, &selected, ChainEnd::GivesNoSource),
        Command::EndNotFollowed => set_end(window, &selected, ChainEnd::NotFollowed),
        Command::EndUnavailable => set_end(window, &selected, ChainEnd::Unavailable),
        Command::RepeatChain => {
            let line = window.position.last_chain.clone().unwrap_or_default();
            let mut remember = None;
            let done = tag(window, "Repeat chain", |tagging, ids| {
                let applied = tagging.repeat_chain(&selected, &line, ids)?;
                remember = Some(applied.remember);
                Ok(applied.edit)
            });
            if done {
                window.position.last_chain = remember;
            }
        }
        _ => {
            let Some(claim) = first else { return };
            run_on_claim(window, command, claim);
        }
    }
}

fn set_confidence(window: &mut Window, claims: &[ClaimId], confidence: Confidence) {
    tag(window, "Set confidence", |tagging, ids| tagging.set_confidence(claims, confidence, ids));
}

fn set_end(window: &mut Window, claims: &[ClaimId], end: ChainEnd) {
    let chain = window.panels.claim.chosen_chain();
    tag(window, "Set end of chain", |tagging, _| tagging.set_chain_end(claims, chain, end));
}

fn run_on_claim(window: &mut Window, command: Command, claim: ClaimId) {
    let place = selection(window);
    let (chain, hop) = (window.panels.claim.chosen_chain(), window.panels.claim.chosen_hop());
    match command {
        Command::AddSpan => {
            let Some((_, span)) = place else { return };
            tag(window, "Add span", |tagging, _| tagging.add_span(claim, span));
        }
        Command::UseAsSource | Command::UseAsCue => {
            let Some((_, span)) = place else { return };
            let (Some(chain), Some(hop)) = (chain, hop) else { return };
            let source = command == Command::UseAsSource;
            let label = if source { "Add source span" } else { "Add cue span" };
            tag(window, label, |tagging, _| {
                let hop = HopPlace { claim, chain, hop };
                if source {
                    tagging.use_as_source(hop, span)
                } else {
                    tagging.use_as_cue(hop, span)
                }
            });
        }
        Command::AlsoThrough => {
            let Some(chain) = chain else { return };
            let mut copy = None;
            let done = tag(window, "Also through", |tagging, ids| {
                let (id, edit) = tagging.also_through(claim, chain, ids)?;
                copy = Some(id);
                Ok(edit)
            });
            if let (true, Some(chain)) = (done, copy) {
                window.panels.claim.edit_chain(claim, chain);
            }
        }
        Command::TakeOverChain => {
            tag(window, "Take over chain", |tagging, ids| tagging.take_over_chain(claim, ids));
        }
        Command::TakeNote => references::take_note(window, claim),
        Command::AddTodo => {
            window.position.read();
            *window.claim_panel() = true;
            window.panels.claim.focus_todo();
        }
        _ => {}
    }
}

fn show_stage(window: &mut Window, stage: Stage) {
    window.position.read();
    *window.claim_panel() = true;
    window.panels.claim.focus(stage);
}

fn new_claim(window: &mut Window) {
    let Some((article, span)) = selection(window) else { return };
    let now = window.clock.now();
    let Some(document) = &window.document else { return };
    let project = document.project().clone();
    let tagging = Tagging::new(&project, document.analyst, now);
    match tagging.new_claim(article, span, window.outbox.ids()) {
        Ok((claim, edit)) => {
            if apply(window, edit, "New claim".to_owned(), None) {
                window.position.selected = vec![claim];
                window.position.reader(article).set_selection(None);
                show_stage(window, Stage::Source);
            }
        }
        Err(why) => window.messages.problem(format!("New claim: {why}")),
    }
}
