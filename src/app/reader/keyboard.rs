//! The keyboard over the text. In caret mode the arrows move a caret and select; otherwise
//! they scroll. Letters and digits are never taken: they tag.

use egui::{Event, Key, Modifiers, Ui, epaint::text::FontsView};

use super::{
    bounds::{self, Unit},
    page::Page,
    select::Selection,
};

/// How the caret moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// By a unit; "forward" is towards the end of the text.
    By(Unit, Towards),
    /// To the next (1) or previous (−1) line.
    Lines(i32),
    /// By a window full of lines, down (1) or up (−1).
    Pages(i32),
    /// To an end of the line.
    LineEdge(Towards),
    /// To an end of the article.
    TextEdge(Towards),
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// Towards the start of the text.
    Start,
    /// Towards its end.
    End,
}

/// A key press as the reader understands it: in caret mode a motion (extending or not), else
/// how far to scroll, in lines or in windows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Pressed {
    Move { motion: Motion, extend: bool },
    Lines(f32),
    Windows(f32),
    Edge(Towards),
}

/// Takes the keys that are the reader's out of the frame's events.
pub(super) fn take(ui: &Ui, caret_mode: bool, rtl: bool) -> Vec<Pressed> {
    let mut pressed = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let ours = if caret_mode {
                motion(*key, *modifiers, rtl)
                    .map(|motion| Pressed::Move { motion, extend: modifiers.shift })
            } else {
                scroll(*key, *modifiers)
            };
            pressed.extend(ours);
            ours.is_none()
        });
    });
    pressed
}

fn motion(key: Key, modifiers: Modifiers, rtl: bool) -> Option<Motion> {
    let (jump, alt) = (modifiers.command || modifiers.ctrl, modifiers.alt);
    let forward = if rtl { Key::ArrowLeft } else { Key::ArrowRight };
    let towards = if key == forward { Towards::End } else { Towards::Start };
    Some(match key {
        Key::ArrowLeft | Key::ArrowRight => {
            let unit = match (jump, alt) {
                (true, _) => Unit::Word,
                (_, true) => Unit::Sentence,
                _ => Unit::Grapheme,
            };
            Motion::By(unit, towards)
        }
        Key::ArrowUp if jump => Motion::By(Unit::Paragraph, Towards::Start),
        Key::ArrowDown if jump => Motion::By(Unit::Paragraph, Towards::End),
        Key::ArrowUp | Key::ArrowDown if alt => return None,
        Key::ArrowUp => Motion::Lines(-1),
        Key::ArrowDown => Motion::Lines(1),
        Key::PageUp => Motion::Pages(-1),
        Key::PageDown => Motion::Pages(1),
        Key::Home if jump => Motion::TextEdge(Towards::Start),
        Key::End if jump => Motion::TextEdge(Towards::End),
        Key::Home => Motion::LineEdge(Towards::Start),
        Key::End => Motion::LineEdge(Towards::End),
        _ => return None,
    })
}

fn scroll(key: Key, modifiers: Modifiers) -> Option<Pressed> {
    if modifiers.alt || (modifiers.command && !matches!(key, Key::Home | Key::End)) {
        return None;
    }
    Some(match key {
        Key::ArrowUp => Pressed::Lines(-2.0),
        Key::ArrowDown => Pressed::Lines(2.0),
        Key::PageUp => Pressed::Windows(-1.0),
        Key::Space if modifiers.shift => Pressed::Windows(-1.0),
        Key::PageDown | Key::Space => Pressed::Windows(1.0),
        Key::Home => Pressed::Edge(Towards::Start),
        Key::End => Pressed::Edge(Towards::End),
        _ => return None,
    })
}

/// The caret while it moves: where it is, and the place in the line it came from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Travel {
    /// The distance from the column's left edge that lines are left and entered at.
    pub(super) goal: Option<f32>,
}

impl Travel {
    /// Moves the head of a selection.
    pub(super) fn apply(
        &mut self,
        page: &mut Page,
        fonts: &mut FontsView<'_>,
        selection: Selection,
        motion: Motion,
        extend: bool,
        lines_a_page: i32,
    ) -> Selection {
        let head = selection.head;
        let goal = self.goal.take();
        let (to, upstream) = match motion {
            Motion::By(unit, towards) => {
                if let (Some(span), false, Unit::Grapheme) = (selection.span(), extend, unit) {
                    // An arrow lets go of a selection at the end that it points to.
                    let edge = if towards == Towards::End { span.end } else { span.start };
                    (edge, false)
                } else {
                    (bounds::step(&page.model, head, unit, towards == Towards::End), false)
                }
            }
            Motion::TextEdge(Towards::Start) => (0, false),
            Motion::TextEdge(Towards::End) => (page.model.text.len(), false),
            Motion::LineEdge(towards) => line_edge(page, fonts, selection, towards),
            Motion::Lines(by) => self.lines(page, fonts, selection, by, goal),
            Motion::Pages(by) => self.lines(page, fonts, selection, by * lines_a_page, goal),
        };
        selection.moved(to, upstream, extend)
    }

    fn lines(
        &mut self,
        page: &mut Page,
        fonts: &mut FontsView<'_>,
        selection: Selection,
        by: i32,
        goal: Option<f32>,
    ) -> (u32, bool) {
        let here = (selection.head, selection.upstream);
        let mut segment = page.model.segment_at(selection.head);
        let Some(mut layout) = page.layout(fonts, segment) else { return here };
        let mut row = layout.row_of(selection.head, selection.upstream);
        let x = goal.unwrap_or_else(|| layout.caret(selection.head, selection.upstream).left());
        self.goal = Some(x);
        for _ in 0..by.unsigned_abs() {
            if by > 0 {
                row += 1;
                if row >= layout.rows.len() {
                    let Some(next) = page.layout(fonts, segment + 1) else {
                        return (page.model.text.len(), false);
                    };
                    (segment, layout, row) = (segment + 1, next, 0);
                }
            } else if row > 0 {
                row -= 1;
            } else {
                let Some(previous) =
                    segment.checked_sub(1).and_then(|above| page.layout(fonts, above))
                else {
                    return (0, false);
                };
                (segment, layout) = (segment - 1, previous);
                row = layout.rows.len() - 1;
            }
        }
        layout.position_in_row(row, x)
    }
}

fn line_edge(
    page: &mut Page,
    fonts: &mut FontsView<'_>,
    selection: Selection,
    towards: Towards,
) -> (u32, bool) {
    let here = (selection.head, selection.upstream);
    let segment = page.model.segment_at(selection.head);
    let Some(layout) = page.layout(fonts, segment) else { return here };
    let row = layout.row_of(selection.head, selection.upstream);
    let line = &layout.rows[row];
    let base = layout.span.start;
    match towards {
        Towards::Start => (base + line.chars.start, false),
        Towards::End => (base + line.chars.end, row + 1 < layout.rows.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_left_for_tagging_in_both_modes() {
        for key in [Key::C, Key::Period, Key::Num1, Key::L, Key::Enter, Key::Tab, Key::Escape] {
            assert_eq!(motion(key, Modifiers::NONE, false), None);
            assert_eq!(scroll(key, Modifiers::NONE), None);
        }
        assert_eq!(motion(Key::Space, Modifiers::NONE, false), None);
    }

    #[test]
    fn in_right_to_left_text_the_left_arrow_goes_towards_the_end() {
        let left = motion(Key::ArrowLeft, Modifiers::NONE, true);
        assert_eq!(left, Some(Motion::By(Unit::Grapheme, Towards::End)));
    }
}
