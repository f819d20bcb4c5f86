use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::domain::{
    article::Article,
    claim::Claim,
    edit::{Edit, apply},
    ids::SeededIds,
    project::Project,
    sample::{TEXT, at, id, project},
};
use crate::import::annotations::{Brought, Context, read_bytes};

const USER: &str = "11111111-1111-1111-1111-111111111111";
const CODE: &str = "22222222-2222-2222-2222-222222222222";
const TEXT_ID: &str = "33333333-3333-3333-3333-333333333333";

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).expect("begun");
        archive.write_all(bytes).expect("packed");
    }
    archive.finish().expect("finished").into_inner()
}

/// A project with one text and one selection, with braces around the GUIDs if wanted.
fn qde(path: &str, source: &str, (start, end): (usize, usize), name: &str, braces: bool) -> String {
    let guid = |id: &str| if braces { format!("{{{}}}", id.to_uppercase()) } else { id.to_owned() };
    format!(
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <Project name=\"P\" origin=\"Another 1.0\" xmlns=\"urn:QDA-XML:project:1.0\">\
         <Users><User guid=\"{u}\" name=\"Cleo Crane\"/></Users>\
         <CodeBook><Codes><Code guid=\"{f}\" name=\"Topics\" isCodable=\"true\">\
         <Code guid=\"{c}\" name=\"Floods\" isCodable=\"true\"/></Code></Codes></CodeBook>\
         <Sources>{open}<PlainTextSelection guid=\"{s}\" name=\"{name}\" startPosition=\"{start}\" \
         endPosition=\"{end}\" creatingUser=\"{u}\" creationDateTime=\"2020-05-06T07:08:09Z\">\
         <Description>About water</Description>\
         <Coding guid=\"{g}\" creatingUser=\"{u}\"><CodeRef targetGUID=\"{c}\"/></Coding>\
         </PlainTextSelection>{close}</Sources></Project>",
        u = guid(USER),
        f = guid("44444444-4444-4444-4444-444444444444"),
        c = guid(CODE),
        s = guid("55555555-5555-5555-5555-555555555555"),
        g = guid("66666666-6666-6666-6666-666666666666"),
        open = source.replace("PATH", path),
        close = if source.contains("Representation") {
            "</Representation></PDFSource>"
        } else {
            "</TextSource>"
        },
    )
}

const SOURCE: &str = "<TextSource guid=\"33333333-3333-3333-3333-333333333333\" name=\"Interview\" plainTextPath=\"PATH\">";

fn brought(project: &Project, bytes: &[u8]) -> Brought {
    let mut ids = SeededIds(3);
    let mut context = Context { project, by: id("ann"), at: at(0), ids: &mut ids };
    read_bytes("x.qdpx", bytes, &mut context).expect("read")
}

fn only(project: &Project, brought: Brought) -> (Project, Article, Claim) {
    let next = apply(project, Edit::Batch(brought.edits)).expect("applied").0;
    let (article, claim) = next
        .claims()
        .find(|(_, claim)| project.claim(claim.id).is_none())
        .map(|(article, claim)| ((**article).clone(), (**claim).clone()))
        .expect("a new claim");
    (next, article, claim)
}

#[test]
fn each_programs_way_of_packing_and_counting_is_read() {
    let text = "One 🌉 line.\r\nThe flood came.\r\n";
    let plain = text.replace('\r', "");
    let internal = format!("internal://{TEXT_ID}.txt");
    let file = format!("{TEXT_ID}.txt");
    let marked = format!("\u{FEFF}{text}");
    let pdf = "<PDFSource guid=\"77777777-7777-7777-7777-777777777777\" name=\"Interview\">\
               <Representation guid=\"33333333-3333-3333-3333-333333333333\" plainTextPath=\"PATH\">";
    // Where "The flood" stands: counted in code points with LF; with CR LF; in UTF-16; with mark.
    for (what, qde_name, folder, stored, source, start, braces) in [
        ("the standard", "project.qde", "sources", plain.as_str(), SOURCE, 12, false),
        ("ATLAS.ti", "Project.qde", "Sources", marked.as_str(), SOURCE, 13, true),
        ("CR LF as one", "project.qde", "sources", text, SOURCE, 12, false),
        ("UTF-16 units", "project.qde", "sources", plain.as_str(), SOURCE, 13, false),
        ("UTF-16 with CR LF as two", "project.qde", "sources", text, SOURCE, 14, false),
        ("a mark that counts", "project.qde", "sources", marked.as_str(), SOURCE, 14, false),
        ("a PDF with its text", "project.qde", "sources", plain.as_str(), pdf, 12, false),
    ] {
        let document = qde(&internal, source, (start, start + 9), "The flood", braces);
        let bytes = packed(&[
            (qde_name, document.as_bytes()),
            (&format!("{folder}/{file}"), stored.as_bytes()),
        ]);
        let here = project();
        let result = brought(&here, &bytes);
        assert_eq!(result.left, [], "{what}");
        let (next, article, claim) = only(&here, result);
        assert_eq!(claim.anchors[0].exact, "The flood", "{what}");
        assert_eq!(article.text.as_str(), plain, "{what}");
        assert_eq!(
            (article.title(), claim.tags.as_slice()),
            ("Interview", &["Floods".to_owned()][..])
        );
        assert_eq!(claim.note.as_deref(), Some("About water"));
        assert_eq!(next.analyst_name(claim.by), "Cleo Crane");
        assert_eq!(claim.created.to_string(), "2020-05-06T07:08:09Z");
    }
}

#[test]
fn a_text_in_the_document_itself_and_a_known_text_are_used() {
    let here = project();
    let source = format!(
        "<TextSource guid=\"{TEXT_ID}\" name=\"x\"><PlainTextContent>{}</PlainTextContent>",
        TEXT.replace('&', "&amp;").replace('<', "&lt;")
    );
    let byte = TEXT.find("Two officials").expect("there");
    let start = TEXT[..byte].chars().count();
    let document = qde("", &source, (start, start + 13), "Two officials", false);
    let result = brought(&here, &packed(&[("project.qde", document.as_bytes())]));
    let (next, article, claim) = only(&here, result);
    assert_eq!(article.id, id("a1"), "the project has the text already");
    assert_eq!(next.articles.len(), here.articles.len());
    assert_eq!(claim.anchors[0].exact, "Two officials");
}

#[test]
fn what_can_not_be_placed_is_told() {
    let here = project();
    let internal = format!("internal://{TEXT_ID}.txt");
    let file = format!("sources/{TEXT_ID}.txt");
    for (path, span, text, words) in [
        ("relative:///x.txt", (0, 4), "text", "outside the file"),
        ("internal://missing.txt", (0, 4), "text", "is not in the file"),
        (internal.as_str(), (2, 99), "text", "does not lie within"),
        (internal.as_str(), (3, 3), "text", "does not lie within"),
        (internal.as_str(), (0, 4), " \n ", "text is empty"),
    ] {
        let document = qde(path, SOURCE, span, "text", false);
        let bytes = packed(&[("project.qde", document.as_bytes()), (&file, text.as_bytes())]);
        let result = brought(&here, &bytes);
        assert!(
            result.left.iter().any(|left| left.why.contains(words)),
            "{words}: {:?}",
            result.left
        );
    }
}

#[test]
fn a_code_with_the_name_of_an_evidence_kind_becomes_evidence() {
    let here = project();
    let internal = format!("internal://{TEXT_ID}.txt");
    let document = qde(&internal, SOURCE, (0, 4), "text", false).replace("Floods", "press REPORT");
    let file = format!("sources/{TEXT_ID}.txt");
    let result =
        brought(&here, &packed(&[("project.qde", document.as_bytes()), (&file, b"text here")]));
    let (_, _, claim) = only(&here, result);
    assert_eq!(claim.evidence[0].kind, id("press-report"));
    assert!(claim.tags.is_empty());
}
