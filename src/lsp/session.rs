//! A session with one editor: messages in, messages out, in order. Knows nothing of pipes.

use super::answer::{Answer, Refusal};
use super::convert::{Abilities, Converter, LEGEND};
use super::desk::{Desk, Today};
use super::position::Encoding;
use super::protocol::*;
use super::telling::{News, Telling};
use super::typing;
use super::uri::{path_of, uri_of};
use super::wire::Odd;
use crate::config::CONFIG_FILE;
use crate::ide::Hints;
use lsp_server::{ErrorCode, Message as Envelope, Notification, Request as Call, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// A session.
pub(super) struct Session {
    pub(super) desk: Desk,
    pub(super) encoding: Encoding,
    pub(super) abilities: Abilities,
    pub(super) hints: Hints,
    out: Vec<Envelope>,
    telling: Telling,
    /// Texts that changed since it was told anything.
    changed: Vec<PathBuf>,
    /// `shutdown` was asked for.
    pub ending: bool,
}

impl Session {
    /// Begins a session with what the editor says of itself; gives what the server says of itself.
    pub fn begin(params: &Value, today: Today) -> (Self, Value) {
        let can = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let is = |path: &str| can(path).and_then(Value::as_bool).unwrap_or(false);
        let has = |path: &str, word: &str| {
            let words = can(path).and_then(Value::as_array);
            words.is_some_and(|words| words.iter().any(|other| other == word))
        };
        let encoding =
            if has("general/positionEncodings", "utf-8") { Encoding::Utf8 } else { Encoding::Utf16 };
        let abilities = Abilities {
            snippets: is("textDocument/completion/completionItem/snippetSupport"),
            document_changes: is("workspace/workspaceEdit/documentChanges"),
            create: has("workspace/workspaceEdit/resourceOperations", "create"),
            watch: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            actions: can("textDocument/codeAction/codeActionLiteralSupport").is_some(),
        };
        let mut session = Self {
            desk: Desk::new(today),
            encoding,
            abilities,
            hints: Hints::default(),
            out: Vec::new(),
            telling: Telling::default(),
            changed: Vec::new(),
            ending: false,
        };
        session.settings(&params["initializationOptions"]);
        let root = params["rootUri"].as_str().and_then(|uri| path_of(&Uri(uri.to_owned())));
        for folder in folders(&params["workspaceFolders"]).chain(root) {
            session.desk.add_folder(&folder);
        }
        let answer = InitializeResult {
            capabilities: capabilities(encoding),
            server_info: Some(ServerInfo {
                name: "askbook".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        (session, to_value(&answer))
    }

    /// Takes in a message; what is to be sent is fetched with [`Self::take_out`]. `false` after `exit`.
    pub fn receive(&mut self, message: Envelope) -> bool {
        match message {
            Envelope::Request(call) => {
                let response = self.answer(call);
                self.out.push(Envelope::Response(response));
            }
            Envelope::Notification(note) if note.method == "exit" => return false,
            Envelope::Notification(note) => {
                let method = note.method.clone();
                if guarded(|| self.note(note)).is_none() {
                    self.log(&format!("askbook failed at {method}, and goes on"));
                }
            }
            Envelope::Response(_) => {}
        }
        true
    }

    /// Says that what came is no message.
    pub fn refuse(&mut self, odd: Odd) {
        self.out.extend(odd.refusal.map(Envelope::Response));
        self.log(&odd.why);
    }

    /// What is to be sent.
    pub fn take_out(&mut self) -> Vec<Envelope> {
        std::mem::take(&mut self.out)
    }

    /// Looks at the disk, for an editor that does not watch files.
    pub fn look(&mut self) {
        if !self.abilities.watch {
            self.desk.look();
        }
    }

    fn answer(&mut self, call: Call) -> Response {
        if self.ending {
            let message = "the session is ending".to_owned();
            return Response::new_err(call.id, ErrorCode::InvalidRequest as i32, message);
        }
        let (id, method) = (call.id, call.method);
        let answered = guarded(|| {
            self.desk.refresh();
            self.dispatch(&method, call.params)
        });
        match answered {
            Some(Ok(value)) => Response::new_ok(id, value),
            Some(Err(refusal)) => Response::new_err(id, refusal.code, refusal.message),
            None => {
                let message = format!("askbook failed at {method}, and goes on");
                Response::new_err(id, ErrorCode::InternalError as i32, message)
            }
        }
    }

    fn dispatch(&mut self, method: &str, params: Value) -> Result<Value, Refusal> {
        match method {
            "shutdown" => {
                self.ending = true;
                Ok(Value::Null)
            }
            "initialize" => {
                let message = "the session has begun already".to_owned();
                Err(Refusal { code: ErrorCode::InvalidRequest as i32, message })
            }
            "textDocument/completion" => on::<CompletionRequest>(params, |it| self.completion(it)),
            "textDocument/hover" => on::<HoverRequest>(params, |it| self.hover(it)),
            "textDocument/definition" => on::<DefinitionRequest>(params, |it| self.definition(it)),
            "textDocument/references" => on::<ReferencesRequest>(params, |it| self.references(it)),
            "textDocument/documentSymbol" => {
                on::<DocumentSymbolRequest>(params, |it| self.document_symbols(it))
            }
            "workspace/symbol" => on::<WorkspaceSymbolRequest>(params, |it| self.workspace_symbols(it)),
            "textDocument/inlayHint" => on::<InlayHintRequest>(params, |it| self.inlay_hints(it)),
            "textDocument/semanticTokens/full" => {
                on::<SemanticTokensRequest>(params, |it| self.semantic_tokens(it))
            }
            "textDocument/semanticTokens/range" => {
                on::<SemanticTokensRangeRequest>(params, |it| self.semantic_tokens_range(it))
            }
            "textDocument/documentLink" => on::<DocumentLinkRequest>(params, |it| self.document_links(it)),
            "textDocument/codeAction" => on::<CodeActionRequest>(params, |it| self.code_actions(it)),
            "textDocument/formatting" => on::<DocumentFormattingRequest>(params, |it| self.formatting(it)),
            "textDocument/rangeFormatting" => {
                on::<DocumentRangeFormattingRequest>(params, |it| self.range_formatting(it))
            }
            "textDocument/prepareRename" => on::<PrepareRenameRequest>(params, |it| self.prepare_rename(it)),
            "textDocument/rename" => on::<RenameRequest>(params, |it| self.rename(it)),
            "askbook/text" => self.text(&params),
            #[cfg(feature = "fail-points")]
            "askbook/fail" => fail(),
            _ => {
                let message = format!("askbook does not answer {method}");
                Err(Refusal { code: ErrorCode::MethodNotFound as i32, message })
            }
        }
    }

    /// The text that the server holds of an open file, for tests and for reports of faults.
    fn text(&self, params: &Value) -> Result<Value, Refusal> {
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default();
        let document = path_of(&Uri(uri.to_owned())).and_then(|path| self.desk.document(&path));
        Ok(document.and_then(|document| document.text.as_deref()).map_or(Value::Null, Value::from))
    }

    fn note(&mut self, note: Notification) {
        match note.method.as_str() {
            "initialized" => self.watch(),
            "textDocument/didOpen" => {
                let Some(params) = self.read::<DidOpenTextDocumentParams>(note) else { return };
                let document = params.text_document;
                if let Some(path) = path_of(&document.uri) {
                    self.desk.open(&path, document.text, document.version);
                    self.changed.push(path);
                }
            }
            "textDocument/didChange" => self.change(&note.params),
            "textDocument/didClose" => {
                let Some(params) = self.read::<DidCloseTextDocumentParams>(note) else { return };
                if let Some(path) = path_of(&params.text_document.uri) {
                    self.desk.close(&path);
                    self.changed.push(path);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let Some(params) = self.read::<DidChangeWatchedFilesParams>(note) else { return };
                let paths: Vec<PathBuf> =
                    params.changes.iter().filter_map(|event| path_of(&event.uri)).collect();
                self.desk.touched(&paths);
            }
            "workspace/didChangeWorkspaceFolders" => {
                let event = &note.params["event"];
                folders(&event["removed"]).for_each(|folder| self.desk.remove_folder(&folder));
                folders(&event["added"]).for_each(|folder| self.desk.add_folder(&folder));
            }
            "workspace/didChangeConfiguration" => self.settings(&note.params["settings"]),
            #[cfg(feature = "fail-points")]
            "askbook/fail" => fail(),
            _ => {}
        }
    }

    fn read<P: DeserializeOwned>(&mut self, note: Notification) -> Option<P> {
        match serde_json::from_value(note.params) {
            Ok(params) => Some(params),
            Err(error) => {
                self.log(&format!("{} was not understood: {error}", note.method));
                None
            }
        }
    }

    fn change(&mut self, params: &Value) {
        let (document, changes) = (&params["textDocument"], &params["contentChanges"]);
        let Some(uri) = document["uri"].as_str() else {
            return self.log("a change that names no file was refused");
        };
        let Some(path) = path_of(&Uri(uri.to_owned())) else { return };
        let Some(open) = self.desk.document(&path) else {
            return self.log(&format!("a change to {uri}, which is not open, was refused"));
        };
        if changes.as_array().is_some_and(Vec::is_empty) {
            return;
        }
        let (text, now) = (open.text.as_deref(), open.version);
        let version = document["version"].as_i64().and_then(|version| i32::try_from(version).ok());
        let is_late = text.is_some() && version.is_some_and(|version| version <= now);
        let version = version.unwrap_or(now);
        if is_late && typing::are_whole(changes) {
            return self.log(&format!("change {version} to {uri} came after {now}, and was refused"));
        }
        let changed = match is_late {
            true => Err(format!("its number {version} is not after {now}")),
            false => typing::changed(text, changes, self.encoding),
        };
        let was_lost = text.is_none();
        match changed {
            Ok(text) => self.desk.change(&path, text, version),
            // It was said when it was lost.
            Err(_) if was_lost => return,
            Err(why) => {
                // The editor has made the change: what the server has is another text, and nothing is said of that one.
                self.desk.lose(&path);
                self.show(&format!(
                    "askbook lost track of {}, since it does not understand a change: {why}. Close and open it again",
                    path.display()
                ));
            }
        }
        self.changed.push(path);
    }

    /// What the writer set: `{"hints": {"daysOut": true, "numbers": true}}`, alone or under `askbook`.
    fn settings(&mut self, settings: &Value) {
        let hints = settings.pointer("/askbook/hints").or_else(|| settings.get("hints"));
        let flag = |name: &str| hints.and_then(|hints| hints[name].as_bool());
        self.hints.days_out = flag("daysOut").unwrap_or(self.hints.days_out);
        self.hints.numbers = flag("numbers").unwrap_or(self.hints.numbers);
    }

    /// Asks the editor to watch the notebook's files.
    fn watch(&mut self) {
        if !self.abilities.watch {
            return;
        }
        let pattern =
            |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::Pattern(glob.into()), kind: None };
        // As the disk's pages are: in capital letters or small ones.
        let globs = ["**/*.[mM][dD]", "**/*.[mM][aA][rR][kK][dD][oO][wW][nN]", &format!("**/{CONFIG_FILE}")];
        let watchers = globs.into_iter().map(pattern).collect();
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        let params = RegistrationParams {
            registrations: vec![Registration {
                id: "files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: Some(to_value(&options)),
            }],
        };
        let call = Call::new("watch".to_owned().into(), "client/registerCapability".to_owned(), params);
        self.out.push(Envelope::Request(call));
    }

    fn log(&mut self, message: &str) {
        self.out.push(log(message));
    }

    /// Tells the writer.
    fn show(&mut self, message: &str) {
        self.out.push(said("window/showMessage", message));
    }

    /// Brings the notebooks up to date and tells what is wrong in files of which something else was told before.
    pub fn settle(&mut self) {
        if guarded(|| self.publish()).is_none() {
            self.log("askbook failed at checking, and goes on");
        }
    }

    fn publish(&mut self) {
        self.desk.refresh();
        let changed = std::mem::take(&mut self.changed);
        for news in self.telling.news(&mut self.desk, &changed) {
            self.tell(&news);
        }
    }

    fn tell(&mut self, news: &News) {
        let diagnostics = match self.desk.notebook(&news.home) {
            // Nothing can be said of a text that is not known.
            Some((root, notebook)) if !self.desk.is_lost(&news.path) => {
                let mut convert = Converter::new(&self.desk, root, notebook, self.encoding);
                news.all.iter().map(|told| convert.diagnostic(told)).collect()
            }
            _ => Vec::new(),
        };
        let version = self.desk.document(&news.path).map(|document| document.version);
        let params = PublishDiagnosticsParams { uri: uri_of(&news.path), version, diagnostics };
        let method = "textDocument/publishDiagnostics".to_owned();
        self.out.push(Envelope::Notification(Notification::new(method, params)));
    }
}

/// A message for the log.
pub(super) fn log(message: &str) -> Envelope {
    said("window/logMessage", message)
}

fn said(method: &str, message: &str) -> Envelope {
    let params = json!({ "type": 2, "message": message });
    Envelope::Notification(Notification::new(method.to_owned(), params))
}

/// The paths of a list of workspace folders.
fn folders(list: &Value) -> impl Iterator<Item = PathBuf> {
    let uris = list.as_array().into_iter().flatten().filter_map(|folder| folder["uri"].as_str());
    uris.filter_map(|uri| path_of(&Uri(uri.to_owned())))
}

/// Fails as no request should, so that a test sees what becomes of the server.
#[cfg(feature = "fail-points")]
#[expect(clippy::panic, reason = "it is what is tested")]
fn fail<T>() -> T {
    panic!("a test asked for it")
}

/// Runs `work`; `None` if it panicked.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Answers a request whose parameters are first read.
fn on<R: Request>(params: Value, answer: impl FnOnce(R::Params) -> Answer<R>) -> Result<Value, Refusal>
where
    R::Params: DeserializeOwned,
    R::Result: serde::Serialize,
{
    let params = serde_json::from_value(params).map_err(|error| Refusal {
        code: ErrorCode::InvalidParams as i32,
        message: format!("the parameters were not understood: {error}"),
    })?;
    answer(params).map(|result| to_value(&result))
}

fn to_value(value: &impl serde::Serialize) -> Value {
    // The protocol's types always have a JSON form.
    serde_json::to_value(value).unwrap_or_default()
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let letters = ["#", "@", ":", "^", "-", " "].map(str::to_owned).to_vec();
    ServerCapabilities {
        position_encoding: Some(match encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(letters),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProvider::Bool(true)),
        definition_provider: Some(DefinitionProvider::Bool(true)),
        references_provider: Some(ReferencesProvider::Bool(true)),
        document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
        workspace_symbol_provider: Some(WorkspaceSymbolProvider::Bool(true)),
        rename_provider: Some(RenameProvider::RenameOptions(RenameOptions {
            prepare_provider: Some(true),
            ..RenameOptions::default()
        })),
        inlay_hint_provider: Some(InlayHintProvider::Bool(true)),
        semantic_tokens_provider: Some(SemanticTokensProvider::SemanticTokensOptions(
            SemanticTokensOptions {
                legend: SemanticTokensLegend {
                    token_types: LEGEND.map(str::to_owned).to_vec(),
                    token_modifiers: Vec::new(),
                },
                range: Some(SemanticTokensOptionsRange::Bool(true)),
                full: Some(Full::Bool(true)),
                ..SemanticTokensOptions::default()
            },
        )),
        document_formatting_provider: Some(DocumentFormattingProvider::Bool(true)),
        document_range_formatting_provider: Some(DocumentRangeFormattingProvider::Bool(true)),
        document_link_provider: Some(DocumentLinkOptions::default()),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::Refactor]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(ChangeNotifications::Bool(true)),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_is_caught() {
        let kept = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let answered = guarded(|| -> u8 { panic!("on purpose") });
        std::panic::set_hook(kept);
        assert_eq!(answered, None);
        assert_eq!(guarded(|| 1), Some(1));
    }
}
