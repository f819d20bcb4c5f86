//! Exports through the command line: golden files for the samples, choices, and refusals.
//!
//! `SOURCELINE_GOLDEN=write cargo test --test export` writes the golden files anew; they are
//! then to be read against each format's specification.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Parser as _;
use sourceline::{
    cli::{self, Arguments, Verdict},
    domain::{ids::SeededIds, time::Timestamp},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sample(name: &str) -> String {
    root().join("sample_projects").join(format!("{name}.ron")).display().to_string()
}

/// Runs a verb: what it answered on standard output and standard error, or why it failed.
fn run(words: &[&str]) -> Result<(String, String), String> {
    let arguments = Arguments::try_parse_from([&["sourceline"], words].concat());
    let verb = arguments.map_err(|why| why.to_string())?.verb.expect("a verb");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let now = Timestamp::from_unix_seconds(1_772_000_000);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    match cli::run(verb, &mut out, &mut err, &mut SeededIds(1), now) {
        Ok(Verdict::Fine) => Ok((text(out), text(err))),
        Ok(Verdict::Findings) => Err(text(err)),
        Err(why) => Err(why.to_string()),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A file as text: archives as the texts in them that say something, one after the other.
fn as_text(path: &Path) -> String {
    let bytes = fs::read(path).expect("read");
    let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
    if !matches!(ending.as_str(), "xlsx" | "qdpx") {
        return String::from_utf8(bytes).expect("UTF-8");
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let told = ["project.qde", "xl/workbook.xml"].contains(&name.as_str())
            || name.starts_with("xl/worksheets/sheet");
        text += "== ";
        text += &name;
        text.push('\n');
        if told {
            entry.read_to_string(&mut text).expect("UTF-8");
            text.push('\n');
        }
    }
    text
}

/// Formats of this file's golden files; the others have tests of their own.
const GOLDEN: [&str; 11] = [
    "qdpx",
    "qdc",
    "csv",
    "xlsx",
    "csl-json",
    "bibtex",
    "ris",
    "claim-review",
    "graphml",
    "gexf",
    "dot",
];

#[test]
fn every_format_of_every_sample_is_as_it_was_reviewed() {
    let write = std::env::var("SOURCELINE_GOLDEN").is_ok_and(|what| what == "write");
    let mut wrong = Vec::new();
    for name in ["first-steps", "persian"] {
        for format in GOLDEN {
            let folder = tempfile::tempdir().expect("a folder");
            let out = folder.path().join("out");
            let ending = sourceline::export::format(format).expect("a format").ending();
            let out = if format == "csv" { out } else { out.with_extension(&ending[1..]) };
            run(&[
                "export",
                &sample(name),
                "--format",
                format,
                "--output",
                &out.display().to_string(),
            ])
            .expect("exported");
            for file in if out.is_dir() { files(&out) } else { vec![out] } {
                let mut part = file.file_name().expect("a name").to_string_lossy().into_owned();
                if matches!(format, "qdpx" | "xlsx") {
                    part.push_str(".txt");
                }
                let golden = root().join("tests/golden").join(name).join(part);
                let text = as_text(&file).replace(env!("CARGO_PKG_VERSION"), "VERSION");
                if write {
                    fs::create_dir_all(golden.parent().expect("a folder")).expect("made");
                    fs::write(&golden, &text).expect("written");
                }
                if fs::read_to_string(&golden).ok().as_deref() != Some(&text) {
                    wrong.push(golden.display().to_string());
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn everything_goes_into_a_folder_and_nothing_is_replaced_without_being_told_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("all").display().to_string();
    let all = ["export", &sample("first-steps"), "--format", "all", "--output", &out];
    let (told, losses) = run(&all).expect("exported");
    let written = files(Path::new(&out));
    assert_eq!(told.lines().count(), written.len());
    assert!(written.len() > sourceline::export::FORMATS.len());
    assert!(losses.contains("json carries everything."), "{losses}");
    assert!(losses.contains("csl-json does not carry"), "{losses}");
    let refused = run(&all).expect_err("refused");
    assert!(refused.contains("--force"), "{refused}");
    run(&[&all[..], &["--force"]].concat()).expect("replaced");
}

#[test]
fn one_file_goes_to_standard_output_and_several_do_not() {
    let (out, err) =
        run(&["export", &sample("persian"), "-f", "json", "-o", "-"]).expect("exported");
    assert!(out.starts_with("{\n \"version\": 1,") && out.ends_with("}\n"));
    assert_eq!(err, "json carries everything.\n");
    let (wide, _) = run(&["export", &sample("persian"), "-f", "csv", "-o", "-"]).expect("exported");
    assert!(wide.starts_with("claim,article,") && wide.contains("chain_steps"));
    assert!(run(&["export", &sample("persian"), "-f", "all", "-o", "-"]).is_err());
    assert!(run(&["export", &sample("persian"), "-f", "docx", "-o", "-"]).is_err());
}

#[test]
fn a_path_with_the_ending_of_a_table_is_one_wide_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.csv");
    let words = path.display().to_string();
    run(&["export", &sample("first-steps"), "-f", "csv", "-o", &words, "--bom"]).expect("exported");
    let text = fs::read_to_string(path).expect("read");
    assert!(text.starts_with("\u{FEFF}claim,") && text.lines().count() == 7, "{text}");
}

#[test]
fn what_is_chosen_is_exported_and_what_is_not_there_is_told() {
    let accounts = sample("two-accounts");
    let titles = |words: &[&str]| {
        let all = [&["export", &accounts, "-f", "json", "-o", "-"], words].concat();
        run(&all).map(|(out, _)| {
            let value: serde_json::Value = serde_json::from_str(&out).expect("JSON");
            let articles = value["articles"].as_array().cloned().unwrap_or_default();
            articles
                .iter()
                .map(|a| {
                    (
                        a["title"].as_str().unwrap_or_default().to_owned(),
                        a["claims"].as_array().map_or(0, Vec::len),
                    )
                })
                .collect::<Vec<_>>()
        })
    };
    let whole = titles(&[]).expect("exported");
    assert_eq!(whole.len(), 3);
    let one = titles(&["--articles", "Ostrey tide mill"]).expect("exported");
    assert_eq!(one.len(), 1);
    let tagged = titles(&["--tag", "bell"]).expect("exported");
    let count = |list: &[(String, usize)]| list.iter().map(|(_, claims)| claims).sum::<usize>();
    assert!(count(&tagged) > 0 && count(&tagged) < count(&whole));
    let quell = titles(&["--analyst", "Tobias Quell"]).expect("exported");
    assert!(count(&quell) > 0 && count(&quell) < count(&whole));
    for words in [["--articles", "No such title"], ["--analyst", "nobody"], ["--tag", "no tag"]] {
        let why = titles(&words).expect_err("refused");
        assert!(why.contains(words[1]), "{why}");
    }
}

#[test]
fn a_project_goes_out_and_comes_back_the_same_file() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["first-steps", "persian", "two-accounts"] {
        let path = |file: &str| folder.path().join(file).display().to_string();
        let (json, back) = (path(&format!("{name}.json")), path(&format!("{name}.ron")));
        run(&["export", &sample(name), "-f", "json", "-o", &json]).expect("exported");
        run(&["new", &back, "--title", "Back"]).expect("made");
        run(&["import-annotations", &back, &json]).expect("imported");
        assert!(fs::read(&back).expect("read") == fs::read(sample(name)).expect("read"), "{name}");
    }
}

#[test]
fn a_file_that_can_not_be_read_is_told_and_the_others_come_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |file: &str| folder.path().join(file).display().to_string();
    run(&["new", &path("p.ron"), "--title", "P"]).expect("made");
    fs::write(path("bad.qdpx"), "PK\u{3}\u{4} nothing").expect("written");
    fs::write(path("good.ris"), "TY  - BOOK\nTI  - Tides\nAU  - Ash, Ann\nER  - \n")
        .expect("written");
    let told = run(&["import-annotations", &path("p.ron"), &path("bad.qdpx"), &path("good.ris")]);
    let why = told.expect_err("told");
    assert!(why.contains("bad.qdpx"), "{why}");
    let (shown, _) = run(&["show", &path("p.ron")]).expect("shown");
    assert!(shown.contains("1 sources, 1 works"), "{shown}");
}

#[test]
fn the_schema_is_printed() {
    let (schema, _) = run(&["schema"]).expect("printed");
    let value: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    assert_eq!(value["title"], "Sourceline project");
}

#[test]
fn what_show_tells_of_a_sample_is_as_it_was_reviewed() {
    let (shown, err) = run(&["show", &sample("first-steps"), "--json"]).expect("shown");
    assert_eq!(err, "");
    let golden = root().join("tests/golden/first-steps.show.json");
    if std::env::var("SOURCELINE_GOLDEN").is_ok_and(|what| what == "write") {
        fs::write(&golden, &shown).expect("written");
    }
    assert!(fs::read_to_string(&golden).ok().as_deref() == Some(&shown), "{}", golden.display());
}
