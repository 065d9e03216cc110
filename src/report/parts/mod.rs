//! The parts of a report, each in a file: a sentence or two for the whole report, and a page in depth.
//!
//! The words of a part are made once, here, for the terminal and for Markdown alike.

mod balance;
mod forecast;
mod load;
mod rates;
mod sting;
mod waiting;
mod whole;

pub(super) use load::{bars, usual};
pub(super) use waiting::short_range;

use super::{Page, Report};

/// What a report may show in depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// How long answers take.
    Waiting,
    /// When the goal will be reached.
    Forecast,
    /// Yeses of how many.
    Rates,
    /// Fear before, sting after, odds.
    Sting,
    /// Week by week.
    Load,
    /// What is asked, of whom, how.
    Balance,
}

impl Report {
    /// How many asks ended in what is a yes to the notebook.
    pub fn yeses(&self) -> usize {
        self.counts.yes + if self.partial_is_yes { self.counts.partial } else { 0 }
    }

    /// All of it, each part in short.
    pub fn page(&self) -> Page {
        whole::page(self).of(self.today)
    }

    /// A part in depth.
    pub fn part(&self, part: Part) -> Page {
        let page = match part {
            _ if self.counts.all == 0 => whole::page(self),
            Part::Waiting => waiting::page(self),
            Part::Forecast => forecast::page(self),
            Part::Rates => rates::page(self),
            Part::Sting => sting::page(self),
            Part::Load => load::page(self),
            Part::Balance => balance::page(self),
        };
        page.of(self.today)
    }
}
