//! The index of the search, as a script: nothing can be fetched from the disk.

use super::cards::AskCard;
use crate::site::words::Words;

/// One row an ask, the latest first: title, place, day and status as the pages say them, and all words that are searched, in lower case.
pub(super) fn index(cards: &[AskCard<'_>], words: &Words) -> String {
    let mut rows = String::from("window.askbookIndex = [");
    for (at, ask) in cards.iter().rev().enumerate() {
        let day = ask.day.to_string();
        let (day_told, status_told) = (words.day(ask.day), words.text(ask.status));
        let mut text = vec![ask.title, ask.status, &status_told, &day, &day_told];
        text.extend(ask.id);
        let tags: Vec<String> = ask.tags.iter().map(|tag| format!("#{tag}")).collect();
        let whos: Vec<String> = ask.whos.iter().map(|who| format!("@{who}")).collect();
        text.extend(tags.iter().chain(&whos).map(String::as_str));
        text.extend(ask.events.iter().map(|event| event.title));
        text.extend(&ask.lessons);
        let text = text.join(" ").to_lowercase();
        let row =
            serde_json::to_string(&(ask.title, &ask.url, &day_told, &status_told, text)).unwrap_or_default();
        rows.push_str(if at == 0 { "\n" } else { ",\n" });
        rows.push_str(&row);
    }
    rows.push_str("\n];\n");
    // Nothing in it may end a script or a line of one.
    rows.replace("</", "<\\/").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
