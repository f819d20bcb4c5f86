//! DOT: for Graphviz. Drawn from the articles on the left to the last voices on the right.

use super::{
    attributes::{Attributes, Value, push_node_id},
    carries_up_to, graph,
};
use crate::{
    analysis::graph::{Node, NodeKey},
    export::{
        Export, ExportError, Format, Progress, Shape, Target, Wanted,
        escape::{Instead, Looks, escape, looks},
        gathered::Gathered,
    },
};

pub(in crate::export) const FORMAT: Format = Format {
    name: "dot",
    label: "DOT graph",
    about: "The provenance graph for Graphviz, ready to be drawn.",
    endings: &[".dot"],
    shape: Shape::File,
    lossless: false,
    carries: |field, options| carries_up_to(LONGEST, field, options),
    write,
};

/// The most code points of a label that are drawn; the tooltip has all of them.
const SHORT: usize = 48;
/// The most code points of an attribute: Graphviz reads no string of any length.
const LONGEST: usize = 4_000;

/// Bytes that need a look in a quoted string: control characters, what has a meaning there,
/// and the first byte of U+0080 to U+009F, U+FFFE and U+FFFF.
const LOOKS: Looks = looks(&[b'"', b'\\', b'&', 0xC2, 0xEF]);

/// Adds a quoted string of at most so many code points. Backslashes would begin an escape,
/// `<` alone no HTML.
fn quoted(out: &mut String, text: &str, most: usize) {
    out.push('"');
    // A text of so few bytes has no more code points.
    let cut = if text.len() <= most { None } else { text.char_indices().nth(most) };
    let held = cut.map_or(text, |(at, _)| &text[..at]);
    escape(held, out, &LOOKS, |_, c| match c {
        '"' | '\\' => Some(Instead::Backslash),
        '\n' | '\t' => Some(Instead::Char(' ')),
        // Graphviz replaces entities in labels.
        '&' => Some(Instead::Text("&amp;")),
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
            Some(Instead::Char('\u{FFFD}'))
        }
        _ => None,
    });
    out.push_str(if cut.is_some() { "…\"" } else { "\"" });
}

/// Adds a node's id, quoted: a sort and an id, which need no escape.
fn quoted_id(out: &mut String, key: &NodeKey) {
    out.push('"');
    push_node_id(out, key);
    out.push('"');
}

fn look(node: &Node) -> &'static str {
    match node.key {
        NodeKey::Article(_) => "shape=note, color=\"#1565c0\"",
        NodeKey::Claim(_) => "shape=box, style=rounded, color=\"#787878\"",
        NodeKey::Work(_) => "shape=folder, color=\"#6d4c41\"",
        NodeKey::Source(_) if node.is_unnamed() => "shape=ellipse, style=dashed, color=\"#2e7d32\"",
        NodeKey::Source(_) => "shape=ellipse, color=\"#2e7d32\"",
    }
}

/// Takes the values of a node or an edge, and adds them.
fn attribute<'p>(
    page: &'p mut Gathered<'_>,
    digits: &'p mut String,
) -> impl FnMut(&'static str, Value<'_>) -> Result<(), ExportError> {
    |name, value| {
        if name != "label" {
            page.push(", sl_").push(name).push("=");
            page.add(|out| quoted(out, value.words(digits), LONGEST));
        }
        Ok(())
    }
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let graph = graph(export);
    let mut attributes = Attributes::of(export.project);
    let mut digits = String::new();
    let total = graph.nodes.len() + graph.edges.len();
    target.file(&wanted.name(&FORMAT, export), &mut |out| {
        let mut page = Gathered::new(out);
        page.push("digraph ").add(|out| quoted(out, &export.project.head.title, SHORT));
        page.push(" {\n  graph [rankdir=LR, charset=\"UTF-8\"];\n");
        page.push("  node [fontname=\"sans-serif\", fontsize=10];\n");
        page.push("  edge [fontname=\"sans-serif\", fontsize=8];\n");
        for (done, node) in graph.nodes.iter().enumerate() {
            progress.step(done, total)?;
            page.add(|out| {
                out.push_str("  ");
                quoted_id(out, &node.key);
                out.push_str(" [label=");
                quoted(out, &node.label, SHORT);
                out.push_str(", tooltip=");
                quoted(out, &node.label, LONGEST);
                out.push_str(", ");
                out.push_str(look(node));
            });
            attributes.node(node, &mut attribute(&mut page, &mut digits))?;
            page.push("];\n");
            page.check()?;
        }
        for (done, edge) in graph.edges.iter().enumerate() {
            progress.step(graph.nodes.len() + done, total)?;
            let (from, to) = (&graph.nodes[edge.from].key, &graph.nodes[edge.to].key);
            let style = match (edge.alleged || edge.doubtful, edge.kind.runs_back()) {
                (true, true) => ", style=dashed, dir=back",
                (true, false) => ", style=dashed",
                (false, true) => ", dir=back",
                (false, false) => "",
            };
            // What runs back is drawn the other way round, so that origins stand right.
            let (left, right) = if edge.kind.runs_back() { (to, from) } else { (from, to) };
            page.add(|out| {
                out.push_str("  ");
                quoted_id(out, left);
                out.push_str(" -> ");
                quoted_id(out, right);
                out.push_str(" [label=");
                quoted(out, edge.kind.label(), SHORT);
                out.push_str(style);
            });
            attributes.edge(edge, &mut attribute(&mut page, &mut digits))?;
            page.push("];\n");
            page.check()?;
        }
        page.push("}\n");
        Ok(page.finish()?)
    })
}
