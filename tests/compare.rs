//! `sourceline compare` on a sample project: the answer for programs, the table for people,
//! how articles are named, and how many of the pairs that an analyst joined are suggested.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::Value;
use sourceline::{
    analysis::{compare, reuse::Settings},
    cli::{CliError, Verb, run},
    domain::{chunked::Chunked, ids::SeededIds, link::LinkKind, time::Timestamp},
    storage::file::load,
};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_projects/two-accounts.ron");

fn compared(a: &str, b: &str, json: bool) -> Result<String, CliError> {
    let verb = Verb::Compare {
        project: SAMPLE.into(),
        a: a.to_owned(),
        b: b.to_owned(),
        json,
        min_words: 8,
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let now = Timestamp::from_unix_seconds(0);
    run(verb, &mut out, &mut err, &mut SeededIds(1), now)?;
    Ok(String::from_utf8(out).expect("UTF-8"))
}

fn json(a: &str, b: &str) -> Value {
    serde_json::from_str(&compared(a, b, true).expect("an answer")).expect("JSON")
}

#[test]
fn the_json_has_every_part_and_its_spans_hold_the_texts_that_it_gives() {
    let answer = json("The bell we were never", "Ostrey tide mill");
    let loaded = load(Path::new(SAMPLE)).expect("the sample").project;
    let text = |side: &str| {
        let id = answer[side]["id"].as_str().expect("an id");
        loaded.articles.iter().find(|a| a.id.as_str() == id).expect("there").text.clone()
    };
    let (left, right) = (text("left"), text("right"));
    assert_eq!(answer["schema_version"], 1);
    let passages = answer["passages"].as_array().expect("a list");
    assert!(passages.len() >= 3, "{passages:#?}");
    let quotations = answer["quotations"].as_array().expect("a list");
    for one in passages.iter().chain(quotations) {
        for (side, text) in [("left", &left), ("right", &right)] {
            let number = |name: &str| one[side][name].as_u64().expect("a number") as u32;
            let span = sourceline::domain::span::Span::new(number("start"), number("end"));
            assert_eq!(text.slice(span), one[side]["text"].as_str());
        }
    }
    for part in ["sources", "works"] {
        for list in ["shared", "only_left", "only_right"] {
            assert!(answer[part][list].is_array(), "{part} {list}");
        }
    }
    for list in ["suggested", "accepted", "only_left", "only_right"] {
        assert!(answer["claims"][list].is_array(), "{list}");
    }
    assert!(answer["summary"]["left_share"].as_f64().is_some_and(|s| s > 0.02 && s < 0.5));
    assert!(!answer["summary"]["dependence"].as_array().expect("a list").is_empty());
}

#[test]
fn the_samples_quotations_are_found_with_their_drift() {
    let answer = json("The bell we were never", "Ostrey tide mill");
    let quotations = answer["quotations"].as_array().expect("a list");
    let of = |start: &str| {
        let starts = |q: &&Value| q["left"]["text"].as_str().is_some_and(|t| t.starts_with(start));
        quotations.iter().find(starts).unwrap_or_else(|| panic!("{start}"))
    };
    let told = of("We were told to move the nine-foot line");
    assert_eq!((told["drift"].as_bool(), told["undeclared"].as_bool()), (Some(true), Some(true)));
    assert_eq!(told["cue_changed"], true);
    let changed: Vec<_> = told["operations"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|o| o["kind"] != "equal")
        .map(|o| (o["kind"].as_str(), o["declared"].as_bool()))
        .collect();
    assert_eq!(changed, [(Some("dropped"), Some(false)), (Some("added"), Some(true))]);
    assert_eq!(of("He cut the old year on the new bell")["undeclared"], false);
    assert_eq!(of("a routine revision carried out by competent staff")["undeclared"], false);
}

#[test]
fn the_table_tells_the_same_to_people() {
    let table = compared("346ffyn8", "zf5wnun3", false).expect("a table");
    for part in ["words stand in B", "Passages: ", "Quotations in both: ", "Shared sources: "] {
        assert!(table.contains(part), "{part}\n{table}");
    }
    assert!(table.contains("- nine-foot"), "{table}");
    println!("{table}");
}

#[test]
fn articles_are_named_by_id_or_by_an_unambiguous_part_of_the_title() {
    assert!(compared("346ffyn8", "OSTREY TIDE MILL", true).is_ok());
    assert!(compared("346ffyn8", "346ffyn8", false).is_ok());
    let missing = compared("346ffyn8", "No such title", true).expect_err("not there");
    assert!(missing.to_string().contains("no article has the id or title \"No such title\""));
    let several = compared("346ffyn8", "e", true).expect_err("several");
    assert!(matches!(several, CliError::WhichArticle(..)), "{several}");
}

#[test]
fn most_pairs_that_an_analyst_joined_are_suggested_when_the_links_are_gone() {
    let mut project = load(Path::new(SAMPLE)).expect("the sample").project;
    let article = |title: &str| {
        let current = project.articles.iter().filter(|a| !project.is_superseded(a.id));
        current.into_iter().find(|a| a.title().starts_with(title)).expect("there").clone()
    };
    let (left, right) = (article("The bell we were"), article("Ostrey tide mill"));
    let in_both = |a, b| {
        let at = |id| project.place(id).map(|p| p.article);
        (at(a), at(b)) == (Some(left.id), Some(right.id))
    };
    let mut gold = BTreeSet::new();
    for link in project.links.iter().filter(|l| l.kind == LinkKind::SameClaim) {
        if in_both(link.from, link.to) {
            gold.insert((link.from, link.to));
        } else if in_both(link.to, link.from) {
            gold.insert((link.to, link.from));
        }
    }
    project.links = Chunked::default();
    let settings = Settings::default();
    let texts = compare::texts(&left, &right, settings, &mut |_| ControlFlow::Continue(()));
    let texts = texts.expect("whole");
    let go_on = &mut || ControlFlow::Continue(());
    let records = compare::records(&project, &left, &right, &texts, go_on).expect("whole");
    let suggested: BTreeSet<_> = records.suggestions.iter().map(|s| (s.left, s.right)).collect();
    let hits = gold.intersection(&suggested).count();
    println!("{hits} of {} joined pairs among {} suggestions", gold.len(), suggested.len());
    for missing in gold.difference(&suggested) {
        let said = |id| project.claim(id).map(|c| c.quotation());
        println!("missing {:?} | {:?}", said(missing.0), said(missing.1));
    }
    assert!(gold.len() >= 8 && hits * 100 >= gold.len() * 60);
    assert!(suggested.len() <= 4 * gold.len().max(10), "{}", suggested.len());
}
