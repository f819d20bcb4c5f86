//! Who is quoted, who is only reported, and who is spoken about and never speaks.

use egui::{CollapsingHeader, RichText, TextWrapMode, Ui};

use super::figures::{Body, Figure, Line, head};
use crate::{
    analysis::balance::Balance,
    app::{
        action::{Action, Outbox},
        panels::claim::{fields, view::source_name},
        scene::Scene,
        text,
    },
    domain::{ids::SourceId, ruling::Voice},
};

/// How many names are listed.
const MOST: usize = 60;

/// The three lists: what they are called, and who is in them.
fn lists(balance: &Balance) -> [(&'static str, &[SourceId]); 3] {
    [
        ("Quoted in words", &balance.quoted),
        ("Only reported", &balance.reported),
        ("Only spoken about", &balance.only_spoken_about),
    ]
}

/// The figure.
pub(super) fn figure<'a>(scene: &Scene<'_>, balance: &'a Balance) -> Figure<'a> {
    let lists = lists(balance);
    let all: u32 = lists.iter().map(|(_, list)| list.len() as u32).sum();
    let line = |(name, list): &(&'static str, &[SourceId])| {
        Line::new(*name, list.len() as u32, scene.theme.accent).of(all)
    };
    Figure {
        salt: "people",
        title: "Who speaks",
        about: "Sources that are quoted in words, that are only reported, and that the text names without letting them speak.".to_owned(),
        heads: vec![head("sources"), head("share")],
        body: Body::Few(lists.iter().map(line).collect()),
        people: Some(balance),
    }
}

/// The names, list by list, each closed until it is opened.
pub(super) fn names(ui: &mut Ui, scene: &Scene<'_>, balance: &Balance, out: &mut Outbox) {
    for (name, list) in lists(balance) {
        if list.is_empty() {
            continue;
        }
        let title = RichText::new(format!("{name} ({})", list.len())).size(12.5);
        CollapsingHeader::new(title).id_salt(("names", name)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                for id in list.iter().take(MOST) {
                    one(ui, scene, *id, out);
                }
            });
            if list.len() > MOST {
                fields::small(ui, format!("… and {} more", list.len() - MOST));
            }
        });
    }
}

fn one(ui: &mut Ui, scene: &Scene<'_>, id: SourceId, out: &mut Outbox) {
    let name = source_name(scene.project, id);
    let struck = scene.tracing.is_discounted(Voice::Source(id));
    let words = RichText::new(&name).color(ui.visuals().hyperlink_color).size(12.5);
    let words = if struck { words.strikethrough() } else { words };
    let words = text::shown(ui, words, TextWrapMode::Truncate, 280.0);
    let response = ui.add(egui::Button::new(words).truncate().frame(false));
    fields::named(&response, egui::Role::Button, &format!("Show {name}"));
    if response.clicked() {
        out.send(Action::ShowSource(id));
    }
}
