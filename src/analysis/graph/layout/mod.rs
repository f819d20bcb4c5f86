//! Where the nodes of a graph stand when it is drawn, and how the lines run: articles at the
//! left, last voices at the right, what stands between them in columns. One layout for the
//! window, for pictures and for the report.
//!
//! - Every line runs from left to right, but for those that lead back to an article or close
//!   a circle ([`Course::Back`]) and those between two articles or between two last voices
//!   that depend on each other ([`Course::Beside`]).
//! - Voices that hang together by accepted lineage stand together.
//! - The layout before keeps its order: what is new is put beside what it is joined to.
//! - Above a limit, small nodes of one kind share a place that can be opened.
//! - The same graph gives the same layout. Lengths are points at full size; `y` may be
//!   negative.

mod fold;
mod layers;
mod lines;
mod net;
mod order;
mod place;
#[cfg(test)]
mod tests;
mod ways;

use std::collections::{BTreeMap, HashMap};

use super::{EdgeKind, Graph, NodeKey};
use crate::analysis::{components::Arrows, lineage::joins_voices};
use crate::domain::{source::SourceKind, vocabulary::Vocabulary, work::WorkKind};
use layers::{Arc, Layers};
use net::Net;

pub use ways::Ways;

/// The width of a place.
pub const WIDTH: f32 = 160.0;
/// The least height of a place, and the greatest.
pub const HEIGHTS: (f32, f32) = (22.0, 56.0);
/// What is left free between two places of a column.
const GAP: f32 = 7.0;
/// What is left free between voices that do not hang together with the next, in addition.
const GROUP_GAP: f32 = 9.0;
/// The room that a line takes which passes a column.
const BEND: f32 = 4.0;
/// So many classes make a place as tall as can be, if none has more.
const TALL: u32 = 16;

/// What is to be drawn, and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// From how many places on small nodes stand in groups.
    pub limit: usize,
    /// How many of a group are drawn by themselves, the largest first.
    pub opened: BTreeMap<Sort, usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 2_000, opened: BTreeMap::new() }
    }
}

/// What kind of thing a node is: those of one sort may share a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// An article.
    Article,
    /// A claim.
    Claim,
    /// A work.
    Work(WorkKind),
    /// A source.
    Source(SourceKind),
}

impl Sort {
    /// How many there are at most.
    pub const MOST: usize = 2 + WorkKind::ALL.len() + SourceKind::ALL.len();

    /// What it is called, in sentence case.
    pub fn label(self) -> &'static str {
        match self {
            Self::Article => "Article",
            Self::Claim => "Claim",
            Self::Work(kind) => kind.label(),
            Self::Source(kind) => kind.label(),
        }
    }
}

/// What tells one place from another, in this layout and in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKey {
    /// A node; of an article that is a work, the article.
    Node(NodeKey),
    /// Several nodes of a sort.
    Group(Sort),
}

/// A place in the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What stands there.
    pub key: PlaceKey,
    /// The nodes that stand there, as indices into [`Graph::nodes`].
    pub nodes: Vec<usize>,
    /// Its column, from the left.
    pub column: usize,
    /// Its left end.
    pub x: f32,
    /// Its upper end.
    pub y: f32,
    /// How tall it is.
    pub height: f32,
    /// How many classes of claims it has to do with.
    pub classes: u32,
    /// How many chains end there.
    pub last: u32,
    /// How many of these were not followed further.
    pub not_followed: u32,
}

/// How a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// From a column to one further right.
    Forward,
    /// Back to an article, or closing a circle.
    Back,
    /// Within the first or the last column.
    Beside,
}

/// A point of the drawing.
pub type Point = [f32; 2];

/// A line between two places, for all edges of one nature between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The place that it leaves, as an index into [`Layout::places`].
    pub from: usize,
    /// The place that it leads to.
    pub to: usize,
    /// The edges that it stands for, as indices into [`Graph::edges`].
    pub edges: Vec<usize>,
    /// Whether one end depends on the other, instead of being told by it.
    pub lineage: bool,
    /// Whether all of it is only alleged.
    pub alleged: bool,
    /// Whether all of it can be read otherwise.
    pub doubtful: bool,
    /// How many classes of claims it stands on.
    pub classes: u32,
    /// How thick it is drawn.
    pub thickness: f32,
    /// How it runs.
    pub course: Course,
    /// Its curves, each with its ends and what pulls them (cubic Bézier curves), from `from`
    /// to `to`.
    pub curves: Vec<[Point; 4]>,
}

/// A drawing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The places, in the order of their keys.
    pub places: Vec<Place>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Voices that hang together: indices into `places`, from top to bottom.
    pub together: Vec<Vec<usize>>,
    /// How many columns there are.
    pub columns: usize,
    /// The upper left and the lower right corner of all that is drawn.
    pub bounds: [Point; 2],
    /// How many nodes are not drawn, since nothing is joined to them.
    pub left_out: usize,
}

impl Layout {
    /// The place with a key.
    pub fn position(&self, key: PlaceKey) -> Option<usize> {
        self.places.binary_search_by(|place| place.key.cmp(&key)).ok()
    }

    /// The place at which a node stands.
    pub fn place_of(&self, node: usize) -> Option<usize> {
        self.places.iter().position(|place| place.nodes.contains(&node))
    }
}

/// Lays a graph out. Beside the layout that was shown before, if any, so that it stays as it
/// was where nothing changed.
pub fn lay_out(graph: &Graph, options: &Options, previous: Option<&Layout>) -> Layout {
    let folded = fold::fold(graph, options);
    let mut lines = lines::gather(graph, &folded);
    let mut places = places(graph, &folded);
    let drawn: usize = places.iter().map(|place| place.nodes.len()).sum();
    let article: Vec<bool> = places.iter().map(|p| sort(p) == Some(Sort::Article)).collect();
    let arcs: Vec<Arc> = lines
        .iter()
        .map(|line| Arc { from: line.from, to: line.to, lineage: line.lineage })
        .collect();
    let layers = layers::layers(&article, &arcs);
    for (line, course) in lines.iter_mut().zip(&layers.course) {
        line.course = *course;
    }
    let together = together(graph, &places, &lines, &layers);
    let mut net = Net::new(&arcs, &layers);
    let unit = units(&net, &together);
    let seed = seeds(&net, &layers, &places, &lines, previous);
    order::order(&mut net, &unit, &seed);
    let height: Vec<f32> =
        (0..net.column.len()).map(|v| places.get(v).map_or(BEND, |p| p.height)).collect();
    let gap = gaps(&net, &unit);
    let sizes = place::Sizes { height: &height, gap: &gap };
    let middle = place::heights(&net, &sizes, &seed);
    let left = lines::columns(&net);
    for (at, place) in places.iter_mut().enumerate() {
        place.column = layers.column[at];
        place.x = left[place.column];
        place.y = middle[at] - place.height / 2.0;
    }
    lines::run(&mut lines, &places, &net, &middle, &left);
    let mut together: Vec<Vec<usize>> =
        together.into_iter().filter(|members| members.len() > 1).collect();
    for members in &mut together {
        members.sort_by(|a, b| places[*a].y.total_cmp(&places[*b].y));
    }
    let mut layout = Layout {
        bounds: bounds(&places, &lines),
        places,
        lines,
        together,
        columns: layers.columns,
        left_out: 0,
    };
    layout.left_out = graph.nodes.len() - drawn;
    layout
}

/// Whether a place is one of articles or of claims; of others that is not asked.
fn sort(place: &Place) -> Option<Sort> {
    match place.key {
        PlaceKey::Node(NodeKey::Article(_)) => Some(Sort::Article),
        PlaceKey::Node(NodeKey::Claim(_)) => Some(Sort::Claim),
        PlaceKey::Node(_) => None,
        PlaceKey::Group(sort) => Some(sort),
    }
}

fn places(graph: &Graph, folded: &fold::Folded) -> Vec<Place> {
    let mut places: Vec<Place> = folded
        .items
        .iter()
        .map(|item| {
            let nodes = || item.nodes.iter().map(|node| &graph.nodes[*node]);
            let classes = match item.nodes[..] {
                [one] => graph.nodes[one].classes,
                _ => graph.count_classes(nodes().flat_map(|node| &node.claims)),
            };
            Place {
                key: item.key,
                nodes: item.nodes.clone(),
                column: 0,
                x: 0.0,
                y: 0.0,
                height: 0.0,
                classes,
                last: nodes().map(|node| node.last).sum(),
                not_followed: nodes().map(|node| node.not_followed).sum(),
            }
        })
        .collect();
    // Articles have to do with all of their claims: they are no measure for the others.
    let others = places.iter().filter(|place| sort(place) != Some(Sort::Article));
    let most = others.map(|place| place.classes).max().unwrap_or(1).max(TALL);
    let most = most.next_power_of_two() as f32;
    for place in &mut places {
        let share = (place.classes.saturating_sub(1) as f32 / (most - 1.0)).min(1.0);
        place.height = (HEIGHTS.0 + (HEIGHTS.1 - HEIGHTS.0) * share.sqrt()).round();
    }
    places
}

/// Which places hang together, by accepted lineage within a column.
fn together(graph: &Graph, places: &[Place], lines: &[Line], layers: &Layers) -> Vec<Vec<usize>> {
    let joins = |line: &&Line| {
        line.course == Course::Beside
            && layers.column[line.from] + 1 == layers.columns
            && line.edges.iter().any(|at| {
                let edge = &graph.edges[*at];
                !edge.alleged && matches!(edge.kind, EdgeKind::Lineage(k) if joins_voices(k))
            })
    };
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for line in lines.iter().filter(joins) {
        pairs.push((line.from as u32, line.to as u32));
        pairs.push((line.to as u32, line.from as u32));
    }
    let components = Arrows::new(places.len(), pairs).components();
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); components.count];
    for (place, group) in components.of.iter().enumerate() {
        groups[*group as usize].push(place);
    }
    groups.sort();
    groups
}

/// The unit of each vertex: a group of places, or a bend alone.
fn units(net: &Net, together: &[Vec<usize>]) -> Vec<u32> {
    let mut unit = vec![0; net.column.len()];
    for (at, members) in together.iter().enumerate() {
        for member in members {
            unit[*member] = at as u32;
        }
    }
    for (at, unit) in unit.iter_mut().enumerate().skip(net.items) {
        *unit = (together.len() + at - net.items) as u32;
    }
    unit
}

/// How high each vertex was in the layout before.
fn seeds(
    net: &Net,
    layers: &Layers,
    places: &[Place],
    lines: &[Line],
    previous: Option<&Layout>,
) -> Vec<Option<f32>> {
    let mut seed = vec![None; net.column.len()];
    let Some(previous) = previous else { return seed };
    for (at, place) in places.iter().enumerate() {
        let was = previous.position(place.key).map(|at| &previous.places[at]);
        // In another column it would be in the way of what was there.
        let was = was.filter(|was| {
            was.column == layers.column[at]
                || (was.column + 1 == previous.columns) == (layers.column[at] + 1 == layers.columns)
        });
        seed[at] = was.map(|was| was.y + was.height / 2.0);
    }
    let key = |of: &[Place], line: &Line| (of[line.from].key, of[line.to].key, line.lineage);
    let known: HashMap<_, &Line> =
        previous.lines.iter().map(|line| (key(&previous.places, line), line)).collect();
    for (way, line) in net.ways.iter().zip(lines).filter(|(way, _)| way.len() > 2) {
        let Some(was) = known.get(&key(places, line)) else { continue };
        let mut bends: Vec<f32> = was.curves.iter().skip(1).step_by(2).map(|c| c[0][1]).collect();
        if was.course == Course::Back {
            bends.reverse();
        }
        if bends.len() == way.len() - 2 {
            for (vertex, y) in way[1..].iter().zip(bends) {
                seed[*vertex as usize] = Some(y);
            }
        }
    }
    seed
}

/// The room above each vertex.
fn gaps(net: &Net, unit: &[u32]) -> Vec<f32> {
    let mut gap = vec![GAP; net.column.len()];
    for column in &net.columns {
        let last = column.iter().all(|v| net.behind[*v as usize].is_empty());
        for pair in column.windows(2) {
            let (above, below) = (pair[0] as usize, pair[1] as usize);
            let bends = usize::from(above >= net.items) + usize::from(below >= net.items);
            let apart = unit[above] != unit[below];
            gap[below] = match bends {
                2 => 5.0,
                1 => GAP,
                _ if last && apart => GAP + GROUP_GAP / 2.0,
                _ => GAP,
            };
        }
    }
    gap
}

fn bounds(places: &[Place], lines: &[Line]) -> [Point; 2] {
    let boxes = places.iter().flat_map(|p| [[p.x, p.y], [p.x + WIDTH, p.y + p.height]]);
    let bends = lines.iter().flat_map(|l| &l.curves).flatten().copied();
    let mut all = boxes.chain(bends);
    let Some(first) = all.next() else { return [[0.0, 0.0]; 2] };
    all.fold([first, first], |[low, high], point| {
        [
            [low[0].min(point[0]), low[1].min(point[1])],
            [high[0].max(point[0]), high[1].max(point[1])],
        ]
    })
}
