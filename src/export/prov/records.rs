//! The statements that a project makes, kind by kind.

use super::{
    layers,
    record::{Kind, Record, Value},
};
use crate::domain::{
    article::Article,
    assessment::Assessment,
    claim::Claim,
    evidence::Evidence,
    ids::SourceId,
    lineage::{LineageEnds, LineageKind, Standing},
    link::LinkKind,
    project::Project,
    session::Session,
    source::{Source, SourceKind},
    vocabulary::Vocabulary,
    work::Work,
};
use crate::export::{ExportError, Progress, ahead};

/// What takes statements, one after the other.
pub type Take<'t> = &'t mut dyn FnMut(Record<'_>) -> Result<(), ExportError>;

/// All statements of one kind.
pub fn each(
    project: &Project,
    kind: Kind,
    progress: &Progress<'_>,
    take: Take<'_>,
) -> Result<(), ExportError> {
    match kind {
        Kind::Entity => entities(project, progress, take),
        Kind::Activity => project.sessions.iter().try_for_each(|s| take(session(s))),
        Kind::Agent => agents(project, take),
        Kind::Generation => generations(project, take),
        Kind::Derivation => derivations(project, progress, take),
        Kind::Attribution => attributions(project, progress, take),
        Kind::Association => project.sessions.iter().try_for_each(|s| {
            take(Record::relation(kind, format!("session:{}", s.id), format!("analyst:{}", s.by)))
        }),
        Kind::Delegation | Kind::Influence => dependencies(project, kind, take),
        Kind::Alternate => alternates(project, take),
        Kind::Specialization => specializations(project, take),
    }
}

fn entities(project: &Project, progress: &Progress<'_>, take: Take<'_>) -> Result<(), ExportError> {
    for article in project.articles.iter() {
        take(article_entity(article))?;
    }
    for work in project.works.iter() {
        take(work_entity(work))?;
    }
    for (done, (article, claim)) in ahead::claims(project, ahead::Parts::All).enumerate() {
        progress.step(done, 3 * project.claim_count())?;
        take(claim_entity(project, article, claim))?;
        layers::entities(project, claim, take)?;
        for evidence in &claim.evidence {
            take(evidence_entity(project, claim, evidence))?;
        }
        take(
            Record::element(Kind::Entity, format!("annotation:{}", claim.id), "sl:Annotation")
                .with("sl:created", claim.created)
                .with("sl:modified", claim.modified)
                .with("sl:status", claim.status.label())
                .with_some("sl:note", claim.note.as_deref()),
        )?;
        for assessment in &claim.assessments {
            take(assessment_entity(assessment))?;
        }
    }
    Ok(())
}

fn article_entity(article: &Article) -> Record<'_> {
    let head = &article.head;
    Record::element(Kind::Entity, format!("article:{}", article.id), "sl:Article")
        .with("prov:label", head.title.as_str())
        .with_some("sl:byline", head.byline.as_deref())
        .with_some("sl:publisher", head.publisher.as_deref())
        .with_some("sl:published", head.published)
        .with_some("sl:url", head.url.as_deref())
        .with_some("sl:archivedUrl", head.archived_url.as_deref())
        .with_some("sl:accessed", head.accessed)
        .with_some("sl:language", head.language.as_deref())
        .with("sl:sha256", &*article.sha256)
}

fn work_entity(work: &Work) -> Record<'_> {
    Record::element(Kind::Entity, format!("work:{}", work.id), "sl:Work")
        .with("prov:label", work.title.as_str())
        .with("sl:kind", work.kind.label())
        .with_some("sl:container", work.container.as_deref())
        .with_some("sl:publisher", work.publisher.as_deref())
        .with_some("sl:date", work.date)
        .with_some("sl:url", work.url.as_deref())
        .with_some("sl:archivedUrl", work.archived_url.as_deref())
        .with_some("sl:accessed", work.accessed)
        .with_some("sl:pages", work.pages.as_deref())
        .with_some("sl:asPrinted", work.raw.as_deref())
}

fn claim_entity<'a>(project: &Project, article: &Article, claim: &'a Claim) -> Record<'a> {
    let hull = claim.hull();
    let mut record = Record::element(Kind::Entity, format!("claim:{}", claim.id), "sl:Claim")
        .with_some("prov:label", claim.paraphrase.as_deref())
        .with("prov:value", claim.quotation())
        .with("sl:start", Value::Number(hull.start.into()))
        .with("sl:end", Value::Number(hull.end.into()))
        .with("sl:kind", claim.kind.label())
        .with_some("sl:tone", claim.tone.map(Vocabulary::label))
        .with_some("sl:factuality", claim.factuality.map(Vocabulary::label))
        .with_some("sl:eventDate", claim.event_date);
    for tag in &claim.tags {
        record = record.with("sl:tag", tag.as_str());
    }
    for voice in layers::own_voice(project, article, claim) {
        record = record.with("sl:lastVoice", Value::Name(voice.into()));
    }
    record
}

fn evidence_entity<'a>(project: &'a Project, claim: &Claim, evidence: &'a Evidence) -> Record<'a> {
    let kind = project.term(evidence.kind).map_or(evidence.kind.as_str(), |term| &term.name);
    let record = Record::element(Kind::Entity, format!("evidence:{}", evidence.id), "sl:Evidence")
        .with("prov:label", kind)
        .with("sl:claim", Value::Name(format!("claim:{}", claim.id).into()))
        .with("sl:directness", evidence.directness.label())
        .with("sl:bearing", evidence.bearing.label())
        .with_some("sl:note", evidence.note.as_deref())
        .with("sl:created", evidence.at);
    let last = evidence.chain.and_then(|id| claim.chain(id)).and_then(layers::last);
    record.with_some("sl:at", last.map(|layer| Value::Name(layer.into())))
}

fn assessment_entity(assessment: &Assessment) -> Record<'_> {
    Record::element(Kind::Entity, format!("assessment:{}", assessment.id), "sl:Assessment")
        .with("sl:created", assessment.at)
        .with_some("sl:credibility", assessment.credibility.map(Vocabulary::label))
        .with_some("sl:confidence", assessment.confidence.map(Vocabulary::label))
        .with_some("sl:likelihood", assessment.likelihood.map(Vocabulary::label))
        .with_some("sl:rationale", assessment.rationale.as_deref())
        .with_some("sl:wouldChange", assessment.would_change.as_deref())
}

fn session(session: &Session) -> Record<'_> {
    let name = format!("session:{}", session.id);
    let mut record = Record::element(Kind::Activity, name, "sl:Session");
    record.times = [Some(session.started), session.ended];
    record
}

fn agents(project: &Project, take: Take<'_>) -> Result<(), ExportError> {
    for source in project.sources.iter() {
        take(source_agent(source))?;
    }
    for analyst in project.analysts.iter() {
        take(
            Record::element(Kind::Agent, format!("analyst:{}", analyst.id), "prov:Person")
                .typed("sl:Analyst")
                .with("prov:label", analyst.name.as_str()),
        )?;
    }
    Ok(())
}

fn source_agent(source: &Source) -> Record<'_> {
    let of = match source.kind {
        SourceKind::NamedIndividual | SourceKind::UnnamedIndividual => "prov:Person",
        SourceKind::NamedGroup | SourceKind::UnnamedGroup => "prov:Organization",
        _ => "sl:Voice",
    };
    let mut record = Record::element(Kind::Agent, format!("source:{}", source.id), of)
        .typed("sl:Source")
        .with("prov:label", source.name.as_str())
        .with("sl:kind", source.kind.label())
        .with_some("sl:role", source.role.as_deref())
        .with_some("sl:description", source.description.as_deref())
        .with_some("sl:url", source.url.as_deref());
    for alias in &source.aliases {
        record = record.with("sl:alias", alias.as_str());
    }
    record
}

/// The session of an annotation: the analyst's last one that had begun.
fn session_of<'a>(project: &'a Project, claim: &Claim) -> Option<&'a Session> {
    let sessions = project.sessions.iter().map(AsRef::as_ref);
    let before = sessions.filter(|s: &&Session| {
        s.by == claim.by && s.started <= claim.created && s.ended.is_none_or(|e| e >= claim.created)
    });
    before.max_by_key(|session| (session.started, session.id))
}

fn generations(project: &Project, take: Take<'_>) -> Result<(), ExportError> {
    for (_, claim) in ahead::claims(project, ahead::Parts::All) {
        if let Some(session) = session_of(project, claim) {
            let name = format!("annotation:{}", claim.id);
            let other = format!("session:{}", session.id);
            let mut record = Record::relation(Kind::Generation, name, other);
            record.times[0] = Some(claim.created);
            take(record)?;
        }
    }
    Ok(())
}

fn derived(name: String, other: String, of: &'static str) -> Record<'static> {
    Record::relation(Kind::Derivation, name, other).typed(of)
}

fn derivations(
    project: &Project,
    progress: &Progress<'_>,
    take: Take<'_>,
) -> Result<(), ExportError> {
    for article in project.articles.iter() {
        if let Some(older) = article.head.revision_of.filter(|id| project.article(*id).is_some()) {
            take(derived(
                format!("article:{}", article.id),
                format!("article:{older}"),
                "prov:Revision",
            ))?;
        }
    }
    for (done, (article, claim)) in ahead::claims(project, ahead::Parts::All).enumerate() {
        progress.step(project.claim_count() + done, 3 * project.claim_count())?;
        let name = format!("claim:{}", claim.id);
        take(derived(name.clone(), format!("article:{}", article.id), "prov:Quotation"))?;
        layers::derivations(project, claim, take)?;
        for evidence in &claim.evidence {
            if let Some(work) = evidence.work.and_then(|id| project.work(id)) {
                let evidence = format!("evidence:{}", evidence.id);
                take(derived(evidence, format!("work:{}", work.id), "sl:StandsIn"))?;
            }
        }
        take(derived(format!("annotation:{}", claim.id), name.clone(), "sl:Annotates"))?;
        for assessment in &claim.assessments {
            take(derived(format!("assessment:{}", assessment.id), name.clone(), "sl:Judges"))?;
        }
    }
    for link in project.links.iter() {
        let of = match link.kind {
            LinkKind::DerivedFrom => "sl:DerivedFrom",
            LinkKind::Quotes => "prov:Quotation",
            _ => continue,
        };
        take(derived(format!("claim:{}", link.from), format!("claim:{}", link.to), of))?;
    }
    for edge in project.lineage.iter().filter(|edge| edge.standing == Standing::Accepted) {
        if let LineageEnds::Works { from, to } = edge.ends
            && let (Some(from), Some(to)) = (project.work(from), project.work(to))
        {
            let record =
                derived(format!("work:{}", from.id), format!("work:{}", to.id), "sl:Lineage");
            let record = record.with("sl:kind", edge.kind.label());
            take(record.with_some("sl:since", edge.since).with_some("sl:until", edge.until))?;
        }
    }
    Ok(())
}

fn attributions(
    project: &Project,
    progress: &Progress<'_>,
    take: Take<'_>,
) -> Result<(), ExportError> {
    let attributed = |name: String, other: String| Record::relation(Kind::Attribution, name, other);
    for work in project.works.iter() {
        for author in known(project, &work.authors) {
            take(attributed(format!("work:{}", work.id), format!("source:{author}")))?;
        }
    }
    for (done, (_, claim)) in ahead::claims(project, ahead::Parts::All).enumerate() {
        progress.step(2 * project.claim_count() + done, 3 * project.claim_count())?;
        layers::attributions(project, claim, take)?;
        let by = |by: crate::domain::ids::AnalystId| {
            project.analyst(by).map(|analyst| format!("analyst:{}", analyst.id))
        };
        let evidence = claim.evidence.iter().map(|e| (format!("evidence:{}", e.id), e.by));
        let judged = claim.assessments.iter().map(|a| (format!("assessment:{}", a.id), a.by));
        let annotated = std::iter::once((format!("annotation:{}", claim.id), claim.by));
        for (name, analyst) in annotated.chain(evidence).chain(judged) {
            if let Some(analyst) = by(analyst) {
                take(attributed(name, analyst))?;
            }
        }
    }
    Ok(())
}

/// Those of some sources that are there, merges followed.
pub fn known(project: &Project, ids: &[SourceId]) -> Vec<SourceId> {
    ids.iter().filter_map(|id| project.source(*id)).map(|source| source.id).collect()
}

/// Accepted lineage of sources: who speaks for another or is controlled acts on the other's
/// behalf; else it was influenced. Answers of one claim to another are influence, too.
fn dependencies(project: &Project, kind: Kind, take: Take<'_>) -> Result<(), ExportError> {
    for edge in project.lineage.iter().filter(|edge| edge.standing == Standing::Accepted) {
        let LineageEnds::Sources { from, to } = edge.ends else { continue };
        let acts = matches!(edge.kind, LineageKind::SpeaksFor | LineageKind::ControlledBy);
        if acts != (kind == Kind::Delegation) {
            continue;
        }
        if let (Some(from), Some(to)) = (project.source(from), project.source(to)) {
            let ends = (format!("source:{}", from.id), format!("source:{}", to.id));
            let record = Record::relation(kind, ends.0, ends.1).with("sl:kind", edge.kind.label());
            take(record.with_some("sl:since", edge.since).with_some("sl:until", edge.until))?;
        }
    }
    if kind == Kind::Influence {
        for link in project.links.iter() {
            if let LinkKind::RespondsTo(_) = link.kind {
                let ends = (format!("claim:{}", link.from), format!("claim:{}", link.to));
                take(Record::relation(kind, ends.0, ends.1).with("sl:kind", link.kind.label()))?;
            }
        }
    }
    Ok(())
}

fn alternates(project: &Project, take: Take<'_>) -> Result<(), ExportError> {
    let same = project.links.iter().filter(|link| link.kind == LinkKind::SameClaim);
    same.into_iter().try_for_each(|link| {
        let ends = (format!("claim:{}", link.from), format!("claim:{}", link.to));
        take(Record::relation(Kind::Alternate, ends.0, ends.1))
    })
}

fn specializations(project: &Project, take: Take<'_>) -> Result<(), ExportError> {
    for article in project.articles.iter() {
        if let Some(work) = article.head.work.and_then(|id| project.work(id)) {
            let ends = (format!("article:{}", article.id), format!("work:{}", work.id));
            take(Record::relation(Kind::Specialization, ends.0, ends.1))?;
        }
    }
    Ok(())
}
