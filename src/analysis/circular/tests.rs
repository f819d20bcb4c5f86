use super::*;
use crate::analysis::origins::Left;
use crate::analysis::origins::tests::make::{Make, edge, make};
use crate::domain::{
    lineage::Standing,
    sample::{change_claim, id},
};

fn circular(made: &Make, claim: &str) -> Circularity {
    of_class(&Cache::of(&made.p, false), id(claim)).expect("there")
}

fn told(made: &Make, claim: &str) -> Vec<String> {
    circular(made, claim).circles.iter().map(|c| tell(&made.p, &c.way, None)).collect()
}

fn articles() -> Make {
    make().article("a", "wa").article("b", "wb").article("c", "wc")
}

#[test]
fn three_articles_that_cite_each_other_in_turn_are_a_circle_told_in_words() {
    let m = articles()
        .claim("x", "a", &["@wb"])
        .claim("y", "b", &["@wc"])
        .claim("z", "c", &["@wa"])
        .same("x", "y")
        .same("y", "z");
    assert_eq!(told(&m, "x"), ["“wa” cites “wb”, “wb” cites “wc”, “wc” cites “wa”"]);
    let found = circular(&m, "y");
    assert_eq!(found.circles[0].articles, [id("a"), id("b"), id("c")]);
}

#[test]
fn lineage_closes_a_circle() {
    let m = articles().claim("x", "a", &["@wb"]).claim("z", "c", &["@wa"]).same("x", "z").leads(
        "wb",
        "wc",
        LineageKind::Republishes,
    );
    assert_eq!(told(&m, "x"), ["“wa” cites “wb”, “wb” republishes “wc”, “wc” cites “wa”"]);
}

#[test]
fn alleged_lineage_and_lineage_for_other_claims_close_nothing() {
    let mut alleged = edge("e", "wb", "wa", LineageKind::SuppliedBy);
    let m = articles().claim("x", "a", &["@wb"]).claim("o", "a", &[]);
    assert_eq!(told(&clone(&m).lineage(alleged.clone()), "x").len(), 1);
    alleged.claims = vec![id("o")];
    assert_eq!(told(&clone(&m).lineage(alleged.clone()), "x").len(), 0);
    alleged.claims.clear();
    alleged.standing = Standing::Alleged;
    assert_eq!(told(&clone(&m).lineage(alleged), "x").len(), 0);
}

fn clone(m: &Make) -> Make {
    let mut copy = make();
    copy.p = m.p.clone();
    copy
}

#[test]
fn a_source_that_had_it_from_the_author_closes_a_circle() {
    let m = make().work("wa", &["anna"]).article("a", "wa").claim("x", "a", &["bob"]).leads(
        "bob",
        "anna",
        LineageKind::SuppliedBy,
    );
    assert_eq!(told(&m, "x"), ["“wa” cites bob, bob is supplied by anna, anna speaks in “wa”"]);
}

#[test]
fn two_sources_that_supply_each_other_are_a_circle() {
    let m = make()
        .claim("x", "a", &["anna"])
        .leads("anna", "bob", LineageKind::SuppliedBy)
        .source("bob")
        .leads("bob", "anna", LineageKind::SuppliedBy);
    let found = circular(&m, "x");
    assert!(found.circles.len() == 1 && found.circles[0].lineage_alone);
    let ways = of_lineage(&Cache::of(&m.p, false));
    assert_eq!(ways.len(), 1);
    assert_eq!(tell(&m.p, &ways[0], None), "anna is supplied by bob, bob is supplied by anna");
}

#[test]
fn an_author_who_cites_an_older_work_of_his_own_is_no_circle() {
    let m = make().work("w1", &["anna"]).work("w2", &["anna"]).claim(
        "x",
        "a",
        &["@w2 > @w1", "anna@w1"],
    );
    assert_eq!(circular(&m, "x").circles, []);
}

#[test]
fn a_diamond_is_no_circle() {
    let m = make().claim("x", "a", &["anna@w1 > dora@w3", "bob@w2 > dora@w3"]);
    assert_eq!(circular(&m, "x").circles, []);
}

#[test]
fn articles_that_cite_each_other_on_different_matters_only_rely_on_each_other() {
    let m = articles().claim("x", "a", &["@wb"]).claim("y", "b", &["@wa"]);
    assert_eq!(circular(&m, "x").circles, []);
    let cache = Cache::of(&m.p, false);
    let pairs = mutual_reliance(&cache, &std::collections::BTreeSet::new(), &Left::default());
    assert_eq!((pairs[0].first, pairs[0].second), (id("a"), id("b")));
    assert_eq!((pairs[0].forth, pairs[0].back), (id("x"), id("y")));
    let known = [(id("a"), id("b"))].into_iter().collect();
    assert!(mutual_reliance(&cache, &known, &Left::default()).is_empty());
}

#[test]
fn several_citations_with_one_voice_have_a_single_root() {
    let m = make().claim("x", "a", &["@w1 > dora", "@w2 > dora"]);
    assert!(circular(&m, "x").single_root);
    let m = make().claim("x", "a", &["@w1 > dora", "@w2 > dora", "@w2 > u-someone"]);
    assert!(!circular(&m, "x").single_root, "nobody knows who else there is");
    let m = make().claim("x", "a", &["@w1 > dora"]);
    assert!(!circular(&m, "x").single_root, "one citation leads to one voice");
}

#[test]
fn evidence_that_rests_on_the_article_confirms_nothing() {
    let mut m = articles().claim("x", "a", &["dora"]).claim("y", "b", &["@wa"]).same("x", "y");
    change_claim(&mut m.p, "x", |claim| {
        let mut evidence = crate::domain::sample::project()
            .claim(id("safe"))
            .expect("the sample's claim")
            .evidence[0]
            .clone();
        evidence.work = Some(id("wb"));
        claim.evidence = vec![evidence];
    });
    let found = circular(&m, "x");
    assert_eq!(found.circles, []);
    assert_eq!(found.confirmed_by_evidence[0].0, id("a"));
    let words = tell(&m.p, &found.confirmed_by_evidence[0].1, Some(&Stop::Work(id("wa"))));
    assert_eq!(words, "“wa” is supported by “wb”, “wb” cites “wa”");
}

#[test]
fn a_long_circle_is_told_without_its_middle() {
    let mut m = make();
    for n in 0..30 {
        m = m.article(&format!("a{n}"), &format!("w{n}"));
        m = m.claim(&format!("c{n}"), &format!("a{n}"), &[&format!("@w{}", (n + 1) % 30)]);
    }
    for n in 1..30 {
        m = m.same("c0", &format!("c{n}"));
    }
    let words = told(&m, "c0");
    assert!(words[0].contains("… 22 more steps …"), "{words:?}");
}
