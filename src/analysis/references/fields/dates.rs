//! Dates in an entry: days, months and years in several spellings and two calendars,
//! and what each of them is the date of.

use chrono::{Datelike, NaiveDate};

use super::months::{Calendar, is_season, month};
pub use super::roles::Role;
use super::roles::role;
use super::tokens::{Kind, Token, tokens};
use crate::domain::time::PartialDate;

/// A date found in an entry, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDate {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The date.
    pub date: PartialDate,
    /// Whether it opens a bracket, as in `(2008, July 30)`.
    pub bracketed: bool,
    /// What it is the date of.
    pub role: Role,
}

impl FoundDate {
    /// 1 for a year, 2 for a month, 3 for a day.
    pub fn precision(&self) -> u32 {
        let (_, m, d) = self.date.parts();
        1 + u32::from(m.is_some()) + u32::from(d.is_some())
    }
}

/// All dates of a text, in order; what starts in one of the `masked` ranges is skipped.
pub fn find(text: &str, masked: &[(usize, usize)]) -> Vec<FoundDate> {
    let tokens = tokens(text, masked);
    let foreign = text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let persian = text.chars().any(|c| matches!(c, '\u{600}'..='\u{6FF}'));
    let mut found: Vec<FoundDate> = Vec::new();
    let mut years: Vec<(usize, usize, u32)> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some((date, used)) = date_at(&tokens[i..], foreign) else {
            if let Some((d, m, used)) = day_month(&tokens[i..]) {
                years.push((tokens[i].start, tokens[i + used - 1].end, m * 100 + d));
                i += used;
                continue;
            }
            i += 1;
            continue;
        };
        let (start, end) = (tokens[i].start, tokens[i + used - 1].end);
        let alone = used == 1;
        let bracketed = text[..start].ends_with(['(', '[', '（']);
        let ranged = alone && !bracketed && begins_range(&tokens, i);
        // A year of the Solar Hijri calendar without its month stands in texts of its script
        // only: `44 Tarn L. Rev. 1201` is a page.
        let early = tokens[i].year().is_some_and(|year| year < 1450);
        let located = alone && (is_locator(&tokens, i) || (early && !persian));
        if !located && !ranged {
            let from = found.last().map_or(0, |f| f.end);
            let role = role(text, from, start, masked);
            found.push(FoundDate { start, end, date, bracketed, role });
        }
        i += used;
    }
    complete(text, &mut found, &years, masked);
    found
}

/// `Smith (2008) 'Title', The Guardian, 30 July`: the day belongs to the year.
fn complete(
    text: &str,
    found: &mut [FoundDate],
    days: &[(usize, usize, u32)],
    masked: &[(usize, usize)],
) {
    let [only] = found else { return };
    if let (&[(start, _, day)], 1, Role::Published) = (days, only.precision(), only.role)
        && role(text, 0, start, masked) == Role::Published
        && let Some(date) = PartialDate::day(only.date.parts().0, day / 100, day % 100)
    {
        only.date = date;
    }
}

/// The month at the start, which may be of two words, and how many tokens it takes.
fn month_at(tokens: &[Token]) -> Option<((Calendar, u32), usize)> {
    let first = tokens.first()?;
    if let Some(m) = first.month() {
        return Some((m, 1));
    }
    let pair = format!("{} {}", first.word().filter(|w| !w.is_ascii())?, tokens.get(1)?.word()?);
    month(&pair).map(|m| (m, 2))
}

fn skip(tokens: &[Token], mut at: usize, words: &[&str], signs: &[char]) -> usize {
    while let Some(token) = tokens.get(at) {
        let skips = match &token.kind {
            Kind::Word(word) => words.contains(&word.as_str()),
            Kind::Sign(sign) => signs.contains(sign),
            Kind::Number { .. } => false,
        };
        if !skips || at > 8 {
            break;
        }
        at += 1;
    }
    at
}

fn made(
    calendar: Calendar,
    year: u32,
    month: Option<u32>,
    day: Option<u32>,
) -> Option<PartialDate> {
    let jalali = calendar == Calendar::Jalali || year < 1450;
    if jalali {
        return from_jalali(year, month, day);
    }
    let year = year as i32;
    match (month, day) {
        (Some(m), Some(d)) => PartialDate::day(year, m, d),
        (Some(m), None) => PartialDate::month(year, m),
        (None, _) => PartialDate::year(year),
    }
}

/// A date of the Solar Hijri calendar. Its years and months begin within Gregorian ones,
/// so that a year or a month alone is given by the Gregorian year it mostly lies in.
fn from_jalali(year: u32, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
    let last = |m: u32| if m <= 6 { 31 } else { 30 };
    let (m, d) = (month.unwrap_or(4), day.unwrap_or(1));
    if !(1200..=1500).contains(&year) || !(1..=12).contains(&m) || d == 0 || d > last(m) {
        return None;
    }
    let y = i64::from(year) + 1595;
    let before = if m < 7 { (m - 1) * 31 } else { (m - 7) * 30 + 186 };
    let days = -355_668 + 365 * y + (y / 33) * 8 + (y % 33 + 3) / 4 + i64::from(d + before);
    // Day 1 of this count is 1 January of the year 0 of the proleptic calendar.
    let date = NaiveDate::from_num_days_from_ce_opt((days - 366 + 1) as i32)?;
    match (month, day) {
        (Some(_), Some(_)) => Some(PartialDate::from(date)),
        _ => PartialDate::year(date.year()),
    }
}

const OF: &[&str] = &["de", "del", "of", "d", "st", "nd", "rd", "th", "er", "ten", "من", "ماه"];

/// The date that begins with the first token, and how many tokens it takes.
fn date_at(tokens: &[Token], foreign: bool) -> Option<(PartialDate, usize)> {
    let first = tokens.first()?;
    match &first.kind {
        Kind::Number { digits, .. } if *digits == 4 => from_year(tokens),
        Kind::Number { digits, .. } if *digits <= 2 => {
            numeric(tokens, foreign).or_else(|| from_day(tokens))
        }
        Kind::Word(_) => from_month(tokens),
        _ => None,
    }
}

fn from_year(tokens: &[Token]) -> Option<(PartialDate, usize)> {
    let year = tokens[0].year()?;
    let sign =
        |i: usize, signs: &[char]| tokens.get(i).is_some_and(|t| signs.iter().any(|s| t.is(*s)));
    if sign(1, &['-', '/', '.', '‑']) && tokens[1].start == tokens[0].end {
        let month = tokens
            .get(2)
            .and_then(|t| t.value(1, 12, 2))
            .filter(|_| tokens[2].start == tokens[1].end);
        if let Some(m) = month {
            let day = tokens
                .get(4)
                .filter(|_| sign(3, &['-', '/', '.', '‑']))
                .and_then(|t| t.value(1, 31, 2));
            if let Some(date) = day.and_then(|d| made(Calendar::Gregorian, year, Some(m), Some(d)))
            {
                return Some((date, 5));
            }
            if tokens[1].is('-') && matches!(tokens[2].kind, Kind::Number { digits: 2, .. }) {
                return made(Calendar::Gregorian, year, Some(m), None).map(|date| (date, 3));
            }
        }
    }
    let at = skip(tokens, 1, &[], &[',', '،']);
    if let Some(((calendar, m), len)) = tokens.get(at..).and_then(month_at) {
        let after = skip(tokens, at + len, &[], &['.']);
        if let Some(d) = tokens.get(after).and_then(|t| t.value(1, 31, 2))
            && let Some(date) = made(calendar, year, Some(m), Some(d))
            && !is_day_of_next(tokens, after)
        {
            return Some((date, after + 1));
        }
        return made(calendar, year, Some(m), None).map(|date| (date, at + len));
    }
    if let Some(d) = tokens.get(at).and_then(|t| t.value(1, 31, 2)) {
        let month_from = skip(tokens, at + 1, OF, &['.']);
        if let Some(((calendar, m), len)) = tokens.get(month_from..).and_then(month_at)
            && tokens.get(month_from + len).and_then(Token::year).is_none()
            && at > 1
        {
            return made(calendar, year, Some(m), Some(d)).map(|date| (date, month_from + len));
        }
    }
    // `2008a`: the letter tells two works of a year apart.
    let letter = tokens.get(1).is_some_and(|t| t.start == tokens[0].end && t.word().is_some());
    let plain = made(Calendar::Gregorian, year, None, None)?;
    match tokens.get(1).filter(|_| letter).and_then(Token::word) {
        Some(word) if word.len() > 1 => None,
        _ => Some((plain, 1)),
    }
}

/// Whether the number after a month begins another date, as in `2008 May, 3 June`.
fn is_day_of_next(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1..).and_then(month_at).is_some()
}

fn numeric(tokens: &[Token], foreign: bool) -> Option<(PartialDate, usize)> {
    let a = tokens[0].value(1, 31, 2)?;
    let sign = ['.', '/', '-'].into_iter().find(|s| tokens.get(1).is_some_and(|t| t.is(*s)))?;
    let b = tokens.get(2)?.value(1, 31, 2)?;
    if !tokens.get(3)?.is(sign) {
        return None;
    }
    let year = tokens.get(4)?.year()?;
    let day_first = a > 12 || sign == '.' || a == b || (foreign && b <= 12);
    let date = if day_first && b <= 12 {
        made(Calendar::Gregorian, year, Some(b), Some(a))
    } else if b > 12 && a <= 12 {
        made(Calendar::Gregorian, year, Some(a), Some(b))
    } else {
        // 3/4/2008 is one day here and another there: only the year is sure.
        made(Calendar::Gregorian, year, None, None)
    };
    date.map(|date| (date, 5))
}

/// `30 July`, `30. Juli`, `12–14 de mayo`: day, calendar and month, tokens taken.
fn day_and_month(tokens: &[Token]) -> Option<(u32, Calendar, u32, usize)> {
    let d = tokens.first()?.value(1, 31, 2)?;
    let mut at = skip(tokens, 1, OF, &['.', 'º', 'ª', '’', '\'']);
    if tokens.get(at).is_some_and(|t| t.is('–') || t.is('-') || t.is('/') || t.is('—'))
        && tokens.get(at + 1).is_some_and(|t| t.value(1, 31, 2).is_some())
    {
        at = skip(tokens, at + 2, OF, &['.']);
    }
    let ((calendar, m), len) = tokens.get(at..).and_then(month_at)?;
    Some((d, calendar, m, at + len))
}

fn from_day(tokens: &[Token]) -> Option<(PartialDate, usize)> {
    let (d, calendar, m, at) = day_and_month(tokens)?;
    let at = skip(tokens, at, OF, &['.', ',', '،', '/']);
    // Arabic gives both names of a month: `30 تموز/يوليو 2008`.
    let at = tokens.get(at..).and_then(month_at).map_or(at, |(_, len)| at + len);
    let year = tokens.get(at)?.year()?;
    made(calendar, year, Some(m), Some(d)).map(|date| (date, at + 1))
}

fn day_month(tokens: &[Token]) -> Option<(u32, u32, usize)> {
    if let Some((d, Calendar::Gregorian, m, used)) = day_and_month(tokens) {
        return Some((d, m, used));
    }
    let ((calendar, m), len) = month_at(tokens)?;
    let at = skip(tokens, len, &[], &['.']);
    let d = tokens.get(at)?.value(1, 31, 2)?;
    (calendar == Calendar::Gregorian).then_some((d, m, at + 1))
}

fn from_month(tokens: &[Token]) -> Option<(PartialDate, usize)> {
    if tokens[0].word().is_some_and(is_season) {
        let at = skip(tokens, 1, &["de"], &[',', '/', '-']);
        let at =
            if tokens.get(at).and_then(Token::word).is_some_and(is_season) { at + 1 } else { at };
        let year = tokens.get(at)?.year()?;
        return made(Calendar::Gregorian, year, None, None).map(|date| (date, at + 1));
    }
    let ((calendar, m), len) = month_at(tokens)?;
    let at = skip(tokens, len, &["de", "del", "ماه"], &['.', ',', '،']);
    if let Some(d) = tokens.get(at).and_then(|t| t.value(1, 31, 2)) {
        let mut after = skip(tokens, at + 1, OF, &['.', ',']);
        if tokens.get(after).is_some_and(|t| t.is('–') || t.is('-') || t.is('—'))
            && tokens.get(after + 1).is_some_and(|t| t.value(1, 31, 2).is_some())
        {
            after = skip(tokens, after + 2, OF, &['.', ',']);
        }
        let year = tokens.get(after)?.year()?;
        return made(calendar, year, Some(m), Some(d)).map(|date| (date, after + 1));
    }
    // `July–August 2008`, `July/August 2008`: from its first month on.
    let mut at = at;
    if tokens.get(at).is_some_and(|t| t.is('–') || t.is('-') || t.is('/'))
        && let Some((_, len)) = tokens.get(at + 1..).and_then(month_at)
    {
        at += 1 + len;
    }
    let year = tokens.get(at)?.year()?;
    made(calendar, year, Some(m), None).map(|date| (date, at + 1))
}

/// Whether a year begins a range of years, `1642–1772`: a period, not a date.
fn begins_range(tokens: &[Token], i: usize) -> bool {
    let dash =
        tokens.get(i + 1).is_some_and(|t| t.start == tokens[i].end && (t.is('–') || t.is('-')));
    dash && tokens.get(i + 2).is_some_and(|t| matches!(t.kind, Kind::Number { digits: 2 | 4, .. }))
}

/// Whether a lone year is a page, a volume or part of a range of pages.
fn is_locator(tokens: &[Token], i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| tokens.get(b));
    let word = match before {
        Some(t) if t.is('.') => i.checked_sub(2).and_then(|b| tokens.get(b)),
        other => other,
    };
    let is_page = word.and_then(Token::word).is_some_and(|w| {
        matches!(
            w,
            "p" | "pp"
                | "s"
                | "no"
                | "nr"
                | "num"
                | "seite"
                | "seiten"
                | "page"
                | "pages"
                | "pág"
                | "págs"
                | "ص"
                | "صص"
                | "doc"
                | "res"
                | "resolution"
                | "isbn"
                | "issn"
        )
    });
    let dash = |t: Option<&Token>| t.is_some_and(|t| t.is('–') || t.is('-') || t.is('/'));
    let number = |t: Option<&Token>| t.is_some_and(|t| matches!(t.kind, Kind::Number { .. }));
    let in_range = dash(before)
        && number(i.checked_sub(2).and_then(|b| tokens.get(b)))
        && before.is_some_and(|t| t.end == tokens[i].start);
    let glued = before.is_some_and(|t| {
        t.end == tokens[i].start && (t.word().is_some() || t.is('.') || t.is('#'))
    });
    is_page || in_range || glued
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<String> {
        find(text, &[]).first().map(|f| f.date.to_string())
    }

    #[test]
    fn days_months_and_years_are_read_in_many_spellings() {
        for (text, date) in [
            ("30 July 2008", "2008-07-30"),
            ("July 30, 2008", "2008-07-30"),
            ("July 30th, 2008", "2008-07-30"),
            ("30. Juli 2008", "2008-07-30"),
            ("30.07.2008", "2008-07-30"),
            ("2008-07-30", "2008-07-30"),
            ("(2008, July 30)", "2008-07-30"),
            ("1er mars 2008", "2008-03-01"),
            ("30 de julio de 2008", "2008-07-30"),
            ("Sept. 2008", "2008-09"),
            ("Spring 2008", "2008"),
            ("2008", "2008"),
            ("(2008a)", "2008"),
            ("۳۰ ژوئیه ۲۰۰۸", "2008-07-30"),
            ("30 تموز/يوليو 2008", "2008-07-30"),
            ("2008 Jul 30", "2008-07-30"),
            ("Mar, 16, 2006", "2006-03-16"),
            ("30/07/2008", "2008-07-30"),
            ("3/4/2008", "2008"),
            ("7/30/2008", "2008-07-30"),
            ("30 كانون الثاني 2008", "2008-01-30"),
            ("12–14 May 2008", "2008-05-12"),
            ("July/August 2008", "2008-07"),
        ] {
            assert_eq!(first(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn the_calendar_of_iran_becomes_gregorian() {
        assert_eq!(first("۱ فروردین ۱۴۰۰").as_deref(), Some("2021-03-21"));
        assert_eq!(first("۲۵ مرداد ۱۳۸۷").as_deref(), Some("2008-08-15"));
        assert_eq!(first("۳۰ اسفند ۱۳۹۹").as_deref(), Some("2021-03-20"));
        assert_eq!(first("۱۳۸۷").as_deref(), Some("2008"));
    }

    #[test]
    fn pages_and_other_numbers_are_no_years() {
        for text in ["pp. 1999", "12345", "p. 2001", "A1999", "no. 1850"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_after_accessed_is_the_date_of_access() {
        let found = find("Post, 3 May 2008 (accessed on 27 September 2010)", &[]);
        assert_eq!(
            found.iter().map(|f| f.role).collect::<Vec<_>>(),
            [Role::Published, Role::Accessed]
        );
    }
}
