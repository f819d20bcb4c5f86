//! Who is named in a text: sources whose name or alias stands there, word by word.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{article::Article, ids::SourceId, project::Project};

/// The sources named in some articles. Names of fewer than three letters are too common.
pub(super) fn named(project: &Project, articles: &[&Article]) -> BTreeSet<SourceId> {
    let mut names: HashMap<String, Vec<(Vec<String>, SourceId)>> = HashMap::new();
    for source in project.sources.iter().filter(|source| !source.kind.is_unnamed()) {
        for name in std::iter::once(&source.name).chain(&source.aliases) {
            let words: Vec<String> = words(name).collect();
            let letters: usize = words.iter().map(|word| word.chars().count()).sum();
            if let Some(first) = words.first().filter(|_| letters >= 3) {
                names.entry(first.clone()).or_default().push((words.clone(), source.id));
            }
        }
    }
    let mut found = BTreeSet::new();
    for article in articles {
        let text: Vec<String> = words(article.text.as_str()).collect();
        for at in 0..text.len() {
            for (name, id) in names.get(&text[at]).into_iter().flatten() {
                if text[at..].starts_with(name) {
                    found.insert(*id);
                }
            }
        }
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}
