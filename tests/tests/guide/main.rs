//! The README and the guide: their Python blocks run, their links lead somewhere, their tables are true.
//!
//! Their Rust blocks are documentation tests of this package (`tests/src/pages.rs`).

mod defaults;
mod links;
mod page;
mod python;

use page::Page;

#[test]
fn every_page_is_compiled_and_listed_in_the_index() {
    let compiled = include_str!("../../src/pages.rs");
    let index = Page::read("docs/guide/README.md");
    for page in Page::guide() {
        if page.path == index.path {
            continue;
        }
        assert!(compiled.contains(&format!("{:?}", page.path)), "tests/src/pages.rs does not name {}", page.path);
        let file = page.path.trim_start_matches("docs/guide/");
        assert!(index.text.contains(&format!("({file})")), "docs/guide/README.md does not link {file}");
    }
}

#[test]
fn the_recipe_of_the_readme_is_the_example() {
    let recipe = include_str!("../../../examples/quickstart/main.rs");
    let blocks = Page::read("README.md").blocks("rust");
    // The example has a line of documentation in front, and takes its address from the command line.
    let recipe = recipe.split_once("\n\n").map_or("", |(_, code)| code);
    let recipe = recipe
        .replace("    let address = std::env::args().nth(1).unwrap_or(\"localhost:9000\".into());\n", "")
        .replace("serve_forever(address)", "serve_forever(\"localhost:9000\")");
    assert!(blocks.iter().any(|block| block.text == recipe), "no Rust block of the README is this one:\n{recipe}");
}
