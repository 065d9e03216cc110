//! `askbook edit`

use super::candidates;
use super::context::Context;
use super::days::day;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::which::{meant_ask, split};
use crate::author::Which;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk;
use crate::model::Marker;
use crate::notebook::Notebook;
use crate::text::line_texts;
use clap::Args;
use std::path::Path;
use std::process::Command;

// `askbook edit`
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// Which ask: @who, ^id, re:id, an id, or words of its title; today's page otherwise
    #[arg(value_name = "WHICH", add = candidates::asks())]
    pub words: Vec<String>,
}

pub(super) fn run(context: &Context, typed: &Edit) -> Result<Outcome, Failure> {
    let before = context.open_any()?;
    let (file, line) = target(context, &before, typed)?;
    let path = before.root.join(&file);
    let (program, arguments) = command(&editor(&before), &path, line);
    let status = Command::new(&program).args(&arguments).status().map_err(|error| {
        Failure::argument(
            format!("the editor `{program}` cannot be started: {}", disk::plain(&error)),
            "name yours in `[capture] editor`, or in $VISUAL or $EDITOR",
        )
    })?;
    let after = Notebook::open(&before.root, context.today, crate::notebook::Texts::Keep);
    let touched = touched(&before, &after);
    let told: Vec<Diagnostic> = after
        .diagnostics()
        .into_iter()
        .filter(|told| touched.iter().any(|file| **file == *told.place.file))
        .collect();
    let mut text = String::new();
    match touched.len() {
        0 => text.push_str("nothing was changed\n"),
        _ if told.is_empty() => text.push_str(&format!("{}: no problems\n", touched.join(", "))),
        _ => text.push_str(&context.render(&after, &told)),
    }
    output::print(&text)?;
    if !status.success() {
        let code =
            status.code().map_or_else(|| "it was killed".to_owned(), |code| format!("exit code {code}"));
        return Err(Failure::argument(
            format!("the editor ended with an error ({code})"),
            "the page is as the editor left it",
        ));
    }
    let found = told.iter().any(|told| told.severity() == Severity::Error);
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

/// The file and the line to open.
fn target(context: &Context, notebook: &Notebook, typed: &Edit) -> Result<(String, u32), Failure> {
    let book = &notebook.book;
    if !typed.words.is_empty() {
        let meant = match split(book, &typed.words, None) {
            (Which::Any, words) => Which::Words(words),
            (named, _) => named,
        };
        // Any ask may be mended, as a lesson may be about any.
        let ask = book.ask(meant_ask(context, book, &meant, Marker::Lesson)?.picked()?);
        return Ok((book.file_of(ask.record).path.to_string(), book.record(ask.record).line));
    }
    let day = day(context, &notebook.config, None)?;
    let page = notebook.config.page_of(day);
    let text = notebook.source(&page).map_or("", |source| source.text.as_str());
    if let Some(folder) = notebook.root.join(&*page).parent() {
        disk::make_folder(folder).map_err(|error| {
            Failure::argument(
                format!("`{}` cannot be made: {}", folder.display(), disk::plain(&error)),
                "see that it may be written to",
            )
        })?;
    }
    Ok((page.to_string(), line_texts(text).count().max(1) as u32))
}

/// The editor's command: of the settings, or of the environment.
fn editor(notebook: &Notebook) -> String {
    let configured = Some(notebook.config.capture.editor.clone());
    let named = [configured, std::env::var("VISUAL").ok(), std::env::var("EDITOR").ok()];
    let fallback = if cfg!(windows) { "notepad" } else { "vi" };
    named.into_iter().flatten().find(|name| !name.trim().is_empty()).unwrap_or_else(|| fallback.to_owned())
}

/// The program and its arguments that open a file at a line, in the way of that editor.
fn command(editor: &str, path: &Path, line: u32) -> (String, Vec<String>) {
    let mut words = words(editor);
    let program = if words.is_empty() { "vi".to_owned() } else { words.remove(0) };
    let name =
        Path::new(&program).file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let path = path.display().to_string();
    let waits = words.iter().any(|word| word == "--wait" || word == "-w");
    match name.as_str() {
        // These come back at once, unless they are told to stay.
        "gvim" | "mvim" => words.extend(["-f".to_owned(), format!("+{line}"), path]),
        "vi" | "vim" | "nvim" | "view" | "emacs" | "emacsclient" | "nano" | "pico" | "micro" | "kak"
        | "joe" | "jed" | "mg" | "ne" => words.extend([format!("+{line}"), path]),
        "hx" | "helix" => words.push(format!("{path}:{line}")),
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            if !waits {
                words.push("--wait".to_owned());
            }
            words.extend(["--goto".to_owned(), format!("{path}:{line}")]);
        }
        "subl" | "sublime_text" | "zed" | "zeditor" => {
            if !waits {
                words.push("--wait".to_owned());
            }
            words.push(format!("{path}:{line}"));
        }
        _ => words.push(path),
    }
    (program, words)
}

/// The words of a command; quotes hold blanks together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for char in command.trim().chars() {
        match quote {
            Some(open) if char == open => quote = None,
            None if matches!(char, '"' | '\'') => quote = Some(char),
            None if char.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => word.push(char),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The files whose text is another than before.
fn touched(before: &Notebook, after: &Notebook) -> Vec<String> {
    let changed = |source: &&std::sync::Arc<crate::text::Source>| {
        before.source(&source.path).is_none_or(|old| old.text != source.text || old.bom != source.bom)
    };
    let unreadable = after.loading.iter().map(|told| told.place.file.to_string());
    let unreadable = unreadable.filter(|file| before.source(file).is_some() && after.source(file).is_none());
    after.sources.iter().filter(changed).map(|source| source.path.to_string()).chain(unreadable).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_open_at_the_line() {
        let opened = |editor: &str| {
            let (program, arguments) = command(editor, Path::new("/n/a page.md"), 7);
            format!("{program} {}", arguments.join(" "))
        };
        assert_eq!(opened("vim"), "vim +7 /n/a page.md");
        assert_eq!(opened("/usr/bin/nvim -p"), "/usr/bin/nvim -p +7 /n/a page.md");
        assert_eq!(opened("gvim"), "gvim -f +7 /n/a page.md");
        assert_eq!(opened("hx"), "hx /n/a page.md:7");
        assert_eq!(opened("code -n"), "code -n --wait --goto /n/a page.md:7");
        assert_eq!(opened("subl -w"), "subl -w /n/a page.md:7");
        assert_eq!(opened("\"/my apps/ed\" -x"), "/my apps/ed -x /n/a page.md");
    }
}
