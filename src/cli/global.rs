//! The options of every command, as they are typed.

use super::candidates;
use crate::model::Day;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// The notebook's folder; otherwise the nearest one above with an askbook.toml
    #[arg(long, global = true, value_name = "DIR", env = "ASKBOOK_NOTEBOOK")]
    pub notebook: Option<PathBuf>,
    /// Read the notebook as it stood on this day, YYYY-MM-DD
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_day)]
    pub today: Option<Day>,
    /// The challenge that is meant, by its name
    #[arg(long, global = true, value_name = "NAME", add = candidates::challenges())]
    pub challenge: Option<String>,
    /// When to use colour; NO_COLOR is heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Draw with plain ASCII signs
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Say nothing on standard error but failures
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// How many threads read the files; all cores otherwise
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Read every page through the whole Markdown parser, to compare: the same comes of it, more slowly
    #[arg(long, global = true)]
    pub no_fast_path: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

/// Reads a date of an option.
pub(super) fn parse_day(text: &str) -> Result<Day, String> {
    match crate::model::read_day(text) {
        Some(day) => day.day().ok_or_else(|| "no calendar has this date".to_owned()),
        None => Err("write a date as YYYY-MM-DD, such as 2026-03-02".to_owned()),
    }
}
