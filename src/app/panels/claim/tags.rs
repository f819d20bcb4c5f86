//! Free labels: chips, and a field that completes from the labels there are.

use std::collections::{BTreeMap, HashMap};

use egui::{Key, Popup, PopupCloseBehavior, Ui};

use super::{
    fields,
    view::{send, tagging},
};
use crate::app::text::{self, Field};
use crate::{
    analysis::fold::fold,
    app::{action::Outbox, scene::Scene},
    domain::{chunked::Chunk, ids::ClaimId},
};

/// A tag that is being typed, and those there are.
#[derive(Debug, Default)]
pub(super) struct NextTag {
    owner: Vec<ClaimId>,
    text: String,
    known: Known,
}

/// How often each tag is used, counted anew for changed chunks of claims alone.
#[derive(Debug, Default)]
struct Known {
    chunks: Vec<(Chunk<crate::domain::claim::Claim>, BTreeMap<String, u32>)>,
}

impl NextTag {
    /// Gives the claims the tag that was typed and not entered.
    pub fn flush(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        let text = std::mem::take(&mut self.text);
        let there = self.owner.iter().all(|id| scene.project.claim(*id).is_some());
        if !text.trim().is_empty() && scene.editable && there {
            send(out, tagging(scene).add_tag(&self.owner, &text), "tag");
        }
    }
}

/// The tags that all the claims have, and the field for another one.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (claims, common): (&[ClaimId], &[String]),
    next: &mut NextTag,
    out: &mut Outbox,
) {
    if next.owner != claims {
        next.flush(scene, out);
        next.owner = claims.to_vec();
    }
    fields::wrapped_row(ui, "Tags", |ui| {
        for tag in common {
            egui::Frame::new()
                .fill(scene.theme.tint(scene.theme.accent, 0.12))
                .corner_radius(9)
                .inner_margin(egui::Margin::symmetric(7, 1))
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.x = 3.0;
                    let words = egui::RichText::new(super::view::shortened(tag, 28));
                    text::unbroken(ui, words.size(12.5));
                    let name = format!("Remove the tag {tag}");
                    if scene.editable && fields::remove(ui, &name).clicked() {
                        send(out, tagging(scene).remove_tag(claims, tag), "remove tag");
                    }
                });
        }
        if scene.editable {
            field(ui, scene, common, next, out);
        } else if common.is_empty() {
            fields::small(ui, "—");
        }
    });
}

fn field(ui: &mut Ui, scene: &Scene<'_>, common: &[String], next: &mut NextTag, out: &mut Outbox) {
    let id = ui.make_persistent_id("new tag");
    let field = Field::singleline(&mut next.text).id(id).hint_text("+ tag").desired_width(110.0);
    let response = ui.add(field);
    fields::named_field(ui, &response, "New tag");
    let typed = fold(&next.text);
    let mut offered = Vec::new();
    if !typed.is_empty() && response.has_focus() || ui.memory(|m| m.data.get_temp(id) == Some(true))
    {
        offered = next.known.starting_with(scene, &typed);
        offered.retain(|tag| !common.contains(tag));
    }
    let mut chosen = None;
    if !offered.is_empty() {
        let shown = Popup::from_response(&response)
            .open(true)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .accessible_name("Tags there are")
            .show(|ui| {
                ui.set_width(150.0);
                for tag in &offered {
                    if ui.selectable_label(false, text::line(ui, tag)).clicked() {
                        chosen = Some(tag.clone());
                    }
                }
            });
        let over = shown.is_some_and(|shown| fields::is_over(ui, shown.response.rect));
        ui.memory_mut(|memory| memory.data.insert_temp(id, over && chosen.is_none()));
    }
    if response.lost_focus() {
        if ui.input(|i| i.key_pressed(Key::Enter)) {
            chosen = Some(next.text.clone());
            response.request_focus();
        } else if ui.input(|i| i.key_pressed(Key::Escape)) {
            next.text.clear();
        }
    }
    if let Some(tag) = chosen {
        next.text = tag;
        next.flush(scene, out);
    }
}

impl Known {
    /// The tags that start with what was typed, those used most first.
    fn starting_with(&mut self, scene: &Scene<'_>, typed: &str) -> Vec<String> {
        let before = std::mem::take(&mut self.chunks).into_iter();
        let mut before: HashMap<_, _> = before
            .map(|(chunk, counted)| (std::sync::Arc::as_ptr(&chunk), (chunk, counted)))
            .collect();
        for article in scene.project.articles.iter() {
            for chunk in article.claims.chunks() {
                let known = before.remove(&std::sync::Arc::as_ptr(chunk));
                let counted = known.map_or_else(|| count(chunk), |(_, counted)| counted);
                self.chunks.push((chunk.clone(), counted));
            }
        }
        let mut totals: BTreeMap<&str, u32> = BTreeMap::new();
        for (tag, count) in self.chunks.iter().flat_map(|(_, counted)| counted) {
            if fold(tag).starts_with(typed) && fold(tag) != typed {
                *totals.entry(tag).or_default() += count;
            }
        }
        let mut totals: Vec<_> = totals.into_iter().collect();
        totals.sort_by_key(|(tag, count)| (std::cmp::Reverse(*count), *tag));
        totals.into_iter().take(6).map(|(tag, _)| tag.to_owned()).collect()
    }
}

fn count(chunk: &Chunk<crate::domain::claim::Claim>) -> BTreeMap<String, u32> {
    let mut counted = BTreeMap::new();
    for tag in chunk.iter().flat_map(|claim| &claim.tags) {
        *counted.entry(tag.clone()).or_default() += 1;
    }
    counted
}
