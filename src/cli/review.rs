//! `askbook review`

use super::context::Context;
use super::failure::Failure;
use super::report::{bounds, closed, look, whole};
use super::{Outcome, output};
use crate::report;
use clap::{Args, ValueEnum};

/// `askbook review`
#[derive(Debug, Args)]
pub(crate) struct Review {
    /// Which days, such as 2026-W26 or last-month; the last complete week otherwise
    pub span: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: ReviewFormat,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReviewFormat {
    /// For reading here
    Terminal,
    /// A Markdown page
    Md,
}

pub(super) fn run(context: &Context, typed: &Review) -> Result<Outcome, Failure> {
    let notebook = context.open()?;
    let config = &notebook.config;
    let span = match typed.span.as_deref() {
        Some(text) => closed(text, bounds(context, config.week_starts, text)?, context)?,
        None => report::last_week(config, context.today),
    };
    let page = report::review(&notebook.book, config, &whole(context, &notebook)?, span).page();
    output::print(&match typed.format {
        ReviewFormat::Terminal => page.terminal(look(context)),
        ReviewFormat::Md => page.markdown(),
    })?;
    context.remark(&notebook);
    Ok(Outcome::Done)
}
