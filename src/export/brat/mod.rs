//! brat standoff annotation: for each article its text and an `.ann` file, and the two
//! configuration files that name the types.
//!
//! A claim is a text-bound annotation, discontinuous where it has several pieces. A hop is an
//! event: its trigger is the cue, its arguments are the source and the content, which is the
//! next hop's event or the claim. What has no place in the text stands in notes.

mod annotations;
mod configuration;
mod fragments;
mod notes;
#[cfg(test)]
mod tests;

use super::{
    Carried, Export, ExportError, Field, Format, Options, Progress, Shape, Target, Wanted,
    known::Known, name, report::outline::listed,
};

/// A collection for brat.
pub(super) const FORMAT: Format = Format {
    name: "brat",
    label: "brat standoff",
    about: "For the brat annotation tool and for language technology that reads its files.",
    endings: &[],
    shape: Shape::Folder,
    lossless: false,
    carries,
    write,
};

fn carries(field: Field, _: &Options) -> Carried {
    match field {
        Field::ArticleText
        | Field::Quotation
        | Field::Place
        | Field::Discontinuous
        | Field::ClaimKind
        | Field::ClaimStatus
        | Field::Tone
        | Field::Factuality => Carried::Whole,
        // Of a step something is told only where its cue or its source stands in the text.
        Field::HopCueAnchors
        | Field::HopSourceAnchors
        | Field::HopForm
        | Field::Negated
        | Field::HopBasis
        | Field::HopFactuality => Carried::Part,
        Field::ArticleTitle
        | Field::Paraphrase
        | Field::Note
        | Field::Tags
        | Field::EventDate
        | Field::ClaimAuthorship
        | Field::Chain
        | Field::ChainEnd
        | Field::ChainDoubtful
        | Field::HopSources
        | Field::HopIntroducedAs
        | Field::HopAddressee
        | Field::HopWork
        | Field::HopReference
        | Field::HopLocator
        | Field::HopSaid
        | Field::HopCheck
        | Field::SourceName
        | Field::WorkTitle
        | Field::Analysts
        | Field::Codebook
        | Field::EvidenceKind
        | Field::Directness
        | Field::Bearing
        | Field::EvidenceNote
        | Field::EvidenceWork
        | Field::Credibility
        | Field::Confidence
        | Field::Likelihood
        | Field::Rationale
        | Field::WouldChange
        | Field::AssessmentAuthorship
        | Field::LinkSameClaim
        | Field::LinkEntails
        | Field::LinkContradicts
        | Field::LinkSupports
        | Field::LinkQuotes
        | Field::LinkDerivedFrom
        | Field::LinkResponds => Carried::Part,
        _ => Carried::No,
    }
}

fn write(
    export: &Export<'_>,
    _: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    target
        .file("annotation.conf", &mut |out| Ok(configuration::annotation(export.project, out)?))?;
    target.file("visual.conf", &mut |out| Ok(configuration::visual(export.project, out)?))?;
    let known = Known::new(export.project);
    let mut done = 0;
    for listed in listed(export.project) {
        let gap = if listed.letter.is_empty() { "" } else { "-" };
        let stem = format!("{}{gap}{}", listed.letter, name::of_title(listed.article.title()));
        target.file(&format!("{stem}.txt"), &mut |out| {
            Ok(out.write_all(fragments::without_nul(listed.article.text.as_str()).as_bytes())?)
        })?;
        target.file(&format!("{stem}.ann"), &mut |out| {
            annotations::write(&known, listed.article, out, progress, &mut done)
        })?;
    }
    Ok(())
}
