//! Links inside the repository lead to files and headings that exist.

use std::fs;
use std::path::{Path, PathBuf};

use xmlrpc_tests::program::workspace;

use super::page::Page;

const PAGES: [&str; 10] = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "benches/README.md",
    "docs/performance.md",
    "examples/README.md",
    "fuzz/README.md",
    "tests/clients/README.md",
];

#[test]
fn links_lead_somewhere() {
    let mut pages = Page::guide();
    pages.extend(PAGES.map(Page::read));
    let mut broken = Vec::new();
    for page in &pages {
        for target in targets(&page.text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = resolve(&page.path, file);
            let is_there = path.exists() && (anchor.is_empty() || has_heading(&path, anchor));
            if !is_there {
                broken.push(format!("{}: {target}", page.path));
            }
        }
    }
    assert!(broken.is_empty(), "these links lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn paths_of_the_pages_for_contributors_exist() {
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"].map(Page::read) {
        for code in page.text.split('`').skip(1).step_by(2) {
            let path = code.split(' ').next().unwrap_or_default();
            let folder = path.split('/').next().unwrap_or_default();
            let is_path = (folder.starts_with("xmlrpc-") || folder == "tests") && path.contains('/');
            assert!(!is_path || workspace().join(path).exists(), "{}: there is no {path}", page.path);
        }
    }
}

/// What stands between `](` and `)`.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
}

fn resolve(page: &str, file: &str) -> PathBuf {
    let page = workspace().join(page);
    if file.is_empty() { page } else { page.parent().unwrap_or(Path::new("")).join(file) }
}

/// Whether a page has a heading that GitHub gives this anchor.
fn has_heading(path: &Path, anchor: &str) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|line| line.starts_with('#')).any(|line| {
        let heading = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        let kept: String = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
        kept == anchor
    })
}
