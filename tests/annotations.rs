//! Out and back: what the formats of annotation carry whole comes back as it was, and what the
//! reports say of every sample is what was reviewed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sourceline::domain::{
    article::Article,
    chunked::Chunked,
    claim::Claim,
    edit::{Edit, apply},
    ids::{Id, SeededIds},
    project::Project,
    time::Timestamp,
};
use sourceline::export::{Export, Options, Progress, Wanted, format, target::Memory};
use sourceline::import::annotations::{
    brat,
    proposal::{Given, Report, Setting},
    web_annotation,
};
use sourceline::storage::file::load;

const SAMPLES: [&str; 3] = ["first-steps", "persian", "two-accounts"];

fn at() -> Timestamp {
    Timestamp::from_unix_seconds(1_790_000_000)
}

fn sample(name: &str) -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    load(&root.join(name).with_extension("ron")).expect("loads").project
}

fn exported(project: &Project, name: &str) -> Vec<(String, Vec<u8>)> {
    let options = Options::default();
    let export = Export { project, stem: "sample", at: at(), options: &options };
    let mut memory = Memory::default();
    let format = format(name).expect("a format");
    (format.write)(&export, Wanted::Folder, &mut memory, &Progress::NONE).expect("written");
    memory.files
}

/// The project with its analysts, kinds of evidence and articles, but without anything that
/// annotates them.
fn bare(project: &Project) -> Project {
    let mut bare = Project::new(project.head.title.clone(), project.head.created);
    bare.analysts = project.analysts.clone();
    bare.codebook = project.codebook.clone();
    let strip = |article: &Arc<Article>| {
        let mut article = (**article).clone();
        article.claims = Chunked::default();
        let mut head = (*article.head).clone();
        head.work = None;
        article.head = Arc::new(head);
        let mut references = (*article.references).clone();
        for reference in &mut references {
            reference.work = None;
        }
        article.references = Arc::new(references);
        article
    };
    bare.articles = project.articles.iter().map(strip).collect();
    bare.index_claims();
    bare
}

fn imported(into: &Project, files: &[(String, Vec<u8>)]) -> (Project, Report) {
    let given: Vec<_> = files.iter().map(|(name, bytes)| Given { name, bytes }).collect();
    let by = into.analysts.iter().next().expect("an analyst").id;
    let setting = Setting { project: into, by, at: at() };
    let ids = &mut SeededIds(11);
    let proposal = if files.iter().any(|(name, _)| name.ends_with(".ann")) {
        let collection = brat::Collection::read(&given).expect("read");
        brat::propose(setting, &collection, &collection.guess(), ids)
    } else {
        web_annotation::read(setting, &given, ids).expect("read")
    };
    let (after, _) = apply(into, Edit::Batch(proposal.edits)).expect("applies");
    (after, proposal.report)
}

/// Claims by id, with ids that were merged away replaced by those that stand for them: an
/// export names records by what they are called today.
fn claims(project: &Project) -> BTreeMap<String, Claim> {
    let resolved = |claim: &Arc<Claim>| {
        let mut claim = (**claim).clone();
        for hop in claim.chains.iter_mut().flat_map(|chain| &mut chain.hops) {
            hop.sources.iter_mut().for_each(|id| *id = project.resolve_source(*id));
            hop.work = hop.work.map(|id| project.resolve_work(id));
        }
        for evidence in &mut claim.evidence {
            evidence.work = evidence.work.map(|id| project.resolve_work(id));
        }
        claim
    };
    project.claims().map(|(_, claim)| (claim.id.to_string(), resolved(claim))).collect()
}

#[test]
fn web_annotations_come_back_as_the_claims_and_links_that_they_were() {
    for name in SAMPLES {
        let project = sample(name);
        let files = exported(&project, "web-annotation");
        let (after, report) = imported(&bare(&project), &files);
        assert_eq!(report.unplaced, [], "{name}");
        assert_eq!(report.lost, 0, "{name}");
        let (before, after_claims) = (claims(&project), claims(&after));
        assert_eq!(before.len(), after_claims.len(), "{name}");
        for (id, claim) in &before {
            assert_eq!(claim, &after_claims[id], "{name}");
        }
        assert_eq!(project.links, after.links, "{name}");
        for source in project.sources.iter() {
            let mut source = (**source).clone();
            source.reliability.clear();
            assert_eq!(after.sources.get(source.id).map(|s| &**s), Some(&source), "{name}");
        }
        for work in project.works.iter() {
            let mut work = (**work).clone();
            // Where the original lies on a disk is not told to others.
            if let Some(original) = &mut work.original {
                original.file.clear();
            }
            work.authors.iter_mut().for_each(|id| *id = project.resolve_source(*id));
            assert_eq!(after.works.get(work.id).map(|w| &**w), Some(&work), "{name}");
        }
    }
}

#[test]
fn importing_what_is_there_already_changes_nothing_and_says_so() {
    let project = sample("two-accounts");
    let (after, report) = imported(&project, &exported(&project, "web-annotation"));
    assert!(after == project);
    assert_eq!(report.unplaced.len(), project.claim_count() + project.links.len());
}

#[test]
fn brat_brings_back_words_places_kinds_cues_and_nesting() {
    for name in SAMPLES {
        let project = sample(name);
        let (after, report) = imported(&bare(&project), &exported(&project, "brat"));
        assert_eq!((report.lost, report.articles), (0, 0), "{name}: {report}");
        assert_eq!(after.claim_count(), project.claim_count(), "{name}: {report}");
        for article in project.articles.iter() {
            let back = after.article(article.id).expect("there");
            for claim in article.claims.iter() {
                let places =
                    |claim: &Claim| claim.anchors.iter().map(|a| a.span).collect::<Vec<_>>();
                let same = |other: &&Arc<Claim>| places(other) == places(claim);
                let found = back.claims.iter().find(same);
                let found = found.unwrap_or_else(|| panic!("{name}: {}", claim.quotation()));
                assert_eq!(
                    (found.kind, found.status, found.tone, found.factuality),
                    (claim.kind, claim.status, claim.tone, claim.factuality)
                );
                // Only hops that stand in the text are told.
                let told = |claim: &Claim| {
                    let chains = claim.chains.iter().map(|chain| {
                        let hops = chain.hops.iter();
                        let in_text = hops.filter(|hop| {
                            !hop.cue_anchors.is_empty() || !hop.source_anchors.is_empty()
                        });
                        let told = in_text.map(|hop| {
                            let words = |anchors: &[sourceline::domain::anchor::Anchor]| {
                                anchors.iter().map(|a| a.span).collect::<Vec<_>>()
                            };
                            (
                                words(&hop.source_anchors),
                                words(&hop.cue_anchors),
                                hop.form,
                                hop.basis,
                                hop.negated,
                                hop.factuality,
                            )
                        });
                        told.collect::<Vec<_>>()
                    });
                    let mut chains: Vec<_> = chains.filter(|hops| !hops.is_empty()).collect();
                    chains.sort_by_key(|hops| format!("{hops:?}"));
                    chains
                };
                assert_eq!(told(found), told(claim), "{name}: {}", claim.quotation());
            }
        }
    }
}

#[test]
fn annotations_on_a_changed_text_move_or_are_lost_and_never_vanish() {
    let project = sample("first-steps");
    let files = exported(&project, "web-annotation");
    let mut other = bare(&project);
    let article = (**other.articles.iter().next().expect("one")).clone();
    let half = article.text.len() / 2;
    let half = article.text.byte_of(half).expect("inside");
    let text = format!("A new first line.\n\n{}", &article.text.as_str()[..half]);
    let text = sourceline::domain::text::Text::new(text);
    let changed = Article {
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::default(),
        references: Arc::default(),
        ..article
    };
    other.articles = [changed].into_iter().collect();
    let (after, report) = imported(&other, &files);
    assert_eq!(after.claim_count(), project.claim_count(), "{report}");
    assert!(report.lost > 0 && report.exact > 0, "{report}");
    let words = |project: &Project| {
        let mut words: Vec<_> = project.claims().map(|(_, claim)| claim.quotation()).collect();
        words.sort();
        words
    };
    assert_eq!(words(&after), words(&project));
}

/// The reviewed files. `SOURCELINE_BLESS=1` writes them anew.
fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

#[test]
fn the_exports_of_the_samples_are_those_that_were_reviewed() {
    let bless = std::env::var_os("SOURCELINE_BLESS").is_some();
    let mut different = Vec::new();
    for (sample_name, formats) in [
        ("first-steps", &["html", "markdown", "web-annotation", "prov", "brat"][..]),
        ("persian", &["html", "brat"]),
    ] {
        let project = sample(sample_name);
        for name in formats {
            for (file, bytes) in exported(&project, name) {
                let is_table = file.ends_with(".conf");
                let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
                let golden_name = match *name {
                    "brat" if is_table => format!("{sample_name}.brat.{file}"),
                    "brat" => format!("{sample_name}.brat.{ending}"),
                    _ => file.replacen("sample", sample_name, 1),
                };
                let path = golden(&golden_name);
                if bless {
                    fs::create_dir_all(golden("")).expect("a folder");
                    fs::write(&path, &bytes).expect("written");
                } else if fs::read(&path).ok().as_deref() != Some(bytes.as_slice()) {
                    different.push(golden_name);
                }
            }
        }
    }
    assert_eq!(different, Vec::<String>::new(), "look at them, then SOURCELINE_BLESS=1");
}

/// Texts that attack whoever reads them.
const HOSTILE: &str = "<script>alert(1)</script> ]]> --> \"'` &amp; \u{0} \u{1b}[31m \u{202e}gpj.exe\u{202c} \
    \u{1F468}\u{200d}\u{1F469} \u{301}alone =cmd|' /C calc'!A0 ../../etc/passwd \u{FFFE} \u{85} # | *x* [y](javascript:z)\t.";

/// A project in which every text is hostile, with a paragraph of many megabytes.
fn hostile() -> Project {
    let mut project = sample("first-steps");
    let text = format!("{HOSTILE}\n{}\n{HOSTILE}\n", "word \u{1F309} ".repeat(1_500_000));
    let text = sourceline::domain::text::Text::new(text);
    let article = (**project.articles.iter().next().expect("one")).clone();
    let mut claim = (**article.claims.iter().next().expect("one")).clone();
    let by = claim.by;
    let span = sourceline::domain::span::Span::new(0, 60);
    let long = sourceline::domain::span::Span::new(20, 4_000_000);
    let anchor = |span| sourceline::domain::anchor::Anchor::new(&text, span).expect("inside");
    claim.anchors = vec![anchor(span)];
    claim.paraphrase = Some(HOSTILE.to_owned());
    claim.note = Some(HOSTILE.to_owned());
    claim.tags = vec![HOSTILE.to_owned()];
    for hop in claim.chains.iter_mut().flat_map(|chain| &mut chain.hops) {
        hop.source_anchors = vec![anchor(span)];
        hop.cue_anchors = vec![anchor(long)];
        hop.introduced_as = Some(HOSTILE.to_owned());
        hop.locator = Some(HOSTILE.to_owned());
        hop.reference = None;
    }
    let mut second = Claim::new(Id::new("second").expect("an id"), anchor(long), by, at());
    second.chains.clone_from(&claim.chains);
    for (index, chain) in second.chains.iter_mut().enumerate() {
        chain.id = Id::new(&format!("chain-{index}")).expect("an id");
    }
    let head = sourceline::domain::article::ArticleHead {
        title: format!("../../{HOSTILE}"),
        byline: Some(HOSTILE.to_owned()),
        url: Some("javascript:alert(1)".to_owned()),
        language: Some("\"><script>".to_owned()),
        ..Default::default()
    };
    let changed = Article {
        head: Arc::new(head),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::default(),
        references: Arc::default(),
        claims: [claim, second].into_iter().collect(),
        ..article
    };
    project.links = Chunked::default();
    project.articles = [changed].into_iter().collect();
    project.index_claims();
    let mut head = (*project.head).clone();
    HOSTILE.clone_into(&mut head.title);
    project.head = Arc::new(head);
    let rename = |source: &Arc<sourceline::domain::source::Source>| {
        let mut source = (**source).clone();
        HOSTILE.clone_into(&mut source.name);
        source.url = Some("https://example.org/\"onmouseover=\"alert(1)".to_owned());
        source
    };
    project.sources = project.sources.iter().map(rename).collect();
    project
}

#[test]
fn hostile_texts_go_through_every_format() {
    let project = hostile();
    let keep = std::env::var_os("SOURCELINE_HOSTILE").map(PathBuf::from);
    for name in ["html", "markdown", "web-annotation", "prov", "brat"] {
        for (file, bytes) in exported(&project, name) {
            let text = String::from_utf8(bytes).expect("UTF-8");
            match name {
                "html" => {
                    assert!(!text.contains("<script") && !text.contains('\0'));
                    assert!(!text.contains("href=\"javascript"));
                }
                "markdown" => {
                    use pulldown_cmark::{Event, Options, Parser, Tag};
                    for event in Parser::new_ext(&text, Options::all()) {
                        let is_markup = matches!(
                            event,
                            Event::Html(_)
                                | Event::InlineHtml(_)
                                | Event::Start(Tag::Link { .. } | Tag::Image { .. })
                        );
                        assert!(!is_markup, "{event:?}");
                    }
                }
                "brat" => assert!(!file.contains(['/', '\\']), "{file}"),
                _ => assert!(!text.contains('\0'), "{file}"),
            }
            // Kept for the conformance kit, if wanted.
            if let Some(folder) = &keep {
                fs::create_dir_all(folder).expect("a folder");
                fs::write(folder.join(file), text).expect("written");
            }
        }
    }
}

#[test]
fn a_cancelled_export_stops() {
    let project = sample("two-accounts");
    let options = Options::default();
    let export = Export { project: &project, stem: "sample", at: at(), options: &options };
    for name in ["html", "markdown", "web-annotation", "prov", "brat"] {
        let progress = Progress { cancelled: &|| true, report: &|_| {} };
        let format = format(name).expect("a format");
        let stopped = (format.write)(&export, Wanted::Folder, &mut Memory::default(), &progress);
        let is_cancelled = matches!(stopped, Err(sourceline::export::ExportError::Cancelled));
        assert!(is_cancelled, "{name}: {stopped:?}");
    }
}
