//! The commands.

mod call;
mod describe;
mod list;

use crate::failure::Result;
use crate::options::{Options, Task};
use crate::server::{Deadline, Server};
use crate::{check, generate};

/// Carries out the command, and says whether it found nothing wrong.
pub(crate) async fn run(options: Options) -> Result<bool> {
    let Options { address, connection, output, task } = options;
    let makes_many_calls = matches!(task, Task::Check | Task::Generate(_));
    let deadline = Deadline::start(connection.timeout, makes_many_calls);
    let server = |deadline| Server::at(address.as_deref(), &connection, deadline);
    match task {
        Task::List => list::run(&server(deadline)?, output).await?,
        Task::Describe { method } => describe::run(&server(deadline)?, &method, output).await?,
        Task::Call { method, arguments, untyped } => {
            let call = call::Call { method, arguments, untyped };
            call::run(call, address.as_deref(), &connection, deadline, output).await?;
        }
        Task::Generate(task) => generate::run(&task, &server, deadline).await?,
        Task::Check => return check::run(&server(deadline)?, output).await,
        // Printed before there is a runtime.
        Task::Completions { .. } => {}
    }
    Ok(true)
}
