//! Did you mean: the whos of asks that are spelled nearly like one to whom nothing was asked.

use super::whos::{Named, Whos};
use crate::diagnostic::nearest;
use crate::model::Words;

/// So many whos are looked up, not a hundred thousand: each is held against all that were asked.
const LOOKED_UP: usize = 1000;

/// The whos of the asks, found when one is first looked for.
pub(super) struct NearWhos<'v> {
    whos: &'v Whos,
    named: &'v Named,
    /// The records of the asks.
    asks: &'v [u32],
    asked: Option<Vec<&'v str>>,
    looked_up: usize,
}

impl<'v> NearWhos<'v> {
    pub fn new(whos: &'v Whos, named: &'v Named, asks: &'v [u32]) -> Self {
        Self { whos, named, asks, asked: None, looked_up: 0 }
    }

    /// The one of the asks that is nearest to the only who of a record; `None` where none is near, or it was asked itself.
    pub fn of(&mut self, names: Words<'_>) -> Option<&'v str> {
        let mut names = names.iter();
        let (Some(name), None) = (names.next(), names.next()) else { return None };
        self.looked_up += 1;
        if self.looked_up > LOOKED_UP {
            return None;
        }
        let (whos, named, asks) = (self.whos, self.named, self.asks);
        let asked = self.asked.get_or_insert_with(|| {
            let mut numbers: Vec<u32> =
                asks.iter().flat_map(|ask| named.of(*ask as usize).iter().copied()).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers.into_iter().map(|who| whos.spelling(who as usize)).collect()
        });
        let near = nearest(name, asked.iter().copied(), 1).into_iter().next()?;
        (near.to_lowercase() != name.to_lowercase()).then_some(near)
    }
}
