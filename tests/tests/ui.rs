//! What the macros accept, and what they say when they do not: `ui/README.md` lists the rules and their files.

use std::process::Command;

/// The compiler whose words `ui/compiler` quotes: another one says the same in other words.
const QUOTED_COMPILER: &str = "rustc 1.95.";

#[test]
fn the_macros_keep_their_rules() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/fail/*.rs");
    if compiler().starts_with(QUOTED_COMPILER) {
        cases.compile_fail("ui/compiler/*.rs");
    } else {
        eprintln!("ui/compiler is left out: its texts are those of {QUOTED_COMPILER}x");
    }
}

fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
