//! Bytes that mean something where they stand, looked up one by one: every byte of a record is asked about.

/// Which bytes are looked for.
pub(super) struct Signs([bool; 256]);

impl Signs {
    /// These ASCII signs.
    pub const fn new(signs: &[u8]) -> Self {
        let mut table = [false; 256];
        let mut at = 0;
        while at < signs.len() {
            table[signs[at] as usize] = true;
            at += 1;
        }
        Self(table)
    }

    /// These signs, and all bytes of characters that are not ASCII.
    pub const fn and_unicode(mut self) -> Self {
        let mut byte = 128;
        while byte < 256 {
            self.0[byte] = true;
            byte += 1;
        }
        self
    }

    /// Whether `byte` is one of them.
    pub fn has(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// Where the first of them stands in `bytes[from..]`, or else the end of `bytes`.
    pub fn find(&self, bytes: &[u8], from: usize) -> usize {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| self.has(*byte)).map_or(bytes.len(), |at| from + at)
    }
}

/// What may end a word: white space of ASCII, and every byte of which only its character tells whether it is any.
pub(super) static BLANKS: Signs = Signs::new(b"\t\n\x0b\x0c\r ").and_unicode();
