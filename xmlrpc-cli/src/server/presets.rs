//! `--preset`: the settings that a known server needs.

use xmlrpc_core::Dialect;
use xmlrpc_core::dialect::{Encoding, IntTag, LongForm, NilForm};

use crate::escape::excerpt;
use crate::failure::{Failure, Result};
use crate::nearest::nearest;

/// What differs from the settings for any server.
#[derive(Debug, Clone, Copy)]
pub(super) struct Preset {
    name: &'static str,
    /// The path of an address that has none.
    path: &'static str,
    pub(super) is_tolerant: bool,
    pub(super) empty_is_nil: bool,
    pub(super) adapt: fn(&mut Dialect),
}

/// The usual server.
const USUAL: Preset = Preset { name: "", path: "/RPC2", is_tolerant: false, empty_is_nil: false, adapt: |_| {} };

const PRESETS: [Preset; 10] = [
    // Empty numbers for nothing, and faults with an error status.
    Preset { name: "bugzilla", path: "/xmlrpc.cgi", is_tolerant: true, ..USUAL },
    Preset { name: "dokuwiki", path: "/lib/exe/xmlrpc.php", is_tolerant: true, ..USUAL },
    // Methods without a result have an empty response, and texts are in ISO-8859-1.
    Preset {
        name: "homematic",
        path: "/",
        is_tolerant: true,
        empty_is_nil: true,
        adapt: |dialect| dialect.encoding = Encoding::Latin1,
    },
    Preset { name: "koji", path: "/kojihub", is_tolerant: true, ..USUAL },
    // Codes of faults are texts.
    Preset { name: "odoo", path: "/xmlrpc/2/object", is_tolerant: true, ..USUAL },
    // A master and its nodes read neither nil nor i8.
    Preset { name: "ros", path: "/", is_tolerant: true, adapt: ros, ..USUAL },
    // All integers are i8.
    Preset { name: "rtorrent", adapt: |dialect| dialect.long = LongForm::I8, is_tolerant: true, ..USUAL },
    Preset { name: "supervisor", ..USUAL },
    // Notices of PHP before the declaration, and its BOM.
    Preset { name: "wordpress", path: "/xmlrpc.php", is_tolerant: true, ..USUAL },
    // Integers are sent as texts of digits.
    Preset { name: "xenapi", path: "/", adapt: |dialect| dialect.long = LongForm::String, is_tolerant: true, ..USUAL },
];

fn ros(dialect: &mut Dialect) {
    dialect.int = IntTag::I4;
    dialect.long = LongForm::Fault;
    dialect.nil = NilForm::Fault;
}

impl Preset {
    /// The preset of the option, or the usual settings.
    pub(super) fn named(name: Option<&str>) -> Result<&'static Preset> {
        let Some(name) = name else { return Ok(&USUAL) };
        let wanted = name.to_ascii_lowercase();
        PRESETS.iter().find(|preset| preset.name == wanted).ok_or_else(|| {
            let names: Vec<String> = PRESETS.iter().map(|preset| preset.name.to_owned()).collect();
            let given = excerpt(name);
            match nearest(&wanted, &names).first() {
                Some(near) => Failure::usage(format!("there is no preset {given}: the nearest is {near}")),
                None => Failure::usage(format!("there is no preset {given}: the presets are {}", names.join(", "))),
            }
        })
    }

    /// The address with the preset's path, unless it has a path.
    pub(super) fn address(&self, address: &str) -> String {
        let has_path = |rest: &str| rest.contains(['/', '?', '#']);
        match address.split_once(':') {
            Some(("http" | "https", rest)) => match rest.strip_prefix("//") {
                Some(host) if !host.is_empty() && !has_path(host) => format!("{address}{}", self.path),
                _ => address.to_owned(),
            },
            Some(("unix", socket)) if !socket.is_empty() && !socket.contains(":/") => {
                format!("{address}:{}", self.path)
            }
            _ => address.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_the_address_has_precedence() {
        let odoo = |address: &str| Preset::named(Some("Odoo")).map(|preset| preset.address(address)).ok();
        for (address, expected) in [
            ("http://host:8069", "http://host:8069/xmlrpc/2/object"),
            ("http://host/xmlrpc/2/common", "http://host/xmlrpc/2/common"),
            ("http://host/", "http://host/"),
            ("unix:/run/x.sock", "unix:/run/x.sock:/xmlrpc/2/object"),
            ("unix:/run/x.sock:/RPC2", "unix:/run/x.sock:/RPC2"),
            ("scgi://host:5000", "scgi://host:5000"),
            ("host", "host"),
            ("http://", "http://"),
        ] {
            assert_eq!(odoo(address).as_deref(), Some(expected));
        }
    }

    #[test]
    fn presets_have_names_in_order() {
        assert!(PRESETS.is_sorted_by_key(|preset| preset.name));
        assert!(Preset::named(Some("oddoo")).is_err_and(|failure| failure.to_string().contains("odoo")));
        assert!(Preset::named(Some("x")).is_err_and(|failure| failure.to_string().contains("wordpress")));
    }
}
