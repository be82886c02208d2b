//! The time of `--timeout`.

use std::time::Duration;

use crate::escape::excerpt;
use crate::failure::{Failure, Result};

/// Reads `500ms`, `5s`, `2m`, `1h`, or a number of seconds.
pub(crate) fn duration(text: &str) -> Result<Duration> {
    let refused = || {
        let given = excerpt(text);
        Failure::usage(format!("--timeout {given} is not a time: write a number and a unit, such as 500ms, 5s or 2m"))
    };
    let text = text.trim();
    let digits = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim() {
        "ms" => 0.001,
        "" | "s" | "sec" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(refused()),
    };
    let seconds = number.parse::<f64>().map_err(|_| refused())? * unit;
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) if time.is_zero() => Err(Failure::usage("--timeout 0 leaves no time: write a time such as 5s")),
        Ok(time) => Ok(time),
        Err(_) => Err(refused()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_unit() {
        let millis = |text: &str| duration(text).map(|time| time.as_millis()).ok();
        for (text, expected) in
            [("500ms", 500), ("5s", 5_000), ("5", 5_000), ("0.5s", 500), ("2m", 120_000), ("1h", 3_600_000)]
        {
            assert_eq!(millis(text), Some(expected), "{text}");
        }
        for text in ["", "s", "5x", "-5s", "1e9", "0", "0ms", "5 s s", "1.2.3s", "NaN", "99999999999999999999h"] {
            assert_eq!(millis(text), None, "{text}");
        }
    }
}
