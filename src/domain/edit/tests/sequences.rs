//! What holds after any sequence of edits.

use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::{Edit, Touched, apply};
use crate::domain::{
    chunked::{Chunked, Keyed},
    invariant::check,
    project::Project,
    sample::{self, rolls::rolls},
};

/// The keys of the records that differ between two lists.
fn differing<T: Keyed + PartialEq>(a: &Chunked<T>, b: &Chunked<T>) -> Vec<T::Key> {
    let one_way = |of: &Chunked<T>, other: &Chunked<T>| {
        let differs = of.iter().filter(|r| other.get(r.key()) != Some(*r)).map(|r| r.key());
        differs.collect::<Vec<_>>()
    };
    [one_way(a, b), one_way(b, a)].concat()
}

fn told<T: Keyed<Key: Hash> + PartialEq>(
    before: &Chunked<T>,
    after: &Chunked<T>,
    touched: &[T::Key],
) -> bool {
    let touched: HashSet<_> = touched.iter().collect();
    differing(before, after).iter().all(|key| touched.contains(key))
}

/// Whether all that an edit changed is among what it says it touched.
fn all_told(before: &Project, after: &Project, touched: &Touched) -> bool {
    let without_claims = |p: &Project| {
        let bare = p.articles.iter().map(|a| {
            let mut bare = (**a).clone();
            bare.claims = Chunked::default();
            bare
        });
        bare.collect::<Chunked<_>>()
    };
    let articles: Vec<_> = touched.articles.iter().map(|(id, _)| *id).collect();
    let claims = |p: &Project| {
        p.claims().map(|(a, c)| (c.id, (a.id, c.clone()))).collect::<BTreeMap<_, _>>()
    };
    let (old, new) = (claims(before), claims(after));
    let mut changed = old.keys().chain(new.keys()).filter(|id| old.get(id) != new.get(id));
    (before.head == after.head || touched.head)
        && told(&before.analysts, &after.analysts, &touched.analysts)
        && told(&before.sources, &after.sources, &touched.sources)
        && told(&before.works, &after.works, &touched.works)
        && told(&without_claims(before), &without_claims(after), &articles)
        && changed.all(|id| touched.claims.contains(id))
        && told(&before.links, &after.links, &touched.links)
        && told(&before.lineage, &after.lineage, &touched.lineage)
        && told(&before.rulings, &after.rulings, &touched.rulings)
        && told(&before.todos, &after.todos, &touched.todos)
        && told(&before.codebook, &after.codebook, &touched.terms)
        && told(&before.sessions, &after.sessions, &touched.sessions)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_sequence_of_edits_breaks_an_invariant_or_hides_what_it_touched(rolls in rolls(30)) {
        let mut project = sample::project();
        for (step, roll) in rolls.into_iter().enumerate() {
            let edit = roll.edit(&project, step);
            let Ok((next, touched)) = apply(&project, edit.clone()) else { continue };
            prop_assert_eq!(check(&next), [], "{:?}", edit);
            prop_assert!(all_told(&project, &next, &touched), "{:?} told {:?}", edit, touched);
            let mut indexed = next.clone();
            indexed.index_claims();
            prop_assert_eq!(&indexed, &next, "{:?}", edit);
            for (article, claim) in next.claims() {
                let found = next.claim_in_article(claim.id).map(|(a, c)| (a.id, c));
                prop_assert_eq!(found, Some((article.id, claim)));
            }
            project = next;
        }
    }

    #[test]
    fn a_batch_is_its_edits_one_after_the_other_or_nothing(rolls in rolls(8)) {
        let start = sample::project();
        let mut project = start.clone();
        let mut done = Vec::new();
        for (step, roll) in rolls.into_iter().enumerate() {
            let edit = roll.edit(&project, step);
            if let Ok((next, _)) = apply(&project, edit.clone()) {
                project = next;
                done.push(edit);
            }
        }
        let (batched, _) = apply(&start, Edit::Batch(done.clone())).expect("each was accepted");
        prop_assert_eq!(&batched, &project);
        done.push(Edit::RemoveSource(sample::id("nobody")));
        prop_assert!(apply(&start, Edit::Batch(done)).is_err());
        prop_assert_eq!(start, sample::project());
    }
}

#[test]
fn the_rolls_have_edits_of_every_kind_accepted() {
    let mut runner = TestRunner::deterministic();
    let mut accepted = HashSet::new();
    for _ in 0..200 {
        let mut project = sample::project();
        let rolls = rolls(30).new_tree(&mut runner).expect("rolls").current();
        for (step, roll) in rolls.into_iter().enumerate() {
            let edit = roll.edit(&project, step);
            let kind = std::mem::discriminant(&edit);
            if let Ok((next, _)) = apply(&project, edit) {
                accepted.insert(kind);
                project = next;
            }
        }
    }
    assert_eq!(accepted.len(), 29, "an edit of some kind is never accepted");
}
