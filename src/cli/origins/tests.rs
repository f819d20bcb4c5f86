use std::path::Path;

use super::*;
use serde_json::Value;

fn ask(name: &str, claim: Option<&str>, discount: &[&str], json: bool) -> Result<String, CliError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    let discount: Vec<String> = discount.iter().map(|d| (*d).to_owned()).collect();
    let asked = Asked { claim, discount: &discount, alleged: false };
    let mut out = Vec::new();
    run(&root.join(name), &asked, json, (&mut out, &mut Vec::new()))?;
    Ok(String::from_utf8(out).expect("UTF-8"))
}

#[test]
fn every_class_of_the_samples_has_a_line_and_its_json_the_same_numbers() {
    for name in ["first-steps.ron", "persian.ron", "two-accounts.ron"] {
        let text = ask(name, None, &[], false).expect("told");
        assert!(text.contains("at most"), "{text}");
        let json: Value =
            serde_json::from_str(&ask(name, None, &[], true).expect("told")).expect("JSON");
        for class in json["classes"].as_array().expect("a list") {
            let most = class["at_most"]["high"].as_u64().expect("a number");
            assert!(class["shown"]["high"].as_u64().expect("a number") <= most);
            assert!(!class["claims"].as_array().expect("a list").is_empty());
        }
    }
}

#[test]
fn one_class_opens_into_parts_that_add_up() {
    let all: Value = serde_json::from_str(&ask("two-accounts.ron", None, &[], true).expect("told"))
        .expect("JSON");
    for class in all["classes"].as_array().expect("a list") {
        let claim = class["claims"][0].as_str().expect("an id");
        let one = ask("two-accounts.ron", Some(claim), &[], true).expect("told");
        let one: Value = serde_json::from_str(&one).expect("JSON");
        let count = |name: &str| one["class"][name].as_array().expect("a list").len() as u64;
        assert_eq!(one["class"]["line"], class["line"]);
        assert_eq!(Some(count("citation_list")), class["citations"].as_u64());
        assert_eq!(Some(count("work_list")), class["works"].as_u64());
        assert_eq!(Some(count("unnamed_list")), class["unnamed"].as_u64());
        ask("two-accounts.ron", Some(claim), &[], false).expect("told in words, too");
    }
}

#[test]
fn discounting_by_name_tells_what_changes() {
    let text = ask("two-accounts.ron", None, &["Halvard Teece"], false).expect("told");
    assert!(text.starts_with("Without Halvard Teece:\n"), "{text}");
    assert!(text.contains(" classes change"), "{text}");
    let json = ask("two-accounts.ron", None, &["Halvard Teece"], true).expect("told");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert!(!json["differences"].as_array().expect("a list").is_empty());
}

#[test]
fn an_unknown_claim_or_name_is_told() {
    let unknown = |result: Result<String, CliError>| {
        assert!(matches!(result, Err(CliError::Unknown(..))), "{result:?}");
    };
    unknown(ask("first-steps.ron", Some("nobody"), &[], false));
    unknown(ask("first-steps.ron", Some("no such id!"), &[], false));
    unknown(ask("first-steps.ron", None, &["Nobody At All"], true));
}
