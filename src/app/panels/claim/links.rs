//! How the claim stands to other claims, in both directions.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use super::{
    Parts,
    drafts::Look,
    fields,
    finder::Finder,
    picker::Found,
    stored::Field,
    view::{View, made, shortened},
};
use crate::{
    app::{action::Action, text},
    domain::{
        edit::Edit,
        ids::ClaimId,
        link::{Link, LinkKind},
        project::Project,
        vocabulary::Vocabulary as _,
    },
};

/// How many claims a search shows.
const FOUND: usize = 8;

/// The kind that the next link is given.
#[derive(Debug)]
pub(super) struct NextLink {
    kind: LinkKind,
    open: bool,
    /// Reasons that wait for the other claim.
    notes: BTreeMap<ClaimId, String>,
}

impl NextLink {
    /// A claim with a reason that waits for what it is linked to.
    pub fn unstored(&self, project: &Project) -> Option<(ClaimId, String)> {
        let waits = |(claim, note): (&ClaimId, &String)| {
            let there = !note.trim().is_empty() && project.claim(*claim).is_some();
            there.then_some(*claim)
        };
        let claim = self.notes.iter().find_map(waits)?;
        let why = "a link has a reason and no other claim. Choose the claim, or empty the field.";
        Some((claim, why.to_owned()))
    }

    fn is_open(&self, claim: ClaimId) -> bool {
        self.open || self.notes.get(&claim).is_some_and(|note| !note.trim().is_empty())
    }
}

impl Default for NextLink {
    fn default() -> Self {
        Self { kind: LinkKind::SameClaim, open: false, notes: BTreeMap::new() }
    }
}

/// The tool that opens the form for a link.
pub(super) fn add(ui: &mut Ui, next: &mut NextLink) {
    if fields::quiet(ui, "+ Add", "Add a link").clicked() {
        next.open = !next.open;
    }
}

/// The links, by kind, and the form for another one.
pub(super) fn list(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts) {
    let here = view.claim.id;
    let mut links: Vec<&Link> = view
        .project()
        .links
        .iter()
        .map(AsRef::as_ref)
        .filter(|link| link.from == here || link.to == here)
        .collect();
    links.sort_by_key(|link| (link.kind, link.from != here, link.id));
    for link in links {
        ui.push_id(link.id.as_str(), |ui| one(ui, view, parts, link));
    }
    let (next, picker) = (&mut parts.link, &mut parts.picker);
    if !next.is_open(here) || !view.editable() {
        return;
    }
    let theme = view.theme();
    fields::inset(ui, theme, |ui| {
        if let Some(kind) = fields::choice::<LinkKind>(ui, "This claim", "link", next.kind) {
            next.kind = kind;
        }
        fields::small(ui, next.kind.definition());
        fields::row(ui, "Why", |ui, _| {
            let note = next.notes.entry(here).or_default();
            let field = text::Field::singleline(note).hint_text("why, then choose the claim");
            let field = ui.add(field.desired_width(f32::INFINITY));
            fields::named_field(ui, &field, "Reason for the link");
        });
        let (project, ctx) = (view.project(), ui.ctx().clone());
        let mut finder = std::mem::take(&mut picker.finder);
        let found =
            picker.show(ui, ("Choose the claim…", "Link to a claim"), "its words", |query| {
                search(&ctx, &mut finder, project, here, query)
            });
        picker.finder = finder;
        if let Some(to) = found {
            let link = Link {
                id: view.out.id(),
                from: here,
                to,
                kind: next.kind,
                by: view.scene.analyst,
                at: view.scene.now,
                note: next
                    .notes
                    .remove(&here)
                    .map(|note| note.trim().to_owned())
                    .filter(|n| !n.is_empty()),
            };
            view.out.edit(Edit::PutLink(link), "add link");
            next.open = false;
        }
    });
}

fn one(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, link: &Link) {
    let outward = link.from == view.claim.id;
    let other = if outward { link.to } else { link.from };
    let words = view.project().claim(other).map_or(other.to_string(), |c| c.quotation());
    let theme = view.theme();
    let field = Field::LinkNote(link.id);
    let noted = link.note.is_some()
        || parts.opened.contains(&field)
        || parts.drafts.is_open(view.claim.id, &field);
    ui.horizontal(|ui| {
        let label = match (outward, both_ways(link.kind)) {
            (_, true) => link.kind.label().to_owned(),
            (true, _) => format!("{} →", link.kind.label()),
            (false, _) => format!("← {}", link.kind.label()),
        };
        let explained =
            format!("{}\n{}", link.kind.definition(), made(view.project(), link.by, link.at));
        let text = RichText::new(label).size(12.5).color(theme.faint);
        if !view.editable() {
            text::tip(ui.label(text), explained);
        } else if let Some(kind) = fields::kind_menu(ui, text, ("the link", explained), link.kind) {
            view.out.edit(Edit::PutLink(Link { kind, ..link.clone() }), "kind of a link");
        }
        let name = format!("Show the linked claim: {}", shortened(&words, 40));
        if fields::quiet(ui, &shortened(&words, 24), &name).clicked() {
            view.out.send(Action::JumpToClaim(other));
        }
        if view.editable() && fields::remove(ui, "Remove the link").clicked() {
            view.out.edit(Edit::RemoveLink(link.id), "remove link");
        }
        if !noted && view.editable() && fields::quiet(ui, "+ Why", "Note on the link").clicked() {
            parts.opened.insert(field.clone());
        }
    });
    if noted {
        let look = Look { name: "Why linked", hint: "why they are linked", rows: 1 };
        parts.drafts.field(ui, view, field, look, None);
    }
}

fn both_ways(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::SameClaim | LinkKind::Contradicts)
}

/// Other claims that hold all words typed.
fn search(
    ctx: &egui::Context,
    finder: &mut Finder,
    project: &Project,
    here: ClaimId,
    query: &str,
) -> Vec<Found<ClaimId>> {
    let found = finder.find(ctx, project, query).iter().filter(|id| **id != here);
    found
        .filter_map(|id| project.claim_in_article(*id))
        .take(FOUND)
        .map(|(article, claim)| Found {
            what: claim.id,
            title: shortened(&claim.quotation(), 60),
            detail: shortened(article.title(), 30),
        })
        .collect()
}
