//! GEXF 1.2: for Gephi.

use super::{
    attributes::{Attributes, Column, EDGE, NODE, Type, Value, cut, edge_id, node_id},
    carries, graph,
};
use crate::{
    analysis::graph::NodeKey,
    export::{
        Export, ExportError, Format, Progress, Shape, Target, Wanted, escape::push_number, xml::Xml,
    },
};

pub(in crate::export) const FORMAT: Format = Format {
    name: "gexf",
    label: "GEXF graph",
    about: "The provenance graph for Gephi, with a colour for each sort of node.",
    endings: &[".gexf"],
    shape: Shape::File,
    lossless: false,
    carries,
    write,
};

fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Count => "integer",
        Type::Flag => "boolean",
    }
}

fn declare<W: std::io::Write>(
    xml: &mut Xml<W>,
    owner: &str,
    columns: &[Column],
) -> Result<(), ExportError> {
    xml.open("attributes", &[("class", owner), ("mode", "static")])?;
    for (name, kind) in columns.iter().filter(|(name, _)| *name != "label") {
        xml.empty("attribute", &[("id", name), ("title", name), ("type", type_name(*kind))])?;
    }
    xml.close("attributes")
}

/// Takes the values of a node or an edge, and writes them.
fn value<'p, W: std::io::Write>(
    xml: &'p mut Xml<W>,
    digits: &'p mut String,
) -> impl FnMut(&'static str, Value<'_>) -> Result<(), ExportError> {
    |name, value| match name {
        "label" => Ok(()),
        _ => xml.empty("attvalue", &[("for", name), ("value", value.words(digits))]),
    }
}

fn colour(key: &NodeKey) -> [&'static str; 3] {
    match key {
        NodeKey::Article(_) => ["21", "101", "192"],
        NodeKey::Claim(_) => ["120", "120", "120"],
        NodeKey::Work(_) => ["109", "76", "65"],
        NodeKey::Source(_) => ["46", "125", "50"],
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
    let mut made = <[String; 5]>::default();
    let total = graph.nodes.len() + graph.edges.len();
    target.file(&wanted.name(&FORMAT, export), &mut |out| {
        let mut xml = Xml::begin(out)?;
        xml.open(
            "gexf",
            &[
                ("xmlns", "http://www.gexf.net/1.2draft"),
                ("xmlns:viz", "http://www.gexf.net/1.2draft/viz"),
                ("version", "1.2"),
            ],
        )?;
        xml.open("meta", &[("lastmodifieddate", &export.at.to_string()[..10])])?;
        xml.text("creator", &[], "Sourceline")?;
        xml.text("description", &[], &export.project.head.title)?;
        xml.close("meta")?;
        xml.open("graph", &[("mode", "static"), ("defaultedgetype", "directed")])?;
        declare(&mut xml, "node", &NODE)?;
        declare(&mut xml, "edge", &EDGE)?;
        xml.open("nodes", &[])?;
        let [id, from, to, weight, digits] = &mut made;
        for (done, node) in graph.nodes.iter().enumerate() {
            progress.step(done, total)?;
            node_id(id, &node.key);
            xml.open("node", &[("id", id), ("label", cut(&node.label))])?;
            xml.open("attvalues", &[])?;
            attributes.node(node, &mut value(&mut xml, digits))?;
            xml.close("attvalues")?;
            let [r, g, b] = colour(&node.key);
            xml.empty("viz:color", &[("r", r), ("g", g), ("b", b)])?;
            xml.close("node")?;
        }
        xml.close("nodes")?;
        xml.open("edges", &[])?;
        for (done, edge) in graph.edges.iter().enumerate() {
            progress.step(graph.nodes.len() + done, total)?;
            edge_id(id, done);
            node_id(from, &graph.nodes[edge.from].key);
            node_id(to, &graph.nodes[edge.to].key);
            weight.clear();
            push_number(weight, u64::from(edge.classes.max(1)));
            xml.open(
                "edge",
                &[
                    ("id", id),
                    ("source", from),
                    ("target", to),
                    ("label", edge.kind.label()),
                    ("weight", weight),
                ],
            )?;
            xml.open("attvalues", &[])?;
            attributes.edge(edge, &mut value(&mut xml, digits))?;
            xml.close("attvalues")?;
            xml.close("edge")?;
        }
        xml.close("edges")?;
        xml.close("graph")?;
        xml.close("gexf")?;
        xml.end()?;
        Ok(())
    })
}
