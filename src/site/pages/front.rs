//! The front page.

use super::cells::{columns, month_cells, year_cells};
use super::rows::{milestones, outcomes, rate, shares};
use super::say;
use crate::config::{Goal, Section};
use crate::site::charts::{self, place};
use crate::site::markdown::{self, Outside};
use crate::site::shareable::{MonthGrid, Shareable, Told, Week, YearGrid, part};
use crate::site::view::{Common, Front};
use crate::site::words::Words;
use chrono::Days;

/// Weeks on the front page's log.
const LOG_WEEKS: usize = 12;
/// Stories, and lessons, that stand on the front page at once.
const TOLD: usize = 6;
/// Up to so many asks make no chart.
const FEW: i64 = 5;
/// Years on the front page's calendar; months, where days are shown.
const CALENDAR_YEARS: usize = 2;
const CALENDAR_MONTHS: usize = 12;

pub fn front(
    model: &Shareable,
    words: &Words,
    common: Common,
    grids: &[YearGrid],
    day_grids: &[MonthGrid],
) -> Front {
    let progress = model.progress.as_ref();
    let goal = progress.map(|progress| words.number(progress.goal)).unwrap_or_default();
    let over = if progress.is_some_and(|progress| progress.ended) { "_over" } else { "" };
    let lead = format!("lead_{}{over}", progress.map_or("none", |progress| progress.of));
    let forecast = progress.and_then(|progress| {
        if progress.far {
            return Some(say(words, "forecast_far", None, &[("goal", goal.clone())]));
        }
        let range = progress.forecast.as_ref()?;
        let mut values = vec![("goal", goal.clone()), ("low", words.month(range.low))];
        Some(match range.high {
            Some(high) if high == range.low => say(words, "forecast_in", None, &values),
            Some(high) => {
                values.push(("high", words.month(high)));
                say(words, "forecast_text", None, &values)
            }
            None => say(words, "forecast_open", None, &values),
        })
    });
    // What is private is in the big count, and in no week that the line is drawn by.
    let is_less = model.shows(Section::Count)
        && model.way_count() != progress.map_or(model.asks, |progress| progress.count);
    let line_note = if is_less { words.text("progress_private") } else { String::new() };
    let of = progress.map_or(Goal::Asks.word(), |progress| progress.of);
    let line_desc =
        say(words, &format!("progress_desc_{of}"), None, &[("count", words.number(model.way_count()))]);
    let line_desc = format!("{line_desc} {line_note}").trim_end().to_owned();
    let rate_note = model.answered.rate.map(|_| {
        // Where there is no yes the range is told as its end alone.
        if model.answered.k == 0 {
            return words.text("rate_zero_note");
        }
        let low = if model.low_while_open { words.text("rate_low") } else { String::new() };
        format!("{} {low}", words.text("rate_note")).trim_end().to_owned()
    });
    let groups = [(Section::Tags, &model.tags), (Section::Sizes, &model.sizes)];
    let has_range = model.shows(Section::Outcomes) && model.answered.rate.is_some()
        || groups.iter().any(|(section, groups)| {
            model.shows(*section) && groups.iter().any(|group| group.share.rate.is_some())
        });
    let counts: Vec<String> =
        model.counts.iter().map(|answer| words.text(&format!("counted_{answer}"))).collect();
    let shown = &grids[..grids.len().min(CALENDAR_YEARS)];
    let first = shown.iter().flat_map(|grid| &grid.cells).map(|cell| cell.start).min();
    let mut last_weeks: Vec<Week> = model.weeks.clone();
    last_weeks.reverse();
    // The first may be told from a later day on.
    let is_shown = |week: &&Week| first.is_none_or(|first| week.start + Days::new(6) >= first);
    let calendar_weeks = last_weeks.iter().filter(is_shown).cloned().collect();
    let more_weeks = last_weeks.len() > LOG_WEEKS;
    last_weeks.truncate(LOG_WEEKS);
    let quiet = if model.has_private { "quiet_since_public" } else { "quiet_since" };
    let quiet = model.quiet_since.map(|month| say(words, quiet, None, &[("month", words.month(month))]));
    let (tags, tags_note) = shares(&model.tags, model, words);
    let (sizes, mut sizes_note) = shares(&model.sizes, model, words);
    // What stands right above is not said again.
    let follow = [Section::Tags.word(), Section::Sizes.word()];
    if sizes_note == tags_note && !tags.is_empty() && model.sections.windows(2).any(|pair| pair == follow) {
        sizes_note.clear();
    }
    let (latest, earlier) = milestones(model.milestones.iter());
    let is_under_way = progress.is_none_or(|progress| !progress.ended && progress.remaining > 0);
    let few = is_under_way && (1..=FEW).contains(&model.asks);
    let cut = |told: &[Told]| {
        let (latest, earlier) = told.split_at(told.len().min(TOLD));
        (latest.to_vec(), earlier.to_vec())
    };
    let ((stories, earlier_stories), (lessons, earlier_lessons)) = (cut(&model.stories), cut(&model.lessons));
    Front {
        common,
        lead: say(words, &lead, progress.map(|progress| progress.goal), &[("goal", goal)]),
        few: if few { say(words, "few_yet", Some(model.asks), &[]) } else { String::new() },
        intro: markdown::render(model.intro.as_str(), 2, &mut Outside),
        share: progress
            .map(|progress| words.percent(part(progress.count, progress.goal)))
            .unwrap_or_default(),
        done: progress.map_or(0, |progress| progress.count.min(progress.goal)),
        end: progress.and_then(|progress| progress.end).map(|end| words.month(end)).unwrap_or_default(),
        forecast: forecast.unwrap_or_default(),
        line: charts::line(model, words),
        line_desc,
        line_note,
        year_grids: shown.iter().map(|grid| year_cells(grid, words)).collect(),
        month_grids: day_grids.iter().take(CALENDAR_MONTHS).map(|grid| month_cells(grid, words)).collect(),
        columns: columns(words),
        calendar_weeks,
        yeses: model.yeses(),
        outcomes: outcomes(&model.outcomes, model.partial_is_yes, words),
        rate: rate(model, words),
        rate_note: rate_note.unwrap_or_default(),
        tags,
        tags_note,
        sizes,
        sizes_note,
        mean: model.answered.rate.filter(|_| model.answered.k > 0).map(place).unwrap_or_default(),
        stories,
        earlier_stories,
        lessons,
        earlier_lessons,
        milestones: latest,
        earlier_milestones: earlier,
        last_weeks,
        more_weeks,
        quiet: quiet.unwrap_or_default(),
        counts: say(words, "method_no", None, &[("counts", counts.join(&words.text("and")))]),
        has_range,
    }
}
