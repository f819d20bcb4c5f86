//! The built program in a real window under Xvfb, driven from outside with xdotool.
//!
//! These run where `SOURCELINE_WINDOWS` is set, as `.ci/run` does; elsewhere each says
//! that it was skipped. They need Xvfb and xdotool, and Mesa's software OpenGL.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_sourceline");

/// The window is as wide and high as the screen.
const SCREEN: (i32, i32) = (1280, 800);

/// A text of which each sentence is a paragraph of one line.
const TEXT: &str = "The clock of Ostrava Quay\n\nThe clock stopped at noon \u{1F570} on Friday.\n\nNobody had wound it, the keeper said.\n\nIt was mended in May.\n";

fn wanted(test: &str) -> bool {
    let wanted = std::env::var_os("SOURCELINE_WINDOWS").is_some();
    if !wanted {
        println!("skipped: {test}: SOURCELINE_WINDOWS is not set");
    }
    wanted
}

/// A display of its own, with a home of its own.
struct Stage {
    server: Child,
    display: String,
    home: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let screen = format!("{}x{}x24", SCREEN.0, SCREEN.1);
        let mut server = Command::new("Xvfb")
            // Without a client the server would begin anew, and a program that starts meanwhile
            // would lose its connection.
            .args(["-displayfd", "1", "-noreset", "-screen", "0", &screen, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        let out = server.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut number).expect("Xvfb tells its display");
        let home = tempfile::tempdir().expect("a folder");
        Self { server, display: format!(":{}", number.trim()), home }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env("HOME", self.home.path())
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        command
    }

    /// Runs a verb of the command line; its standard output.
    fn verb(&self, arguments: &[&str]) -> String {
        let output = self.command(PROGRAM).args(arguments).output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn show(&self, project: &Path) -> Value {
        let json = self.verb(&["show", &project.display().to_string(), "--json"]);
        serde_json::from_str(&json).expect("JSON")
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output =
            self.command("xdotool").args(arguments).output().expect("xdotool is installed");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn open(&self, project: Option<&Path>) -> Window<'_> {
        let mut command = self.command(PROGRAM);
        command.args(project).stderr(Stdio::null());
        let child = command.spawn().expect("it starts");
        let until = Instant::now() + Duration::from_mins(1);
        let id = loop {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", "Sourceline"]);
            if let Some(id) = found.lines().next().filter(|id| !id.is_empty()) {
                break id.to_owned();
            }
            assert!(Instant::now() < until, "no window appeared");
            sleep(Duration::from_millis(200));
        };
        let (width, height) = (SCREEN.0.to_string(), SCREEN.1.to_string());
        self.xdotool(&["windowmove", &id, "0", "0", "windowsize", &id, &width, &height]);
        self.xdotool(&["windowfocus", &id]);
        sleep(Duration::from_secs(2));
        Window { stage: self, child }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

struct Window<'a> {
    stage: &'a Stage,
    child: Child,
}

impl Window<'_> {
    fn key(&self, key: &str) {
        self.stage.xdotool(&["key", key]);
        sleep(Duration::from_millis(350));
    }

    fn type_text(&self, text: &str) {
        self.stage.xdotool(&["type", "--delay", "25", text]);
        sleep(Duration::from_millis(400));
    }

    fn drag(&self, from: (i32, i32), to: (i32, i32)) {
        let place = |at: (i32, i32)| [at.0.to_string(), at.1.to_string()];
        let middle = (i32::midpoint(from.0, to.0), i32::midpoint(from.1, to.1));
        let [x, y] = place(from);
        self.stage.xdotool(&["mousemove", &x, &y]);
        sleep(Duration::from_millis(150));
        self.stage.xdotool(&["mousedown", "1"]);
        for at in [middle, to] {
            sleep(Duration::from_millis(150));
            let [x, y] = place(at);
            self.stage.xdotool(&["mousemove", &x, &y]);
        }
        sleep(Duration::from_millis(150));
        self.stage.xdotool(&["mouseup", "1"]);
        sleep(Duration::from_millis(300));
    }

    /// Keeps a picture for whoever wants to know why a test failed.
    fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("SOURCELINE_PICTURES") {
            let file = Path::new(&folder).join(format!("{name}.png"));
            let file = file.display().to_string();
            let _ = self.stage.command("import").args(["-window", "root", &file]).status();
        }
    }

    fn closed(mut self) {
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            if let Ok(Some(status)) = self.child.try_wait() {
                assert!(status.success(), "{status}");
                return;
            }
            sleep(Duration::from_millis(100));
        }
        self.picture("still-open");
        panic!("the window did not close");
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !condition() {
        assert!(Instant::now() < end, "waited in vain: {what}");
        sleep(Duration::from_millis(100));
    }
}

/// Where the paragraph "The clock stopped …" stands in a window of 1280 × 800.
const SENTENCE: ((i32, i32), (i32, i32)) = ((349, 128), (800, 128));

fn only_claim(shown: &Value) -> &Value {
    let claims = shown["articles"][0]["claims"].as_array().expect("claims");
    assert_eq!(claims.len(), 1, "{shown:#}");
    &claims[0]
}

fn expected_span() -> (u64, u64) {
    let line = TEXT.lines().nth(2).expect("the third line");
    let start = TEXT.lines().take(2).map(|l| l.chars().count() + 1).sum::<usize>();
    (start as u64, (start + line.chars().count()) as u64)
}

#[test]
fn a_text_is_imported_a_sentence_tagged_and_the_saved_file_holds_exactly_that_claim() {
    if !wanted("import, tag, save") {
        return;
    }
    let stage = Stage::new();
    let (project, text) = (stage.path("clock.ron"), stage.path("clock.txt"));
    fs::write(&text, TEXT).expect("written");
    stage.verb(&["new", &project.display().to_string(), "--title", "The clock"]);
    let window = stage.open(Some(&project));
    window.picture("1-name");
    window.type_text("Ada");
    window.key("Return");
    window.key("ctrl+i");
    sleep(Duration::from_secs(1));
    window.picture("2-path");
    window.key("ctrl+a");
    window.type_text(&text.display().to_string());
    window.key("Return");
    sleep(Duration::from_secs(1));
    window.picture("3-review");
    window.key("ctrl+Return");
    sleep(Duration::from_secs(1));
    window.drag(SENTENCE.0, SENTENCE.1);
    window.picture("4-selected");
    window.key("c");
    window.type_text("Mira Tolland");
    window.key("Return");
    window.key("2");
    window.key("h");
    window.key("Return");
    window.picture("5-tagged");
    window.key("ctrl+s");
    until("the claim is saved", || {
        stage.show(&project)["articles"][0]["claims"].as_array().is_some_and(|c| !c.is_empty())
    });
    window.key("ctrl+q");
    window.closed();

    let shown = stage.show(&project);
    let claim = only_claim(&shown);
    let (start, end) = expected_span();
    assert_eq!(claim["anchors"][0]["start"], start, "{claim:#}");
    assert_eq!(claim["anchors"][0]["end"], end, "{claim:#}");
    assert_eq!(claim["anchors"][0]["exact"], "The clock stopped at noon \u{1F570} on Friday.");
    assert_eq!(claim["chains"][0]["hops"][0]["sources"][0]["name"], "Mira Tolland");
    assert_eq!(claim["evidence"][0]["kind"], "on-record-statement");
    assert_eq!(claim["assessments"][0]["confidence"], "high");
    assert_eq!(claim["assessments"][0]["analyst"], "Ada");
}

#[test]
fn what_was_not_saved_when_the_program_was_killed_is_offered_and_recovered() {
    if !wanted("kill -9, recover") {
        return;
    }
    let stage = Stage::new();
    let (project, text) = (stage.path("clock.ron"), stage.path("clock.txt"));
    fs::write(&text, TEXT).expect("written");
    let name = project.display().to_string();
    stage.verb(&["new", &name, "--title", "The clock"]);
    stage.verb(&["add", &name, &text.display().to_string()]);
    let mut window = stage.open(Some(&project));
    window.type_text("Ada");
    window.key("Return");
    window.drag(SENTENCE.0, SENTENCE.1);
    window.key("c");
    window.type_text("Mira Tolland");
    window.key("Return");
    window.key("Escape");
    until("a recovery copy is written", || has_recovery(stage.home.path()));
    // One more moment, so that the copy holds the source as well.
    sleep(Duration::from_secs(3));
    window.child.kill().expect("killed");
    window.child.wait().expect("gone");
    drop(window);
    assert_eq!(stage.show(&project)["articles"][0]["claims"].as_array().map(Vec::len), Some(0));

    let window = stage.open(Some(&project));
    window.picture("6-recovery");
    // The settings may have been lost with the process; then the name is asked first.
    window.key("Return");
    sleep(Duration::from_secs(2));
    window.picture("7-recovered");
    window.key("ctrl+s");
    until("the recovered claim is saved", || {
        stage.show(&project)["articles"][0]["claims"].as_array().is_some_and(|c| !c.is_empty())
    });
    window.key("ctrl+q");
    window.closed();
    let shown = stage.show(&project);
    let claim = only_claim(&shown);
    assert_eq!(claim["anchors"][0]["start"], expected_span().0);
    assert_eq!(claim["chains"][0]["hops"][0]["sources"][0]["name"], "Mira Tolland");
}

/// Two texts that share their second paragraph but for a word.
const ACCOUNTS: [&str; 2] = [
    "The left account\n\nThe harbour master of Ostrava Quay said the clock had been wound by two brothers every Friday.\n\nNothing else is known of them here.\n",
    "The right account\n\nThe harbour master of Ostrava Quay said the clock had been mended by two brothers every Friday.\n\nA ferry came at noon.\n",
];

#[test]
fn two_articles_are_opened_their_joins_walked_and_two_claims_linked_in_the_saved_file() {
    if !wanted("compare, link, save") {
        return;
    }
    let stage = Stage::new();
    let project = stage.path("clock.ron");
    let name = project.display().to_string();
    stage.verb(&["new", &name, "--title", "The clock"]);
    for (at, text) in ACCOUNTS.iter().enumerate() {
        let file = stage.path(&format!("account-{at}.txt"));
        fs::write(&file, text).expect("written");
        stage.verb(&["add", &name, &file.display().to_string()]);
    }
    let window = stage.open(Some(&project));
    window.type_text("Ada");
    window.key("Return");
    window.key("alt+5");
    sleep(Duration::from_secs(1));
    window.picture("8-compare");
    window.key("F8");
    window.picture("9-join");
    // The other side, then this one: each time a claim of the second paragraph.
    for side in 0..2 {
        window.key("F6");
        window.key("F7");
        window.key("ctrl+Home");
        // Over the empty line between them, too.
        window.key("ctrl+Down");
        window.key("ctrl+Down");
        window.key("ctrl+shift+Down");
        window.picture(&format!("10-selected-{side}"));
        window.key("c");
        window.type_text("Mira Tolland");
        window.key("Return");
        window.key("Escape");
        window.picture(&format!("11-tagged-{side}"));
    }
    window.key("b");
    window.picture("12-linked");
    window.key("ctrl+s");
    let compared = || -> Value {
        let ids: Vec<String> = stage.show(&project)["articles"]
            .as_array()
            .expect("articles")
            .iter()
            .map(|a| a["id"].as_str().expect("an id").to_owned())
            .collect();
        let json = stage.verb(&["compare", &name, &ids[0], &ids[1], "--json"]);
        serde_json::from_str(&json).expect("JSON")
    };
    let accepted = || compared()["claims"]["accepted"].as_array().map_or(0, Vec::len);
    until("the link is saved", || accepted() == 1);
    window.key("ctrl+q");
    window.closed();
    let link = compared()["claims"]["accepted"][0].clone();
    assert_eq!(link["kind"], "same_claim", "{link:#}");
}

fn has_recovery(home: &Path) -> bool {
    fn walk(folder: &Path) -> bool {
        fs::read_dir(folder).is_ok_and(|entries| {
            entries.flatten().any(|entry| {
                let path = entry.path();
                if path.is_dir() {
                    return walk(&path);
                }
                path.to_string_lossy().ends_with(".recovery.ron")
            })
        })
    }
    walk(home)
}
