//! `askbook report`

use super::arguments::{PeriodName, Report, ReportFormat};
use super::context::Context;
use super::failure::Failure;
use super::timings::Timings;
use super::{Outcome, output};
use crate::book::AskId;
use crate::diagnostic::nearest;
use crate::list::{Row, fits};
use crate::model::Day;
use crate::notebook::Notebook;
use crate::query;
use crate::report::{self, By, Look, Period, Scope};

pub(super) fn run(context: &Context, typed: &Report) -> Result<Outcome, Failure> {
    let timings = Timings::start();
    let notebook = context.open_told(&|stage| timings.reached(stage))?;
    let report = build(context, &notebook, typed)?;
    let text = match typed.format {
        ReportFormat::Terminal => report.terminal(look(context)),
        ReportFormat::Md => report.markdown(),
        ReportFormat::Json => format!("{}\n", report.json()),
    };
    output::print(&text)?;
    context.remark(&notebook);
    if typed.timings {
        // What cannot be said of a report that was printed is no failure.
        let _ = output::complain(&timings.told(&notebook));
    }
    context.let_go(notebook);
    Ok(Outcome::Done)
}

/// The whole report of a notebook, as it looks here.
pub(super) fn plain(context: &Context, notebook: &Notebook) -> Result<String, Failure> {
    let keep = |_: AskId| true;
    let scope = Scope {
        challenge: context.challenge(notebook)?,
        since: None,
        until: None,
        period: Period::Week,
        by: None,
        keep: &keep,
    };
    Ok(report::build(&notebook.book, &notebook.config, &scope).terminal(look(context)))
}

/// How a report looks here.
fn look(context: &Context) -> Look {
    Look { width: context.width, color: context.color, ascii: context.ascii }
}

fn build(context: &Context, notebook: &Notebook, typed: &Report) -> Result<report::Report, Failure> {
    let query = super::list::query(context, notebook, typed.filter.as_deref().unwrap_or_default())?;
    let keep = |ask: AskId| fits(&notebook.book, Row::Ask(ask), &query);
    let bound = |text: &Option<String>| text.as_deref().map(|text| span(context, notebook, text)).transpose();
    let (since, until) = (bound(&typed.since)?, bound(&typed.until)?);
    let scope = Scope {
        challenge: context.challenge(notebook)?,
        since: since.and_then(|(first, last)| first.or(last)),
        until: until.and_then(|(first, last)| last.or(first)),
        period: match typed.period {
            PeriodName::Day => Period::Day,
            PeriodName::Week => Period::Week,
            PeriodName::Month => Period::Month,
            PeriodName::Quarter => Period::Quarter,
            PeriodName::Year => Period::Year,
        },
        by: typed.by.as_deref().map(|name| by(notebook, name)).transpose()?,
        keep: &keep,
    };
    Ok(report::build(&notebook.book, &notebook.config, &scope))
}

/// The ends of a span that was typed.
fn span(context: &Context, notebook: &Notebook, text: &str) -> Result<(Option<Day>, Option<Day>), Failure> {
    let bounds = query::parse_span(text, context.today, notebook.config.week_starts);
    bounds.map(|bounds| (bounds.first, bounds.last)).map_err(|error| Failure::Query(error.render(text)))
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
            let hint = match nearest(name, known.iter().copied(), 1).first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "there are {}; more are declared under `[keys]` in askbook.toml",
                    known.join(", ")
                ),
            };
            return Err(Failure::argument(format!("there is no `--by {name}`"), hint));
        }
    })
}
