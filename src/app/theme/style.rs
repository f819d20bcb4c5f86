//! egui's own widgets in our colours, and the few shapes that all panels share.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Frame, Margin, Response, RichText, Sense, Stroke,
    TextStyle, Ui, Visuals, vec2,
};

use super::{SANS_BOLD, Theme};
use crate::app::text;

/// Sets fonts sizes, spacing and colours for both themes.
pub fn apply(ctx: &egui::Context) {
    for (which, theme) in [(egui::Theme::Light, Theme::light()), (egui::Theme::Dark, Theme::dark())]
    {
        ctx.style_mut_of(which, |style| {
            style.visuals = visuals(&theme);
            style.spacing.item_spacing = vec2(8.0, 6.0);
            style.spacing.button_padding = vec2(9.0, 4.0);
            style.spacing.interact_size.y = 26.0;
            style.spacing.indent = 16.0;
            style.spacing.scroll = egui::style::ScrollStyle::thin();
            style.interaction.selectable_labels = false;
            style.text_styles = [
                (TextStyle::Small, FontId::new(11.5, FontFamily::Proportional)),
                (TextStyle::Body, FontId::new(13.5, FontFamily::Proportional)),
                (TextStyle::Button, FontId::new(13.5, FontFamily::Proportional)),
                (TextStyle::Heading, FontId::new(18.0, FontFamily::Name(SANS_BOLD.into()))),
                (TextStyle::Monospace, FontId::new(12.5, FontFamily::Monospace)),
            ]
            .into();
        });
    }
}

fn visuals(theme: &Theme) -> Visuals {
    let mut v = if theme.dark { Visuals::dark() } else { Visuals::light() };
    let round = CornerRadius::same(5);
    v.panel_fill = theme.panel;
    v.window_fill = theme.raised;
    v.window_stroke = Stroke::new(1.0, theme.line);
    v.window_corner_radius = CornerRadius::same(9);
    v.menu_corner_radius = CornerRadius::same(7);
    v.extreme_bg_color = theme.field;
    v.text_edit_bg_color = Some(theme.field);
    v.faint_bg_color = theme.raised;
    v.code_bg_color = theme.raised;
    v.override_text_color = Some(theme.ink);
    v.weak_text_color = Some(theme.faint);
    v.hyperlink_color = theme.accent;
    v.error_fg_color = theme.danger;
    v.warn_fg_color = theme.warning;
    v.selection.bg_fill = theme.chosen;
    v.selection.stroke = Stroke::new(1.0, theme.accent);
    v.striped = false;
    let w = &mut v.widgets;
    for (widget, fill, line) in [
        (&mut w.noninteractive, theme.panel, theme.line),
        (&mut w.inactive, theme.raised, theme.line),
        (&mut w.hovered, theme.chosen, theme.accent),
        (&mut w.active, theme.chosen, theme.accent),
        (&mut w.open, theme.raised, theme.accent),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, line);
        widget.fg_stroke = Stroke::new(1.2, theme.ink);
        widget.corner_radius = round;
        widget.expansion = 0.0;
    }
    v
}

/// The heading of a section of a panel.
pub fn section(ui: &mut Ui, title: &str) -> Response {
    ui.add_space(6.0);
    let font = FontId::new(12.0, FontFamily::Name(SANS_BOLD.into()));
    let color = ui.visuals().weak_text_color();
    ui.label(RichText::new(title).font(font).color(color))
}

/// A line that explains, in weak type.
pub fn hint(ui: &mut Ui, text: impl Into<String>) -> Response {
    text::label(ui, RichText::new(text).weak(), ui.wrap_mode())
}

/// A group on a raised ground.
pub fn card<R>(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(7)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            add(ui)
        })
        .inner
}

/// A small label on a coloured ground, with a dot of the full colour.
pub fn chip(ui: &mut Ui, theme: &Theme, colour: Color32, text: &str) -> Response {
    let frame = Frame::new()
        .fill(theme.tint(colour, 0.14))
        .corner_radius(9)
        .inner_margin(Margin::symmetric(7, 2));
    let inner = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.horizontal(|ui| {
            let (dot, _) = ui.allocate_exact_size(vec2(7.0, 7.0), Sense::hover());
            ui.painter().circle_filled(dot.center(), 3.5, colour);
            text::unbroken(ui, RichText::new(text).small());
        });
    });
    inner.response
}

/// A button without a frame, for rows of small tools; `name` is its accessible name.
pub fn small_button(ui: &mut Ui, symbol: &str, name: &str) -> Response {
    let button = egui::Button::new(RichText::new(symbol).size(13.0)).frame(false);
    let response = ui.add(button).on_hover_text(name);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name));
    response
}
