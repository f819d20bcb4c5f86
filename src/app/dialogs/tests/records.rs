//! Merging, splitting, repairing.

use super::*;
use crate::domain::{edit::Edit, ids::SourceId, invariant::RecordKind, invariant::RecordRef};

/// A source that some claim names.
fn named_source(project: &Project) -> SourceId {
    let mut hops = project.claims().flat_map(|(_, c)| &c.chains).flat_map(|c| &c.hops);
    let id = hops.find_map(|hop| hop.sources.first().copied()).expect("a source is named");
    project.resolve_source(id)
}

#[test]
fn two_sources_are_merged_by_keyboard_and_the_edit_is_accepted() {
    let project = sample();
    let id = named_source(&project);
    let other = project.sources.iter().find(|s| s.id != id).expect("another").clone();
    let mut harness = harness(Some(project.clone()), |d, p| {
        d.open(DialogRequest::MergeSource(id), p.expect("a project"));
    });
    press(&mut harness, Key::Enter);
    assert!(actions(&mut harness).is_empty(), "nothing is chosen yet");
    harness.get_by_role_and_label(Role::TextInput, "The same as").focus();
    harness.run_steps(2);
    type_text(&mut harness, &other.name);
    press(&mut harness, Key::Enter);
    let sent = actions(&mut harness);
    let [Action::Edit { edit, .. }] = sent.as_slice() else { panic!("{sent:?}") };
    assert!(
        matches!(edit, Edit::MergeSources { from, into, .. } if *from == id && *into == other.id)
    );
    crate::domain::edit::apply(&project, edit.clone()).expect("is valid");
}

#[test]
fn a_merge_can_be_turned_around() {
    let project = sample();
    let id = named_source(&project);
    let (name, other) = (
        project.source(id).expect("is there").name.clone(),
        project.sources.iter().find(|s| s.id != id).expect("another").clone(),
    );
    let mut harness = harness(Some(project), |d, p| {
        d.open(DialogRequest::MergeSource(id), p.expect("a project"));
    });
    type_text(&mut harness, &other.name);
    click(&mut harness, Role::RadioButton, &format!("Keep “{name}”"));
    click(&mut harness, Role::Button, "Merge");
    let sent = actions(&mut harness);
    assert!(
        matches!(sent.as_slice(), [Action::Edit { edit: Edit::MergeSources { from, into, .. }, .. }]
            if *into == id && *from == other.id),
        "{sent:?}"
    );
}

#[test]
fn a_source_is_split_claim_by_claim_by_keyboard() {
    let project = sample();
    let id = named_source(&project);
    let mut harness = harness(Some(project.clone()), |d, p| {
        d.open(DialogRequest::SplitSource(id), p.expect("a project"));
    });
    type_text(&mut harness, "The other one");
    press(&mut harness, Key::Enter);
    assert!(actions(&mut harness).is_empty(), "nothing is ticked yet");
    harness.get_by_role_and_label(Role::ListBox, "Claims that go over").focus();
    harness.run_steps(2);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Space);
    click(&mut harness, Role::Button, "Split");
    let sent = actions(&mut harness);
    let [Action::Edit { edit, .. }] = sent.as_slice() else { panic!("{sent:?}") };
    let Edit::SplitSource { new, claims, .. } = edit else { panic!("{edit:?}") };
    assert_eq!((new.name.as_str(), claims.len()), ("The other one", 1));
    let (after, _) = crate::domain::edit::apply(&project, edit.clone()).expect("is valid");
    assert!(after.source(new.id).is_some());
}

#[test]
fn repairs_are_listed_with_their_remedies_copied_and_made() {
    let mut harness = harness(Some(sample()), |d, _| d.repairs());
    harness.get_by_label("Nothing is broken any more.");
    let record = RecordRef::new(RecordKind::Claim, "c1");
    harness.state_mut().violations = vec![Violation::NoAnchor { record }];
    harness.run_steps(3);
    let listed = harness.query_all_by_role(Role::ListBoxOption).count();
    assert_eq!(listed, 1);
    click(&mut harness, Role::Button, "Copy list");
    let sent = actions(&mut harness);
    assert!(
        matches!(sent.as_slice(), [Action::Copy(t)] if t.contains("claim c1") && t.contains('→')),
        "{sent:?}"
    );
    press(&mut harness, Key::Enter);
    assert!(actions(&mut harness).iter().any(|a| matches!(a, Action::ApplyRepairs)));
}
