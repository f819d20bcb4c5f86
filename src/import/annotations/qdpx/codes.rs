//! What the codes of an exchange file mean here: a term of a vocabulary, a kind of evidence,
//! or else a tag.

use std::collections::HashMap;

use super::xml;
use crate::domain::{
    assessment::{Confidence, Credibility, Likelihood},
    claim::{ClaimKind, ClaimStatus, Factuality, Tone},
    evidence::{Bearing, Directness},
    ids::TermId,
    project::Project,
    vocabulary::Vocabulary,
};

/// What a code means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Kind(ClaimKind),
    Tone(Tone),
    Factuality(Factuality),
    Status(ClaimStatus),
    Evidence(TermId),
    Directness(Directness),
    Bearing(Bearing),
    Credibility(Credibility),
    Confidence(Confidence),
    Likelihood(Likelihood),
    Tag(String),
    /// The words that attribute something, or name who is quoted: no claim of their own.
    AttributionWords,
    /// What a chain's code says; the chain itself is not in such a file.
    Chain,
}

/// A kind of evidence that the file brings with it.
#[derive(Debug, Clone)]
pub(super) struct NewTerm {
    pub guid: String,
    pub name: String,
    pub definition: String,
    pub colour: Option<String>,
}

/// The codes by their GUIDs.
#[derive(Debug, Default)]
pub(super) struct Codes {
    meanings: HashMap<String, Meaning>,
    /// Kinds of evidence of this program's own exports that the project does not have.
    pub new_terms: Vec<NewTerm>,
}

fn term<T: Vocabulary>(label: &str) -> Option<T> {
    T::ALL.iter().copied().find(|term| term.label() == label)
}

/// What a code called `Vocabulary: Term` means.
fn of_vocabulary(vocabulary: &str, label: &str) -> Option<Meaning> {
    Some(match vocabulary {
        "Claim" => Meaning::Kind(term(label)?),
        "Tone" => Meaning::Tone(term(label)?),
        "Factuality" => Meaning::Factuality(term(label)?),
        "Status" => Meaning::Status(term(label)?),
        "Directness" => Meaning::Directness(term(label)?),
        "Bearing" => Meaning::Bearing(term(label)?),
        "Credibility" => Meaning::Credibility(term(label)?),
        "Confidence" => Meaning::Confidence(term(label)?),
        "Likelihood" => Meaning::Likelihood(term(label)?),
        "Chain" | "Form" => Meaning::Chain,
        "Attribution" => Meaning::AttributionWords,
        _ => return None,
    })
}

impl Codes {
    pub fn of(root: &xml::Element, project: &Project, own: bool) -> Self {
        let mut codes = Self::default();
        let list = root.child("CodeBook").and_then(|book| book.child("Codes"));
        let mut open: Vec<(&xml::Element, &str)> =
            list.into_iter().flat_map(|list| list.all("Code")).map(|code| (code, "")).collect();
        while let Some((code, parent)) = open.pop() {
            let name = code.get("name").unwrap_or_default();
            open.extend(code.all("Code").map(|child| (child, name)));
            let Some(guid) = code.guid("guid") else { continue };
            let meaning = codes.meaning(code, &guid, (name, parent), project, own);
            codes.meanings.insert(guid, meaning);
        }
        codes.new_terms.sort_by(|a, b| a.name.cmp(&b.name));
        codes
    }

    /// What a code means, if the file declares it.
    pub fn get(&self, guid: &str) -> Option<&Meaning> {
        self.meanings.get(guid)
    }

    /// Says which kind of evidence a new one has become.
    pub fn became(&mut self, guid: &str, term: TermId) {
        self.meanings.insert(guid.to_owned(), Meaning::Evidence(term));
    }

    fn meaning(
        &mut self,
        code: &xml::Element,
        guid: &str,
        (name, parent): (&str, &str),
        project: &Project,
        own: bool,
    ) -> Meaning {
        let vocabulary = name.split_once(": ").and_then(|(v, label)| of_vocabulary(v, label));
        if let Some(meaning) = vocabulary {
            return meaning;
        }
        let same = |known: &&std::sync::Arc<crate::domain::codebook::Term>| {
            known.name.to_lowercase() == name.trim().to_lowercase()
        };
        if let Some(term) = project.codebook.iter().find(same) {
            return Meaning::Evidence(term.id);
        }
        if own && parent == "Evidence" {
            let definition = code.child("Description").map(|d| d.text.clone()).unwrap_or_default();
            self.new_terms.push(NewTerm {
                guid: guid.to_owned(),
                name: name.to_owned(),
                definition,
                colour: code.get("color").map(str::to_owned),
            });
        }
        let tag = if parent == "Tags" { name.strip_prefix('#').unwrap_or(name) } else { name };
        Meaning::Tag(tag.trim().to_owned())
    }
}
