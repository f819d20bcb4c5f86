//! Shows where the claims of an article would stand in a revised text, before they move.

use egui::{ProgressBar, RichText, Ui};

use super::{
    form::{self, Cx, Next, Pressed},
    moving::{Moved, Moving, inherit},
};
use crate::app::text;
use crate::{
    app::{
        action::Action,
        rows::{Row, Rows},
        theme::{self, Theme},
    },
    domain::{
        anchor::AnchorState,
        article::Article,
        ids::ArticleId,
        project::Project,
        reanchor::{AnchorMove, AnchorRole, MovedClaim},
    },
};

/// The dialog.
#[derive(Debug)]
pub struct ReviewRevision {
    superseded: ArticleId,
    old_title: String,
    title: String,
    revision: Article,
    same_text: bool,
    total: usize,
    moving: Option<Moving>,
    moved: Option<Vec<MovedClaim>>,
    failed: bool,
    lines: Vec<Line>,
    /// The lines that the filter lets through.
    shown: Vec<usize>,
    filter: Filter,
    cursor: Option<usize>,
}

/// Which lines are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    ToReview,
    Lost,
    Moved,
    Exact,
}

/// One line of the list: a claim where it was, or an anchor that moved.
#[derive(Debug)]
struct Line {
    sort: Filter,
    /// What is shown beside what sort of place it is.
    state: String,
    old: String,
    new: String,
    changed: bool,
}

/// The longest part of a quotation in a line, in code points.
const SHOWN: usize = 160;

impl ReviewRevision {
    /// For an article and its new text; `None` if the article is gone.
    pub fn new(superseded: ArticleId, mut revision: Article, project: &Project) -> Option<Self> {
        let old = project.article(superseded)?;
        inherit(old, &mut revision);
        Some(Self {
            superseded,
            old_title: old.title().to_owned(),
            title: revision.head.title.clone(),
            same_text: revision.sha256 == old.sha256,
            revision,
            total: old.claims.len(),
            moving: None,
            moved: None,
            failed: false,
            lines: Vec::new(),
            shown: Vec::new(),
            filter: Filter::ToReview,
            cursor: None,
        })
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        self.poll(ui, cx);
        form::paragraph(
            ui,
            format!(
                "The claims of “{}” move to this text. The old text stays in the project, without \
                 claims.",
                self.old_title
            ),
        );
        form::field(ui, "Title of the revised text", &mut self.title, "", cx.fresh);
        if self.same_text {
            form::warning(ui, theme, "The text is the same as before, word for word.");
        }
        ui.add_space(4.0);
        match (&self.moved, self.failed) {
            (_, true) => form::error(ui, theme, "The claims could not be looked for."),
            (None, _) => self.progress(ui),
            (Some(_), _) => self.review(ui, theme),
        }
        let ready = match (&self.moved, cx.around.env.editable) {
            (_, false) => Err("The project is open for reading only."),
            (None, _) => Err("The claims are still being looked for."),
            _ if self.title.trim().is_empty() => Err("The revised text needs a title."),
            _ => Ok(()),
        };
        match form::buttons(ui, theme, "Accept revision", ready, |ui| {
            theme::hint(ui, "Nothing is dropped: lost claims keep their old words.");
        }) {
            Pressed::Confirm => {
                let moved = self.moved.take().unwrap_or_default();
                let mut revision = self.revision.clone();
                self.title
                    .trim()
                    .clone_into(&mut std::sync::Arc::make_mut(&mut revision.head).title);
                cx.out.send(Action::AcceptRevision {
                    superseded: self.superseded,
                    revision: Box::new(revision),
                    claims: moved.into_iter().map(|m| m.claim).collect(),
                });
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }

    fn poll(&mut self, ui: &Ui, cx: &Cx<'_, '_>) {
        if self.moved.is_some() || self.failed {
            return;
        }
        let Some(moving) = &self.moving else {
            let old = cx.around.project.and_then(|p| p.article(self.superseded)).cloned();
            match old {
                Some(old) => {
                    self.moving = Some(Moving::start(old, &self.revision, ui.ctx().clone()));
                }
                None => self.failed = true,
            }
            return;
        };
        match moving.poll() {
            Moved::Running => {
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(50));
            }
            Moved::Failed => self.failed = true,
            Moved::Done(moved) => {
                self.moving = None;
                self.lines = moved.iter().flat_map(lines).collect();
                self.moved = Some(moved);
                let none = !self.lines.iter().any(|l| shows(Filter::ToReview, l));
                self.set_filter(if none { Filter::Moved } else { Filter::ToReview });
                if self.shown.is_empty() {
                    self.set_filter(Filter::Exact);
                }
            }
        }
    }

    fn progress(&self, ui: &mut Ui) {
        let done = self.moving.as_ref().map_or(0, Moving::done);
        let share = done as f32 / self.total.max(1) as f32;
        ui.add(ProgressBar::new(share).text(format!("{done} of {} claims", self.total)));
    }

    fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.cursor = None;
        let all = self.lines.iter().enumerate();
        self.shown = all.filter(|(_, l)| shows(filter, l)).map(|(at, _)| at).collect();
    }

    fn review(&mut self, ui: &mut Ui, theme: &Theme) {
        let claims = self.moved.as_deref().unwrap_or_default();
        let lost = claims.iter().filter(|m| m.is_lost()).count();
        let exact = claims.iter().filter(|m| m.moves.is_empty()).count();
        let moved = claims.len() - lost - exact;
        form::paragraph(
            ui,
            format!(
                "{}: {exact} where they were, {moved} moved, {lost} lost.",
                form::count(claims.len(), "claim", "claims")
            ),
        );
        let mut wanted = self.filter;
        ui.horizontal_wrapped(|ui| {
            for (filter, name) in [
                (Filter::ToReview, "To look at"),
                (Filter::Lost, "Lost"),
                (Filter::Moved, "Moved"),
                (Filter::Exact, "Unchanged"),
            ] {
                let n = self.lines.iter().filter(|l| shows(filter, l)).count();
                ui.selectable_value(&mut wanted, filter, format!("{name} {n}"));
            }
        });
        if wanted != self.filter {
            self.set_filter(wanted);
        }
        if self.shown.is_empty() {
            theme::hint(ui, "None.");
            return;
        }
        let height = (ui.ctx().content_rect().height() - 330.0).clamp(120.0, 420.0);
        let rows = Rows {
            max_height: height,
            cursor: self.cursor,
            ..Rows::new("moves", "Claims in the revised text", self.shown.len(), 62.0)
        };
        let line = |at: usize| &self.lines[self.shown[at]];
        let response = rows.show(
            ui,
            theme,
            |at| {
                let line = line(at);
                let name = format!("{}: {} → {}", line.state, line.old, line.new);
                Row { name, chosen: false, enabled: true }
            },
            |ui, at| {
                let line = line(at);
                ui.spacing_mut().item_spacing.y = 1.0;
                let colour = match line.sort {
                    Filter::Lost => theme.danger,
                    _ if line.changed => theme.warning,
                    _ => theme.good,
                };
                ui.label(RichText::new(&line.state).small().color(colour));
                let old = RichText::new(&line.old);
                let old = if line.changed { old.weak() } else { old };
                text::tip(text::elided(ui, old), &line.old);
                if line.changed {
                    text::tip(text::elided(ui, &line.new), &line.new);
                }
            },
            None,
        );
        if let Some((to, _)) = response.moved {
            self.cursor = Some(to);
        }
    }
}

fn shows(filter: Filter, line: &Line) -> bool {
    match filter {
        Filter::ToReview => line.changed,
        other => line.sort == other,
    }
}

/// The lines of one claim: one for each anchor that moved, or one that says it did not.
fn lines(moved: &MovedClaim) -> Vec<Line> {
    if moved.moves.is_empty() {
        let words = form::one_line(&moved.claim.quotation(), SHOWN);
        return vec![Line {
            sort: Filter::Exact,
            state: "Where it was".to_owned(),
            new: words.clone(),
            old: words,
            changed: false,
        }];
    }
    moved.moves.iter().map(line).collect()
}

fn line(anchor: &AnchorMove) -> Line {
    let what = match anchor.role {
        AnchorRole::Claim(_) => "Claim",
        AnchorRole::Source { .. } => "Source span",
        AnchorRole::Cue { .. } => "Cue span",
    };
    let old = form::one_line(&anchor.before.exact, SHOWN);
    let (sort, state, new) = match anchor.after.state {
        AnchorState::Lost => {
            (Filter::Lost, format!("{what} lost"), "not found in the revised text".to_owned())
        }
        AnchorState::Moved { percent, .. } => (
            Filter::Moved,
            format!("{what} moved · fits {percent} %"),
            form::one_line(&anchor.after.exact, SHOWN),
        ),
        AnchorState::Exact => (
            Filter::Exact,
            format!("{what} where it was"),
            form::one_line(&anchor.after.exact, SHOWN),
        ),
    };
    Line { sort, state, old, new, changed: anchor.changed() }
}
