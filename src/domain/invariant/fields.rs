//! What the checks of all records have in common.

use super::{RecordKind as K, RecordRef, Violation, known::Known};
use crate::domain::ids::AnalystId;

/// Where violations are collected.
pub(super) type Out = Vec<Violation>;

pub(super) fn text_field(
    record: &RecordRef,
    field: &'static str,
    text: Option<&str>,
    out: &mut Out,
) {
    if text.is_some_and(|t| t.contains('\r')) {
        out.push(Violation::CarriageReturn { record: record.clone(), field });
    }
}

pub(super) fn filled(record: &RecordRef, field: &'static str, text: &str, out: &mut Out) {
    if text.trim().is_empty() {
        out.push(Violation::Empty { record: record.clone(), field });
    }
    text_field(record, field, Some(text), out);
}

pub(super) fn unresolved(
    record: &RecordRef,
    field: &'static str,
    kind: K,
    id: impl ToString,
    out: &mut Out,
) {
    let wanted = RecordRef::new(kind, id);
    out.push(Violation::Unresolved { record: record.clone(), field, wanted });
}

pub(super) fn analyst(known: &Known<'_>, record: &RecordRef, id: AnalystId, out: &mut Out) {
    if !known.analyst(id) {
        unresolved(record, "by", K::Analyst, id, out);
    }
}
