//! A Markdown file and its fenced blocks.

use std::fs;

use xmlrpc_tests::program::workspace;

/// A Markdown file.
pub(crate) struct Page {
    /// Its path from the top of the workspace.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A fenced block.
pub(crate) struct Block {
    /// The number of its first line in the page, counted from 1.
    pub(crate) line: usize,
    pub(crate) text: String,
    /// What the nearest `<!-- server: … -->` above it names.
    pub(crate) server: Option<String>,
}

impl Page {
    pub(crate) fn read(path: &str) -> Self {
        let text = fs::read_to_string(workspace().join(path)).expect("a page of the documentation");
        Page { path: path.to_owned(), text: text.replace("\r\n", "\n") }
    }

    /// The pages of `docs/guide`.
    pub(crate) fn guide() -> Vec<Page> {
        let entries = fs::read_dir(workspace().join("docs/guide")).expect("the guide");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names.iter().map(|name| Page::read(&format!("docs/guide/{name}"))).collect()
    }

    /// The blocks in a language, which stands behind the fence.
    pub(crate) fn blocks(&self, language: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut server = None;
        let mut open: Option<(bool, Block)> = None;
        for (index, line) in self.text.lines().enumerate() {
            if let Some((wanted, mut block)) = open.take() {
                if line.starts_with("```") {
                    blocks.extend(wanted.then_some(block));
                } else {
                    block.text.push_str(line);
                    block.text.push('\n');
                    open = Some((wanted, block));
                }
            } else if let Some(info) = line.strip_prefix("```") {
                let wanted = info.split(',').next() == Some(language);
                open = Some((wanted, Block { line: index + 2, text: String::new(), server: server.clone() }));
            } else if let Some(name) = line.strip_prefix("<!-- server: ") {
                server = name.strip_suffix(" -->").map(str::to_owned);
            }
        }
        assert!(open.is_none(), "{} has a block without an end", self.path);
        blocks
    }
}
