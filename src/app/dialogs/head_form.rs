//! The fields of what is known about an article, with what is wrong in them.

use egui::{Grid, Ui};

use super::form;
use crate::{
    app::theme::Theme,
    domain::{article::ArticleHead, time::PartialDate},
    import::date,
};

/// What is typed in the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadForm {
    title: String,
    byline: String,
    publisher: String,
    published: String,
    accessed: String,
    url: String,
    archived_url: String,
    language: String,
    /// What has no field here.
    base: ArticleHead,
}

impl HeadForm {
    /// Filled with what is known.
    pub fn of(head: &ArticleHead) -> Self {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let date = |field: &Option<PartialDate>| field.map(|d| d.to_string()).unwrap_or_default();
        Self {
            title: head.title.clone(),
            byline: text(&head.byline),
            publisher: text(&head.publisher),
            published: date(&head.published),
            accessed: date(&head.accessed),
            url: text(&head.url),
            archived_url: text(&head.archived_url),
            language: text(&head.language),
            base: head.clone(),
        }
    }

    /// The title as typed.
    pub fn title(&self) -> &str {
        self.title.trim()
    }

    /// Draws the fields.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, focus: bool) {
        let wide = ui.available_width();
        Grid::new("head").num_columns(2).spacing([10.0, 6.0]).show(ui, |ui| {
            ui.set_max_width(wide);
            form::grid_field(ui, "Title", &mut self.title, focus);
            ui.end_row();
            if self.title.trim().is_empty() {
                note(ui, |ui| form::error(ui, theme, "An article needs a title."));
            }
            for (label, text) in [("Byline", &mut self.byline), ("Publisher", &mut self.publisher)]
            {
                form::grid_field(ui, label, text, false);
                ui.end_row();
            }
            for (label, text) in
                [("Published", &mut self.published), ("Accessed", &mut self.accessed)]
            {
                form::grid_field(ui, label, text, false);
                ui.end_row();
                match read_date(text) {
                    Err(why) => note(ui, |ui| form::error(ui, theme, why)),
                    Ok(Some(date)) if date.to_string() != text.trim() => {
                        note(ui, |ui| drop(crate::app::theme::hint(ui, format!("Read as {date}"))));
                    }
                    Ok(_) => {}
                }
            }
            for (label, text) in
                [("Address (URL)", &mut self.url), ("Archived copy (URL)", &mut self.archived_url)]
            {
                form::grid_field(ui, label, text, false);
                ui.end_row();
                if !text.trim().is_empty() && !is_web_address(text) {
                    note(ui, |ui| form::warning(ui, theme, "This is no web address."));
                }
            }
            form::grid_field(ui, "Language", &mut self.language, false)
                .on_hover_text("A tag like en, fa, de-AT.");
            ui.end_row();
            if !is_language(&self.language) {
                note(ui, |ui| form::error(ui, theme, "A language is a tag like en, fa or de-AT."));
            }
        });
    }

    /// What is typed, or why it can't be taken.
    pub fn head(&self) -> Result<ArticleHead, &'static str> {
        let title = self.title.trim().to_owned();
        if title.is_empty() {
            return Err("An article needs a title.");
        }
        if !is_language(&self.language) {
            return Err("A language is a tag like en, fa or de-AT.");
        }
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        Ok(ArticleHead {
            title,
            byline: some(&self.byline),
            publisher: some(&self.publisher),
            published: read_date(&self.published)?,
            url: some(&self.url),
            archived_url: some(&self.archived_url),
            accessed: read_date(&self.accessed)?,
            language: some(&self.language),
            ..self.base.clone()
        })
    }
}

fn note(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.label("");
    add(ui);
    ui.end_row();
}

/// A date as written; empty is none.
fn read_date(text: &str) -> Result<Option<PartialDate>, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.parse().ok().or_else(|| date::parse(text));
    read.map(Some).ok_or("A date is written 2026, 2026-03 or 2026-03-01.")
}

fn is_web_address(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    ["http://", "https://"]
        .iter()
        .any(|s| text.strip_prefix(s).is_some_and(|rest| !rest.is_empty()))
}

fn is_language(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_comes_out_as_it_went_in() {
        let head = ArticleHead {
            title: "T".into(),
            publisher: Some("P".into()),
            published: "2026-03".parse().ok(),
            language: Some("de-AT".into()),
            ..ArticleHead::default()
        };
        assert_eq!(HeadForm::of(&head).head(), Ok(head));
    }

    #[test]
    fn a_date_may_be_worded_and_nonsense_is_refused() {
        let mut form = HeadForm::of(&ArticleHead { title: "T".into(), ..ArticleHead::default() });
        form.published = "30 July 2008".into();
        assert_eq!(form.head().expect("reads").published, "2008-07-30".parse().ok());
        form.published = "03/04/2019".into();
        assert!(form.head().is_err_and(|why| why.contains("date")));
        form.published.clear();
        form.title = "  ".into();
        assert!(form.head().is_err_and(|why| why.contains("title")));
    }
}
