//! Writes a corpus: `cargo bench --bench corpus -- small /tmp/small`, to be read with the `--today` that
//! `cargo bench --bench corpus -- today` prints.
#![allow(missing_docs)]

mod generate;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if arguments == ["today"] {
        println!("{}", generate::TODAY);
        return ExitCode::SUCCESS;
    }
    let [name, folder] = arguments.as_slice() else {
        println!("which? {:?}, and a folder", generate::SIZES.map(|size| size.name));
        // Run without arguments, as `cargo bench` does, it has nothing to do.
        return ExitCode::SUCCESS;
    };
    let Some(size) = generate::SIZES.into_iter().find(|size| size.name == name) else {
        println!("there are {:?}", generate::SIZES.map(|size| size.name));
        return ExitCode::FAILURE;
    };
    match generate::write(size, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}
