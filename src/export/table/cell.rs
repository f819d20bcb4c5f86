//! A cell, and how values become one.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use crate::domain::{anchor::Anchor, ids::Id, span::Span, time::Timestamp, vocabulary::Vocabulary};

/// What stands between the values of a cell that has several.
pub(super) const BETWEEN: &str = " | ";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words.
    Text(Cow<'a, str>),
    /// A term of a vocabulary, by its label: written as its code.
    Term(&'static str),
    /// A whole number.
    Number(u32),
    /// A span, in code points: `10-14`.
    Span(Span),
    /// A moment.
    Moment(Timestamp),
}

impl<'a> Cell<'a> {
    /// Words, or nothing if there are none.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Words that may be missing.
    pub fn maybe(text: Option<&'a String>) -> Self {
        text.map_or(Self::Empty, |text| Self::text(text.as_str()))
    }

    /// Something that has a short written form, such as an id or a date.
    pub fn shown(value: impl Display) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    /// The same, where it may be missing.
    pub fn maybe_shown<T: Display>(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::shown)
    }

    /// An id that may be missing.
    pub fn maybe_id<T>(id: Option<&'a Id<T>>) -> Self {
        id.map_or(Self::Empty, |id| Self::text(id.as_str()))
    }

    /// Several terms in one cell, as their codes, given by their labels.
    pub fn codes(mut labels: impl ExactSizeIterator<Item = &'static str>) -> Self {
        match (labels.len(), labels.next()) {
            (1, Some(only)) => Self::Term(only),
            (_, first) => Self::joined(first.into_iter().chain(labels).map(code)),
        }
    }

    /// Several texts in one cell.
    pub fn texts(mut texts: impl Iterator<Item = &'a str>) -> Self {
        match (texts.next(), texts.next()) {
            (None, _) => Self::Empty,
            (Some(only), None) => Self::text(only),
            (first, second) => Self::joined(first.into_iter().chain(second).chain(texts)),
        }
    }

    /// A term of a vocabulary, as its code.
    pub fn term<T: Vocabulary>(term: T) -> Self {
        Self::Term(term.label())
    }

    /// A term that may be missing.
    pub fn maybe_term<T: Vocabulary>(term: Option<T>) -> Self {
        term.map_or(Self::Empty, Self::term)
    }

    /// Several values in one cell, some of which may be missing: they keep their places, so
    /// that they stand in the order of the other cells' values.
    pub fn aligned<T: Display>(values: impl Iterator<Item = Option<T>> + Clone) -> Self {
        if values.clone().all(|value| value.is_none()) {
            return Self::Empty;
        }
        Self::joined(values.map(|value| value.map(|v| v.to_string()).unwrap_or_default()))
    }

    /// Several values in one cell.
    pub fn joined<T: Display>(values: impl IntoIterator<Item = T>) -> Self {
        let mut text = String::new();
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                text.push_str(BETWEEN);
            }
            // Writing to a string can't fail.
            let _ = write!(text, "{value}");
        }
        Self::text(text)
    }
}

/// A label as a code: small letters and underscores.
pub(super) fn code(label: &str) -> String {
    let mut code = String::with_capacity(label.len());
    for c in label.chars() {
        if c.is_ascii_alphanumeric() {
            code.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            code.extend(c.to_lowercase());
        } else if !code.is_empty() && !code.ends_with('_') {
            code.push('_');
        }
    }
    code.truncate(code.trim_end_matches('_').len());
    code
}

/// The spans of anchors, in code points: `10-14 | 20-31`; lost ones are left out.
pub(super) fn spans<'a>(anchors: &[Anchor]) -> Cell<'a> {
    let mut held = anchors.iter().filter(|a| !a.is_lost()).map(|a| a.span);
    match (held.next(), held.next()) {
        (None, _) => Cell::Empty,
        (Some(only), None) => Cell::Span(only),
        (first, second) => {
            let held = first.into_iter().chain(second).chain(held);
            Cell::joined(held.map(|span| format!("{}-{}", span.start, span.end)))
        }
    }
}

/// The words of anchors.
pub(super) fn words(anchors: &[Anchor]) -> Cell<'_> {
    match anchors {
        [one] => Cell::text(one.exact.as_str()),
        several => Cell::joined(several.iter().map(|a| &a.exact)),
    }
}
