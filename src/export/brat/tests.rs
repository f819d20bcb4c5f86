use super::*;
use crate::domain::{
    anchor::AnchorState,
    project::Project,
    sample::{at, change_claim, project},
};
use crate::export::{Options, target::Memory};

fn exported(project: &Project) -> Vec<(String, String)> {
    let mut memory = Memory::default();
    let options = Options::default();
    let export = Export { project, stem: "bridges", at: at(1000), options: &options };
    write(&export, Wanted::Folder, &mut memory, &Progress::NONE).expect("written");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    memory.files.into_iter().map(|(name, bytes)| (name, text(bytes))).collect()
}

fn file(project: &Project, name: &str) -> String {
    let files = exported(project);
    files.into_iter().find(|(known, _)| known == name).expect("the file").1
}

#[test]
fn every_article_has_a_text_and_annotations() {
    let names: Vec<_> = exported(&project()).into_iter().map(|(name, _)| name).collect();
    let wanted = [
        "annotation.conf",
        "visual.conf",
        "A-A-bridge.txt",
        "A-A-bridge.ann",
        "B-Title-of-a2.txt",
        "B-Title-of-a2.ann",
    ];
    assert_eq!(names, wanted);
}

#[test]
fn a_discontinuous_claim_has_several_pieces_and_a_hop_is_an_event() {
    let ann = file(&project(), "A-A-bridge.ann");
    assert!(ann.contains("T1\tClaim 0 10;31 38\tThe bridge is safe\n"), "{ann}");
    assert!(ann.contains("\tAttribution 53 57\tsaid\n"), "{ann}");
    assert!(ann.contains("\tSource 40 52\tthe minister\n"));
    assert!(ann.contains("E1\tAttribution:T2 Source:T3 Content:T1\n"));
    assert!(ann.contains("\tForm E1 Mixed\n") && ann.contains("\tChecked E1 Distorted\n"));
    assert!(ann.contains("\tConfidence T1 Low\n"));
    // Its chain stands nowhere in the text.
    assert!(ann.contains("Chain: The Courier, from two officials (Not followed)"));
}

#[test]
fn hops_are_nested_from_the_outermost_inwards() {
    let mut project = project();
    let text = crate::domain::text::Text::new(crate::domain::sample::TEXT);
    change_claim(&mut project, "cracks", |claim| {
        let anchor = |words| vec![crate::domain::sample::anchor(&text, words)];
        claim.chains[0].hops[0].cue_anchors = anchor("told");
        claim.chains[0].hops[1].source_anchors = anchor("Two officials");
    });
    let ann = file(&project, "A-A-bridge.ann");
    let line = |start: &str| {
        ann.lines().find(|l| l.contains(start)).unwrap_or_else(|| panic!("{start}: {ann}"))
    };
    assert!(line("E2\t").ends_with("Content:T4"), "{ann}");
    assert!(line("E3\t").ends_with("Content:E2"), "{ann}");
    assert!(line("T4\t").contains("cracks had been found"));
}

#[test]
fn a_lost_claim_has_no_line() {
    let mut project = project();
    change_claim(&mut project, "hurt", |claim| claim.anchors[0].state = AnchorState::Lost);
    assert!(!file(&project, "A-A-bridge.ann").contains("Nobody was hurt"));
}

#[test]
fn notes_are_one_line_whatever_was_typed() {
    let mut project = project();
    change_claim(&mut project, "hurt", |claim| {
        claim.note = Some("a\n#9\tT1\u{1b}\u{2028}b".to_owned());
    });
    let ann = file(&project, "A-A-bridge.ann");
    let line = ann.lines().find(|line| line.contains("Note: a")).expect("the note");
    assert!(line.contains("Note: a #9 T1 b"), "{line}");
}
