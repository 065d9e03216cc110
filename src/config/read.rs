//! Reads the whole of `askbook.toml`.

use super::problems::{Problems, shown};
use super::toml_view::{Item, Table};
use super::{Capture, Care, Config, Loaded, Minimums, Silence, challenge, names, path, site, syntax};
use crate::diagnostic::{Code, Severity};
use crate::model::WeekStart;
use crate::text::{Source, Span};
use ignore::gitignore::GitignoreBuilder;
use toml::de::{DeTable, DeValue};

/// Reads the text of `askbook.toml` (format, section 7). Never fails: what is wrong is told, and has its default.
///
/// After a fault of syntax that fault is all that is told; the values are those that could be read around it.
///
/// ```
/// use askbook::{config, text::Source};
/// let loaded = config::read(&Source::new("askbook.toml", "[challenge]\ngaol = 100\n".to_owned()));
/// assert_eq!(loaded.config, config::Config::default());
/// assert_eq!(loaded.diagnostics[0].hint.as_deref(), Some("did you mean `goal`?"));
/// ```
pub fn read(source: &Source) -> Loaded {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut problems = Problems::new(source);
    let fault = syntax::fault(&errors, &source.text, &problems);
    let (config, journal_span) = whole(table.get_ref(), &mut problems);
    match fault {
        Some(fault) => Loaded { config, diagnostics: vec![fault], syntax_broken: true, journal_span },
        None => Loaded { config, diagnostics: problems.settle(), syntax_broken: false, journal_span },
    }
}

fn whole(table: &DeTable, problems: &mut Problems) -> (Config, Span) {
    let mut config = Config::default();
    let mut top = Table::new("", table);
    top.set("format", &mut (), problems, format);
    let journal_span = match top.item("journal") {
        Some(item) => {
            config.journal = path::folder(&item, problems).unwrap_or(config.journal);
            item.span
        }
        None => Span::default(),
    };
    top.set("ignore", &mut config.ignore, problems, |item, problems| item.list(problems, glob));
    let starts = [("monday", WeekStart::Monday), ("sunday", WeekStart::Sunday)];
    top.set("week_starts", &mut config.week_starts, problems, |item, problems| item.word(&starts, problems));
    top.set("day_ends", &mut config.day_ends, problems, Item::time);
    let partial = [("no", false), ("yes", true)];
    top.set("partial", &mut config.partial_is_yes, problems, |item, problems| item.word(&partial, problems));
    config.challenges = challenge::read(&mut top, problems);
    config.silence = silence(&mut top, problems);
    config.who = names::whos(&top.table("who", problems), problems);
    config.keys.declared = names::keys(&top.table("keys", problems), problems);
    config.capture = capture(&mut top, problems);
    config.care = care(&mut top, problems);
    config.minimums = minimums(&mut top, problems);
    config.site = site::read(&mut top, &mut config.journal, journal_span, problems);

    let mut check = top.table("check", problems);
    check.set("allow", &mut config.allow, problems, |item, problems| item.list(problems, allowed));
    check.close(problems);
    let mut git = top.table("git", problems);
    git.set("commit", &mut config.git_commit, problems, Item::flag);
    git.close(problems);
    top.close(problems);
    (config, journal_span)
}

fn silence(top: &mut Table, problems: &mut Problems) -> Silence {
    let mut silence = Silence::default();
    let mut table = top.table("silence", problems);
    table.set("after", &mut silence.after, problems, Item::wait);
    silence.tags = names::silence_tags(&table.table("tags", problems), problems);
    table.close(problems);
    silence
}

fn capture(top: &mut Table, problems: &mut Problems) -> Capture {
    let mut capture = Capture::default();
    let mut table = top.table("capture", problems);
    table.set("page", &mut capture.page, problems, path::page);
    table.set("editor", &mut capture.editor, problems, Item::text);
    table.close(problems);
    capture
}

fn care(top: &mut Table, problems: &mut Problems) -> Care {
    let mut care = Care::default();
    let mut table = top.table("care", problems);
    table.set("notices", &mut care.notices, problems, Item::flag);
    table.set("again_after", &mut care.again_after, problems, Item::wait);
    table.close(problems);
    care
}

fn minimums(top: &mut Table, problems: &mut Problems) -> Minimums {
    let mut minimums = Minimums::default();
    let mut table = top.table("minimums", problems);
    for (key, place) in [
        ("rate", &mut minimums.rate),
        ("compare", &mut minimums.compare),
        ("no_yes_bound", &mut minimums.no_yes_bound),
        ("waiting", &mut minimums.waiting),
        ("forecast_weeks", &mut minimums.forecast_weeks),
        ("expect", &mut minimums.expect),
        ("trend", &mut minimums.trend),
        ("trend_weeks", &mut minimums.trend_weeks),
        ("pairs", &mut minimums.pairs),
        ("load", &mut minimums.load),
    ] {
        table.set(key, place, problems, Item::count);
    }
    table.close(problems);
    minimums
}

/// The standard's number: 1 is the only one there is.
fn format(item: &Item, problems: &mut Problems) -> Option<()> {
    match item.value {
        DeValue::Integer(number) if number.as_str().trim_start_matches('+') == "1" => Some(()),
        DeValue::Integer(_) => {
            let message =
                format!("`{}` is a format that this askbook does not know", problems.text(item.span));
            problems.refuse(item.span, message, "type `1`, or use an askbook that knows it")
        }
        _ => item.wrong_type("a whole number", None, "`1`", problems),
    }
}

/// One pattern of `ignore`.
fn glob(item: &Item, problems: &mut Problems) -> Option<String> {
    let text = item.words(problems)?;
    if text.starts_with('#') {
        let quoted = format!("'\\{text}'");
        let message = format!("`{}` is a comment in a .gitignore, and ignores nothing", shown(&text));
        return problems.refuse(
            item.span,
            message,
            format!("type `{quoted}` for a name that begins with `#`"),
        );
    }
    let mut builder = GitignoreBuilder::new("");
    let refused = builder.add_line(None, &text).err().or_else(|| builder.build().err());
    let Some(refused) = refused else {
        return Some(text);
    };
    let why = match refused {
        ignore::Error::Glob { err, .. } => err,
        other => other.to_string(),
    };
    let message = format!("`{}` is no pattern of paths: {}", shown(&text), shown(&why));
    problems.refuse(item.span, message, "type a pattern as in a .gitignore: `\"drafts/**\"`")
}

/// One code of `[check] allow`.
fn allowed(item: &Item, problems: &mut Problems) -> Option<Code> {
    let text = item.words(problems)?;
    match Code::of(&text) {
        Some(code) if code.severity() == Severity::Error => {
            let message = format!("`{code}` is an error, and errors cannot be allowed");
            problems.refuse(item.span, message, "take it out, and mend what it tells of")
        }
        Some(code) => Some(code),
        None => {
            let codes = Code::ALL.iter().filter(|code| code.severity() != Severity::Error);
            let known: Vec<&str> = codes.map(|code| code.name()).collect();
            let message = format!("`{}` is no code of a warning or notice", shown(&text));
            problems.refuse_word(item.span, message, &text, &known)
        }
    }
}
