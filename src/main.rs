//! The `askbook` command.

fn main() -> std::process::ExitCode {
    askbook::cli::main()
}
