//! Names of months in the languages that are read, in both calendars.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::labels::number;
use super::super::{evidence::is_year, labels::digit, places::is_space};

/// The calendar that a month's name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// The Gregorian calendar.
    Gregorian,
    /// The Solar Hijri calendar of Iran and Afghanistan.
    Jalali,
}

const GREGORIAN: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "januar",
        "jänner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "ژانویه",
        "ژانویهٔ",
        "يناير",
        "كانون الثاني",
        "gennaio",
        "janeiro",
        "januari",
        "января",
        "январь",
    ],
    &[
        "february",
        "feb",
        "februar",
        "februarii",
        "février",
        "févr",
        "fév",
        "febrero",
        "فوریه",
        "فوریهٔ",
        "فبراير",
        "شباط",
        "febbraio",
        "fevereiro",
        "februari",
        "февраля",
        "февраль",
    ],
    &[
        "march",
        "mar",
        "märz",
        "mär",
        "mrz",
        "mars",
        "marzo",
        "مارس",
        "آذار",
        "março",
        "maart",
        "марта",
        "март",
    ],
    &[
        "april",
        "apr",
        "avril",
        "avr",
        "abril",
        "abr",
        "آوریل",
        "أبريل",
        "إبريل",
        "ابريل",
        "نيسان",
        "aprile",
        "апреля",
        "апрель",
    ],
    &[
        "may", "mai", "mayo", "مه", "می", "مهٔ", "مايو", "أيار", "maggio", "maio", "mei", "мая",
        "май",
    ],
    &[
        "june",
        "jun",
        "juni",
        "juin",
        "junio",
        "ژوئن",
        "ژوئنِ",
        "يونيو",
        "يونيه",
        "حزيران",
        "giugno",
        "junho",
        "июня",
        "июнь",
    ],
    &[
        "july",
        "jul",
        "juli",
        "juillet",
        "juil",
        "julio",
        "ژوئیه",
        "ژوئیهٔ",
        "جولای",
        "يوليو",
        "يوليه",
        "تموز",
        "luglio",
        "julho",
        "июля",
        "июль",
    ],
    &[
        "august",
        "aug",
        "août",
        "aout",
        "agosto",
        "ago",
        "اوت",
        "آگوست",
        "أغسطس",
        "اغسطس",
        "آب",
        "augustus",
        "августа",
        "август",
    ],
    &[
        "september",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "setiembre",
        "سپتامبر",
        "سبتمبر",
        "أيلول",
        "settembre",
        "setembro",
        "сентября",
        "сентябрь",
    ],
    &[
        "october",
        "oct",
        "oktober",
        "okt",
        "octobre",
        "octubre",
        "اکتبر",
        "أكتوبر",
        "اكتوبر",
        "تشرين الأول",
        "ottobre",
        "outubro",
        "октября",
        "октябрь",
    ],
    &[
        "november",
        "nov",
        "novembre",
        "noviembre",
        "نوامبر",
        "نوفمبر",
        "تشرين الثاني",
        "novembro",
        "ноября",
        "ноябрь",
    ],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "déc",
        "diciembre",
        "dic",
        "دسامبر",
        "ديسمبر",
        "كانون الأول",
        "dicembre",
        "dezembro",
        "декабря",
        "декабрь",
    ],
];

const JALALI: [&[&str]; 12] = [
    &["فروردین", "حمل"],
    &["اردیبهشت", "ثور"],
    &["خرداد", "جوزا"],
    &["تیر", "سرطان"],
    &["مرداد", "امرداد", "اسد"],
    &["شهریور", "سنبله"],
    &["مهر", "میزان"],
    &["آبان", "عقرب"],
    &["آذر", "قوس"],
    &["دی", "جدی"],
    &["بهمن", "دلو"],
    &["اسفند", "حوت"],
];

const SEASONS: &[&str] = &[
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "frühjahr",
    "frühling",
    "sommer",
    "herbst",
    "printemps",
    "été",
    "automne",
    "hiver",
    "primavera",
    "verano",
    "otoño",
    "invierno",
    "بهار",
    "تابستان",
    "پاییز",
    "زمستان",
    "michaelmas",
    "easter",
];

/// The month of a word in lower case.
pub fn month(word: &str) -> Option<(Calendar, u32)> {
    // Most words are no months: their length and first letter tell.
    if word.len() > 24 || word.len() < 3 {
        return None;
    }
    KNOWN.get(word).copied()
}

static KNOWN: LazyLock<HashMap<&'static str, (Calendar, u32)>> = LazyLock::new(|| {
    let jalali = JALALI.iter().zip(1..).map(|(names, m)| (names, Calendar::Jalali, m));
    let gregorian = GREGORIAN.iter().zip(1..).map(|(names, m)| (names, Calendar::Gregorian, m));
    jalali
        .chain(gregorian)
        .flat_map(|(names, calendar, m)| names.iter().map(move |name| (*name, (calendar, m))))
        .collect()
});

/// Whether a word in lower case is a season.
pub fn is_season(word: &str) -> bool {
    SEASONS.contains(&word)
}

/// The month with which a text begins, if a year follows it: such a text continues a
/// date, as in `12.` at a line's end and `März 2009` after it.
pub fn leading(text: &str) -> Option<u32> {
    let mut words = text.split(|c: char| is_space(c) || c == ',').filter(|w| !w.is_empty());
    let first = words.next()?.trim_end_matches('.');
    if first.len() > 24 {
        return None;
    }
    let (_, m) = month(&first.to_lowercase())?;
    let second = words.next()?;
    let second = if matches!(second, "de" | "del") { words.next()? } else { second };
    let year: &str = second.trim_end_matches(|c: char| digit(c).is_none());
    (is_year(year) || number(second, digit).is_some_and(|(n, _)| n > 0 && n <= 31)).then_some(m)
}
