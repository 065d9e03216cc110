//! stub
use crate::book::*;
use crate::config::*;
use crate::model::*;
pub enum By {
    Tag,
    Size,
    Via,
    Who,
    Key(String),
}
pub struct Look {
    pub width: usize,
    pub color: bool,
    pub ascii: bool,
}
pub enum Period {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}
pub struct Scope<'a> {
    pub challenge: Option<&'a Challenge>,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub period: Period,
    pub by: Option<By>,
    pub keep: &'a dyn Fn(AskId) -> bool,
}
pub struct Report;
pub fn build(_: &Book, _: &Config, _: &Scope<'_>) -> Report {
    Report
}
impl Report {
    pub fn terminal(&self, _: Look) -> String {
        String::new()
    }
    pub fn markdown(&self) -> String {
        String::new()
    }
    pub fn json(&self) -> serde_json::Value {
        serde_json::Value::Null
    }
}
pub fn challenge_count(_: &Book, _: &Challenge) -> u32 {
    0
}
