//! What each function makes of a project.

use std::sync::Arc;

use super::*;
use crate::domain::{
    analyst::Analyst,
    anchor::Anchor,
    article::{ArticleHead, Block, BlockKind, Structure},
    assessment::{Confidence, Credibility},
    chain::{Chain, ChainEnd, Hop},
    chunked::Chunked,
    claim::ClaimStatus,
    edit::{COMPLETION_SECONDS, apply},
    evidence::Directness,
    ids::SeededIds,
    span::Span,
    text::Text,
};

const TEXT: &str = "One says two. Three says four and five.";

fn by() -> AnalystId {
    "ana".parse().expect("valid")
}

fn article_id() -> ArticleId {
    "art".parse().expect("valid")
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(1_000_000 + seconds)
}

/// A project with an article in which the second sentence is a block quotation.
fn project() -> Project {
    let text = Text::new(TEXT);
    let quote = Block { span: Span::new(14, 39), kind: BlockKind::Quote };
    let article = Article {
        id: article_id(),
        head: Arc::new(ArticleHead { title: "T".to_owned(), ..ArticleHead::default() }),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::new(Structure { blocks: vec![quote], marks: Vec::new() }),
        references: Arc::new(Vec::new()),
        claims: Chunked::default(),
    };
    let edits = vec![
        Edit::PutAnalyst(Analyst { id: by(), name: "Ana".to_owned() }),
        Edit::PutAnalyst(Analyst { id: "ben".parse().expect("valid"), name: "Ben".to_owned() }),
        Edit::AddArticle(Box::new(article)),
    ];
    done(&Project::new("P", at(0)), Edit::Batch(edits))
}

fn done(project: &Project, edit: Edit) -> Project {
    apply(project, edit).expect("a sound edit").0
}

/// A project with claims on these spans.
fn with_claims(spans: &[(u32, u32)]) -> (Project, Vec<ClaimId>) {
    let mut project = project();
    let mut ids = SeededIds(1);
    let mut claims = Vec::new();
    for (start, end) in spans {
        let tagging = Tagging::new(&project, by(), at(1));
        let span = Span::new(*start, *end);
        let (id, edit) = tagging.new_claim(article_id(), span, &mut ids).expect("sound");
        claims.push(id);
        project = done(&project, edit);
    }
    (project, claims)
}

fn typed(project: &Project, claims: &[ClaimId], line: &str, seed: u64) -> (Project, String) {
    let tagging = Tagging::new(project, by(), at(10));
    let applied = tagging.apply_chain_line(claims, line, &mut SeededIds(seed)).expect("sound");
    (done(project, applied.edit), applied.remember)
}

fn claim(project: &Project, id: ClaimId) -> Claim {
    (**project.claim(id).expect("there")).clone()
}

#[test]
fn a_new_claim_is_a_draft_of_the_analyst_with_the_words_it_covers() {
    let (project, ids) = with_claims(&[(0, 13)]);
    let claim = claim(&project, ids[0]);
    assert_eq!((claim.quotation().as_str(), claim.by), ("One says two.", by()));
    assert_eq!((claim.status, claim.created), (ClaimStatus::Draft, at(1)));
}

#[test]
fn nothing_can_not_be_claimed_and_a_superseded_article_not_tagged() {
    let base = project();
    let ids = &mut SeededIds(1);
    let tagging = Tagging::new(&base, by(), at(1));
    let empty = tagging.new_claim(article_id(), Span::new(3, 3), ids);
    assert_eq!(empty.err(), Some(TaggingError::EmptySpan));
    let mut revision = (**base.article(article_id()).expect("there")).clone();
    revision.id = "rev".parse().expect("valid");
    let revision = Box::new(revision);
    let revise = Edit::Revise { superseded: article_id(), revision, claims: Vec::new() };
    let revised = done(&base, revise);
    let tagging = Tagging::new(&revised, by(), at(1));
    let refused = tagging.new_claim(article_id(), Span::new(0, 3), ids);
    assert_eq!(refused.err(), Some(TaggingError::Superseded("T".to_owned())));
}

#[test]
fn spans_are_added_in_reading_order_resized_and_removed_but_the_last() {
    let (project, ids) = with_claims(&[(9, 12)]);
    let tagging = Tagging::new(&project, by(), at(5));
    let two = done(&project, tagging.add_span(ids[0], Span::new(0, 3)).expect("sound"));
    assert_eq!(claim(&two, ids[0]).quotation(), "One … two");
    assert_eq!(claim(&two, ids[0]).modified, at(5));
    let tagging = Tagging::new(&two, by(), at(6));
    assert_eq!(tagging.add_span(ids[0], Span::new(1, 2)).err(), Some(TaggingError::CoveredAlready));
    let wider = tagging.resize_anchor(ids[0], 0, Span::new(0, 8)).expect("sound");
    assert_eq!(claim(&done(&two, wider), ids[0]).quotation(), "One says … two");
    let one = done(&two, tagging.remove_span(ids[0], 0).expect("sound"));
    let tagging = Tagging::new(&one, by(), at(7));
    assert_eq!(tagging.remove_span(ids[0], 0).err(), Some(TaggingError::LastSpan));
}

#[test]
fn a_line_changed_at_one_step_keeps_the_details_of_the_others() {
    let (project, ids) = with_claims(&[(0, 13)]);
    let (project, _) = typed(&project, &ids, "One > Two", 2);
    let chain = claim(&project, ids[0]).chains[0].id;
    let place = HopPlace { claim: ids[0], chain, hop: 0 };
    let tagging = Tagging::new(&project, by(), at(11));
    let project = done(&project, tagging.use_as_cue(place, Span::new(4, 8)).expect("sound"));
    let (project, _) = typed(&project, &ids, "One > Two > Three", 3);
    let claim = claim(&project, ids[0]);
    assert_eq!((claim.chains.len(), claim.chains[0].id), (1, chain));
    assert_eq!(claim.chains[0].hops[0].cue_anchors[0].exact, "says");
    assert_eq!(claim.chains[0].hops.len(), 3);
}

#[test]
fn evidence_of_a_chain_that_is_gone_stands_at_the_only_one_left() {
    let (project, ids) = with_claims(&[(0, 13)]);
    let (project, _) = typed(&project, &ids, "One; Two", 2);
    let chains = claim(&project, ids[0]).chains;
    let tagging = Tagging::new(&project, by(), at(11));
    let kind = "press-report".parse().expect("valid");
    let project =
        done(&project, tagging.add_evidence(ids[0], kind, &mut SeededIds(8)).expect("sound"));
    let evidence = claim(&project, ids[0]).evidence[0].id;
    let tagging = Tagging::new(&project, by(), at(12));
    let edit = tagging.change_evidence(ids[0], evidence, |e| e.chain = Some(chains[0].id));
    let project = done(&project, edit.expect("sound"));
    let tagging = Tagging::new(&project, by(), at(13));
    let project = done(&project, tagging.remove_chain(ids[0], chains[0].id).expect("sound"));
    assert_eq!(claim(&project, ids[0]).evidence[0].chain, Some(chains[1].id));
}

#[test]
fn one_line_for_several_claims_makes_each_new_source_once() {
    let (project, ids) = with_claims(&[(0, 13), (14, 39)]);
    let (project, _) = typed(&project, &ids, "Ann > \"a clerk\"", 2);
    let (a, b) = (claim(&project, ids[0]), claim(&project, ids[1]));
    assert_eq!(a.chains[0].hops, b.chains[0].hops);
    assert_ne!(a.chains[0].id, b.chains[0].id);
    assert_eq!(project.sources.len(), 2);
}

#[test]
fn a_repeated_chain_names_the_same_unnamed_source_and_stands_beside_others() {
    let (project, ids) = with_claims(&[(0, 13), (14, 39)]);
    let (project, last) = typed(&project, &ids[..1], "Ann > \"a clerk\"", 2);
    let (project, _) = typed(&project, &ids[1..], "Ben", 3);
    let tagging = Tagging::new(&project, by(), at(20));
    let again = tagging.repeat_chain(&ids[1..], &last, &mut SeededIds(4)).expect("sound");
    let project = done(&project, again.edit);
    let (a, b) = (claim(&project, ids[0]), claim(&project, ids[1]));
    assert_eq!(b.chains.len(), 2);
    assert_eq!(b.chains[1].hops, a.chains[0].hops);
    let tagging = Tagging::new(&project, by(), at(21));
    let twice = tagging.repeat_chain(&ids[..1], &last, &mut SeededIds(5)).expect("sound");
    assert_eq!(claim(&done(&project, twice.edit), ids[0]).chains.len(), 1);
}

#[test]
fn a_copy_of_a_chain_has_its_own_id_and_the_same_steps() {
    let (project, ids) = with_claims(&[(0, 13)]);
    let (project, _) = typed(&project, &ids, "Ann > Ben !", 2);
    let chain = claim(&project, ids[0]).chains[0].clone();
    let tagging = Tagging::new(&project, by(), at(20));
    let (copy, edit) = tagging.also_through(ids[0], chain.id, &mut SeededIds(4)).expect("sound");
    let claim = claim(&done(&project, edit), ids[0]);
    assert_ne!(copy, chain.id);
    assert_eq!(claim.chains[1], Chain { id: copy, at: at(20), ..chain });
}

#[test]
fn the_smallest_claim_around_is_offered_before_one_in_the_same_quotation() {
    let (project, ids) = with_claims(&[(14, 39), (14, 29), (25, 29), (34, 38), (0, 3)]);
    let around = |project: &Project, id| {
        let tagging = Tagging::new(project, by(), at(20));
        tagging.chain_around(id).map(|found| (found.claim.id, found.same_quotation))
    };
    assert_eq!(around(&project, ids[2]), None);
    let (project, _) = typed(&project, &ids[..1], "Wide", 2);
    assert_eq!(around(&project, ids[2]), Some((ids[0], false)));
    let (project, _) = typed(&project, &ids[1..2], "Narrow", 3);
    assert_eq!(around(&project, ids[2]), Some((ids[1], false)));
    assert_eq!(around(&project, ids[3]), Some((ids[0], false)));
    assert_eq!(around(&project, ids[4]), None);
    let tagging = Tagging::new(&project, by(), at(21));
    let edit = tagging.take_over_chain(ids[2], &mut SeededIds(9)).expect("sound");
    let project = done(&project, edit);
    let (own, other) = (claim(&project, ids[2]), claim(&project, ids[1]));
    assert_eq!(own.chains[0].hops, other.chains[0].hops);
}

#[test]
fn a_neighbour_in_the_block_quotation_is_offered_where_nothing_covers() {
    let (project, ids) = with_claims(&[(14, 19), (34, 38)]);
    let (project, _) = typed(&project, &ids[..1], "Three", 2);
    let tagging = Tagging::new(&project, by(), at(20));
    let found = tagging.chain_around(ids[1]).expect("offered");
    assert_eq!((found.claim.id, found.same_quotation), (ids[0], true));
}

#[test]
fn an_end_is_set_on_the_chain_named_or_on_each_claims_last() {
    let (project, ids) = with_claims(&[(0, 13), (14, 39)]);
    let tagging = Tagging::new(&project, by(), at(9));
    let none = tagging.set_chain_end(&ids, None, ChainEnd::Origin);
    assert_eq!(none.err(), Some(TaggingError::NoChain));
    let (project, _) = typed(&project, &ids, "Ann; Ben", 2);
    let tagging = Tagging::new(&project, by(), at(20));
    let edit = tagging.set_chain_end(&ids, None, ChainEnd::Origin).expect("sound");
    let project = done(&project, edit);
    for id in &ids {
        let ends: Vec<_> = claim(&project, *id).chains.iter().map(|c| c.end).collect();
        assert_eq!(ends, [ChainEnd::NotFollowed, ChainEnd::Origin]);
    }
}

#[test]
fn a_full_chain_takes_no_further_step() {
    let (project, ids) = with_claims(&[(0, 13)]);
    let line = (0..16).map(|i| format!("S{i}")).collect::<Vec<_>>().join(" > ");
    let (project, _) = typed(&project, &ids, &line, 2);
    let chain = claim(&project, ids[0]).chains[0].id;
    let place = HopPlace { claim: ids[0], chain, hop: 0 };
    let tagging = Tagging::new(&project, by(), at(20));
    let refused = tagging.insert_hop(place, Hop::default());
    assert_eq!(refused.err(), Some(TaggingError::ChainFull));
    assert!(tagging.remove_hop(HopPlace { hop: 16, ..place }).is_err());
    let moved = done(&project, tagging.move_hop(place, 15).expect("sound"));
    let names = |p: &Project| {
        let hops = claim(p, ids[0]).chains[0].hops.clone();
        hops.iter().map(|h| p.source(h.sources[0]).expect("known").name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&moved).last(), names(&project).first());
}

#[test]
fn only_evidence_of_the_analysts_own_is_replaced() {
    let (project, ids) = with_claims(&[(0, 13)]);
    let kind = |name: &str| name.parse().expect("valid");
    let ben: AnalystId = "ben".parse().expect("valid");
    let bens = Tagging::new(&project, ben, at(2));
    let edit = bens.set_evidence(&ids, kind("press-report"), &mut SeededIds(3)).expect("sound");
    let mut project = done(&project, edit);
    for (seed, name) in [(4, "direct-observation"), (5, "public-speech")] {
        let mine = Tagging::new(&project, by(), at(3));
        let edit = mine.set_evidence(&ids, kind(name), &mut SeededIds(seed)).expect("sound");
        project = done(&project, edit);
    }
    let evidence = claim(&project, ids[0]).evidence;
    let kinds: Vec<_> = evidence.iter().map(|e| e.kind.to_string()).collect();
    assert_eq!(kinds, ["press-report", "public-speech"]);
    assert!(evidence.iter().all(|e| e.directness == Directness::CannotDetermine));
}

#[test]
fn an_assessment_is_completed_while_that_is_allowed_and_appended_after() {
    let (mut project, ids) = with_claims(&[(0, 13)]);
    let judge = |project: &mut Project, judgement, seconds, seed| {
        let tagging = Tagging::new(project, by(), at(seconds));
        let edit = tagging.judge(&ids, &judgement, &mut SeededIds(seed)).expect("sound");
        *project = done(project, edit);
        claim(project, ids[0]).assessments
    };
    let high = Judgement::Confidence(Some(Confidence::High));
    let doubtful = Judgement::Credibility(Some(Credibility::Doubtful));
    assert_eq!(judge(&mut project, high.clone(), 10, 1).len(), 1);
    assert_eq!(judge(&mut project, high, 11, 2).len(), 1, "the same again is nothing new");
    let completed = judge(&mut project, doubtful, 10 + COMPLETION_SECONDS, 3);
    assert_eq!(completed.len(), 1);
    assert_eq!(completed[0].at, at(10));
    let why = Judgement::Rationale(Some("because".to_owned()));
    let late = judge(&mut project, why, 11 + COMPLETION_SECONDS, 4);
    assert_eq!(late.len(), 2);
    assert_eq!(late[1].confidence, Some(Confidence::High));
    let low = Judgement::Confidence(Some(Confidence::Low));
    let changed = judge(&mut project, low, 12 + COMPLETION_SECONDS, 5);
    assert_eq!(changed.len(), 3);
    assert_eq!(changed[1].confidence, Some(Confidence::High));
    assert_eq!(changed[2].rationale.as_deref(), Some("because"));
}

#[test]
fn done_is_for_all_unless_all_are_done() {
    let (project, ids) = with_claims(&[(0, 13), (14, 39)]);
    let tagging = Tagging::new(&project, by(), at(5));
    let project = done(&project, tagging.toggle_done(&ids[..1]).expect("sound"));
    let tagging = Tagging::new(&project, by(), at(6));
    let project = done(&project, tagging.toggle_done(&ids).expect("sound"));
    assert!(ids.iter().all(|id| claim(&project, *id).status == ClaimStatus::Done));
    let tagging = Tagging::new(&project, by(), at(7));
    let project = done(&project, tagging.toggle_done(&ids).expect("sound"));
    assert!(ids.iter().all(|id| claim(&project, *id).status == ClaimStatus::Draft));
}

#[test]
fn a_lost_span_does_not_stand_in_the_way_of_the_same_words() {
    let (project, ids) = with_claims(&[(0, 13)]);
    let mut lost = claim(&project, ids[0]);
    lost.anchors =
        vec![Anchor { state: crate::domain::anchor::AnchorState::Lost, ..lost.anchors[0].clone() }];
    let project = done(&project, Edit::PutClaim { article: article_id(), claim: Box::new(lost) });
    let tagging = Tagging::new(&project, by(), at(5));
    assert!(tagging.add_span(ids[0], Span::new(0, 13)).is_ok());
}
