//! The requests that are answered, each by one question to `ide`.

use super::answer::{Answer, Refusal};
use super::convert::Converter;
use super::protocol::*;
use super::session::Session;
use super::uri::path_of;
use crate::ide::{self, ActionKind, LinkTarget, Page};
use crate::text::Span;
use std::sync::Arc;

/// A page with what turns its places into the protocol's.
struct Sight<'s> {
    page: Page<'s>,
    file: Arc<str>,
    convert: Converter<'s>,
}

impl<'s> Sight<'s> {
    fn offset(&mut self, position: Position) -> usize {
        self.convert.sheet(&self.file).offset(position)
    }

    fn span(&mut self, range: Range) -> Span {
        self.convert.sheet(&self.file).span(range)
    }

    fn whole(&self) -> Span {
        Span::new(0, self.page.source.text.len())
    }

    fn range(&mut self, span: Span) -> Range {
        self.convert.range(&self.file, span)
    }
}

impl Session {
    /// The page that a request is about; none if it is in no notebook, or its text is not known.
    fn sight(&self, uri: &Uri) -> Option<Sight<'_>> {
        let path = path_of(uri)?;
        if self.desk.is_lost(&path) {
            return None;
        }
        let spot = self.desk.spot(&path)?;
        let page = Page::open(spot.notebook, &spot.name)?;
        let convert = Converter::new(&self.desk, spot.root, spot.notebook, self.encoding);
        Some(Sight { page, file: page.source.path.clone(), convert })
    }

    pub(super) fn completion(
        &self,
        params: <CompletionRequest as Request>::Params,
    ) -> Answer<CompletionRequest> {
        let at = params.text_document_position_params;
        let Some(mut sight) = self.sight(&at.text_document.uri) else { return Ok(None) };
        let offset = sight.offset(at.position);
        let (found, is_incomplete) = ide::complete(&sight.page, offset);
        let items = found
            .iter()
            .enumerate()
            .map(|(at, found)| sight.convert.completion(&sight.file, at, found, self.abilities.snippets))
            .collect();
        Ok(Some(CompletionResponse::CompletionList(CompletionList {
            is_incomplete,
            items,
            item_defaults: None,
            apply_kind: None,
        })))
    }

    pub(super) fn hover(&self, params: <HoverRequest as Request>::Params) -> Answer<HoverRequest> {
        let at = params.text_document_position_params;
        let Some(mut sight) = self.sight(&at.text_document.uri) else { return Ok(None) };
        let offset = sight.offset(at.position);
        Ok(ide::hover(&sight.page, offset).map(|hover| Hover {
            contents: Contents::MarkupContent(MarkupContent {
                kind: MarkupKind::Markdown,
                value: hover.text,
            }),
            range: Some(sight.range(hover.span)),
        }))
    }

    pub(super) fn definition(
        &self,
        params: <DefinitionRequest as Request>::Params,
    ) -> Answer<DefinitionRequest> {
        let at = params.text_document_position_params;
        let Some(mut sight) = self.sight(&at.text_document.uri) else { return Ok(None) };
        let offset = sight.offset(at.position);
        let place = ide::definition(&sight.page, offset);
        Ok(place.map(|place| {
            DefinitionResponse::Definition(Definition::Location(sight.convert.location(&place)))
        }))
    }

    pub(super) fn references(
        &self,
        params: <ReferencesRequest as Request>::Params,
    ) -> Answer<ReferencesRequest> {
        let at = params.text_document_position_params;
        let Some(mut sight) = self.sight(&at.text_document.uri) else { return Ok(None) };
        let offset = sight.offset(at.position);
        let places = ide::references(&sight.page, offset, params.context.include_declaration);
        Ok(Some(places.iter().map(|place| sight.convert.location(place)).collect()))
    }

    pub(super) fn document_symbols(
        &self,
        params: <DocumentSymbolRequest as Request>::Params,
    ) -> Answer<DocumentSymbolRequest> {
        let Some(mut sight) = self.sight(&params.text_document.uri) else { return Ok(None) };
        let symbols = ide::symbols(&sight.page);
        let symbols: Vec<_> =
            symbols.iter().map(|symbol| sight.convert.symbol(&sight.file, symbol)).collect();
        Ok(Some(DocumentSymbolResponse::DocumentSymbolList(symbols)))
    }

    pub(super) fn workspace_symbols(
        &self,
        params: <WorkspaceSymbolRequest as Request>::Params,
    ) -> Answer<WorkspaceSymbolRequest> {
        let mut all = Vec::new();
        for (root, notebook) in self.desk.notebooks() {
            let mut convert = Converter::new(&self.desk, root, notebook, self.encoding);
            all.extend(ide::find_symbols(notebook, &params.query).iter().map(|found| convert.found(found)));
        }
        Ok(Some(WorkspaceSymbolResponse::SymbolInformationList(all)))
    }

    pub(super) fn inlay_hints(
        &self,
        params: <InlayHintRequest as Request>::Params,
    ) -> Answer<InlayHintRequest> {
        let Some(mut sight) = self.sight(&params.text_document.uri) else { return Ok(None) };
        let span = sight.span(params.range);
        let hints = ide::hints(&sight.page, span, self.hints);
        let hints = hints.into_iter().map(|hint| InlayHint {
            position: sight.convert.sheet(&sight.file).position(hint.offset as usize),
            label: Label::String(hint.text),
            kind: None,
            text_edits: None,
            tooltip: hint.more.map(Tooltip::String),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
        Ok(Some(hints.collect()))
    }

    pub(super) fn semantic_tokens(
        &self,
        params: <SemanticTokensRequest as Request>::Params,
    ) -> Answer<SemanticTokensRequest> {
        let Some(mut sight) = self.sight(&params.text_document.uri) else { return Ok(None) };
        let colours = ide::colours(&sight.page, sight.whole());
        Ok(Some(sight.convert.colours(&sight.file, &colours)))
    }

    pub(super) fn semantic_tokens_range(
        &self,
        params: <SemanticTokensRangeRequest as Request>::Params,
    ) -> Answer<SemanticTokensRangeRequest> {
        let Some(mut sight) = self.sight(&params.text_document.uri) else { return Ok(None) };
        let span = sight.span(params.range);
        let colours = ide::colours(&sight.page, span);
        Ok(Some(sight.convert.colours(&sight.file, &colours)))
    }

    pub(super) fn document_links(
        &self,
        params: <DocumentLinkRequest as Request>::Params,
    ) -> Answer<DocumentLinkRequest> {
        let Some(mut sight) = self.sight(&params.text_document.uri) else { return Ok(None) };
        let links = ide::links(&sight.page);
        let links = links.iter().map(|link| {
            let target = match &link.target {
                LinkTarget::File(file) => sight.convert.uri(file),
                LinkTarget::Place(place) => {
                    let at = sight.convert.location(place);
                    // A fragment of a line is what editors understand, VS Code and Neovim among them.
                    Uri(format!("{}#L{}", at.uri.0, at.range.start.line + 1))
                }
            };
            DocumentLink { range: sight.range(link.span), target: Some(target), tooltip: None, data: None }
        });
        Ok(Some(links.collect()))
    }

    pub(super) fn formatting(
        &self,
        params: <DocumentFormattingRequest as Request>::Params,
    ) -> Answer<DocumentFormattingRequest> {
        let Some(mut sight) = self.sight(&params.text_document.uri) else { return Ok(None) };
        let edits = ide::tidied(&sight.page, sight.whole());
        Ok(Some(edits.iter().map(|edit| sight.convert.edit(&sight.file, edit)).collect()))
    }

    pub(super) fn range_formatting(
        &self,
        params: <DocumentRangeFormattingRequest as Request>::Params,
    ) -> Answer<DocumentRangeFormattingRequest> {
        let Some(mut sight) = self.sight(&params.text_document.uri) else { return Ok(None) };
        let span = sight.span(params.range);
        let edits = ide::tidied(&sight.page, span);
        Ok(Some(edits.iter().map(|edit| sight.convert.edit(&sight.file, edit)).collect()))
    }

    pub(super) fn prepare_rename(
        &self,
        params: <PrepareRenameRequest as Request>::Params,
    ) -> Answer<PrepareRenameRequest> {
        let at = params.text_document_position_params;
        let Some(mut sight) = self.sight(&at.text_document.uri) else { return Ok(None) };
        let offset = sight.offset(at.position);
        Ok(ide::renamable(&sight.page, offset).map(|span| PrepareRenameResult::Range(sight.range(span))))
    }

    pub(super) fn rename(&self, params: <RenameRequest as Request>::Params) -> Answer<RenameRequest> {
        let at = params.text_document_position_params;
        let Some(mut sight) = self.sight(&at.text_document.uri) else { return Ok(None) };
        let offset = sight.offset(at.position);
        let changes = ide::rename(&sight.page, offset, &params.new_name).map_err(Refusal::failed)?;
        Ok(sight.convert.workspace_edit(&changes, self.abilities))
    }

    pub(super) fn code_actions(
        &self,
        params: <CodeActionRequest as Request>::Params,
    ) -> Answer<CodeActionRequest> {
        let Some(mut sight) = self.sight(&params.text_document.uri) else { return Ok(None) };
        if !self.abilities.actions {
            return Ok(None);
        }
        let span = sight.span(params.range);
        let wanted = |kind: &CodeActionKind| {
            let only = params.context.only.as_ref();
            only.is_none_or(|only| only.iter().any(|only| covers(only, kind)))
        };
        let told = sight.page.notebook.diagnostics();
        let mut answers = Vec::new();
        for action in ide::actions(&sight.page, span, &told) {
            let (kind, mends, preferred) = match &action.kind {
                ActionKind::Mend(told, grade) => {
                    let is_safe = *grade == crate::diagnostic::Grade::Safe;
                    (CodeActionKind::QuickFix, Some(vec![sight.convert.diagnostic(told)]), is_safe)
                }
                ActionKind::Write => (CodeActionKind::Refactor, None, false),
            };
            let edit = sight.convert.workspace_edit(&action.changes, self.abilities);
            if let Some(edit) = edit.filter(|_| wanted(&kind)) {
                answers.push(CodeActionResponse::CodeAction(CodeAction {
                    title: action.title,
                    kind: Some(kind),
                    diagnostics: mends,
                    is_preferred: preferred.then_some(true),
                    edit: Some(edit),
                    ..CodeAction::default()
                }));
            }
        }
        Ok(Some(answers))
    }
}

/// Whether a kind of actions holds another: `refactor` holds `refactor.rewrite`.
fn covers(only: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let (only, kind) = (only.as_str(), kind.as_str());
    kind.strip_prefix(only).is_some_and(|rest| only.is_empty() || rest.is_empty() || rest.starts_with('.'))
}
