//! What stands above the table: the two tabs, the search, the filters.

use egui::{Button, ComboBox, RichText, Ui};

use super::{
    desk::Desk,
    listing::{Filter, Tab},
};
use crate::app::text::Field;
use crate::{
    app::panels::claim::fields,
    domain::{vocabulary::Vocabulary, work::WorkKind},
};

/// The id of the search field.
pub(super) fn search_id() -> egui::Id {
    egui::Id::unique("registry: search")
}

/// The tabs with their counts. The one that was chosen, if another.
pub(super) fn tabs(ui: &mut Ui, desk: &Desk<'_>, now: Tab) -> Option<Tab> {
    let project = desk.project();
    let mut chosen = None;
    ui.horizontal(|ui| {
        for (tab, title, count) in [
            (Tab::Sources, "Sources", project.sources.len()),
            (Tab::Works, "Works", project.works.len()),
        ] {
            let text = RichText::new(format!("{title}  {count}")).size(14.5);
            let response = ui.add(Button::new(text).selected(now == tab));
            let name = format!("{title} {count}");
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::Tab, true, now == tab, &name)
            });
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(now == tab));
            if response.clicked() && now != tab {
                chosen = Some(tab);
            }
        }
    });
    ui.add_space(2.0);
    chosen
}

/// The search field and the button for a new record. Whether that was clicked.
pub(super) fn search(
    ui: &mut Ui,
    desk: &Desk<'_>,
    tab: Tab,
    filter: &mut Filter,
    new: &str,
) -> bool {
    let hint = match tab {
        Tab::Sources => "Search names and aliases",
        Tab::Works => "Search titles and where they appeared",
    };
    let mut add = false;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            add = ui.add_enabled(desk.editable(), Button::new(new)).clicked();
            let field = Field::singleline(&mut filter.query)
                .id(search_id())
                .hint_text(hint)
                .desired_width(ui.available_width());
            let field = ui.add(field);
            fields::named_field(ui, &field, "Search the registry");
        });
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        match tab {
            Tab::Sources => {
                kind(ui, &mut filter.source_kind);
                ui.checkbox(&mut filter.unnamed, "Unnamed");
                ui.checkbox(&mut filter.ungraded, "Not graded")
                    .on_hover_text("Without a reliability in general; F is none.");
            }
            Tab::Works => {
                kind::<WorkKind>(ui, &mut filter.work_kind);
                ui.checkbox(&mut filter.unnamed, "Untitled");
            }
        }
        ui.checkbox(&mut filter.unused, "Unused")
            .on_hover_text("Named by no claim, reference, work, article or lineage.");
    });
    add
}

/// The filter for a kind.
fn kind<T: Vocabulary>(ui: &mut Ui, now: &mut Option<T>) {
    let text = now.map_or("All kinds", Vocabulary::label);
    let combo = ComboBox::from_id_salt("kinds").selected_text(text).width(130.0).height(420.0);
    let response = combo.show_ui(ui, |ui| {
        if ui.selectable_label(now.is_none(), "All kinds").clicked() {
            *now = None;
        }
        for term in T::ALL {
            let entry = ui.selectable_label(*now == Some(*term), term.label());
            if entry.on_hover_text(term.definition()).clicked() {
                *now = Some(*term);
            }
        }
    });
    fields::named_field(ui, &response.response, "Show kinds");
}

/// How many were found, where something is left out.
pub(super) fn found(ui: &mut Ui, tab: Tab, found: usize, filter: &mut Filter) {
    if filter.is_clear() || found == 0 {
        return;
    }
    ui.horizontal(|ui| {
        let what = match (tab, found) {
            (Tab::Sources, 1) => "source fits",
            (Tab::Sources, _) => "sources fit",
            (Tab::Works, 1) => "work fits",
            (Tab::Works, _) => "works fit",
        };
        fields::small(ui, format!("{found} {what}."));
        if fields::quiet(ui, "Show all", "Show all").clicked() {
            filter.clear();
        }
    });
}
