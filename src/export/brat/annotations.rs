//! The `.ann` file of one article.

use std::collections::HashMap;
use std::io::Write;

use super::{configuration::relation_name, fragments::Fragments, notes};
use crate::domain::{
    article::Article,
    chain::{Chain, Hop, HopBasis},
    claim::Claim,
    ids::ClaimId,
    project::Project,
};
use crate::export::{ExportError, Progress};

/// The state of a file being written: what has which number.
struct File<'a> {
    project: &'a Project,
    article: &'a Article,
    out: &'a mut dyn Write,
    bounds: usize,
    events: usize,
    attributes: usize,
    notes: usize,
    /// Sources and cues that stand already: several claims may share them.
    known: HashMap<(&'static str, Fragments), usize>,
    claims: HashMap<ClaimId, usize>,
}

/// Writes the annotations of an article. `done` counts the claims written so far.
pub fn write(
    project: &Project,
    article: &Article,
    out: &mut dyn Write,
    progress: &Progress<'_>,
    done: &mut usize,
) -> Result<(), ExportError> {
    let mut file = File {
        project,
        article,
        out,
        bounds: 0,
        events: 0,
        attributes: 0,
        notes: 0,
        known: HashMap::new(),
        claims: HashMap::new(),
    };
    for claim in article.claims.iter() {
        progress.step(*done, project.claim_count())?;
        *done += 1;
        file.claim(claim)?;
    }
    file.links()
}

impl File<'_> {
    /// A text-bound annotation of its own.
    fn bound(&mut self, of: &str, fragments: &Fragments) -> Result<usize, ExportError> {
        self.bounds += 1;
        let (offsets, words) = (fragments.offsets(), fragments.words(&self.article.text));
        writeln!(self.out, "T{}\t{of} {offsets}\t{words}", self.bounds)?;
        Ok(self.bounds)
    }

    /// A text-bound annotation that may stand already.
    fn shared(&mut self, of: &'static str, fragments: Fragments) -> Result<usize, ExportError> {
        let key = (of, fragments);
        if let Some(number) = self.known.get(&key) {
            return Ok(*number);
        }
        let number = self.bound(of, &key.1)?;
        self.known.insert(key, number);
        Ok(number)
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) -> Result<(), ExportError> {
        self.attributes += 1;
        let gap = if value.is_empty() { "" } else { " " };
        Ok(writeln!(self.out, "A{}\t{name} {of}{gap}{value}", self.attributes)?)
    }

    fn note(&mut self, of: &str, note: &str) -> Result<(), ExportError> {
        if note.is_empty() {
            return Ok(());
        }
        self.notes += 1;
        Ok(writeln!(self.out, "#{}\tAnnotatorNotes {of}\t{note}", self.notes)?)
    }

    fn claim(&mut self, claim: &Claim) -> Result<(), ExportError> {
        let Some(fragments) = Fragments::of(&self.article.text, &claim.anchors) else {
            return Ok(());
        };
        let number = self.bound("Claim", &fragments)?;
        self.claims.insert(claim.id, number);
        let name = format!("T{number}");
        self.attribute("Kind", &name, &format!("{:?}", claim.kind))?;
        self.attribute("Status", &name, &format!("{:?}", claim.status))?;
        if let Some(tone) = claim.tone {
            self.attribute("Tone", &name, &format!("{tone:?}"))?;
        }
        if let Some(factuality) = claim.factuality {
            self.attribute("Factuality", &name, &format!("{factuality:?}"))?;
        }
        if let Some(evidence) = claim.evidence.first() {
            self.attribute("Evidence", &name, evidence.kind.as_str())?;
            self.attribute("Directness", &name, &format!("{:?}", evidence.directness))?;
        }
        // An annotation has one value of an attribute: judgements of several analysts stand
        // in the note alone.
        if let [assessment] = claim.latest_assessments().as_slice() {
            let grades = [
                ("Credibility", assessment.credibility.map(|grade| format!("{grade:?}"))),
                ("Confidence", assessment.confidence.map(|grade| format!("{grade:?}"))),
                ("Likelihood", assessment.likelihood.map(|grade| format!("{grade:?}"))),
            ];
            for (scale, grade) in grades {
                if let Some(grade) = grade {
                    self.attribute(scale, &name, &grade)?;
                }
            }
        }
        self.note(&name, &notes::of_claim(self.project, claim))?;
        for chain in &claim.chains {
            self.chain(chain, &name)?;
        }
        Ok(())
    }

    /// The events of a chain, from its end inwards: each one's content is the one before.
    fn chain(&mut self, chain: &Chain, claim: &str) -> Result<(), ExportError> {
        let mut content = claim.to_owned();
        for hop in chain.hops.iter().rev() {
            if let Some(event) = self.event(hop, &content)? {
                content = event;
            }
        }
        Ok(())
    }

    /// A hop's event; `None` if neither cue nor source stands in the text.
    fn event(&mut self, hop: &Hop, content: &str) -> Result<Option<String>, ExportError> {
        let text = &self.article.text;
        let source = Fragments::of(text, &hop.source_anchors);
        let cue = Fragments::of(text, &hop.cue_anchors);
        let Some(trigger) = cue.or_else(|| source.clone()) else { return Ok(None) };
        let trigger = self.shared("Attribution", trigger)?;
        let source = match source {
            Some(source) => format!(" Source:T{}", self.shared("Source", source)?),
            None => String::new(),
        };
        self.events += 1;
        let event = format!("E{}", self.events);
        writeln!(self.out, "{event}\tAttribution:T{trigger}{source} Content:{content}")?;
        self.attribute("Form", &event, &format!("{:?}", hop.form))?;
        if hop.basis != HopBasis::Text {
            self.attribute("Basis", &event, &format!("{:?}", hop.basis))?;
        }
        if hop.negated {
            self.attribute("Negated", &event, "")?;
        }
        if let Some(factuality) = hop.factuality {
            self.attribute("SpeakerFactuality", &event, &format!("{factuality:?}"))?;
        }
        if let Some(check) = &hop.check {
            self.attribute("Checked", &event, &format!("{:?}", check.result))?;
        }
        self.note(&event, &notes::of_hop(self.project, self.article, hop))?;
        Ok(Some(event))
    }

    /// The links between claims of this article.
    fn links(&mut self) -> Result<(), ExportError> {
        let mut number = 0;
        for link in self.project.links.iter() {
            if let (Some(from), Some(to)) = (self.claims.get(&link.from), self.claims.get(&link.to))
            {
                number += 1;
                let name = relation_name(link.kind);
                writeln!(self.out, "R{number}\t{name} Arg1:T{from} Arg2:T{to}\t")?;
            }
        }
        Ok(())
    }
}
