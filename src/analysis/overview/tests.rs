use super::*;
use crate::analysis::origins::{
    Figures,
    tests::make::{Make, make},
};
use crate::domain::{
    evidence::{Bearing, Directness, Evidence},
    sample::{at, change, change_claim, id, project as sample},
    session::Session,
    text::Text,
};

fn of(made: &Make, extent: Extent) -> Overview {
    Overviews::default().overview(&made.p, extent)
}

fn two_articles() -> Make {
    make()
        .claim("c", "a", &["anna"])
        .claim("d", "a", &["anna > bob"])
        .claim("e", "b", &["u-x"])
        .claim("f", "b", &[])
}

fn judge(made: &mut Make, claim: &str, by: &str, when: i64, change: impl Fn(&mut Assessment)) {
    let mut assessment = Assessment::new(id(&format!("j-{claim}-{by}-{when}")), id(by), at(when));
    change(&mut assessment);
    change_claim(&mut made.p, claim, |c| c.assessments.push(assessment));
}

fn give(made: &mut Make, claim: &str, name: &str, kind: &str) {
    let evidence = Evidence {
        id: id(name),
        kind: id(kind),
        directness: Directness::CannotDetermine,
        chain: None,
        work: None,
        bearing: Bearing::Supports,
        note: None,
        by: id("ann"),
        at: at(1),
    };
    change_claim(&mut made.p, claim, |c| c.evidence.push(evidence));
}

fn work(made: &mut Make, name: &str, by: &str, started: i64, ended: Option<i64>) {
    let session = Session {
        id: id(name),
        by: id(by),
        started: at(started),
        ended: ended.map(at),
        opened: vec![],
    };
    made.p.sessions.put(Arc::new(session));
}

fn made_at(made: &mut Make, claim: &str, by: &str, when: i64) {
    change_claim(&mut made.p, claim, |c| (c.by, c.created) = (id(by), at(when)));
}

#[test]
fn nothing_gives_figures_of_nothing() {
    let found = of(&make(), Extent::Project);
    assert_eq!((found.claims, found.confidence.all(), found.evidence.with), (0, 0, 0));
    assert_eq!(found.coverage.percent(), None);
    assert_eq!(found.spread, Spread::Articles(Vec::new()));
    assert_eq!(of(&two_articles(), Extent::Article(id("gone"))).claims, 0);
}

#[test]
fn a_claim_with_evidence_of_two_kinds_is_in_both_and_one_without_in_none() {
    let mut m = two_articles();
    m.p.codebook = crate::domain::codebook::default_terms().into_iter().collect();
    give(&mut m, "c", "e1", "press-report");
    give(&mut m, "c", "e2", "press-report");
    give(&mut m, "c", "e3", "background");
    let found = of(&m, Extent::Project).evidence;
    let mut kinds = found.kinds.clone();
    kinds.sort_unstable();
    assert_eq!(kinds, [(id("background"), 1), (id("press-report"), 1)]);
    assert_eq!((found.with, found.without), (1, 3));
    assert_eq!(of(&m, Extent::Article(id("b"))).evidence.with, 0);
}

#[test]
fn each_analysts_newest_judgement_counts_and_six_is_a_missing_value() {
    let mut m = two_articles();
    judge(&mut m, "c", "ann", 1, |j| j.confidence = Some(Confidence::Low));
    judge(&mut m, "c", "ann", 2, |j| j.confidence = Some(Confidence::High));
    judge(&mut m, "c", "ben", 1, |j| j.confidence = Some(Confidence::High));
    judge(&mut m, "d", "ann", 1, |j| j.credibility = Some(Credibility::CannotBeJudged));
    judge(&mut m, "e", "ann", 1, |j| j.credibility = Some(Credibility::Doubtful));
    let found = of(&m, Extent::Project);
    let confidence = [(Confidence::Low, 0), (Confidence::Moderate, 0), (Confidence::High, 2)];
    assert_eq!(found.confidence.grades, confidence);
    assert_eq!((found.confidence.all(), found.confidence.unjudged), (2, 3));
    assert_eq!(found.credibility.all(), 1, "6 is no grade");
    assert_eq!((found.credibility.cannot, found.credibility.unjudged), (1, 2));
    assert!(found.credibility.grades.iter().all(|(grade, _)| grade.is_judged()));
    assert_eq!((found.likelihood.all(), found.likelihood.unjudged), (0, 4));
}

#[test]
fn a_claim_belongs_to_the_session_of_its_analyst_that_it_was_made_in() {
    let mut m = two_articles();
    work(&mut m, "s2", "ann", 200, None);
    work(&mut m, "s1", "ann", 100, Some(150));
    work(&mut m, "s3", "ben", 120, Some(300));
    made_at(&mut m, "c", "ann", 150);
    made_at(&mut m, "d", "ann", 151);
    made_at(&mut m, "e", "ann", 9_999);
    made_at(&mut m, "f", "ben", 150);
    let found = of(&m, Extent::Project).sessions;
    let counts: Vec<(String, u32)> =
        found.list.iter().map(|w| (w.session.to_string(), w.claims)).collect();
    assert_eq!(counts, [("s1".to_owned(), 1), ("s3".to_owned(), 1), ("s2".to_owned(), 1)]);
    assert_eq!(found.outside, 1, "made between two sessions");
    let here = of(&m, Extent::Article(id("b"))).sessions;
    assert_eq!(here.list.iter().map(|w| w.claims).collect::<Vec<_>>(), [0, 1, 1]);
}

#[test]
fn the_parts_of_a_text_make_up_the_whole_whatever_stands_in_it() {
    let mut m = make().claim("c", "a", &["own"]);
    let text = "\u{1F309} یک جمله. جمله دوم است. ".repeat(40);
    change(&mut m.p.articles, id("a"), |a| a.text = Arc::new(Text::new(text)));
    let found = of(&m, Extent::Article(id("a")));
    let Spread::Text(parts) = &found.spread else { panic!("{:?}", found.spread) };
    assert_eq!(parts.len(), 24);
    assert_eq!(parts.iter().map(|p| p.coverage.sentences).sum::<u32>(), found.coverage.sentences);
    assert!(parts.windows(2).all(|two| two[0].span.end <= two[1].span.start));
    assert!(parts[0].coverage.covered > 0, "the claim stands at the beginning");
    assert_eq!(found.coverage.covered, parts[0].coverage.covered);
}

#[test]
fn a_text_of_few_sentences_has_as_many_parts_and_an_empty_one_none() {
    for (text, parts) in [("", 0), ("One. Two. Three.", 3)] {
        let mut m = make().article("a", "");
        change(&mut m.p.articles, id("a"), |a| a.text = Arc::new(Text::new(text)));
        let Spread::Text(found) = of(&m, Extent::Article(id("a"))).spread else { panic!("text") };
        assert_eq!(found.len(), parts, "{text}");
    }
}

#[test]
fn what_is_remembered_of_articles_is_what_counting_anew_would_give() {
    let mut project = sample();
    let mut kept = Overviews::default();
    kept.overview(&project, Extent::Project);
    change_claim(&mut project, "cracks", |c| c.anchors.truncate(1));
    let again = kept.overview(&project, Extent::Project);
    assert_eq!(again, Overviews::default().overview(&project, Extent::Project));
    let Spread::Articles(list) = &again.spread else { panic!("{:?}", again.spread) };
    let ids: Vec<String> = list.iter().map(|(article, _)| article.to_string()).collect();
    assert_eq!(ids, ["a1", "a2"], "superseded articles stay out");
}

#[test]
fn classes_are_counted_by_their_origins_with_and_without_what_is_discounted() {
    let m = two_articles();
    let cache = Cache::of(&m.p, false);
    let of = |extent, discount: &Discount| by_origins(&cache, extent, discount);
    let all = of(Extent::Project, &Discount::default());
    assert_eq!((all.classes, all.remains), (4, None));
    assert_eq!(all.at_most, [1, 1, 2, 0, 0, 0, 0, 0], "no chain, unnamed only, one origin twice");
    let without = Discount { sources: [id("anna")].into(), ..Discount::default() };
    let left = of(Extent::Project, &without);
    assert_eq!(left.at_most, all.at_most);
    assert_eq!(left.remains, Some([3, 1, 0, 0, 0, 0, 0, 0]));
    let here = of(Extent::Article(id("b")), &without);
    assert_eq!((here.classes, here.remains), (2, Some([1, 1, 0, 0, 0, 0, 0, 0])));
}

#[test]
fn every_number_of_origins_has_one_step() {
    let figures = Figures { citations: 1, ..Figures::default() };
    let steps: Vec<usize> = (0..12).map(|n| classes::Step::of(&figures, n)).collect();
    assert_eq!(steps, [1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 7, 7]);
}
