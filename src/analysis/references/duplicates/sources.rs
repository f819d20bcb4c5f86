//! Sources that may be one: by name, order of names, initials, acronyms and aliases.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::super::names;
use super::works::outlet;
use super::{MOST_COMPARED, Reason, Suggestion, source_pair};
use crate::domain::{
    ids::SourceId,
    project::Project,
    source::{Source, SourceKind},
};

/// One name of a source: its own, or an alias.
struct Known<'p> {
    id: SourceId,
    kind: SourceKind,
    name: &'p str,
    alias: bool,
    whole: String,
    person: Option<Person>,
}

struct Person {
    given: Vec<String>,
    family: String,
    inverted: bool,
}

/// Pairs of sources that may be one.
pub fn suggestions(project: &Project) -> Vec<Suggestion> {
    let known: Vec<Known<'_>> = project
        .sources
        .iter()
        .filter(|source| !source.kind.is_unnamed())
        .flat_map(|source| named(source))
        .collect();
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (at, this) in known.iter().enumerate() {
        for key in keys(this) {
            let block = blocks.entry(key).or_default();
            for other in block.iter().rev().take(MOST_COMPARED).map(|o| &known[*o]) {
                if this.id != other.id
                    && let Some(reason) = reason(this, other)
                {
                    found.push(Suggestion { pair: source_pair(this.id, other.id), reason });
                }
            }
            block.push(at);
        }
    }
    found
}

fn named(source: &Source) -> impl Iterator<Item = Known<'_>> {
    let names = std::iter::once((source.name.as_str(), false))
        .chain(source.aliases.iter().map(|a| (a.as_str(), true)));
    names.filter(|(name, _)| name.chars().any(char::is_alphanumeric)).map(|(name, alias)| {
        let person = matches!(source.kind, SourceKind::NamedIndividual | SourceKind::Other)
            .then(|| person(name))
            .flatten();
        let whole = match &person {
            Some(p) => format!("{}{}", p.given.concat(), p.family),
            None => bare(name),
        };
        Known { id: source.id, kind: source.kind, name, alias, whole, person }
    })
}

/// Letters and digits in lower case, without accents.
fn bare(text: &str) -> String {
    text.nfd()
        .filter(|c| c.is_alphanumeric() && !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

fn person(name: &str) -> Option<Person> {
    let parsed = names::parse(name, 0, name.len());
    let [only] = parsed.as_slice() else { return None };
    let (given, family) = only.given.as_ref().zip(only.family.as_ref())?;
    let given: Vec<String> = given
        .split(|c: char| c.is_whitespace() || c == '.')
        .map(bare)
        .filter(|w| !w.is_empty())
        .collect();
    let inverted = name.trim_start().starts_with(family.as_str()) && name.contains([',', '،']);
    (!given.is_empty()).then(|| Person { given, family: bare(family), inverted })
}

fn keys(this: &Known<'_>) -> Vec<String> {
    let mut keys = vec![format!("w{}", this.whole)];
    if let Some(person) = &this.person {
        let initial = person.given.first().and_then(|g| g.chars().next()).unwrap_or(' ');
        keys.push(format!("p{}|{initial}", person.family));
    }
    let short = outlet(this.name);
    if this.person.is_none() && short.chars().count() >= 3 {
        keys.push(format!("o{short}"));
    }
    keys.extend(acronyms(this.name).into_iter().map(|a| format!("a{a}")));
    keys
}

/// The acronym that a name is, or those that its words make.
fn acronyms(name: &str) -> Vec<String> {
    if let Some(own) = own_acronym(name) {
        return vec![own];
    }
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let initials = |all: bool| -> String {
        words
            .iter()
            .filter_map(|w| w.chars().next())
            .filter(|c| all || c.is_uppercase())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let mut found = vec![initials(false), initials(true)];
    // Without the article: "The Upland Survey" is US.
    if words.first().is_some_and(|w| w.eq_ignore_ascii_case("the")) {
        found.push(found[0].chars().skip(1).collect());
    }
    found.retain(|a| (2..=8).contains(&a.chars().count()));
    found.sort_unstable();
    found.dedup();
    if words.len() >= 2 { found } else { Vec::new() }
}

fn own_acronym(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|c| *c != '.').collect();
    let fits =
        (2..=8).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
    fits.then(|| letters.to_lowercase())
}

fn reason(a: &Known<'_>, b: &Known<'_>) -> Option<Reason> {
    if a.whole == b.whole {
        let order =
            a.person.as_ref().zip(b.person.as_ref()).is_some_and(|(a, b)| a.inverted != b.inverted);
        return Some(if a.alias || b.alias {
            Reason::Alias
        } else if order {
            Reason::NameOrder
        } else {
            Reason::SameName
        });
    }
    if let (Some(x), Some(y)) = (&a.person, &b.person) {
        return (x.family == y.family && fit(&x.given, &y.given)).then_some(Reason::Initials);
    }
    if a.person.is_none() && b.person.is_none() && outlet(a.name) == outlet(b.name) {
        return Some(Reason::OutletName);
    }
    // Of an acronym, one side is the short form and the other a group.
    let is_group =
        |k: &Known<'_>| k.kind != SourceKind::NamedIndividual || names::is_organisation(k.name);
    match (own_acronym(a.name), own_acronym(b.name)) {
        (Some(short), None) if is_group(b) && acronyms(b.name).contains(&short) => {
            Some(Reason::Acronym)
        }
        (None, Some(short)) if is_group(a) && acronyms(a.name).contains(&short) => {
            Some(Reason::Acronym)
        }
        _ => None,
    }
}

/// Whether two lists of given names can be one: word for word equal, or one the initial
/// of the other; missing middle names fit.
fn fit(a: &[String], b: &[String]) -> bool {
    a.iter().zip(b).all(|(x, y)| {
        let short = x.chars().count().min(y.chars().count());
        x == y || (short == 1 && x.chars().next() == y.chars().next())
    })
}
