//! Quotations that were cut, softened, turned into speech, given to somebody else.

use std::sync::Arc;

use super::*;
use crate::domain::{
    claim::{Chain, Hop},
    sample,
    source::{Source, SourceKind},
};

fn drifts_of(project: &Project, left: &Article, right: &Article) -> Vec<Drift> {
    let (lw, rw) = (Words::of_article(left), Words::of_article(right));
    let (lq, rq) = (quotations(project, left, &lw), quotations(project, right, &rw));
    let left = Side { article: left, words: &lw, quotations: &lq };
    let right = Side { article: right, words: &rw, quotations: &rq };
    between(project, left, right, &mut || ControlFlow::Continue(())).expect("whole")
}

fn drifts(left: &str, right: &str) -> Vec<Drift> {
    let project = Project::new("Empty", sample::at(0));
    drifts_of(&project, &sample::article("l", left), &sample::article("r", right))
}

/// The changes that are not equal, with the words of both sides.
fn changes(drift: &Drift, left: &str, right: &str) -> Vec<(OperationKind, String, String, bool)> {
    let slice = |text: &str, span: Span| -> String {
        text.chars().skip(span.start as usize).take(span.len() as usize).collect()
    };
    let changed = drift.changes.iter().filter(|c| c.operation.kind != OperationKind::Equal);
    changed
        .map(|c| {
            let o = c.operation;
            (o.kind, slice(left, o.left), slice(right, o.right), c.declared)
        })
        .collect()
}

#[test]
fn what_was_cut_is_told_as_declared_or_not() {
    let left = "\"We were told to move the nine-foot line before the inspector came […] because everybody knew whose bell it was,\" Teece said.";
    let right = "In it Teece admitted:\n\n“We were told to move the line before the inspector came, and nobody asked why, because everybody knew whose bell it was.”";
    let found = drifts(left, right);
    assert_eq!(found.len(), 1);
    assert_eq!(
        changes(&found[0], left, right),
        [
            (OperationKind::Dropped, "nine-foot".to_owned(), String::new(), false),
            (OperationKind::Added, String::new(), "and nobody asked why".to_owned(), true),
        ]
    );
    assert!(found[0].cue_changed && found[0].is_undeclared() && found[0].is_drift());
    assert!(found[0].left.quoted && found[0].right.quoted);
}

#[test]
fn new_words_beside_an_ellipsis_are_not_declared_by_it() {
    let left = "\"The river line was drawn with care forty yards nearer the mill,\" he said.";
    let right = "He said: \"The river line was moved … forty yards nearer the mill.\"";
    let found = drifts(left, right);
    assert_eq!(found.len(), 1);
    assert!(found[0].is_undeclared(), "{:?}", changes(&found[0], left, right));
}

#[test]
fn a_quotation_that_stands_twice_in_one_article_is_compared_with_itself() {
    let text = "\"The bell was weighed twice before it left the yard,\" Crail said.\n\nAnd so on and so forth, until the evening.\n\nAt the end Crail admitted: \"The bell was weighed before it left the yard.\"";
    let article = sample::article("one", text);
    let (words, project) = (Words::of_article(&article), Project::new("Empty", sample::at(0)));
    let quotations = quotations(&project, &article, &words);
    let side = Side { article: &article, words: &words, quotations: &quotations };
    let found = within(&project, side, &mut || ControlFlow::Continue(())).expect("whole");
    assert_eq!(found.len(), 1);
    assert!(found[0].left.span.end <= found[0].right.span.start);
    let dropped = changes(&found[0], text, text);
    assert_eq!(dropped, [(OperationKind::Dropped, "twice".to_owned(), String::new(), false)]);
}

#[test]
fn brackets_declare_what_they_replace() {
    let left = "\"I carried the ledger down to the quay on my own back,\" he said.";
    let right = "He said: \"[Marlow] carried the ledger down to the quay on [his] own back\".";
    let found = drifts(left, right);
    let shown = changes(&found[0], left, right);
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert!(
        shown
            .iter()
            .all(|(kind, _, _, declared)| { *kind == OperationKind::Replaced && *declared })
    );
    assert!(!found[0].is_undeclared() && !found[0].cue_changed);
}

#[test]
fn a_quotation_that_lost_its_marks_is_found_in_plain_text() {
    let left = "\"The rope will come in on the first of May,\" said Peake.";
    let right = "Peake announced that the rope would come in on the first of May. Nobody clapped.";
    let found = drifts(left, right);
    assert_eq!(found.len(), 1);
    assert!(found[0].left.quoted && !found[0].right.quoted && found[0].is_drift());
    let back = drifts(right, left);
    assert_eq!((back.len(), back[0].left.quoted, back[0].right.quoted), (1, false, true));
}

#[test]
fn marks_that_moved_over_a_writers_words_are_told() {
    let left = "He said that \"the ledger was lost in the flood\" which was a convenient thing.";
    let right = "He said that \"the ledger was lost in the flood which was a convenient thing\".";
    let found = drifts(left, right);
    assert_eq!(found.len(), 1);
    let moved = found[0].moved_marks[0];
    let text: String = left.chars().skip(moved.left.start as usize).collect();
    assert!(text.starts_with("which was a convenient thing"), "{text}");
    assert!(!moved.quoted_left && found[0].moved_marks.len() == 1);
}

#[test]
fn an_unchanged_quotation_is_no_drift() {
    let text = "\"Bronze does not evaporate in a dry year,\" she said.";
    let found = drifts(text, &text.replace('"', "”").replacen('”', "“", 1));
    assert_eq!(found.len(), 1);
    assert!(!found[0].is_drift() && found[0].score == 1.0);
}

#[test]
fn titles_names_and_scare_quotes_are_no_quotations() {
    let project = Project::new("Empty", sample::at(0));
    let count = |text: &str| {
        let article = sample::article("l", text);
        quotations(&project, &article, &Words::of_article(&article)).len()
    };
    assert_eq!(count("The \"expert\" and his so-called \"free press\" met."), 0);
    assert_eq!(count("See \"Who Moved the Nine-Foot Line?\" in the Courier."), 0);
    assert_eq!(count("The song \"she went up heavy and she came down light\" is old."), 0);
    assert_eq!(count("An unclosed \"mark begins here and never ends.\nA new paragraph."), 0);
    assert_eq!(count("She said it was \"dry and finished\" by then."), 1);
    assert_eq!(count("Er sagte: „Wir haben die Linie nur ein wenig verschoben.“"), 1);
    assert_eq!(count("He said ‘I don’t know whose bell it was’ and left."), 1);
    assert_eq!(count("او گفت: «هر کس عدد دقیقی بگوید یا پیشگوست یا شوخی می‌کند.»"), 1);
}

#[test]
fn another_speaker_is_told_where_claims_name_them() {
    let words = "the river was moved on paper before the bell was moved in the flesh";
    let text = format!("Somebody said: \"{words}\".");
    let mut project = Project::new("Empty", sample::at(0));
    let source = |name: &str| Source::new(sample::id(name), name, SourceKind::NamedIndividual);
    project.sources = [source("anna"), source("bert")].into_iter().collect();
    let article = |name: &str, speaker: Option<&str>| {
        let mut article = sample::article(name, &text);
        let mut claim = sample::claim("c", &article.text, words);
        let hop = |s: &str| Hop { sources: vec![sample::id(s)], ..Hop::default() };
        let hops = speaker.into_iter().map(hop).collect();
        claim.chains.push(Chain::new(sample::id("ch"), hops, sample::id("ann"), sample::at(0)));
        article.claims.put(Arc::new(claim));
        article
    };
    for (left, right, expected) in [
        (Some("anna"), Some("anna"), SpeakerChange::Same),
        (Some("anna"), Some("bert"), SpeakerChange::Changed),
        (Some("anna"), None, SpeakerChange::LostOnTheRight),
        (None, Some("bert"), SpeakerChange::LostOnTheLeft),
    ] {
        let found = drifts_of(&project, &article("l", left), &article("r", right));
        assert_eq!(found[0].speaker, expected);
    }
}

#[test]
fn many_marks_without_end_are_read_in_bounded_time() {
    assert!(drifts(&"\"".repeat(20_000), &"“".repeat(20_000)).is_empty());
    let text = "\"one two three four five\" ".repeat(3000);
    assert!(!drifts(&text, &text).is_empty());
}
