//! What is laid out and where it stands: the layouts of visible segments, all heights, and
//! the scroll position.
//!
//! The scroll position is a code point at the start of a line and that line's distance
//! from the top of the window: nothing that changes above it moves it.

use std::{collections::HashMap, sync::Arc};

use egui::{FontFamily, FontId, Galley, epaint::text::FontsView};

use super::{
    heights::Heights,
    layout::{Engine, SegmentLayout, Typeset},
    model::Model,
};
use crate::domain::span::Span;

/// The space above the first line and below the last, in points.
const PAD: f32 = 24.0;
/// More layouts than this are not kept.
const MOST_LAYOUTS: usize = 160;

/// A segment that is in the window.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Its number.
    pub segment: usize,
    /// The distance of its upper edge from the window's.
    pub top: f32,
    /// Its layout.
    pub layout: Arc<SegmentLayout>,
}

/// The line at the top of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Top {
    /// The code point it starts with.
    pub at: u32,
    /// The distance of its upper edge from the window's.
    pub dy: f32,
}

/// One article, laid out as far as it was looked at.
#[derive(Debug)]
pub(super) struct Page {
    pub model: Arc<Model>,
    pub engine: Engine,
    pub heights: Heights,
    pub top: Top,
    layouts: HashMap<usize, (Arc<SegmentLayout>, u64)>,
    /// While egui keeps this galley, the glyphs of ours are in its atlas. Held, so that
    /// no other can get its address.
    sentinel: Option<Arc<Galley>>,
    pass: u64,
}

impl Page {
    pub(super) fn new(model: Arc<Model>, typeset: Typeset) -> Self {
        let mut page = Self {
            model,
            engine: Engine::new(typeset),
            heights: Heights::default(),
            top: Top { at: 0, dy: PAD },
            layouts: HashMap::new(),
            sentinel: None,
            pass: 0,
        };
        page.estimate();
        page
    }

    /// Sets everything anew; the top line stays where it is.
    pub(super) fn set_typeset(&mut self, typeset: Typeset) {
        self.engine = Engine::new(typeset);
        self.layouts.clear();
        self.estimate();
    }

    /// Goes on with another structure of the same text.
    pub(super) fn set_model(&mut self, model: Arc<Model>) {
        self.model = model;
        self.layouts.clear();
        self.estimate();
    }

    fn estimate(&mut self) {
        let typeset = &self.engine.typeset;
        let values = self.model.segments.iter().map(|s| typeset.estimate(s)).collect();
        self.heights = Heights::new(values, self.heights.version() + 1);
    }

    /// Call once a frame, before any layout: forgets layouts that lost their glyphs, or
    /// that were not needed for long.
    pub(super) fn begin(&mut self, fonts: &mut FontsView<'_>) {
        self.pass += 1;
        let sentinel = fonts.layout_no_wrap(
            "\u{2026}".to_owned(),
            FontId::new(9.5, FontFamily::Proportional),
            egui::Color32::PLACEHOLDER,
        );
        if !self.sentinel.as_ref().is_some_and(|known| Arc::ptr_eq(known, &sentinel)) {
            self.layouts.clear();
            self.sentinel = Some(sentinel);
        }
        if self.layouts.len() > MOST_LAYOUTS {
            let pass = self.pass;
            self.layouts.retain(|_, (_, used)| *used + 1 >= pass);
        }
    }

    /// The layout of a segment; its exact height replaces the estimate.
    pub(super) fn layout(
        &mut self,
        fonts: &mut FontsView<'_>,
        index: usize,
    ) -> Option<Arc<SegmentLayout>> {
        if let Some((layout, used)) = self.layouts.get_mut(&index) {
            *used = self.pass;
            return Some(Arc::clone(layout));
        }
        let segment = self.model.segments.get(index)?;
        let layout = Arc::new(self.engine.layout(fonts, &self.model, segment));
        self.heights.set(index, layout.height);
        self.layouts.insert(index, (Arc::clone(&layout), self.pass));
        Some(layout)
    }

    /// Puts a code point's line at a distance from the top of the window.
    pub(super) fn put(&mut self, at: u32, dy: f32) {
        self.top = Top { at: at.min(self.model.text.len()), dy };
    }

    /// Moves the text up by some points (down, if negative).
    pub(super) fn scroll(&mut self, by: f32, height: f32) {
        if by.abs() < height * 4.0 {
            self.top.dy -= by;
        } else {
            self.go_to(self.position() + f64::from(by));
        }
    }

    /// How far the top of the window is from the start of the article, in points.
    pub(super) fn position(&self) -> f64 {
        let segment = self.model.segment_at(self.top.at);
        let row = self
            .layouts
            .get(&segment)
            .map_or(0.0, |(layout, _)| layout.rows[layout.row_of(self.top.at, false)].top);
        self.heights.before(segment) + f64::from(row) - f64::from(self.top.dy)
    }

    /// Puts the top of the window at a distance from the start of the article.
    pub(super) fn go_to(&mut self, position: f64) {
        let (segment, rest) = self.heights.at(position);
        let start = self.model.segments.get(segment).map_or(0, |s| s.span.start);
        self.put(start, -(rest as f32));
    }

    /// The segments in a window of a height, and the top line made the first one in it.
    /// Keeps the text from being scrolled out of the window.
    pub(super) fn arrange(&mut self, fonts: &mut FontsView<'_>, height: f32) -> Vec<Shown> {
        let mut first = self.model.segment_at(self.top.at);
        let Some(layout) = self.layout(fonts, first) else { return Vec::new() };
        let mut top = self.top.dy - layout.rows[layout.row_of(self.top.at, false)].top;
        let mut shown = self.fill(fonts, &mut first, &mut top, height);
        let end = shown.last().map_or(0.0, |s| s.top + s.layout.height);
        let at_end = shown.last().is_some_and(|s| s.segment + 1 == self.model.segments.len());
        let limit = height - PAD;
        if at_end && end < limit && !(first == 0 && top >= PAD) {
            let mut lowered = shown[0].top + limit - end;
            let mut from = shown[0].segment;
            shown = self.fill(fonts, &mut from, &mut lowered, height);
        }
        if let Some(line) = first_line(&shown) {
            self.top = line;
        }
        shown
    }

    /// Fills the window from a segment whose upper edge is at `top`, upwards first.
    fn fill(
        &mut self,
        fonts: &mut FontsView<'_>,
        first: &mut usize,
        top: &mut f32,
        height: f32,
    ) -> Vec<Shown> {
        while *top > 0.0 && *first > 0 {
            *first -= 1;
            let Some(layout) = self.layout(fonts, *first) else { break };
            *top -= layout.height;
        }
        if *first == 0 && *top > PAD {
            *top = PAD;
        }
        let mut shown = Vec::new();
        let (mut index, mut y) = (*first, *top);
        while y < height {
            let Some(layout) = self.layout(fonts, index) else { break };
            let bottom = y + layout.height;
            if bottom > 0.0 || index + 1 == self.model.segments.len() {
                shown.push(Shown { segment: index, top: y, layout });
            }
            (index, y) = (index + 1, bottom);
        }
        shown
    }

    /// Exact heights of everything at once: for short articles only.
    pub(super) fn measure_all(&mut self, fonts: &mut FontsView<'_>) {
        for index in 0..self.model.segments.len() {
            let segment = self.model.segments[index];
            let height = match self.layouts.get(&index) {
                Some((layout, _)) => layout.height,
                None => self.engine.layout(fonts, &self.model, &segment).height,
            };
            self.heights.set(index, height);
        }
    }
}

fn first_line(shown: &[Shown]) -> Option<Top> {
    let lines = shown.iter().flat_map(|s| s.layout.rows.iter().map(move |row| (s, row)));
    let mut visible = lines.skip_while(|(s, row)| s.top + row.bottom <= 0.0);
    let (s, row) = visible.next()?;
    Some(Top { at: s.layout.span.start + row.chars.start, dy: s.top + row.top })
}

/// What is visible of the article, in code points.
pub(super) fn visible_span(shown: &[Shown], height: f32) -> Span {
    let mut lines = shown.iter().flat_map(|s| s.layout.rows.iter().map(move |row| (s, row)));
    let Some(first) = lines.find(|(s, row)| s.top + row.bottom > 0.0) else {
        return Span::default();
    };
    let last = lines.take_while(|(s, row)| s.top + row.top < height).last().unwrap_or(first);
    Span::new(
        first.0.layout.span.start + first.1.chars.start,
        last.0.layout.span.start + last.1.chars.end,
    )
}
