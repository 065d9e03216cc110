//! What was typed, made in the server's own copy of a text.

use super::position::{Encoding, Sheet};
use super::protocol::Range;
use serde_json::Value;

/// The text after these changes, each built on the one before; from no text only a whole one can be made.
///
/// # Errors
/// When one cannot be made: why. The editor has made it, so what it has now is not known.
pub(super) fn changed(before: Option<&str>, changes: &Value, encoding: Encoding) -> Result<String, String> {
    let mut text = before.map(str::to_owned);
    let changes = changes.as_array().ok_or("there is no list of changes")?;
    for change in changes {
        let new = change["text"].as_str().ok_or("it has no text")?;
        let range = &change["range"];
        if range.is_null() {
            text = Some(new.to_owned());
            continue;
        }
        let range: Range = serde_json::from_value(range.clone()).map_err(|_| "its range is none")?;
        let text = text.as_mut().ok_or("the text before it is not known")?;
        let span = Sheet::new(text, encoding).span(range);
        text.replace_range(span.range(), new);
    }
    text.ok_or_else(|| "the text before it is not known".to_owned())
}

/// Whether these changes say what the whole text is, whatever it was before.
pub(super) fn are_whole(changes: &Value) -> bool {
    changes.as_array().and_then(|changes| changes.first()).is_some_and(|first| first["range"].is_null())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn range(from: u32, to: u32) -> Value {
        json!({"start": {"line": 0, "character": from}, "end": {"line": 0, "character": to}})
    }

    #[test]
    fn changes_build_on_one_another_and_ends_may_be_swapped() {
        let changes = json!([{"text": "abcd"}, {"range": range(3, 1), "text": "x", "rangeLength": -1}]);
        assert_eq!(changed(None, &changes, Encoding::Utf16).as_deref(), Ok("axd"));
        assert!(are_whole(&changes));
        assert_eq!(changed(Some("a"), &json!([]), Encoding::Utf16).as_deref(), Ok("a"));
    }

    #[test]
    fn a_change_that_is_none_replaces_nothing() {
        let start = json!({"line": 0, "character": 0});
        for change in [
            json!({"range": {"start": {"line": 0.5, "character": 0}, "end": start}, "text": "x"}),
            json!({"range": {"start": {"line": -1, "character": 0}, "end": start}, "text": "x"}),
            json!({"range": 7, "text": "x"}),
            json!({"range": range(0, 1)}),
            json!(7),
        ] {
            assert!(changed(Some("abc"), &json!([change]), Encoding::Utf8).is_err(), "{change}");
        }
        let part = json!([{"range": range(0, 1), "text": "x"}]);
        assert!(changed(None, &part, Encoding::Utf8).is_err() && !are_whole(&part));
        assert!(changed(Some("a"), &Value::Null, Encoding::Utf8).is_err());
    }
}
