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
use super::shareable::{Month, MonthGrid, Shareable, Year, YearGrid};
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
    let common = common(engine, model, &words);
    let day_grids = if model.by_day { model.month_grids(week_starts_monday) } else { Vec::new() };
    let pages = Pages { engine, model, words, common, years: model.year_grids(), days: day_grids };
    let mut files = Files::default();
    let (months, (front, years)) =
        rayon::join(|| pages.months(kept), || rayon::join(|| pages.front(), || pages.years()));
    kept.clear();
    // Of several that fail, the first is told, whichever thread was first.
    for (name, made) in months {
        let (key, page) = made?;
        files.put(name, page.as_bytes());
        kept.extend(key.map(|key| (key, page)));
    }
    for (name, made) in years {
        files.put(name, made?);
    }
    pages.others(&mut files)?;
    files.put(super::FRONT, front?);
    Ok(files)
}

/// What the pages are made of.
struct Pages<'m> {
    engine: &'m Engine,
    model: &'m Shareable,
    words: Arc<Words>,
    common: Common,
    years: Vec<YearGrid>,
    days: Vec<MonthGrid>,
}

impl Pages<'_> {
    fn render(&self, template: &str, page: &impl Serialize) -> Result<String, TemplateError> {
        self.render_with(template, page, Context::new())
    }

    fn render_with(
        &self,
        template: &str,
        page: &impl Serialize,
        mut values: Context,
    ) -> Result<String, TemplateError> {
        values.insert("page", page);
        self.engine.render(template, values)
    }

    fn front(&self) -> Result<String, TemplateError> {
        self.render(
            "front.html",
            &front(self.model, &self.words, self.common.clone(), &self.years, &self.days),
        )
    }

    /// The months that have a page.
    fn shown_months(&self) -> &[Month] {
        if self.model.shows(Section::Weeks) { &self.model.months } else { &[] }
    }

    /// The files of the months.
    fn months(&self, kept: &KeptMonths) -> Vec<(String, Made)> {
        let everywhere = self.engine.own.is_empty().then(|| everywhere(self.model, &self.common));
        let made = |(at, month): (usize, &Month)| {
            let mut page = month_page(self.model, &self.words, &self.common.months, at, &self.days);
            let key = everywhere.map(|of_all| digest(&(of_all, month, &page)));
            if let Some(same) = key.and_then(|key| kept.get(&key)) {
                return Ok((key, same.clone()));
            }
            page.common = filled(page.common, &self.common);
            let mut values = Context::new();
            values.insert("month", month);
            Ok((key, self.render_with("month.html", &page, values)?.into()))
        };
        let months = self.shown_months().par_iter().enumerate();
        months.map(|(at, month)| (format!("{}.html", month.name), made((at, month)))).collect()
    }

    /// The files of the years.
    fn years(&self) -> Vec<(String, Result<String, TemplateError>)> {
        let years = if self.shown_months().is_empty() { &[] } else { self.model.years.as_slice() };
        let made = |year: &Year| {
            let page = year_page(self.model, &self.words, &self.common, year, &self.years);
            let mut values = Context::new();
            values.insert("year", year);
            self.render_with("year.html", &page, values)
        };
        years.par_iter().map(|year| (format!("{}.html", year.year), made(year))).collect()
    }

    /// What stands beside the pages of the journey.
    fn others(&self, files: &mut Files) -> Result<(), TemplateError> {
        let (model, words, common) = (self.model, &self.words, &self.common);
        let mut missing = common.clone();
        missing.title = words.text("missing");
        // A missing page may be missing at any depth.
        if !model.base_url.is_empty() {
            missing.root = format!("{}/", model.base_url);
        }
        files.put("404.html", self.render("404.html", &missing)?);
        files.put("feed.xml", self.render("feed.xml", &feed::feed(model, words))?);
        if let Some(badge) = badge(model, words) {
            files.put("badge.svg", self.render("badge.svg", &badge)?);
        }
        files.put("icon.svg", self.render("icon.svg", common)?);
        files.put("robots.txt", self.render("robots.txt", common)?);
        files.put("stats.json", super::stats::stats(model));
        Ok(())
    }
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
