//! Who is named in a text: sources whose name or alias stands there, word by word.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{article::Article, ids::SourceId, project::Project};

/// The sources named in some articles. Names of fewer than three letters are too common.
/// A text is read once and no word of it is kept.
pub(super) fn named(project: &Project, articles: &[&Article]) -> BTreeSet<SourceId> {
    let mut names: HashMap<String, Vec<(Vec<String>, SourceId)>> = HashMap::new();
    for source in project.sources.iter().filter(|source| !source.kind.is_unnamed()) {
        for name in std::iter::once(&source.name).chain(&source.aliases) {
            let words: Vec<String> = words(name).map(str::to_lowercase).collect();
            let letters: usize = words.iter().map(|word| word.chars().count()).sum();
            if let Some(first) = words.first().filter(|_| letters >= 3) {
                names.entry(first.clone()).or_default().push((words.clone(), source.id));
            }
        }
    }
    let mut found = BTreeSet::new();
    let mut first = String::new();
    for article in articles {
        let mut text = words(article.text.as_str());
        while let Some(word) = text.next() {
            lower(word, &mut first);
            for (name, id) in names.get(first.as_str()).into_iter().flatten() {
                let mut rest = text.clone();
                if name[1..].iter().all(|part| rest.next().is_some_and(|word| is(word, part))) {
                    found.insert(*id);
                }
            }
        }
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A word in small letters, in the place of what is there.
fn lower(word: &str, small: &mut String) {
    small.clear();
    if word.is_ascii() {
        small.push_str(word);
        small.make_ascii_lowercase();
    } else {
        small.push_str(&word.to_lowercase());
    }
}

/// Whether a word is another one that is in small letters.
fn is(word: &str, small: &str) -> bool {
    if word.is_ascii() { word.eq_ignore_ascii_case(small) } else { word.to_lowercase() == small }
}
