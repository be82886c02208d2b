use std::env;

/// The options of the command line.
pub(crate) struct Options {
    pub(crate) listen: String,
    /// The framework's default unless set.
    pub(crate) workers: Option<usize>,
    pub(crate) log: bool,
}

impl Options {
    /// Reads the command line; a mistake is reported in one sentence.
    pub(crate) fn from_command_line() -> Result<Self, String> {
        let mut options = Options { listen: "localhost:9000".into(), workers: None, log: false };
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
                _ => {
                    return Err(format!(
                        "{option:?} is not an option; there are --listen ADDRESS, --workers NUMBER and --log"
                    ));
                }
            }
        }
        Ok(options)
    }
}
