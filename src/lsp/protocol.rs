//! The protocol's types, as this server uses them: the only place that names the crate which generates them.

pub(super) use gen_lsp_types::{
    BaseSymbolInformation, ChangeNotifications, Code, CodeAction, CodeActionKind, CodeActionOptions,
    CodeActionProvider, CodeActionRequest, CodeActionResponse, CodeDescription, CompletionItem,
    CompletionItemKind, CompletionItemTextEdit, CompletionList, CompletionOptions, CompletionRequest,
    CompletionResponse, Contents, CreateFile, Definition, DefinitionProvider, DefinitionRequest,
    DefinitionResponse, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DidChangeWatchedFilesParams, DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentChange, DocumentFormattingProvider, DocumentFormattingRequest,
    DocumentLink, DocumentLinkOptions, DocumentLinkRequest, DocumentRangeFormattingProvider,
    DocumentRangeFormattingRequest, DocumentSymbol, DocumentSymbolProvider, DocumentSymbolRequest,
    DocumentSymbolResponse, Edit, FileSystemWatcher, Full, GlobPattern, Hover, HoverProvider, HoverRequest,
    InitializeResult, InlayHint, InlayHintProvider, InlayHintRequest, InsertTextFormat, Label, Location,
    MarkupContent, MarkupKind, Message, OptionalVersionedTextDocumentIdentifier, Position,
    PositionEncodingKind, PrepareRenameRequest, PrepareRenameResult, PublishDiagnosticsParams, Range,
    ReferencesProvider, ReferencesRequest, Registration, RegistrationParams, RenameOptions, RenameProvider,
    RenameRequest, Request, SemanticToken, SemanticTokens, SemanticTokensLegend, SemanticTokensOptions,
    SemanticTokensOptionsRange, SemanticTokensProvider, SemanticTokensRangeRequest, SemanticTokensRequest,
    ServerCapabilities, ServerInfo, SymbolInformation, SymbolKind, TextDocumentEdit, TextDocumentIdentifier,
    TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions, TextEdit, Tooltip, Uri, WorkspaceEdit,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions, WorkspaceSymbolProvider, WorkspaceSymbolRequest,
    WorkspaceSymbolResponse,
};
