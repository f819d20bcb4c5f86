//! DOT: for Graphviz. Drawn from the articles on the left to the last voices on the right.

use std::io::Write;

use super::{
    attributes::{Values, node_id, of_edge, of_node},
    carries, graph,
};
use crate::{
    analysis::graph::{Node, NodeKey},
    export::{Export, ExportError, Format, Progress, Shape, Target, Wanted},
};

pub(in crate::export) const FORMAT: Format = Format {
    name: "dot",
    label: "DOT graph",
    about: "The provenance graph for Graphviz, ready to be drawn.",
    endings: &[".dot"],
    shape: Shape::File,
    lossless: false,
    carries,
    write,
};

/// The most code points of a label that are drawn; the tooltip has all of them.
const SHORT: usize = 48;
/// The most code points of an attribute: Graphviz reads no string of any length.
const LONGEST: usize = 4_000;

/// A quoted string. Backslashes would begin an escape, `<` alone no HTML.
fn quoted(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(4 * most) + 2);
    out.push('"');
    for (at, c) in text.chars().enumerate() {
        if at == most {
            out.push('…');
            break;
        }
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            // Graphviz replaces entities in labels.
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
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

fn attributes(out: &mut dyn Write, values: &Values) -> std::io::Result<()> {
    for (name, value) in values.0.iter().filter(|(name, _)| *name != "label") {
        write!(out, ", sl_{name}={}", quoted(&value.to_string(), LONGEST))?;
    }
    Ok(())
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let graph = graph(export);
    let total = graph.nodes.len() + graph.edges.len();
    target.file(&wanted.name(&FORMAT, export), &mut |out| {
        writeln!(out, "digraph {} {{", quoted(&export.project.head.title, SHORT))?;
        writeln!(out, "  graph [rankdir=LR, charset=\"UTF-8\"];")?;
        writeln!(out, "  node [fontname=\"sans-serif\", fontsize=10];")?;
        writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=8];")?;
        for (done, node) in graph.nodes.iter().enumerate() {
            progress.step(done, total)?;
            let id = quoted(&node_id(&node.key), LONGEST);
            let (label, tip) = (quoted(&node.label, SHORT), quoted(&node.label, LONGEST));
            write!(out, "  {id} [label={label}, tooltip={tip}, {}", look(node))?;
            attributes(out, &of_node(export.project, node))?;
            writeln!(out, "];")?;
        }
        for (done, edge) in graph.edges.iter().enumerate() {
            progress.step(graph.nodes.len() + done, total)?;
            let from = quoted(&node_id(&graph.nodes[edge.from].key), LONGEST);
            let to = quoted(&node_id(&graph.nodes[edge.to].key), LONGEST);
            let style = match (edge.alleged || edge.doubtful, edge.kind.runs_back()) {
                (true, true) => ", style=dashed, dir=back",
                (true, false) => ", style=dashed",
                (false, true) => ", dir=back",
                (false, false) => "",
            };
            // What runs back is drawn the other way round, so that origins stand right.
            let (left, right) = if edge.kind.runs_back() { (&to, &from) } else { (&from, &to) };
            let label = quoted(&edge.kind.label(), SHORT);
            write!(out, "  {left} -> {right} [label={label}{style}")?;
            attributes(out, &of_edge(export.project, edge))?;
            writeln!(out, "];")?;
        }
        Ok(writeln!(out, "}}")?)
    })
}
