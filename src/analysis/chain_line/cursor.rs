//! What is being typed where the cursor stands, so that it can be completed and replaced.

use crate::domain::span::Span;

use super::lex::{TokenKind, lex};

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// Which kind of thing.
    pub kind: TypingKind,
    /// What of it stands before the cursor, without marks.
    pub prefix: String,
    /// What a completion replaces, marks included, in code points of the line.
    pub span: Span,
}

/// The kinds of thing that can be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypingKind {
    /// A source, or a work by its title.
    Name,
    /// An unnamed source, in quotation marks.
    Unnamed,
    /// The label of a note.
    Note,
    /// The title of a work.
    Work,
}

/// What is being typed at a cursor, in code points of the line. `None` where nothing can
/// be completed: after a closed note, quotation or title, and after a mark for the end.
pub fn token_at(line: &str, cursor: u32) -> Option<Typing> {
    let before: String = line.chars().take(cursor as usize).collect();
    let cursor = before.chars().count() as u32;
    let nothing_yet =
        Typing { kind: TypingKind::Name, prefix: String::new(), span: Span::new(cursor, cursor) };
    let Some(last) = lex(&before).pop() else {
        return Some(with_next_name(line, nothing_yet));
    };
    let (kind, prefix) = match last.kind {
        TokenKind::Chain | TokenKind::Hop | TokenKind::Comma => {
            return Some(with_next_name(line, nothing_yet));
        }
        TokenKind::Name { text, picked: None } => (TypingKind::Name, text),
        TokenKind::Unnamed { text, closed: false, .. } => (TypingKind::Unnamed, text),
        TokenKind::Note { label, closed: false } => (TypingKind::Note, label),
        TokenKind::Work { title, closed: false, .. } => (TypingKind::Work, title),
        _ => return None,
    };
    let span = Span::new(last.span.start, cursor);
    Some(with_rest(line, Typing { kind, prefix, span }))
}

/// Takes in the name that starts at the cursor, if one does.
fn with_next_name(line: &str, typing: Typing) -> Typing {
    let next = lex(line).into_iter().find(|token| token.span.start == typing.span.start);
    match next.map(|token| token.kind) {
        Some(TokenKind::Name { .. } | TokenKind::Unnamed { closed: true, .. }) => {
            with_rest(line, typing)
        }
        _ => typing,
    }
}

/// Takes in what of the same thing stands after the cursor.
fn with_rest(line: &str, typing: Typing) -> Typing {
    let start = typing.span.start;
    let whole = lex(line).into_iter().find(|token| token.span.start == start);
    let end = match whole.map(|token| (token.kind, token.span.end)) {
        // An unclosed mark takes in all that follows, which is not what is being typed.
        Some((
            TokenKind::Chain
            | TokenKind::Hop
            | TokenKind::Comma
            | TokenKind::Unnamed { closed: false, .. }
            | TokenKind::Note { closed: false, .. }
            | TokenKind::Work { closed: false, .. },
            _,
        ))
        | None => start,
        Some((_, end)) => end,
    };
    Typing { span: Span { start, end: end.max(typing.span.end) }, ..typing }
}

/// A line with a span of it replaced, and the cursor after the replacement. All in code
/// points; a span beyond the end is cut.
pub fn replace(line: &str, span: Span, with: &str) -> (String, u32) {
    let mut new: String = line.chars().take(span.start as usize).collect();
    new.push_str(with);
    let cursor = new.chars().count() as u32;
    new.extend(line.chars().skip(span.end as usize));
    (new, cursor)
}
