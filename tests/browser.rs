//! The report in a real browser: Chromium, headless.
//!
//! These run where `SOURCELINE_BROWSER` is set, as `.ci/run` does; elsewhere each says that
//! it was skipped. What the browser itself asks its maker is told apart by the host.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sourceline::domain::time::Timestamp;
use sourceline::export::{Export, Options, Progress, format, to_path};
use sourceline::storage::file::load;

const SAMPLES: [&str; 3] = ["first-steps", "persian", "two-accounts"];

/// The browser's own errands, which no switch turns off.
const OWN_HOSTS: [&str; 4] = ["google.com", "googleapis.com", "gvt1.com", "gstatic.com"];

fn wanted(test: &str) -> bool {
    let wanted = std::env::var_os("SOURCELINE_BROWSER").is_some();
    if !wanted {
        println!("skipped: {test}: SOURCELINE_BROWSER is not set");
    }
    wanted
}

/// Writes the report of a sample into a folder.
fn report(name: &str, folder: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    let project = load(&root.join(name).with_extension("ron")).expect("loads").project;
    let options = Options::default();
    let at = Timestamp::from_unix_seconds(1_790_000_000);
    let export = Export { project: &project, stem: name, at, options: &options };
    let path = folder.join(name).with_extension("html");
    let html = format("html").expect("a format");
    to_path(html, &export, &path, true, &Progress::NONE).expect("written");
    path
}

/// Opens a page with a profile of its own and no way out to any host.
fn chromium(folder: &Path, page: &Path, arguments: &[&str]) -> Output {
    let profile = tempfile::tempdir_in(folder).expect("a folder");
    let program = ["chromium", "chromium-browser", "google-chrome"];
    let program = program.into_iter().find(|name| {
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
            .any(|folder| folder.join(name).is_file())
    });
    Command::new(program.expect("Chromium is installed"))
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND"])
        .args(["--enable-logging=stderr", "--v=0"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("Chromium runs")
}

/// What the page said on the console.
fn console(output: &Output) -> Vec<String> {
    let errors = String::from_utf8_lossy(&output.stderr);
    errors.lines().filter(|line| line.contains(":CONSOLE")).map(str::to_owned).collect()
}

/// The addresses of the web that were asked for, but for the browser's own errands.
fn asked(log: &Path) -> Vec<String> {
    let log = fs::read_to_string(log).expect("a log of the network");
    let urls = log.split("\"url\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let on_the_web = urls.filter(|url| url.starts_with("http"));
    let is_own = |url: &str| {
        let host = url.split('/').nth(2).unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default();
        OWN_HOSTS.iter().any(|own| host == *own || host.ends_with(&format!(".{own}")))
    };
    on_the_web.filter(|url| !is_own(url)).map(str::to_owned).collect()
}

#[test]
fn a_request_that_leaves_would_be_seen() {
    if !wanted("a_request_that_leaves_would_be_seen") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    fs::write(&page, "<img src=\"http://canary.invalid/x.png\"><script>console.error(7)</script>")
        .expect("written");
    let log = folder.path().join("net.json");
    let to_log = format!("--log-net-log={}", log.display());
    let shot = format!("--screenshot={}", folder.path().join("x.png").display());
    let output = chromium(folder.path(), &page, &[&to_log, &shot]);
    assert!(asked(&log).iter().any(|url| url.contains("canary.invalid")), "{:?}", asked(&log));
    assert!(!console(&output).is_empty());
}

#[test]
fn every_report_renders_without_an_error_and_without_a_request() {
    if !wanted("every_report_renders_without_an_error_and_without_a_request") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for name in SAMPLES {
        let page = report(name, folder.path());
        for width in [360, 1280] {
            let shot = folder.path().join(format!("{name}-{width}.png"));
            let log = folder.path().join(format!("{name}-{width}.json"));
            let output = chromium(
                folder.path(),
                &page,
                &[
                    &format!("--window-size={width},3000"),
                    &format!("--screenshot={}", shot.display()),
                    &format!("--log-net-log={}", log.display()),
                ],
            );
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{name} at {width}: {errors}");
            assert_eq!(console(&output), Vec::<String>::new(), "{name} at {width}");
            assert_eq!(asked(&log), Vec::<String>::new(), "{name} at {width}");
            let picture = fs::read(&shot).expect("a picture");
            let side = |at: usize| {
                u32::from_be_bytes([picture[at], picture[at + 1], picture[at + 2], picture[at + 3]])
            };
            assert_eq!((side(16), side(20)), (width, 3000), "{name}");
            // A blank page of this size is a few thousand bytes.
            assert!(picture.len() > 60_000, "{name} at {width}: {} bytes", picture.len());
        }
    }
}

#[test]
fn every_report_prints_on_several_pages() {
    if !wanted("every_report_prints_on_several_pages") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for name in SAMPLES {
        let page = report(name, folder.path());
        let pdf = folder.path().join(format!("{name}.pdf"));
        let print = format!("--print-to-pdf={}", pdf.display());
        let output = chromium(folder.path(), &page, &["--no-pdf-header-footer", &print]);
        assert!(output.status.success(), "{name}");
        assert_eq!(console(&output), Vec::<String>::new(), "{name}");
        let bytes = fs::read(&pdf).expect("a document");
        assert!(bytes.starts_with(b"%PDF-"), "{name}");
        let count = bytes.windows(11).filter(|w| *w == b"/Type /Page").count();
        assert!(count > 3, "{name}: {count} pages");
    }
}

/// What has a page tell, in its title, which elements reach beyond 360 pixels; what stands
/// in a frame that scrolls is measured by that frame.
const MEASURE: &str = "<script>document.documentElement.style.width='360px';\
    document.title='wide:'+[...document.querySelectorAll('body *')].filter(e=>\
    e.getBoundingClientRect().right>361&&!e.closest('thead')&&\
    !e.parentElement.closest('.canvas'))\
    .map(e=>e.tagName+'.'+e.className).slice(0,9).join(' ')</script></body>";

/// A copy of the page that may measure itself tells what reaches beyond 360 pixels.
#[test]
fn nothing_is_wider_than_a_narrow_window() {
    if !wanted("nothing_is_wider_than_a_narrow_window") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for name in SAMPLES {
        let html = fs::read_to_string(report(name, folder.path())).expect("a page");
        let policy = html.find("<meta http-equiv=").expect("a policy");
        let end = policy + html[policy..].find('>').expect("its end") + 1;
        let open = format!("{}{}", &html[..policy], &html[end..]).replace("</body>", MEASURE);
        let page = folder.path().join("measured.html");
        fs::write(&page, open).expect("written");
        let output = chromium(folder.path(), &page, &["--window-size=360,800", "--dump-dom"]);
        let dom = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(dom.contains("<title>wide:</title>"), "{name}: {:?}", dom.split("</title>").next());
    }
}
