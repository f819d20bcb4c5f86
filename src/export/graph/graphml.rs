//! GraphML: for NetworkX, yEd, Cytoscape, igraph.

use super::{
    attributes::{Column, EDGE, NODE, Type, Values, node_id, of_edge, of_node},
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

fn data<W: std::io::Write>(
    xml: &mut Xml<W>,
    owner: &str,
    values: &Values,
) -> Result<(), ExportError> {
    for (name, value) in &values.0 {
        xml.text("data", &[("key", &format!("{owner}-{name}"))], &value.to_string())?;
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
        for (done, node) in graph.nodes.iter().enumerate() {
            progress.step(done, total)?;
            xml.open("node", &[("id", &node_id(&node.key))])?;
            data(&mut xml, "node", &of_node(export.project, node))?;
            xml.close("node")?;
        }
        for (done, edge) in graph.edges.iter().enumerate() {
            progress.step(graph.nodes.len() + done, total)?;
            let (from, to) = (&graph.nodes[edge.from].key, &graph.nodes[edge.to].key);
            xml.open(
                "edge",
                &[
                    ("id", &format!("e{done}")),
                    ("source", &node_id(from)),
                    ("target", &node_id(to)),
                ],
            )?;
            data(&mut xml, "edge", &of_edge(export.project, edge))?;
            xml.close("edge")?;
        }
        xml.close("graph")?;
        xml.close("graphml")?;
        xml.end()?;
        Ok(())
    })
}
