//! What answers and calls look like in each dialect, held against what CPython writes and reads.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod any_dialect;
mod faults;
mod generated;
mod last_line;
mod python_dumps;
mod served;
mod settings;

/// What Python's `bytes.hex` wrote.
fn unhex(digits: &str) -> Vec<u8> {
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}
