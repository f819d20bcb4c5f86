//! What a panel may read while it draws.

use crate::{
    analysis::usage::Usage,
    domain::{
        article::Article,
        claim::Claim,
        ids::{AnalystId, ArticleId, ClaimId},
        project::Project,
        span::Span,
        time::Timestamp,
    },
};

use super::{settings::Settings, theme::Theme, tracing::Tracing};

/// Everything a panel reads. Nothing here can be changed by it.
pub struct Scene<'a> {
    /// The project as it is now.
    pub project: &'a Project,
    /// Whether it may be changed.
    pub editable: bool,
    /// How often sources and works are used: up to date while those are in view, else as it
    /// was then.
    pub usage: &'a Usage,
    /// Origins and findings, as they are or were a moment ago.
    pub tracing: &'a Tracing,
    /// The article that is shown.
    pub article: Option<ArticleId>,
    /// The selected claims; the panel shows the first.
    pub selected: &'a [ClaimId],
    /// The words selected in the reader.
    pub selection: Option<Span>,
    /// Who works.
    pub analyst: AnalystId,
    /// What time it is.
    pub now: Timestamp,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// What the analyst set.
    pub settings: &'a Settings,
    /// The chain line that was typed last, for "repeat".
    pub last_chain: Option<&'a str>,
}

impl<'a> Scene<'a> {
    /// The article that is shown.
    pub fn current_article(&self) -> Option<&'a Article> {
        self.project.article(self.article?).map(AsRef::as_ref)
    }

    /// The first selected claim, with its article.
    pub fn current_claim(&self) -> Option<(&'a Article, &'a Claim)> {
        let (article, claim) = self.project.claim_in_article(*self.selected.first()?)?;
        Some((article, claim))
    }
}

/// What is around a view under test: the settings as they come, light colours, nothing discounted.
#[cfg(test)]
pub(crate) struct AtRest {
    theme: Theme,
    settings: Settings,
    tracing: Tracing,
}

#[cfg(test)]
impl Default for AtRest {
    fn default() -> Self {
        let (settings, tracing) = (Settings::default(), Tracing::default());
        Self { theme: Theme::light(), settings, tracing }
    }
}

#[cfg(test)]
impl AtRest {
    /// A project that may be changed, with nothing of it shown or selected.
    pub(crate) fn scene<'a>(&'a self, project: &'a Project, usage: &'a Usage) -> Scene<'a> {
        let first = project.analysts.iter().next().map(|analyst| analyst.id);
        Scene {
            project,
            editable: true,
            usage,
            tracing: &self.tracing,
            article: None,
            selected: &[],
            selection: None,
            analyst: first.unwrap_or_else(|| "nobody".parse().expect("an id")),
            now: Timestamp::from_unix_seconds(1_700_000_000),
            theme: &self.theme,
            settings: &self.settings,
            last_chain: None,
        }
    }
}
