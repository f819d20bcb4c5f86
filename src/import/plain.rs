//! Plain text: nothing is touched but the line ends. Its structure is derived when it is
//! shown ([`crate::analysis::structure`]), not stored.

use crate::domain::article::{ArticleHead, Structure};
use crate::domain::text::Text;

use super::Draft;
use super::detect::Format;
use super::title;

/// Takes a text as it is. The first line is the title if it is short enough for one.
pub(super) fn import(text: String) -> Draft {
    let text = Text::new(text);
    let title = title::first_line(&text).unwrap_or_default();
    Draft {
        head: ArticleHead { title, ..ArticleHead::default() },
        text,
        structure: Structure::default(),
        format: Format::PlainText,
    }
}
