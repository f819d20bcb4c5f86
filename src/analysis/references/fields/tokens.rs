//! The words, numbers and signs of an entry, as dates are read from them.

use super::super::labels::digit;
use super::months::{Calendar, month};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Number { value: u32, digits: u32 },
    Word(String),
    Sign(char),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

pub fn tokens(text: &str, masked: &[(usize, usize)]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut masks = masked.iter().copied().peekable();
    while let Some((start, c)) = chars.next() {
        while masks.peek().is_some_and(|m| m.1 <= start) {
            masks.next();
        }
        if let Some(&(from, to)) = masks.peek().filter(|m| m.0 <= start) {
            while chars.peek().is_some_and(|(i, _)| *i < to) {
                chars.next();
            }
            tokens.push(Token { start: from, end: to, kind: Kind::Sign('\u{FFFC}') });
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if let Some(first) = digit(c) {
            let (mut value, mut digits) = (first, 1);
            while let Some((i, d)) =
                chars.peek().and_then(|&(i, c)| Some((i + c.len_utf8(), digit(c)?)))
            {
                value = value.saturating_mul(10).saturating_add(d);
                digits += 1;
                end = i;
                chars.next();
            }
            Kind::Number { value, digits }
        } else if c.is_alphabetic() {
            while let Some((i, _)) = chars.peek().filter(|(_, c)| {
                c.is_alphabetic() || matches!(c, '\u{200C}' | '\u{0654}' | '\u{064B}'..='\u{0652}')
            }) {
                end = i + text[*i..].chars().next().map_or(0, char::len_utf8);
                chars.next();
            }
            Kind::Word(text[start..end].to_lowercase())
        } else if c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}') {
            continue;
        } else {
            Kind::Sign(c)
        };
        tokens.push(Token { start, end, kind });
    }
    tokens
}

impl Token {
    pub fn value(&self, min: u32, max: u32, most_digits: u32) -> Option<u32> {
        match self.kind {
            Kind::Number { value, digits }
                if digits <= most_digits && (min..=max).contains(&value) =>
            {
                Some(value)
            }
            _ => None,
        }
    }

    pub fn year(&self) -> Option<u32> {
        match self.kind {
            Kind::Number { value, digits: 4 } if (1200..=2100).contains(&value) => Some(value),
            _ => None,
        }
    }

    pub fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn month(&self) -> Option<(Calendar, u32)> {
        self.word().and_then(month)
    }
}
