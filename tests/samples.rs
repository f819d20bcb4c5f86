//! The sample projects open as they are, and together use everything that a project
//! file can hold.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sourceline::analysis::findings::basis;
use sourceline::domain::{
    anchor::AnchorState,
    article::Article,
    assessment::{Confidence, Credibility, Likelihood},
    claim::{
        ChainEnd, CheckResult, Claim, ClaimKind, ClaimStatus, Factuality, HopBasis, QuotationForm,
        ReviewVerdict, Tone,
    },
    evidence::{Bearing, Directness},
    lineage::{LineageKind, Standing},
    project::Project,
    reference::Resolution,
    source::{Reliability, SourceKind},
    todo::TodoKind,
    vocabulary::Vocabulary,
};
use sourceline::storage::{file::load, write::to_text};

const NAMES: [&str; 3] = ["first-steps", "persian", "two-accounts"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects").join(name).with_extension("ron")
}

fn sample(name: &str) -> Project {
    load(&path(name)).expect("loads").project
}

/// The articles that no other supersedes.
fn current(project: &Project) -> Vec<&Arc<Article>> {
    project.articles.iter().filter(|a| !project.is_superseded(a.id)).collect()
}

fn claims(project: &Project) -> Vec<&Arc<Claim>> {
    project.articles.iter().flat_map(|a| a.claims.iter()).collect()
}

fn words(article: &Article) -> usize {
    article.text.as_str().split_whitespace().count()
}

/// The opinion piece and the page of the two accounts.
fn accounts(project: &Project) -> (&Article, &Article) {
    let articles = current(project);
    let is_page = |a: &&&Arc<Article>| !a.structure.blocks.is_empty();
    let page = articles.iter().find(is_page).expect("a page with blocks");
    let column = articles.iter().find(|a| !is_page(a)).expect("a plain text");
    (column, page)
}

/// What a file says outside its strings: field names, terms and numbers.
fn outside_strings(ron: &str) -> String {
    let (mut rest, mut out) = (ron, String::new());
    while let Some(at) = rest.find('"') {
        let hashes = rest[..at].bytes().rev().take_while(|b| *b == b'#').count();
        let raw = rest[..at - hashes].ends_with('r');
        out.push_str(&rest[..at - hashes - usize::from(raw)]);
        rest = &rest[at + 1..];
        let closing = format!("\"{}", "#".repeat(hashes));
        let end = rest.find(&closing).expect("a string that ends");
        assert!(raw || !rest[..end].contains('\\'), "an escaped string: {}", &rest[..end]);
        rest = &rest[end + closing.len()..];
    }
    out.push_str(rest);
    out
}

fn terms<T: Vocabulary + std::fmt::Debug>() -> Vec<String> {
    // A term with fields is written with its name first.
    T::ALL.iter().map(|t| format!("{t:?}").split(' ').next().unwrap_or_default().into()).collect()
}

#[test]
fn every_sample_opens_without_a_violation_and_is_saved_to_the_same_bytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    let files = fs::read_dir(folder).expect("a folder").map(|f| f.expect("a file").path());
    let files: Vec<_> = files.filter(|f| f.extension().is_some_and(|e| e == "ron")).collect();
    assert_eq!(files.len(), NAMES.len());
    for file in files {
        let loaded = load(&file).expect("loads");
        assert_eq!(loaded.violations, [], "{}", file.display());
        let bytes = fs::read_to_string(&file).expect("reads");
        assert!(to_text(&loaded.project) == bytes, "{} is saved otherwise", file.display());
    }
}

#[test]
fn the_first_steps_are_one_short_article_whose_every_claim_explains_itself() {
    let project = sample("first-steps");
    assert_eq!(project.articles.len(), 1);
    assert!((300..=400).contains(&words(current(&project)[0])));
    let claims = claims(&project);
    assert!((4..=6).contains(&claims.len()));
    assert!(claims.iter().all(|c| c.paraphrase.is_some() && c.note.is_some()));
}

#[test]
fn the_persian_sample_has_persian_digits_notes_and_a_quotation() {
    let project = sample("persian");
    let article = current(&project)[0];
    assert_eq!(article.head.language.as_deref(), Some("fa"));
    assert!((250..=350).contains(&words(article)));
    assert!((5..=6).contains(&article.claims.len()));
    assert!(article.text.as_str().contains('\u{6f1}'), "Persian digits");
    assert!(article.references.iter().all(|r| r.work.is_some() && r.markers.len() == 1));
    assert!(article.claims.iter().any(|c| c.quotation().starts_with('«')));
}

#[test]
fn the_two_accounts_are_long_and_fully_annotated() {
    let project = sample("two-accounts");
    let articles = current(&project);
    assert_eq!(articles.len(), 2);
    for article in articles {
        let count = words(article);
        assert!((1_200..=2_000).contains(&count), "{}: {count} words", article.title());
        assert!(article.claims.len() >= 20, "{}", article.title());
    }
    assert!(claims(&project).len() >= 40);
    assert!(project.analysts.len() > 1);
}

#[test]
fn the_column_has_ten_notes_of_which_one_is_a_duplicate_and_one_an_ibid() {
    let project = sample("two-accounts");
    let (column, _) = accounts(&project);
    let by_label: HashMap<_, _> = column.references.iter().map(|r| (&*r.label, r)).collect();
    assert_eq!(by_label.len(), 10);
    assert!(column.references.iter().all(|r| !r.markers.is_empty()));
    assert_eq!(by_label["1"].work, by_label["5"].work);
    assert!(by_label["1"].work.is_some());
    assert_eq!(by_label["8"].resolution, Resolution::Ibid(by_label["7"].id));
    let wrapped = column.text.slice(by_label["1"].entry_span).expect("inside");
    assert!(wrapped.contains("\n\n"), "an entry wraps over a blank line");
}

#[test]
fn the_page_lists_uses_an_entry_that_nobody_cites_and_one_without_a_title() {
    let project = sample("two-accounts");
    let (_, page) = accounts(&project);
    let text = page.text.as_str();
    for part in ["[2][6]", "[8][4]", "6. 6.0 6.1 6.2", "3. \"\",", "accessed on"] {
        assert!(text.contains(part), "{part}");
    }
    let uncited: Vec<_> = page.references.iter().filter(|r| r.markers.is_empty()).collect();
    assert_eq!(uncited.iter().map(|r| &*r.label).collect::<Vec<_>>(), ["13"]);
    let six = page.references.iter().find(|r| r.label == "6").expect("a sixth entry");
    assert_eq!(six.markers.len(), 4, "as many as the entry lists");
}

#[test]
fn both_accounts_cite_the_same_writers_and_most_chains_end_with_two_people() {
    let project = sample("two-accounts");
    let (column, page) = accounts(&project);
    let writers = |article: &Article| -> HashSet<_> {
        let works = article.references.iter().filter_map(|r| project.work(r.work?));
        works.flat_map(|w| w.authors.iter().copied()).collect()
    };
    assert!(writers(column).intersection(&writers(page)).count() >= 3);

    let mut ends: HashMap<&str, usize> = HashMap::new();
    let all = claims(&project);
    let chains: Vec<_> = all.iter().flat_map(|c| &c.chains).collect();
    for hop in chains.iter().filter(|c| c.hops.len() > 1).filter_map(|c| c.hops.last()) {
        for source in hop.sources.iter().filter_map(|s| project.source(*s)) {
            *ends.entry(source.name.as_str()).or_default() += 1;
        }
    }
    let two = ends["Halvard Teece"] + ends["Bettany Crail"];
    assert!(two >= 12, "{ends:?}");
    assert!(chains.iter().filter(|c| c.hops.len() >= 3).count() >= 3);
}

#[test]
fn a_quotation_that_both_accounts_repeat_has_drifted() {
    let project = sample("two-accounts");
    let (column, page) = accounts(&project);
    let said = |article: &Article| {
        let quotes = article.claims.iter().map(|c| c.quotation());
        quotes.filter(|q| q.contains("We were told")).collect::<Vec<_>>().join("|")
    };
    let (first, second) = (said(column), said(page));
    assert!(first.contains("the nine-foot line") && first.contains("[…]"), "{first}");
    assert!(second.contains("move the line") && !second.contains('…'), "{second}");
    let results: HashSet<_> = claims(&project)
        .iter()
        .flat_map(|c| c.chains.iter().flat_map(|c| &c.hops))
        .filter_map(|h| h.check.as_ref().map(|c| format!("{:?}", c.result)))
        .collect();
    assert!(results.contains("Distorted") && results.contains("Accurate"));
}

#[test]
fn a_claim_that_moved_with_a_revision_still_quotes_the_text() {
    let project = sample("two-accounts");
    let (_, page) = accounts(&project);
    let old = project.articles.get(page.head.revision_of.expect("a revision")).expect("kept");
    assert!(old.claims.is_empty());
    let moved = page.claims.iter().flat_map(|c| &c.anchors);
    let moved: Vec<_> = moved.filter(|a| matches!(a.state, AnchorState::Moved { .. })).collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(page.text.slice(moved[0].span), Some(moved[0].exact.as_str()));
    let AnchorState::Moved { was, .. } = moved[0].state else { unreachable!() };
    assert!(old.text.slice(was).expect("inside").contains("hundredweight of bell bronze"));
}

#[test]
fn the_samples_use_every_field_and_every_term_of_the_file() {
    let files = NAMES.map(|name| outside_strings(&fs::read_to_string(path(name)).expect("reads")));
    let text = files.concat();
    let used: HashSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let fields = "version title description created analysts sources works articles links lineage \
        rulings todos merged codebook sessions id name kind aliases role url notes reliability grade \
        about by at why authors container publisher date archived_url accessed pages original file \
        sha256 obtained raw byline published language text work revision_of blocks marks references \
        claims start end target label markers entry_span resolution anchors paraphrase tone \
        factuality event_date chains evidence assessments reviews verdict note tags status modified \
        exact prefix suffix state percent was hops doubtful source_anchors cue_anchors introduced_as \
        addressee reference locator form negated said basis check result quote directness chain \
        bearing credibility confidence likelihood rationale would_change from to since until \
        standing one_voice reason code subjects done into terms definition colour key started ended \
        opened";
    let unnamed = "Heading Quote ListItem Pre Emphasis Superscript Link NoteRef Moved Resolved \
        Ibid Ambiguous Unresolved RespondsTo Source Work Claim Article NotSameSource NotSameWork \
        DeclinedPair Independent Dismissed SameClaim Entails Contradicts Supports Quotes DerivedFrom \
        Confirms ConfirmsInPart Denies DoesNotDeny Declines Neutral NewsArticle JournalArticle Book \
        Report WebPage Broadcast Interview Letter Dataset Other";
    let vocabularies = [
        terms::<SourceKind>(),
        terms::<Reliability>(),
        terms::<ClaimKind>(),
        terms::<Tone>(),
        terms::<Factuality>(),
        terms::<ClaimStatus>(),
        terms::<ReviewVerdict>(),
        terms::<ChainEnd>(),
        terms::<QuotationForm>(),
        terms::<HopBasis>(),
        terms::<CheckResult>(),
        terms::<Directness>(),
        terms::<Bearing>(),
        terms::<Credibility>(),
        terms::<Confidence>(),
        terms::<Likelihood>(),
        terms::<LineageKind>(),
        terms::<Standing>(),
        terms::<TodoKind>(),
    ]
    .concat();
    let wanted = fields.split_whitespace().chain(unnamed.split_whitespace());
    let wanted = wanted.chain(vocabularies.iter().map(String::as_str));
    // A term that stands for a default is left out of the file.
    let defaults = ["Factual", "NotFollowed", "Indirect", "Text", "Draft", "Alleged", "Exact"];
    let missing: Vec<_> =
        wanted.filter(|word| !used.contains(word) && !defaults.contains(word)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "the samples don't use these");
}

#[test]
fn the_accounts_hold_what_the_words_of_the_file_can_not_tell() {
    let project = sample("two-accounts");
    let all = claims(&project);
    assert!(all.iter().any(|c| c.anchors.len() == 2), "a discontinuous claim");
    assert!(all.iter().any(|c| c.chains.len() > 1), "a claim with two chains");
    assert!(all.iter().any(|c| c.latest_assessments().len() < c.assessments.len()), "over time");
    assert!(all.iter().any(|c| c.latest_assessments().len() > 1), "two analysts");
    let unfinished = |done: bool| project.todos.iter().any(|t| t.done.is_some() == done);
    assert!(unfinished(true) && unfinished(false), "to-dos open and done");
    assert!(project.merged.len() >= 2 && project.sessions.iter().any(|s| s.ended.is_none()));
    let graded = |about: bool| {
        let mut grades = project.sources.iter().flat_map(|s| &s.reliability);
        grades.any(|g| g.about.is_some() == about && g.why.is_some())
    };
    assert!(graded(true) && graded(false), "reliability in general and on one subject");
    for standing in [Standing::Accepted, Standing::Alleged] {
        let full = project.lineage.iter().any(|l| {
            l.standing == standing && l.since.is_some() && l.until.is_some() && !l.basis.is_empty()
        });
        assert!(full, "{standing:?}");
    }
    let repeated = project.lineage.iter().any(|l| l.kind == LineageKind::Republishes);
    assert!(repeated, "an outlet that republishes");
}

#[test]
fn every_ruling_of_the_samples_stands_on_what_the_records_say_today() {
    let mut with_a_basis = 0;
    for name in NAMES {
        let project = sample(name);
        for ruling in project.rulings.iter() {
            assert!(basis::stands(&project, ruling), "{name}: ruling {}", ruling.id);
            with_a_basis += usize::from(ruling.basis.is_some());
        }
    }
    assert!(with_a_basis >= 2);
}
