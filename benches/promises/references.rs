//! Recognising references: 1 MB with 2,000 of them, growth with the text, hostile texts.

use std::fmt::Write as _;
use std::time::Duration;

use sourceline::{
    analysis::references::recognise,
    domain::{article::Structure, text::Text},
};

use crate::measure::{Report, Sample, cpu};

/// Prose with a marker now and then, and an entry for each, of several styles in turn.
fn page(bytes: usize, entries: usize) -> Text {
    const SENTENCE: &str =
        "The harbour board of Tarn said in 1998 that the pier (built by hand) was “sound”, and ";
    let mut text = String::with_capacity(bytes + 1024);
    let list = entries * 120;
    let gap = bytes.saturating_sub(list) / entries.max(1);
    for n in 1..=entries {
        let end = text.len() + gap.saturating_sub(12);
        while text.len() < end {
            text.push_str(SENTENCE);
        }
        let _ = write!(text, "closed it.[{n}] ");
        if n % 4 == 0 {
            text.push_str("\n\n");
        }
    }
    text.push_str("\n\nReferences\n");
    for n in 1..=entries {
        let day = n % 27 + 1;
        let _ = match n % 5 {
            0 => writeln!(
                text,
                "{n}. Ann Lind and Per Holm, \"The bridge {n} of Tarn\", Harbour Post, {day} May 2011, https://post.example/a/{n}"
            ),
            1 => writeln!(
                text,
                "{n}. Holm, P. K., & Lind, A. (2008). Piers of the coast: a survey {n}. Coastal Studies, 4(2), 1–9."
            ),
            2 => writeln!(text, "{n}. Berg, Eva. Rails and Piers {n}. Tarn: Mole Press, 2003."),
            3 => writeln!(text, "{n}. Ibid., p. {day}"),
            _ => writeln!(
                text,
                "{n}. \"Who paid for pier {n}?\", Tarn Weekly, {day} June 2009 (accessed on 3 July 2012)"
            ),
        };
    }
    Text::new(text)
}

fn median(text: &Text, runs: usize, entries: usize) -> Duration {
    let structure = Structure::default();
    let mut sample = Sample::default();
    for _ in 0..runs {
        let (taken, found) = cpu(|| recognise(text, &structure));
        assert_eq!(found.references.len(), entries, "the bench's own notes are found");
        sample.add(taken);
    }
    sample.median()
}

/// All promises about references.
pub fn all(report: &mut Report) {
    let whole = page(1_000_000, 2_000);
    let quarter = page(250_000, 500);
    let small = median(&quarter, 7, 500);
    let large = median(&whole, 7, 2_000);
    report.time("references, 1 MB with 2,000 of them", large, Duration::from_millis(50));
    let growth = large.as_secs_f64() / (small.as_secs_f64() * 4.0).max(1e-9);
    report.ratio("the same against four times 250 KB with 500", growth, 1.3);
    for (what, piece, count) in
        [("100,000 opening brackets", "[", 100_000), ("90,000 ranges of 50", "[1-50]", 90_000)]
    {
        let half = median(&Text::new(piece.repeat(count / 2)), 3, 0);
        let full = median(&Text::new(piece.repeat(count)), 3, 0);
        report.time(what, full, Duration::from_millis(100));
        let growth = full.as_secs_f64() / half.as_secs_f64().max(1e-9);
        report.ratio(&format!("{what}, against half as many"), growth, 2.6);
    }
}
