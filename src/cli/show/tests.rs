//! That `show --json` is what the README says, field by field.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::{SCHEMA_VERSION, json, run};
use crate::storage::file::load_bytes;

const README: &str = include_str!("../../../README.md");

/// Every field and every term of the file's first version.
const FIXTURE: &str = include_str!("../../../tests/fixtures/v1/full.ron");

/// A sample with notes that were read.
const SAMPLE: &str = include_str!("../../../sample_projects/two-accounts.ron");

/// Where the objects of the README's rows stand in the answer; `*` is any member of a list.
const PLACES: [(&str, &[&str]); 23] = [
    ("the answer", &[""]),
    ("an analyst", &["analysts/*"]),
    ("an article", &["articles/*"]),
    ("a reference", &["articles/*/references/*"]),
    ("its `parsed`", &["articles/*/references/*/parsed"]),
    ("its author", &["articles/*/references/*/parsed/authors/*"]),
    ("a claim", &["articles/*/claims/*"]),
    (
        "an anchor",
        &[
            "articles/*/claims/*/anchors/*",
            "articles/*/claims/*/chains/*/hops/*/source_anchors/*",
            "articles/*/claims/*/chains/*/hops/*/cue_anchors/*",
        ],
    ),
    ("a chain", &["articles/*/claims/*/chains/*"]),
    ("a hop", &["articles/*/claims/*/chains/*/hops/*"]),
    ("its source", &["articles/*/claims/*/chains/*/hops/*/sources/*", "works/*/authors/*"]),
    ("its check", &["articles/*/claims/*/chains/*/hops/*/check"]),
    ("evidence", &["articles/*/claims/*/evidence/*"]),
    ("an assessment", &["articles/*/claims/*/assessments/*"]),
    ("a review", &["articles/*/claims/*/reviews/*"]),
    ("a source", &["sources/*"]),
    ("its reliability", &["sources/*/reliability/*"]),
    ("a work", &["works/*"]),
    ("its original", &["works/*/original"]),
    ("a link", &["links/*"]),
    ("lineage", &["lineage/*"]),
    ("its basis", &["lineage/*/basis/*"]),
    ("an evidence kind", &["evidence_kinds/*"]),
];

/// Fields that stand only where they say something.
const NOW_AND_THEN: [&str; 2] = ["percent", "was"];

fn answer(text: &str) -> Value {
    json::answer(&load_bytes(Path::new("p.ron"), text.as_bytes()).expect("loads").project)
}

/// What stands at a place, as often as it does.
fn at<'a>(value: &'a Value, place: &str) -> Vec<&'a Value> {
    place.split('/').filter(|step| !step.is_empty()).fold(vec![value], |values, step| {
        let next = values.into_iter().flat_map(|value| match value {
            Value::Array(list) if step == "*" => list.iter().collect(),
            Value::Object(map) => map.get(step).into_iter().collect::<Vec<_>>(),
            _ => Vec::new(),
        });
        next.filter(|value| !value.is_null()).collect()
    })
}

/// The fields that the README lists, by the first column of its table.
fn documented() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let table = README.split("| `show --json` | fields |").nth(1).expect("the table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let fields = cells[1].split_whitespace().map(|name| name.trim_matches('`')).collect();
        (cells[0], fields)
    })
    .collect()
}

#[test]
fn the_answer_has_the_fields_that_the_readme_lists_and_no_others() {
    let documented = documented();
    let answers = [answer(FIXTURE), answer(SAMPLE)];
    for (name, places) in PLACES {
        let listed = documented.get(name).unwrap_or_else(|| panic!("the README lacks {name}"));
        let mut seen = BTreeSet::new();
        for object in answers.iter().flat_map(|a| places.iter().flat_map(|place| at(a, place))) {
            let fields = object.as_object().unwrap_or_else(|| panic!("{name} is an object"));
            let fields: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
            let lacking: Vec<_> =
                listed.difference(&fields).filter(|f| !NOW_AND_THEN.contains(f)).collect();
            assert!(lacking.is_empty(), "{name} lacks {lacking:?}: {object}");
            seen.extend(fields);
        }
        assert_eq!(seen, *listed, "{name}: what there is, and what the README lists");
    }
    let rows: BTreeSet<&str> = PLACES.iter().map(|(name, _)| *name).chain(["a span"]).collect();
    assert_eq!(documented.into_keys().collect::<BTreeSet<_>>(), rows, "rows that nothing checks");
}

#[test]
fn each_span_of_a_note_s_fields_is_named_after_one() {
    let documented = documented();
    let answer = answer(SAMPLE);
    let mut found = 0;
    for spans in at(&answer, "articles/*/references/*/parsed/spans") {
        for (name, span) in spans.as_object().expect("an object") {
            let known = documented["its `parsed`"].contains(name.as_str()) || name == "trailing";
            assert!(known, "{name}");
            let fields: BTreeSet<&str> =
                span.as_object().expect("a span").keys().map(String::as_str).collect();
            assert_eq!(fields, documented["a span"]);
            found += 1;
        }
    }
    assert!(found > 20, "the sample has notes: {found}");
}

#[test]
fn dates_are_as_precise_as_they_are_known() {
    let answer = answer(FIXTURE);
    assert_eq!(answer["schema_version"], SCHEMA_VERSION);
    let lineage = &answer["lineage"][0];
    assert_eq!((&lineage["since"], &lineage["until"]), (&"2019".into(), &"2025-06".into()));
    let work = &answer["works"][0];
    assert_eq!((&work["date"], &work["accessed"]), (&"2025-05-09".into(), &"2026-02".into()));
    assert_eq!(work["original"]["obtained"], "2026-02-11");
    assert_eq!(answer["created"], "2026-03-01T08:00:00Z");
}

#[test]
fn what_stands_behind_an_edge_a_review_and_a_response_is_told() {
    let answer = answer(FIXTURE);
    let lineage = &answer["lineage"][0];
    assert_eq!(lineage["claims"], serde_json::json!(["c-0", "c-1"]));
    assert_eq!(lineage["basis"][0], serde_json::json!({ "record": "claim", "id": "c-1" }));
    assert_eq!(lineage["basis"][1], serde_json::json!({ "record": "work", "id": "w-04" }));
    assert_eq!(
        (&lineage["one_voice"], &lineage["note"]),
        (&false.into(), &"From the register.".into())
    );
    let verdicts: BTreeSet<&str> = at(&answer, "articles/*/claims/*/reviews/*/verdict")
        .into_iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(verdicts, BTreeSet::from(["agreed", "changes_asked", "rejected"]));
    let responses = at(&answer, "links/*/response").len();
    let kinds = at(&answer, "links/*/kind");
    assert_eq!(kinds.into_iter().filter(|kind| *kind == "responds_to").count(), responses);
}

#[test]
fn a_broken_project_is_shown_with_a_note_on_standard_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.ron");
    for (changed, told) in [
        (SAMPLE.to_owned(), ""),
        (FIXTURE.replacen("name: \"Mara Venn\"", "name: \" \"", 1), "breaks a rule"),
        (
            FIXTURE.replacen("name: \"Mara Venn\"", "name: \" \"", 1).replacen(
                "name: \"Residents\"",
                "name: \"\"",
                1,
            ),
            "breaks 2 rules",
        ),
    ] {
        std::fs::write(&path, changed).expect("written");
        for json in [true, false] {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            run(&path, json, (&mut out, &mut err)).expect("shown");
            assert!(!out.is_empty());
            let err = String::from_utf8(err).expect("UTF-8");
            assert_eq!(err.is_empty(), told.is_empty(), "{err}");
            assert!(err.contains(told), "{err}");
            let begins = err.is_empty() || err.starts_with("sourceline: note: the project breaks ");
            assert!(begins && err.lines().count() <= 1, "{err}");
        }
    }
}
