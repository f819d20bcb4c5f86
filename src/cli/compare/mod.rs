//! `sourceline compare`: two articles side by side, as a table for people or as JSON for
//! programs.

mod json;
mod table;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::{CliError, Verdict};
use crate::{
    analysis::{
        compare::{Records, Texts, records, summary::Summary, texts},
        fold::fold,
        reuse::Settings,
    },
    domain::{article::Article, project::Project},
};

/// Two articles and all that their comparison found.
struct Compared<'a> {
    project: &'a Project,
    left: &'a Article,
    right: &'a Article,
    settings: Settings,
    texts: Texts,
    records: Records,
    summary: Summary,
}

pub(super) fn run(
    path: &Path,
    (a, b): (&str, &str),
    settings: Settings,
    json: bool,
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> Result<Verdict, CliError> {
    let project = super::read(path, err)?;
    let (left, right) = (article(&project, a, path)?, article(&project, b, path)?);
    // Nothing breaks it off here, so both are there.
    let texts = texts(&left, &right, settings, &mut |_| ControlFlow::Continue(()));
    let texts = texts.unwrap_or_default();
    let records = records(&project, &left, &right, &texts, &mut || ControlFlow::Continue(()));
    let records = records.unwrap_or_default();
    let summary = records.summary(&project, &left, &right, &texts);
    let (project, left, right) = (&project, &*left, &*right);
    let compared = Compared { project, left, right, settings, texts, records, summary };
    if json {
        serde_json::to_writer_pretty(&mut *out, &json::answer(&compared))?;
        writeln!(out)?;
    } else {
        table::write(&compared, out)?;
    }
    Ok(Verdict::Fine)
}

/// The article with an id, a title or a part of a title that no other has. Articles that were
/// superseded are found by their id alone.
fn article(project: &Project, asked: &str, path: &Path) -> Result<Arc<Article>, CliError> {
    if let Some(article) = project.articles.iter().find(|a| a.id.as_str() == asked) {
        return Ok(Arc::clone(article));
    }
    let wanted = fold(asked);
    let current = || project.articles.iter().filter(|a| !project.is_superseded(a.id));
    let exact: Vec<_> = current().filter(|a| fold(a.title()) == wanted).collect();
    let found: Vec<_> = if exact.is_empty() && !wanted.is_empty() {
        current().filter(|a| fold(a.title()).contains(&wanted)).collect()
    } else {
        exact
    };
    match found[..] {
        [article] => Ok(Arc::clone(article)),
        [] => Err(CliError::NoArticle(asked.to_owned(), path.to_owned())),
        _ => {
            let names: Vec<String> =
                found.iter().map(|a| format!("{} ({})", a.id, a.title())).collect();
            Err(CliError::WhichArticle(asked.to_owned(), names.join(" or "), path.to_owned()))
        }
    }
}
