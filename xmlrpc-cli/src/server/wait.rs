//! A spinner while a call takes long, on a terminal only.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::escape::escaped;

/// What takes no longer shows nothing.
const SHORT: Duration = Duration::from_secs(1);

/// Waits for a call. indicatif draws on standard error, and only if that is a terminal.
pub(super) async fn patiently<F: Future>(address: &str, call: F) -> F::Output {
    let mut call = pin!(call);
    if let Ok(done) = tokio::time::timeout(SHORT, &mut call).await {
        return done;
    }
    let bar = ProgressBar::new_spinner().with_elapsed(SHORT).with_message(format!("waiting for {}", escaped(address)));
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    let done = call.await;
    bar.finish_and_clear();
    done
}
