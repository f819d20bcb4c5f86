//! A word difference set as one text: what stayed, what went (struck through), what came
//! (underlined).

use egui::{Color32, FontId, Stroke, TextFormat, text::LayoutJob};

use super::words;
use crate::{
    analysis::{
        drift::Drift,
        reuse::{Operation, OperationKind},
    },
    app::theme::Theme,
    domain::{article::Article, span::Span},
};

/// More words than this of an unchanged stretch are left out in the middle, in code points.
const LONG: usize = 160;
/// The longest difference that is shown, in operations.
const MOST: usize = 120;

/// The difference of two passages. Of a quotation, changes that the text declares are quiet.
pub(super) fn difference(
    theme: &Theme,
    (left, right): (&Article, &Article),
    operations: &[Operation],
    drift: Option<&Drift>,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (at, operation) in operations.iter().take(MOST).enumerate() {
        let declared = drift.and_then(|d| d.changes.get(at)).is_some_and(|change| change.declared);
        let ours = || stretch(left, operation.left);
        let theirs = || stretch(right, operation.right);
        match operation.kind {
            OperationKind::Equal => push(&mut job, &ours(), plain(theme.ink)),
            OperationKind::Dropped => push(&mut job, &ours(), gone(theme, declared)),
            OperationKind::Added => push(&mut job, &theirs(), come(theme, declared)),
            OperationKind::Replaced => {
                push(&mut job, &ours(), gone(theme, declared));
                push(&mut job, &theirs(), come(theme, declared));
            }
        }
    }
    if operations.len() > MOST {
        push(&mut job, "…", plain(theme.faint));
    }
    job
}

fn push(job: &mut LayoutJob, words: &str, format: TextFormat) {
    if words.is_empty() {
        return;
    }
    let space = if job.text.is_empty() { 0.0 } else { 4.0 };
    // A space of its own, so that lines under words don't run together.
    if space > 0.0 {
        job.append(" ", 0.0, plain(format.color));
    }
    job.append(words, 0.0, format);
}

fn plain(color: Color32) -> TextFormat {
    TextFormat { font_id: FontId::proportional(13.5), color, ..TextFormat::default() }
}

fn gone(theme: &Theme, declared: bool) -> TextFormat {
    let colour = if declared { theme.faint } else { theme.danger };
    TextFormat { strikethrough: Stroke::new(1.2, colour), ..plain(colour) }
}

fn come(theme: &Theme, declared: bool) -> TextFormat {
    let colour = if declared { theme.faint } else { theme.good };
    TextFormat {
        underline: Stroke::new(1.2, colour),
        background: theme.tint(colour, 0.12),
        ..plain(colour)
    }
}

/// The words of a span; of a long one its beginning and its end.
fn stretch(article: &Article, span: Span) -> String {
    let longest = LONG as u32;
    if span.len() <= longest {
        return words::excerpt(article, span, LONG);
    }
    let half = longest / 2;
    let head = Span { start: span.start, end: span.start + half };
    let tail = Span { start: span.end - half, end: span.end };
    let (head, tail) = (words::excerpt(article, head, LONG), words::excerpt(article, tail, LONG));
    format!("{head} … {tail}")
}
