//! The text of a date: `19980717T14:08:55`, and the forms of ISO 8601 that clients send.

use std::fmt;
use std::str::FromStr;

use super::date_time::{DateTime, InvalidDateTime, Zone};
use crate::dialect::DateTimeForm;

/// The form in which a date was read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// `1998-07-17`.
    hyphens: bool,
    /// `140855`.
    no_colons: bool,
    /// Digits of the second's fraction.
    fraction_digits: u8,
    zone: ZoneStyle,
}

#[derive(Debug, Clone, Copy, Default)]
enum ZoneStyle {
    /// `Z` for UTC, otherwise as [`ZoneStyle::Colon`].
    #[default]
    Short,
    /// `+02:00`.
    Colon,
    /// `+0200`.
    Digits,
    /// `+02`.
    Hours,
}

impl Style {
    /// The specification's form.
    pub(super) const NEW: Style =
        Style { hyphens: false, no_colons: false, fraction_digits: 0, zone: ZoneStyle::Short };
}

impl FromStr for DateTime {
    type Err = InvalidDateTime;

    /// Reads `19980717T14:08:55`, also with hyphens, without colons, with a fraction, and with `Z` or an offset.
    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        const FORM: InvalidDateTime = InvalidDateTime("expected the form 19980717T14:08:55");
        let mut scan = Scan(text.trim_ascii().as_bytes());
        let mut style = Style::default();
        let year = scan.digits(4).ok_or(FORM)?;
        style.hyphens = scan.eat(b'-');
        let month = scan.digits(2).ok_or(FORM)?;
        if scan.eat(b'-') != style.hyphens {
            return Err(FORM);
        }
        let day = scan.digits(2).ok_or(FORM)?;
        if !scan.eat(b'T') {
            return Err(FORM);
        }
        let hour = scan.digits(2).ok_or(FORM)?;
        style.no_colons = !scan.eat(b':');
        let minute = scan.digits(2).ok_or(FORM)?;
        if scan.eat(b':') == style.no_colons {
            return Err(FORM);
        }
        let second = scan.digits(2).ok_or(FORM)?;
        let mut nanosecond = 0;
        if scan.eat(b'.') {
            (nanosecond, style.fraction_digits) = scan.fraction().ok_or(FORM)?;
        }
        let zone = scan.zone(&mut style.zone).ok_or(FORM)?;
        if !scan.0.is_empty() {
            return Err(FORM);
        }
        // At most two digits each, so that the cast keeps the number.
        let [month, day, hour, minute, second] = [month, day, hour, minute, second].map(|number| number as u8);
        DateTime { year, month, day, hour, minute, second, nanosecond, zone, style }.checked()
    }
}

impl DateTime {
    /// Converts the date into the form of a dialect.
    ///
    /// # Errors
    ///
    /// A date whose year in UTC is before 0 or after 9999.
    pub(crate) fn in_form(self, form: DateTimeForm) -> Result<Self, InvalidDateTime> {
        // A date without a zone is UTC, so that the instant is kept.
        let universal = || DateTime::from_timestamp(self.timestamp(), 0);
        match form {
            DateTimeForm::AsGiven => Ok(self),
            DateTimeForm::Basic => universal(),
            DateTimeForm::Extended => {
                Ok(DateTime { style: Style { hyphens: true, ..Style::default() }, ..universal()? })
            }
            DateTimeForm::Utc => Ok(universal()?.with_zone(Zone::UTC)),
        }
    }
}

struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.0.first() == Some(&byte);
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    /// Reads exactly `count` digits, at most four.
    fn digits(&mut self, count: usize) -> Option<u16> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let number = digits
            .iter()
            .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0')))?;
        self.0 = rest;
        Some(number)
    }

    /// Reads one to nine digits after the point: nanoseconds, and the number of digits.
    fn fraction(&mut self) -> Option<(u32, u8)> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=9).contains(&count) {
            return None;
        }
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        Some((number * 10u32.pow(9 - count as u32), count as u8))
    }

    /// Reads `Z`, an offset, or nothing.
    fn zone(&mut self, style: &mut ZoneStyle) -> Option<Option<Zone>> {
        let sign = match self.0.first() {
            None => return Some(None),
            Some(b'Z') => {
                self.0 = &self.0[1..];
                return Some(Some(Zone { minutes_east: 0 }));
            }
            Some(b'+') => 1,
            Some(b'-') => -1,
            Some(_) => return None,
        };
        self.0 = &self.0[1..];
        let hours = self.digits(2)?;
        let minutes = if self.0.is_empty() {
            *style = ZoneStyle::Hours;
            0
        } else {
            *style = if self.eat(b':') { ZoneStyle::Colon } else { ZoneStyle::Digits };
            self.digits(2)?
        };
        if hours > 23 || minutes > 59 {
            return None;
        }
        Some(Some(Zone { minutes_east: sign * (hours * 60 + minutes) as i16 }))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hyphen = if self.style.hyphens { "-" } else { "" };
        let colon = if self.style.no_colons { "" } else { ":" };
        let DateTime { year, month, day, hour, minute, second, .. } = self;
        write!(f, "{year:04}{hyphen}{month:02}{hyphen}{day:02}T{hour:02}{colon}{minute:02}{colon}{second:02}")?;
        if self.style.fraction_digits > 0 {
            let width = usize::from(self.style.fraction_digits);
            let fraction = self.nanosecond / 10u32.pow(9 - u32::from(self.style.fraction_digits));
            write!(f, ".{fraction:0width$}")?;
        }
        let Some(Zone { minutes_east }) = self.zone else { return Ok(()) };
        let sign = if minutes_east < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes_east.unsigned_abs() / 60, minutes_east.unsigned_abs() % 60);
        match self.style.zone {
            ZoneStyle::Short if minutes_east == 0 => f.write_str("Z"),
            ZoneStyle::Short | ZoneStyle::Colon => write!(f, "{sign}{hours:02}:{minutes:02}"),
            ZoneStyle::Digits => write!(f, "{sign}{hours:02}{minutes:02}"),
            ZoneStyle::Hours => write!(f, "{sign}{hours:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_goes_back_in_the_form_it_came_in() {
        for text in [
            "19980717T14:08:55",
            "1998-07-17T14:08:55",
            "19980717T140855",
            "2018-03-06T06:21:20Z",
            "2026-01-31T12:34:56.000Z",
            "20260131T12:34:56.5",
            "20260131T12:34:56+02:00",
            "20260131T12:34:56-0730",
            "20260131T12:34:56+02",
            "20260131T12:34:56+00:00",
            "20000229T23:59:59",
            "00010101T00:00:00",
        ] {
            assert_eq!(text.parse::<DateTime>().map(|date| date.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_date_takes_the_form_that_is_asked_for() {
        use DateTimeForm::{AsGiven, Basic, Extended, Utc};
        for (text, form, expected) in [
            ("2026-01-31T12:34:56.5+02:00", AsGiven, Some("2026-01-31T12:34:56.5+02:00")),
            ("2026-01-31T12:34:56.5+02:00", Basic, Some("20260131T10:34:56")),
            ("20260131T123456Z", Extended, Some("2026-01-31T12:34:56")),
            ("2026-01-31T12:34:56", Utc, Some("20260131T12:34:56Z")),
            ("20260101T00:30:00.9+02:00", Utc, Some("20251231T22:30:00Z")),
            ("20240228T23:00:00-0130", Utc, Some("20240229T00:30:00Z")),
            ("00000101T00:00:00+01:00", Utc, None),
            ("99991231T23:59:59-01:00", Utc, None),
        ] {
            let date = text.parse::<DateTime>().and_then(|date| date.in_form(form));
            assert_eq!(date.ok().map(|date| date.to_string()).as_deref(), expected, "{text} {form:?}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "1998",
            "19980717",
            "19980717 14:08:55",
            "19980717T14:08",
            "19980717T14:08:60",
            "19980717T24:00:00",
            "19980732T00:00:00",
            "19990229T00:00:00",
            "21000229T00:00:00",
            "19981301T00:00:00",
            "00000000T00:00:00",
            "1998-0717T00:00:00",
            "19980717T14:0855",
            "19980717T14:08:55,5",
            "19980717T14:08:55.",
            "98-07-17T14:08:55",
            "19980717T14:08:55+2",
            "19980717T14:08:55+24:00",
            "19980717T14:08:55ZZ",
            "１９980717T14:08:55",
            "+9980717T14:08:55",
            "19980717T14:08:55.1234567890",
        ] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_that_say_the_same_are_equal() {
        let parse = |text: &str| text.parse::<DateTime>().ok();
        assert_eq!(parse("1998-07-17T14:08:55"), parse("19980717T140855"));
        assert_eq!(parse("19980717T14:08:55+00:00"), parse("19980717T14:08:55Z"));
        assert_ne!(parse("19980717T14:08:55"), parse("19980717T14:08:55Z"));
    }
}
