//! What stands over the readers: which joins are shown, how the comparison goes on, and the
//! article of each side.

use egui::{
    Align, Button, DragValue, Layout, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui,
    WidgetInfo,
};

use super::{Comparison, Joins, Lock, Stand};
use crate::{
    analysis::{
        fold::fold,
        reuse::{FEWEST_WORDS, MOST_WORDS},
    },
    app::{
        action::{Action, Outbox},
        command::Command,
        panels::claim::fields,
        scene::Scene,
        tasks::Running,
        text, theme,
    },
    domain::{article::Article, ids::ArticleId},
};

impl Comparison {
    /// Draws the line of tools. `running` is the comparison that is under way.
    pub fn tools(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        running: Option<&Running>,
        out: &mut Outbox,
    ) {
        self.relist();
        ui.horizontal(|ui| {
            for (kinds, count) in Joins::ALL.into_iter().zip(self.listed.counts) {
                let chosen = self.listed.kinds == kinds;
                let label = format!("{} {count}", kinds.title());
                let response = ui.add(Button::new(label).selected(chosen));
                let name = format!("{}: {count} joins", kinds.title());
                response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, chosen, &name));
                if response.on_hover_text(tip(ui, Command::NextJoins)).clicked() {
                    self.listed.kinds = kinds;
                }
            }
            let field = text::Field::singleline(&mut self.listed.query).hint_text("Filter joins");
            let field = ui.add(field.desired_width(130.0));
            fields::named_field(ui, &field, "Filter joins");
            ui.add_space(6.0);
            self.lock_box(ui, out);
            self.words_box(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.stand_button(ui);
                let swap = ui.button("Swap").on_hover_text(tip(ui, Command::SwapSides));
                swap.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Swap sides"));
                if swap.clicked() {
                    out.run(Command::SwapSides);
                }
                self.progress(ui, scene, running, out);
            });
        });
    }

    fn lock_box(&mut self, ui: &mut Ui, out: &mut Outbox) {
        let mut on = self.lock.is_some();
        let response = ui.checkbox(&mut on, "Lock scrolling");
        if response.on_hover_text(tip(ui, Command::LockScrolling)).changed() {
            out.run(Command::LockScrolling);
        }
    }

    /// Puts the lock on or off. `side` is the one that the other follows.
    pub fn toggle_lock(&mut self, side: usize) {
        self.lock = if self.lock.is_some() { None } else { Some(Lock::begin(side)) };
    }

    fn words_box(&mut self, ui: &mut Ui) {
        let value = DragValue::new(&mut self.min_words)
            .range(FEWEST_WORDS..=MOST_WORDS)
            .speed(0.1)
            // A number that is still being typed would start a comparison with each digit.
            .update_while_editing(false)
            .suffix(" words");
        let response = ui.add(value);
        response.widget_info(|| {
            WidgetInfo::labeled(egui::Role::SpinButton, true, "Least words of a passage")
        });
        response.on_hover_text("The least words that make a passage, 5 to 20");
    }

    fn stand_button(&mut self, ui: &mut Ui) {
        let (label, next) = match self.stand {
            Stand::Below => ("Table at the side", Stand::Beside),
            Stand::Beside => ("Table below", Stand::Below),
        };
        if ui.button(label).on_hover_text("Where the table of joins stands").clicked() {
            self.stand = next;
        }
    }

    fn progress(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        running: Option<&Running>,
        out: &mut Outbox,
    ) {
        if let Some(task) = running.filter(|_| self.found.texts.is_none()) {
            let cancel = ui.button("Cancel").on_hover_text("Stop the comparison.");
            cancel.widget_info(|| {
                WidgetInfo::labeled(egui::Role::Button, true, "Cancel the comparison")
            });
            if cancel.clicked() {
                out.send(Action::CancelTask(task.id));
            }
            let bar = egui::ProgressBar::new(task.progress.share()).desired_width(90.0);
            ui.add(bar.desired_height(6.0));
            text::elided(ui, RichText::new("Comparing…").color(scene.theme.faint));
        } else if self.found.stopped {
            if ui.button("Compare again").clicked() {
                self.again();
            }
            text::elided(ui, RichText::new("Stopped").color(scene.theme.warning));
        }
    }

    /// Draws the article of a side and the list of others. The article that was chosen.
    pub fn side_head(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (side, active): (usize, bool),
        article: Option<&Article>,
    ) -> Option<ArticleId> {
        let name = if side == 0 { "Left article" } else { "Right article" };
        let title = article.map_or("Choose an article…", |a| a.title());
        let room = ui.available_width() - 34.0;
        let words = RichText::new(title).strong();
        let words = if active { words.color(scene.theme.accent) } else { words };
        let words = text::shown(ui, words, egui::TextWrapMode::Truncate, room);
        let button = Button::new(words).truncate().frame_when_inactive(false);
        let response = ui.add(button.right_text("▾"));
        response.widget_info(|| {
            let state = if active { ", worked in" } else { "" };
            WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {title}{state}"))
        });
        if response.clicked() {
            let open = self.choosing == Some(side);
            self.choosing = None;
            if !open {
                self.choose_article(side);
            }
        }
        if self.choosing != Some(side) {
            return None;
        }
        self.chooser(ui, scene, &response, article)
    }

    fn chooser(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        button: &egui::Response,
        article: Option<&Article>,
    ) -> Option<ArticleId> {
        let mut chosen = None;
        let mut open = true;
        let query = &mut self.query;
        Popup::from_response(button)
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                ui.set_width(380.0);
                let field = ui.add(
                    text::Field::singleline(query).hint_text("Title").desired_width(f32::INFINITY),
                );
                fields::named_field(ui, &field, "Find an article");
                if ui.memory(|m| m.focused().is_none()) || button.clicked() {
                    field.request_focus();
                }
                let wanted = fold(query);
                let fits = |a: &&std::sync::Arc<Article>| {
                    !scene.project.is_superseded(a.id) && fold(a.title()).contains(&wanted)
                };
                let fitting: Vec<_> = scene.project.articles.iter().filter(fits).collect();
                if ui.input(|i| i.key_pressed(egui::Key::Enter)) {
                    chosen = fitting.first().map(|a| a.id);
                }
                ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                    for other in &fitting {
                        let here = article.is_some_and(|a| a.id == other.id);
                        let room = ui.available_width() - 20.0;
                        let title =
                            text::shown(ui, other.title(), egui::TextWrapMode::Truncate, room);
                        let button = Button::selectable(here, title).truncate();
                        if ui.add(button).clicked() {
                            chosen = Some(other.id);
                        }
                    }
                    if fitting.is_empty() {
                        theme::hint(ui, "No article has this in its title.");
                    }
                });
            });
        if !open || chosen.is_some() || ui.input(|i| i.key_pressed(egui::Key::Escape)) {
            self.choosing = None;
        }
        chosen
    }
}

/// What a command does, and its key.
fn tip(ui: &Ui, command: Command) -> String {
    let key = command.shortcuts().first().map(|s| ui.ctx().format_shortcut(s));
    format!("{} {}", command.tooltip(), key.unwrap_or_default())
}
