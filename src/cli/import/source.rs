//! Where an import reads from: a file, standard input, the rules beside it.

use super::{Import, Kind};
use crate::cli::failure::Failure;
use crate::disk;
use crate::exchange::import::decode;
use std::io::Read;
use std::path::{Path, PathBuf};

pub(super) fn rules_path(typed: &Import) -> Option<PathBuf> {
    let beside = || (!is_stdin(&typed.source)).then(|| typed.source.with_extension("rules.toml"));
    typed.rules.clone().or_else(beside)
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

pub(super) fn source_name(typed: &Import) -> String {
    if is_stdin(&typed.source) { "standard input".to_owned() } else { typed.source.display().to_string() }
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
            Failure::argument(
                format!("standard input cannot be read: {}", disk::plain(&error)),
                "name a file instead",
            )
        })?;
        return Ok(bytes);
    }
    disk::read_bytes(path).map_err(|error| {
        Failure::argument(
            format!("`{}` cannot be read: {}", path.display(), disk::plain(&error)),
            "name a file, or `-` for standard input",
        )
    })
}

pub(super) fn text_of(path: &Path, encoding: Option<&str>) -> Result<(String, &'static str), Failure> {
    decode(&bytes(path)?, encoding).map_err(|error| Failure::argument(told_of(path, &error), error.hint()))
}

pub(super) fn told_of(path: &Path, error: &dyn std::fmt::Display) -> String {
    if is_stdin(path) { format!("standard input: {error}") } else { format!("{}: {error}", path.display()) }
}

/// What a file is, by its name and its first bytes.
pub(super) fn kind_of(path: &Path, bytes: &[u8]) -> Kind {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let first = bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace());
    match ending {
        "json" | "jsonl" | "ndjson" => Kind::Json,
        "md" | "markdown" => Kind::Markdown,
        "txt" if name.ends_with("todo.txt") || name.ends_with("done.txt") => Kind::Todo,
        "csv" | "tsv" => Kind::Csv,
        _ if matches!(first, Some(b'{' | b'[')) => Kind::Json,
        _ => Kind::Csv,
    }
}
