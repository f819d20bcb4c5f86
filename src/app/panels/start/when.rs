//! A moment in the words of who was there: "today at 14:05", "yesterday", "on 3 March".

use chrono::{DateTime, Datelike, Local, TimeZone};

use crate::domain::time::Timestamp;

/// A moment as seen from now, in local time.
pub fn in_words(at: Timestamp, now: Timestamp) -> String {
    words(&at.to_chrono().with_timezone(&Local), &now.to_chrono().with_timezone(&Local))
}

fn words<Z: TimeZone>(at: &DateTime<Z>, now: &DateTime<Z>) -> String
where
    Z::Offset: std::fmt::Display,
{
    let days = (now.date_naive() - at.date_naive()).num_days();
    let minutes = (now.clone() - at.clone()).num_minutes();
    match days {
        0 if (0..2).contains(&minutes) => "just now".to_owned(),
        0 if (2..60).contains(&minutes) => format!("{minutes} minutes ago"),
        0 => format!("today at {}", at.format("%H:%M")),
        1 => format!("yesterday at {}", at.format("%H:%M")),
        2..=6 => format!("on {}", at.format("%A")),
        _ if at.year() == now.year() => format!("on {}", at.format("%-d %B")),
        _ => format!("on {}", at.format("%-d %B %Y")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;

    #[test]
    fn a_moment_is_named_as_people_name_it() {
        let moment = |text: &str| -> DateTime<Utc> { text.parse().expect("moment") };
        let now = moment("2026-03-10T12:00:00Z");
        for (at, told) in [
            ("2026-03-10T11:59:30Z", "just now"),
            ("2026-03-10T11:20:00Z", "40 minutes ago"),
            ("2026-03-10T08:05:00Z", "today at 08:05"),
            ("2026-03-09T23:59:00Z", "yesterday at 23:59"),
            ("2026-03-06T10:00:00Z", "on Friday"),
            ("2026-02-01T10:00:00Z", "on 1 February"),
            ("2025-12-31T10:00:00Z", "on 31 December 2025"),
            ("2026-03-11T10:00:00Z", "on 11 March"),
        ] {
            assert_eq!(words(&moment(at), &now), told);
        }
    }
}
