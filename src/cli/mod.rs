//! The command line: clap, the clock, the environment, standard output, exit codes. One file a command.
//!
//! What was typed (`arguments`, `global`) becomes what it means (`context`) before a command runs.

mod answer;
mod arguments;
mod ask;
mod asking;
mod candidates;
mod check;
mod compare;
mod complete;
mod context;
mod days;
mod demo;
pub mod diagnostics;
mod diff;
mod edit;
mod explain;
mod export;
mod failure;
mod format;
mod global;
mod import;
mod init;
mod key;
mod list;
#[cfg(feature = "lsp")]
mod lsp;
mod merge_driver;
mod next;
mod outcome;
mod output;
mod plan;
mod reading;
#[cfg(feature = "site")]
mod released;
mod rename;
mod report;
mod review;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "site")]
mod site;
mod standing;
mod state;
mod sweep;
mod tidy;
mod timings;
mod undo;
#[cfg(feature = "serve")]
mod watch;
mod which;
#[cfg(feature = "site")]
mod withheld;
mod words;
mod writing;
mod written;

pub use arguments::command;

use crate::model::{Answer, Marker};
use arguments::{Arguments, Command};
use clap::Parser;
use context::Context;
use failure::Failure;
use outcome::Outcome;
use std::process::ExitCode;

/// Runs `askbook` with the arguments of this process.
pub fn main() -> ExitCode {
    #[cfg(feature = "fail-points")]
    if let Ok(name) = std::env::var("ASKBOOK_FAIL_AT") {
        crate::disk::arm(name);
    }
    complete::answer_shell();
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(failure) => {
            // Where even standard error is gone, the exit code is all that is left to say it.
            output::remark(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let context = Context::of(arguments.global)?;
    context.share_work()?;
    let Some(command) = arguments.command else { return standing::run(&context) };
    match command {
        Command::Init(init) => init::run(&context, &init),
        Command::Demo(demo) => demo::run(&context, &demo),
        Command::Ask(ask) => ask::run(&context, &ask),
        Command::No(typed) => answer::run(&context, Marker::Answer(Answer::No), &typed),
        Command::Yes(typed) => answer::run(&context, Marker::Answer(Answer::Yes), &typed),
        Command::Partial(typed) => answer::run(&context, Marker::Answer(Answer::Partial), &typed),
        Command::Silence(typed) => answer::run(&context, Marker::Answer(Answer::Silence), &typed),
        Command::Withdrawn(typed) => answer::run(&context, Marker::Answer(Answer::Withdrawn), &typed),
        Command::Step(typed) => answer::run(&context, Marker::Step, &typed),
        Command::Lesson(typed) => answer::run(&context, Marker::Lesson, &typed),
        Command::Plan(plan) => plan::plan(&context, &plan),
        Command::Rest(rest) => plan::rest(&context, &rest),
        Command::Sweep(sweep) => sweep::run(&context, &sweep),
        Command::Edit(edit) => edit::run(&context, &edit),
        Command::Tidy(tidy) => tidy::run(&context, &tidy),
        Command::Rename(rename) => rename::run(&context, &rename),
        Command::MergeDriver(merge) => merge_driver::run(&context, &merge),
        Command::GitSetup => merge_driver::setup(&context),
        Command::Undo(undo) => undo::run(&context, &undo),
        Command::Check(check) => check::run(&context, &check),
        Command::List(list) => list::run(&context, &list),
        Command::Import(import) => import::run(&context, &import),
        Command::Export(export) => export::run(&context, &export),
        Command::Report(report) => report::run(&context, &report),
        #[cfg(feature = "lsp")]
        Command::Lsp => lsp::run(&context),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(&context, &serve),
        #[cfg(feature = "serve")]
        Command::Watch(watch) => watch::run(&context, &watch),
        #[cfg(feature = "site")]
        Command::Site(site) => site::run(&context, &site),
        Command::Next(next) => next::run(&context, &next),
        Command::Review(review) => review::run(&context, &review),
        Command::Compare(compare) => compare::run(&context, &compare),
        Command::Explain(explain) => explain::run(&context, &explain),
        Command::Format => format::run(),
        Command::Completions { shell } => complete::completions(shell),
        Command::Man { out } => complete::man(out.as_deref()),
    }
}
