//! What is known about a work.

use egui::Ui;

use super::{
    authors,
    desk::Desk,
    detail::{Detail, choice, row},
    drafts::Look,
    listing::Listing,
    stored::{Field, Record},
};
use crate::app::text;
use crate::{
    app::panels::claim::fields,
    domain::{
        ids::WorkId,
        work::{Work, WorkKind},
    },
};

/// How a date is typed.
const DATE: &str = "2008, 2008-07 or 2008-07-30";

/// Everything about a work but its title and what uses it.
pub(super) fn show(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    detail: &mut Detail,
    listing: &Listing,
    id: WorkId,
) {
    let Some(work) = desk.project().works.get(id) else { return };
    let record = Record::Work(id);
    fields::heading(ui, "About", |_| ());
    if let Some(kind) = choice::<WorkKind>(ui, desk, "Kind", work.kind) {
        desk.work(id, "Change kind", |work| work.kind = kind);
    }
    authors::show(ui, desk, &mut detail.picker, listing, work);
    for (field, name, hint) in [
        (Field::Container, "Container", "newspaper, journal, book, site"),
        (Field::Publisher, "Publisher", ""),
        (Field::Date, "Date", DATE),
        (Field::Pages, "Pages", "3–7"),
    ] {
        detail.text(ui, desk, (record, field), Look::line(name, hint));
    }
    detail.address(ui, desk, (record, Field::Url), "URL");
    detail.address(ui, desk, (record, Field::ArchivedUrl), "Archived URL");
    detail.text(ui, desk, (record, Field::Accessed), Look::line("Accessed", DATE));
    if let Some(raw) = &work.raw {
        row(ui, "As printed", |ui| {
            // To be read and copied, never changed: it is what the article prints.
            let mut raw = raw.as_str();
            let field = text::Field::multiline(&mut raw)
                .desired_rows(1)
                .desired_width(f32::INFINITY)
                .frame(egui::Frame::NONE);
            let field = ui.add(field);
            fields::named_field(ui, &field, "As printed");
        });
    }
    original(ui, desk, detail, work);
}

/// The copy that the analyst got hold of.
fn original(ui: &mut Ui, desk: &mut Desk<'_>, detail: &mut Detail, work: &Work) {
    let remove = fields::heading(ui, "Original", |ui| {
        let can = work.original.is_some() && desk.editable();
        can && fields::remove(ui, "Remove the original").clicked()
    });
    if remove {
        desk.work(work.id, "Remove the original", |work| work.original = None);
    }
    if work.original.is_none() {
        if !desk.editable() {
            fields::small(ui, "Not obtained.");
            return;
        }
        fields::small(ui, "Once you got hold of it: where your copy is, and its SHA-256.");
    }
    let record = Record::Work(work.id);
    for (field, name, hint) in [
        (Field::File, "File", "originals/report.pdf"),
        (Field::Sha256, "SHA-256", "64 hexadecimal digits"),
        (Field::Obtained, "Obtained", "a day; empty: today"),
    ] {
        detail.text(ui, desk, (record, field), Look::line(name, hint));
    }
}
