use super::*;
use crate::domain::{
    article::Article,
    chain::QuotationForm,
    edit::{Edit, apply},
    ids::SeededIds,
    link::LinkKind,
    project::Project,
    sample::{at, id, project},
};
use crate::import::annotations::proposal::Report;

const TEXT: &str =
    "🌉 The dam is safe, the minister said.\nHe told the Courier that it had\nbeen inspected.\n";

fn import(project: &Project, files: &[(&str, &str)]) -> (Project, Report) {
    let given: Vec<_> =
        files.iter().map(|(name, text)| Given { name, bytes: text.as_bytes() }).collect();
    let into = Setting { project, by: id("ann"), at: at(5000) };
    let collection = Collection::read(&given).expect("read");
    let proposal = propose(into, &collection, &collection.guess(), &mut SeededIds(3));
    let (after, _) = apply(project, Edit::Batch(proposal.edits)).expect("applies");
    (after, proposal.report)
}

fn dam(project: &Project) -> Article {
    (**project.articles.iter().find(|a| a.title() == "dam").expect("there")).clone()
}

#[test]
fn attribution_events_of_any_naming_become_chains() {
    let ann = "T1\tPropositional_Content 2 17\tThe dam is safe\n\
        T2\tSpeaker_Mention 19 31\tthe minister\n\
        T3\tSaying 32 36\tsaid\n\
        T4\tSaying 41 45\ttold\n\
        T5\tPropositional_Content 63 69;70 84\tit had been inspected\n\
        E1\tSaying:T3 Speaker:T2 Message:T1\n\
        E2\tSaying:T4 Speaker:T2 Message1:T5 Recipient:T6\n\
        T6\tOutlet 46 57\tthe Courier\n\
        A1\tNegated E1\nA2\tTone T1 Ironic\nA3\tHedged T5\n\
        #1\tAnnotatorNotes T1\tlook this up\n";
    let (after, report) = import(&project(), &[("dam.txt", TEXT), ("dam.ann", ann)]);
    let article = dam(&after);
    let claims: Vec<_> = article.claims.iter().collect();
    assert_eq!((claims.len(), report.articles, report.exact), (2, 1, 2), "{report}");
    let hop = &claims[0].chains[0].hops[0];
    assert_eq!(after.source(hop.sources[0]).map(|s| s.name.as_str()), Some("The minister"));
    assert_eq!((hop.cue_anchors[0].exact.as_str(), hop.negated), ("said", true));
    assert_eq!(claims[0].note.as_deref(), Some("look this up"));
    // The end of the line cut the span; it is one again.
    assert_eq!(claims[1].quotation(), "it had\nbeen inspected");
    assert_eq!(claims[1].chains[0].hops[0].addressee.as_deref(), Some("the Courier"));
    assert_eq!(claims[1].note.as_deref(), Some("Hedged"));
}

#[test]
fn nested_events_are_chains_of_several_hops() {
    let ann = "T1\tContent 2 17\tThe dam is safe\nT2\tSource 19 31\tthe minister\n\
        T3\tAttribution 32 36\tsaid\nT4\tAttribution 41 45\ttold\nT5\tSource 38 40\tHe\n\
        E1\tAttribution:T3 Source:T2 Content:T1\nE2\tAttribution:T4 Source:T5 Content:E1\n\
        A1\tForm E1 Direct\n";
    let (after, report) = import(&project(), &[("dam.txt", TEXT), ("dam.ann", ann)]);
    let claim = dam(&after).claims.iter().next().expect("a claim").clone();
    let hops = &claim.chains[0].hops;
    assert_eq!((hops.len(), report.unplaced.len()), (2, 0), "{report}");
    assert_eq!(hops[0].cue_anchors[0].exact, "told");
    assert_eq!(
        (hops[1].cue_anchors[0].exact.as_str(), hops[1].form),
        ("said", QuotationForm::Direct)
    );
}

#[test]
fn relations_between_spans_are_attributions_too() {
    let ann = "T1\tContent 2 17\tThe dam is safe\nT2\tSource 19 31\tthe minister\n\
        T3\tCue 32 36\tsaid\nT4\tContent 63 69\tit had\n\
        R1\tAttr Arg1:T2 Arg2:T1\nR2\tSignals Arg1:T3 Arg2:T1\n\
        R3\tSupports Arg1:T4 Arg2:T1\nR4\tOdd Arg1:T4 Arg2:T1\n";
    let (after, report) = import(&project(), &[("dam.txt", TEXT), ("dam.ann", ann)]);
    let claim = dam(&after).claims.iter().next().expect("a claim").clone();
    let hop = &claim.chains[0].hops[0];
    assert_eq!((hop.source_anchors.len(), hop.cue_anchors[0].exact.as_str()), (1, "said"));
    let link = after.links.iter().find(|l| l.to == claim.id).expect("a link");
    assert_eq!(link.kind, LinkKind::Supports);
    assert!(report.to_string().contains("1 relations Odd"), "{report}");
}

#[test]
fn the_mapping_can_be_changed() {
    let files = [("dam.txt", TEXT), ("dam.ann", "T1\tThing 2 17\tThe dam is safe\n")];
    let given = files.map(|(name, text)| Given { name, bytes: text.as_bytes() });
    let collection = Collection::read(&given).expect("read");
    let mut mapping = collection.guess();
    let project = project();
    let into = Setting { project: &project, by: id("ann"), at: at(5000) };
    let count =
        |mapping: &Mapping| propose(into, &collection, mapping, &mut SeededIds(1)).report.claims;
    assert_eq!(count(&mapping), 0);
    mapping.spans.insert("Thing".to_owned(), SpanUse::Claim);
    assert_eq!(count(&mapping), 1);
}

#[test]
fn a_file_that_counts_otherwise_is_read_by_its_words() {
    // Bytes instead of code points: the bridge takes four.
    let ann = "T1\tClaim 5 20\tThe dam is safe\nT2\tClaim 1 9\tNot in this text at all\n";
    let (after, report) = import(&project(), &[("dam.txt", TEXT), ("dam.ann", ann)]);
    let spans: Vec<_> = dam(&after)
        .claims
        .iter()
        .map(|c| (c.anchors[0].span.start, c.anchors[0].is_lost()))
        .collect();
    assert!(spans.contains(&(2, false)) && spans.iter().any(|(_, lost)| *lost), "{spans:?}");
    assert_eq!((report.exact, report.lost), (1, 1));
}

#[test]
fn windows_line_ends_do_not_shift_what_follows() {
    let text = TEXT.replace('\n', "\r\n");
    let ann = "T1\tClaim 39 41\tHe\r\n";
    let (after, report) = import(&project(), &[("dam.txt", &text), ("dam.ann", ann)]);
    assert_eq!(
        dam(&after).claims.iter().next().map(|c| c.anchors[0].span.start),
        Some(38),
        "{report}"
    );
}

#[test]
fn hostile_files_are_read_without_harm() {
    let circle = "T1\tSaying 2 5\tThe\nT2\tContent 6 9\tdam\nE1\tSaying:T1 Content:E2 Content:T2\nE2\tSaying:T1 Content:E1\n";
    let many: Vec<String> = (0..200)
        .map(|n| format!("E{n}\tSaying:T1 Content:T2 Content:E{}\n", (n + 1) % 200))
        .collect();
    let many = many.concat();
    let many = format!("T1\tSaying 2 5\tThe\nT2\tContent 6 9\tdam\n{many}");
    let odd = "T1\tX 9 2\tx\nT2\tY 4294967295 4294967296\ty\nT\t\nE1\t:T1\nR1\ta b c\n*\t\n#\t\nZ9\tq\nT3\tClaim 0 99999\t\n";
    for ann in [circle, &many, odd, "\0\u{FFFE}", ""] {
        let (after, _) = import(&project(), &[("dam.txt", TEXT), ("dam.ann", ann)]);
        assert!(after.articles.iter().any(|a| a.title() == "dam"));
    }
    let (_, report) = import(&project(), &[("alone.ann", "T1\tClaim 0 1\tx\n"), ("x.pdf", "")]);
    assert_eq!(report.unplaced.len(), 2, "{report}");
}
