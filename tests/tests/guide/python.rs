//! The Python blocks, run by Python's doctest module against the server that they name.
//!
//! `<!-- server: directory -->` above a block names an example; blocks below one such line are one session.

use std::collections::BTreeMap;

use xmlrpc_tests::program::Program;
use xmlrpc_tests::python::run_code;

use super::page::{Block, Page};

/// Where the pages say that a server listens.
const ADDRESS: &str = "http://localhost:9000";

const RUNNER: &str = "
import doctest, sys
text, name = sys.argv[1:]
test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
runner.run(test)
sys.exit(runner.failures > 0)
";

#[test]
fn python_blocks_print_what_they_say() {
    let mut pages = Page::guide();
    pages.push(Page::read("README.md"));
    let mut sessions: BTreeMap<String, Vec<(String, Vec<Block>)>> = BTreeMap::new();
    for page in pages {
        let mut by_server: BTreeMap<String, Vec<Block>> = BTreeMap::new();
        for block in page.blocks("python") {
            let place = format!("{}:{}", page.path, block.line);
            assert!(block.text.contains(">>> "), "{place}: a Python block without `>>>` is not run");
            let server = block.server.clone();
            let server = server.unwrap_or_else(|| panic!("{place}: no `<!-- server: … -->` stands above the block"));
            by_server.entry(server).or_default().push(block);
        }
        for (server, blocks) in by_server {
            sessions.entry(server).or_default().push((page.path.clone(), blocks));
        }
    }
    assert!(!sessions.is_empty(), "no Python blocks are found");
    for (server, pages) in sessions {
        let program = (server != "none").then(|| start(&server));
        for (path, blocks) in pages {
            let text = with_line_numbers(&blocks);
            let url = program.as_ref().map_or(ADDRESS, Program::url);
            run_code(RUNNER, &[&text.replace(ADDRESS, url), &path]);
        }
    }
}

fn start(example: &str) -> Program {
    match example {
        "conformance" => Program::start(example, &["--listen", "localhost:0"]),
        _ => Program::start(example, &["localhost:0"]),
    }
}

/// The blocks with empty lines in between, so that Python reports the lines of the page.
fn with_line_numbers(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        let missing = block.line - 1 - text.lines().count();
        text.push_str(&"\n".repeat(missing));
        text.push_str(&block.text);
    }
    text
}
