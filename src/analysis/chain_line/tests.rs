//! What the language promises, through its public face.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::{
    article::{Article, ArticleHead},
    chain::{Hop, HopBasis, QuotationForm},
    ids::{ArticleId, Id, IdSource as _, ReferenceId, SeededIds},
    project::Project,
    reference::{Reference, Resolution as NoteMeaning},
    source::{Source, SourceKind},
    text::Text,
    time::Timestamp,
    work::{Work, WorkKind},
};

fn read(line: &str) -> ParsedLine {
    bare(parse(line).unwrap_or_else(|e| panic!("{line}: {e}")))
}

/// Without places, which a written line need not have.
fn bare(mut line: ParsedLine) -> ParsedLine {
    for hop in line.chains.iter_mut().flat_map(|chain| &mut chain.hops) {
        hop.span = Span::default();
        hop.sources.iter_mut().for_each(|name| name.span = Span::default());
        hop.note.iter_mut().for_each(|note| note.span = Span::default());
        hop.work.iter_mut().for_each(|work| work.span = Span::default());
    }
    line
}

/// A short sight of a line: names, «unnamed», notes, works, `=` and the end.
fn sight(line: &str) -> Vec<String> {
    let hop = |hop: &ParsedHop| {
        let names = hop.sources.iter().map(|n| {
            let id = n.picked.map(|id| format!("@{id}")).unwrap_or_default();
            if n.unnamed { format!("«{}»{id}", n.text) } else { format!("{}{id}", n.text) }
        });
        let note = hop.note.iter().map(|n| format!("note {}", n.label));
        let work = hop.work.iter().map(|w| format!("work {}", w.title));
        names.chain(note).chain(work).collect::<Vec<_>>().join("+")
    };
    let chain = |c: &ParsedChain| {
        let hops = c.hops.iter().map(hop).collect::<Vec<_>>().join(" | ");
        c.end.map_or(hops.clone(), |end| format!("{hops} = {end:?}"))
    };
    read(line).chains.iter().map(chain).collect()
}

#[test]
fn the_line_of_the_design_is_read() {
    assert_eq!(
        sight("Author [9] > Reporter, Co-author > \"senior officials\""),
        ["Author+note 9 | Reporter+Co-author | «senior officials»"]
    );
}

#[test]
fn an_empty_line_is_the_articles_own_voice() {
    assert_eq!(sight(""), [""]);
    assert_eq!(sight("  "), [""]);
    assert_eq!(sight("?"), [" = NotFollowed"]);
}

#[test]
fn chains_are_separated_and_a_separator_at_the_end_starts_none() {
    assert_eq!(sight("A > B; C;"), ["A | B", "C"]);
    assert_eq!(sight("A;; B"), ["A", "", "B"]);
    assert_eq!(sight("A; ;"), ["A", ""]);
}

#[test]
fn every_kind_of_quotation_mark_makes_an_unnamed_source() {
    for quoted in ["\"x y\"", "“x y”", "«x y»", "„x y“", "„x y”", "»x y«", "«  x y »", "「x y」"]
    {
        assert_eq!(sight(quoted), ["«x y»"], "{quoted}");
    }
    assert_eq!(sight("Joan \"Red\" Ode"), ["Joan \"Red\" Ode"]);
    assert_eq!(sight("\"x\"#k2 [3]!"), ["«x»@k2+note 3 = Origin"]);
}

#[test]
fn ends_stand_alone_at_the_end() {
    assert_eq!(
        sight("A !; B -; C ?; D ~"),
        ["A = Origin", "B = GivesNoSource", "C = NotFollowed", "D = Unavailable"]
    );
    assert_eq!(sight("A > B > !"), ["A | B = Origin"]);
    assert_eq!(sight("Yahoo!"), ["Yahoo!"]);
    assert_eq!(sight("A – B"), ["A – B"]);
}

#[test]
fn notes_works_and_implicit_sources_are_read() {
    assert_eq!(sight("[9]"), ["note 9"]);
    assert_eq!(sight("A [ 9a ] /On Boats/"), ["A+note 9a+work On Boats"]);
    assert_eq!(sight("/On Boats/#w1"), ["work On Boats"]);
    assert_eq!(sight("Reuters/AP > A / B"), ["Reuters/AP | A / B"]);
    assert_eq!(sight("A > _ > B; _ [2]"), ["A |  | B", "note 2"]);
    assert_eq!(sight("A[9]"), ["A+note 9"]);
}

#[test]
fn persian_lines_are_read_with_their_own_commas() {
    assert_eq!(
        sight("نویسنده [۹] > گزارشگر، همکار؛ «مقام‌های ارشد»"),
        ["نویسنده+note ۹ | گزارشگر+همکار", "«مقام‌های ارشد»"]
    );
}

#[test]
fn a_backslash_makes_any_character_a_letter() {
    assert_eq!(sight(r"Smith\, John \> \; \[x\] \#4"), ["Smith, John > ; [x] #4"]);
    assert_eq!(sight(r"\!"), ["!"]);
    assert_eq!(sight("A\\"), ["A\\"]);
}

#[test]
fn a_problem_names_its_place_and_what_to_do() {
    for (line, problem, span) in [
        ("A >", Problem::MissingHop, (3, 3)),
        ("A > > B", Problem::MissingHop, (4, 4)),
        ("> B", Problem::MissingHop, (0, 0)),
        ("A,", Problem::MissingName, (2, 2)),
        ("A,, B", Problem::MissingName, (2, 3)),
        ("A, _", Problem::MissingName, (3, 4)),
        ("A, [9]", Problem::MissingName, (3, 6)),
        ("A [9] B", Problem::MissingSeparator, (6, 7)),
        ("\"é\" B", Problem::MissingSeparator, (4, 5)),
        ("A [9] [8]", Problem::SecondNote, (6, 9)),
        ("/a/ /b/", Problem::SecondWork, (4, 7)),
        ("A > \"\"", Problem::Empty, (4, 6)),
        ("A []", Problem::Empty, (2, 4)),
        ("😀 > \"x", Problem::OpenQuotation, (4, 6)),
        ("A [9", Problem::OpenNote, (2, 4)),
        ("/a", Problem::OpenWork, (0, 2)),
        ("A; .", Problem::MisplacedRepeat, (3, 4)),
    ] {
        let error = parse(line).expect_err(line);
        assert_eq!((error.problem, error.span), (problem, Span::new(span.0, span.1)), "{line}");
        assert!(error.to_string().ends_with('.'));
    }
    let long = vec!["A"; 17].join(">");
    assert_eq!(parse(&long).map_err(|e| e.problem), Err(Problem::TooLong));
    assert!(asks_to_repeat(" . ") && !asks_to_repeat("A."));
}

#[test]
fn spans_are_code_points_of_the_line() {
    let line = parse("😀 Ana [9] > «م»").expect("valid");
    let hops = &line.chains[0].hops;
    assert_eq!(hops[0].sources[0].span, Span::new(0, 5));
    assert_eq!(hops[0].note.as_ref().map(|n| n.span), Some(Span::new(6, 9)));
    assert_eq!(hops[1].span, Span::new(12, 15));
}

#[test]
fn the_cursor_tells_what_is_being_typed_and_what_to_replace() {
    let typing = |line: &str| {
        let cursor = line.chars().position(|c| c == '|').expect("a cursor");
        token_at(&line.replace('|', ""), cursor as u32)
            .map(|t| (t.kind, t.prefix, t.span.start, t.span.end))
    };
    let some = |kind, prefix: &str, start, end| Some((kind, prefix.to_owned(), start, end));
    assert_eq!(typing("|"), some(TypingKind::Name, "", 0, 0));
    assert_eq!(typing("Ana P|ark > B"), some(TypingKind::Name, "Ana P", 0, 8));
    assert_eq!(typing("😀 > Re|"), some(TypingKind::Name, "Re", 4, 6));
    assert_eq!(typing("A, | > B"), some(TypingKind::Name, "", 3, 3));
    assert_eq!(typing("A |[9]"), some(TypingKind::Name, "A", 0, 2));
    assert_eq!(typing("A [1|2] > B"), some(TypingKind::Note, "1", 2, 6));
    assert_eq!(typing("A [|"), some(TypingKind::Note, "", 2, 3));
    assert_eq!(typing("A > \"sen|"), some(TypingKind::Unnamed, "sen", 4, 8));
    assert_eq!(typing("\"se| > B"), some(TypingKind::Unnamed, "se", 0, 3));
    assert_eq!(typing("/On B|oats/"), some(TypingKind::Work, "On B", 0, 10));
    assert_eq!(typing("A [9]|"), None);
    assert_eq!(typing("A > |[9]"), some(TypingKind::Name, "", 4, 4));
    assert_eq!(token_at("A", 99).map(|t| t.span), Some(Span::new(0, 1)));
    assert_eq!(
        replace("😀 > Re > B", Span::new(4, 6), "Reporter"),
        ("😀 > Reporter > B".into(), 12)
    );
}

fn name() -> impl Strategy<Value = ParsedName> {
    let text = r#"[-a-c ,>;\[\]#/"«»“.!?~_\\\n\té😀م›→،]{1,8}"#;
    (text, any::<bool>(), proptest::option::of("[a-z0-9_-]{1,23}")).prop_map(
        |(text, unnamed, picked)| {
            let picked = picked.map(|id| Id::new(&id).expect("valid"));
            ParsedName { text, unnamed, picked, span: Span::default() }
        },
    )
}

fn hop() -> impl Strategy<Value = ParsedHop> {
    let note =
        r"[a-c0-9 \]\[\\;>]{1,4}".prop_map(|label| ParsedNote { label, span: Span::default() });
    let work = name().prop_map(|name| ParsedWork {
        title: name.text,
        picked: name.picked.map(Id::cast),
        span: Span::default(),
    });
    let names = proptest::collection::vec(name(), 0..3);
    (names, proptest::option::of(note), proptest::option::of(work))
        .prop_map(|(sources, note, work)| ParsedHop { sources, note, work, span: Span::default() })
}

fn end() -> impl Strategy<Value = Option<ChainEnd>> {
    proptest::option::of(prop_oneof![
        Just(ChainEnd::Origin),
        Just(ChainEnd::GivesNoSource),
        Just(ChainEnd::NotFollowed),
        Just(ChainEnd::Unavailable),
    ])
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was(
        chains in proptest::collection::vec(
            (proptest::collection::vec(hop(), 0..4), end())
                .prop_map(|(hops, end)| ParsedChain { hops, end }),
            1..4,
        ),
    ) {
        let line = ParsedLine { chains };
        let text = format(&line);
        let read = parse(&text).map(bare);
        prop_assert_eq!(read, Ok(line), "{}", text);
    }

    #[test]
    fn no_line_panics_and_places_are_inside(line in r#"[-ab ,>;\[\]#/"«».!?~_\\é😀]{0,24}"#, at in 0..30_u32) {
        let len = line.chars().count() as u32;
        match parse(&line) {
            Ok(parsed) => prop_assert_eq!(parse(&format(&parsed)).map(bare), Ok(bare(parsed))),
            Err(error) => prop_assert!(error.span.end <= len),
        }
        if let Some(typing) = token_at(&line, at) {
            prop_assert!(typing.span.start <= typing.span.end && typing.span.end <= len);
        }
    }
}

fn now() -> Timestamp {
    Timestamp::from_unix_seconds(0)
}

/// Two sources, one with an alias, a work by them, notes 1 (the work), 2 (ibid.), 3 (unknown).
fn project() -> (Project, Article, WorkId) {
    let mut ids = SeededIds(7);
    let mut project = Project::new("T", now());
    let mut ana = Source::new(ids.id(), "Ana Álvarez", SourceKind::NamedIndividual);
    ana.aliases.push("A. A.".into());
    let ode = Source::new(ids.id(), "Ode", SourceKind::NamedIndividual);
    let mut work = Work::new(ids.id(), "On Boats", WorkKind::Book);
    work.authors = vec![ana.id, ode.id];
    let work_id = work.id;
    project.sources = [ana, ode].into_iter().collect();
    project.works = [work].into_iter().collect();
    let note = |id: &str, label: &str, work, resolution| Reference {
        id: ReferenceId::new(id).expect("id"),
        label: label.into(),
        markers: Vec::new(),
        entry_span: Span::default(),
        work,
        resolution,
    };
    let first = ReferenceId::new("r1").expect("id");
    let article = Article {
        id: ArticleId::new("a1").expect("id"),
        head: Arc::new(ArticleHead::default()),
        text: Arc::new(Text::new("")),
        sha256: "".into(),
        structure: Arc::default(),
        references: Arc::new(vec![
            note("r1", "1", Some(work_id), NoteMeaning::Resolved),
            note("r2", "2", None, NoteMeaning::Ibid(first)),
            note("r3", "3", None, NoteMeaning::Unresolved),
        ]),
        claims: crate::domain::chunked::Chunked::default(),
    };
    (project, article, work_id)
}

fn meaning(line: &str) -> Result<Resolution, ResolveError> {
    let (project, article, _) = project();
    let by = Id::new("me").expect("id");
    resolve(&parse(line).expect(line), &project, &article, by, now(), &mut SeededIds(99))
}

fn id_of(name: &str) -> SourceId {
    project().0.sources.iter().find(|s| s.name == name).expect(name).id
}

#[test]
fn known_names_are_found_whatever_their_case_and_accents() {
    let found = meaning("ana alvarez > a. a. > ODE").expect("known");
    assert!(found.sources.is_empty());
    let ana = id_of("Ana Álvarez");
    let fates: Vec<_> = found.names.iter().map(|n| n.fate).collect();
    assert_eq!(fates, [NameFate::Known(ana), NameFate::Alias(ana), NameFate::Known(id_of("Ode"))]);
}

#[test]
fn a_new_name_written_twice_is_one_source_and_unnamed_ones_are_new_each_time() {
    let found = meaning("Ministry of Works > New One; new one > \"officials\" > \"officials\"")
        .expect("valid");
    let names: Vec<_> = found.sources.iter().map(|s| (s.name.as_str(), s.kind)).collect();
    assert_eq!(
        names,
        [
            ("Ministry of Works", SourceKind::NamedGroup),
            ("New One", SourceKind::NamedIndividual),
            ("officials", SourceKind::UnnamedGroup),
            ("officials", SourceKind::UnnamedGroup),
        ]
    );
    assert_eq!(found.chains[0].hops[1].sources, found.chains[1].hops[0].sources);
}

#[test]
fn a_note_brings_its_work_and_alone_its_authors() {
    let (_, _, work) = project();
    let hops = |line: &str| meaning(line).expect(line).chains[0].hops.clone();
    let alone = &hops("[2]")[0];
    assert_eq!(alone.work, Some(work));
    assert_eq!(alone.sources, [id_of("Ana Álvarez"), id_of("Ode")]);
    assert_eq!(alone.basis, HopBasis::Note);
    let named = &hops("Ode [۱]")[0];
    assert_eq!((named.work, named.basis), (Some(work), HopBasis::Text));
    assert_eq!(named.sources, [id_of("Ode")]);
    assert_eq!(hops("Ode [3]")[0].work, None);
    assert!(hops("Ode [3]")[0].reference.is_some());
}

#[test]
fn a_work_is_found_by_its_title_with_and_without_slashes() {
    let (_, _, work) = project();
    for line in ["on boats", "/On Boats/"] {
        let hop = meaning(line).expect(line).chains[0].hops[0].clone();
        assert_eq!((hop.work, hop.sources.len()), (Some(work), 2), "{line}");
    }
}

#[test]
fn what_is_unknown_is_told_with_its_place() {
    let span = Span::new(4, 7);
    assert_eq!(meaning("Ode [7]"), Err(ResolveError::UnknownNote { label: "7".into(), span }));
    assert!(matches!(meaning("/Nothing/"), Err(ResolveError::UnknownWork { .. })));
    assert!(matches!(meaning("Ode#nobody"), Err(ResolveError::UnknownId { .. })));
}

#[test]
fn a_claims_chains_are_written_as_a_line_that_means_the_same() {
    let (mut project, article, _) = project();
    let by = Id::new("me").expect("id");
    let line = parse("Ode [1] > \"officials\" !; Ana Álvarez /On Boats/; ;").expect("valid");
    let found = resolve(&line, &project, &article, by, now(), &mut SeededIds(5)).expect("valid");
    for source in found.sources {
        project.sources.put(Arc::new(source));
    }
    let written = line_of(&found.chains, &project, &article);
    let again =
        resolve(&parse(&written).expect("valid"), &project, &article, by, now(), &mut SeededIds(6))
            .expect("valid");
    assert!(again.sources.is_empty(), "{written}");
    let hops = |r: &[crate::domain::chain::Chain]| {
        r.iter().map(|c| (c.hops.clone(), c.end)).collect::<Vec<_>>()
    };
    assert_eq!(hops(&again.chains), hops(&found.chains), "{written}");
}

#[test]
fn an_edited_line_keeps_what_a_line_can_not_say() {
    let (project, article, _) = project();
    let by = Id::new("me").expect("id");
    let mut ids = SeededIds(5);
    let mut old = meaning("Ode > Ana Álvarez !").expect("valid").chains;
    old[0].hops[1].form = QuotationForm::Direct;
    let line = parse("Ode > New > Ana Álvarez").expect("valid");
    let new = resolve(&line, &project, &article, by, now(), &mut ids).expect("valid").chains;
    let kept = keep_details(&old, &line, new);
    assert_eq!(kept[0].id, old[0].id);
    assert_eq!(kept[0].hops[2].form, QuotationForm::Direct);
    assert_eq!(kept[0].hops[1], Hop { sources: kept[0].hops[1].sources.clone(), ..Hop::default() });
    assert_eq!(kept[0].end, ChainEnd::NotFollowed);
    let same = parse("Ode > Ana Álvarez").expect("valid");
    let new = resolve(&same, &project, &article, by, now(), &mut ids).expect("valid").chains;
    assert_eq!(keep_details(&old, &same, new), old);
}
