//! What all closed vocabularies have in common: their terms in order, each with a label
//! and a definition that is shown where it is chosen.

/// A closed list of standard terms.
pub trait Vocabulary: Copy + Eq + 'static {
    /// The terms in the order of the standard.
    const ALL: &'static [Self];

    /// What the window and the reports call the term, in sentence case.
    fn label(self) -> &'static str;

    /// What the term means, in one sentence.
    fn definition(self) -> &'static str;
}
