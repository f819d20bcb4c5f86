//! The chosen finding: what it says, where it stands, what can be done.

use egui::{Button, RichText, ScrollArea, Ui};

use super::{Key, colour, deeds, key, label, part};
use crate::{
    analysis::findings::{Finding, Place},
    app::{
        action::Outbox,
        command::Command,
        panels::claim::{fields, origins::voice_name, view::shortened},
        scene::Scene,
        struck,
        text::{self, Field},
        theme,
    },
    domain::{edit::Edit, ids::Id, invariant::RecordKind, project::Project, ruling::Voice},
};

/// How many places are listed.
const MOST: usize = 60;

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    finding: &Finding,
    (of, reason): &mut (Option<Key>, String),
    out: &mut Outbox,
) {
    ScrollArea::vertical().auto_shrink(false).id_salt("finding").show(ui, |ui| {
        ui.set_max_width(ui.available_width());
        theme::chip(
            ui,
            scene.theme,
            colour(scene.theme, finding.severity),
            label(finding.severity),
        );
        ui.add_space(2.0);
        text::wrapped(ui, RichText::new(&finding.message).size(14.5));
        if !finding.hint.is_empty() {
            let mut hint = finding.hint.to_owned();
            if let Some(first) = hint.get_mut(0..1) {
                first.make_ascii_uppercase();
            }
            theme::hint(ui, format!("{hint}."));
        }
        if let Some(fix) = finding.fix.as_ref().filter(|_| finding.dismissed.is_none()) {
            ui.add_space(4.0);
            if deeds::is_noted(scene.project, fix) {
                fields::small(ui, "The to-do for it is noted.");
            } else if ui.add_enabled(scene.editable, Button::new(deeds::fix_name(fix))).clicked() {
                deeds::fix(scene, finding, fix, out);
            }
        }
        part(ui, if finding.places.len() == 1 { "Place" } else { "Places" });
        for (at, place) in finding.places.iter().take(MOST).enumerate() {
            ui.push_id(at, |ui| line(ui, scene, place, out));
        }
        if finding.places.len() > MOST {
            fields::small(ui, format!("… and {} more", finding.places.len() - MOST));
        }
        dismissal(ui, scene, finding, (of, reason), out);
        ui.add_space(8.0);
        fields::small(ui, format!("Code: {}", finding.code));
    });
}

fn dismissal(
    ui: &mut Ui,
    scene: &Scene<'_>,
    finding: &Finding,
    (of, reason): (&mut Option<Key>, &mut String),
    out: &mut Outbox,
) {
    if let Some(ruling) = finding.dismissed.and_then(|id| scene.project.rulings.get(id)) {
        part(ui, "Dismissed");
        text::wrapped(ui, ruling.reason.as_deref().unwrap_or("without a reason"));
        fields::small(ui, format!("by {}", scene.project.analyst_name(ruling.by)));
        if ui.add_enabled(scene.editable, Button::new("Take the dismissal back")).clicked() {
            out.edit(Edit::RemoveRuling(ruling.id), "Take dismissal back");
        }
        return;
    }
    if !scene.editable {
        return;
    }
    part(ui, "Of no concern?");
    // A view may not leave a ruling behind that rests on it.
    if !scene.tracing.discount.is_empty() {
        let why = "Something is discounted: this may be so only without it. Clear that to dismiss what is still noticed.";
        fields::small(ui, why);
        if fields::quiet(ui, Command::ClearDiscount.name(), Command::ClearDiscount.name()).clicked()
        {
            out.run(Command::ClearDiscount);
        }
        return;
    }
    let here = key(finding);
    // What was typed about one finding is not the reason for another.
    if of.as_ref() != Some(&here) {
        if !reason.trim().is_empty() {
            fields::small(ui, "A reason for another finding is still being typed:");
            fields::small(ui, reason.clone());
            if fields::quiet(ui, "Discard it", "Discard the typed reason").clicked() {
                reason.clear();
            }
            return;
        }
        *of = Some(here);
    }
    let field = Field::multiline(reason)
        .desired_rows(2)
        .hint_text("why it is of no concern")
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    fields::named_field(ui, &field, "Reason for dismissal");
    let ready = !reason.trim().is_empty();
    let button = ui.add_enabled(ready, Button::new("Dismiss"));
    let tip = "It comes back when what it rests on changes.";
    if button.on_hover_text(tip).on_disabled_hover_text("Give a reason first.").clicked() {
        deeds::dismiss(scene, finding, reason, out);
        reason.clear();
    }
}

/// A place: a jump, if it leads anywhere.
fn line(ui: &mut Ui, scene: &Scene<'_>, place: &Place, out: &mut Outbox) {
    let (words, article) = words(scene.project, place);
    match deeds::jump(scene.project, place) {
        Some(action) => {
            let room = ui.available_width();
            let link = RichText::new(&words).color(ui.visuals().hyperlink_color).size(13.0);
            let falls = falls(scene, place);
            let link = struck::words(link, falls);
            let link = text::shown(ui, link, egui::TextWrapMode::Wrap, room);
            let response = ui.add(Button::new(link).wrap().frame(false));
            let said = struck::spoken(format!("Go to {words}"), falls);
            fields::named(&response, egui::Role::Button, &said);
            if response.clicked() {
                out.send(action);
            }
        }
        None => {
            text::wrapped(ui, words);
        }
    }
    if let Some(article) = article {
        fields::small(ui, article);
    }
}

/// Whether a place is a source or work that is discounted, or a claim of which nothing is left.
fn falls(scene: &Scene<'_>, place: &Place) -> bool {
    let (tracing, project, id) = (scene.tracing, scene.project, &place.record.id);
    match place.record.kind {
        RecordKind::Source => Id::new(id).is_ok_and(|id| struck::source(tracing, project, id)),
        RecordKind::Work => Id::new(id).is_ok_and(|id| struck::work(tracing, project, id)),
        RecordKind::Claim => {
            let found = Id::new(id).ok().and_then(|id| project.claim_in_article(id));
            found.is_some_and(|(article, claim)| struck::claim(tracing, project, (article, claim)))
        }
        _ => false,
    }
}

fn words(project: &Project, place: &Place) -> (String, Option<String>) {
    fn id<T>(place: &Place) -> Option<Id<T>> {
        Id::new(&place.record.id).ok()
    }
    let article = place.article.and_then(|id| project.article(id));
    let title = article.map(|article| article.title().to_owned());
    let found = match place.record.kind {
        RecordKind::Claim => {
            let claim = id(place).and_then(|id| project.claim(id));
            claim.map(|claim| text::quoted(&shortened(&claim.quotation(), 120)))
        }
        RecordKind::Source => id(place).map(|id| voice_name(project, Voice::Source(id))),
        RecordKind::Work => id(place).map(|id| voice_name(project, Voice::Work(id))),
        RecordKind::Article => {
            id(place).and_then(|id| project.article(id)).map(|a| a.title().to_owned())
        }
        _ => None,
    };
    let text = || {
        let words = article?.text.slice(place.span?)?;
        Some(text::quoted(&shortened(words, 120)))
    };
    let name = found.or_else(text).unwrap_or_else(|| place.record.kind.name().to_owned());
    (name, title)
}
