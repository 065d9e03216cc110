//! Names in few bits, to find them by.

use super::id::folded;

/// Of a name in any case: the same for names that are the same. Nothing may come of it but a place in a table.
///
/// ```
/// use askbook::model::Digest;
/// assert_eq!(Digest::of("Müller"), Digest::of("MÜLLER"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Digest(u32);

impl Digest {
    /// Of a name in any case.
    pub fn of(name: &str) -> Self {
        match name.is_ascii() {
            true => Self::of_spelling(name),
            false => Self::of_spelling(&folded(name)),
        }
    }

    /// Of a name as it is spelled; in another case only ASCII letters may be. Eight bytes are taken at a time, the
    /// last eight once more where they do not come out even.
    pub fn of_spelling(name: &str) -> Self {
        // It makes letters small, and of other signs some the same.
        const SMALL: u64 = 0x2020_2020_2020_2020;
        let (words, rest) = name.as_bytes().as_chunks::<8>();
        let start = name.len() as u64;
        let mut hash =
            words.iter().fold(start, |hash, word| mixed(hash ^ (u64::from_le_bytes(*word) | SMALL)));
        if !rest.is_empty() {
            hash = mixed(hash ^ (last(name.as_bytes()) | SMALL));
        }
        Self((hash ^ (hash >> 32)) as u32)
    }

    /// Of a name that a number stands for.
    pub fn of_number(number: u64) -> Self {
        let hash = mixed(number);
        Self((hash ^ (hash >> 32)) as u32)
    }

    /// One of `parts` that names are parted in; by its upper end, since the lower tells places in a table apart.
    pub fn part(self, parts: u32) -> usize {
        ((u64::from(self.0) * u64::from(parts)) >> 32) as usize
    }

    /// 64 bits from 32, such that both ends of them tell names apart.
    pub fn spread(self) -> u64 {
        u64::from(self.0).wrapping_mul(SPREAD)
    }
}

fn mixed(number: u64) -> u64 {
    let wide = u128::from(number) * u128::from(SPREAD);
    (wide as u64) ^ (wide >> 64) as u64
}

/// 2⁶⁴ divided by the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The last eight bytes, or as many as there are.
fn last(bytes: &[u8]) -> u64 {
    match bytes {
        [.., a, b, c, d, e, f, g, h] => u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]),
        _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}
