//! From bytes to UTF-8: the byte order mark rules, then the transport's charset, then the declaration, then UTF-8;
//! unless a reading says otherwise.

use bytes::Bytes;

use super::characters::is_space;
use super::declaration::{self, Declaration};
use super::utf8::{Utf8, not_in};
use crate::error::Error;
use crate::fault::{INVALID_CHARACTER, UNSUPPORTED_ENCODING};
use crate::reading::{self, CharsetSource, Reading};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    Utf8,
    Ascii,
    Latin1,
    Windows1252,
    Utf16Le,
    Utf16Be,
    /// UTF-16 by name: its byte order mark has to say which.
    Utf16,
}

impl From<reading::Charset> for Charset {
    fn from(charset: reading::Charset) -> Self {
        match charset {
            reading::Charset::Utf8 => Charset::Utf8,
            reading::Charset::Latin1 => Charset::Latin1,
            reading::Charset::Windows1252 => Charset::Windows1252,
        }
    }
}

impl Charset {
    /// By names of our own: the web's tables take US-ASCII and ISO-8859-1 for windows-1252.
    fn named(name: &str) -> Option<Self> {
        if matches!(name, "UTF-8" | "utf-8") {
            return Some(Charset::Utf8);
        }
        Some(match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Charset::Utf8,
            "us-ascii" | "ascii" | "iso646-us" | "ansi_x3.4-1968" | "iso_646.irv:1991" => Charset::Ascii,
            "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "iso_8859-1:1987" | "latin1" | "latin-1" | "l1" => {
                Charset::Latin1
            }
            "windows-1252" | "cp1252" | "cp-1252" => Charset::Windows1252,
            "utf-16" | "utf16" => Charset::Utf16,
            "utf-16le" => Charset::Utf16Le,
            "utf-16be" => Charset::Utf16Be,
            _ => return None,
        })
    }
}

/// The request in UTF-8. If it is that already, it is neither copied nor looked at: its text is checked when it is
/// asked for.
///
/// # Errors
///
/// A character set that is not read here, or bytes that it does not know.
pub fn to_utf8(bytes: Bytes, transport_charset: Option<&str>, reading: &Reading) -> Result<Utf8, Error> {
    let (marked, mark) = match &bytes[..] {
        [0xEF, 0xBB, 0xBF, ..] => (Some(Charset::Utf8), 3),
        [0xFF, 0xFE, ..] => (Some(Charset::Utf16Le), 2),
        [0xFE, 0xFF, ..] => (Some(Charset::Utf16Be), 2),
        _ => (None, 0),
    };
    let body = bytes.slice(mark..);
    let charset = match (reading.charset, marked, transport_charset) {
        (CharsetSource::Always(charset), ..) => charset.into(),
        (_, Some(charset), _) => charset,
        (_, None, Some(name)) => named(name, "the Content-Type")?,
        (source, None, None) => match declaration::read(declaring(&body, reading)) {
            Some(Ok(Declaration { encoding: Some(name), .. })) => named(name, "the XML declaration")?,
            _ => match source {
                CharsetSource::DeclaredOr(other) if simdutf8::basic::from_utf8(&body).is_err() => other.into(),
                _ => Charset::Utf8,
            },
        },
    };
    let text = match charset {
        Charset::Utf8 => return Ok(Utf8::Bytes(body, mark)),
        Charset::Ascii => match body.iter().position(|byte| !byte.is_ascii()) {
            None => return Ok(Utf8::Bytes(body, mark)),
            Some(offset) => Err(Unknown { offset, charset: "US-ASCII, which the document declares" }),
        },
        Charset::Latin1 => Ok(body.iter().map(|byte| char::from(*byte)).collect()),
        Charset::Windows1252 => windows_1252(&body),
        Charset::Utf16Le => utf16(&body, u16::from_le_bytes),
        Charset::Utf16Be => utf16(&body, u16::from_be_bytes),
        Charset::Utf16 => {
            return Err(Error::new(INVALID_CHARACTER, "UTF-16 needs a byte order mark at the start"));
        }
    };
    text.map(Utf8::from).map_err(|Unknown { offset, charset }| not_in(offset + mark, charset))
}

/// Where the declaration may stand: only the tolerant reading lets white space come before it.
fn declaring<'b>(body: &'b [u8], reading: &Reading) -> &'b [u8] {
    match body {
        [first, ..] if is_space(*first) && reading.is_tolerant() => body.trim_ascii_start(),
        _ => body,
    }
}

/// A byte of the body that its character set does not know.
struct Unknown {
    offset: usize,
    charset: &'static str,
}

fn named(name: &str, place: &str) -> Result<Charset, Error> {
    Charset::named(name).ok_or_else(|| {
        Error::new(
            UNSUPPORTED_ENCODING,
            format!(
                "the character set that {place} names is not supported; send UTF-8, US-ASCII, ISO-8859-1, \
                 windows-1252, or UTF-16 with a byte order mark"
            ),
        )
    })
}

/// Bytes 0x80 to 0x9F; five of them stand for nothing.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', //
    '\0', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

fn windows_1252(body: &[u8]) -> Result<String, Unknown> {
    let mut text = String::with_capacity(body.len());
    for (offset, &byte) in body.iter().enumerate() {
        let character = match byte {
            0x80..=0x9F => match WINDOWS_1252[usize::from(byte - 0x80)] {
                '\0' => return Err(Unknown { offset, charset: "windows-1252, which the document declares" }),
                character => character,
            },
            _ => char::from(byte),
        };
        text.push(character);
    }
    Ok(text)
}

fn utf16(body: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Unknown> {
    let (pairs, rest) = body.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(Unknown { offset: body.len() - 1, charset: "UTF-16: half a unit is left at the end" });
    }
    let mut text = String::with_capacity(body.len() / 2);
    let mut offset = 0;
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let character = character.map_err(|_| Unknown { offset, charset: "UTF-16: a surrogate stands alone" })?;
        offset += character.len_utf16() * 2;
        text.push(character);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], charset: Option<&str>) -> Result<String, i32> {
        read(bytes, charset, Reading::standard())
    }

    fn read(bytes: &[u8], charset: Option<&str>, reading: Reading) -> Result<String, i32> {
        let utf8 = to_utf8(Bytes::copy_from_slice(bytes), charset, &reading);
        utf8.and_then(|utf8| utf8.text().map(str::to_owned)).map_err(|error| error.code())
    }

    fn utf16_with_mark(text: &str) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn the_mark_outranks_the_transport_and_the_declaration() {
        let declared = "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>";
        assert_eq!(text(format!("\u{feff}{declared}").as_bytes(), None).as_deref(), Ok(declared));
        assert_eq!(text(declared.as_bytes(), Some("utf-8")).as_deref(), Ok(declared));
        assert_eq!(text(&utf16_with_mark("<a>\u{1F600}</a>"), Some("utf-8")).as_deref(), Ok("<a>\u{1F600}</a>"));
        assert!(text(declared.as_bytes(), None).is_ok_and(|text| text.ends_with("<a>Ã©</a>")));
    }

    #[test]
    fn single_byte_sets_keep_their_meaning() {
        let body = |name: &str| [b"<?xml version='1.0' encoding='", name.as_bytes(), b"'?>\x80\xe9"].concat();
        assert!(text(&body("windows-1252"), None).is_ok_and(|text| text.ends_with("€é")));
        assert!(text(&body("latin1"), None).is_ok_and(|text| text.ends_with("\u{80}é")));
        assert_eq!(text(&body("US-ASCII"), None), Err(INVALID_CHARACTER));
        assert_eq!(text(&body("koi8-r"), None), Err(UNSUPPORTED_ENCODING));
        assert_eq!(text(b"\x81", Some("cp1252")), Err(INVALID_CHARACTER));
    }

    #[test]
    fn a_reading_may_name_the_set_for_documents_that_do_not_say() {
        let or = |charset| Reading { charset: CharsetSource::DeclaredOr(charset), ..Reading::standard() };
        let latin = or(reading::Charset::Latin1);
        assert_eq!(read(b"<a>\xe9\x80</a>", None, latin).as_deref(), Ok("<a>é\u{80}</a>"));
        assert_eq!(read(b"<a>\x80</a>", None, or(reading::Charset::Windows1252)).as_deref(), Ok("<a>€</a>"));
        assert_eq!(read("<a>é</a>".as_bytes(), None, latin).as_deref(), Ok("<a>é</a>"));
        assert_eq!(read(b"<a>\xe9</a>", None, or(reading::Charset::Utf8)), Err(INVALID_CHARACTER));
        // Whoever says which set it is is held to it.
        assert_eq!(read(b"<a>\xe9</a>", Some("utf-8"), latin), Err(INVALID_CHARACTER));
        assert_eq!(read(b"<?xml version='1.0' encoding='UTF-8'?><a>\xe9</a>", None, latin), Err(INVALID_CHARACTER));
        assert_eq!(read(b"\xef\xbb\xbf\xe9", None, latin), Err(INVALID_CHARACTER));
    }

    #[test]
    fn a_reading_may_overrule_what_is_declared() {
        let always = |charset| Reading { charset: CharsetSource::Always(charset), ..Reading::standard() };
        let declared = "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>";
        assert_eq!(read(declared.as_bytes(), Some("latin1"), always(reading::Charset::Utf8)).as_deref(), Ok(declared));
        let marked = format!("\u{feff}{declared}");
        assert_eq!(read(marked.as_bytes(), None, always(reading::Charset::Utf8)).as_deref(), Ok(declared));
        assert_eq!(read(b"\xe9", Some("koi8-r"), always(reading::Charset::Latin1)).as_deref(), Ok("é"));
    }

    #[test]
    fn a_declaration_behind_white_space_counts_in_the_tolerant_reading() {
        let declared = b"\r\n<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>";
        assert!(read(declared, None, Reading::tolerant()).is_ok_and(|text| text.ends_with("<a>é</a>")));
        assert_eq!(read(declared, None, Reading::standard()), Err(INVALID_CHARACTER));
    }

    #[test]
    fn bytes_that_do_not_fit_are_refused() {
        assert_eq!(text(b"<a>\xe9</a>", None), Err(INVALID_CHARACTER));
        assert_eq!(text(b"\xff\xfe<\0a", None), Err(INVALID_CHARACTER));
        assert_eq!(text(b"\xff\xfe\0\xd8<\0", None), Err(INVALID_CHARACTER));
        assert_eq!(text(b"<\0a\0", Some("utf-16")), Err(INVALID_CHARACTER));
    }
}
