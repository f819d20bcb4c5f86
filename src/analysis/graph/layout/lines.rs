//! The lines of a drawing: which edges share one, where the columns stand, and the curves.

use std::collections::BTreeMap;

use super::{Course, Line, Place, Point, TALL, WIDTH, fold::Folded, net::Net};
use crate::analysis::graph::{EdgeKind, Graph};

/// The least and the greatest room between two columns.
const ROOM: (f32, f32) = (42.0, 120.0);
/// How far a line beside a column bulges, at least and at most.
const BULGE: (f32, f32) = (22.0, 60.0);
/// How thick a line for one class is, and how much thicker at most one for many.
const THIN: f32 = 1.2;
const THICK: f32 = 7.0;
/// How far from the corners of a place lines leave it.
const CORNER: f32 = 5.0;

/// The lines between the places, without their curves.
pub(super) fn gather(graph: &Graph, folded: &Folded) -> Vec<Line> {
    let mut between: BTreeMap<(usize, usize, bool, bool), Vec<usize>> = BTreeMap::new();
    for (at, edge) in graph.edges.iter().enumerate() {
        let ends = if edge.kind.runs_back() { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let (Some(from), Some(to)) = (folded.item_of[ends.0], folded.item_of[ends.1]) else {
            continue;
        };
        if from != to {
            let lineage = matches!(edge.kind, EdgeKind::Lineage(_));
            between.entry((from, to, lineage, edge.alleged)).or_default().push(at);
        }
    }
    let mut lines: Vec<Line> = between
        .into_iter()
        .map(|((from, to, lineage, alleged), edges)| Line {
            from,
            to,
            lineage,
            alleged,
            doubtful: edges.iter().all(|at| graph.edges[*at].doubtful),
            classes: match edges[..] {
                [one] => graph.edges[one].classes,
                _ => graph.count_classes(edges.iter().flat_map(|at| &graph.edges[*at].claims)),
            },
            edges,
            thickness: THIN,
            course: Course::Forward,
            curves: Vec::new(),
        })
        .collect();
    let most = lines.iter().map(|line| line.classes).max().unwrap_or(1).max(TALL) as f32;
    for line in &mut lines {
        line.thickness += THICK * line.classes.saturating_sub(1) as f32 / most;
    }
    lines
}

/// Where each column begins: the more lines run between two, the more room there is.
pub(super) fn columns(net: &Net) -> Vec<f32> {
    let mut x = 0.0;
    net.columns
        .iter()
        .map(|column| {
            let here = x;
            let lines: usize = column.iter().map(|v| net.behind[*v as usize].len()).sum();
            let room = (ROOM.0 + 0.8 * lines as f32).min(ROOM.1);
            x += WIDTH + (room / 8.0).round() * 8.0;
            here
        })
        .collect()
}

/// Which end of a line: the place, whether it is at its right, and what lies behind it.
struct End {
    line: usize,
    first: bool,
    toward: f32,
}

/// Gives the lines their curves.
pub(super) fn run(lines: &mut [Line], places: &[Place], net: &Net, middle: &[f32], left: &[f32]) {
    let mut ends: BTreeMap<(usize, bool), Vec<End>> = BTreeMap::new();
    for (line, way) in net.ways.iter().enumerate() {
        let of = &lines[line];
        if of.course == Course::Beside {
            let right = places[of.from].column > 0;
            let (y1, y2) = (middle[of.from], middle[of.to]);
            ends.entry((of.from, right)).or_default().push(End { line, first: true, toward: y2 });
            ends.entry((of.to, right)).or_default().push(End { line, first: false, toward: y1 });
        } else if let [from, .., to] = way[..] {
            let (second, before) = (way[1] as usize, way[way.len() - 2] as usize);
            let end = |first, toward: usize| End { line, first, toward: middle[toward] };
            ends.entry((from as usize, true)).or_default().push(end(true, second));
            ends.entry((to as usize, false)).or_default().push(end(false, before));
        }
    }
    // Where each line leaves its places: those that go up leave above those that go down.
    let mut port = vec![[0.0_f32; 2]; lines.len()];
    for ((place, _), mut list) in ends {
        list.sort_by(|a, b| a.toward.total_cmp(&b.toward).then(a.line.cmp(&b.line)));
        let place = &places[place];
        let room = place.height - 2.0 * CORNER;
        for (at, end) in list.iter().enumerate() {
            let share = (at as f32 + 0.5) / list.len() as f32;
            port[end.line][usize::from(!end.first)] = place.y + CORNER + room * share;
        }
    }
    for (at, line) in lines.iter_mut().enumerate() {
        let [y1, y2] = port[at];
        line.curves = match line.course {
            Course::Beside => beside(&places[line.from], y1, y2),
            Course::Forward | Course::Back => through(&net.ways[at], net, (middle, left), [y1, y2]),
        };
        if line.course == Course::Back {
            line.curves.reverse();
            for curve in &mut line.curves {
                curve.reverse();
            }
        }
    }
}

/// A bow at the outer side of a column.
fn beside(from: &Place, y1: f32, y2: f32) -> Vec<[Point; 4]> {
    let bulge = (((y2 - y1).abs()) * 0.3).clamp(BULGE.0, BULGE.1);
    let (x, out) = if from.column > 0 { (from.x + WIDTH, bulge) } else { (from.x, -bulge) };
    vec![[[x, y1], [x + out, y1], [x + out, y2], [x, y2]]]
}

/// From column to column, level where it passes one.
fn through(
    way: &[u32],
    net: &Net,
    (middle, left): (&[f32], &[f32]),
    [y1, y2]: [f32; 2],
) -> Vec<[Point; 4]> {
    let mut curves = Vec::with_capacity(2 * way.len());
    for (at, pair) in way.windows(2).enumerate() {
        let [from, to] = [pair[0] as usize, pair[1] as usize];
        let (start, end) = (left[net.column[from] as usize] + WIDTH, left[net.column[to] as usize]);
        let y = if at == 0 { y1 } else { middle[from] };
        let then = if at + 2 == way.len() { y2 } else { middle[to] };
        if at > 0 {
            curves.push(level(start - WIDTH, start, y));
        }
        let bend = (end - start) * 0.5;
        curves.push([[start, y], [start + bend, y], [end - bend, then], [end, then]]);
    }
    curves
}

fn level(from: f32, to: f32, y: f32) -> [Point; 4] {
    let third = (to - from) / 3.0;
    [[from, y], [from + third, y], [to - third, y], [to, y]]
}
