//! Reused passages: how well planted ones are found, how long it takes, and how the time
//! grows; texts made to be slow; the claims and quotations of two large articles.

use std::ops::ControlFlow;
use std::time::Duration;

use sourceline::{
    analysis::{
        compare,
        reuse::{Passage, Settings, Words, between, unwatched, within},
    },
    domain::text::Text,
};

use crate::{
    generate::{self, Shape},
    measure::{Report, Sample, cpu, millis, told},
    plant::{self, Garden, Yield, grow},
};

const GARDEN: Garden =
    Garden { seed: 20, bytes: 20_000, changed: 8, moved: false, shuffled: false, vocabulary: 4000 };

/// The CPU time of a comparison from the texts on, the middle of several, and its passages.
fn compared(left: &str, right: &str, times: usize) -> (Duration, Vec<Passage>) {
    let (left, right) = (Text::new(left), Text::new(right));
    let mut sample = Sample::default();
    let mut passages = Vec::new();
    for _ in 0..times {
        let (time, found) = cpu(|| {
            let (left, right) = (Words::of_text(&left), Words::of_text(&right));
            between(&left, &right, Settings::default(), &mut unwatched).unwrap_or_default()
        });
        sample.add(time);
        passages = found;
    }
    (sample.median(), passages)
}

fn harvest(garden: Garden) -> (Duration, Yield) {
    let (left, right, planted) = grow(garden);
    let (time, passages) = compared(&left, &right, 1);
    let pairs: Vec<_> = passages
        .iter()
        .flat_map(|p| p.left.iter().flat_map(|l| p.right.iter().map(|r| (*l, *r))))
        .map(|(l, r)| ((l.start, l.end), (r.start, r.end)))
        .collect();
    (time, plant::harvest((&left, &right), &planted, &pairs))
}

/// What is found of planted passages, 8 words of a hundred changed, and more.
pub fn planted(report: &mut Report) {
    // The smaller the text, the more of them, so that a tenth of a percent can be told at all.
    for (bytes, seeds) in [(20_000, 150), (200_000, 15), (1_000_000, 4)] {
        for (changed, moved) in [(8, false), (8, true), (20, true), (30, true), (50, true)] {
            for shuffled in [false, true] {
                let mut sum = Yield::default();
                for seed in 0..seeds {
                    let seed = GARDEN.seed + seed;
                    let garden = Garden { seed, bytes, changed, moved, shuffled, ..GARDEN };
                    let (_, got) = harvest(garden);
                    sum.recall += got.recall / seeds as f64;
                    sum.precision += got.precision / seeds as f64;
                    sum.exact += got.exact / seeds as f64;
                    sum.beyond += got.beyond / seeds as f64;
                }
                let order = if shuffled { "shuffled" } else { "in order" };
                let edits = if moved { "replaced, dropped, added" } else { "replaced" };
                let what = format!("{} KB, {changed} % {edits}, {order}", bytes / 1000);
                if changed == 8 {
                    let missed = |share: f64| ((1.0 - share) * 100.0).max(0.0);
                    report.percent(&format!("missed: {what}"), missed(sum.recall), 1.0);
                    report.percent(&format!("wrong: {what}"), missed(sum.precision), 1.0);
                    let promised = if moved { 3.0 } else { 1.0 };
                    report.percent(&format!("ends off: {what}"), missed(sum.exact), promised);
                    let beyond = format!("{:.2} %", sum.beyond * 100.0);
                    told("  of them, without a word left near an end", &beyond);
                } else {
                    let figures = format!(
                        "{:.1} / {:.1} / {:.1} / {:.1}",
                        sum.recall * 100.0,
                        sum.precision * 100.0,
                        sum.exact * 100.0,
                        (1.0 - sum.beyond) * 100.0
                    );
                    told(&format!("recall / precision / ends / at best, {what}"), &figures);
                }
            }
        }
    }
}

/// Time, and its growth.
pub fn growth(report: &mut Report) {
    let mut before: Option<(usize, Duration)> = None;
    for bytes in [20_000, 200_000, 1_000_000, 5_000_000] {
        let (left, right, _) = grow(Garden { bytes, shuffled: true, ..GARDEN });
        let (time, _) = compared(&left, &right, if bytes > 1_000_000 { 3 } else { 5 });
        let what = format!("reused passages, two articles of {} KB", bytes / 1000);
        if bytes == 1_000_000 {
            report.time(&what, time, Duration::from_millis(500));
        } else {
            told(&what, &millis(time));
        }
        if let Some((smaller, was)) = before {
            let n_log_n = |n: usize| n as f64 * (n as f64).log2();
            let expected = n_log_n(bytes) / n_log_n(smaller);
            let grown = time.as_secs_f64() / was.as_secs_f64().max(1e-9);
            let what = format!("growth from {} KB, against n log n", smaller / 1000);
            // Caches end between these sizes: a factor of two is theirs.
            report.ratio(&what, grown / expected, 2.0);
        }
        before = Some((bytes, time));
    }
}

/// Texts made to be slow.
pub fn hostile(report: &mut Report) {
    let promised = Duration::from_millis(1500);
    let sentence = "The bell rang twice before the tide turned at last. ".repeat(50_000);
    let (time, passages) = compared(&sentence, &sentence, 1);
    report.time("one sentence 50,000 times in both", time, promised);
    told("  passages", &passages.len().to_string());
    let once = "The bell rang twice before the tide turned at last.";
    let (time, _) = compared(&sentence, once, 1);
    report.time("one sentence 50,000 times and once", time, promised);
    let words = Words::of_text(&Text::new(sentence.as_str()));
    let (time, found) = cpu(|| within(&words, Settings::default(), &mut unwatched));
    report.time("one sentence 50,000 times with itself", time, promised);
    told("  passages", &found.unwrap_or_default().len().to_string());
    let mut random = plant::Random(3);
    let mut letters = |n: usize| -> String {
        (0..n).map(|_| char::from(b'a' + random.below(26) as u8)).collect()
    };
    let (left, right) = (letters(1_000_000), letters(1_000_000));
    let (time, _) = compared(&left, &right, 1);
    report.time("1 MB without a space, random letters", time, promised);
    let periodic = "abcdefghij".repeat(100_000);
    let (time, _) = compared(&periodic, &periodic, 1);
    report.time("1 MB without a space, ten letters over and over", time, promised);
    let mut words =
        |n: usize| -> String { (0..n).map(|_| ["yes ", "no "][random.below(2)]).collect() };
    let (left, right) = (words(280_000), words(280_000));
    let (time, _) = compared(&left, &right, 1);
    told("1 MB of two words in any order", &millis(time));
}

/// All of a comparison beside the words: 10,000 claims on each side.
pub fn records(report: &mut Report) {
    let shape = Shape { articles: 2, bytes: 1_000_000, claims: 10_000, claim_chars: 90 };
    let project = generate::project(5, shape);
    let articles: Vec<_> = project.articles.iter().collect();
    let [left, right] = articles[..] else { return };
    let settings = Settings::default();
    let texts = compare::texts(left, right, settings, &mut |_| ControlFlow::Continue(()));
    let texts = texts.unwrap_or_default();
    let go_on = &mut || ControlFlow::Continue(());
    let (time, records) = cpu(|| compare::records(&project, left, right, &texts, go_on));
    report.time(
        "claims, sources and quotations, 10,000 claims a side",
        time,
        Duration::from_secs(1),
    );
    told("  pairs suggested", &records.unwrap_or_default().suggestions.len().to_string());
}
