//! Frames with two articles side by side: 1 MB and 10,000 claims on each side, 50 pairs of
//! claims joined in view.

use std::time::Duration;

use egui::{Event, Pos2};
use sourceline::{
    app::window::Window,
    domain::{
        ids::{IdSource as _, SeededIds},
        link::{Link, LinkKind},
        project::Project,
    },
};

use crate::{
    frames::{Headless, wheel},
    generate::{self, Shape},
    measure::{Report, Sample, millis, told},
};

/// The articles.
const SHAPE: Shape = Shape { articles: 2, bytes: 1_000_000, claims: 10_000, claim_chars: 90 };
/// How many pairs of claims are joined at the beginning of both texts.
const JOINS: usize = 50;
/// Among so many claims of each side: about those that are in view.
const AMONG: usize = 10;

fn project() -> Project {
    let mut project = generate::project(6, SHAPE);
    let mut ids = SeededIds(11);
    let claims: Vec<Vec<_>> = project
        .articles
        .iter()
        .map(|article| article.claims.iter().take(AMONG).map(|claim| claim.id).collect())
        .collect();
    let Some(by) = project.analysts.iter().next().map(|a| a.id) else { return project };
    if let [left, right] = &claims[..] {
        let pairs = left.iter().flat_map(|l| right.iter().map(move |r| (*l, *r)));
        let links = pairs.step_by(2).take(JOINS).map(|(from, to)| Link {
            id: ids.id(),
            from,
            to,
            kind: LinkKind::SameClaim,
            by,
            at: generate::now(),
            note: None,
        });
        project.links = links.collect();
    }
    project
}

/// Frames until the comparison is there.
fn settle(headless: &mut Headless) {
    let mut quiet = 0;
    while quiet < 30 {
        headless.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(10));
        let comparing = headless.window().panels.compare.is_comparing();
        quiet = if comparing { 0 } else { quiet + 1 };
    }
}

/// The frames while both texts are moved a little, or scrolled through, with the pointer over
/// a text or over the band.
fn moved(headless: &mut Headless, frames: usize, x: f32, by: f32, turn: usize) -> Sample {
    let mut sample = Sample::default();
    for at in 0..frames {
        let wobble = (at % 40) as f32;
        let down = if (at / turn).is_multiple_of(2) { -by } else { by };
        let pointer = Event::PointerMoved(Pos2::new(x + wobble * 0.5, 250.0 + wobble));
        sample.add(headless.frame(vec![pointer, wheel(down)]));
    }
    sample
}

/// A frame with two articles side by side.
pub fn all(report: &mut Report) {
    let mut headless = Headless::new();
    headless.open(project());
    let show = |window: &mut Window| {
        let ids = window.document.as_ref().map(|d| {
            let mut ids = d.project().articles.iter().map(|a| a.id);
            (ids.next(), ids.next())
        });
        if let Some((Some(left), Some(right))) = ids {
            window.position.compare(left, right);
        }
    };
    show(headless.window());
    settle(&mut headless);
    told(
        "joins, of which 50 are pairs of claims",
        &headless.window().panels.compare.joins().len().to_string(),
    );
    let promised = Duration::from_millis(2);
    let rows: [(&str, f32, f32, usize); 3] = [
        ("50 joins in view, pointer over the text, p99", 500.0, 4.0, 6),
        ("50 joins in view, pointer over the band, p99", 760.0, 4.0, 6),
        ("two articles, scrolling through, p99", 500.0, 48.0, 400),
    ];
    for (what, x, by, turn) in rows {
        let sample = moved(&mut headless, 1200, x, by, turn);
        report.time(what, sample.percentile(99.0), promised);
        told("its median", &millis(sample.median()));
    }
    headless.window().panels.compare.toggle_lock(0);
    let sample = moved(&mut headless, 1200, 500.0, 48.0, 400);
    report.time("the same with scrolling locked, p99", sample.percentile(99.0), promised);
}
