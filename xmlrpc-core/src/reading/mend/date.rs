//! Dates in forms that the standard reading does not know: a comma, two digits of a year, 24:00:00, a second 60.

use super::super::quirk::{Quirk, Quirks};
use crate::value::DateTime;

/// Years of two digits from here on belong to the last century, as POSIX has it.
const FIRST_OF_LAST_CENTURY: u16 = 69;

/// Whether a text is a date of zeros, or no date at all.
pub(super) fn is_empty(text: &str) -> bool {
    let text = text.trim_ascii();
    let text = text.strip_suffix('Z').unwrap_or(text);
    matches!(text, "" | "00000000T00:00:00" | "0000-00-00T00:00:00" | "00000000T000000")
}

/// The date that is meant, in a form that the standard reading knows, and in which ways it is written otherwise. None
/// for a text that it knows already, and for one that is no date in these forms either.
pub(super) fn meant(text: &str) -> Option<(String, Quirks)> {
    // Nothing that is longer is a date; and most of the bytes must be digits, or characters of one byte at least.
    const LONGEST: usize = 64;
    let text = text.trim_ascii();
    if text.len() > LONGEST || !text.is_ascii() || text.parse::<DateTime>().is_ok() {
        return None;
    }
    let mut quirks = Quirks::default();
    let text = with_point(text, &mut quirks);
    let (day, clock) = text.split_once('T')?;
    let day = with_century(day, &mut quirks)?;
    let (clock, carried) = on_the_clock(clock, &mut quirks)?;
    let date = format!("{day}T{clock}");
    let parsed = date.parse::<DateTime>().ok()?;
    if quirks.is_empty() {
        return None;
    }
    match carried {
        None => Some((date, quirks)),
        Some(carried) => {
            Some((format!("{}T{}", carried.day_behind(&parsed, day.contains('-'))?, carried.clock), quirks))
        }
    }
}

fn with_point(text: &str, quirks: &mut Quirks) -> String {
    if text.contains(',') {
        quirks.insert(Quirk::CommaFraction);
    }
    text.replacen(',', ".", 1)
}

/// The day with four digits of a year.
fn with_century(day: &str, quirks: &mut Quirks) -> Option<String> {
    let short = match day.len() {
        6 => !day.contains('-'),
        8 => day.as_bytes().get(2) == Some(&b'-'),
        _ => false,
    };
    if !short {
        return Some(day.to_owned());
    }
    quirks.insert(Quirk::TwoDigitYear);
    let year: u16 = day.get(..2)?.parse().ok()?;
    Some(format!("{}{day}", if year < FIRST_OF_LAST_CENTURY { "20" } else { "19" }))
}

/// A clock that was beyond the end of its minute or day.
struct Carried {
    clock: String,
    /// Whether it is the next day's.
    next_day: bool,
}

/// A clock as every day has it, to check the rest of the text by; and what it comes to, if that is another one.
///
/// Second 60 is the first one of the next minute, as POSIX has it, and 24:00:00 is the next day's 00:00:00.
fn on_the_clock(clock: &str, quirks: &mut Quirks) -> Option<(String, Option<Carried>)> {
    let colons = clock.as_bytes().get(2) == Some(&b':');
    let at = |place: usize| place * if colons { 3 } else { 2 };
    let number = |place: usize| clock.get(at(place)..at(place) + 2).and_then(|digits| digits.parse::<u16>().ok());
    let (hour, minute, second) = (number(0)?, number(1)?, number(2)?);
    let rest = clock.get(at(2) + 2..)?;
    let written = |hour: u16, minute: u16, second: u16| {
        let colon = if colons { ":" } else { "" };
        format!("{hour:02}{colon}{minute:02}{colon}{second:02}{rest}")
    };
    if hour == 24 {
        let fraction = rest.strip_prefix('.').unwrap_or_default();
        let digits = fraction.bytes().take_while(u8::is_ascii_digit);
        if minute > 0 || second > 0 || digits.into_iter().any(|digit| digit != b'0') {
            return None;
        }
        quirks.insert(Quirk::Midnight24);
        return Some((written(0, 0, 0), Some(Carried { clock: written(0, 0, 0), next_day: true })));
    }
    if second == 60 {
        quirks.insert(Quirk::LeapSecond);
        let minutes = hour * 60 + minute + 1;
        let carried = written(minutes / 60 % 24, minutes % 60, 0);
        return Some((written(hour, minute, 59), Some(Carried { clock: carried, next_day: minutes == 24 * 60 })));
    }
    Some((clock.to_owned(), None))
}

impl Carried {
    /// The day that the clock belongs to.
    fn day_behind(&self, date: &DateTime, hyphens: bool) -> Option<String> {
        let (year, month, day) = (date.year(), date.month(), date.day());
        let next = |year, month, day| DateTime::new(year, month, day, 0, 0, 0).ok();
        let of = if self.next_day {
            next(year, month, day + 1).or_else(|| next(year, month + 1, 1)).or_else(|| next(year + 1, 1, 1))?
        } else {
            *date
        };
        let hyphen = if hyphens { "-" } else { "" };
        Some(format!("{:04}{hyphen}{:02}{hyphen}{:02}", of.year(), of.month(), of.day()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(String, Vec<Quirk>)> {
        meant(text).map(|(date, quirks)| (date, quirks.iter().collect()))
    }

    #[test]
    fn what_is_meant() {
        for (text, date, quirk) in [
            ("19980717T14:08:55,5", "19980717T14:08:55.5", Quirk::CommaFraction),
            (" 1998-07-17T14:08:55,123Z ", "1998-07-17T14:08:55.123Z", Quirk::CommaFraction),
            ("980717T14:08:55", "19980717T14:08:55", Quirk::TwoDigitYear),
            ("68-07-17T14:08:55", "2068-07-17T14:08:55", Quirk::TwoDigitYear),
            ("690717T140855+02:00", "19690717T140855+02:00", Quirk::TwoDigitYear),
            ("19980717T24:00:00", "19980718T00:00:00", Quirk::Midnight24),
            ("1999-12-31T24:00:00.000Z", "2000-01-01T00:00:00.000Z", Quirk::Midnight24),
            ("20000228T240000", "20000229T000000", Quirk::Midnight24),
            ("20161231T23:59:60", "20170101T00:00:00", Quirk::LeapSecond),
            ("20160630T12:59:60Z", "20160630T13:00:00Z", Quirk::LeapSecond),
        ] {
            assert_eq!(of(text), Some((date.to_owned(), vec![quirk])), "{text}");
        }
        let both = vec![Quirk::CommaFraction, Quirk::TwoDigitYear];
        assert_eq!(of("980717T14:08:55,5"), Some(("19980717T14:08:55.5".to_owned(), both)));
    }

    #[test]
    fn what_is_beyond_repair_or_in_order() {
        for text in [
            "",
            "19980717T14:08:55",
            "1998-07-17T14:08:55Z",
            "19980717",
            "19980717T24:00:01",
            "19980717T24:00:00.001",
            "99991231T24:00:00",
            "19980717T25:00:00",
            "19980717T14:60:60",
            "19980717T14:08:61",
            "19980231T23:59:60",
            "980732T00:00:00",
            "19980717T14:08:55,",
            "19980717T14:08:55,5,5",
            "980717",
            "9\u{e9}0717T14:08:55",
            "T",
            "aa0717T14:08:55",
            "+10717T14:08:55",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn empty_dates() {
        for text in ["", " ", "00000000T00:00:00", "00000000T00:00:00Z", "0000-00-00T00:00:00"] {
            assert!(is_empty(text), "{text}");
        }
        assert!(!is_empty("00010101T00:00:00") && !is_empty("nothing"));
    }
}
