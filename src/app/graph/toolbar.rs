//! What stands over the picture: picture or table, search, filters, and what can be done.

use egui::{
    Align, Button, Key, Layout, Popup, PopupCloseBehavior, Response, RichText, ScrollArea, Ui,
    WidgetInfo,
};

use super::{OriginsView, canvas::ZOOM, words};
use crate::{
    app::{
        action::{Action, Outbox},
        command::Command,
        panels::claim::{fields, view::shortened},
        scene::Scene,
        text::{self, Field},
        theme,
    },
    domain::ids::{AnalystId, ArticleId},
};

/// How many values of a filter are listed.
const LISTED: usize = 400;

impl OriginsView {
    /// Draws it.
    pub(super) fn toolbar(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        ui.horizontal_wrapped(|ui| {
            for (title, table) in [("Picture", false), ("Table", true)] {
                let chosen = self.as_table == table;
                let response = ui.add(Button::new(title).selected(chosen));
                response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, chosen, title));
                if response.on_hover_text(tip(ui, Command::GraphTable)).clicked() {
                    self.as_table = table;
                    self.reveal = true;
                }
            }
            self.find(ui);
            self.filters(ui, scene);
            let mut alleged = scene.tracing.alleged;
            let box_ = ui.checkbox(&mut alleged, "Alleged lineage");
            let about = "Draw lineage that is only alleged, too; it counts everywhere then.";
            if box_.on_hover_text(about).changed() {
                out.send(Action::CountAlleged(alleged));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.tools(ui, out));
        });
        if let Some(drawn) = self.follow.last() {
            let near = self.is_near().then_some("Neighbourhood of one node. Esc shows everything.");
            let line = near.map(str::to_owned).or_else(|| words::story(drawn));
            if let Some(line) = line {
                let colour = scene.theme.faint;
                text::elided(ui, RichText::new(line).size(12.5).color(colour));
            }
        }
    }

    fn find(&mut self, ui: &mut Ui) {
        let field =
            Field::singleline(&mut self.search.typed).hint_text("Find a name").desired_width(130.0);
        let field = ui.add(field);
        fields::named_field(ui, &field, "Find in the graph");
        if std::mem::take(&mut self.search.wants_focus) {
            field.request_focus();
        }
        let enter = ui.input(|i| (i.key_pressed(Key::Enter), i.modifiers.shift));
        if field.lost_focus() && enter.0 {
            self.search.step(!enter.1);
            field.request_focus();
        }
        if let Some(drawn) = self.follow.last() {
            self.search.follow(drawn);
        }
        if !self.search.typed.trim().is_empty() {
            let all = self.search.found().len();
            let told = match (all, self.search.at()) {
                (0, _) => "nothing found".to_owned(),
                (_, Some(at)) => format!("{at} of {all}"),
                _ => format!("{all} found"),
            };
            fields::small(ui, told);
        }
    }

    fn filters(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let project = scene.project;
        let articles: Vec<(ArticleId, String)> = project
            .articles
            .iter()
            .filter(|article| !project.is_superseded(article.id))
            .take(LISTED)
            .map(|article| (article.id, article.title().to_owned()))
            .collect();
        if articles.len() > 1 {
            menu(ui, "Article", &mut self.question.part.article, &articles);
        }
        let tags: Vec<(String, String)> = self
            .follow
            .last()
            .map(|drawn| drawn.tags.iter().map(|tag| (tag.clone(), tag.clone())).collect())
            .unwrap_or_default();
        if !tags.is_empty() || self.question.part.tag.is_some() {
            menu(ui, "Tag", &mut self.question.part.tag, &tags);
        }
        let analysts: Vec<(AnalystId, String)> =
            project.analysts.iter().map(|a| (a.id, a.name.clone())).collect();
        if analysts.len() > 1 {
            menu(ui, "Analyst", &mut self.question.part.analyst, &analysts);
        }
        let mut class = self.question.part.class.is_some();
        let selected = scene.selected.first().copied();
        let wanted = self.question.part.class.or(selected);
        ui.add_enabled_ui(wanted.is_some(), |ui| {
            let words = wanted
                .and_then(|id| project.claim(id))
                .map(|claim| format!(" {}", text::quoted(&shortened(&claim.quotation(), 120))));
            let about = format!(
                "Only what says the same as the selected claim, or more.{}",
                words.unwrap_or_default()
            );
            let checked = ui.checkbox(&mut class, "Selected claim’s class");
            if text::tip(checked, about)
                .on_disabled_hover_text("Select a claim in the article first.")
                .changed()
            {
                self.question.part.class = if class { wanted } else { None };
            }
        });
    }

    fn tools(&mut self, ui: &mut Ui, out: &mut Outbox) {
        let picture = ui.button("Save picture").on_hover_text("As SVG or as PNG.");
        Popup::menu(&picture).show(|ui| {
            for command in [Command::SavePictureSvg, Command::SavePicturePng] {
                if ui.button(command.name()).on_hover_text(command.tooltip()).clicked() {
                    out.run(command);
                }
            }
        });
        let (near, chosen) = (self.is_near(), self.chosen.is_some());
        let title = if near { "Show everything" } else { "Neighbourhood" };
        let tip = format!("{} N", Command::GraphNeighbourhood.tooltip());
        let why = "Choose a node first.";
        let button = ui.add_enabled(near || chosen, Button::new(title).selected(near));
        if button.on_hover_text(tip).on_disabled_hover_text(why).clicked() {
            out.run(Command::GraphNeighbourhood);
        }
        if self.as_table {
            return;
        }
        let anew = ui.button("Arrange anew");
        let about =
            "The picture keeps its order while you work. This looks for the best one again.";
        if anew.on_hover_text(about).clicked() {
            self.question.anew += 1;
            self.fit = true;
        }
        if ui
            .button("Fit")
            .on_hover_text(format!("{} 0, Home", Command::GraphFit.tooltip()))
            .clicked()
        {
            out.run(Command::GraphFit);
        }
        let middle = self.camera.window.center();
        for (symbol, name, by) in [("+", "Larger (+)", ZOOM), ("−", "Smaller (-)", 1.0 / ZOOM)] {
            if theme::small_button(ui, symbol, name).clicked() {
                self.camera.zoom(by, middle);
            }
        }
    }
}

fn tip(ui: &Ui, command: Command) -> String {
    let shortcut = command.shortcuts().first().map(|s| ui.ctx().format_shortcut(s));
    format!("{} {}", command.tooltip(), shortcut.unwrap_or_default())
}

/// A button that opens the values of one filter, of which one is chosen or none.
fn menu<T: Clone + PartialEq>(
    ui: &mut Ui,
    field: &str,
    wanted: &mut Option<T>,
    values: &[(T, String)],
) -> Response {
    let name = wanted.as_ref().and_then(|w| values.iter().find(|(value, _)| value == w));
    let title = match (name, wanted.is_some()) {
        (Some((_, name)), _) => RichText::new(format!("{field}: {}", shortened(name, 18))).strong(),
        (None, true) => RichText::new(format!("{field}: …")).strong(),
        (None, false) => RichText::new(field),
    };
    let title = text::line(ui, title);
    let button = ui.button(title).accessible_name(format!("Filter by {}", field.to_lowercase()));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClick).show(|ui| {
        ui.set_min_width(240.0);
        ui.set_max_width(420.0);
        if ui.selectable_label(wanted.is_none(), format!("Any {}", field.to_lowercase())).clicked()
        {
            *wanted = None;
        }
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for (value, name) in values.iter().take(LISTED) {
                let label = text::line(ui, shortened(name, 60));
                if ui.selectable_label(wanted.as_ref() == Some(value), label).clicked() {
                    *wanted = Some(value.clone());
                }
            }
        });
    });
    button
}
