//! What commands do while two articles are read side by side.

use egui::Context;

use super::{apply, commands::turn_to};
use crate::{
    app::{command::Command, state::View, window::Window},
    domain::{
        edit::Edit,
        ids::{ClaimId, IdSource as _},
        link::{Link, LinkKind},
        ruling::{Ruling, RulingAbout},
    },
};

/// The claims that are selected, one on each side.
pub(super) fn pair(window: &Window) -> Option<(ClaimId, ClaimId)> {
    let position = &window.position;
    if position.view != View::Compare {
        return None;
    }
    match (position.selected_on(0), position.selected_on(1)) {
        ([left], [right]) if left != right => Some((*left, *right)),
        _ => None,
    }
}

/// Runs one of them.
pub(super) fn run(window: &mut Window, ctx: &Context, command: Command) {
    let active = window.position.sides.active;
    let comparison = &mut window.panels.compare;
    match command {
        Command::CompareArticles => {
            comparison.choose_article(1 - active);
            turn_to(window, ctx, View::Compare);
        }
        Command::SwapSides => window.position.swap_sides(),
        Command::OtherSide => {
            window.position.activate(1 - active);
            let active = window.position.sides.active;
            window.position.sides.both[active].reader.focus();
        }
        Command::NextJoins => {
            comparison.next_kinds();
            let title = comparison.shown().title().to_lowercase();
            window.messages.notice(format!("Joins: {title}"));
        }
        Command::LockScrolling => {
            comparison.toggle_lock(active);
            let state = if comparison.lock.is_some() { "locked" } else { "independent" };
            window.messages.notice(format!("Scrolling is {state}."));
        }
        Command::NextJoin | Command::PreviousJoin => {
            let forward = command == Command::NextJoin;
            if !comparison.step(forward) {
                let which = if forward { "last" } else { "first" };
                window.messages.notice(format!("That was the {which} join."));
            }
        }
        Command::LinkSame => link(window, LinkKind::SameClaim),
        Command::LinkContradicting => link(window, LinkKind::Contradicts),
        Command::DeclinePair => decline(window),
        _ => {}
    }
}

/// Links the selected claims of both sides. Two claims that are said to be the same can't
/// contradict each other as well: the link that is there becomes the other kind.
fn link(window: &mut Window, kind: LinkKind) {
    let (Some((from, to)), Some(document)) = (pair(window), &window.document) else { return };
    let known = document.project().links.iter().find(|link| {
        let ends = (link.from, link.to);
        (ends == (from, to) || ends == (to, from))
            && matches!(link.kind, LinkKind::SameClaim | LinkKind::Contradicts)
    });
    let link = match known {
        Some(link) if link.kind == kind => {
            window.messages.notice("These claims are linked so already.");
            return;
        }
        Some(link) => Link { kind, ..(**link).clone() },
        None => {
            let (by, at) = (document.analyst, window.clock.now());
            Link { id: window.outbox.ids().id(), from, to, kind, by, at, note: None }
        }
    };
    let label = match kind {
        LinkKind::Contradicts => "Link as contradicting",
        _ => "Link as the same claim",
    };
    if apply(window, Edit::PutLink(link), label.to_owned(), None) {
        window.messages.notice(label.replace("Link", "Linked"));
    }
}

/// Remembers that the suggested pair is none.
fn decline(window: &mut Window) {
    let (Some((left, right)), Some(document)) =
        (window.panels.compare.suggested(), &window.document)
    else {
        return;
    };
    let (by, at) = (document.analyst, window.clock.now());
    let about = RulingAbout::DeclinedPair(left, right);
    let id = window.outbox.ids().id();
    let ruling = Ruling { id, about, by, at, reason: None, basis: None };
    if apply(window, Edit::PutRuling(ruling), "Decline pair".to_owned(), None) {
        window.messages.notice("Declined; it is not suggested again.");
    }
}
