//! What requests just under the limits cost in memory, and how deep nesting may go on a small stack.

mod inputs;
mod leases;
mod peak;
mod stack;
