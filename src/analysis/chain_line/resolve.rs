//! Says who and what a line means in a project: which sources exist, which are new, which
//! work a note stands for. The answer is plain data, from which the window makes edits.

use std::collections::BTreeMap;

use crate::analysis::fold::{fold, folds_to};
use crate::domain::{
    article::Article,
    chain::{Chain, Hop, HopBasis},
    ids::{AnalystId, IdSource, ReferenceId, SourceId, WorkId},
    project::Project,
    reference::work_of,
    source::{Source, SourceKind},
    span::Span,
    time::Timestamp,
};

use super::{ParsedChain, ParsedHop, ParsedLine, ParsedName, ParsedNote, ParsedWork, kinds};

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The sources to add first.
    pub sources: Vec<Source>,
    /// The chains to give to the claim.
    pub chains: Vec<Chain>,
    /// What became of each written name, in the order of the line.
    pub names: Vec<ResolvedName>,
}

/// What became of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResolvedName {
    /// Its place in the line, in code points.
    pub span: Span,
    /// Who it is.
    pub fate: NameFate,
}

/// Who or what a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFate {
    /// A source that the project has, by its name or as picked.
    Known(SourceId),
    /// A source that the project has under another name.
    Alias(SourceId),
    /// A source to be added.
    New(SourceId),
    /// A work of this title.
    Work(WorkId),
}

/// Why a line means nothing in this project. Spans are code points of the line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// The article has no note with this label.
    #[error("This article has no note [{label}]. Correct the label or write the name instead.")]
    UnknownNote {
        /// The label.
        label: String,
        /// Where it stands.
        span: Span,
    },
    /// No work has this title.
    #[error("No work is called \"{title}\". Choose one from the list or add it under Sources.")]
    UnknownWork {
        /// The title.
        title: String,
        /// Where it stands.
        span: Span,
    },
    /// An id after `#` is unknown.
    #[error("There is no record #{id}. Delete the # and what follows, and choose again.")]
    UnknownId {
        /// The id.
        id: String,
        /// Where it stands.
        span: Span,
    },
    /// Several records could be meant.
    #[error("{count} records are called \"{name}\". Choose one from the list.")]
    SeveralMatch {
        /// The name or title.
        name: String,
        /// How many there are.
        count: usize,
        /// Where it stands.
        span: Span,
    },
}

impl ResolveError {
    /// Where in the line the problem is, in code points.
    pub fn span(&self) -> Span {
        match self {
            Self::UnknownNote { span, .. }
            | Self::UnknownWork { span, .. }
            | Self::UnknownId { span, .. }
            | Self::SeveralMatch { span, .. } => *span,
        }
    }
}

/// Finds out what a line means in an article of a project.
///
/// A plain name is a source by name or alias, else a work by its title if nobody else
/// speaks in the hop, else a new source. A name in quotation marks is a new source each
/// time unless an id follows it. A hop of a note or a work alone is given its authors.
pub fn resolve(
    line: &ParsedLine,
    project: &Project,
    article: &Article,
    by: AnalystId,
    at: Timestamp,
    ids: &mut impl IdSource,
) -> Result<Resolution, ResolveError> {
    let mut resolver = Resolver {
        project,
        article,
        ids,
        sources: Vec::new(),
        names: Vec::new(),
        new_by_name: BTreeMap::new(),
    };
    let mut chains = Vec::new();
    for ParsedChain { hops, end } in &line.chains {
        let hops = hops.iter().map(|hop| resolver.hop(hop)).collect::<Result<Vec<_>, _>>()?;
        let mut chain = Chain::new(resolver.ids.id(), hops, by, at);
        chain.end = end.unwrap_or_default();
        chains.push(chain);
    }
    Ok(Resolution { sources: resolver.sources, chains, names: resolver.names })
}

struct Resolver<'a, I> {
    project: &'a Project,
    article: &'a Article,
    ids: &'a mut I,
    sources: Vec<Source>,
    names: Vec<ResolvedName>,
    /// New named sources of this line: a name written twice is one source.
    new_by_name: BTreeMap<String, SourceId>,
}

impl<I: IdSource> Resolver<'_, I> {
    fn hop(&mut self, parsed: &ParsedHop) -> Result<Hop, ResolveError> {
        let mut hop = Hop::default();
        if let Some(note) = &parsed.note {
            let (reference, work) = self.note(note)?;
            hop.reference = Some(reference);
            hop.work = work;
        }
        if let Some(work) = &parsed.work {
            hop.work = Some(self.work(work)?);
        }
        let work_may_speak = parsed.sources.len() == 1 && hop.work.is_none();
        for name in &parsed.sources {
            let fate = self.name(name, work_may_speak)?;
            self.names.push(ResolvedName { span: name.span, fate });
            match fate {
                NameFate::Known(id) | NameFate::Alias(id) | NameFate::New(id) => {
                    if !hop.sources.contains(&id) {
                        hop.sources.push(id);
                    }
                }
                NameFate::Work(work) => hop.work = Some(work),
            }
        }
        if hop.sources.is_empty() {
            if hop.reference.is_some() {
                hop.basis = HopBasis::Note;
            }
            if let Some(work) = hop.work.and_then(|work| self.project.work(work)) {
                for author in &work.authors {
                    let author = self.project.resolve_source(*author);
                    if !hop.sources.contains(&author) {
                        hop.sources.push(author);
                    }
                }
            }
        }
        Ok(hop)
    }

    fn name(&mut self, name: &ParsedName, work_may_speak: bool) -> Result<NameFate, ResolveError> {
        let span = name.span;
        if let Some(id) = name.picked {
            return match self.project.source(id) {
                Some(source) => Ok(NameFate::Known(source.id)),
                None => Err(ResolveError::UnknownId { id: id.to_string(), span }),
            };
        }
        if name.unnamed {
            let kind = kinds::unnamed_kind(&name.text);
            return Ok(NameFate::New(self.add(&name.text, kind)));
        }
        let folded = fold(&name.text);
        if let Some(known) = self.known(&name.text, &folded, span)? {
            return Ok(known);
        }
        if work_may_speak && let Some(work) = self.titled(&name.text, &folded, span)? {
            return Ok(NameFate::Work(work));
        }
        if let Some(new) = self.new_by_name.get(&folded) {
            return Ok(NameFate::New(*new));
        }
        let id = self.add(&name.text, kinds::named_kind(&name.text));
        self.new_by_name.insert(folded, id);
        Ok(NameFate::New(id))
    }

    fn add(&mut self, name: &str, kind: SourceKind) -> SourceId {
        let id = self.ids.id();
        self.sources.push(Source::new(id, name, kind));
        id
    }

    /// The named source that is meant: the same letters go before the same word, and a
    /// name before an alias.
    fn known(
        &self,
        name: &str,
        folded: &str,
        span: Span,
    ) -> Result<Option<NameFate>, ResolveError> {
        let mut found: [Vec<SourceId>; 3] = Default::default();
        for source in self.project.sources.iter().filter(|s| !s.kind.is_unnamed()) {
            if source.name == name {
                found[0].push(source.id);
            } else if folds_to(&source.name, folded) {
                found[1].push(source.id);
            } else if source.aliases.iter().any(|alias| folds_to(alias, folded)) {
                found[2].push(source.id);
            }
        }
        let alias = found[0].is_empty() && found[1].is_empty();
        let id = only(found, name, span)?;
        Ok(id.map(|id| if alias { NameFate::Alias(id) } else { NameFate::Known(id) }))
    }

    fn titled(
        &self,
        title: &str,
        folded: &str,
        span: Span,
    ) -> Result<Option<WorkId>, ResolveError> {
        let mut found: [Vec<WorkId>; 2] = Default::default();
        for work in self.project.works.iter() {
            let known = work.display_title();
            if known == title {
                found[0].push(work.id);
            } else if folds_to(known, folded) {
                found[1].push(work.id);
            }
        }
        only(found, title, span)
    }

    fn work(&self, parsed: &ParsedWork) -> Result<WorkId, ResolveError> {
        let span = parsed.span;
        if let Some(id) = parsed.picked {
            return match self.project.work(id) {
                Some(work) => Ok(work.id),
                None => Err(ResolveError::UnknownId { id: id.to_string(), span }),
            };
        }
        self.titled(&parsed.title, &fold(&parsed.title), span)?
            .ok_or_else(|| ResolveError::UnknownWork { title: parsed.title.clone(), span })
    }

    fn note(&self, note: &ParsedNote) -> Result<(ReferenceId, Option<WorkId>), ResolveError> {
        let references = &self.article.references;
        let wanted = fold(&note.label);
        let exact = references.iter().find(|r| r.label == note.label);
        let reference =
            exact.or_else(|| references.iter().find(|r| folds_to(&r.label, &wanted))).ok_or_else(
                || ResolveError::UnknownNote { label: note.label.clone(), span: note.span },
            )?;
        let work = work_of(references, reference);
        Ok((reference.id, work.map(|work| self.project.resolve_work(work))))
    }
}

/// The one record of the best level that has any.
fn only<T: Copy, const N: usize>(
    found: [Vec<T>; N],
    name: &str,
    span: Span,
) -> Result<Option<T>, ResolveError> {
    let Some(best) = found.into_iter().find(|level| !level.is_empty()) else { return Ok(None) };
    match best.as_slice() {
        [one] => Ok(Some(*one)),
        several => {
            Err(ResolveError::SeveralMatch { name: name.to_owned(), count: several.len(), span })
        }
    }
}
