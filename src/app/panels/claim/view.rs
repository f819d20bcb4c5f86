//! What every section of the panel is given: the claim, where it stands, and where wishes go.

use crate::{
    app::{
        action::{Action, Outbox},
        dispatch::tagging::{Tagging, TaggingError},
        scene::Scene,
        text,
        theme::Theme,
    },
    domain::{
        article::Article,
        chain::{Chain, Hop},
        claim::Claim,
        edit::Edit,
        ids::{AnalystId, SourceId},
        project::Project,
        time::Timestamp,
    },
};

/// One claim as a section sees it.
pub(super) struct View<'a> {
    /// All that may be read.
    pub scene: &'a Scene<'a>,
    /// The article in which the claim stands.
    pub article: &'a Article,
    /// The claim.
    pub claim: &'a Claim,
    /// Where wishes go.
    pub out: &'a mut Outbox,
}

impl<'a> View<'a> {
    /// The project.
    pub fn project(&self) -> &'a Project {
        self.scene.project
    }

    /// The colours.
    pub fn theme(&self) -> &'a Theme {
        self.scene.theme
    }

    /// Whether anything may be changed.
    pub fn editable(&self) -> bool {
        self.scene.editable
    }

    /// Tagging by who works, now.
    pub fn tagging(&self) -> Tagging<'a> {
        tagging(self.scene)
    }

    /// Sends an edit, or says why there is none.
    pub fn send(&mut self, edit: Result<Edit, TaggingError>, label: &str) -> bool {
        send(self.out, edit, label)
    }

    /// Sends the edit that changes this claim.
    pub fn change(&mut self, label: &str, change: impl FnOnce(&mut Claim)) {
        let edit = self.tagging().change(self.claim.id, change);
        self.send(edit, label);
    }
}

/// Who made a record, and on what day.
pub(in crate::app) fn made(project: &Project, by: AnalystId, at: Timestamp) -> String {
    text::joined([project.analyst_name(by), super::judgement::day(at)])
}

/// Tagging by who works, now.
pub(super) fn tagging<'a>(scene: &Scene<'a>) -> Tagging<'a> {
    Tagging::new(scene.project, scene.analyst, scene.now)
}

/// Sends an edit, or says why there is none. Whether it was sent.
pub(super) fn send(out: &mut Outbox, edit: Result<Edit, TaggingError>, label: &str) -> bool {
    match edit {
        Ok(edit) => {
            out.edit(edit, label);
            true
        }
        Err(why) => {
            out.send(Action::Problem(why.to_string()));
            false
        }
    }
}

/// Who speaks in a hop: its sources; if none, its work's authors.
pub(super) fn voices(project: &Project, hop: &Hop) -> Vec<SourceId> {
    if !hop.sources.is_empty() {
        return hop.sources.clone();
    }
    hop.work.and_then(|id| project.work(id)).map(|work| work.authors.clone()).unwrap_or_default()
}

/// Who speaks at the end of a chain; for an empty one, the authors of the article's work.
pub(super) fn last_voices(project: &Project, article: &Article, chain: &Chain) -> Vec<SourceId> {
    if let Some(hop) = chain.hops.last() {
        return voices(project, hop);
    }
    let work = article.head.work.and_then(|id| project.work(id));
    work.map(|work| work.authors.clone()).unwrap_or_default()
}

/// What a source is called.
pub(in crate::app) fn source_name(project: &Project, id: SourceId) -> String {
    match project.source(id) {
        Some(source) if source.kind.is_unnamed() => format!("“{}”", source.name),
        Some(source) => source.name.clone(),
        None => id.to_string(),
    }
}

/// What a hop is called: who speaks, else the document, else that nobody is named.
pub(super) fn hop_name(project: &Project, hop: &Hop) -> String {
    let names: Vec<_> = voices(project, hop).iter().map(|id| source_name(project, *id)).collect();
    if !names.is_empty() {
        return names.join(", ");
    }
    let work = hop.work.and_then(|id| project.work(id));
    work.map_or_else(|| "implicit".to_owned(), |work| work.display_title().to_owned())
}

/// A chain in words: `Author → Reporter → “officials”`.
pub(super) fn chain_name(project: &Project, chain: &Chain) -> String {
    if chain.hops.is_empty() {
        return "the article's own voice".to_owned();
    }
    let hops: Vec<_> = chain.hops.iter().map(|hop| hop_name(project, hop)).collect();
    hops.join(" → ")
}

/// The first `limit` characters of a text, on one line, with `…` if there is more.
pub(in crate::app) fn shortened(text: &str, limit: usize) -> String {
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = line.char_indices().nth(limit) {
        line.truncate(at);
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    line
}
