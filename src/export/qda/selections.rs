//! The selections of an article's text: claims with their codings, and the words of their
//! attributions.

use std::io::Write;

use super::{codes::Codes, describe, text_element};
use crate::{
    domain::{
        anchor::Anchor, article::Article, claim::Claim, ids::AnalystId, project::Project,
        time::Timestamp,
    },
    export::{
        ExportError,
        identity::{Identities, Uuid},
        xml::Xml,
    },
};

/// The most code points of a selection's name: readers refuse attributes of any length.
const LONGEST_NAME: usize = 10_000;

/// What selections are made with.
pub(super) struct Making<'a> {
    pub project: &'a Project,
    pub ids: &'a Identities,
    pub codes: &'a Codes,
}

/// The identifier of the selection of a claim's piece.
pub(super) fn piece_id(ids: &Identities, claim: &Claim, piece: usize) -> Uuid {
    ids.uuid("selection", claim.id.as_str(), piece)
}

/// The identifier of the selection of a source's or a cue's words: the sort, the chain, the
/// hop and the anchor name it.
pub(super) fn words_id(
    ids: &Identities,
    sort: &str,
    claim: &Claim,
    (chain, hop, anchor): (usize, usize, usize),
) -> Uuid {
    ids.uuid(sort, &format!("{}/{chain}/{hop}", claim.id), anchor)
}

/// The first piece of a claim that stands in the text.
pub(super) fn first_piece(ids: &Identities, claim: &Claim) -> Option<Uuid> {
    let held = claim.anchors.iter().position(|anchor| !anchor.is_lost())?;
    Some(piece_id(ids, claim, held))
}

/// What is written of a coding.
struct Coding {
    code: Uuid,
    by: AnalystId,
    at: Timestamp,
}

impl Making<'_> {
    /// The selections of all claims of an article.
    pub fn article<W: Write>(
        &self,
        xml: &mut Xml<W>,
        article: &Article,
        step: &mut dyn FnMut() -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        for claim in article.claims.iter() {
            step()?;
            self.claim(xml, claim)?;
        }
        Ok(())
    }

    fn claim<W: Write>(&self, xml: &mut Xml<W>, claim: &Claim) -> Result<(), ExportError> {
        let codings = self.codings(claim);
        let described = describe::claim(self.project, claim);
        let note = claim.note.as_ref().map(|_| note_id(self.ids, claim));
        for (piece, anchor) in claim.anchors.iter().enumerate().filter(|(_, a)| !a.is_lost()) {
            let guid = piece_id(self.ids, claim, piece);
            let modified = Some(claim.modified);
            self.open(xml, guid, anchor, (claim.by, claim.created, modified))?;
            text_element(xml, "Description", &described)?;
            for (place, coding) in codings.iter().enumerate() {
                let guid = self.ids.uuid("coding", &format!("{}/{piece}", claim.id), place);
                self.coding(xml, guid, coding)?;
            }
            if let Some(note) = note {
                xml.empty("NoteRef", &[("targetGUID", &note.to_string())])?;
            }
            xml.close("PlainTextSelection")?;
        }
        for (c, chain) in claim.chains.iter().enumerate() {
            for (h, hop) in chain.hops.iter().enumerate() {
                for (sort, anchors) in [("Source", &hop.source_anchors), ("Cue", &hop.cue_anchors)]
                {
                    for (a, anchor) in anchors.iter().enumerate().filter(|(_, a)| !a.is_lost()) {
                        let guid = words_id(self.ids, sort, claim, (c, h, a));
                        self.open(xml, guid, anchor, (chain.by, chain.at, None))?;
                        let code = self.codes.named("Attribution", sort);
                        let coding = Coding { code, by: chain.by, at: chain.at };
                        let words = format!("coding of {sort}");
                        let guid = words_id(self.ids, &words, claim, (c, h, a));
                        self.coding(xml, guid, &coding)?;
                        xml.close("PlainTextSelection")?;
                    }
                }
            }
        }
        Ok(())
    }

    fn open<W: Write>(
        &self,
        xml: &mut Xml<W>,
        guid: Uuid,
        anchor: &Anchor,
        (by, created, modified): (AnalystId, Timestamp, Option<Timestamp>),
    ) -> Result<(), ExportError> {
        let name = match anchor.exact.char_indices().nth(LONGEST_NAME) {
            Some((end, _)) => &anchor.exact[..end],
            None => &anchor.exact,
        };
        let (start, end) = (anchor.span.start.to_string(), anchor.span.end.to_string());
        let (guid, user) = (guid.to_string(), user_id(self.ids, by).to_string());
        let created = created.to_string();
        let modified = modified.map(|at| at.to_string());
        let mut attributes = vec![
            ("guid", guid.as_str()),
            ("name", name),
            ("startPosition", start.as_str()),
            ("endPosition", end.as_str()),
            ("creatingUser", user.as_str()),
            ("creationDateTime", created.as_str()),
        ];
        if let Some(modified) = &modified {
            attributes.extend([("modifyingUser", user.as_str()), ("modifiedDateTime", modified)]);
        }
        xml.open("PlainTextSelection", &attributes)
    }

    fn coding<W: Write>(
        &self,
        xml: &mut Xml<W>,
        guid: Uuid,
        coding: &Coding,
    ) -> Result<(), ExportError> {
        xml.open(
            "Coding",
            &[
                ("guid", &guid.to_string()),
                ("creatingUser", &user_id(self.ids, coding.by).to_string()),
                ("creationDateTime", &coding.at.to_string()),
            ],
        )?;
        xml.empty("CodeRef", &[("targetGUID", &coding.code.to_string())])?;
        xml.close("Coding")
    }

    /// All codings of a claim. A code that applies twice stands once for each analyst.
    fn codings(&self, claim: &Claim) -> Vec<Coding> {
        let mut codings: Vec<Coding> = Vec::new();
        let mut put = |code: Uuid, by: AnalystId, at: Timestamp| {
            if !codings.iter().any(|known| known.code == code && known.by == by) {
                codings.push(Coding { code, by, at });
            }
        };
        let codes = self.codes;
        let (by, at) = (claim.by, claim.created);
        put(codes.term("Claim", claim.kind), by, at);
        claim.tone.into_iter().for_each(|tone| put(codes.term("Tone", tone), by, at));
        if let Some(factuality) = claim.factuality {
            put(codes.term("Factuality", factuality), by, at);
        }
        put(codes.term("Status", claim.status), by, at);
        claim.tags.iter().for_each(|tag| put(codes.tag(tag), by, at));
        for chain in &claim.chains {
            put(codes.term("Chain", chain.end), chain.by, chain.at);
            for hop in &chain.hops {
                put(codes.term("Form", hop.form), chain.by, chain.at);
            }
        }
        for evidence in &claim.evidence {
            let (by, at) = (evidence.by, evidence.at);
            codes.evidence_kind(evidence.kind).into_iter().for_each(|code| put(code, by, at));
            put(codes.term("Directness", evidence.directness), by, at);
            put(codes.term("Bearing", evidence.bearing), by, at);
        }
        for judged in claim.latest_assessments() {
            let (by, at) = (judged.by, judged.at);
            if let Some(credibility) = judged.credibility {
                put(codes.term("Credibility", credibility), by, at);
            }
            if let Some(confidence) = judged.confidence {
                put(codes.term("Confidence", confidence), by, at);
            }
            if let Some(likelihood) = judged.likelihood {
                put(codes.term("Likelihood", likelihood), by, at);
            }
        }
        codings
    }
}

/// The identifier of an analyst.
pub(super) fn user_id(ids: &Identities, analyst: AnalystId) -> Uuid {
    ids.uuid("analyst", analyst.as_str(), 0)
}

/// The identifier of the note on a claim.
pub(super) fn note_id(ids: &Identities, claim: &Claim) -> Uuid {
    ids.uuid("note", claim.id.as_str(), 0)
}
