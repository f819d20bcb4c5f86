//! The graph of origins: frames of the view at 2,000 nodes, and the layout behind them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Modifiers, MouseWheelUnit, Pos2, TouchPhase, vec2};
use sourceline::{
    analysis::graph::{
        GraphOptions, build,
        layout::{Options, lay_out},
    },
    app::state::View,
    domain::{
        chain::{Chain, ChainEnd, Hop},
        ids::{IdSource, SeededIds},
        project::Project,
        source::{Source, SourceKind},
        work::{Work, WorkKind},
    },
};

use crate::{
    frames::Headless,
    generate::{self, Shape},
    measure::{Report, Sample, cpu, millis, told},
};

/// A project with so many works, and as many reporters and last voices, in 20 articles.
fn project(works: usize) -> Project {
    let shape = Shape { articles: 20, bytes: 20_000, claims: works / 10, claim_chars: 90 };
    let mut project = generate::project(3, shape);
    let mut ids = SeededIds(11);
    let person = |ids: &mut SeededIds, what: &str, at: usize| {
        Source::new(ids.id(), format!("{what} {at}"), SourceKind::NamedIndividual)
    };
    let reporters: Vec<Source> = (0..works).map(|at| person(&mut ids, "Reporter", at)).collect();
    let voices: Vec<Source> = (0..works).map(|at| person(&mut ids, "Witness", at)).collect();
    let printed: Vec<Work> = (0..works)
        .map(|at| Work::new(ids.id(), format!("Report {at}"), WorkKind::NewsArticle))
        .collect();
    let by = project.analysts.iter().next().expect("an analyst").id;
    let mut at = 0_usize;
    let articles: Vec<_> = project
        .articles
        .iter()
        .map(|article| {
            let mut article = (**article).clone();
            let claims = article.claims.iter().map(|claim| {
                let mut claim = (**claim).clone();
                // Some are told by many, most by few.
                let heavy = |n: usize, of: usize| if n.is_multiple_of(5) { n % 37 } else { n % of };
                let work = heavy(at, works);
                let first = Hop {
                    sources: vec![reporters[work].id],
                    work: Some(printed[work].id),
                    ..Hop::default()
                };
                let last = Hop { sources: vec![voices[heavy(at * 7, works)].id], ..Hop::default() };
                let mut chain = Chain::new(ids.id(), vec![first, last], by, generate::now());
                chain.end = ChainEnd::Origin;
                claim.chains = vec![chain];
                claim.evidence.clear();
                at += 1;
                claim
            });
            article.claims = claims.collect();
            article
        })
        .collect();
    project.sources = reporters.into_iter().chain(voices).collect();
    project.works = printed.into_iter().collect();
    project.articles = articles.into_iter().collect();
    project.index_claims();
    project
}

/// All of it.
pub fn all(report: &mut Report) {
    frames(report);
    for works in [660, 16_600] {
        let project = project(works);
        let (taken, graph) = cpu(|| build(&project, &GraphOptions::default()));
        told(&format!("graph of {} nodes", graph.nodes.len()), &millis(taken));
        let (taken, layout) = cpu(|| lay_out(&graph, &Options::default(), None));
        told(&format!("  its layout, {} places", layout.places.len()), &millis(taken));
        let (taken, _) = cpu(|| lay_out(&graph, &Options::default(), Some(&layout)));
        told("  its layout again", &millis(taken));
    }
}

fn frames(report: &mut Report) {
    let mut headless = Headless::new();
    headless.open(project(660));
    headless.window().position.view = View::Origins;
    let end = Instant::now() + Duration::from_mins(1);
    loop {
        headless.frame(Vec::new());
        if let Some(drawn) = headless.window().panels.origins.drawn().map(Arc::clone) {
            let (nodes, lines) = (drawn.graph.nodes.len(), drawn.layout.lines.len());
            told(&format!("graph in view: {nodes} nodes, {lines} lines"), "");
            break;
        }
        assert!(Instant::now() < end, "the graph was not drawn");
        std::thread::sleep(Duration::from_millis(10));
    }
    for _ in 0..60 {
        headless.frame(Vec::new());
    }
    for (what, near) in [("all of it in view", false), ("near enough to read", true)] {
        if near {
            for _ in 0..12 {
                headless.frame(vec![wheel(120.0, Modifiers::COMMAND)]);
            }
            for _ in 0..30 {
                headless.frame(Vec::new());
            }
        }
        let mut sample = Sample::default();
        for at in 0..900_u32 {
            let wobble = (at % 120) as f32;
            let down = if (at / 60) % 2 == 0 { -8.0 } else { 8.0 };
            sample.add(headless.frame(vec![
                Event::PointerMoved(Pos2::new(300.0 + 4.0 * wobble, 300.0 + wobble)),
                wheel(down, Modifiers::NONE),
            ]));
        }
        report.time(
            &format!("frame of the graph, 2,000 nodes, {what}, p99"),
            sample.percentile(99.0),
            Duration::from_millis(4),
        );
        told("its median", &millis(sample.median()));
    }
}

fn wheel(down: f32, modifiers: Modifiers) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, down),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers,
    }
}
