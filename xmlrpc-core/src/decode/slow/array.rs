//! The elements of arrays.

use super::OpenValue;
use crate::decode::{Element, Reader};
use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::reading::Quirk;

impl<'a> Reader<'a> {
    /// Enters an array whose start tag was read; whether an element comes, at whose start the reader stands then.
    pub(crate) fn begin_array(&mut self, open: &OpenValue<'a>) -> Result<bool, Error> {
        self.descend()?;
        if open.is_over() {
            return self.end_without_data();
        }
        if self.reading().is_tolerant() {
            let here = self.bookmark();
            let tag = self.next_tag(Element::Data)?;
            if tag.starts(Element::Value) || tag.ends(Element::Array) {
                self.note(Quirk::ArrayWithoutData);
                self.return_to(here);
                return self.more_elements();
            }
            self.return_to(here);
        }
        if self.open(Element::Data)? {
            return self.more_elements();
        }
        self.close(Element::Array)?;
        self.end_array()
    }

    /// `<array/>`.
    #[cold]
    fn end_without_data(&mut self) -> Result<bool, Error> {
        if !self.reading().is_tolerant() {
            return Err(self.cursor.error(INVALID_REQUEST, "not XML-RPC: expected `<data>`, found `</array>`"));
        }
        self.note(Quirk::ArrayWithoutData);
        self.end_array()
    }

    /// Whether another element comes; if none does, the array and its value have been left.
    pub(crate) fn more_elements(&mut self) -> Result<bool, Error> {
        let mut lookahead = self.cursor.lookahead();
        lookahead.skip_space();
        if lookahead.begins_with(Element::Value.start()) {
            self.cursor.move_to(lookahead);
            return Ok(true);
        }
        self.end_of_elements()
    }

    #[inline(never)]
    fn end_of_elements(&mut self) -> Result<bool, Error> {
        let has_data = !self.quirks().contains(Quirk::ArrayWithoutData) || !self.at_end_of_array()?;
        if has_data && self.more(Element::Value, Element::Data)? {
            return Ok(true);
        }
        self.close(Element::Array)?;
        self.end_array()
    }

    /// Whether the array ends here, without `</data>`. That there was none to close is known in the end, since a
    /// document with quirks must be well-formed as a whole.
    #[cold]
    fn at_end_of_array(&mut self) -> Result<bool, Error> {
        let here = self.bookmark();
        let at_end = self.next_tag(Element::Array)?.ends(Element::Array);
        self.return_to(here);
        Ok(at_end)
    }

    /// How many elements of an array stand between its first one and another. They have been read before.
    #[cold]
    pub(crate) fn count_elements(&mut self, first: usize, element: usize) -> Option<usize> {
        let here = self.bookmark();
        self.cursor.set_position(first);
        // What was within the limits before is not counted again.
        (self.depth_left, self.values_left) = (u32::MAX, usize::MAX);
        let mut count = Some(0);
        while self.cursor.position() < element {
            let more = self.skip_value().and_then(|()| self.more_elements());
            count = count.filter(|_| matches!(more, Ok(true))).map(|count| count + 1);
            if count.is_none() {
                break;
            }
        }
        self.return_to(here);
        count
    }

    #[inline]
    fn end_array(&mut self) -> Result<bool, Error> {
        self.ascend();
        self.close(Element::Value)?;
        Ok(false)
    }
}
