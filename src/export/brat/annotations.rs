//! The `.ann` file of one article.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::io::Write;

use super::{configuration::relation_name, fragments::Fragments, notes};
use crate::domain::{
    article::Article,
    chain::{Chain, Hop, HopBasis},
    claim::Claim,
};
use crate::export::{
    ExportError, Progress, ahead,
    gathered::Gathered,
    known::{ById, Known},
};

/// What an attribute or a note is about.
#[derive(Debug, Clone, Copy)]
enum About {
    /// A text-bound annotation of this number.
    Bound(usize),
    /// An event of this number.
    Event(usize),
}

/// The state of a file being written: what has which number.
struct File<'a> {
    known: &'a Known<'a>,
    article: &'a Article,
    page: Gathered<'a>,
    bounds: usize,
    events: usize,
    attributes: usize,
    notes: usize,
    /// Sources and cues that stand already: several claims may share them.
    shared: HashMap<(&'static str, Fragments), usize>,
    claims: ById<Claim, usize>,
    /// A note: made anew for each.
    made: String,
}

/// Writes the annotations of an article. `done` counts the claims written so far.
pub fn write(
    known: &Known<'_>,
    article: &Article,
    out: &mut dyn Write,
    progress: &Progress<'_>,
    done: &mut usize,
) -> Result<(), ExportError> {
    let mut file = File {
        known,
        article,
        page: Gathered::new(out),
        bounds: 0,
        events: 0,
        attributes: 0,
        notes: 0,
        shared: HashMap::new(),
        claims: ById::default(),
        made: String::new(),
    };
    for claim in ahead::claims_of(article) {
        progress.step(*done, known.project.claim_count())?;
        *done += 1;
        file.claim(claim);
        file.page.check()?;
    }
    file.links();
    Ok(file.page.finish()?)
}

impl File<'_> {
    /// A text-bound annotation of its own.
    fn bound(&mut self, of: &str, fragments: &Fragments) -> usize {
        self.bounds += 1;
        self.page.push("T").number(self.bounds as u64).push("\t").push(of).push(" ");
        let text = &self.article.text;
        self.page.add(|out| {
            fragments.push_offsets(out);
            out.push('\t');
            fragments.push_words(text, out);
            out.push('\n');
        });
        self.bounds
    }

    /// A text-bound annotation that may stand already.
    fn shared(&mut self, of: &'static str, fragments: Fragments) -> usize {
        let key = (of, fragments);
        if let Some(number) = self.shared.get(&key) {
            return *number;
        }
        let number = self.bound(of, &key.1);
        self.shared.insert(key, number);
        number
    }

    fn about(&mut self, about: About) {
        match about {
            About::Bound(number) => self.page.push("T").number(number as u64),
            About::Event(number) => self.page.push("E").number(number as u64),
        };
    }

    /// An attribute that is there or not.
    fn flag(&mut self, name: &str, of: About) {
        self.attributes += 1;
        self.page.push("A").number(self.attributes as u64).push("\t").push(name).push(" ");
        self.about(of);
        self.page.push("\n");
    }

    /// An attribute with a value of a closed vocabulary, by its name in the file.
    fn attribute(&mut self, name: &str, of: About, value: impl fmt::Debug) {
        self.attributes += 1;
        self.page.push("A").number(self.attributes as u64).push("\t").push(name).push(" ");
        self.about(of);
        self.page.add(|out| {
            // Writing to a string can't fail.
            let _ = writeln!(out, " {value:?}");
        });
    }

    fn maybe(&mut self, name: &str, of: About, value: Option<impl fmt::Debug>) {
        if let Some(value) = value {
            self.attribute(name, of, value);
        }
    }

    /// A note of what was gathered.
    fn note(&mut self, of: About) {
        self.notes += 1;
        self.page.push("#").number(self.notes as u64).push("\tAnnotatorNotes ");
        self.about(of);
        let made = &self.made;
        self.page.add(|out| {
            out.push('\t');
            notes::push_on_one_line(made, out);
            out.push('\n');
        });
    }

    fn claim(&mut self, claim: &Claim) {
        let Some(fragments) = Fragments::of(&self.article.text, &claim.anchors) else {
            return;
        };
        let number = self.bound("Claim", &fragments);
        self.claims.insert(claim.id, number);
        let of = About::Bound(number);
        self.attribute("Kind", of, claim.kind);
        self.attribute("Status", of, claim.status);
        self.maybe("Tone", of, claim.tone);
        self.maybe("Factuality", of, claim.factuality);
        if let Some(evidence) = claim.evidence.first() {
            // An id's form for debugging is the id.
            self.attribute("Evidence", of, evidence.kind);
            self.attribute("Directness", of, evidence.directness);
        }
        // An annotation has one value of an attribute: judgements of several analysts stand
        // in the note alone.
        if let [assessment] = claim.latest_assessments().as_slice() {
            self.maybe("Credibility", of, assessment.credibility);
            self.maybe("Confidence", of, assessment.confidence);
            self.maybe("Likelihood", of, assessment.likelihood);
        }
        self.made.clear();
        notes::of_claim(self.known, claim, &mut self.made);
        self.note(of);
        for chain in &claim.chains {
            self.chain(chain, of);
        }
    }

    /// The events of a chain, from its end inwards: each one's content is the one before.
    fn chain(&mut self, chain: &Chain, claim: About) {
        let mut content = claim;
        for hop in chain.hops.iter().rev() {
            if let Some(event) = self.event(hop, content) {
                content = event;
            }
        }
    }

    /// A hop's event; `None` if neither cue nor source stands in the text.
    fn event(&mut self, hop: &Hop, content: About) -> Option<About> {
        let text = &self.article.text;
        let source = Fragments::of(text, &hop.source_anchors);
        let cue = Fragments::of(text, &hop.cue_anchors);
        let trigger = cue.or_else(|| source.clone())?;
        let trigger = self.shared("Attribution", trigger);
        let source = source.map(|source| self.shared("Source", source));
        self.events += 1;
        let event = About::Event(self.events);
        self.about(event);
        self.page.push("\tAttribution:T").number(trigger as u64);
        if let Some(source) = source {
            self.page.push(" Source:T").number(source as u64);
        }
        self.page.push(" Content:");
        self.about(content);
        self.page.push("\n");
        self.attribute("Form", event, hop.form);
        if hop.basis != HopBasis::Text {
            self.attribute("Basis", event, hop.basis);
        }
        if hop.negated {
            self.flag("Negated", event);
        }
        self.maybe("SpeakerFactuality", event, hop.factuality);
        self.maybe("Checked", event, hop.check.as_ref().map(|check| check.result));
        self.made.clear();
        notes::of_hop(self.known, self.article, hop, &mut self.made);
        self.note(event);
        Some(event)
    }

    /// The links between claims of this article.
    fn links(&mut self) {
        let mut number = 0;
        for link in self.known.project.links.iter() {
            if let (Some(from), Some(to)) = (self.claims.get(&link.from), self.claims.get(&link.to))
            {
                number += 1;
                let name = relation_name(link.kind);
                self.page.push("R").number(number).push("\t").push(name).push(" Arg1:T");
                self.page.number(*from as u64).push(" Arg2:T").number(*to as u64).push("\t\n");
            }
        }
    }
}
