//! Where a record is used: its claims, references, works and articles, each a jump.

use egui::{Button, ScrollArea, Ui, vec2};

use super::{desk::Desk, lineage::name, uses::Uses};
use crate::app::text;
use crate::{
    analysis::completion::Target,
    app::{
        action::{Action, DialogRequest},
        panels::claim::{fields, view::shortened},
    },
};

/// The height of a line, in points.
const ROW: f32 = 23.0;
/// How many lines a list shows at once.
const LINES: usize = 9;

/// All that uses the record.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, found: &Uses, target: Target) {
    let project = desk.project();
    list(ui, "Claims", found.claims.len(), |ui, at| {
        let id = found.claims[at];
        let Some((article, claim)) = project.claim_in_article(id) else { return };
        let words = shortened(&claim.quotation(), 70);
        if line(ui, &words, &shortened(article.title(), 30)) {
            desk.act(Action::JumpToClaim(id));
        }
    });
    list(ui, "References", found.references.len(), |ui, at| {
        let (article, label, span) = &found.references[at];
        let title = project.article(*article).map_or("", |a| a.title());
        if line(ui, &format!("[{label}]"), &shortened(title, 50)) {
            desk.act(Action::JumpTo(*article, *span));
        }
    });
    list(ui, "Articles that are this work", found.articles.len(), |ui, at| {
        let id = found.articles[at];
        let title = project.article(id).map_or("", |a| a.title());
        if line(ui, &shortened(title, 60), "") {
            desk.act(Action::ShowArticle(id));
        }
    });
    list(ui, "Works it wrote", found.works.len(), |ui, at| {
        let id = found.works[at];
        let date = project.work(id).and_then(|work| work.date);
        let date = date.map(|date| date.to_string()).unwrap_or_default();
        if line(ui, &shortened(&name(project, Target::Work(id)), 60), &date) {
            desk.act(Action::ShowWork(id));
        }
    });
    if !found.merged.is_empty() {
        let split = fields::heading(ui, "Merged into it", |ui| {
            desk.editable() && fields::quiet(ui, "Split…", "Split a merge apart").clicked()
        });
        if split {
            desk.act(Action::Dialog(match target {
                Target::Source(id) => DialogRequest::SplitSource(id),
                Target::Work(id) => DialogRequest::SplitWork(id),
            }));
        }
        let n = found.merged.len();
        let ids = if n == 1 { "This old id still leads" } else { "These old ids still lead" };
        fields::small(ui, format!("{ids} here: {}", found.merged.join(", ")));
    }
}

/// A list of which only the lines in view are drawn; nothing if it is empty.
fn list(ui: &mut Ui, title: &str, len: usize, mut add: impl FnMut(&mut Ui, usize)) {
    if len == 0 {
        return;
    }
    fields::heading(ui, &format!("{title}  {len}"), |_| ());
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = ROW * LINES.min(len) as f32;
        ScrollArea::vertical()
            .id_salt(title)
            .auto_shrink([false, true])
            .max_height(height)
            .min_scrolled_height(height)
            .show_rows(ui, ROW, len, |ui, rows| {
                for at in rows {
                    add(ui, at);
                }
            });
    });
}

/// A line of a list. Whether it was clicked.
fn line(ui: &mut Ui, title: &str, detail: &str) -> bool {
    let mut text = egui::text::LayoutJob::default();
    let (ink, faint) = (ui.visuals().text_color(), ui.visuals().weak_text_color());
    let (plain, fine) = (egui::FontId::proportional(12.5), egui::FontId::proportional(11.5));
    text.append(title, 0.0, egui::TextFormat::simple(plain, ink));
    text.append(detail, 8.0, egui::TextFormat::simple(fine, faint));
    let size = vec2(ui.available_width(), ROW);
    let room = size.x - 2.0 * ui.spacing().button_padding.x;
    let text = text::shown(ui, text, egui::TextWrapMode::Truncate, room);
    let button = Button::new(text).frame_when_inactive(false).truncate().min_size(size);
    let response = ui.add(button);
    fields::named(&response, egui::Role::Button, &format!("Show {title}"));
    text::tip(response, format!("{title}\n{detail}")).clicked()
}
