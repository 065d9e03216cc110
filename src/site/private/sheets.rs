//! The private pages that are no days: the front page, every ask, people, tags, lessons, reviews.

use super::journal::Journal;
use crate::site::FRONT;
use crate::site::variables::Object;
use crate::site::words::Words;

/// A page with what its template is given.
pub(super) struct Sheet<'j> {
    pub file: &'static str,
    pub template: &'static str,
    pub title: String,
    pub values: Vec<(&'static str, &'j dyn Object)>,
}

/// All of them, those that take longest first.
pub(super) fn sheets<'j>(journal: &'j Journal<'_>, words: &Words) -> Vec<Sheet<'j>> {
    let sheet =
        |file, template, title: &str, values| Sheet { file, template, title: words.text(title), values };
    let groups = "private/groups.html";
    let mut front = sheet(FRONT, "private/front.html", "", Vec::new());
    front.title.clone_from(&journal.summary.title);
    front.values = vec![("open", &journal.open), ("plans", &journal.plans), ("notices", &journal.notices)];
    vec![
        sheet("tags.html", groups, "private_tags", vec![("groups", &journal.tags)]),
        sheet("people.html", groups, "private_people", vec![("groups", &journal.whos)]),
        sheet("asks.html", "private/asks.html", "private_asks", vec![("asks", &journal.asks)]),
        front,
        sheet("lessons.html", "private/lessons.html", "private_lessons", vec![("groups", &journal.lessons)]),
        sheet(
            "reviews.html",
            "private/reviews.html",
            "private_reviews",
            vec![("reviews", &journal.reviews), ("feelings", &journal.feelings)],
        ),
    ]
}
