//! The arrows between the modules, and the size of the files: see `ARCHITECTURE.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn source_files() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        let entries = fs::read_dir(folder).expect("a folder of sources");
        for entry in entries.map(|e| e.expect("an entry").path()) {
            if entry.is_dir() {
                walk(&entry, files);
            } else if entry.extension().is_some_and(|e| e == "rs") {
                files.push(entry);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let relative = |path: &Path| path.strip_prefix(&root).expect("below src").to_owned();
    files.iter().map(|f| (relative(f), fs::read_to_string(f).expect("UTF-8"))).collect()
}

/// A file's code: without comments, and without what is compiled for tests only.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let lines = before_tests.lines().filter(|l| !l.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_test(path: &Path) -> bool {
    path.components().any(|c| {
        let name = c.as_os_str().to_string_lossy();
        ["test", "arbitrary", "sample"].iter().any(|start| name.starts_with(start))
    })
}

fn top(path: &Path) -> String {
    let first = path.components().next().expect("a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that code names: after `crate::`, also in nested lists.
fn named_modules(code: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            named.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut fresh = true;
        for (i, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => fresh = true,
                c if fresh && depth == 0 && (c.is_alphabetic() || c == '_') => {
                    named.push(word(&list[i..]));
                    fresh = false;
                }
                _ => {}
            }
        }
    }
    named
}

#[test]
fn arrows_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = [
        ("domain", &["domain"][..]),
        ("analysis", &["domain", "analysis"]),
        ("storage", &["domain", "analysis", "storage"]),
        ("import", &["domain", "analysis", "import"]),
        ("export", &["domain", "analysis", "export"]),
        ("cli", &["domain", "analysis", "storage", "import", "export", "cli"]),
        ("app", &["domain", "analysis", "storage", "import", "export", "app"]),
    ]
    .into();
    let mut wrong = Vec::new();
    for (path, text) in source_files() {
        let Some(allowed) = allowed.get(top(&path).as_str()) else { continue };
        for module in named_modules(&code(&text)) {
            if !allowed.contains(&module.as_str()) {
                wrong.push(format!("{} names crate::{module}", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Where files are touched, as `ARCHITECTURE.md` says: in the window by its tasks alone, and
/// in the exports where they get their names or are packed.
const TOUCHES_FILES: &[&str] = &[
    "storage",
    "import",
    "export/target",
    "export/run",
    "export/qda/packed",
    "cli",
    "app/tasks",
    "app/dispatch/files",
];

/// Whether a file is in one of these modules.
fn is_in(path: &Path, modules: &[&str]) -> bool {
    let module = path.with_extension("");
    modules.iter().any(|allowed| module.starts_with(allowed))
}

/// Words that may stand in some modules only.
#[test]
fn what_is_kept_apart_stays_apart() {
    let rules: [(&[&str], &[&str]); 4] = [
        (&["egui::", "eframe::", "epaint::"], &["app"]),
        (&["ron::"], &["storage"]),
        (
            &[
                "std::fs",
                "fs::",
                "File::open",
                "File::create",
                "OpenOptions",
                "canonicalize(",
                "read_dir",
                "is_file()",
                "is_dir()",
                "try_exists",
                "symlink_metadata",
            ],
            TOUCHES_FILES,
        ),
        (&["Utc::now", "SystemTime::now", "Local::now"], &["app", "main", "storage"]),
    ];
    let mut wrong = Vec::new();
    for (path, text) in source_files() {
        let code = code(&text);
        for (words, modules) in rules {
            for word in words.iter().filter(|w| starts_a_word(&code, w)) {
                if !is_in(&path, modules) && !is_test(&path) {
                    wrong.push(format!("{} uses {word}", path.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn starts_a_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        !code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[test]
fn only_the_edit_module_changes_a_project() {
    let mut wrong = Vec::new();
    for (path, text) in source_files() {
        let inside = path.starts_with("domain") || is_test(&path);
        if inside || path.starts_with("storage/schema") {
            continue;
        }
        let code = code(&text);
        for list in ["sources", "works", "articles", "links", "lineage", "rulings", "codebook"] {
            for verb in ["put", "remove"] {
                if code.contains(&format!("project.{list}.{verb}(")) {
                    wrong.push(format!("{} changes {list}", path.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_file_has_more_than_500_lines_and_half_of_them_fewer_than_200() {
    let mut sizes: Vec<(usize, String)> = source_files()
        .iter()
        .map(|(path, text)| (text.lines().count(), path.display().to_string()))
        .collect();
    sizes.sort();
    let large: Vec<_> = sizes.iter().filter(|(lines, _)| *lines > 500).collect();
    assert!(large.is_empty(), "{large:?}");
    let median = sizes[sizes.len() / 2].0;
    assert!(median < 200, "the median is {median}");
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    let silent: Vec<_> = source_files()
        .into_iter()
        .filter(|(path, text)| !text.starts_with("//!") && !is_test(path))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn names_that_say_nothing_are_not_used() {
    for (path, _) in source_files() {
        for part in path.components().map(|c| c.as_os_str().to_string_lossy().into_owned()) {
            let name = part.trim_end_matches(".rs");
            assert!(
                !["utils", "util", "helpers", "common", "manager", "misc"].contains(&name),
                "{}",
                path.display()
            );
        }
    }
}
