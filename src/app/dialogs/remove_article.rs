//! Asks whether an article is to go, with its claims.

use egui::Ui;

use super::form::{self, Cx, Next, Pressed};
use crate::domain::{edit::Edit, ids::ArticleId, project::Project};

/// The dialog.
#[derive(Debug)]
pub struct RemoveArticle {
    article: ArticleId,
    title: String,
    claims: usize,
    links: usize,
}

impl RemoveArticle {
    /// For an article; `None` if it is gone.
    pub fn new(id: ArticleId, project: &Project) -> Option<Self> {
        let article = project.article(id)?;
        let here = |claim| project.place(claim).is_some_and(|place| place.article == id);
        let links = project.links.iter().filter(|l| here(l.from) || here(l.to)).count();
        let title = article.title().to_owned();
        Some(Self { article: id, title, claims: article.claims.len(), links })
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let goes = match (self.claims, self.links) {
            (0, _) => "It has no claims.".to_owned(),
            (n, 0) => format!("{} go with it.", form::count(n, "claim", "claims")),
            (n, links) => format!(
                "{} and {} go with it.",
                form::count(n, "claim", "claims"),
                form::count(links, "link", "links")
            ),
        };
        form::paragraph(ui, format!("Remove “{}” from the project? {goes}", self.title));
        form::paragraph(ui, "Sources and works stay. Undo brings everything back.");
        let editable = cx.around.env.editable;
        let ready = if editable { Ok(()) } else { Err("The project is open for reading only.") };
        match form::buttons(ui, cx.around.theme, "Remove article", ready, |_| {}) {
            Pressed::Confirm => {
                let label = format!("Remove article “{}”", self.title);
                cx.out.edit(Edit::RemoveArticle(self.article), label);
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}
