//! How long the stages of a report took.

use crate::notebook::{Notebook, Stage};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// When each stage was over.
pub(super) struct Timings {
    start: Instant,
    reached: Mutex<Vec<(Stage, Duration)>>,
}

impl Timings {
    pub fn start() -> Self {
        Self { start: Instant::now(), reached: Mutex::new(Vec::new()) }
    }

    pub fn reached(&self, stage: Stage) {
        if let Ok(mut reached) = self.reached.lock() {
            reached.push((stage, self.start.elapsed()));
        }
    }

    /// Files, bytes, records, and milliseconds by stage, up to now.
    pub fn told(&self, notebook: &Notebook) -> String {
        let all = self.start.elapsed();
        let reached = self.reached.lock().map(|reached| reached.clone()).unwrap_or_default();
        let (files, records) = (notebook.book.files.len(), notebook.book.record_count());
        let mut text = format!("{files} files, {} bytes, {records} records\n", notebook.bytes);
        let mut before = Duration::ZERO;
        let stages = reached.iter().map(|(stage, at)| {
            let name = match stage {
                Stage::Found => "finding the files",
                Stage::Read => "reading them",
                Stage::Linked => "linking the records",
            };
            (name, *at)
        });
        for (name, at) in stages.chain([("counting and writing", all)]) {
            text.push_str(&format!("{:>10.1} ms  {name}\n", (at - before).as_secs_f64() * 1000.0));
            before = at;
        }
        let a_second = records as f64 / all.as_secs_f64().max(1e-9);
        text.push_str(&format!(
            "{:>10.1} ms  in all, {a_second:.0} records a second",
            all.as_secs_f64() * 1000.0
        ));
        text
    }
}
