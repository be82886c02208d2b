//! The interoperability fault codes (Dan Libby's specification for fault code interoperability, 20010516).

/// The document is not well-formed XML.
pub const NOT_WELL_FORMED: i32 = -32700;
/// The document's character set is not supported.
pub const UNSUPPORTED_ENCODING: i32 = -32701;
/// The document has bytes that its character set does not have, or characters that XML does not allow.
pub const INVALID_CHARACTER: i32 = -32702;
/// The document is XML, but not XML-RPC, or it exceeds a limit.
pub const INVALID_REQUEST: i32 = -32600;
/// No method has this name.
pub const METHOD_NOT_FOUND: i32 = -32601;
/// The parameters do not fit the method: too few, too many, of the wrong type or out of range.
pub const INVALID_PARAMETERS: i32 = -32602;
/// The server failed: a panic, or a result that XML-RPC has no form for.
pub const INTERNAL_ERROR: i32 = -32603;
/// The method failed with an error that has no code of its own.
pub const APPLICATION_ERROR: i32 = -32500;
/// The operating system or another system below the application failed.
pub const SYSTEM_ERROR: i32 = -32400;
/// The transport failed.
pub const TRANSPORT_ERROR: i32 = -32300;
