//! The tables whose keys are the writer's own words: `[silence.tags]`, `[who]` and `[keys]`.

use super::WhoEntry;
use super::problems::{Problems, shown};
use super::toml_view::{Item, Table};
use crate::diagnostic::Code;
use crate::model::{DeclaredKind, Key, Wait, fold, is_letter, is_name_char, is_special, is_tag};
use crate::text::Span;
use std::collections::BTreeMap;
use toml::de::DeValue;

/// Reads a tag as the config writes it, without its sign; folded.
pub(super) fn tag(text: &str, span: Span, problems: &mut Problems) -> Option<String> {
    let bare = text.strip_prefix('#').filter(|bare| is_tag(bare));
    if let Some(bare) = bare {
        let message = format!("a tag stands here without its sign: `{bare}`");
        return problems.refuse_for(span, message, &format!("\"{bare}\""));
    }
    let message = format!("`{}` is no tag", shown(text));
    if !is_tag(text) {
        return problems.refuse(span, message, "type a letter, then letters, digits, `-`, `_` or `/`");
    }
    let tag = fold(text);
    if is_special(&tag) {
        let message = format!("{message}, but a word of the format's own");
        return problems.refuse(span, message, "take a tag of your own");
    }
    Some(tag)
}

/// Reads `[silence.tags]`.
pub(super) fn silence_tags(table: &Table, problems: &mut Problems) -> BTreeMap<String, Wait> {
    let mut seen = BTreeMap::new();
    let mut tags = BTreeMap::new();
    for item in table.items() {
        if let Some(tag) = tag(item.name, item.key, problems)
            && is_first(&mut seen, &tag, item, problems)
            && let Some(wait) = item.wait(problems)
        {
            tags.insert(tag, wait);
        }
    }
    tags
}

/// Reads the tables `[who.…]`.
pub(super) fn whos(table: &Table, problems: &mut Problems) -> BTreeMap<String, WhoEntry> {
    let mut seen = BTreeMap::new();
    let mut whos = BTreeMap::new();
    for item in table.items() {
        let Some(who) = who(item, problems).filter(|who| is_first(&mut seen, who, item, problems)) else {
            continue;
        };
        let path = format!("who.{}", problems.text(item.key));
        let Some(entries) = item.table(&path, problems) else {
            continue;
        };
        let mut entries = Table::new(path, entries);
        let mut entry = WhoEntry::default();
        entries.set("name", &mut entry.name, problems, |item, problems| item.words(problems).map(Some));
        entries.close(problems);
        whos.insert(who, entry);
    }
    whos
}

/// Reads `[keys]`.
pub(super) fn keys(table: &Table, problems: &mut Problems) -> BTreeMap<String, DeclaredKind> {
    let mut seen = BTreeMap::new();
    let mut keys = BTreeMap::new();
    for item in table.items() {
        if let Some(key) = key(item, problems)
            && is_first(&mut seen, &key, item, problems)
            && let Some(kind) = kind(item, problems)
        {
            keys.insert(key, kind);
        }
    }
    keys
}

fn who(item: &Item, problems: &mut Problems) -> Option<String> {
    let is_who = |text: &str| {
        text.starts_with(char::is_alphanumeric)
            && text.chars().all(|char| is_name_char(char) || char == '.')
            && !text.ends_with('.')
    };
    if is_who(item.name) {
        return Some(fold(item.name));
    }
    if let Some(bare) = item.name.strip_prefix('@').filter(|bare| is_who(bare)) {
        let message = format!("a who stands here without its sign: `{bare}`");
        let plain = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        let text = if plain { bare.to_owned() } else { format!("\"{bare}\"") };
        return problems.refuse_for(item.key, message, &text);
    }
    let message = format!("`{}` is no who", shown(item.name));
    problems.refuse(item.key, message, "type a letter or digit, then letters, digits, `-`, `_` or `.`")
}

fn key(item: &Item, problems: &mut Problems) -> Option<String> {
    if !item.name.starts_with(is_letter) || !item.name.chars().all(is_name_char) {
        let message = format!("`{}` cannot be a key", shown(item.name));
        return problems.refuse(item.key, message, "type a letter, then letters, digits, `-` or `_`");
    }
    let name = fold(item.name);
    if let Some(key) = Key::ALL.into_iter().find(|key| key.name() == name) {
        let message = format!("`{name}` is a key of the format itself");
        let hint = format!("take another name: `{name}` always holds {}", key.expects());
        return problems.refuse(item.key, message, hint);
    }
    Some(name)
}

fn kind(item: &Item, problems: &mut Problems) -> Option<DeclaredKind> {
    match item.value {
        DeValue::String(_) => {
            let kinds = [("number", 0), ("text", 1), ("date", 2)];
            let kind = item.word(&kinds, problems)?;
            Some(match kind {
                0 => DeclaredKind::Number,
                1 => DeclaredKind::Text,
                _ => DeclaredKind::Date,
            })
        }
        DeValue::Array(_) => {
            let words = item.list(problems, Item::words)?;
            if words.is_empty() {
                let message = format!("the list of `{}` is empty, so no value fits", item.name);
                return problems.refuse(item.span, message, "name its words: `[\"low\", \"high\"]`");
            }
            Some(DeclaredKind::OneOf(words))
        }
        _ => item.wrong_type(
            "`number`, `text` or `date` in quotes, or a list of words",
            None,
            "`\"number\"`",
            problems,
        ),
    }
}

/// Notes a folded name; tells of one that only differs in case from an earlier one.
fn is_first(seen: &mut BTreeMap<String, Span>, name: &str, item: &Item, problems: &mut Problems) -> bool {
    let Some(first) = seen.get(name) else {
        seen.insert(name.to_owned(), item.key);
        return true;
    };
    let message = format!("`{}` is here twice, as case makes no difference", shown(item.name));
    let diagnostic = problems.at(Code::ConfigValue, item.key, message).hint("keep one of the two");
    problems.push(problems.related(diagnostic, *first, "the first is here"));
    false
}
