//! What the window remembers between frames, the project itself aside.

use std::collections::HashMap;

use crate::domain::{
    ids::{ArticleId, ClaimId},
    project::Project,
    span::Span,
};

use super::{reader::Reader, settings::Place};

/// What fills the middle of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// An article.
    #[default]
    Reader,
    /// Two articles side by side.
    Compare,
    /// The notes of an article.
    References,
    /// The registry of sources and works.
    Sources,
    /// What is still to do.
    Queue,
    /// What was noticed.
    Findings,
    /// The project in figures.
    Dashboard,
    /// The kinds of evidence.
    Codebook,
    /// Where the claims come from, as a graph.
    Origins,
}

impl View {
    /// All views in the order of the tabs.
    pub const ALL: [Self; 9] = [
        Self::Reader,
        Self::Compare,
        Self::References,
        Self::Sources,
        Self::Origins,
        Self::Findings,
        Self::Dashboard,
        Self::Queue,
        Self::Codebook,
    ];

    /// Whether articles are read in it: one, or two side by side.
    pub fn reads(self) -> bool {
        matches!(self, Self::Reader | Self::Compare)
    }
}

/// A place to go back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visited {
    /// The view.
    pub view: View,
    /// The article.
    pub article: ArticleId,
    /// The selected claims.
    pub selected: Vec<ClaimId>,
    /// The code point at the top of the reader.
    pub top: u32,
}

/// How many places can be gone back to.
const MAX_VISITED: usize = 100;

/// Where the analyst is in a project.
#[derive(Default)]
pub struct Position {
    /// What fills the middle.
    pub view: View,
    /// The article that is shown.
    pub article: Option<ArticleId>,
    /// The selected claims, the first of which the panel shows.
    pub selected: Vec<ClaimId>,
    /// The readers of the articles that were shown.
    pub readers: HashMap<ArticleId, Reader>,
    /// The chain line that was typed last.
    pub last_chain: Option<String>,
    /// Two articles side by side.
    pub sides: Sides,
    visited: Vec<Visited>,
    /// The article that was jumped in last, and where its caret stood then.
    arrived: Option<(ArticleId, u32)>,
}

impl Position {
    /// The position at which a project opens: where the analyst was, or its first article.
    pub fn opening(project: &Project, place: Option<&Place>) -> Self {
        let mut position = Self::default();
        let named = place.and_then(|p| p.article.as_deref()?.parse().ok());
        position.article = named.filter(|id| project.article(*id).is_some()).or_else(|| {
            project.articles.iter().find(|a| !project.is_superseded(a.id)).map(|a| a.id)
        });
        if let (Some(place), Some(article)) = (place, position.article) {
            position.reader(article).restore_scroll(place.top);
            let claim = place.claim.as_deref().and_then(|id| id.parse().ok());
            position.selected =
                claim.filter(|id| project.claim(*id).is_some()).into_iter().collect();
        }
        position
    }

    /// The reader of an article, made when it is first shown.
    pub fn reader(&mut self, article: ArticleId) -> &mut Reader {
        if let Some(side) = self.side_of(article) {
            return &mut self.sides.both[side].reader;
        }
        self.readers.entry(article).or_default()
    }

    /// The side that shows an article, where two are shown.
    fn side_of(&self, article: ArticleId) -> Option<usize> {
        let active = self.sides.active;
        let shows = |side: &usize| self.sides.both[*side].article == Some(article);
        (self.view == View::Compare).then(|| [active, 1 - active].into_iter().find(shows))?
    }

    /// Shows the reader, unless the articles are read side by side.
    pub fn read(&mut self) {
        if !self.view.reads() {
            self.view = View::Reader;
        }
    }

    /// The reader that is shown.
    pub fn current_reader(&self) -> Option<&Reader> {
        let article = self.article?;
        match self.side_of(article) {
            Some(side) => Some(&self.sides.both[side].reader),
            None => self.readers.get(&article),
        }
    }

    /// The words selected in the reader.
    pub fn selection(&self) -> Option<Span> {
        self.current_reader()?.selection()
    }

    /// What to remember for the next time.
    pub fn place(&self) -> Place {
        Place {
            article: self.article.map(|id| id.to_string()),
            top: self.current_reader().map_or(0, Reader::scroll_anchor),
            claim: self.selected.first().map(ToString::to_string),
        }
    }

    /// Forgets what is no longer in the project.
    pub fn follow(&mut self, project: &Project) {
        self.selected.retain(|id| project.claim(*id).is_some());
        self.readers.retain(|id, _| project.article(*id).is_some());
        self.visited.retain(|v| project.article(v.article).is_some());
        for visited in &mut self.visited {
            visited.selected.retain(|id| project.claim(*id).is_some());
        }
        if self.article.is_none_or(|id| project.article(id).is_none()) {
            self.article =
                project.articles.iter().find(|a| !project.is_superseded(a.id)).map(|a| a.id);
            self.selected.clear();
        }
        self.settle_sides(project);
    }

    /// Remembers where the analyst is, before a jump.
    pub fn leave(&mut self) {
        let Some(article) = self.article else { return };
        let top = self.current_reader().map_or(0, Reader::scroll_anchor);
        let here = Visited { view: self.view, article, selected: self.selected.clone(), top };
        if self.visited.last() != Some(&here) {
            self.visited.push(here);
        }
        if self.visited.len() > MAX_VISITED {
            self.visited.remove(0);
        }
    }

    /// Whether the analyst arrived by a jump and has not moved the caret since: then Alt and
    /// an arrow lead back, although they move a caret by sentences.
    pub fn just_arrived(&self) -> bool {
        let head = self.current_reader().map(Reader::head);
        self.can_go_back() && self.arrived.is_some() && self.arrived == self.article.zip(head)
    }

    /// Whether there is a place to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.visited.is_empty()
    }

    /// Goes back to where the analyst was before the last jump.
    pub fn go_back(&mut self) {
        self.arrived = None;
        if let Some(place) = self.visited.pop() {
            self.view = place.view;
            self.article = Some(place.article);
            self.selected = place.selected;
            self.reader(place.article).restore_scroll(place.top);
        }
    }

    /// Shows an article.
    pub fn show_article(&mut self, id: ArticleId) {
        if self.article != Some(id) {
            self.leave();
            self.article = Some(id);
            self.selected.clear();
        }
        self.view = View::Reader;
    }

    /// Shows a span of an article and points at it.
    pub fn jump_to_place(&mut self, article: ArticleId, span: Span) {
        self.jump(article, span);
        self.reader(article).point_at(span);
    }

    /// Shows a span of an article. Claims of another article are no longer selected: what
    /// is done to them would not be seen.
    pub fn jump(&mut self, article: ArticleId, span: Span) {
        if let Some(side) = self.side_of(article) {
            self.activate(side);
            self.leave();
        } else {
            self.leave();
            self.view = View::Reader;
            if self.article != Some(article) {
                self.article = Some(article);
                self.selected.clear();
            }
        }
        let reader = self.reader(article);
        reader.scroll_to(span);
        let head = reader.head();
        self.arrived = Some((article, head));
    }
}

mod sides;
#[cfg(test)]
mod tests;

pub use sides::{Side, Sides};
