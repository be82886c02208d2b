//! The frame of documents around values: the declaration, the root, parameters, faults.
//!
//! A dialect of `None` is the standard one, whose pieces are literals.

use super::fault_struct::push_extended;
use crate::dialect::{ControlCharacters, Declaration, Dialect, Encoding};
use crate::fault::Fault;
use crate::ser::{DialectWriter, STRUCT};
use crate::xml::write::{push_text, push_text_in};
use crate::xml::{EXTENSIONS, is_allowed};

/// The level of indentation of values in parameters.
pub(super) const PARAM_LEVEL: usize = 3;
const FAULT_LEVEL: usize = 2;

/// The declaration of the standard dialect. Some clients need it, others the encoding in it.
pub(super) const DECLARATION: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Writes a method call up to its parameters. The name must have only characters that XML allows.
pub(super) fn begin_call(out: &mut Vec<u8>, name: &str, dialect: Option<&Dialect>) {
    let Some(dialect) = dialect else {
        out.extend_from_slice(DECLARATION);
        out.extend_from_slice(b"<methodCall><methodName>");
        // Without a limit it is always written.
        let _ = push_text(out, name, usize::MAX);
        out.extend_from_slice(b"</methodName><params>");
        return;
    };
    dialect.begin_document(out, "methodCall");
    dialect.layout.begin_line(out, 1);
    out.extend_from_slice(b"<methodName>");
    push_cut(out, name, usize::MAX, dialect);
    out.extend_from_slice(b"</methodName>");
    dialect.layout.end_line(out);
    dialect.layout.line(out, 1, "<params>");
}

pub(super) fn begin_param(out: &mut Vec<u8>, dialect: Option<&Dialect>) {
    match dialect {
        None => out.extend_from_slice(b"<param>"),
        Some(dialect) => dialect.layout.line(out, 2, "<param>"),
    }
}

pub(super) fn end_param(out: &mut Vec<u8>, dialect: Option<&Dialect>) {
    match dialect {
        None => out.extend_from_slice(b"</param>"),
        Some(dialect) => dialect.layout.line(out, 2, "</param>"),
    }
}

pub(super) fn end_call(out: &mut Vec<u8>, dialect: Option<&Dialect>) {
    match dialect {
        None => out.extend_from_slice(b"</params></methodCall>\n"),
        Some(dialect) => {
            dialect.layout.line(out, 1, "</params>");
            end_document(out, "methodCall");
        }
    }
}

/// Ends the root and the document. The last byte is a line feed in every layout, since some clients read whole lines.
fn end_document(out: &mut Vec<u8>, root: &str) {
    for piece in ["</", root, ">\n"] {
        out.extend_from_slice(piece.as_bytes());
    }
}

/// The size of a small response, in bytes.
pub(super) const SMALL: usize = 256;

/// Begins a response with a result.
#[inline]
pub(super) fn begin_result(out: &mut Vec<u8>, dialect: Option<&Dialect>) {
    const BEGIN: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<methodResponse><params><param>";
    match dialect {
        None => out.extend_from_slice(BEGIN),
        Some(dialect) => {
            dialect.begin_document(out, "methodResponse");
            dialect.layout.line(out, 1, "<params>");
            begin_param(out, Some(dialect));
        }
    }
}

#[inline]
#[doc(hidden)]
pub(super) fn end_result(out: &mut Vec<u8>, dialect: Option<&Dialect>) {
    match dialect {
        None => out.extend_from_slice(b"</param></params></methodResponse>\n"),
        Some(dialect) => {
            end_param(out, Some(dialect));
            dialect.layout.line(out, 1, "</params>");
            end_document(out, "methodResponse");
        }
    }
}

/// The room for a fault.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// The most bytes of its text.
    pub(super) text: usize,
    /// The most bytes of the buffer behind its further members.
    pub(super) end: usize,
}

impl Room {
    pub(super) const UNLIMITED: Room = Room { text: usize::MAX, end: usize::MAX };
}

/// Writes a response with a fault.
pub(super) fn push_fault_document(out: &mut Vec<u8>, fault: &Fault, room: Room, dialect: Option<&Dialect>) {
    match dialect {
        None => {
            out.extend_from_slice(DECLARATION);
            out.extend_from_slice(b"<methodResponse><fault>");
            push_fault_value(out, fault, room, None, FAULT_LEVEL);
            out.extend_from_slice(b"</fault></methodResponse>\n");
        }
        Some(dialect) => {
            dialect.begin_document(out, "methodResponse");
            dialect.layout.line(out, 1, "<fault>");
            push_fault_value(out, fault, room, Some(dialect), FAULT_LEVEL);
            dialect.layout.line(out, 1, "</fault>");
            end_document(out, "methodResponse");
        }
    }
}

/// Writes the struct of a fault.
pub(super) fn push_fault_value(out: &mut Vec<u8>, fault: &Fault, room: Room, dialect: Option<&Dialect>, level: usize) {
    if fault.is_extended() {
        return push_extended(out, fault, room, dialect, level);
    }
    let longest = room.text;
    let Some(dialect) = dialect else {
        out.extend_from_slice(b"<value><struct><member><name>faultCode</name><value><int>");
        out.extend_from_slice(itoa::Buffer::new().format(fault.code()).as_bytes());
        out.extend_from_slice(b"</int></value></member><member><name>faultString</name><value><string>");
        let before = out.len();
        // A text that is longer would have the buffer grow by its whole length.
        let may_fit = fault.message().len() <= longest;
        if !may_fit || push_text(out, fault.message(), before.saturating_add(longest)).is_err() {
            out.truncate(before);
            push_cut(out, fault.message(), longest, &Dialect::standard());
        }
        out.extend_from_slice(b"</string></value></member></struct></value>");
        return;
    };
    let (code, message) = dialect.fault_codes.encode(fault);
    let mut forms = DialectWriter::new(dialect, level);
    forms.begin(out, STRUCT.0);
    forms.begin_member_named(out, b"faultCode");
    forms.fault_code(out, code);
    forms.end_member(out);
    forms.begin_member_named(out, b"faultString");
    forms.begin_string(out);
    push_cut(out, &message, longest, dialect);
    forms.end_string(out);
    forms.end_member(out);
    forms.end(out, STRUCT.1);
}

/// Writes as much of a text as fits. Characters that XML does not allow are replaced, since a fault must arrive.
fn push_cut(out: &mut Vec<u8>, text: &str, longest: usize, dialect: &Dialect) {
    cut(out, text, longest, dialect, |_| ());
}

/// As much of a text as takes at most `longest` bytes in a document, with characters that can be written.
pub(super) fn writable(text: &str, longest: usize, dialect: &Dialect) -> String {
    let mut kept = String::new();
    cut(&mut Vec::new(), text, longest, dialect, |character| kept.push(character));
    kept
}

fn cut(out: &mut Vec<u8>, text: &str, longest: usize, dialect: &Dialect, mut keep: impl FnMut(char)) {
    let longest = out.len().saturating_add(longest);
    for character in text.chars() {
        let carried = match dialect.control_characters {
            ControlCharacters::Fault if !is_allowed(character) => char::REPLACEMENT_CHARACTER,
            _ => character,
        };
        let end = out.len();
        let written = push_text_in(out, carried.encode_utf8(&mut [0; 4]), usize::MAX, dialect);
        if written.is_err() || out.len() > longest {
            out.truncate(end);
            break;
        }
        keep(carried);
    }
}

impl Dialect {
    /// Writes the declaration and the root.
    pub(super) fn begin_document(&self, out: &mut Vec<u8>, root: &str) {
        self.push_declaration(out);
        let extensions: &[&str] = if self.has_extensions() { &[" xmlns:ex=\"", EXTENSIONS, "\""] } else { &[] };
        for piece in ["<", root].iter().chain(extensions).chain(&[">"]) {
            out.extend_from_slice(piece.as_bytes());
        }
        self.layout.end_line(out);
    }

    fn push_declaration(&self, out: &mut Vec<u8>) {
        // US-ASCII is also valid UTF-8. ISO-8859-1 is misread unless it is named.
        let unnamed = self.encoding != Encoding::Latin1;
        let is_utf8 = self.encoding.charset() == "utf-8";
        let name = self.encoding.charset();
        let declaration = match self.declaration {
            Declaration::None if unnamed => return,
            Declaration::Version if is_utf8 => "<?xml version=\"1.0\"?>\n".to_owned(),
            Declaration::Python if is_utf8 => "<?xml version='1.0'?>\n".to_owned(),
            Declaration::Python => format!("<?xml version='1.0' encoding='{name}'?>\n"),
            _ => format!("<?xml version=\"1.0\" encoding=\"{}\"?>\n", name.to_ascii_uppercase()),
        };
        out.extend_from_slice(declaration.as_bytes());
    }
}
