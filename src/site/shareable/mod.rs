//! What a shareable page may show: counts, and words of the type [`Released`]. No field of these types can hold
//! any other word of the journal, so that no template can print one.

mod almanac;
mod calendar;
mod challenge;
mod groups;
mod milestones;
mod way;
mod weeks;

pub use calendar::{Cell, MonthGrid, YearGrid};
pub use challenge::Progress;
pub(crate) use challenge::part;
pub use groups::{Group, Share};
pub use milestones::Milestone;
pub(crate) use milestones::TURNAROUND;
pub(crate) use way::Way;
pub use weeks::{Month, Week, Year};

use super::released::{Released, Releases};
use super::tally::Tally;
use super::words::direction;
use crate::book::{Ask, AskId};
use crate::config::{Challenge, Section};
use crate::model::{Day, Marker};
use crate::notebook::Notebook;
use crate::report::{self, Scope};
use almanac::Almanac;
use serde::Serialize;

/// All that a shareable site may show.
#[derive(Debug, Clone, Serialize)]
pub struct Shareable {
    /// `[site] title`
    pub title: Released,
    /// `[site] intro`, Markdown.
    pub intro: Released,
    /// `[site] language`
    pub language: String,
    /// In which direction it is written: `ltr` or `rtl`.
    pub direction: &'static str,
    /// `[site] base_url` without a `/` at its end; empty if it is not known.
    pub base_url: String,
    /// Whether search engines may index it.
    pub index: bool,
    /// Whether days are shown, and not weeks alone.
    pub by_day: bool,
    /// The sections of the front page, in order, by their words in the config.
    pub sections: Vec<&'static str>,
    /// The day up to which it is counted: today, or the first day of its week.
    pub upto: Day,
    /// How many asks there are: a grand total, private ones too.
    pub asks: i64,
    /// Where the challenge stands; the count in it is a grand total.
    pub progress: Option<Progress>,
    /// What came of the asks that are not private.
    pub outcomes: Tally,
    /// Whether a smaller yes is a yes to the notebook.
    #[serde(skip)]
    pub(crate) partial_is_yes: bool,
    /// Yeses of answered asks.
    pub answered: Share,
    /// Whether that will likely rise: asks are open, and noes came sooner than yeses.
    #[serde(skip)]
    pub(crate) low_while_open: bool,
    /// Whether asks are open and no answer came to any so far.
    #[serde(skip)]
    pub(crate) awaits_first: bool,
    /// Answers that count as a rejection, by their keys in the table of words.
    pub counts: Vec<&'static str>,
    /// Asks by the tags that may be named; the rest is in `other`.
    pub tags: Vec<Group>,
    /// Asks by size.
    pub sizes: Vec<Group>,
    /// Round numbers and the goal, in order of day.
    pub milestones: Vec<Milestone>,
    /// Released records but lessons, the latest first.
    pub stories: Vec<Told>,
    /// Released lessons, the latest first.
    pub lessons: Vec<Told>,
    /// Every week from the first ask to today's, in order; of a long quiet end none.
    pub weeks: Vec<Week>,
    /// The month since which nothing happened, where there are no weeks of it.
    pub quiet_since: Option<Day>,
    /// What the challenge counts, for the chart: private asks are not in it.
    #[serde(skip)]
    pub(crate) way: Option<Way>,
    /// Every month with a week, in order.
    pub months: Vec<Month>,
    /// Every year, in order.
    pub years: Vec<Year>,
    /// Days with their asks, where days may be shown.
    pub days: Vec<Cell>,
    /// Whether a private ask is in the grand totals.
    pub has_private: bool,
    /// Answers from which on a share is shown.
    pub minimum: i64,
}

/// A released record.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// Its words.
    pub text: Released,
    /// Its day, or the first day of its week.
    pub when: Day,
    /// The first day of its week.
    pub week: Day,
    /// The first day of the month in which it is told.
    #[serde(skip)]
    pub(crate) month: Day,
    /// What it is: `ask`, `no`, `lesson` …
    pub kind: &'static str,
}

/// The site in one line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Headline<'m> {
    /// How far the challenge is.
    Progress(&'m Progress),
    /// How many asks were made.
    Asks(i64),
    /// Its sections tell neither.
    Nothing,
}

/// Makes the model of a notebook for `challenge`.
pub fn shareable(notebook: &Notebook, challenge: Option<&Challenge>, releases: &Releases) -> Shareable {
    let (book, config) = (&notebook.book, &notebook.config);
    let site = &config.site;
    let all: Vec<Ask<'_>> = book.asks().collect();
    let public: Vec<&Ask<'_>> = all.iter().filter(|ask| !ask.private()).collect();
    let report = || {
        let keep = |ask: AskId| !book.ask(ask).private();
        let scope = Scope { keep: &keep, ..Scope::whole(challenge) };
        report::build(book, config, &scope)
    };
    let almanac = Almanac::new(config, challenge, book.today);
    let last_told = releases.stories.iter().map(|story| story.day).max();
    let by_time = || {
        let mut weeks = weeks::weeks(book, config, &public);
        let quiet = weeks::cut_quiet_end(&mut weeks, last_told).map(|week| almanac.month_of(week));
        let months = weeks::months(&weeks, &public, config, &almanac);
        let years = weeks::years(&months, &public, &almanac);
        (weeks, quiet, months, years)
    };
    let by_group = || (groups::by_tag(&public, config, releases), groups::by_size(&public, config));
    let (report, ((weeks, quiet_since, months, years), (tags, sizes))) =
        rayon::join(report, || rayon::join(by_time, by_group));
    let way = way::way(&weeks, &public, challenge, config, book.today);
    let mut outcomes = Tally::default();
    public.iter().for_each(|ask| outcomes.add(ask));
    let (yes, answered) = outcomes.answered(config.partial_is_yes);
    let told = |is_lesson: bool| -> Vec<Told> {
        let wanted = releases.stories.iter().rev();
        wanted
            .filter(|story| (story.marker == Marker::Lesson) == is_lesson)
            .map(|story| {
                let day = story.day;
                let (when, week, month) = (almanac.shown(day), almanac.week_of(day), almanac.month_of(day));
                Told { text: story.text.clone(), when, week, month, kind: story.marker.word() }
            })
            .collect()
    };
    let counts = challenge.map_or_else(
        || config.challenges.first().map(|first| first.counts.clone()).unwrap_or_default(),
        |challenge| challenge.counts.clone(),
    );
    let goal = challenge.zip(report.standing.as_ref()).and_then(|(challenge, standing)| {
        Some((challenge, challenge::reached(standing, &public, challenge, &almanac)?))
    });
    Shareable {
        title: releases.title.clone(),
        intro: releases.intro.clone(),
        language: site.language.clone(),
        direction: direction(&site.language),
        base_url: site.base_url.trim_end_matches('/').to_owned(),
        index: site.index,
        by_day: site.by_day,
        sections: site.sections.iter().map(|section| section.word()).collect(),
        upto: almanac.shown(book.today),
        asks: count(all.len()),
        progress: challenge
            .zip(report.standing.as_ref())
            .map(|(challenge, standing)| challenge::progress(standing, challenge, book.today)),
        outcomes,
        partial_is_yes: config.partial_is_yes,
        low_while_open: report.figures.low_while_open,
        answered: Share::of(yes, answered, config.minimums.rate),
        awaits_first: outcomes.open > 0 && report.figures.waiting.survival.answers() == 0,
        counts: counts.iter().map(|answer| answer.word()).collect(),
        tags,
        sizes,
        milestones: milestones::milestones(&report, goal, &almanac),
        stories: told(false),
        lessons: told(true),
        days: if site.by_day { calendar::days(&public) } else { Vec::new() },
        weeks,
        quiet_since,
        way,
        months,
        years,
        has_private: public.len() < all.len(),
        minimum: i64::from(config.minimums.rate),
    }
}

impl Shareable {
    /// Where the line of the chart ends.
    pub(crate) fn way_count(&self) -> i64 {
        self.way.as_ref().map_or(0, Way::count)
    }

    /// What stands for the whole site where one line of it is shown, as far as its sections tell it.
    pub(crate) fn headline(&self) -> Headline<'_> {
        match &self.progress {
            Some(progress) if self.shows(Section::Count) || self.shows(Section::Progress) => {
                Headline::Progress(progress)
            }
            None if self.shows(Section::Count) => Headline::Asks(self.asks),
            _ => Headline::Nothing,
        }
    }

    /// How many asks ended in what is a yes to the notebook.
    pub(crate) fn yeses(&self) -> i64 {
        self.outcomes.answered(self.partial_is_yes).0
    }

    /// Whether the front page has this section.
    pub fn shows(&self, section: Section) -> bool {
        self.sections.contains(&section.word())
    }
}

/// A length as the numbers of the pages.
fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
