use std::sync::Arc;

use super::*;
use crate::analysis::origins::{
    Discount,
    tests::make::{Make, date, make, voice},
};
use crate::domain::{
    assessment::{Assessment, Credibility},
    chain::QuotationForm,
    claim::Factuality,
    lineage::LineageKind,
    sample::{at, change, change_claim, id},
    source::{Reliability, ReliabilityGrade},
};

fn found(made: &Make) -> Vec<Finding> {
    all(Seen { project: &made.p, origins: &Cache::of(&made.p, false), left: &Left::default() })
}

fn with(made: &Make, code: &str) -> Vec<Finding> {
    found(made).into_iter().filter(|f| f.code == code).collect()
}

fn grade(made: &mut Make, claim: &str, credibility: Credibility) {
    change_claim(&mut made.p, claim, |c| {
        let mut assessment = Assessment::new(id(&format!("as-{claim}")), id("ann"), at(20));
        assessment.credibility = Some(credibility);
        c.assessments.push(assessment);
    });
}

#[test]
fn confirmed_by_others_needs_two_origins_that_were_shown() {
    let mut m = make().claim("c", "a", &["anna !", "bob !"]);
    grade(&mut m, "c", Credibility::Confirmed);
    let told = with(&m, "claim-confirmed-not-shown");
    assert!(told[0].message.contains("1 independent origin was shown, and 2 possible at most"));
    assert_eq!(with(&m.independent("anna", "bob"), "claim-confirmed-not-shown"), []);
}

#[test]
fn circles_single_roots_and_articles_that_confirm_themselves_are_told() {
    let m = make()
        .article("a", "wa")
        .article("b", "wb")
        .claim("c", "a", &["@wb"])
        .claim("d", "b", &["@wa"])
        .same("c", "d");
    assert_eq!(with(&m, "claim-circular")[0].subjects, ["c", "d"]);
    assert_eq!(with(&m, "article-confirms-itself").len(), 2);
    let m = make().claim("c", "a", &["@w1 > dora", "@w2 > dora"]);
    assert_eq!(with(&m, "claim-single-root").len(), 1);
}

#[test]
fn lineage_that_runs_in_a_circle_is_told_once_and_not_for_each_class() {
    let m = make()
        .claim("c", "a", &["anna"])
        .claim("d", "a", &["anna"])
        .leads("anna", "bob", LineageKind::SuppliedBy)
        .source("bob")
        .leads("bob", "anna", LineageKind::SuppliedBy);
    assert_eq!(with(&m, "lineage-circular").len(), 1);
    assert_eq!(with(&m, "claim-circular"), []);
    let m = m.claim("e", "a", &["anna > bob"]);
    assert_eq!(with(&m, "claim-circular").len(), 1, "here a chain is on the circle");
}

#[test]
fn an_unnamed_voice_wants_a_description() {
    let mut m = make().claim("c", "a", &["u-officials"]);
    assert_eq!(
        with(&m, "source-unnamed-undescribed")[0].fix,
        Some(Fix::Identify(id("u-officials")))
    );
    change(&mut m.p.sources, id("u-officials"), |s| s.description = Some("two of them".to_owned()));
    assert_eq!(with(&m, "source-unnamed-undescribed"), []);
}

#[test]
fn a_source_on_which_five_claims_rest_wants_a_reliability() {
    let mut m = make();
    for n in 0..4 {
        m = m.claim(&format!("c{n}"), "a", &["anna", "anna@w"]);
    }
    assert_eq!(with(&m, "source-without-reliability"), []);
    m = m.claim("c9", "a", &["bob > anna"]);
    assert_eq!(with(&m, "source-without-reliability").len(), 1);
}

fn reliable(made: &mut Make, source: &str, grade: Reliability) {
    change(&mut made.p.sources, id(source), |s| {
        s.reliability =
            vec![ReliabilityGrade { grade, about: None, by: id("ann"), at: at(1), why: None }];
    });
}

#[test]
fn grades_on_the_diagonal_are_told_once_with_the_figure() {
    let mut m = make();
    for n in 0..5 {
        m = m.claim(&format!("c{n}"), "a", &["anna"]);
        grade(&mut m, &format!("c{n}"), Credibility::ProbablyTrue);
    }
    reliable(&mut m, "anna", Reliability::B);
    assert!(with(&m, "judgement-diagonal")[0].message.contains("(100 %)"));
    reliable(&mut m, "anna", Reliability::F);
    assert_eq!(with(&m, "judgement-diagonal"), [], "F is no judgement");
}

#[test]
fn confidence_and_likelihood_in_one_sentence_are_told() {
    let mut m = make().claim("c", "a", &["anna"]);
    for (text, count) in [
        ("We have high confidence that it is very likely", 1),
        ("We have high confidence. It is likely", 0),
        ("The market lost confidence", 0),
    ] {
        change_claim(&mut m.p, "c", |c| c.paraphrase = Some(text.to_owned()));
        assert_eq!(with(&m, "claim-confidence-and-likelihood").len(), count, "{text}");
    }
}

#[test]
fn claims_without_chain_or_evidence_are_told() {
    let m = make().claim("c", "a", &[]);
    assert_eq!(with(&m, "claim-without-chain").len(), 1);
    assert_eq!(with(&m, "claim-without-evidence").len(), 1);
}

#[test]
fn the_same_claim_can_not_be_so_and_not_so() {
    let mut m = make().claim("c", "a", &[]).claim("d", "b", &[]).same("c", "d");
    let sets = [
        (Factuality::CertainTrue, Factuality::ProbableFalse, 1),
        (Factuality::CertainTrue, Factuality::PossibleFalse, 1),
        (Factuality::PossibleTrue, Factuality::PossibleFalse, 0),
        (Factuality::CertainTrue, Factuality::PossibleTrue, 0),
        (Factuality::CertainTrue, Factuality::Underspecified, 0),
    ];
    for (a, b, count) in sets {
        change_claim(&mut m.p, "c", |c| c.factuality = Some(a));
        change_claim(&mut m.p, "d", |c| c.factuality = Some(b));
        assert_eq!(with(&m, "claim-same-but-contradicts").len(), count, "{a:?} {b:?}");
    }
}

#[test]
fn lost_and_moved_anchors_are_told_with_their_place() {
    use crate::domain::anchor::AnchorState;
    let mut m = make().claim("c", "a", &["anna"]);
    change_claim(&mut m.p, "c", |c| c.anchors[0].state = AnchorState::Lost);
    assert_eq!(with(&m, "lost-anchor")[0].places[0].article, Some(id("a")));
    let was = crate::domain::span::Span::new(1, 2);
    change_claim(&mut m.p, "c", |c| c.anchors[0].state = AnchorState::Moved { percent: 80, was });
    assert_eq!(with(&m, "moved-anchor").len(), 1);
}

#[test]
fn a_span_that_cuts_through_a_letter_is_told_with_its_place() {
    use crate::domain::{anchor::Anchor, anchor::AnchorState, span::Span, text::Text};
    let mut m = make().claim("c", "a", &["anna"]);
    let text = Text::new("\u{1F514} The cafe\u{301} was shut.");
    change(&mut m.p.articles, id("a"), |a| a.text = Arc::new(text.clone()));
    let mut cut = |start, end, of_hop: bool| {
        let anchor = Anchor::new(&text, Span::new(start, end)).expect("inside");
        let whole = Anchor::new(&text, Span::new(2, 5)).expect("inside");
        change_claim(&mut m.p, "c", |c| {
            let (own, cue) = if of_hop { (whole, vec![anchor]) } else { (anchor, Vec::new()) };
            c.anchors = vec![own];
            c.chains[0].hops[0].cue_anchors = cue;
        });
        let told = with(&m, "anchor-splits-cluster");
        told.into_iter().map(|f| (f.severity, f.places[0].span)).collect::<Vec<_>>()
    };
    assert_eq!(cut(6, 11, false), []);
    assert_eq!(cut(6, 10, false), [(Severity::Warning, Some(Span::new(6, 10)))]);
    assert_eq!(cut(10, 15, true), [(Severity::Warning, Some(Span::new(10, 15)))]);
    assert_eq!(cut(6, 11, true), []);
    change_claim(&mut m.p, "c", |c| {
        c.anchors[0] = Anchor::new(&text, Span::new(6, 10)).expect("inside");
        c.anchors[0].state = AnchorState::Lost;
    });
    assert_eq!(with(&m, "anchor-splits-cluster"), [], "a lost one stands nowhere");
}

#[test]
fn a_chain_of_more_than_four_hops_is_deep_continued_ones_too() {
    assert_eq!(with(&make().claim("c", "a", &["s1>s2>s3>s4"]), "chain-deep"), []);
    assert_eq!(with(&make().claim("c", "a", &["s1>s2>s3>s4>s5"]), "chain-deep").len(), 1);
    let m = make()
        .article("b", "wb")
        .claim("c", "a", &["s1>@wb"])
        .claim("d", "b", &["s3>s4>s5"])
        .same("c", "d");
    assert_eq!(with(&m, "chain-deep").len(), 1);
}

#[test]
fn a_source_met_only_through_others_sends_the_analyst_to_the_original() {
    let m = make().work("w", &["dora"]).claim("c", "a", &["anna > dora"]);
    let told = with(&m, "source-only-through-others");
    assert_eq!(told[0].fix, Some(Fix::GetOriginal(id("w"))));
    let m = m.claim("d", "a", &["@w"]);
    assert_eq!(with(&m, "source-only-through-others"), []);
}

#[test]
fn a_quotation_from_a_work_wants_to_be_checked() {
    let mut m = make().claim("c", "a", &["anna@w"]);
    assert_eq!(with(&m, "quotation-unchecked"), []);
    change_claim(&mut m.p, "c", |c| c.chains[0].hops[0].form = QuotationForm::Direct);
    assert_eq!(with(&m, "quotation-unchecked").len(), 1);
}

#[test]
fn nothing_is_said_after_the_work_that_reports_it() {
    let mut m = make().claim("c", "a", &["@w1 > anna"]).dated("w1", "2008-03");
    let mut says = |on: &str| {
        change_claim(&mut m.p, "c", |c| c.chains[0].hops[1].said = Some(date(on)));
        with(&m, "said-after-report").len()
    };
    assert_eq!((says("2008"), says("2008-03-31"), says("2008-04")), (0, 0, 1));
}

#[test]
fn certainty_that_grows_on_the_way_is_told() {
    let mut m = make().claim("c", "a", &["anna"]);
    change_claim(&mut m.p, "c", |c| {
        c.factuality = Some(Factuality::CertainTrue);
        c.chains[0].hops[0].factuality = Some(Factuality::PossibleTrue);
    });
    assert_eq!(with(&m, "chain-certainty-grows").len(), 1);
    change_claim(&mut m.p, "c", |c| c.factuality = Some(Factuality::PossibleFalse));
    assert_eq!(with(&m, "chain-certainty-grows"), []);
}

#[test]
fn articles_that_cite_each_other_on_different_matters_are_noted() {
    let m = make().article("a", "wa").article("b", "wb").claim("c", "a", &["@wb"]).claim(
        "d",
        "b",
        &["@wa"],
    );
    assert_eq!(with(&m, "articles-rely-on-each-other")[0].severity, Severity::Note);
}

#[test]
fn a_ruling_that_lapsed_or_that_lineage_contradicts_is_told() {
    let m = make().claim("c", "a", &["anna !", "bob !"]).independent("anna", "bob").leads(
        "anna",
        "bob",
        LineageKind::SpeaksFor,
    );
    assert_eq!(with(&m, "ruling-contradicts-lineage").len(), 1);
    let mut m = make().claim("c", "a", &["anna !", "bob !"]).independent("anna", "bob");
    let ruling = m.p.rulings.iter().next().expect("one").id;
    change(&mut m.p.rulings, ruling, |r| r.basis = Some("0".repeat(64)));
    assert_eq!(with(&m, "ruling-lapsed").len(), 1);
}

fn dismiss_it(made: &mut Make, finding: &Finding) {
    let about = RulingAbout::Dismissed {
        code: finding.code.to_owned(),
        subjects: finding.subjects.clone(),
    };
    let basis = Some(finding.basis(&made.p));
    let ruling = Ruling { id: id("dis"), about, by: id("ann"), at: at(30), reason: None, basis };
    made.p.rulings.put(Arc::new(ruling));
}

#[test]
fn a_dismissed_finding_comes_back_when_what_it_rests_on_changes() {
    let mut m = make().claim("c", "a", &[]);
    let finding = with(&m, "claim-without-chain").remove(0);
    dismiss_it(&mut m, &finding);
    assert_eq!(with(&m, "claim-without-chain")[0].dismissed, Some(id("dis")));
    change_claim(&mut m.p, "c", |c| c.tags.push("later".to_owned()));
    assert_eq!(with(&m, "claim-without-chain")[0].dismissed, Some(id("dis")), "a tag is no change");
    change_claim(&mut m.p, "c", |c| c.paraphrase = Some("something else".to_owned()));
    assert_eq!(with(&m, "claim-without-chain")[0].dismissed, None);
}

#[test]
fn a_dismissal_of_a_figure_lapses_with_the_figure() {
    let mut m = make().claim("c", "a", &["anna !", "bob !"]);
    grade(&mut m, "c", Credibility::Confirmed);
    let finding = with(&m, "claim-confirmed-not-shown").remove(0);
    dismiss_it(&mut m, &finding);
    assert!(with(&m, "claim-confirmed-not-shown")[0].dismissed.is_some());
    let m = m.leads("anna", "bob", LineageKind::SpeaksFor);
    assert!(with(&m, "claim-confirmed-not-shown")[0].dismissed.is_none());
}

#[test]
fn the_basis_does_not_depend_on_the_order_of_the_subjects() {
    let m = make().claim("c", "a", &["anna"]).claim("d", "b", &["bob"]);
    let basis = |list: [&str; 2]| basis::of_finding(&m.p, "code", &list.map(str::to_owned), None);
    assert_eq!(basis(["c", "d"]), basis(["d", "c"]));
    assert_eq!(basis(["c", "d"]).len(), 64);
    assert_ne!(basis(["c", "d"]), basis(["c", "c"]));
}

#[test]
fn an_empty_project_and_the_sample_are_looked_through_without_harm() {
    assert_eq!(found(&make()), []);
    let project = crate::domain::sample::project();
    let findings = all(Seen {
        project: &project,
        origins: &Cache::of(&project, true),
        left: &Left::default(),
    });
    assert!(findings.is_sorted_by(|a, b| a.severity <= b.severity));
    assert!(findings.iter().all(|f| !f.message.is_empty() && !f.hint.is_empty()));
}

#[test]
fn what_tells_of_origins_is_noticed_of_what_is_left() {
    let codes = |made: &Make, names: &[&str]| -> Vec<&'static str> {
        let cache = Cache::of(&made.p, false);
        let mut discount = Discount::default();
        discount.extend(names.iter().map(|name| voice(name)));
        let left = cache.left(&discount);
        let found = all(Seen { project: &made.p, origins: &cache, left: &left });
        found.into_iter().map(|finding| finding.code).collect()
    };
    let has = |made: &Make, names: &[&str], code: &str| codes(made, names).contains(&code);
    let mut m = make().claim("c", "a", &["anna !", "bob !"]).independent("anna", "bob");
    grade(&mut m, "c", Credibility::Confirmed);
    assert!(!has(&m, &[], "claim-confirmed-not-shown"));
    assert!(has(&m, &["bob"], "claim-confirmed-not-shown"), "one is left");
    let m = make()
        .article("a", "wa")
        .article("b", "wb")
        .claim("x", "a", &["anna@wb", "dora > eve > fay > guy > hal"])
        .claim("y", "b", &["bob@wa"])
        .same("x", "y");
    for code in ["claim-circular", "article-confirms-itself", "chain-deep"] {
        assert!(has(&m, &[], code) && !has(&m, &["anna", "dora"], code), "{code}");
    }
    let m = make().article("a", "wa").article("b", "wb").claim("x", "a", &["anna@wb"]).claim(
        "y",
        "b",
        &["bob@wa"],
    );
    assert!(has(&m, &[], "articles-rely-on-each-other"));
    assert!(!has(&m, &["bob"], "articles-rely-on-each-other"));
    assert_eq!(codes(&m, &["nobody"]), codes(&m, &[]), "what is not there changes nothing");
}

#[test]
fn in_a_long_chain_of_entailments_circles_fall_with_what_is_discounted() {
    let mut m = make().article("a", "wa").article("b", "wb");
    m = m.claim("x", "a", &["anna@wb"]).claim("y", "b", &["bob@wa"]).same("x", "y");
    let mut before = "x".to_owned();
    for at in 0..40 {
        let name = format!("c{at:02}");
        m = m.claim(&name, "a", &["own"]).entails(&before, &name);
        before = name;
    }
    let cache = Cache::of(&m.p, false);
    let count = |discount: &Discount| {
        let left = cache.left(discount);
        let found = all(Seen { project: &m.p, origins: &cache, left: &left });
        found.iter().filter(|finding| finding.code == "claim-circular").count()
    };
    assert_eq!(count(&Discount::default()), 41, "each of them rests on the circle");
    let mut discount = Discount::default();
    discount.extend([voice("bob")]);
    assert_eq!(count(&discount), 0);
}
