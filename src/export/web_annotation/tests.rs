use serde_json::Value;

use super::*;
use crate::domain::sample::{at, change_claim, project};
use crate::export::Options;

fn exported(project: &Project, options: &Options) -> Value {
    let mut bytes = Vec::new();
    let export = Export { project, stem: "bridges", at: at(1000), options };
    write_collection(&export, &mut bytes, &Progress::NONE).expect("written");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn item(collection: &Value, id: &str) -> Value {
    let items = collection["first"]["items"].as_array().expect("items");
    items.iter().find(|item| item["id"] == id).expect("the annotation").clone()
}

#[test]
fn a_claim_quotes_its_article_and_counts_code_points() {
    let collection = exported(&project(), &Options::default());
    assert_eq!(collection["total"], 6);
    let claim = item(&collection, "urn:sourceline:claim:safe");
    let targets = claim["target"].as_array().expect("pieces");
    assert_eq!(targets.len(), 2);
    assert_eq!(targets[0]["source"], "https://example.org/bridge");
    assert_eq!(targets[0]["state"]["sourceDate"], "2026-03-01T00:00:00Z");
    assert_eq!(targets[1]["selector"][0]["exact"], "is safe");
    assert_eq!(targets[1]["selector"][1]["start"], 31);
}

#[test]
fn bodies_say_what_they_are_for() {
    let collection = exported(&project(), &Options::default());
    let claim = item(&collection, "urn:sourceline:claim:safe");
    let bodies = claim["body"].as_array().expect("bodies");
    let of = |purpose: &str| bodies.iter().filter(|b| b["purpose"] == purpose).collect::<Vec<_>>();
    assert_eq!(of("describing")[0]["value"], "The bridge is not in danger");
    assert_eq!(of("tagging")[0]["value"], "safety");
    assert_eq!(of("identifying").len(), 3);
    let grades: Vec<_> = of("classifying").iter().filter_map(|b| b["scale"].as_str()).collect();
    assert_eq!(grades, ["Credibility", "Confidence", "Likelihood"]);
    assert_eq!(of("assessing")[0]["verdict"], "Agreed");
}

#[test]
fn a_link_is_an_annotation_of_one_claim_on_another() {
    let link = item(&exported(&project(), &Options::default()), "urn:sourceline:link:l1");
    assert_eq!(link["motivation"], "linking");
    assert_eq!(link["target"], "urn:sourceline:claim:found");
    assert_eq!(link["body"][0]["source"], "urn:sourceline:claim:cracks");
}

#[test]
fn a_lost_claim_has_its_quotation_and_no_position() {
    let mut project = project();
    change_claim(&mut project, "hurt", |claim| {
        claim.anchors[0].state = crate::domain::anchor::AnchorState::Lost;
    });
    let claim = item(&exported(&project, &Options::default()), "urn:sourceline:claim:hurt");
    assert_eq!(claim["target"][0]["selector"].as_array().map(Vec::len), Some(1));
    assert_eq!(claim["target"][0]["anchorState"], "Lost");
}

#[test]
fn texts_go_along_only_if_they_may() {
    let options = Options { article_texts: false, ..Options::default() };
    assert!(exported(&project(), &Options::default())["texts"][2]["value"].is_string());
    assert!(exported(&project(), &options)["texts"][2].get("value").is_none());
}
