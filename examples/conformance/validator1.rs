//! The eight methods of UserLand's validator, the first public test suite for XML-RPC servers.

use serde::{Deserialize, Serialize};
use xmlrpc_server::value::Struct;
use xmlrpc_server::{Base64, DateTime, Fault, rpc_service};

pub(crate) struct Validator1;

/// At least these three members; serde ignores others.
#[derive(Deserialize)]
struct Stooges {
    moe: i32,
    larry: i32,
    curly: i32,
}

impl Stooges {
    /// The sum of three 32-bit numbers may need more bits.
    fn sum(&self) -> i64 {
        [self.moe, self.larry, self.curly].into_iter().map(i64::from).sum()
    }
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entities {
    ct_left_angle_brackets: u32,
    ct_right_angle_brackets: u32,
    ct_ampersands: u32,
    ct_apostrophes: u32,
    ct_quotes: u32,
}

/// A calendar of years, months and days; the test reads one day.
#[derive(Deserialize)]
struct Calendar {
    #[serde(rename = "2000")]
    year: Year,
}

#[derive(Deserialize)]
struct Year {
    #[serde(rename = "04")]
    april: Month,
}

#[derive(Deserialize)]
struct Month {
    #[serde(rename = "01")]
    first: Stooges,
}

#[derive(Serialize)]
struct Multiples {
    times10: i64,
    times100: i64,
    times1000: i64,
}

/// The validator's tests.
#[rpc_service(prefix = "validator1", rename_all = "camelCase")]
impl Validator1 {
    /// Add up the member "curly" of all structs.
    #[expose(inline)]
    fn array_of_structs_test(&self, structs: &[Stooges]) -> i64 {
        structs.iter().map(|stooges| i64::from(stooges.curly)).sum()
    }

    /// Count the characters that XML escapes.
    #[expose(inline)]
    fn count_the_entities(&self, text: &str) -> Entities {
        let mut count = Entities::default();
        for character in text.chars() {
            match character {
                '<' => count.ct_left_angle_brackets += 1,
                '>' => count.ct_right_angle_brackets += 1,
                '&' => count.ct_ampersands += 1,
                '\'' => count.ct_apostrophes += 1,
                '"' => count.ct_quotes += 1,
                _ => {}
            }
        }
        count
    }

    /// Add up the members "moe", "larry" and "curly".
    #[expose(inline)]
    fn easy_struct_test(&self, stooges: Stooges) -> i64 {
        stooges.sum()
    }

    /// Return the struct unchanged.
    #[expose(inline)]
    fn echo_struct_test(&self, value: Struct) -> Struct {
        value
    }

    /// Return an array of the six parameters.
    #[expose(inline)]
    fn many_types_test(
        &self,
        number: i32,
        boolean: bool,
        string: String,
        double: f64,
        date: DateTime,
        bytes: Base64,
    ) -> (i32, bool, String, f64, DateTime, Base64) {
        (number, boolean, string, double, date, bytes)
    }

    /// Join the first and the last string of an array.
    #[expose(inline)]
    fn moderate_size_array_check(&self, strings: Vec<String>) -> Result<String, Fault> {
        match strings.as_slice() {
            [] => Err(Fault::invalid_parameters("the array is empty, so it has no first and no last string")),
            [only] => Ok(only.repeat(2)),
            [first, .., last] => Ok(format!("{first}{last}")),
        }
    }

    /// Add up "moe", "larry" and "curly" of the 1st of April 2000.
    #[expose(inline)]
    fn nested_struct_test(&self, calendar: Calendar) -> i64 {
        calendar.year.april.first.sum()
    }

    /// Multiply a number by 10, 100 and 1000.
    #[expose(inline)]
    fn simple_struct_return_test(&self, number: i32) -> Multiples {
        let number = i64::from(number);
        Multiples { times10: number * 10, times100: number * 100, times1000: number * 1000 }
    }
}
