//! Corrects what is known about an article.

use egui::{ScrollArea, Ui};

use super::{
    chooser::{self, Chooser},
    form::{self, Cx, Next, Pressed},
    head_form::HeadForm,
};
use crate::app::text;
use crate::{
    app::theme,
    domain::{
        article::ArticleHead,
        edit::Edit,
        ids::{ArticleId, WorkId},
        project::Project,
    },
};

/// The dialog.
#[derive(Debug)]
pub struct ArticleDetails {
    article: ArticleId,
    form: HeadForm,
    work: Chooser<WorkId>,
    choosing: bool,
}

impl ArticleDetails {
    /// For an article; `None` if it is gone.
    pub fn new(article: ArticleId, project: &Project) -> Option<Self> {
        let head = &project.article(article)?.head;
        let mut work = chooser::works(project, "Work that the article is", None);
        work.choose(head.work.map(|id| project.resolve_work(id)));
        Some(Self { article, form: HeadForm::of(head), work, choosing: false })
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        let height = (ui.ctx().content_rect().height() - 190.0).clamp(220.0, 620.0);
        ScrollArea::vertical().id_salt("details").max_height(height).show(ui, |ui| {
            self.form.show(ui, theme, cx.fresh);
            theme::section(ui, "Cited by others as");
            ui.horizontal(|ui| {
                let work = self.work.chosen_name();
                text::unbroken(ui, work.unwrap_or("No work: nobody here cites it."));
                if ui.button("Choose a work…").clicked() {
                    self.choosing = !self.choosing;
                }
                if self.work.chosen().is_some() && ui.button("No work").clicked() {
                    self.work.choose(None);
                }
            });
            if self.choosing {
                self.work.show(ui, theme, false);
            }
        });
        let head = self.form.head().map(|head| ArticleHead { work: self.work.chosen(), ..head });
        let ready = match (&head, cx.around.env.editable) {
            (_, false) => Err("The project is open for reading only."),
            (Err(why), _) => Err(*why),
            (Ok(_), _) => Ok(()),
        };
        match form::buttons(ui, theme, "Save details", ready, |_| {}) {
            Pressed::Confirm => {
                let known = cx.around.project.and_then(|p| p.article(self.article));
                if let Ok(head) = head
                    && known.is_some_and(|article| *article.head != head)
                {
                    let edit = Edit::SetArticleHead { article: self.article, head };
                    cx.out.edit(edit, "Correct article details");
                }
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}
