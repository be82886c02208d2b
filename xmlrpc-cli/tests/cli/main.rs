//! The command `xmlrpc` as a process of its own: what it prints, and how it ends.

mod arguments;
mod calls;
mod check;
mod failures;
mod generate;
mod mistakes;
mod options;
mod results;
mod support;
mod transports;
