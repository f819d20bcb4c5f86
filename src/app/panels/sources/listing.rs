//! Which sources or works the table shows, and in which order. Names are folded once per
//! chunk of the project's lists; what is shown is found anew when the project or the filter
//! changed.

use std::sync::Arc;

use crate::{
    analysis::{completion::Target, fold::fold, usage::Usage},
    domain::{
        chunked::Chunk,
        project::Project,
        source::{Reliability, Source, SourceKind},
        time::PartialDate,
        vocabulary::Vocabulary as _,
        work::{Work, WorkKind},
    },
};

/// Which of the two lists is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tab {
    #[default]
    Sources,
    Works,
}

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Column {
    #[default]
    Name,
    Kind,
    Reliability,
    Date,
    Claims,
    References,
}

/// What is shown, and in which order.
// Each of the truths is a tick box of its own.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub query: String,
    pub source_kind: Option<SourceKind>,
    pub work_kind: Option<WorkKind>,
    pub unnamed: bool,
    pub unused: bool,
    pub ungraded: bool,
    pub column: Column,
    /// Against the order in which the column is usually read.
    pub reversed: bool,
}

impl Filter {
    /// Shows everything again; the order stays.
    pub fn clear(&mut self) {
        *self = Self { column: self.column, reversed: self.reversed, ..Self::default() };
    }

    /// Whether anything is left out.
    pub fn is_clear(&self) -> bool {
        let mut clear = self.clone();
        clear.clear();
        *self == clear
    }
}

/// A line of the table.
#[derive(Debug)]
struct Row {
    target: Target,
    /// Its name, folded.
    name: String,
    /// All that a search looks at, folded.
    text: String,
    kind: Kind,
    unnamed: bool,
    grade: Option<Reliability>,
    date: Option<PartialDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Source(SourceKind),
    Work(WorkKind),
}

/// The folded lists, and what is shown of one.
#[derive(Debug, Default)]
pub(super) struct Listing {
    sources: Vec<(Chunk<Source>, Arc<[Row]>)>,
    works: Vec<(Chunk<Work>, Arc<[Row]>)>,
    shown: Vec<Target>,
    /// What it was made of; the truth tells whether uses were counted.
    of: Option<(Project, Tab, Filter, bool)>,
}

impl Listing {
    /// What is shown, in order.
    pub fn shown(&self) -> &[Target] {
        &self.shown
    }

    /// Brings the list up to date.
    pub fn update(&mut self, project: &Project, usage: &Usage, tab: Tab, filter: &Filter) {
        let same = self.of.as_ref().is_some_and(|(of, was, by, known)| {
            was == &tab
                && by == filter
                && *known == usage.is_known()
                && of.same_but_sessions(project)
        });
        if same {
            return;
        }
        refresh(&mut self.sources, project.sources.chunks(), source_row);
        refresh(&mut self.works, project.works.chunks(), work_row);
        let query = fold(&filter.query);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        let fits = |row: &&Row| {
            words.iter().all(|word| row.text.contains(word))
                && match row.kind {
                    Kind::Source(kind) => filter.source_kind.is_none_or(|only| only == kind),
                    Kind::Work(kind) => filter.work_kind.is_none_or(|only| only == kind),
                }
                && (!filter.unnamed || row.unnamed)
                && (!filter.ungraded || row.grade.is_none())
                && (!filter.unused || !usage.of(row.target).any())
        };
        let mut rows: Vec<&Row> = self.rows(tab).filter(fits).collect();
        let by_name = |a: &Row, b: &Row| {
            (a.name.is_empty(), &a.name, id(a.target)).cmp(&(
                b.name.is_empty(),
                &b.name,
                id(b.target),
            ))
        };
        rows.sort_unstable_by(|a, b| {
            let by_column = match filter.column {
                Column::Name => std::cmp::Ordering::Equal,
                Column::Kind => rank(a.kind).cmp(&rank(b.kind)),
                Column::Reliability => {
                    (a.grade.is_none(), a.grade).cmp(&(b.grade.is_none(), b.grade))
                }
                Column::Date => (a.date.is_none(), a.date).cmp(&(b.date.is_none(), b.date)),
                Column::Claims => usage.of(b.target).claims.cmp(&usage.of(a.target).claims),
                Column::References => {
                    usage.of(b.target).references.cmp(&usage.of(a.target).references)
                }
            };
            let order = by_column.then_with(|| by_name(a, b));
            if filter.reversed { order.reverse() } else { order }
        });
        self.shown = rows.iter().map(|row| row.target).collect();
        self.of = Some((project.clone(), tab, filter.clone(), usage.is_known()));
    }

    /// Records whose names hold all words typed, those that begin so first.
    pub fn find(&self, tab: Tab, typed: &str, limit: usize) -> Vec<Target> {
        let query = fold(typed);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        let rows = self.rows(tab).filter(|row| words.iter().all(|word| row.text.contains(word)));
        let mut rows: Vec<&Row> = rows.collect();
        rows.sort_by_key(|row| (row.name != query, !row.name.starts_with(&query), &row.name));
        rows.iter().take(limit).map(|row| row.target).collect()
    }

    /// Whether a source has exactly this name or alias, spelling aside.
    pub fn knows_source(&self, name: &str) -> bool {
        let name = fold(name);
        self.rows(Tab::Sources).any(|row| row.text.split('\n').any(|text| text == name))
    }

    fn rows(&self, tab: Tab) -> impl Iterator<Item = &Row> {
        let sources = self.sources.iter().filter(move |_| tab == Tab::Sources);
        let works = self.works.iter().filter(move |_| tab == Tab::Works);
        sources.flat_map(|(_, rows)| rows.iter()).chain(works.flat_map(|(_, rows)| rows.iter()))
    }
}

fn id(target: Target) -> crate::domain::ids::SourceId {
    match target {
        Target::Source(id) => id,
        Target::Work(id) => id.cast(),
    }
}

fn rank(kind: Kind) -> Option<usize> {
    match kind {
        Kind::Source(kind) => SourceKind::ALL.iter().position(|k| *k == kind),
        Kind::Work(kind) => WorkKind::ALL.iter().position(|k| *k == kind),
    }
}

fn source_row(source: &Source) -> Row {
    let name = fold(&source.name);
    let mut text = name.clone();
    for alias in &source.aliases {
        text.push('\n');
        text.push_str(&fold(alias));
    }
    Row {
        target: Target::Source(source.id),
        name,
        text,
        kind: Kind::Source(source.kind),
        unnamed: source.kind.is_unnamed(),
        grade: source.current_reliability().map(|grade| grade.grade).filter(|g| g.is_judged()),
        date: None,
    }
}

fn work_row(work: &Work) -> Row {
    let name = fold(work.display_title());
    let mut text = name.clone();
    if let Some(container) = &work.container {
        text.push('\n');
        text.push_str(&fold(container));
    }
    Row {
        target: Target::Work(work.id),
        name,
        text,
        kind: Kind::Work(work.kind),
        unnamed: work.title.is_empty(),
        grade: None,
        date: work.date,
    }
}

/// Folds the chunks that are not known yet.
fn refresh<T>(known: &mut Vec<(Chunk<T>, Arc<[Row]>)>, chunks: &[Chunk<T>], row: fn(&T) -> Row) {
    let before = std::mem::take(known);
    let mut at = before
        .iter()
        .map(|(chunk, rows)| (Arc::as_ptr(chunk), rows))
        .collect::<std::collections::HashMap<_, _>>();
    *known = chunks
        .iter()
        .map(|chunk| {
            let rows = at.remove(&Arc::as_ptr(chunk)).cloned();
            let rows = rows.unwrap_or_else(|| chunk.iter().map(|record| row(record)).collect());
            (Arc::clone(chunk), rows)
        })
        .collect();
}
