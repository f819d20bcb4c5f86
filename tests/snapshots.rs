//! Pictures of the whole window, compared with those that were looked at. They need
//! Mesa's software drawing: `cargo test --features snapshots --test snapshots`;
//! `UPDATE_SNAPSHOTS=1` takes new ones. The README shows them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use sourceline::{
    app::{
        clock::Clock,
        ids::AppIds,
        settings::{Settings, ThemeChoice},
        state::View,
        tasks::dialogs::Picker,
        window::{Options, Window},
    },
    domain::{claim::Claim, ids::SeededIds, ruling::Voice},
};

/// A sample project in a folder of its own, so that no lock is left in the sources.
fn sample(name: &str, folder: &Path) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects").join(name);
    let to = folder.join(name);
    std::fs::copy(from, &to).expect("the sample is there");
    to
}

fn window(name: &str, dark: bool, size: [f32; 2], folder: &Path) -> Harness<'static, Window> {
    let settings = Settings {
        analyst: "Ada Lindqvist".to_owned(),
        theme: if dark { ThemeChoice::Dark } else { ThemeChoice::Light },
        ..Settings::default()
    };
    let options = Options {
        project: Some(sample(name, folder)),
        settings,
        clock: Clock::Set(Arc::new(AtomicI64::new(1_790_000_000))),
        ids: AppIds::Seeded(SeededIds(5)),
        picker: Picker::InWindow,
        ..Options::default()
    };
    let theme = if dark { egui::Theme::Dark } else { egui::Theme::Light };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_max_steps(64)
        .wgpu()
        .build_eframe(|cc| Window::new(cc, options));
    let end = Instant::now() + Duration::from_secs(20);
    while harness.state().document.is_none() {
        assert!(Instant::now() < end, "the sample did not open");
        std::thread::sleep(Duration::from_millis(20));
        harness.step();
    }
    settle(&mut harness);
    harness
}

/// Steps until heights are measured and searches are done.
fn settle(harness: &mut Harness<'_, Window>) {
    for _ in 0..60 {
        harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Selects the claim with the most hops and shows it.
fn select(harness: &mut Harness<'_, Window>, choose: impl Fn(&Claim) -> usize) {
    let window = harness.state_mut();
    let project = window.document.as_ref().expect("open").project().clone();
    let (article, claim) =
        project.claims().max_by_key(|(_, c)| (choose(c), c.id)).expect("the sample has claims");
    window.position.jump(article.id, claim.hull());
    window.position.selected = vec![claim.id];
    settle(harness);
}

fn longest_chain(claim: &Claim) -> usize {
    claim.chains.iter().map(|c| c.hops.len()).max().unwrap_or(0)
}

#[test]
fn the_reader_with_a_claim_in_light() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window("two-accounts.ron", false, [1440.0, 900.0], folder.path());
    select(&mut harness, longest_chain);
    harness.snapshot("reader-light");
}

#[test]
fn the_reader_with_a_claim_in_dark() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window("two-accounts.ron", true, [1440.0, 900.0], folder.path());
    select(&mut harness, longest_chain);
    harness.snapshot("reader-dark");
}

/// Both articles side by side, with a join chosen.
fn compare(dark: bool, folder: &Path) -> Harness<'static, Window> {
    let mut harness = window("two-accounts.ron", dark, [1440.0, 900.0], folder);
    harness.state_mut().position.view = View::Compare;
    let end = Instant::now() + Duration::from_secs(60);
    while harness.state().panels.compare.is_comparing()
        || !harness.state().panels.compare.has_joins()
    {
        assert!(Instant::now() < end, "the comparison did not end");
        settle(&mut harness);
    }
    let joins = harness.state().panels.compare.joins();
    let differs = |j: &&sourceline::analysis::compare::Join| {
        j.operations.len() > 1 && j.operations.len() < 12
    };
    let subject = joins.iter().find(differs).expect("a passage that changed").subject;
    harness.state_mut().panels.compare.choose(subject);
    settle(&mut harness);
    harness
}

#[test]
fn two_articles_side_by_side_in_light() {
    let folder = tempfile::tempdir().expect("a folder");
    compare(false, folder.path()).snapshot("compare-light");
}

#[test]
fn two_articles_side_by_side_in_dark() {
    let folder = tempfile::tempdir().expect("a folder");
    compare(true, folder.path()).snapshot("compare-dark");
}

#[test]
fn claims_that_overlap_stay_legible() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window("two-accounts.ron", false, [1280.0, 800.0], folder.path());
    let overlaps = |claim: &Claim| claim.hull().len() as usize;
    select(&mut harness, overlaps);
    harness.snapshot("overlapping-claims");
}

#[test]
fn right_to_left_text_stands_in_its_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window("persian.ron", false, [1280.0, 800.0], folder.path());
    select(&mut harness, longest_chain);
    harness.snapshot("right-to-left");
}

#[test]
fn sources_and_queue() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window("two-accounts.ron", false, [1440.0, 900.0], folder.path());
    for (view, name) in
        [(View::Sources, "sources"), (View::Queue, "queue"), (View::Codebook, "evidence-kinds")]
    {
        harness.state_mut().position.view = view;
        settle(&mut harness);
        harness.snapshot(name);
    }
}

/// The graph of origins, with nothing chosen.
fn origins(dark: bool, folder: &Path) -> Harness<'static, Window> {
    let mut harness = window("two-accounts.ron", dark, [1440.0, 900.0], folder);
    harness.state_mut().position.view = View::Origins;
    let end = Instant::now() + Duration::from_secs(60);
    while harness.state().panels.origins.drawn().is_none() {
        assert!(Instant::now() < end, "the graph was not drawn");
        settle(&mut harness);
    }
    settle(&mut harness);
    harness
}

/// The figures of the project, with something discounted in dark.
fn dashboard(dark: bool, folder: &Path) -> Harness<'static, Window> {
    let mut harness = window("two-accounts.ron", dark, [1280.0, 800.0], folder);
    harness.state_mut().position.view = View::Dashboard;
    let project = harness.state().document.as_ref().expect("open").project().clone();
    if dark {
        let hop = project.claims().flat_map(|(_, c)| &c.chains).flat_map(|c| &c.hops);
        let source = hop.flat_map(|hop| &hop.sources).next().expect("the sample has voices");
        harness.state_mut().tracing.toggle(Voice::Source(*source));
    }
    let end = Instant::now() + Duration::from_secs(60);
    let extent = harness.state().panels.dashboard.extent();
    while harness.state().tracing.weighed(extent).is_none()
        || harness.state().tracing.found().is_none()
    {
        assert!(Instant::now() < end, "the figures were not counted");
        settle(&mut harness);
    }
    settle(&mut harness);
    harness
}

#[test]
fn the_graph_of_origins_in_light() {
    let folder = tempfile::tempdir().expect("a folder");
    origins(false, folder.path()).snapshot("origins-light");
}

#[test]
fn the_graph_of_origins_in_dark() {
    let folder = tempfile::tempdir().expect("a folder");
    origins(true, folder.path()).snapshot("origins-dark");
}

#[test]
fn the_dashboard_in_light() {
    let folder = tempfile::tempdir().expect("a folder");
    dashboard(false, folder.path()).snapshot("dashboard-light");
}

#[test]
fn the_dashboard_with_something_discounted_in_dark() {
    let folder = tempfile::tempdir().expect("a folder");
    dashboard(true, folder.path()).snapshot("dashboard-dark");
}
