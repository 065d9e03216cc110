//! The language server: the editors' protocol, a thin shell over `ide`.
//!
//! It answers from the same notebook that every command reads, with the open texts laid over the disk. It never
//! writes a file: what changes a text is sent to the editor as edits. Standard output carries the protocol and
//! nothing else. Knows nothing of clap or of a terminal.

mod answer;
mod convert;
mod desk;
mod position;
mod protocol;
mod requests;
mod session;
mod shelf;
mod telling;
mod uri;

pub use desk::Today;

use lsp_server::{Connection, Message, Response};
use session::Session;
use std::fmt;
use std::time::{Duration, Instant};

/// How often the disk is looked at for an editor that does not watch files.
const LOOK: Duration = Duration::from_secs(2);

/// Why a session could not go on.
#[derive(Debug)]
pub enum ServeError {
    /// What came was not the protocol, or ended in the middle.
    Protocol(String),
    /// The editor left without saying so.
    Left,
}

impl fmt::Display for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Protocol(what) => {
                write!(out, "the editor did not speak the language server protocol: {what}")
            }
            Self::Left => write!(out, "the editor left without a `shutdown`"),
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves one editor on standard input and output until it leaves.
///
/// # Errors
/// When what comes is not the protocol, or the editor leaves without `shutdown`.
pub fn serve(today: Today) -> Result<(), ServeError> {
    let (connection, threads) = Connection::stdio();
    let ended = run(&connection, today);
    // The threads end when the channels do, and a write that fails has nobody left to read it.
    drop(connection);
    let _ = threads.join();
    ended
}

fn run(connection: &Connection, today: Today) -> Result<(), ServeError> {
    let (id, params) =
        connection.initialize_start().map_err(|error| ServeError::Protocol(error.to_string()))?;
    let (mut session, answer) = Session::begin(&params, today);
    let send = |message: Message| connection.sender.send(message).map_err(|_| ServeError::Left);
    send(Message::Response(Response::new_ok(id, answer)))?;
    session.look();
    let mut looked = Instant::now();
    loop {
        let first = match connection.receiver.recv_timeout(LOOK) {
            Ok(message) => Some(message),
            Err(error) if error.is_timeout() => None,
            Err(_) => return Err(ServeError::Left),
        };
        // Keystrokes that have come already are taken in before anything is said of them.
        for message in first.into_iter().chain(connection.receiver.try_iter()) {
            if !session.receive(message) {
                return if session.ending { Ok(()) } else { Err(ServeError::Left) };
            }
        }
        if looked.elapsed() >= LOOK {
            session.look();
            looked = Instant::now();
        }
        session.settle();
        for message in session.take_out() {
            send(message)?;
        }
    }
}
