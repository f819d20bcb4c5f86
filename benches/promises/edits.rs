//! Tagging, undo and redo at 100,000 claims, and what the next frame costs more.

use std::time::Duration;

use sourceline::domain::{
    chunked::Keyed as _,
    edit::Edit,
    history::History,
    ids::{ArticleId, ClaimId, SeededIds},
    project::Project,
    span::Span,
};

use crate::{
    frames::Headless,
    generate::{self, Shape},
    measure::{Report, Sample, cpu},
};

/// How many claims are tagged, each beside another: enough that what the machine does of its
/// own accord (some five in a thousand) is not the hundredth.
const TAGGED: usize = 2000;

/// All claims in one article.
pub fn one_article(report: &mut Report) {
    let shape = Shape { articles: 1, bytes: 10_000_000, claims: 100_000, claim_chars: 90 };
    edits(report, "100,000 claims in one article", shape);
}

/// The same number in a hundred.
pub fn hundred_articles(report: &mut Report) {
    let shape = Shape { articles: 100, bytes: 100_000, claims: 1000, claim_chars: 90 };
    edits(report, "1,000 claims in each of 100 articles", shape);
}

fn edits(report: &mut Report, what: &str, shape: Shape) {
    let project = generate::project(3, shape);
    let mut history = History::new(project.clone());
    let mut ids = SeededIds(99);
    let sources: Vec<_> = project.sources.iter().map(|s| (**s).clone()).collect();
    let works: Vec<_> = project.works.iter().map(|w| (**w).clone()).collect();
    let by = project.analysts.iter().next().expect("an analyst").id;
    let targets: Vec<(ArticleId, ClaimId)> = project
        .claims()
        .step_by(project.claim_count() / TAGGED)
        .map(|(a, c)| (a.id, c.key().1))
        .collect();
    let (mut tag, mut undo, mut redo) = (Sample::default(), Sample::default(), Sample::default());
    for (article, id) in &targets {
        let text = &project.article(*article).expect("there").text;
        let start = project.claim(*id).expect("there").start();
        let span = Span::new(start + 1, (start + 60).min(text.len()));
        let claim = generate::claim(&mut ids, text, span, by, &sources, &works);
        let edit = Edit::PutClaim { article: *article, claim: Box::new(claim) };
        let (taken, result) = cpu(|| history.apply(edit, "New claim", None, generate::now()));
        result.expect("a valid edit");
        tag.add(taken);
        undo.add(cpu(|| history.undo()).0);
        redo.add(cpu(|| history.redo()).0);
    }
    let promised = Duration::from_micros(100);
    report.time(&format!("tag a claim, {what}, p99"), tag.percentile(99.0), promised);
    report.time(&format!("undo, {what}, p99"), undo.percentile(99.0), promised);
    report.time(&format!("redo, {what}, p99"), redo.percentile(99.0), promised);

    let extra = next_frames_extra(&project, &mut ids, false);
    let promised = Duration::from_millis(1);
    report.time(&format!("next frame's extra, {what}, median"), extra, promised);
    let extra = next_frames_extra(&project, &mut ids, true);
    report.time(&format!("the same with the new claim selected, {what}"), extra, promised);
}

/// What the frame after an edit costs more than the one before it, in the median: a claim is
/// added, or added and selected, so that the panel shows another one.
fn next_frames_extra(project: &Project, ids: &mut SeededIds, select: bool) -> Duration {
    let sources: Vec<_> = project.sources.iter().map(|s| (**s).clone()).collect();
    let works: Vec<_> = project.works.iter().map(|w| (**w).clone()).collect();
    let by = project.analysts.iter().next().expect("an analyst").id;
    let mut headless = Headless::new();
    headless.open(project.clone());
    let first = project.claims().next().map(|(_, claim)| claim.id);
    headless.window().position.selected = first.into_iter().filter(|_| select).collect();
    headless.settle();
    let (mut still, mut after) = (Sample::default(), Sample::default());
    let shown = headless.window().position.article.expect("an article is shown");
    let text = std::sync::Arc::clone(&project.article(shown).expect("there").text);
    for at in 0..100_u32 {
        still.add(headless.frame(Vec::new()));
        let claim =
            generate::claim(ids, &text, Span::new(at * 7, at * 7 + 50), by, &sources, &works);
        let id = claim.id;
        let edit = Edit::PutClaim { article: shown, claim: Box::new(claim) };
        let document = headless.window().document.as_mut().expect("open");
        let done = document.apply(edit, "New claim".to_owned(), None, generate::now());
        done.expect("a valid edit");
        if select {
            headless.window().position.selected = vec![id];
        }
        after.add(headless.frame(Vec::new()));
        for _ in 0..3 {
            headless.frame(Vec::new());
        }
    }
    after.median().saturating_sub(still.median())
}
