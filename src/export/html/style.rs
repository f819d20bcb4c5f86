//! The report's style sheet, with a class for each kind of evidence, and the content security
//! policy that allows it by its hash and nothing else.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::domain::{codebook::Colour, project::Project};

const SHEET: &str = include_str!("report.css");

/// The whole style sheet.
pub fn sheet(project: &Project) -> String {
    let mut sheet = SHEET.to_owned();
    let (mut light, mut dark) = (String::new(), String::new());
    for (place, term) in project.codebook.iter().enumerate() {
        // Writing to a string can't fail.
        let _ = write!(light, ".k{place}{{--kind:{}}}", term.colour);
        let _ = write!(dark, ".k{place}{{--kind:{}}}", lightened(term.colour));
    }
    let _ = write!(sheet, "{light}@media screen and (prefers-color-scheme:dark){{{dark}}}");
    sheet
}

/// A colour that can be seen on a dark page.
fn lightened(Colour(channels): Colour) -> Colour {
    Colour(channels.map(|c| c + ((255 - u16::from(c)) * 2 / 5) as u8))
}

/// The content security policy: this style sheet, and nothing else at all.
pub fn policy(sheet: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(sheet.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::project;

    #[test]
    fn every_kind_of_evidence_has_a_colour_for_light_and_for_dark_pages() {
        let project = project();
        let sheet = sheet(&project);
        for place in 0..project.codebook.len() {
            assert_eq!(sheet.matches(&format!(".k{place}{{--kind:#")).count(), 2);
        }
        assert!(!sheet.contains('<') && !sheet.contains("url(") && !sheet.contains("@import"));
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
    }

    #[test]
    fn the_policy_follows_the_style_sheet() {
        assert_ne!(policy("a{}"), policy("b{}"));
        assert!(policy("").contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
    }
}
