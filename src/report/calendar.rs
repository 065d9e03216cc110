//! What was asked and what was answered on each day: weeks and other stretches are sums of these.

use super::fact::Fact;
use crate::model::Day;

/// What happened on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayCounts {
    pub day: Day,
    /// By the day of the ask.
    pub asks: u32,
    /// By the day of the answer.
    pub rejections: u32,
    /// By the day of the answer.
    pub yes: u32,
}

/// The days on which anything was asked or answered, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Calendar(Vec<DayCounts>);

impl Calendar {
    /// Of asks in order of their days, and answered ones in order of the days of their answers.
    pub fn of<'f>(asked: impl Iterator<Item = &'f Fact>, answered: impl Iterator<Item = &'f Fact>) -> Self {
        let mut calendar = Self::default();
        for fact in asked {
            calendar.on(fact.day).asks += 1;
        }
        for fact in answered {
            let Some(day) = fact.answered else { continue };
            let day = calendar.on(day);
            day.rejections += u32::from(fact.rejection);
            day.yes += u32::from(fact.yes);
        }
        // Two lists in order, one after the other, make one.
        calendar.0.sort_by_key(|day| day.day);
        calendar.0.dedup_by(|more, day| {
            let is_same = more.day == day.day;
            if is_same {
                day.asks += more.asks;
                day.rejections += more.rejections;
                day.yes += more.yes;
            }
            is_same
        });
        calendar
    }

    /// The last day, if it is this one, or else a new one.
    fn on(&mut self, day: Day) -> &mut DayCounts {
        if self.0.last().is_none_or(|last| last.day != day) {
            self.0.push(DayCounts { day, asks: 0, rejections: 0, yes: 0 });
        }
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &DayCounts> + Clone {
        self.0.iter()
    }

    /// The day of the first ask.
    pub fn first_asked(&self) -> Option<Day> {
        self.0.iter().find(|day| day.asks > 0).map(|day| day.day)
    }
}
