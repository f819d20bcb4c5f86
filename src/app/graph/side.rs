//! What is told of the chosen place: its marks, what can be done with it, where it leads, and
//! its claims, each a jump to the text.

use egui::{Button, RichText, Role, ScrollArea, TextWrapMode, Ui};

use super::{OriginsView, asked::Drawn, words};
use crate::{
    analysis::graph::{NodeKey, layout::PlaceKey},
    app::{
        action::{Action, Outbox},
        command::Command,
        panels::claim::{fields, view::shortened},
        scene::Scene,
        text, theme,
    },
    domain::{ids::ClaimId, ruling::Voice},
    export::svg,
};

/// How many claims, neighbours and members are listed.
const MOST: usize = 120;

impl OriginsView {
    /// Draws it.
    pub(super) fn side(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        drawn: &Drawn,
        at: usize,
        out: &mut Outbox,
    ) {
        ScrollArea::vertical().auto_shrink(false).id_salt("chosen place").show(ui, |ui| {
            ui.set_max_width(ui.available_width());
            self.head(ui, scene, drawn, at, out);
            // The rest are lists of links, one close under the other.
            ui.spacing_mut().interact_size.y = 18.0;
            ui.spacing_mut().button_padding = egui::vec2(0.0, 1.0);
            ui.spacing_mut().item_spacing.y = 3.0;
            for (title, onward) in [("Comes from", false), ("Goes to", true)] {
                self.near(ui, drawn, at, (title, onward));
            }
            if matches!(drawn.layout.places[at].key, PlaceKey::Group(_)) {
                members(ui, drawn, at);
            }
            claims(ui, scene, drawn, at, out);
        });
    }

    fn head(&mut self, ui: &mut Ui, scene: &Scene<'_>, drawn: &Drawn, at: usize, out: &mut Outbox) {
        let place = &drawn.layout.places[at];
        ui.horizontal_top(|ui| {
            let room = ui.available_width() - 26.0;
            ui.allocate_ui(egui::vec2(room, 20.0), |ui| {
                ui.set_min_width(room);
                let title = RichText::new(svg::label(&drawn.graph, place)).heading();
                text::wrapped(ui, title);
            });
            if theme::small_button(ui, "×", "Choose nothing (Esc)").clicked() {
                self.chosen = None;
            }
        });
        let mut line = vec![words::kind(drawn, place).to_owned()];
        line.push(words::count(place.classes, "class of claims", "classes of claims"));
        fields::small(ui, text::joined(line));
        for told in words::traits(drawn, at, scene) {
            let mut told = told;
            if let Some(first) = told.get_mut(0..1) {
                first.make_ascii_uppercase();
            }
            text::wrapped(ui, RichText::new(told).size(12.5).color(scene.theme.faint));
        }
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let PlaceKey::Node(key) = place.key else {
                if ui.button("Open the group").clicked() {
                    self.open_group(place.key);
                }
                return;
            };
            let title = if self.is_near() { "Show everything" } else { "Neighbourhood" };
            if ui.button(title).on_hover_text("N").clicked() {
                self.toggle_neighbourhood();
            }
            let voice = match key {
                NodeKey::Source(id) => Some((Voice::Source(id), Action::ShowSource(id))),
                NodeKey::Work(id) => Some((Voice::Work(id), Action::ShowWork(id))),
                NodeKey::Article(id) => {
                    if ui.button("Read").clicked() {
                        out.send(Action::ShowArticle(id));
                    }
                    None
                }
                NodeKey::Claim(_) => None,
            };
            if let Some((voice, show)) = voice {
                if ui.button("Show in Sources").clicked() {
                    out.send(show);
                }
                let struck = key.is_discounted(&scene.tracing.discount);
                let title = if struck { "Count again" } else { "Discount" };
                let button = ui.button(title);
                if button.on_hover_text(Command::Discount.tooltip()).clicked() {
                    out.send(Action::Discount(vec![voice]));
                }
            }
        });
    }

    /// What is joined to the place at one side; each is chosen by a click.
    fn near(&mut self, ui: &mut Ui, drawn: &Drawn, at: usize, (title, onward): (&str, bool)) {
        let list = words::neighbours(drawn, at, onward);
        if list.is_empty() {
            return;
        }
        theme::section(ui, &format!("{title} ({})", list.len()));
        for (place, how) in list.iter().take(MOST) {
            let of = &drawn.layout.places[*place];
            let label = svg::label(&drawn.graph, of);
            let how = if how.is_empty() { String::new() } else { format!(" ({how})") };
            let words = format!("{}{how}", shortened(&label, 70));
            ui.push_id((place, onward, how), |ui| {
                if link(ui, &words, &format!("{title}: {words}")) {
                    self.chosen = Some(of.key);
                    self.reveal = true;
                }
            });
        }
        more(ui, list.len());
    }
}

fn more(ui: &mut Ui, count: usize) {
    if count > MOST {
        fields::small(ui, format!("… and {} more", count - MOST));
    }
}

fn link(ui: &mut Ui, words: &str, name: &str) -> bool {
    let room = ui.available_width().max(60.0);
    let shown = RichText::new(words).color(ui.visuals().hyperlink_color).size(12.5);
    let shown = text::shown(ui, shown, TextWrapMode::Wrap, room);
    let response = ui.add(Button::new(shown).wrap().frame(false));
    fields::named(&response, Role::Button, name);
    response.clicked()
}

/// The nodes of a group, the largest first.
fn members(ui: &mut Ui, drawn: &Drawn, at: usize) {
    let mut nodes = drawn.layout.places[at].nodes.clone();
    nodes.sort_by_key(|node| std::cmp::Reverse(drawn.graph.nodes[*node].classes));
    theme::section(ui, &format!("Members ({})", nodes.len()));
    for node in nodes.iter().take(MOST) {
        let node = &drawn.graph.nodes[*node];
        let line = [node.label.clone(), words::count(node.classes, "class", "classes")];
        text::wrapped(ui, RichText::new(text::joined(line)).size(12.5));
    }
    more(ui, nodes.len());
}

/// The claims that have to do with the place.
fn claims(ui: &mut Ui, scene: &Scene<'_>, drawn: &Drawn, at: usize, out: &mut Outbox) {
    let nodes = drawn.layout.places[at].nodes.iter();
    let mut list: Vec<ClaimId> =
        nodes.flat_map(|node| &drawn.graph.nodes[*node].claims).copied().collect();
    list.sort_unstable();
    list.dedup();
    theme::section(ui, &format!("Claims ({})", list.len()));
    if list.is_empty() {
        fields::small(ui, "No claim is attributed to it: it is here for its lineage.");
    }
    for id in list.iter().take(MOST) {
        let Some((article, claim)) = scene.project.claim_in_article(*id) else { continue };
        let words = shortened(&claim.quotation(), 120);
        ui.push_id(id, |ui| {
            if link(ui, &text::quoted(&words), &format!("Go to claim: {words}")) {
                out.send(Action::JumpToClaim(*id));
            }
            fields::small(ui, shortened(article.title(), 60));
        });
    }
    more(ui, list.len());
}
