//! The reader: the article in comfortable type, with its claims as tints, a gutter, an
//! overview, selection, caret and find.
//!
//! It shows what it is given and says what the analyst did; it changes nothing. The cost
//! of a frame follows the window, not the text: only visible segments are laid out, all
//! other heights are estimates until a thread has measured them.

mod access;
mod background;
mod bounds;
mod find;
mod find_bar;
mod fonts;
mod gutter;
mod heights;
mod highlight_index;
mod keyboard;
mod layout;
mod minimap;
mod model;
mod overview;
mod page;
mod paint;
mod palette;
mod pointer;
mod select;
mod settings;
mod show;
mod stage;

use std::sync::Arc;

use egui::{Color32, Pos2, Rect};

pub(in crate::app) use access::bounds as accessible_bounds;
pub use bounds::Unit;
pub use fonts::{ReaderFonts, Typeface};
pub use highlight_index::{Highlight, HighlightIndex, HighlightKind};
pub use keyboard::{Motion, Towards};
pub(in crate::app) use layout::{Cell, Inline, Line, Row as LaidRow, SegmentLayout, needs_bidi};
pub use palette::ReaderPalette;
pub use settings::ReaderSettings;

use super::tracing::Marked;
use crate::domain::{
    article::{Article, Structure},
    codebook::Colour,
    ids::{ClaimId, TermId},
    span::Span,
};

/// What the reader shows. All of it is read only.
pub struct ReaderInput<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its blocks and marks: stored, or derived for plain text. Kept by pointer, so pass the
    /// same `Arc` until the structure changes.
    pub structure: &'a Arc<Structure>,
    /// The anchors of its claims, up to date.
    pub highlights: &'a HighlightIndex,
    /// The claims that stand out.
    pub selected: &'a [ClaimId],
    /// Stretches with a wash of colour under them, beside the claims.
    pub washes: &'a [Wash],
    /// Measure, size, face, spacing.
    pub settings: &'a ReaderSettings,
    /// Colours.
    pub palette: &'a ReaderPalette,
    /// Font families.
    pub fonts: &'a ReaderFonts,
    /// The colour of a kind of evidence.
    pub term_colour: &'a dyn Fn(TermId) -> Option<Colour>,
    /// What a tooltip says of a claim: who, evidence, confidence.
    pub hover_text: &'a dyn Fn(ClaimId) -> egui::WidgetText,
    /// A claim's accessible name.
    pub claim_name: &'a dyn Fn(ClaimId) -> String,
    /// The accessible name of a note marker or of an entry's label.
    pub note_name: &'a dyn Fn(Span) -> Option<String>,
    /// What a tooltip says of a note marker or an entry's label, one paragraph each.
    pub note_text: &'a dyn Fn(Span) -> Vec<String>,
    /// The places of findings, in order.
    pub findings: &'a [Marked],
    /// Whether a click on a link is reported.
    pub links_enabled: bool,
}

/// A stretch of text with a wash of colour under it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wash {
    /// Where, in code points.
    pub span: Span,
    /// The colour, as it is laid over the paper.
    pub colour: Color32,
    /// A line under the words.
    pub line: Option<Color32>,
}

/// What the analyst did.
#[derive(Debug, Clone, PartialEq)]
pub enum ReaderEvent {
    /// Another stretch of text is selected, or none.
    SelectionChanged(Option<Span>),
    /// A place was clicked where claims are, the smallest first. Where there are several,
    /// a list can be offered at `pos`.
    ClaimsClicked {
        /// The claims, at least one.
        claims: Vec<ClaimId>,
        /// Whether they are to be added to the selected ones (Ctrl or Cmd).
        add: bool,
        /// Where on the screen.
        pos: Pos2,
    },
    /// A place without claim, link or note was clicked.
    PlainClick {
        /// The nearest caret position, in code points.
        at: u32,
    },
    /// An end of a selected claim's span was dragged.
    ResizeAnchor {
        /// The claim.
        claim: ClaimId,
        /// The place of the anchor among the claim's.
        anchor: usize,
        /// Its new span.
        span: Span,
    },
    /// A link was clicked: its address.
    LinkClicked(String),
    /// A note marker was clicked.
    NoteClicked {
        /// The label or fragment that it points to; empty if the mark has none.
        target: String,
        /// The marker, or the label of an entry.
        span: Span,
        /// Where on the screen.
        pos: Pos2,
    },
    /// The other mouse button was clicked: a menu is wanted.
    SecondaryClick {
        /// The nearest caret position, in code points.
        at: u32,
        /// The claims there, the smallest first.
        claims: Vec<ClaimId>,
        /// Where on the screen.
        pos: Pos2,
    },
    /// The caret moved, in caret mode.
    CaretMoved {
        /// Where it is, in code points.
        at: u32,
    },
}

/// Where the text is to be scrolled to with the next frame.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Goal {
    /// A span comes to the upper third, unless it is well in view.
    Show(Span),
    /// A code point's line comes to the top.
    Top(u32),
    /// The caret comes into view, by as little as possible.
    Caret,
    /// A code point's line comes to a distance from the top, by a step a frame.
    Glide(u32, f32),
    /// The middle of the window comes to a distance from the start of the article.
    Middle(f64),
}

/// The state of a reader: one per article and window.
#[derive(Debug, Default)]
pub struct Reader {
    page: Option<page::Page>,
    stage: stage::Stage,
    selection: select::Selection,
    caret_mode: bool,
    travel: keyboard::Travel,
    pointer: pointer::Pointer,
    find: find::Find,
    minimap: minimap::Minimap,
    refiner: Option<background::Refiner>,
    /// Since when the type has been set as it is, while heights are still to be measured.
    unmeasured_since: Option<f64>,
    goal: Option<Goal>,
    /// The place that a jump led to, until something else is done.
    pointed: Option<Span>,
    wants_focus: bool,
    focused: bool,
    gliding: bool,
}

impl Reader {
    /// Scrolls so that a span can be read, if it can't yet.
    pub fn scroll_to(&mut self, span: Span) {
        self.goal = Some(Goal::Show(span));
    }

    /// Shows a span and tints it until something else is done in the text.
    pub fn point_at(&mut self, span: Span) {
        self.goal = Some(Goal::Show(span));
        self.pointed = Some(span);
    }

    /// Has a code point's line glide to a distance from the top of the window, in points. To
    /// be asked for in every frame until it no longer [glides](Self::is_gliding).
    pub fn glide_to(&mut self, at: u32, dy: f32) {
        if self.goal.is_none() {
            self.goal = Some(Goal::Glide(at, dy));
        }
    }

    /// Whether it is on its way to where it was asked to glide.
    pub fn is_gliding(&self) -> bool {
        self.gliding
    }

    /// Whether it had the keyboard in the last frame.
    pub fn is_focused(&self) -> bool {
        self.focused
    }

    /// Where the text stands on the screen.
    pub fn window(&self) -> Rect {
        self.stage.window
    }

    /// The code point at a height of the screen, in points.
    pub fn code_point_at(&self, y: f32) -> Option<u32> {
        self.stage.position_at(Pos2::new(self.stage.left, y)).map(|(at, _)| at)
    }

    /// The top of a code point's line on the screen, in points, if it is laid out.
    pub fn line_top(&self, at: u32) -> Option<f32> {
        self.stage.caret(at, false).map(|caret| caret.top())
    }

    /// What is selected.
    pub fn selection(&self) -> Option<Span> {
        self.selection.span()
    }

    /// Where the caret stands, or the end of the selection that moves.
    pub fn head(&self) -> u32 {
        self.selection.head
    }

    /// Selects a span, or nothing. Ends that split a grapheme cluster are moved outwards.
    pub fn set_selection(&mut self, span: Option<Span>) {
        self.selection = match (span, &self.page) {
            (None, _) => select::Selection::caret(self.selection.head),
            (Some(span), page) => {
                let span = page.as_ref().map_or(span, |p| bounds::snapped_span(&p.model, span));
                select::Selection { anchor: span.start, head: span.end, upstream: true }
            }
        };
    }

    /// The code point that stands at the top: what is kept to come back here.
    pub fn scroll_anchor(&self) -> u32 {
        match (self.goal, &self.page) {
            (Some(Goal::Top(at)), _) => at,
            (_, page) => page.as_ref().map_or(0, |page| page.top.at),
        }
    }

    /// Comes back to a code point that stood at the top.
    pub fn restore_scroll(&mut self, at: u32) {
        self.goal = Some(Goal::Top(at));
    }

    /// What was visible in the last frame, in whole lines.
    pub fn visible_span(&self) -> Span {
        self.stage.visible()
    }

    /// Where a span stood on the screen in the last frame: the visible part, line by line.
    pub fn screen_rects(&self, span: Span) -> Vec<Rect> {
        self.stage.rects(span)
    }

    /// Whether the keyboard moves a caret.
    pub fn caret_mode(&self) -> bool {
        self.caret_mode
    }

    /// Turns caret mode on or off. A caret that is out of view comes to the first line.
    pub fn set_caret_mode(&mut self, on: bool) {
        if on && !self.caret_mode && !self.stage.shown.is_empty() {
            let visible = self.visible_span();
            let head = self.selection.head;
            if self.selection.span().is_none() && !(visible.start..=visible.end).contains(&head) {
                self.selection = select::Selection::caret(visible.start);
            }
        }
        self.caret_mode = on;
        self.wants_focus |= on;
    }

    /// Asks for the keyboard with the next frame.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Opens the find bar and puts the keyboard into it.
    pub fn open_find(&mut self) {
        let from = self.selection.span().map_or(self.scroll_anchor(), |span| span.start);
        self.find.open(from);
    }

    /// Closes the find bar.
    pub fn close_find(&mut self) {
        self.find.close();
        self.wants_focus = true;
    }

    /// Whether the find bar is open.
    pub fn is_finding(&self) -> bool {
        self.find.open
    }

    /// Goes to the next match, round the end.
    pub fn find_next(&mut self) {
        self.goal = self.find.go(true).map(Goal::Show).or(self.goal);
    }

    /// Goes to the previous match, round the start.
    pub fn find_previous(&mut self) {
        self.goal = self.find.go(false).map(Goal::Show).or(self.goal);
    }

    /// How many matches there are.
    pub fn find_count(&self) -> usize {
        self.find.spans().len()
    }

    /// The first claim that starts after the caret (or after the top of the window), or
    /// the last before it.
    pub fn neighbour_claim(
        &self,
        highlights: &HighlightIndex,
        from: Option<u32>,
        towards: Towards,
    ) -> Option<(ClaimId, Span)> {
        match (towards, from) {
            (Towards::End, Some(from)) => highlights.next_claim(from),
            // The claim at the very top counts as the next one.
            (Towards::End, None) => highlights.first_claim_from(self.scroll_anchor()),
            (Towards::Start, from) => {
                highlights.previous_claim(from.unwrap_or(self.scroll_anchor()))
            }
        }
    }

    /// Whether heights are still being measured in the background.
    pub fn is_measuring(&self) -> bool {
        self.unmeasured_since.is_some() || self.refiner.is_some()
    }
}

#[cfg(test)]
mod tests;
