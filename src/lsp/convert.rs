//! What `ide` answers, in the protocol's types.

use super::desk::Desk;
use super::position::{Encoding, Sheet};
use super::protocol::*;
use super::uri::uri_of;
use crate::diagnostic::{self, Place, Severity};
use crate::ide::{self, Change, Colour, Completion, CompletionKind, Piece, SymbolKind as Kind};
use crate::notebook::Notebook;
use crate::text::{Edit as TextChange, Span};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The page that a code's name leads to.
const DOCS: &str = "https://github.com/askbook/askbook/blob/main/docs/diagnostics.md";

/// Turns places of one notebook into the protocol's.
pub(super) struct Converter<'d> {
    desk: &'d Desk,
    root: &'d Path,
    notebook: &'d Notebook,
    encoding: Encoding,
    sheets: BTreeMap<Arc<str>, Sheet<'d>>,
}

impl<'d> Converter<'d> {
    pub fn new(desk: &'d Desk, root: &'d Path, notebook: &'d Notebook, encoding: Encoding) -> Self {
        Self { desk, root, notebook, encoding, sheets: BTreeMap::new() }
    }

    pub fn uri(&self, file: &str) -> Uri {
        uri_of(&path_in(self.root, file))
    }

    /// The lines of a file, with the byte-order mark that its editor counts.
    pub fn sheet(&mut self, file: &Arc<str>) -> &Sheet<'d> {
        let path = path_in(self.root, file);
        let (desk, notebook, encoding) = (self.desk, self.notebook, self.encoding);
        self.sheets.entry(file.clone()).or_insert_with(|| {
            let source = notebook.source(file);
            let is_open = desk.document(&path).is_some();
            let text = source.map_or("", |source| source.text.as_str());
            Sheet::new(text, encoding).after_bom(is_open && source.is_some_and(|source| source.bom))
        })
    }

    pub fn range(&mut self, file: &Arc<str>, span: Span) -> Range {
        self.sheet(file).range(span)
    }

    pub fn location(&mut self, place: &Place) -> Location {
        Location { uri: self.uri(&place.file), range: self.range(&place.file, place.span) }
    }

    pub fn edit(&mut self, file: &Arc<str>, edit: &TextChange) -> TextEdit {
        TextEdit { range: self.range(file, edit.span), new_text: edit.text.clone() }
    }

    /// Edits of several files. `None` if the editor cannot make a file that is needed, or has a text that is not known.
    pub fn workspace_edit(&mut self, changes: &[Change], abilities: Abilities) -> Option<WorkspaceEdit> {
        if changes.iter().any(|change| self.desk.is_lost(&path_in(self.root, &change.file))) {
            return None;
        }
        if !abilities.document_changes {
            if changes.iter().any(|change| change.is_new) {
                return None;
            }
            let mut by_uri = HashMap::new();
            for change in changes {
                let edits = change.edits.iter().map(|edit| self.edit(&change.file, edit)).collect();
                by_uri.insert(self.uri(&change.file), edits);
            }
            return Some(WorkspaceEdit { changes: Some(by_uri), ..WorkspaceEdit::default() });
        }
        let mut document_changes = Vec::new();
        for change in changes {
            let uri = self.uri(&change.file);
            if change.is_new {
                if !abilities.create {
                    return None;
                }
                let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
                document_changes.push(DocumentChange::CreateFile(create));
            }
            let version =
                self.desk.document(&path_in(self.root, &change.file)).map(|document| document.version);
            let edits =
                change.edits.iter().map(|edit| Edit::TextEdit(self.edit(&change.file, edit))).collect();
            document_changes.push(DocumentChange::TextDocumentEdit(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    version,
                    text_document_identifier: TextDocumentIdentifier { uri },
                },
                edits,
            }));
        }
        Some(WorkspaceEdit { document_changes: Some(document_changes), ..WorkspaceEdit::default() })
    }

    pub fn diagnostic(&mut self, told: &diagnostic::Diagnostic) -> Diagnostic {
        let related = told.related.iter().map(|other| DiagnosticRelatedInformation {
            location: self.location(&other.place),
            message: other.message.clone(),
        });
        let related: Vec<_> = related.collect();
        let message = match &told.hint {
            Some(hint) => format!("{}\n{hint}", told.message),
            None => told.message.clone(),
        };
        Diagnostic {
            range: self.range(&told.place.file, told.place.span),
            severity: Some(match told.severity() {
                Severity::Error => DiagnosticSeverity::Error,
                Severity::Warning => DiagnosticSeverity::Warning,
                Severity::Notice => DiagnosticSeverity::Information,
            }),
            code: Some(Code::String(told.code.name().to_owned())),
            code_description: Some(CodeDescription { href: Uri(format!("{DOCS}#{}", told.code)) }),
            source: Some("askbook".to_owned()),
            message: Message::String(message),
            tags: None,
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }

    pub fn completion(
        &mut self,
        file: &Arc<str>,
        at: usize,
        found: &Completion,
        snippets: bool,
    ) -> CompletionItem {
        let text: String = found
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Stop(example) if !snippets => example,
                Piece::Stop(_) => "",
            })
            .collect();
        let has_stops = snippets && found.pieces.iter().any(|piece| matches!(piece, Piece::Stop(_)));
        let new_text = if has_stops { snippet(&found.pieces) } else { text };
        let range = self.range(file, found.span);
        CompletionItem {
            label: found.label.clone(),
            kind: Some(match found.kind {
                CompletionKind::Marker => CompletionItemKind::Keyword,
                CompletionKind::Line => CompletionItemKind::Snippet,
                CompletionKind::Id => CompletionItemKind::Reference,
                CompletionKind::Who => CompletionItemKind::Class,
                CompletionKind::Tag => CompletionItemKind::EnumMember,
                CompletionKind::Key => CompletionItemKind::Property,
                CompletionKind::Value => CompletionItemKind::Value,
                CompletionKind::Date => CompletionItemKind::Constant,
            }),
            detail: (!found.detail.is_empty()).then(|| found.detail.clone()),
            sort_text: Some(format!("{at:04}")),
            filter_text: Some(found.filter.clone()),
            insert_text_format: has_stops.then_some(InsertTextFormat::Snippet),
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text })),
            ..CompletionItem::default()
        }
    }

    #[allow(deprecated)] // The struct has no other constructor for its deprecated field.
    pub fn symbol(&mut self, file: &Arc<str>, symbol: &ide::Symbol) -> DocumentSymbol {
        let children: Vec<_> = symbol.children.iter().map(|child| self.symbol(file, child)).collect();
        DocumentSymbol {
            name: symbol.name.clone(),
            detail: (!symbol.detail.is_empty()).then(|| symbol.detail.clone()),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            range: self.range(file, symbol.span),
            selection_range: self.range(file, symbol.marker),
            children: (!children.is_empty()).then_some(children),
        }
    }

    #[allow(deprecated)]
    pub fn found(&mut self, found: &ide::Found) -> SymbolInformation {
        SymbolInformation {
            deprecated: None,
            location: self.location(&found.place),
            base_symbol_information: BaseSymbolInformation {
                name: found.name.clone(),
                kind: symbol_kind(found.kind),
                tags: None,
                container_name: Some(found.detail.clone()),
            },
        }
    }

    /// Colours as the protocol packs them: each relative to the one before.
    pub fn colours(&mut self, file: &Arc<str>, colours: &[(Span, Colour)]) -> SemanticTokens {
        let sheet = self.sheet(file);
        let (mut line, mut start) = (0, 0);
        let mut data = Vec::with_capacity(colours.len());
        for (span, colour) in colours {
            let range = sheet.range(*span);
            let delta_line = range.start.line - line;
            let from = if delta_line == 0 { start } else { 0 };
            data.push(SemanticToken {
                delta_line,
                delta_start: range.start.character - from,
                length: range.end.character - range.start.character,
                token_type: Colour::ALL.iter().position(|other| other == colour).unwrap_or(0) as u32,
                token_modifiers_bitset: 0,
            });
            (line, start) = (range.start.line, range.start.character);
        }
        SemanticTokens { result_id: None, data }
    }
}

/// The path of a file of the notebook at `root`.
pub(super) fn path_in(root: &Path, file: &str) -> PathBuf {
    file.split('/').fold(root.to_path_buf(), |path, part| path.join(part))
}

/// What the editor said that it can do.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Abilities {
    /// Snippets in completions.
    pub snippets: bool,
    /// Edits of texts by their versions.
    pub document_changes: bool,
    /// Making files.
    pub create: bool,
    /// Watching files for the server.
    pub watch: bool,
    /// Code actions with edits.
    pub actions: bool,
}

/// The protocol's names of the colours, in their order.
pub(super) const LEGEND: [&str; Colour::ALL.len()] =
    ["keyword", "number", "enumMember", "class", "variable", "property", "string", "operator"];

fn symbol_kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Ask => SymbolKind::Class,
        Kind::Plan => SymbolKind::Interface,
        Kind::Event => SymbolKind::Event,
        Kind::Lesson => SymbolKind::String,
        Kind::Span => SymbolKind::Namespace,
    }
}

/// A filled-in text in the protocol's syntax.
fn snippet(pieces: &[Piece]) -> String {
    let escape = |text: &str| text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
    let mut stop = 0;
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => escape(text),
            Piece::Stop(example) => {
                stop += 1;
                format!("${{{stop}:{}}}", escape(example))
            }
        })
        .collect()
}
