//! Everything that a project may hold, field by field, as losses are told.

/// The sorts of record that fields belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The project itself and what stands beside its records.
    Project,
    /// Sources.
    Source,
    /// Works.
    Work,
    /// Articles.
    Article,
    /// Claims.
    Claim,
    /// Chains of attribution and their steps.
    Chain,
    /// Evidence.
    Evidence,
    /// Assessments.
    Assessment,
    /// Links between claims.
    Link,
}

impl Group {
    /// What reports call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Project => "Project",
            Self::Source => "Sources",
            Self::Work => "Works",
            Self::Article => "Articles",
            Self::Claim => "Claims",
            Self::Chain => "Chains",
            Self::Evidence => "Evidence",
            Self::Assessment => "Assessments",
            Self::Link => "Links",
        }
    }
}

/// A field, or a use of one, that a format may carry or lose.
#[expect(missing_docs, reason = "each is told by its label in the table below")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    ProjectTitle,
    ProjectDescription,
    ProjectCreated,
    Analysts,
    Sessions,
    Lineage,
    Rulings,
    Todos,
    Merged,
    Codebook,
    CodebookColours,
    SourceName,
    SourceKind,
    SourceAliases,
    SourceRole,
    SourceDescription,
    SourceUrl,
    SourceNotes,
    SourceReliability,
    WorkTitle,
    WorkKind,
    WorkAuthors,
    WorkContainer,
    WorkPublisher,
    WorkDate,
    WorkUrl,
    WorkArchivedUrl,
    WorkAccessed,
    WorkPages,
    WorkOriginal,
    WorkRaw,
    ArticleTitle,
    ArticleByline,
    ArticlePublished,
    ArticleAddress,
    ArticleLanguage,
    ArticleText,
    ArticleWork,
    ArticleRevision,
    ArticleBlocks,
    ArticleMarks,
    ArticleReferences,
    Quotation,
    Place,
    Discontinuous,
    MovedAnchor,
    LostAnchor,
    Paraphrase,
    ClaimKind,
    Tone,
    Factuality,
    EventDate,
    Tags,
    Note,
    ClaimStatus,
    ClaimAuthorship,
    Reviews,
    Chain,
    ChainEnd,
    ChainDoubtful,
    ChainAuthorship,
    HopSources,
    HopSourceAnchors,
    HopCueAnchors,
    HopIntroducedAs,
    HopAddressee,
    HopWork,
    HopReference,
    HopLocator,
    HopForm,
    Negated,
    HopFactuality,
    HopSaid,
    HopBasis,
    HopCheck,
    EvidenceKind,
    Directness,
    EvidenceChain,
    EvidenceWork,
    Bearing,
    EvidenceNote,
    EvidenceAuthorship,
    Credibility,
    Confidence,
    Likelihood,
    Rationale,
    WouldChange,
    AssessmentAuthorship,
    EarlierAssessments,
    LinkSameClaim,
    LinkEntails,
    LinkContradicts,
    LinkSupports,
    LinkQuotes,
    LinkDerivedFrom,
    LinkResponds,
    LinkNote,
    LinkAuthorship,
}

/// Each field with its group and what reports call it, in the order of the enum.
const TABLE: &[(Field, Group, &str)] = &[
    (Field::ProjectTitle, Group::Project, "title"),
    (Field::ProjectDescription, Group::Project, "description"),
    (Field::ProjectCreated, Group::Project, "when it was made"),
    (Field::Analysts, Group::Project, "analysts"),
    (Field::Sessions, Group::Project, "sessions"),
    (Field::Lineage, Group::Project, "lineage of sources and works"),
    (Field::Rulings, Group::Project, "rulings"),
    (Field::Todos, Group::Project, "to-dos"),
    (Field::Merged, Group::Project, "what was merged into what"),
    (Field::Codebook, Group::Project, "evidence kinds with their definitions"),
    (Field::CodebookColours, Group::Project, "colours and keys of evidence kinds"),
    (Field::SourceName, Group::Source, "name"),
    (Field::SourceKind, Group::Source, "kind"),
    (Field::SourceAliases, Group::Source, "other names"),
    (Field::SourceRole, Group::Source, "role"),
    (Field::SourceDescription, Group::Source, "description"),
    (Field::SourceUrl, Group::Source, "address"),
    (Field::SourceNotes, Group::Source, "notes"),
    (Field::SourceReliability, Group::Source, "reliability"),
    (Field::WorkTitle, Group::Work, "title"),
    (Field::WorkKind, Group::Work, "kind"),
    (Field::WorkAuthors, Group::Work, "authors"),
    (Field::WorkContainer, Group::Work, "where it appeared"),
    (Field::WorkPublisher, Group::Work, "publisher"),
    (Field::WorkDate, Group::Work, "date"),
    (Field::WorkUrl, Group::Work, "address"),
    (Field::WorkArchivedUrl, Group::Work, "archived copy"),
    (Field::WorkAccessed, Group::Work, "when it was looked up"),
    (Field::WorkPages, Group::Work, "pages"),
    (Field::WorkOriginal, Group::Work, "the obtained original"),
    (Field::WorkRaw, Group::Work, "reference as printed"),
    (Field::ArticleTitle, Group::Article, "title"),
    (Field::ArticleByline, Group::Article, "author line"),
    (Field::ArticlePublished, Group::Article, "publisher and date"),
    (Field::ArticleAddress, Group::Article, "addresses and when they were looked up"),
    (Field::ArticleLanguage, Group::Article, "language"),
    (Field::ArticleText, Group::Article, "text"),
    (Field::ArticleWork, Group::Article, "the work that it is"),
    (Field::ArticleRevision, Group::Article, "which article it supersedes"),
    (Field::ArticleBlocks, Group::Article, "headings and other blocks"),
    (Field::ArticleMarks, Group::Article, "emphasis, links and note markers"),
    (Field::ArticleReferences, Group::Article, "references"),
    (Field::Quotation, Group::Claim, "quotation"),
    (Field::Place, Group::Claim, "place in the text"),
    (Field::Discontinuous, Group::Claim, "in several pieces"),
    (Field::MovedAnchor, Group::Claim, "found again in a changed text"),
    (Field::LostAnchor, Group::Claim, "not found in the present text"),
    (Field::Paraphrase, Group::Claim, "paraphrase"),
    (Field::ClaimKind, Group::Claim, "kind"),
    (Field::Tone, Group::Claim, "tone"),
    (Field::Factuality, Group::Claim, "how certain the article puts it"),
    (Field::EventDate, Group::Claim, "date of the event"),
    (Field::Tags, Group::Claim, "tags"),
    (Field::Note, Group::Claim, "note"),
    (Field::ClaimStatus, Group::Claim, "status"),
    (Field::ClaimAuthorship, Group::Claim, "who made it and when"),
    (Field::Reviews, Group::Claim, "reviews"),
    (Field::Chain, Group::Chain, "steps in order"),
    (Field::ChainEnd, Group::Chain, "how it ends"),
    (Field::ChainDoubtful, Group::Chain, "why it is doubtful"),
    (Field::ChainAuthorship, Group::Chain, "who recorded it and when"),
    (Field::HopSources, Group::Chain, "who speaks"),
    (Field::HopSourceAnchors, Group::Chain, "where the text names the source"),
    (Field::HopCueAnchors, Group::Chain, "cue words"),
    (Field::HopIntroducedAs, Group::Chain, "how the source is introduced"),
    (Field::HopAddressee, Group::Chain, "whom they told"),
    (Field::HopWork, Group::Chain, "in which work"),
    (Field::HopReference, Group::Chain, "by which note"),
    (Field::HopLocator, Group::Chain, "where in the work"),
    (Field::HopForm, Group::Chain, "form of quotation"),
    (Field::Negated, Group::Chain, "denied attribution"),
    (Field::HopFactuality, Group::Chain, "how certain the speaker puts it"),
    (Field::HopSaid, Group::Chain, "when it was said"),
    (Field::HopBasis, Group::Chain, "where the attribution stands"),
    (Field::HopCheck, Group::Chain, "check against the original"),
    (Field::EvidenceKind, Group::Evidence, "kind"),
    (Field::Directness, Group::Evidence, "directness"),
    (Field::EvidenceChain, Group::Evidence, "the chain at whose end it stands"),
    (Field::EvidenceWork, Group::Evidence, "work"),
    (Field::Bearing, Group::Evidence, "bearing"),
    (Field::EvidenceNote, Group::Evidence, "note"),
    (Field::EvidenceAuthorship, Group::Evidence, "who recorded it and when"),
    (Field::Credibility, Group::Assessment, "credibility"),
    (Field::Confidence, Group::Assessment, "confidence"),
    (Field::Likelihood, Group::Assessment, "likelihood"),
    (Field::Rationale, Group::Assessment, "rationale"),
    (Field::WouldChange, Group::Assessment, "what would change it"),
    (Field::AssessmentAuthorship, Group::Assessment, "whose it is and when"),
    (Field::EarlierAssessments, Group::Assessment, "earlier ones"),
    (Field::LinkSameClaim, Group::Link, "same claim"),
    (Field::LinkEntails, Group::Link, "entails"),
    (Field::LinkContradicts, Group::Link, "contradicts"),
    (Field::LinkSupports, Group::Link, "supports"),
    (Field::LinkQuotes, Group::Link, "quotes"),
    (Field::LinkDerivedFrom, Group::Link, "derived from"),
    (Field::LinkResponds, Group::Link, "responds to"),
    (Field::LinkNote, Group::Link, "note"),
    (Field::LinkAuthorship, Group::Link, "who linked and when"),
];

impl Field {
    /// How many there are.
    pub const COUNT: usize = TABLE.len();

    /// All of them, in the order of reports.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(field, _, _)| *field)
    }

    /// What sort of record it belongs to.
    pub fn group(self) -> Group {
        TABLE[self as usize].1
    }

    /// What reports call it, without its group.
    pub fn label(self) -> &'static str {
        TABLE[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_field_in_its_place() {
        for (place, (field, _, _)) in TABLE.iter().enumerate() {
            assert_eq!(*field as usize, place, "{field:?}");
        }
        assert_eq!(Field::LinkAuthorship as usize + 1, Field::COUNT);
    }
}
