//! A list of rows of one height, of which only the visible ones are drawn. The list as a
//! whole has the keyboard: arrows, Page and Home/End move, Enter acts.

use std::ops::Range;

use egui::{
    EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::theme::Theme;

/// What a right click on a row offers: called with the row's place.
type RowMenu<'a> = &'a mut dyn FnMut(&mut Ui, usize);

/// What a list looks like and where it stands.
pub struct Rows<'a> {
    /// Tells lists of one panel apart.
    pub salt: &'a str,
    /// Its accessible name.
    pub name: &'a str,
    /// How many rows it has.
    pub count: usize,
    /// The height of each, in points.
    pub height: f32,
    /// The tallest it may become, in points.
    pub max_height: f32,
    /// Whether it takes all of that even with few rows.
    pub fill: bool,
    /// The row that arrows move from.
    pub cursor: Option<usize>,
    /// A row to bring into view.
    pub reveal: Option<usize>,
    /// Whether a row can be dragged onto another.
    pub draggable: bool,
    /// Whether it takes keys while a text field has the keyboard, as under a search field.
    pub keys_from_field: bool,
}

/// One row, as the list describes it to who reads it aloud and paints its ground.
pub struct Row {
    /// Its accessible name.
    pub name: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it can be acted on.
    pub enabled: bool,
}

/// A row that is being dragged: of which list, and which.
struct Dragged(Id, usize);

/// Takes part in dragging; whether another row is held over this one.
fn drag(hit: &egui::Response, list: Id, at: usize, response: &mut RowsResponse) -> bool {
    hit.dnd_set_drag_payload(Dragged(list, at));
    let other = |dragged: &Dragged| dragged.0 == list && dragged.1 != at;
    if let Some(dragged) = hit.dnd_release_payload::<Dragged>().filter(|d| other(d)) {
        response.dropped = Some((dragged.1, at));
    }
    hit.dnd_hover_payload::<Dragged>().is_some_and(|d| other(&d))
}

/// What was done to a list.
#[derive(Debug, Default)]
pub struct RowsResponse {
    /// A row that was clicked, and the keys held.
    pub clicked: Option<(usize, Modifiers)>,
    /// A row that was clicked twice, or Enter pressed on it.
    pub activated: Option<usize>,
    /// The row that the cursor was moved to by a key, and whether Shift was held.
    pub moved: Option<(usize, bool)>,
    /// A row that was clicked with the other button, or by the menu key.
    pub menu: Option<usize>,
    /// A row that was dragged onto another: which, and onto which.
    pub dropped: Option<(usize, usize)>,
    /// Whether the list has the keyboard.
    pub focused: bool,
}

impl Rows<'_> {
    /// A list with usual measures.
    pub fn new<'a>(salt: &'a str, name: &'a str, count: usize, height: f32) -> Rows<'a> {
        Rows {
            salt,
            name,
            count,
            height,
            max_height: f32::INFINITY,
            fill: false,
            cursor: None,
            reveal: None,
            draggable: false,
            keys_from_field: false,
        }
    }

    /// Draws it. `describe` names a row, `paint` fills it, `menu` is its context menu.
    pub fn show(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        describe: impl Fn(usize) -> Row,
        mut paint: impl FnMut(&mut Ui, usize),
        mut menu: Option<RowMenu<'_>>,
    ) -> RowsResponse {
        let id = ui.make_persistent_id(self.salt);
        let mut response =
            RowsResponse { focused: ui.memory(|m| m.has_focus(id)), ..Default::default() };
        let wanted = if self.fill {
            self.max_height.min(ui.available_height())
        } else {
            self.max_height.min(self.height * self.count as f32 + 1.0)
        };
        let page = (wanted / self.height).floor().max(1.0) as usize;
        if response.focused || self.keys_from_field {
            self.keys(ui, id, page, &mut response);
        }
        let reveal = response.moved.map(|(to, _)| to).or(self.reveal);
        let outer = Rect::from_min_size(
            ui.cursor().min,
            vec2(ui.available_width(), wanted.max(self.height)),
        );
        let list = ui.interact(outer, id, Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, self.name));
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical()
                .id_salt(self.salt)
                .max_height(wanted)
                .min_scrolled_height(wanted.min(self.height))
                .auto_shrink([false, !self.fill])
                .show_rows(ui, self.height, self.count, |ui, range| {
                    if let Some(row) = reveal {
                        self.scroll_to(ui, &range, row);
                    }
                    for at in range {
                        let row = describe(at);
                        self.row(
                            ui,
                            theme,
                            at,
                            &row,
                            list.id,
                            &mut response,
                            &mut paint,
                            &mut menu,
                        );
                    }
                });
        });
        if response.focused {
            let rect = outer.intersect(ui.clip_rect()).shrink(0.5);
            ui.painter().rect_stroke(rect, 4, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        }
        response
    }

    fn keys(&self, ui: &Ui, id: Id, page: usize, response: &mut RowsResponse) {
        if !self.keys_from_field {
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        }
        if self.count == 0 {
            return;
        }
        let last = self.count - 1;
        let mut at = self.cursor;
        ui.input_mut(|input| {
            let mut step = |modifiers: Modifiers, key: Key, to: &dyn Fn(Option<usize>) -> usize| {
                while input.consume_key(modifiers, key) {
                    let target = to(at);
                    at = Some(target);
                    response.moved = Some((target, modifiers.shift));
                }
            };
            for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
                step(modifiers, Key::ArrowDown, &|at| at.map_or(0, |at| (at + 1).min(last)));
                step(modifiers, Key::ArrowUp, &|at| at.map_or(last, |at| at.saturating_sub(1)));
                step(modifiers, Key::PageDown, &|at| at.map_or(0, |at| (at + page).min(last)));
                step(modifiers, Key::PageUp, &|at| at.map_or(0, |at| at.saturating_sub(page)));
                if !self.keys_from_field {
                    step(modifiers, Key::Home, &|_| 0);
                    step(modifiers, Key::End, &|_| last);
                }
            }
            if !self.keys_from_field
                && let Some(at) = at
                && input.consume_key(Modifiers::NONE, Key::Enter)
            {
                response.activated = Some(at);
            }
        });
    }

    fn scroll_to(&self, ui: &mut Ui, shown: &Range<usize>, row: usize) {
        let origin = ui.max_rect().min;
        let top = origin.y + (row as f32 - shown.start as f32) * self.height;
        let rect = Rect::from_min_size(pos2(origin.x, top), vec2(1.0, self.height));
        ui.scroll_to_rect(rect, None);
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one row's drawing")]
    fn row(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        at: usize,
        row: &Row,
        list: Id,
        response: &mut RowsResponse,
        paint: &mut impl FnMut(&mut Ui, usize),
        menu: &mut Option<RowMenu<'_>>,
    ) {
        let size = vec2(ui.available_width(), self.height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        // Not focusable: the list is, and the arrows move in it.
        let sense = if self.draggable { Sense::CLICK | Sense::DRAG } else { Sense::CLICK };
        let hit = ui.interact(rect, list.with(at), sense);
        let onto = self.draggable && drag(&hit, list, at, response);
        hit.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, row.enabled, row.chosen, &row.name)
        });
        let ground = rect.shrink2(vec2(0.0, 0.5));
        if row.chosen {
            ui.painter().rect_filled(ground, 5, theme.chosen);
        } else if onto || (hit.hovered() && row.enabled) {
            ui.painter().rect_filled(ground, 5, theme.raised);
        }
        if self.cursor == Some(at) && (response.focused || self.keys_from_field) {
            ui.painter().rect_stroke(ground, 5, Stroke::new(1.0, theme.accent), StrokeKind::Inside);
        }
        let inner = UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 4.0)));
        ui.scope_builder(inner, |ui| {
            ui.shrink_clip_rect(rect);
            if !row.enabled {
                ui.set_opacity(0.65);
            }
            paint(ui, at);
        });
        // What is painted may be lower than the row; the next one starts below it all the same.
        ui.advance_cursor_after_rect(rect);
        if let Some(menu) = menu {
            hit.context_menu(|ui| menu(ui, at));
            if hit.secondary_clicked() {
                response.menu = Some(at);
            }
        }
        if hit.clicked() {
            if !self.keys_from_field {
                ui.memory_mut(|m| m.request_focus(list));
            }
            let modifiers = ui.input(|i| i.modifiers);
            response.clicked = Some((at, modifiers));
            if hit.double_clicked() {
                response.activated = Some(at);
            }
        }
    }
}
