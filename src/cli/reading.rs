//! What commands that read have in common: the queries, spans, kinds and paths that were typed, and how a page looks here.

use super::context::Context;
use super::failure::Failure;
use crate::diagnostic::did_you_mean;
use crate::disk;
use crate::list::{self, Kinds};
use crate::model::{DaySpan, WeekStart};
use crate::notebook::Notebook;
use crate::query::{self, Bounds, Query};
use crate::report::{Look, Page, Scope};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For reading here
    Terminal,
    /// A Markdown page
    Md,
}

/// A page as it is to be written.
pub(super) fn draw(context: &Context, page: &Page, format: PageFormat) -> String {
    match format {
        PageFormat::Terminal => page.terminal(look(context)),
        PageFormat::Md => page.markdown(),
    }
}

/// The scope of everything.
pub(super) fn whole<'n>(context: &Context, notebook: &'n Notebook) -> Result<Scope<'n>, Failure> {
    Ok(Scope::whole(context.challenge(notebook)?))
}

/// How a page looks here.
pub(super) fn look(context: &Context) -> Look {
    Look { width: context.width, color: context.color, ascii: context.ascii }
}

/// Reads a query that was typed, and says what in it no record bears.
pub(super) fn query(context: &Context, notebook: &Notebook, text: &str) -> Result<Query, Failure> {
    let around = query::Context {
        today: context.today,
        week_starts: notebook.config.week_starts,
        keys: &notebook.config.keys,
    };
    let query = query::parse(text, &around).map_err(|error| Failure::Query(error.render(text)))?;
    list::unborne(&notebook.book, &query).iter().for_each(|line| context.say(line));
    Ok(query)
}

/// The kinds of records that were named.
pub(super) fn kinds(names: &[String]) -> Result<Kinds, Failure> {
    Kinds::named(names.iter().map(String::as_str)).map_err(|name| {
        let known = Kinds::names();
        let hint = did_you_mean(name, known.iter().copied(), || format!("there are {}", known.join(", ")));
        Failure::argument(format!("`{name}` is no kind of record"), hint)
    })
}

/// A span that was typed.
pub(super) fn bounds(context: &Context, week_starts: WeekStart, text: &str) -> Result<Bounds, Failure> {
    query::parse_span(text, context.today, week_starts).map_err(|error| Failure::Query(error.render(text)))
}

/// A span with both ends, the last one today where it was left open.
pub(super) fn closed(text: &str, bounds: Bounds, context: &Context) -> Result<DaySpan, Failure> {
    let last = bounds.last.unwrap_or(context.today);
    match bounds.first {
        Some(first) if first <= last => Ok(DaySpan { first, last }),
        _ => Err(Failure::argument(
            format!("`{text}` does not say where it begins"),
            "write a span such as `2026`, `2026-Q1`, `2026-W10` or `2026-03-01...2026-03-14`",
        )),
    }
}

/// Lets go of a notebook at the end of a command. Giving back the memory of a million records one by one
/// takes time, and the system takes all of it back at once.
pub(super) fn let_go(notebook: Notebook) {
    std::mem::forget(notebook);
}

/// A path that was typed, relative to the notebook.
pub(super) fn below(context: &Context, notebook: &Notebook, path: &Path) -> Result<String, Failure> {
    let full = |path: &Path| -> Option<PathBuf> { path.canonicalize().ok() };
    let Some(absolute) = full(&context.folder.join(path)) else {
        return Err(Failure::argument(
            format!("there is no `{}`", path.display()),
            "name files or folders of the notebook",
        ));
    };
    let root = full(&notebook.root).unwrap_or_else(|| notebook.root.clone());
    let Ok(relative) = absolute.strip_prefix(&root) else {
        let what = format!("`{}` is not in this notebook", path.display());
        return Err(Failure::argument(what, format!("its folder is {}", root.display())));
    };
    Ok(disk::slashed(relative))
}

/// Whether a file is this path, or lies below it.
pub(super) fn is_in(file: &str, path: &str) -> bool {
    path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
