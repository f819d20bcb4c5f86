use super::*;
use crate::analysis::origins::tests::make::{Make, make};
use crate::domain::{
    sample::{change, change_claim, id},
    text::Text,
};

fn of(made: &Make, article: Option<&str>) -> Balance {
    balance(&made.p, &Cache::of(&made.p, false), article.map(id), &Discount::default())
}

#[test]
fn voices_count_once_a_claim_by_kind_and_role() {
    let mut m = make().claim("c", "a", &["anna > bob", "anna"]).claim("d", "a", &["anna", "u-x"]);
    change(&mut m.p.sources, id("bob"), |s| s.role = Some("mayor".to_owned()));
    let found = of(&m, None);
    assert_eq!(found.by_kind["Named person"], 3);
    assert_eq!(found.by_kind["Unnamed group"], 1);
    assert_eq!(found.by_role["mayor"], 1);
    assert_eq!(found.by_reliability[&None], 4);
}

#[test]
fn the_share_of_own_voice_without_evidence_and_of_unnamed_voices_is_told() {
    let m = make().claim("c", "a", &["own"]).claim("d", "a", &["anna"]).claim("e", "a", &["u-x"]);
    let found = of(&m, None);
    assert_eq!(found.own_voice_without_evidence, Share { part: 1, whole: 3 });
    assert_eq!(found.unnamed, Share { part: 2, whole: 3 });
    assert_eq!(found.unnamed.percent(), 66);
    assert_eq!(Share::default().percent(), 0);
}

#[test]
fn who_is_quoted_who_is_reported_and_who_is_only_spoken_about_are_told_apart() {
    let mut m = make().claim("c", "a", &["anna", "bob"]).source("mina").source("absent");
    change_claim(&mut m.p, "c", |c| c.chains[0].hops[0].form = QuotationForm::Direct);
    change(&mut m.p.sources, id("mina"), |s| s.name = "مینا کریمی".to_owned());
    change(&mut m.p.sources, id("absent"), |s| s.name = "Absent".to_owned());
    change(&mut m.p.articles, id("a"), |a| {
        let text = format!("{} \u{1F309}مینا کریمی آنجا بود.", a.text.as_str());
        a.text = std::sync::Arc::new(Text::new(text));
    });
    let found = of(&m, Some("a"));
    assert_eq!(found.quoted, [id("anna")]);
    assert_eq!(found.reported, [id("bob")]);
    assert_eq!(found.only_spoken_about, [id("mina")]);
}

#[test]
fn concentration_is_the_share_of_classes_that_go_through_the_top_three() {
    let mut m = make();
    for (name, chain) in
        [("a1", "anna"), ("a2", "bob > anna"), ("b1", "bob"), ("c1", "cleo"), ("d1", "dora")]
    {
        m = m.claim(name, "a", &[chain]);
    }
    let found = of(&m, None);
    assert_eq!(found.top[0], (Voice::Source(id("anna")), 2));
    assert_eq!(found.concentration, Share { part: 4, whole: 5 });
    assert_eq!(of(&make(), None), Balance::default());
}

#[test]
fn concentration_and_last_voices_are_those_of_what_is_left() {
    let m = make().claim("c", "a", &["anna > bob", "cleo"]).claim("d", "a", &["anna > bob"]).claim(
        "e",
        "a",
        &["u-x"],
    );
    let mut discount = Discount::default();
    discount.extend([crate::domain::ruling::Voice::Source(id("anna"))]);
    let found = balance(&m.p, &Cache::of(&m.p, false), None, &discount);
    assert_eq!(found.top, [(crate::domain::ruling::Voice::Source(id("cleo")), 1)]);
    assert_eq!(found.concentration, Share { part: 1, whole: 2 });
    assert_eq!(found.unnamed, Share { part: 1, whole: 2 });
    assert_eq!(of(&m, None).concentration, Share { part: 2, whole: 3 });
}
