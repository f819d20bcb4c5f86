//! The list to choose what the figures are of: the whole project, or one article.

use egui::{Button, Popup, PopupCloseBehavior, ScrollArea, TextWrapMode, Ui, WidgetInfo};

use crate::{
    analysis::{fold::fold, overview::Extent},
    app::{panels::claim::fields, scene::Scene, text, theme},
};

/// What the whole project is called.
const WHOLE: &str = "Whole project";

/// Whether the list is open, and what was typed to find an article.
#[derive(Debug, Default)]
pub(super) struct Chooser {
    open: bool,
    query: String,
}

impl Chooser {
    /// Draws the button and the list. What was chosen.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, now: Extent) -> Option<Extent> {
        let article = now.article().and_then(|id| scene.project.article(id));
        let title = article.map_or(WHOLE, |article| article.title());
        let room = (ui.available_width() - 40.0).min(420.0);
        let words = text::shown(ui, title, TextWrapMode::Truncate, room - 30.0);
        let button = Button::new(words).truncate().right_text("▾");
        let response = ui.add(button.min_size(egui::vec2(room.min(260.0), 0.0)));
        response.widget_info(|| {
            WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Figures of: {title}"))
        });
        if response.clicked() {
            self.open = !self.open;
            self.query.clear();
        }
        if !self.open {
            return None;
        }
        let chosen = self.list(ui, scene, &response, now);
        if chosen.is_some() {
            self.open = false;
        }
        chosen
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        button: &egui::Response,
        now: Extent,
    ) -> Option<Extent> {
        let mut chosen = None;
        let mut open = true;
        Popup::from_response(button)
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                ui.set_width(380.0);
                let field = text::Field::singleline(&mut self.query).hint_text("Title");
                let field = ui.add(field.desired_width(f32::INFINITY));
                fields::named_field(ui, &field, "Find an article");
                if button.clicked() {
                    field.request_focus();
                }
                let wanted = fold(&self.query);
                let fitting: Vec<_> = scene
                    .project
                    .articles
                    .iter()
                    .filter(|a| !scene.project.is_superseded(a.id))
                    .filter(|a| fold(a.title()).contains(&wanted))
                    .collect();
                if ui.input(|i| i.key_pressed(egui::Key::Enter)) && !wanted.is_empty() {
                    chosen = fitting.first().map(|article| Extent::Article(article.id));
                }
                if wanted.is_empty()
                    && ui.add(Button::selectable(now == Extent::Project, WHOLE)).clicked()
                {
                    chosen = Some(Extent::Project);
                }
                let row = ui.spacing().interact_size.y;
                ScrollArea::vertical().max_height(320.0).show_rows(
                    ui,
                    row,
                    fitting.len(),
                    |ui, range| {
                        for article in &fitting[range] {
                            let room = ui.available_width() - 20.0;
                            let title =
                                text::shown(ui, article.title(), TextWrapMode::Truncate, room);
                            let here = now == Extent::Article(article.id);
                            if ui.add(Button::selectable(here, title).truncate()).clicked() {
                                chosen = Some(Extent::Article(article.id));
                            }
                        }
                    },
                );
                if fitting.is_empty() {
                    theme::hint(ui, "No article has this in its title.");
                }
            });
        self.open = open && !ui.input(|i| i.key_pressed(egui::Key::Escape));
        chosen
    }
}
