//! From a project to a file and back, for every format that is written and read.

mod facts;
mod properties;

use std::collections::BTreeSet;

use crate::{
    domain::{
        analyst::Analyst,
        claim::Claim,
        edit::{Edit, apply},
        ids::SeededIds,
        project::Project,
        sample::{at, id, project},
        work::Work,
    },
    export::{self, Export, Options, Progress, Wanted, target::Memory},
    import::annotations::{
        Brought, Context, brat,
        proposal::{Given, Setting},
        read_bytes, read_project,
    },
    storage::{arbitrary::random_project, file::load},
};

fn written(format: &str, project: &Project) -> (String, Vec<u8>) {
    let format = export::format(format).expect("a format");
    let options = Options::default();
    let export = Export { project, stem: "trip", at: at(0), options: &options };
    let name = format!("trip{}", format.ending());
    let mut memory = Memory::default();
    (format.write)(&export, Wanted::File(&name), &mut memory, &Progress::NONE).expect("written");
    memory.files.remove(0)
}

/// All files of a format, each with its name.
fn written_files(name: &str, project: &Project) -> Vec<(String, Vec<u8>)> {
    let format = export::format(name).expect("a format");
    let options = Options::default();
    let export = Export { project, stem: "trip", at: at(0), options: &options };
    let mut memory = Memory::default();
    (format.write)(&export, Wanted::Folder, &mut memory, &Progress::NONE).expect("written");
    memory.files
}

/// A project with one analyst and nothing else, with what the files of a format bring.
fn imported_files(files: &[(String, Vec<u8>)]) -> Project {
    let given: Vec<_> = files.iter().map(|(name, bytes)| Given { name, bytes }).collect();
    if !files.iter().any(|(name, _)| name.ends_with(".conf")) {
        return imported(&files[0]);
    }
    let empty = nearly_empty();
    let collection = brat::Collection::read(&given).expect("read");
    let into = Setting { project: &empty, by: id("ann"), at: at(0) };
    let proposal = brat::propose(into, &collection, &collection.guess(), &mut SeededIds(77));
    apply(&empty, Edit::Batch(proposal.edits)).expect("applied").0
}

/// A project with one analyst.
fn nearly_empty() -> Project {
    let empty = Project::new("Empty", at(0));
    let ann = Analyst { id: id("ann"), name: "Ann Ash".to_owned() };
    apply(&empty, Edit::PutAnalyst(ann)).expect("added").0
}

fn brought(file: &(String, Vec<u8>), into: &Project) -> Brought {
    let mut ids = SeededIds(77);
    let mut context = Context { project: into, by: id("ann"), at: at(0), ids: &mut ids };
    read_bytes(&file.0, &file.1, &mut context).expect("read")
}

/// A project with one analyst and nothing else, with what a file brings.
fn imported(file: &(String, Vec<u8>)) -> Project {
    let empty = nearly_empty();
    let brought = brought(file, &empty);
    match brought.whole {
        Some(whole) => *whole,
        None => apply(&empty, Edit::Batch(brought.edits)).expect("applied").0,
    }
}

fn samples() -> Vec<Project> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    let paths = std::fs::read_dir(folder).expect("samples").map(|e| e.expect("an entry").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|e| e == "ron"));
    paths.map(|path| load(&path).expect("loads").project).chain([project()]).collect()
}

#[test]
fn json_gives_the_very_same_project_back() {
    for seed in 0..60 {
        let project = random_project(seed, 1 + seed as usize % 12);
        let (_, bytes) = written("json", &project);
        assert!(read_project(&bytes).expect("read") == project, "seed {seed}");
    }
    for project in samples() {
        assert!(imported(&written("json", &project)) == project, "{}", project.head.title);
    }
}

#[test]
fn json_of_a_project_into_itself_brings_nothing() {
    let project = project();
    let brought = brought(&written("json", &project), &project);
    assert!(brought.is_empty() && brought.left.is_empty(), "{brought:?}");
}

#[test]
fn json_brings_what_is_new_and_tells_what_differs() {
    let whole = project();
    let mut changed = whole.clone();
    for edit in [
        Edit::RemoveClaims(vec![id("hurt")]),
        Edit::PutAnalyst(Analyst { id: id("ben"), name: "Benjamin".to_owned() }),
    ] {
        changed = apply(&changed, edit).expect("applied").0;
    }
    let brought = brought(&written("json", &whole), &changed);
    assert_eq!(brought.counts, [("claims", 1)]);
    assert_eq!(brought.left.len(), 1, "{:?}", brought.left);
    assert!(brought.left[0].what.contains("ben"));
    let merged = apply(&changed, Edit::Batch(brought.edits)).expect("applied").0;
    assert_eq!(merged.claim_count(), whole.claim_count());
}

#[test]
fn json_that_is_newer_or_broken_is_refused_with_the_reason() {
    let file = |text: &str| ("x.json".to_owned(), text.as_bytes().to_vec());
    let empty = Project::new("Empty", at(0));
    let mut ids = SeededIds(1);
    for (text, words) in [
        (r#"{"version": 2, "created": "x", "new": 1}"#, "version 2"),
        (r#"{"version": 1, "created": 5}"#, "malformed"),
        (
            r#"{"version": 1, "title": "T", "created": "2026-01-01T00:00:00Z", "codebook": {}, "x": 1}"#,
            "unknown field `x`",
        ),
    ] {
        let (name, bytes) = file(text);
        let mut context = Context { project: &empty, by: id("ann"), at: at(0), ids: &mut ids };
        let error = read_bytes(&name, &bytes, &mut context).expect_err("refused").to_string();
        assert!(error.contains(words), "{error}");
    }
}

/// What an exchange file carries whole of a claim.
fn carried(project: &Project, claim: &Claim) -> String {
    let spans: Vec<_> =
        claim.anchors.iter().filter(|a| !a.is_lost()).map(|a| (a.span.start, a.span.end)).collect();
    format!(
        "{spans:?} {:?} {:?} {:?} {:?} {:?} {} {} {}",
        claim.kind,
        claim.tone,
        claim.factuality,
        claim.status,
        claim.tags,
        project.analyst_name(claim.by),
        claim.created,
        claim.modified.max(claim.created),
    )
}

fn all_carried(project: &Project) -> BTreeSet<String> {
    let held = project.claims().filter(|(_, c)| c.anchors.iter().any(|a| !a.is_lost()));
    held.map(|(article, claim)| format!("{} {}", article.sha256, carried(project, claim))).collect()
}

#[test]
fn an_exchange_file_gives_back_all_that_its_losses_do_not_list() {
    for project in samples() {
        let back = imported(&written("qdpx", &project));
        assert_eq!(all_carried(&back), all_carried(&project), "{}", project.head.title);
        let links = |p: &Project| {
            let words = |id| p.claim(id).map(|c| c.quotation()).unwrap_or_default();
            let all =
                p.links.iter().map(|l| format!("{} {:?} {}", words(l.from), l.kind, words(l.to)));
            all.collect::<BTreeSet<_>>()
        };
        assert_eq!(links(&back), links(&project));
        let heads = |p: &Project| {
            let all = p.articles.iter().filter(|a| !a.text.as_str().trim().is_empty());
            let head = |a: &crate::domain::article::Article| {
                let h = crate::domain::article::ArticleHead {
                    work: None,
                    revision_of: None,
                    ..(*a.head).clone()
                };
                format!("{h:?} {}", a.text.as_str())
            };
            all.map(|a| head(a)).collect::<BTreeSet<_>>()
        };
        assert_eq!(heads(&back), heads(&project));
        let sources = |p: &Project| {
            let one = |s: &crate::domain::source::Source| {
                format!("{} {:?} {:?} {:?}", s.name, s.kind, s.role, s.url)
            };
            p.sources.iter().map(|s| one(s)).collect::<BTreeSet<_>>()
        };
        assert_eq!(sources(&back), sources(&project));
        let terms =
            |p: &Project| p.codebook.iter().map(|t| t.name.clone()).collect::<BTreeSet<_>>();
        assert_eq!(terms(&back), terms(&project));
        assert_eq!(
            back.claims().map(|(_, c)| c.assessments.len()).sum::<usize>(),
            project
                .claims()
                .map(|(_, c)| {
                    let judged = |a: &&&crate::domain::assessment::Assessment| {
                        a.credibility.is_some() || a.confidence.is_some() || a.likelihood.is_some()
                    };
                    c.latest_assessments().iter().filter(judged).count()
                })
                .sum::<usize>()
        );
    }
}

#[test]
fn an_exchange_file_of_any_project_can_be_read_back() {
    for seed in 0..25 {
        let project = random_project(seed, 1 + seed as usize % 9);
        let empty = nearly_empty();
        let brought = brought(&written("qdpx", &project), &empty);
        for left in &brought.left {
            let expected = ["cues and names", "attribution", "text is empty", "case"]
                .iter()
                .any(|words| left.what.contains(words) || left.why.contains(words));
            assert!(expected, "seed {seed}: {left:?}");
        }
    }
}

/// What a bibliography carries of a work: white space folded, authors by name.
fn cited(project: &Project, work: &Work) -> String {
    let fold = |text: Option<&String>| {
        text.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    let authors = work.authors.iter().filter_map(|id| project.source(*id)).map(|s| s.name.clone());
    format!(
        "{:?} | {} | {:?} | {} | {} | {:?} | {} | {} | {:?} | {} | {}",
        work.kind,
        work.display_title(),
        authors.collect::<Vec<_>>(),
        fold(work.container.as_ref()),
        fold(work.publisher.as_ref()),
        work.date,
        fold(work.url.as_ref()),
        fold(work.archived_url.as_ref()),
        work.accessed,
        fold(work.pages.as_ref()),
        fold(work.raw.as_ref()),
    )
}

#[test]
fn a_bibliography_gives_the_works_back_with_their_authors() {
    for project in samples() {
        for format in ["csl-json", "bibtex", "ris"] {
            let back = imported(&written(format, &project));
            let works = |p: &Project| p.works.iter().map(|w| cited(p, w)).collect::<BTreeSet<_>>();
            assert_eq!(works(&back), works(&project), "{format}");
        }
    }
}
