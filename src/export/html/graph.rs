//! The provenance graph as inline SVG: every name in it leads to where the report tells more,
//! and a list says the same in words.

use super::{Report, page::Page};
use crate::{
    analysis::graph::{
        Graph, GraphOptions, NodeKey, build,
        circles::Circles,
        layout::{Layout, Options, lay_out},
    },
    export::{
        report::wording::counted,
        svg::{self, Drawing},
    },
};

/// How many places are drawn: what is smaller stands in groups.
const MOST_PLACES: usize = 120;
/// How many edges are told in words.
const MOST_EDGES: usize = 300;

/// Writes the drawing; nothing if nothing is joined.
pub fn write(page: &mut Page<'_>, report: &Report<'_>, circles: &Circles) {
    let project = report.outline.project;
    let graph = build(project, &GraphOptions { alleged: true, ..GraphOptions::default() });
    let layout = lay_out(&graph, &Options { limit: MOST_PLACES, ..Options::default() }, None);
    if layout.lines.is_empty() {
        return;
    }
    page.raw("<figure class=\"graph\">\n<figcaption><strong>Where the claims come from</strong> ");
    page.raw("Articles on the left, last voices on the right; the number on each tells how many ");
    page.raw("classes of claims it has to do with, as does the thickness of the lines. Filled: a ");
    page.raw("last voice, at which a chain ends. Hatched: nobody is named. A dotted tail: not ");
    page.raw(
        "followed further. Dash and dot: one depends on the other; a frame holds voices that ",
    );
    page.raw("hang together so. Dashed: alleged, or to be read otherwise. Red: a circle.");
    page.raw("</figcaption>\n<div class=\"canvas\" tabindex=\"0\" role=\"region\" aria-label=\"");
    page.raw("Drawing of the provenance graph\">\n");
    let on = circles.on(&graph);
    let drawing = Drawing { graph: &graph, layout: &layout, circles: &on, struck: &|_| false };
    svg::inline(page, drawing, &|key| target(report, key));
    page.raw("</div>\n");
    in_words(page, &graph, &layout);
    page.raw("</figure>\n");
}

/// Where the report tells more of a node.
fn target(report: &Report<'_>, key: NodeKey) -> Option<String> {
    match key {
        NodeKey::Article(id) => {
            let listed = report.outline.articles.iter().find(|l| l.article.id == id);
            listed.map(|listed| format!("article-{}", listed.letter))
        }
        NodeKey::Claim(id) => Some(format!("claim-{}", report.outline.label(id))),
        NodeKey::Work(id) => Some(format!("work-{id}")),
        NodeKey::Source(id) => Some(format!("source-{id}")),
    }
}

/// What is drawn, as sentences.
fn in_words(page: &mut Page<'_>, graph: &Graph, layout: &Layout) {
    page.raw("<details><summary>The drawing in words</summary>\n<ul>\n");
    let mut drawn: Vec<usize> = layout.lines.iter().flat_map(|line| line.edges.clone()).collect();
    drawn.sort_unstable();
    for at in drawn.iter().take(MOST_EDGES) {
        let edge = &graph.edges[*at];
        page.raw("<li>").isolated(&graph.nodes[edge.from].label).raw(" <span class=\"relation\">");
        page.text(edge.kind.label()).raw("</span> ").isolated(&graph.nodes[edge.to].label);
        page.raw(if edge.alleged { ", as is alleged" } else { "" });
        page.raw(if edge.doubtful { ", doubtful" } else { "" });
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
    let more = drawn.len().saturating_sub(MOST_EDGES);
    if more > 0 {
        page.raw("<p>").text(&counted(more, "line is", "lines are")).raw(" not told.</p>\n");
    }
    page.raw("</details>\n");
}
