//! Paints a drawing: what of it is in view, as large as it is looked at. The window, the
//! picture that is saved and the legend are painted by the same hand.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Painter, Rect, Shape, Stroke, StrokeKind, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use super::{
    asked::Drawn,
    camera::Camera,
    ink::{DASH_DOT, DASHED, Ink},
};
use crate::{
    analysis::graph::{
        NodeKey,
        layout::{Layout, Line, Place, PlaceKey, Sort, WIDTH, Ways},
    },
    app::{
        text,
        theme::{SANS_BOLD, Theme},
    },
    export::svg,
};

/// Type smaller than this is not painted, in points.
const LEGIBLE: f32 = 5.0;
/// Below this scale places are blocks.
const BLOCKS: f32 = 0.3;
/// From so many lines in view on, those that are broken are painted whole if they are small.
const MANY: usize = 700;

/// What stands out, and what is struck through.
pub(super) struct Marks<'a> {
    /// What is on the ways that are followed now; all else is pale.
    pub ways: Option<&'a Ways>,
    /// The chosen place.
    pub chosen: Option<usize>,
    /// The place under the pointer.
    pub hovered: Option<usize>,
    /// Places that were looked for and found.
    pub found: &'a [usize],
    /// Whether a source or work is discounted.
    pub struck: &'a dyn Fn(NodeKey) -> bool,
}

/// What is painted with.
pub(super) struct Hand<'a> {
    pub painter: &'a Painter,
    pub theme: &'a Theme,
    pub camera: &'a Camera,
}

impl Hand<'_> {
    /// Paints all of a drawing that is in view. The places that are.
    pub fn drawing(&self, drawn: &Drawn, marks: &Marks<'_>) -> Vec<usize> {
        let layout = &drawn.layout;
        let [low, high] = self.camera.view();
        let meets = |from: [f32; 2], to: [f32; 2]| {
            from[0] <= high[0] && to[0] >= low[0] && from[1] <= high[1] && to[1] >= low[1]
        };
        for members in &layout.together {
            self.bracket(layout, members);
        }
        let lines: Vec<usize> = (0..layout.lines.len())
            .filter(|at| meets(drawn.boxes[*at][0], drawn.boxes[*at][1]))
            .collect();
        self.lines(drawn, &lines, marks);
        let places: Vec<usize> = (0..layout.places.len())
            .filter(|at| {
                let p = &layout.places[*at];
                meets([p.x, p.y], [p.x + WIDTH + 22.0, p.y + p.height])
            })
            .collect();
        if self.camera.scale < BLOCKS {
            self.blocks(drawn, &places, marks);
        } else {
            for at in &places {
                self.place(drawn, *at, marks);
            }
        }
        places
    }

    fn lines(&self, drawn: &Drawn, lines: &[usize], marks: &Marks<'_>) {
        let mut ink = Ink::default();
        let (mut round, mut lit) = (Vec::new(), Vec::new());
        for at in lines {
            if marks.ways.is_some_and(|ways| ways.lines.contains(at)) {
                lit.push(*at);
            } else if drawn.is_round(*at) && drawn.line_remains(*at) {
                round.push(*at);
            } else {
                let pale = marks.ways.is_some() || !drawn.line_remains(*at);
                let share = if pale { 0.14 } else { 0.5 };
                self.line(&mut ink, drawn, *at, (share, lines.len()));
            }
        }
        // What lies on circles, and what is followed, is painted over the rest.
        let share = if marks.ways.is_some() { 0.3 } else { 1.0 };
        for at in round {
            self.line(&mut ink, drawn, at, (share, lines.len()));
        }
        for at in lit {
            self.line(&mut ink, drawn, at, (1.0, lines.len()));
        }
        self.painter.add(Shape::mesh(ink.finish()));
    }

    /// The colour of a line at full strength.
    pub fn colour(&self, line: &Line, round: bool) -> Color32 {
        if round {
            self.theme.danger
        } else if line.lineage {
            self.theme.warning
        } else {
            self.theme.faint
        }
    }

    fn line(&self, ink: &mut Ink, drawn: &Drawn, at: usize, (share, of): (f32, usize)) {
        let line = &drawn.layout.lines[at];
        let colour = self.colour(line, drawn.is_round(at)).gamma_multiply(share);
        let width = (line.thickness * self.camera.scale).max(0.5);
        let small = self.camera.scale < 0.5 && of > MANY;
        let dashes = match (line.alleged || line.doubtful, line.lineage) {
            _ if small => None,
            (true, _) => Some(DASHED),
            (_, true) => Some(DASH_DOT),
            _ => None,
        };
        ink.curves(self.camera, &line.curves, (width, colour), dashes);
        if self.camera.scale >= BLOCKS
            && let Some([.., end]) = line.curves.last()
        {
            let half = (3.0 + line.thickness / 2.0) * self.camera.scale;
            let tip = self.camera.to_screen(*end);
            ink.head(tip, svg::head_side(line), half.max(2.0), colour);
        }
    }

    fn bracket(&self, layout: &Layout, members: &[usize]) {
        let (Some(first), Some(last)) = (members.first(), members.last()) else { return };
        let (first, last) = (&layout.places[*first], &layout.places[*last]);
        let low = [first.x - 5.0, first.y - 4.0];
        let rect = self.camera.rect(low, [first.x + WIDTH + 5.0, last.y + last.height + 4.0]);
        let round = 8.0 * self.camera.scale;
        let warning = self.theme.warning;
        self.painter.rect_filled(rect, round, warning.gamma_multiply(0.1));
        let stroke = Stroke::new(1.0, warning.gamma_multiply(0.6));
        self.painter.rect_stroke(rect, round, stroke, StrokeKind::Middle);
    }

    /// Where a place is on the screen.
    pub fn rect(&self, place: &Place) -> Rect {
        self.camera.rect([place.x, place.y], [place.x + WIDTH, place.y + place.height])
    }

    /// What is behind a place and around it.
    fn ground(&self, drawn: &Drawn, at: usize) -> (Color32, Stroke) {
        let place = &drawn.layout.places[at];
        let theme = self.theme;
        let fill = if place.last > 0 { theme.chosen } else { theme.raised };
        let line = match place.key {
            _ if drawn.is_on_circle(at) => Stroke::new(2.2, theme.danger),
            PlaceKey::Node(NodeKey::Article(_)) => Stroke::new(1.8, theme.ink),
            PlaceKey::Node(NodeKey::Source(_)) | PlaceKey::Group(Sort::Source(_)) => {
                Stroke::new(1.2, theme.accent)
            }
            _ => Stroke::new(1.0, theme.faint),
        };
        (fill, line)
    }

    /// Places that are too small to read.
    fn blocks(&self, drawn: &Drawn, places: &[usize], marks: &Marks<'_>) {
        let mut ink = Ink::default();
        for at in places {
            let rect = self.rect(&drawn.layout.places[*at]);
            let (_, line) = self.ground(drawn, *at);
            let out =
                marks.chosen == Some(*at) || marks.hovered == Some(*at) || marks.found.contains(at);
            let pale = marks.ways.is_some_and(|ways| !ways.places.contains(at))
                || !drawn.place_remains(*at);
            let share = if pale { 0.2 } else { 0.75 };
            let colour = if out { self.theme.accent } else { line.color.gamma_multiply(share) };
            ink.block(if out { rect.expand(1.5) } else { rect }, colour);
        }
        self.painter.add(Shape::mesh(ink.finish()));
    }

    /// One place.
    fn place(&self, drawn: &Drawn, at: usize, marks: &Marks<'_>) {
        let (place, theme, scale) = (&drawn.layout.places[at], self.theme, self.camera.scale);
        let rect = self.rect(place);
        let aside = marks.ways.map(|ways| !ways.places.contains(&at));
        let share = match aside {
            Some(true) => 0.35,
            None if !drawn.place_remains(at) => 0.5,
            _ => 1.0,
        };
        let (fill, line) = self.ground(drawn, at);
        let width = line.width * scale.clamp(0.6, 1.4);
        let line = Stroke::new(width, line.color.gamma_multiply(share));
        let round = self.round(place);
        let out = marks.chosen == Some(at) || marks.hovered == Some(at);
        if marks.found.contains(&at) {
            let halo = theme.accent.gamma_multiply(0.4);
            self.painter.rect_filled(rect.expand(4.0), round, halo);
        }
        if matches!(place.key, PlaceKey::Group(_)) {
            // A pile of cards.
            let behind = rect.translate(vec2(3.0, 3.0) * scale);
            self.painter.rect(behind, round, theme.panel, line, StrokeKind::Middle);
        }
        self.painter.rect(rect, round, theme.paper, Stroke::NONE, StrokeKind::Middle);
        let fill = fill.gamma_multiply(share);
        self.painter.rect(rect, round, fill, line, StrokeKind::Middle);
        let mut ink = Ink::default();
        let unnamed = svg::is_unnamed(&drawn.graph, place);
        if unnamed && scale > 0.25 {
            let hatch = theme.faint.gamma_multiply(0.3 * share);
            ink.hatch(rect.shrink(1.5), (6.0 * scale).max(3.5), hatch);
        }
        if place.not_followed > 0 {
            self.tail(&mut ink, rect, share);
        }
        self.painter.add(Shape::mesh(ink.finish()));
        if out {
            let stroke = Stroke::new(2.2, theme.accent);
            self.painter.rect_stroke(rect.expand(2.0), round, stroke, StrokeKind::Outside);
        }
        let keys = || place.nodes.iter().filter_map(|node| drawn.graph.nodes.get(*node));
        let struck =
            matches!(place.key, PlaceKey::Node(_)) && keys().any(|node| (marks.struck)(node.key));
        let label = svg::label(&drawn.graph, place);
        self.words(place, (rect, &label), (struck, share));
    }

    fn round(&self, place: &Place) -> CornerRadius {
        let radius = match place.key {
            PlaceKey::Node(NodeKey::Source(_)) | PlaceKey::Group(Sort::Source(_)) => {
                (place.height / 2.0).min(14.0)
            }
            _ => 2.5,
        };
        CornerRadius::same((radius * self.camera.scale).clamp(0.0, 60.0) as u8)
    }

    /// The open end of what was not followed further.
    pub fn tail(&self, ink: &mut Ink, rect: Rect, share: f32) {
        let scale = self.camera.scale;
        let from = rect.right_center() + vec2(3.0, 0.0) * scale;
        let points = [from, from + vec2(18.0, 0.0) * scale];
        ink.line(&points, (2.0 * scale, self.theme.faint.gamma_multiply(share)), Some(&[2.5, 3.0]));
    }

    /// The name and the number of classes.
    fn words(&self, place: &Place, (rect, label): (Rect, &str), (struck, share): (bool, f32)) {
        let (theme, scale) = (self.theme, self.camera.scale);
        // In halves of a point: sizes that differ by less need no glyphs of their own.
        let size = (svg::type_size(place) * scale * 2.0).round() / 2.0;
        if size < LEGIBLE {
            return;
        }
        let count = if place.classes > 0 { 20.0 * scale } else { 0.0 };
        let room = (rect.width() - 16.0 * scale - count).max(8.0);
        let heavy = place.classes > 3 || matches!(place.key, PlaceKey::Node(NodeKey::Article(_)));
        let family =
            if heavy { FontFamily::Name(SANS_BOLD.into()) } else { FontFamily::Proportional };
        let ink = if struck { theme.faint } else { theme.ink }.gamma_multiply(share);
        let strikethrough =
            if struck { Stroke::new(1.2 * scale.max(0.8), theme.danger) } else { Stroke::NONE };
        let font_id = FontId::new(size, family);
        let format = TextFormat { font_id, color: ink, strikethrough, ..TextFormat::default() };
        let mut job = LayoutJob::single_section(label.to_owned(), format);
        job.break_on_newline = false;
        job.wrap = TextWrapping {
            max_width: room,
            max_rows: svg::type_lines(place),
            break_anywhere: svg::type_lines(place) == 1,
            overflow_character: Some('…'),
        };
        let galley = text::lay_out(self.painter.ctx(), job);
        let at = pos2(
            rect.left() + 8.0 * scale + (room - galley.size().x).max(0.0) / 2.0,
            rect.center().y - galley.size().y / 2.0,
        );
        self.painter.galley(at, galley, ink);
        let small = (10.0 * scale * 2.0).round() / 2.0;
        if place.classes > 0 && small >= LEGIBLE {
            self.painter.text(
                pos2(rect.right() - 7.0 * scale, rect.center().y),
                egui::Align2::RIGHT_CENTER,
                place.classes,
                FontId::proportional(small),
                theme.faint.gamma_multiply(share),
            );
        }
    }
}
