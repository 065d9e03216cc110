//! The preview's server: what was built, looked up in a table, and events that tell browsers to load it again.
//!
//! No path of a request ever reaches the disk.

use super::host::{is_ours, wanted};
use super::page::{EVENTS, MISSING, Preview, SCRIPT, media_type};
use super::request::{self, Timed, answer};
use std::fmt;
use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const LIVE: &str = include_str!("live.js");
/// What comes before the events.
const EVENTS_HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                           X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
/// So often browsers that wait are told that nothing happened, and those that left are noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A browser that takes longer to ask has gone away, or asks for nothing but to be waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// A browser that takes longer to take in an answer has gone away.
const LONG_PATIENCE: Duration = Duration::from_secs(60);
/// More connections at once are turned away, so that nobody can use up the machine's threads.
const MOST: usize = 256;

/// The address cannot be listened at.
#[derive(Debug)]
pub struct ServerError {
    address: SocketAddr,
    why: String,
}

impl ServerError {
    /// The address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} cannot be served at: {}", self.address, self.why)
    }
}

impl std::error::Error for ServerError {}

/// A server that runs until the process ends.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    preview: Mutex<Arc<Preview>>,
    /// The browsers that wait for events.
    waiting: Mutex<Vec<TcpStream>>,
    connections: AtomicUsize,
}

impl Server {
    /// Listens at `address`, where port 0 takes any that is free, and serves `preview`.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub fn start(address: SocketAddr, preview: Preview) -> Result<Self, ServerError> {
        let failed = |why: String| ServerError { address, why };
        let listener = TcpListener::bind(address).map_err(|error| failed(error.to_string()))?;
        let address = listener.local_addr().map_err(|error| failed(error.to_string()))?;
        let shared = Arc::new(Shared { preview: Mutex::new(Arc::new(preview)), ..Shared::default() });
        let serving = shared.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serving.clone().take(stream, address);
            }
        });
        let beating = shared.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(HEARTBEAT);
                beating.tell(": still here\n\n");
            }
        });
        Ok(Self { address, shared })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What is shown now.
    pub fn preview(&self) -> Arc<Preview> {
        lock(&self.shared.preview).clone()
    }

    /// Shows something else, and tells the browsers.
    pub fn show(&self, preview: Preview) {
        let event = preview.event();
        *lock(&self.shared.preview) = Arc::new(preview);
        self.shared.tell(&event);
    }
}

/// What a thread that panicked left is whole: each is written in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// Nobody is waited for: a browser that has not taken in what it was told is let go, and comes again.
    fn tell(&self, event: &str) {
        let mut waiting = lock(&self.waiting);
        waiting
            .retain_mut(|browser| browser.write_all(event.as_bytes()).and_then(|()| browser.flush()).is_ok());
    }

    /// Answers a connection in a thread of its own.
    fn take(self: Arc<Self>, stream: TcpStream, address: SocketAddr) {
        if self.connections.fetch_add(1, Ordering::Relaxed) >= MOST {
            self.connections.fetch_sub(1, Ordering::Relaxed);
            return;
        }
        std::thread::spawn(move || {
            // A browser that goes away needs no answer.
            let _ = self.serve(stream, address);
            self.connections.fetch_sub(1, Ordering::Relaxed);
        });
    }

    fn serve(&self, stream: TcpStream, address: SocketAddr) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let asked = request::read(&stream, PATIENCE)?;
        let mut out = Timed::new(&stream, LONG_PATIENCE);
        let Some(asked) = asked else { return refuse(&mut out, 400, "this is no request", false) };
        let head_only = asked.method == "HEAD";
        if !is_ours(&asked.host, address.port(), address.ip()) {
            let why = "this preview is asked for by the number of its machine, or as localhost on it";
            return refuse(&mut out, 403, why, head_only);
        }
        if asked.method != "GET" && !head_only {
            return refuse(&mut out, 405, "only GET is answered", false);
        }
        let Some(path) = wanted(&asked.target) else {
            return refuse(&mut out, 400, "no page has this path", head_only);
        };
        if path == EVENTS {
            out.write_all(EVENTS_HEAD.as_bytes())?;
            return if head_only { Ok(()) } else { self.wait(&stream, out) };
        }
        if path == SCRIPT {
            return answer(&mut out, 200, media_type(SCRIPT), LIVE.as_bytes(), head_only);
        }
        let preview = lock(&self.preview).clone();
        match (preview.page(&path), preview.page(MISSING)) {
            (Some(page), _) => answer(&mut out, 200, media_type(&path), page, head_only),
            (None, Some(page)) => answer(&mut out, 404, media_type(MISSING), page, head_only),
            (None, None) => refuse(&mut out, 404, "there is no such page", head_only),
        }
    }

    /// Keeps a browser waiting for events; what stands now is told it at once.
    fn wait(&self, stream: &TcpStream, mut out: Timed<'_>) -> io::Result<()> {
        // One that lost them asks again after half a second.
        out.write_all(b"retry: 500\n\n")?;
        let mut told = String::new();
        loop {
            // Nobody else waits while this one takes it in.
            let event = lock(&self.preview).event();
            if event != told {
                out.write_all(event.as_bytes())?;
                told = event;
            }
            // Under the lock of those who wait, so that no change falls between what was told and the waiting.
            let mut waiting = lock(&self.waiting);
            if lock(&self.preview).event() != told {
                continue;
            }
            if waiting.len() >= MOST {
                waiting.remove(0);
            }
            let browser = stream.try_clone()?;
            browser.set_nonblocking(true)?;
            waiting.push(browser);
            return Ok(());
        }
    }
}

fn refuse(stream: &mut impl Write, code: u16, why: &str, head_only: bool) -> io::Result<()> {
    answer(stream, code, "text/plain; charset=utf-8", format!("{why}\n").as_bytes(), head_only)
}
