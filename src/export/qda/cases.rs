//! Sources as cases: with variables for what is known of them, and the selections in which
//! they speak or are named.

use std::collections::HashMap;
use std::io::Write;

use super::{
    selections::{piece_id, words_id},
    text_element,
};
use crate::{
    domain::{
        article::Article, ids::SourceId, project::Project, source::Source,
        vocabulary::Vocabulary as _,
    },
    export::{
        ExportError,
        identity::{Identities, Uuid},
        xml::Xml,
    },
};

/// The variables: name and what it means.
pub(super) const VARIABLES: [(&str, &str); 11] = [
    ("Kind of source", "A person, a group, a document; named or not."),
    ("Role", "Function or standing."),
    ("Other names", "Names of the same source."),
    ("Reliability", "Source reliability (Admiralty code, A to F); F cannot be judged."),
    ("Address", "Where to read about it, or where it was found."),
    ("Author line", "The author line as printed."),
    ("Publisher", "The outlet or site."),
    ("Published", "A year, a month or a day."),
    ("Archived copy", "Where an archived copy is."),
    ("Accessed", "When it was looked up."),
    ("Language", "A BCP 47 tag."),
];

fn variable_id(ids: &Identities, name: &str) -> Uuid {
    ids.uuid("variable", name, 0)
}

/// Declares the variables.
pub(super) fn variables<W: Write>(xml: &mut Xml<W>, ids: &Identities) -> Result<(), ExportError> {
    xml.open("Variables", &[])?;
    for (name, description) in VARIABLES {
        let guid = variable_id(ids, name).to_string();
        xml.open("Variable", &[("guid", &guid), ("name", name), ("typeOfVariable", "Text")])?;
        xml.text("Description", &[], description)?;
        xml.close("Variable")?;
    }
    xml.close("Variables")
}

fn value<W: Write>(
    xml: &mut Xml<W>,
    ids: &Identities,
    name: &str,
    value: Option<String>,
) -> Result<(), ExportError> {
    let Some(value) = value.filter(|value| !value.is_empty()) else { return Ok(()) };
    xml.open("VariableValue", &[])?;
    xml.empty("VariableRef", &[("targetGUID", &variable_id(ids, name).to_string())])?;
    xml.text("TextValue", &[], &value)?;
    xml.close("VariableValue")
}

/// What is known of an article, as the values of its variables.
pub(super) fn article_values<W: Write>(
    xml: &mut Xml<W>,
    ids: &Identities,
    article: &Article,
) -> Result<(), ExportError> {
    let head = &article.head;
    value(xml, ids, "Author line", head.byline.clone())?;
    value(xml, ids, "Publisher", head.publisher.clone())?;
    value(xml, ids, "Published", head.published.map(|date| date.to_string()))?;
    value(xml, ids, "Address", head.url.clone())?;
    value(xml, ids, "Archived copy", head.archived_url.clone())?;
    value(xml, ids, "Accessed", head.accessed.map(|date| date.to_string()))?;
    value(xml, ids, "Language", head.language.clone())
}

/// The cases, one for each source.
pub(super) fn cases<W: Write>(
    xml: &mut Xml<W>,
    project: &Project,
    ids: &Identities,
) -> Result<(), ExportError> {
    if project.sources.is_empty() {
        return Ok(());
    }
    let spoken = selections_by_source(project, ids);
    xml.open("Cases", &[])?;
    for source in project.sources.iter() {
        let guid = ids.uuid("source", source.id.as_str(), 0).to_string();
        xml.open("Case", &[("guid", &guid), ("name", &source.name)])?;
        text_element(xml, "Description", &description(source))?;
        value(xml, ids, "Kind of source", Some(source.kind.label().to_owned()))?;
        value(xml, ids, "Role", source.role.clone())?;
        value(xml, ids, "Other names", Some(source.aliases.join("; ")))?;
        let grade = source.current_reliability().map(|grade| grade.grade.letter().to_string());
        value(xml, ids, "Reliability", grade)?;
        value(xml, ids, "Address", source.url.clone())?;
        for selection in spoken.get(&source.id).into_iter().flatten() {
            xml.empty("SelectionRef", &[("targetGUID", &selection.to_string())])?;
        }
        xml.close("Case")?;
    }
    xml.close("Cases")
}

fn description(source: &Source) -> String {
    let parts = [source.description.as_deref(), source.notes.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The selections in which each source speaks or is named, in the order of the text.
fn selections_by_source(project: &Project, ids: &Identities) -> HashMap<SourceId, Vec<Uuid>> {
    let mut spoken: HashMap<SourceId, Vec<Uuid>> = HashMap::new();
    for (_, claim) in project.claims() {
        for (c, chain) in claim.chains.iter().enumerate() {
            for (h, hop) in chain.hops.iter().enumerate() {
                for source in &hop.sources {
                    let list = spoken.entry(project.resolve_source(*source)).or_default();
                    let held = claim.anchors.iter().enumerate().filter(|(_, a)| !a.is_lost());
                    let pieces = held.map(|(piece, _)| piece_id(ids, claim, piece));
                    let named = hop.source_anchors.iter().enumerate().filter(|(_, a)| !a.is_lost());
                    let named = named.map(|(a, _)| words_id(ids, "Source", claim, (c, h, a)));
                    for selection in pieces.chain(named) {
                        // A source may speak twice in a claim's chains: near each other.
                        if !list.iter().rev().take(64).any(|known| *known == selection) {
                            list.push(selection);
                        }
                    }
                }
            }
        }
    }
    spoken
}
