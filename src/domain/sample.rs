//! A small project for tests in which every sort of record and every field occurs.

pub(crate) mod rolls;

use std::sync::Arc;

use super::{
    analyst::Analyst,
    anchor::Anchor,
    article::{Article, ArticleHead, Block, BlockKind, Mark, MarkKind, Structure},
    assessment::{Assessment, Confidence, Credibility, Likelihood},
    chain::{Chain, ChainEnd, Check, CheckResult, Hop, HopBasis, QuotationForm},
    chunked::{Chunked, Keyed},
    claim::{Claim, Factuality, Review, ReviewVerdict, Tone},
    evidence::{Bearing, Directness, Evidence},
    ids::Id,
    lineage::{Lineage, LineageBasis, LineageEnds, LineageKind, Standing},
    link::{Link, LinkKind},
    project::{Merged, MergedEnds, Project, ProjectHead},
    reference::{Reference, Resolution},
    ruling::{Ruling, RulingAbout, Voice},
    session::Session,
    source::{Reliability, ReliabilityGrade, Source, SourceKind},
    text::Text,
    time::{PartialDate, Timestamp},
    todo::{Todo, TodoAbout, TodoKind},
    work::{Original, Work, WorkKind},
};

/// The text of article `a1`.
pub(crate) const TEXT: &str = "The bridge – opened last May – is safe, the minister said [1]. \
     Two officials told the Courier that cracks had been found in März. \
     \u{1F309} Nobody was hurt.\nNotes\n1. Minister, \"On bridges\", 2008.\n2. Ibid.\n";

/// The text of article `a2`.
pub(crate) const OTHER_TEXT: &str =
    "Cracks were found in the bridge, the Courier reports. The ministry declined to comment.\n";

pub(crate) fn id<T>(text: &str) -> Id<T> {
    Id::new(text).expect("a valid id")
}

/// So many seconds after the start of the project.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(1_700_000_000 + seconds)
}

fn date(text: &str) -> PartialDate {
    text.parse().expect("a date")
}

/// Anchors the first place in a text where some words stand.
pub(crate) fn anchor(text: &Text, words: &str) -> Anchor {
    let byte = text.as_str().find(words).expect("the words are in the text");
    let span = text.span_of(byte..byte + words.len()).expect("on boundaries");
    Anchor::new(text, span).expect("inside")
}

/// An article of which only title and text are known.
pub(crate) fn article(name: &str, text: &str) -> Article {
    let text = Text::new(text);
    Article {
        id: id(name),
        head: Arc::new(ArticleHead { title: format!("Title of {name}"), ..Default::default() }),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::default(),
        references: Arc::default(),
        claims: Chunked::default(),
    }
}

/// A claim of which only the place is known.
pub(crate) fn claim(name: &str, text: &Text, words: &str) -> Claim {
    Claim::new(id(name), anchor(text, words), id("ann"), at(10))
}

/// Changes the record with a key in place.
pub(crate) fn change<T: Keyed + Clone>(
    list: &mut Chunked<T>,
    key: T::Key,
    change: impl FnOnce(&mut T),
) {
    let mut record = (**list.get(key).expect("the record is there")).clone();
    change(&mut record);
    list.remove(key);
    list.put(Arc::new(record));
}

/// Changes a claim in place, without any check.
pub(crate) fn change_claim(project: &mut Project, name: &str, f: impl FnOnce(&mut Claim)) {
    let place = project.place(id(name)).expect("the claim is there");
    change(&mut project.articles, place.article, |a| {
        change(&mut a.claims, (place.start, place.claim), f);
    });
    project.index_claims();
}

/// The project. Sources `minister`, `ministry`, `courier`, `officials`; works `report`,
/// `story`, `book`; articles `a0` ← `a01` ← `a1` (three versions) and `a2`; claims `safe`,
/// `cracks`, `hurt` in `a1`, `found`, `silent` in `a2`; `old-minister` and `old-report`
/// were merged away.
pub(crate) fn project() -> Project {
    let mut p = Project::new("Bridges", at(0));
    p.head = Arc::new(ProjectHead {
        title: "Bridges".to_owned(),
        description: Some("What is known\nof the bridge".to_owned()),
        created: at(0),
    });
    p.analysts = [("ann", "Ann Ash"), ("ben", "Ben Birch")]
        .map(|(name, full)| Analyst { id: id(name), name: full.to_owned() })
        .into_iter()
        .collect();
    p.sources = sources().into_iter().collect();
    p.works = works().into_iter().collect();
    let mut second = article("a01", "The bridge is safe.");
    Arc::make_mut(&mut second.head).revision_of = Some(id("a0"));
    p.articles = [article("a0", "The bridge was safe."), second, first_article(), other_article()]
        .into_iter()
        .collect();
    p.index_claims();
    p.links = [Link {
        id: id("l1"),
        from: id("cracks"),
        to: id("found"),
        kind: LinkKind::SameClaim,
        by: id("ann"),
        at: at(30),
        note: Some("both of the cracks".to_owned()),
    }]
    .into_iter()
    .collect();
    p.lineage = lineage().into_iter().collect();
    p.rulings = rulings().into_iter().collect();
    p.todos = todos().into_iter().collect();
    p.merged = [
        MergedEnds::Sources { from: id("old-minister"), into: id("minister") },
        MergedEnds::Works { from: id("old-report"), into: id("report") },
    ]
    .map(|ends| Merged { ends, by: id("ben"), at: at(5) })
    .into_iter()
    .collect();
    p.sessions = [Session {
        id: id("s1"),
        by: id("ann"),
        started: at(1),
        ended: Some(at(100)),
        opened: vec![id("a1"), id("a2")],
    }]
    .into_iter()
    .collect();
    p
}

fn sources() -> Vec<Source> {
    let mut minister = Source::new(id("minister"), "The minister", SourceKind::NamedIndividual);
    minister.aliases = vec!["Minister of works".to_owned()];
    minister.role = Some("minister of works".to_owned());
    minister.description = Some("In office since 2007".to_owned());
    minister.url = Some("https://example.org/minister".to_owned());
    minister.notes = Some("spoke twice".to_owned());
    minister.reliability = vec![ReliabilityGrade {
        grade: Reliability::C,
        about: Some("bridges".to_owned()),
        by: id("ann"),
        at: at(40),
        why: Some("has an interest".to_owned()),
    }];
    vec![
        minister,
        Source::new(id("ministry"), "The ministry", SourceKind::NamedGroup),
        Source::new(id("courier"), "The Courier", SourceKind::NamedGroup),
        Source::new(id("officials"), "two officials", SourceKind::UnnamedGroup),
    ]
}

fn works() -> Vec<Work> {
    let mut report = Work::new(id("report"), "On bridges", WorkKind::Report);
    report.authors = vec![id("minister"), id("ministry")];
    report.container = Some("Papers of the ministry".to_owned());
    report.publisher = Some("The press of the state".to_owned());
    report.date = Some(date("2008-07"));
    report.url = Some("https://example.org/report".to_owned());
    report.archived_url = Some("https://archive.example.org/report".to_owned());
    report.accessed = Some(date("2026-03-01"));
    report.pages = Some("3–7".to_owned());
    report.original = Some(Original {
        file: "originals/report.pdf".to_owned(),
        sha256: "0".repeat(64),
        obtained: date("2026-03-02"),
    });
    report.raw = Some("Minister, \"On bridges\", 2008.".to_owned());
    vec![
        report,
        Work::new(id("story"), "Cracks", WorkKind::NewsArticle),
        Work::new(id("book"), "", WorkKind::Book),
    ]
}

fn first_article() -> Article {
    let mut a = article("a1", TEXT);
    let text = Arc::clone(&a.text);
    a.head = Arc::new(ArticleHead {
        title: "A bridge".to_owned(),
        byline: Some("By a writer".to_owned()),
        publisher: Some("The Courier".to_owned()),
        published: Some(date("2026-02-28")),
        url: Some("https://example.org/bridge".to_owned()),
        archived_url: Some("https://archive.example.org/bridge".to_owned()),
        accessed: Some(date("2026-03-01")),
        language: Some("en".to_owned()),
        work: Some(id("story")),
        revision_of: Some(id("a01")),
    });
    a.structure = Arc::new(Structure {
        blocks: vec![Block { span: anchor(&text, "Notes").span, kind: BlockKind::Heading(2) }],
        marks: vec![Mark {
            span: anchor(&text, "[1]").span,
            kind: MarkKind::NoteRef,
            target: Some("#note-1".to_owned()),
        }],
    });
    a.references = Arc::new(vec![
        Reference {
            id: id("r1"),
            label: "1".to_owned(),
            markers: vec![anchor(&text, "[1]").span],
            entry_span: anchor(&text, "1. Minister, \"On bridges\", 2008.").span,
            work: Some(id("report")),
            resolution: Resolution::Resolved,
        },
        Reference {
            id: id("r2"),
            label: "2".to_owned(),
            markers: Vec::new(),
            entry_span: anchor(&text, "2. Ibid.").span,
            work: None,
            resolution: Resolution::Ibid(id("r1")),
        },
    ]);
    let mut cracks = claim("cracks", &text, "cracks had been found in März");
    let hop = |source: &str| Hop { sources: vec![id(source)], ..Hop::default() };
    cracks.chains =
        vec![Chain::new(id("ch2"), vec![hop("courier"), hop("officials")], id("ben"), at(12))];
    a.claims =
        [safe_claim(&text), cracks, claim("hurt", &text, "Nobody was hurt")].into_iter().collect();
    a
}

fn safe_claim(text: &Text) -> Claim {
    let mut safe = claim("safe", text, "The bridge");
    safe.anchors.push(anchor(text, "is safe"));
    safe.paraphrase = Some("The bridge is not in danger".to_owned());
    safe.tone = Some(Tone::Ironic);
    safe.factuality = Some(Factuality::CertainTrue);
    safe.event_date = Some(date("2026"));
    safe.chains = vec![Chain {
        id: id("ch1"),
        hops: vec![Hop {
            sources: vec![id("minister"), id("ministry")],
            source_anchors: vec![anchor(text, "the minister")],
            cue_anchors: vec![anchor(text, "said")],
            introduced_as: Some("the minister".to_owned()),
            addressee: Some("the press".to_owned()),
            work: Some(id("report")),
            reference: Some(id("r1")),
            locator: Some("p. 4".to_owned()),
            form: QuotationForm::Mixed,
            negated: false,
            factuality: Some(Factuality::ProbableTrue),
            said: Some(date("2025-05")),
            basis: HopBasis::Note,
            check: Some(Check {
                result: CheckResult::Distorted,
                quote: Some("The bridge was safe".to_owned()),
                by: id("ben"),
                at: at(50),
            }),
        }],
        end: ChainEnd::Origin,
        doubtful: Some("or the writer's own words".to_owned()),
        by: id("ann"),
        at: at(11),
    }];
    safe.evidence = vec![Evidence {
        id: id("e1"),
        kind: id("on-record-statement"),
        directness: Directness::FirstHand,
        chain: Some(id("ch1")),
        work: Some(id("report")),
        bearing: Bearing::Supports,
        note: Some("in the annex".to_owned()),
        by: id("ann"),
        at: at(13),
    }];
    safe.assessments = vec![Assessment {
        credibility: Some(Credibility::PossiblyTrue),
        confidence: Some(Confidence::Low),
        likelihood: Some(Likelihood::Likely),
        rationale: Some("one voice only".to_owned()),
        would_change: Some("an inspection".to_owned()),
        ..Assessment::new(id("as1"), id("ann"), at(14))
    }];
    safe.reviews = vec![Review {
        by: id("ben"),
        at: at(60),
        verdict: ReviewVerdict::Agreed,
        note: Some("well seen".to_owned()),
    }];
    safe.tags = vec!["safety".to_owned()];
    safe.note = Some("compare the report".to_owned());
    safe
}

fn other_article() -> Article {
    let mut a = article("a2", OTHER_TEXT);
    let text = Arc::clone(&a.text);
    a.claims = [
        claim("found", &text, "Cracks were found in the bridge"),
        claim("silent", &text, "The ministry declined to comment"),
    ]
    .into_iter()
    .collect();
    a
}

fn lineage() -> Vec<Lineage> {
    let edge = |name: &str, ends, kind| Lineage {
        id: id(name),
        ends,
        kind,
        since: Some(date("2007")),
        until: None,
        claims: Vec::new(),
        basis: Vec::new(),
        standing: Standing::Accepted,
        by: id("ann"),
        at: at(20),
        note: Some(format!("note of {name}")),
    };
    let mut copied = edge(
        "copied",
        LineageEnds::Works { from: id("story"), to: id("report") },
        LineageKind::Republishes,
    );
    copied.claims = vec![id("safe")];
    copied.basis = vec![LineageBasis::Claim(id("cracks")), LineageBasis::Work(id("book"))];
    vec![
        edge(
            "member",
            LineageEnds::Sources { from: id("minister"), to: id("ministry") },
            LineageKind::PartOf { one_voice: false },
        ),
        copied,
    ]
}

fn rulings() -> Vec<Ruling> {
    let abouts = [
        ("ru1", RulingAbout::NotSameSource(id("minister"), id("ministry"))),
        ("ru2", RulingAbout::NotSameWork(id("story"), id("book"))),
        ("ru3", RulingAbout::DeclinedPair(id("safe"), id("silent"))),
        ("ru4", RulingAbout::Independent(Voice::Source(id("courier")), Voice::Work(id("book")))),
        (
            "ru5",
            RulingAbout::Dismissed {
                code: "circular".to_owned(),
                subjects: vec!["safe".to_owned()],
            },
        ),
    ];
    let ruling = |(name, about)| Ruling {
        id: id(name),
        about,
        by: id("ben"),
        at: at(70),
        reason: Some(format!("reason of {name}")),
        basis: Some("1".repeat(64)),
    };
    abouts.into_iter().map(ruling).collect()
}

fn todos() -> Vec<Todo> {
    let abouts = [
        ("t1", TodoAbout::Claim(id("silent")), TodoKind::Verify),
        ("t2", TodoAbout::Source(id("officials")), TodoKind::Identify),
        ("t3", TodoAbout::Work(id("book")), TodoKind::GetOriginal),
        ("t4", TodoAbout::Article(id("a2")), TodoKind::Ask),
    ];
    let todo = |(name, about, kind)| Todo {
        id: id(name),
        about,
        kind,
        text: format!("text of {name}"),
        by: id("ann"),
        at: at(80),
        done: Some(at(90)),
    };
    abouts.into_iter().map(todo).collect()
}
