//! The preview's server: what was built, looked up in a table, and events that tell browsers to load it again.
//!
//! No path of a request ever reaches the disk.

use super::host::{is_ours, wanted};
use super::page::{EVENTS, MISSING, Preview, SCRIPT, media_type};
use super::request::{self, answer};
use std::fmt;
use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const LIVE: &str = include_str!("live.js");
/// So often browsers that wait are told that nothing happened, and those that left are noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A browser that takes longer over one step has gone away.
const PATIENCE: Duration = Duration::from_secs(10);
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

    fn serve(&self, mut stream: TcpStream, address: SocketAddr) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let Some(asked) = request::read(&stream)? else {
            return refuse(&mut stream, 400, "this is no request");
        };
        if !is_ours(&asked.host, address.port(), address.ip()) {
            return refuse(&mut stream, 403, "this preview is for this machine alone");
        }
        let head_only = asked.method == "HEAD";
        if asked.method != "GET" && !head_only {
            return refuse(&mut stream, 405, "only GET is answered");
        }
        let Some(path) = wanted(&asked.target) else {
            return refuse(&mut stream, 400, "no page has this path");
        };
        if path == EVENTS {
            return self.wait(stream);
        }
        if path == SCRIPT {
            return answer(&mut stream, 200, media_type(SCRIPT), LIVE.as_bytes(), head_only);
        }
        let preview = lock(&self.preview).clone();
        match (preview.page(&path), preview.page(MISSING)) {
            (Some(page), _) => answer(&mut stream, 200, media_type(&path), page, head_only),
            (None, Some(page)) => answer(&mut stream, 404, media_type(MISSING), page, head_only),
            (None, None) => refuse(&mut stream, 404, "there is no such page"),
        }
    }

    /// Keeps a browser waiting for events; what stands now is told it at once.
    fn wait(&self, mut browser: TcpStream) -> io::Result<()> {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                    X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n";
        // Under the lock of those who wait, so that no change falls between what is told and the waiting.
        let mut waiting = lock(&self.waiting);
        let event = lock(&self.preview).event();
        browser.write_all(format!("{head}{event}").as_bytes())?;
        if waiting.len() >= MOST {
            waiting.remove(0);
        }
        waiting.push(browser);
        Ok(())
    }
}

fn refuse(stream: &mut TcpStream, code: u16, why: &str) -> io::Result<()> {
    answer(stream, code, "text/plain; charset=utf-8", format!("{why}\n").as_bytes(), false)
}
