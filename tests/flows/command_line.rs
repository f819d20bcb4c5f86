//! The built program on the command line: its answers, what it says on standard error, how it
//! ends.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use sourceline::{
    domain::{text::Text, time::Timestamp},
    storage::lock::{Acquired, Who, acquire},
};

use crate::stage::{Folder, TEXT, on_disk};

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sourceline"));
    program.env_remove("RUST_LOG");
    program
}

fn sourceline(arguments: &[&str]) -> Output {
    program().args(arguments).output().expect("it starts")
}

fn sample(name: &str) -> String {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    std::fs::read_to_string(samples.join(name)).expect("readable")
}

/// Runs a verb on a project and files beside it: its status, standard output, standard error.
fn run(verb: &str, project: &Path, more: &[&str]) -> (i32, String, String) {
    let output = sourceline(&[&[verb, &project.display().to_string()], more].concat());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code().expect("no signal"), text(&output.stdout), text(&output.stderr))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn wrong_usage_is_told_in_one_line_like_every_error_and_ends_with_status_2() {
    for arguments in [&["new", "p.ron"][..], &["--fast"], &["show"], &["add", "p.ron"]] {
        let output = sourceline(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.starts_with("sourceline: wrong usage: "), "{told}");
        assert!(told.ends_with(": see \"sourceline --help\"\n"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn help_and_version_are_answers() {
    for (argument, part) in [("--help", "Examples:"), ("--version", "sourceline ")] {
        let output = sourceline(&[argument]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains(part));
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn a_project_that_is_not_there_is_a_failure_and_no_wrong_usage() {
    for words in [&["show"][..], &["check"], &["add", "a.txt"], &["import-annotations", "a.bib"]] {
        let folder = Folder::new();
        let path = folder.path("missing.ron");
        let (status, out, told) = run(words[0], &path, &words[1..]);
        assert_eq!((status, out.as_str()), (1, ""), "{words:?}");
        assert!(told.starts_with("sourceline: can't open the project: "), "{told}");
        assert!(told.ends_with(&format!(": {}\n", path.display())), "the path is last: {told}");
        assert!(!folder.path("missing.ron.lock").exists(), "nothing is left beside it");
    }
}

/// What is logged of loading and saving, without the times.
fn logged(err: &str) -> Vec<&str> {
    let lines = err.lines().filter(|line| line.contains(" INFO ") || line.contains("INFO  "));
    let told = lines.filter_map(|line| line.split("] ").nth(1));
    told.filter_map(|line| line.split_once(" in ").map(|(what, _)| what)).collect()
}

#[test]
fn loading_and_saving_are_timed_on_standard_error_only_when_that_is_asked_for() {
    let folder = Folder::new();
    let project = folder.path("p.ron");
    let text = folder.file("a.txt", TEXT).display().to_string();
    let path = project.display().to_string();
    let timed = |arguments: &[&str]| {
        let output = program().env("RUST_LOG", "sourceline=info").args(arguments).output();
        let output = output.expect("it starts");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert_eq!(logged(&timed(&["new", &path, "--title", "P"])), ["saved"]);
    let told = timed(&["add", &path, &text]);
    assert_eq!(logged(&told), ["loaded", "saved"], "each once: {told}");
    let told = timed(&["show", &path]);
    assert_eq!(logged(&told), ["loaded"], "{told}");
    assert!(told.contains(" ms: ") && told.contains(&path), "{told}");
    for verb in ["show", "check"] {
        let (_, _, err) = run(verb, &project, &[]);
        assert_eq!(err, "", "nobody asked");
    }
}

/// A sample, changed, as a file.
fn changed(folder: &Folder, from: &str, into: &str) -> PathBuf {
    let text = sample("first-steps.ron");
    assert!(text.contains(from), "the sample has {from}");
    folder.file("p.ron", &text.replacen(from, into, 1))
}

#[test]
fn a_sample_is_checked_without_an_error() {
    for name in ["first-steps.ron", "two-accounts.ron", "persian.ron"] {
        let folder = Folder::new();
        let path = folder.file("p.ron", &sample(name));
        let (status, out, err) = run("check", &path, &[]);
        assert_eq!((status, err.as_str()), (0, ""), "{out}");
        assert!(out.lines().last().expect("a line").starts_with("0 errors, "), "{out}");
    }
}

/// The findings of a severity in a JSON answer, after a look at its shape.
fn findings(answer: &Value, severity: &str) -> Vec<Value> {
    assert_eq!(answer["schema_version"], 1);
    let all = answer["findings"].as_array().expect("a list");
    for finding in all {
        for field in ["code", "severity", "message", "hint"] {
            assert!(finding[field].as_str().is_some_and(|text| !text.is_empty()), "{finding}");
        }
        for place in finding["places"].as_array().expect("places") {
            assert!(place["record"].is_string() && place["id"].is_string(), "{place}");
            assert_eq!(place["start"].is_null(), place["end"].is_null(), "{place}");
            assert!(place["start"].is_null() || place["article"].is_string(), "{place}");
        }
        let code = finding["code"].as_str().expect("a text");
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(code.chars().all(plain), "{code}");
    }
    let of = |severity: &str| all.iter().filter(|f| f["severity"] == severity).count();
    let live = |severity: &str| {
        let all = all.iter().filter(|f| f["severity"] == severity);
        all.filter(|f| f.get("dismissed_by").is_none()).count()
    };
    assert_eq!(of("error") + of("warning") + of("note"), all.len());
    for (field, severity) in [("errors", "error"), ("warnings", "warning"), ("notes", "note")] {
        assert_eq!(answer[field], live(severity), "{field}");
    }
    all.iter().filter(|f| f["severity"] == severity).cloned().collect()
}

#[test]
fn a_broken_rule_is_an_error_with_its_record_and_status_1() {
    let folder = Folder::new();
    let text = sample("first-steps.ron");
    let name = text.split("name: \"").nth(2).and_then(|rest| rest.split('"').next());
    let from = format!("name: \"{}\"", name.expect("a source's name"));
    let path = changed(&folder, &from, "name: \" \"");
    let (status, out, err) = run("check", &path, &[]);
    assert_eq!((status, err.as_str()), (1, ""));
    assert!(out.starts_with("error: "), "errors come first: {out}");
    assert!(out.lines().last().expect("a line").starts_with("1 error, "), "{out}");
    let (status, out, _) = run("check", &path, &["--json"]);
    assert_eq!(status, 1);
    let errors = findings(&json(&out), "error");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["places"][0]["record"], "source");
    // The verbs that would write say so and write nothing.
    let before = std::fs::read(&path).expect("readable");
    let file = folder.file("a.txt", TEXT).display().to_string();
    let (status, _, err) = run("add", &path, &[&file]);
    assert_eq!(status, 1);
    assert!(err.contains("see \"sourceline check\""), "{err}");
    assert_eq!(std::fs::read(&path).expect("readable"), before);
    // Those that only tell do it, with a note.
    for verb in ["show", "origins"] {
        let (status, out, err) = run(verb, &path, &["--json"]);
        assert_eq!(status, 0);
        assert_eq!(json(&out)["schema_version"], 1);
        let path = path.display();
        let note = "sourceline: note: the project breaks a rule, see \"sourceline check\"";
        assert_eq!(err, format!("{note}: {path}\n"));
    }
}

#[test]
fn a_lost_anchor_is_a_warning_with_its_place_and_status_0() {
    let folder = Folder::new();
    let sound = folder.file("sound.ron", &sample("first-steps.ron"));
    let warnings = |path: &Path| {
        let (status, out, err) = run("check", path, &["--json"]);
        assert_eq!((status, err.as_str()), (0, ""));
        findings(&json(&out), "warning")
    };
    let lost = |found: &[Value]| {
        found.iter().filter(|f| f["code"] == "lost-anchor").cloned().collect::<Vec<_>>()
    };
    assert_eq!(lost(&warnings(&sound)), Vec::<Value>::new());
    let text = sample("first-steps.ron");
    let at = text.find(" suffix: \"").expect("an anchor");
    let end = at + text[at..].find(')').expect("its end");
    let broken = format!("{}, state: Lost{}", &text[..end], &text[end..]);
    let path = folder.file("p.ron", &broken);
    let found = lost(&warnings(&path));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["places"][0]["record"], "claim");
    let (status, out, _) = run("check", &path, &[]);
    assert_eq!(status, 0);
    assert!(out.contains("warning: lost-anchor: "), "{out}");
}

#[test]
fn ten_files_are_added_but_for_the_one_that_is_no_text_and_that_is_told() {
    let folder = Folder::new();
    let project = folder.path("p.ron");
    assert_eq!(run("new", &project, &["--title", "Ten"]).0, 0);
    let mut files: Vec<String> = (0..9)
        .map(|n| {
            let text = format!("Article {n}\n\nThe bell \u{1F514} rang {n} times.\n");
            folder.file(&format!("a{n}.txt"), &text).display().to_string()
        })
        .collect();
    let bad = folder.path("bad.txt");
    std::fs::write(&bad, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").expect("written");
    files.insert(4, bad.display().to_string());
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let (status, out, err) = run("add", &project, &files);
    assert_eq!(status, 1, "not all went well");
    assert_eq!(out.lines().count(), 9, "{out}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.starts_with("sourceline: can't add the article: "), "{err}");
    assert!(err.ends_with(&format!(": {}\n", bad.display())), "the path is last: {err}");
    let added = on_disk(&project);
    assert_eq!(added.articles.len(), 9);
    for line in out.lines() {
        let (id, title) = line.split_once('\t').expect("id and title");
        let article = added.article(id.parse().expect("an id")).expect("is there");
        assert_eq!(article.title(), title);
    }
    assert!(!folder.path("p.ron.lock").exists(), "the lock is given back");
}

#[test]
fn a_text_that_is_there_already_is_added_only_when_that_is_asked_for() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let copy = folder.file("copy.txt", TEXT).display().to_string();
    let other = folder.file("other.txt", "Another text.\n").display().to_string();
    let before = std::fs::read(&project).expect("readable");
    let (status, out, err) = run("add", &project, &[&copy]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("the same text is already there as \"The bell of Vardhaven\""), "{err}");
    assert!(err.contains("--allow-duplicates") && err.contains("copy.txt"), "{err}");
    assert_eq!(std::fs::read(&project).expect("readable"), before, "nothing is written");
    // The other file comes in beside the one that does not; twice the same is noticed, too.
    let (status, out, _) = run("add", &project, &[&copy, &other, &other]);
    assert_eq!((status, out.lines().count()), (1, 1));
    assert_eq!(on_disk(&project).articles.len(), 2);
    let (status, _, err) = run("add", &project, &["--allow-duplicates", &copy]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(on_disk(&project).articles.len(), 3);
}

#[test]
fn a_new_project_takes_no_place_that_is_taken_and_no_empty_title() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let before = std::fs::read(&project).expect("readable");
    let (status, out, err) = run("new", &project, &["--title", "Again"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.starts_with("sourceline: can't save the project: there is a file"), "{err}");
    assert_eq!(std::fs::read(&project).expect("readable"), before);
    let other = folder.path("other.ron");
    let (status, _, err) = run("new", &other, &["--title", "  "]);
    assert_eq!(status, 1);
    assert!(err.contains("its title is empty"), "{err}");
    assert!(!other.exists());
}

#[test]
fn nothing_is_added_to_a_project_that_another_process_has_open() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let other = folder.file("other.txt", "Another text.\n").display().to_string();
    let who = Who { user: "Ada".to_owned(), ..Who::here(Timestamp::from_unix_seconds(0)) };
    let held = match acquire(&project, &who, false).expect("asks") {
        Acquired::Ours(lock) => lock,
        Acquired::HeldBy(info) => panic!("held by {info}"),
    };
    let before = std::fs::read(&project).expect("readable");
    let (status, out, err) = run("add", &project, &[&other]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.starts_with("sourceline: can't change the project: Ada on "), "{err}");
    assert!(err.contains("has it open"), "{err}");
    assert_eq!(std::fs::read(&project).expect("readable"), before);
    assert_eq!(run("show", &project, &[]).0, 0, "to look at it is allowed");
    drop(held);
    assert_eq!(run("add", &project, &[&other]).0, 0);
    assert_eq!(on_disk(&project).articles.len(), 2);
}

#[test]
fn a_span_that_splits_a_letter_is_a_warning() {
    let folder = Folder::new();
    let text = sample("first-steps.ron");
    let path = folder.file("p.ron", &text);
    let (_, out, _) = run("check", &path, &[]);
    assert!(!out.contains("anchor-splits-cluster"), "{out}");
    let article = on_disk(&path).articles.iter().next().expect("one").clone();
    let claim = article.claims.iter().next().expect("one").clone();
    let anchor = &claim.anchors[0];
    // An accent in the place of the comma behind the claim: all else stays where it is.
    let whole = article.text.as_str();
    let byte = article.text.byte_of(anchor.span.end).expect("inside");
    let rest = whole[byte..].strip_prefix(',').expect("a comma");
    let accented = Text::new(format!("{}\u{301}{rest}", &whole[..byte]));
    assert!(text.contains(whole), "the text stands in the file as it is");
    let changed = text
        .replacen(whole, accented.as_str(), 1)
        .replacen(&*article.sha256, &accented.sha256(), 1)
        .replacen("suffix: \", against", "suffix: \"\u{301} against", 1);
    let path = folder.file("p.ron", &changed);
    let (_, out, _) = run("check", &path, &["--json"]);
    let found = findings(&json(&out), "warning");
    let split: Vec<_> = found.iter().filter(|f| f["code"] == "anchor-splits-cluster").collect();
    assert_eq!(split.len(), 1, "{found:?}");
    assert_eq!(split[0]["places"][0]["id"], claim.id.as_str());
    assert_eq!(split[0]["places"][0]["end"], anchor.span.end);
}
