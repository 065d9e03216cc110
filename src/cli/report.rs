//! `askbook report`

use super::candidates;
use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::reading::{bounds, closed, let_go, look, whole};
use super::timings::Timings;
use crate::book::AskId;
use crate::diagnostic::did_you_mean;
use crate::list::{Row, fits};
use crate::notebook::Notebook;
use crate::report::{self, By, Page, Part, Period, Scope};
use clap::{Args, ValueEnum};

// `askbook report`
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// One part in depth; everything in short otherwise
    pub part: Option<PartName>,
    /// Of `report year`: which year, or another span; this year otherwise
    pub span: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: ReportFormat,
    /// Only asks from this day on: a date or a span, such as 2026-Q1
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Only asks up to this day: a date or a span
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// What one bar stands for
    #[arg(long, value_name = "PERIOD", default_value = "week")]
    pub period: PeriodName,
    /// A table by tag, size, via, who or a declared key
    #[arg(long, value_name = "WHAT")]
    pub by: Option<String>,
    /// Only asks that fit this query
    #[arg(long = "where", value_name = "QUERY", add = candidates::query())]
    pub filter: Option<String>,
    /// Say on standard error how long each stage of reading took
    #[arg(long)]
    pub timings: bool,
    /// What the shareable page says, and no word more: for a chat
    #[cfg(feature = "site")]
    #[arg(long, conflicts_with_all = ["part", "since", "until", "period", "by", "filter", "timings"])]
    pub public: bool,
}

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PartName {
    /// How long answers take
    Waiting,
    /// When the goal may be reached
    Forecast,
    /// Yeses, of how many
    Rates,
    /// Fear before, sting after, your own odds
    Sting,
    /// Week by week
    Load,
    /// What you ask, of whom and how
    Balance,
    /// A year in review
    Year,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For reading here
    Terminal,
    /// A Markdown page
    Md,
    /// One JSON object
    Json,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeriodName {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

pub(super) fn run(context: &Context, typed: &Report) -> Result<Outcome, Failure> {
    #[cfg(feature = "site")]
    if typed.public {
        return super::site::public(context, typed.format);
    }
    let timings = Timings::start();
    let notebook = context.open_told(&|stage| timings.reached(stage))?;
    if let Some(span) = typed.span.as_deref().filter(|_| typed.part != Some(PartName::Year)) {
        return Err(Failure::argument(
            format!("`{span}` belongs to `report year` alone"),
            "name days with --since and --until, such as --since 2026-Q1",
        ));
    }
    let filter =
        typed.filter.as_deref().map(|text| super::reading::query(context, &notebook, text)).transpose()?;
    let fits = |ask: AskId| filter.as_ref().is_none_or(|query| fits(&notebook.book, Row::Ask(ask), query));
    let scope = scope(context, &notebook, typed, &fits)?;
    let text = match typed.format {
        ReportFormat::Json => {
            let (book, config) = (&notebook.book, &notebook.config);
            let out_there = report::next(book, config, &scope, false);
            format!("{}\n", report::build(book, config, &scope).json(&out_there))
        }
        ReportFormat::Md => page(context, &notebook, typed, &scope)?.markdown(),
        ReportFormat::Terminal => page(context, &notebook, typed, &scope)?.terminal(look(context)),
    };
    output::print(&text)?;
    context.remark(&notebook);
    if typed.timings {
        output::remark(&timings.told(&notebook));
    }
    let_go(notebook);
    Ok(Outcome::Done)
}

/// The whole report of a notebook, as it looks here.
pub(super) fn plain(context: &Context, notebook: &Notebook) -> Result<String, Failure> {
    let scope = whole(context, notebook)?;
    Ok(report::build(&notebook.book, &notebook.config, &scope).page().terminal(look(context)))
}

fn page(context: &Context, notebook: &Notebook, typed: &Report, scope: &Scope<'_>) -> Result<Page, Failure> {
    let (book, config) = (&notebook.book, &notebook.config);
    let part = match typed.part {
        None => return Ok(report::build(book, config, scope).page()),
        Some(PartName::Year) => {
            let span = typed.span.as_deref().unwrap_or("this-year");
            let span = closed(span, bounds(context, config.week_starts, span)?, context)?;
            return Ok(report::year(book, config, scope, span));
        }
        Some(PartName::Waiting) => Part::Waiting,
        Some(PartName::Forecast) => Part::Forecast,
        Some(PartName::Rates) => Part::Rates,
        Some(PartName::Sting) => Part::Sting,
        Some(PartName::Load) => Part::Load,
        Some(PartName::Balance) => Part::Balance,
    };
    Ok(report::build(book, config, scope).part(part))
}

fn scope<'n>(
    context: &Context,
    notebook: &'n Notebook,
    typed: &Report,
    fits: &'n (dyn Fn(AskId) -> bool + Sync),
) -> Result<Scope<'n>, Failure> {
    let bound = |text: &Option<String>| {
        text.as_deref().map(|text| bounds(context, notebook.config.week_starts, text)).transpose()
    };
    let (since, until) = (bound(&typed.since)?, bound(&typed.until)?);
    let by = typed.by.as_deref().map(|name| by(notebook, name)).transpose()?;
    Ok(Scope {
        challenge: context.challenge(notebook)?,
        since: since.and_then(|bounds| bounds.first.or(bounds.last)),
        until: until.and_then(|bounds| bounds.last.or(bounds.first)),
        period: match typed.period {
            PeriodName::Day => Period::Day,
            PeriodName::Week => Period::Week,
            PeriodName::Month => Period::Month,
            PeriodName::Quarter => Period::Quarter,
            PeriodName::Year => Period::Year,
        },
        // A look at the balance asks of whom, too.
        by: by.or_else(|| (typed.part == Some(PartName::Balance)).then_some(By::Who)),
        keep: &|_| true,
        fits,
    })
}

fn by(notebook: &Notebook, name: &str) -> Result<By, Failure> {
    let folded = crate::model::fold(name);
    Ok(match folded.as_str() {
        "tag" => By::Tag,
        "size" => By::Size,
        "via" => By::Via,
        "who" => By::Who,
        _ if notebook.config.keys.declared.contains_key(&folded) => By::Key(folded),
        _ => {
            let declared = notebook.config.keys.declared.keys().map(String::as_str);
            let known: Vec<&str> = ["tag", "size", "via", "who"].into_iter().chain(declared).collect();
            let hint = did_you_mean(name, known.iter().copied(), || {
                format!("there are {}; more are declared under `[keys]` in askbook.toml", known.join(", "))
            });
            return Err(Failure::argument(format!("there is no `--by {name}`"), hint));
        }
    })
}
