//! Did you mean: the known names nearest to one that is not known.

use strsim::osa_distance;

/// Whether the two are one letter apart: one added, left out, changed, or two neighbours swapped.
///
/// ```
/// assert!(askbook::diagnostic::one_letter_off("aks", "ask"));
/// assert!(!askbook::diagnostic::one_letter_off("ask", "ask"));
/// ```
pub fn one_letter_off(word: &str, known: &str) -> bool {
    word.len().abs_diff(known.len()) <= 4 && osa_distance(word, known) == 1
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
            let distance = osa_distance(&word, &folded);
            let begins = letters >= 3 && folded.starts_with(&word);
            (distance <= reach || begins).then_some((distance.min(reach), name))
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().take(limit).map(|(_, name)| name).collect()
}
