//! A session with one editor: messages in, messages out, in order. Knows nothing of pipes.

use super::answer::{Answer, Refusal};
use super::convert::{Abilities, Converter, LEGEND};
use super::desk::{Desk, Today};
use super::position::{Encoding, Sheet};
use super::protocol::*;
use super::telling::{News, Telling};
use super::uri::{path_of, uri_of};
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
        let folders = params["workspaceFolders"].as_array().into_iter().flatten();
        let folders = folders.filter_map(|folder| folder["uri"].as_str());
        for uri in folders.chain(params["rootUri"].as_str()) {
            if let Some(folder) = path_of(&Uri(uri.to_owned())) {
                session.desk.add_folder(&folder);
            }
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
        Ok(document.map_or(Value::Null, |document| Value::from(document.text.as_str())))
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
            "textDocument/didChange" => {
                if let Some(params) = self.read::<DidChangeTextDocumentParams>(note) {
                    self.change(params);
                }
            }
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

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let id = params.text_document;
        let (uri, version) = (id.text_document_identifier.uri, id.version);
        let Some(path) = path_of(&uri) else { return };
        let Some(document) = self.desk.document(&path) else {
            return self.log(&format!("a change to {uri}, which is not open, was refused"));
        };
        if version <= document.version {
            let now = document.version;
            return self.log(&format!("change {version} to {uri} came after {now}, and was refused"));
        }
        let mut text = document.text.clone();
        for change in params.content_changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    text = whole.text
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let Some(span) = Sheet::new(&text, self.encoding).span(part.range) else {
                        return self
                            .log(&format!("a change to {uri} ends before it starts, and was refused"));
                    };
                    text.replace_range(span.range(), &part.text);
                }
            }
        }
        self.desk.change(&path, text, version);
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
        let params = json!({ "type": 2, "message": message });
        self.out.push(Envelope::Notification(Notification::new("window/logMessage".to_owned(), params)));
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
            Some((root, notebook)) => {
                let mut convert = Converter::new(&self.desk, root, notebook, self.encoding);
                news.all.iter().map(|told| convert.diagnostic(told)).collect()
            }
            None => Vec::new(),
        };
        let version = self.desk.document(&news.path).map(|document| document.version);
        let params = PublishDiagnosticsParams { uri: uri_of(&news.path), version, diagnostics };
        let method = "textDocument/publishDiagnostics".to_owned();
        self.out.push(Envelope::Notification(Notification::new(method, params)));
    }
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
