//! `askbook demo`

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::{init, output, report};
use crate::disk;
use crate::model::Day;
use crate::notebook::{Notebook, Texts};
use crate::template::{self, NewFiles};
use clap::Args;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

// `askbook demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder; askbook-demo in this one otherwise
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// What the demo was when it was made, by which one that nobody touched is known.
const SEAL: &str = ".askbook-demo";

pub(super) fn run(context: &Context, typed: &Demo) -> Result<Outcome, Failure> {
    let folder = typed.folder.clone().unwrap_or_else(|| PathBuf::from("askbook-demo"));
    clear(&folder)?;
    let files = template::example(context.today);
    init::write(&folder, &files)?;
    let seal = seal(&files);
    let path = folder.join(SEAL);
    disk::write_new(&path, &seal, false).map_err(Failure::file(&path))?;

    let notebook = Notebook::open(&folder, context.today, Texts::Drop);
    let problems = notebook.diagnostics().len();
    let checked = if problems == 0 { "no problems".to_owned() } else { format!("{problems} problems") };
    let name = folder.display();
    let pages = notebook.book.files.len();
    let text = format!(
        "The journal of an invented person is in {name}: {pages} pages, {} asks.\n\
         askbook check: {checked}. Its report:\n\n{}\n{}",
        notebook.book.asks().len(),
        report::plain(context, &notebook)?,
        next(&name.to_string(), context.today),
    );
    output::print(&text)?;
    Ok(Outcome::Done)
}

/// What to try next, among it a mistake to make.
fn next(folder: &str, today: Day) -> String {
    let page = today.format("journal/%Y/%Y-%m-%d.md");
    let go = if folder == "." { String::new() } else { format!("  cd {folder}\n") };
    format!(
        "Try next:\n{go}  \
         askbook list is:open             what is still out there\n  \
         askbook list tag:job sting:5..   the noes that hurt\n  \
         askbook report --by via          which way of asking does what\n  \
         askbook ask \"A free refill\"      an ask of yours; `askbook undo` takes it back\n\n\
         To see what a mistake looks like, write at the end of {page}\n  \
         - #aks A seat by the window fear:11\n\
         and type `askbook check`. `askbook init my-asks` begins a notebook of your own.\n"
    )
}

/// Takes away a demo that nobody touched; refuses any other folder with something in it.
fn clear(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    let failed = |error: std::io::Error| {
        Failure::argument(
            format!("`{}` cannot be read: {}", folder.display(), disk::plain(&error)),
            "name another folder: `askbook demo DIR`",
        )
    };
    let paths = disk::all_files(folder).map_err(failed)?;
    if paths.is_empty() {
        return Ok(());
    }
    let untouched =
        disk::read_bytes(&folder.join(SEAL)).is_ok_and(|seal| Some(seal) == current(folder, &paths));
    if !untouched {
        let what = format!("`{}` holds something else than an untouched demo", folder.display());
        return Err(Failure::argument(what, "nothing was changed; name another folder: `askbook demo DIR`"));
    }
    disk::empty_folder(folder).map_err(failed)
}

/// The seal of new files: the path and the hash of each.
fn seal(files: &NewFiles) -> String {
    files.iter().map(|(path, file)| sealed(path, file.text.as_bytes())).collect()
}

/// The seal of the files that are there; `None` where one cannot be read.
fn current(folder: &Path, paths: &[PathBuf]) -> Option<Vec<u8>> {
    let mut lines = Vec::new();
    for path in paths {
        let name = disk::slashed(path.strip_prefix(folder).ok()?);
        if name != SEAL {
            lines.push((name.clone(), sealed(&name, &disk::read_bytes(path).ok()?)));
        }
    }
    lines.sort();
    Some(lines.into_iter().map(|(_, line)| line).collect::<String>().into_bytes())
}

fn sealed(path: &str, bytes: &[u8]) -> String {
    format!("{:016x} {path}\n", xxh3_64(bytes))
}
