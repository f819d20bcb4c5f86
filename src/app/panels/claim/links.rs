//! How the claim stands to other claims, in both directions.

use egui::{RichText, Ui};

use super::{
    fields,
    finder::Finder,
    picker::{Found, Picker},
    view::{View, shortened},
};
use crate::{
    app::action::Action,
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
}

impl Default for NextLink {
    fn default() -> Self {
        Self { kind: LinkKind::SameClaim, open: false }
    }
}

/// The tool that opens the form for a link.
pub(super) fn add(ui: &mut Ui, next: &mut NextLink) {
    if fields::quiet(ui, "+ Add", "Add a link").clicked() {
        next.open = !next.open;
    }
}

/// The links, by kind, and the form for another one.
pub(super) fn list(ui: &mut Ui, view: &mut View<'_>, (next, picker): (&mut NextLink, &mut Picker)) {
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
        ui.push_id(link.id.as_str(), |ui| one(ui, view, link));
    }
    if !next.open || !view.editable() {
        return;
    }
    let theme = view.theme();
    fields::inset(ui, theme, |ui| {
        if let Some(kind) = fields::choice::<LinkKind>(ui, "This claim", "link", next.kind) {
            next.kind = kind;
        }
        fields::small(ui, next.kind.definition());
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
                note: None,
            };
            view.out.edit(Edit::PutLink(link), "add link");
            next.open = false;
        }
    });
}

fn one(ui: &mut Ui, view: &mut View<'_>, link: &Link) {
    let outward = link.from == view.claim.id;
    let other = if outward { link.to } else { link.from };
    let words = view.project().claim(other).map_or(other.to_string(), |c| c.quotation());
    let theme = view.theme();
    ui.horizontal(|ui| {
        let label = match (outward, both_ways(link.kind)) {
            (_, true) => link.kind.label().to_owned(),
            (true, _) => format!("{} →", link.kind.label()),
            (false, _) => format!("← {}", link.kind.label()),
        };
        ui.label(RichText::new(label).size(12.5).color(theme.faint))
            .on_hover_text(link.kind.definition());
        let name = format!("Show the linked claim: {}", shortened(&words, 40));
        if fields::quiet(ui, &shortened(&words, 24), &name).clicked() {
            view.out.send(Action::JumpToClaim(other));
        }
        if view.editable() && fields::remove(ui, "Remove the link").clicked() {
            view.out.edit(Edit::RemoveLink(link.id), "remove link");
        }
    });
    if let Some(note) = &link.note {
        fields::small(ui, note.clone());
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
