//! Dates as pages and front matter write them. Knows ISO 8601, and English and German
//! month names; anything else is no date rather than a guess.

use crate::domain::time::PartialDate;

const MONTHS: [(&str, u32); 18] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("mär", 3),
    ("apr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("jän", 1),
    ("maj", 5),
];

/// The date at the beginning of a text: `2019-09-26T10:00:00Z`, `2019/09/26`, `20190926`,
/// `2019-09`, `2019`, `26 September 2019`, `Sept. 26, 2019`, `Thu, 26 Sep 2019 10:00:00 GMT`.
///
/// The day is the one that is written, in its own time zone. `03/04/2019` is ambiguous and
/// therefore no date.
pub fn parse(text: &str) -> Option<PartialDate> {
    let text: String = text.trim().chars().take(64).collect();
    numeric(&text).or_else(|| worded(&text))
}

fn numeric(text: &str) -> Option<PartialDate> {
    let until_time = text.split(['T', ' ', 't']).next()?;
    let digits_only = until_time.bytes().all(|b| b.is_ascii_digit());
    if digits_only && until_time.len() == 8 {
        let number = |range: std::ops::Range<usize>| until_time.get(range)?.parse::<u32>().ok();
        return PartialDate::day(number(0..4)? as i32, number(4..6)?, number(6..8)?);
    }
    if digits_only && until_time.len() == 4 && until_time.len() < text.len() {
        return None;
    }
    let parts: Vec<&str> = until_time.split(['-', '/', '.']).collect();
    if !parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    match parts[..] {
        [year] if year.len() == 4 => PartialDate::year(year.parse().ok()?),
        [year, month] if year.len() == 4 && month.len() <= 2 => {
            PartialDate::month(year.parse().ok()?, month.parse().ok()?)
        }
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            PartialDate::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

fn worded(text: &str) -> Option<PartialDate> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-')) {
        let number = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        match number.parse::<u32>() {
            Ok(n) if number.len() == 4 && year.is_none() => year = Some(n),
            Ok(n) if number.len() <= 2 && day.is_none() => day = Some(n),
            _ if month.is_none() => month = month_of(word),
            _ => {}
        }
        if year.is_some() && month.is_some() {
            break;
        }
    }
    let (year, month) = (year? as i32, month?);
    match day {
        Some(day) => PartialDate::day(year, month, day),
        None => PartialDate::month(year, month),
    }
}

fn month_of(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let all_letters = lower.chars().all(char::is_alphabetic);
    MONTHS.iter().find(|(name, _)| all_letters && lower.starts_with(name)).map(|&(_, n)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_the_precision_they_have() {
        for (text, expected) in [
            ("2019-09-26T23:30:00+02:00", "2019-09-26"),
            (" 2019-09-26 10:00", "2019-09-26"),
            ("2019/9/6", "2019-09-06"),
            ("20190926", "2019-09-26"),
            ("2019-09", "2019-09"),
            ("2019", "2019"),
            ("26 September 2019", "2019-09-26"),
            ("Sept. 26th, 2019", "2019-09-26"),
            ("Thu, 26 Sep 2019 10:00:00 GMT", "2019-09-26"),
            ("26. März 2019", "2019-03-26"),
            ("September 2019", "2019-09"),
        ] {
            assert_eq!(parse(text).map(|d| d.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_ambiguous_or_no_date_is_none() {
        for text in ["", "03/04/2019", "yesterday", "2019-13-01", "31 February 2019", "12:30"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
