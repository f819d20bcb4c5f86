//! Corrections that are typed: of works in the registry, stored when their entry is left;
//! of entries that are not accepted, kept until they are.

use std::collections::HashMap;

use crate::{
    analysis::references::accept::{Draft, correct},
    app::{action::Outbox, scene::Scene},
    domain::{edit::Edit, ids::ReferenceId, time::PartialDate, work::WorkKind},
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

    /// Stores what is typed for works in the registry. What can't be read as a date, and
    /// what is not accepted yet, stays.
    pub fn flush(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        if !scene.editable || self.typed.is_empty() {
            return;
        }
        let mut stored = Vec::new();
        let references = scene.project.articles.iter().flat_map(|a| a.references.iter());
        for reference in references {
            let Some((_, typed)) = self.typed.get(&reference.id) else { continue };
            let work = reference.work.and_then(|id| scene.project.work(id));
            if let (Some(work), Ok(draft)) = (work, typed.draft()) {
                stored.push(reference.id);
                let edits = correct(scene.project, work, draft, out.ids());
                if !edits.is_empty() {
                    out.edit(Edit::Batch(edits), "Correct work");
                }
            }
        }
        for id in stored {
            self.typed.remove(&id);
        }
    }
}
