//! Did you mean: the known names nearest to one that is not known.

use strsim::osa_distance;

/// Whether the two are one letter apart: one added, left out, changed, or two neighbours swapped.
///
/// ```
/// assert!(askbook::diagnostic::one_letter_off("aks", "ask"));
/// assert!(!askbook::diagnostic::one_letter_off("ask", "ask"));
/// ```
pub fn one_letter_off(word: &str, known: &str) -> bool {
    // Asked of every tag of a diary, so it makes no table of distances.
    let (mut word, mut known) = (word.chars(), known.chars());
    while let (Some(a), Some(b)) = (word.clone().next(), known.clone().next())
        && a == b
    {
        word.next();
        known.next();
    }
    while let (Some(a), Some(b)) = (word.clone().next_back(), known.clone().next_back())
        && a == b
    {
        word.next_back();
        known.next_back();
    }
    let rest = |mut chars: std::str::Chars<'_>| [chars.next(), chars.next(), chars.next()];
    match (rest(word), rest(known)) {
        ([None, ..], [Some(_), None, _]) | ([Some(_), None, _], [None | Some(_), None, _]) => true,
        ([Some(a), Some(b), None], [Some(c), Some(d), None]) => (a, b) == (d, c),
        _ => false,
    }
}

/// The known names near `word`, the nearest first, at most `limit`; none that is a guess in the dark.
///
/// ```
/// let near = askbook::diagnostic::nearest("acmee", ["acme", "lin"], 3);
/// assert_eq!(near, ["acme"]);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>, limit: usize) -> Vec<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let reach = (letters / 3).clamp(1, 3);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|name| name.len().abs_diff(word.len()) <= 4 * reach)
        .filter_map(|name| {
            let folded = name.to_lowercase();
            let begins = letters >= 3 && folded.starts_with(&word);
            // No distance is less than the difference in length; a diary may have thousands of ids.
            if !begins && folded.chars().count().abs_diff(letters) > reach {
                return None;
            }
            let distance = osa_distance(&word, &folded);
            (distance <= reach || begins).then_some((distance.min(reach), name))
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().take(limit).map(|(_, name)| name).collect()
}

/// The hint for a name that nothing has: the nearest of the known ones, or else what `otherwise` says.
///
/// ```
/// let hint = |word| askbook::diagnostic::did_you_mean(word, ["acme", "lin"], || "there are two".to_owned());
/// assert_eq!((hint("acmee"), hint("zzz")), ("did you mean `acme`?".to_owned(), "there are two".to_owned()));
/// ```
pub fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    match nearest(word, known, 1).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_letter_off_is_a_distance_of_one(word in "[aské]{0,6}", known in "[aské]{0,6}") {
            prop_assert_eq!(one_letter_off(&word, &known), osa_distance(&word, &known) == 1);
        }
    }
}
