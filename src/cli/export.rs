//! `sourceline export`: a project in another format. What the format can't carry is told on
//! standard error.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, builder::PossibleValuesParser};

use super::{CliError, Verdict};
use crate::{
    domain::{
        ids::{AnalystId, ArticleId},
        project::Project,
        time::Timestamp,
    },
    export::{self, Export, FORMATS, Format, Options, Progress, Scope, loss, name, scope, survey},
    storage::file::load,
};

/// What is exported, and how.
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// The project
    pub project: PathBuf,
    /// The format, or "all"
    #[arg(long, short, value_parser = PossibleValuesParser::new(format_names()))]
    pub format: String,
    /// The file or folder to write; "-" is standard output
    #[arg(long, short)]
    pub output: PathBuf,
    /// Only these articles: ids or titles
    #[arg(long, num_args = 1.., value_name = "ARTICLE")]
    pub articles: Vec<String>,
    /// Only what this analyst recorded: an id or a name
    #[arg(long)]
    pub analyst: Option<String>,
    /// Only claims with this tag; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Leave out the articles' whole texts where the format can do without
    #[arg(long)]
    pub no_texts: bool,
    /// Leave out parts of a report
    #[arg(long, num_args = 1.., value_name = "PART")]
    pub without: Vec<Part>,
    /// Write JSON without line ends and indentation
    #[arg(long)]
    pub compact: bool,
    /// Draw graphs of articles, works and sources alone
    #[arg(long)]
    pub no_claim_nodes: bool,
    /// Leave lineage that is only alleged out of graphs
    #[arg(long)]
    pub no_alleged: bool,
    /// Begin tables with a byte order mark, which some spreadsheets need
    #[arg(long)]
    pub bom: bool,
    /// Where the reviews of claims will be published: an address with https://
    #[arg(long, value_name = "ADDRESS", value_parser = web_address)]
    pub address: Option<String>,
    /// Replace files that are there already
    #[arg(long)]
    pub force: bool,
}

/// A part of a report that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The articles side by side
    Compared,
    /// Origins and findings
    Origins,
    /// The definitions of scales and terms
    Scales,
}

impl ExportArguments {
    fn options(&self) -> Options {
        let with = |part| !self.without.contains(&part);
        Options {
            article_texts: !self.no_texts,
            compared: with(Part::Compared),
            origins: with(Part::Origins),
            scales: with(Part::Scales),
            byte_order_mark: self.bom,
            compact: self.compact,
            claim_nodes: !self.no_claim_nodes,
            alleged: !self.no_alleged,
            address: self.address.clone(),
        }
    }
}

fn format_names() -> Vec<&'static str> {
    FORMATS.iter().map(|format| format.name).chain(["all"]).collect()
}

fn web_address(text: &str) -> Result<String, &'static str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace()) => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err("an address begins with https:// and has no spaces"),
    }
}

pub(super) fn run(
    arguments: &ExportArguments,
    (out, err): (&mut dyn Write, &mut dyn Write),
    now: Timestamp,
) -> Result<Verdict, CliError> {
    let loaded = load(&arguments.project)?;
    if !loaded.violations.is_empty() {
        let path = arguments.project.clone();
        return Err(CliError::BrokenExport(loaded.violations.len(), path));
    }
    if let (Ok(project), Ok(output)) =
        (arguments.project.canonicalize(), arguments.output.canonicalize())
        && project == output
    {
        return Err(CliError::Itself(arguments.output.clone()));
    }
    let project = scope::apply(&loaded.project, &chosen(arguments, &loaded.project)?);
    let stem = arguments.project.file_stem().unwrap_or_default().to_string_lossy();
    let options = arguments.options();
    let stem = name::of_title(&stem);
    let export = Export { project: &project, stem: &stem, at: now, options: &options };
    let wanted: Vec<&'static Format> = match export::format(&arguments.format) {
        Some(format) => vec![format],
        None => FORMATS.to_vec(),
    };
    let to_stdout = arguments.output == Path::new("-");
    let written = match (wanted.as_slice(), to_stdout) {
        ([format], true) => {
            export::to_stream(format, &export, out, &Progress::NONE)?;
            Vec::new()
        }
        ([format], false) => {
            export::to_path(format, &export, &arguments.output, arguments.force, &Progress::NONE)?
        }
        (_, true) => return Err(export::ExportError::NotOneFile("all").into()),
        (_, false) => {
            export::all_to_folder(&export, &arguments.output, arguments.force, &Progress::NONE)?
        }
    };
    let held = survey(&project);
    for format in wanted {
        write!(err, "{}", loss::of_survey(format, &held, &options))?;
    }
    for path in written {
        writeln!(out, "{}", path.display())?;
    }
    Ok(Verdict::Fine)
}

fn chosen(arguments: &ExportArguments, project: &Project) -> Result<Scope, CliError> {
    let not_there = |sort, name: &String| CliError::NotThere {
        sort,
        name: name.clone(),
        path: arguments.project.clone(),
    };
    let mut articles = Vec::new();
    for name in &arguments.articles {
        let known = articles_called(project, name);
        if known.is_empty() {
            return Err(not_there("article", name));
        }
        articles.extend(known);
    }
    let analyst = match &arguments.analyst {
        Some(name) => {
            Some(analyst_called(project, name).ok_or_else(|| not_there("analyst", name))?)
        }
        None => None,
    };
    for tag in &arguments.tags {
        if !project.claims().any(|(_, claim)| claim.tags.contains(tag)) {
            return Err(not_there("tag", tag));
        }
    }
    Ok(Scope {
        articles: (!articles.is_empty()).then_some(articles),
        analyst,
        tags: arguments.tags.clone(),
        claims: None,
    })
}

/// The articles with an id, or else with a title.
fn articles_called(project: &Project, name: &str) -> Vec<ArticleId> {
    if let Some(article) = name.parse().ok().and_then(|id| project.article(id)) {
        return vec![article.id];
    }
    project.articles.iter().filter(|a| a.title() == name).map(|a| a.id).collect()
}

fn analyst_called(project: &Project, name: &str) -> Option<AnalystId> {
    let by_id = name.parse().ok().and_then(|id| project.analyst(id));
    by_id.or_else(|| project.analysts.iter().find(|a| a.name == name)).map(|a| a.id)
}
