//! `askbook serve`

use super::context::Context;
use super::diagnostics::{self, Format, Style};
use super::failure::Failure;
use super::site::{image, own_templates};
use super::{Outcome, output};
use crate::diagnostic::Severity;
use crate::live::{Changes, Drawn, Follow, Pages, Preview, Seen, Server, ServerError, Told};
use crate::notebook::Notebook;
use crate::site::leak::Hit;
use crate::site::{self, Files, Kept, private};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

/// The port that is tried first, and how many after it where none was named.
const PORT: u16 = 8765;
const TRIES: u16 = 20;

/// The longest time that nothing is looked at, so that a new day is seen.
const PATIENCE: Duration = Duration::from_secs(20);

/// Columns of the text that is shown over a page.
const WIDTH: usize = 100;

// `askbook serve`
#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// The port; otherwise 8765, or the next one that is free
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The whole journal, for your own eyes
    #[arg(long, conflicts_with = "bind")]
    pub private: bool,
    /// Open the front page in a browser
    #[arg(long)]
    pub open: bool,
    /// Another address of this machine, by which others can see the page too
    #[arg(long, value_name = "ADDRESS")]
    pub bind: Option<IpAddr>,
}

pub(super) fn run(context: &Context, typed: &Serve) -> Result<Outcome, Failure> {
    let root = context.root()?;
    let clock = context.clock();
    let failed = |error: crate::live::WatchError| Failure::Server(error.to_string());
    let mut changes = Changes::new(&root).map_err(failed)?;
    let mut follow = Follow::open(&root, clock());
    let nothing = Preview::new(Pages::new(), None);
    let mut kept = Kept::default();
    let server = start(typed, next(context, typed, follow.notebook(), &nothing, &mut kept))?;
    let url = format!("http://{}/", server.address());
    let is_shared = !server.address().ip().is_loopback();
    if is_shared {
        let warning = "askbook: others on this network can see the page; `--bind` said so. What is wrong in the \
                       journal is not shown to them";
        // A warning that nobody can read stops nothing.
        let _ = output::complain(warning);
    }
    let what = if typed.private { "your whole journal, for your own eyes, " } else { "" };
    if !output::show(&format!("{what}{url}\n"))? {
        return Ok(Outcome::Done);
    }
    if typed.open
        && let Err(error) = open::that_detached(&url)
    {
        // It is served all the same.
        context.say(&format!("`{url}` cannot be opened: {error}; open it by hand"));
    }
    loop {
        let told = changes.wait(PATIENCE);
        let seen = follow.catch_up(&told, clock());
        // Templates and pictures are no journal files, and count as well.
        if seen == Seen::Changed || seen == Seen::Same && told != Told::Nothing {
            server.show(next(context, typed, follow.notebook(), &server.preview(), &mut kept));
        }
    }
}

/// Listens at the port that was named, or at the first that is free.
fn start(typed: &Serve, preview: Preview) -> Result<Server, Failure> {
    let address = typed.bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let failed = |error: &ServerError| {
        let hint = "name another port, `--port 0` for any that is free, or an address of this machine";
        Failure::argument(error.to_string(), hint)
    };
    if let Some(port) = typed.port {
        return Server::start(SocketAddr::new(address, port), preview).map_err(|error| failed(&error));
    }
    let mut last = None;
    for port in PORT..PORT + TRIES {
        match Server::start(SocketAddr::new(address, port), preview.clone()) {
            Ok(server) => return Ok(server),
            Err(error) => last = Some(error),
        }
    }
    Err(last.map_or_else(|| Failure::Server("no port was tried".to_owned()), |error| failed(&error)))
}

/// What is shown next: new pages, or those of before with what is wrong over them.
fn next(context: &Context, typed: &Serve, notebook: &Notebook, before: &Preview, kept: &mut Kept) -> Preview {
    if notebook.config_broken {
        return before.troubled(problems(notebook, typed.bind.is_some()));
    }
    let (wrong, built) =
        rayon::join(|| problems(notebook, typed.bind.is_some()), || build(context, typed, notebook, kept));
    match built {
        Ok(files) => {
            let drawings: Vec<(String, String)> =
                files.said().map(|(name, drawing)| (name.to_owned(), drawing.to_owned())).collect();
            let drawn = drawings
                .into_iter()
                .map(|(name, drawing)| (name, Drawn::new(move || site::picture(&drawing))))
                .collect();
            Preview::new(files.into_pages(), wrong).with_drawn(drawn)
        }
        Err(why) => before.troubled(Some(why)),
    }
}

/// The errors of the notebook with their carets. Others are not shown the journal's lines.
fn problems(notebook: &Notebook, is_shared: bool) -> Option<String> {
    let mut errors = notebook.diagnostics();
    errors.retain(|told| told.severity() == Severity::Error);
    if errors.is_empty() {
        return None;
    }
    let summary = diagnostics::summary(&errors);
    if is_shared {
        return Some(format!("{summary}: askbook check"));
    }
    let style = Style { width: WIDTH, ..Style::default() };
    let text = diagnostics::render(&errors, &|path| notebook.source(path), Format::Human, style);
    Some(format!("{text}{summary}"))
}

/// The pages, or why there are none, as text.
fn build(context: &Context, typed: &Serve, notebook: &Notebook, kept: &mut Kept) -> Result<Files, String> {
    let own = own_templates(&notebook.root).map_err(|error| error.to_string())?;
    let challenge = context.challenge(notebook).map_err(|error| error.to_string())?;
    if typed.private {
        let images = |path: &str| image(&notebook.root, path);
        return private::private(notebook, challenge, own, &images).map_err(|error| error.to_string());
    }
    let built = site::preview(notebook, challenge, own, kept).map_err(|error| error.to_string())?;
    if built.hits.is_empty() { Ok(built.files) } else { Err(leaks(&built.hits, typed.bind.is_some())) }
}

/// What a page would give away, which is why it is not shown.
fn leaks(hits: &[Hit], is_shared: bool) -> String {
    let mut text =
        "the page would hold what is private, and is not shown: askbook site says how to mend it".to_owned();
    for hit in hits.iter().filter(|_| !is_shared).take(20) {
        text.push_str(&format!(
            "\n  {}:{}: `{}`, {} of {}:{}",
            hit.output.file,
            hit.output.line,
            hit.words,
            hit.kind.word(),
            hit.record.file,
            hit.record.line
        ));
    }
    text
}
