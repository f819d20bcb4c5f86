//! `origins` for programs: documented in the README.

use serde_json::{Value, json};

use super::{Told, voice_name};
use crate::{
    analysis::{
        circular::{self, By, Stop, tell},
        origins::{
            Bound, ChainRef, Chokepoint, Citation, Difference, Effect, Figures, LastVoice, Origins,
        },
    },
    cli::show::SCHEMA_VERSION,
    domain::{ids::ClaimId, project::Project, ruling::Voice},
};

pub(super) fn answer(told: &Told<'_>) -> Value {
    let project = told.project;
    let discounted: Vec<Value> = told.discounted.iter().map(|v| voice(project, *v)).collect();
    let mut answer = json!({
        "schema_version": SCHEMA_VERSION,
        "alleged": told.alleged,
        "discounted": discounted,
    });
    let (name, value) = if let Some(claim) = told.claim {
        ("class", class(told, claim))
    } else {
        let classes = told.origins.classes().into_iter().map(|(claim, figures)| {
            let mut value = numbers(&figures);
            value["claims"] = json!(told.origins.members(claim));
            value
        });
        ("classes", classes.collect())
    };
    answer[name] = value;
    if !told.discounted.is_empty() && told.claim.is_none() {
        let table = told.origins.discount(told.discount);
        answer["differences"] = table.iter().map(difference).collect();
    }
    answer
}

fn bound(bound: Bound) -> Value {
    json!({ "low": bound.low, "high": bound.high, "exact": bound.exact })
}

fn numbers(figures: &Figures) -> Value {
    json!({
        "line": figures.to_string(),
        "citations": figures.citations,
        "works": figures.works,
        "voices": figures.voices,
        "at_most": bound(figures.at_most),
        "shown": bound(figures.shown),
        "unnamed": figures.unnamed,
        "not_followed": figures.not_followed,
        "doubtful": figures.doubtful,
    })
}

fn difference(difference: &Difference) -> Value {
    json!({
        "claim": difference.claim,
        "effect": match difference.effect() {
            Effect::OnNothing => "on_nothing",
            Effect::OnFewer => "on_fewer",
            Effect::AsBefore => "as_before",
        },
        "before": numbers(&difference.before),
        "after": numbers(&difference.after),
    })
}

fn class(told: &Told<'_>, claim: ClaimId) -> Value {
    let Some(origins) = told.origins.origins(claim, told.discount) else { return Value::Null };
    let mut value = numbers(&origins.figures);
    let parts = parts(told.project, &origins);
    if let (Some(all), Value::Object(more)) = (value.as_object_mut(), parts) {
        all.extend(more);
    }
    if let Some(found) = circular::of_class(told.origins, claim) {
        value["single_root"] = json!(found.single_root);
        value["circles"] = found
            .circles
            .iter()
            .map(|circle| {
                json!({
                    "told": tell(told.project, &circle.way, None),
                    "way": circle.way.iter().map(|(stop, by)| step(told.project, stop, *by)).collect::<Vec<_>>(),
                    "articles": circle.articles,
                    "works": circle.works,
                })
            })
            .collect();
    }
    value
}

fn parts(project: &Project, origins: &Origins) -> Value {
    let depth = origins.depth.map(|d| json!({ "shortest": d.shortest, "longest": d.longest }));
    let points = origins.chokepoints.iter().map(|point| match point {
        Chokepoint::Party(party) => json!({ "party": voices(project, party) }),
        Chokepoint::Work(id) => json!({ "work": id }),
    });
    json!({
        "claims": origins.claims,
        "entailing": origins.entailing,
        "citation_list": origins.citations.iter().map(|c| citation(project, c)).collect::<Vec<_>>(),
        "work_list": origins.works,
        "voice_list": origins.voices.iter().map(|v| last(project, v)).collect::<Vec<_>>(),
        "unnamed_list": origins.unnamed.iter().map(|v| last(project, v)).collect::<Vec<_>>(),
        "chokepoints": points.collect::<Vec<_>>(),
        "chokepoints_complete": origins.chokepoints_complete,
        "depth": depth,
    })
}

fn citation(project: &Project, citation: &Citation) -> Value {
    let steps = citation
        .steps
        .iter()
        .map(|step| json!({ "party": voices(project, &step.party), "work": step.work }));
    json!({
        "article": citation.article,
        "steps": steps.collect::<Vec<_>>(),
        "chains": chains(&citation.chains),
        "continues_in": citation.continues,
        "returns": citation.returns,
        "not_followed": citation.not_followed,
        "doubtful": citation.doubtful,
        "entailed": citation.entailed,
        "depth": { "shortest": citation.depth.shortest, "longest": citation.depth.longest },
    })
}

fn last(project: &Project, last: &LastVoice) -> Value {
    json!({
        "party": voices(project, &last.party),
        "chains": chains(&last.chains),
        "origin": last.origin,
        "doubtful": last.doubtful,
        "group": last.group,
        "counted": last.counted,
        "shown": last.shown,
    })
}

fn chains(chains: &[ChainRef]) -> Value {
    chains.iter().map(|c| json!({ "claim": c.claim, "chain": c.chain })).collect()
}

fn voice(project: &Project, voice: Voice) -> Value {
    let (sort, id) = match voice {
        Voice::Source(id) => ("source", id.to_string()),
        Voice::Work(id) => ("work", id.to_string()),
    };
    json!({ "sort": sort, "id": id, "name": voice_name(project, voice) })
}

fn voices(project: &Project, list: &[Voice]) -> Value {
    list.iter().map(|v| voice(project, *v)).collect()
}

fn step(project: &Project, stop: &Stop, by: By) -> Value {
    let (sort, id) = match stop {
        Stop::Article(id) => ("article", json!(id)),
        Stop::Work(id) => ("work", json!(id)),
        Stop::Source(id) => ("source", json!(id)),
        Stop::Party(party) => ("party", voices(project, party)),
    };
    let (how, of) = match by {
        By::Chain(claim) => ("chain", json!(claim)),
        By::Lineage(id, _) => ("lineage", json!(id)),
        By::Evidence(claim) => ("evidence", json!(claim)),
        By::Speaks => ("speaks", Value::Null),
    };
    json!({ "sort": sort, "id": id, "by": how, "of": of })
}
