use std::env;

/// The options of the command line.
pub(crate) struct Options {
    pub(crate) listen: String,
    /// The framework's default unless set.
    pub(crate) workers: Option<usize>,
    pub(crate) log: bool,
    /// The description to print in place of serving.
    pub(crate) export: Option<Export>,
}

/// A description for machines.
#[derive(Clone, Copy)]
pub(crate) enum Export {
    OpenRpc,
    JsonSchema,
    PythonStubs,
}

impl Options {
    /// Reads the command line; a mistake is reported in one sentence.
    pub(crate) fn from_command_line() -> Result<Self, String> {
        let mut options = Options { listen: "localhost:9000".into(), workers: None, log: false, export: None };
        let mut words = env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
        while let Some(option) = words.next() {
            match option.as_str() {
                "--listen" => {
                    options.listen = words.next().ok_or("--listen needs an address, such as 127.0.0.1:8000")?
                }
                "--workers" => {
                    let workers = words.next().and_then(|number| number.parse().ok());
                    options.workers = Some(workers.ok_or("--workers needs a number, such as 2")?);
                }
                "--log" => options.log = true,
                "--export" => {
                    options.export = Some(match words.next().as_deref() {
                        Some("openrpc") => Export::OpenRpc,
                        Some("json-schema") => Export::JsonSchema,
                        Some("pyi") => Export::PythonStubs,
                        _ => return Err("--export needs openrpc, json-schema or pyi".into()),
                    });
                }
                _ => {
                    return Err(format!(
                        "{option:?} is not an option; there are --listen ADDRESS, --workers NUMBER, --log and \
                         --export openrpc|json-schema|pyi"
                    ));
                }
            }
        }
        Ok(options)
    }
}
