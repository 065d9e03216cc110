//! A tag at the start of a list item that is nearly a marker (format, section 3).

use crate::book::Book;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Grade};
use std::collections::HashMap;

/// A tag used this often is the writer's own.
const OFTEN: usize = 3;

pub(super) fn check(book: &Book, _config: &Config, found: &mut Vec<Diagnostic>) {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for near in book.files.iter().flat_map(|file| &file.near) {
        *uses.entry(&near.word).or_default() += 1;
    }
    for file in &book.files {
        for near in file.near.iter().filter(|near| near.begins_item && uses[&*near.word] < OFTEN) {
            let message = format!("`#{}` is no marker, so this line was not counted", near.word);
            found.push(
                Diagnostic::new(Code::UnknownMarker, &file.path, near.span, message)
                    .hint(format!("did you mean `#{}`?", near.meant))
                    .fix(
                        Grade::Look,
                        format!("write `#{}`", near.meant),
                        near.span,
                        format!("#{}", near.meant),
                    ),
            );
        }
    }
}
