//! The index of the search, as a script: nothing can be fetched from the disk.

use super::cards::AskCard;

/// One row an ask, the latest first: title, place, day, status, and all words that are searched, in lower case.
pub(super) fn index(cards: &[AskCard<'_>]) -> String {
    let mut rows = String::from("window.askbookIndex = [");
    for (at, ask) in cards.iter().rev().enumerate() {
        let day = ask.day.to_string();
        let mut text = vec![ask.title, ask.status, &day];
        text.extend(ask.id);
        let tags: Vec<String> = ask.tags.iter().map(|tag| format!("#{tag}")).collect();
        let whos: Vec<String> = ask.whos.iter().map(|who| format!("@{who}")).collect();
        text.extend(tags.iter().chain(&whos).map(String::as_str));
        text.extend(ask.events.iter().map(|event| event.title));
        text.extend(&ask.lessons);
        let text = text.join(" ").to_lowercase();
        let row = serde_json::to_string(&(ask.title, &ask.url, &day, ask.status, text)).unwrap_or_default();
        rows.push_str(if at == 0 { "\n" } else { ",\n" });
        rows.push_str(&row);
    }
    rows.push_str("\n];\n");
    // Nothing in it may end a script or a line of one.
    rows.replace("</", "<\\/").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
