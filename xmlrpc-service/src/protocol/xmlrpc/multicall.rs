//! The entries of a multicall.

use xmlrpc_core::fault::Fault;
use xmlrpc_core::message::incremental::{Entry, EntryStart, ParamsStart};

use super::Call;

impl<'a> Call<'a> {
    /// Where the entries stand. The document has been checked to its end.
    pub(crate) fn entries(&self, start: ParamsStart) -> Result<Vec<EntryStart>, Fault> {
        Ok(self.reader.multicall_entries(start)?)
    }

    /// Reads the entry at an index. Its faults name it by its number, counted from 1.
    pub(crate) fn entry(&self, index: usize, start: EntryStart) -> Result<Entry<'a>, Fault> {
        let entry = self.reader.multicall_entry(start);
        Ok(entry.map_err(|error| error.prefixed(format_args!("entry {}: ", index + 1)))?)
    }

    /// Checks the name that an entry gives, before its method runs.
    pub(crate) fn check_entry_name(&self, name: &str) -> Result<(), Fault> {
        Ok(self.reader.check_name(name)?)
    }
}
