//! Any project, out and back by every format that is read: equal in each field that the loss
//! report does not list.

use proptest::prelude::*;

use super::{facts, imported_files, written_files};
use crate::{
    domain::{claim::Claim, project::Project},
    export::{Carried, Field, Options, format},
    storage::arbitrary::{random_project, writable_project},
};

/// The fields of the project itself: what is imported into one leaves them alone.
const OWN: [Field; 3] = [Field::ProjectTitle, Field::ProjectDescription, Field::ProjectCreated];
/// What a new project has of its own beside what is imported.
const THERE: [Field; 3] = [Field::Analysts, Field::Codebook, Field::CodebookColours];

/// The fields in which a project that went out and came back is not the same, although the
/// format's losses don't list them, with the first fact of each.
fn differences(project: &Project, name: &str) -> Vec<String> {
    let format = format(name).expect("a format");
    let carries = |field| (format.carries)(field, &Options::default()) == Carried::Whole;
    let back = imported_files(&written_files(name, project));
    let with_lost = carries(Field::LostAnchor);
    let (before, after) = (facts::of(project, with_lost), facts::of(&back, with_lost));
    let none = std::collections::BTreeSet::new();
    let mut told = Vec::new();
    for field in Field::all().filter(|field| carries(*field) && !OWN.contains(field)) {
        let (before, after) =
            (before.get(&field).unwrap_or(&none), after.get(&field).unwrap_or(&none));
        let lost = before.difference(after).next();
        let new = after.difference(before).next().filter(|_| !THERE.contains(&field));
        if lost.is_some() || new.is_some() {
            told.push(format!("{name}: {field:?}:\n  lost {lost:?}\n  new  {new:?}"));
        }
    }
    told
}

/// Claims that stand at the same place are one to whom reads them by their places.
fn apart(project: &Project) -> bool {
    let places = |claim: &Claim| claim.anchors.iter().map(|a| a.span).collect::<Vec<_>>();
    project.articles.iter().all(|article| {
        let all: Vec<_> = article.claims.iter().map(|claim| places(claim)).collect();
        let known: std::collections::BTreeSet<_> = all.iter().collect();
        known.len() == all.len()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn json_is_equal_whatever_the_project_holds(seed: u64, size in 1usize..14) {
        let project = random_project(seed, size);
        prop_assert!(imported_files(&written_files("json", &project)) == project);
    }

    #[test]
    fn what_the_losses_do_not_list_comes_back_equal(seed: u64, size in 1usize..10) {
        let project = writable_project(seed, size);
        prop_assume!(apart(&project));
        for name in ["web-annotation", "qdpx", "brat", "csl-json", "bibtex", "ris"] {
            let differences = differences(&project, name);
            prop_assert!(differences.is_empty(), "{}", differences.join("\n"));
        }
    }
}

#[test]
fn the_comparison_sees_what_is_lost() {
    let project = crate::domain::sample::project();
    let mut less = project.clone();
    crate::domain::sample::change_claim(&mut less, "safe", |claim| claim.tags.clear());
    let (whole, less) = (facts::of(&project, true), facts::of(&less, true));
    assert_ne!(whole.get(&Field::Tags), less.get(&Field::Tags));
    assert_eq!(whole.get(&Field::Quotation), less.get(&Field::Quotation));
}
