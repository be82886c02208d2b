//! `generate`: typed clients, from what a server says about itself.

mod collect;
mod described;
mod description;
mod forms;
mod names;
mod namespace;
mod python;
mod rust;
mod text_or;
mod types;

use std::fs;
use std::path::Path;

use description::Description;

use crate::escape::excerpt;
use crate::failure::{Failure, Result};
use crate::options::{Generate, Language};
use crate::output::print;
use crate::server::{Deadline, Server};
use crate::value::pretty;

pub(crate) async fn run(
    task: &Generate,
    server: &impl Fn(Deadline) -> Result<Server>,
    deadline: Deadline,
) -> Result<()> {
    // Mistakes in files are found before a server is asked.
    let overlay = task.overlay.as_deref().map(read).transpose()?;
    let mut description = match &task.from {
        Some(file) => read(file)?,
        None => collect::collect(&server(deadline)?).await?,
    };
    if let Some(file) = &task.save {
        save(&description, file)?;
    }
    if let Some(overlay) = overlay {
        description = description.overlaid(overlay);
    }
    description.check().map_err(Failure::usage)?;
    print(&match task.language {
        Language::Rust => rust::client(&description),
        Language::Python => python::client(&description),
    })
}

fn shown(path: &Path) -> String {
    excerpt(&path.to_string_lossy())
}

/// Reads a description: TOML by the end of the file's name, else JSON.
fn read(path: &Path) -> Result<Description> {
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("cannot read the file {}: {error}", shown(path))))?;
    let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let read = match is_toml {
        true => toml::from_str(&text).map_err(|error| error.to_string()),
        false => serde_json::from_str(&text).map_err(|error| error.to_string()),
    };
    read.map_err(|error| {
        let form = if is_toml { "TOML" } else { "JSON" };
        Failure::usage(format!("the file {} is no description ({form}): {}", shown(path), error.trim_end()))
    })
}

fn save(description: &Description, path: &Path) -> Result<()> {
    fs::write(path, pretty(description) + "\n")
        .map_err(|error| Failure::usage(format!("cannot write the file {}: {error}", shown(path))))
}
