//! GraphML: for NetworkX, yEd, Cytoscape, igraph.

use super::{
    attributes::{Attributes, Column, EDGE, NODE, Type, Value, edge_id, node_id},
    carries, graph,
};
use crate::export::{Export, ExportError, Format, Progress, Shape, Target, Wanted, xml::Xml};

pub(in crate::export) const FORMAT: Format = Format {
    name: "graphml",
    label: "GraphML graph",
    about: "The provenance graph for yEd, Cytoscape, NetworkX and igraph.",
    endings: &[".graphml"],
    shape: Shape::File,
    lossless: false,
    carries,
    write,
};

fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Count => "int",
        Type::Flag => "boolean",
    }
}

fn keys<W: std::io::Write>(
    xml: &mut Xml<W>,
    owner: &str,
    columns: &[Column],
) -> Result<(), ExportError> {
    for (name, kind) in columns {
        let id = format!("{owner}-{name}");
        xml.empty(
            "key",
            &[("id", &id), ("for", owner), ("attr.name", name), ("attr.type", type_name(*kind))],
        )?;
    }
    Ok(())
}

/// Takes the values of a node or an edge, and writes them.
fn data<'p, W: std::io::Write>(
    xml: &'p mut Xml<W>,
    owner: &'static str,
    [id, digits]: &'p mut [String; 2],
) -> impl FnMut(&'static str, Value<'_>) -> Result<(), ExportError> {
    move |name, value| {
        id.clear();
        id.push_str(owner);
        id.push_str(name);
        xml.text("data", &[("key", id)], value.words(digits))
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
    let mut made = <[String; 3]>::default();
    let mut values = <[String; 2]>::default();
    let total = graph.nodes.len() + graph.edges.len();
    target.file(&wanted.name(&FORMAT, export), &mut |out| {
        let mut xml = Xml::begin(out)?;
        xml.open(
            "graphml",
            &[
                ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                (
                    "xsi:schemaLocation",
                    "http://graphml.graphdrawing.org/xmlns \
                 http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd",
                ),
            ],
        )?;
        keys(&mut xml, "node", &NODE)?;
        keys(&mut xml, "edge", &EDGE)?;
        xml.open("graph", &[("id", "provenance"), ("edgedefault", "directed")])?;
        let [id, from, to] = &mut made;
        for (done, node) in graph.nodes.iter().enumerate() {
            progress.step(done, total)?;
            node_id(id, &node.key);
            xml.open("node", &[("id", id)])?;
            attributes.node(node, &mut data(&mut xml, "node-", &mut values))?;
            xml.close("node")?;
        }
        for (done, edge) in graph.edges.iter().enumerate() {
            progress.step(graph.nodes.len() + done, total)?;
            edge_id(id, done);
            node_id(from, &graph.nodes[edge.from].key);
            node_id(to, &graph.nodes[edge.to].key);
            xml.open("edge", &[("id", id), ("source", from), ("target", to)])?;
            attributes.edge(edge, &mut data(&mut xml, "edge-", &mut values))?;
            xml.close("edge")?;
        }
        xml.close("graph")?;
        xml.close("graphml")?;
        xml.end()?;
        Ok(())
    })
}
