//! Two articles side by side: which, how each is shown, and which of them is worked in.

use crate::{
    app::reader::Reader,
    domain::{
        ids::{ArticleId, ClaimId},
        project::Project,
    },
};

use super::{Position, View};

/// One of the two.
#[derive(Debug, Default)]
pub struct Side {
    /// The article.
    pub article: Option<ArticleId>,
    /// Its reader, apart from the one that shows it alone.
    pub reader: Reader,
    /// Its selected claims, while the other side is the one worked in.
    selected: Vec<ClaimId>,
    /// Whether its reader had the keyboard when that was looked at last.
    had_keyboard: bool,
}

/// Two articles side by side.
#[derive(Debug)]
pub struct Sides {
    /// The left one and the right one.
    pub both: [Side; 2],
    /// The one that commands act on: 0 or 1.
    pub active: usize,
    /// Whether the claim is shown beside them.
    pub panel: bool,
    /// The share of the width that the left one has.
    pub share: f32,
}

impl Default for Sides {
    fn default() -> Self {
        Self { both: Default::default(), active: 0, panel: false, share: 0.5 }
    }
}

impl Position {
    /// Makes one of the two sides the one that is worked in.
    pub fn activate(&mut self, side: usize) {
        let sides = &mut self.sides;
        if side == sides.active || sides.both[side].article.is_none() {
            return;
        }
        sides.both[sides.active].selected = std::mem::take(&mut self.selected);
        self.selected = std::mem::take(&mut sides.both[side].selected);
        self.article = sides.both[side].article;
        sides.active = side;
    }

    /// A side whose reader just got the keyboard becomes the one that is worked in. Whether
    /// it has the keyboard.
    pub fn follow_keyboard(&mut self, side: usize) -> bool {
        let has = self.sides.both[side].reader.is_focused();
        let had = std::mem::replace(&mut self.sides.both[side].had_keyboard, has);
        if has && !had {
            self.activate(side);
        }
        has
    }

    /// The selected claims of a side.
    pub fn selected_on(&self, side: usize) -> &[ClaimId] {
        if side == self.sides.active { &self.selected } else { &self.sides.both[side].selected }
    }

    /// Selects claims of a side.
    pub fn select_on(&mut self, side: usize, claims: Vec<ClaimId>) {
        if side == self.sides.active {
            self.selected = claims;
        } else {
            self.sides.both[side].selected = claims;
        }
    }

    /// The two articles, if there are two, or twice the same.
    pub fn compared(&self) -> Option<(ArticleId, ArticleId)> {
        let [left, right] = &self.sides.both;
        Some((left.article?, right.article?))
    }

    /// Shows an article on a side.
    pub fn put_on(&mut self, side: usize, article: ArticleId) {
        if self.sides.both[side].article == Some(article) {
            return;
        }
        let mut reader = Reader::default();
        if let Some(known) = self.readers.get(&article) {
            reader.restore_scroll(known.scroll_anchor());
        }
        self.sides.both[side] = Side { article: Some(article), reader, ..Side::default() };
        if self.sides.active == side {
            self.article = Some(article);
            self.selected.clear();
        }
    }

    /// Has left and right change places.
    pub fn swap_sides(&mut self) {
        self.sides.both.swap(0, 1);
        self.sides.active = 1 - self.sides.active;
    }

    /// Shows two articles side by side.
    pub fn compare(&mut self, left: ArticleId, right: ArticleId) {
        self.leave();
        self.sides.active = 0;
        self.article = Some(left);
        self.put_on(0, left);
        self.put_on(1, right);
        self.view = View::Compare;
    }

    /// Both sides show articles of the project, and the article that commands act on is on
    /// the side that is worked in.
    pub fn settle_sides(&mut self, project: &Project) {
        for side in &mut self.sides.both {
            if side.article.is_some_and(|id| project.article(id).is_none()) {
                *side = Side::default();
            }
            side.selected.retain(|id| project.claim(*id).is_some());
        }
        if self.view != View::Compare {
            return;
        }
        let Some(article) = self.article else { return };
        let active = self.sides.active;
        if self.sides.both[active].article != Some(article) {
            if self.sides.both[1 - active].article == Some(article) {
                self.sides.active = 1 - active;
            } else {
                let selected = std::mem::take(&mut self.selected);
                self.put_on(active, article);
                self.selected = selected;
            }
        }
        let other = 1 - self.sides.active;
        if self.sides.both[other].article.is_none() {
            let current = project.articles.iter().filter(|a| !project.is_superseded(a.id));
            if let Some(next) = current.map(|a| a.id).find(|id| *id != article) {
                self.put_on(other, next);
            }
        }
    }
}
