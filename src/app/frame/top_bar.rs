//! The bar at the top: menus, the tabs of the views, the project's name.

use egui::{Align, Button, Frame, Layout, Margin, MenuBar, Panel, RichText, ScrollArea, Ui};

use crate::app::{
    command::{Command, Environment, Menu},
    state::View,
    text,
    theme::Theme,
    window::Window,
};

/// Draws the bar.
pub fn show(window: &mut Window, ui: &mut Ui, env: &Environment, theme: &Theme) {
    let frame = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(10, 5));
    Panel::top("bar").frame(frame).show(ui, |ui| {
        MenuBar::new().ui(ui, |ui| {
            for menu in Menu::ALL {
                ui.menu_button(menu.title(), |ui| {
                    // A menu that is higher than the window is scrolled through.
                    let room = ui.ctx().content_rect().height() - 60.0;
                    ScrollArea::vertical()
                        .max_height(room)
                        .min_scrolled_height(room)
                        .show(ui, |ui| menu_items(window, ui, menu, env));
                });
            }
            ui.add_space(10.0);
            if env.project {
                tabs(window, ui, theme);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(document) = &window.document {
                    let file = document.file_name();
                    let title = &document.project().head.title;
                    let text = RichText::new(title).strong();
                    text::tip(text::elided(ui, text), file);
                }
            });
        });
    });
}

fn menu_items(window: &mut Window, ui: &mut Ui, menu: Menu, env: &Environment) {
    ui.set_min_width(250.0);
    for command in Command::ALL.iter().filter(|c| c.menu() == menu) {
        let why_not = command.enabled(env).err();
        let name = match (command, &env.undo, &env.redo) {
            (Command::Undo, Some(label), _) | (Command::Redo, _, Some(label)) => {
                format!("{}: {label}", command.name())
            }
            _ => command.name().to_owned(),
        };
        let mut button = Button::new(name).truncate().min_size(egui::vec2(250.0, 0.0));
        if let Some(shortcut) = command.shortcuts().first() {
            button = button.shortcut_text(ui.ctx().format_shortcut(shortcut));
        }
        let response = ui.add_enabled(why_not.is_none(), button);
        let tip = why_not.map_or_else(
            || command.tooltip().to_owned(),
            |why| format!("{} {why}", command.tooltip()),
        );
        if response.on_hover_text(&tip).on_disabled_hover_text(&tip).clicked() {
            window.outbox.run(*command);
            ui.close();
        }
    }
}

fn tabs(window: &mut Window, ui: &mut Ui, theme: &Theme) {
    for view in View::ALL {
        let command = match view {
            View::Reader => Command::ShowReader,
            View::Compare => Command::ShowCompare,
            View::References => Command::ShowReferences,
            View::Sources => Command::ShowSources,
            View::Queue => Command::ShowQueue,
            View::Findings => Command::ShowFindings,
            View::Dashboard => Command::ShowDashboard,
            View::Codebook => Command::ShowCodebook,
            View::Origins => Command::ShowOrigins,
        };
        let chosen = window.position.view == view;
        let text = RichText::new(command.name());
        let text = if chosen { text.strong().color(theme.accent) } else { text };
        let button = Button::new(text).selected(chosen).frame_when_inactive(false);
        let shortcut = command.shortcuts().first().map(|s| ui.ctx().format_shortcut(s));
        let tip = format!("{} {}", command.tooltip(), shortcut.unwrap_or_default());
        if ui.add(button).on_hover_text(tip).clicked() {
            window.outbox.run(command);
        }
    }
}
