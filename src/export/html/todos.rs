//! What is still to do about a record.

use super::{Report, page::Page};
use crate::domain::{todo::TodoAbout, vocabulary::Vocabulary};

/// Writes the open to-dos about a record, if there are any.
pub fn write(page: &mut Page<'_>, report: &Report<'_>, about: TodoAbout) {
    let todos = report.outline.todos(about);
    if todos.is_empty() {
        return;
    }
    page.raw("<ul class=\"todos\" aria-label=\"Still to do\">\n");
    for todo in todos {
        page.raw("<li><strong>").raw(todo.kind.label()).raw(".</strong> ").isolated(&todo.text);
        page.raw(" <span class=\"by\">").isolated(&report.analyst(todo.by)).raw(", ");
        page.day(todo.at).raw("</span></li>\n");
    }
    page.raw("</ul>\n");
}
