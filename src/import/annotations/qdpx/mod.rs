//! REFI-QDA projects: this program's own, and those of ATLAS.ti (`Project.qde`, `Sources/`),
//! NVivo, QualCoder, MAXQDA and `qualitative-coding`.
//!
//! Text sources become articles, unless the project has the text already; coded selections
//! become claims. Codes with the name of a known term become that term; others become tags.

mod codes;
mod finish;
mod place;
mod texts;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::{AnnotationError, Brought, Context, Reader, archive::Archive, utf8, xml};
use crate::domain::time::Timestamp;

pub(super) const READER: Reader = Reader {
    label: "REFI-QDA projects (.qdpx)",
    fits: |name, bytes| {
        name.ends_with(".qdpx") || (bytes.starts_with(b"PK\x03\x04") && !name.ends_with(".docx"))
    },
    read,
};

/// A selection of a text, as the file has it.
#[derive(Debug, Default)]
struct Selection {
    guid: String,
    name: String,
    start: i64,
    end: i64,
    description: String,
    user: Option<String>,
    created: Option<Timestamp>,
    modified: Option<Timestamp>,
    codings: Vec<Coding>,
    notes: Vec<String>,
}

/// A code given to a selection.
#[derive(Debug)]
struct Coding {
    code: String,
    user: Option<String>,
    at: Option<Timestamp>,
}

fn moment(element: &xml::Element, name: &str) -> Option<Timestamp> {
    let text = element.get(name)?;
    // Some programs leave the zone out.
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}

fn read(bytes: &[u8], context: &mut Context<'_>) -> Result<Brought, AnnotationError> {
    let mut archive = Archive::open(bytes)?;
    let qde = archive.names().find(|name| {
        name.rsplit('/').next() == Some("project.qde")
            || (!name.contains('/') && name.ends_with(".qde"))
    });
    let qde = qde.map(str::to_owned).ok_or_else(|| AnnotationError::Malformed {
        what: "the archive",
        why: "it holds no project.qde".to_owned(),
    })?;
    let document = archive.read(&qde)?.unwrap_or_default();
    let root = xml::parse(&utf8(&document)?)?;
    if root.name != "Project" {
        return Err(AnnotationError::Malformed {
            what: "project.qde",
            why: format!("its root is {}, not Project", root.name),
        });
    }
    let folder = qde.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let notes = notes(&root, &folder, &mut archive)?;
    let mut placing = place::Placing::new(&root, notes, context);
    for source in root.child("Sources").into_iter().flat_map(|list| &list.children) {
        let found = texts::text_of(source, &folder, &mut archive)?;
        match found {
            texts::Found::Text { element, text } => placing.source(source, element, &text),
            texts::Found::Not(why) => placing.leave_source(source, &why),
        }
    }
    Ok(placing.finish(&root))
}

/// A note, which a selection may refer to.
#[derive(Debug, Default)]
struct Note {
    name: String,
    text: String,
    used: bool,
}

/// The notes, by their GUIDs. One without a text keeps its name.
fn notes(
    root: &xml::Element,
    folder: &str,
    archive: &mut Archive<'_>,
) -> Result<HashMap<String, Note>, AnnotationError> {
    let mut notes = HashMap::new();
    for note in root.child("Notes").into_iter().flat_map(|notes| notes.all("Note")) {
        let Some(guid) = note.guid("guid") else { continue };
        let name = note.get("name").unwrap_or_default().to_owned();
        let text = texts::stored(note, folder, archive)?.unwrap_or_default();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n");
        notes.insert(guid, Note { name, text: text.replace('\r', "\n"), used: false });
    }
    Ok(notes)
}

fn selections(element: &xml::Element) -> Vec<Selection> {
    element.all("PlainTextSelection").map(selection).collect()
}

fn selection(element: &xml::Element) -> Selection {
    let number = |name: &str| element.get(name).and_then(|n| n.trim().parse().ok()).unwrap_or(-1);
    let coding = |coding: &xml::Element| {
        Some(Coding {
            code: coding.child("CodeRef")?.guid("targetGUID")?,
            user: coding.guid("creatingUser"),
            at: moment(coding, "creationDateTime"),
        })
    };
    Selection {
        guid: element.guid("guid").unwrap_or_default(),
        name: element.get("name").unwrap_or_default().to_owned(),
        start: number("startPosition"),
        end: number("endPosition"),
        description: element.child("Description").map(|d| d.text.clone()).unwrap_or_default(),
        user: element.guid("creatingUser"),
        created: moment(element, "creationDateTime"),
        modified: moment(element, "modifiedDateTime"),
        codings: element.all("Coding").filter_map(coding).collect(),
        notes: element.all("NoteRef").filter_map(|note| note.guid("targetGUID")).collect(),
    }
}

/// The values of variables on an element, by the variables' names.
fn values(element: &xml::Element, variables: &HashMap<String, String>) -> HashMap<String, String> {
    let value = |value: &xml::Element| {
        let name = variables.get(&value.child("VariableRef")?.guid("targetGUID")?)?;
        let text = value.children.iter().find(|child| child.name.ends_with("Value"))?;
        Some((name.clone(), text.text.clone()))
    };
    element.all("VariableValue").filter_map(value).collect()
}
