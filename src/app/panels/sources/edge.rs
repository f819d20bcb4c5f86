//! One edge of lineage: kind, dates, the claims it is about, what it is known from, and
//! whether it is taken to be so.

use egui::Ui;

use super::{
    desk::Desk,
    detail::{Detail, LABEL},
    drafts::Look,
    lineage::name,
    listing::{Listing, Tab},
    stored::{Field, Record},
    uses::Uses,
};
use crate::{
    analysis::{completion::Target, fold::fold},
    app::{
        action::Action,
        panels::claim::{
            fields,
            picker::{Found, Picker},
            view::shortened,
        },
    },
    domain::{
        edit::Edit,
        ids::{ClaimId, LineageId},
        lineage::{Lineage, LineageBasis, LineageEnds, LineageKind, Standing},
        project::Project,
        vocabulary::Vocabulary as _,
    },
};

/// How many records or claims a search shows.
const FOUND: usize = 8;
/// What the labels leave off within an inset, in points.
const INSET: f32 = 8.0;

/// From where the record at hand is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// It depends on the other.
    On,
    /// The other depends on it.
    From,
}

/// The edge whose editor is open, and the one that is being added.
#[derive(Debug, Default)]
pub(super) struct NextEdge {
    open: Option<LineageId>,
    adding: Option<(Target, Direction, LineageKind)>,
}

impl NextEdge {
    /// Opens the form for another edge.
    pub fn begin(&mut self, target: Target) {
        let kind = match target {
            Target::Source(_) => LineageKind::PartOf { one_voice: false },
            Target::Work(_) => LineageKind::Republishes,
        };
        self.adding = Some((target, Direction::On, kind));
    }

    /// Closes whatever is open.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Whether an edge is being added to a record.
    pub fn is_adding(&self, target: Target) -> bool {
        self.adding.is_some_and(|(of, ..)| of == target)
    }

    /// Whether an edge's editor is open.
    pub fn is_open(&self, id: LineageId) -> bool {
        self.open == Some(id)
    }

    /// Opens an edge's editor, or closes it.
    pub fn toggle(&mut self, id: LineageId) {
        self.open = (self.open != Some(id)).then_some(id);
    }

    /// The form: the kind, the direction, the other end.
    pub fn form(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        picker: &mut Picker,
        listing: &Listing,
        target: Target,
    ) {
        let Some((_, mut direction, mut kind)) = self.adding else { return };
        let theme = desk.theme();
        fields::inset(ui, theme, |ui| {
            fields::row_of(ui, LABEL - INSET, "Kind", |ui, _| {
                let chosen = fields::terms(ui, None, "New lineage", "edge", Some(kind), None);
                kind = chosen.flatten().unwrap_or(kind);
                fields::small(ui, kind.definition());
            });
            fields::row_of(ui, LABEL - INSET, "Direction", |ui, _| {
                ui.radio_value(&mut direction, Direction::On, "This depends on the other");
                ui.radio_value(&mut direction, Direction::From, "The other depends on this");
            });
            self.adding = Some((target, direction, kind));
            let button = match target {
                Target::Source(_) => ("Choose the other source…", "Other end"),
                Target::Work(_) => ("Choose the other work…", "Other end"),
            };
            let project = desk.project();
            let picked = picker
                .show(ui, button, "its name", |query| records(project, listing, query, target));
            if let Some(other) = picked
                && let Some(ends) = between(target, direction, other)
            {
                let edge = Lineage {
                    id: desk.id(),
                    ends,
                    kind,
                    since: None,
                    until: None,
                    claims: Vec::new(),
                    basis: Vec::new(),
                    standing: Standing::Alleged,
                    by: desk.scene.analyst,
                    at: desk.scene.now,
                    note: None,
                };
                self.open = Some(edge.id);
                self.adding = None;
                desk.edit(Edit::PutLineage(edge), "Add lineage");
            }
            if fields::quiet(ui, "Cancel", "Cancel the lineage").clicked() {
                self.adding = None;
            }
        });
    }
}

/// The ends of an edge between two records of one sort.
fn between(target: Target, direction: Direction, other: Target) -> Option<LineageEnds> {
    let (from, to) = match direction {
        Direction::On => (target, other),
        Direction::From => (other, target),
    };
    match (from, to) {
        (Target::Source(from), Target::Source(to)) => Some(LineageEnds::Sources { from, to }),
        (Target::Work(from), Target::Work(to)) => Some(LineageEnds::Works { from, to }),
        _ => None,
    }
}

/// Records of the sort of `not` whose names fit.
fn records(project: &Project, listing: &Listing, query: &str, not: Target) -> Vec<Found<Target>> {
    let tab = match not {
        Target::Source(_) => Tab::Sources,
        Target::Work(_) => Tab::Works,
    };
    let found = listing.find(tab, query, FOUND + 1);
    let found = found.into_iter().filter(|target| *target != not).take(FOUND);
    found.map(|target| offer(project, target)).collect()
}

/// A record as a search shows it.
pub(super) fn offer(project: &Project, target: Target) -> Found<Target> {
    let detail = match target {
        Target::Source(id) => project.source(id).map(|source| {
            source.role.clone().unwrap_or_else(|| source.kind.label().to_lowercase())
        }),
        Target::Work(id) => project.work(id).map(|work| {
            let kind = work.kind.label().to_lowercase();
            work.date.map_or(kind.clone(), |date| format!("{kind}, {date}"))
        }),
    };
    Found { what: target, title: name(project, target), detail: detail.unwrap_or_default() }
}

/// The editor of an edge.
pub(super) fn show(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    detail: &mut Detail,
    (listing, found): (&Listing, &Uses),
    edge: &Lineage,
) {
    let label = |ui: &mut Ui, label: &str, add: &mut dyn FnMut(&mut Ui)| {
        fields::row_of(ui, LABEL - INSET, label, |ui, _| add(ui));
    };
    label(ui, "Standing", &mut |ui| {
        ui.add_enabled_ui(desk.editable(), |ui| {
            ui.horizontal_wrapped(|ui| {
                let name = |term: Standing| format!("Standing: {}", term.label().to_lowercase());
                if let Some(now) = fields::toggles(ui, Some(edge.standing), name, |_| "") {
                    desk.edge(edge.id, "Change standing", |edge| edge.standing = now);
                }
            });
        });
        fields::small(
            ui,
            "What an article alleges is not thereby so. It counts once you accept it.",
        );
    });
    label(ui, "Kind", &mut |ui| {
        ui.add_enabled_ui(desk.editable(), |ui| {
            let kind = fields::terms(ui, None, "Kind of lineage", "edge", Some(edge.kind), None);
            if let Some(kind) = kind.flatten() {
                desk.edge(edge.id, "Change lineage", |edge| edge.kind = kind);
            }
        });
        fields::small(ui, edge.kind.definition());
    });
    let record = Record::Edge(edge.id);
    for (title, field) in [("Since", Field::Since), ("Until", Field::Until)] {
        label(ui, title, &mut |ui| {
            let look = Look::line(title, "2008, 2008-07 or 2008-07-30");
            detail.drafts.field(ui, desk, record, field, look);
        });
    }
    label(ui, "About claims", &mut |ui| {
        about(ui, desk, &mut detail.picker, found, edge);
    });
    label(ui, "Known from", &mut |ui| {
        basis(ui, desk, &mut detail.picker, (listing, found), edge);
    });
    label(ui, "Note", &mut |ui| {
        let look = Look { rows: 2, ..Look::line("Note on the lineage", "why") };
        detail.drafts.field(ui, desk, record, Field::Notes, look);
    });
    let by = desk.project().analyst_name(edge.by);
    fields::small(ui, format!("recorded by {by}, {}", super::grades::day(edge.at)));
}

/// The claims for which an edge holds.
fn about(ui: &mut Ui, desk: &mut Desk<'_>, picker: &mut Picker, found: &Uses, edge: &Lineage) {
    if edge.claims.is_empty() {
        fields::small(ui, "All; or choose those for which it holds.");
    }
    for id in &edge.claims {
        let words = quoted(desk.project(), *id);
        linked(ui, desk, &words, Action::JumpToClaim(*id), |desk| {
            desk.edge(edge.id, "Change lineage", |edge| edge.claims.retain(|c| c != id));
        });
    }
    if !desk.editable() {
        return;
    }
    let project = desk.project();
    let picked = picker.show(ui, ("+ Claim", "Add a claim it is about"), "its words", |query| {
        let claims = found.claims.iter().copied().filter(|id| !edge.claims.contains(id));
        claims_that_fit(project, claims, query)
    });
    if let Some(id) = picked {
        desk.edge(edge.id, "Change lineage", |edge| edge.claims.push(id));
    }
}

/// What an edge is known from: claims that say so, works that show it.
fn basis(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    picker: &mut Picker,
    (listing, found): (&Listing, &Uses),
    edge: &Lineage,
) {
    let project = desk.project();
    for basis in &edge.basis {
        let (words, jump) = match *basis {
            LineageBasis::Claim(id) => (quoted(project, id), Action::JumpToClaim(id)),
            LineageBasis::Work(id) => (name(project, Target::Work(id)), Action::ShowWork(id)),
        };
        linked(ui, desk, &words, jump, |desk| {
            desk.edge(edge.id, "Change lineage", |edge| edge.basis.retain(|b| b != basis));
        });
    }
    if !desk.editable() {
        return;
    }
    let mut picked = None;
    ui.horizontal(|ui| {
        let ctx = ui.ctx().clone();
        let mut finder = std::mem::take(&mut picker.finder);
        let says = picker.show(ui, ("+ Claim", "Add a claim that says so"), "its words", |query| {
            if query.is_empty() {
                return claims_that_fit(project, found.claims.iter().copied(), query);
            }
            let claims = finder.find(&ctx, project, query);
            claims_that_fit(project, claims.iter().copied(), "")
        });
        picker.finder = finder;
        picked = says.map(LineageBasis::Claim);
        let shows = picker.show(ui, ("+ Work", "Add a work that shows it"), "its title", |query| {
            let works = listing.find(Tab::Works, query, FOUND).into_iter();
            works.map(|target| offer(project, target)).collect()
        });
        if let Some(Target::Work(id)) = shows {
            picked = Some(LineageBasis::Work(id));
        }
    });
    if let Some(basis) = picked.filter(|basis| !edge.basis.contains(basis)) {
        desk.edge(edge.id, "Change lineage", |edge| edge.basis.push(basis));
    }
}

/// A line that leads somewhere and can be taken away.
fn linked(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    words: &str,
    jump: Action,
    remove: impl FnOnce(&mut Desk<'_>),
) {
    let words = shortened(words, 34);
    ui.horizontal(|ui| {
        if fields::quiet(ui, &words, &format!("Show {words}")).clicked() {
            desk.act(jump);
        }
        if desk.editable() && fields::remove(ui, &format!("Take away {words}")).clicked() {
            remove(desk);
        }
    });
}

fn quoted(project: &Project, id: ClaimId) -> String {
    project.claim(id).map_or_else(|| id.to_string(), |claim| claim.quotation())
}

/// Claims whose words or paraphrase hold all words typed.
fn claims_that_fit(
    project: &Project,
    claims: impl Iterator<Item = ClaimId>,
    query: &str,
) -> Vec<Found<ClaimId>> {
    let wanted = fold(query);
    let wanted: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    let fits = |text: &str| {
        let text = fold(text);
        wanted.iter().all(|word| text.contains(word))
    };
    let claims = claims.filter_map(|id| project.claim_in_article(id));
    let claims = claims.filter(|(_, claim)| {
        wanted.is_empty()
            || fits(&claim.quotation())
            || claim.paraphrase.as_deref().is_some_and(fits)
    });
    let found = claims.take(FOUND).map(|(article, claim)| Found {
        what: claim.id,
        title: shortened(&claim.quotation(), 60),
        detail: shortened(article.title(), 30),
    });
    found.collect()
}
