//! Words → predicate. *And* and *or* mixed without parentheses is an error that shows both readings.

use super::error::QueryError;
use super::lex::{Token, TokenKind, lex};
use super::named::Named;
use super::term::Term;
use super::word::term;
use super::{Context, Item};
use crate::text::Span;

/// How deep parentheses may nest.
const DEPTH: usize = 100;

/// A query that was understood.
#[derive(Debug, Clone)]
pub struct Query(Node);

#[derive(Debug, Clone)]
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Term(Term),
}

impl Query {
    /// Whether `item` fits; every item fits an empty query.
    pub fn matches(&self, item: &Item<'_>) -> bool {
        self.0.matches(item)
    }

    /// Whether it was empty, so that everything fits.
    pub fn is_empty(&self) -> bool {
        matches!(&self.0, Node::All(nodes) if nodes.is_empty())
    }

    /// The names in it that a notebook may not know, in order.
    pub fn names(&self) -> Vec<Named<'_>> {
        let mut names = Vec::new();
        self.0.names(&mut names);
        names
    }
}

impl Node {
    fn matches(&self, item: &Item<'_>) -> bool {
        match self {
            Self::All(nodes) => nodes.iter().all(|node| node.matches(item)),
            Self::Any(nodes) => nodes.iter().any(|node| node.matches(item)),
            Self::Not(node) => !node.matches(item),
            Self::Term(term) => term.matches(item),
        }
    }

    fn names<'q>(&'q self, names: &mut Vec<Named<'q>>) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|node| node.names(names)),
            Self::Not(node) => node.names(names),
            Self::Term(term) => names.extend(Named::of(term)),
        }
    }
}

/// Reads a query; an empty one fits everything.
///
/// # Errors
/// The first thing that cannot be understood, with its place.
pub fn parse(text: &str, context: &Context<'_>) -> Result<Query, QueryError> {
    let mut parser = Parser { text, tokens: lex(text)?, at: 0, context, depth: 0 };
    if parser.tokens.is_empty() {
        return Ok(Query(Node::All(Vec::new())));
    }
    let node = parser.expression()?;
    match parser.tokens.get(parser.at) {
        None => Ok(Query(node)),
        Some(token) => Err(QueryError::new(
            token.span,
            "this parenthesis closes nothing",
            "take it out, or open one before it",
        )),
    }
}

struct Parser<'t, 'c> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    context: &'t Context<'c>,
    depth: usize,
}

impl Parser<'_, '_> {
    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn end(&self) -> Span {
        Span::new(self.text.len(), self.text.len())
    }

    /// What stands between two parentheses, or is the whole query.
    fn expression(&mut self) -> Result<Node, QueryError> {
        let mut nodes = Vec::new();
        let mut places: Vec<Span> = Vec::new();
        // Before each node but the first: the sign that ties it to the one before, and whether that is an `or`.
        let mut ties: Vec<(Span, bool)> = Vec::new();
        loop {
            let start = self.at;
            let node = self.unary()?;
            nodes.push(node);
            places.push(self.span_between(start, self.at));
            match self.peek() {
                None | Some(TokenKind::Close) => break,
                Some(TokenKind::And | TokenKind::Or) => {
                    let tie = &self.tokens[self.at];
                    ties.push((tie.span, tie.kind == TokenKind::Or));
                    self.at += 1;
                }
                Some(_) => ties.push((self.tokens[self.at].span, false)),
            }
        }
        let (ors, ands) =
            (ties.iter().filter(|(_, or)| *or).count(), ties.iter().filter(|(_, or)| !or).count());
        if ors > 0 && ands > 0 {
            return Err(self.mixed(&places, &ties));
        }
        Ok(match (nodes.pop(), nodes.is_empty()) {
            (Some(only), true) => only,
            (last, _) => {
                nodes.extend(last);
                if ors > 0 { Node::Any(nodes) } else { Node::All(nodes) }
            }
        })
    }

    fn span_between(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), self.tokens.get(to.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => self.end(),
        }
    }

    /// *And* before *or*, and *or* before *and*, each written out.
    fn mixed(&self, places: &[Span], ties: &[(Span, bool)]) -> QueryError {
        let reading = |inner_or: bool| {
            let mut groups: Vec<Vec<&str>> = vec![vec![&self.text[places[0].range()]]];
            for (place, (_, or)) in places[1..].iter().zip(ties) {
                let words = &self.text[place.range()];
                match groups.last_mut() {
                    Some(group) if *or == inner_or => group.push(words),
                    _ => groups.push(vec![words]),
                }
            }
            let (inner, outer) = if inner_or { (" or ", " and ") } else { (" and ", " or ") };
            let written = groups.iter().map(|group| match group.as_slice() {
                [one] => (*one).to_owned(),
                several => format!("({})", several.join(inner)),
            });
            written.collect::<Vec<_>>().join(outer)
        };
        let span = ties.iter().find(|(_, or)| *or).map_or(self.end(), |(span, _)| *span);
        let hint = format!("write `{}` or `{}`", reading(false), reading(true));
        QueryError::new(span, "`or` beside words that all must fit can be read in two ways", hint)
    }

    fn unary(&mut self) -> Result<Node, QueryError> {
        let Some(token) = self.tokens.get(self.at).cloned() else {
            let span = self.tokens.last().map_or(self.end(), |token| token.span);
            return Err(QueryError::new(
                span,
                "something is missing after this",
                "write what must fit, such as `is:open`",
            ));
        };
        match token.kind {
            TokenKind::Not => {
                self.at += 1;
                self.deeper(token.span)?;
                let node = self.unary()?;
                self.depth -= 1;
                Ok(Node::Not(Box::new(node)))
            }
            TokenKind::Open => {
                self.at += 1;
                self.deeper(token.span)?;
                let node = self.expression()?;
                self.depth -= 1;
                if self.peek() != Some(&TokenKind::Close) {
                    return Err(QueryError::new(
                        token.span,
                        "this parenthesis is never closed",
                        "put a `)` where it ends",
                    ));
                }
                self.at += 1;
                Ok(node)
            }
            TokenKind::Word { text, is_quoted } => {
                self.at += 1;
                term(&text, is_quoted, token.span, self.context).map(Node::Term)
            }
            TokenKind::Close => {
                let hint = "take it out, or write something before it";
                Err(QueryError::new(token.span, "this parenthesis closes nothing", hint))
            }
            TokenKind::And | TokenKind::Or => {
                let hint = "write something on either side of it; in double quotes it is a text";
                Err(QueryError::new(token.span, "nothing stands before this", hint))
            }
        }
    }

    fn deeper(&mut self, span: Span) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(QueryError::new(
                span,
                format!("this nests deeper than {DEPTH} levels"),
                "write it flatter",
            ));
        }
        Ok(())
    }
}
