//! The fields of one work, to be read and corrected.

use egui::{TextEdit, Ui};

use super::correct::Typed;
use crate::{app::panels::claim::fields, domain::work::WorkKind};

/// How wide the labels are, in points.
const LABEL: f32 = 78.0;

/// Draws the fields. Whether anything was changed.
pub(super) fn show(ui: &mut Ui, typed: &mut Typed, editable: bool) -> bool {
    let before = typed.clone();
    ui.add_enabled_ui(editable, |ui| {
        field(ui, "Authors", "names; between semicolons", &mut typed.authors, 2);
        field(ui, "Title", "none", &mut typed.title, 2);
        field(ui, "In", "newspaper, journal, site, book", &mut typed.container, 1);
        field(ui, "Publisher", "", &mut typed.publisher, 1);
        field(ui, "Date", "2008, 2008-07 or 2008-07-30", &mut typed.date, 1);
        field(ui, "Pages", "", &mut typed.pages, 1);
        field(ui, "Address", "https://…", &mut typed.url, 1);
        field(ui, "Archived", "the address of a copy", &mut typed.archived_url, 1);
        field(ui, "Looked up", "2008-07-30", &mut typed.accessed, 1);
        fields::row_of(ui, LABEL, "Kind", |ui, by| {
            let chosen =
                fields::terms::<WorkKind>(ui, Some(by), "Kind", "work", Some(typed.kind), None);
            if let Some(Some(kind)) = chosen {
                typed.kind = kind;
            }
        });
    });
    *typed != before
}

fn field(ui: &mut Ui, name: &str, hint: &str, text: &mut String, rows: usize) {
    fields::row_of(ui, LABEL, name, |ui, label| {
        let edit = if rows > 1 { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
        let edit = edit.desired_rows(1).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(edit);
        response.labelled_by(label.id);
    });
}
