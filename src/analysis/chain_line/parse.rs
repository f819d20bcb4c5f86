//! Reads a line: tokens in, chains out, or the first problem with its place and a hint.

use crate::domain::{chain::MAX_HOPS, span::Span};

use super::{
    ParsedChain, ParsedHop, ParsedLine, ParsedName, ParsedNote, ParsedWork,
    lex::{Token, TokenKind, lex},
};

/// Why a line can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct LineError {
    /// The place in the line, in code points; empty where something is missing.
    pub span: Span,
    /// What is wrong and what to do.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing stands between two `>`, or after one.
    #[error("A source is missing beside `>`. Write `_` for one that the text leaves implicit.")]
    MissingHop,
    /// Nothing stands beside a comma.
    #[error("A name is missing beside the comma. Write `\\,` for a comma within a name.")]
    MissingName,
    /// A name stands where none can.
    #[error("Put `>` before the next step or `,` between two who speak jointly.")]
    MissingSeparator,
    /// A hop has two notes.
    #[error("A step has one note. Put the other into a step or a chain of its own.")]
    SecondNote,
    /// A hop has two works.
    #[error("A step has one work. Put the other into a step or a chain of its own.")]
    SecondWork,
    /// Quotation marks, brackets or slashes are empty.
    #[error("There is nothing between the marks. Write what belongs there or delete them.")]
    Empty,
    /// Quotation marks are not closed.
    #[error("The quotation is not closed. Write the closing mark after it.")]
    OpenQuotation,
    /// Brackets are not closed.
    #[error("The note is not closed. Write `]` after its label.")]
    OpenNote,
    /// Slashes are not closed.
    #[error("The title is not closed. Write `/` after it, or `\\/` for a slash.")]
    OpenWork,
    /// A mark for the end has something beside it.
    #[error("How a chain ends is said once, at its end.")]
    MisplacedEnd,
    /// A full stop alone, among other things.
    #[error("A full stop repeats the last chain only if nothing else is in the line.")]
    MisplacedRepeat,
    /// A chain is longer than the model allows.
    #[error("A chain has at most {MAX_HOPS} steps. Leave out some, or start another with `;`.")]
    TooLong,
}

/// Reads a line.
pub fn parse(line: &str) -> Result<ParsedLine, LineError> {
    let tokens = lex(line);
    let mut chains = Vec::new();
    let mut pieces = tokens.split(|token| token.kind == TokenKind::Chain).peekable();
    while let Some(piece) = pieces.next() {
        let trailing = piece.is_empty() && pieces.peek().is_none() && !chains.is_empty();
        if !trailing {
            chains.push(chain(piece)?);
        }
    }
    Ok(ParsedLine { chains })
}

fn chain(tokens: &[Token]) -> Result<ParsedChain, LineError> {
    let mut chain = ParsedChain::default();
    let mut rest = tokens;
    if let Some((Token { kind: TokenKind::End(end), .. }, before)) = tokens.split_last() {
        chain.end = Some(*end);
        // `A > !` says the same as `A !`.
        rest = match before.split_last() {
            Some((Token { kind: TokenKind::Hop, .. }, names)) if !names.is_empty() => names,
            _ => before,
        };
    }
    if rest.is_empty() {
        return Ok(chain);
    }
    let mut place = rest[0].span.start;
    for piece in rest.split_inclusive(|token| token.kind == TokenKind::Hop) {
        let (tokens, arrow) = match piece.split_last() {
            Some((arrow, tokens)) if arrow.kind == TokenKind::Hop => (tokens, Some(arrow.span)),
            _ => (piece, None),
        };
        place = arrow.map_or(place, |arrow| arrow.start);
        chain.hops.push(hop(tokens, place)?);
    }
    if let Some(Token { kind: TokenKind::Hop, span }) = rest.last() {
        return Err(LineError { span: at(span.end), problem: Problem::MissingHop });
    }
    if let Some(hop) = chain.hops.get(MAX_HOPS) {
        return Err(LineError { span: hop.span, problem: Problem::TooLong });
    }
    Ok(chain)
}

fn at(place: u32) -> Span {
    Span::new(place, place)
}

/// Where in a hop the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    AfterComma,
    AfterName,
}

fn hop(tokens: &[Token], place: u32) -> Result<ParsedHop, LineError> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Err(LineError { span: at(place), problem: Problem::MissingHop });
    };
    let mut hop = ParsedHop { span: first.span.hull(last.span), ..ParsedHop::default() };
    let mut at_place = Place::Start;
    for Token { kind, span } in tokens {
        let fail = |problem| Err(LineError { span: *span, problem });
        match kind {
            TokenKind::Comma if at_place == Place::AfterName => at_place = Place::AfterComma,
            TokenKind::Comma => return fail(Problem::MissingName),
            TokenKind::Name { .. } | TokenKind::Unnamed { .. } | TokenKind::Implicit
                if at_place == Place::AfterName =>
            {
                return fail(Problem::MissingSeparator);
            }
            TokenKind::Implicit if at_place == Place::AfterComma => {
                return fail(Problem::MissingName);
            }
            TokenKind::Implicit => at_place = Place::AfterName,
            TokenKind::Name { text, picked } => {
                let (text, picked) = (text.clone(), *picked);
                hop.sources.push(ParsedName { text, unnamed: false, picked, span: *span });
                at_place = Place::AfterName;
            }
            TokenKind::Unnamed { closed: false, .. } => return fail(Problem::OpenQuotation),
            TokenKind::Note { closed: false, .. } => return fail(Problem::OpenNote),
            TokenKind::Work { closed: false, .. } => return fail(Problem::OpenWork),
            TokenKind::Unnamed { text: words, .. }
            | TokenKind::Note { label: words, .. }
            | TokenKind::Work { title: words, .. }
                if words.is_empty() =>
            {
                return fail(Problem::Empty);
            }
            TokenKind::Unnamed { text, picked, .. } => {
                let (text, picked) = (text.clone(), *picked);
                hop.sources.push(ParsedName { text, unnamed: true, picked, span: *span });
                at_place = Place::AfterName;
            }
            TokenKind::Note { .. } | TokenKind::Work { .. } if at_place == Place::AfterComma => {
                return fail(Problem::MissingName);
            }
            TokenKind::Note { .. } if hop.note.is_some() => return fail(Problem::SecondNote),
            TokenKind::Work { .. } if hop.work.is_some() => return fail(Problem::SecondWork),
            TokenKind::Note { label, .. } => {
                hop.note = Some(ParsedNote { label: label.clone(), span: *span });
                at_place = Place::AfterName;
            }
            TokenKind::Work { title, picked, .. } => {
                let title = title.clone();
                hop.work = Some(ParsedWork { title, picked: *picked, span: *span });
                at_place = Place::AfterName;
            }
            TokenKind::End(_) | TokenKind::Chain | TokenKind::Hop => {
                return fail(Problem::MisplacedEnd);
            }
            TokenKind::Repeat => return fail(Problem::MisplacedRepeat),
        }
    }
    if at_place == Place::AfterComma {
        return Err(LineError { span: at(last.span.end), problem: Problem::MissingName });
    }
    Ok(hop)
}
