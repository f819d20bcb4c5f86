//! Which part of the project is exported.

use std::collections::BTreeSet;

use egui::{Key, Modifiers, ScrollArea, Ui};

use crate::app::text;
use crate::{
    app::{
        dialogs::{form::count, split::tick_box},
        rows::{Row, Rows},
        theme::Theme,
    },
    domain::{
        ids::{AnalystId, ArticleId, ClaimId},
        project::Project,
    },
    export::Scope,
};

/// How the part is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Everything,
    Articles,
    Filtered,
    Analyst,
}

/// Which part of the project.
#[derive(Debug)]
pub struct What {
    part: Part,
    articles: BTreeSet<ArticleId>,
    cursor: Option<usize>,
    filtered: Option<BTreeSet<ClaimId>>,
    analyst: AnalystId,
}

impl What {
    /// Everything, until the analyst says otherwise.
    pub fn new(
        filtered: Option<BTreeSet<ClaimId>>,
        article: Option<ArticleId>,
        analyst: AnalystId,
    ) -> Self {
        let articles = article.into_iter().collect();
        Self { part: Part::Everything, articles, cursor: None, filtered, analyst }
    }

    /// Whether anything is chosen at all.
    pub fn is_something(&self) -> bool {
        self.part != Part::Articles || !self.articles.is_empty()
    }

    /// The choice.
    pub fn scope(&self) -> Scope {
        match self.part {
            Part::Everything => Scope::default(),
            Part::Articles => Scope {
                articles: Some(self.articles.iter().copied().collect()),
                ..Scope::default()
            },
            Part::Filtered => Scope { claims: self.filtered.clone(), ..Scope::default() },
            Part::Analyst => Scope { analyst: Some(self.analyst), ..Scope::default() },
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, project: &Project) {
        let part = &mut self.part;
        let all = count(project.claim_count(), "claim", "claims");
        ui.radio_value(part, Part::Everything, format!("The whole project · {all}"));
        ui.radio_value(part, Part::Articles, "Chosen articles");
        if *part == Part::Articles {
            self.articles(ui, theme, project);
        }
        if let Some(filtered) = &self.filtered {
            let shown = count(filtered.len(), "claim", "claims");
            let name = format!("What the list of claims shows now · {shown}");
            ui.radio_value(&mut self.part, Part::Filtered, name);
        }
        if project.analysts.is_empty() {
            return;
        }
        ui.radio_value(&mut self.part, Part::Analyst, "What one analyst recorded");
        if self.part == Part::Analyst {
            if project.analyst(self.analyst).is_none()
                && let Some(first) = project.analysts.iter().next()
            {
                self.analyst = first.id;
            }
            ScrollArea::vertical().id_salt("analysts").max_height(110.0).show(ui, |ui| {
                ui.indent("analysts", |ui| {
                    for analyst in project.analysts.iter() {
                        let name = text::line(ui, analyst.name.as_str());
                        ui.radio_value(&mut self.analyst, analyst.id, name);
                    }
                });
            });
        }
    }

    fn articles(&mut self, ui: &mut Ui, theme: &Theme, project: &Project) {
        let listed = &project.articles;
        let rows = Rows {
            max_height: 140.0,
            cursor: self.cursor,
            ..Rows::new("exported articles", "Articles to export", listed.len(), 26.0)
        };
        let chosen = &self.articles;
        let response = rows.show(
            ui,
            theme,
            |at| {
                let article = listed.get_at(at);
                Row {
                    name: article.map_or_else(String::new, |a| a.title().to_owned()),
                    chosen: article.is_some_and(|a| chosen.contains(&a.id)),
                    enabled: true,
                }
            },
            |ui, at| {
                let Some(article) = listed.get_at(at) else { return };
                ui.horizontal(|ui| {
                    tick_box(ui, theme, chosen.contains(&article.id));
                    text::elided(ui, article.title());
                });
            },
            None,
        );
        if let Some((to, _)) = response.moved {
            self.cursor = Some(to);
        }
        let space =
            response.focused && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space));
        let toggled = match (response.clicked, response.activated) {
            (Some((at, _)), _) | (None, Some(at)) => Some(at),
            _ => self.cursor.filter(|_| space),
        };
        if let Some(article) = toggled.and_then(|at| listed.get_at(at)) {
            if !self.articles.remove(&article.id) {
                self.articles.insert(article.id);
            }
            self.cursor = toggled;
        }
    }
}
