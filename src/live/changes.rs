//! Waits for something to change in a folder, however editors save: in place, by rename, in bursts, or with the
//! folder itself gone for a while.
//!
//! Says only where something may have changed; what, those find out who look.

use crate::disk::{self, Identity};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A burst of changes within this time is one.
const BURST: Duration = Duration::from_millis(50);
/// After so long without another one a burst is over.
const QUIET: Duration = Duration::from_millis(15);
/// How often it is looked whether the folder is still the same one.
const LOOK: Duration = Duration::from_millis(500);
/// How often a folder is gone through where the system cannot watch it.
const POLL: Duration = Duration::from_secs(1);
/// The longest time that nothing is looked at, so that a new day is seen.
const PATIENCE: Duration = Duration::from_secs(20);

/// More paths than this are not told one by one.
const MOST: usize = 100;

/// Where something may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Nowhere.
    Nothing,
    /// At these paths, files or folders that are there or are gone.
    Paths(BTreeSet<PathBuf>),
    /// Anywhere.
    Anything,
}

impl Told {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, told) | (told, Self::Nothing) => told,
            (Self::Paths(mut paths), Self::Paths(others)) => {
                paths.extend(others);
                if paths.len() > MOST { Self::Anything } else { Self::Paths(paths) }
            }
            _ => Self::Anything,
        }
    }
}

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
    sender: Sender<Told>,
    receiver: Receiver<Told>,
}

/// Either way of watching goes on while it is kept.
enum Watching {
    System { _kept: RecommendedWatcher },
    Poll { _kept: PollWatcher },
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
        let tell = move |told: notify::Result<Event>| {
            let told = match told {
                Ok(event) if event.need_rescan() || !event.kind.is_access() && event.paths.is_empty() => {
                    Told::Anything
                }
                // That somebody looked is no change: whoever follows the folder looks at it each time, and would never
                // rest.
                Ok(event) if event.kind.is_access() => return,
                Ok(event) => Told::Paths(event.paths.into_iter().collect()),
                Err(_) => Told::Anything,
            };
            // Nobody to tell is nobody who waits.
            let _ = sender.send(told);
        };
        self.watching = Some(match watch::<RecommendedWatcher>(&self.folder, tell.clone()) {
            Ok(kept) => Watching::System { _kept: kept },
            Err(_) => Watching::Poll { _kept: watch::<PollWatcher>(&self.folder, tell)? },
        });
        Ok(())
    }

    /// Waits until something may have changed, or it is time to look at the day.
    pub fn wait(&mut self) -> Told {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.receiver.recv_timeout(left.min(LOOK)) {
                Ok(mut told) => {
                    // What comes at short intervals is one change, and told before long all the same.
                    let latest = Instant::now() + BURST;
                    while let Some(left) = latest.checked_duration_since(Instant::now())
                        && let Ok(more) = self.receiver.recv_timeout(left.min(QUIET))
                    {
                        told = told.and(more);
                    }
                    while let Ok(more) = self.receiver.try_recv() {
                        told = told.and(more);
                    }
                    return if self.follow_folder() { Told::Anything } else { told };
                }
                // The sender is kept here, so the other end never goes away.
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            if self.follow_folder() {
                return Told::Anything;
            }
            if left.is_zero() {
                return Told::Nothing;
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
    tell: impl Fn(notify::Result<Event>) + Send + 'static,
) -> Result<W, notify::Error> {
    let mut watcher = W::new(tell, Config::default().with_poll_interval(POLL))?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    Ok(watcher)
}
