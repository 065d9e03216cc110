//! Several names in one text: the tags or the whos of a record.

/// Names, each followed by one blank. None of them holds a blank or is empty.
///
/// ```
/// use askbook::model::Words;
/// let tags = Words::new("job job/remote ");
/// assert_eq!((tags.first(), tags.len()), (Some("job"), 2));
/// assert!(tags.iter().any(|tag| tag == "job/remote"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words<'t>(&'t str);

/// Goes over the names of [`Words`].
#[derive(Debug, Clone)]
pub struct WordsIter<'t>(&'t str);

impl<'t> Words<'t> {
    /// The names in `text`, each of which a blank follows.
    pub fn new(text: &'t str) -> Self {
        Self(text)
    }

    /// All of them as they were given.
    pub fn text(self) -> &'t str {
        self.0
    }

    /// The names in order.
    pub fn iter(self) -> WordsIter<'t> {
        WordsIter(self.0)
    }

    /// The first of them.
    pub fn first(self) -> Option<&'t str> {
        self.iter().next()
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether this very name is among them.
    pub fn contains(self, name: &str) -> bool {
        self.iter().any(|own| own == name)
    }

    /// The names as a list.
    pub fn to_vec(self) -> Vec<&'t str> {
        self.iter().collect()
    }
}

impl<'t> Iterator for WordsIter<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        // Names are short: their bytes are looked at one by one.
        let end = self.0.bytes().position(|byte| byte == b' ')?;
        let (name, rest) = self.0.split_at(end);
        self.0 = &rest[1..];
        Some(name)
    }
}

impl<'t> IntoIterator for Words<'t> {
    type Item = &'t str;
    type IntoIter = WordsIter<'t>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
