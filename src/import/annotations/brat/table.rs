//! The mapping as a table that people change: a line for each name, with its sort, and what
//! it means, chosen from a list. The window shows it, the command line writes and reads it.

use std::fmt;

use super::{Mapping, RelationUse, RoleUse, SpanUse};
use crate::domain::{link::LinkKind, vocabulary::Vocabulary as _};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A type of spans.
    Span,
    /// A type of events.
    Event,
    /// A role of an event's arguments.
    Role,
    /// A type of relations.
    Relation,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Span, Self::Event, Self::Role, Self::Relation];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Span => "span",
            Self::Event => "event",
            Self::Role => "role",
            Self::Relation => "relation",
        }
    }

    /// What a name of this sort can mean.
    pub fn meanings(self) -> Vec<&'static str> {
        match self {
            Self::Span => SPANS.iter().map(|(_, name)| *name).collect(),
            Self::Event => EVENTS.iter().map(|(_, name)| *name).collect(),
            Self::Role => ROLES.iter().map(|(_, name)| *name).collect(),
            Self::Relation => {
                let links = LinkKind::ALL.iter().map(|kind| kind.label());
                RELATIONS.iter().map(|(_, name)| *name).chain(links).collect()
            }
        }
    }
}

const IGNORED: &str = "Ignored";
const SPANS: [(SpanUse, &str); 3] = [
    (SpanUse::Claim, "Claim"),
    (SpanUse::Part, "Part of an attribution"),
    (SpanUse::Ignore, IGNORED),
];
const EVENTS: [(bool, &str); 2] = [(true, "Attribution"), (false, IGNORED)];
const ROLES: [(RoleUse, &str); 5] = [
    (RoleUse::Source, "Source"),
    (RoleUse::Content, "Content"),
    (RoleUse::Cue, "Cue"),
    (RoleUse::Addressee, "Addressee"),
    (RoleUse::Ignore, IGNORED),
];
const RELATIONS: [(RelationUse, &str); 5] = [
    (RelationUse::Ignore, IGNORED),
    (RelationUse::SourceOf, "Source of"),
    (RelationUse::HasSource, "Has as source"),
    (RelationUse::CueOf, "Cue of"),
    (RelationUse::HasCue, "Has as cue"),
];

fn named<T: Copy + PartialEq>(list: &[(T, &'static str)], of: T) -> &'static str {
    list.iter().find(|(one, _)| *one == of).map_or(IGNORED, |(_, name)| name)
}

fn meant<T: Copy>(list: &[(T, &'static str)], name: &str) -> Option<T> {
    list.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(one, _)| *one)
}

fn relation_name(of: RelationUse) -> &'static str {
    match of {
        RelationUse::Link(kind) => kind.label(),
        other => named(&RELATIONS, other),
    }
}

fn relation(name: &str) -> Option<RelationUse> {
    let link = || LinkKind::ALL.iter().find(|kind| kind.label().eq_ignore_ascii_case(name));
    meant(&RELATIONS, name).or_else(|| link().map(|kind| RelationUse::Link(*kind)))
}

/// What one name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it names.
    pub sort: Sort,
    /// The name, as the collection has it.
    pub name: String,
    /// What it means: one of [`Sort::meanings`].
    pub meaning: &'static str,
}

/// Why a table can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct TableError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what it should be.
    pub why: String,
}

impl Mapping {
    /// What each name means, sort by sort.
    pub fn lines(&self) -> Vec<Line> {
        let line = |sort, name: &String, meaning| Line { sort, name: name.clone(), meaning };
        let spans = self.spans.iter().map(|(n, of)| line(Sort::Span, n, named(&SPANS, *of)));
        let events = self.events.iter().map(|(n, of)| line(Sort::Event, n, named(&EVENTS, *of)));
        let roles = self.roles.iter().map(|(n, of)| line(Sort::Role, n, named(&ROLES, *of)));
        let relations =
            self.relations.iter().map(|(n, of)| line(Sort::Relation, n, relation_name(*of)));
        spans.chain(events).chain(roles).chain(relations).collect()
    }

    /// Says what a name means. `false` if names of its sort can't mean that.
    pub fn set(&mut self, sort: Sort, name: &str, meaning: &str) -> bool {
        fn put<T>(
            list: &mut std::collections::BTreeMap<String, T>,
            n: &str,
            of: Option<T>,
        ) -> bool {
            of.map(|of| list.insert(n.to_owned(), of)).is_some()
        }
        match sort {
            Sort::Span => put(&mut self.spans, name, meant(&SPANS, meaning)),
            Sort::Event => put(&mut self.events, name, meant(&EVENTS, meaning)),
            Sort::Role => put(&mut self.roles, name, meant(&ROLES, meaning)),
            Sort::Relation => put(&mut self.relations, name, relation(meaning)),
        }
    }

    /// Takes over what a table says; names that it does not have keep their meaning.
    pub fn read_table(&mut self, table: &str) -> Result<(), TableError> {
        let table = table.strip_prefix('\u{FEFF}').unwrap_or(table);
        for (index, text) in table.lines().enumerate() {
            if text.trim().is_empty() || text.starts_with('#') {
                continue;
            }
            let wrong = |why: String| TableError { line: index + 1, why };
            let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
            let [sort, name, meaning] = cells[..] else {
                return Err(wrong("it should have three columns with tabs between".to_owned()));
            };
            let sort =
                Sort::ALL.into_iter().find(|known| known.name() == sort).ok_or_else(|| {
                    wrong(format!("{sort:?} should be span, event, role or relation"))
                })?;
            if !self.set(sort, name, meaning) {
                let known = sort.meanings().join(", ");
                return Err(wrong(format!("{meaning:?} should be one of: {known}")));
            }
        }
        Ok(())
    }
}

impl fmt::Display for Mapping {
    /// The table, with the meanings that can be chosen above each sort.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines();
        for lines in lines.chunk_by(|a, b| a.sort == b.sort) {
            if let Some(first) = lines.first() {
                writeln!(f, "# {}: {}", first.sort.name(), first.sort.meanings().join(", "))?;
            }
            for line in lines {
                writeln!(f, "{}\t{}\t{}", line.sort.name(), line.name, line.meaning)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::link::Response;

    fn mapping() -> Mapping {
        let mut mapping = Mapping::default();
        for sort in Sort::ALL {
            for (index, meaning) in sort.meanings().into_iter().enumerate() {
                assert!(mapping.set(sort, &format!("{}-{index}", sort.name()), meaning));
            }
        }
        mapping
    }

    #[test]
    fn a_table_that_was_written_reads_back_as_the_same_mapping() {
        let mapping = mapping();
        let mut back = Mapping::default();
        back.read_table(&mapping.to_string()).expect("read");
        assert_eq!(back, mapping);
        let denies = RelationUse::Link(LinkKind::RespondsTo(Response::Denies));
        assert!(mapping.relations.values().any(|of| *of == denies));
    }

    #[test]
    fn a_table_changes_only_the_names_that_it_has() {
        let mut mapping = mapping();
        mapping.read_table("\u{FEFF}# mine\r\n\r\nspan\tspan-0\tignored\r\n").expect("read");
        assert_eq!(mapping.spans["span-0"], SpanUse::Ignore);
        assert_eq!(mapping.spans["span-1"], SpanUse::Part);
    }

    #[test]
    fn a_line_that_says_nothing_sensible_is_told_with_its_number_and_what_it_could_be() {
        for (table, words) in [
            ("span\tX", "line 1: it should have three columns"),
            ("\nspam\tX\tClaim", "line 2: \"spam\" should be span, event"),
            ("role\tX\tClaim", "should be one of: Source, Content"),
        ] {
            let why = Mapping::default().read_table(table).expect_err(table).to_string();
            assert!(why.contains(words), "{why}");
        }
    }
}
