//! The provenance graph as inline SVG: every name in it leads to where the report tells more,
//! and a list says the same in words.

use super::{Report, page::Page};
use crate::{
    analysis::graph::{Edge, EdgeKind, Graph, GraphOptions, Node, NodeKey, build},
    export::report::{
        drawing::{BOX, Drawing, Drawn, draw, fitting},
        wording::counted,
    },
};

/// Writes the drawing; nothing if nothing is joined.
pub fn write(page: &mut Page<'_>, report: &Report<'_>) {
    let options = GraphOptions { alleged: true, ..GraphOptions::default() };
    let graph = build(report.outline.project, &options);
    let drawing = draw(&graph);
    if drawing.edges.is_empty() {
        return;
    }
    page.raw("<figure class=\"graph\">\n<figcaption><strong>Where the claims come from</strong> ");
    page.raw("Articles on the left, what they rest on further right. Filled: a last voice, at ");
    page.raw("which a chain ends. Dashed border: nobody is named. Dashed line: alleged, or to be ");
    page.raw("read otherwise. Double-dotted line: one depends on the other.");
    if drawing.left_out > 0 {
        page.raw(" ").text(&counted(drawing.left_out, "node is", "nodes are")).raw(" not drawn.");
    }
    page.raw("</figcaption>\n<div class=\"canvas\" tabindex=\"0\" role=\"region\" aria-label=\"");
    page.raw("Drawing of the provenance graph\">\n<svg role=\"group\" aria-label=\"");
    page.raw("Provenance graph\" width=\"").number(drawing.width as usize).raw("\" height=\"");
    page.number(drawing.height as usize).raw("\" viewBox=\"0 0 ");
    page.number(drawing.width as usize).raw(" ").number(drawing.height as usize).raw("\">\n");
    for (at, from, to) in &drawing.edges {
        edge(page, &graph.edges[*at], drawing.nodes[*from], drawing.nodes[*to]);
    }
    for drawn in &drawing.nodes {
        node(page, report, &graph.nodes[drawn.node], *drawn);
    }
    page.raw("</svg>\n</div>\n");
    in_words(page, &graph, &drawing);
    page.raw("</figure>\n");
}

/// One line with its head. It leaves and arrives level.
fn edge(page: &mut Page<'_>, edge: &Edge, from: Drawn, to: Drawn) {
    let level = from.column == to.column;
    let forward = from.column < to.column;
    let x1 = if forward || level { from.x + BOX.0 } else { from.x };
    let x2 = if forward { to.x } else { to.x + BOX.0 };
    let bend = if level { 34 } else { ((x2 - x1).abs() / 2).max(40) };
    let (c1, c2) = match (forward, level) {
        (true, _) => (x1 + bend, x2 - bend),
        (_, true) => (x1 + bend, x2 + bend),
        _ => (x1 - bend, x2 + bend),
    };
    // Where it arrives from: the head points the other way.
    let side = if forward { -8 } else { 8 };
    page.raw("<path class=\"edge");
    if matches!(edge.kind, EdgeKind::Lineage(_)) {
        page.raw(" depends");
    }
    if edge.alleged || edge.doubtful {
        page.raw(" unsure");
    }
    page.raw("\" stroke-width=\"").number(edge.classes.clamp(1, 5) as usize).raw("\" d=\"");
    let (y1, y2) = (from.y, to.y);
    page.raw(&format!("M{x1} {y1}C{c1} {y1} {c2} {y2} {} {y2}", x2 + side)).raw("\"></path>");
    page.raw("<path class=\"head\" d=\"");
    page.raw(&format!("M{x2} {y2}l{side} -4v8z")).raw("\"></path>\n");
}

fn node(page: &mut Page<'_>, report: &Report<'_>, node: &Node, drawn: Drawn) {
    let (sort, radius) = match node.key {
        NodeKey::Article(_) => ("article", 2),
        NodeKey::Claim(_) => ("claim", 6),
        NodeKey::Work(_) => ("work", 2),
        NodeKey::Source(_) => ("source", 17),
    };
    let target = match node.key {
        NodeKey::Article(id) => {
            let listed = report.outline.articles.iter().find(|l| l.article.id == id);
            listed.map(|listed| format!("article-{}", listed.letter))
        }
        NodeKey::Claim(id) => Some(format!("claim-{}", report.outline.label(id))),
        NodeKey::Work(id) => Some(format!("work-{id}")),
        NodeKey::Source(id) => Some(format!("source-{id}")),
    };
    if let Some(target) = &target {
        page.raw("<a href=\"#").raw(target).raw("\">");
    }
    page.raw("<g class=\"node ").raw(sort);
    page.raw(if node.is_last_voice() { " last" } else { "" });
    page.raw(if node.is_unnamed() { " unnamed" } else { "" });
    page.element("\"><title>", &node.label, "</title>");
    let top = drawn.y - BOX.1 / 2;
    page.raw(&format!(
        "<rect x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{}\" rx=\"{radius}\"></rect>",
        drawn.x, BOX.0, BOX.1
    ));
    page.raw(&format!("<text x=\"{}\" y=\"{}\">", drawn.x + BOX.0 / 2, drawn.y + 4));
    page.text(&fitting(&node.label)).raw("</text></g>");
    page.raw(if target.is_some() { "</a>\n" } else { "\n" });
}

/// What is drawn, as sentences.
fn in_words(page: &mut Page<'_>, graph: &Graph, drawing: &Drawing) {
    page.raw("<details><summary>The drawing in words</summary>\n<ul>\n");
    for (at, _, _) in &drawing.edges {
        let edge = &graph.edges[*at];
        page.raw("<li>").isolated(&graph.nodes[edge.from].label).raw(" <span class=\"relation\">");
        page.text(&edge.kind.label()).raw("</span> ").isolated(&graph.nodes[edge.to].label);
        page.raw(if edge.alleged { ", as is alleged" } else { "" });
        page.raw(if edge.doubtful { ", doubtful" } else { "" });
        page.raw("</li>\n");
    }
    page.raw("</ul>\n</details>\n");
}
