//! What is known about a source.

use egui::Ui;

use super::{
    desk::Desk,
    detail::{Detail, choice},
    drafts::Look,
    stored::{Field, Record},
};
use crate::{
    app::panels::claim::fields,
    domain::{ids::SourceId, source::SourceKind, vocabulary::Vocabulary as _},
};

/// Everything about a source but its name and what uses it.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, detail: &mut Detail, id: SourceId) {
    let Some(source) = desk.project().sources.get(id) else { return };
    let record = Record::Source(id);
    fields::heading(ui, "About", |_| ());
    if let Some(kind) = choice::<SourceKind>(ui, desk, "Kind", source.kind) {
        desk.source(id, "Change kind", |source| source.kind = kind);
    }
    fields::row_of(ui, super::detail::LABEL, "", |ui, _| {
        fields::small(ui, source.kind.definition());
    });
    detail.alias.show(ui, desk, source);
    let role = Look::line("Role", "minister of works, eyewitness");
    detail.text(ui, desk, (record, Field::Role), role);
    let who = Look { rows: 2, ..Look::line("Description", "who it is, in a sentence") };
    detail.text(ui, desk, (record, Field::Description), who);
    detail.address(ui, desk, (record, Field::Url), "URL");
    let notes = Look { rows: 2, ..Look::line("Notes", "your remarks") };
    detail.text(ui, desk, (record, Field::Notes), notes);
    detail.grading.show(ui, desk, source);
}
