//! Cases made by hand, each with the answer that a person would give.

use super::{
    exact, figures,
    make::{make, voice},
    origins, three, without,
};
use crate::analysis::origins::{Cache, Chokepoint, Depth, Discount, Options, of_class};
use crate::domain::{
    claim::ClaimKind,
    link::LinkKind,
    ruling::Voice,
    sample::{change, id},
    source::SourceKind,
};

#[test]
fn a_claim_without_chains_rests_on_nothing() {
    let m = make().claim("c", "a", &[]);
    assert_eq!(three(&m, "c"), (0, exact(0), exact(0)));
}

#[test]
fn a_footnoted_assertion_without_a_speaker_is_the_voice_of_the_works_authors() {
    let m = make().work("w", &["anna", "bob"]).claim("c", "a", &["@w"]);
    let found = origins(&m, "c");
    assert_eq!(found.voices.len(), 1);
    let party = vec![Voice::Source(id("anna")), Voice::Source(id("bob"))];
    assert_eq!(found.voices[0].party, party);
    assert_eq!((found.figures.works, found.figures.not_followed), (1, 1));
}

#[test]
fn a_work_without_authors_is_a_named_voice() {
    let m = make().claim("c", "a", &["@w1", "@w2"]);
    assert_eq!(three(&m, "c"), (2, exact(2), exact(0)));
}

#[test]
fn co_authors_of_one_hop_are_one_voice() {
    let m = make().claim("c", "a", &["anna+bob+cleo !"]);
    assert_eq!(three(&m, "c"), (1, exact(1), exact(1)));
}

#[test]
fn an_articles_own_voice_is_the_party_of_its_own_work() {
    let m = make().work("w", &["anna"]).article("a", "w").claim("c", "a", &["own !"]);
    let found = origins(&m, "c");
    assert_eq!(found.voices[0].party, [Voice::Source(id("anna"))]);
    assert_eq!((found.figures.works, found.figures.not_followed), (0, 0));
    assert_eq!(found.figures.shown, exact(1));
}

#[test]
fn the_own_voice_of_an_article_that_is_no_work_is_unnamed() {
    let m = make().claim("c", "a", &["own"]);
    let found = figures(&m, "c");
    assert_eq!((found.citations, found.at_most, found.unnamed), (1, exact(0), 1));
}

#[test]
fn unnamed_groups_are_listed_and_never_counted() {
    let m = make().claim("c", "a", &["u-officials !", "u-residents !", "anna > u-officials"]);
    let found = figures(&m, "c");
    assert_eq!(
        (found.citations, found.at_most, found.shown, found.unnamed),
        (3, exact(0), exact(0), 2)
    );
}

#[test]
fn an_undetermined_source_is_unnamed_and_a_document_is_named() {
    let mut m = make().claim("c", "a", &["x", "y"]);
    change(&mut m.p.sources, id("x"), |s| s.kind = SourceKind::Undetermined);
    change(&mut m.p.sources, id("y"), |s| s.kind = SourceKind::Document);
    let found = figures(&m, "c");
    assert_eq!((found.at_most, found.unnamed), (exact(1), 1));
}

#[test]
fn a_party_with_one_named_member_is_named() {
    let m = make().claim("c", "a", &["u-officials+anna"]);
    assert_eq!(three(&m, "c"), (1, exact(1), exact(0)));
}

#[test]
fn an_implicit_source_is_one_unnamed_voice_a_citation() {
    let m = make().claim("c", "a", &["anna >  ", "bob >  ", "bob >  "]);
    let found = figures(&m, "c");
    assert_eq!((found.citations, found.unnamed, found.at_most), (2, 2, exact(0)));
}

#[test]
fn two_analysts_on_one_passage_and_a_passage_quoted_twice_are_one_citation() {
    let m = make()
        .claim("c", "a", &["anna@w > bob", "anna@w > bob"])
        .claim("d", "a", &["anna@w > bob !"])
        .same("c", "d");
    let found = figures(&m, "c");
    assert_eq!((found.citations, found.works, found.voices), (1, 1, 1));
    assert_eq!(found.not_followed, 0, "one analyst followed it");
}

#[test]
fn the_same_way_from_two_articles_is_two_citations_of_one_voice() {
    let m = make().claim("c", "a", &["anna@w"]).claim("d", "b", &["anna@w"]).same("c", "d");
    assert_eq!(three(&m, "d"), (2, exact(1), exact(0)));
}

#[test]
fn a_hop_by_its_author_and_a_hop_by_its_work_alone_are_one_citation() {
    let m = make().work("w", &["anna"]).claim("c", "a", &["anna@w", "@w"]);
    assert_eq!(figures(&m, "c").citations, 1);
}

#[test]
fn a_diamond_leads_to_one_voice() {
    let m = make().claim("c", "a", &["anna@w1 > dora !", "bob@w2 > dora !"]);
    let found = origins(&m, "c");
    assert_eq!(three(&m, "c"), (2, exact(1), exact(1)));
    assert_eq!(found.chokepoints, [Chokepoint::Party(vec![Voice::Source(id("dora"))])]);
}

#[test]
fn a_chain_continues_through_an_article_that_makes_the_claim() {
    let m = make()
        .article("b", "wb")
        .claim("c", "a", &["@wb"])
        .claim("d", "b", &["dora !"])
        .same("c", "d");
    let found = origins(&m, "c");
    assert_eq!(three(&m, "c"), (2, exact(1), exact(1)));
    assert_eq!(found.voices.len(), 1, "the article is no last voice any more");
    assert_eq!(found.depth, Some(Depth { shortest: 1, longest: 2 }));
    assert_eq!(found.figures.not_followed, 0, "it was followed into the article");
}

#[test]
fn a_chain_does_not_continue_through_an_article_that_says_something_else() {
    let m = make().article("b", "wb").claim("c", "a", &["@wb"]).claim("d", "b", &["dora !"]);
    assert_eq!(origins(&m, "c").voices[0].party, [Voice::Work(id("wb"))]);
}

#[test]
fn a_claim_without_chains_leads_nowhere_so_the_chain_ends_with_the_work() {
    let m = make().article("b", "wb").claim("c", "a", &["@wb"]).claim("d", "b", &[]).same("c", "d");
    assert_eq!(three(&m, "c"), (1, exact(1), exact(0)));
}

#[test]
fn two_articles_that_cite_each_other_stop_at_the_repeat() {
    let m = make()
        .work("wa", &["anna"])
        .work("wb", &["bob"])
        .article("a", "wa")
        .article("b", "wb")
        .claim("c", "a", &["@wb"])
        .claim("d", "b", &["@wa"])
        .same("c", "d");
    let found = origins(&m, "c");
    assert_eq!(found.citations.iter().filter(|c| c.returns).count(), 2);
    assert_eq!(three(&m, "c"), (2, exact(2), exact(0)));
}

#[test]
fn a_cycle_of_articles_with_a_way_out_also_has_the_voice_outside() {
    let m = make()
        .article("a", "wa")
        .article("b", "wb")
        .claim("c", "a", &["@wb", "dora !"])
        .claim("d", "b", &["@wa"])
        .same("c", "d");
    let found = origins(&m, "d");
    assert!(found.voices.iter().any(|v| v.party == [Voice::Source(id("dora"))] && v.origin));
    assert_eq!(found.figures.at_most, exact(3));
}

#[test]
fn entailment_lets_origins_flow_to_the_claim_that_says_less_and_never_back() {
    let m = make()
        .claim("more", "a", &["anna !"])
        .claim("less", "b", &["bob !"])
        .entails("more", "less");
    assert_eq!(three(&m, "less"), (2, exact(2), exact(1)));
    assert_eq!(three(&m, "more"), (1, exact(1), exact(1)));
    assert_eq!(origins(&m, "less").entailing, [id("more")]);
}

#[test]
fn entailment_flows_on_through_a_claim_between_and_in_a_circle() {
    let m = make()
        .claim("x", "a", &["anna"])
        .claim("y", "a", &[])
        .claim("z", "a", &["cleo"])
        .entails("x", "y")
        .entails("y", "z")
        .entails("z", "x");
    for claim in ["x", "y", "z"] {
        assert_eq!(three(&m, claim).1, exact(2), "{claim}");
    }
}

#[test]
fn questions_values_and_proposals_bring_no_chains() {
    let m = make()
        .claim("c", "a", &["anna"])
        .claim("q", "a", &["bob"])
        .claim("d", "b", &["cleo"])
        .same("c", "q")
        .same("q", "d")
        .kind("q", ClaimKind::Question);
    assert_eq!(three(&m, "c"), (2, exact(2), exact(0)));
    assert_eq!(origins(&m, "c").claims.len(), 3);
}

#[test]
fn only_same_claim_and_entails_join() {
    let mut m = make().claim("c", "a", &["anna"]).claim("d", "b", &["bob"]);
    for kind in [LinkKind::Supports, LinkKind::Contradicts, LinkKind::Quotes, LinkKind::DerivedFrom]
    {
        m = m.link("c", "d", kind);
    }
    assert_eq!(three(&m, "c").0, 1);
}

#[test]
fn several_chains_of_one_claim_are_several_citations() {
    let m = make().claim("c", "a", &["anna@w1", "bob@w2", "own", "anna > bob"]);
    let found = figures(&m, "c");
    assert_eq!((found.citations, found.works, found.at_most), (4, 2, exact(2)));
}

#[test]
fn sixteen_hops_end_with_the_sixteenth() {
    let hops: Vec<String> = (1..=16).map(|i| format!("s{i:02}@w{i:02}")).collect();
    let m = make().claim("c", "a", &[&format!("{} !", hops.join(" > "))]);
    let found = origins(&m, "c");
    assert_eq!(found.voices[0].party, [Voice::Source(id("s16"))]);
    assert_eq!(found.depth, Some(Depth { shortest: 16, longest: 16 }));
    assert_eq!(found.figures.works, 16);
}

#[test]
fn superseded_articles_stay_out() {
    let mut m = make().article("old", "wb").article("new", "").claim("c", "a", &["@wb"]);
    m = m.claim("d", "old", &["dora"]).same("c", "d");
    assert_eq!(three(&m, "c").0, 2);
    change(&mut m.p.articles, id("new"), |a| {
        std::sync::Arc::make_mut(&mut a.head).revision_of = Some(id("old"));
    });
    let found = Cache::of(&m.p, false);
    assert_eq!(found.figures(id("d")), None);
    assert_eq!(found.origins(id("c"), &Discount::default()).expect("there").figures.citations, 1);
}

#[test]
fn a_chokepoint_is_a_party_or_work_that_all_go_through() {
    let m = make()
        .article("b", "wb")
        .claim("c", "a", &["@wb", "cleo@wx > anna+bob"])
        .claim("d", "b", &["anna+bob@wx"])
        .same("c", "d");
    let party = Chokepoint::Party(vec![Voice::Source(id("anna")), Voice::Source(id("bob"))]);
    assert_eq!(origins(&m, "c").chokepoints, [party, Chokepoint::Work(id("wx"))]);
}

#[test]
fn one_citation_has_no_chokepoint() {
    let m = make().claim("c", "a", &["anna@w > bob"]);
    assert_eq!(origins(&m, "c").chokepoints, []);
}

#[test]
fn discounting_a_voice_takes_along_every_chain_that_goes_through_it() {
    let m = make()
        .article("b", "wb")
        .claim("c", "a", &["@wb", "cleo"])
        .claim("d", "b", &["dora"])
        .same("c", "d");
    assert_eq!(figures(&m, "c").at_most, exact(2));
    let left = without(&m, "c", &["dora"]);
    assert_eq!((left.citations, left.at_most), (1, exact(1)), "wb rested on dora alone");
    assert_eq!(without(&m, "c", &["dora", "cleo"]).citations, 0);
    assert_eq!(without(&m, "c", &["wb"]).citations, 2, "b's own chain does not go through b");
}

#[test]
fn the_line_reads_as_in_the_panel() {
    let m = make().claim("c", "a", &["anna@w1 > dora", "bob@w2 > dora !", "u-officials@w3"]);
    assert_eq!(
        figures(&m, "c").to_string(),
        "3 citations · 3 works · at most 1 origin · 1 shown independent · 1 unnamed · 2 not followed"
    );
}

#[test]
fn the_paths_of_a_claim_are_its_continued_chains_one_by_one() {
    let m = make()
        .article("b", "wb")
        .claim("c", "a", &["@wb"])
        .claim("d", "b", &["dora", "emil"])
        .same("c", "d");
    let paths = Cache::of(&m.p, false).paths(id("c"), &Discount::default(), 10);
    assert_eq!(paths.len(), 2);
    assert!(paths.iter().all(|path| path.legs.len() == 2 && !path.returns));
    assert_eq!(Cache::of(&m.p, false).paths(id("c"), &Discount::default(), 1).len(), 1);
}

#[test]
fn persian_and_emoji_names_and_an_empty_project_are_counted_like_any_other() {
    let mut m = make().claim("c", "a", &["anna", "bob"]);
    change(&mut m.p.sources, id("anna"), |s| s.name = "مینا \u{1F309}".to_owned());
    assert_eq!(three(&m, "c").1, exact(2));
    assert!(Cache::of(&make().p, false).classes().is_empty());
    assert_eq!(of_class(&m.p, id("nobody"), &Options::default()), None);
}

#[test]
fn a_very_long_chain_of_entailments_is_counted_to_its_end() {
    let mut m = make();
    for at in 0..600 {
        m = m.claim(&format!("c{at:03}"), "a", &[&format!("s{at:03} !")]);
    }
    for at in 1..600 {
        m = m.entails(&format!("c{:03}", at - 1), &format!("c{at:03}"));
    }
    let cache = Cache::of(&m.p, false);
    for at in [0, 1, 23, 24, 25, 99, 299, 599] {
        let of = cache.figures(id(&format!("c{at:03}"))).expect("there");
        assert_eq!((of.citations, of.at_most, of.shown), (at + 1, exact(at + 1), exact(1)));
    }
    assert_eq!(without(&m, "c599", &["s000", "s300"]).at_most, exact(598));
    let gone = cache.discount(&{
        let mut discount = Discount::default();
        discount.extend([voice("s300")]);
        discount
    });
    assert_eq!(gone.len(), 300, "all that say less than what rests on it");
    assert!(gone.iter().all(|d| d.after.citations + 1 == d.before.citations));
}
