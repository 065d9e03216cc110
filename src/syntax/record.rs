//! One record of a file, as its line says it.

use super::records::{Extra, Records};
use crate::model::{Amount, Answer, Day, DaySpan, DeclaredValue, Marker, Size, Wait, Words};
use crate::text::Span;
use std::ops::Deref;

/// A record: what its words say, before it is linked with any other. It is seen in the [`Records`] of
/// its file, which keep its words; what all records have are the fields of its [`Facts`].
#[derive(Debug, Clone, Copy)]
pub struct Record<'f> {
    records: &'f Records,
    index: u32,
}

/// What every record has, in few bytes.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// What it says; of an ask answered on the spot, [`Marker::Ask`].
    pub marker: Marker,
    /// The answer of an ask that was answered on the spot.
    pub on_the_spot: Option<Answer>,
    /// Its day or span comes from a file whose whole name is a span (section 2).
    pub from_file_span: bool,
    /// `#private`.
    pub private: bool,
    /// `#public`.
    pub public: bool,
    /// The [`Part`]s that it has, a bit each.
    pub(super) parts: u8,
    pub(super) size: Option<Size>,
    pub(super) fear: Option<u8>,
    pub(super) sting: Option<u8>,
    /// Its day by the rules of section 2; `None` where there is none, or none that a calendar has.
    pub day: Option<Day>,
    /// All of it, from its marker to its last word.
    pub span: Span,
    /// The line of its marker, from 1.
    pub line: u32,
    /// The end of its first marker, tag part included.
    pub(super) marker_end: u32,
    /// The record above, or [`NONE`].
    pub(super) above: u32,
    /// Where the date at its start begins, or [`NONE`].
    pub(super) own_date: u32,
    /// Its list item; empty where there is none.
    pub(super) item: Span,
    /// Where its words, the places of its names and its extras begin among those of the file.
    pub(super) words: u32,
    pub(super) places: u32,
    pub(super) extras: u32,
}

/// In place of an offset or index that is not there.
pub(super) const NONE: u32 = u32::MAX;

/// The length of `2026-03-02`.
pub(super) const DATE: usize = 10;

/// A name in the text with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'f> {
    /// Without its sign, as written.
    pub text: &'f str,
    /// The words that say it: `^id`, `re:id` or the link.
    pub span: Span,
}

/// A person or organisation, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who<'f> {
    /// Without the sign.
    pub name: &'f str,
    /// With the sign.
    pub span: Span,
}

/// The whos of a record, each once.
#[derive(Debug, Clone, Copy)]
pub struct Whos<'f> {
    names: Words<'f>,
    starts: &'f [u32],
}

/// A day taken from the record that another is nested below (section 2, rule 2).
#[derive(Debug, Clone, Copy)]
pub struct Inherited {
    /// The record that has the date.
    pub from: u32,
    /// The day that rules 3 to 5 would give.
    pub otherwise: Option<Day>,
}

/// The values of the format's keys, and of those that the notebook declares.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fields<'f> {
    /// `size`
    pub size: Option<Size>,
    /// `fear`, 0 to 10
    pub fear: Option<u8>,
    /// `odds`, in percent
    pub odds: Option<f64>,
    /// `via`
    pub via: Option<&'f str>,
    /// `worth`
    pub worth: Option<&'f Amount>,
    /// `due`
    pub due: Option<Day>,
    /// `wait`
    pub wait: Option<Wait>,
    /// `sting`, 0 to 10
    pub sting: Option<u8>,
    /// `public`
    pub public: Option<&'f str>,
    /// Declared keys, by name.
    pub declared: &'f [(Box<str>, DeclaredValue)],
}

/// The words of a record in the order in which its file keeps them.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Id,
    Re,
    Tags,
    Whos,
    Via,
    Public,
    // The longest comes last, so that the others are found at once.
    Title,
}

impl Part {
    pub fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl Deref for Record<'_> {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        self.records.facts(self.index)
    }
}

impl Facts {
    /// Its first marker, with its tag part.
    pub fn marker_span(&self) -> Span {
        Span { start: self.span.start, end: self.marker_end }
    }

    /// The date at its start.
    pub fn own_date(&self) -> Option<Span> {
        (self.own_date != NONE).then(|| Span::new(self.own_date as usize, self.own_date as usize + DATE))
    }

    /// The record that it is nested below: the last above it in its list item, or in an item around.
    pub fn above(&self) -> Option<u32> {
        (self.above != NONE).then_some(self.above)
    }

    /// The list item that it stands in.
    pub fn item(&self) -> Option<Span> {
        (!self.item.is_empty()).then_some(self.item)
    }

    /// Whether it defines an id.
    pub fn has_id(&self) -> bool {
        self.parts & Part::Id.bit() != 0
    }

    /// Whether it names an ask or plan.
    pub fn has_re(&self) -> bool {
        self.parts & Part::Re.bit() != 0
    }

    /// Whether it names anybody.
    pub fn has_whos(&self) -> bool {
        self.parts & Part::Whos.bit() != 0
    }

    /// Whether it is an answer: one of its own, not one on the spot.
    pub fn answer(&self) -> Option<Answer> {
        match self.marker {
            Marker::Answer(answer) => Some(answer),
            _ => None,
        }
    }
}

impl<'f> Record<'f> {
    pub(super) fn new(records: &'f Records, index: u32) -> Self {
        Self { records, index }
    }

    fn part(&self, part: Part) -> &'f str {
        let parts = self.parts;
        if parts & part.bit() == 0 {
            return "";
        }
        let words = self.records.words(self.index);
        let mut start = 0;
        for before in 0..part as usize {
            // Of a part that is not there the line end is.
            start = if parts & 1 << before == 0 { start } else { line_end(words, start) } + 1;
        }
        let is_last = parts >> part as usize == 1;
        let end = if is_last { words.len() } else { line_end(words, start) };
        words.get(start..end).unwrap_or_default()
    }

    /// A word that is there unless it is empty.
    fn word(&self, part: Part) -> Option<&'f str> {
        Some(self.part(part)).filter(|word| !word.is_empty())
    }

    fn extra<T>(&self, wanted: impl Fn(&'f Extra) -> Option<T>) -> Option<T> {
        self.records.extras(self.index).iter().find_map(wanted)
    }

    /// Its title (section 5).
    pub fn title(&self) -> &'f str {
        self.part(Part::Title)
    }

    /// Tags in lower case, each once, in order, without markers, `public` and `private`.
    pub fn tags(&self) -> Words<'f> {
        Words::new(self.part(Part::Tags))
    }

    /// Whos as written, each once.
    pub fn whos(&self) -> Whos<'f> {
        let before = usize::from(self.has_id()) + 2 * usize::from(self.has_re());
        let starts = self.records.places(self.index).get(before..).unwrap_or_default();
        Whos { names: self.who_names(), starts }
    }

    /// The id that it defines, as written; on plans and asks only.
    pub fn id(&self) -> Option<Name<'f>> {
        let text = self.word(Part::Id)?;
        let start = *self.records.places(self.index).first()? as usize;
        Some(Name { text, span: Span::new(start, start + 1 + text.len()) })
    }

    /// The id that it defines without its place; empty where there is none.
    pub fn id_text(&self) -> &'f str {
        self.part(Part::Id)
    }

    /// The id that it names without its place; empty where there is none.
    pub fn re_text(&self) -> &'f str {
        self.part(Part::Re)
    }

    /// The names of its whos, without their places.
    pub fn who_names(&self) -> Words<'f> {
        Words::new(self.part(Part::Whos))
    }

    /// The ask or plan that it names with `re:` or with a link.
    pub fn re(&self) -> Option<Name<'f>> {
        let text = self.word(Part::Re)?;
        let after_id = usize::from(self.has_id());
        let [start, end, ..] = *self.records.places(self.index).get(after_id..)? else { return None };
        Some(Name { text, span: Span { start, end } })
    }

    /// How big it is (`size`).
    pub fn size(&self) -> Option<Size> {
        self.size
    }

    /// 0 to 10, before asking (`fear`).
    pub fn fear(&self) -> Option<u8> {
        self.fear
    }

    /// 0 to 10, of an answer (`sting`).
    pub fn sting(&self) -> Option<u8> {
        self.sting
    }

    /// The way of asking (`via`).
    pub fn via(&self) -> Option<&'f str> {
        self.word(Part::Via)
    }

    /// The asker's own guess at a yes, in percent (`odds`).
    pub fn odds(&self) -> Option<f64> {
        self.extra(|extra| if let Extra::Odds(odds) = extra { Some(*odds) } else { None })
    }

    /// An amount (`worth`).
    pub fn worth(&self) -> Option<&'f Amount> {
        self.extra(|extra| if let Extra::Worth(worth) = extra { Some(&**worth) } else { None })
    }

    /// After how long without a sign it is overdue (`wait`).
    pub fn wait(&self) -> Option<Wait> {
        self.extra(|extra| if let Extra::Wait(wait) = extra { Some(*wait) } else { None })
    }

    /// The values of the keys that the notebook declares, by name.
    pub fn declared(&self) -> &'f [(Box<str>, DeclaredValue)] {
        self.extra(|extra| if let Extra::Declared(keys) = extra { Some(&*keys.0) } else { None })
            .unwrap_or_default()
    }

    /// The values of all its keys.
    pub fn fields(&self) -> Fields<'f> {
        Fields {
            size: self.size(),
            fear: self.fear(),
            odds: self.odds(),
            via: self.via(),
            worth: self.worth(),
            due: self.due(),
            wait: self.wait(),
            sting: self.sting(),
            public: self.public_words(),
            declared: self.declared(),
        }
    }

    /// The words that it releases (`public`).
    pub fn public_words(&self) -> Option<&'f str> {
        self.word(Part::Public)
    }

    /// When to act again (`due`).
    pub fn due(&self) -> Option<Day> {
        self.extra(|extra| if let Extra::Due(due) = extra { Some(*due) } else { None })
    }

    /// Whether it says when to act again or how long to wait (`due`, `wait`).
    pub fn says_when(&self) -> bool {
        let extras = self.records.extras(self.index);
        extras.iter().any(|extra| matches!(extra, Extra::Due(_) | Extra::Wait(_)))
    }

    /// The sign in its checkbox, with the checkbox.
    pub fn checkbox(&self) -> Option<(char, Span)> {
        self.extra(|extra| if let Extra::Checkbox(sign, span) = extra { Some((*sign, *span)) } else { None })
    }

    /// The span that a review or rest names, or that its file's name gives it.
    pub fn span_of_days(&self) -> Option<DaySpan> {
        self.extra(|extra| if let Extra::Span(span) = extra { Some(*span) } else { None })
    }

    /// Set if its day is that of a record around it.
    pub fn inherited(&self) -> Option<Inherited> {
        self.extra(|extra| if let Extra::Inherited(inherited) = extra { Some(*inherited) } else { None })
    }
}

/// Where the line that begins at `start` ends.
fn line_end(words: &str, start: usize) -> usize {
    let rest = words.as_bytes().get(start..).unwrap_or_default();
    start + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

impl<'f> Whos<'f> {
    /// The whos in order.
    pub fn iter(self) -> impl Iterator<Item = Who<'f>> + Clone {
        self.names.iter().zip(self.starts).map(|(name, start)| {
            let start = *start as usize;
            Who { name, span: Span::new(start, start + 1 + name.len()) }
        })
    }

    /// The first of them.
    pub fn first(self) -> Option<Who<'f>> {
        self.iter().next()
    }

    /// Their names alone.
    pub fn names(self) -> Words<'f> {
        self.names
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.names.is_empty()
    }
}
