//! Accepting entries: the edits by which what an entry describes comes into the registry.
//!
//! Nothing is accepted here of itself: the caller names the entries, on the analyst's
//! word. A work or an author that the registry has already, by the same address or by the
//! same name, is not added a second time; what is merely alike is left to
//! [`super::duplicates`].

use std::collections::HashMap;

use super::{
    Entry, Means, ParsedWork, fields::address, findings::plain, names, stored::parsed_one,
};
use crate::{
    analysis::fold::fold,
    domain::{
        article::Article,
        edit::Edit,
        ids::{IdSource, ReferenceId, SourceId, WorkId},
        project::Project,
        reference::{Reference, Resolution, meant},
        source::{Source, SourceKind},
        time::{PartialDate, Timestamp},
        work::{Work, WorkKind},
    },
};

/// What is known of a work before it stands in the registry: as read, or as corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it is.
    pub kind: WorkKind,
    /// Who wrote it, in the order printed.
    pub authors: Vec<String>,
    /// Its title; empty if it has none.
    pub title: String,
    /// The newspaper, journal, site or book it appeared in.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it appeared.
    pub date: Option<PartialDate>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Where an archived copy is.
    pub archived_url: Option<String>,
    /// When it was looked up.
    pub accessed: Option<PartialDate>,
    /// The pages meant.
    pub pages: Option<String>,
    /// The entry exactly as printed, without its label.
    pub raw: String,
}

impl Draft {
    /// What was read from an entry.
    pub fn of(entry: &Entry) -> Self {
        let parsed = &entry.parsed;
        let text = |field: &Option<super::Field<String>>| {
            field.as_ref().map(|f| f.value.clone()).filter(|v| !v.trim().is_empty())
        };
        Self {
            kind: kind_of(parsed),
            authors: parsed.authors.iter().map(|a| a.literal.clone()).collect(),
            title: parsed.title_text().unwrap_or_default().to_owned(),
            container: text(&parsed.container),
            publisher: text(&parsed.publisher),
            date: parsed.date.as_ref().map(|d| d.value),
            url: text(&parsed.url),
            archived_url: text(&parsed.archived_url),
            accessed: parsed.accessed.as_ref().map(|d| d.value),
            pages: text(&parsed.pages),
            raw: entry.raw.clone(),
        }
    }

    /// What the registry says of a work.
    pub fn of_work(project: &Project, work: &Work) -> Self {
        let name = |id: &SourceId| project.source(*id).map(|s| s.name.clone());
        Self {
            kind: work.kind,
            authors: work.authors.iter().filter_map(name).collect(),
            title: work.title.clone(),
            container: work.container.clone(),
            publisher: work.publisher.clone(),
            date: work.date,
            url: work.url.clone(),
            archived_url: work.archived_url.clone(),
            accessed: work.accessed,
            pages: work.pages.clone(),
            raw: work.raw.clone().unwrap_or_default(),
        }
    }

    /// Writes what is known over a work, its authors aside.
    fn fill(self, work: &mut Work) {
        work.kind = self.kind;
        work.title = self.title;
        work.container = self.container;
        work.publisher = self.publisher;
        work.date = self.date;
        work.url = self.url;
        work.archived_url = self.archived_url;
        work.accessed = self.accessed;
        work.pages = self.pages;
        work.raw = Some(self.raw).filter(|raw| !raw.is_empty());
    }
}

/// What sort of work the fields of an entry speak for.
fn kind_of(parsed: &ParsedWork) -> WorkKind {
    let by_day = parsed.date.as_ref().is_some_and(|d| d.value.parts().2.is_some());
    match (&parsed.container, &parsed.publisher) {
        (Some(_), _) if parsed.volume.is_some() => WorkKind::JournalArticle,
        (Some(_), Some(_)) if !by_day => WorkKind::Chapter,
        (Some(_), _) if by_day || parsed.pages.is_none() => WorkKind::NewsArticle,
        (Some(_), _) => WorkKind::JournalArticle,
        (None, Some(_)) if !by_day => WorkKind::Book,
        _ if parsed.url.is_some() => WorkKind::WebPage,
        (None, Some(_)) => WorkKind::NewsArticle,
        _ => WorkKind::Other,
    }
}

/// The entries that can be accepted without a look and are not yet, with what they say.
/// `entries` are those of [`super::parsed_of`].
pub fn certain(article: &Article, entries: &[Entry]) -> Vec<(ReferenceId, Draft)> {
    let both = article.references.iter().zip(entries);
    both.filter(|(reference, entry)| reference.work.is_none() && entry.is_certain())
        .map(|(reference, entry)| (reference.id, Draft::of(entry)))
        .collect()
}

/// What one stored entry says, through *ibid.* that of the entry it repeats; with the
/// entry that is to be accepted.
pub fn draft_of(article: &Article, reference: &Reference) -> Option<(ReferenceId, Draft)> {
    let target = meant(&article.references, reference)?;
    let entry = parsed_one(article, target);
    (entry.resolution == Means::Work).then(|| (target.id, Draft::of(&entry)))
}

/// The edits that accept entries of one article: new sources and works, the references,
/// and the steps of chains that name one of the entries and no work yet.
pub fn accept(
    project: &Project,
    article: &Article,
    wanted: Vec<(ReferenceId, Draft)>,
    ids: &mut impl IdSource,
    at: Timestamp,
) -> Vec<Edit> {
    let mut registry = Registry::new(project);
    let mut edits = Vec::new();
    let mut references = (*article.references).clone();
    let places: HashMap<ReferenceId, usize> =
        references.iter().enumerate().map(|(at, r)| (r.id, at)).collect();
    let mut accepted: HashMap<ReferenceId, WorkId> = HashMap::new();
    for (id, draft) in wanted {
        let Some(reference) = places.get(&id).and_then(|at| references.get_mut(*at)) else {
            continue;
        };
        let work = registry.work(draft, ids, &mut edits);
        reference.work = Some(work);
        reference.resolution = Resolution::Resolved;
        accepted.insert(id, work);
    }
    if accepted.is_empty() {
        return Vec::new();
    }
    edits.push(Edit::SetReferences { article: article.id, references: references.clone() });
    let authors = |work: &WorkId| registry.authors.get(work).cloned().unwrap_or_default();
    for claim in article.claims.iter() {
        let mut changed = (**claim).clone();
        let mut any = false;
        for hop in changed.chains.iter_mut().flat_map(|chain| &mut chain.hops) {
            let note = hop.reference.filter(|_| hop.work.is_none());
            let note = note.and_then(|id| references.get(*places.get(&id)?));
            let work = note.and_then(|r| meant(&references, r)).and_then(|r| accepted.get(&r.id));
            if let Some(work) = work {
                hop.work = Some(*work);
                if hop.sources.is_empty() {
                    hop.sources = authors(work);
                }
                any = true;
            }
        }
        if any {
            changed.modified = at;
            edits.push(Edit::PutClaim { article: article.id, claim: Box::new(changed) });
        }
    }
    edits
}

/// The edits that write corrections over a work that stands in the registry.
pub fn correct(project: &Project, work: &Work, draft: Draft, ids: &mut impl IdSource) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut changed = work.clone();
    let names: Vec<&str> =
        work.authors.iter().filter_map(|id| project.source(*id)).map(|s| s.name.as_str()).collect();
    if names != draft.authors {
        let mut registry = Registry::new(project);
        changed.authors = registry.people(&draft.authors, ids, &mut edits);
    }
    draft.fill(&mut changed);
    if changed != *work {
        edits.push(Edit::PutWork(changed));
    }
    edits
}

/// The registry as it grows while entries are accepted.
struct Registry {
    /// By folded name, then alias; several, and none is meant.
    sources: HashMap<String, Vec<SourceId>>,
    aliases: HashMap<String, Vec<SourceId>>,
    by_url: HashMap<String, Vec<(WorkId, String)>>,
    by_words: HashMap<(String, Option<PartialDate>, Vec<SourceId>, String), WorkId>,
    authors: HashMap<WorkId, Vec<SourceId>>,
}

impl Registry {
    fn new(project: &Project) -> Self {
        let mut registry = Self {
            sources: HashMap::new(),
            aliases: HashMap::new(),
            by_url: HashMap::new(),
            by_words: HashMap::new(),
            authors: HashMap::new(),
        };
        for source in project.sources.iter().filter(|s| !s.kind.is_unnamed()) {
            registry.sources.entry(fold(&source.name)).or_default().push(source.id);
            for alias in &source.aliases {
                registry.aliases.entry(fold(alias)).or_default().push(source.id);
            }
        }
        for work in project.works.iter() {
            let authors: Vec<_> =
                work.authors.iter().map(|id| project.resolve_source(*id)).collect();
            let outlet = work.container.as_ref().or(work.publisher.as_ref());
            registry.note(
                work.id,
                work.url.as_deref(),
                (&work.title, work.date, outlet.map(String::as_str)),
                authors,
            );
        }
        registry
    }

    fn note(
        &mut self,
        id: WorkId,
        url: Option<&str>,
        (title, date, outlet): (&str, Option<PartialDate>, Option<&str>),
        authors: Vec<SourceId>,
    ) {
        let title = plain(title);
        if let Some(url) = url.map(address::normal) {
            self.by_url.entry(url).or_default().push((id, title.clone()));
        }
        if !title.is_empty() {
            let key = (title, date, authors.clone(), plain(outlet.unwrap_or_default()));
            self.by_words.entry(key).or_insert(id);
        }
        self.authors.insert(id, authors);
    }

    fn work(&mut self, draft: Draft, ids: &mut impl IdSource, edits: &mut Vec<Edit>) -> WorkId {
        let title = plain(&draft.title);
        // One address is one work, unless the titles tell them apart.
        let by_url = draft.url.as_deref().map(address::normal).and_then(|url| {
            let known = self.by_url.get(&url)?;
            let same = |(_, t): &&(WorkId, String)| *t == title || t.is_empty() || title.is_empty();
            known.iter().find(same).map(|(id, _)| *id)
        });
        if let Some(id) = by_url {
            return id;
        }
        let authors = self.people(&draft.authors, ids, edits);
        let outlet = draft.container.as_ref().or(draft.publisher.as_ref());
        let outlet = outlet.map(String::as_str).unwrap_or_default();
        let key = (title, draft.date, authors.clone(), plain(outlet));
        // A title alone says too little: many things are called "Annual report".
        let says = !key.0.is_empty() && (!authors.is_empty() || !key.3.is_empty());
        if let Some(id) = self.by_words.get(&key).filter(|_| says && draft.date.is_some()) {
            return *id;
        }
        let id: WorkId = ids.id();
        self.note(
            id,
            draft.url.as_deref(),
            (&draft.title, draft.date, Some(outlet)),
            authors.clone(),
        );
        let mut work = Work::new(id, "", draft.kind);
        work.authors = authors;
        draft.fill(&mut work);
        edits.push(Edit::PutWork(work));
        id
    }

    /// The sources of these names, known or new.
    fn people(
        &mut self,
        names: &[String],
        ids: &mut impl IdSource,
        edits: &mut Vec<Edit>,
    ) -> Vec<SourceId> {
        let mut found: Vec<SourceId> = Vec::new();
        for name in names.iter().map(|n| n.trim()).filter(|n| !n.is_empty()) {
            let key = fold(name);
            let only = |map: &HashMap<String, Vec<SourceId>>| match map.get(&key).map(Vec::as_slice)
            {
                Some([one]) => Some(*one),
                _ => None,
            };
            let known = only(&self.sources)
                .or_else(|| only(&self.aliases).filter(|_| !self.sources.contains_key(&key)));
            let id = known.unwrap_or_else(|| {
                let source = Source::new(ids.id(), name, person_or_group(name));
                let id = source.id;
                self.sources.insert(key.clone(), vec![id]);
                edits.push(Edit::PutSource(source));
                id
            });
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }
}

fn person_or_group(name: &str) -> SourceKind {
    if names::is_personal(name) && !names::is_organisation(name) {
        SourceKind::NamedIndividual
    } else {
        SourceKind::NamedGroup
    }
}

#[cfg(test)]
mod tests;
