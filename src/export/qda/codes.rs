//! The codebook: a folder of codes for each vocabulary. Other programs put all codes into
//! one list, so that a code's name says what vocabulary it belongs to.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;

use super::{ORIGIN, text_element};
use crate::{
    domain::{
        assessment::{Confidence, Credibility, Likelihood},
        chain::{ChainEnd, QuotationForm},
        claim::{ClaimKind, ClaimStatus, Factuality, Tone},
        evidence::{Bearing, Directness},
        ids::TermId,
        project::Project,
        vocabulary::Vocabulary,
    },
    export::{
        Carried, Export, ExportError, Field, Format, Progress, Shape, Target, Wanted,
        identity::{Identities, Uuid},
        xml::Xml,
    },
};

pub(in crate::export) const FORMAT: Format = Format {
    name: "qdc",
    label: "REFI-QDA codebook",
    about: "The evidence kinds and all scales as a codebook for NVivo, ATLAS.ti, MAXQDA, QualCoder.",
    endings: &[".qdc"],
    shape: Shape::File,
    lossless: false,
    carries: |field, _| match field {
        Field::Codebook => Carried::Whole,
        Field::CodebookColours | Field::Tags => Carried::Part,
        _ => Carried::No,
    },
    write,
};

/// One code.
struct Code {
    guid: Uuid,
    name: String,
    description: String,
    colour: Option<String>,
}

/// A folder of codes.
struct Folder {
    guid: Uuid,
    name: &'static str,
    description: &'static str,
    codes: Vec<Code>,
}

/// All codes of a project.
pub(super) struct Codes {
    folders: Vec<Folder>,
    ids: Identities,
    terms: HashMap<TermId, Uuid>,
}

/// The vocabulary of what a stretch of text is in an attribution.
pub(super) const PARTS: [(&str, &str); 2] = [
    ("Source", "The words that name who speaks."),
    ("Cue", "The words that attribute: \"told\", \"according to\"."),
];

impl Codes {
    pub fn of(project: &Project) -> Self {
        let ids = Identities::of(project);
        let mut codes = Self { folders: Vec::new(), ids, terms: HashMap::new() };
        codes.evidence(project);
        codes.vocabulary::<ClaimKind>("Claim", "What sort of statement it is.");
        codes.vocabulary::<Tone>("Tone", "Whether it is meant as it is said.");
        codes
            .vocabulary::<Factuality>("Factuality", "How certain the article's own voice puts it.");
        codes.vocabulary::<ClaimStatus>("Status", "How far the work on the claim is.");
        codes.vocabulary::<Directness>("Directness", "How directly the evidence bears witness.");
        codes.vocabulary::<Bearing>("Bearing", "Whether the evidence is for or against the claim.");
        codes.vocabulary::<ChainEnd>("Chain", "How the attribution ends.");
        codes.vocabulary::<QuotationForm>("Form", "How the words are given.");
        codes.vocabulary::<Credibility>(
            "Credibility",
            "Information credibility (Admiralty code): one of three judgements, never combined.",
        );
        codes.vocabulary::<Confidence>(
            "Confidence",
            "Analytic confidence (ICD 203): one of three judgements, never combined.",
        );
        codes.vocabulary::<Likelihood>(
            "Likelihood",
            "Likelihood (ICD 203): one of three judgements, never combined.",
        );
        let parts = PARTS.map(|(name, definition)| (name.to_owned(), definition.to_owned()));
        codes.folder("Attribution", "What a stretch of text is in an attribution.", parts);
        codes.tags(project);
        codes
    }

    /// The code of a term of a vocabulary.
    pub fn term<T: Vocabulary>(&self, vocabulary: &str, term: T) -> Uuid {
        self.named(vocabulary, term.label())
    }

    /// The code of a vocabulary with a label.
    pub fn named(&self, vocabulary: &str, label: &str) -> Uuid {
        self.ids.uuid("code", &format!("{vocabulary}: {label}"), 0)
    }

    /// The code of a kind of evidence, if the codebook has it.
    pub fn evidence_kind(&self, term: TermId) -> Option<Uuid> {
        self.terms.get(&term).copied()
    }

    /// The code of a tag.
    pub fn tag(&self, tag: &str) -> Uuid {
        self.ids.uuid("tag", tag, 0)
    }

    fn evidence(&mut self, project: &Project) {
        let mut taken = BTreeSet::new();
        let codes: Vec<_> = project
            .codebook
            .iter()
            .map(|term| {
                let fresh = taken.insert(term.name.to_lowercase());
                let name =
                    if fresh { term.name.clone() } else { format!("{} ({})", term.name, term.id) };
                Code {
                    guid: self.ids.uuid("term", term.id.as_str(), 0),
                    name,
                    description: term.definition.clone(),
                    colour: Some(term.colour.to_string()),
                }
            })
            .collect();
        self.terms =
            project.codebook.iter().map(|t| t.id).zip(codes.iter().map(|c| c.guid)).collect();
        self.put("Evidence", "What stands at the end of a chain of attribution.", codes);
    }

    fn vocabulary<T: Vocabulary>(&mut self, name: &'static str, description: &'static str) {
        let terms = T::ALL.iter().map(|t| (t.label().to_owned(), t.definition().to_owned()));
        self.folder(name, description, terms);
    }

    fn folder(
        &mut self,
        name: &'static str,
        description: &'static str,
        terms: impl IntoIterator<Item = (String, String)>,
    ) {
        let codes = terms.into_iter().map(|(label, definition)| Code {
            guid: self.named(name, &label),
            name: format!("{name}: {label}"),
            description: definition,
            colour: None,
        });
        let codes = codes.collect();
        self.put(name, description, codes);
    }

    fn tags(&mut self, project: &Project) {
        let tags: BTreeSet<&String> = project.claims().flat_map(|(_, claim)| &claim.tags).collect();
        let codes = tags.into_iter().map(|tag| Code {
            guid: self.tag(tag),
            name: format!("#{tag}"),
            description: String::new(),
            colour: None,
        });
        let codes = codes.collect();
        self.put("Tags", "Free labels.", codes);
    }

    fn put(&mut self, name: &'static str, description: &'static str, codes: Vec<Code>) {
        let guid = self.ids.uuid("folder", name, 0);
        self.folders.push(Folder { guid, name, description, codes });
    }

    /// Writes the folders with their codes.
    pub fn write<W: Write>(&self, xml: &mut Xml<W>) -> Result<(), ExportError> {
        xml.open("Codes", &[])?;
        for folder in self.folders.iter().filter(|folder| !folder.codes.is_empty()) {
            xml.open(
                "Code",
                &[
                    ("guid", &folder.guid.to_string()),
                    ("name", folder.name),
                    ("isCodable", "false"),
                ],
            )?;
            text_element(xml, "Description", folder.description)?;
            for code in &folder.codes {
                let guid = code.guid.to_string();
                let mut attributes = vec![
                    ("guid", guid.as_str()),
                    ("name", code.name.as_str()),
                    ("isCodable", "true"),
                ];
                if let Some(colour) = &code.colour {
                    attributes.push(("color", colour));
                }
                if code.description.is_empty() {
                    xml.empty("Code", &attributes)?;
                } else {
                    xml.open("Code", &attributes)?;
                    text_element(xml, "Description", &code.description)?;
                    xml.close("Code")?;
                }
            }
            xml.close("Code")?;
        }
        xml.close("Codes")
    }
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    _: &Progress<'_>,
) -> Result<(), ExportError> {
    let codes = Codes::of(export.project);
    target.file(&wanted.name(&FORMAT, export), &mut |out| {
        let mut xml = Xml::begin(out)?;
        xml.open("CodeBook", &[("xmlns", "urn:QDA-XML:codebook:1.0"), ("origin", ORIGIN)])?;
        codes.write(&mut xml)?;
        xml.close("CodeBook")?;
        xml.end()?;
        Ok(())
    })
}
