//! More cases made by hand: lineage, rulings, doubtful and merged.

use super::{
    exact, figures,
    make::{date, edge, make},
    origins, three, without,
};
use crate::analysis::origins::{Bound, Options, of_class};
use crate::domain::{
    lineage::{LineageKind, Standing},
    project::{Merged, MergedEnds},
    sample::{at, change, change_claim, id},
};

#[test]
fn a_joint_voice_and_one_of_its_members_are_dependent() {
    let m = make().claim("c", "a", &["anna+bob !", "bob !", "cleo+anna !"]);
    assert_eq!(three(&m, "c"), (3, exact(2), exact(1)));
}

#[test]
fn a_republished_work_and_its_original_are_one_origin() {
    for authors in [&["anna"][..], &[]] {
        let m = make()
            .work("w1", authors)
            .work("w2", &["bob"])
            .claim("c", "a", &["@w1", "@w2"])
            .leads("w2", "w1", LineageKind::Republishes);
        assert_eq!(three(&m, "c"), (2, exact(1), exact(0)));
    }
}

#[test]
fn somebody_quoted_in_a_republished_work_is_not_its_author() {
    let m = make()
        .work("w1", &["anna"])
        .work("w2", &["bob"])
        .claim("c", "a", &["@w1", "dora@w2"])
        .leads("w2", "w1", LineageKind::Republishes);
    assert_eq!(three(&m, "c"), (2, exact(2), exact(0)));
}

#[test]
fn an_author_who_also_says_it_elsewhere_counts_beside_what_he_copied() {
    let m = make()
        .work("w1", &["anna"])
        .work("w2", &["bob"])
        .work("w3", &["bob"])
        .claim("c", "a", &["@w1", "@w2", "@w3"])
        .leads("w2", "w1", LineageKind::Republishes);
    assert_eq!(three(&m, "c"), (3, exact(2), exact(0)));
}

#[test]
fn a_supplier_for_some_claims_only_joins_voices_only_there() {
    let mut supplied = edge("e", "anna", "bob", LineageKind::SuppliedBy);
    supplied.claims = vec![id("c")];
    let m = make()
        .claim("c", "a", &["anna", "bob"])
        .claim("d", "a", &["anna", "bob"])
        .lineage(supplied);
    assert_eq!(three(&m, "c").1, exact(1));
    assert_eq!(three(&m, "d").1, exact(2));
}

#[test]
fn a_supplier_for_a_claim_that_says_the_same_joins_voices_too() {
    let mut supplied = edge("e", "anna", "bob", LineageKind::SuppliedBy);
    supplied.claims = vec![id("d")];
    let m = make()
        .claim("c", "a", &["anna", "bob"])
        .claim("d", "b", &[])
        .same("c", "d")
        .lineage(supplied);
    assert_eq!(three(&m, "c").1, exact(1));
}

#[test]
fn lineage_that_ended_before_joins_nothing() {
    let mut spoke = edge("e", "anna", "bob", LineageKind::SpeaksFor);
    spoke.until = Some(date("2004"));
    let m = make().claim("c", "a", &["bob", "anna"]).lineage(spoke);
    for (said, most) in [("2004-12-31", 1), ("2005", 2), ("2003", 1)] {
        let chains =
            |c: &mut crate::domain::claim::Claim| c.chains[1].hops[0].said = Some(date(said));
        let mut m = clone(&m);
        change_claim(&mut m.p, "c", chains);
        assert_eq!(three(&m, "c").1, exact(most), "{said}");
    }
}

fn clone(m: &super::make::Make) -> super::make::Make {
    let mut copy = make();
    copy.p = m.p.clone();
    copy
}

#[test]
fn lineage_with_dates_joins_nothing_that_was_said_nobody_knows_when() {
    let mut spoke = edge("e", "anna", "bob", LineageKind::SpeaksFor);
    spoke.since = Some(date("2004"));
    let m = make().claim("c", "a", &["bob", "anna"]).lineage(spoke);
    assert_eq!(three(&m, "c").1, exact(2));
    assert_eq!(three(&m.published("a", "2006-01"), "c").1, exact(1));
}

#[test]
fn alleged_lineage_joins_only_when_asked_for() {
    let mut alleged = edge("e", "anna", "bob", LineageKind::ControlledBy);
    alleged.standing = Standing::Alleged;
    let m =
        make().claim("c", "a", &["anna !", "bob !"]).independent("anna", "bob").lineage(alleged);
    assert_eq!(three(&m, "c"), (2, exact(2), exact(2)));
    let options = Options { alleged: true, ..Options::default() };
    let found = of_class(&m.p, id("c"), &options).expect("there").figures;
    assert_eq!((found.at_most, found.shown), (exact(1), exact(1)));
}

#[test]
fn one_person_in_two_organisations_does_not_join_them() {
    let one_voice = LineageKind::PartOf { one_voice: true };
    let m = make()
        .claim("c", "a", &["north", "south"])
        .claim("d", "a", &["north", "south", "anna"])
        .leads("anna", "north", one_voice)
        .source("anna")
        .leads("anna", "south", one_voice);
    assert_eq!(three(&m, "c").1, exact(2));
    assert_eq!(three(&m, "d").1, exact(2), "she depends on both, they not on each other");
}

#[test]
fn a_part_that_may_speak_for_itself_is_independent() {
    let m = make().claim("c", "a", &["anna", "north"]).leads(
        "anna",
        "north",
        LineageKind::PartOf { one_voice: false },
    );
    assert_eq!(three(&m, "c").1, exact(2));
}

#[test]
fn two_voices_with_one_supplier_share_an_ancestor() {
    let m = make()
        .source("agency")
        .claim("c", "a", &["anna", "bob"])
        .leads("anna", "agency", LineageKind::SuppliedBy)
        .leads("bob", "agency", LineageKind::SuppliedBy);
    assert_eq!(three(&m, "c").1, exact(1));
    assert_eq!(origins(&m, "c").voices.iter().map(|v| v.group).max(), Some(0));
}

#[test]
fn a_doubtful_chain_turns_the_number_into_a_range() {
    let m = make().claim("c", "a", &["anna !", "~bob !"]).independent("anna", "bob");
    let range = Bound { low: 1, high: 2, exact: true };
    assert_eq!(three(&m, "c"), (2, range, range));
    assert_eq!(figures(&m, "c").doubtful, 1);
}

#[test]
fn a_doubtful_way_on_does_not_add_a_voice_that_can_not_be_there_with_it() {
    let m = make()
        .article("b", "wb")
        .claim("c", "a", &["@wb"])
        .claim("d", "b", &["~dora"])
        .same("c", "d");
    assert_eq!(three(&m, "c").1, exact(1), "either dora or the work");
}

#[test]
fn many_doubtful_ways_on_give_a_range_that_encloses_every_reading() {
    let mut m = make().article("b", "wb").claim("c", "a", &["@wb"]);
    let chains: Vec<String> = (0..12).map(|i| format!("~s{i}")).collect();
    let chains: Vec<&str> = chains.iter().map(String::as_str).collect();
    m = m.claim("d", "b", &chains).same("c", "d");
    let most = three(&m, "c").1;
    assert!(!most.exact && most.low <= 1 && most.high >= 12, "{most:?}");
}

#[test]
fn merged_sources_are_one_voice_under_either_id() {
    let mut m = make().claim("c", "a", &["anna", "bob"]);
    let ends = MergedEnds::Sources { from: id("bob"), into: id("anna") };
    m.p.merged.put(std::sync::Arc::new(Merged { ends, by: id("ann"), at: at(9) }));
    m.p.sources.remove(id("bob"));
    assert_eq!(three(&m, "c"), (1, exact(1), exact(0)));
    assert_eq!(without(&m, "c", &["bob"]).citations, 0, "the old id still means her");
}

#[test]
fn shown_needs_an_origin_at_the_end_and_a_ruling_on_each_two() {
    let m = make().claim("c", "a", &["anna !", "bob !", "cleo !", "dora"]);
    assert_eq!(three(&m, "c").2, exact(1));
    let m = m.independent("anna", "bob").independent("cleo", "bob").independent("dora", "anna");
    assert_eq!(three(&m, "c").2, exact(2), "anna and cleo were not compared");
    let m = m.independent("anna", "cleo");
    assert_eq!(three(&m, "c").2, exact(3));
}

#[test]
fn a_joint_voice_is_shown_only_if_each_member_was_ruled_independent() {
    let m = make().claim("c", "a", &["anna+bob !", "cleo !"]).independent("anna", "cleo");
    assert_eq!(three(&m, "c").2, exact(1));
    assert_eq!(three(&m.independent("cleo", "bob"), "c").2, exact(2));
}

#[test]
fn a_ruling_does_not_make_independent_what_lineage_joins() {
    let m = make().claim("c", "a", &["anna !", "bob !"]).independent("anna", "bob").leads(
        "anna",
        "bob",
        LineageKind::SuppliedBy,
    );
    assert_eq!(three(&m, "c"), (2, exact(1), exact(1)));
}

#[test]
fn a_ruling_lapses_when_what_it_rests_on_changes() {
    let mut m = make().claim("c", "a", &["anna !", "bob !"]).independent("anna", "bob");
    let ruling = m.p.rulings.iter().next().expect("a ruling").clone();
    let basis = crate::analysis::findings::basis::of_ruling(&m.p, &ruling.about);
    change(&mut m.p.rulings, ruling.id, |r| r.basis = basis);
    assert_eq!(three(&m, "c").2, exact(2));
    change(&mut m.p.sources, id("bob"), |s| s.role = Some("press officer of anna".to_owned()));
    assert_eq!(three(&m, "c").2, exact(1));
}
