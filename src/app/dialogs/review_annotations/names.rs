//! What the names of a collection mean, for the analyst to change.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::{ComboBox, Grid, RichText, ScrollArea, Ui};

use crate::app::{panels::claim::fields::named_field, tasks::annotations::Mappings, text};
use crate::app::{tasks::annotations::FileRead, theme};
use crate::import::annotations::brat::{Mapping, Sort};

/// The collections whose names are free, each with what its names meant when it was read.
#[derive(Debug, Default)]
pub struct Names {
    read: BTreeMap<PathBuf, Mapping>,
    chosen: BTreeMap<PathBuf, Mapping>,
}

impl Names {
    /// Those of files that were read.
    pub fn of(files: &[FileRead]) -> Self {
        let mapping = |file: &FileRead| {
            let mapping = file.result.as_ref().ok()?.mapping.clone()?;
            (!mapping.lines().is_empty()).then(|| (file.path.clone(), mapping))
        };
        let read: BTreeMap<_, _> = files.iter().filter_map(mapping).collect();
        Self { chosen: read.clone(), read }
    }

    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// Whether a name was given another meaning since.
    pub fn are_changed(&self) -> bool {
        self.chosen != self.read
    }

    /// What the analyst says that the names mean.
    pub fn chosen(&self) -> Mappings {
        self.chosen.clone()
    }

    /// Draws them.
    pub fn show(&mut self, ui: &mut Ui, height: f32) {
        theme::section(ui, "What its names mean");
        let several = self.chosen.len() > 1;
        ScrollArea::vertical().id_salt("names").max_height(height).show(ui, |ui| {
            for (number, (path, mapping)) in self.chosen.iter_mut().enumerate() {
                if several {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    text::elided(ui, RichText::new(name).strong());
                }
                Grid::new(("names", number)).num_columns(3).spacing([12.0, 6.0]).show(ui, |ui| {
                    for line in mapping.lines() {
                        ui.label(RichText::new(sort(line.sort)).small().weak());
                        text::elided(ui, line.name.as_str());
                        let id = (number, line.sort, line.name.as_str());
                        let combo = ComboBox::from_id_salt(id).selected_text(line.meaning);
                        let mut meaning = line.meaning;
                        let shown = combo.width(190.0).show_ui(ui, |ui| {
                            for each in line.sort.meanings() {
                                ui.selectable_value(&mut meaning, each, each);
                            }
                        });
                        let name = format!("{} {}: {}", sort(line.sort), line.name, line.meaning);
                        named_field(ui, &shown.response, &name);
                        if meaning != line.meaning {
                            mapping.set(line.sort, &line.name, meaning);
                        }
                        ui.end_row();
                    }
                });
            }
        });
    }
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Span => "Span",
        Sort::Event => "Event",
        Sort::Role => "Role",
        Sort::Relation => "Relation",
    }
}
