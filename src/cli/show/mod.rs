//! `sourceline show`: what a project holds, as text for people or as JSON for programs.

pub(super) mod json;
mod notes;
mod relations;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::Path;

use super::{CliError, Verdict};
use crate::domain::{project::Project, vocabulary::Vocabulary};

/// The version of every JSON answer. It changes when a name goes or changes its meaning;
/// new names may come at any time.
pub const SCHEMA_VERSION: u32 = 1;

pub(super) fn run(
    path: &Path,
    json: bool,
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> Result<Verdict, CliError> {
    let project = super::read(path, err)?;
    if json {
        serde_json::to_writer_pretty(&mut *out, &json::answer(&project))?;
        writeln!(out)?;
    } else {
        text(&project, out)?;
    }
    Ok(Verdict::Fine)
}

fn text(project: &Project, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}", project.head.title)?;
    if let Some(description) = &project.head.description {
        writeln!(out, "{description}")?;
    }
    writeln!(
        out,
        "{} articles, {} claims, {} sources, {} works, {} links",
        project.articles.len(),
        project.claim_count(),
        project.sources.len(),
        project.works.len(),
        project.links.len()
    )?;
    for article in project.articles.iter() {
        writeln!(out, "\n{}  {}", article.id, article.title())?;
        let date = article.head.published.map(|d| d.to_string());
        let about: Vec<&str> =
            [article.head.byline.as_deref(), article.head.publisher.as_deref(), date.as_deref()]
                .into_iter()
                .flatten()
                .collect();
        if !about.is_empty() {
            writeln!(out, "  {}", about.join(" · "))?;
        }
        for claim in article.claims.iter() {
            let quotation: String =
                claim.quotation().split_whitespace().collect::<Vec<_>>().join(" ");
            let short: String = quotation.chars().take(90).collect();
            let dots = if short.len() < quotation.len() { "…" } else { "" };
            writeln!(out, "  {} {:>6}  {short}{dots}", claim.id, claim.start())?;
            for chain in &claim.chains {
                writeln!(out, "      {}", chain_text(project, chain))?;
            }
        }
    }
    Ok(())
}

fn chain_text(project: &Project, chain: &crate::domain::chain::Chain) -> String {
    let hops = chain.hops.iter().map(|hop| {
        let names: Vec<String> = hop
            .sources
            .iter()
            .map(|id| project.source(*id).map_or_else(|| id.to_string(), |s| s.name.clone()))
            .collect();
        let work = hop.work.and_then(|id| project.work(id));
        match (names.is_empty(), work) {
            (true, Some(work)) => format!("“{}”", work.display_title()),
            (true, None) => "(implicit)".to_owned(),
            (false, Some(work)) => format!("{}, “{}”", names.join(", "), work.display_title()),
            (false, None) => names.join(", "),
        }
    });
    let steps: Vec<String> = std::iter::once("article".to_owned()).chain(hops).collect();
    format!("{} ({})", steps.join(" > "), chain.end.label().to_lowercase())
}
