//! Changing the list of an article's notes: an entry split, two joined, another meaning
//! given, all read again. Each gives the edits that do it.

use std::collections::{HashMap, HashSet};

use super::{Means, places::is_space, recognise, stored::parsed_one, to_references};
use crate::domain::{
    article::Article,
    edit::Edit,
    ids::{IdSource, ReferenceId, WorkId},
    reference::{Reference, Resolution},
    span::Span,
    time::Timestamp,
};

/// Where an entry can be cut, in code points of the article: after a semicolon, a line or
/// a sentence, and before the next visible letter. At most `limit`.
pub fn cuts(article: &Article, reference: &Reference, limit: usize) -> Vec<u32> {
    let span = reference.entry_span;
    let text = article.text.slice(span).unwrap_or_default();
    let mut found = Vec::new();
    let mut open = false;
    let mut before = ' ';
    for (at, c) in (span.start..).zip(text.chars()) {
        if is_space(c) {
            open |= c == '\n' || matches!(before, ';' | '؛' | '.' | '۔' | '?' | '!');
        } else {
            if std::mem::take(&mut open) && at > span.start + 3 && !c.is_ascii_punctuation() {
                found.push(at);
            }
            before = c;
        }
    }
    // A semicolon tells two works apart more often than a stop does.
    let strong = |at: &u32| {
        let head = article.text.slice(Span::new(span.start, *at)).unwrap_or_default();
        !head.trim_end_matches(is_space).ends_with([';', '؛'])
    };
    found.sort_by_key(|at| (strong(at), *at));
    found.truncate(limit);
    found.sort_unstable();
    found
}

/// The edit that makes two entries of one, cut before the code point `at`. Both keep the
/// markers; `None` if nothing stands on one of the sides.
pub fn split(article: &Article, id: ReferenceId, at: u32, ids: &mut impl IdSource) -> Option<Edit> {
    let mut references = (*article.references).clone();
    let place = references.iter().position(|r| r.id == id)?;
    let whole = references[place].entry_span;
    let first = trimmed(article, Span::new(whole.start, at.clamp(whole.start, whole.end)))?;
    let second = trimmed(article, Span::new(first.end.max(at), whole.end))?;
    let taken: HashSet<&str> = references.iter().map(|r| r.label.as_str()).collect();
    let label = &references[place].label;
    let label = match label.as_str() {
        "" => String::new(),
        // `9b`, `9c`: a name by which the chain line can mean it.
        some => ('b'..='z')
            .map(|letter| format!("{some}{letter}"))
            .find(|l| !taken.contains(l.as_str()))
            .unwrap_or_default(),
    };
    let mut added = Reference {
        id: ids.id(),
        label,
        entry_span: second,
        work: None,
        ..references[place].clone()
    };
    added.resolution = read(article, &added);
    let kept = &mut references[place];
    kept.entry_span = first;
    if kept.work.is_none() && !matches!(kept.resolution, Resolution::Ibid(_)) {
        kept.resolution = read(article, kept);
    }
    references.push(added);
    Some(Edit::SetReferences { article: article.id, references })
}

/// What an entry is by its words alone.
fn read(article: &Article, reference: &Reference) -> Resolution {
    match parsed_one(article, reference).resolution {
        Means::Work => Resolution::Resolved,
        _ => Resolution::Unresolved,
    }
}

/// A span without white space at its ends; `None` if nothing is left.
fn trimmed(article: &Article, span: Span) -> Option<Span> {
    let text = article.text.slice(span)?;
    let count = |part: &str| part.chars().count() as u32;
    let start = span.start + count(text) - count(text.trim_start_matches(is_space));
    let end = span.end - (count(text) - count(text.trim_end_matches(is_space)));
    (start < end).then(|| Span::new(start, end))
}

/// The edits that make one entry of this one and the next in the text, whose markers and
/// uses it takes over. `None` for the last entry.
pub fn join(article: &Article, id: ReferenceId, at: Timestamp) -> Option<Vec<Edit>> {
    let mut references = (*article.references).clone();
    let place = references.iter().position(|r| r.id == id)?;
    if place + 1 >= references.len() {
        return None;
    }
    let gone = references.remove(place + 1);
    let kept = &mut references[place];
    kept.entry_span = kept.entry_span.hull(gone.entry_span);
    kept.markers.extend(&gone.markers);
    kept.markers.sort_unstable();
    kept.markers.dedup();
    kept.work = kept.work.or(gone.work);
    if kept.work.is_none() && !matches!(kept.resolution, Resolution::Ibid(_)) {
        kept.resolution = read(article, kept);
    }
    for other in &mut references {
        if other.resolution == Resolution::Ibid(gone.id) {
            other.resolution =
                if other.id == id { Resolution::Unresolved } else { Resolution::Ibid(id) };
        }
    }
    let mut edits = renamed(article, &HashMap::from([(gone.id, id)]), at);
    edits.push(Edit::SetReferences { article: article.id, references });
    Some(edits)
}

/// The claims whose steps name one of these notes, naming the other from now on.
fn renamed(
    article: &Article,
    into: &HashMap<ReferenceId, ReferenceId>,
    at: Timestamp,
) -> Vec<Edit> {
    let named = |id: &ReferenceId| into.contains_key(id);
    let mut edits = Vec::new();
    for claim in article.claims.iter() {
        let hops = claim.chains.iter().flat_map(|c| &c.hops);
        if !hops.filter_map(|h| h.reference.as_ref()).any(named) {
            continue;
        }
        let mut claim = (**claim).clone();
        for hop in claim.chains.iter_mut().flat_map(|c| &mut c.hops) {
            hop.reference = hop.reference.map(|id| into.get(&id).copied().unwrap_or(id));
        }
        claim.modified = at;
        edits.push(Edit::PutClaim { article: article.id, claim: Box::new(claim) });
    }
    edits
}

/// What an analyst says that an entry means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A work of the registry.
    Work(WorkId),
    /// What another entry means.
    Entry(ReferenceId),
    /// A work that it describes itself, to be accepted anew.
    Itself,
    /// No work: a remark.
    Nothing,
}

/// The edit that gives an entry another meaning; `None` if it would mean itself in a circle.
pub fn mean(article: &Article, id: ReferenceId, meaning: Meaning) -> Option<Edit> {
    let mut references = (*article.references).clone();
    let place = references.iter().position(|r| r.id == id)?;
    let (work, resolution) = match meaning {
        Meaning::Work(work) => (Some(work), Resolution::Resolved),
        Meaning::Entry(of) => (None, Resolution::Ibid(of)),
        Meaning::Itself => (None, read(article, &references[place])),
        Meaning::Nothing => (None, Resolution::Unresolved),
    };
    references[place].work = work;
    references[place].resolution = resolution;
    crate::domain::reference::meant(&references, &references[place])?;
    Some(Edit::SetReferences { article: article.id, references })
}

/// The edit that reads all notes again. An entry that stands where one stood keeps its id
/// and its work; one that a claim names stays, even if it is not recognised any more.
pub fn reread(article: &Article, ids: &mut impl IdSource) -> Edit {
    let found = recognise(&article.text, &article.structure);
    let mut references = to_references(&found, ids);
    let old: HashMap<Span, &Reference> =
        article.references.iter().map(|r| (r.entry_span, r)).collect();
    let mut kept: HashMap<ReferenceId, ReferenceId> = HashMap::new();
    for reference in &mut references {
        if let Some(known) = old.get(&reference.entry_span) {
            kept.insert(reference.id, known.id);
            reference.id = known.id;
            reference.work = known.work;
            if known.work.is_some() {
                reference.resolution = known.resolution;
            }
        }
    }
    for reference in &mut references {
        if let Resolution::Ibid(of) = &mut reference.resolution {
            *of = kept.get(of).copied().unwrap_or(*of);
        }
    }
    let hops = article.claims.iter().flat_map(|c| &c.chains).flat_map(|c| &c.hops);
    let named: HashSet<ReferenceId> = hops.filter_map(|h| h.reference).collect();
    let there: HashSet<ReferenceId> = references.iter().map(|r| r.id).collect();
    let lost =
        article.references.iter().filter(|r| named.contains(&r.id) && !there.contains(&r.id));
    references.extend(lost.cloned());
    let there: HashSet<ReferenceId> = references.iter().map(|r| r.id).collect();
    for reference in &mut references {
        if let Resolution::Ibid(of) = reference.resolution
            && !there.contains(&of)
        {
            reference.resolution = Resolution::Unresolved;
        }
    }
    Edit::SetReferences { article: article.id, references }
}

#[cfg(test)]
mod tests;
