//! Cuts a line into tokens. Never fails: what is not closed is a token that says so,
//! because a line is read while it is being typed, too.

use crate::domain::{
    chain::ChainEnd,
    ids::{Id, MAX_ID_LEN, SourceId, WorkId},
    span::Span,
};

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// With its marks, in code points.
    pub span: Span,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Chain,
    Hop,
    Comma,
    Name { text: String, picked: Option<SourceId> },
    Unnamed { text: String, picked: Option<SourceId>, closed: bool },
    Note { label: String, closed: bool },
    Work { title: String, picked: Option<WorkId>, closed: bool },
    Implicit,
    End(ChainEnd),
    Repeat,
}

pub(super) const CHAIN: [char; 3] = [';', '؛', '；'];
pub(super) const HOP: [char; 3] = ['>', '›', '→'];
pub(super) const COMMA: [char; 4] = [',', '،', '，', '、'];

/// The marks that close what a quotation mark opens.
pub(super) fn closers(open: char) -> Option<&'static [char]> {
    Some(match open {
        '"' => &['"'],
        '“' => &['”', '"'],
        '”' => &['”'],
        '„' | '‟' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '「' => &['」'],
        '『' => &['』'],
        _ => return None,
    })
}

/// Whether a character, standing alone, is a mark of the language.
pub(super) fn is_lone_mark(c: char) -> bool {
    lone_mark(c).is_some() || c == '_'
}

fn lone_mark(c: char) -> Option<TokenKind> {
    Some(match c {
        '!' => TokenKind::End(ChainEnd::Origin),
        '-' | '–' | '—' => TokenKind::End(ChainEnd::GivesNoSource),
        '?' | '؟' => TokenKind::End(ChainEnd::NotFollowed),
        '~' => TokenKind::End(ChainEnd::Unavailable),
        '.' => TokenKind::Repeat,
        _ => return None,
    })
}

/// The tokens of a line in order. White space stands between them.
pub(super) fn lex(line: &str) -> Vec<Token> {
    let mut lexer = Lexer { chars: line.chars().collect(), at: 0 };
    let mut tokens = Vec::new();
    loop {
        lexer.at = lexer.after_space(lexer.at);
        let start = lexer.at;
        let Some(kind) = lexer.token() else { return tokens };
        tokens.push(Token { kind, span: Span::new(start as u32, lexer.at as u32) });
    }
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
}

/// Characters, and whether a backslash stood before them.
type Letters = Vec<(char, bool)>;

impl Lexer {
    fn peek(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn after_space(&self, mut at: usize) -> usize {
        while self.peek(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        at
    }

    fn token(&mut self) -> Option<TokenKind> {
        let c = self.peek(self.at)?;
        let single = if CHAIN.contains(&c) {
            Some(TokenKind::Chain)
        } else if HOP.contains(&c) {
            Some(TokenKind::Hop)
        } else if COMMA.contains(&c) {
            Some(TokenKind::Comma)
        } else if self.is_implicit(self.at) {
            Some(TokenKind::Implicit)
        } else {
            self.end_at(self.at)
        };
        if single.is_some() {
            self.at += 1;
            return single;
        }
        if c == '[' {
            let (label, closed) = self.enclosed(&[']']);
            return Some(TokenKind::Note { label, closed });
        }
        if self.opens_work(self.at) {
            let (title, closed) = self.enclosed(&['/']);
            return Some(TokenKind::Work { title, picked: self.pick(closed), closed });
        }
        if let Some(closers) = closers(c) {
            let (text, closed) = self.enclosed(closers);
            return Some(TokenKind::Unnamed { text, picked: self.pick(closed), closed });
        }
        Some(self.name())
    }

    fn ends_chain(&self, at: usize) -> bool {
        self.peek(at).is_none_or(|c| CHAIN.contains(&c))
    }

    fn end_at(&self, at: usize) -> Option<TokenKind> {
        let mark = lone_mark(self.peek(at)?)?;
        self.ends_chain(self.after_space(at + 1)).then_some(mark)
    }

    fn is_implicit(&self, at: usize) -> bool {
        let parts = |c: char| c.is_whitespace() || c == '[' || is_separator(c);
        self.peek(at) == Some('_') && self.peek(at + 1).is_none_or(parts)
    }

    fn opens_work(&self, at: usize) -> bool {
        self.peek(at) == Some('/') && self.peek(at + 1).is_some_and(|c| !c.is_whitespace())
    }

    /// One character, with a backslash before it taken off.
    fn letter(&mut self) -> Option<(char, bool)> {
        let c = self.peek(self.at)?;
        self.at += 1;
        match (c, self.peek(self.at)) {
            ('\\', Some(literal)) => {
                self.at += 1;
                Some((literal, true))
            }
            _ => Some((c, false)),
        }
    }

    fn enclosed(&mut self, closers: &[char]) -> (String, bool) {
        self.at += 1;
        let mut letters = Letters::new();
        while let Some(letter) = self.letter() {
            if !letter.1 && closers.contains(&letter.0) {
                return (trimmed(&letters), true);
            }
            letters.push(letter);
        }
        (trimmed(&letters), false)
    }

    fn pick<T>(&mut self, closed: bool) -> Option<Id<T>> {
        if !closed || self.peek(self.at) != Some('#') {
            return None;
        }
        let rest = self.chars[self.at + 1..].iter().take(MAX_ID_LEN + 1);
        let id: String = rest.take_while(|c| is_id(**c)).collect();
        let picked = Id::new(&id).ok()?;
        self.at += 1 + id.len();
        Some(picked)
    }

    fn name(&mut self) -> TokenKind {
        let mut letters = Letters::new();
        // Where the name ends if only white space follows.
        let mut end = self.at;
        while let Some(c) = self.peek(self.at) {
            if is_separator(c) || c == '[' {
                break;
            }
            if c.is_whitespace() {
                let next = self.after_space(self.at);
                if self.opens_work(next) || self.end_at(next).is_some() {
                    break;
                }
                letters.extend(self.chars[self.at..next].iter().map(|c| (*c, false)));
                self.at = next;
                continue;
            }
            letters.extend(self.letter());
            end = self.at;
        }
        self.at = end;
        let picked = take_pick(&mut letters);
        TokenKind::Name { text: trimmed(&letters), picked }
    }
}

pub(super) fn is_separator(c: char) -> bool {
    CHAIN.contains(&c) || HOP.contains(&c) || COMMA.contains(&c)
}

fn is_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn take_pick(letters: &mut Letters) -> Option<SourceId> {
    let visible = letters.iter().rposition(|(c, escaped)| *escaped || !c.is_whitespace())? + 1;
    let mark = letters[..visible].iter().rposition(|letter| *letter == ('#', false))?;
    let before = mark.checked_sub(1)?;
    if letters[before].0.is_whitespace() && !letters[before].1 {
        return None;
    }
    let id: String = letters[mark + 1..visible].iter().map(|(c, _)| *c).collect();
    let picked = SourceId::new(&id).ok()?;
    letters.truncate(mark);
    Some(picked)
}

fn trimmed(letters: &[(char, bool)]) -> String {
    let visible = |(c, escaped): &(char, bool)| *escaped || !c.is_whitespace();
    let start = letters.iter().position(visible).unwrap_or(letters.len());
    let end = letters.iter().rposition(visible).map_or(start, |last| last + 1);
    letters[start..end].iter().map(|(c, _)| *c).collect()
}
