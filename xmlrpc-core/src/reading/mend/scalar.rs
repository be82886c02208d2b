//! Scalars: what their texts say in other hands.

use std::borrow::Cow;

use super::super::quirk::Quirk;
use super::super::settings::EmptyNumbers;
use super::tags::Tag;
use super::{GiveUp, Mender, base64, boolean, date};
use crate::xml::is_blank;

/// What is to be done about a scalar.
enum Repair {
    /// Its text becomes another one.
    Text(Cow<'static, str>),
    /// Something is put in behind its text.
    Append(&'static str),
    /// It becomes nil.
    Nil,
}

impl<'a> Mender<'a> {
    /// A scalar, or nil, whose start tag has been read.
    pub(super) fn scalar(&mut self, tag: &Tag<'a>) -> Result<(), GiveUp> {
        if tag.empty {
            match self.repair(tag.name, "")? {
                None | Some(Repair::Append(_)) => self.keep(tag),
                Some(Repair::Text(text)) => {
                    let element = format!("<{name}>{text}</{name}>", name = tag.name);
                    self.draft.replace(tag.begin, tag.end, &element);
                }
                Some(Repair::Nil) => self.draft.replace(tag.begin, tag.end, "<nil/>"),
            }
            return Ok(());
        }
        let begin = self.cursor.position();
        let text = self.text()?;
        let behind = self.cursor.position();
        let end = self.tag()?;
        self.ends(tag, &end)?;
        match self.repair(tag.name, &text)? {
            Some(Repair::Nil) => {
                self.draft.replace(tag.begin, end.end, "<nil/>");
                return Ok(());
            }
            repair => {
                self.keep(tag);
                match repair {
                    Some(Repair::Text(text)) => self.draft.replace(begin, behind, &text),
                    Some(Repair::Append(text)) => self.draft.replace(behind, behind, text),
                    _ => {}
                }
            }
        }
        self.keep(&end);
        Ok(())
    }

    /// None for a text that stays, be it right or beyond repair: the reader says which.
    fn repair(&mut self, name: &str, text: &str) -> Result<Option<Repair>, GiveUp> {
        let tolerant = self.rules.reading.is_tolerant();
        match name {
            "int" | "i4" | "i8" | "i1" | "i2" | "biginteger" => self.empty_number(text, "0"),
            "double" | "float" | "bigdecimal" => self.empty_number(text, "0.0"),
            "boolean" if is_blank(text) => self.empty_number(text, "0"),
            "boolean" if tolerant => match boolean::in_capitals(text) {
                Some(digit) => self.repaired(Quirk::BooleanWord, Repair::Text(digit.into())),
                None => Ok(None),
            },
            "dateTime.iso8601" if self.rules.reading.empty_dates_are_nil && date::is_empty(text) => {
                self.repaired(Quirk::EmptyDate, Repair::Nil)
            }
            "dateTime.iso8601" if tolerant => match date::meant(text) {
                Some((date, quirks)) => {
                    for quirk in quirks.iter() {
                        self.note(quirk)?;
                    }
                    Ok(Some(Repair::Text(date.into())))
                }
                None => Ok(None),
            },
            "base64" if tolerant => match base64::missing_padding(text) {
                Some(padding) => self.repaired(Quirk::Base64WithoutPadding, Repair::Append(padding)),
                None => Ok(None),
            },
            "nil" if !is_blank(text) => self.repaired(Quirk::TextInNil, Repair::Text("".into())),
            _ => Ok(None),
        }
    }

    fn empty_number(&mut self, text: &str, zero: &'static str) -> Result<Option<Repair>, GiveUp> {
        if !is_blank(text) {
            return Ok(None);
        }
        match self.rules.reading.empty_numbers {
            EmptyNumbers::Refuse => Ok(None),
            EmptyNumbers::Zero => self.repaired(Quirk::EmptyNumber, Repair::Text(zero.into())),
            EmptyNumbers::Nil => self.repaired(Quirk::EmptyNumber, Repair::Nil),
        }
    }

    fn repaired(&mut self, quirk: Quirk, repair: Repair) -> Result<Option<Repair>, GiveUp> {
        self.note(quirk)?;
        Ok(Some(repair))
    }
}
