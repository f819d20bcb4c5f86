//! What two articles share, in the window: the comparison in the background, the list of
//! joins and the one that is chosen, the band between the readers, the table, the scroll
//! lock.
//!
//! The readers themselves are drawn by [`super::frame`]; which articles they show is the
//! [`super::state::Position`]'s.

mod band;
mod detail;
mod found;
mod head;
mod listed;
mod lock;
mod pieces;
mod places;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod washes;
mod words;

pub use found::{Compared, Job};
pub use listed::Joins;
pub use lock::Lock;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::{
    analysis::{
        compare::{Join, Subject},
        reuse::MIN_WORDS,
    },
    app::{action::Outbox, scene::Scene, state::Sides},
    domain::{article::Article, ids::ClaimId},
};

use found::Found;
use listed::Listed;

/// Where the table of joins stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stand {
    /// Under the readers.
    #[default]
    Below,
    /// At the right of them.
    Beside,
}

/// What two articles share, and what of it is shown.
#[derive(Debug)]
pub struct Comparison {
    found: Found,
    listed: Listed,
    /// The join that is chosen.
    current: Option<Subject>,
    /// The join under the pointer.
    hovered: Option<Subject>,
    /// Whether the table is to show what is chosen.
    reveal: bool,
    /// Whether what is chosen is to be brought into view.
    bring: bool,
    /// Whether both articles scroll together.
    pub lock: Option<Lock>,
    /// Where the table stands.
    pub stand: Stand,
    /// The least words of a passage.
    min_words: u32,
    /// The side whose list of articles is to open.
    choosing: Option<usize>,
    /// What is typed to find an article.
    query: String,
}

impl Default for Comparison {
    fn default() -> Self {
        Self {
            found: Found::default(),
            listed: Listed::default(),
            current: None,
            hovered: None,
            reveal: false,
            bring: false,
            lock: None,
            stand: Stand::default(),
            min_words: MIN_WORDS,
            choosing: None,
            query: String::new(),
        }
    }
}

impl Comparison {
    /// Whether there is anything to walk through.
    pub fn has_joins(&self) -> bool {
        !self.listed.rows.is_empty()
    }

    /// The join that is chosen.
    pub fn current(&self) -> Option<&Join> {
        self.found.joins.get(self.found.place(self.current?)?)
    }

    /// The chosen pair of claims, if it is only suggested.
    pub fn suggested(&self) -> Option<(ClaimId, ClaimId)> {
        match self.current? {
            Subject::Suggested(left, right, _) => Some((left, right)),
            _ => None,
        }
    }

    /// All joins that were found.
    pub fn joins(&self) -> &[Join] {
        &self.found.joins
    }

    /// Whether a comparison is under way.
    pub fn is_comparing(&self) -> bool {
        self.found.running.is_some()
    }

    /// The kinds of joins that are shown.
    pub fn shown(&self) -> Joins {
        self.listed.kinds
    }

    /// Goes on to the next kinds of joins.
    pub fn next_kinds(&mut self) {
        let at = Joins::ALL.iter().position(|k| *k == self.listed.kinds).unwrap_or(0);
        self.listed.kinds = Joins::ALL[(at + 1) % Joins::ALL.len()];
    }

    /// Opens the list of articles of a side.
    pub fn choose_article(&mut self, side: usize) {
        self.choosing = Some(side);
        self.query.clear();
    }

    /// Chooses the next join, or the previous one. Whether there was one.
    pub fn step(&mut self, forward: bool) -> bool {
        self.relist();
        let last = self.listed.rows.len().checked_sub(1);
        let here = self.current.and_then(|s| self.listed.row_of(self.found.place(s)?));
        let to = match (here, forward) {
            // What was chosen may be gone, as a pair that was declined: its place stays.
            (None, _) => last.map(|last| self.listed.cursor.min(last)),
            (Some(at), true) => Some(at + 1).filter(|at| Some(*at) <= last),
            (Some(at), false) => at.checked_sub(1),
        };
        let Some(to) = to else { return false };
        self.choose_row(to);
        true
    }

    /// Chooses a row of the table.
    fn choose_row(&mut self, row: usize) {
        let join = self.listed.rows.get(row).and_then(|at| self.found.joins.get(*at));
        if let Some(join) = join {
            self.current = Some(join.subject);
            self.listed.cursor = row;
            (self.reveal, self.bring) = (true, true);
        }
    }

    /// Chooses a join.
    pub fn choose(&mut self, subject: Subject) {
        self.current = Some(subject);
        (self.reveal, self.bring) = (true, true);
        self.relist();
        if let Some(row) = self.found.place(subject).and_then(|at| self.listed.row_of(at)) {
            self.listed.cursor = row;
        }
    }

    /// The join that was chosen and is not in view yet.
    pub fn take_bring(&mut self) -> Option<Join> {
        std::mem::take(&mut self.bring).then(|| self.current().cloned()).flatten()
    }

    /// Draws the table of joins and what is chosen in it.
    pub fn list(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        articles: (&Article, &Article),
        out: &mut Outbox,
    ) {
        match self.stand {
            Stand::Below => {
                Panel::right("join detail")
                    .resizable(true)
                    .default_size(400.0)
                    .size_range(240.0..=640.0)
                    .frame(Frame::new().inner_margin(Margin { left: 12, ..Margin::ZERO }))
                    .show(ui, |ui| self.detail(ui, scene, articles, out));
            }
            Stand::Beside => {
                Panel::bottom("join detail below")
                    .resizable(true)
                    .default_size(300.0)
                    .size_range(120.0..=520.0)
                    .frame(Frame::new().inner_margin(Margin { top: 8, ..Margin::ZERO }))
                    .show(ui, |ui| self.detail(ui, scene, articles, out));
            }
        }
        CentralPanel::default()
            .frame(Frame::new().inner_margin(Margin { right: 10, ..Margin::ZERO }))
            .show(ui, |ui| self.table(ui, scene, articles));
    }

    /// Has the other side follow, if scrolling is locked. Whether another frame is needed.
    pub fn follow_lock(&mut self, sides: &mut Sides) -> bool {
        let Some(lock) = &mut self.lock else { return false };
        lock.follow(&self.found.joins, self.found.version);
        lock.act(sides)
    }

    /// Brings the list up to date with what was found and is asked for.
    fn relist(&mut self) {
        self.listed.follow(&self.found.joins, self.found.version);
    }

    /// What is chosen may have become something else: a suggestion was accepted, or undone.
    fn follow_current(&mut self) {
        let Some(current) = self.current else { return };
        if self.found.place(current).is_some() {
            return;
        }
        let pair = |subject: Subject| match subject {
            Subject::Suggested(l, r, _) | Subject::Accepted(l, r, _) => Some((l, r)),
            _ => None,
        };
        let wanted = pair(current);
        let same = self.found.joins.iter().map(|j| j.subject);
        self.current = same.filter(|_| wanted.is_some()).find(|s| pair(*s) == wanted);
    }
}
