//! The changes of one frame, gathered. Two fields of one record may change in the same
//! frame: a name is committed because another field was clicked. Each would carry the whole
//! record, and the second undo the first; gathered, they are one edit.

use crate::{
    app::{
        action::{Action, Outbox},
        scene::Scene,
        theme::Theme,
    },
    domain::{
        edit::Edit,
        ids::{Id, LineageId, SourceId, WorkId},
        lineage::Lineage,
        project::Project,
        source::Source,
        work::Work,
    },
};

/// What a part of the view reads, and where its wishes go.
pub(super) struct Desk<'a> {
    /// All that may be read.
    pub scene: &'a Scene<'a>,
    out: &'a mut Outbox,
    made: Vec<Source>,
    sources: Vec<(Source, String)>,
    works: Vec<(Work, String)>,
    edges: Vec<(Lineage, String)>,
    later: Vec<Action>,
}

impl<'a> Desk<'a> {
    /// A clear one.
    pub fn new(scene: &'a Scene<'a>, out: &'a mut Outbox) -> Self {
        let (made, sources, works) = (Vec::new(), Vec::new(), Vec::new());
        let (edges, later) = (Vec::new(), Vec::new());
        Self { scene, out, made, sources, works, edges, later }
    }

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

    /// A new id.
    pub fn id<T>(&mut self) -> Id<T> {
        self.out.id()
    }

    /// Changes a source.
    pub fn source(&mut self, id: SourceId, label: &str, change: impl FnOnce(&mut Source)) {
        let Some(stored) = self.scene.project.sources.get(id) else { return };
        let at = self.sources.iter().position(|(source, _)| source.id == id);
        let at = at.unwrap_or_else(|| {
            self.sources.push(((**stored).clone(), label.to_owned()));
            self.sources.len() - 1
        });
        change(&mut self.sources[at].0);
    }

    /// Makes a source together with the change to a work that names it.
    pub fn make_source(&mut self, source: Source) {
        self.made.push(source);
    }

    /// Changes a work.
    pub fn work(&mut self, id: WorkId, label: &str, change: impl FnOnce(&mut Work)) {
        let Some(stored) = self.scene.project.works.get(id) else { return };
        let at = self.works.iter().position(|(work, _)| work.id == id);
        let at = at.unwrap_or_else(|| {
            self.works.push(((**stored).clone(), label.to_owned()));
            self.works.len() - 1
        });
        change(&mut self.works[at].0);
    }

    /// Changes an edge of lineage.
    pub fn edge(&mut self, id: LineageId, label: &str, change: impl FnOnce(&mut Lineage)) {
        let Some(stored) = self.scene.project.lineage.get(id) else { return };
        let at = self.edges.iter().position(|(edge, _)| edge.id == id);
        let at = at.unwrap_or_else(|| {
            self.edges.push(((**stored).clone(), label.to_owned()));
            self.edges.len() - 1
        });
        change(&mut self.edges[at].0);
    }

    /// Sends an edit, after the changes.
    pub fn edit(&mut self, edit: Edit, label: impl Into<String>) {
        self.act(Action::Edit { edit, label: label.into(), coalesce: None });
    }

    /// Sends an action, after the changes.
    pub fn act(&mut self, action: Action) {
        self.later.push(action);
    }

    /// Sends all that was gathered.
    pub fn finish(self) {
        let Self { scene, out, made, sources, works, edges, later } = self;
        let project = scene.project;
        for (source, label) in sources {
            if project.sources.get(source.id).is_some_and(|stored| **stored != source) {
                out.edit(Edit::PutSource(source), label);
            }
        }
        let mut made: Vec<Edit> = made.into_iter().map(Edit::PutSource).collect();
        for (work, label) in works {
            if project.works.get(work.id).is_some_and(|stored| **stored != work) {
                let edit = Edit::PutWork(work);
                if made.is_empty() {
                    out.edit(edit, label);
                } else {
                    made.push(edit);
                    out.edit(Edit::Batch(std::mem::take(&mut made)), label);
                }
            }
        }
        for (edge, label) in edges {
            if project.lineage.get(edge.id).is_some_and(|stored| **stored != edge) {
                out.edit(Edit::PutLineage(edge), label);
            }
        }
        for action in later {
            out.send(action);
        }
    }
}
