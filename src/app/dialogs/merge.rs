//! Makes one source, or one work, of two.

use egui::Ui;

use super::{
    chooser::{self, Chooser},
    form::{self, Cx, Next, Pressed},
};
use crate::{
    analysis::{completion::Target, usage::Counts},
    app::{tasks::Counting, theme},
    domain::{
        edit::Edit,
        ids::{SourceId, WorkId},
        project::Project,
    },
};

/// The dialog.
#[derive(Debug)]
pub struct Merge {
    name: String,
    which: Which,
    /// Whether the other goes into this one instead.
    turned: bool,
    usage: Counting,
}

#[derive(Debug)]
enum Which {
    Source(SourceId, Chooser<SourceId>),
    Work(WorkId, Chooser<WorkId>),
}

impl Merge {
    /// For a source; `None` if it is gone.
    pub fn source(id: SourceId, project: &Project) -> Option<Self> {
        let id = project.resolve_source(id);
        let name = project.source(id)?.name.clone();
        let which = Which::Source(id, chooser::sources(project, "The same as", id));
        Some(Self::new(name, which))
    }

    /// For a work; `None` if it is gone.
    pub fn work(id: WorkId, project: &Project) -> Option<Self> {
        let id = project.resolve_work(id);
        let name = project.work(id)?.display_title().to_owned();
        let which = Which::Work(id, chooser::works(project, "The same as", Some(id)));
        Some(Self::new(name, which))
    }

    fn new(name: String, which: Which) -> Self {
        Self { name, which, turned: false, usage: Counting::default() }
    }

    /// The heading.
    pub fn title(&self) -> &'static str {
        match self.which {
            Which::Source(..) => "Merge sources",
            Which::Work(..) => "Merge works",
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        form::paragraph(ui, format!("“{}” is the same as:", form::one_line(&self.name, 120)));
        match &mut self.which {
            Which::Source(_, other) => other.show(ui, theme, cx.fresh),
            Which::Work(_, other) => other.show(ui, theme, cx.fresh),
        }
        let chosen = match &self.which {
            Which::Source(_, other) => other.chosen_name(),
            Which::Work(_, other) => other.chosen_name(),
        };
        if let Some(other) = chosen.map(str::to_owned) {
            ui.add_space(6.0);
            self.told(ui, cx, &other);
        }
        let ready = match (cx.around.env.editable, cx.around.analyst, self.ids()) {
            (false, ..) | (_, None, _) => Err("The project is open for reading only."),
            (_, _, None) => Err("Choose the other one first."),
            _ => Ok(()),
        };
        match form::buttons(ui, theme, "Merge", ready, |_| {}) {
            Pressed::Confirm => {
                if let (Some(edit), Some(by)) = (self.ids(), cx.around.analyst) {
                    let at = cx.around.now;
                    let edit = match edit {
                        Ends::Sources(from, into) => Edit::MergeSources { from, into, by, at },
                        Ends::Works(from, into) => Edit::MergeWorks { from, into, by, at },
                    };
                    cx.out.edit(edit, self.title());
                }
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }

    /// What will happen.
    fn told(&mut self, ui: &mut Ui, cx: &Cx<'_, '_>, other: &str) {
        let theme = cx.around.theme;
        let (name, other) = (form::one_line(&self.name, 80), form::one_line(other, 80));
        ui.radio_value(&mut self.turned, false, format!("Keep “{other}”"));
        ui.radio_value(&mut self.turned, true, format!("Keep “{name}”"));
        let (goes, stays) = if self.turned { (other, name) } else { (name, other) };
        theme::card(ui, theme, |ui| {
            let alias = match self.which {
                Which::Source(..) => format!("“{goes}” becomes another name of “{stays}”."),
                Which::Work(..) => {
                    format!("What “{stays}” does not tell is taken from “{goes}”.")
                }
            };
            form::paragraph(ui, alias);
            let counts = cx.around.project.and_then(|project| self.going(ui.ctx(), project));
            form::paragraph(ui, counts.map_or("Counting what follows it…".to_owned(), followers));
            theme::hint(ui, "Undo takes it back; “split” takes it apart later, claim by claim.");
        });
    }

    /// How the one that goes is used; none while it is counted.
    fn going(&mut self, ctx: &egui::Context, project: &Project) -> Option<Counts> {
        let target = match self.ids()? {
            Ends::Sources(from, _) => Target::Source(from),
            Ends::Works(from, _) => Target::Work(from),
        };
        let usage = self.usage.follow(ctx, project);
        usage.is_known().then(|| usage.of(target))
    }

    fn ids(&self) -> Option<Ends> {
        Some(match &self.which {
            Which::Source(id, other) => {
                let other = other.chosen()?;
                if self.turned { Ends::Sources(other, *id) } else { Ends::Sources(*id, other) }
            }
            Which::Work(id, other) => {
                let other = other.chosen()?;
                if self.turned { Ends::Works(other, *id) } else { Ends::Works(*id, other) }
            }
        })
    }
}

/// The one that goes, and the one that stays.
enum Ends {
    Sources(SourceId, SourceId),
    Works(WorkId, WorkId),
}

/// What follows a record that is merged.
fn followers(counts: Counts) -> String {
    let parts: Vec<String> = [
        (counts.claims, "claim", "claims"),
        (counts.works, "work", "works"),
        (counts.references, "reference", "references"),
        (counts.articles, "article", "articles"),
        (counts.lineage, "relation", "relations"),
    ]
    .into_iter()
    .filter(|(n, ..)| *n > 0)
    .map(|(n, one, many)| form::count(n as usize, one, many))
    .collect();
    if parts.is_empty() {
        "Nothing else names it.".to_owned()
    } else {
        format!("Follow it: {}.", parts.join(", "))
    }
}
