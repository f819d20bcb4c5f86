//! The figures at the start of the report: bars as inline SVG, each in the row of a table, so
//! that every number can be read and heard without the drawing.

use super::{Report, page::Page};
use crate::domain::{
    assessment::Confidence, chain::ChainEnd, chain::CheckResult, vocabulary::Vocabulary,
};
use crate::export::report::tally::{Tally, leading_sources};

/// How many sources are shown.
const MOST_SOURCES: usize = 12;

/// A bar: what it is called, where its name leads, its colour class, its count.
struct Bar<'a> {
    name: &'a str,
    target: Option<String>,
    class: String,
    count: usize,
}

impl<'a> Bar<'a> {
    fn plain(name: &'a str, count: usize) -> Self {
        Self { name, target: None, class: String::new(), count }
    }
}

/// Writes the figures.
pub fn write(page: &mut Page<'_>, report: &Report<'_>) {
    page.raw("<section id=\"overview\" aria-labelledby=\"overview-title\">\n");
    page.raw("<h2 id=\"overview-title\">At a glance</h2>\n<div class=\"charts\">\n");
    let tally = &report.outline.tally;
    evidence(page, report, tally);
    let leading = leading_sources(&report.outline, MOST_SOURCES);
    let bars = leading.iter().map(|(source, count)| Bar {
        target: Some(format!("source-{}", source.id)),
        ..Bar::plain(&source.name, *count)
    });
    chart(
        page,
        "Claims by source",
        "A claim counts once for each source in its chains.",
        "claims",
        bars.collect(),
    );
    let bars = Confidence::ALL.iter().rev().map(|confidence| {
        Bar::plain(
            confidence.label(),
            tally.confidence.get(confidence).copied().unwrap_or_default(),
        )
    });
    let mut bars: Vec<_> = bars.collect();
    if tally.without_confidence > 0 {
        bars.push(Bar {
            class: "mute".to_owned(),
            ..Bar::plain("Not given", tally.without_confidence)
        });
    }
    chart(
        page,
        "Confidence of the analysts",
        "The newest judgement of each analyst on each claim. How sure they are of their own \
         judgement.",
        "judgements",
        bars,
    );
    let bars = ChainEnd::ALL
        .iter()
        .map(|end| Bar::plain(end.label(), tally.ends.get(end).copied().unwrap_or_default()));
    chart(
        page,
        "How the chains end",
        "Whether the last voice is where a claim comes from.",
        "chains",
        bars.collect(),
    );
    let bars = CheckResult::ALL.iter().map(|result| {
        Bar::plain(result.label(), tally.checks.get(result).copied().unwrap_or_default())
    });
    let mut bars: Vec<_> = bars.collect();
    bars.push(Bar { class: "mute".to_owned(), ..Bar::plain("Not compared", tally.unchecked) });
    chart(
        page,
        "Compared with the original",
        "Steps of a chain that were compared with the document they name, and quotations that were not.",
        "steps",
        bars,
    );
    page.raw("</div>\n</section>\n");
}

fn evidence(page: &mut Page<'_>, report: &Report<'_>, tally: &Tally) {
    let mut kinds: Vec<_> = tally.evidence.iter().map(|(id, count)| (*id, *count)).collect();
    kinds.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    let bars = kinds.iter().map(|(id, count)| {
        let name = report.outline.known.term(*id).map_or(id.as_str(), |term| term.name.as_str());
        let class = report.kinds.get(id).map_or_else(String::new, |place| format!("k{place}"));
        Bar { name, target: None, class, count: *count }
    });
    chart(
        page,
        "Kinds of evidence",
        "What stands at the ends of the chains.",
        "pieces",
        bars.collect(),
    );
}

/// One figure; nothing if all its bars are empty.
fn chart(page: &mut Page<'_>, title: &str, about: &str, unit: &str, bars: Vec<Bar<'_>>) {
    let longest = bars.iter().map(|bar| bar.count).max().unwrap_or_default();
    if longest == 0 {
        return;
    }
    page.raw("<figure>\n<figcaption><strong>").raw(title).raw("</strong> ").raw(about);
    page.raw("</figcaption>\n<table class=\"bars\">\n<thead><tr><th scope=\"col\">");
    page.raw(title).raw("</th><th scope=\"col\">Number of ").raw(unit);
    page.raw("</th><td></td></tr></thead>\n<tbody>\n");
    for bar in bars {
        page.raw("<tr><th scope=\"row\">");
        if let Some(target) = &bar.target {
            page.raw("<a href=\"#").raw(target).raw("\">").isolated(bar.name).raw("</a>");
        } else {
            page.isolated(bar.name);
        }
        page.raw("</th><td>").number(bar.count);
        page.raw("</td><td aria-hidden=\"true\"><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" focusable=\"false\">");
        page.raw("<rect class=\"track\" width=\"1000\" height=\"10\"></rect><rect class=\"bar ");
        page.raw(&bar.class).raw("\" width=\"").number(bar.count * 1000 / longest);
        page.raw("\" height=\"10\"></rect></svg></td></tr>\n");
    }
    page.raw("</tbody>\n</table>\n</figure>\n");
}
