//! The provenance graph as SVG: within a report, and as a file of its own. What is drawn is
//! what the window draws; marks are classes, so that a style sheet gives them their colours.

use std::io::{self, Write};

use super::html::page::Page;
use crate::analysis::graph::{
    Graph, Node, NodeKey,
    circles::OnCircles,
    layout::{Course, HEIGHTS, Layout, Line, Place, PlaceKey, Point, Sort, WIDTH},
};

/// What is left free around the drawing, in points.
const MARGIN: f32 = 16.0;
/// The size of the smallest type, and of the largest, in points.
const TYPE: (f32, f32) = (11.0, 14.0);
/// The room for a place's number of classes, in points.
const COUNT: f32 = 22.0;

/// The colours of a file of its own: those of paper.
const SHEET: &str = include_str!("graph.css");

/// A graph, laid out and marked.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// The graph.
    pub graph: &'a Graph,
    /// Where its nodes stand.
    pub layout: &'a Layout,
    /// What of it lies on circles.
    pub circles: &'a OnCircles,
    /// Whether a source or work is taken to be wrong.
    pub struck: &'a dyn Fn(NodeKey) -> bool,
}

/// Writes a drawing as a file of its own.
pub fn file(out: &mut dyn Write, title: &str, drawing: Drawing<'_>) -> io::Result<()> {
    let mut page = Page::new(out);
    page.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open(&mut page, drawing.layout, " xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    page.element("<title>", title, "</title>\n");
    page.raw("<style>").raw(SHEET).raw("</style>\n");
    let [low, high] = edges(drawing.layout);
    let size = [high[0] - low[0], high[1] - low[1]];
    page.raw(&format!(
        "<rect class=\"paper\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>\n",
        low[0], low[1], size[0], size[1]
    ));
    inner(&mut page, drawing, &|_| None);
    page.raw("</svg>\n");
    page.finish()
}

/// Writes a drawing into a page; `link` tells where a node leads.
pub(super) fn inline(
    page: &mut Page<'_>,
    drawing: Drawing<'_>,
    link: &dyn Fn(NodeKey) -> Option<String>,
) {
    open(page, drawing.layout, " role=\"group\" aria-label=\"Provenance graph\"");
    inner(page, drawing, link);
    page.raw("</svg>\n");
}

fn edges(layout: &Layout) -> [Point; 2] {
    let [low, high] = layout.bounds;
    // The tails of open ends stand right of the last column.
    [[low[0] - MARGIN, low[1] - MARGIN], [high[0] + MARGIN + 22.0, high[1] + MARGIN]]
}

fn open(page: &mut Page<'_>, layout: &Layout, attributes: &str) {
    let [low, high] = edges(layout);
    let (width, height) = ((high[0] - low[0]).ceil(), (high[1] - low[1]).ceil());
    page.raw("<svg").raw(attributes);
    page.raw(&format!(
        " width=\"{width}\" height=\"{height}\" viewBox=\"{:.1} {:.1} {width} {height}\">\n",
        low[0], low[1]
    ));
}

fn inner(page: &mut Page<'_>, drawing: Drawing<'_>, link: &dyn Fn(NodeKey) -> Option<String>) {
    page.raw("<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"");
    page.raw("userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"hatching\" d=\"");
    page.raw("M0 0v6\"/></pattern></defs>\n");
    for members in &drawing.layout.together {
        bracket(page, drawing.layout, members);
    }
    let lines = &drawing.layout.lines;
    // What lies on circles is drawn last, over the rest.
    for round in [false, true] {
        for line in lines.iter().filter(|l| is_round(drawing.circles, l) == round) {
            write_line(page, line, round);
        }
    }
    for place in &drawing.layout.places {
        write_place(page, drawing, place, link);
    }
}

fn is_round(circles: &OnCircles, line: &Line) -> bool {
    line.edges.iter().any(|edge| circles.edges.contains(edge))
}

fn bracket(page: &mut Page<'_>, layout: &Layout, members: &[usize]) {
    let (Some(first), Some(last)) = (members.first(), members.last()) else { return };
    let (first, last) = (&layout.places[*first], &layout.places[*last]);
    let height = last.y + last.height - first.y;
    page.raw(&format!(
        "<rect class=\"together\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" \
         rx=\"8\"/>\n",
        first.x - 5.0,
        first.y - 4.0,
        WIDTH + 10.0,
        height + 8.0
    ));
}

fn write_line(page: &mut Page<'_>, line: &Line, round: bool) {
    let (Some(first), Some(last)) = (line.curves.first(), line.curves.last()) else { return };
    let thickness = line.thickness;
    page.raw("<path class=\"edge");
    page.raw(if line.lineage { " depends" } else { "" });
    page.raw(if line.alleged || line.doubtful { " unsure" } else { "" });
    page.raw(if round { " round" } else { "" });
    page.raw(&format!(
        "\" stroke-width=\"{thickness:.1}\" d=\"M{:.1} {:.1}",
        first[0][0], first[0][1]
    ));
    // The head covers the end; the line stops a little before it.
    let side = head_side(line);
    for (at, [_, a, b, c]) in line.curves.iter().enumerate() {
        let short = if at + 1 == line.curves.len() { side * 5.0 } else { 0.0 };
        page.raw(&format!(
            "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            a[0],
            a[1],
            b[0] - short,
            b[1],
            c[0] - short,
            c[1]
        ));
    }
    let wide = 3.0 + thickness / 2.0;
    page.raw("\"/><path class=\"head");
    page.raw(if line.lineage { " depends" } else { "" });
    page.raw(if round { " round" } else { "" });
    page.raw(&format!(
        "\" d=\"M{:.1} {:.1}l{:.1} {:.1}v{:.1}z\"/>\n",
        last[3][0],
        last[3][1],
        -side * (wide * 2.0),
        -wide,
        wide * 2.0
    ));
}

/// Which way a line arrives: to the right (1) or to the left (-1).
pub fn head_side(line: &Line) -> f32 {
    match (line.course, line.curves.last()) {
        (Course::Forward, _) => 1.0,
        (Course::Back, _) | (_, None) => -1.0,
        // A bow at the left arrives to the right.
        (Course::Beside, Some([_, _, pull, end])) => {
            if pull[0] < end[0] {
                1.0
            } else {
                -1.0
            }
        }
    }
}

/// The size of the type of a place, in points.
pub fn type_size(place: &Place) -> f32 {
    let share = (place.height - HEIGHTS.0) / (HEIGHTS.1 - HEIGHTS.0);
    TYPE.0 + (TYPE.1 - TYPE.0) * share
}

/// How many lines of type a place has room for.
pub fn type_lines(place: &Place) -> usize {
    if place.height > 2.0 * 1.25 * type_size(place) + 4.0 { 2 } else { 1 }
}

/// What stands on a place.
pub fn label(graph: &Graph, place: &Place) -> String {
    match place.key {
        PlaceKey::Group(sort) => format!("{} × {}", place.nodes.len(), sort.label()),
        PlaceKey::Node(_) => first(graph, place).map_or_else(String::new, |n| n.label.clone()),
    }
}

fn first<'a>(graph: &'a Graph, place: &Place) -> Option<&'a Node> {
    place.nodes.first().and_then(|node| graph.nodes.get(*node))
}

/// Whether all who speak at a place are nameless.
pub fn is_unnamed(graph: &Graph, place: &Place) -> bool {
    match place.key {
        PlaceKey::Group(Sort::Source(kind)) => kind.is_unnamed(),
        _ => first(graph, place).is_some_and(Node::is_unnamed),
    }
}

fn write_place(
    page: &mut Page<'_>,
    drawing: Drawing<'_>,
    place: &Place,
    link: &dyn Fn(NodeKey) -> Option<String>,
) {
    let graph = drawing.graph;
    let Some(node) = first(graph, place) else { return };
    let group = matches!(place.key, PlaceKey::Group(_));
    let (sort, radius) = match node.key {
        NodeKey::Article(_) => ("article", 2.0),
        NodeKey::Claim(_) => ("claim", 5.0),
        NodeKey::Work(_) => ("work", 2.0),
        NodeKey::Source(_) => ("source", (place.height / 2.0).min(14.0)),
    };
    let target = if group { None } else { link(node.key) };
    if let Some(target) = &target {
        page.raw("<a href=\"#").text(target).raw("\">");
    }
    let round = place.nodes.iter().any(|node| drawing.circles.nodes.contains(node));
    let struck = place.nodes.iter().any(|at| (drawing.struck)(graph.nodes[*at].key));
    let unnamed = is_unnamed(graph, place);
    page.raw("<g class=\"node ").raw(sort);
    for (is, class) in [
        (place.last > 0, " last"),
        (unnamed, " unnamed"),
        (group, " group"),
        (round, " round"),
        (struck && !group, " struck"),
    ] {
        page.raw(if is { class } else { "" });
    }
    page.raw("\">");
    let label = label(graph, place);
    page.element("<title>", &label, "</title>");
    let (x, y, height) = (place.x, place.y, place.height);
    page.raw(&format!(
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{WIDTH}\" height=\"{height}\" rx=\"{radius:.1}\"/>"
    ));
    if unnamed {
        page.raw(&format!(
            "<path fill=\"url(#hatch)\" d=\"M{:.1} {:.1}h{}v{}h-{}z\"/>",
            x + 2.0,
            y + 1.0,
            WIDTH - 4.0,
            height - 2.0,
            WIDTH - 4.0
        ));
    }
    if place.not_followed > 0 {
        let middle = y + height / 2.0;
        page.raw(&format!("<path class=\"tail\" d=\"M{:.1} {middle:.1}h18\"/>", x + WIDTH + 3.0));
    }
    words(page, place, &label);
    page.raw(if target.is_some() { "</g></a>\n" } else { "</g>\n" });
}

fn words(page: &mut Page<'_>, place: &Place, label: &str) {
    let size = type_size(place);
    let room = WIDTH - 16.0 - COUNT;
    let rows = rows(label, (room / (size * 0.54)) as usize, type_lines(place));
    let middle = place.x + 8.0 + room / 2.0;
    let top = place.y + place.height / 2.0 - (rows.len() as f32 - 1.0) * size * 0.6 + size * 0.35;
    for (at, row) in rows.iter().enumerate() {
        let y = top + at as f32 * size * 1.2;
        page.raw(&format!("<text x=\"{middle:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\">"));
        page.text(row).raw("</text>");
    }
    if place.classes > 0 {
        let (x, y) = (place.x + WIDTH - 7.0, place.y + place.height / 2.0 + 3.6);
        page.raw(&format!("<text class=\"n\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"10.5\">"));
        page.number(place.classes as usize).raw("</text>");
    }
}

/// A label in so many rows of so many letters; wide letters count twice.
fn rows(label: &str, most: usize, rows: usize) -> Vec<String> {
    let width = |text: &str| -> usize { text.chars().map(letter).sum() };
    let mut found: Vec<String> = vec![String::new()];
    for word in label.split_whitespace() {
        let last = found.len() == rows;
        let row = found.last_mut().map_or("", |row| row.as_str());
        let gap = usize::from(!row.is_empty());
        if width(row) + gap + width(word) > most && !last && gap > 0 {
            found.push(word.to_owned());
        } else if let Some(row) = found.last_mut() {
            if gap > 0 {
                row.push(' ');
            }
            row.push_str(word);
            // No label is so long that it is worth while to read it to its end.
            if last && width(row) > most {
                break;
            }
        }
    }
    for row in &mut found {
        *row = fitting(row, most);
    }
    found
}

fn letter(c: char) -> usize {
    if matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..) { 2 } else { 1 }
}

/// A text that is cut where it does not fit.
fn fitting(text: &str, most: usize) -> String {
    let mut short = String::new();
    let mut wide = 0;
    for c in text.chars() {
        wide += letter(c);
        if wide > most {
            let kept = short.char_indices().next_back().map_or(0, |(at, _)| at);
            short.truncate(kept);
            short.truncate(short.trim_end().len());
            short.push('…');
            break;
        }
        short.push(c);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::graph::{
            GraphOptions, build,
            layout::{Options, lay_out},
        },
        domain::sample::{change, id, project},
    };

    fn drawn(struck: &dyn Fn(NodeKey) -> bool) -> String {
        let mut project = project();
        change(&mut project.sources, id("courier"), |s| s.name = "<b>\"&\u{0} \u{202E}".to_owned());
        let graph = build(&project, &GraphOptions { alleged: true, ..GraphOptions::default() });
        let layout = lay_out(&graph, &Options::default(), None);
        let circles = OnCircles::default();
        let drawing = Drawing { graph: &graph, layout: &layout, circles: &circles, struck };
        let mut bytes = Vec::new();
        file(&mut bytes, "A & B", drawing).expect("written");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn a_file_is_well_formed_whatever_names_hold() {
        let svg = drawn(&|_| false);
        let mut reader = quick_xml::Reader::from_str(&svg);
        let mut depth = 0_i32;
        loop {
            match reader.read_event().expect("well formed") {
                quick_xml::events::Event::Start(_) => depth += 1,
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        assert!(svg.contains("A &amp; B") && !svg.contains("<b>"));
    }

    #[test]
    fn what_is_discounted_is_struck() {
        let key = NodeKey::Source(id("courier"));
        assert_eq!(drawn(&|_| false).matches(" struck").count(), 0);
        assert_eq!(drawn(&|of| of == key).matches(" struck").count(), 1);
    }

    #[test]
    fn a_label_fits_into_its_rows() {
        assert_eq!(rows("The ministry", 20, 1), ["The ministry"]);
        assert_eq!(rows("The ministry of works", 12, 2), ["The ministry", "of works"]);
        assert_eq!(
            rows("The ministry of works and water", 12, 2),
            ["The ministry", "of works an…"]
        );
        assert_eq!(rows(&"橋".repeat(20), 12, 1)[0].chars().count(), 6);
        assert_eq!(rows("", 12, 2), [""]);
    }
}
