//! The mouse over the text: selecting by letters, words and sentences, dragging past the
//! edge, clicking claims, dragging the ends of a selected claim.

use egui::{CursorIcon, Event, Key, Modifiers, PointerButton, Pos2, Response, Ui};

use super::{
    ReaderEvent, ReaderInput,
    bounds::{self, Unit},
    highlight_index::{Highlight, HighlightKind},
    model::Model,
    paint::Handle,
    select::Selection,
    stage::Stage,
};
use crate::app::text;
use crate::domain::{
    article::{Mark, MarkKind},
    ids::ClaimId,
    span::Span,
};

/// A press that moves less than this is a click, in points.
const STILL: f32 = 4.0;
/// How fast the text scrolls while something is dragged past the edge: points per second
/// for each point beyond.
const PULL: f32 = 12.0;

/// What the button that is down is doing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Drag {
    #[default]
    Idle,
    Selecting {
        origin: Span,
        unit: Unit,
        extended: bool,
    },
    Resizing {
        handle: Handle,
        span: Span,
    },
}

/// The state of the mouse over the text.
#[derive(Debug, Default)]
pub(super) struct Pointer {
    drag: Drag,
    /// How many presses followed each other at one place.
    presses: u32,
    pressed: Option<(f64, Pos2)>,
    moved: bool,
}

/// What the pointer works on.
pub(super) struct Ground<'a> {
    pub(super) stage: &'a Stage,
    pub(super) model: &'a Model,
    pub(super) visible: &'a [Highlight],
    pub(super) handles: &'a [Handle],
}

impl Pointer {
    /// The span that an anchor is being resized to.
    pub(super) fn resizing(&self) -> Option<Span> {
        match self.drag {
            Drag::Resizing { span, .. } => Some(span),
            _ => None,
        }
    }

    /// Whether a button is down on the text.
    pub(super) fn is_dragging(&self) -> bool {
        self.drag != Drag::Idle
    }

    /// Takes the events of a frame. Gives how far the text is to be scrolled.
    pub(super) fn update(
        &mut self,
        ui: &Ui,
        response: &Response,
        ground: &Ground<'_>,
        input: &ReaderInput<'_>,
        selection: &mut Selection,
        events: &mut Vec<ReaderEvent>,
    ) -> f32 {
        let time = ui.input(|i| i.time);
        let delay = ui.ctx().options(|o| o.input_options.max_double_click_delay);
        let happened: Vec<Event> = ui.input(|i| {
            let ours = |e: &&Event| {
                matches!(e, Event::PointerButton { button: PointerButton::Primary, .. })
                    || matches!(e, Event::PointerMoved(_))
            };
            i.events.iter().filter(ours).cloned().collect()
        });
        for event in happened {
            match event {
                Event::PointerButton { pos, pressed: true, modifiers, .. }
                    if response.contains_pointer() && ground.stage.window.contains(pos) =>
                {
                    response.request_focus();
                    self.count(pos, time, delay);
                    self.press(pos, modifiers, ground, selection);
                }
                Event::PointerButton { pos, pressed: false, modifiers, .. } => {
                    self.drag_to(pos, ground, selection);
                    self.release(pos, modifiers, ground, input, events);
                }
                Event::PointerMoved(pos) => self.drag_to(pos, ground, selection),
                _ => {}
            }
        }
        if self.is_dragging() && !ui.input(|i| i.pointer.any_down()) {
            self.drag = Drag::Idle;
        }
        if self.resizing().is_some()
            && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.drag = Drag::Idle;
        }
        if response.secondary_clicked()
            && let Some(pos) = response.interact_pointer_pos()
            && let Some((at, _)) = ground.stage.position_at(pos)
        {
            events.push(ReaderEvent::SecondaryClick { at, claims: claims_at(pos, ground), pos });
        }
        self.pull(ui, ground, selection)
    }

    fn count(&mut self, pos: Pos2, time: f64, delay: f64) {
        let again = self
            .pressed
            .is_some_and(|(then, at)| time - then <= delay && at.distance(pos) < STILL * 1.5);
        self.presses = if again { self.presses % 4 + 1 } else { 1 };
        self.pressed = Some((time, pos));
        self.moved = false;
    }

    fn press(
        &mut self,
        pos: Pos2,
        modifiers: Modifiers,
        ground: &Ground<'_>,
        selection: &mut Selection,
    ) {
        let caught = ground
            .handles
            .iter()
            .filter(|handle| handle.is_at(pos))
            .min_by(|a, b| a.pos.distance(pos).total_cmp(&b.pos.distance(pos)));
        if let Some(handle) = caught {
            self.drag = Drag::Resizing { handle: *handle, span: handle.span };
            return;
        }
        let Some((at, upstream)) = ground.stage.position_at(pos) else { return };
        if modifiers.shift {
            *selection = selection.moved(at, upstream, true);
            let origin = Span::new(selection.anchor, selection.anchor);
            self.drag = Drag::Selecting { origin, unit: Unit::Grapheme, extended: true };
            return;
        }
        let unit = match self.presses {
            1 => Unit::Grapheme,
            2 => Unit::Word,
            3 => Unit::Sentence,
            _ => Unit::Paragraph,
        };
        let origin = if unit == Unit::Grapheme {
            *selection = Selection { upstream, ..Selection::caret(at) };
            Span::new(at, at)
        } else {
            // The letter under the pointer says which word is meant, not the nearest gap.
            let under = ground.stage.char_at(pos).unwrap_or(at);
            let whole = bounds::unit_at(ground.model, under, unit);
            *selection = Selection { anchor: whole.start, head: whole.end, upstream: true };
            whole
        };
        self.drag = Drag::Selecting { origin, unit, extended: false };
    }

    fn drag_to(&mut self, pos: Pos2, ground: &Ground<'_>, selection: &mut Selection) {
        if let Some((_, from)) = self.pressed {
            self.moved |= from.distance(pos) >= STILL;
        }
        if !self.moved {
            return;
        }
        let window = ground.stage.window;
        let inside = Pos2::new(pos.x, pos.y.clamp(window.top() + 1.0, window.bottom() - 1.0));
        let Some((at, upstream)) = ground.stage.position_at(inside) else { return };
        match &mut self.drag {
            Drag::Idle => {}
            Drag::Selecting { origin, unit: Unit::Grapheme, .. } => {
                *selection = Selection { anchor: origin.start, head: at, upstream };
            }
            Drag::Selecting { origin, unit, .. } => {
                let under = ground.stage.char_at(inside).unwrap_or(at);
                *selection = Selection::dragged(ground.model, *origin, under, *unit);
            }
            Drag::Resizing { handle, span } => *span = resized(ground.model, handle, at),
        }
    }

    fn release(
        &mut self,
        pos: Pos2,
        modifiers: Modifiers,
        ground: &Ground<'_>,
        input: &ReaderInput<'_>,
        events: &mut Vec<ReaderEvent>,
    ) {
        match std::mem::take(&mut self.drag) {
            Drag::Resizing { handle, span } if span != handle.span => {
                events.push(ReaderEvent::ResizeAnchor {
                    claim: handle.claim,
                    anchor: handle.anchor as usize,
                    span,
                });
            }
            Drag::Selecting { extended: false, unit: Unit::Grapheme, .. } if !self.moved => {
                events.extend(clicked(pos, modifiers.command, ground, input));
            }
            _ => {}
        }
    }

    /// Scrolls while something is dragged past the edge.
    fn pull(&mut self, ui: &Ui, ground: &Ground<'_>, selection: &mut Selection) -> f32 {
        if !self.is_dragging() || !self.moved {
            return 0.0;
        }
        let Some(pos) = ui.input(|i| i.pointer.latest_pos()) else { return 0.0 };
        let window = ground.stage.window;
        let beyond = if pos.y < window.top() {
            pos.y - window.top()
        } else {
            (pos.y - window.bottom()).max(0.0)
        };
        if beyond == 0.0 {
            return 0.0;
        }
        self.drag_to(pos, ground, selection);
        ui.ctx().request_repaint();
        let passed = ui.input(|i| i.stable_dt).min(0.05);
        beyond.clamp(-200.0, 200.0) * PULL * passed
    }

    /// Shows what a press would do; gives the claim under the pointer.
    pub(super) fn hover(
        &self,
        ui: &Ui,
        response: &Response,
        ground: &Ground<'_>,
        input: &ReaderInput<'_>,
    ) -> Option<ClaimId> {
        if self.resizing().is_some() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            return None;
        }
        let pos = response.hover_pos().filter(|pos| ground.stage.window.contains(*pos))?;
        if ground.handles.iter().any(|handle| handle.is_at(pos)) {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            return None;
        }
        let mark = mark_at(pos, ground, input);
        let icon = if mark.is_some() { CursorIcon::PointingHand } else { CursorIcon::Text };
        ui.ctx().set_cursor_icon(icon);
        if self.is_dragging() {
            return None;
        }
        let claims = claims_at(pos, ground);
        if let Some(note) = mark.filter(|m| m.kind == MarkKind::NoteRef) {
            response.clone().on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(420.0);
                for (at, line) in (input.note_text)(note.span).iter().enumerate() {
                    if at == 0 {
                        ui.label(line);
                    } else {
                        ui.weak(line);
                    }
                }
            });
            return claims.first().copied();
        }
        let first = *claims.first()?;
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(380.0);
            for (index, claim) in claims.iter().take(3).enumerate() {
                if index > 0 {
                    ui.separator();
                }
                text::wrapped(ui, (input.hover_text)(*claim));
            }
            if claims.len() > 3 {
                ui.weak(format!("and {} more", claims.len() - 3));
            }
        });
        Some(first)
    }
}

/// The span that an anchor has once a handle is at `at`: at least one grapheme cluster.
fn resized(model: &Model, handle: &Handle, at: u32) -> Span {
    let Span { start, end } = handle.span;
    if handle.is_start {
        Span { start: at.min(bounds::step(model, end, Unit::Grapheme, false)), end }
    } else {
        Span { start, end: at.max(bounds::step(model, start, Unit::Grapheme, true)) }
    }
}

fn clicked(
    pos: Pos2,
    add: bool,
    ground: &Ground<'_>,
    input: &ReaderInput<'_>,
) -> Option<ReaderEvent> {
    if let Some(mark) = mark_at(pos, ground, input) {
        let target = mark.target.clone().unwrap_or_default();
        return Some(match mark.kind {
            MarkKind::Link => ReaderEvent::LinkClicked(target),
            _ => ReaderEvent::NoteClicked { target, span: mark.span, pos },
        });
    }
    let claims = claims_at(pos, ground);
    if claims.is_empty() {
        let (at, _) = ground.stage.position_at(pos)?;
        return Some(ReaderEvent::PlainClick { at });
    }
    Some(ReaderEvent::ClaimsClicked { claims, add, pos })
}

/// The link or note marker under a point that a click would follow.
fn mark_at<'a>(pos: Pos2, ground: &Ground<'a>, input: &ReaderInput<'_>) -> Option<&'a Mark> {
    let at = ground.stage.char_at(pos)?;
    let segment = ground.model.segments.get(ground.model.segment_at(at))?;
    let mut here = ground.model.marks_in(segment).filter(|mark| mark.span.contains(at));
    here.find(|mark| match mark.kind {
        MarkKind::NoteRef => true,
        MarkKind::Link => input.links_enabled && mark.target.is_some(),
        MarkKind::Emphasis | MarkKind::Superscript => false,
    })
}

/// The claims under a point, the smallest first; those whose source or cue is there last.
pub(super) fn claims_at(pos: Pos2, ground: &Ground<'_>) -> Vec<ClaimId> {
    let Some(at) = ground.stage.char_at(pos) else { return Vec::new() };
    let mut here: Vec<&Highlight> = ground.visible.iter().filter(|h| h.span.contains(at)).collect();
    here.sort_by_key(|h| (h.kind != HighlightKind::Claim, h.span.len(), h.span.start, h.claim));
    let mut claims: Vec<ClaimId> = Vec::new();
    for highlight in here {
        if !claims.contains(&highlight.claim) {
            claims.push(highlight.claim);
        }
    }
    claims
}
