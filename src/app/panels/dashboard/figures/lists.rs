//! The figures with many lines: sessions, articles, the parts of a text.

use super::{Body, Figure, Line, Many, head};
use crate::{
    analysis::{
        coverage::Coverage,
        overview::{Extent, Part, Sessions},
    },
    app::{action::Action, scene::Scene, text},
    domain::{ids::ArticleId, time::Timestamp},
};

/// The most bars that are drawn side by side.
const MOST_BARS: usize = 200;

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn percent(coverage: Coverage) -> f64 {
    coverage.percent().map_or(0.0, f64::from)
}

fn covered(name: String, coverage: Coverage, scene: &Scene<'_>) -> Line {
    Line {
        values: vec![coverage.covered, coverage.sentences],
        share: coverage.percent().map(u32::from),
        ..Line::new(name, 0, scene.theme.accent)
    }
}

/// How many of the sentences of each article hold a claim.
pub(super) fn articles<'a>(scene: &'a Scene<'a>, list: &'a [(ArticleId, Coverage)]) -> Figure<'a> {
    let title = |id: ArticleId| scene.project.article(id).map_or("", |article| article.title());
    let mut about = "The share of the sentences of each article that hold a claim; headings and notes don't count.".to_owned();
    if list.len() > MOST_BARS {
        about = format!("{about} The first {MOST_BARS} articles are drawn, all are listed.");
    }
    Figure {
        salt: "coverage",
        title: "Coverage by article",
        about,
        heads: vec![head("covered"), head("sentences"), head("share")],
        body: Body::Many(Many {
            count: list.len(),
            height: Box::new(|at| percent(list[at].1)),
            line: Box::new(move |at| Line {
                action: Some(Action::ShowArticle(list[at].0)),
                ..covered(title(list[at].0).to_owned(), list[at].1, scene)
            }),
            below: Box::new(|at| (at + 1).to_string()),
            most: Some(100.0),
            drawn: 0..list.len().min(MOST_BARS),
            spoken: format!("Coverage of {}", counted(list.len(), "article")),
        }),
        people: None,
    }
}

/// How many of the sentences of each part of a text hold a claim.
pub(super) fn parts<'a>(
    scene: &'a Scene<'a>,
    extent: Extent,
    parts: &'a [Part],
) -> Option<Figure<'a>> {
    let article = scene.project.article(extent.article()?)?;
    let whole = f64::from(article.text.len().max(1));
    let at_percent = move |point: u32| (f64::from(point) * 100.0 / whole).round() as u32;
    let id = article.id;
    Some(Figure {
        salt: "coverage",
        title: "Coverage over the text",
        about: "From the beginning of the text to its end, the share of the sentences that hold a claim; headings and notes don't count.".to_owned(),
        heads: vec![head("covered"), head("sentences"), head("share")],
        body: Body::Many(Many {
            count: parts.len(),
            height: Box::new(|at| percent(parts[at].coverage)),
            line: Box::new(move |at| {
                let span = parts[at].span;
                let name = format!("{}–{} % of the text", at_percent(span.start), at_percent(span.end));
                Line {
                    action: Some(Action::JumpTo(id, span)),
                    ..covered(name, parts[at].coverage, scene)
                }
            }),
            below: Box::new(move |at| format!("{} %", at_percent(parts[at].span.start))),
            most: Some(100.0),
            drawn: 0..parts.len(),
            spoken: format!("Coverage of {} of the text", counted(parts.len(), "part")),
        }),
        people: None,
    })
}

/// The day and the time at which a session began, as the clock on the wall showed it.
fn began(at: Timestamp) -> String {
    at.to_chrono().with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M").to_string()
}

/// How many claims were made in each session.
pub(super) fn sessions<'a>(scene: &'a Scene<'a>, sessions: &'a Sessions) -> Figure<'a> {
    let list = &sessions.list;
    let mut about =
        "Claims that are still there, by the session in which they were made.".to_owned();
    if sessions.outside > 0 {
        about = format!(
            "{about} {} were made outside of all sessions, or read from files.",
            sessions.outside
        );
    }
    if list.len() > MOST_BARS {
        about = format!("{about} The last {MOST_BARS} sessions are drawn, all are listed.");
    }
    let count = list.len();
    Figure {
        salt: "sessions",
        title: "Claims per session",
        about,
        heads: vec![head("claims")],
        body: Body::Many(Many {
            count,
            height: Box::new(|at| f64::from(list[at].claims)),
            line: Box::new(move |at| {
                let worked = &list[at];
                let who = scene.project.analyst_name(worked.by);
                let name = text::joined([began(worked.started), who]);
                Line::new(name, worked.claims, scene.theme.accent)
            }),
            below: Box::new(|at| {
                let day = began(list[at].started);
                day.get(..10).unwrap_or(&day).to_owned()
            }),
            most: None,
            drawn: count.saturating_sub(MOST_BARS)..count,
            spoken: format!("Claims of {}", counted(count, "session")),
        }),
        people: None,
    }
}
