//! What is read of a request, and what is refused before a call begins.

mod body;
mod body_timer;
mod content_coding;
mod content_type;
mod hosts;
mod inflate;
mod network;
mod origins;
mod present;
mod proxies;

pub(super) use body::{Announced, Body};
pub(super) use content_coding::{ContentCoding, accepts_gzip, of_request};
pub(super) use content_type::{charset, is_form};
pub use hosts::HostPolicy;
pub(super) use inflate::{Bounds, inflate};
pub use origins::OriginPolicy;
pub(super) use present::PresentHeaders;
pub(super) use proxies::FromProxy;
pub use proxies::TrustedProxies;
