//! Keyword arguments: the members of a struct that is a call's last parameter.

use std::borrow::Cow;

use serde::de::Deserialize;

use super::ParamsReader;
use crate::decode::{Bookmark, Kind};
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;

/// What a look ahead finds.
#[derive(Debug)]
pub struct LookAhead<'a> {
    /// How many parameters are left.
    pub count: usize,
    /// The members of the last one, if it is a struct: their names, and where their values begin.
    pub last: Option<Members<'a>>,
}

/// The names of members, and where their values begin.
type Members<'a> = Vec<(Cow<'a, str>, MemberPlace)>;

/// Where the value of a member begins.
#[derive(Debug, Clone, Copy)]
pub struct MemberPlace(Bookmark);

impl<'a> ParamsReader<'a> {
    /// Looks at the parameters that are left, and stays where it is.
    ///
    /// # Errors
    ///
    /// A document that is not XML-RPC up to their end, or a last struct that has a member twice.
    pub fn look_ahead(&mut self) -> Result<LookAhead<'a>, Error> {
        let (start, place) = (self.reader.bookmark(), self.place);
        let found = self.found_ahead();
        self.reader.return_to(start);
        self.place = place;
        found.map_err(|error| self.error(error))
    }

    fn found_ahead(&mut self) -> Result<LookAhead<'a>, Error> {
        let mut found = LookAhead { count: 0, last: None };
        let mut last = None;
        while self.more()? {
            last = Some(self.reader.bookmark());
            found.count += 1;
            self.reader.skip_value()?;
            self.leave()?;
        }
        if let Some(last) = last {
            self.reader.return_to(last);
            found.last = self.members_here()?;
        }
        Ok(found)
    }

    /// The members of the struct at which the reader stands; none if it stands at another value.
    fn members_here(&mut self) -> Result<Option<Members<'a>>, Error> {
        let open = self.reader.open_value()?;
        if open.kind() != Kind::Struct {
            return Ok(None);
        }
        let entered = self.reader.begin_struct(&open)?;
        let mut members = self.reader.members(entered);
        let mut found: Members<'a> = Vec::new();
        while let Some(name) = self.reader.next_name_that_counts(&mut members)? {
            if found.iter().any(|(known, _)| *known == name) {
                return Err(Error::new(INVALID_PARAMETERS, "the struct has a member twice"));
            }
            found.push((name, MemberPlace(self.reader.bookmark())));
            self.reader.skip_member_value(&mut members)?;
        }
        Ok(Some(found))
    }

    /// Reads the value of a member that [`look_ahead`](Self::look_ahead) found, and stays where it is.
    ///
    /// # Errors
    ///
    /// A value that does not suit `T`.
    pub fn member<T: Deserialize<'a>>(&mut self, place: MemberPlace) -> Result<T, Error> {
        let here = self.reader.bookmark();
        self.reader.return_to(place.0);
        let value = self.reader.value();
        if value.is_err() {
            // The value has been passed over once, so that it is whole.
            let _ = self.reader.recover();
        }
        self.reader.return_to(here);
        value.map_err(|error| self.error(error))
    }
}
