//! The project file against a real file system: fixtures, links and modes, killed
//! processes, competing processes, a full disk.
//!
//! Tests that need a second process run this binary again with [`CHILD`] set.

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sourceline::domain::{
    assessment::{Confidence, Credibility, Likelihood},
    claim::{
        ChainEnd, CheckResult, ClaimKind, ClaimStatus, Factuality, HopBasis, QuotationForm,
        ReviewVerdict, Tone,
    },
    evidence::{Bearing, Directness},
    ids::{IdSource, SeededIds},
    lineage::{LineageKind, Standing},
    project::Project,
    source::{Reliability, Source, SourceKind},
    time::Timestamp,
    todo::TodoKind,
    vocabulary::Vocabulary,
    work::WorkKind,
};
use sourceline::storage::{
    file::{StorageError, load},
    lock::{Acquired, Lock, Who, acquire},
    write::{SaveError, SaveOptions, save, to_text},
};

/// The path of the project that a child process works on.
const CHILD: &str = "SOURCELINE_TEST_CHILD";

fn child_path() -> Option<PathBuf> {
    std::env::var_os(CHILD).map(PathBuf::from)
}

fn spawn(test: &str, project: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this binary"))
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(CHILD, project)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts itself")
}

/// Waits until a child says a word on a line of its own.
fn wait_for(child: &mut Child, word: &str) {
    let out = child.stdout.as_mut().expect("piped");
    for line in BufReader::new(out).lines() {
        if line.expect("reads").ends_with(word) {
            return;
        }
    }
    panic!("the child ended without saying {word}");
}

fn rest_of(mut child: Child) -> String {
    let mut text = String::new();
    child.stdout.take().expect("piped").read_to_string(&mut text).expect("reads");
    child.wait().expect("ends");
    text
}

fn project(title: &str, sources: usize) -> Project {
    let mut project = Project::new(title, Timestamp::from_unix_seconds(1_750_000_000));
    let mut ids = SeededIds(7);
    for number in 0..sources {
        let name = format!("{title} \"source\" {number}");
        project.sources.put(Arc::new(Source::new(ids.id(), name, SourceKind::NamedGroup)));
    }
    project
}

fn who() -> Who {
    Who::here(Timestamp::from_unix_seconds(1_750_000_000))
}

fn lock(path: &Path, takeover: bool) -> Lock {
    match acquire(path, &who(), takeover).expect("asks") {
        Acquired::Ours(lock) => lock,
        Acquired::HeldBy(info) => panic!("held by {info}"),
    }
}

#[test]
fn the_fixture_of_version_1_opens_without_a_violation_and_saves_to_the_same_bytes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1/full.ron");
    let loaded = load(&path).expect("opens");
    assert_eq!(loaded.violations, []);
    assert_eq!(loaded.migrated_from, None);
    assert_eq!(to_text(&loaded.project), fs::read_to_string(&path).expect("reads"));
}

fn terms<T: Vocabulary + std::fmt::Debug>() -> Vec<String> {
    // In the file, a variant's fields stand in round brackets.
    let name = |term: &T| format!("{term:?}").split(' ').next().unwrap_or_default().to_owned();
    T::ALL.iter().map(name).collect()
}

#[test]
fn the_fixture_of_version_1_uses_every_field_and_every_term() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1/full.ron");
    let text = fs::read_to_string(path).expect("reads");
    let words: HashSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
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
    let unnamed = "Heading Quote ListItem Pre Emphasis Superscript Link NoteRef Moved Lost Resolved \
        Ibid Ambiguous Unresolved RespondsTo Source Work Claim Article NotSameSource NotSameWork \
        DeclinedPair Independent Dismissed SameClaim Entails Contradicts Supports Quotes DerivedFrom Confirms \
        ConfirmsInPart Denies DoesNotDeny Declines";
    let vocabularies = [
        terms::<SourceKind>(),
        terms::<Reliability>(),
        terms::<WorkKind>(),
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
    ];
    let vocabularies = vocabularies.concat();
    let terms = vocabularies.iter().map(String::as_str);
    for word in fields.split_whitespace().chain(unnamed.split_whitespace()).chain(terms) {
        assert!(words.contains(word), "the fixture does not use {word}");
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_one_and_the_mode_stays() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
    let folder = tempfile::tempdir().expect("folder");
    let (real, link) = (folder.path().join("real/p.ron"), folder.path().join("link.ron"));
    fs::create_dir(folder.path().join("real")).expect("makes");
    std::os::unix::fs::symlink("real/p.ron", &link).expect("links");

    let saved = save(&link, &project("a", 1), None, SaveOptions::default()).expect("saves");
    let plain = folder.path().join("plain");
    fs::write(&plain, "").expect("writes");
    assert_eq!(mode(&real), mode(&plain) & 0o644, "a new file follows the umask");

    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("sets");
    let expected = Some(saved.disk.content);
    save(&link, &project("b", 1), expected, SaveOptions::default()).expect("saves");
    assert!(fs::symlink_metadata(&link).expect("metadata").is_symlink());
    assert!(fs::symlink_metadata(&real).expect("metadata").is_file());
    assert_eq!(mode(&real), 0o640);
    assert_eq!(load(&link).expect("loads").project.head.title, "b");
    let backup = folder.path().join("real/p.ron.bak");
    assert_eq!(fs::read_to_string(backup).expect("reads"), to_text(&project("a", 1)));

    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("sets");
    let overwrite = SaveOptions { overwrite: true, ..SaveOptions::default() };
    let refused = save(&link, &project("c", 1), None, overwrite);
    assert!(matches!(refused, Err(SaveError::ReadOnly { .. })), "{refused:?}");
}

#[test]
fn an_error_beyond_line_two_million_names_line_column_and_record() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("long.ron");
    let head = "(\n version: 1,\n title: \"T\",\n created: \"2026-01-01T00:00:00Z\",\n articles: [\n  (\n   id: \"long\",\n   title: \"T\",\n   text: \"";
    let text = format!(
        "{head}{}\",\n   sha256: \"\",\n   claims: [\n    (\n     id: \"late\",\n     mood: Ironic,\n",
        "\n".repeat(2_000_000)
    );
    fs::write(&path, &text).expect("writes");
    let line = text.lines().count();
    match load(&path) {
        Err(StorageError::Malformed { place, record, reason, .. }) => {
            assert_eq!((place.line, place.column), (line, 10), "{reason}");
            assert_eq!(record.as_deref(), Some("late"), "{reason}");
            assert!(line > 2_000_000);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn child_saves_without_end() {
    let Some(path) = child_path() else { return };
    let projects = [project("even", 40), project("odd", 90)];
    let mut expected = Some(load(&path).expect("loads").disk.content);
    for turn in 0.. {
        let saved = save(&path, &projects[turn % 2], expected, SaveOptions::default());
        expected = Some(saved.expect("saves").disk.content);
        if turn == 0 {
            println!("\nready");
        }
    }
}

#[test]
fn a_process_killed_while_it_saves_leaves_the_old_or_the_new_file_whole() {
    const KILLS: usize = 200;
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.ron");
    let whole = [to_text(&project("even", 40)), to_text(&project("odd", 90))];
    save(&path, &project("even", 40), None, SaveOptions::default()).expect("saves");
    let mut random = SeededIds(1);
    let (mut seen, mut in_the_middle) = ([0, 0], 0);
    for _ in 0..KILLS {
        let mut child = spawn("child_saves_without_end", &path);
        wait_for(&mut child, "ready");
        std::thread::sleep(Duration::from_micros(random.bits() % 8_000));
        child.kill().expect("kills");
        child.wait().expect("ends");

        let found = fs::read_to_string(&path).expect("reads");
        let which = whole.iter().position(|text| *text == found);
        seen[which.expect("the file is whole")] += 1;
        let backup = fs::read_to_string(folder.path().join("p.ron.bak")).expect("reads");
        assert!(whole.contains(&backup), "the backup is whole");
        for entry in fs::read_dir(folder.path()).expect("lists").flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "tmp") {
                in_the_middle += 1;
                fs::remove_file(entry.path()).expect("removes");
            }
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "both files were met: {seen:?}");
    assert!(in_the_middle > KILLS / 10, "too few were killed in the middle: {in_the_middle}");
}

#[test]
fn child_locks_and_waits() {
    let Some(path) = child_path() else { return };
    match acquire(&path, &who(), false).expect("asks") {
        Acquired::HeldBy(info) => println!("\nheld by {}", info.process),
        Acquired::Ours(lock) => {
            println!("\nlocked");
            let start = Instant::now();
            let mut expected = Some(load(&path).expect("loads").disk.content);
            while start.elapsed() < Duration::from_secs(20) {
                let options = SaveOptions { lock: Some(&lock), ..SaveOptions::default() };
                match save(&path, &project("child", 5), expected, options) {
                    Ok(saved) => expected = Some(saved.disk.content),
                    Err(SaveError::LockLost { by: Some(by), .. }) => {
                        println!("\nlost to {}", by.process);
                        return;
                    }
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }
}

#[test]
fn of_two_processes_one_writes_until_the_other_takes_over() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.ron");
    save(&path, &project("start", 1), None, SaveOptions::default()).expect("saves");
    let mut first = spawn("child_locks_and_waits", &path);
    wait_for(&mut first, "locked");
    let second = rest_of(spawn("child_locks_and_waits", &path));
    assert!(second.contains(&format!("held by {}", first.id())), "{second}");

    let lock = lock(&path, true);
    let expected = Some(load(&path).expect("loads").disk.content);
    let options = SaveOptions { lock: Some(&lock), ..SaveOptions::default() };
    save(&path, &project("parent", 2), expected, options).expect("saves");
    let said = rest_of(first);
    assert!(said.contains(&format!("lost to {}", std::process::id())), "{said}");
    assert_eq!(load(&path).expect("loads").project.head.title, "parent");
    assert_eq!(lock.confirm(), Ok(()), "the loser's end leaves the lock alone");
}

#[test]
fn the_lock_of_a_killed_process_is_stale() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.ron");
    save(&path, &project("start", 1), None, SaveOptions::default()).expect("saves");
    let mut child = spawn("child_locks_and_waits", &path);
    wait_for(&mut child, "locked");
    assert!(matches!(acquire(&path, &who(), false), Ok(Acquired::HeldBy(_))));
    child.kill().expect("kills");
    child.wait().expect("ends");
    assert!(folder.path().join("p.ron.lock").exists());
    lock(&path, false);
}

const COUNTS: usize = 40;

#[test]
fn child_counts_up() {
    let Some(path) = child_path() else { return };
    let mut done = 0;
    while done < COUNTS {
        let loaded = load(&path).expect("always whole");
        let count: usize = loaded.project.head.title.parse().expect("a number");
        let next = project(&(count + 1).to_string(), 3);
        match save(&path, &next, Some(loaded.disk.content), SaveOptions::default()) {
            Ok(_) => done += 1,
            Err(SaveError::ChangedOnDisk { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    println!("\ncounted");
}

#[test]
fn without_a_lock_no_process_overwrites_what_it_has_not_seen() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.ron");
    save(&path, &project("0", 3), None, SaveOptions::default()).expect("saves");
    let children: Vec<_> = (0..3).map(|_| spawn("child_counts_up", &path)).collect();
    for child in children {
        let said = rest_of(child);
        assert!(said.contains("counted"), "{said}");
    }
    let count = load(&path).expect("loads").project.head.title.clone();
    assert_eq!(count, (3 * COUNTS).to_string(), "no count was lost");
}

#[test]
fn a_full_disk_leaves_the_old_file_whole() {
    let Some(disk) = std::env::var_os("SOURCELINE_TMPFS").map(PathBuf::from) else {
        println!("not run: SOURCELINE_TMPFS names no small file system to fill");
        return;
    };
    let folder = tempfile::tempdir_in(disk).expect("a folder on the small file system");
    let path = folder.path().join("p.ron");
    let (old, new) = (project("old", 20), project("new", 400));
    let saved = save(&path, &old, None, SaveOptions::default()).expect("saves");
    let expected = Some(saved.disk.content);
    let filler = folder.path().join("filler");
    let mut filled = vec![0_u8; 64 * 1024 * 1024];
    // What fits of this is all there is.
    let _ = fs::write(&filler, &filled);
    let size = fs::metadata(&filler).expect("metadata").len() as usize;
    assert!(size < filled.len(), "the file system is too large to be filled");
    let mut refused = 0;
    for step in 0.. {
        filled.truncate(size.saturating_sub(step * 4096));
        fs::write(&filler, &filled).expect("makes room");
        match save(&path, &new, expected, SaveOptions::default()) {
            Ok(_) => break,
            Err(SaveError::DiskFull { .. }) => refused += 1,
            Err(error) => panic!("{error}"),
        }
        assert_eq!(fs::read_to_string(&path).expect("reads"), to_text(&old));
        let names = fs::read_dir(folder.path()).expect("lists").count();
        assert_eq!(names, 2, "nothing but the project and the filler");
    }
    assert!(refused > 3, "the disk was not full: {refused}");
    assert_eq!(fs::read_to_string(&path).expect("reads"), to_text(&new));
}
