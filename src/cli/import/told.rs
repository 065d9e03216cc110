//! What an import says: samples, what was left out, rows that cannot be read.

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::exchange::import::{Batch, Draft, RowProblem, Sorted, block};
use crate::list::{plain, shortened};
use crate::model::KeyNames;

/// One more part of a summary, if there is any of it.
pub(super) fn put(summary: &mut String, count: usize, what: &str) {
    if count > 0 {
        summary.push_str(&format!(", {count} {what}"));
    }
}

/// What was left out on purpose.
pub(super) fn left_out(batch: &Batch) -> String {
    const SHOWN: usize = 5;
    let mut text = String::new();
    for problem in batch.left_out.iter().take(SHOWN) {
        text.push_str(&format!("  left out: {}\n", told_line(problem)));
    }
    if batch.left_out.len() > SHOWN {
        text.push_str(&format!("  left out: {} more\n", batch.left_out.len() - SHOWN));
    }
    text
}

fn told_line(problem: &RowProblem) -> String {
    let page = problem.page.as_ref().map_or_else(String::new, |page| format!("{page}, "));
    let column = problem.column.as_ref().map_or_else(String::new, |column| format!(", column `{column}`"));
    plain(&format!("{page}line {}{column}: {}", problem.line, problem.reason))
}

/// Three of the records, as they will be written.
pub(super) fn samples(all: &[Draft], sorted: &Sorted, keys: &KeyNames, context: &Context) -> String {
    if sorted.fresh.is_empty() {
        return String::new();
    }
    let mut text = "for instance\n".to_owned();
    for draft in sorted.fresh.iter().take(3).filter_map(|at| all.get(*at)) {
        for line in block(draft, true, keys).lines().filter(|line| !line.is_empty()) {
            text.push_str(&format!(
                "  {}\n",
                shortened(&plain(line), context.width.max(80) - 2, context.ascii)
            ));
        }
    }
    text
}

/// Says each row that something is to be said of, on standard error.
pub(super) fn complain(name: &str, problems: &[RowProblem]) -> Result<(), Failure> {
    for problem in problems {
        let name = if problem.page.is_some() { String::new() } else { format!("{name}, ") };
        output::complain(&format!("{name}{}", told_line(problem))).map_err(Failure::Output)?;
    }
    Ok(())
}

pub(super) fn unsure(reasons: &[(String, String)]) -> Failure {
    let (last, first) = match reasons.split_last() {
        Some(parts) => parts,
        None => return Failure::argument("nothing was written", ""),
    };
    let mut what = "nothing was written, since the guess is not sure".to_owned();
    for (reason, hint) in first {
        what.push_str(&format!("\n  {}\n  help: {hint}", plain(reason)));
    }
    what.push_str(&format!("\n  {}", plain(&last.0)));
    Failure::argument(what, last.1.clone())
}
