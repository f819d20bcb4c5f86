//! Takes a source, or a work, apart: some claims name a new one from now on.

use egui::{RichText, Sense, Shape, Stroke, StrokeKind, Ui, vec2};

use super::form::{self, Cx, Next, Pressed};
use crate::app::text;
use crate::{
    app::{
        rows::{Row, Rows},
        theme::{self, Theme},
    },
    domain::{
        claim::Claim,
        edit::Edit,
        ids::{ClaimId, SourceId, WorkId},
        project::Project,
        source::Source,
        work::Work,
    },
};

/// The dialog.
#[derive(Debug)]
pub struct Split {
    which: Which,
    /// What the one is called that is taken apart.
    old: String,
    /// What the new one is called.
    name: String,
    /// Other names that the new one may have been known by.
    offers: Vec<String>,
    claims: Vec<Tick<ClaimId>>,
    works: Vec<Tick<WorkId>>,
    cursors: [Option<usize>; 2],
}

#[derive(Debug)]
enum Which {
    Source(SourceId),
    Work(WorkId),
}

/// A record that can go over.
#[derive(Debug)]
struct Tick<T> {
    id: T,
    told: String,
    place: String,
    goes: bool,
}

impl Split {
    /// For a source; `None` if it is gone.
    pub fn source(id: SourceId, project: &Project) -> Option<Self> {
        let id = project.resolve_source(id);
        let source = project.source(id)?;
        let is_it = |s: &SourceId| *s == id || project.resolve_source(*s) == id;
        let names = |claim: &Claim| {
            claim.chains.iter().flat_map(|c| &c.hops).any(|hop| hop.sources.iter().any(is_it))
        };
        let works = project.works.iter().filter(|w| w.authors.iter().any(is_it));
        let works = works.map(|w| Tick {
            id: w.id,
            told: form::one_line(w.display_title(), 120),
            place: "work".to_owned(),
            goes: false,
        });
        Some(Self {
            which: Which::Source(id),
            old: source.name.clone(),
            name: String::new(),
            offers: source.aliases.clone(),
            claims: claims(project, names),
            works: works.collect(),
            cursors: [None; 2],
        })
    }

    /// For a work; `None` if it is gone.
    pub fn work(id: WorkId, project: &Project) -> Option<Self> {
        let id = project.resolve_work(id);
        let work = project.work(id)?;
        let is_it = |w: Option<WorkId>| w.is_some_and(|w| project.resolve_work(w) == id);
        let names = |claim: &Claim| {
            claim.chains.iter().flat_map(|c| &c.hops).any(|hop| is_it(hop.work))
                || claim.evidence.iter().any(|e| is_it(e.work))
        };
        Some(Self {
            which: Which::Work(id),
            old: work.display_title().to_owned(),
            name: String::new(),
            offers: Vec::new(),
            claims: claims(project, names),
            works: Vec::new(),
            cursors: [None; 2],
        })
    }

    /// The heading.
    pub fn title(&self) -> &'static str {
        match self.which {
            Which::Source(_) => "Split source",
            Which::Work(_) => "Split work",
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        let old = form::one_line(&self.old, 100);
        form::paragraph(ui, format!("What is ticked leaves “{old}” and names the new one."));
        let label = match self.which {
            Which::Source(_) => "Name of the new source",
            Which::Work(_) => "Title of the new work",
        };
        form::field(ui, label, &mut self.name, "", cx.fresh);
        if !self.offers.is_empty() {
            ui.horizontal_wrapped(|ui| {
                theme::hint(ui, "Also known as:");
                for offer in &self.offers {
                    if ui.button(text::line(ui, offer)).clicked() {
                        self.name.clone_from(offer);
                    }
                }
            });
        }
        if self.claims.is_empty() && self.works.is_empty() {
            theme::hint(ui, "No claim and no work names it.");
        }
        let [of_claims, of_works] = &mut self.cursors;
        ticks(ui, theme, "Claims that go over", &mut self.claims, of_claims, 250.0);
        ticks(ui, theme, "Works that go over", &mut self.works, of_works, 140.0);
        let going = self.claims.iter().filter(|t| t.goes).count()
            + self.works.iter().filter(|t| t.goes).count();
        let ready = if !cx.around.env.editable {
            Err("The project is open for reading only.")
        } else if self.name.trim().is_empty() {
            Err("Name the new one first.")
        } else if going == 0 {
            Err("Tick what goes over.")
        } else {
            Ok(())
        };
        match form::buttons(ui, theme, "Split", ready, |ui| {
            theme::hint(ui, format!("{going} ticked"));
        }) {
            Pressed::Confirm => {
                self.confirm(cx);
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }

    fn confirm(&self, cx: &mut Cx<'_, '_>) {
        fn going<T: Copy>(ticks: &[Tick<T>]) -> Vec<T> {
            ticks.iter().filter(|t| t.goes).map(|t| t.id).collect()
        }
        let Some(project) = cx.around.project else { return };
        let (claims, works) = (going(&self.claims), going(&self.works));
        let name = self.name.trim();
        let edit = match self.which {
            Which::Source(from) => {
                let Some(old) = project.source(from) else { return };
                let new = Source::new(cx.out.id(), name, old.kind);
                Edit::SplitSource { from, new, claims, works }
            }
            Which::Work(from) => {
                let Some(old) = project.work(from) else { return };
                let new = Work::new(cx.out.id(), name, old.kind);
                Edit::SplitWork { from, new, claims }
            }
        };
        cx.out.edit(edit, self.title());
    }
}

/// The claims that name a record, with their words.
fn claims(project: &Project, names: impl Fn(&Claim) -> bool) -> Vec<Tick<ClaimId>> {
    let naming = project.claims().filter(|(_, claim)| names(claim));
    naming
        .map(|(article, claim)| Tick {
            id: claim.id,
            told: form::one_line(&claim.quotation(), 160),
            place: form::one_line(article.title(), 60),
            goes: false,
        })
        .collect()
}

fn ticks<T>(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    list: &mut [Tick<T>],
    cursor: &mut Option<usize>,
    max_height: f32,
) {
    if list.is_empty() {
        return;
    }
    theme::section(ui, title);
    let rows = Rows { max_height, cursor: *cursor, ..Rows::new(title, title, list.len(), 42.0) };
    let response = rows.show(
        ui,
        theme,
        |at| Row { name: list[at].told.clone(), chosen: list[at].goes, enabled: true },
        |ui, at| {
            let tick = &list[at];
            ui.horizontal(|ui| {
                tick_box(ui, theme, tick.goes);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    text::elided(ui, &tick.told);
                    let place = RichText::new(&tick.place).small().weak();
                    text::elided(ui, place);
                });
            });
        },
        None,
    );
    if let Some((to, _)) = response.moved {
        *cursor = Some(to);
    }
    let space = response.focused
        && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Space));
    let toggled = match (response.clicked, response.activated) {
        (Some((at, _)), _) | (None, Some(at)) => Some(at),
        _ => cursor.filter(|_| space),
    };
    if let Some(tick) = toggled.and_then(|at| list.get_mut(at)) {
        tick.goes = !tick.goes;
        *cursor = toggled;
    }
}

/// A box with or without a tick: the row around it is what is clicked.
pub(super) fn tick_box(ui: &mut Ui, theme: &Theme, ticked: bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(15.0, 15.0), Sense::hover());
    let fill = if ticked { theme.accent } else { theme.field };
    let painter = ui.painter();
    painter.rect(rect, 3, fill, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
    if ticked {
        let at = |x: f32, y: f32| rect.min + vec2(x, y) * rect.width();
        let line = vec![at(0.24, 0.52), at(0.43, 0.72), at(0.78, 0.28)];
        painter.add(Shape::line(line, Stroke::new(1.8, theme.on_accent)));
    }
}
