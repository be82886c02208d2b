//! The entry of a request in the access log, from its head to its end.

use std::borrow::Cow;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use actix_http::{Method, RequestHead};
use actix_web::http::header::HeaderName;
use xmlrpc_service::{CallRecord, Fault};

use super::access::{AccessEntry, Outcome, write};

/// The header by which a trusted proxy names a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest identifier that is taken from a proxy.
const LONGEST_ID: usize = 128;

/// The name of a request in the log.
#[derive(Debug)]
pub(crate) enum RequestId {
    /// As a trusted proxy says.
    Given(Box<str>),
    /// The number of the request in this process.
    Counted(u64),
}

impl RequestId {
    fn next() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        RequestId::Counted(COUNT.fetch_add(1, Ordering::Relaxed))
    }

    /// The identifier that the head has, if it is short and cannot be taken for anything else.
    fn given(head: &RequestHead) -> Option<Self> {
        let id = head.headers.get(REQUEST_ID)?.to_str().ok()?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/+=@".contains(&byte);
        ((1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(is_plain)).then(|| RequestId::Given(id.into()))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Tells the processes apart whose lines are collected in one place.
        static PROCESS: OnceLock<u32> = OnceLock::new();
        match self {
            RequestId::Given(id) => f.write_str(id),
            RequestId::Counted(number) => {
                let process = PROCESS.get_or_init(|| RandomState::new().hash_one(0) as u32);
                write!(f, "{process:08x}-{number}")
            }
        }
    }
}

/// The entry of a request. It is written when the last part of the server that works on the request drops it, so every
/// request has one line, however it ends.
#[derive(Debug)]
pub(crate) struct RequestLog {
    started: Instant,
    id: RequestId,
    peer: Option<SocketAddr>,
    http_method: Method,
    path: Box<str>,
    course: Mutex<Course>,
}

/// What has come of a request so far.
#[derive(Debug, Default)]
struct Course {
    stage: Stage,
    method: Option<Box<str>>,
    user: Option<Box<str>>,
    outcome: Option<Outcome>,
    fault_code: Option<i32>,
    reason: Option<Cow<'static, str>>,
    bytes_in: usize,
    bytes_out: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    /// The body is being received.
    #[default]
    Body,
    /// The call waits for its turn or runs.
    Call,
    /// The response is being passed to the connection.
    Response,
    /// The connection has the whole response.
    Complete,
}

/// The reason for a refusal, which a response carries to the log.
#[derive(Debug)]
pub(crate) struct RefusalReason(pub(crate) Cow<'static, str>);

impl RequestLog {
    /// Begins the entry of a request. `is_from_proxy` says whether the head may name the request.
    pub(crate) fn begin(head: &RequestHead, is_from_proxy: bool) -> Self {
        RequestLog {
            started: Instant::now(),
            id: is_from_proxy.then(|| RequestId::given(head)).flatten().unwrap_or_else(RequestId::next),
            peer: head.peer_addr,
            http_method: head.method.clone(),
            path: head.uri.path().into(),
            course: Mutex::default(),
        }
    }

    pub(crate) fn id(&self) -> &RequestId {
        &self.id
    }

    fn course(&self) -> MutexGuard<'_, Course> {
        // No code panics while it holds the lock.
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So many bytes of the body have come so far.
    pub(crate) fn received(&self, bytes: usize) {
        self.course().bytes_in = bytes;
    }

    /// The body is complete.
    pub(crate) fn body_is_complete(&self, bytes: usize) {
        let mut course = self.course();
        course.bytes_in = bytes;
        course.stage = Stage::Call;
    }

    /// A call of this method has begun that does not end at once.
    pub(crate) fn calling(&self, method: &str) {
        self.course().method = Some(method.into());
    }

    /// The method has run to its end; its response may find no client.
    pub(crate) fn method_returned(&self, fault: Option<&Fault>) {
        let mut course = self.course();
        course
            .reason
            .get_or_insert(Cow::Borrowed("the connection ended while the call ran; the method ran to its end"));
        course.fault_code = fault.map(Fault::code);
    }

    /// The call is over. An entry of a multicall has a line of its own.
    pub(crate) fn called(&self, record: &CallRecord<'_>) {
        let outcome = if record.fault.is_some() { Outcome::Fault } else { Outcome::Ok };
        let fault_code = record.fault.map(Fault::code);
        if record.is_entry {
            write(&AccessEntry {
                method: record.method,
                user: record.user,
                outcome,
                fault_code,
                bytes_out: record.response_bytes,
                duration: record.elapsed,
                is_entry: true,
                ..self.entry()
            });
            return;
        }
        let mut course = self.course();
        course.method = record.method.map(Into::into);
        course.user = record.user.map(Into::into);
        course.outcome = Some(outcome);
        course.fault_code = fault_code;
        course.reason = None;
    }

    /// The response is there.
    pub(crate) fn respond(&self, status: u16, reason: Option<RefusalReason>) {
        let mut course = self.course();
        course.stage = Stage::Response;
        if course.outcome.is_none() || reason.is_some() {
            course.outcome = Some(if status < 400 { Outcome::Ok } else { Outcome::Refused(status) });
            course.reason = reason.map(|RefusalReason(sentence)| sentence);
        }
    }

    /// The connection has taken bytes of the response.
    pub(crate) fn sent(&self, bytes: usize) {
        self.course().bytes_out += bytes;
    }

    /// The connection has taken the whole response.
    pub(crate) fn response_is_complete(&self) {
        self.course().stage = Stage::Complete;
    }

    /// What is known from the head.
    fn entry(&self) -> AccessEntry<'_> {
        AccessEntry {
            id: Some(&self.id),
            peer: self.peer,
            http_method: Some(self.http_method.as_str()),
            path: Some(&self.path),
            method: None,
            user: None,
            outcome: Outcome::Aborted,
            fault_code: None,
            reason: None,
            bytes_in: 0,
            bytes_out: 0,
            duration: None,
            is_entry: false,
        }
    }
}

impl Drop for RequestLog {
    fn drop(&mut self) {
        let course = self.course();
        let unfinished = |reason: &'static str| (Outcome::Aborted, Some(course.reason.as_deref().unwrap_or(reason)));
        let (outcome, reason) = match course.stage {
            Stage::Body => unfinished("the connection ended before the body was complete"),
            Stage::Call => unfinished("the connection ended while the call waited or ran"),
            Stage::Response => (Outcome::Aborted, Some("the connection ended before the response was taken")),
            Stage::Complete => (course.outcome.unwrap_or(Outcome::Ok), course.reason.as_deref()),
        };
        write(&AccessEntry {
            method: course.method.as_deref(),
            user: course.user.as_deref(),
            outcome,
            fault_code: course.fault_code,
            reason,
            bytes_in: course.bytes_in,
            bytes_out: course.bytes_out,
            duration: Some(self.started.elapsed()),
            ..self.entry()
        });
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn an_identifier_is_taken_from_a_proxy_alone() {
        let mut head = RequestHead::default();
        let id = |head: &RequestHead, trusted| RequestLog::begin(head, trusted).id().to_string();
        head.headers.insert(REQUEST_ID, HeaderValue::from_static("7f-a/1"));
        assert_eq!(id(&head, true), "7f-a/1");
        assert_ne!(id(&head, false), "7f-a/1");
        for bad in ["", "a b", "a\"", &"x".repeat(129)] {
            head.headers.insert(REQUEST_ID, HeaderValue::from_str(bad).expect("visible characters"));
            assert_ne!(id(&head, true), bad);
        }
        assert_ne!(id(&head, false), id(&head, false));
    }
}
