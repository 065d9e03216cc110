//! The variables that each shareable template is given, read off the types: for the documents.

use super::engine::Engine;
use super::shareable::Shareable;
use super::{feed, pages};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tera::Context;

/// The names of all variables by template; `[]` stands for each of a list, `site` for what every template has.
pub type Variables = BTreeMap<&'static str, BTreeSet<String>>;

pub(super) fn variables(engine: &Engine, model: &Shareable) -> Variables {
    let words = &engine.words;
    let mut found = Variables::new();
    let mut put = |template: &'static str, name: &str, value: &dyn Object| {
        value.names(name, found.entry(template).or_default());
    };
    put("site", "site", model);
    let common = pages::common(engine, model, words);
    put("404.html", "page", &common);
    let day_grids = model.month_grids(true);
    put("front.html", "page", &pages::front(model, words, common.clone(), &model.year_grids(), &day_grids));
    for (at, month) in model.months.iter().enumerate() {
        put("month.html", "month", month);
        let mut page = pages::month_page(model, words, &common.months, at, &day_grids);
        page.common = common.clone();
        put("month.html", "page", &page);
    }
    for year in &model.years {
        put("year.html", "year", year);
        put("year.html", "page", &pages::year_page(model, words, &common, year, &model.year_grids()));
    }
    put("feed.xml", "page", &feed::feed(model, words));
    put("badge.svg", "page", &pages::badge(model, words));
    // What every page has is told once.
    let every = found.get("404.html").cloned().unwrap_or_default();
    for (template, names) in &mut found {
        if template.ends_with(".html") && *template != "404.html" {
            names.retain(|name| !every.contains(name));
        }
    }
    found
}

/// Anything that a template is given.
pub(super) trait Object: Sync {
    /// Gives it to a template, under this name.
    fn put(&self, name: &'static str, values: &mut Context);
    /// Tells the names of all that is in it.
    fn names(&self, name: &str, found: &mut BTreeSet<String>);
}

impl<T: Serialize + Sync> Object for T {
    fn put(&self, name: &'static str, values: &mut Context) {
        values.insert(name, self);
    }

    fn names(&self, name: &str, found: &mut BTreeSet<String>) {
        walk(&serde_json::to_value(self).unwrap_or(Value::Null), name, found);
    }
}

fn walk(value: &Value, name: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                walk(value, &format!("{name}.{field}"), found);
            }
        }
        Value::Array(items) if items.iter().any(|item| !item.is_null()) => {
            for item in items {
                walk(item, &format!("{name}[]"), found);
            }
        }
        _ => {
            found.insert(name.to_owned());
        }
    }
}
