use serde_json::Value;

use super::{FORMAT, SCHEMA, schema_check::faults};
use crate::{
    domain::{
        claim::Claim,
        project::Project,
        sample::{at, change_claim, project},
    },
    export::{Export, ExportError, Options, Progress, Wanted, target::Memory},
};

fn written(project: &Project, progress: &Progress<'_>) -> Result<Vec<u8>, ExportError> {
    let options = Options::default();
    let export = Export { project, stem: "bridges", at: at(1000), options: &options };
    let mut memory = Memory::default();
    (FORMAT.write)(&export, Wanted::File("bridges.json"), &mut memory, progress)?;
    Ok(memory.files.remove(0).1)
}

fn value(project: &Project) -> Value {
    let bytes = written(project, &Progress::NONE).expect("written");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

#[test]
fn what_is_written_keeps_to_the_published_schema() {
    assert_eq!(faults(&schema(), &value(&project())), Vec::<String>::new());
}

#[test]
fn the_schema_notices_what_does_not_belong() {
    for (pointer, wrong) in [
        ("/version", Value::from(2)),
        ("/articles/2/claims/0/anchors/0/start", Value::from("x")),
        ("/articles/2/claims/0/kind", Value::from("Fact")),
        ("/links/0/kind", Value::from("RespondsTo")),
        ("/sources/0/id", Value::from("a b")),
    ] {
        let mut changed = value(&project());
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = wrong;
        assert!(!faults(&schema(), &changed).is_empty(), "{pointer}");
    }
    let mut added = value(&project());
    added["extra"] = Value::from(1);
    assert!(!faults(&schema(), &added).is_empty());
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let once = written(&project(), &Progress::NONE).expect("written");
    assert_eq!(once, written(&project(), &Progress::NONE).expect("written"));
}

#[test]
fn a_cancelled_export_says_that_it_was() {
    let cancelled = Progress { cancelled: &|| true, report: &|_| {} };
    assert!(matches!(written(&project(), &cancelled), Err(ExportError::Cancelled)));
}

#[test]
fn control_characters_and_directions_come_through_as_they_are() {
    let hostile = "\0 ]]> </script> \u{202E} \u{2028} 👩‍👩‍👧 e\u{301} \" \\ سلام";
    let mut changed = project();
    change_claim(&mut changed, "cracks", |claim: &mut Claim| claim.note = Some(hostile.into()));
    let value = value(&changed);
    let claims = value["articles"][2]["claims"].as_array().expect("claims");
    assert!(claims.iter().any(|claim| claim["note"] == hostile));
}
