//! What is made of a file or a pasted text before the analyst sees it: everything that
//! takes long is done here, on a task's thread.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Progress, work::Outcome};
use crate::{
    analysis::references::{Recognised, recognise, to_references},
    domain::{
        article::{Article, ArticleHead},
        ids::{ArticleId, IdSource},
    },
    import::{ImportError, Imported, Limits, import_file, import_pasted, into_article},
};

/// An article to be, with its notes recognised and its hash known.
#[derive(Debug)]
pub struct ReadArticle {
    /// What was read.
    pub imported: Imported,
    notes: Recognised,
}

impl ReadArticle {
    /// Recognises the notes of what was read and hashes its text. Slow for a long one.
    pub fn of(imported: Imported) -> Self {
        imported.text.sha256();
        let notes = recognise(&imported.text, &imported.structure);
        Self { imported, notes }
    }

    /// The article, under the head that the analyst accepted.
    pub fn into_article(self, head: ArticleHead, ids: &mut impl IdSource) -> Article {
        let mut article = into_article(Imported { head, ..self.imported }, ids);
        article.references = Arc::new(to_references(&self.notes, ids));
        article
    }
}

/// Reads files as articles, one after the other: one that fails does not stop the others.
pub fn files(paths: Vec<PathBuf>, progress: &Progress) -> Outcome {
    let count = paths.len().max(1);
    let mut read = Vec::with_capacity(count);
    for (at, path) in paths.into_iter().enumerate() {
        if progress.is_cancelled() {
            break;
        }
        let result = file(&path, progress);
        read.push((path, result));
        progress.set((at + 1) as f32 / count as f32);
    }
    Outcome::Imported(read)
}

/// Reads a pasted text as an article.
pub fn pasted(text: &str, progress: &Progress) -> Outcome {
    let result = import_pasted(text).and_then(|imported| finished(imported, progress));
    Outcome::Imported(vec![(PathBuf::from("Pasted text"), result)])
}

/// Reads a file as the revision of an article.
pub fn revision(article: ArticleId, path: PathBuf, progress: &Progress) -> Outcome {
    let result = file(&path, progress);
    Outcome::Revised(Box::new((article, path, result)))
}

fn file(path: &std::path::Path, progress: &Progress) -> Result<ReadArticle, ImportError> {
    let imported = import_file(path, &Limits::default(), &|| progress.is_cancelled())?;
    finished(imported, progress)
}

fn finished(imported: Imported, progress: &Progress) -> Result<ReadArticle, ImportError> {
    if progress.is_cancelled() {
        return Err(ImportError::Cancelled);
    }
    Ok(ReadArticle::of(imported))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::SeededIds;

    const TEXT: &str = "It broke.[1]\n\nReferences\n1. Ana Tal, \"The dam\", Orel Post, 2021\n";

    #[test]
    fn a_pasted_text_comes_with_its_notes_and_takes_the_head_that_was_accepted() {
        let Outcome::Imported(mut read) = pasted(TEXT, &Progress::default()) else {
            panic!("another outcome")
        };
        let (_, read) = read.remove(0);
        let head = ArticleHead { title: "Corrected".to_owned(), ..ArticleHead::default() };
        let article = read.expect("readable").into_article(head, &mut SeededIds(3));
        assert_eq!(article.title(), "Corrected");
        assert_eq!(article.references.len(), 1);
        assert_eq!(*article.sha256, *article.text.sha256());
    }

    #[test]
    fn what_was_cancelled_is_not_recognised() {
        let progress = Progress::default();
        progress.cancel();
        let Outcome::Imported(read) = pasted(TEXT, &progress) else { panic!("another outcome") };
        assert!(matches!(read[0].1, Err(ImportError::Cancelled)));
    }
}
