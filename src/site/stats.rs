//! `stats.json`: exactly what the front page shows, for programs.

use super::shareable::Shareable;
use crate::config::Section;
use serde_json::{Map, Value, json};

pub(super) fn stats(model: &Shareable) -> String {
    let whole = serde_json::to_value(model).unwrap_or(Value::Null);
    let mut object = Map::new();
    object.insert("schema".to_owned(), json!(1));
    let mut put = |key: &str, shown: bool| {
        if shown {
            object.insert(key.to_owned(), whole[key].clone());
        }
    };
    let shows = |section| model.shows(section);
    put("title", true);
    put("upto", true);
    put("asks", shows(Section::Count));
    put("progress", shows(Section::Count) || shows(Section::Progress));
    put("weeks", shows(Section::Weeks) || shows(Section::Calendar) || shows(Section::Progress));
    put("quiet_since", model.quiet_since.is_some() && (shows(Section::Weeks) || shows(Section::Calendar)));
    put("days", model.by_day && shows(Section::Calendar));
    put("months", shows(Section::Weeks) || shows(Section::Progress));
    put("outcomes", shows(Section::Outcomes));
    put("answered", shows(Section::Outcomes));
    put("tags", shows(Section::Tags));
    put("sizes", shows(Section::Sizes));
    put("milestones", shows(Section::Milestones));
    put("stories", shows(Section::Stories));
    put("lessons", shows(Section::Lessons));
    put("counts", shows(Section::Method));
    let text = serde_json::to_string_pretty(&Value::Object(object)).unwrap_or_default();
    format!("{text}\n")
}
