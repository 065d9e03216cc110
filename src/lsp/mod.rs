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
mod typing;
mod uri;
mod wire;

pub use desk::Today;

use lsp_server::{ErrorCode, Message, Response};
use session::Session;
use std::fmt;
use std::io::{self, BufWriter};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use wire::{Broken, Came, Odd};

/// How often the disk is looked at for an editor that does not watch files.
const LOOK: Duration = Duration::from_secs(2);

/// After so many messages what is to be said is said, even where more have come.
const MOST: usize = 100;

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

/// What the thread that reads hands on; `None` at the end.
type Read = Result<Option<Came>, Broken>;

/// Serves one editor on standard input and output until it leaves.
///
/// # Errors
/// When what comes is not the protocol, or the editor leaves without `shutdown`.
pub fn serve(today: Today) -> Result<(), ServeError> {
    // The reading goes on whatever is answered, so that neither side waits for ever for the other to read.
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let read = wire::read(&mut input);
            let goes_on = matches!(read, Ok(Some(_)));
            if sender.send(read).is_err() || !goes_on {
                break;
            }
        }
    });
    let mut session = begin(&receiver, today)?;
    session.look();
    let mut looked = Instant::now();
    loop {
        let first = match receiver.recv_timeout(LOOK) {
            Ok(read) => Some(read),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Err(ServeError::Left),
        };
        // Keystrokes that have come already are taken in before anything is said of them.
        for read in first.into_iter().chain(receiver.try_iter().take(MOST)) {
            let goes_on = match read.map_err(ServeError::Protocol)? {
                Some(Came::Message(message)) => session.receive(message),
                Some(Came::Odd(odd)) => {
                    session.refuse(odd);
                    true
                }
                None => false,
            };
            if !goes_on {
                return if session.ending { Ok(()) } else { Err(ServeError::Left) };
            }
        }
        if looked.elapsed() >= LOOK {
            session.look();
            looked = Instant::now();
        }
        session.settle();
        send(session.take_out())?;
    }
}

/// Waits for the editor to begin, and says what the server can do.
fn begin(receiver: &Receiver<Read>, today: Today) -> Result<Session, ServeError> {
    loop {
        match receiver.recv().map_err(|_| ServeError::Left)?.map_err(ServeError::Protocol)? {
            Some(Came::Message(Message::Request(call))) if call.method == "initialize" => {
                let (session, answer) = Session::begin(&call.params, today);
                send([Response::new_ok(call.id, answer).into()])?;
                return Ok(session);
            }
            Some(Came::Message(Message::Request(call))) => {
                let message = format!("{} came before `initialize`", call.method);
                let code = ErrorCode::ServerNotInitialized as i32;
                send([Response::new_err(call.id, code, message).into()])?;
            }
            Some(Came::Message(Message::Notification(note))) if note.method == "exit" => {
                return Err(ServeError::Left);
            }
            Some(Came::Message(_)) => {}
            Some(Came::Odd(Odd { why, refusal })) => {
                send(refusal.map(Message::from).into_iter().chain([session::log(&why)]))?;
            }
            None => return Err(ServeError::Left),
        }
    }
}

fn send(messages: impl IntoIterator<Item = Message>) -> Result<(), ServeError> {
    let mut output = BufWriter::new(io::stdout().lock());
    // Nobody reads any more.
    messages.into_iter().try_for_each(|message| message.write(&mut output)).map_err(|_| ServeError::Left)
}
