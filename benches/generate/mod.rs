//! Invented diaries of any size, the same bytes each time: prose, lists, code with false asks, unicode.

mod prose;
mod random;

use prose::Prose;
use random::Random;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// How large a corpus is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub name: &'static str,
    pub asks: u64,
    pub files: u64,
}

/// The corpora by name, each with 387 bytes an ask.
pub const SIZES: [Size; 4] = [
    Size { name: "small", asks: 1_000, files: 365 },
    Size { name: "middle", asks: 10_000, files: 3_650 },
    Size { name: "hundred", asks: 100_000, files: 36_500 },
    Size { name: "large", asks: 1_000_000, files: 36_500 },
];

const BYTES_AN_ASK: u64 = 387;
/// How many people are asked.
const PEOPLE: usize = 5_000;
/// The last day of every corpus, which is its today.
pub const TODAY: &str = "2026-11-20";
const LAST_DAY: i64 = 739_940;

/// An ask that waits for its answer.
struct Open {
    number: u64,
    who: Option<usize>,
    /// The page on which the answer comes.
    page: u64,
}

/// Writes pages one after another.
pub struct Diary {
    size: Size,
    random: Random,
    prose: Prose,
    asks: u64,
    bytes: u64,
    open: Vec<Open>,
    /// How many open asks each person has.
    waiting: Vec<u32>,
}

impl Diary {
    pub fn new(size: Size) -> Self {
        let seed = size.asks ^ (size.files << 32);
        Self {
            size,
            random: Random::new(seed),
            prose: Prose,
            asks: 0,
            bytes: 0,
            open: Vec::new(),
            waiting: vec![0; PEOPLE],
        }
    }

    /// The path of a page below the journal folder, and its text.
    pub fn page(&mut self, page: u64) -> (String, String) {
        let (year, month, day) = civil(LAST_DAY - (self.size.files - 1 - page) as i64);
        let date = format!("{year:04}-{month:02}-{day:02}");
        let mut text = String::new();
        if page % 20 == 7 {
            text.push_str("---\nmood: fine\nweather: [rain, wind]\n---\n");
        }
        let _ = write!(text, "# {date}\n\n");
        self.prose.paragraph(&mut self.random, &mut text);
        let due = self.size.asks * (page + 1) / self.size.files;
        while self.asks < due {
            self.group(page, due, &mut text);
        }
        let wanted = self.size.asks * BYTES_AN_ASK * (page + 1) / self.size.files;
        while self.bytes + (text.len() as u64) < wanted {
            self.prose.block(&mut self.random, &mut text);
        }
        self.bytes += text.len() as u64;
        (format!("{year:04}/{date}.md"), text)
    }

    /// A section with some asks, and answers to earlier ones.
    fn group(&mut self, page: u64, due: u64, text: &mut String) {
        let _ = write!(text, "## {}\n\n", self.random.pick(&["Morning", "Work", "Abends", "Später", "朝"]));
        for _ in 0..(due - self.asks).min(6) {
            self.answers(page, text);
            self.ask(page, text);
        }
        text.push('\n');
        self.prose.block(&mut self.random, text);
    }

    fn ask(&mut self, page: u64, text: &mut String) {
        let number = self.asks;
        self.asks += 1;
        text.push_str("- #ask ");
        let on_the_spot = self.random.below(20) == 0;
        if on_the_spot {
            text.push_str(self.random.pick(&["#no ", "#yes ", "#partial "]));
        }
        self.prose.title(&mut self.random, text);
        let _ = write!(text, " #{}", self.random.pick(prose::TAGS));
        let who = self.random.below(10) < 4;
        let person = who.then(|| self.random.below(PEOPLE as u64) as usize);
        if let Some(person) = person {
            let _ = write!(text, " @{}{person}", prose::name_of(person));
        }
        if self.random.below(3) == 0 {
            let _ = write!(text, " fear:{}", self.random.below(11));
        }
        if self.random.below(4) == 0 {
            let _ = write!(text, " size:{}", self.random.pick(&["small", "medium", "big"]));
        }
        if self.random.below(6) == 0 {
            let _ = write!(text, " via:{}", self.random.pick(&["email", "phone", "\"in person\""]));
        }
        if self.random.below(12) == 0 {
            let _ = write!(text, " odds:{}%", self.random.below(101));
        }
        let _ = writeln!(text, " ^a{number}");
        if on_the_spot {
            return;
        }
        match self.random.below(10) {
            0 => text.push_str("  - #no at once sting:3\n"),
            1 => {
                text.push_str("  - #step/call asked for a day to think\n");
                self.stays_open(person);
            }
            2..=7 => {
                let page = page + 1 + self.random.below(30);
                if let Some(person) = person {
                    self.waiting[person] += 1;
                }
                self.open.push(Open { number, who: person, page });
            }
            _ => self.stays_open(person),
        }
    }

    /// An ask that is never answered: its person gets no answer by name.
    fn stays_open(&mut self, person: Option<usize>) {
        if let Some(person) = person {
            self.waiting[person] += 1;
        }
    }

    /// An answer that was due up to this page, if there is one.
    fn answers(&mut self, page: u64, text: &mut String) {
        let Some(at) = (0..self.open.len().min(64)).find(|at| self.open[*at].page <= page) else { return };
        let open = self.open.swap_remove(at);
        let answer = self.random.pick(&["#no", "#no", "#no", "#silence", "#yes", "#partial"]);
        let alone = open.who.filter(|person| self.waiting[*person] == 1);
        match alone {
            Some(person) => {
                let _ = write!(text, "- {answer} @{}{person} ", prose::name_of(person));
            }
            None => {
                let _ = write!(text, "- {answer} re:a{} ", open.number);
            }
        }
        if let Some(person) = open.who {
            self.waiting[person] -= 1;
        }
        self.prose.title(&mut self.random, text);
        if answer == "#no" && self.random.below(2) == 0 {
            let _ = write!(text, " sting:{}", self.random.below(11));
        }
        text.push('\n');
        if self.random.below(8) == 0 {
            text.push_str("  - #lesson ");
            self.prose.title(&mut self.random, text);
            text.push('\n');
        }
    }
}

/// Writes a whole notebook into `folder`, which must not be there yet.
pub fn write(size: Size, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.parent().unwrap_or(folder))?;
    fs::create_dir(folder)?;
    fs::write(
        folder.join("askbook.toml"),
        "[[challenge]]\nname = \"A million noes\"\ngoal = 1000000\nstart = 1990-01-01\n",
    )?;
    let mut diary = Diary::new(size);
    for page in 0..size.files {
        let (name, text) = diary.page(page);
        let path = folder.join("journal").join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

/// The date of a day counted from 0000-03-01, by Hinnant's `civil_from_days`.
fn civil(days: i64) -> (i64, i64, i64) {
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
