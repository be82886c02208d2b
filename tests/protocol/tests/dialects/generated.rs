//! Values and dialects by seed.

use xmlrpc_service::dialect::{
    Base64Form, ControlCharacters, DateTimeForm, Declaration, DoubleForm, Encoding, FaultCodes, IntTag, Layout,
    LongForm, NilForm, NotFinite, VoidForm,
};
use xmlrpc_service::value::Struct;
use xmlrpc_service::{Base64, DateTime, Dialect, Value};

/// Marsaglia's xorshift: all that is asked of it is to be the same everywhere.
pub(crate) struct Seed(u64);

impl Seed {
    pub(crate) fn new(seed: u64) -> Self {
        Seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 16) as usize % bound
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    pub(crate) fn dialect(&mut self) -> Dialect {
        Dialect {
            int: self.pick(&[IntTag::Int, IntTag::I4]),
            long: self.pick(&[
                LongForm::I8,
                LongForm::ExI8,
                LongForm::Fault,
                LongForm::Double,
                LongForm::String,
                LongForm::Always,
                LongForm::Int,
            ]),
            nil: self.pick(&[
                NilForm::Nil,
                NilForm::ExNil,
                NilForm::Fault,
                NilForm::OmitMember,
                NilForm::EmptyString,
                NilForm::False,
            ]),
            void: self.pick(&[VoidForm::Nil, VoidForm::True, VoidForm::Zero, VoidForm::EmptyString]),
            double: self.pick(&[DoubleForm::Shortest, DoubleForm::Decimal, DoubleForm::Python]),
            not_finite: self.pick(&[NotFinite::Fault, NotFinite::Nil, NotFinite::Text]),
            date_time: self.pick(&[
                DateTimeForm::AsGiven,
                DateTimeForm::Basic,
                DateTimeForm::Extended,
                DateTimeForm::Utc,
            ]),
            base64: self.pick(&[Base64Form::OneLine, Base64Form::Lines]),
            control_characters: self.pick(&[
                ControlCharacters::Fault,
                ControlCharacters::Strip,
                ControlCharacters::Replace,
            ]),
            declaration: self.pick(&[
                Declaration::None,
                Declaration::Version,
                Declaration::Encoding,
                Declaration::Python,
            ]),
            encoding: self.pick(&[Encoding::Utf8, Encoding::Latin1, Encoding::Ascii, Encoding::AsAccepted]),
            layout: self.pick(&[Layout::Compact, Layout::Lines, Layout::Indented]),
            fault_codes: self.pick(&[FaultCodes::Interoperability, FaultCodes::CPython]),
        }
    }

    pub(crate) fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 9 } else { 14 }) {
            0 => Value::Int(self.next() as i32),
            1 => Value::Int(self.pick(&[0, -1, i32::MAX, i32::MIN])),
            2 => Value::Long(self.long()),
            3 => Value::Boolean(self.below(2) == 0),
            4 => Value::Double(self.double()),
            5 => Value::String(self.text()),
            6 => Value::DateTime(self.date()),
            7 => Value::Base64(Base64::from((0..self.below(200)).map(|_| self.next() as u8).collect::<Vec<_>>())),
            8 => Value::Nil,
            9..12 => {
                let members = (0..self.below(4)).map(|index| (self.name(index), self.value(depth - 1)));
                Value::Struct(members.collect::<Vec<_>>().into_iter().collect::<Struct>())
            }
            _ => Value::Array((0..self.below(4)).map(|_| self.value(depth - 1)).collect()),
        }
    }

    fn long(&mut self) -> i64 {
        let number = self.next() as i64;
        self.pick(&[number, number >> 20, 7, 1 << 31, -(1 << 31) - 1, 1 << 53, (1 << 53) + 1, i64::MIN, i64::MAX])
    }

    fn double(&mut self) -> f64 {
        let number = f64::from_bits(self.next());
        let ordinary = self.next() as i32 as f64 / 1000.0;
        let unusual = [0.0, -0.0, 1e-5, 1e-15, 1e15, 1e16, 1e22, 5e-324, f64::MAX, f64::MIN_POSITIVE, 0.1];
        let unusual = self.pick(&unusual);
        let not_finite = self.pick(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY]);
        self.pick(&[number, ordinary, ordinary, unusual, unusual, not_finite])
    }

    pub(crate) fn text(&mut self) -> String {
        const PIECES: [&str; 24] = [
            "a",
            "plain text of some length",
            " ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "<",
            "</value>",
            ">",
            "&",
            "&amp;",
            "]]>",
            "'\"",
            "é",
            "\u{7f}",
            "\u{85}",
            "€",
            "\u{feff}",
            "\u{ffee}",
            "\u{1F600}",
            "\u{10FFFF}",
            "中",
            "\u{2028}",
        ];
        const FORBIDDEN: [&str; 5] = ["\0", "\u{1}", "\u{1f}", "\u{fffe}", "\u{ffff}"];
        let mut text: String = (0..self.below(8)).map(|_| self.pick(&PIECES)).collect();
        if self.below(12) == 0 {
            text.push_str(self.pick(&FORBIDDEN));
        }
        text
    }

    /// Another one than those of other indices, whatever is left out of it.
    fn name(&mut self, index: usize) -> String {
        let name = self.text();
        if index == 0 { name } else { format!("{index}{name}") }
    }

    fn date(&mut self) -> DateTime {
        let texts = [
            "19980717T14:08:55",
            "1998-07-17T14:08:55",
            "19980717T140855Z",
            "2026-01-31T12:34:56.125+02:00",
            "20260101T00:30:00-0730",
            "00000101T00:00:00+01:00",
            "99991231T23:59:59-00:01",
        ];
        self.pick(&texts).parse().unwrap()
    }
}
