//! What others would take for the same pages, in one thread: `cargo bench --bench floor -- bytes FOLDER` reads every
//! byte of every file below a folder, `… -- markdown FOLDER` goes through them with pulldown-cmark as well.
#![allow(missing_docs)]

use pulldown_cmark::{Options, Parser};
use std::hint::black_box;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [what, folder] = arguments.as_slice() else {
        println!("what? `bytes` or `markdown`, and a folder");
        // Run without arguments, as `cargo bench` does, it has nothing to do.
        return ExitCode::SUCCESS;
    };
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let (mut bytes, mut events) = (0, 0);
    for file in files.filter(|file| file.file_type().is_file()) {
        let text = match std::fs::read(file.path()) {
            Ok(text) => text,
            Err(error) => {
                println!("{}: {error}", file.path().display());
                return ExitCode::FAILURE;
            }
        };
        bytes += text.len();
        if what == "markdown" {
            events += count(&String::from_utf8_lossy(&text));
        }
    }
    println!("{bytes} bytes, {events} events");
    ExitCode::SUCCESS
}

fn count(text: &str) -> usize {
    // The extensions of the format's section 1, as the program has them.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS;
    Parser::new_ext(text, options).into_offset_iter().map(black_box).count()
}
