//! What is told of a claim while the pointer rests on it: who says it, on which evidence, how
//! sure the analysts are.

use egui::{FontId, TextFormat, WidgetText, text::LayoutJob};

use crate::{
    app::{scene::Scene, struck},
    domain::{chain::Chain, ids::ClaimId, project::Project, vocabulary::Vocabulary as _},
};

/// Who speaks at the end of a chain.
fn last_voice(project: &Project, chain: &Chain) -> Option<String> {
    let hop = chain.hops.last()?;
    let sources = hop.sources.iter().filter_map(|id| project.source(*id));
    let names: Vec<&str> = sources.map(|source| source.name.as_str()).collect();
    if names.is_empty() {
        return hop.work.and_then(|w| project.work(w)).map(|w| w.display_title().to_owned());
    }
    Some(names.join(", "))
}

/// The names of those who speak at the end of each chain.
pub(super) fn last_voices(project: &Project, id: ClaimId) -> String {
    let Some(claim) = project.claim(id) else { return String::new() };
    let names = claim.chains.iter().filter_map(|chain| last_voice(project, chain));
    let names: Vec<String> = names.collect();
    if names.is_empty() { "the article itself".to_owned() } else { names.join("; ") }
}

/// Who, evidence, confidence: what the card of a claim says. Voices of chains that fall away
/// with what is discounted are struck through.
pub(super) fn card(scene: &Scene<'_>, id: ClaimId, font: &FontId) -> WidgetText {
    let (project, tracing) = (scene.project, scene.tracing);
    let Some((article, claim)) = project.claim_in_article(id) else { return String::new().into() };
    let mut job = LayoutJob::default();
    let plain = TextFormat::simple(font.clone(), scene.theme.ink);
    let mut say = |words: &str, falls: bool| {
        job.append(words, 0.0, struck::format(plain.clone(), falls));
    };
    if let Some(paraphrase) = &claim.paraphrase {
        say(&format!("{paraphrase}\n"), false);
    }
    say("Who: ", false);
    let mut any = false;
    for chain in &claim.chains {
        let Some(name) = last_voice(project, chain) else { continue };
        if std::mem::replace(&mut any, true) {
            say("; ", false);
        }
        say(&name, chain.hops.iter().any(|hop| struck::hop(tracing, project, hop)));
    }
    if !any {
        say("the article itself", struck::own_voice(tracing, project, article));
    }
    let terms = claim.evidence.iter().filter_map(|e| project.term(e.kind));
    let kinds: Vec<&str> = terms.map(|term| term.name.as_str()).collect();
    let kinds = if kinds.is_empty() { "none yet".to_owned() } else { kinds.join(", ") };
    say(&format!("\nEvidence: {kinds}"), false);
    for assessment in claim.latest_assessments() {
        if let Some(confidence) = assessment.confidence {
            let confidence = confidence.label().to_lowercase();
            let by = project.analyst_name(assessment.by);
            say(&format!("\nConfidence: {confidence} ({by})"), false);
        }
    }
    if struck::claim(tracing, project, (article, claim)) {
        say("\nNothing is left of it without what is discounted.", false);
    }
    job.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{origins::tests::make::make, usage::UsageCache},
        app::{scene::AtRest, tracing::Tracing},
        domain::{
            ruling::Voice,
            sample::{at, id},
        },
    };

    #[test]
    fn only_the_voices_of_chains_that_fall_away_are_struck_through() {
        let m = make().claim("c", "a", &["anna", "bob"]);
        let mut tracing = Tracing::default();
        tracing.toggle(Voice::Source(id("anna")));
        let mut usage = UsageCache::default();
        let rest = AtRest::default();
        let scene = Scene {
            tracing: &tracing,
            analyst: id("ann"),
            now: at(0),
            ..rest.scene(&m.p, usage.update(&m.p))
        };
        let card = card(&scene, id("c"), &FontId::proportional(13.0));
        let WidgetText::LayoutJob(job) = card else { panic!("a job") };
        assert_eq!(job.text, "Who: anna; bob\nEvidence: none yet");
        let struck: Vec<&str> = job
            .sections
            .iter()
            .filter(|section| section.format.strikethrough.width > 0.0)
            .map(|section| &job.text[section.byte_range.start.0..section.byte_range.end.0])
            .collect();
        assert_eq!(struck, ["anna"]);
    }
}
