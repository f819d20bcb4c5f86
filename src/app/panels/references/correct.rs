//! Corrections that are typed, stored when their entry is left: written over the work, or,
//! where an entry is not accepted yet, as the work that it is accepted as. Who corrects what
//! an entry says has given the word for it; one undo takes it back.

use std::collections::HashMap;

use crate::{
    analysis::references::accept::{Draft, accept, correct},
    app::{
        action::{Action, Outbox},
        panels::Unstored,
        scene::Scene,
    },
    domain::{edit::Edit, ids::ReferenceId, project::Project, time::PartialDate, work::WorkKind},
};

/// The fields of a work as they are typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub kind: WorkKind,
    /// Names, between semicolons.
    pub authors: String,
    pub title: String,
    pub container: String,
    pub publisher: String,
    pub date: String,
    pub accessed: String,
    pub url: String,
    pub archived_url: String,
    pub pages: String,
    raw: String,
}

impl Typed {
    /// The fields as they stand.
    pub fn of(draft: &Draft) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let date = |value: Option<PartialDate>| value.map(|d| d.to_string()).unwrap_or_default();
        Self {
            kind: draft.kind,
            authors: draft.authors.join("; "),
            title: draft.title.clone(),
            container: text(&draft.container),
            publisher: text(&draft.publisher),
            date: date(draft.date),
            accessed: date(draft.accessed),
            url: text(&draft.url),
            archived_url: text(&draft.archived_url),
            pages: text(&draft.pages),
            raw: draft.raw.clone(),
        }
    }

    /// What they say, or which of them says nothing.
    pub fn draft(&self) -> Result<Draft, String> {
        let text = |value: &str| Some(value.trim().to_owned()).filter(|v| !v.is_empty());
        let date = |name: &str, value: &str| match value.trim() {
            "" => Ok(None),
            some => some
                .parse()
                .map(Some)
                .map_err(|_| format!("{name}: write 2008, 2008-07 or 2008-07-30.")),
        };
        let names = self.authors.split([';', '\n', '؛']).map(str::trim);
        Ok(Draft {
            kind: self.kind,
            authors: names.filter(|n| !n.is_empty()).map(str::to_owned).collect(),
            title: self.title.trim().to_owned(),
            container: text(&self.container),
            publisher: text(&self.publisher),
            date: date("Date", &self.date)?,
            url: text(&self.url),
            archived_url: text(&self.archived_url),
            accessed: date("Looked up", &self.accessed)?,
            pages: text(&self.pages),
            raw: self.raw.clone(),
        })
    }
}

/// What is typed for entries, each with what stood there before.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    typed: HashMap<ReferenceId, (Typed, Typed)>,
}

impl Corrections {
    /// The fields of an entry: as typed, else as they stand.
    pub fn fields(&self, id: ReferenceId, stands: &Typed) -> Typed {
        match self.typed.get(&id) {
            // What was changed elsewhere is shown, unless other words are typed here.
            Some((base, typed)) if base == stands || base != typed => typed.clone(),
            _ => stands.clone(),
        }
    }

    /// Takes in what is typed.
    pub fn take(&mut self, id: ReferenceId, stands: &Typed, typed: Typed) {
        if typed == *stands {
            self.typed.remove(&id);
        } else {
            self.typed.insert(id, (stands.clone(), typed));
        }
    }

    /// Whether an entry has corrections that are not stored.
    pub fn is_typed(&self, id: ReferenceId) -> bool {
        self.typed.contains_key(&id)
    }

    /// Drops what is typed for an entry.
    pub fn forget(&mut self, id: ReferenceId) {
        self.typed.remove(&id);
    }

    /// Stores what is typed. What can't be read as a date stays.
    pub fn flush(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        if !scene.editable || self.typed.is_empty() {
            return;
        }
        let mut stored = Vec::new();
        for article in scene.project.articles.iter() {
            let mut wanted = Vec::new();
            for reference in article.references.iter() {
                let Some((_, typed)) = self.typed.get(&reference.id) else { continue };
                let Ok(draft) = typed.draft() else { continue };
                stored.push(reference.id);
                match reference.work.and_then(|id| scene.project.work(id)) {
                    Some(work) => {
                        let edits = correct(scene.project, work, draft, out.ids());
                        if !edits.is_empty() {
                            out.edit(Edit::Batch(edits), "Correct work");
                        }
                    }
                    None => wanted.push((reference.id, draft)),
                }
            }
            if wanted.is_empty() {
                continue;
            }
            let edits = accept(scene.project, article, wanted, out.ids(), scene.now);
            if !edits.is_empty() {
                out.edit(Edit::Batch(edits), "Accept corrected reference");
            }
        }
        for id in stored {
            self.typed.remove(&id);
        }
    }

    /// A correction that can't be stored as it is.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        let articles = project.articles.iter();
        let mut all = articles.flat_map(|a| a.references.iter().map(move |r| (a.id, r.id)));
        all.find_map(|(article, id)| {
            let why = self.typed.get(&id)?.1.draft().err()?;
            let why = format!("A correction of a reference can't be stored. {why}");
            Some(Unstored { why, place: Action::ShowReferences(article, Some(id)) })
        })
    }
}
