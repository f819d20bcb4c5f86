//! The scales and terms that the report uses, each with its definition.

use super::{Report, page::Page};
use crate::domain::{
    assessment::{Confidence, Credibility, Likelihood},
    chain::{ChainEnd, CheckResult, QuotationForm},
    claim::{ClaimKind, Factuality},
    codebook::Term,
    evidence::Directness,
    source::Reliability,
    vocabulary::Vocabulary,
};

/// A scale: its title, what it is about, its terms.
pub struct Scale<'a> {
    title: &'static str,
    about: &'static str,
    terms: Vec<(&'a str, &'a str)>,
}

fn closed<T: Vocabulary>(title: &'static str, about: &'static str) -> Scale<'static> {
    Scale { title, about, terms: T::ALL.iter().map(|t| (t.label(), t.definition())).collect() }
}

/// What a project uses, found in one pass.
#[derive(Default)]
struct Uses {
    credibility: bool,
    confidence: bool,
    likelihood: bool,
    factuality: bool,
    kinds: bool,
    chains: bool,
    hops: bool,
    checks: bool,
    evidence: std::collections::HashSet<crate::domain::ids::TermId>,
}

fn uses(report: &Report<'_>) -> Uses {
    let mut uses = Uses::default();
    for claim in report.outline.articles.iter().flat_map(|listed| listed.article.claims.iter()) {
        uses.kinds = true;
        uses.factuality |= claim.factuality.is_some();
        for assessment in &claim.assessments {
            uses.credibility |= assessment.credibility.is_some();
            uses.confidence |= assessment.confidence.is_some();
            uses.likelihood |= assessment.likelihood.is_some();
        }
        for chain in &claim.chains {
            uses.chains = true;
            for hop in &chain.hops {
                uses.hops = true;
                uses.factuality |= hop.factuality.is_some();
                uses.checks |= hop.check.is_some();
            }
        }
        uses.evidence.extend(claim.evidence.iter().map(|evidence| evidence.kind));
    }
    uses
}

/// The scales that the report uses.
pub fn used<'a>(report: &Report<'a>) -> Vec<Scale<'a>> {
    if !report.options.scales {
        return Vec::new();
    }
    let uses = uses(report);
    let graded = report.outline.project.sources.iter().any(|s| !s.reliability.is_empty());
    let mut scales = Vec::new();
    let mut add = |is_used: bool, scale: Scale<'a>| {
        if is_used {
            scales.push(scale);
        }
    };
    add(
        graded,
        closed::<Reliability>(
            "Reliability of a source",
            "Admiralty code, STANAG 2511. Of the source, not of what it says.",
        ),
    );
    add(
        uses.credibility,
        closed::<Credibility>(
            "Credibility of information",
            "Admiralty code, STANAG 2511. Of what is said, not of who says it.",
        ),
    );
    add(
        uses.confidence,
        closed::<Confidence>(
            "Confidence of an analyst",
            "ICD 203. How sure the analyst is of the judgement.",
        ),
    );
    add(
        uses.likelihood,
        closed::<Likelihood>(
            "Likelihood of a claim",
            "ICD 203. How likely it is that the claim is true.",
        ),
    );
    let in_use = report.outline.project.codebook.iter().filter(|t| uses.evidence.contains(&t.id));
    let terms: Vec<_> =
        in_use.map(|t: &std::sync::Arc<Term>| (t.name.as_str(), t.definition.as_str())).collect();
    add(
        !terms.is_empty(),
        Scale { title: "Kinds of evidence", about: "The project’s codebook.", terms },
    );
    add(
        !uses.evidence.is_empty(),
        closed::<Directness>(
            "Directness of evidence",
            "How far the last voice was from the event.",
        ),
    );
    add(
        uses.chains,
        closed::<ChainEnd>("How a chain ends", "What is known of where a claim comes from."),
    );
    add(uses.hops, closed::<QuotationForm>("How words are given", "At each step of a chain."));
    add(
        uses.checks,
        closed::<CheckResult>("Comparison with the original", "What came of looking it up."),
    );
    add(
        uses.factuality,
        closed::<Factuality>(
            "How certain a text puts it",
            "FactBank. What the text commits to; no judgement of the analysts.",
        ),
    );
    add(uses.kinds, closed::<ClaimKind>("Kinds of statement", "What sort of claim it is."));
    scales
}

/// Writes them.
pub fn write(page: &mut Page<'_>, scales: Vec<Scale<'_>>) {
    if scales.is_empty() {
        return;
    }
    page.raw("<section id=\"scales\" aria-labelledby=\"scales-title\">\n");
    page.raw("<h2 id=\"scales-title\">Scales and terms</h2>\n");
    page.raw(
        "<p class=\"lead\">The terms that this report uses, and what they mean. The scales are ",
    );
    page.raw("independent of each other and are never combined into one score.</p>\n");
    page.raw("<div class=\"scales\">\n");
    for scale in scales {
        page.raw("<table>\n<caption><strong>").raw(scale.title).raw("</strong> ");
        page.raw(scale.about).raw("</caption>\n<thead><tr><th scope=\"col\">Term</th>");
        page.raw("<th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n");
        for (name, definition) in scale.terms {
            page.raw("<tr><th scope=\"row\">").isolated(name).raw("</th><td dir=\"auto\">");
            page.text(definition).raw("</td></tr>\n");
        }
        page.raw("</tbody>\n</table>\n");
    }
    page.raw("</div>\n</section>\n");
}
