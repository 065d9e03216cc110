//! What may be the name of an id, a who or a tag.

use crate::model::{fold, is_id, is_name_char, is_special, is_tag};

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// The id of an ask or plan.
    Id,
    /// A person or organisation.
    Who,
    /// A tag.
    Tag,
}

impl Names {
    /// Whether `name`, without its sign, can be one of these (format, section 5).
    ///
    /// # Errors
    /// What one is made of.
    ///
    /// ```
    /// use askbook::author::Names;
    /// assert!(Names::Tag.may_have("job/remote").is_ok() && Names::Tag.may_have("two words").is_err());
    /// ```
    pub fn may_have(self, name: &str) -> Result<(), &'static str> {
        let letters = |text: &str| text.chars().all(is_name_char);
        match self {
            Self::Id if is_id(name) => Ok(()),
            Self::Id => Err("an id is made of ASCII letters, digits and `-`"),
            Self::Who => {
                let first = name.chars().next().is_some_and(char::is_alphanumeric);
                let rest = name.split('.').all(letters) && !name.ends_with('.');
                let expects = "a who begins with a letter or digit, then letters, digits, `-`, `_` or `.`";
                if first && rest { Ok(()) } else { Err(expects) }
            }
            Self::Tag if is_special(&fold(name)) => Err("markers, `public` and `private` are no tags"),
            Self::Tag if is_tag(name) => Ok(()),
            Self::Tag => Err("a tag begins with a letter, then letters, digits, `-`, `_` or `/`"),
        }
    }
}
