//! The cases of the corpus: a document, and what each reading of it must come to.

use std::fs;
use std::path::{Path, PathBuf};

use xmlrpc_service::Limits;

use super::outcome::Expectation;
use crate::process::workspace;

/// A document and what is expected of it.
#[derive(Debug)]
pub struct Case {
    /// `folder/name`.
    pub name: String,
    /// The bytes of the request.
    pub document: Vec<u8>,
    /// What the case is there for.
    pub about: String,
    /// The request's `Content-Type`, if it is not plain `text/xml`.
    pub content_type: Option<String>,
    /// The limits that the case sets; none if the usual ones hold.
    pub limits: Option<Limits>,
    /// The specification alone.
    pub strict: Expectation,
    /// What real clients send: the default.
    pub standard: Expectation,
    /// What can be understood.
    pub tolerant: Expectation,
}

impl Case {
    /// The character set that the content type names.
    pub fn charset(&self) -> Option<String> {
        let (_, charset) = self.content_type.as_ref()?.split_once("charset=")?;
        Some(charset.trim_matches('"').to_owned())
    }
}

/// The folder of the corpus.
pub fn folder() -> PathBuf {
    workspace().join("tests/wire")
}

/// All cases, in the order of their names. Every file in the folders must belong to one.
///
/// # Errors
///
/// All files that are none or half of a case, and all expectations that cannot be read.
pub fn load() -> Result<Vec<Case>, Vec<String>> {
    let (mut cases, mut mistakes) = (Vec::new(), Vec::new());
    for folder in entries(&folder()).iter().filter(|path| path.is_dir()) {
        for path in entries(folder) {
            let subject = path.strip_prefix(self::folder()).unwrap_or(&path).with_extension("");
            let name = subject.to_string_lossy().replace('\\', "/");
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("xml") => match case(&name, &path) {
                    Ok(case) => cases.push(case),
                    Err(mistake) => mistakes.push(format!("{name}: {mistake}")),
                },
                Some("expected") if path.with_extension("xml").exists() => {}
                _ => mistakes.push(format!("{}: belongs to no case", path.display())),
            }
        }
    }
    if mistakes.is_empty() { Ok(cases) } else { Err(mistakes) }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn case(name: &str, path: &Path) -> Result<Case, String> {
    let text = fs::read_to_string(path.with_extension("expected")).map_err(|error| format!(".expected: {error}"))?;
    let document = fs::read(path).map_err(|error| format!(".xml: {error}"))?;
    let (mut about, mut content_type, mut limits) = (None, None, None);
    let (mut strict, mut standard, mut tolerant) = (None, None, None);
    for line in text.lines() {
        let (keys, value) = line.split_once(": ").ok_or(format!("{line:?} is no `key: value`"))?;
        for key in keys.split(", ") {
            let expectation = || Expectation::parse(value).map(Some);
            let twice = match key {
                "about" => about.replace(value.to_owned()).is_some(),
                "content-type" => content_type.replace(value.to_owned()).is_some(),
                "limits" => limits.replace(parse_limits(value)?).is_some(),
                "strict" => std::mem::replace(&mut strict, expectation()?).is_some(),
                "standard" => std::mem::replace(&mut standard, expectation()?).is_some(),
                "tolerant" => std::mem::replace(&mut tolerant, expectation()?).is_some(),
                "all" => {
                    let all = [&mut strict, &mut standard, &mut tolerant];
                    let before = all.iter().any(|reading| reading.is_some());
                    for reading in all {
                        *reading = expectation()?;
                    }
                    before
                }
                _ => return Err(format!("{key:?} is no key")),
            };
            if twice {
                return Err(format!("{key:?} stands twice"));
            }
        }
    }
    let missing = |key: &str| format!("there is no {key:?}");
    Ok(Case {
        name: name.to_owned(),
        document,
        about: about.ok_or_else(|| missing("about"))?,
        content_type,
        limits,
        strict: strict.ok_or_else(|| missing("strict"))?,
        standard: standard.ok_or_else(|| missing("standard"))?,
        tolerant: tolerant.ok_or_else(|| missing("tolerant"))?,
    })
}

/// `depth=3, values=20`.
fn parse_limits(text: &str) -> Result<Limits, String> {
    let mut limits = Limits::default();
    for setting in text.split(", ") {
        let (name, number) = setting.split_once('=').ok_or(format!("{setting:?} is no `name=number`"))?;
        let number = number.parse().map_err(|_| format!("{number:?} is no number"))?;
        match name {
            "body" => limits.body = number,
            "depth" => limits.depth = number,
            "values" => limits.values = number,
            "attributes" => limits.attributes = number,
            "name" => limits.name = number,
            "string" => limits.string = number,
            "response" => limits.response = number,
            "multicall" => limits.multicall = number,
            _ => return Err(format!("{name:?} is no limit")),
        }
    }
    Ok(limits)
}
