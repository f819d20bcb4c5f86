//! `project.qde`: the project itself, in the order that the schema wants.

use std::io::Write;

use super::{
    ORIGIN, cases,
    codes::Codes,
    selections::{Making, first_piece, note_id, piece_id, user_id},
    text_element,
};
use crate::{
    domain::{
        anchor::Anchor, article::Article, link::LinkKind, project::Project,
        vocabulary::Vocabulary as _,
    },
    export::{
        Export, ExportError, Progress,
        identity::{Identities, Uuid},
        xml::Xml,
    },
};

/// The name of the links that join the pieces of one claim.
pub(super) const SAME_CLAIM_PIECE: &str = "Another piece of the same claim";

/// The identifier of an article, which its text's file is named by.
pub(super) fn article_id(ids: &Identities, article: &Article) -> Uuid {
    ids.uuid("article", article.id.as_str(), 0)
}

pub(super) fn write<W: Write>(
    export: &Export<'_>,
    out: W,
    progress: &Progress<'_>,
) -> Result<W, ExportError> {
    let project = export.project;
    let ids = Identities::of(project);
    let codes = Codes::of(project);
    let mut xml = Xml::begin(out)?;
    xml.open(
        "Project",
        &[
            ("xmlns", "urn:QDA-XML:project:1.0"),
            ("name", &project.head.title),
            ("origin", ORIGIN),
            ("creationDateTime", &project.head.created.to_string()),
            ("modifiedDateTime", &export.at.to_string()),
        ],
    )?;
    users(&mut xml, project, &ids)?;
    xml.open("CodeBook", &[])?;
    codes.write(&mut xml)?;
    xml.close("CodeBook")?;
    cases::variables(&mut xml, &ids)?;
    cases::cases(&mut xml, project, &ids)?;
    sources(&mut xml, &Making { project, ids: &ids, codes: &codes }, progress)?;
    notes(&mut xml, project, &ids)?;
    links(&mut xml, project, &ids)?;
    text_element(&mut xml, "Description", project.head.description.as_deref().unwrap_or_default())?;
    xml.close("Project")?;
    xml.end()
}

fn users<W: Write>(
    xml: &mut Xml<W>,
    project: &Project,
    ids: &Identities,
) -> Result<(), ExportError> {
    if project.analysts.is_empty() {
        return Ok(());
    }
    xml.open("Users", &[])?;
    for analyst in project.analysts.iter() {
        let guid = user_id(ids, analyst.id).to_string();
        xml.empty(
            "User",
            &[("guid", &guid), ("name", &analyst.name), ("id", analyst.id.as_str())],
        )?;
    }
    xml.close("Users")
}

fn sources<W: Write>(
    xml: &mut Xml<W>,
    making: &Making<'_>,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    if making.project.articles.is_empty() {
        return Ok(());
    }
    let (mut done, total) = (0, making.project.claim_count());
    let mut step = || {
        done += 1;
        progress.step(done, total)
    };
    xml.open("Sources", &[])?;
    for article in making.project.articles.iter() {
        let guid = article_id(making.ids, article).to_string();
        xml.open(
            "TextSource",
            &[
                ("guid", &guid),
                ("name", article.title()),
                ("plainTextPath", &format!("internal://{guid}.txt")),
                ("creationDateTime", &making.project.head.created.to_string()),
            ],
        )?;
        text_element(xml, "Description", &lost(article))?;
        making.article(xml, article, &mut step)?;
        cases::article_values(xml, making.ids, article)?;
        xml.close("TextSource")?;
    }
    xml.close("Sources")
}

/// Claims whose words are not in the present text can't be selections: they are told.
fn lost(article: &Article) -> String {
    let lost = article.claims.iter().filter(|claim| claim.anchors.iter().all(Anchor::is_lost));
    let lines: Vec<_> =
        lost.map(|claim| format!("Not found in this text: {}", claim.quotation())).collect();
    lines.join("\n")
}

fn notes<W: Write>(
    xml: &mut Xml<W>,
    project: &Project,
    ids: &Identities,
) -> Result<(), ExportError> {
    let mut any = false;
    for (_, claim) in project.claims() {
        let Some(note) = &claim.note else { continue };
        if first_piece(ids, claim).is_none() {
            continue;
        }
        if !any {
            xml.open("Notes", &[])?;
            any = true;
        }
        xml.open(
            "Note",
            &[
                ("guid", &note_id(ids, claim).to_string()),
                ("name", "Note"),
                ("creatingUser", &user_id(ids, claim.by).to_string()),
                ("creationDateTime", &claim.created.to_string()),
            ],
        )?;
        xml.text("PlainTextContent", &[], note)?;
        xml.close("Note")?;
    }
    if any { xml.close("Notes") } else { Ok(()) }
}

fn links<W: Write>(
    xml: &mut Xml<W>,
    project: &Project,
    ids: &Identities,
) -> Result<(), ExportError> {
    let mut any = false;
    let mut put = |xml: &mut Xml<W>, guid: Uuid, name: &str, direction: &str, ends: [Uuid; 2]| {
        if !any {
            xml.open("Links", &[])?;
            any = true;
        }
        xml.empty(
            "Link",
            &[
                ("guid", &guid.to_string()),
                ("name", name),
                ("direction", direction),
                ("originGUID", &ends[0].to_string()),
                ("targetGUID", &ends[1].to_string()),
            ],
        )
    };
    for (_, claim) in project.claims().filter(|(_, claim)| claim.anchors.len() > 1) {
        let held = claim.anchors.iter().enumerate().filter(|(_, anchor)| !anchor.is_lost());
        let pieces: Vec<_> = held.map(|(piece, _)| piece).collect();
        for pair in pieces.windows(2) {
            let guid = ids.uuid("joint", claim.id.as_str(), pair[0]);
            let ends = [piece_id(ids, claim, pair[0]), piece_id(ids, claim, pair[1])];
            put(xml, guid, SAME_CLAIM_PIECE, "Associative", ends)?;
        }
    }
    for link in project.links.iter() {
        let piece = |id| first_piece(ids, project.claim(id)?);
        let (Some(from), Some(to)) = (piece(link.from), piece(link.to)) else { continue };
        let direction = match link.kind {
            LinkKind::SameClaim | LinkKind::Contradicts => "Associative",
            _ => "OneWay",
        };
        let guid = ids.uuid("link", link.id.as_str(), 0);
        put(xml, guid, link.kind.label(), direction, [from, to])?;
    }
    if any { xml.close("Links") } else { Ok(()) }
}
