//! The name under which a crate depends on the framework: Cargo lets it rename the dependency.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

thread_local! {
    /// What was found, by the crate's folder and the package.
    static FOUND: RefCell<HashMap<(PathBuf, String), Option<String>>> = RefCell::default();
}

/// The name of the dependency on this package, if the crate that is being compiled gives it another one.
pub(crate) fn renamed(package: &str) -> Option<String> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
    FOUND.with_borrow_mut(|found| {
        let key = (folder, package.to_owned());
        let folder = key.0.clone();
        found.entry(key).or_insert_with(|| name_in(&folder, package)).clone()
    })
}

fn name_in(folder: &Path, package: &str) -> Option<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let own = dependencies(&manifest);
    let inherited = || {
        let roots = folder.ancestors().filter_map(|folder| fs::read_to_string(folder.join("Cargo.toml")).ok());
        roots.into_iter().find(|manifest| manifest.lines().any(|line| line.trim_start().starts_with("[workspace")))
    };
    name_of(package, &own, || inherited().map(|root| dependencies(&root)).unwrap_or_default())
}

/// The other name of a package among these dependencies; `workspace` are those of the workspace.
fn name_of(package: &str, own: &[Dependency], workspace: impl FnOnce() -> Vec<Dependency>) -> Option<String> {
    let is_plain = |dependency: &&Dependency| {
        dependency.name == package && dependency.package.as_deref().is_none_or(|named| named == package)
    };
    if own.iter().any(|dependency| is_plain(&dependency) && !dependency.of_workspace) {
        return None;
    }
    if let Some(found) = own.iter().find(|dependency| dependency.package.as_deref() == Some(package)) {
        return Some(found.name.replace('-', "_"));
    }
    let inherited: Vec<&Dependency> = own.iter().filter(|dependency| dependency.of_workspace).collect();
    if inherited.is_empty() {
        return None;
    }
    let of_workspace = workspace();
    let other = of_workspace.iter().find(|dependency| dependency.package.as_deref() == Some(package))?;
    let is_used = inherited.iter().any(|dependency| dependency.name == other.name);
    (is_used && other.name != package).then(|| other.name.replace('-', "_"))
}

/// A dependency in a manifest.
#[derive(Debug, Default, PartialEq)]
struct Dependency {
    name: String,
    /// The package, if that has another name.
    package: Option<String>,
    /// Whether the workspace says what it is.
    of_workspace: bool,
}

/// The dependencies in a manifest: what is needed of TOML for that. Other lines are passed over.
fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found: Vec<Dependency> = Vec::new();
    let mut section = Section::Other;
    let mut lines = manifest.lines().map(without_comment);
    while let Some(line) = lines.next() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = Section::of(header.trim());
            if let Section::Entry(name) = &section {
                found.push(Dependency { name: name.clone(), ..Dependency::default() });
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let (key, mut value) = (key.trim(), value.trim().to_owned());
        while count(&value, '{') > count(&value, '}') {
            let Some(more) = lines.next() else { break };
            value.push(' ');
            value.push_str(more.trim());
        }
        match (&section, key.split_once('.')) {
            (Section::Other, _) => {}
            (Section::Entry(_), _) => {
                if let Some(last) = found.last_mut() {
                    last.take(key, &value);
                }
            }
            (Section::List, Some((name, option))) => {
                let mut dependency = Dependency { name: unquoted(name), ..Dependency::default() };
                dependency.take(option.trim(), &value);
                found.push(dependency);
            }
            (Section::List, None) => {
                let mut dependency = Dependency { name: unquoted(key), ..Dependency::default() };
                let options = value.trim_start_matches('{').trim_end_matches('}').split(',');
                for (option, value) in options.filter_map(|option| option.split_once('=')) {
                    dependency.take(option.trim(), value);
                }
                found.push(dependency);
            }
        }
    }
    found
}

impl Dependency {
    fn take(&mut self, option: &str, value: &str) {
        match option {
            "package" => self.package = Some(unquoted(value)),
            "workspace" => self.of_workspace = value.trim() == "true",
            _ => {}
        }
    }
}

/// A section of a manifest.
enum Section {
    /// `[dependencies]` and the like.
    List,
    /// `[dependencies.name]`
    Entry(String),
    Other,
}

impl Section {
    fn of(header: &str) -> Self {
        let is_list = |header: &str| {
            let last = header.rsplit('.').next().unwrap_or_default().trim();
            ["dependencies", "dev-dependencies", "build-dependencies"].contains(&last)
        };
        match header.rsplit_once('.') {
            _ if is_list(header) => Section::List,
            Some((list, name)) if is_list(list) => Section::Entry(unquoted(name)),
            _ => Section::Other,
        }
    }
}

fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let end = line.char_indices().find(|(_, character)| {
        quoted ^= *character == '"';
        *character == '#' && !quoted
    });
    end.map_or(line, |(end, _)| &line[..end])
}

fn unquoted(text: &str) -> String {
    text.trim().trim_matches(['"', '\'']).to_owned()
}

fn count(text: &str, wanted: char) -> usize {
    text.chars().filter(|character| *character == wanted).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(manifest: &str) -> Option<String> {
        let workspace =
            "[workspace.dependencies]\nrpc = { package = \"xmlrpc-server\", path = \"x\" }\nserde = \"1\"\n";
        name_of("xmlrpc-server", &dependencies(manifest), || dependencies(workspace))
    }

    #[test]
    fn a_dependency_is_renamed_in_any_form_of_toml() {
        for manifest in [
            "[dependencies]\nserde = \"1\"\nrpc = { version = \"0.1\", package = \"xmlrpc-server\" } # ours\n",
            "[dependencies]\nrpc = { package = 'xmlrpc-server', features = [\n  \"a\", # one\n  \"b\",\n] }\n",
            "[dev-dependencies.rpc]\nversion = \"1\"\npackage = \"xmlrpc-server\"\n[dependencies]\nserde = \"1\"\n",
            "[target.'cfg(unix)'.dependencies]\n\"rpc\".package = \"xmlrpc-server\"\n",
            "[dependencies]\nrpc.workspace = true\n",
            "[dependencies]\nrpc = { workspace = true, features = [\"a\"] }\n",
        ] {
            assert_eq!(name(manifest).as_deref(), Some("rpc"), "{manifest}");
        }
        let dashed = "[dependencies]\nmy-rpc = { package = \"xmlrpc-server\" }\n";
        assert_eq!(name(dashed).as_deref(), Some("my_rpc"));
    }

    #[test]
    fn a_dependency_under_its_own_name_is_not_renamed() {
        for manifest in [
            "[dependencies]\nxmlrpc-server = \"0.1\"\nother = { package = \"xmlrpc-server\" }\n",
            "[dependencies.xmlrpc-server]\npath = \"..\"\n",
            "[dependencies]\nxmlrpc-server.workspace = true\n",
            "[package]\nname = \"a\"\nrpc = { package = \"xmlrpc-server\" }\n",
            "[dependencies]\nserde = \"1\"\n",
            "",
        ] {
            assert_eq!(name(manifest), None, "{manifest}");
        }
    }
}
