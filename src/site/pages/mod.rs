//! The shareable pages: the model and what each page needs besides, filled into the templates.

mod badge;
mod cells;
mod common;
mod front;
mod rows;
mod sheet;

pub(super) use badge::badge;
pub(super) use common::common;
pub(super) use front::front;
pub(super) use rows::rate;
pub(super) use sheet::{month_page, year_page};

use super::engine::{Engine, TemplateError};
use super::shareable::Shareable;
use super::view::Common;
use super::words::Words;
use super::{Files, feed};
use crate::config::Section;
use common::filled;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use tera::Context;
use xxhash_rust::xxh3::xxh3_64;

/// Renders every shareable page. Months that are the same as at the last time are taken from `kept`.
///
/// # Errors
/// What is wrong in a template.
pub fn render(
    engine: &mut Engine,
    model: &Shareable,
    week_starts_monday: bool,
    kept: &mut KeptMonths,
) -> Result<Files, TemplateError> {
    engine.share("site", model);
    let engine = &*engine;
    let words = engine.words.clone();
    let mut files = Files::default();
    let common = common(engine, model, &words);
    let grids = model.year_grids();

    let months = if model.shows(Section::Weeks) { model.months.as_slice() } else { &[] };
    let day_grids = if model.by_day { model.month_grids(week_starts_monday) } else { Vec::new() };
    let everywhere = engine.own.is_empty().then(|| everywhere(model, &common));
    let month_files = months.par_iter().enumerate().map(|(at, month)| {
        let mut page = month_page(model, &words, &common.months, at, &day_grids);
        let key = everywhere.map(|of_all| digest(&(of_all, month, &page)));
        if let Some(same) = key.and_then(|key| kept.get(&key)) {
            return Ok((key, same.clone()));
        }
        page.common = filled(page.common, &common);
        let mut values = Context::new();
        values.insert("month", month);
        values.insert("page", &page);
        Ok((key, engine.render("month.html", values)?.into()))
    });
    let years = if months.is_empty() { &[] } else { model.years.as_slice() };
    let year_files = years.par_iter().map(|year| {
        let mut values = Context::new();
        values.insert("year", year);
        values.insert("page", &year_page(model, &words, &common, year, &grids));
        engine.render("year.html", values)
    });
    let front_file = || {
        let mut values = Context::new();
        values.insert("page", &front(model, &words, common.clone(), &grids, &day_grids));
        engine.render("front.html", values)
    };
    let (month_files, (front_file, year_files)) = rayon::join(
        || month_files.collect::<Vec<Made>>(),
        || rayon::join(front_file, || year_files.collect::<Vec<_>>()),
    );
    kept.clear();
    // Of several that fail, the first is told, whichever thread was first.
    for (month, made) in months.iter().zip(month_files) {
        let (key, page) = made?;
        files.put(format!("{}.html", month.name), page.as_bytes());
        kept.extend(key.map(|key| (key, page)));
    }
    for (year, made) in years.iter().zip(year_files) {
        files.put(format!("{}.html", year.year), made?);
    }
    let page = |common: &Common| {
        let mut values = Context::new();
        values.insert("page", common);
        values
    };
    let mut missing = common.clone();
    missing.title = words.text("missing");
    // A missing page may be missing at any depth.
    if !model.base_url.is_empty() {
        missing.root = format!("{}/", model.base_url);
    }
    files.put("404.html", engine.render("404.html", page(&missing))?);
    let mut values = Context::new();
    values.insert("page", &feed::feed(model, &words));
    files.put("feed.xml", engine.render("feed.xml", values)?);
    if let Some(badge) = badge(model, &words) {
        let mut values = Context::new();
        values.insert("page", &badge);
        files.put("badge.svg", engine.render("badge.svg", values)?);
    }
    files.put("icon.svg", engine.render("icon.svg", page(&common))?);
    files.put("robots.txt", engine.render("robots.txt", page(&common))?);
    files.put("stats.json", super::stats::stats(model));
    files.put(super::FRONT, front_file?);
    Ok(files)
}

/// Pages of months, by all that is on them.
pub type KeptMonths = HashMap<u64, Arc<str>>;

/// A page that was made or kept, with what is on it.
type Made = Result<(Option<u64>, Arc<str>), TemplateError>;

/// What the templates that are built in say on the page of every month alike.
fn everywhere(model: &Shareable, common: &Common) -> u64 {
    let site = (&model.title, &model.language, model.index, model.by_day, model.upto);
    let own = Common::default();
    digest(&(site, filled(own, common)))
}

fn digest(value: &impl Serialize) -> u64 {
    xxh3_64(&serde_json::to_vec(value).unwrap_or_default())
}

fn say(words: &Words, key: &str, count: Option<i64>, values: &[(&str, String)]) -> String {
    // The keys are those of the table that is built in.
    words.say(key, count, values).unwrap_or_default()
}
