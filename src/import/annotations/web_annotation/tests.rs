use serde_json::json;

use super::*;
use crate::domain::{
    anchor::AnchorState,
    edit::apply,
    ids::SeededIds,
    project::Project,
    sample::{at, id, project},
};
use crate::import::annotations::proposal::Report;

fn import(project: &Project, document: &Value) -> (Project, Report) {
    let bytes = serde_json::to_vec(document).expect("JSON");
    let into = Setting { project, by: id("ann"), at: at(5000) };
    let given = Given { name: "file.json", bytes: &bytes };
    let proposal = read(into, &[given], &mut SeededIds(7));
    let proposal = proposal.expect("read");
    let (after, _) = apply(project, Edit::Batch(proposal.edits)).expect("applies");
    (after, proposal.report)
}

/// The claims that a project has and another did not have.
fn fresh(after: &Project, before: &Project) -> Vec<Claim> {
    let new = after.claims().filter(|(_, claim)| before.claim(claim.id).is_none());
    new.map(|(_, claim)| (**claim).clone()).collect()
}

fn annotation(target: Value) -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example/7",
        "type": "Annotation",
        "creator": {"name": "Cora Cane"},
        "created": "2026-02-03T10:00:00+02:00",
        "body": [
            {"type": "TextualBody", "value": "Is that so?", "purpose": "commenting"},
            {"type": "TextualBody", "value": "bridges", "purpose": "tagging"},
            "https://example.org/more"
        ],
        "target": target
    })
}

#[test]
fn an_annotation_of_the_standard_becomes_a_claim() {
    let before = project();
    let target = json!({
        "source": "https://example.org/bridge#top",
        "selector": [
            {"type": "TextPositionSelector", "start": 61, "end": 74},
            {"type": "TextQuoteSelector", "exact": "Two officials", "prefix": "said [1]. "}
        ]
    });
    let (after, report) = import(&before, &annotation(target));
    let claims = fresh(&after, &before);
    assert_eq!((claims.len(), report.exact, report.unplaced.len()), (1, 1, 0), "{report}");
    let claim = &claims[0];
    assert_eq!(claim.quotation(), "Two officials");
    assert_eq!(claim.note.as_deref(), Some("Is that so?\n\nSee https://example.org/more"));
    assert_eq!(claim.tags, ["bridges"]);
    assert_eq!(claim.created.to_string(), "2026-02-03T08:00:00Z");
    assert_eq!(after.analyst_name(claim.by), "Cora Cane");
}

#[test]
fn an_annotation_whose_words_are_not_there_is_lost_and_keeps_them() {
    let before = project();
    let target = json!({
        "source": "https://example.org/bridge",
        "selector": {"type": "TextQuoteSelector", "exact": "The tunnel was flooded again in winter"}
    });
    let (after, report) = import(&before, &annotation(target));
    let claim = &fresh(&after, &before)[0];
    assert_eq!(report.lost, 1);
    assert_eq!(claim.anchors[0].state, AnchorState::Lost);
    assert_eq!(claim.quotation(), "The tunnel was flooded again in winter");
}

#[test]
fn what_has_no_place_is_reported() {
    let before = project();
    for target in [
        json!("https://example.org/bridge"),
        json!({"source": "https://elsewhere.example/", "selector": {"type": "TextQuoteSelector", "exact": "Not in any article at all"}}),
        json!({"source": "https://example.org/bridge", "selector": {"type": "SvgSelector", "value": "<svg/>"}}),
        json!({"source": "https://example.org/bridge", "selector": {"type": "TextPositionSelector", "start": 5, "end": 99999}}),
        json!([]),
    ] {
        let (after, report) = import(&before, &annotation(target.clone()));
        assert_eq!((fresh(&after, &before).len(), report.unplaced.len()), (0, 1), "{target}");
        assert!(report.unplaced[0].what.contains("notes.example/7"), "{report}");
    }
    let (_, report) =
        import(&before, &json!({"type": "AnnotationCollection", "first": "https://e.org/1"}));
    assert!(report.unplaced[0].why.contains("elsewhere"));
}

#[test]
fn hypothesis_counts_utf16_units_and_its_replies_are_remarks() {
    let before = project();
    let text = before.article(id("a1")).expect("there").text.as_str();
    let start = text[..text.find("Nobody").expect("there")].encode_utf16().count();
    let row = |name: &str, references: Value, words: &str| {
        json!({
            "id": name, "user": "acct:dora@hypothes.is", "uri": "http://example.org/bridge/",
            "created": "2026-01-02T03:04:05.678901+00:00", "updated": "2026-01-02T03:04:06+00:00",
            "text": words, "tags": ["hurt"], "references": references,
            "target": [{"source": "http://example.org/bridge/", "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": start, "end": start + 15},
                {"type": "TextQuoteSelector", "exact": "Nobody was hurt", "prefix": "", "suffix": "."}
            ]}]
        })
    };
    let reply = json!({"id": "r", "user": "acct:eve@hypothes.is", "references": ["x"], "text": "Says who?", "target": [{}]});
    let page_note = json!({"id": "p", "user": "acct:eve@hypothes.is", "uri": "http://example.org/bridge/", "target": [{}]});
    let rows = json!({"total": 3, "rows": [reply, row("x", json!([]), "Good."), page_note]});
    let (after, report) = import(&before, &rows);
    let claims = fresh(&after, &before);
    assert_eq!((claims.len(), report.exact, report.unplaced.len()), (1, 1, 1), "{report}");
    let claim = &claims[0];
    assert_eq!(claim.anchors[0].span, before.claim(id("hurt")).expect("there").anchors[0].span);
    assert_eq!(claim.note.as_deref(), Some("Good.\n\neve: Says who?"));
    assert_eq!(after.analyst_name(claim.by), "dora");
}

#[test]
fn hostile_documents_are_read_without_harm() {
    let before = project();
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    for text in [
        "",
        "{",
        "null",
        "[[[1]]]",
        &deep,
        "{\"rows\": 7}",
        "{\"rows\": [null, 3, {}]}",
        "{\"type\":\"Annotation\",\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":18446744073709551615,\"end\":0}}}",
        "{\"type\":[\"Annotation\"],\"body\":{\"hops\":{\"a\":1},\"speakers\":[[]]},\"target\":{\"source\":\"urn:sourceline:article:a2\",\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"Cracks\"}}}",
    ] {
        let into = Setting { project: &before, by: id("ann"), at: at(5000) };
        let given = Given { name: "x", bytes: text.as_bytes() };
        let proposal = read(into, &[given], &mut SeededIds(1)).expect("read");
        apply(&before, Edit::Batch(proposal.edits)).expect("applies");
    }
}
