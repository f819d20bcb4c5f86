//! Writes the chains of a claim as a line to be edited, and puts back, after the edit,
//! what a line can't say: cues, forms, dates, checks.

use std::sync::Arc;

use crate::analysis::fold::{fold, folds_to};
use crate::domain::{
    article::Article,
    chain::{Chain, ChainEnd, Hop},
    ids::{SourceId, WorkId},
    project::Project,
    span::Span,
    work::Work,
};

use super::{
    ParsedChain, ParsedHop, ParsedLine, ParsedName, ParsedNote, ParsedWork, format,
    names::{NameIndex, sources, works},
};

/// The line for a claim's chains. Reading and resolving it gives the same sources and works.
pub fn line_of(chains: &[Chain], project: &Project, article: &Article) -> String {
    written(chains, project, article, None)
}

/// The same, with an index of the project's names: without it, all of them are read.
pub fn line_by(
    names: &NameIndex,
    chains: &[Chain],
    project: &Project,
    article: &Article,
) -> String {
    written(chains, project, article, Some(names))
}

fn written(
    chains: &[Chain],
    project: &Project,
    article: &Article,
    names: Option<&NameIndex>,
) -> String {
    let chains = chains.iter().map(|chain| ParsedChain {
        hops: chain.hops.iter().map(|hop| written_hop(hop, project, article, names)).collect(),
        end: (chain.end != ChainEnd::NotFollowed).then_some(chain.end),
    });
    format(&ParsedLine { chains: chains.collect() })
}

fn written_hop(
    hop: &Hop,
    project: &Project,
    article: &Article,
    names: Option<&NameIndex>,
) -> ParsedHop {
    let span = Span::default();
    let reference = hop.reference.and_then(|id| article.references.iter().find(|r| r.id == id));
    let from_note = reference.and_then(|r| r.work).map(|work| project.resolve_work(work));
    let work = hop.work.map(|work| project.resolve_work(work));
    // A note says its work itself.
    let work = work.filter(|work| Some(*work) != from_note);
    ParsedHop {
        sources: hop.sources.iter().filter_map(|id| written_name(*id, project, names)).collect(),
        note: reference.map(|r| ParsedNote { label: r.label.clone(), span }),
        work: work.and_then(|work| written_work(work, project, names)),
        span,
    }
}

fn written_name(id: SourceId, project: &Project, names: Option<&NameIndex>) -> Option<ParsedName> {
    let source = project.source(id)?;
    let unnamed = source.kind.is_unnamed();
    let same_name = || {
        let folded = fold(&source.name);
        let others = sources(project, names, &folded);
        others.filter(|s| s.id != source.id && !s.kind.is_unnamed()).any(|other| {
            folds_to(&other.name, &folded) || other.aliases.iter().any(|a| folds_to(a, &folded))
        })
    };
    let picked = (unnamed || same_name()).then_some(source.id);
    Some(ParsedName { text: source.name.clone(), unnamed, picked, span: Span::default() })
}

fn written_work(id: WorkId, project: &Project, names: Option<&NameIndex>) -> Option<ParsedWork> {
    let work = project.work(id)?;
    let title = work.display_title();
    let folded = fold(title);
    let other =
        |other: &&Arc<Work>| other.id != work.id && folds_to(other.display_title(), &folded);
    let picked = works(project, names, &folded).find(other).map(|_| work.id);
    Some(ParsedWork { title: title.to_owned(), picked, span: Span::default() })
}

/// Gives new chains what the old ones had beside sources and works. A chain is taken for
/// the old one at its place if they share a hop, or both have none; it keeps its id,
/// author and date. A hop is taken for the first old one of that chain with the same
/// sources and work. An end that the line leaves out is the old one.
pub fn keep_details(old: &[Chain], line: &ParsedLine, new: Vec<Chain>) -> Vec<Chain> {
    let mut free: Vec<Option<&Chain>> = old.iter().map(Some).collect();
    let ends = line.chains.iter().map(|chain| chain.end).chain(std::iter::repeat(None));
    let mut kept = Vec::with_capacity(new.len());
    for ((index, mut chain), end) in new.into_iter().enumerate().zip(ends) {
        let alike = |old: &Chain| {
            (old.hops.is_empty() && chain.hops.is_empty())
                || old.hops.iter().any(|o| chain.hops.iter().any(|n| says_the_same(o, n)))
        };
        let at_its_place = free.get(index).copied().flatten().filter(|old| alike(old));
        let found = at_its_place
            .map(|_| index)
            .or_else(|| free.iter().position(|old| old.is_some_and(alike)));
        if let Some(old) = found.and_then(|index| free[index].take()) {
            let unchanged = old.hops.len() == chain.hops.len()
                && old.hops.iter().zip(&chain.hops).all(|(o, n)| says_the_same(o, n));
            take_over(old, &mut chain, unchanged && end.is_none());
        }
        kept.push(chain);
    }
    kept
}

fn take_over(old: &Chain, chain: &mut Chain, keep_end: bool) {
    let mut unused: Vec<&Hop> = old.hops.iter().collect();
    for hop in &mut chain.hops {
        if let Some(at) = unused.iter().position(|old| says_the_same(old, hop)) {
            let reference = hop.reference;
            *hop = unused.remove(at).clone();
            hop.reference = reference.or(hop.reference);
        }
    }
    chain.id = old.id;
    chain.by = old.by;
    chain.at = old.at;
    chain.doubtful.clone_from(&old.doubtful);
    if keep_end {
        chain.end = old.end;
    }
}

fn says_the_same(a: &Hop, b: &Hop) -> bool {
    a.sources == b.sources && a.work == b.work
}
