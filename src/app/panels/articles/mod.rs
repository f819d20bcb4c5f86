//! The list of articles: which there are, which is shown, what can be done with them.

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use egui::{RichText, Ui};

use crate::{
    analysis::fold::fold,
    app::{
        action::{Action, Outbox},
        command::Command,
        rows::{Row, Rows},
        scene::Scene,
        text, theme,
    },
    domain::{article::Article, chunked::Chunked, ids::ArticleId},
};

/// The height of a row, in points.
const ROW: f32 = 42.0;

/// The share of the panel that the list may take.
const SHARE: f32 = 0.36;

/// The list of articles.
#[derive(Debug, Default)]
pub struct ArticlesPanel {
    /// The articles that the order was made of.
    of: Option<Chunked<Article>>,
    order: Vec<Listed>,
    cursor: Option<usize>,
    /// A second article that is selected, to be compared with the one in view.
    second: Option<ArticleId>,
    /// The article that was in view last.
    revealed: Option<ArticleId>,
}

#[derive(Debug, Clone, Copy)]
struct Listed {
    id: ArticleId,
    superseded: bool,
}

impl ArticlesPanel {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        self.follow(scene);
        ui.horizontal(|ui| {
            theme::section(ui, "Articles");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let add = ui.add_enabled(scene.editable, egui::Button::new("Add articles…"));
                let add = add.on_hover_text(Command::AddArticles.tooltip());
                let why = "The project is open for reading only.";
                if add.on_disabled_hover_text(why).clicked() {
                    out.run(Command::AddArticles);
                }
                self.compare_button(ui, scene, out);
            });
        });
        if self.order.is_empty() {
            empty(ui, scene, out);
        } else {
            self.list(ui, scene, out);
        }
    }

    /// Where two articles are selected, a button that shows both.
    fn compare_button(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let there =
            |id: &ArticleId| scene.article != Some(*id) && scene.project.article(*id).is_some();
        self.second = self.second.filter(there);
        let (Some(first), Some(second)) = (scene.article, self.second) else { return };
        let tip = "Show the two selected articles side by side.";
        let button = egui::Button::new("Compare").fill(scene.theme.chosen);
        let response = ui.add(button).on_hover_text(tip);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, "Compare the selected articles")
        });
        if response.clicked() {
            self.second = None;
            out.send(Action::Compare(first, second));
        }
    }

    /// Orders the articles anew when they changed: by title, the superseded ones last.
    fn follow(&mut self, scene: &Scene<'_>) {
        let articles = &scene.project.articles;
        if let Some(of) = &self.of {
            if of.same(articles) {
                return;
            }
            // An edit of claims leaves all heads alone, and so the order.
            if same_heads(of, articles) {
                self.of = Some(articles.clone());
                return;
            }
        }
        let superseded: HashSet<_> = articles.iter().filter_map(|a| a.head.revision_of).collect();
        let mut order: Vec<_> = articles.iter().collect();
        order.sort_by_cached_key(|a| (superseded.contains(&a.id), fold(a.title()), a.id));
        let listed = |a: &std::sync::Arc<Article>| Listed {
            id: a.id,
            superseded: superseded.contains(&a.id),
        };
        self.order = order.into_iter().map(listed).collect();
        self.of = Some(articles.clone());
        self.cursor = None;
    }

    fn list(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let theme = scene.theme;
        let current = scene.article.and_then(|id| self.order.iter().position(|l| l.id == id));
        let reveal = (self.revealed != scene.article).then_some(current).flatten();
        self.revealed = scene.article;
        let (order, second) = (&self.order, self.second);
        let article = |at: usize| order.get(at).and_then(|l| scene.project.article(l.id));
        let rows = Rows {
            max_height: (ui.available_height() * SHARE).max(ROW * 2.0),
            cursor: self.cursor.or(current),
            reveal,
            draggable: true,
            ..Rows::new("articles", "Articles", order.len(), ROW)
        };
        let mut menu = |ui: &mut Ui, at: usize| {
            let Some(listed) = order.get(at) else { return };
            if let Some(first) = scene.article.filter(|id| *id != listed.id) {
                let compare = ui.button("Compare with the shown article");
                if compare.on_hover_text("Show both side by side.").clicked() {
                    out.send(Action::Compare(first, listed.id));
                    ui.close();
                }
            }
            for command in [Command::ArticleDetails, Command::ReviseArticle, Command::RemoveArticle]
            {
                let button = ui.add_enabled(scene.editable, egui::Button::new(command.name()));
                if button.on_hover_text(command.tooltip()).clicked() {
                    out.send(Action::ShowArticle(listed.id));
                    out.run(command);
                    ui.close();
                }
            }
        };
        let response = rows.show(
            ui,
            theme,
            |at| Row {
                name: article(at).map_or_else(String::new, |a| {
                    let superseded = if order[at].superseded { ", superseded" } else { "" };
                    format!("Article {}, {}{superseded}", a.title(), claims(a))
                }),
                chosen: current == Some(at) || second == Some(order[at].id),
                enabled: !order[at].superseded,
            },
            |ui, at| {
                let Some(article) = article(at) else { return };
                ui.spacing_mut().item_spacing.y = 1.0;
                let title = RichText::new(article.title());
                let title = if current == Some(at) { title.strong() } else { title };
                text::elided(ui, title);
                let line = RichText::new(about(article, order[at].superseded)).small();
                text::elided(ui, line.color(theme.faint));
            },
            Some(&mut menu),
        );
        let moved = response.moved.map(|(at, _)| at);
        if let Some(at) = moved {
            self.cursor = Some(at);
        }
        let id = |at: usize| self.order.get(at).map(|l| l.id);
        if let Some((from, onto)) = response.dropped
            && let (Some(from), Some(onto)) = (id(from), id(onto))
        {
            out.send(Action::Compare(onto, from));
        }
        // With Ctrl or Cmd a second one is selected, or no longer.
        if let Some((at, modifiers)) = response.clicked
            && modifiers.command
        {
            let clicked = id(at).filter(|id| Some(*id) != scene.article);
            self.second = clicked.filter(|id| self.second != Some(*id));
            return;
        }
        let chosen = response.clicked.map(|(at, _)| at).or(response.activated);
        if let Some(listed) = chosen.and_then(|at| self.order.get(at)) {
            (self.cursor, self.second) = (None, None);
            out.send(Action::ShowArticle(listed.id));
        }
        if !response.focused {
            self.cursor = None;
        }
    }
}

/// Whether both hold the same articles with the same heads.
fn same_heads(one: &Chunked<Article>, other: &Chunked<Article>) -> bool {
    let head =
        |article: &std::sync::Arc<Article>| (article.id, std::sync::Arc::as_ptr(&article.head));
    one.len() == other.len() && one.iter().map(head).eq(other.iter().map(head))
}

/// Publisher, date, number of claims.
fn about(article: &Article, superseded: bool) -> String {
    let parts = [
        superseded.then(|| "superseded".to_owned()),
        article.head.publisher.clone(),
        article.head.published.map(|d| d.to_string()),
        (!superseded).then(|| claims(article)),
    ];
    text::joined(parts.into_iter().flatten())
}

fn claims(article: &Article) -> String {
    match article.claims.len() {
        0 => "no claims".to_owned(),
        1 => "1 claim".to_owned(),
        n => format!("{n} claims"),
    }
}

fn empty(ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
    theme::card(ui, scene.theme, |ui| {
        ui.label("No articles yet.");
        let keys = |command: Command| {
            let shortcut = command.shortcuts().first();
            shortcut.map(|s| ui.ctx().format_shortcut(s)).unwrap_or_default()
        };
        let text = format!(
            "Drop text, Markdown or HTML files anywhere in the window, choose files with {}, or \
             paste a text with {}.",
            keys(Command::AddArticles),
            keys(Command::PasteArticle)
        );
        ui.add(egui::Label::new(RichText::new(text).weak()).wrap());
        let paste = egui::Button::new(Command::PasteArticle.name());
        if ui.add_enabled(scene.editable, paste).clicked() {
            out.run(Command::PasteArticle);
        }
    });
}
