//! Signs that mean something where they stand. Bytes are looked up one by one: every byte of a record is asked about.

/// Which bytes are looked for.
pub(super) struct Signs([bool; 256]);

impl Signs {
    /// These.
    pub const fn new(signs: &[u8]) -> Self {
        Self([false; 256]).and(signs)
    }

    /// These and others.
    pub const fn and(&self, signs: &[u8]) -> Self {
        let mut table = self.0;
        let mut at = 0;
        while at < signs.len() {
            table[signs[at] as usize] = true;
            at += 1;
        }
        Self(table)
    }

    /// These and all bytes of characters that are no ASCII.
    pub const fn and_wide(&self) -> Self {
        let mut table = self.0;
        let mut byte = 0x80;
        while byte < table.len() {
            table[byte] = true;
            byte += 1;
        }
        Self(table)
    }

    /// These without the others.
    pub const fn but(&self, others: &Self) -> Self {
        let mut table = self.0;
        let mut byte = 0;
        while byte < table.len() {
            table[byte] &= !others.0[byte];
            byte += 1;
        }
        Self(table)
    }

    /// Whether `byte` is one of them.
    pub const fn has(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// Where the first of them stands in `bytes[from..]`, or else the end of `bytes`.
    pub fn find(&self, bytes: &[u8], from: usize) -> usize {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| self.has(*byte)).map_or(bytes.len(), |at| from + at)
    }

    /// Where the first other byte stands in `bytes[from..]`, or else the end of `bytes`.
    pub fn skip(&self, bytes: &[u8], from: usize) -> usize {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| !self.has(*byte)).map_or(bytes.len(), |at| from + at)
    }
}

/// What may end a word: white space of ASCII, and the bytes with which the other white space of Unicode begins, as
/// other characters do too: U+0085 and U+00A0; U+1680; U+2000 to U+205F; U+3000.
pub(super) static BLANKS: Signs = Signs::new(b"\t\n\x0b\x0c\r \xc2\xe1\xe2\xe3");

/// The sign that closes what `opener` opens.
pub(super) fn closer(opener: char) -> Option<char> {
    Some(match opener {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '"' => '"',
        '\'' => '\'',
        '“' | '„' => '”',
        '‘' | '‚' => '’',
        '«' => '»',
        '‹' => '›',
        _ => return None,
    })
}
