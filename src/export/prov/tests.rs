use std::collections::HashSet;

use super::*;
use crate::domain::{
    lineage::Standing,
    project::Project,
    sample::{change, id, project},
};

fn written(project: &Project) -> (serde_json::Value, String) {
    let mut json = Vec::new();
    json::write(project, &mut json, &Progress::NONE).expect("written");
    let mut notation = Vec::new();
    notation::write(project, &mut notation, &Progress::NONE).expect("written");
    let json = serde_json::from_slice(&json).expect("JSON");
    (json, String::from_utf8(notation).expect("UTF-8"))
}

#[test]
fn sources_are_agents_of_the_layers_and_analysts_of_the_annotations() {
    let (json, _) = written(&project());
    let attributions = json["wasAttributedTo"].as_object().expect("some");
    for attribution in attributions.values() {
        let entity = attribution["prov:entity"].as_str().expect("a name");
        let agent = attribution["prov:agent"].as_str().expect("a name");
        let by_source = entity.starts_with("layer:") || entity.starts_with("work:");
        assert_eq!(agent.starts_with("source:"), by_source, "{entity} {agent}");
    }
    assert!(attributions.values().any(|a| a["prov:entity"] == "layer:ch2-2"));
}

#[test]
fn a_chain_is_a_line_of_derivations_to_its_primary_source() {
    let (json, notation) = written(&project());
    let derivations: HashSet<_> = json["wasDerivedFrom"]
        .as_object()
        .expect("some")
        .values()
        .map(|d| {
            let text = |key: &str| d[key].as_str().expect("a name").to_owned();
            let of = d["prov:type"]["$"].as_str().expect("a type").to_owned();
            (text("prov:generatedEntity"), text("prov:usedEntity"), of)
        })
        .collect();
    for (name, other, of) in [
        ("claim:cracks", "layer:ch2-1", "sl:Report"),
        ("layer:ch2-1", "layer:ch2-2", "sl:Report"),
        ("claim:safe", "layer:ch1-1", "prov:Quotation"),
        ("claim:safe", "layer:ch1-1", "prov:PrimarySource"),
        ("layer:ch1-1", "work:report", "sl:StatedIn"),
        ("article:a1", "article:a01", "prov:Revision"),
        ("work:story", "work:report", "sl:Lineage"),
    ] {
        assert!(derivations.contains(&(name.into(), other.into(), of.into())), "{name} {other}");
    }
    assert!(
        notation.contains(
            "wasDerivedFrom(claim:cracks, layer:ch2-1, -, -, -, [prov:type='sl:Report'])"
        )
    );
    assert!(notation.starts_with("document\n") && notation.ends_with("endDocument\n"));
}

#[test]
fn a_chain_tells_its_last_voice() {
    let (json, notation) = written(&project());
    assert_eq!(json["entity"]["layer:ch1-1"]["sl:lastVoice"][0]["$"], "source:minister");
    assert!(json["entity"]["layer:ch2-1"].get("sl:lastVoice").is_none());
    assert!(notation.contains("sl:lastVoice='source:minister'"));
}

#[test]
fn lineage_that_is_only_alleged_is_left_out() {
    let mut project = project();
    change(&mut project.lineage, id("copied"), |edge| edge.standing = Standing::Alleged);
    let (_, notation) = written(&project);
    assert!(!notation.contains("sl:Lineage"));
}

#[test]
fn both_notations_make_the_same_statements() {
    let (json, notation) = written(&project());
    for (kind, records) in json.as_object().expect("an object") {
        let records = records.as_object().expect("records").len();
        let lines = notation.matches(&format!("\n  {kind}(")).count();
        assert!(kind == "prefix" || records == lines, "{kind}: {records} and {lines}");
    }
}

#[test]
fn an_empty_project_is_a_document_too() {
    let empty = Project::new("Empty", crate::domain::sample::at(0));
    let (json, notation) = written(&empty);
    assert_eq!(json.as_object().expect("an object").len(), 1);
    assert_eq!(notation.lines().count(), 2 + record::PREFIXES.len());
}
