//! What goes on while files change: a notebook that is followed on the disk, and a preview that browsers reload.
//!
//! Knows nothing of the editors' protocol, of a terminal, or of what is in the pages that it serves.

mod changes;
mod follow;
mod host;
mod page;
mod request;
mod server;

pub use changes::{Changes, Told, WatchError};
pub use follow::{Follow, Seen};
pub use page::{Drawn, Pages, Preview};
pub use server::{Server, ServerError};
