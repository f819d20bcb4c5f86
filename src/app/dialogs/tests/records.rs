//! Merging, splitting, repairing.

use super::*;
use crate::domain::{
    edit::Edit,
    ids::{SourceId, WorkId},
    invariant::{RecordKind, RecordRef},
};

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

/// The works of the sample: one that a claim names, and another.
fn two_works(project: &Project) -> (WorkId, WorkId) {
    let mut hops = project.claims().flat_map(|(_, c)| &c.chains).flat_map(|c| &c.hops);
    let id = project.resolve_work(hops.find_map(|hop| hop.work).expect("a work is named"));
    let titled = |w: &&std::sync::Arc<crate::domain::work::Work>| w.id != id && !w.title.is_empty();
    (id, project.works.iter().find(titled).expect("another").id)
}

#[test]
fn two_works_are_merged_and_what_goes_along_is_told_before() {
    let project = sample();
    let (id, other) = two_works(&project);
    let title = project.work(other).expect("is there").title.clone();
    let mut harness = harness(Some(project.clone()), |d, p| {
        d.open(DialogRequest::MergeWork(id), p.expect("a project"));
    });
    harness.get_by_role_and_label(Role::Dialog, "Merge works");
    type_text(&mut harness, &title);
    harness.get_by_label_contains("Follow it: 1 claim");
    harness.get_by_label_contains(&format!("What “{title}” does not tell is taken from"));
    click(&mut harness, Role::Button, "Merge");
    let sent = actions(&mut harness);
    let [Action::Edit { edit, label, .. }] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(label, "Merge works");
    assert!(matches!(edit, Edit::MergeWorks { from, into, .. } if *from == id && *into == other));
    let (after, _) = crate::domain::edit::apply(&project, edit.clone()).expect("is valid");
    assert_eq!(after.resolve_work(id), other);
    assert_eq!(after.works.len() + 1, project.works.len());
}

#[test]
fn a_merge_of_works_is_not_offered_the_work_itself_and_can_be_called_off() {
    let project = sample();
    let (id, _) = two_works(&project);
    let title = project.work(id).expect("is there").title.clone();
    let mut harness = harness(Some(project), |d, p| {
        d.open(DialogRequest::MergeWork(id), p.expect("a project"));
    });
    let offered = harness.query_all_by_role_and_label(Role::ListBoxOption, &title).count();
    assert_eq!(offered, 0);
    click(&mut harness, Role::Button, "Cancel");
    assert!(!harness.state().dialogs.is_open() && actions(&mut harness).is_empty());
}

#[test]
fn a_project_open_for_reading_only_is_not_merged() {
    let project = sample();
    let (id, other) = two_works(&project);
    let title = project.work(other).expect("is there").title.clone();
    let mut harness = harness(Some(project), |d, p| {
        d.open(DialogRequest::MergeWork(id), p.expect("a project"));
    });
    harness.state_mut().env.editable = false;
    type_text(&mut harness, &title);
    press_with(&mut harness, Modifiers::COMMAND, Key::Enter);
    click(&mut harness, Role::Button, "Merge");
    assert!(actions(&mut harness).is_empty() && harness.state().dialogs.is_open());
}

#[test]
fn a_work_is_split_and_only_the_ticked_claims_go_over() {
    let project = sample();
    let (id, _) = two_works(&project);
    let kind = project.work(id).expect("is there").kind;
    let mut harness = harness(Some(project.clone()), |d, p| {
        d.open(DialogRequest::SplitWork(id), p.expect("a project"));
    });
    harness.get_by_role_and_label(Role::Dialog, "Split work");
    type_text(&mut harness, "The second edition");
    let claims: Vec<_> = harness.query_all_by_role(Role::ListBoxOption).collect();
    claims.first().expect("a claim names it").click();
    drop(claims);
    harness.run_steps(3);
    harness.get_by_label("1 ticked");
    press_with(&mut harness, Modifiers::COMMAND, Key::Enter);
    let sent = actions(&mut harness);
    let [Action::Edit { edit, .. }] = sent.as_slice() else { panic!("{sent:?}") };
    let Edit::SplitWork { from, new, claims } = edit else { panic!("{edit:?}") };
    assert_eq!((*from, new.title.as_str(), new.kind), (id, "The second edition", kind));
    let (after, _) = crate::domain::edit::apply(&project, edit.clone()).expect("is valid");
    let hops = |p: &Project| {
        let claim = p.claim(claims[0]).expect("is there").clone();
        claim.chains.iter().flat_map(|c| &c.hops).filter_map(|h| h.work).collect::<Vec<_>>()
    };
    assert!(hops(&after).contains(&new.id) && !hops(&after).contains(&id));
    // What was taken apart can be put together again: nothing is left of the new one.
    let back = Edit::MergeWorks {
        from: new.id,
        into: id,
        by: analyst(),
        at: Timestamp::from_unix_seconds(1),
    };
    let (again, _) = crate::domain::edit::apply(&after, back).expect("is valid");
    assert_eq!(hops(&again), hops(&project));
}

#[test]
fn what_is_ticked_is_unticked_by_another_click_and_nothing_ticked_splits_nothing() {
    let project = sample();
    let (id, _) = two_works(&project);
    let mut harness = harness(Some(project), |d, p| {
        d.open(DialogRequest::SplitWork(id), p.expect("a project"));
    });
    for _ in 0..2 {
        harness.query_all_by_role(Role::ListBoxOption).next().expect("a claim").click();
        harness.run_steps(3);
    }
    harness.get_by_label("0 ticked");
    type_text(&mut harness, "Another");
    press_with(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(actions(&mut harness).is_empty() && harness.state().dialogs.is_open());
}
