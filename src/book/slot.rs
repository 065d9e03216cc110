//! A record's or an ask's number, or none, in four bytes.

/// An index that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot(u32);

impl Slot {
    pub const NONE: Self = Self(u32::MAX);

    pub fn of(index: usize) -> Self {
        Self(index as u32)
    }

    pub fn get(self) -> Option<usize> {
        (self != Self::NONE).then_some(self.0 as usize)
    }
}

impl From<Option<usize>> for Slot {
    fn from(index: Option<usize>) -> Self {
        index.map_or(Self::NONE, Self::of)
    }
}
