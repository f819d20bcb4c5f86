//! Moments and calendar dates. The clock itself is outside: times are passed in.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A moment in UTC, in whole seconds, written as in RFC 3339: `2026-03-01T09:30:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// Why a text is no date or moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not an RFC 3339 moment.
    #[error("\"{0}\" is not a moment like 2026-03-01T09:30:00Z")]
    NotAMoment(String),
    /// Not a year, a month or a day.
    #[error("\"{0}\" is not a date like 2026, 2026-03 or 2026-03-01")]
    NotADate(String),
}

impl Timestamp {
    /// A moment from seconds since 1970-01-01T00:00:00Z, clamped to the years 1 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds.clamp(-62_135_596_800, 253_402_300_799))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The moment as a chrono value, for display in local time.
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(moment: DateTime<Utc>) -> Self {
        Self::from_unix_seconds(moment.timestamp())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Digit by digit: exports write a million of these, and a pattern would be read anew
        // for each.
        let (days, seconds) = (self.0.div_euclid(86_400), self.0.rem_euclid(86_400) as u32);
        let date = self.to_chrono().date_naive();
        debug_assert_eq!(i64::from(date.num_days_from_ce()) - 719_163, days);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let year = date.year().clamp(0, 9999) as u32;
        let mut text = *b"0000-00-00T00:00:00Z";
        let fields = [
            (0, 4, year),
            (5, 2, date.month()),
            (8, 2, date.day()),
            (11, 2, hour),
            (14, 2, minute),
            (17, 2, second),
        ];
        for (start, len, mut number) in fields {
            for place in (start..start + len).rev() {
                text[place] = b'0' + (number % 10) as u8;
                number /= 10;
            }
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl FromStr for Timestamp {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        DateTime::parse_from_rfc3339(text)
            .map(|moment| Self::from(moment.with_timezone(&Utc)))
            .map_err(|_| DateError::NotAMoment(text.to_owned()))
    }
}

/// A calendar date of which the month or the day may be unknown (ISO 8601 reduced
/// precision): `2008`, `2008-07`, `2008-07-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// A whole year, 0 to 9999.
    pub fn year(year: i32) -> Option<Self> {
        (0..=9999).contains(&year).then_some(Self { year: year as i16, month: 0, day: 0 })
    }

    /// A month of a year; months count from 1.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let date = Self::year(year)?;
        (1..=12).contains(&month).then_some(Self { month: month as u8, ..date })
    }

    /// A day that exists in the Gregorian calendar.
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = Self::month(year, month)?;
        NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Self { day: day as u8, ..date })
    }

    /// Year, month if known, day if known.
    pub fn parts(self) -> (i32, Option<u32>, Option<u32>) {
        let some = |n: u8| (n > 0).then_some(u32::from(n));
        (i32::from(self.year), some(self.month), some(self.day))
    }

    /// The last day this date may mean.
    pub fn latest(self) -> NaiveDate {
        let (year, month, day) = self.parts();
        let last_of = |y, m| {
            let (ny, nm) = if m == 12 { (y + 1, 1) } else { (y, m + 1) };
            NaiveDate::from_ymd_opt(ny, nm, 1).and_then(|d| d.pred_opt()).unwrap_or_default()
        };
        match (month, day) {
            (None, _) => last_of(year, 12),
            (Some(m), None) => last_of(year, m),
            (Some(m), Some(d)) => NaiveDate::from_ymd_opt(year, m, d).unwrap_or_default(),
        }
    }

    /// The first day this date may mean.
    pub fn earliest(self) -> NaiveDate {
        let (year, month, day) = self.parts();
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).unwrap_or_default()
    }

    /// Whether this date is after the other whatever the unknown parts are.
    pub fn certainly_after(self, other: Self) -> bool {
        self.earliest() > other.latest()
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(date: NaiveDate) -> Self {
        Self { year: date.year() as i16, month: date.month() as u8, day: date.day() as u8 }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (y, None, _) => write!(f, "{y:04}"),
            (y, Some(m), None) => write!(f, "{y:04}-{m:02}"),
            (y, Some(m), Some(d)) => write!(f, "{y:04}-{m:02}-{d:02}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = || DateError::NotADate(text.to_owned());
        let number = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or_else(fail)
        };
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)? as i32;
        let month = parts.next().map(|p| number(p, 2)).transpose()?;
        let day = parts.next().map(|p| number(p, 2)).transpose()?;
        if parts.next().is_some() {
            return Err(fail());
        }
        match (month, day) {
            (None, _) => Self::year(year),
            (Some(m), None) => Self::month(year, m),
            (Some(m), Some(d)) => Self::day(year, m, d),
        }
        .ok_or_else(fail)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}
impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_keep_their_precision() {
        for text in ["2008", "2008-07", "2008-07-30", "0001-02-28"] {
            assert_eq!(text.parse::<PartialDate>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in
            ["", "08", "2008-13", "2007-02-29", "2008-7-30", "2008-07-30-1", "+008", "２００８"]
        {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_is_not_certainly_after_a_day_within_it() {
        let (month, day): (PartialDate, PartialDate) =
            ("2008-07".parse().expect("month"), "2008-07-02".parse().expect("day"));
        assert!(!month.certainly_after(day));
        assert!(!day.certainly_after(month));
    }

    #[test]
    fn moments_are_written_as_a_calendar_has_them() {
        let mut seconds = -62_135_596_800_i64;
        while seconds <= 253_402_300_799 {
            let moment = Timestamp::from_unix_seconds(seconds);
            let expected = moment.to_chrono().format("%Y-%m-%dT%H:%M:%SZ").to_string();
            assert_eq!(moment.to_string(), expected);
            seconds += 97_654_321;
        }
        assert_eq!(Timestamp::from_unix_seconds(-1).to_string(), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn moments_are_rfc_3339_in_utc() {
        let moment: Timestamp = "2026-03-01T10:30:00+01:00".parse().expect("moment");
        assert_eq!(moment.to_string(), "2026-03-01T09:30:00Z");
    }
}
