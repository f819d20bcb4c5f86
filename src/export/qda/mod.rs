//! REFI-QDA (2019): projects and codebooks for programs of qualitative analysis (QualCoder,
//! NVivo, ATLAS.ti, MAXQDA).
//!
//! Articles become text sources, claims selections, all vocabularies codes, sources cases.
//! What those programs drop on import stands in the selection's description, too.

mod cases;
mod codes;
mod describe;
mod packed;
mod project;
mod selections;

#[cfg(test)]
mod tests;

pub(super) use self::codes::FORMAT as QDC;
pub(super) use self::packed::FORMAT as QDPX;
use super::{ExportError, xml::Xml};

/// What the exchange files say that they come from.
const ORIGIN: &str = concat!("Sourceline ", env!("CARGO_PKG_VERSION"));

/// An element of nothing but text, left out if there is none.
fn text_element<W: std::io::Write>(
    xml: &mut Xml<W>,
    name: &str,
    text: &str,
) -> Result<(), ExportError> {
    if text.is_empty() { Ok(()) } else { xml.text(name, &[], text) }
}
