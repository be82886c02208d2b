//! Dates in source code.

/// A [`DateTime`](crate::DateTime) that the compiler checks: `datetime!(1998-07-17 14:08:55)`.
///
/// The time may be left out. Behind it may stand a zone: `UTC`, or an offset. The result is a constant.
///
/// ```
/// use xmlrpc_core::{DateTime, datetime};
///
/// const FOUNDED: DateTime = datetime!(1998-07-17 14:08:55);
/// assert_eq!(FOUNDED.to_string(), "19980717T14:08:55");
/// assert_eq!(datetime!(1998-07-17).to_string(), "19980717T00:00:00");
/// assert_eq!(datetime!(1998-07-17 14:08:55 UTC).to_string(), "19980717T14:08:55Z");
/// assert_eq!(datetime!(1998-07-17 14:08:55 -03:30).to_string(), "19980717T14:08:55-03:30");
/// ```
///
/// A date that the calendar does not have does not compile:
///
/// ```compile_fail
/// let date = xmlrpc_core::datetime!(1998-02-30);
/// ```
#[macro_export]
macro_rules! datetime {
    ($year:literal - $month:literal - $day:literal) => {{
        #[allow(clippy::zero_prefixed_literal)]
        const DATE: $crate::value::DateTime =
            $crate::value::DateTime::constant([$year, $month, $day, 0, 0, 0], ::core::option::Option::None);
        DATE
    }};
    ($year:literal - $month:literal - $day:literal $hour:literal : $minute:literal : $second:literal) => {{
        #[allow(clippy::zero_prefixed_literal)]
        const DATE: $crate::value::DateTime = $crate::value::DateTime::constant(
            [$year, $month, $day, $hour, $minute, $second],
            ::core::option::Option::None,
        );
        DATE
    }};
    ($year:literal - $month:literal - $day:literal $hour:literal : $minute:literal : $second:literal UTC) => {{
        #[allow(clippy::zero_prefixed_literal)]
        const DATE: $crate::value::DateTime = $crate::value::DateTime::constant(
            [$year, $month, $day, $hour, $minute, $second],
            ::core::option::Option::Some(0),
        );
        DATE
    }};
    ($year:literal - $month:literal - $day:literal $hour:literal : $minute:literal : $second:literal + $hours:literal : $minutes:literal) => {{
        #[allow(clippy::zero_prefixed_literal)]
        const DATE: $crate::value::DateTime = $crate::value::DateTime::constant(
            [$year, $month, $day, $hour, $minute, $second],
            ::core::option::Option::Some($hours * 60 + $minutes),
        );
        DATE
    }};
    ($year:literal - $month:literal - $day:literal $hour:literal : $minute:literal : $second:literal - $hours:literal : $minutes:literal) => {{
        #[allow(clippy::zero_prefixed_literal)]
        const DATE: $crate::value::DateTime = $crate::value::DateTime::constant(
            [$year, $month, $day, $hour, $minute, $second],
            ::core::option::Option::Some(-($hours * 60 + $minutes)),
        );
        DATE
    }};
}
