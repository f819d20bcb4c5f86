//! How what is discounted is shown wherever it is named: struck through, and said to who
//! listens. What rests on it falls away with it: a step whose voice is discounted, a document
//! of which an author is.

use egui::{RichText, Stroke, TextFormat};

use super::tracing::Tracing;
use crate::domain::{
    article::Article,
    chain::Hop,
    claim::Claim,
    ids::{SourceId, WorkId},
    project::Project,
};

/// Words, struck through or not.
pub fn words(words: RichText, struck: bool) -> RichText {
    if struck { words.strikethrough() } else { words }
}

/// A format, struck through or not.
pub fn format(format: TextFormat, struck: bool) -> TextFormat {
    if struck {
        TextFormat { strikethrough: Stroke::new(1.2, format.color), ..format }
    } else {
        format
    }
}

/// A name as it is said.
pub fn spoken(name: impl Into<String>, struck: bool) -> String {
    let name = name.into();
    if struck { format!("{name}, discounted") } else { name }
}

/// Whether a source is discounted.
pub fn source(tracing: &Tracing, project: &Project, id: SourceId) -> bool {
    tracing.discount.takes_source(project, id)
}

/// Whether a document is discounted, or one of its authors.
pub fn work(tracing: &Tracing, project: &Project, id: WorkId) -> bool {
    tracing.discount.takes_work(project, id)
}

/// Whether chains through a step fall away: by its document, or by who speaks in it.
pub fn hop(tracing: &Tracing, project: &Project, hop: &Hop) -> bool {
    tracing.discount.takes_hop(project, hop)
}

/// Whether what an article says in its own voice falls away.
pub fn own_voice(tracing: &Tracing, project: &Project, article: &Article) -> bool {
    tracing.discount.takes_chain(project, article, &[])
}

/// Whether nothing is left of a claim that has chains: each of them falls away.
pub fn claim(tracing: &Tracing, project: &Project, (article, claim): (&Article, &Claim)) -> bool {
    let mut chains = claim.chains.iter();
    !claim.chains.is_empty()
        && chains.all(|chain| tracing.discount.takes_chain(project, article, &chain.hops))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::origins::tests::make::make;
    use crate::domain::{ruling::Voice, sample::id};

    #[test]
    fn a_step_falls_with_its_voice_its_document_and_the_author_who_speaks_through_it() {
        let m = make().work("w", &["anna"]).claim("c", "a", &["bob@w", "@w", "cleo > bob"]);
        let claim_of = m.p.claim(id("c")).expect("there");
        let steps = |tracing: &Tracing| -> Vec<bool> {
            let hops = claim_of.chains.iter().flat_map(|chain| &chain.hops);
            hops.map(|one| hop(tracing, &m.p, one)).collect()
        };
        let mut tracing = Tracing::default();
        assert_eq!(steps(&tracing), [false; 4]);
        tracing.toggle(Voice::Source(id("anna")));
        assert_eq!(steps(&tracing), [false, true, false, false], "bob speaks for himself in it");
        assert!(work(&tracing, &m.p, id("w")) && source(&tracing, &m.p, id("anna")));
        tracing.toggle(Voice::Source(id("anna")));
        tracing.toggle(Voice::Work(id("w")));
        assert_eq!(steps(&tracing), [true, true, false, false]);
    }

    #[test]
    fn a_claim_falls_only_with_the_last_of_its_chains() {
        let m = make().article("a", "w").claim("c", "a", &["own", "bob"]).claim("d", "a", &[]);
        let falls = |tracing: &Tracing, name: &str| {
            let (article, one) = m.p.claim_in_article(id(name)).expect("there");
            claim(tracing, &m.p, (article, one))
        };
        let mut tracing = Tracing::default();
        tracing.toggle(Voice::Work(id("w")));
        assert!(!falls(&tracing, "c") && !falls(&tracing, "d"));
        tracing.toggle(Voice::Source(id("bob")));
        assert!(falls(&tracing, "c") && !falls(&tracing, "d"), "without chains nothing falls");
    }

    #[test]
    fn what_is_struck_is_said_to_be() {
        assert_eq!(spoken("مینا", true), "مینا, discounted");
        assert_eq!(spoken("Anna", false), "Anna");
    }
}
