//! Notes that stand behind a claim and are offered for it, kept while claim and notes stay
//! the same.

use std::sync::Arc;

use egui::Ui;

use super::{
    Parts, fields,
    view::{View, shortened},
};
use crate::{
    analysis::{
        references::{
            accept::draft_of,
            offer::{NoteOffer, Reach, offered},
        },
        structure::derived_blocks,
    },
    app::{action::Action, command::Command, panels::references::words, text},
    domain::{
        article::{Article, Block},
        claim::Claim,
        ids::ReferenceId,
        project::Project,
        reference::Reference,
        span::Span,
        text::Text,
    },
};

/// The offers for one claim.
#[derive(Debug, Default)]
pub(super) struct NoteOffers {
    known: Option<Known>,
    /// The blocks of a text that stores none.
    blocks: Option<(Arc<Text>, Vec<Block>)>,
}

#[derive(Debug)]
struct Known {
    references: Arc<Vec<Reference>>,
    span: Span,
    named: Vec<ReferenceId>,
    offers: Vec<NoteOffer>,
}

impl NoteOffers {
    /// The notes offered for a claim, without those that its chains name already.
    pub fn of(&mut self, article: &Article, claim: &Claim) -> &[NoteOffer] {
        if article.references.is_empty() {
            self.known = None;
            return &[];
        }
        let span = claim.hull();
        let hops = claim.chains.iter().flat_map(|c| &c.hops);
        let named: Vec<_> = hops.filter_map(|h| h.reference).collect();
        let fresh = self.known.as_ref().is_some_and(|k| {
            k.span == span && k.named == named && Arc::ptr_eq(&k.references, &article.references)
        });
        if !fresh {
            let mut offers = offered(article, self.blocks(article), span);
            // A note that is only to be checked is of use where nothing else is known.
            offers.retain(|o| {
                !named.contains(&o.reference) && (o.reach != Reach::Scope || named.is_empty())
            });
            let references = Arc::clone(&article.references);
            self.known = Some(Known { references, span, named, offers });
        }
        self.known.as_ref().map_or(&[], |known| &known.offers)
    }

    fn blocks<'a>(&'a mut self, article: &'a Article) -> &'a [Block] {
        if !article.structure.blocks.is_empty() {
            return &article.structure.blocks;
        }
        if self.blocks.as_ref().is_none_or(|(text, _)| !Arc::ptr_eq(text, &article.text)) {
            self.blocks = Some((Arc::clone(&article.text), derived_blocks(&article.text)));
        }
        self.blocks.as_ref().map_or(&[], |(_, blocks)| blocks)
    }
}

/// What an offer is called, and where the note stands.
pub(super) fn describe(
    article: &Article,
    project: &Project,
    offer: &NoteOffer,
) -> (String, &'static str) {
    let entry = article.references.iter().find(|r| r.id == offer.reference);
    let says = entry.map_or_else(String::new, |entry| {
        let draft = draft_of(article, entry).map(|(_, draft)| draft);
        words::meaning(project, article, entry, draft.as_ref())
    });
    let whence = match offer.reach {
        Reach::After => "note right after these words",
        Reach::Inside => "note in these words",
        Reach::Scope => "next note: scope to check",
    };
    // A list may be too narrow for more than the title: what is to be checked comes first.
    let check = if offer.reach == Reach::Scope { "scope to check: " } else { "" };
    (format!("[{}] {check}{}", offer.label, shortened(&says, 90)), whence)
}

/// The offers as lines below the chains.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts) {
    let offers: Vec<NoteOffer> = parts.notes.of(view.article, view.claim).to_vec();
    for (at, offer) in offers.iter().enumerate() {
        let (title, whence) = describe(view.article, view.project(), offer);
        let shortcut = Command::TakeNote.shortcuts().first().filter(|_| at == 0);
        let key = shortcut.map(|s| ui.ctx().format_shortcut(s)).unwrap_or_default();
        let shown = format!("{}  {key}", shortened(&title, 44));
        let name = format!("Take note {}", offer.label);
        let clicked = ui
            .push_id(("note", at), |ui| {
                ui.horizontal(|ui| {
                    ui.add_space(fields::LABEL + ui.spacing().item_spacing.x);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        let button = text::tip(fields::quiet(ui, &shown, &name), title.as_str());
                        fields::small(ui, whence);
                        button.clicked()
                    })
                    .inner
                })
                .inner
            })
            .inner;
        if clicked {
            match view.tagging().take_note(&[view.claim.id], offer, view.out.ids()) {
                Ok(taken) => {
                    view.out.edit(taken.edit, format!("take note {}", offer.label));
                    view.out.send(Action::RememberChain(taken.remember));
                }
                Err(why) => {
                    view.send(Err(why), "");
                }
            }
        }
    }
}
