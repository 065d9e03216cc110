//! Waits for something to change in a folder, however editors save: in place, by rename, in bursts, or with the
//! folder itself gone for a while.
//!
//! Says only that something may have changed; what, those find out who look.

use crate::disk::{self, Identity};
use notify::{PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_mini::{Config, DebounceEventResult, Debouncer, new_debouncer_opt};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A burst of changes within this time is one.
const BURST: Duration = Duration::from_millis(50);
/// How often it is looked whether the folder is still the same one.
const LOOK: Duration = Duration::from_millis(500);
/// How often a folder is gone through where the system cannot watch it.
const POLL: Duration = Duration::from_secs(1);

/// The folder cannot be watched.
#[derive(Debug)]
pub struct WatchError {
    folder: PathBuf,
    why: String,
}

impl fmt::Display for WatchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` cannot be watched: {}", self.folder.display(), self.why)
    }
}

impl std::error::Error for WatchError {}

/// A folder that is watched.
pub struct Changes {
    folder: PathBuf,
    /// What the folder was when the watching began; it ends when another one takes its place.
    identity: Option<Identity>,
    watching: Option<Watching>,
    sender: Sender<DebounceEventResult>,
    receiver: Receiver<DebounceEventResult>,
}

/// Either way of watching goes on while it is kept.
enum Watching {
    System { _kept: Debouncer<RecommendedWatcher> },
    Poll { _kept: Debouncer<PollWatcher> },
}

impl Changes {
    /// Begins to watch `folder` and all below it.
    ///
    /// # Errors
    /// When the system can do so in neither way.
    pub fn new(folder: &Path) -> Result<Self, WatchError> {
        let (sender, receiver) = channel();
        let mut changes =
            Self { folder: folder.to_path_buf(), identity: None, watching: None, sender, receiver };
        changes.begin().map_err(|why| WatchError { folder: folder.to_path_buf(), why: why.to_string() })?;
        Ok(changes)
    }

    fn begin(&mut self) -> Result<(), notify::Error> {
        self.watching = None;
        self.identity = disk::identity(&self.folder);
        let sender = self.sender.clone();
        let tell = move |result: DebounceEventResult| {
            // Nobody to tell is nobody who waits.
            let _ = sender.send(result);
        };
        self.watching = Some(match watch::<RecommendedWatcher>(&self.folder, tell.clone()) {
            Ok(kept) => Watching::System { _kept: kept },
            Err(_) => Watching::Poll { _kept: watch::<PollWatcher>(&self.folder, tell)? },
        });
        Ok(())
    }

    /// Waits until something may have changed, at most as long as `patience`; whether it may have.
    pub fn wait(&mut self, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.receiver.recv_timeout(left.min(LOOK)) {
                Ok(_) => {
                    while self.receiver.try_recv().is_ok() {}
                    self.follow_folder();
                    return true;
                }
                // The sender is kept here, so the other end never goes away.
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            if self.follow_folder() {
                return true;
            }
            if left.is_zero() {
                return false;
            }
        }
    }

    /// Watches the folder that stands there now, if it is another than the one that was watched.
    fn follow_folder(&mut self) -> bool {
        let now = disk::identity(&self.folder);
        if now == self.identity {
            return false;
        }
        self.identity = now;
        self.watching = None;
        if now.is_some() && self.begin().is_err() {
            // It went away again; the next look sees it.
            self.identity = None;
        }
        true
    }
}

fn watch<W: Watcher>(
    folder: &Path,
    tell: impl Fn(DebounceEventResult) + Send + 'static,
) -> Result<Debouncer<W>, notify::Error> {
    let polling = notify::Config::default().with_poll_interval(POLL);
    let config = Config::default().with_timeout(BURST).with_notify_config(polling);
    let mut debouncer = new_debouncer_opt(config, tell)?;
    debouncer.watcher().watch(folder, RecursiveMode::Recursive)?;
    Ok(debouncer)
}
