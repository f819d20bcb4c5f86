//! W3C PROV, as PROV-JSON and PROV-N: articles, works, claims and each layer of what was
//! reported are entities; sources are the agents they are attributed to. Analysts are agents,
//! too, but of the annotations and judgements, never of the claims.
//!
//! Lineage that is only alleged is left out: in PROV it would read as a fact.

mod json;
mod layers;
mod notation;
mod record;
mod records;
#[cfg(test)]
mod tests;

use super::{
    Carried, Export, ExportError, Field, Format, Options, Progress, Shape, Target, Wanted,
};

const JSON: &str = ".prov.json";
const NOTATION: &str = ".provn";

/// Provenance.
pub(super) const FORMAT: Format = Format {
    name: "prov",
    label: "Provenance (W3C PROV)",
    about: "Who said what on whose word, for tools that read the W3C provenance standard.",
    endings: &[JSON, NOTATION],
    shape: Shape::Either,
    lossless: false,
    carries,
    write,
};

fn carries(field: Field, _: &Options) -> Carried {
    match field {
        Field::ProjectDescription
        | Field::Rulings
        | Field::Todos
        | Field::Merged
        | Field::CodebookColours
        | Field::SourceNotes
        | Field::SourceReliability
        | Field::WorkOriginal
        | Field::ArticleText
        | Field::ArticleBlocks
        | Field::ArticleMarks
        | Field::ArticleReferences
        | Field::Discontinuous
        | Field::MovedAnchor
        | Field::LostAnchor
        | Field::Reviews
        | Field::HopSourceAnchors
        | Field::HopReference
        | Field::LinkEntails
        | Field::LinkContradicts
        | Field::LinkSupports
        | Field::LinkNote => Carried::No,
        Field::ProjectTitle
        | Field::ProjectCreated
        | Field::Lineage
        | Field::Codebook
        | Field::Place
        | Field::HopCueAnchors
        | Field::HopCheck
        | Field::Chain
        | Field::ChainAuthorship
        | Field::Sessions
        | Field::LinkAuthorship
        | Field::LinkResponds
        | Field::EvidenceChain => Carried::Part,
        _ => Carried::Whole,
    }
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let own = [JSON, NOTATION].map(|ending| format!("{}{ending}", export.stem));
    let names: Vec<&str> = match wanted {
        Wanted::Folder => own.iter().map(String::as_str).collect(),
        Wanted::File(name) => vec![name],
    };
    for name in names {
        let in_notation = name.to_lowercase().ends_with(NOTATION);
        target.file(name, &mut |out| {
            if in_notation {
                notation::write(export.project, out, progress)
            } else {
                json::write(export.project, out, progress)
            }
        })?;
    }
    Ok(())
}
