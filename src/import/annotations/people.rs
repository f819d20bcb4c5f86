//! Analysts and sources that a file names: those that the project knows, and new ones.

use std::collections::HashMap;

use super::proposal::{Proposal, Setting};
use crate::analysis::fold::fold;
use crate::domain::{
    analyst::Analyst,
    edit::Edit,
    ids::{AnalystId, IdSource, SourceId},
    source::{Source, SourceKind},
};

/// Who is known by which name.
pub struct People {
    analysts: HashMap<String, AnalystId>,
    sources: HashMap<String, SourceId>,
    by: AnalystId,
}

impl People {
    /// Those of the project.
    pub fn of(into: &Setting<'_>) -> Self {
        let analysts = into.project.analysts.iter().map(|a| (fold(&a.name), a.id)).collect();
        let mut sources = HashMap::new();
        // Names come before aliases.
        for source in into.project.sources.iter() {
            sources.entry(fold(&source.name)).or_insert(source.id);
        }
        for source in into.project.sources.iter() {
            for alias in &source.aliases {
                sources.entry(fold(alias)).or_insert(source.id);
            }
        }
        Self { analysts, sources, by: into.by }
    }

    /// The analyst of a name; a new one if nobody has it. Who imports, if there is no name.
    pub fn analyst(
        &mut self,
        name: &str,
        id: Option<AnalystId>,
        proposal: &mut Proposal,
        ids: &mut impl IdSource,
    ) -> AnalystId {
        let name = one_line(name);
        if name.is_empty() {
            return self.by;
        }
        let edits = &mut proposal.edits;
        *self.analysts.entry(fold(&name)).or_insert_with(|| {
            let id = id.unwrap_or_else(|| ids.id());
            edits.push(Edit::PutAnalyst(Analyst { id, name }));
            id
        })
    }

    /// The source that is known by a name.
    pub fn known_source(&self, name: &str) -> Option<SourceId> {
        self.sources.get(&fold(&one_line(name))).copied()
    }

    /// Remembers a source by its name.
    pub fn add_source(&mut self, name: &str, id: SourceId) {
        self.sources.entry(fold(&one_line(name))).or_insert(id);
    }

    /// The source of a name; a new one, of which nothing else is known, if none has it.
    pub fn source(
        &mut self,
        name: &str,
        proposal: &mut Proposal,
        ids: &mut impl IdSource,
    ) -> Option<SourceId> {
        let name = one_line(name);
        if name.is_empty() {
            return None;
        }
        Some(*self.sources.entry(fold(&name)).or_insert_with(|| {
            let source = Source::new(ids.id(), name, SourceKind::Undetermined);
            let id = source.id;
            proposal.edits.push(Edit::PutSource(source));
            proposal.report.records += 1;
            id
        }))
    }
}

/// A name on one line.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
