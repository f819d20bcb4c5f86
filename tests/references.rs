//! The corpus of references: every case of `tests/references/` read at once, with recall
//! and precision printed for what the program promises.
//!
//! A case is a text in which what is to be found is marked, then what its entries say:
//! `⟦ ⟧` around a marker, `⟪ ⟫` around an entry, `⟨i|…⟩` emphasis, `⟨s|…⟩` raised,
//! `⟨h|…⟩` a heading, `⟨item|…⟩` a list item, `⟨note|…⟩` a declared marker. After a
//! line `=== entries`, one line for each entry in order:
//! `label | authors; … | title | date | meaning`, with `-` for nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sourceline::analysis::references::{Means, Recognised, recognise};
use sourceline::domain::article::{Block, BlockKind, Mark, MarkKind, Structure};
use sourceline::domain::span::Span;
use sourceline::domain::text::Text;

#[derive(Default)]
struct Case {
    text: String,
    structure: Structure,
    markers: Vec<Span>,
    entries: Vec<Span>,
    expected: Vec<Vec<String>>,
}

fn case(source: &str) -> Case {
    let (body, expected) = source.split_once("=== entries\n").expect("a case has entries");
    let mut case = Case::default();
    let mut open: Vec<(char, u32, String)> = Vec::new();
    let mut at = 0;
    let mut chars = body.chars();
    while let Some(c) = chars.next() {
        match c {
            '⟦' | '⟪' => open.push((c, at, String::new())),
            '⟨' => open.push((c, at, chars.by_ref().take_while(|c| *c != '|').collect())),
            '⟧' | '⟫' | '⟩' => {
                let (kind, start, tag) = open.pop().expect("what is closed was opened");
                let span = Span::new(start, at);
                let mark = |kind| Mark { span, kind, target: None };
                match (kind, tag.as_str()) {
                    ('⟦', _) => case.markers.push(span),
                    ('⟪', _) => case.entries.push(span),
                    (_, "i") => case.structure.marks.push(mark(MarkKind::Emphasis)),
                    (_, "s") => case.structure.marks.push(mark(MarkKind::Superscript)),
                    (_, "note") => case.structure.marks.push(mark(MarkKind::NoteRef)),
                    (_, "h") => {
                        case.structure.blocks.push(Block { span, kind: BlockKind::Heading(2) });
                    }
                    (_, "item") => {
                        case.structure.blocks.push(Block { span, kind: BlockKind::ListItem });
                    }
                    (_, other) => panic!("no such tag: {other}"),
                }
            }
            _ => {
                case.text.push(c);
                at += 1;
            }
        }
    }
    case.structure.marks.sort_by_key(|m| m.span);
    case.structure.blocks.sort_by_key(|b| b.span);
    case.entries.sort();
    case.expected = expected
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('|').map(|part| part.trim().to_owned()).collect())
        .collect();
    assert_eq!(
        case.entries.len(),
        case.expected.len(),
        "one line for each entry: {:?}",
        case.expected
    );
    case
}

/// What was expected, what was found, and how much of it is right.
#[derive(Default, Clone, Copy)]
struct Score {
    expected: u32,
    found: u32,
    right: u32,
}

impl Score {
    fn add<T: PartialEq>(&mut self, expected: &[T], found: &[T]) -> bool {
        let right = expected.iter().filter(|e| found.contains(e)).count();
        self.expected += expected.len() as u32;
        self.found += found.len() as u32;
        self.right += right as u32;
        right == expected.len() && right == found.len()
    }

    fn recall(self) -> f64 {
        if self.expected == 0 {
            100.0
        } else {
            100.0 * f64::from(self.right) / f64::from(self.expected)
        }
    }

    fn precision(self) -> f64 {
        if self.found == 0 { 100.0 } else { 100.0 * f64::from(self.right) / f64::from(self.found) }
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn some(text: &str) -> Vec<String> {
    if text == "-" { Vec::new() } else { vec![plain(text)] }
}

type Scores = BTreeMap<&'static str, Score>;

fn judge(name: &str, case: &Case, found: &Recognised, scores: &mut Scores) {
    let text = Text::new(case.text.clone());
    let spans = |spans: &mut dyn Iterator<Item = Span>| -> Vec<String> {
        spans
            .map(|s| {
                format!(
                    "{}..{} {:.40}",
                    s.start,
                    s.end,
                    text.slice(s).unwrap_or_default().replace('\n', "⏎")
                )
            })
            .collect()
    };
    let missing = |all: &[String], of: &[String]| -> Vec<String> {
        all.iter().filter(|a| !of.contains(a)).cloned().collect()
    };
    for (what, expected, got) in [
        (
            "markers",
            spans(&mut case.markers.iter().copied()),
            spans(&mut found.markers.iter().map(|m| m.span)),
        ),
        (
            "entries",
            spans(&mut case.entries.iter().copied()),
            spans(&mut found.references.iter().map(|e| e.entry_span)),
        ),
    ] {
        let (lost, extra) = (missing(&expected, &got), missing(&got, &expected));
        if !scores.entry(what).or_default().add(&expected, &got) {
            println!("{name}: {what}: missed {lost:?}, invented {extra:?}");
        }
    }
    for (span, line) in case.entries.iter().zip(&case.expected) {
        let Some(entry) = found.references.iter().find(|e| e.entry_span == *span) else { continue };
        let field = |i: usize| line.get(i).map_or("-", String::as_str);
        let mut check = |what: &'static str, expected: Vec<String>, got: Vec<String>| {
            if !scores.entry(what).or_default().add(&expected, &got) {
                println!("{name}: [{}] {what}: expected {expected:?}, found {got:?}", field(0));
            }
        };
        check(
            "labels",
            some(field(0)),
            Some(plain(&entry.label)).filter(|l| !l.is_empty()).into_iter().collect(),
        );
        let authors =
            if field(1) == "-" { Vec::new() } else { field(1).split(';').map(plain).collect() };
        check("authors", authors, entry.parsed.authors.iter().map(|a| plain(&a.literal)).collect());
        check("titles", some(field(2)), entry.parsed.title_text().map(plain).into_iter().collect());
        let date = if field(3) == "-" { Vec::new() } else { vec![field(3).to_owned()] };
        check(
            "dates",
            date,
            entry.parsed.date.as_ref().map(|d| d.value.to_string()).into_iter().collect(),
        );
        let means = match entry.resolution {
            Means::Work => "work".to_owned(),
            Means::Ibid(of) => format!("ibid {}", found.references[of].label),
            Means::Ambiguous => "ambiguous".to_owned(),
            Means::Unresolved => "unresolved".to_owned(),
        };
        check("meanings", vec![field(4).to_owned()], vec![means]);
        if let Some(uses) = line.get(5).filter(|uses| !uses.is_empty()) {
            check(
                "uses",
                vec![uses.clone()],
                entry.declared_uses.map(|n| n.to_string()).into_iter().collect(),
            );
        }
        if let Some(container) = line.get(6) {
            check(
                "containers",
                some(container),
                entry
                    .parsed
                    .container
                    .iter()
                    .chain(&entry.parsed.publisher)
                    .map(|c| plain(&c.value))
                    .take(1)
                    .collect(),
            );
        }
    }
}

#[test]
fn the_corpus_is_recognised_as_well_as_promised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/references");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the corpus")
        .map(|entry| entry.expect("a case").path())
        .collect();
    paths.sort();
    let only = std::env::var("CASES").unwrap_or_default();
    let mut scores = Scores::new();
    let mut cases = 0;
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let name = path.file_stem().and_then(|n| n.to_str()).expect("a name");
        if !name.contains(&only) {
            continue;
        }
        let case = case(&fs::read_to_string(path).expect("a case"));
        let found = recognise(&Text::new(case.text.clone()), &case.structure);
        judge(name, &case, &found, &mut scores);
        cases += 1;
    }
    println!("{cases} cases");
    for (what, score) in &scores {
        println!(
            "{what:<12} recall {:6.2} %  precision {:6.2} %  of {}",
            score.recall(),
            score.precision(),
            score.expected
        );
    }
    if !only.is_empty() {
        return;
    }
    assert!(cases >= 40, "the corpus has at least 40 cases");
    for (what, level) in [
        ("markers", 99.0),
        ("entries", 98.0),
        ("authors", 92.0),
        ("titles", 92.0),
        ("dates", 97.0),
        ("meanings", 95.0),
        ("labels", 98.0),
    ] {
        let score = scores[what];
        assert!(
            score.recall() >= level,
            "{what}: recall {:.2} % is under {level} %",
            score.recall()
        );
        assert!(
            score.precision() >= level,
            "{what}: precision {:.2} % is under {level} %",
            score.precision()
        );
    }
}

#[test]
fn ten_thousand_entries_and_only_brackets_are_read_to_the_end() {
    let entries: Vec<String> = (1..=10_000)
        .map(|n| format!("{n}. Ann Lind, \"Bridge {n}\", Harbour Post, 3 May 2011\n"))
        .collect();
    let entries = entries.concat();
    let text = Text::new(format!("It fell.[1] It stood.[10000]\n\nReferences\n\n{entries}"));
    let found = recognise(&text, &Structure::default());
    assert_eq!(found.references.len(), 10_000);
    assert_eq!(found.markers.len(), 2);
    assert!(found.references.iter().all(sourceline::analysis::references::Entry::is_certain));
    let brackets = recognise(&Text::new("[".repeat(100_000)), &Structure::default());
    assert!(brackets.markers.is_empty() && brackets.references.is_empty());
}
