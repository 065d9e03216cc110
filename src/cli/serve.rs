//! `askbook serve`

use super::context::Context;
use super::diagnostics::{self, Format, Style};
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::site::{image, own_templates};
use crate::diagnostic::Severity;
use crate::live::{Changes, Drawn, Follow, Preview, Seen, Server, ServerError, Told};
use crate::notebook::Notebook;
use crate::site::leak::Hit;
use crate::site::{self, Files, Kept, private};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;

/// The port that is tried first, and how many after it where none was named.
const PORT: u16 = 8765;
const TRIES: u16 = 20;

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
    if !follow.notebook().config_broken {
        // One that is not there is a slip of whoever typed it, and none of the journal.
        context.site_challenge(follow.notebook())?;
    }
    let mut kept = Kept::default();
    let (preview, mut wrong) = next(context, typed, follow.notebook(), &Preview::waiting(), &mut kept);
    let server = start(typed, preview)?;
    let url = format!("http://{}/", here(server.address()));
    let is_shared = !server.address().ip().is_loopback();
    if is_shared {
        let mut warning =
            "askbook: others on this network can see the page; `--bind` said so. What is wrong in the \
                           journal is not shown to them"
                .to_owned();
        if server.address().ip().is_unspecified() {
            let port = server.address().port();
            warning.push_str(&format!(". They ask for it by this machine's number, http://NUMBER:{port}/"));
        }
        output::remark(&warning);
    }
    let what = if typed.private { "your whole journal, for your own eyes, " } else { "" };
    if !output::show(&format!("{what}{url}\n"))? {
        return Ok(Outcome::Done);
    }
    tell(context, None, wrong.as_ref());
    if typed.open
        && let Err(error) = open::that_detached(&url)
    {
        // It is served all the same.
        let why = crate::disk::plain(&error);
        context.say(&format!("`{url}` cannot be opened: {why}; open it by hand"));
    }
    loop {
        let told = changes.wait();
        let seen = follow.catch_up(&told, clock());
        if seen == Seen::Gone {
            let now = Some(gone(&root));
            server.show(server.preview().troubled(now.as_ref().map(|wrong| over(typed, wrong))));
            tell(context, wrong.as_ref(), now.as_ref());
            wrong = now;
        }
        // Templates and pictures are no journal files, and count as well.
        if seen == Seen::Changed || seen == Seen::Same && told != Told::Nothing && !follow.is_gone() {
            let (preview, now) = next(context, typed, follow.notebook(), &server.preview(), &mut kept);
            server.show(preview);
            tell(context, wrong.as_ref(), now.as_ref());
            wrong = now;
        }
    }
}

/// What is wrong, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wrong {
    /// To the writer, with carets.
    whole: String,
    /// To others, who are not shown the journal's lines.
    brief: String,
}

/// That the notebook's folder is gone.
fn gone(root: &Path) -> Wrong {
    let whole = format!("{} is gone; waiting for it to come back", root.display());
    Wrong { whole, brief: "the notebook is gone; waiting for it to come back".to_owned() }
}

/// What is told of it over the page.
fn over(typed: &Serve, wrong: &Wrong) -> String {
    if typed.bind.is_some() { wrong.brief.clone() } else { wrong.whole.clone() }
}

/// Where this machine finds what is served at `address`: at its own number, if that is all of them.
fn here(address: SocketAddr) -> SocketAddr {
    let own = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(own, address.port())
}

/// Says in the terminal what is wrong, where that is not what was wrong before.
fn tell(context: &Context, before: Option<&Wrong>, now: Option<&Wrong>) {
    match now {
        Some(wrong) if before != Some(wrong) => context.say(&wrong.whole),
        None if before.is_some() => context.say("mended"),
        _ => {}
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

/// What is shown next, new pages, or those of before with what is wrong over them; and what is wrong.
fn next(
    context: &Context,
    typed: &Serve,
    notebook: &Notebook,
    before: &Preview,
    kept: &mut Kept,
) -> (Preview, Option<Wrong>) {
    let over = |wrong: &Wrong| over(typed, wrong);
    let stays = |wrong: Option<Wrong>| (before.troubled(wrong.as_ref().map(over)), wrong);
    if notebook.config_broken {
        return stays(problems(context, notebook));
    }
    let (wrong, built) =
        rayon::join(|| problems(context, notebook), || build(context, typed, notebook, kept));
    match built {
        Ok(files) => {
            let drawings: Vec<(String, String)> =
                files.said().map(|(name, drawing)| (name.to_owned(), drawing.to_owned())).collect();
            let drawn = drawings
                .into_iter()
                .map(|(name, drawing)| (name, Drawn::new(move || site::picture(&drawing))))
                .collect();
            (Preview::new(files.into_pages(), wrong.as_ref().map(over)).with_drawn(drawn), wrong)
        }
        Err(why) => stays(Some(why)),
    }
}

/// The errors of the notebook.
fn problems(context: &Context, notebook: &Notebook) -> Option<Wrong> {
    let mut errors = notebook.diagnostics();
    errors.retain(|told| told.severity() == Severity::Error);
    if errors.is_empty() {
        return None;
    }
    let summary = diagnostics::summary(&errors);
    let style = Style { width: WIDTH, ascii: context.ascii, ..Style::default() };
    let text = diagnostics::render(&errors, &|path| notebook.source(path), Format::Human, style);
    Some(Wrong { whole: format!("{text}{summary}"), brief: format!("{summary}: askbook check") })
}

/// The pages, or why there are none.
fn build(context: &Context, typed: &Serve, notebook: &Notebook, kept: &mut Kept) -> Result<Files, Wrong> {
    // A template's line, or the name of a challenge, may say what nobody else is to read.
    fn hidden(error: &impl std::fmt::Display) -> Wrong {
        let brief = "the page cannot be made: askbook site says why".to_owned();
        Wrong { whole: error.to_string(), brief }
    }
    let own = own_templates(&notebook.root).map_err(|error| hidden(&error))?;
    let challenge = context.site_challenge(notebook).map_err(|error| hidden(&error))?;
    if typed.private {
        let images = |path: &str| image(&notebook.root, path);
        return private::private(notebook, challenge, own, &images).map_err(|error| hidden(&error));
    }
    let built = site::preview(notebook, challenge, own, kept).map_err(|error| hidden(&error))?;
    if built.hits.is_empty() { Ok(built.files) } else { Err(leaks(&built.hits)) }
}

/// What a page would give away, which is why it is not shown.
fn leaks(hits: &[Hit]) -> Wrong {
    let brief =
        "the page would hold what is private, and is not shown: askbook site says how to mend it".to_owned();
    let mut whole = brief.clone();
    for hit in hits.iter().take(20) {
        whole.push_str(&format!(
            "\n  {}:{}: `{}`, {} of {}:{}",
            hit.output.file,
            hit.output.line,
            hit.words,
            hit.kind.word(),
            hit.record.file,
            hit.record.line
        ));
    }
    Wrong { whole, brief }
}
