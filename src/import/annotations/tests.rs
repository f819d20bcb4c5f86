use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::domain::{
    edit::apply,
    ids::SeededIds,
    sample::{at, id, project},
    source::SourceKind,
    work::WorkKind,
};

fn read(name: &str, bytes: &[u8]) -> Result<Brought, AnnotationError> {
    let project = project();
    let mut ids = SeededIds(9);
    let mut context = Context { project: &project, by: id("ann"), at: at(0), ids: &mut ids };
    read_bytes(name, bytes, &mut context)
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).expect("begun");
        archive.write_all(bytes).expect("packed");
    }
    archive.finish().expect("finished").into_inner()
}

const QDE: &[u8] = b"<Project name=\"x\"/>";

fn refused(bytes: &[u8], words: &str) {
    let error = read("x.qdpx", bytes).expect_err(words);
    assert!(matches!(error, AnnotationError::Unsafe(_)), "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn an_archive_that_leads_out_of_its_folder_is_refused() {
    for name in ["../evil.txt", "sources/../../evil", "/etc/passwd", "C:\\x.txt", "..\\x"] {
        refused(&packed(&[("project.qde", QDE), (name, b"x")]), "leads out of it");
    }
}

#[test]
fn an_archive_with_a_link_is_refused() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .add_symlink("sources/a.txt", "/etc/passwd", SimpleFileOptions::default())
        .expect("added");
    refused(&archive.finish().expect("finished").into_inner(), "symbolic link");
}

#[test]
fn an_archive_with_two_entries_of_one_name_is_refused() {
    let bytes = packed(&[("project.qde", QDE), ("prOject.qde", QDE)]);
    refused(&bytes, "several times");
    // The same name exactly, which the library would not write.
    let same: Vec<u8> = {
        let text = packed(&[("project.qde", QDE), ("project.qdX", QDE)]);
        let mut text = text;
        for at in 0..text.len() - 11 {
            if &text[at..at + 11] == b"project.qdX" {
                text[at + 10] = b'e';
            }
        }
        text
    };
    refused(&same, "several times");
}

#[test]
fn an_encrypted_archive_is_refused() {
    let mut bytes = packed(&[("project.qde", QDE)]);
    let central = bytes.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory");
    bytes[central + 8] |= 1;
    bytes[6] |= 1;
    refused(&bytes, "encrypted");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let zeros = vec![b' '; 40 << 20];
    refused(&packed(&[("project.qde", QDE), ("sources/a.txt", &zeros)]), "unpacks to");
}

#[test]
fn an_entry_that_lies_about_its_size_is_refused() {
    let mut bytes = packed(&[("project.qde", &b"<Project/>".repeat(50))]);
    let central = bytes.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory");
    bytes[central + 24..central + 28].copy_from_slice(&10_u32.to_le_bytes());
    assert!(read("x.qdpx", &bytes).is_err());
}

#[test]
fn no_bytes_make_a_reader_panic() {
    let whole = packed(&[("project.qde", QDE), ("sources/a.txt", b"text")]);
    for cut in 0..whole.len() {
        assert!(read("x.qdpx", &whole[..cut]).is_err());
    }
    let mut random = SeededIds(4);
    for name in ["x.qdpx", "x.bib", "x.ris", "x.csl.json", "x.json"] {
        for _ in 0..200 {
            let mut bytes = whole.clone();
            if !name.ends_with("qdpx") {
                bytes =
                    b"@a{b, c = {d}} TY  - JOUR [{\"type\": 1}] {\"version\": 1, \"created\": 2}"
                        .to_vec();
            }
            for _ in 0..4 {
                let at = random.bits() as usize % bytes.len();
                bytes[at] = random.bits() as u8;
            }
            let _ = read(name, &bytes);
        }
    }
}

#[test]
fn a_file_of_no_known_format_is_told_with_those_that_are() {
    let error = read("x.docx", b"words").expect_err("refused").to_string();
    assert!(error.contains("REFI-QDA") && error.contains("BibTeX"), "{error}");
}

#[test]
fn bibliographies_of_other_programs_become_works() {
    let bib = b"@book{key, author = {Doe, Jane and {The Council} and van Dyck, Ann}, title = {{A} Title \\& more},\n publisher = {P}, year = 2001, month = mar, pages = {1--2}, url = {https://x.example/a_b}}";
    let ris = b"\xEF\xBB\xBFTY  - JOUR\r\nAU  - Doe, Jane\r\nAU  - The Council\r\nT1  - A long\r\n title\r\nJO  - Journal\r\nPY  - 2001/03//\r\nSP  - 1\r\nEP  - 2\r\nER  - \r\n";
    let csl = br#"[{"id": 5, "type": "article-newspaper", "title": "News", "author": [{"family": "Doe", "given": "Jane"}, {"literal": "The Council"}], "issued": {"date-parts": [["2001", 3, 40]]}, "container-title": "Paper"}, {"no": "type"}]"#;
    for (name, bytes) in [("a.bib", &bib[..]), ("a.ris", ris), ("a.csl.json", csl)] {
        let brought = read(name, bytes).expect(name);
        let project = apply(&project(), Edit::Batch(brought.edits)).expect("applied").0;
        let works =
            project.works.iter().filter(|w| !["report", "story", "book"].contains(&w.id.as_str()));
        let works: Vec<_> = works.collect();
        assert_eq!(works.len(), 1, "{name}");
        assert_eq!(works[0].date.map(|d| d.to_string()).as_deref(), Some("2001-03"), "{name}");
        let authors: Vec<_> =
            works[0].authors.iter().filter_map(|id| project.source(*id)).collect();
        assert_eq!(
            (authors[0].name.as_str(), authors[0].kind),
            ("Jane Doe", SourceKind::NamedIndividual)
        );
        assert_eq!(
            (authors[1].name.as_str(), authors[1].kind),
            ("The Council", SourceKind::NamedGroup)
        );
        match name {
            "a.bib" => {
                assert_eq!(
                    (works[0].title.as_str(), works[0].kind),
                    ("A Title & more", WorkKind::Book)
                );
                assert_eq!(authors[2].name, "Ann van Dyck");
            }
            "a.ris" => {
                assert_eq!(works[0].title, "A long title");
                assert_eq!(works[0].pages.as_deref(), Some("1–2"));
            }
            _ => assert_eq!(brought.left.len(), 1),
        }
    }
}

#[test]
fn a_work_that_is_there_already_is_not_added_again() {
    let brought =
        read("a.ris", b"TY  - RPRT\nTI  - on BRIDGES\nDA  - 2008/07//\nER  - \n").expect("read");
    assert_eq!((brought.known, brought.edits.len()), (1, 0));
}
