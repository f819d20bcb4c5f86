//! The few shapes that all sections are made of: rows with aligned labels, lists of terms
//! that explain themselves, toggles side by side.

use egui::{Align, Button, ComboBox, Layout, Response, RichText, Ui, vec2};

use crate::{
    app::{text, theme::Theme},
    domain::vocabulary::Vocabulary,
};

/// The width of the column of labels, in points.
pub(in crate::app) const LABEL: f32 = 92.0;
/// The height of a row, in points.
const ROW: f32 = 26.0;
/// The width of an open list of terms, in points.
const LIST: f32 = 270.0;

/// A row: a label in the left column, the rest for what it labels.
pub(in crate::app) fn row<R>(
    ui: &mut Ui,
    label: &str,
    add: impl FnOnce(&mut Ui, &Response) -> R,
) -> R {
    row_of(ui, LABEL, label, add)
}

/// A row whose label takes `width` points.
pub(in crate::app) fn row_of<R>(
    ui: &mut Ui,
    width: f32,
    label: &str,
    add: impl FnOnce(&mut Ui, &Response) -> R,
) -> R {
    ui.horizontal_top(|ui| {
        let layout = Layout::left_to_right(Align::Center);
        let label = ui.allocate_ui_with_layout(vec2(width, ROW), layout, |ui| {
            ui.set_min_size(vec2(width, ROW));
            let text = RichText::new(label).color(ui.visuals().weak_text_color()).size(12.5);
            ui.add(egui::Label::new(text).truncate())
        });
        let rest = ui.available_width();
        let layout = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(rest, ROW), layout, |ui| {
            ui.set_max_width(rest);
            ui.set_min_height(ROW);
            add(ui, &label.inner)
        })
        .inner
    })
    .inner
}

/// A row of things side by side, wrapping.
pub(in crate::app) fn wrapped_row<R>(
    ui: &mut Ui,
    label: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    row(ui, label, |ui, _| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
            ui.set_min_height(ROW);
            add(ui)
        })
        .inner
    })
}

/// The heading of a section, with small tools at its right end.
pub(in crate::app) fn heading<R>(ui: &mut Ui, title: &str, tools: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let font = egui::FontFamily::Name(crate::app::theme::SANS_BOLD.into());
        ui.label(RichText::new(title).family(font).size(13.0));
        ui.with_layout(Layout::right_to_left(Align::Center), tools).inner
    })
    .inner
}

/// A quiet button of words: `+ Add`. Its accessible name is `name`.
pub(in crate::app) fn quiet(ui: &mut Ui, text: &str, name: &str) -> Response {
    quiet_words(ui, RichText::new(text), name)
}

/// The same with words that may be struck through.
pub(in crate::app) fn quiet_words(ui: &mut Ui, text: RichText, name: &str) -> Response {
    let colour = ui.visuals().hyperlink_color;
    let text = text.color(colour).size(12.5);
    let is_name = text.text() == name;
    let shown = text::line(ui, text);
    let response = ui.add(Button::new(shown).frame(false));
    named(&response, egui::Role::Button, name);
    if is_name { response } else { text::tip(response, name) }
}

/// A small × that takes something away.
pub(in crate::app) fn remove(ui: &mut Ui, name: &str) -> Response {
    crate::app::theme::small_button(ui, "×", name)
}

/// Gives a widget an accessible name of its own.
pub(in crate::app) fn named(response: &Response, role: egui::Role, name: &str) {
    let enabled = response.enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(role, enabled, name));
}

/// Gives a text field an accessible name where no label stands beside it.
pub(in crate::app) fn named_field(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// A line in small faint type.
pub(in crate::app) fn small(ui: &mut Ui, text: impl Into<String>) -> Response {
    let colour = ui.visuals().weak_text_color();
    text::wrapped(ui, RichText::new(text).small().color(colour))
}

/// A list of terms to choose one from. The chosen one, if another than before.
pub(in crate::app) fn choice<T: Vocabulary>(
    ui: &mut Ui,
    label: &str,
    salt: &str,
    now: T,
) -> Option<T> {
    row(ui, label, |ui, by| terms(ui, Some(by), label, salt, Some(now), None).flatten())
}

/// A list of terms to choose one or none from. What was chosen, if something else.
#[expect(clippy::option_option, reason = "a choice was made or not, and it may be none")]
pub(in crate::app) fn optional<T: Vocabulary>(
    ui: &mut Ui,
    label: &str,
    salt: &str,
    now: Option<T>,
) -> Option<Option<T>> {
    row(ui, label, |ui, by| terms(ui, Some(by), label, salt, now, Some("—")))
}

/// What kind something is, as a word that opens the list of kinds. The one chosen, if another.
pub(in crate::app) fn kind_menu<T: Vocabulary>(
    ui: &mut Ui,
    shown: RichText,
    (of, explained): (&str, String),
    now: T,
) -> Option<T> {
    let name = format!("Kind of {of}: {}", shown.text());
    let button = ui.add(Button::new(shown).frame(false));
    named(&button, egui::Role::Button, &name);
    let button = text::tip(button, explained);
    let menu = egui::Popup::menu(&button).accessible_name(name).show(|ui| {
        ui.set_width(LIST);
        let mut chosen = None;
        for term in T::ALL {
            let entry = ui.selectable_label(*term == now, term.label());
            if entry.on_hover_text(term.definition()).clicked() && *term != now {
                chosen = Some(*term);
            }
        }
        chosen
    });
    menu.and_then(|shown| shown.inner)
}

/// The list itself; `none` is what no term is called.
#[expect(clippy::option_option, reason = "a choice was made or not, and it may be none")]
pub(in crate::app) fn terms<T: Vocabulary>(
    ui: &mut Ui,
    label: Option<&Response>,
    name: &str,
    salt: &str,
    now: Option<T>,
    none: Option<&str>,
) -> Option<Option<T>> {
    let options: Vec<(Option<T>, &str, &str)> = none
        .map(|none| (None, none, "Nothing recorded."))
        .into_iter()
        .chain(T::ALL.iter().map(|term| (Some(*term), term.label(), term.definition())))
        .collect();
    let at = options.iter().position(|(term, ..)| *term == now).unwrap_or(0);
    let shown = options.get(at).map_or("—", |option| option.1);
    let mut chosen = None;
    let width = ui.available_width();
    let combo = ComboBox::from_id_salt((salt, name))
        .selected_text(shown)
        .width(width)
        .height(380.0)
        .truncate();
    let response = combo.show_ui(ui, |ui| {
        ui.set_width(LIST);
        let mut explained = options.get(at).map_or("", |option| option.2);
        for (term, label, definition) in &options {
            let entry = ui.selectable_label(*term == now, *label).on_hover_text(*definition);
            if entry.hovered() || entry.has_focus() {
                explained = definition;
            }
            if entry.clicked() && *term != now {
                chosen = Some(*term);
            }
        }
        ui.separator();
        // Room for two lines, so that the list keeps its size while the pointer moves.
        ui.allocate_ui(vec2(LIST, 34.0), |ui| {
            ui.set_min_height(34.0);
            small(ui, explained);
        });
    });
    let response = response.response;
    match label {
        Some(label) => {
            response.labelled_by(label.id);
        }
        None => {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
        }
    }
    chosen
}

/// Toggles side by side of which one is pressed. `key` is shown after the term.
pub(in crate::app) fn toggles<T: Vocabulary>(
    ui: &mut Ui,
    now: Option<T>,
    name: impl Fn(T) -> String,
    key: impl Fn(T) -> &'static str,
) -> Option<T> {
    let mut chosen = None;
    for term in T::ALL {
        let key = key(*term);
        let mut text = egui::text::LayoutJob::default();
        let style = ui.style().clone();
        let font = egui::FontId::proportional(12.5);
        let ink = style.visuals.text_color();
        text.append(term.label(), 0.0, egui::TextFormat::simple(font, ink));
        if !key.is_empty() {
            let font = egui::FontId::proportional(11.0);
            let faint = style.visuals.weak_text_color();
            text.append(key, 5.0, egui::TextFormat::simple(font, faint));
        }
        let pressed = now == Some(*term);
        let button = Button::selectable(pressed, text).min_size(vec2(0.0, 24.0));
        let response = ui.add(button.stroke(edge(ui, pressed)));
        let enabled = response.enabled();
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, enabled, pressed, name(*term))
        });
        if response.on_hover_text(term.definition()).clicked() {
            chosen = Some(*term);
        }
    }
    chosen
}

fn edge(ui: &Ui, pressed: bool) -> egui::Stroke {
    let visuals = ui.visuals();
    if pressed { visuals.selection.stroke } else { visuals.widgets.inactive.bg_stroke }
}

/// Whether the pointer is within a rectangle, whatever lies there. A list under a field
/// stays while it is: pressing on it takes the keyboard from the field.
pub(super) fn is_over(ui: &Ui, rect: egui::Rect) -> bool {
    ui.input(|input| input.pointer.latest_pos()).is_some_and(|at| rect.contains(at))
}

/// A line in small type below a row's field.
pub(super) fn below(ui: &mut Ui, text: RichText) -> Response {
    // A line of text is lower than a row of controls.
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 14.0;
        ui.horizontal(|ui| {
            ui.add_space(LABEL + ui.spacing().item_spacing.x);
            text::wrapped(ui, text.small())
        })
        .inner
    })
    .inner
}

/// A raised group within a card, for what is opened below a row.
pub(in crate::app) fn inset<R>(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui) -> R) -> R {
    egui::Frame::new()
        .fill(theme.panel)
        .corner_radius(6)
        .inner_margin(egui::Margin::symmetric(8, 7))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            add(ui)
        })
        .inner
}
