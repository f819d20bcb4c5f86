//! The provenance graph for programs that draw and measure graphs: articles, claims, works
//! and sources, and what joins them, with all that is known of each.

mod attributes;
mod dot;
mod gexf;
mod graphml;

pub(super) use self::dot::FORMAT as DOT;
pub(super) use self::gexf::FORMAT as GEXF;
pub(super) use self::graphml::FORMAT as GRAPHML;
use super::{Carried, Export, Field, Options, loss::Group};
use crate::analysis::graph::{Graph, GraphOptions, build};

/// The graph that is exported. Lineage that is only alleged is marked.
fn graph(export: &Export<'_>) -> Graph {
    let Options { claim_nodes: claims, alleged, .. } = *export.options;
    build(export.project, &GraphOptions { claims, alleged, ..GraphOptions::default() })
}

/// What the graphs in XML carry.
fn carries(field: Field, options: &Options) -> Carried {
    carries_up_to(attributes::LONGEST, field, options)
}

/// What the graphs carry: records as nodes and edges with their attributes, none of more than
/// so many code points. Chains become the edges that they have in common, so that their order
/// can't always be read back.
fn carries_up_to(longest: usize, field: Field, options: &Options) -> Carried {
    if !options.claim_nodes && matches!(field.group(), Group::Claim | Group::Link) {
        return Carried::No;
    }
    match field {
        Field::ArticleText
        | Field::ArticleBlocks
        | Field::ArticleMarks
        | Field::ArticleReferences
        | Field::ArticleRevision
        | Field::WorkOriginal
        | Field::SourceNotes
        | Field::Reviews
        | Field::Note => Carried::No,
        // No reader of graphs takes a string of any length.
        Field::Quotation | Field::Paraphrase | Field::LinkNote => Carried::UpTo(longest),
        Field::Lineage | Field::ProjectTitle => Carried::Part,
        Field::SourceName
        | Field::SourceKind
        | Field::WorkTitle
        | Field::WorkKind
        | Field::ArticleTitle
        | Field::ArticleWork
        | Field::ArticleLanguage
        | Field::ClaimKind
        | Field::ClaimStatus => Carried::Whole,
        Field::LinkAuthorship => Carried::No,
        Field::ChainEnd
        | Field::ChainDoubtful
        | Field::Chain
        | Field::HopSources
        | Field::HopWork
        | Field::HopSourceAnchors
        | Field::HopCueAnchors => Carried::Part,
        _ => match field.group() {
            Group::Link => Carried::Whole,
            Group::Source | Group::Work | Group::Article | Group::Claim => Carried::Part,
            Group::Project | Group::Chain | Group::Evidence | Group::Assessment => Carried::No,
        },
    }
}
