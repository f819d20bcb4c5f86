//! `annotation.conf` and `visual.conf`: the types, what may stand with what, and colours.

use std::io::{self, Write};

use crate::domain::{
    assessment::{Confidence, Credibility, Likelihood},
    chain::{CheckResult, HopBasis, QuotationForm},
    claim::{ClaimKind, ClaimStatus, Factuality, Tone},
    evidence::Directness,
    link::{LinkKind, Response},
    project::Project,
    vocabulary::Vocabulary,
};

/// What a link is called.
pub fn relation_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::SameClaim => "SameClaim",
        LinkKind::Entails => "Entails",
        LinkKind::Contradicts => "Contradicts",
        LinkKind::Supports => "Supports",
        LinkKind::Quotes => "Quotes",
        LinkKind::DerivedFrom => "DerivedFrom",
        LinkKind::RespondsTo(Response::Confirms) => "Confirms",
        LinkKind::RespondsTo(Response::ConfirmsInPart) => "ConfirmsInPart",
        LinkKind::RespondsTo(Response::Denies) => "Denies",
        LinkKind::RespondsTo(Response::DoesNotDeny) => "DoesNotDeny",
        LinkKind::RespondsTo(Response::Declines) => "Declines",
    }
}

fn attribute<T: Vocabulary + std::fmt::Debug>(
    out: &mut dyn Write,
    name: &str,
    of: &str,
) -> io::Result<()> {
    let values: Vec<_> = T::ALL.iter().map(|term| format!("{term:?}")).collect();
    writeln!(out, "{name}\tArg:{of}, Value:{}", values.join("|"))
}

/// Writes `annotation.conf`.
pub fn annotation(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[entities]\nClaim\nSource\n\n[relations]\n")?;
    for kind in LinkKind::ALL {
        writeln!(out, "{}\tArg1:Claim, Arg2:Claim", relation_name(*kind))?;
    }
    // Claims and the words of their attributions may lie over each other.
    out.write_all(b"<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n")?;
    out.write_all(
        b"\n[events]\nAttribution\tSource?:Source, Content:Claim|Attribution\n\n[attributes]\n",
    )?;
    attribute::<ClaimKind>(out, "Kind", "Claim")?;
    attribute::<ClaimStatus>(out, "Status", "Claim")?;
    attribute::<Tone>(out, "Tone", "Claim")?;
    attribute::<Factuality>(out, "Factuality", "Claim")?;
    let kinds: Vec<_> = project.codebook.iter().map(|term| term.id.as_str()).collect();
    if !kinds.is_empty() {
        writeln!(out, "Evidence\tArg:Claim, Value:{}", kinds.join("|"))?;
    }
    attribute::<Directness>(out, "Directness", "Claim")?;
    attribute::<Credibility>(out, "Credibility", "Claim")?;
    attribute::<Confidence>(out, "Confidence", "Claim")?;
    attribute::<Likelihood>(out, "Likelihood", "Claim")?;
    attribute::<QuotationForm>(out, "Form", "Attribution")?;
    attribute::<HopBasis>(out, "Basis", "Attribution")?;
    attribute::<Factuality>(out, "SpeakerFactuality", "Attribution")?;
    attribute::<CheckResult>(out, "Checked", "Attribution")?;
    out.write_all(b"Negated\tArg:Attribution\n")
}

/// Writes `visual.conf`.
pub fn visual(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"[labels]\nClaim | Claim\nSource | Source | Src\nAttribution | Attribution | Attr\n",
    )?;
    for kind in LinkKind::ALL {
        writeln!(out, "{} | {}", relation_name(*kind), kind.label())?;
    }
    for term in project.codebook.iter() {
        let name: String = term.name.chars().filter(|c| !c.is_control() && *c != '|').collect();
        writeln!(out, "{} | {name}", term.id)?;
    }
    out.write_all(
        b"\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\n\
          Claim\tbgColor:#fbeeb8\nSource\tbgColor:#cfe6ea\nAttribution\tbgColor:#e3dcf3\n\
          ARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n\
          Negated\tglyph:\xE2\x9C\x97, position:left\n",
    )
}
