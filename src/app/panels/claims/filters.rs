//! The filters: one menu for each field, with the number of claims each value would give.

use egui::{Popup, PopupCloseBehavior, RichText, ScrollArea, Ui};

use super::ClaimsPanel;
use crate::app::text::Field;
use crate::{
    analysis::{
        fold::fold,
        search::{ClaimFilter, SortBy},
    },
    app::{scene::Scene, theme},
    domain::{claim::ClaimStatus, project::Project, vocabulary::Vocabulary as _},
};

/// How many values a menu lists before it asks for a part of the name.
const LISTED: usize = 200;

/// How many fields are filtered by, words aside. In one article, articles are no filter.
pub(super) fn active(filter: &ClaimFilter, this_article: bool) -> usize {
    [
        this_article || filter.articles.is_empty(),
        filter.sources.is_empty(),
        filter.evidence.is_empty(),
        filter.confidence.is_empty(),
        filter.tags.is_empty(),
        filter.statuses.is_empty(),
        filter.analysts.is_empty(),
    ]
    .into_iter()
    .filter(|empty| !empty)
    .count()
}

/// The order of the list.
pub(super) fn order(panel: &mut ClaimsPanel, ui: &mut Ui) {
    const ORDERS: [(SortBy, &str); 6] = [
        (SortBy::Place, "By place"),
        (SortBy::Source, "By source"),
        (SortBy::Evidence, "By evidence"),
        (SortBy::Confidence, "By confidence"),
        (SortBy::Modified, "Last changed"),
        (SortBy::Status, "By status"),
    ];
    let (sign, name) = if panel.order.reversed {
        ("▲", "Order reversed; turn it around")
    } else {
        ("▼", "Turn the order around")
    };
    if theme::small_button(ui, sign, name).clicked() {
        panel.order.reversed ^= true;
    }
    let now = ORDERS.iter().find(|(by, _)| *by == panel.order.by).map_or("", |(_, name)| name);
    let menu = ui.button(now).accessible_name(format!("Order of the claims: {now}"));
    Popup::menu(&menu).show(|ui| {
        for (by, name) in ORDERS {
            ui.selectable_value(&mut panel.order.by, by, name);
        }
    });
}

/// The menus of all fields.
pub(super) fn show(panel: &mut ClaimsPanel, ui: &mut Ui, scene: &Scene<'_>) {
    let project = scene.project;
    let facets = &panel.result.facets;
    let filter = &mut panel.filter;
    ui.horizontal_wrapped(|ui| {
        if !panel.this_article {
            menu(ui, "Article", &mut filter.articles, &facets.articles, |id| {
                let article = project.article(*id);
                article.map_or_else(|| id.to_string(), |article| article.title().to_owned())
            });
        }
        menu(ui, "Source", &mut filter.sources, &facets.sources, |id| match id {
            Some(id) => project.source(*id).map_or_else(|| id.to_string(), |s| s.name.clone()),
            None => "No source".to_owned(),
        });
        menu(ui, "Evidence", &mut filter.evidence, &facets.evidence, |id| match id {
            Some(id) => project.term(*id).map_or_else(|| id.to_string(), |t| t.name.clone()),
            None => "No evidence".to_owned(),
        });
        menu(ui, "Confidence", &mut filter.confidence, &facets.confidence, |value| {
            value.map_or("Not judged", |c| c.label()).to_owned()
        });
        menu(ui, "Tag", &mut filter.tags, &facets.tags, |tag| {
            tag.clone().unwrap_or_else(|| "No tag".to_owned())
        });
        menu(ui, "Status", &mut filter.statuses, &facets.statuses, |status: &ClaimStatus| {
            status.label().to_owned()
        });
        menu(ui, "Analyst", &mut filter.analysts, &facets.analysts, |id| analyst(project, *id));
    });
}

fn analyst(project: &Project, id: crate::domain::ids::AnalystId) -> String {
    project.analyst_name(id)
}

/// A button that opens the values of one field.
fn menu<T: Clone + PartialEq>(
    ui: &mut Ui,
    field: &str,
    wanted: &mut Vec<T>,
    counted: &[(T, u32)],
    name: impl Fn(&T) -> String,
) {
    let text = match wanted.as_slice() {
        [] => field.to_owned(),
        [one] => format!("{field}: {}", short(&name(one))),
        several => format!("{field}: {}", several.len()),
    };
    let text = RichText::new(text);
    let text = if wanted.is_empty() { text } else { text.strong() };
    let button = ui.button(text).accessible_name(format!("Filter by {}", field.to_lowercase()));
    let id = button.id;
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(220.0);
        // What is wanted stays in the list, also where no claim is left for it.
        let gone = wanted.iter().filter(|w| !counted.iter().any(|(c, _)| c == *w));
        let mut values: Vec<(T, u32)> = counted.to_vec();
        values.extend(gone.map(|w| (w.clone(), 0)));
        let mut part = ui.data(|d| d.get_temp::<String>(id)).unwrap_or_default();
        if values.len() > 12 {
            let edit = Field::singleline(&mut part).hint_text("A part of the name");
            ui.add(edit).accessible_name(format!("Find in {}", field.to_lowercase()));
            ui.data_mut(|d| d.insert_temp(id, part.clone()));
            let part = fold(part.trim());
            values.retain(|(value, _)| fold(&name(value)).contains(&part));
        }
        if values.is_empty() {
            theme::hint(ui, "None.");
        }
        let more = values.len().saturating_sub(LISTED);
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for (value, count) in values.iter().take(LISTED) {
                let mut on = wanted.contains(value);
                if ui.checkbox(&mut on, format!("{} · {count}", name(value))).changed() {
                    if on {
                        wanted.push(value.clone());
                    } else {
                        wanted.retain(|w| w != value);
                    }
                }
            }
            if more > 0 {
                theme::hint(ui, format!("and {more} more"));
            }
        });
        if !wanted.is_empty() && ui.button(format!("Any {}", field.to_lowercase())).clicked() {
            wanted.clear();
        }
    });
}

fn short(name: &str) -> String {
    let start: String = name.chars().take(18).collect();
    if start.len() < name.len() { format!("{start}…") } else { start }
}
